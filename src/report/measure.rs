//! A measure in words.

use super::style::{Ink, number, paint};
use super::view::View;
use super::wire::{Measure, Report};
use crate::audit::outcome::shown_percent;
use crate::text::Lang;
use crate::text::lang::length;

/// The number by which measures are compared: percent, or seconds.
#[expect(clippy::cast_precision_loss, reason = "counts of rows and seconds, far below 2^52")]
pub(super) fn worse(measure: &Measure) -> f64 {
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
        None => format!("{:.1}%", shown_percent(worse(measure), measure.target, measure.at_most)),
    }
}

/// What it must reach, or must not exceed.
pub(super) fn target(view: &View<'_>, measure: &Measure) -> Option<String> {
    match &measure.interval {
        Some(interval) => interval.target.map(|seconds| view.words(&length(seconds * 1000))),
        None => measure.target.map(|target| format!("{target}%")),
    }
}

/// What a measure is called: `promptly: median`, and of a length of time from where to where.
pub(super) fn title(view: &View<'_>, own: &Measure) -> String {
    let title = view.words(&own.title);
    let steps = if own.interval.is_some() { steps(view, own) } else { String::new() };
    match (steps.is_empty(), view.style.lang) {
        (true, _) => title,
        (false, Lang::En) => format!("{title} ({steps})"),
        (false, Lang::Zh) => format!("{title}（{steps}）"),
    }
}

/// The step that a measure is about, or those between which it counts time.
pub(super) fn steps(view: &View<'_>, own: &Measure) -> String {
    // A step of another duty is written with that duty.
    let name = |text: &str| match text.rsplit_once('.') {
        Some((duty, step)) if view.known_duty(duty).is_some() => view.step(duty, step),
        _ if view.known_duty(text).is_some() => view.duty(text),
        _ => view.step(&own.duty, text),
    };
    let from = own.interval.iter().map(|own| own.from.as_str());
    let steps: Vec<String> = from.chain(own.step.as_deref()).map(name).collect();
    steps.join(" → ")
}

/// `PP-02 …, screened within the shift: 91.2%, target 95% (310 of 340; 12 cannot tell)`
pub(super) fn line(view: &View<'_>, measure: &Measure) -> String {
    let duty = view.duty(&measure.duty);
    let title = title(view, measure);
    let reached = value(view, measure);
    let reached =
        if measure.reached == Some(false) { paint(Ink::Warning, &reached) } else { reached };
    let target = target(view, measure).map(|target| match (view.style.lang, measure.at_most) {
        (Lang::En, false) => format!(", target {target}"),
        (Lang::En, true) => format!(", target at most {target}"),
        (Lang::Zh, false) => format!("，目标{target}"),
        (Lang::Zh, true) => format!("，目标不超过{target}"),
    });
    let target = target.unwrap_or_default();
    let (part, whole) = (number(measure.numerator), number(measure.denominator));
    let unknown = measure.cannot_tell;
    match view.style.lang {
        Lang::En => {
            let parts = match &measure.interval {
                Some(interval) if interval.target.is_none() => {
                    view.count(measure.denominator, "case", "件任务")
                }
                _ => format!("{part} of {whole}"),
            };
            let beside = if unknown > 0 {
                format!("; {} cannot tell", number(unknown))
            } else {
                String::new()
            };
            format!("{duty}, {title}: {reached}{target} ({parts}{beside})")
        }
        Lang::Zh => {
            let parts = match &measure.interval {
                Some(interval) if interval.target.is_none() => {
                    view.count(measure.denominator, "case", "件任务")
                }
                _ => format!("{part}/{whole}"),
            };
            let beside = if unknown > 0 {
                format!("，另有{}项无法判定", number(unknown))
            } else {
                String::new()
            };
            format!("{duty}，{title}：{reached}{target}（{parts}{beside}）")
        }
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
