use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A standard has no steps.
    ///
    /// Its content is what has to be done, in which order and by when. Without steps nothing of the duty
    /// can be judged but how often it was performed. Add the steps under `steps`.
    ///
    /// ## 中文
    ///
    /// 工作标准没有任何处置环节。
    ///
    /// 内容就是要做什么、按什么顺序、在什么时限内。没有环节，除履行次数外什么也无法判定。请在`steps`（处置环节）
    /// 下补上。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// #     ^^^^^
    /// safeguards: [{ require: words, title: 保密 }]
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    pub(super) static RULE = "list/standard-without-content", Error,
        "standard without content", "工作标准缺少内容";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        if !standard.steps.is_empty() {
            continue;
        }
        let what = named(at.duty_id(), index.title(at.duty_id()));
        let message =
            say!("the standard of {what} has no steps", "{what}的工作标准没有环节", what: what);
        let label = Words::fixed("no content", "没有内容");
        let help =
            Words::fixed("add what has to be done under `steps`", "请在`steps`下写明要做什么");
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}
