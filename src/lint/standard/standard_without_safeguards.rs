use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A standard has no safeguards.
    ///
    /// A standard has three parts: content, safeguards and evaluation. Safeguards protect those whom the
    /// work concerns: two persons, different persons, a recording. Where no log can show one, say it in
    /// words: `{ require: words, title: … }`.
    ///
    /// ## 中文
    ///
    /// 工作标准没有保障措施。
    ///
    /// 标准由内容、保障和评价三部分组成。保障措施保护当事人：两人以上、不同人员、录音录像。日志无从体现的，
    /// 用文字写明：`{ require: words, title: … }`。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// #     ^^^^^
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    /// safeguards: [{ require: two-persons, of: draft }]
    /// ```
    pub(super) static RULE = "list/standard-without-safeguards", Error,
        "standard without safeguards", "工作标准缺少保障措施";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        if !standard.safeguards.is_empty() {
            continue;
        }
        let what = named(at.duty_id(), index.title(at.duty_id()));
        let message = say!("the standard of {what} has no safeguards", "{what}的工作标准没有保障措施", what: what);
        let label = Words::fixed("no safeguards", "没有保障措施");
        let help = Words::fixed(
            "add `safeguards`: `two-persons`, `different-persons`, `recorded` or `words`",
            "请补上`safeguards`：`two-persons`、`different-persons`、`recorded`或`words`",
        );
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}
