use super::{Found, Hit, Look, Test, Threshold};
use crate::audit::bodies::Bodies;
use crate::audit::case::Case;
use crate::audit::case::Done;
use crate::model::resolve::DutyId;
use crate::rule;
use crate::text::Words;

rule! {
    /// A body supports a duty by the list, the log has `at_least` cases of that duty (1 by
    /// default), and in none of them does it or another of its role appear. What it should have
    /// done may not be recorded, or it was never asked. It is no fault: a signal asks somebody to
    /// look. Ask both sides how they work together.
    ///
    /// ## 中文
    /// 清单规定某单位配合某事项，日志中该事项已有`at_least`件（默认1件）案件，而该单位及同
    /// 一角色的其他单位在其中从未出现。可能是其工作没有记录，也可能从未被通知。信号不是问题，
    /// 只是提请人工核查。请向双方了解如何配合。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { silent: { test: silent-supporter, at_least: 2 } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA, supporting: WF }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   open: { title: { zh: 受理, en: Open } }
    ///   send: { title: { zh: 移送, en: Send }, to: WF, accepted: { step: accept }, optional: true }
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
    /// M-1,DV-11,open,2026-03-02 09:00,north
    /// M-2,DV-11,open,2026-03-02 10:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,open,2026-03-02 09:00,north
    /// M-2,DV-11,open,2026-03-02 10:00,north
    /// M-2,DV-11,accept,2026-03-02 11:00,women
    /// ```
    pub static SILENT_SUPPORTER = "signal/silent-supporter", Note,
        "a supporting body that never appears", "配合单位从未出现";
}

pub(super) static TEST: Test = Test {
    rule: &SILENT_SUPPORTER,
    hits: Words::fixed("cases without the supporting body", "没有配合单位参与的案件"),
    question: Words::fixed(
        "was it ever asked, and is its part recorded elsewhere?",
        "是否通知过该单位，其工作是否记录在别处？",
    ),
    threshold: Threshold::Count,
    see,
    after,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let facts = look.facts;
    let mut duties: Vec<DutyId> = look.events(case).map(|done| done.duty).collect();
    duties.sort_unstable();
    duties.dedup();
    for duty in duties {
        let Some(first) = case.first_of(duty) else { continue };
        for (number, party) in (0u32..).zip(&facts.model.duty(duty).supporting) {
            let key = u32::from(duty.0) << 16 | number;
            let own = |done: &Done| {
                facts.bodies.listed(done.body).is_some_and(|body| facts.model.is(body, *party))
            };
            if case.events.iter().any(own) {
                found.cleared.insert(key);
            } else {
                found.hit_of(case, first, first.at.start, key);
            }
        }
    }
}

/// What is left falls on the silent bodies.
fn after(look: &Look<'_, '_>, found: &mut Found) {
    let model = look.facts.model;
    let mut silent = Vec::new();
    for hit in found.hits.iter().filter(|hit| !found.cleared.contains(&hit.key)) {
        let number = usize::try_from(hit.key & 0xffff).unwrap_or(usize::MAX);
        let Some(party) = model.duty(hit.done.duty).supporting.get(number) else { continue };
        let bodies = model.bodies_of(*party).map(Bodies::index);
        silent.extend(bodies.map(|body| Hit { body, ..*hit }));
    }
    found.hits = silent;
}
