use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::log;
use crate::rule;
use crate::text::Words;

rule! {
    /// Events of a body were recorded long after they happened: the instant in `field` is later
    /// than the event by more than `after` (72h by default). One late entry is a day off; ten of
    /// them (`at_least`) may be a batch that was filled in for an inspection. Where the log has
    /// only the day, its end counts. It is no fault: a signal asks somebody to look. Ask when and
    /// from what the entries were made.
    ///
    /// ## 中文
    /// 某单位的记录在事后很久才录入：`field`所载录入时间晚于事件`after`（默认72h）以上。偶
    /// 尔一条可能只是休假，达到十条（`at_least`）则可能是为应付检查集中补录。日志只写日期的，
    /// 按当日终了计算。信号不是问题，只是提请人工核查。请核实何时、依据什么补录。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { recorded_at: { title: { zh: 录入时间, en: Recorded at } } }
    /// signals: { late-entries: { test: back-filled, field: recorded_at, after: 72h, at_least: 2 } }
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
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, fields: { recorded_at: recorded } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,recorded
    /// M-1,DV-11,open,2026-03-02 09:00,north,2026-03-05 09:01
    /// M-2,DV-11,open,2026-03-02 10:00,north,2026-03-09 09:00
    /// M-3,DV-11,open,2026-03-03 10:00,north,2026-03-03 11:00
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,recorded
    /// M-1,DV-11,open,2026-03-02 09:00,north,2026-03-05 09:00
    /// M-2,DV-11,open,2026-03-02 10:00,north,2026-03-09 09:00
    /// ```
    pub static BACK_FILLED = "signal/back-filled", Note,
        "recorded long after it happened", "事后补录";
}

pub(super) static TEST: Test = Test {
    rule: &BACK_FILLED,
    hits: Words::fixed("entries recorded late", "补录的记录"),
    question: Words::fixed(
        "when were these entries made, and from what?",
        "这些记录是何时、依据什么录入的？",
    ),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    for done in look.events(case) {
        let Some(value) = look.value(done) else { continue };
        let zone = &look.facts.model.zone;
        let recorded = log::moment(look.facts.text(value), zone);
        if recorded.is_some_and(|recorded| recorded.start > done.at.end() + look.signal.after) {
            found.hit(case, done);
        }
    }
}
