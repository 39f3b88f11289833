//! A document with one rule taken away.

use crate::doc::value::Shape;
use crate::doc::{Many, Spanned, Value};
use crate::model::{Day, Limit, within};
use crate::text::{Span, Words, say};

/// A document with one rule taken away, where that stood, and what it was.
#[derive(Clone, Debug)]
pub(super) struct Change<D> {
    pub(super) doc: D,
    pub(super) span: Span,
    pub(super) what: What,
}

/// What was taken away.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A key, or an item of one, as it is written.
    Key(String),
    /// A step need not be done any more.
    Required,
}

impl What {
    /// What the owner is like without it.
    pub(super) fn words(&self, owner: &str) -> Words {
        match self {
            Self::Key(key) => say!("`{owner}` without `{key}`", "`{owner}`去掉`{key}`"),
            Self::Required => say!("`{owner}` not required", "`{owner}`不再必办"),
        }
    }
}

/// Changes of one document, gathered key by key.
pub(super) struct Changes<'d, D> {
    doc: &'d D,
    pub(super) found: Vec<Change<D>>,
}

impl<'d, D: Clone> Changes<'d, D> {
    pub(super) fn of(doc: &'d D) -> Self {
        Self { doc, found: Vec::new() }
    }

    /// Takes away what a function takes away.
    pub(super) fn take(&mut self, span: Span, what: What, take: impl FnOnce(&mut D)) {
        let mut doc = self.doc.clone();
        take(&mut doc);
        self.found.push(Change { doc, span, what });
    }

    /// A value that may be given.
    pub(super) fn option<T>(
        &mut self,
        key: &str,
        value: Option<&Spanned<T>>,
        of: fn(&mut D) -> &mut Option<Spanned<T>>,
    ) where
        T: std::fmt::Display,
    {
        if let Some(value) = value {
            let what = What::Key(format!("{key}: {}", value.value));
            self.take(value.span, what, |doc| *of(doc) = None);
        }
    }

    /// A key that is true or false.
    pub(super) fn flag(&mut self, key: &str, set: bool, span: Span, of: fn(&mut D) -> &mut bool) {
        if set {
            self.take(span, What::Key(format!("{key}: true")), |doc| *of(doc) = false);
        }
    }

    /// Each item of a list.
    pub(super) fn each(
        &mut self,
        key: &str,
        list: &[Spanned<String>],
        of: fn(&mut D) -> &mut Many<Spanned<String>>,
    ) {
        for (at, item) in list.iter().enumerate() {
            let what = What::Key(format!("{key}: {}", item.value));
            self.take(item.span, what, |doc| drop(of(doc).0.remove(at)));
        }
    }

    /// A list as a whole, and each item of a longer one: a list of what is allowed is a rule for
    /// each item, and a rule for everything else.
    pub(super) fn whitelist(
        &mut self,
        key: &str,
        list: &[Spanned<String>],
        of: fn(&mut D) -> &mut Many<Spanned<String>>,
    ) {
        if let (Some(first), Some(last)) = (list.first(), list.last()) {
            let span = first.span.to(last.span);
            self.take(span, What::Key(key.to_owned()), |doc| of(doc).0.clear());
        }
        if list.len() > 1 {
            self.each(key, list, of);
        }
    }

    /// A condition.
    pub(super) fn when(
        &mut self,
        key: &str,
        when: Option<&Value>,
        of: fn(&mut D) -> &mut Option<Value>,
    ) {
        if let Some(when) = when {
            self.take(when.span, What::Key(key.to_owned()), |doc| *of(doc) = None);
        }
    }

    /// Each form of a deadline, and each option of each.
    pub(super) fn timing(
        &mut self,
        key: &str,
        value: Option<&Value>,
        of: fn(&mut D) -> &mut Option<Value>,
    ) {
        let Some(value) = value else { return };
        for (span, what, changed) in timings(value) {
            let what = What::Key(format!("{key}: {what}"));
            self.take(span, what, |doc| *of(doc) = changed);
        }
    }

