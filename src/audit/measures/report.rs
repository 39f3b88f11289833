//! A measure that misses its target.

use crate::audit::bodies::BodyIndex;
use crate::audit::book::Book;
use crate::audit::facts::Facts;
use crate::audit::outcome::{MeasureCount, Share, shown_percent};
use crate::audit::rules::BELOW_TARGET;
use crate::finding::{Finding, Label, Place, Subject};
use crate::model::resolve::Measure;
use crate::text::lang::length;
use crate::text::{Words, say};

/// What tells a measure apart from others of its step.
fn detail(count: &MeasureCount, facts: &Facts<'_>) -> String {
    let kind = count.kind;
    match (&count.interval, count.per) {
        (Some(interval), _) => format!("{kind}-{} {}", interval.percentile, interval.from),
        (None, Some(per)) => {
            let per = facts.model.step(per);
            format!("{kind} {}.{}", facts.model.duty(per.duty).id, per.id)
        }
        (None, None) => kind.to_owned(),
    }
}

/// Reports a measure whose target is missed.
pub(super) fn below(
    measure: &Measure,
    count: &MeasureCount,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
    period: Option<&str>,
) {
    let duty = count.duty;
    let listed = facts.model.duty(duty);
    // A duty that one body holds is that body's; else the measure is over all of them.
    let nobody: BodyIndex = facts.bodies.nobody();
    let body = facts.bodies.holder_near(nobody, listed).unwrap_or(nobody);
    let subject = Subject {
        duty: Some(listed.id.clone()),
        step: measure.of.map(|step| facts.model.step(step).id.clone()),
        window: period.map(str::to_owned),
        detail: Some(detail(count, facts)),
        ..Subject::default()
    };
    book.report(&BELOW_TARGET, subject.about(), (Some(duty), body), None, || {
        let (id, title) = (&listed.id, &measure.title);
        let what = measure.of.map_or_else(|| Words::same(id.as_str()), |step| facts.named(step));
        let came_to = came_to(count);
        let message = say!(
            "{what}, {title}: {came_to}",
            "{what}{title}：{came_to}",
            what: what, title: title, came_to: came_to
        );
        let label = Label {
            place: Place::Span(measure.span),
            words: Words::fixed("the target is set here", "目标在此规定"),
        };
        let mut finding = Finding::new(&BELOW_TARGET, message, label);
        let cannot_tell = count.all.cannot_tell;
        if cannot_tell > 0 {
            finding = finding.why(say!(
                "{cannot_tell} more can't be judged and are not counted",
                "另有{cannot_tell}项无法判定，未计入"
            ));
        }
        finding.help(Words::fixed(
            "the findings of this duty show where it was missed",
            "该事项的各条发现列明了未达标之处",
        ))
    });
}

/// What it came to against its target, with its parts.
fn came_to(count: &MeasureCount) -> Words {
    let Share { numerator, denominator, value, .. } = count.all;
    if let Some(interval) = &count.interval {
        let value = length(value.unwrap_or(0));
        let target = length(interval.target.unwrap_or(0));
        return say!(
            "{value}, target at most {target}; {numerator} of {denominator} keep it",
            "{value}，目标不超过{target}；{numerator}/{denominator}达到",
            value: value, target: target
        );
    }
    let target = count.target.unwrap_or_default();
    let reached = count.all.percent().unwrap_or_default();
    let reached = shown_percent(reached, count.target, count.at_most);
    if count.at_most {
        say!(
            "{numerator} of {denominator} ({reached:.1}%), target at most {target}%",
            "{numerator}/{denominator}（{reached:.1}%），目标不超过{target}%"
        )
    } else {
        say!(
            "{numerator} of {denominator} ({reached:.1}%), target {target}%",
            "{numerator}/{denominator}（{reached:.1}%），目标{target}%"
        )
    }
}
