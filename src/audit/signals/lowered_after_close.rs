use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::audit::case::Done;
use crate::log::normal;
use crate::rule;
use crate::text::Words;

rule! {
    /// A value of `field` was lowered after the step `after` had closed the case, by the `order` of
    /// the values from the lowest to the highest. The value at the close is the last that the case
    /// shows up to then; a later row has a lower one. It is no fault: a signal asks somebody to
    /// look. Ask who lowered it and on what ground.
    ///
    /// ## 中文
    /// `after`环节办结案件之后，`field`的取值被调低；`order`为取值由低到高的次序。办结时的
    /// 取值以案件截至当时的最后记录为准，此后的记录低于该值。信号不是问题，只是提请人工核查。
    /// 请核实由谁、依据什么调低。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { grade: { title: { zh: 等级, en: Grade }, values: [low, medium, high] } }
    /// signals: { downgrade: { test: lowered-after-close, field: grade, order: [low, medium, high], after: DV-11.close } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   open: { title: { zh: 受理, en: Open } }
    ///   close: { title: { zh: 结案, en: Close } }
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { north: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, fields: { grade: grade } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,grade
    /// M-1,DV-11,open,2026-03-02 09:00,north,high
    /// M-1,DV-11,close,2026-03-03 09:00,north,
    /// M-1,DV-11,open,2026-03-04 09:00,north,low
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,grade
    /// M-1,DV-11,open,2026-03-02 09:00,north,high
    /// M-1,DV-11,close,2026-03-03 09:00,north,medium
    /// M-1,DV-11,open,2026-03-04 09:00,north,medium
    /// ```
    pub static LOWERED_AFTER_CLOSE = "signal/lowered-after-close", Note,
        "lowered after it was closed", "办结后降级";
}

pub(super) static TEST: Test = Test {
    rule: &LOWERED_AFTER_CLOSE,
    hits: Words::fixed("cases lowered after their close", "办结后被调低的案件"),
    question: Words::fixed("who lowered it, and on what ground?", "由谁、依据什么调低？"),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let Some(close) = look.signal.first.and_then(|step| case.first(step)) else { return };
    let rank = |done: &Done| {
        let value = look.facts.text(look.value(done)?);
        look.signal.order.iter().position(|own| normal(own) == value)
    };
    let (before, after): (Vec<&Done>, Vec<&Done>) =
        look.events(case).partition(|done| done.at.end() <= close.at.end());
    let Some(closed) = before.into_iter().rev().find_map(rank) else { return };
    let lower = |done: &&Done| rank(done).is_some_and(|rank| rank < closed);
    if let Some(done) = after.into_iter().find(lower) {
        found.hit(case, done);
    }
}