    /// The changes of a part, each put into the whole.
    pub(super) fn inside<P>(&mut self, changes: Vec<Change<P>>, mut put: impl FnMut(&mut D, P)) {
        for change in changes {
            self.take(change.span, change.what, |doc| put(doc, change.doc));
        }
    }
}

/// Options of deadlines that are rules; the others say what a deadline is and are none by
/// themselves, or say how well it is known.
const OPTIONS: [&str; 8] =
    ["from", "until", "roll", "clock", "extend", "pause", "restart_on", "when"];

/// A deadline without one of its forms or options; nothing if that was all.
fn timings(value: &Value) -> Vec<(Span, String, Option<Value>)> {
    let Shape::List(items) = &value.shape else {
        return one(value);
    };
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for (span, what, changed) in one(item) {
            if what == "from" && items.iter().take(at).any(|own| leaves_off(own, item)) {
                continue;
            }
            let mut items = items.clone();
            match (changed, items.get_mut(at)) {
                (Some(changed), Some(own)) => *own = changed,
                _ => drop(items.remove(at)),
            }
            let changed = (!items.is_empty())
                .then_some(Value { span: value.span, shape: Shape::List(items) });
            found.push((span, what, changed));
        }
    }
    found
}

/// Whether a form applies to all days up to the one on which another begins. Of two forms in force the
/// first decides, so the other's `from` only says once more when it begins.
fn leaves_off(first: &Value, then: &Value) -> bool {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::scalar);
    let day = |value: &Value, key: &str| text(value, key).and_then(|text| Day::parse(&text));
    let always = first.get("when").is_none() && first.get("from").is_none();
    let next = day(first, "until").and_then(|day| day.date().tomorrow().ok()).map(Day::from_date);
    always && next.is_some() && next == day(then, "from") && text(first, "of") == text(then, "of")
}

fn one(value: &Value) -> Vec<(Span, String, Option<Value>)> {
    // What has no number is reported and never judged.
    let judged = |limit: &str| Limit::parse(limit) != Some(Limit::Prompt);
    let Shape::Map(pairs) = &value.shape else {
        let limit = value.scalar().unwrap_or_default();
        return if judged(&limit) { vec![(value.span, limit, None)] } else { Vec::new() };
    };
    let without = |at: usize| {
        let mut pairs = pairs.clone();
        pairs.remove(at);
        Some(Value { span: value.span, shape: Shape::Map(pairs) })
    };
    let mut found = Vec::new();
    // The short way has limits for keys.
    let limits: Vec<usize> = (0..pairs.len())
        .filter(|at| pairs.get(*at).is_some_and(|(key, _)| !within::is_option(&key.value)))
        .collect();
    if limits.is_empty() {
        let limit = value.get("limit").and_then(Value::scalar).unwrap_or_default();
        if !judged(&limit) {
            return found;
        }
        found.push((value.span, limit, None));
    }
    for at in &limits {
        if let Some((key, _)) = pairs.get(*at).filter(|(key, _)| judged(&key.value)) {
            let changed = if limits.len() > 1 { without(*at) } else { None };
            found.push((key.span, key.value.clone(), changed));
        }
    }
    for (at, (key, item)) in pairs.iter().enumerate() {
        if !OPTIONS.contains(&key.value.as_str()) {
            continue;
        }
        let name = &key.value;
        // Hours run to the minute, whatever the clock.
        if name == "clock" && hours(value, &limits) {
            continue;
        }
        match &item.shape {
            // Each pause is a rule of its own.
            Shape::List(items) if name == "pause" && items.len() > 1 => {
                for (number, pause) in items.iter().enumerate() {
                    let mut items = items.clone();
                    items.remove(number);
                    let mut pairs = pairs.clone();
                    if let Some((_, own)) = pairs.get_mut(at) {
                        own.shape = Shape::List(items);
                    }
                    let changed = Value { span: value.span, shape: Shape::Map(pairs) };
                    found.push((pause.span, format!("{name} {}", number + 1), Some(changed)));
                }
            }
            _ => found.push((key.span, name.clone(), without(at))),
        }
    }
    found
}

