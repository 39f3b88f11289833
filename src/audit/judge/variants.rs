//! Cases that went the same way: what a relation without times came to in one of them it comes to
//! in all of them.
//!
//! A log has many cases and few ways in which they go. A relation that asks for no time, value or
//! likeness hangs on nothing but the order of events, which of them are at one instant, and where
//! among them the duty ended; so that is what a variant is here.
//!
//! What tells nobody anything about a single case, such as a step of which nothing is asked but that
//! it is done, is not even written down for each of them: the cases of a variant are counted, and
//! multiplied at the end.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::Head;
use crate::audit::bodies::BodyIndex;
use crate::audit::book::{Book, Obligation};
use crate::audit::case::Case;
use crate::audit::facts::Facts;
use crate::audit::outcome::{Kind, Verdict};
use crate::model::resolve::{DutyId, Relation, StepId};

/// So many variants are remembered; a log with more of them is one whose cases differ.
const MOST: usize = 1 << 12;

/// What relations came to in the cases of each variant.
#[derive(Default)]
pub(super) struct Variants {
    known: HashMap<Box<[u32]>, usize, FixedState>,
    all: Vec<Variant>,
    key: Vec<u32>,
}

/// What is known of the cases that went the same way.
pub(super) struct Variant {
    /// What relations came to, by their number over all duties.
    pub(super) came: Vec<Option<Came>>,
    /// How to judge further cases; nothing as long as there was one alone.
    plan: Option<Plan>,
    judged: bool,
}

/// What is left to do in a case of a variant that is known.
pub(super) struct Plan {
    /// Whether steps and groups of the duties need no look any more.
    pub(super) steps: bool,
    /// Relations that must be looked at in each case.
    pub(super) relations: Vec<(DutyId, usize, u16)>,
    /// For each duty in the cases what every one of them comes to.
    sums: Vec<Sum>,
}

/// What a duty comes to in every case of a variant, and how many cases there are.
struct Sum {
    duty: DutyId,
    verdicts: Vec<(Option<StepId>, Kind, Verdict)>,
    /// Cases by the body that answers in them; those of the last one are apart.
    bodies: HashMap<BodyIndex, u64, FixedState>,
    last: (BodyIndex, u64),
}

/// What a relation came to, as far as it is the same in every case of a variant.
#[derive(Clone, Copy)]
pub(super) enum Came {
    /// Nothing was asked of the case.
    Beside,
    /// This, and for a fault the activation that shows it.
    To(Verdict, Option<u32>),
}

impl Relation {
    /// Whether a verdict on it is a finding.
    pub(super) fn is_told(&self, verdict: Verdict) -> bool {
        matches!(verdict, Verdict::Late | Verdict::Missing) && !self.counted
    }

    /// Whether it hangs on the order of events alone.
    fn is_timeless(&self) -> bool {
        self.deadline.is_none()
            && self.when.is_none()
            && self.same.is_empty()
            && self.different.is_empty()
    }
}

impl Variants {
    /// What is known of cases that went like this one; nothing if the case can't be compared with
    /// others.
    pub(super) fn of(
        &mut self,
        case: &Case<'_>,
        heads: &[Head],
        facts: &Facts<'_>,
        book: &Book<'_>,
    ) -> Option<&mut Variant> {
        // In a period it counts when something came true; and a test wants to see all conditions.
        let apart = !book.span().is_all() || facts.seen.is_some();
        if apart
            || case.rejected
            || facts.unclear.touches(case)
            || !self.describe(case, heads, facts)
        {
            return None;
        }
        let key = self.key.as_slice();
        let at = match self.known.get(key) {
            Some(at) => *at,
            None if self.all.len() < MOST => {
                let relations = facts.model.duties.iter().map(|duty| duty.relations.len()).sum();
                self.known.insert(key.into(), self.all.len());
                self.all.push(Variant { came: vec![None; relations], plan: None, judged: false });
                self.all.len() - 1
            }
            None => return None,
        };
        self.all.get_mut(at)
    }

    /// Writes down what the cases came to that were only counted.
    pub(super) fn write(self, book: &mut Book<'_>) {
        let plans = self.all.into_iter().filter_map(|variant| variant.plan);
        for Sum { duty, verdicts, mut bodies, last } in plans.flat_map(|plan| plan.sums) {
            *bodies.entry(last.0).or_default() += last.1;
            for (body, cases) in bodies {
                for &(step, kind, verdict) in &verdicts {
                    book.rule_often(Obligation { duty, step, kind }, body, verdict, cases);
                }
            }
        }
    }

