use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::resolve::percent;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// The target of a measure is not a share.
    ///
    /// Measures are shares of what was due: from 0 to 100 percent, written like `95%`. A target
    /// beyond that can never be reached or never be missed.
    ///
    /// ## 中文
    ///
    /// 指标的目标不是比率。
    ///
    /// 指标都是占应办数的比率，从 0 到 100%，写成`95%`。超出此范围的目标，要么永远达不到，要么永远达到。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// evaluation: [{ measure: on-time, target: 120% }, { measure: done, target: all }]
    /// #                                        ^^^^                             ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// evaluation: [{ measure: on-time, target: 95% }, { measure: done, target: "100％" }]
    /// ```
    pub(super) static RULE = "list/bad-target", Error,
        "target that is not a share", "目标不是比率";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for target in standard.evaluation.iter().filter_map(|doc| doc.target.as_ref()) {
            if percent(&target.value).is_some() {
                continue;
            }
            let (text, owner) = (&target.value, at.words());
            let message = say!(
                "`{text}`, a target of {owner}, is not a share from 0 to 100 %",
                "{owner}的目标`{text}`不是 0 到 100% 的比率",
                owner: owner
            );
            let label = Words::fixed("not a share", "不是比率");
            let help = Words::fixed("write it like `95%`", "请写成`95%`");
            let subject = at.subject(text);
            sink.push(Finding::at(&RULE, target.span, message, label).help(help).about(subject));
        }
    }
}
