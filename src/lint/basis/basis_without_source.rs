use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk;
use crate::model::docs::Status;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A legal basis is called verified and doesn't say where its text was read.
    ///
    /// `verified` and `local` claim that somebody has read the text; others can only rely on that if they
    /// can open the same text. Write the address or the publication in `source`, or write `status:
    /// placeholder`.
    ///
    /// ## 中文
    ///
    /// 法律依据注明已核实，却没有写明在哪里读到原文。
    ///
    /// `verified`（已核实）和`local`（地方）表示有人读过原文；别人要能打开同一份原文，才谈得上可信。请在`source`
    /// （来源）中写明网址或出处，否则写`status: placeholder`（占位）。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis: [{ law: 反家庭暴力法, article: "16, 17", from: 2016-03-01, status: verified }]
    /// #                  ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis:
    ///       - { law: 反家庭暴力法, article: "16, 17", from: 2016-03-01, status: verified, source: "flk.npc.gov.cn" }
    ///       - { law: 待确认, status: placeholder }
    /// ```
    pub(super) static RULE = "list/basis-without-source", Error,
        "verified basis without a source", "已核实的依据缺少来源";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    walk::bases(index.draft, |at, basis, place| {
        let status = basis.status.as_ref().map(|status| status.value);
        if !matches!(status, Some(Status::Verified | Status::Local))
            || basis.source.as_ref().is_some_and(|source| !source.value.trim().is_empty())
        {
            return;
        }
        let law = basis.law.as_ref().map_or("?", |law| law.as_str());
        let owner = at.words();
        let message = say!(
            "`{law}`, a basis of {owner}, is marked as read but doesn't say where",
            "{owner}的依据`{law}`注明已核实，却没有来源",
            owner: owner
        );
        let label = Words::fixed("read where?", "在何处读到？");
        let help = Words::fixed(
            "add where the text was read as `source`, or write `status: placeholder`",
            "请在`source`中写明原文出处，否则写`status: placeholder`",
        );
        let subject = at.subject(law);
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    });
}
