//! Which of two limits is the stricter one. What can't be compared is said to be so.

use crate::doc::Spanned;
use crate::doc::value::{Shape, Value};
use crate::model::Limit;
use crate::model::within::{self, Extension, Timing};

/// What a change comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Nothing.
    Same,
    /// More is asked for.
    Stricter,
    /// Less is asked for.
    Looser,
    /// It depends, or can't be said.
    Unknown,
}

use Strictness::{Looser, Same, Stricter, Unknown};

impl Strictness {
    /// Two changes at once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Same, other) | (other, Same) => other,
            (Stricter, Stricter) => Stricter,
            (Looser, Looser) => Looser,
            _ => Unknown,
        }
    }

    /// The change of what must not come too early instead of too late.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Stricter => Looser,
            Looser => Stricter,
            other => other,
        }
    }

    /// A change from one number to another, where more is stricter.
    pub fn of_more<T: PartialOrd + Copy>(from: T, to: T) -> Self {
        if to > from {
            Stricter
        } else if to < from {
            Looser
        } else {
            Same
        }
    }
}

/// A limit with what decides where it ends.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// How long.
    pub limit: Limit,
    /// Whether its end moves to a working day.
    pub roll: bool,
    /// Whether it is a custody clock.
    pub custody: bool,
}

const DAY: u64 = 1440;

impl Length {
    /// A length with its clock taken into account: a custody clock runs to the minute.
    fn exact(self) -> Self {
        match self.limit {
            Limit::Days(days) if self.custody => {
                Self { limit: Limit::Minutes(days.saturating_mul(1440)), ..self }
            }
            _ => self,
        }
    }

    /// The least and the most minutes from any start to the end; no most if rest days decide.
    fn bounds(self) -> Option<(u64, Option<u64>)> {
        let civil = |least: u32, most: u32| {
            let most = (u64::from(most) + 1) * DAY;
            (u64::from(least) * DAY, (!self.roll).then_some(most))
        };
        match self.limit {
            Limit::Minutes(n) => Some((u64::from(n), Some(u64::from(n)))),
            Limit::Days(n) => Some(civil(n, n)),
            Limit::Months(n) => Some(civil(n.saturating_mul(28), n.saturating_mul(31))),
            Limit::WorkingDays(n) => Some((u64::from(n) * DAY, None)),
            Limit::Prompt => None,
        }
    }
}

/// What it means that a thing must be done within another length of time.
///
/// A limit in days ends with a day, and its end may move to a working day; so `72h` is stricter than
/// `3d` whatever the calendar, while of `3wd` and `5d` either may end first. `prompt` is judged by
/// nobody, so that any number is stricter.
pub fn compare(from: Length, to: Length) -> Strictness {
    let (from, to) = (from.exact(), to.exact());
    let civil = match (from.limit, to.limit) {
        (Limit::Prompt, Limit::Prompt) => return Same,
        (Limit::Prompt, _) => return Stricter,
        (_, Limit::Prompt) => return Looser,
        (Limit::Minutes(a), Limit::Minutes(b)) | (Limit::WorkingDays(a), Limit::WorkingDays(b)) => {
            return Strictness::of_more(b, a);
        }
        // Some of the working days are not the next days, so as many of them last at least as long.
        (Limit::WorkingDays(a), Limit::Days(b)) if b <= a => return Stricter,
        (Limit::Days(a), Limit::WorkingDays(b)) if a <= b => return Looser,
        (Limit::Days(a), Limit::Days(b)) | (Limit::Months(a), Limit::Months(b)) => {
            Some(Strictness::of_more(b, a))
        }
        // A month has 28 to 31 days.
        (Limit::Days(a), Limit::Months(b)) => Some(match () {
            () if b.saturating_mul(31) <= a => Stricter,
            () if b.saturating_mul(28) >= a => Looser,
            () => Unknown,
        }),
        (Limit::Months(a), Limit::Days(b)) => Some(match () {
            () if b <= a.saturating_mul(28) => Stricter,
            () if b >= a.saturating_mul(31) => Looser,
            () => Unknown,
        }),
        _ => None,
    };
    if let Some(civil) = civil {
        return match (from.roll, to.roll) {
            (true, false) => civil.and(Stricter),
            (false, true) => civil.and(Looser),
            _ => civil,
        };
    }
    match (from.bounds(), to.bounds()) {
        (Some((least, _)), Some((_, Some(most)))) if most <= least => Stricter,
        (Some((_, Some(most))), Some((least, _))) if least >= most => Looser,
        _ => Unknown,
    }
}

