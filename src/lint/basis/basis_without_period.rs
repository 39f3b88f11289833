use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk;
use crate::model::docs::Status;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A legal basis doesn't say since when it is in force.
    ///
    /// Laws change, and a case is judged by the law of its day: since 2026-01-01 a public-security case in
    /// China may take 90 days, one filed the day before 60. Write the first day of force in `from`, and the
    /// last in `until` once there is one. A basis that is a placeholder needs neither.
    ///
    /// ## 中文
    ///
    /// 法律依据没有写明自何时起施行。
    ///
    /// 法律会修改，案件适用当时的法律：2026年1月1日起，治安案件最长可办90日，前一日立案的是60日。请在`from`
    /// （起）中写明施行日期；失效后在`until`（止）中写明最后一日。占位的依据不作此要求。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis: [{ law: 反家庭暴力法, article: "16, 17", status: verified, source: "flk.npc.gov.cn" }]
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
    pub(super) static RULE = "list/basis-without-period", Warning,
        "legal basis without a period of force", "法律依据缺少施行日期";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    walk::bases(index.draft, |at, basis, place| {
        let status = basis.status.as_ref().map(|status| status.value);
        if status == Some(Status::Placeholder) || basis.from.is_some() {
            return;
        }
        let law = basis.law.as_ref().map_or("?", |law| law.as_str());
        let owner = at.words();
        let message = say!(
            "`{law}`, a basis of {owner}, doesn't say since when it is in force",
            "{owner}的依据`{law}`没有写明自何时起施行",
            owner: owner
        );
        let label = Words::fixed("in force since when?", "何时起施行？");
        let help = Words::fixed("add its first day of force as `from`", "请在`from`中写明施行日期");
        let subject = at.subject(law);
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    });
}
