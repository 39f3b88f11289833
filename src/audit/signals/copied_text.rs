use super::{Found, Hit, Look, Test, Threshold};
use crate::audit::bodies::BodyIndex;
use crate::audit::case::Case;
use crate::log::Symbol;
use crate::rule;
use crate::text::Words;

rule! {
    /// A body used exactly the same words in several cases: the text of the task, or the value of
    /// `field` if one is named, is alike in `at_least` cases (3 by default). Some words are bound
    /// to repeat, so name a field in which people describe what they saw. It is no fault: a signal
    /// asks somebody to look. Read the cases side by side.
    ///
    /// ## 中文
    /// 某单位在多起案件中使用了完全相同的文字：任务内容（写明`field`的，为该字段）在
    /// `at_least`件（默认3件）案件中一字不差。有些用语难免重复，宜指定记载具体情况的字段。
    /// 信号不是问题，只是提请人工核查。请将这些案件并排阅读。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// signals: { same-words: { test: copied-text, at_least: 2 } }
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
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, text: text }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,text
    /// M-1,DV-11,open,2026-03-02 09:00,north,both sides were calmed
    /// M-2,DV-11,open,2026-03-03 10:00,north,both sides were calmed
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,text
    /// M-1,DV-11,open,2026-03-02 09:00,north,both sides were calmed
    /// M-1,DV-11,open,2026-03-02 09:30,north,both sides were calmed
    /// M-2,DV-11,open,2026-03-03 10:00,north,a fence was moved
    /// ```
    pub static COPIED_TEXT = "signal/copied-text", Note,
        "the same words in different cases", "文字雷同";
}

pub(super) static TEST: Test = Test {
    rule: &COPIED_TEXT,
    hits: Words::fixed("cases with words that others have too", "与他案文字相同的案件"),
    question: Words::fixed(
        "were these cases looked at one by one, or copied from each other?",
        "这些案件是逐件办理，还是相互照抄？",
    ),
    threshold: Threshold::Within,
    see,
    after,
};

fn see(look: &Look<'_, '_>, case: &Case<'_>, found: &mut Found) {
    let mut seen: Vec<(BodyIndex, Symbol)> = Vec::new();
    for done in look.events(case) {
        let text = match look.signal.field {
            Some(_) => look.value(done),
            None => Some(look.facts.event(done).text).filter(|text| text.0 > 0),
        };
        let Some(text) = text.filter(|text| !seen.contains(&(done.body, *text))) else { continue };
        seen.push((done.body, text));
        found.hit_of(case, done, done.at.start, text.0);
    }
}

/// Words are alike once enough cases have them; what came before that belongs to it.
fn after(look: &Look<'_, '_>, found: &mut Found) {
    found.hits.sort_by_key(|hit| (hit.body, hit.key, hit.at));
    let mut alike = Vec::new();
    for group in found.hits.chunk_by(|a, b| (a.body, a.key) == (b.body, b.key)) {
        if let Some(enough) = group.get(look.signal.at_least as usize - 1) {
            alike.extend(group.iter().map(|hit| Hit { at: hit.at.max(enough.at), ..*hit }));
        }
    }
    found.hits = alike;
}