/// A deadline as it is written, alone: the value and what it says.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The value.
    pub value: Value,
    /// What it says.
    pub timing: Timing,
}

/// Every deadline of a value by itself; `{ 24h: screen, 3d: draft }` are two.
pub fn pieces(value: &Value) -> Vec<Piece> {
    let mut found = Vec::new();
    for item in value.items() {
        if item.get("limit").is_some() || item.pairs().is_empty() {
            found.extend(piece(item.clone()));
            continue;
        }
        let (options, lengths): (Vec<_>, Vec<_>) =
            item.pairs().iter().cloned().partition(|(key, _)| within::is_option(&key.value));
        for length in lengths {
            let span = length.0.span.to(length.1.span);
            let pairs = std::iter::once(length).chain(options.iter().cloned()).collect();
            found.extend(piece(Value { span, shape: Shape::Map(pairs) }));
        }
    }
    found
}

fn piece(value: Value) -> Option<Piece> {
    let timing = within::read(&value, &mut Vec::new()).into_iter().next()?;
    Some(Piece { value, timing })
}

/// One value again.
pub fn together(pieces: Vec<Piece>) -> Option<Value> {
    let mut values: Vec<Value> = pieces.into_iter().map(|piece| piece.value).collect();
    match values.len() {
        0 | 1 => values.pop(),
        _ => {
            let span = values.last().map(|last| last.span).unwrap_or_default();
            Some(Value { span, shape: Shape::List(values) })
        }
    }
}

/// The step from which a clock runs, as its own duty names it.
pub fn clock<'t>(timing: &'t Timing, duty: &str) -> Option<&'t str> {
    timing.of.as_ref().map(|of| own_name(of, duty))
}

/// A step without the name of its own duty.
pub fn own_name<'n>(name: &'n Spanned<String>, duty: &str) -> &'n str {
    let own = name.value.strip_prefix(duty).and_then(|rest| rest.strip_prefix('.'));
    own.unwrap_or(&name.value)
}

/// Whether two deadlines apply under the same circumstances.
pub fn same_case(a: &Timing, b: &Timing) -> bool {
    let plain = |timing: &Timing| timing.when.is_none();
    // Conditions know their places, so two that say the same are not equal; none are.
    a.from == b.from && a.until == b.until && plain(a) && plain(b)
}

/// Whether a deadline applies always.
pub fn is_general(timing: &Timing) -> bool {
    timing.from.is_none() && timing.until.is_none() && timing.when.is_none()
}

/// What it means that a deadline becomes another, of the same clock under the same circumstances.
pub fn compare_timings(from: &Timing, to: &Timing) -> Strictness {
    // Every part is named, so that one that comes to them can't be forgotten here.
    let Timing {
        span: _,
        limit,
        of: _,
        from: _,
        until: _,
        roll,
        custody,
        basis: _,
        extend,
        pause,
        restart_on,
        when: _,
    } = from;
    let length = compare(
        Length { limit: limit.value, roll: *roll, custody: *custody },
        Length { limit: to.limit.value, roll: to.roll, custody: to.custody },
    );
    let names = |own: &Timing| own.restart_on.as_ref().map(|step| step.value.clone());
    let restart = match (restart_on, &to.restart_on) {
        (None, Some(_)) => Looser,
        (Some(_), None) => Stricter,
        _ if names(from) == names(to) => Same,
        _ => Unknown,
    };
    let extensions = compare_extensions(extend.as_ref(), to.extend.as_ref());
    length.and(extensions).and(compare_pauses(pause, &to.pause)).and(restart)
}

