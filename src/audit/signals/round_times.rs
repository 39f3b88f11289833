use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::rule;
use crate::text::Words;

rule! {
    /// Of the events of a body, `share` percent (80 by default) of at least `at_least` (20 by
    /// default) happened exactly at a full or half hour. Life is not so regular: of true times
    /// about one in thirty is. Days without a time of day are not looked at. It is no fault: a
    /// signal asks somebody to look. Ask whether the times were noted or remembered.
    ///
    /// ## 中文
    /// 某单位至少`at_least`条（默认20条）记录中，有`share`（默认80%）恰在整点或半点。实际工
    /// 作不会如此规整，真实时间中约三十分之一为整点或半点。只写日期的不计。信号不是问题，只
    /// 是提请人工核查。请核实时间是当时记录，还是事后回忆。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { round: { test: round-times, share: 80%, at_least: 4 } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   open: { title: { zh: 受理, en: Open } }
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
    /// M-2,DV-11,open,2026-03-02 09:30,north
    /// M-3,DV-11,open,2026-03-02 10:00,north
    /// M-4,DV-11,open,2026-03-02 10:17,north
    /// M-5,DV-11,open,2026-03-02 11:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,open,2026-03-02 09:00,north
    /// M-2,DV-11,open,2026-03-02 09:30,north
    /// M-3,DV-11,open,2026-03-02 10:00,north
    /// M-4,DV-11,open,2026-03-02 10:17,north
    /// ```
    pub static ROUND_TIMES = "signal/round-times", Note,
        "times at full and half hours", "整点时间过多";
}

/// In milliseconds.
const HALF_HOUR: i64 = 1_800_000;

pub(super) static TEST: Test = Test {
    rule: &ROUND_TIMES,
    hits: Words::fixed("times are at a full or half hour", "时间为整点或半点"),
    question: Words::fixed(
        "were these times noted when it happened, or remembered later?",
        "这些时间是当时记录，还是事后回忆？",
    ),
    threshold: Threshold::Share,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let zone = &look.facts.model.zone;
    for done in look.events(case).filter(|done| !done.at.is_day()) {
        let day = zone.day(done.at.start);
        // Clocks change by whole or half hours, so the day's beginning is as good as the hour's.
        let round = (done.at.start - zone.start(day)) % HALF_HOUR == 0;
        found.looked.push((done.body, done.at.start, round));
        if round {
            found.hit(case, done);
        }
    }
}
