//! What a measure came to, in words.

use super::view::View;
use super::wire::{Measure, Report};
use crate::audit::outcome::shown_percent;
use crate::text::lang::length;

/// The seconds of an interval, or the percent of a share.
#[expect(clippy::cast_precision_loss, reason = "counts of rows and seconds, far below 2^52")]
pub(super) fn amount(measure: &Measure) -> f64 {
    match &measure.interval {
        Some(interval) => interval.seconds.unwrap_or(0) as f64,
        None => measure.numerator as f64 * 100.0 / measure.denominator.max(1) as f64,
    }
}

/// What a measure came to: a share, or how long.
pub(super) fn value(view: &View<'_>, measure: &Measure) -> String {
    match &measure.interval {
        Some(interval) => match interval.seconds {
            Some(seconds) => view.words(&length(seconds * 1000)),
            None => "–".to_owned(),
        },
        None if measure.denominator == 0 => "–".to_owned(),
        None => format!("{:.1}%", shown_percent(amount(measure), measure.target, measure.at_most)),
    }
}

/// What it must reach, or must not exceed.
pub(super) fn target(view: &View<'_>, measure: &Measure) -> Option<String> {
    match &measure.interval {
        Some(interval) => interval.target.map(|seconds| view.words(&length(seconds * 1000))),
        None => measure.target.map(|target| format!("{target}%")),
    }
}

/// The same measure of each body, where `whole` is that of all bodies together.
pub(super) fn bodies<'r>(
    report: &'r Report,
    whole: &'r Measure,
) -> impl Iterator<Item = &'r Measure> {
    let interval = |own: &'r Measure| own.interval.as_ref().map(|own| (&own.from, own.percentile));
    let same = move |own: &&'r Measure| {
        own.body.is_some()
            && (&own.duty, &own.step, &own.kind, &own.title)
                == (&whole.duty, &whole.step, &whole.kind, &whole.title)
            && (interval(own), &own.per) == (interval(whole), &whole.per)
    };
    report.measures.iter().filter(same)
}
