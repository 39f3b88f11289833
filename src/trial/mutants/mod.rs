//! Lists with one rule taken away: a rule without which every scenario still passes is one that no
//! scenario proves.
//!
//! A rule is taken away in the documents as they are written, and the scenarios that touch its duty
//! are run again until one of them notices. A change after which the duty means the same as before,
//! such as `starts` on the step that starts anyway, is no rule and is not counted.

mod change;
mod duty;
mod standard;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use change::Change;

use super::compare::compare;
use super::counted::counts;
use super::prepare::{Prepared, Variant};
use super::run::judge;
use super::share::Share;
use crate::audit::Audit;
use crate::audit::outcome::Kind;
use crate::doc::Spanned;
use crate::model::docs::{DutyDoc, StandardDoc};
use crate::model::resolve::{DutyId, StepId};
use crate::model::{Draft, Model};
use crate::text::{Span, Words};
use crate::triage::Severities;

/// A rule that no scenario proves.
#[derive(Clone, Debug)]
pub struct Unnoticed {
    /// Where it stands.
    pub span: Span,
    /// What the list is like without it.
    pub what: Words,
}

/// What taking rules away came to.
#[derive(Clone, Debug, Default)]
pub struct Mutation {
    /// Rules that were taken away, one at a time.
    pub tried: u64,
    /// Those that no scenario noticed, in the order of the lists.
    pub unnoticed: Vec<Unnoticed>,
}

/// Takes each rule of the set's own duties away, and each that its overlays write into duties of
/// other sets. Duties are shared out among threads; what comes of
/// them is put together in the order of the lists.
pub fn mutate(
    prepared: &[Prepared<'_>],
    draft: &Draft,
    model: &Model,
    severities: &Severities,
) -> Mutation {
    let sound = sound(prepared, model, severities);
    let own = |id: &DutyId| Share::of(draft, &model.duty(*id).id).is_some();
    let all = (0u16..).map(DutyId).take(model.duties.len());
    let duties: Vec<DutyId> = all.filter(own).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut mutator =
            Mutator { sound: &sound, work: draft.clone(), model: model.clone(), severities };
        let mut done = Vec::new();
        while let Some(id) = duties.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*id, mutator.duty(*id)));
        }
        done
    };
    let mut parts: Vec<(DutyId, Mutation)> = std::thread::scope(|scope| {
        let running: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut parts = work();
        for thread in running {
            match thread.join() {
                Ok(more) => parts.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        parts
    });
    parts.sort_by_key(|(id, _)| *id);
    let mut mutation = Mutation::default();
    for (_, part) in parts {
        mutation.tried += part.tried;
        mutation.unnoticed.extend(part.unnoticed);
    }
    mutation
}

/// Takes rules away in documents and a model of its own.
struct Mutator<'a, 'p, 'd> {
    sound: &'a [Sound<'p, 'd>],
    work: Draft,
    model: Model,
    severities: &'a Severities,
}

impl Mutator<'_, '_, '_> {
    fn duty(&mut self, id: DutyId) -> Mutation {
        let mut mutation = Mutation::default();
        let name = self.model.duty(id).id.clone();
        let near = near(id, &self.model);
        let concerned: Vec<_> = self
            .sound
            .iter()
            .filter(|own| own.duties.iter().any(|duty| near.contains(duty)))
            .collect();
        let before = self.model.anew(&self.work, id).map(|part| format!("{part:?}"));
        let mut tries = tries(&self.work, &name);
        if let Some(share) = Share::of(&self.work, &name) {
            tries.retain(|own| share.has(own.span));
        }
        tries.sort_by_key(|own| own.span);
        for own in tries {
            let undo = own.place.put(&mut self.work);
            let part = self.model.anew(&self.work, id);
            undo.put(&mut self.work);
            let Some(part) = part.filter(|own| Some(format!("{own:?}")) != before) else {
                continue;
            };
            mutation.tried += 1;
            let undo = self.model.put(id, part);
            if !concerned.iter().any(|sound| sound.notices(&self.model, self.severities)) {
                mutation.unnoticed.push(Unnoticed { span: own.span, what: own.what });
            }
            self.model.put(id, undo);
        }
        mutation
    }
}

/// A variant that is as it says, and the duties that it touches.
struct Sound<'p, 'd> {
    scenario: &'p Prepared<'d>,
    variant: &'p Variant<'d>,
    duties: BTreeSet<DutyId>,
}

impl Sound<'_, '_> {
    fn notices(&self, changed: &Model, severities: &Severities) -> bool {
        judge(self.variant, changed, severities)
            .is_some_and(|audit| !compare(self.scenario, self.variant, &audit).is_empty())
    }
}

