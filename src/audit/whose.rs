//! Whose is a task? What an audit would take its text for, and who is concerned by that.

use super::bodies::Bodies;
use super::matching::{Matcher, fold};
use crate::model::Model;
use crate::model::resolve::{BodyId, Duty, DutyId, Prohibited, StepId};
use crate::text::nearest;

pub use super::matching::Means;

/// Duties named when none covers a task.
const NEAREST: usize = 3;

/// Characters of a task by which near duties are looked for.
const COMPARED: usize = 2_000;

/// What a task belongs to.
#[derive(Debug)]
pub struct Whose<'m> {
    /// The duties that cover it: one, or several between which nothing decides.
    pub duties: Vec<DutyId>,
    /// By what they do.
    pub means: Means,
    /// The steps that it names, of those duties.
    pub steps: Vec<StepId>,
    /// If no duty covers it: those nearest to it, the nearest first.
    pub nearest: Vec<DutyId>,
    /// The acts of the negative list that it is.
    pub prohibited: Vec<&'m Prohibited>,
}

/// Looks for the duties of a task. An audit of the same text comes to the same.
pub fn whose<'m>(model: &'m Model, text: &str) -> Whose<'m> {
    let matcher = Matcher::new(model);
    let (duties, means) = matcher.of_text(text);
    let named = matcher.steps_of_text(text).iter().copied();
    let steps = named.filter(|step| duties.contains(&model.step(*step).duty)).collect();
    let nearest = if duties.is_empty() { near(model, &matcher, text) } else { Vec::new() };
    let folded = fold(text);
    let is = |act: &&Prohibited| {
        let words = act.keywords.iter().map(|word| fold(word));
        let mut codes = act.codes.iter().map(|code| fold(code));
        words.into_iter().any(|word| !word.is_empty() && folded.contains(&word))
            || codes.any(|code| !code.is_empty() && code == folded)
    };
    let prohibited = model.prohibited.iter().filter(is).collect();
    Whose { duties, means, steps, nearest, prohibited }
}

/// The duties that a text is most like: the one that an audit would suggest, then those that share
/// most pairs of characters with it.
fn near(model: &Model, matcher: &Matcher<'_>, text: &str) -> Vec<DutyId> {
    let folded: String = fold(text).chars().take(COMPARED).collect();
    let mut found: Vec<DutyId> = matcher.nearest_to(&folded).into_iter().collect();
    let own = pairs(&folded);
    let likeness = |duty: &Duty| {
        let titles = [duty.title.en.as_ref(), duty.title.zh.as_ref()].map(str::to_owned);
        let words = titles.into_iter().chain(duty.keywords.iter().cloned());
        words.map(|word| share(&own, &pairs(&fold(&word)))).fold(0.0, f64::max)
    };
    let ids = (0u16..).map(DutyId).zip(&model.duties);
    let mut ranked: Vec<(f64, DutyId)> = ids
        .map(|(id, duty)| (likeness(duty), id))
        .filter(|(likeness, id)| *likeness >= 0.3 && !found.contains(id))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.extend(ranked.into_iter().map(|(_, id)| id));
    found.truncate(NEAREST);
    found
}

