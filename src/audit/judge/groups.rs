//! Is one, are some or all of several steps done?

use super::{Clocks, Instance, Sentence, first_after, opening};
use crate::audit::book::{Book, Obligation, Reason, Ruling};
use crate::audit::case::Done;
use crate::audit::clocks::Timed;
use crate::audit::facts::Facts;
use crate::audit::outcome::{Kind, Verdict};
use crate::audit::rules::{CHOICE_DOUBLED, CHOICE_LATE, CHOICE_MISSING};
use crate::audit::truth::Truth;
use crate::finding::{Finding, Label, Place, Rule, Subject};
use crate::model::resolve::{Group, Members, StepId};
use crate::text::{Words, lang, say};

/// A group in a case.
struct Choice<'c, 'i, 'e> {
    instance: &'c Instance<'i, 'e>,
    number: u8,
    group: &'c Group,
    /// The first performance of each member that was done, in time.
    firsts: Vec<&'e Done>,
    /// Members that apply and were not done.
    open: Vec<StepId>,
}

pub(super) fn judge(
    instance: &Instance<'_, '_>,
    number: u8,
    group: &Group,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let case = instance.case;
    let mut firsts: Vec<&Done> =
        group.members.iter().filter_map(|step| case.first(*step)).collect();
    firsts.sort_by_key(|done| (done.at, done.step));
    let applies = |step: &StepId| {
        let when = facts.model.step(*step).when.as_ref();
        facts.holds(when, case, facts.as_of) != Truth::False
    };
    let open: Vec<StepId> = group
        .members
        .iter()
        .filter(|step| case.count(**step) == 0 && applies(step))
        .copied()
        .collect();
    let choice = Choice { instance, number, group, firsts, open };
    let done = choice.done();
    let clocks = Clocks::of(&group.deadlines, instance, done.map(|done| done.at.start), facts);
    let due = match done {
        Some(_) => clocks.soonest().map(|timed| timed.due.latest),
        None => choice.due(&clocks, facts),
    };
    let decided = [done.map(|done| done.at.start), due, Some(facts.as_of)];
    let decided = decided.into_iter().flatten().min().unwrap_or(facts.as_of);
    let applies = facts.holds(group.when.as_ref(), case, decided);
    let idle = choice.firsts.is_empty() && (group.optional || choice.open.is_empty());
    if applies == Truth::False || idle {
        choice.sentence(Ruling::new(Verdict::NotApplicable, decided)).write(book);
        return;
    }
    match done {
        Some(done) => choice.performed(done, &clocks, applies, facts, book),
        None => choice.absent(due, &clocks, applies, facts, book),
    }
}

impl<'e> Choice<'_, '_, 'e> {
    fn sentence(&self, ruling: Ruling) -> Sentence {
        let kind = Kind::Group(self.number);
        let obligation = Obligation { duty: self.instance.duty, step: None, kind };
        Sentence { obligation, body: self.instance.body, ruling }
    }

    fn subject(&self, facts: &Facts<'_>) -> Subject {
        let mut subject =
            facts.subject(self.instance.duty, None, self.instance.case, self.instance.body);
        subject.step = Some(self.group.id.clone());
        subject
    }

