//! Groups, repetitions and occurrences: what a standard says of several steps or several times.

use super::{Clock, Group, Members, Occurrences, Repeat, Resolver, StepId, Windows};
use crate::doc::Spanned;
use crate::model::Title;
use crate::model::docs::{GroupDoc, OccurrencesDoc, RepeatDoc, StandardDoc};

impl Resolver<'_> {
    /// The group of a duty that a name means, by number. A step of that name comes first.
    pub(super) fn group(&self, name: &Spanned<String>, duty: &str) -> Option<u8> {
        if self.step(name, duty).is_some() {
            return None;
        }
        let standard = self.draft.standard_of(duty)?;
        let at = standard.value.groups.iter().position(|(id, _)| id.value == name.value)?;
        u8::try_from(at).ok()
    }

    /// The clock that a name means: a step, or a group of the duty.
    pub(super) fn clock(&self, name: &Spanned<String>, duty: &str) -> Option<Clock> {
        let step = self.step(name, duty).map(Clock::Step);
        step.or_else(|| self.group(name, duty).map(Clock::Group))
    }

    /// Where a clock starts that names no step: what comes before, if that is one thing alone.
    pub(super) fn default_clock(&self, after: &[Spanned<String>], duty: &str) -> Clock {
        let only = after.first().filter(|_| after.len() == 1);
        only.and_then(|name| self.clock(name, duty)).unwrap_or(Clock::Start)
    }

    /// The group that has a step, with its number.
    pub(super) fn group_of<'s>(
        &self,
        step: StepId,
        duty: &str,
        standard: &'s StandardDoc,
    ) -> Option<(u8, &'s GroupDoc)> {
        let has = |doc: &GroupDoc| {
            let names = doc.one_of.iter().chain(doc.any_of.iter()).chain(doc.all_of.iter());
            names.into_iter().any(|name| self.step(name, duty) == Some(step))
        };
        let mut groups = (0u8..).zip(standard.groups.iter());
        groups.find(|(_, (_, doc))| has(doc)).map(|(at, (_, doc))| (at, doc))
    }

    pub(super) fn groups(&self, duty: &str, standard: &StandardDoc) -> Vec<Group> {
        let group = |(id, doc): &(Spanned<String>, GroupDoc)| {
            let all = [
                (Members::One, &doc.one_of),
                (Members::Any, &doc.any_of),
                (Members::All, &doc.all_of),
            ];
            let (of, names) = all
                .into_iter()
                .find(|(_, names)| !names.is_empty())
                .unwrap_or((Members::Any, &doc.any_of));
            let clock = self.default_clock(&doc.after, duty);
            Group {
                id: id.value.clone(),
                title: Title::or(doc.title.as_ref(), id.as_str()),
                of,
                members: self.all_steps(names, duty),
                deadlines: self.deadlines(doc.within.as_ref(), duty, clock),
                when: self.when(doc.when.as_ref(), duty),
                optional: doc.optional,
                span: id.span,
            }
        };
        standard.groups.iter().map(group).collect()
    }

    pub(super) fn occurrences(&self, standard: &StandardDoc) -> Option<Occurrences> {
        match &standard.occurrences.as_ref()?.value {
            OccurrencesDoc::EachStart => Some(Occurrences::EachStart),
            OccurrencesDoc::Field(name) => self.field(name).map(Occurrences::Field),
        }
    }

    pub(super) fn repeat(&self, doc: &RepeatDoc, duty: &str, clock: Clock) -> Option<Repeat> {
        let first = doc.at.first();
        let windows = match (&doc.every, first) {
            (Some(every), _) => Windows::Every {
                length: every.value,
                times: doc.times.as_ref().map(|times| times.value),
                until: doc.until.as_ref().and_then(|step| self.step(step, duty)),
            },
            (None, Some(_)) => Windows::At(doc.at.iter().map(|limit| limit.value).collect()),
            (None, None) => return None,
        };
        let of = match &doc.of {
            Some(name) => self.clock(name, duty)?,
            None => clock,
        };
        let span = doc.every.as_ref().or(first).map(|limit| limit.span);
        Some(Repeat {
            of,
            windows,
            roll: doc.roll.unwrap_or(true),
            when: self.when(doc.when.as_ref(), duty),
            span: span.unwrap_or_default(),
        })
    }
}
