use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk;
use crate::model::docs::Status;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A legal basis that was read in its source names no article.
    ///
    /// `status: verified` and `status: local` say that somebody has read the text. Whoever checks it has
    /// to find the same words, and a law as a whole is no place to look. Add the article, or write
    /// `status: placeholder` until it is known.
    ///
    /// ## 中文
    ///
    /// 已核实的法律依据没有写明条款。
    ///
    /// `status: verified`（已核实）和`status: local`（地方）表示有人读过原文。复核的人要能找到同样的文字，
    /// 只写一部法律无从查起。请补上条款；条款未定的，写`status: placeholder`（占位）。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis: [{ law: 反家庭暴力法, from: 2016-03-01, status: verified, source: "flk.npc.gov.cn" }]
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
    pub(super) static RULE = "list/basis-without-article", Error,
        "verified basis without an article", "已核实的依据缺少条款";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    walk::bases(index.draft, |at, basis, place| {
        let status = basis.status.as_ref().map(|status| status.value);
        if !matches!(status, Some(Status::Verified | Status::Local)) || basis.article.is_some() {
            return;
        }
        let law = basis.law.as_ref().map_or("?", |law| law.as_str());
        let owner = at.words();
        let message = say!(
            "`{law}`, a basis of {owner}, is marked as read but names no article",
            "{owner}的依据`{law}`注明已核实，却没有写条款",
            owner: owner
        );
        let label = Words::fixed("which article?", "哪一条？");
        let help = Words::fixed(
            "add `article`, or write `status: placeholder` until it is known",
            "请补上`article`；条款未定的写`status: placeholder`",
        );
        let subject = at.subject(law);
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    });
}
