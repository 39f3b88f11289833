use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::model::resolve::DutyId;
use crate::rule;
use crate::text::Words;

rule! {
    /// In a case a hand-over came back `at_least` times (2 by default): the receiver gave it back
    /// or, where the standard names no step for that, it was sent again as often. A matter that
    /// goes to and fro is nobody's. It is no fault: a signal asks somebody to look. Ask who should
    /// have it, and settle that in the list.
    ///
    /// ## 中文
    /// 同一案件的移送被退回`at_least`次（默认2次）：接收方退回，或者标准未规定退回环节而再
    /// 次移送达到该次数。推来推去的事项等于无人负责。信号不是问题，只是提请人工核查。请明确
    /// 应由谁负责，并写入清单。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { bounced: { test: bounced, at_least: 2 } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA, supporting: WF }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   send: { title: { zh: 移送, en: Send }, to: WF, accepted: { step: accept, returned: give_back } }
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
    /// M-1,DV-11,give_back,2026-03-02 10:00,women
    /// M-1,DV-11,send,2026-03-03 09:00,north
    /// M-1,DV-11,give_back,2026-03-03 10:00,women
    /// M-1,DV-11,send,2026-03-04 09:00,north
    /// M-1,DV-11,accept,2026-03-04 10:00,women
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,send,2026-03-02 09:00,north
    /// M-1,DV-11,give_back,2026-03-02 10:00,women
    /// M-1,DV-11,send,2026-03-03 09:00,north
    /// M-1,DV-11,accept,2026-03-04 10:00,women
    /// ```
    pub static BOUNCED = "signal/bounced", Note,
        "hand-overs that come back", "移送反复退回";
}

pub(super) static TEST: Test = Test {
    rule: &BOUNCED,
    hits: Words::fixed("cases that came back", "反复退回的案件"),
    question: Words::fixed("who should have this matter?", "该事项应由谁负责？"),
    threshold: Threshold::Within,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let model = look.facts.model;
    for duty in (0u16..).map(DutyId).take(model.duties.len()).filter(|duty| look.concerns(*duty)) {
        for step in model.steps_of(duty).filter(|step| case.count(*step) > 0) {
            let Some(handover) = &model.step(step).handover else { continue };
            let (again, least) = match handover.returned {
                Some(returned) => (returned, look.signal.at_least as usize),
                // The first time that it is sent it has not come back yet.
                None => (step, look.signal.at_least as usize + 1),
            };
            let nth = case.all(again).nth(least - 1);
            if let (Some(nth), Some(sent)) = (nth, case.first(step)) {
                found.hit_of(case, sent, nth.at.start, 0);
            }
        }
    }
}
