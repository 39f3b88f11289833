use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::rule;
use crate::text::Words;

rule! {
    /// In a case the step `first` was recorded before the step `then`, which can only come before
    /// it: somebody arrived before anybody was sent. Equal times prove nothing, and a day is as
    /// long as it is. It is no fault: a signal asks somebody to look. Ask which of the two times is
    /// the true one; clocks and late entries are the usual reasons.
    ///
    /// ## 中文
    /// 案件中先记录了`first`环节，后记录了`then`环节，而实际次序只可能相反，例如尚未派警就
    /// 已到场。时间相同不作认定，只写日期的按整日考虑。信号不是问题，只是提请人工核查。请核
    /// 实两个时间哪个属实；常见原因是时钟不准或事后补录。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { backwards: { test: impossible-order, first: DV-11.agreement, then: DV-11.open } }
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
    /// M-1,DV-11,agreement,2026-03-02 09:00,north
    /// M-1,DV-11,open,2026-03-02 09:01,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,open,2026-03-02 09:00,north
    /// M-1,DV-11,agreement,2026-03-02 09:00,north
    /// ```
    pub static IMPOSSIBLE_ORDER = "signal/impossible-order", Note,
        "a step before one that it can't precede", "次序不可能";
}

pub(super) static TEST: Test = Test {
    rule: &IMPOSSIBLE_ORDER,
    hits: Words::fixed("cases in an impossible order", "次序不可能的案件"),
    question: Words::fixed("which of the two times is the true one?", "两个时间哪个属实？"),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let (Some(first), Some(then)) = (look.signal.first, look.signal.second) else { return };
    if let (Some(early), Some(late)) = (case.first(first), case.first(then))
        && early.at.end() < late.at.start
    {
        found.hit(case, late);
    }
}
