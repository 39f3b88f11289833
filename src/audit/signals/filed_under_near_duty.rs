use super::{Found, Look, Test, Threshold, nothing};
use crate::audit::case::Case;
use crate::audit::matching::fold;
use crate::rule;
use crate::text::Words;

rule! {
    /// The text of an event has a keyword of another duty and none as long of the duty under which
    /// it was filed. Work that is on no list, or somebody else's, can hide under a near name. It is
    /// no fault: a signal asks somebody to look. Read the text, and decide where it belongs; if the
    /// keywords mislead, mend `matches` in the list.
    ///
    /// ## 中文
    /// 某条记录的内容含有另一事项的关键词，而没有同样长的、所归事项的关键词。清单以外或他人
    /// 职责内的工作，可能借相近名目归入。信号不是问题，只是提请人工核查。请阅读内容并确定归
    /// 属；如系关键词所致，请修改清单中的`matches`。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { near: { test: filed-under-near-duty } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-11: { title: { zh: 纠纷调解, en: Mediation }, holder: STA, matches: { keywords: [quarrel] } }
    ///   DV-12: { title: { zh: 讨债, en: Debts }, holder: STA, matches: { keywords: [debt collection] } }
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { north: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body, text: text }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body,text
    /// M-1,DV-11,2026-03-02 09:00,north,a quarrel about debt collection
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body,text
    /// M-1,DV-11,2026-03-02 09:00,north,a quarrel about a fence
    /// M-2,DV-11,2026-03-02 09:00,north,nothing of note
    /// ```
    pub static FILED_UNDER_NEAR_DUTY = "signal/filed-under-near-duty", Note,
        "the text fits another duty better", "归入相近事项";
}

pub(super) static TEST: Test = Test {
    rule: &FILED_UNDER_NEAR_DUTY,
    hits: Words::fixed("texts that fit another duty better", "更符合另一事项的内容"),
    question: Words::fixed("where does this work belong?", "这项工作应归入哪一事项？"),
    threshold: Threshold::Count,
    see,
    after: nothing,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    for done in look.events(case) {
        let text = look.facts.text(look.facts.event(done).text);
        let fits = look.matcher.by_keywords(&fold(text));
        if !fits.is_empty() && !fits.contains(&done.duty) {
            found.hit(case, done);
        }
    }
}
