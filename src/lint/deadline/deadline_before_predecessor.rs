use std::collections::HashMap;

use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::index::Timed;
use crate::lint::walk::{Owner, Use};
use crate::model::Limit;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A step is due before the step that it waits for may be done.
    ///
    /// It comes after another step that must not be done before a certain time, and its own
    /// deadline has passed by then. Whoever keeps the order is late. Give it more time, or let its
    /// clock start with the step that it waits for. Rest days, on which a deadline may move a little,
    /// are left out of account.
    ///
    /// ## 中文
    ///
    /// 环节到期时，它所等待的环节还不得进行。
    ///
    /// 它排在另一环节之后，而那个环节在一定时间之前不得进行，届时它自己的时限已过，守次序者必定逾期。请延长时限，
    /// 或改从所等待的环节起算。休息日顺延不计在内。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: CB-07
    /// steps:
    ///   consent: { title: 同意 }
    ///   cool: { title: 冷静期, after: consent, not_before: { 3d: consent } }
    /// #                                                   --
    ///   agree: { title: 签协议, after: cool, within: { 24h: consent } }
    /// #                                             ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: CB-07
    /// steps:
    ///   consent: { title: 同意 }
    ///   cool: { title: 冷静期, after: consent, not_before: { 3d: consent } }
    ///   agree: { title: 签协议, after: cool, within: { 24h: cool } }
    ///   sign: { title: 签字, after: cool, within: { 7d: consent } }
    /// ```
    pub(super) static RULE = "list/deadline-before-predecessor", Error,
        "due before its turn", "未到次序即已到期";
}

/// From when a clock runs: from a step, or from the beginning of the duty.
type Clock = Option<usize>;

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut waits: HashMap<usize, Vec<&Timed<'_>>> = HashMap::new();
    for timed in index.timings.iter().filter(|timed| timed.used == Use::NotBefore) {
        if let Some(step) = own_step(index, timed) {
            waits.entry(step).or_default().push(timed);
        }
    }
    if waits.is_empty() {
        return;
    }
    for timed in index.timings.iter().filter(|timed| timed.used == Use::Within) {
        let timing = &timed.timing;
        let (Some(step), None) = (own_step(index, timed), &timing.extend) else {
            continue;
        };
        let Some(clock) = clock(index, timed, step) else {
            continue;
        };
        let limit = if timing.custody { exact(timing.limit.value) } else { timing.limit.value };
        for before in std::iter::once(step).chain(index.order.done_before(index, step)) {
            for wait in waits.get(&before).into_iter().flatten() {
                let least = wait.timing.limit.value;
                if counts(index, wait, before, clock, timed) && is_shorter(limit, least) {
                    sink.push(told(index, timed, wait, before));
                }
            }
        }
    }
}

fn own_step(index: &Index<'_>, timed: &Timed<'_>) -> Option<usize> {
    match timed.at.owner {
        Owner::Step(duty, step) => index.step(step, duty),
        _ => None,
    }
}

/// The clock of a deadline as a resolved set has it; nothing if it names an unknown step.
fn clock(index: &Index<'_>, timed: &Timed<'_>, step: usize) -> Option<Clock> {
    match &timed.timing.of {
        Some(of) => index.step(of.as_str(), timed.at.duty_id()).map(Some),
        None => match index.order.after.get(step).map(Vec::as_slice) {
            Some([only]) => Some(Some(only.to)),
            _ => Some(None),
        },
    }
}

/// Whether a wait is certain to be over only after its length has passed on a deadline's clock:
/// its own clock is the same one, or starts later.
fn counts(
    index: &Index<'_>,
    wait: &Timed<'_>,
    step: usize,
    clock: Clock,
    timed: &Timed<'_>,
) -> bool {
    let (wait_timing, timing) = (&wait.timing, &timed.timing);
    let always = wait_timing.from.is_none() && wait_timing.until.is_none();
    let same_period = (wait_timing.from, wait_timing.until) == (timing.from, timing.until);
    if wait_timing.when.is_some() || !(always || same_period) {
        return false;
    }
    let Some(starts) = self::clock(index, wait, step) else {
        return false;
    };
    if starts == clock {
        return true;
    }
    let Some(starts) = starts else { return false };
    let certain = index.order.done_before(index, step).contains(&starts);
    let later = clock.is_none_or(|clock| index.order.done_before(index, starts).contains(&clock));
    certain && later
}

/// Days of a custody clock are hours.
fn exact(limit: Limit) -> Limit {
    match limit {
        Limit::Days(days) => Limit::Minutes(days.saturating_mul(1440)),
        other => other,
    }
}

