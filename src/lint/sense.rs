//! Whether a condition can ever be true.

use super::Index;
use crate::doc::Spanned;
use crate::model::condition::{Condition, Test, Written};
use crate::text::{Span, Words, say};

/// Two tests that can't both hold.
#[derive(Clone, Debug)]
pub(super) struct Clash {
    /// What would have to hold, in words.
    pub(super) first: (Span, Words),
    /// What would have to hold at the same time.
    pub(super) second: (Span, Words),
    /// The field or the step that both ask for.
    pub(super) of: String,
}

/// A test of a field, or its contrary.
#[derive(Clone, Copy)]
struct Claim<'c> {
    field: &'c Spanned<String>,
    at: Option<&'c str>,
    test: &'c Test,
    denied: bool,
}

/// What is claimed by all parts of a condition together.
#[derive(Clone, Default)]
struct Claims<'c> {
    fields: Vec<Claim<'c>>,
    done: Vec<&'c [Spanned<String>]>,
    not_done: Vec<&'c Spanned<String>>,
    /// Alternatives: one part of each must hold (or be denied).
    choices: Vec<(&'c [Written], bool)>,
}

/// The reason why conditions can't all be true at once, if there is one.
pub(super) fn clash<'c>(
    conditions: impl IntoIterator<Item = &'c Written>,
    index: &Index<'_>,
) -> Option<Clash> {
    let mut claims = Claims::default();
    for condition in conditions {
        if let Some(clash) = claims.add(condition, false, index) {
            return Some(clash);
        }
    }
    claims.choose(index)
}

impl<'c> Claims<'c> {
    /// Adds what a condition claims, without deciding between alternatives.
    fn add(&mut self, condition: &'c Written, denied: bool, index: &Index<'_>) -> Option<Clash> {
        match condition {
            Condition::Not(part) => self.add(part, !denied, index),
            Condition::All(parts) if !denied => {
                parts.iter().find_map(|part| self.add(part, denied, index))
            }
            Condition::Any(parts) if denied => {
                parts.iter().find_map(|part| self.add(part, denied, index))
            }
            Condition::All(parts) | Condition::Any(parts) => {
                self.choices.push((parts, denied));
                None
            }
            Condition::Done(steps) => {
                if denied {
                    self.not_done.extend(steps);
                } else {
                    self.done.push(steps);
                }
                self.undone()
            }
            Condition::Field { field, test, at } => {
                let at = at.as_ref().map(Spanned::as_str);
                self.claim(Claim { field, at, test, denied }, index)
            }
        }
    }

    /// Whether a step would have to be done and not be done.
    fn undone(&self) -> Option<Clash> {
        self.done.iter().find_map(|steps| {
            let denial = |step: &Spanned<String>| {
                self.not_done.iter().find(|other| other.value == step.value).copied()
            };
            let denials = steps.iter().map(denial).collect::<Option<Vec<_>>>()?;
            let (step, denied) = (steps.first()?, denials.first()?);
            Some(Clash {
                first: (denied.span, Words::fixed("not done", "未完成")),
                second: (step.span, Words::fixed("done", "已完成")),
                of: step.value.clone(),
            })
        })
    }

    fn claim(&mut self, claim: Claim<'c>, index: &Index<'_>) -> Option<Clash> {
        if let (Test::Number { low: Some(low), high: Some(high) }, false) =
            (claim.test, claim.denied)
            && (low.0 > high.0 || low.0 >= high.0 && !(low.1 && high.1))
        {
            let (first, second) = (bound(Some(*low), None), bound(None, Some(*high)));
            let place = claim.field.span;
            let of = claim.field.value.clone();
            return Some(Clash { first: (place, first), second: (place, second), of });
        }
        let several = index.may_have_several(claim.field.as_str());
        let found = self.fields.iter().find(|other| {
            other.field.value == claim.field.value
                && other.at == claim.at
                && !(several && !claim.denied && !other.denied)
                && excludes(other, &claim)
        });
        let clash = found.map(|other| Clash {
            first: other.told(),
            second: claim.told(),
            of: claim.field.value.clone(),
        });
        self.fields.push(claim);
        clash.or_else(|| self.nothing_left(&claim, index))
    }

