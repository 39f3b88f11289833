//! Frequencies, safeguards and measures: which of two is the same in another strength, and which is
//! the stricter one.

use super::limits::{Length, Strictness, compare, own_name};
use super::step::compare_allowed;
use crate::doc::Spanned;
use crate::model::Limit;
use crate::model::docs::{
    ExpectedDoc, MeasureDoc, MeasureKind, SafeguardDoc, SafeguardKind, Window,
};
use crate::model::load::text_of;
use crate::model::resolve::percent;
use Strictness::{Looser, Same, Stricter, Unknown};

fn same_step(a: Option<&Spanned<String>>, b: Option<&Spanned<String>>, duty: &str) -> bool {
    a.map(|name| own_name(name, duty)) == b.map(|name| own_name(name, duty))
}

/// Whether two frequencies count the same thing.
pub(in crate::model) fn same_expected(a: &ExpectedDoc, b: &ExpectedDoc, duty: &str) -> bool {
    let ExpectedDoc { at_least: _, every: _, for_each, of, filter, step, basis: _ } = a;
    let values = |own: &ExpectedDoc| {
        let pairs = own.filter.iter().map(|(key, values)| {
            let mut values: Vec<String> = values.iter().map(|v| v.value.clone()).collect();
            values.sort();
            (key.value.clone(), values)
        });
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort();
        pairs
    };
    *for_each == b.for_each
        && text_of(of.as_ref()) == text_of(b.of.as_ref())
        && filter.len() == b.filter.len()
        && values(a) == values(b)
        && same_step(step.as_ref(), b.step.as_ref(), duty)
}

/// The least and the most windows of one kind in one of another; none if they don't lie in it.
fn windows(small: Window, large: Window) -> Option<(u64, u64)> {
    use Window::{Day, HalfYear, Month, Quarter, Week, Year};
    Some(match (small, large) {
        (Day, Week) => (7, 7),
        (Day, Month) => (28, 31),
        (Day, Quarter) => (90, 92),
        (Day, HalfYear) => (181, 184),
        (Day, Year) => (365, 366),
        // A week that begins in one month and ends in the next may count for either.
        (Week, Month) => (3, 6),
        (Week, Quarter) => (12, 15),
        (Week, HalfYear) => (25, 28),
        (Week, Year) => (51, 54),
        (Month, Quarter) => (3, 3),
        (Month, HalfYear) => (6, 6),
        (Month, Year) => (12, 12),
        (Quarter, HalfYear) | (HalfYear, Year) => (2, 2),
        (Quarter, Year) => (4, 4),
        _ => return None,
    })
}

/// What it means that a thing is expected in another frequency.
pub(in crate::model) fn compare_expected(from: &ExpectedDoc, to: &ExpectedDoc) -> Strictness {
    let count = |own: &ExpectedDoc| u64::from(own.at_least.as_ref().map_or(1, |n| n.value));
    let window = |own: &ExpectedDoc| own.every.as_ref().map(|every| every.value);
    let (Some(was), Some(is)) = (window(from), window(to)) else { return Unknown };
    let (had, has) = (count(from), count(to));
    if was == is {
        return Strictness::of_more(had, has);
    }
    match (windows(is, was), windows(was, is)) {
        (Some((least, _)), _) if has * least >= had => Stricter,
        (Some((_, most)), _) if has * most < had => Looser,
        (_, Some((least, _))) if has < had * least => Looser,
        _ => Unknown,
    }
}

/// Whether two safeguards require the same of one of the same steps.
pub(in crate::model) fn same_safeguard(a: &SafeguardDoc, b: &SafeguardDoc, duty: &str) -> bool {
    let kind = |own: &SafeguardDoc| own.require.as_ref().map(|kind| kind.value);
    let shared =
        a.of.iter()
            .any(|own| b.of.iter().any(|other| own_name(own, duty) == own_name(other, duty)));
    kind(a) == kind(b) && (shared || a.of.is_empty() && b.of.is_empty())
}

/// What it means that a safeguard becomes another that requires the same.
pub(in crate::model) fn compare_safeguards(from: &SafeguardDoc, to: &SafeguardDoc) -> Strictness {
    // Every key is named, so that one that comes to them can't be forgotten here.
    let SafeguardDoc { require, of, persons, from: others, field, when, title: _, basis: _ } = from;
    let default = match require.as_ref().map(|kind| kind.value) {
        Some(SafeguardKind::TwoPersons) => 2,
        _ => 1,
    };
    let count = |own: Option<&Spanned<u32>>| own.map_or(default, |n| n.value);
    let steps = more_steps(of, &to.of);
    let people = Strictness::of_more(count(persons.as_ref()), count(to.persons.as_ref()));
    let apart = more_steps(others, &to.from);
    let field = match (field, &to.field) {
        (None, None) => Same,
        (None, Some(_)) => Stricter,
        (Some(_), None) => Looser,
        (Some(a), Some(b)) if a.value == b.value => Same,
        _ => Unknown,
    };
    let when = match (when, &to.when) {
        (None, None) => Same,
        (None, Some(_)) => Looser,
        (Some(_), None) => Stricter,
        _ => Unknown,
    };
    steps.and(people).and(apart).and(field).and(when)
}

