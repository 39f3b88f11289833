use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::rule;
use crate::text::Words;

rule! {
    /// In a case, `at_least` different steps of one duty (3 by default) bear the same instant. Who
    /// fills in a whole case at its end gives all stages one time. Days alone are no instants. It
    /// is no fault: a signal asks somebody to look. Ask when the stages happened and who recorded
    /// them.
    ///
    /// ## 中文
    /// 同一案件中，同一事项的`at_least`个（默认3个）不同环节时间完全相同。案件办完后一次性
    /// 填写，往往各环节同一时刻。只写日期的不算。信号不是问题，只是提请人工核查。请核实各环
    /// 节实际何时发生、由谁记录。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { at-once: { test: one-instant, at_least: 3 } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   open: { title: { zh: 受理, en: Open } }
    ///   hear: { title: { zh: 听取, en: Hear } }
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
    /// M-1,DV-11,hear,2026-03-02 09:00,north
    /// M-1,DV-11,agreement,2026-03-02 09:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,DV-11,open,2026-03-02 09:00,north
    /// M-1,DV-11,hear,2026-03-02 09:00,north
    /// M-1,DV-11,agreement,2026-03-02 10:00,north
    /// ```
    pub static ONE_INSTANT = "signal/one-instant", Note,
        "several steps at one instant", "多个环节同一时刻";
}

pub(super) static TEST: Test = Test {
    rule: &ONE_INSTANT,
    hits: Words::fixed("cases filled in at one instant", "多个环节同一时刻的案件"),
    question: Words::fixed(
        "when did these stages really happen, and who recorded them?",
        "这些环节实际何时发生，由谁记录？",
    ),
    threshold: Threshold::Within,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let mut steps: Vec<_> = look
        .events(case)
        .filter(|done| !done.at.is_day())
        .filter_map(|done| Some((done.duty, done.at, done.step?)))
        .collect();
    steps.sort_unstable();
    steps.dedup();
    let full = |group: &&[_]| group.len() >= look.signal.at_least as usize;
    let mut groups = steps.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(full);
    let Some(&(duty, at, _)) = groups.next().and_then(|group| group.first()) else { return };
    let first = case.events.iter().find(|done| (done.duty, done.at) == (duty, at));
    if let Some(done) = first {
        found.hit(case, done);
    }
}