type Pause = (Spanned<String>, Spanned<String>);

/// A clock that stands still more often ends later.
fn compare_pauses(from: &[Pause], to: &[Pause]) -> Strictness {
    let within = |a: &[Pause], b: &[Pause]| {
        let same = |x: &Pause, y: &Pause| x.0.value == y.0.value && x.1.value == y.1.value;
        a.iter().all(|own| b.iter().any(|other| same(own, other)))
    };
    match (within(to, from), within(from, to)) {
        (true, true) => Same,
        (true, false) => Stricter,
        (false, true) => Looser,
        (false, false) => Unknown,
    }
}

fn compare_extensions(from: Option<&Extension>, to: Option<&Extension>) -> Strictness {
    match (from, to) {
        (None, None) => Same,
        (Some(_), None) => Stricter,
        (None, Some(_)) => Looser,
        (Some(from), Some(to)) => {
            let length = |limit| Length { limit, roll: true, custody: false };
            let by = compare(length(from.by), length(to.by));
            let times = Strictness::of_more(to.at_most, from.at_most);
            let step = if from.step.value == to.step.value { Same } else { Unknown };
            by.and(times).and(step)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Strictness::{self, Looser, Same, Stricter, Unknown};
    use super::{Length, compare};
    use crate::model::Limit;

    fn of(from: &str, to: &str) -> Strictness {
        let length = |text: &str| {
            let (text, roll) = text.strip_suffix('!').map_or((text, true), |text| (text, false));
            let (text, custody) =
                text.strip_prefix("custody ").map_or((text, false), |text| (text, true));
            Length { limit: Limit::parse(text).unwrap(), roll, custody }
        };
        compare(length(from), length(to))
    }

    /// `!` means that the end doesn't move to a working day.
    #[test]
    fn limits_are_compared_where_no_calendar_decides() {
        for (from, to, wanted) in [
            ("3d", "3d", Same),
            ("3d", "2d", Stricter),
            ("3d", "4d", Looser),
            ("3d", "72h", Stricter),
            ("3d", "73h", Unknown),
            ("3d!", "95h", Unknown),
            ("3d!", "96h", Looser),
            ("72h", "3d", Looser),
            ("72h", "2d", Unknown),
            ("72h", "2d!", Stricter),
            ("3wd", "3d", Stricter),
            ("3wd", "5d", Unknown),
            ("3wd", "72h", Stricter),
            ("3wd", "2wd", Stricter),
            ("3wd", "4wd", Looser),
            ("3d", "3wd", Looser),
            ("5d", "3wd", Unknown),
            ("1month", "28d", Stricter),
            ("1month", "30d", Unknown),
            ("1month", "31d", Looser),
            ("60d", "1month", Stricter),
            ("30d", "1month", Unknown),
            ("28d", "1month", Looser),
            ("3d", "3d!", Stricter),
            ("3d!", "3d", Looser),
            ("3d!", "2d", Unknown),
            ("custody 1d", "24h", Same),
            ("custody 1d", "1d", Looser),
            ("24h", "custody 1d", Same),
            ("2d", "custody 2d", Stricter),
            ("prompt", "30d", Stricter),
            ("30d", "prompt", Looser),
        ] {
            assert_eq!(of(from, to), wanted, "{from} to {to}");
        }
    }

    #[test]
    fn several_changes_at_once_are_one_only_if_they_agree() {
        assert_eq!(Same.and(Looser), Looser);
        assert_eq!(Stricter.and(Stricter), Stricter);
        assert_eq!(Stricter.and(Looser), Unknown);
        assert_eq!(Looser.and(Unknown), Unknown);
        assert_eq!(Looser.reversed(), Stricter);
    }
}