    /// The event by which the group is satisfied: the first of one or some, the last of all.
    fn done(&self) -> Option<&'e Done> {
        match self.group.of {
            Members::One | Members::Any => self.firsts.first().copied(),
            Members::All if self.open.is_empty() => self.firsts.last().copied(),
            Members::All => None,
        }
    }

    /// When it falls due: by its own deadline, else when the duty ends or a step was done that
    /// comes after it.
    fn due(&self, clocks: &Clocks, facts: &Facts<'_>) -> Option<i64> {
        let by_clock = clocks.soonest().map(|timed| timed.due.latest);
        if by_clock.is_some() || clocks.unknown.is_some() {
            return by_clock;
        }
        let number = self.number;
        let follows = first_after(self.instance, facts, |step| step.after_groups.contains(&number));
        [self.instance.ended, follows.map(|done| done.at.start)].into_iter().flatten().min()
    }

    fn names(steps: impl Iterator<Item = StepId>, facts: &Facts<'_>) -> Words {
        let names: Vec<Words> = steps.map(|step| facts.model.step(step).title.clone()).collect();
        lang::join(&names)
    }

    fn finding(
        &self,
        rule: &'static Rule,
        message: Words,
        label: Option<Label>,
        facts: &Facts<'_>,
    ) -> Finding {
        let place = Place::Span(self.group.span);
        let words = Words::fixed("required here", "此处规定");
        match label {
            Some(label) => Finding::new(rule, message, label).also(place, words),
            None => {
                let mut finding = Finding::new(rule, message, Label { place, words });
                if let Some(opening) = opening(self.instance) {
                    let words = Words::fixed("the case opened here", "案件始于此行");
                    finding = finding.also(facts.row(opening), words);
                }
                finding
            }
        }
    }

    fn performed(
        &self,
        done: &'e Done,
        clocks: &Clocks,
        applies: Truth,
        facts: &Facts<'_>,
        book: &mut Book<'_>,
    ) {
        let at = done.at.start;
        if let (Members::One, Some(second)) = (self.group.of, self.firsts.get(1)) {
            if applies == Truth::Unknown {
                self.sentence(Ruling::cannot_tell(Reason::Condition, second.at.start)).write(book);
                return;
            }
            let ruling = Ruling::new(Verdict::Missing, second.at.start);
            self.sentence(ruling).report(&CHOICE_DOUBLED, self.subject(facts).about(), book, || {
                let (title, id) = (&self.group.title, &facts.model.duty(self.instance.duty).id);
                let names = Self::names(self.firsts.iter().filter_map(|done| done.step), facts);
                let message = say!(
                    "{id} “{title}”: {names} exclude each other and were all done",
                    "{id}“{title}”：{names}只能取其一，却都做了",
                    title: title, names: names
                );
                let label = facts.at_row(second, Words::fixed("one too many", "多做了此项"));
                self.finding(&CHOICE_DOUBLED, message, Some(label), facts)
                    .also(facts.row(done), Words::fixed("the first one", "先做的一项"))
                    .help(Words::fixed(
                        "check the entries; if both are right, have the body explain which one holds",
                        "请先核对录入；如属实，请责任单位说明以哪一项为准",
                    ))
            });
            return;
        }
        let counted = |timed: &Timed| Some(done).filter(|done| done.at.end() >= timed.start.start);
        let (verdict, by) = clocks.worst(facts, counted);
        let ruling = match (verdict, &clocks.unknown) {
            (Verdict::Late, _) if applies == Truth::Unknown => {
                Ruling::cannot_tell(Reason::Condition, at)
            }
            (Verdict::Late, _) if self.instance.case.rejected => {
                Ruling::cannot_tell(Reason::Rejected, at)
            }
            (Verdict::Late, _) => {
                Ruling::new(Verdict::Late, by.map_or(at, |(timed, _)| timed.due.latest))
            }
            (Verdict::CannotTell, _) => Ruling::cannot_tell(Reason::DayOnly, at),
            (_, Some(reason)) => Ruling::cannot_tell(reason.clone(), at),
            _ => Ruling::new(Verdict::Met, at),
        };
        let late = ruling.verdict == Verdict::Late;
        let sentence = self.sentence(ruling);
        let Some((timed, _)) = by.filter(|_| late) else {
            sentence.write(book);
            return;
        };
        sentence.report(&CHOICE_LATE, self.subject(facts).about(), book, || {
            let (title, id) = (&self.group.title, &facts.model.duty(self.instance.duty).id);
            let due = facts.deadline(timed.due.latest);
            let at = facts.moment(done.at);
            let message = say!(
                "{id} “{title}” was due by {due} and was done {at}",
                "{id}“{title}”应于{due}前完成，实际完成于{at}",
                title: title, due: due
            );
            let label = facts.at_row(done, Words::fixed("done too late", "完成过晚"));
            let mut finding = self
                .finding(&CHOICE_LATE, message, Some(label), facts)
                .why(facts.reckoning(timed))
                .reckoned(facts.reasoning(timed))
                .help(Words::fixed(
                    "find out what held it up; if the deadline was extended or paused, the log should show it",
                    "请查明延误原因；如时限曾延长或中止，应在日志中体现",
                ));
            finding.due = Some(timed.due.latest);
            finding
        });
    }

    fn absent(
        &self,
        due: Option<i64>,
        clocks: &Clocks,
        applies: Truth,
        facts: &Facts<'_>,
        book: &mut Book<'_>,
    ) {
        let by_clock = clocks.soonest();
        let complete = facts.reading.complete.then_some(facts.as_of);
        let due = [due, complete].into_iter().flatten().min();
        let Some(due) = due.filter(|due| *due <= facts.as_of) else {
            if let Some(timed) = by_clock {
                let due = timed.due.latest;
                let first = self.open.first().copied();
                book.falls_due(due, || {
                    facts.due_item(due, first, self.instance.case, self.instance.body)
                });
            }
            let ruling = match &clocks.unknown {
                Some(reason) if by_clock.is_none() => {
                    Ruling::cannot_tell(reason.clone(), facts.as_of)
                }
                _ => Ruling::not_due(),
            };
            self.sentence(ruling).write(book);
            return;
        };
        let condition = (applies == Truth::Unknown).then_some(Reason::Condition);
        // A member whose own condition is unknown need not be owed.
        let unsure = |step: &StepId| {
            let when = facts.model.step(*step).when.as_ref();
            facts.holds(when, self.instance.case, due) == Truth::Unknown
        };
        let all = self.group.of == Members::All;
        let mut open = self.open.iter();
        let member = if all { open.all(unsure) } else { open.any(unsure) };
        let member = (member && !self.open.is_empty()).then_some(Reason::Condition);
        let blind = || self.open.iter().find_map(|step| self.instance.blind(*step, facts));
        if let Some(reason) = condition.or(member).or_else(blind) {
            self.sentence(Ruling::cannot_tell(reason, due)).write(book);
            return;
        }
        clocks.missed(due, facts);
        let ruling = Ruling::new(Verdict::Missing, due);
        self.sentence(ruling).report(&CHOICE_MISSING, self.subject(facts).about(), book, || {
            let (title, id) = (&self.group.title, &facts.model.duty(self.instance.duty).id);
            let when = facts.deadline(due);
            let names = Self::names(self.open.iter().copied(), facts);
            let message = match self.group.of {
                Members::One => say!(
                    "{id} “{title}”: one of {names} was due by {when} and none was done",
                    "{id}“{title}”：应于{when}前完成其中一项（{names}），均未做",
                    title: title, names: names, when: when
                ),
                Members::Any => say!(
                    "{id} “{title}”: at least one of {names} was due by {when} and none was done",
                    "{id}“{title}”：应于{when}前至少完成一项（{names}），均未做",
                    title: title, names: names, when: when
                ),
                Members::All => say!(
                    "{id} “{title}”: due together by {when}; not in the log: {names}",
                    "{id}“{title}”：应于{when}前全部完成，日志中没有{names}",
                    title: title, names: names, when: when
                ),
            };
            let mut finding = self.finding(&CHOICE_MISSING, message, None, facts).help(
                Words::fixed(
                    "do it now, or record it if it was done; if it was not owed, the log must say why",
                    "请尽快补办；如已办理请补充记录；如不应办理，应在日志中注明原因",
                ),
            );
            if let Some(timed) = by_clock.filter(|timed| timed.due.latest == due) {
                finding = finding.why(facts.reckoning(timed)).reckoned(facts.reasoning(timed));
            }
            finding.due = Some(due);
            finding
        });
    }
}
