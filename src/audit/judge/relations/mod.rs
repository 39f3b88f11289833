//! Relations between steps that the steps' own keys do not express: the Declare family.
//!
//! A relation gets one verdict for each case: the worst of what its activations came to. What two
//! times leave open is decided in favour of the work: an activation is kept if some order of the
//! events that their times allow keeps it, and a prohibition is broken only if every such order
//! breaks it. In the order of the file (`ties = "file-order"`) there is only one.

mod counts;
mod forbidden;
mod link;
mod order;
mod pair;
mod required;
mod words;

use std::borrow::Cow;
use std::cmp::Reverse;

use super::variants::{self, Came};
use super::{Head, Instance, Sentence};
use crate::audit::book::{Book, Obligation, Reason, Ruling, Span};
use crate::audit::case::{Case, Done};
use crate::audit::facts::Facts;
use crate::audit::outcome::{Kind, Verdict};
use crate::audit::rules::RULE_BROKEN;
use crate::audit::truth::Truth;
use crate::finding::{About, Finding};
use crate::model::resolve::{DutyId, Relation, StepId};
use order::Line;

/// Judges all relations in a case: each in every case that has an event of the duty that states it,
/// and in every other one that has an activation. `came` is what they came to in a case that went
/// the same way, as far as that is known.
pub(super) fn judge(
    case: &Case<'_>,
    heads: &[Head],
    mut came: Option<&mut [Option<Came>]>,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let line = Line::new(case.events, case.lenient, facts.as_of);
    for (duty, first) in variants::numbered(facts) {
        let numbers = (0u16..).zip(&facts.model.duty(duty).relations).map(|(number, _)| number);
        for number in numbers {
            let came = came.as_mut().and_then(|own| own.get_mut(first + usize::from(number)));
            one(case, heads, line, (duty, number), came, facts, book);
        }
    }
}

/// Judges those relations in a case that its variant leaves open.
pub(super) fn judge_some(
    case: &Case<'_>,
    heads: &[Head],
    open: &[(DutyId, usize, u16)],
    came: &mut [Option<Came>],
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    if open.is_empty() {
        return;
    }
    let line = Line::new(case.events, case.lenient, facts.as_of);
    for &(duty, first, number) in open {
        let came = came.get_mut(first + usize::from(number));
        one(case, heads, line, (duty, number), came, facts, book);
    }
}

fn one(
    case: &Case<'_>,
    heads: &[Head],
    line: Line<'_>,
    (duty, number): (DutyId, u16),
    mut came: Option<&mut Option<Came>>,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let Some(relation) = facts.model.duty(duty).relations.get(usize::from(number)) else { return };
    let before = came.as_ref().and_then(|came| **came);
    if matches!(before, Some(Came::Beside)) {
        return;
    }
    if before.is_none() && case.first_of(duty).is_none() && !activated(relation, case) {
        if let Some(came) = &mut came {
            **came = Some(Came::Beside);
        }
        return;
    }
    let head = heads.iter().find(|own| own.duty == duty).copied();
    let head = head.unwrap_or_else(|| Head::of(case, duty, facts));
    let instance = Instance { case, head };
    let asked = Asked { relation, number, instance: &instance, facts, line };
    if let Some(Came::To(verdict, seen)) = before {
        asked.again(verdict, seen, book);
        return;
    }
    let found = asked.judge(book);
    if let (Some(came), Some((verdict, seen))) = (came, found) {
        *came = variants::lasting(relation, verdict, seen);
    }
}

/// Whether a case has something that a relation asks something of.
fn activated(relation: &Relation, case: &Case<'_>) -> bool {
    let any = |steps: &[StepId]| steps.iter().any(|step| case.count(*step) > 0);
    relation
        .template
        .asks()
        .iter()
        .any(|ask| any(if ask.swapped { &relation.target } else { &relation.activation }))
}

/// Performances of steps: their positions among the events of the case, in order.
type Places<'s> = Cow<'s, [(StepId, u32)]>;

fn places<'s>(steps: &[StepId], case: &'s Case<'_>) -> Places<'s> {
    match steps {
        [step] => Cow::Borrowed(case.places(*step)),
        several => {
            let mut all: Vec<(StepId, u32)> =
                several.iter().flat_map(|step| case.places(*step)).copied().collect();
            all.sort_unstable_by_key(|(_, at)| *at);
            all.dedup();
            Cow::Owned(all)
        }
    }
}

/// A relation in a case.
struct Scene<'s, 'c, 'e, 'f> {
    relation: &'s Relation,
    instance: &'s Instance<'c, 'e>,
    facts: &'s Facts<'f>,
    line: Line<'e>,
    activations: Places<'s>,
    targets: Places<'s>,
}

/// What an activation, or the case as a whole, came to.
struct Outcome {
    ruling: Ruling,
    /// The activation and what was found to go with it, for a fault.
    seen: (Option<u32>, Option<u32>),
    /// Which of the asks of the template it is about.
    ask: usize,
}

