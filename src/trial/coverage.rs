//! How much of a list its scenarios exercise: duties, steps, branches and deadlines.
//!
//! A branch is a condition (seen to hold, and not to), a step that may be left out (done, and left
//! out) or a way out of several (each taken). A deadline is each of its forms, seen kept and missed;
//! one without a number can be neither.

use std::collections::BTreeMap;

use super::prepare::Prepared;
use super::share::Share;
use crate::audit::outcome::{Counts, Kind, Verdict};
use crate::audit::seen::{Seen, Sides};
use crate::audit::{self, Audit};
use crate::model::resolve::{Deadline, DutyId, Form, Group, Resolved, StepId};
use crate::model::{Draft, Limit, Model};
use crate::text::{Span, Words, say};
use crate::triage::Severities;

/// What can be exercised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A duty: a case has an event of it.
    Duty,
    /// A step: it was done.
    Step,
    /// A branch.
    Branch,
    /// A deadline.
    Deadline,
}

impl Part {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Duty, Self::Step, Self::Branch, Self::Deadline];

    /// The code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Duty => "duties",
            Self::Step => "steps",
            Self::Branch => "branches",
            Self::Deadline => "deadlines",
        }
    }

    /// The word that people read.
    pub const fn words(self) -> Words {
        match self {
            Self::Duty => Words::fixed("duties", "责任事项"),
            Self::Step => Words::fixed("steps", "环节"),
            Self::Branch => Words::fixed("branches", "分支"),
            Self::Deadline => Words::fixed("deadlines", "时限"),
        }
    }
}

/// How many of something were exercised, out of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// So many.
    pub seen: u64,
    /// Out of so many.
    pub of: u64,
}

impl Tally {
    /// In percent; a list without any such thing has it all covered.
    #[expect(clippy::cast_precision_loss, reason = "rules of a list, far below 2^52")]
    pub fn percent(self) -> f64 {
        if self.of == 0 { 100.0 } else { self.seen as f64 * 100.0 / self.of as f64 }
    }
}

/// Something that no scenario exercises.
#[derive(Clone, Debug)]
pub struct Never {
    /// What kind of thing.
    pub part: Part,
    /// Where it stands.
    pub span: Span,
    /// What was never seen.
    pub what: Words,
}

/// How much of a list is exercised.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// By part, in the order of [`Part::ALL`].
    pub tallies: [Tally; 4],
    /// What is not exercised, in the order of the lists.
    pub never: Vec<Never>,
}

impl Coverage {
    /// Over all parts.
    pub fn all(&self) -> Tally {
        self.tallies.iter().fold(Tally::default(), |all, own| Tally {
            seen: all.seen + own.seen,
            of: all.of + own.of,
        })
    }

    fn note(&mut self, part: Part, seen: bool, span: Span, what: impl FnOnce() -> Words) {
        if let Some(tally) = self.tallies.get_mut(part as usize) {
            tally.of += 1;
            tally.seen += u64::from(seen);
        }
        if !seen {
            self.never.push(Never { part, span, what: what() });
        }
    }
}

/// What scenarios show of a list: every variant is run once more, with an eye on the rules. The
/// duties of imported sets are theirs to exercise, apart from what an overlay writes into them.
pub fn coverage(
    prepared: &[Prepared<'_>],
    draft: &Draft,
    model: &Model,
    severities: &Severities,
) -> Coverage {
    let seen = Seen::default();
    let mut counts = Obligations::default();
    let mut present = vec![false; model.duties.len()];
    for variant in prepared.iter().flat_map(|scenario| &scenario.variants) {
        let Ok((reading, options)) = &variant.input else { continue };
        let severity = |rule| severities.of(rule);
        let audit = audit::observe(model, reading, options, &severity, &seen);
        for (own, duty) in present.iter_mut().zip(&audit.duties) {
            *own |= duty.cases > 0;
        }
        counts.add(&audit);
    }
    let found = Coverage::default();
    let mut look = Look { model, seen: &seen, counts: &counts, share: Share::Whole, found };
    for ((id, duty), present) in (0u16..).map(DutyId).zip(&model.duties).zip(present) {
        if let Some(share) = Share::of(draft, &duty.id) {
            look.share = share;
            look.duty(id, present);
        }
    }
    look.found
}

/// What obligations came to over all audits.
#[derive(Default)]
struct Obligations(BTreeMap<(DutyId, Option<StepId>, Kind), Counts>);

impl Obligations {
    fn add(&mut self, audit: &Audit) {
        for own in &audit.obligations {
            self.0.entry((own.duty, own.step, own.kind)).or_default().merge(own.counts);
        }
    }

    /// Whether an obligation was kept, and was not.
    fn sides(&self, duty: DutyId, step: Option<StepId>, kind: Kind) -> Sides {
        let counts = self.0.get(&(duty, step, kind)).copied().unwrap_or_default();
        let missed = counts.of(Verdict::Late) + counts.of(Verdict::Missing);
        Sides { yes: counts.of(Verdict::Met) > 0, no: missed > 0 }
    }
}

struct Look<'a> {
    model: &'a Model,
    seen: &'a Seen,
    counts: &'a Obligations,
    /// What of the duty at hand is the set's own to exercise.
    share: Share,
    found: Coverage,
}