    /// Puts into the key how a case went. Returns whether its events are in one order only.
    fn describe(&mut self, case: &Case<'_>, heads: &[Head], facts: &Facts<'_>) -> bool {
        self.key.clear();
        let mut before = None;
        for done in case.events {
            let at = done.at.start;
            let tied = before == Some(at);
            if done.at.is_day() || tied && case.lenient {
                return false;
            }
            let what = match done.step {
                Some(step) => u32::from(step.0),
                None => u32::from(done.duty.0) | 1 << 16,
            };
            self.key.push(what << 1 | u32::from(tied));
            before = Some(at);
        }
        self.key.push(u32::from(before == Some(facts.as_of)));
        for head in heads {
            // Where among the events it ended, and whether with one of them.
            let ended = head.ended.map_or(0, |ended| {
                let until = case.events.partition_point(|done| done.at.start <= ended);
                let last = until.checked_sub(1).and_then(|last| case.events.get(last));
                let with = last.is_some_and(|done| done.at.start == ended);
                u32::try_from(until).unwrap_or(u32::MAX >> 2) << 1 | u32::from(with) | 1 << 31
            });
            self.key.push(u32::from(head.duty.0) << 1 | u32::from(head.before_log));
            self.key.push(ended);
        }
        true
    }
}

impl Variant {
    /// What is left to do in a case; nothing as long as all is. The case is counted then.
    pub(super) fn plan(
        &mut self,
        case: &Case<'_>,
        heads: &[Head],
        facts: &Facts<'_>,
        book: &mut Book<'_>,
    ) -> Option<(&Plan, &mut [Option<Came>])> {
        if !self.judged {
            self.judged = true;
            return None;
        }
        let Self { came, plan, .. } = self;
        let plan = plan.get_or_insert_with(|| Plan::new(came, case, heads, facts));
        for (sum, head) in plan.sums.iter_mut().zip(heads) {
            if sum.last.0 != head.body {
                let (body, cases) = std::mem::replace(&mut sum.last, (head.body, 0));
                *sum.bodies.entry(body).or_default() += cases;
            }
            sum.last.1 += 1;
            if plan.steps {
                book.begin(head.duty, head.body);
            }
        }
        Some((plan, came))
    }
}

impl Plan {
    fn new(came: &[Option<Came>], case: &Case<'_>, heads: &[Head], facts: &Facts<'_>) -> Self {
        let steps = heads.iter().all(|head| of_steps_alone(head.duty, case, facts));
        let sum = |head: &Head| {
            let own = facts.model.steps_of(head.duty).filter(|step| case.count(*step) > 0);
            let met = |step| (Some(step), Kind::Done, Verdict::Met);
            let verdicts = if steps { own.map(met).collect() } else { Vec::new() };
            let last = (head.body, 0);
            Sum { duty: head.duty, verdicts, bodies: HashMap::default(), last }
        };
        let mut plan = Self { steps, relations: Vec::new(), sums: heads.iter().map(sum).collect() };
        for (duty, first) in numbered(facts) {
            for (number, relation) in (0u16..).zip(&facts.model.duty(duty).relations) {
                let came = came.get(first + usize::from(number)).copied().flatten();
                let sum = plan.sums.iter_mut().find(|sum| sum.duty == duty);
                match (came, sum) {
                    (Some(Came::Beside), _) => {}
                    (Some(Came::To(verdict, _)), Some(sum)) if !relation.is_told(verdict) => {
                        sum.verdicts.push((None, Kind::Relation(number), verdict));
                    }
                    _ => plan.relations.push((duty, first, number)),
                }
            }
        }
        plan
    }
}

/// Whether of a duty in a case nothing is asked but that its steps are done.
fn of_steps_alone(duty: DutyId, case: &Case<'_>, facts: &Facts<'_>) -> bool {
    let listed = facts.model.duty(duty);
    let simple = |step: StepId| {
        let asked = facts.asked.get(usize::from(step.0)).copied().unwrap_or_default();
        if case.count(step) > 0 { asked.plain } else { asked.idle }
    };
    listed.occurrences.is_none()
        && listed.groups.is_empty()
        && facts.model.steps_of(duty).all(simple)
}

/// What a relation came to, if it comes to the same in every case of its variant.
pub(super) fn lasting(relation: &Relation, verdict: Verdict, seen: Option<u32>) -> Option<Came> {
    let tells = verdict != Verdict::CannotTell;
    (relation.is_timeless() && tells).then_some(Came::To(verdict, seen))
}

/// A number for each relation of each duty.
pub(super) fn numbered(facts: &Facts<'_>) -> impl Iterator<Item = (DutyId, usize)> {
    let duties = (0u16..).map(DutyId).zip(&facts.model.duties);
    duties.scan(0, |next, (duty, listed)| {
        let first = *next;
        *next += listed.relations.len();
        Some((duty, first))
    })
}
