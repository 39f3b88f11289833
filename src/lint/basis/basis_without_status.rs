use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A legal basis doesn't say how well it is known.
    ///
    /// Whether the text was read (`verified`), read but one place's rule (`local`), or is still to be
    /// confirmed (`placeholder`) decides how far anybody may rely on a finding. Write one of the three in
    /// `status`.
    ///
    /// ## 中文
    ///
    /// 法律依据没有写明核实程度。
    ///
    /// 原文已读（`verified`）、已读但仅为一地规定（`local`），还是尚待确认（`placeholder`），决定了结论能在多大
    /// 程度上作数。请在`status`（效力状态）中写明三者之一。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis: [{ law: 反家庭暴力法, article: "16, 17", from: 2016-03-01 }]
    /// #                  ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis: [{ law: 待确认, status: placeholder }]
    /// ```
    pub(super) static RULE = "list/basis-without-status", Warning,
        "legal basis without a status", "法律依据缺少效力状态";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    walk::bases(index.draft, |at, basis, place| {
        let status = basis.status.as_ref().map(|status| status.value);
        if status.is_some() {
            return;
        }
        let law = basis.law.as_ref().map_or("?", |law| law.as_str());
        let owner = at.words();
        let message = say!(
            "`{law}`, a basis of {owner}, has no status",
            "{owner}的依据`{law}`没有效力状态",
            owner: owner
        );
        let label = Words::fixed("how well is it known?", "核实到什么程度？");
        let help = Words::fixed(
            "add `status`: `verified`, `local` or `placeholder`",
            "请补上`status`：`verified`、`local`或`placeholder`",
        );
        let subject = at.subject(law);
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    });
}
