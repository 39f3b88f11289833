use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::audit::clocks::Running;
use crate::audit::judge::acceptance_of;
use crate::rule;
use crate::text::Words;

rule! {
    /// A body sent hand-overs that nobody accepted: `at_least` of them (3 by default) are open
    /// beyond their deadline or, where the standard gives none, longer than `longer` (7d by
    /// default). A hand-over that is sent into nothing may exist on paper only. It is no fault: a
    /// signal asks somebody to look. Ask the receiver whether anything arrived.
    ///
    /// ## 中文
    /// 某单位的移送无人接收：至少`at_least`件（默认3件）超过接收时限，或者标准未规定时限而
    /// 超过`longer`（默认7d）仍无接收记录。无人接收的移送可能只存在于纸面。信号不是问题，只
    /// 是提请人工核查。请向接收方核实是否收到。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { phantom: { test: never-accepted, at_least: 2 } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA, supporting: WF }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   send: { title: { zh: 移送, en: Send }, to: WF, accepted: { step: accept } }
    ///   accept: { title: { zh: 接收, en: Accept }, optional: true }
    ///   give_back: { title: { zh: 退回, en: Give back }, optional: true }
    /// ---
    /// kind: roster
    /// roles: { STA: {}, WF: {} }
    /// bodies: { north: { roles: STA }, women: { roles: WF } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// M-1,DV-11,send,2026-03-02 09:00,north
    /// M-2,DV-11,send,2026-03-02 10:00,north
    /// M-3,DV-11,send,2026-03-12 09:00,north
    /// M-3,DV-11,accept,2026-03-12 10:00,women
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,send,2026-03-02 09:00,north
    /// M-2,DV-11,send,2026-03-12 08:00,north
    /// M-3,DV-11,send,2026-03-12 09:00,north
    /// M-3,DV-11,accept,2026-03-12 10:00,women
    /// ```
    pub static NEVER_ACCEPTED = "signal/never-accepted", Note,
        "hand-overs that nobody accepts", "移送无人接收";
}

/// In milliseconds.
const WEEK: i64 = 7 * 86_400_000;

pub(super) static TEST: Test = Test {
    rule: &NEVER_ACCEPTED,
    hits: Words::fixed("hand-overs open too long", "逾期无人接收的移送"),
    question: Words::fixed("did anything arrive at the receiver?", "接收方是否收到？"),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let facts = look.facts;
    for done in look.events(case) {
        let Some(step) = done.step.map(|step| facts.model.step(step)) else { continue };
        let Some(handover) = step.handover.as_ref().filter(|own| own.accept.is_some()) else {
            continue;
        };
        if acceptance_of(case, done, handover, facts).is_some() {
            continue;
        }
        let running = handover.deadline.as_ref();
        let due = match running.map(|deadline| facts.running_from(deadline, done.at, case)) {
            Some(Running::Yes(timed)) => timed.due.latest,
            Some(Running::Unknown(_)) => continue,
            Some(Running::No) | None => done.at.end() + look.signal.longer.unwrap_or(WEEK),
        };
        if due < facts.as_of {
            found.hit_of(case, done, due, 0);
        }
    }
}