impl Look<'_> {
    fn note(&mut self, part: Part, seen: bool, span: Span, what: impl FnOnce() -> Words) {
        if self.share.has(span) {
            self.found.note(part, seen, span, what);
        }
    }

    fn duty(&mut self, id: DutyId, present: bool) {
        let duty = self.model.duty(id);
        let (name, title) = (&duty.id, &duty.title);
        self.note(Part::Duty, present, duty.span, || {
            say!(
                "duty {name} “{title}”: no case has an event of it",
                "责任事项{name}“{title}”：没有任何案件涉及",
                title: title
            )
        });
        for (at, trigger) in (0u8..).zip(&duty.triggers) {
            let step = &self.model.step(trigger.step).title;
            let what = say!(
                "{name}, triggered by “{step}”",
                "{name}（由“{step}”触发）",
                step: step
            );
            self.condition(trigger.when.as_ref(), trigger.span, &what);
            let sides = self.counts.sides(id, None, Kind::Trigger(at));
            self.forms(trigger.deadline.as_slice(), &what, |_| sides);
        }
        for step in self.model.steps_of(id) {
            self.step(id, step);
        }
        for group in &duty.groups {
            self.group(id, group);
        }
        for (at, relation) in (0u16..).zip(&duty.relations) {
            let title = &relation.title;
            let what = say!("{name}, rule “{title}”", "{name}，规则“{title}”", title: title);
            self.condition(relation.when.as_ref(), relation.span, &what);
            let sides = self.counts.sides(id, None, Kind::Relation(at));
            self.forms(relation.deadline.as_slice(), &what, |_| sides);
        }
    }

    /// Each way out of a group, and its own conditions.
    fn group(&mut self, duty: DutyId, group: &Group) {
        let (name, title) = (&self.model.duty(duty).id, &group.title);
        let what = say!("{name} “{title}”", "{name}“{title}”", title: title);
        let seen = self.seen;
        let mut all = true;
        for member in &group.members {
            let title = &self.model.step(*member).title;
            let done = seen.step(*member);
            all &= done.no;
            self.note(Part::Branch, done.yes, group.span, || {
                say!("{what}: never chosen: {title}", "{what}：从未选择：{title}", what: what, title: title)
            });
        }
        if group.optional {
            self.note(
                Part::Branch,
                all,
                group.span,
                || say!("{what}: never left out", "{what}：从未不做", what: what),
            );
        }
        self.condition(group.when.as_ref(), group.span, &what);
        self.forms(&group.deadlines, &what, |form| seen.deadline(form));
    }

    fn step(&mut self, duty: DutyId, id: StepId) {
        let step = self.model.step(id);
        let (name, title) = (&self.model.duty(duty).id, &step.title);
        let what = say!("{name} “{title}”", "{name}“{title}”", title: title);
        let done = self.seen.step(id);
        self.note(
            Part::Step,
            done.yes,
            step.span,
            || say!("{what}: never done", "{what}：从未实施", what: what),
        );
        // A case of a duty with one step is a case in which it was done.
        if step.optional && self.model.steps_of(duty).count() > 1 {
            self.sides(
                Part::Branch,
                done,
                step.span,
                &what,
                &Words::fixed("done", "实施"),
                &Words::fixed("left out", "不实施"),
            );
        }
        self.condition(step.when.as_ref(), step.span, &what);
        for demand in &step.demands {
            self.condition(demand.when.as_ref(), demand.span, &what);
        }
        let seen = self.seen;
        self.forms(&step.deadlines, &what, |form| seen.deadline(form));
        let early = self.counts.sides(duty, Some(id), Kind::NotBefore);
        let not_before = say!("{what}, not before", "{what}，不早于", what: what);
        self.forms(&step.not_before, &not_before, |_| early);
        if let Some(repeat) = &step.repeat {
            self.condition(repeat.when.as_ref(), repeat.span, &what);
            let sides = self.counts.sides(duty, Some(id), Kind::Done);
            let kept = Words::fixed("a repetition in its window", "某次按期重复");
            let missed = Words::fixed("a repetition missed", "某次重复缺失");
            self.sides(Part::Deadline, sides, repeat.span, &what, &kept, &missed);
        }
        if let Some(handover) = &step.handover {
            let sides = self.counts.sides(duty, Some(id), Kind::Acceptance);
            let accepted = say!("{what}, accepted", "{what}，被接收", what: what);
            self.forms(handover.deadline.as_slice(), &accepted, |_| sides);
        }
    }

    /// A condition, seen to hold and not to.
    fn condition(&mut self, when: Option<&Resolved>, span: Span, what: &Words) {
        let Some(when) = when else { return };
        let sides = self.seen.condition(when);
        self.sides(
            Part::Branch,
            sides,
            span,
            what,
            &Words::fixed("its condition holds", "条件成立"),
            &Words::fixed("its condition does not hold", "条件不成立"),
        );
    }

    /// The forms of deadlines, each seen kept and missed.
    fn forms(&mut self, deadlines: &[Deadline], what: &Words, sides: impl Fn(&Form) -> Sides) {
        for form in deadlines.iter().flat_map(|deadline| &deadline.forms) {
            self.condition(form.when.as_ref(), form.span, what);
            if form.limit == Limit::Prompt {
                continue;
            }
            let limit = form.limit.words();
            let kept = say!("{limit} kept", "{limit}内完成", limit: limit);
            let missed = say!("{limit} missed", "超过{limit}", limit: limit);
            self.sides(Part::Deadline, sides(form), form.span, what, &kept, &missed);
        }
    }

    fn sides(
        &mut self,
        part: Part,
        sides: Sides,
        span: Span,
        what: &Words,
        yes: &Words,
        no: &Words,
    ) {
        for (seen, side) in [(sides.yes, yes), (sides.no, no)] {
            self.note(part, seen, span, || {
                say!("{what}: never seen: {side}", "{what}：从未出现：{side}", what: what, side: side)
            });
        }
    }
}