/// Whether all limits of a deadline are in hours or minutes.
fn hours(value: &Value, limits: &[usize]) -> bool {
    let short =
        limits.iter().filter_map(|at| value.pairs().get(*at)).map(|(key, _)| key.value.clone());
    let mut all = value.get("limit").and_then(Value::scalar).into_iter().chain(short);
    all.all(|limit| matches!(Limit::parse(&limit), Some(Limit::Minutes(_))))
}

#[cfg(test)]
mod tests {
    use super::{OPTIONS, timings};
    use crate::doc::{Format, Reader, Value, read_text};
    use crate::finding::Sink;
    use crate::model::within;
    use crate::text::Sources;

    fn value(text: &str) -> Value {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let documents = read_text("a.yaml", text, Format::Yaml, &mut sources, &mut sink);
        Reader::new(&mut sink).read(&documents[0].root).unwrap()
    }

    fn left(text: &str) -> Vec<(String, usize)> {
        let forms = |value: Option<Value>| {
            value.map_or(0, |value| within::read(&value, &mut Vec::new()).len())
        };
        timings(&value(text)).into_iter().map(|(_, what, left)| (what, forms(left))).collect()
    }

    #[test]
    fn each_form_and_each_option_is_taken_away_once() {
        let pairs = |all: &[(&str, usize)]| {
            all.iter().map(|(what, left)| ((*what).to_owned(), *left)).collect::<Vec<_>>()
        };
        assert_eq!(left("24h"), pairs(&[("24h", 0)]));
        assert_eq!(left("[prompt, { limit: prompt, of: a, when: { x: 1 } }, { prompt: b }]"), []);
        assert_eq!(left("{ 24h: a, 3d: b, basis: verified }"), pairs(&[("24h", 1), ("3d", 1)]));
        assert_eq!(
            left("{ limit: 30d, of: a, when: { x: 1 }, extend: { step: e, by: 30d } }"),
            pairs(&[("30d", 0), ("when", 1), ("extend", 1)])
        );
        assert_eq!(
            left("[{ limit: 3d, until: 2025-12-31 }, 5d]"),
            pairs(&[("3d", 1), ("until", 2), ("5d", 1)])
        );
        assert_eq!(
            left("{ limit: 3d, pause: [{ from: a, until: b }, { from: c, until: d }] }"),
            pairs(&[("3d", 0), ("pause 1", 1), ("pause 2", 1)])
        );
        // What changes no verdict is no rule.
        assert_eq!(left("{ limit: 8h, of: a, clock: custody }"), pairs(&[("8h", 0)]));
        assert_eq!(left("{ limit: 8d, of: a, clock: custody }"), pairs(&[("8d", 0), ("clock", 1)]));
        assert_eq!(
            left(
                "[{ limit: 3d, of: a, until: 2025-12-31 }, { limit: 5d, of: a, from: 2026-01-01 }]"
            ),
            pairs(&[("3d", 1), ("until", 2), ("5d", 1)])
        );
        assert_eq!(
            left(
                "[{ limit: 3d, of: a, until: 2025-12-31 }, { limit: 5d, of: a, from: 2026-01-02 }]"
            ),
            pairs(&[("3d", 1), ("until", 2), ("5d", 1), ("from", 2)])
        );
    }

    #[test]
    fn every_option_of_a_deadline_is_a_rule_or_known_to_be_none() {
        const NO_RULES: [&str; 4] = ["limit", "of", "basis", "note"];
        for key in within::KEYS {
            assert!(OPTIONS.contains(&key) != NO_RULES.contains(&key), "{key}");
        }
    }
}
