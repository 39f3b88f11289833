use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::log::normal;
use crate::rule;
use crate::text::Words;

rule! {
    /// Of the events of a body in which `field` is filled, `share` percent (all by default) of at
    /// least `at_least` (20 by default) have the one `value`: everybody is satisfied. Answers that
    /// nobody gave look like this. It is no fault: a signal asks somebody to look. Ask some of
    /// those who are said to have answered.
    ///
    /// ## 中文
    /// 某单位填有`field`的至少`at_least`条（默认20条）记录中，有`share`（默认全部）为同一取
    /// 值`value`，例如人人“满意”。没有真正回访的结果往往如此。信号不是问题，只是提请人工核
    /// 查。请抽样回访据称已答复的群众。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { satisfaction: { title: { zh: 满意度, en: Satisfaction } } }
    /// signals: { satisfied: { test: one-sided, field: satisfaction, value: satisfied, at_least: 3 } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA }
    /// ---
    /// kind: standard
    /// duty: DV-11
    /// steps:
    ///   ask: { title: { zh: 回访, en: Ask } }
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { north: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, fields: { satisfaction: satisfaction } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,satisfaction
    /// M-1,DV-11,ask,2026-03-02 09:00,north,satisfied
    /// M-2,DV-11,ask,2026-03-02 09:10,north,satisfied
    /// M-3,DV-11,ask,2026-03-02 09:20,north,satisfied
    /// M-4,DV-11,ask,2026-03-02 09:30,north,
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,satisfaction
    /// M-1,DV-11,ask,2026-03-02 09:00,north,satisfied
    /// M-2,DV-11,ask,2026-03-02 09:10,north,satisfied
    /// M-3,DV-11,ask,2026-03-02 09:20,north,no answer
    /// M-4,DV-11,ask,2026-03-02 09:30,north,satisfied
    /// ```
    pub static ONE_SIDED = "signal/one-sided", Note,
        "one value nearly everywhere", "取值一边倒";
}

pub(super) static TEST: Test = Test {
    rule: &ONE_SIDED,
    hits: Words::fixed("entries have that value", "取值相同"),
    question: Words::fixed(
        "what do some of those say who are said to have answered?",
        "抽样回访，据称已答复的群众怎么说？",
    ),
    threshold: Threshold::Share,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    for done in look.events(case) {
        let Some(value) = look.value(done) else { continue };
        let same = look.facts.text(value) == normal(&look.signal.value);
        found.looked.push((done.body, done.at.start, same));
        if same {
            found.hit(case, done);
        }
    }
}