/// The variants that can notice something: what fails anyway proves nothing. Those that expect
/// faults come first, because they notice more.
fn sound<'p, 'd>(
    prepared: &'p [Prepared<'d>],
    model: &Model,
    severities: &Severities,
) -> Vec<Sound<'p, 'd>> {
    let mut all = Vec::new();
    for scenario in prepared {
        for variant in &scenario.variants {
            let Some(audit) = judge(variant, model, severities) else { continue };
            if !compare(scenario, variant, &audit).is_empty() {
                continue;
            }
            let duties = touched(scenario, &audit, model);
            all.push(Sound { scenario, variant, duties });
        }
    }
    all.sort_by_key(|own| own.variant.expect.is_empty());
    all
}

/// The duties that a scenario can say something of: those with an event or an obligation in its
/// case, and those that it names or counts findings of.
fn touched(scenario: &Prepared<'_>, audit: &Audit, model: &Model) -> BTreeSet<DutyId> {
    let doc = scenario.doc;
    let expected = doc.expectations().filter_map(|expect| expect.value.duty.as_ref());
    let said = doc.duty.iter().chain(expected).map(Spanned::as_str);
    let found = audit.findings.iter().filter(|finding| counts(finding, doc));
    let named: BTreeSet<&str> =
        said.chain(found.filter_map(|finding| finding.subject.duty.as_deref())).collect();
    let whole_log = |kind: Kind| matches!(kind, Kind::Frequency(_) | Kind::Record);
    let owed = audit.obligations.iter().filter(|own| !whole_log(own.kind));
    let owed = owed.filter(|own| own.counts.total() > 0).map(|own| own.duty);
    let duties = (0u16..).map(DutyId).zip(&model.duties).zip(&audit.duties);
    let listed = duties.filter(|((_, duty), count)| {
        doc.whole || count.cases > 0 || named.contains(duty.id.as_str())
    });
    owed.chain(listed.map(|((id, _), _)| id)).collect()
}

/// Duties of which an event may matter to a duty: itself, and those whose steps it looks at.
fn near(id: DutyId, model: &Model) -> BTreeSet<DutyId> {
    let duty = model.duty(id);
    let of = |step: &StepId| model.step(*step).duty;
    let mut near: BTreeSet<DutyId> = [id].into();
    near.extend(duty.triggers.iter().map(|trigger| of(&trigger.step)));
    near.extend(duty.relations.iter().flat_map(|own| &own.activation).map(of));
    near.extend(duty.relations.iter().flat_map(|own| &own.target).map(of));
    near
}

/// A rule to be taken away.
struct Try {
    span: Span,
    what: Words,
    place: Place,
}

/// A document of a draft and what is to stand there.
enum Place {
    Duty { list: usize, at: usize, doc: Box<DutyDoc> },
    Standard { at: usize, doc: Box<StandardDoc> },
}

impl Place {
    /// Puts the document into its place; returns how to put back what stood there.
    fn put(self, draft: &mut Draft) -> Self {
        match self {
            Self::Duty { list, at, mut doc } => {
                let own = draft.lists.get_mut(list).and_then(|own| own.value.duties.0.get_mut(at));
                if let Some((_, own)) = own {
                    std::mem::swap(own, &mut doc);
                }
                Self::Duty { list, at, doc }
            }
            Self::Standard { at, mut doc } => {
                if let Some(own) = draft.standards.get_mut(at) {
                    std::mem::swap(&mut own.value, &mut doc);
                }
                Self::Standard { at, doc }
            }
        }
    }
}

/// Every rule of a duty and of its standard.
fn tries(draft: &Draft, id: &str) -> Vec<Try> {
    let mut tries = Vec::new();
    let Some(duty) = draft.duty(id) else {
        return tries;
    };
    let (doc, place) = (duty.doc, duty.id.span);
    let found = draft.lists.iter().enumerate().find_map(|(list, own)| {
        let at = own.value.duties.iter().position(|(own, _)| own.span == place)?;
        Some((list, at))
    });
    if let Some((list, at)) = found {
        for Change { doc, span, what } in duty::changes(doc, place) {
            let place = Place::Duty { list, at, doc: Box::new(doc) };
            tries.push(Try { span, what: what.words(id), place });
        }
    }
    let is_own = |own: &Option<Spanned<String>>| own.as_ref().is_some_and(|duty| duty.value == id);
    let triggered = doc.trigger.iter().any(|trigger| trigger.step.is_some());
    if let Some(at) = draft.standards.iter().position(|own| is_own(&own.value.duty))
        && let Some(standard) = draft.standards.get(at)
    {
        for (owner, Change { doc, span, what }) in standard::changes(&standard.value, triggered) {
            let place = Place::Standard { at, doc: Box::new(doc) };
            tries.push(Try { span, what: what.words(&owner), place });
        }
    }
    tries
}
