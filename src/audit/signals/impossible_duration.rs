use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::rule;
use crate::text::Words;

rule! {
    /// Between the steps `from` and `to` of a case lies less time than `shorter` or more than
    /// `longer`: on the scene in half a minute, or after a day. Where only days are known, a case
    /// counts if it is unusual at whatever time of these days. It is no fault: a signal asks
    /// somebody to look. Ask whether the times are true and what happened in between.
    ///
    /// ## 中文
    /// 案件中`from`与`to`两个环节之间的用时短于`shorter`或长于`longer`，例如半分钟到场或一
    /// 天后才到场。只写日期的，无论当日何时均属异常才计入。信号不是问题，只是提请人工核查。
    /// 请核实时间是否属实、其间发生了什么。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { duration: { test: impossible-duration, from: DV-11.open, to: DV-11.agreement, shorter: 1m, longer: 24h } }
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
    /// M-1,DV-11,open,2026-03-02 09:00:00,north
    /// M-1,DV-11,agreement,2026-03-02 09:00:59,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,open,2026-03-02 09:00:00,north
    /// M-1,DV-11,agreement,2026-03-02 09:01:00,north
    /// M-2,DV-11,open,2026-03-02 09:00:00,north
    /// M-2,DV-11,agreement,2026-03-03 09:00:00,north
    /// ```
    pub static IMPOSSIBLE_DURATION = "signal/impossible-duration", Note,
        "less or more time than there can be", "用时不可能";
}

pub(super) static TEST: Test = Test {
    rule: &IMPOSSIBLE_DURATION,
    hits: Words::fixed("cases with such a duration", "用时异常的案件"),
    question: Words::fixed(
        "are these times true, and what happened in between?",
        "这些时间是否属实，其间发生了什么？",
    ),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let Some((least, most, end)) = look.between(case) else { return };
    let short = look.signal.shorter.is_some_and(|shorter| most < shorter);
    let long = look.signal.longer.is_some_and(|longer| least > longer);
    if short || long {
        found.hit(case, end);
    }
}