fn more_steps(from: &[Spanned<String>], to: &[Spanned<String>]) -> Strictness {
    match (from.is_empty(), to.is_empty()) {
        (true, true) => Same,
        (true, false) => Stricter,
        (false, true) => Looser,
        // The old ones must be among the new ones.
        _ => compare_allowed(to, from),
    }
}

/// Whether two measures measure the same: the first that of the upper level, the second the overlay's.
pub(in crate::model) fn same_measure(a: &MeasureDoc, b: &MeasureDoc, duty: &str) -> bool {
    // Every key is named, so that one that comes to them can't be forgotten here.
    let MeasureDoc {
        title: _,
        measure,
        of,
        target: _,
        at_most,
        least: _,
        from,
        percentile,
        count,
        per,
        by,
        within,
    } = a;
    let same = |a: &Option<Spanned<String>>, b: &Option<Spanned<String>>| {
        same_step(a.as_ref(), b.as_ref(), duty)
    };
    let number = |own: &Option<Spanned<u32>>| own.as_ref().map_or(50, |own| own.value);
    measure.as_ref().map(|kind| kind.value) == b.measure.as_ref().map(|kind| kind.value)
        && [(of, &b.of), (from, &b.from), (count, &b.count), (per, &b.per), (by, &b.by)]
            .into_iter()
            .all(|(a, b)| same(a, b))
        && number(percentile) == number(&b.percentile)
        && within.as_ref().map(|own| own.value) == b.within.as_ref().map(|own| own.value)
        && (*at_most || !b.at_most)
}

/// What it means that a measure's target becomes another.
pub(in crate::model) fn compare_measures(from: &MeasureDoc, to: &MeasureDoc) -> Strictness {
    let kind = from.measure.as_ref().map(|kind| kind.value);
    let text = |own: &MeasureDoc| text_of(own.target.as_ref()).map(str::to_owned);
    let target = match (text(from), text(to)) {
        (None, None) => Same,
        (None, Some(_)) => Stricter,
        (Some(_), None) => Looser,
        (Some(from), Some(to)) if kind == Some(MeasureKind::Interval) => {
            let length = |text: &str| {
                let limit = Limit::parse(text)?;
                Some(Length { limit, roll: false, custody: false })
            };
            match (length(&from), length(&to)) {
                (Some(from), Some(to)) => compare(from, to),
                _ => Unknown,
            }
        }
        (Some(was), Some(is)) => match (share(&was, kind), share(&is, kind)) {
            (Some(was), Some(is)) if from.at_most => Strictness::of_more(is, was),
            (Some(was), Some(is)) => Strictness::of_more(was, is),
            _ => Unknown,
        },
    };
    let least = |own: &MeasureDoc| own.least.as_ref().map_or(0, |least| least.value);
    target.and(Strictness::of_more(least(to), least(from)))
}

/// A target as a number; a ratio may be above one, a share is written in percent.
fn share(text: &str, kind: Option<MeasureKind>) -> Option<f64> {
    if kind != Some(MeasureKind::Ratio) {
        return percent(text);
    }
    match text.trim().strip_suffix(['%', '％']) {
        Some(number) => number.trim().parse::<f64>().ok().map(|number| number / 100.0),
        None => text.trim().parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::Strictness::{self, Looser, Same, Stricter, Unknown};
    use super::compare_expected;
    use crate::doc::Spanned;
    use crate::model::docs::{ExpectedDoc, Window};
    use crate::text::Span;

    fn of(from: (u32, Window), to: (u32, Window)) -> Strictness {
        let span = Span::default();
        let doc = |(count, every)| ExpectedDoc {
            at_least: Some(Spanned { value: count, span }),
            every: Some(Spanned { value: every, span }),
            ..ExpectedDoc::default()
        };
        compare_expected(&doc(from), &doc(to))
    }

    #[test]
    fn frequencies_of_different_windows_are_compared_where_windows_nest() {
        use Window::{Day, Month, Quarter, Week, Year};
        for (from, to, wanted) in [
            ((1, Quarter), (1, Quarter), Same),
            ((1, Quarter), (2, Quarter), Stricter),
            ((2, Quarter), (1, Quarter), Looser),
            ((1, Quarter), (1, Month), Stricter),
            ((3, Quarter), (1, Month), Stricter),
            ((6, Quarter), (1, Month), Looser),
            ((4, Quarter), (1, Month), Looser),
            ((1, Month), (1, Quarter), Looser),
            // Three times in a quarter may all be in its last month.
            ((1, Month), (3, Quarter), Unknown),
            ((1, Month), (1, Week), Stricter),
            ((4, Month), (1, Week), Unknown),
            ((7, Week), (1, Day), Stricter),
            ((1, Year), (1, Day), Stricter),
        ] {
            assert_eq!(of(from, to), wanted, "{from:?} to {to:?}");
        }
    }
}