/// Pairs of neighbouring characters, each once, sorted.
fn pairs(text: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<_> = text.chars().zip(text.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The share of the pairs of a word that a text has.
fn share(text: &[(char, char)], word: &[(char, char)]) -> f64 {
    let had = word.iter().filter(|pair| text.binary_search(pair).is_ok()).count();
    #[expect(clippy::cast_precision_loss, reason = "counts of characters, far below 2^52")]
    let share = had as f64 / (word.len().max(1)) as f64;
    share
}

/// What a body has to do with a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// It answers for it.
    Holds,
    /// It helps.
    Supports,
    /// Nothing; the holder nearest to it is known or not.
    None(Option<BodyId>),
}

/// What a body has to do with a duty.
pub fn concern(model: &Model, body: BodyId, duty: &Duty) -> Concern {
    let bodies = Bodies::new(model);
    let index = Bodies::index(body);
    if bodies.holds(index, duty) == Some(true) {
        return Concern::Holds;
    }
    if duty.supporting.iter().any(|party| model.is(body, *party)) {
        return Concern::Supports;
    }
    let holder = bodies.holder_near(index, duty);
    Concern::None(holder.and_then(|holder| bodies.listed(holder)))
}

/// The body of a name, as logs may name it; else the name that is nearest to it.
pub fn body<'m>(model: &'m Model, name: &str) -> Result<BodyId, Option<&'m str>> {
    let folded = fold(name);
    let all = (0u16..).map(BodyId).zip(&model.bodies);
    let found = all.clone().find(|(_, body)| body.names.iter().any(|own| fold(own) == folded));
    found.map(|(id, _)| id).ok_or_else(|| {
        nearest(name, all.flat_map(|(_, body)| body.names.iter().map(String::as_str)))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Matcher, whose};
    use crate::audit::matching::Match;
    use crate::doc::{Format, Reader, read_text};
    use crate::finding::Sink;
    use crate::log::{Context, LogSource, Reading, read};
    use crate::model::docs::MappingDoc;
    use crate::model::resolve::DutyId;
    use crate::model::{Model, load};
    use crate::text::Sources;

    /// A log in which each text is a row of its own, and nothing else is said.
    fn log(model: &Model, texts: &[String]) -> Reading {
        let mapping = "kind: mapping\ncolumns: { case: case, text: text, at: at }\n";
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let documents = read_text("m.yaml", mapping, Format::Yaml, &mut sources, &mut sink);
        let mapping: MappingDoc = Reader::new(&mut sink).read(&documents[0].root).unwrap();
        let rows = texts
            .iter()
            .enumerate()
            .map(|(n, text)| format!("c{n},\"{}\",2026-03-02 09:00\n", text.replace('"', "\"\"")));
        let log: String = std::iter::once("case,text,at\n".to_owned()).chain(rows).collect();
        let bytes = Box::new(std::io::Cursor::new(log.into_bytes()));
        let context = Context { mappings: &[mapping], ..Context::unknown(&model.zone) };
        read(vec![LogSource { name: "log.csv".to_owned(), bytes }], &context).unwrap()
    }

    #[test]
    fn an_audit_takes_every_keyword_of_the_shipped_lists_for_the_same_duty() {
        let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("lists");
        let mut folders: Vec<_> =
            std::fs::read_dir(lists).unwrap().map(|entry| entry.unwrap().path()).collect();
        folders.retain(|folder| folder.join("remit.toml").exists());
        let mut asked = 0;
        for folder in folders {
            let model = Model::resolve(&load(&folder, &mut Sink::default()));
            let keywords = model.duties.iter().flat_map(|duty| duty.keywords.iter());
            let mut texts: Vec<String> =
                keywords.flat_map(|word| [word.clone(), format!("今日{word}一次")]).collect();
            // A keyword may lie within another's; and what no list has is nobody's in both.
            texts.extend(texts.clone().chunks(4).map(|some| some.join("，")));
            texts.push("与清单毫不相干之事".to_owned());
            let reading = log(&model, &texts);
            assert_eq!(reading.events.len(), texts.len(), "{}", folder.display());
            let mut matcher = Matcher::new(&model);
            for (event, text) in reading.events.iter().zip(&texts) {
                let audited: Vec<DutyId> = match matcher.find(&event, &reading) {
                    Match::Duty(duty, _) | Match::NotAStep(duty) => vec![duty],
                    Match::Ambiguous(duties) => duties,
                    Match::NotListed => Vec::new(),
                };
                assert_eq!(whose(&model, text).duties, audited, "{}: {text}", folder.display());
                asked += audited.len();
            }
        }
        assert!(asked > 100, "only {asked} keywords were looked at");
    }
}
