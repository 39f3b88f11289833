use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::rule;
use crate::text::Words;

rule! {
    /// Between the steps `from` and `to` of a case lies less time than `shorter`, which is less
    /// than careful work takes: a mediation of five minutes. Where only days are known, nothing is
    /// said. It is no fault: a signal asks somebody to look. Ask how it went; speed alone proves
    /// nothing.
    ///
    /// ## 中文
    /// 案件中`from`与`to`两个环节之间的用时短于`shorter`，少于认真办理所需的时间，例如五分
    /// 钟的调解。只写日期的不作判断。信号不是问题，只是提请人工核查。请了解办理经过；快本身
    /// 不能说明什么。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { hasty: { test: too-short, from: DV-11.open, to: DV-11.agreement, shorter: 20m } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   open: { title: { zh: 受理, en: Open } }
    ///   agreement: { title: { zh: 协议, en: Agreement } }
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { north: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// M-1,DV-11,open,2026-03-02 09:00,north
    /// M-1,DV-11,agreement,2026-03-02 09:19,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,open,2026-03-02 09:00,north
    /// M-1,DV-11,agreement,2026-03-02 09:20,north
    /// ```
    pub static TOO_SHORT = "signal/too-short", Note,
        "done in less time than it takes", "用时过短";
}

pub(super) static TEST: Test = Test {
    rule: &TOO_SHORT,
    hits: Words::fixed("cases done that fast", "用时过短的案件"),
    question: Words::fixed(
        "how did it go, and was there time to hear both sides?",
        "办理经过如何，是否有时间听取双方意见？",
    ),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    if let Some((_, most, end)) = look.between(case)
        && look.signal.shorter.is_some_and(|shorter| most < shorter)
    {
        found.hit(case, end);
    }
}