    /// Whether every value that a field may have is denied.
    fn nothing_left(&self, claim: &Claim<'c>, index: &Index<'_>) -> Option<Clash> {
        let values = index.values(claim.field.as_str())?;
        let denied: Vec<_> = self
            .fields
            .iter()
            .filter(|other| {
                other.denied && other.field.value == claim.field.value && other.at == claim.at
            })
            .collect();
        let is_denied = |value: &&str| {
            denied.iter().any(|other| match other.test {
                Test::OneOf(texts) => texts.iter().any(|text| text.value == **value),
                _ => false,
            })
        };
        let (first, last) = (denied.first()?, denied.last()?);
        let first_words = (first.told().0, Words::fixed("one of its values", "其取值之一"));
        values.iter().all(is_denied).then(|| Clash {
            first: first_words,
            second: (last.told().0, Words::fixed("none of them", "任何取值都不是")),
            of: claim.field.value.clone(),
        })
    }

    /// Looks for a choice of which no part is possible.
    fn choose(&self, index: &Index<'_>) -> Option<Clash> {
        self.choices.iter().find_map(|(parts, denied)| {
            let mut first = None;
            for part in *parts {
                let mut claims = Self { choices: Vec::new(), ..self.clone() };
                let clash = claims.add(part, *denied, index).or_else(|| claims.choose(index));
                first = Some(first.unwrap_or(clash?));
            }
            first
        })
    }
}

impl Claim<'_> {
    /// Where it is claimed, and what.
    fn told(&self) -> (Span, Words) {
        let words = match self.test {
            Test::OneOf(values) => {
                let quoted: Vec<_> =
                    values.iter().map(|value| format!("`{}`", value.value)).collect();
                Words::made(quoted.join(" or "), quoted.join("或"))
            }
            Test::Number { low, high } => bound(*low, *high),
            Test::Known(true) => Words::fixed("known", "已知"),
            Test::Known(false) => Words::fixed("unknown", "未知"),
        };
        let place = match self.test {
            Test::OneOf(values) => match (values.first(), values.last()) {
                (Some(first), Some(last)) => first.span.to(last.span),
                _ => self.field.span,
            },
            _ => self.field.span,
        };
        if self.denied {
            (place, say!("not {words}", "不是{words}", words: words))
        } else {
            (place, words)
        }
    }
}

/// A bound, or both: whether the bound itself is within is part of it.
type Bound = Option<(f64, bool)>;

fn bound(low: Bound, high: Bound) -> Words {
    let low = low.map(|(n, within)| {
        if within { say!("at least {n}", "不低于{n}") } else { say!("above {n}", "高于{n}") }
    });
    let high = high.map(|(n, within)| {
        if within { say!("at most {n}", "不高于{n}") } else { say!("below {n}", "低于{n}") }
    });
    match (low, high) {
        (Some(low), Some(high)) => say!("{low} and {high}", "{low}且{high}", low: low, high: high),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Words::fixed("a number", "数字"),
    }
}

fn within(value: &str, low: Bound, high: Bound) -> bool {
    let Ok(number) = value.trim().parse::<f64>() else {
        return false;
    };
    low.is_none_or(|(n, equal)| number > n || equal && number >= n)
        && high.is_none_or(|(n, equal)| number < n || equal && number <= n)
}

/// Whether two claims about one value can't both be true. Claims about an unknown value are
/// unknown, so nothing goes with a value that must be unknown.
fn excludes(left: &Claim<'_>, right: &Claim<'_>) -> bool {
    let known = |claim: &Claim<'_>| match claim.test {
        Test::Known(known) => *known != claim.denied,
        _ => true,
    };
    if known(left) != known(right) {
        return true;
    }
    one_way(left, right) || one_way(right, left)
}

fn one_way(left: &Claim<'_>, right: &Claim<'_>) -> bool {
    if left.denied {
        return false;
    }
    match (left.test, right.test) {
        (Test::OneOf(own), Test::OneOf(other)) => {
            let has = |value: &Spanned<String>| other.iter().any(|o| o.value == value.value);
            own.iter().all(|value| has(value) == right.denied)
        }
        (Test::OneOf(own), Test::Number { low, high }) => {
            own.iter().all(|value| within(&value.value, *low, *high) == right.denied)
        }
        (Test::Number { low, high }, Test::Number { low: other_low, high: other_high })
            if !right.denied =>
        {
            let apart = |low: &Bound, high: &Bound| match (low, high) {
                (Some(low), Some(high)) => low.0 > high.0 || low.0 >= high.0 && !(low.1 && high.1),
                _ => false,
            };
            apart(low, other_high) || apart(other_low, high)
        }
        _ => false,
    }
}