impl<'e> Scene<'_, '_, 'e, '_> {
    /// The event at a position.
    fn at(&self, place: u32) -> &'e Done {
        &self.line.events[place as usize]
    }

    /// Whether the relation's condition holds at an event.
    fn holds(&self, place: u32) -> Truth {
        let when = self.relation.when.as_ref();
        when.map_or(Truth::True, |when| {
            self.facts.holds_at(when, self.instance.case, self.at(place))
        })
    }

    /// The last event of the case.
    fn last(&self) -> i64 {
        self.line.events.last().map_or(self.facts.as_of, |done| done.at.start)
    }

    /// When what is still open counts as missing, for something activated at an instant: nothing
    /// while the case may go on.
    fn closed(&self, activated: i64) -> Option<i64> {
        let complete = self.facts.reading.complete.then_some(self.facts.as_of);
        // What is activated after the end is owed from then on.
        self.instance.ended.map(|ended| ended.max(activated)).or(complete)
    }

    /// Why the log can't tell that none of these steps was done, if it can't: such as a row that
    /// can't be read. What must follow can't lie before the log.
    fn blind(&self, steps: &[StepId], before: bool) -> Option<Reason> {
        steps.iter().find_map(|step| {
            if before {
                self.instance.blind(*step, self.facts)
            } else {
                self.facts.unclear.step(self.instance.case, *step)
            }
        })
    }
}

/// How bad a verdict is beside others of the same case.
const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Vacuous => 0,
        Verdict::NotApplicable | Verdict::Waived => 1,
        Verdict::Met => 2,
        Verdict::NotDue => 3,
        Verdict::CannotTell => 4,
        Verdict::Late => 5,
        Verdict::Missing => 6,
    }
}

const fn is_fault(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Late | Verdict::Missing)
}

/// The worst of what came true in the period, and how many faults there are.
#[derive(Default)]
struct Tally {
    worst: Option<Outcome>,
    faults: u64,
    seen: bool,
}

impl Tally {
    /// What a relation comes to in a case.
    fn of(scene: &Scene<'_, '_, '_, '_>, span: Span) -> Self {
        let mut tally = Self::default();
        let asks = scene.relation.template.asks();
        if asks.is_empty() {
            tally.add(counts::judge(scene), span);
        }
        for (at, ask) in asks.iter().enumerate() {
            let mut add = |mut outcome: Outcome| {
                outcome.ask = at;
                tally.add(outcome, span);
            };
            if ask.forbids {
                forbidden::judge(scene, *ask, &mut add);
            } else {
                required::judge(scene, *ask, &mut add);
            }
        }
        if !tally.seen {
            let ruling = Ruling::new(Verdict::Vacuous, scene.last());
            tally.add(Outcome { ruling, seen: (None, None), ask: 0 }, span);
        }
        tally
    }

    fn add(&mut self, outcome: Outcome, span: Span) {
        self.seen = true;
        if !span.has(outcome.ruling.at) {
            return;
        }
        self.faults += u64::from(is_fault(outcome.ruling.verdict));
        // Of two that are equally bad the earlier counts.
        let key = |own: &Outcome| (rank(own.ruling.verdict), Reverse(own.ruling.at));
        if self.worst.as_ref().is_none_or(|worst| key(worst) < key(&outcome)) {
            self.worst = Some(outcome);
        }
    }
}

/// A relation and the case that it is asked of.
#[derive(Clone, Copy)]
struct Asked<'s, 'c, 'e, 'f> {
    number: u16,
    relation: &'s Relation,
    instance: &'s Instance<'c, 'e>,
    facts: &'s Facts<'f>,
    line: Line<'e>,
}

impl<'s, 'c, 'e, 'f> Asked<'s, 'c, 'e, 'f> {
    fn scene(self) -> Scene<'s, 'c, 'e, 'f> {
        let Self { relation, instance, facts, line, .. } = self;
        let activations = places(&relation.activation, instance.case);
        let targets = places(&relation.target, instance.case);
        Scene { relation, instance, facts, line, activations, targets }
    }

    /// Judges it. Returns the verdict and the activation that shows it, if any came true in the
    /// period.
    fn judge(self, book: &mut Book<'_>) -> Option<(Verdict, Option<u32>)> {
        let scene = self.scene();
        let Tally { worst, faults, .. } = Tally::of(&scene, book.span());
        let worst = worst?;
        let (ruling, seen) = (worst.ruling.clone(), worst.seen.0);
        let verdict = ruling.verdict;
        self.write(ruling, seen, book, || words::finding(&scene, &worst, faults));
        Some((verdict, seen))
    }

    /// Writes down what it came to in another case of this one's variant. Why is asked anew only
    /// if somebody is told.
    fn again(self, verdict: Verdict, seen: Option<u32>, book: &mut Book<'_>) {
        let span = book.span();
        let ruling = Ruling { verdict, at: None, reason: None };
        self.write(ruling.clone(), seen, book, || {
            let scene = self.scene();
            let Tally { worst, faults, .. } = Tally::of(&scene, span);
            let worst = worst.unwrap_or(Outcome { ruling, seen: (seen, None), ask: 0 });
            let mut finding = words::finding(&scene, &worst, faults);
            finding.came_true = worst.ruling.at;
            finding
        });
    }

    fn write(
        self,
        ruling: Ruling,
        seen: Option<u32>,
        book: &mut Book<'_>,
        finding: impl FnOnce() -> Finding,
    ) {
        let Self { number, relation, instance, facts, line } = self;
        let kind = Kind::Relation(number);
        let obligation = Obligation { duty: instance.duty, step: None, kind };
        let fault = relation.is_told(ruling.verdict);
        let sentence = Sentence { obligation, body: instance.body, ruling };
        if !fault {
            sentence.write(book);
            return;
        }
        let seen = seen.and_then(|place| line.events.get(place as usize));
        let mut told = std::mem::take(&mut book.told);
        let about = About {
            step: Some(&relation.id),
            detail: seen.map(|done| told.of(done.at, &facts.model.zone)),
            ..facts.about(instance.duty, instance.case, instance.body)
        };
        sentence.report(&RULE_BROKEN, about, book, finding);
        book.told = told;
    }
}
