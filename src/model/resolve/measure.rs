//! Measures, and the intervals of steps that are to be done promptly.

use super::{Clock, Key, Resolver, Step, StepId, percent};
use crate::doc::Spanned;
use crate::model::docs::{MeasureDoc, MeasureKind, StandardDoc};
use crate::model::load::text_of;
use crate::model::{Limit, Title};
use crate::text::{Span, Words, say};

/// A measure.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What people call it.
    pub title: Words,
    /// What is measured.
    pub kind: MeasureKind,
    /// The step, if it is one alone; of a ratio the one above the line.
    pub of: Option<StepId>,
    /// What it takes beyond verdicts.
    pub quantity: Quantity,
    /// The share to be reached, in percent.
    pub target: Option<f64>,
    /// Whether the target must not be exceeded.
    pub at_most: bool,
    /// With a smaller denominator it is shown and never a finding.
    pub least: u64,
    /// Whether it is there only because a step is to be done promptly.
    pub prompt: bool,
    /// Where it stands.
    pub span: Span,
}

/// What a measure is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Verdicts.
    Verdicts,
    /// Intervals between two steps.
    Interval {
        /// From when the interval runs.
        from: Clock,
        /// The percentile, from 1 to 100.
        percentile: u32,
        /// What it must not exceed, in milliseconds.
        target: Option<i64>,
    },
    /// Performances of two steps.
    Ratio {
        /// The step below the line.
        per: StepId,
    },
    /// Cases after which there is another.
    Repeated {
        /// What both have in common.
        by: Key,
        /// How soon.
        within: Limit,
    },
}

/// A length of time with which intervals can be compared, in milliseconds: minutes, hours, days of 24
/// hours. Months and working days have no length of their own.
pub fn length(text: &str) -> Option<i64> {
    match Limit::parse(text)? {
        Limit::Minutes(n) => Some(i64::from(n) * 60_000),
        Limit::Days(n) => Some(i64::from(n) * 86_400_000),
        Limit::WorkingDays(_) | Limit::Months(_) | Limit::Prompt => None,
    }
}

/// Reads a share that may exceed one hundred percent, as one count by another may.
pub fn ratio(text: &str) -> Option<f64> {
    let more = || {
        let number: f64 = text.trim().trim_end_matches(['%', '％']).trim().parse().ok()?;
        (number.is_finite() && number >= 0.0).then_some(number)
    };
    percent(text).or_else(more)
}

impl Resolver<'_> {
    pub(super) fn measures(&self, duty: &str, doc: &StandardDoc, steps: &[Step]) -> Vec<Measure> {
        let own = doc.evaluation.iter().filter_map(|doc| self.measure(doc, duty));
        let mut measures: Vec<Measure> = own.collect();
        let first = steps.first().and_then(|step| self.steps.get(&(duty, step.id.as_str())));
        for (at, step) in (first.map_or(0, |id| id.0)..).zip(steps) {
            for deadline in &step.deadlines {
                let prompt = deadline.forms.iter().find(|form| form.limit == Limit::Prompt);
                let Some(form) = prompt else { continue };
                let of = Some(StepId(at));
                let known = |own: &Measure| match own.quantity {
                    Quantity::Interval { from, .. } => own.of == of && from == deadline.of,
                    _ => false,
                };
                if measures.iter().any(known) {
                    continue;
                }
                measures.push(Measure {
                    title: Words::fixed("promptly: median", "及时：中位用时"),
                    kind: MeasureKind::Interval,
                    of,
                    quantity: Quantity::Interval {
                        from: deadline.of,
                        percentile: 50,
                        target: None,
                    },
                    target: None,
                    at_most: true,
                    least: 0,
                    prompt: true,
                    span: form.span,
                });
            }
        }
        measures
    }

    fn measure(&self, doc: &MeasureDoc, duty: &str) -> Option<Measure> {
        let kind = doc.measure.as_ref()?;
        let step =
            |name: &Option<Spanned<String>>| name.as_ref().and_then(|name| self.step(name, duty));
        let target = text_of(doc.target.as_ref());
        let quantity = match kind.value {
            MeasureKind::Interval => Quantity::Interval {
                from: Clock::Step(step(&doc.from)?),
                percentile: doc.percentile.as_ref().map_or(50, |p| p.value.clamp(1, 100)),
                target: target.and_then(length),
            },
            MeasureKind::Ratio => Quantity::Ratio { per: step(&doc.per)? },
            MeasureKind::Repeated => Quantity::Repeated {
                by: self.key(doc.by.as_ref()?)?,
                within: doc.within.as_ref()?.value,
            },
            _ => Quantity::Verdicts,
        };
        let of = match kind.value {
            MeasureKind::Ratio => Some(step(&doc.count)?),
            MeasureKind::Interval => Some(step(&doc.of)?),
            _ => step(&doc.of),
        };
        let title = || self.title_of(doc, kind.value, duty);
        Some(Measure {
            title: doc.title.as_ref().map_or_else(title, Title::words),
            kind: kind.value,
            of,
            quantity,
            target: match kind.value {
                MeasureKind::Interval => None,
                MeasureKind::Ratio => target.and_then(ratio),
                _ => target.and_then(percent),
            },
            at_most: doc.at_most || kind.value == MeasureKind::Interval,
            least: doc.least.as_ref().map_or(0, |n| u64::from(n.value)),
            prompt: false,
            span: kind.span,
        })
    }

    /// What a measure is called that has no title of its own.
    fn title_of(&self, doc: &MeasureDoc, kind: MeasureKind, duty: &str) -> Words {
        let named = |name: &Option<Spanned<String>>| {
            let name = name.as_ref().map_or("", |name| name.as_str());
            let step = self.draft.step(name, duty);
            Title::or(step.and_then(|step| step.doc.title.as_ref()), name)
        };
        match kind {
            MeasureKind::OnTime => Words::fixed("on time", "按时率"),
            MeasureKind::Done => Words::fixed("done", "完成率"),
            MeasureKind::Covered => Words::fixed("covered", "覆盖率"),
            MeasureKind::Accepted => Words::fixed("accepted", "接收率"),
            MeasureKind::Interval => {
                let from = named(&doc.from);
                match doc.percentile.as_ref().map_or(50, |p| p.value) {
                    50 => say!("median from “{from}”", "自“{from}”起中位用时", from: from),
                    p => say!("{p}% within, from “{from}”", "自“{from}”起{p}%用时", from: from),
                }
            }
            MeasureKind::Ratio => {
                let per = named(&doc.per);
                say!("per “{per}”", "与“{per}”之比", per: per)
            }
            MeasureKind::Repeated => match &doc.within {
                Some(within) => {
                    let within = within.value.words();
                    say!("repeated within {within}", "{within}内重复率", within: within)
                }
                None => Words::fixed("repeated", "重复率"),
            },
        }
    }
}