/// Whether two conditions ask for the same, wherever they stand.
pub(super) fn same(left: &Written, right: &Written) -> bool {
    let all = |left: &[Written], right: &[Written]| {
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
    };
    let texts = |left: &[Spanned<String>], right: &[Spanned<String>]| {
        left.iter().map(|text| &text.value).eq(right.iter().map(|text| &text.value))
    };
    match (left, right) {
        (Condition::All(left), Condition::All(right))
        | (Condition::Any(left), Condition::Any(right)) => all(left, right),
        (Condition::Not(left), Condition::Not(right)) => same(left, right),
        (Condition::Done(left), Condition::Done(right)) => texts(left, right),
        (
            Condition::Field { field, test, at },
            Condition::Field { field: other, test: other_test, at: other_at },
        ) => {
            let value = |step: &Option<Spanned<String>>| step.as_ref().map(|s| s.value.clone());
            let tests = match (test, other_test) {
                (Test::OneOf(left), Test::OneOf(right)) => texts(left, right),
                (left, right) => left == right,
            };
            field.value == other.value && value(at) == value(other_at) && tests
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::examples::count;

    /// Whether a condition on `grade` (red, yellow, blue), `injured`, `age` or `tag` (several values
    /// at once) is found to be impossible.
    fn never(condition: &str) -> bool {
        let text = format!(
            "kind: set\nid: s\nfields:\n  grade: {{ values: [red, yellow, blue] }}\n  injured: {{ type: boolean }}\n  age: {{ type: number }}\n  tag: {{}}\n---\nkind: mapping\ncolumns: {{ fields: {{ tag: {{ column: t, split: \"、\" }} }} }}\n---\nkind: standard\nduty: D\nsteps:\n  a: {{}}\n  b: {{}}\n  c: {{ when: {condition} }}\n"
        );
        assert_eq!(count("list/bad-condition", &text), 0, "{condition}");
        count("list/contradictory-condition", &text) > 0
    }

    #[test]
    fn conditions_that_can_never_be_true_are_found() {
        for condition in [
            "{ all: [{ grade: red }, { grade: blue }] }",
            "{ grade: red, not: { grade: [red, blue] } }",
            "{ all: [{ any: [{ grade: red }, { grade: blue }] }, { grade: yellow }] }",
            "{ grade: red, not: { all: [{ grade: red }, { not: { grade: blue } }] } }",
            "{ not: { any: [{ grade: red }, { done: a }] }, done: a }",
            "{ done: [a, b], not: { done: [b, a] } }",
            "{ all: [{ age: { below: 5 } }, { age: { above: 9 } }] }",
            "{ age: { above: 5, at_most: 5 } }",
            "{ all: [{ age: [3, 4] }, { age: { above: 9 } }] }",
            "{ all: [{ age: 3 }, { not: { age: { below: 5 } } }] }",
            "{ all: [{ grade: { known: false } }, { grade: red }] }",
            "{ all: [{ age: { known: true } }, { age: { known: false } }] }",
            "{ not: { any: [{ injured: true }, { injured: false }] } }",
            "{ not: { grade: [red, yellow, blue] } }",
            "{ all: [{ tag: x }, { not: { tag: x } }] }",
        ] {
            assert!(never(condition), "{condition}");
        }
    }

    #[test]
    fn conditions_that_can_be_true_are_left_alone() {
        for condition in [
            "{ any: [{ grade: red }, { grade: blue }] }",
            "{ all: [{ grade: [red, blue] }, { grade: [blue, yellow] }] }",
            "{ grade: [red, blue], not: { grade: red } }",
            "{ not: { grade: [red, yellow] } }",
            "{ all: [{ grade: red, at: a }, { grade: blue, at: b }] }",
            "{ all: [{ grade: red, at: a }, { grade: blue }] }",
            "{ all: [{ age: { at_least: 5 } }, { age: { at_most: 5 } }] }",
            "{ age: { below: 9 }, not: { age: { below: 5 } } }",
            "{ all: [{ age: [3, 12] }, { age: { above: 9 } }] }",
            "{ all: [{ grade: { known: true } }, { grade: red }] }",
            "{ done: [a, b], not: { done: a } }",
            "{ any: [{ all: [{ grade: red }, { grade: blue }] }, { injured: true }] }",
            "{ not: { all: [{ grade: red }, { injured: true }] }, grade: red }",
            "{ all: [{ tag: x }, { tag: y }] }",
        ] {
            assert!(!never(condition), "{condition}");
        }
    }
}
