use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::audit::case::Done;
use crate::rule;
use crate::text::Words;

rule! {
    /// In a case one person did both a step of `of`, which approves, and a step of `same_as`, which
    /// is approved. Where the law wants two persons, write `not_same_as` in the standard; this
    /// signal is for where it merely should not be so. Persons are told as tokens and never blamed.
    /// It is no fault: a signal asks somebody to look. Ask whether anybody else could have
    /// approved.
    ///
    /// ## 中文
    /// 同一案件中，同一人员既实施了`of`中的审批环节，又实施了`same_as`中的被审批环节。法律
    /// 要求由不同人员实施的，应在标准中写`not_same_as`；本信号用于不宜如此的情形。人员仅以
    /// 代号显示，不作责任认定。信号不是问题，只是提请人工核查。请核实是否有他人可以审批。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { self: { test: self-approval, of: DV-11.approve, same_as: DV-11.propose } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   propose: { title: { zh: 呈报, en: Propose } }
    ///   approve: { title: { zh: 审批, en: Approve } }
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { north: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, person: person }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,person
    /// M-1,DV-11,propose,2026-03-02 09:00,north,0212
    /// M-1,DV-11,approve,2026-03-02 10:00,north,0212
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,person
    /// M-1,DV-11,propose,2026-03-02 09:00,north,0212
    /// M-1,DV-11,approve,2026-03-02 10:00,north,0300
    /// ```
    pub static SELF_APPROVAL = "signal/self-approval", Note,
        "approved by the person who proposed it", "自批自办";
}

pub(super) static TEST: Test = Test {
    rule: &SELF_APPROVAL,
    hits: Words::fixed("cases approved by who proposed them", "自批自办的案件"),
    question: Words::fixed("could somebody else have approved?", "是否有他人可以审批？"),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let proposed = look.signal.same_as.iter().flat_map(|step| case.all(*step));
    let persons: Vec<_> = proposed.flat_map(|done| look.facts.persons(done)).collect();
    let own = |done: &&Done| look.facts.persons(done).iter().any(|own| persons.contains(&own));
    let approved = look.signal.of.iter().flat_map(|step| case.all(*step));
    if let Some(done) = approved.filter(own).min_by_key(|done| (done.at, done.event)) {
        found.hit(case, done);
    }
}