/// Whether a deadline has passed for certain when a wait is over, on a calendar without holidays.
///
/// A deadline in days ends with its last day; a wait in days may be over when its last day begins.
fn is_shorter(deadline: Limit, wait: Limit) -> bool {
    const DAY: u64 = 1440;
    let n = u64::from;
    match (deadline, wait) {
        (Limit::Prompt, _) | (_, Limit::Prompt) => false,
        (Limit::Minutes(a), Limit::Minutes(b))
        | (Limit::Days(a), Limit::Days(b) | Limit::WorkingDays(b))
        | (Limit::WorkingDays(a), Limit::WorkingDays(b))
        | (Limit::Months(a), Limit::Months(b)) => a < b,
        (Limit::Minutes(a), Limit::Days(b) | Limit::WorkingDays(b)) => n(a) + DAY <= n(b) * DAY,
        (Limit::Minutes(a), Limit::Months(b)) => n(a) + DAY <= n(b) * 28 * DAY,
        (Limit::Days(a), Limit::Minutes(b)) => (n(a) + 1) * DAY <= n(b),
        (Limit::Days(a), Limit::Months(b)) => n(a) < n(b) * 28,
        (Limit::WorkingDays(a), Limit::Minutes(b)) => (n(a) * 2 + 15) * DAY <= n(b),
        (Limit::WorkingDays(a), Limit::Days(b)) => n(a) * 2 + 14 < n(b),
        (Limit::WorkingDays(a), Limit::Months(b)) => n(a) * 2 + 14 < n(b) * 28,
        (Limit::Months(a), Limit::Minutes(b)) => (n(a) * 31 + 1) * DAY <= n(b),
        (Limit::Months(a), Limit::Days(b) | Limit::WorkingDays(b)) => n(a) * 31 < n(b),
    }
}

fn told(index: &Index<'_>, timed: &Timed<'_>, wait: &Timed<'_>, before: usize) -> Finding {
    let owner = timed.at.words();
    let name = index.steps.get(before).map_or("", |step| step.id.as_str());
    let (limit, least) = (timed.timing.limit.value.words(), wait.timing.limit.value.words());
    let message = say!(
        "{owner} is due within {limit}, but `{name}` may not be done before {least}",
        "{owner}须在{limit}内完成，而`{name}`在{least}之前不得进行",
        owner: owner, limit: limit, least: least
    );
    let help = Words::fixed(
        "give it more time, or let its clock start with the step that it waits for",
        "请延长时限，或改从所等待的环节起算",
    );
    Finding::at(&RULE, timed.timing.limit.span, message, Words::fixed("too short", "过短"))
        .also_at(wait.timing.limit.span, Words::fixed("not before this", "不得早于此"))
        .help(help)
        .about(timed.at.subject(name))
}

#[cfg(test)]
mod tests {
    use super::is_shorter;
    use crate::lint::examples::count;
    use crate::model::Limit;

    #[test]
    fn only_what_is_certainly_shorter_is() {
        let shorter = |a, b| is_shorter(Limit::parse(a).unwrap(), Limit::parse(b).unwrap());
        for (deadline, wait) in [
            ("1d", "3d"),
            ("24h", "2d"),
            ("48h", "3d"),
            ("1d", "48h"),
            ("5wd", "7wd"),
            ("5d", "7wd"),
            ("27d", "1month"),
            ("1month", "32d"),
            ("5wd", "25d"),
        ] {
            assert!(shorter(deadline, wait), "{deadline} {wait}");
        }
        for (deadline, wait) in [
            ("3d", "3d"),
            ("24h", "1d"),
            ("25h", "2d"),
            ("1d", "47h"),
            ("7wd", "7d"),
            ("5wd", "7d"),
            ("28d", "1month"),
            ("1month", "31d"),
            ("prompt", "3d"),
            ("1h", "prompt"),
        ] {
            assert!(!shorter(deadline, wait), "{deadline} {wait}");
        }
    }

    #[test]
    fn the_clock_of_the_wait_must_not_start_earlier() {
        let found = |steps: &str| {
            let text = format!("kind: standard\nduty: D\nsteps:\n{steps}");
            count("list/deadline-before-predecessor", &text)
        };
        let c = "  a: {}\n  m: { after: a }\n  c: { after: m, not_before: { 3d: m } }\n";
        assert_eq!(found(&format!("{c}  b: {{ after: c, within: {{ 1d: a }} }}\n")), 1);
        assert_eq!(found(&format!("{c}  b: {{ after: c, within: {{ 1d: m }} }}\n")), 1);
        assert_eq!(found(&format!("{c}  b: {{ after: c, within: 1d }}\n")), 0);
        let early = "  a: {}\n  m: { after: a }\n  c: { after: m, not_before: { 3d: a } }\n";
        assert_eq!(found(&format!("{early}  b: {{ after: c, within: {{ 1d: m }} }}\n")), 0);
        let maybe = c.replace("c: {", "c: { optional: true,");
        assert_eq!(found(&format!("{maybe}  b: {{ after: c, within: {{ 1d: a }} }}\n")), 0);
        assert_eq!(found("  a: {}\n  b: { after: a, within: 1d, not_before: 3d }\n"), 1);
    }
}
