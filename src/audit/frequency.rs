//! Is a duty performed as often as it must be, by each body, for each target or by each person?

use std::collections::{HashMap, HashSet};

use super::bodies::{Bodies, BodyIndex};
use super::book::{Book, Obligation, Reason, Ruling};
use super::case::Case;
use super::facts::Facts;
use super::matching::fold;
use super::outcome::{Kind, Verdict};
use super::rules::{BELOW_FREQUENCY, NEVER_PERFORMED, NO_RECORD, TARGET_MISSED};
use super::windows::{self, frequency, window_of};
use crate::finding::{Finding, Label, Place, Rule, Subject};
use crate::model::Day;
use crate::model::deadline::end_of;
use crate::model::docs::ForEach;
use crate::model::resolve::{Duty, DutyId, Expected, StepId};
use crate::text::{Words, lang, say};

/// Whom a frequency is counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Each {
    Body(BodyIndex),
    Target(u32),
    Person(u32),
}

type Count = (DutyId, u8, Day, Each);

/// Counts performances while cases go by.
pub(super) struct Frequencies {
    counts: HashMap<Count, u32>,
    /// The first day on which each duty was performed by anybody.
    first: HashMap<DutyId, Day>,
    /// Targets by name; those of two kinds may share one.
    targets: HashMap<String, Vec<u32>>,
    /// Duties with a frequency, so that others cost nothing.
    concerned: Vec<bool>,
}

/// What counts as a performance: the step that is named, else the steps that end the duty, else
/// any event.
fn counts(step: Option<StepId>, expected: &Expected, duty: DutyId, facts: &Facts<'_>) -> bool {
    match expected.step {
        Some(wanted) => step == Some(wanted),
        None => {
            let ends = |id: StepId| facts.model.step(id).ends;
            let any = facts.model.steps_of(duty).any(ends);
            !any || step.is_some_and(ends)
        }
    }
}

impl Frequencies {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let mut targets: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, target) in (0u32..).zip(&facts.model.targets) {
            targets.entry(fold(&target.id)).or_default().push(at);
        }
        Self {
            counts: HashMap::new(),
            first: HashMap::new(),
            targets,
            concerned: facts.model.duties.iter().map(|duty| !duty.expected.is_empty()).collect(),
        }
    }

    /// Counts what one case shows.
    pub(super) fn see(&mut self, case: &Case<'_>, facts: &Facts<'_>) {
        let mut seen: HashSet<Count> = HashSet::new();
        for done in case.events {
            if !self.concerned.get(usize::from(done.duty.0)).copied().unwrap_or(false) {
                continue;
            }
            let day = facts.model.zone.day(done.at.start);
            let listed = facts.model.duty(done.duty);
            for (at, expected) in (0u8..).zip(&listed.expected) {
                if !counts(done.step, expected, done.duty, facts) {
                    continue;
                }
                let first = self.first.entry(done.duty).or_insert(day);
                *first = (*first).min(day);
                let window = window_of(day, expected.every).0;
                let each: Vec<Each> = match expected.for_each {
                    ForEach::Body => {
                        let holder = match facts.bodies.holds(done.body, listed) {
                            Some(true) => Some(done.body),
                            _ => facts.bodies.holder_near(done.body, listed),
                        };
                        vec![Each::Body(holder.unwrap_or(done.body))]
                    }
                    ForEach::Target => {
                        let name = fold(facts.text(facts.event(done).target));
                        let named = self.targets.get(&name).map(Vec::as_slice).unwrap_or_default();
                        let of_kind = |at: &&u32| {
                            let target = facts.model.targets.get(**at as usize);
                            let kind = target.map(|target| &target.kind);
                            expected.of.is_none() || expected.of.as_ref() == kind
                        };
                        named.iter().filter(of_kind).map(|at| Each::Target(*at)).collect()
                    }
                    ForEach::Person => facts
                        .persons(done)
                        .iter()
                        .filter_map(|token| facts.persons.index(*token))
                        .map(Each::Person)
                        .collect(),
                };
                for each in each {
                    let key = (done.duty, at, window, each);
                    // One case counts once in a window, unless a step is named: then each
                    // performance of it does.
                    if expected.step.is_some() || seen.insert(key) {
                        *self.counts.entry(key).or_default() += 1;
                    }
                }
            }
        }
    }

    /// Judges every window once all cases have gone by.
    pub(super) fn judge(&self, facts: &Facts<'_>, book: &mut Book<'_>) {
        let Some(first_day) = facts.first_day else {
            return;
        };
        for (duty, listed) in (0u16..).map(DutyId).zip(&facts.model.duties) {
            for (at, expected) in (0u8..).zip(&listed.expected) {
                let each = self.each(duty, at, expected, facts);
                let last_day = facts.model.zone.day(facts.as_of);
                for (from, until) in windows::windows(first_day, last_day, expected.every) {
                    let window = Window { duty, at, expected, from, until };
                    self.window(&window, &each, first_day, facts, book);
                }
            }
        }
    }

    /// Whom a frequency is owed by or for, with the days on which that is so.
    fn each<'m>(
        &self,
        duty: DutyId,
        at: u8,
        expected: &Expected,
        facts: &Facts<'m>,
    ) -> Vec<Owed<'m>> {
        let listed = facts.model.duty(duty);
        let always = (None, None);
        match expected.for_each {
            ForEach::Body => {
                let holders: Vec<_> = listed
                    .holder
                    .into_iter()
                    .flat_map(|holder| facts.model.bodies_of(holder))
                    .map(|id| {
                        let body = facts.model.body(id);
                        let index = Bodies::index(id);
                        Owed {
                            each: Each::Body(index),
                            body: index,
                            days: (body.from, body.until),
                            absent: &[],
                        }
                    })
                    .collect();
                if !holders.is_empty() || !facts.model.bodies.is_empty() {
                    return holders;
                }
                // Without a roster the bodies are those in the log; silent ones can't be seen.
                let mut seen: Vec<BodyIndex> = self
                    .counts
                    .keys()
                    .filter_map(|(own, number, _, each)| match each {
                        Each::Body(body) if *own == duty && *number == at => Some(*body),
                        _ => None,
                    })
                    .collect();
                seen.sort_unstable();
                seen.dedup();
                let owed = |body| Owed { each: Each::Body(body), body, days: always, absent: &[] };
                seen.into_iter().map(owed).collect()
            }
            ForEach::Target => (0u32..)
                .zip(&facts.model.targets)
                .filter(|(_, target)| {
                    expected.of.as_ref().is_none_or(|kind| *kind == target.kind)
                        && expected.filter.iter().all(|(key, wanted)| {
                            let own = target.attributes.iter().find(|(k, _)| k == key);
                            own.is_some_and(|(_, value)| wanted.contains(value))
                        })
                })
                .map(|(at, target)| Owed {
                    each: Each::Target(at),
                    body: target.body.map_or(facts.bodies.nobody(), |body| {
                        let near = facts.bodies.holder_near(Bodies::index(body), listed);
                        near.unwrap_or(Bodies::index(body))
                    }),
                    days: (target.from, target.until),
                    absent: &[],
                })
                .collect(),
            ForEach::Person => facts
                .persons
                .iter()
                .filter_map(|(at, person)| {
                    let unit = person.unit?;
                    let holder = listed.holder?;
                    facts.model.is(unit, holder).then(|| Owed {
                        each: Each::Person(at),
                        body: Bodies::index(unit),
                        days: always,
                        absent: person.absent.as_slice(),
                    })
                })
                .collect(),
        }
    }

    fn window(
        &self,
        window: &Window<'_>,
        each: &[Owed<'_>],
        first_day: Day,
        facts: &Facts<'_>,
        book: &mut Book<'_>,
    ) {
        let end = end_of(window.until, &facts.model.zone);
        let obligation =
            Obligation { duty: window.duty, step: None, kind: Kind::Frequency(window.at) };
        let never = self.first.get(&window.duty).is_none_or(|first| *first > window.until);
        let mut missed: Vec<(&Owed<'_>, u32, u32)> = Vec::new();
        for owed in each {
            let wanted = owed.share(window, facts.model.duty(window.duty));
            let key = (window.duty, window.at, window.from, owed.each);
            let count = self.counts.get(&key).copied().unwrap_or(0);
            // A window counts once it has ended. If one that is reached early counted at once, it
            // would count in every period until its end, and those not reached yet in none.
            let ruling = if end > facts.as_of {
                Ruling::not_due()
            } else if wanted == 0 {
                Ruling::new(Verdict::NotApplicable, end)
            } else if count >= wanted {
                Ruling::new(Verdict::Met, end)
            } else if window.from < first_day {
                Ruling::cannot_tell(Reason::WindowBeforeLog, end)
            } else {
                missed.push((owed, count, wanted));
                Ruling::new(Verdict::Missing, end)
            };
            book.rule(obligation, owed.body, &ruling);
        }
        if never && missed.len() > 1 {
            nobody(window, &missed, end, facts, book);
            return;
        }
        for (owed, count, wanted) in missed {
            one(window, owed, count, wanted, end, facts, book);
        }
    }
}

/// One window of one frequency.
struct Window<'m> {
    duty: DutyId,
    at: u8,
    expected: &'m Expected,
    from: Day,
    until: Day,
}

impl Window<'_> {
    fn name(&self) -> String {
        windows::name(self.from, self.expected.every)
    }
}

/// Who owes a frequency, or for what it is owed.
struct Owed<'m> {
    each: Each,
    body: BodyIndex,
    days: (Option<Day>, Option<Day>),
    absent: &'m [(Day, Day)],
}

impl Owed<'_> {
    /// The number that is owed in a window: in proportion to the days on which the duty was in
    /// force and they were there, rounded to the nearest. Rounding down would owe nothing once a
    /// quarter to who was away for a day of it.
    fn share(&self, window: &Window<'_>, listed: &Duty) -> u32 {
        let (from, until) = (window.from, window.until);
        let all = i64::from(until.0 - from.0 + 1);
        let here = |day: Day| {
            [self.days, (listed.from, listed.until)].iter().all(|(first, last)| {
                first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
            }) && !self.absent.iter().any(|(first, last)| *first <= day && day <= *last)
        };
        let present = (from.0..=until.0).filter(|day| here(Day(*day))).count();
        let present = i64::try_from(present).unwrap_or(all);
        let at_least = window.expected.at_least;
        u32::try_from((i64::from(at_least) * present * 2 + all) / (all * 2)).unwrap_or(at_least)
    }

    fn title(&self, facts: &Facts<'_>) -> Words {
        match self.each {
            Each::Body(body) => facts.bodies.title(body),
            Each::Target(at) => {
                let id = facts.model.targets.get(at as usize).map_or("", |t| t.id.as_str());
                Words::same(id)
            }
            Each::Person(at) => Words::same(facts.persons.name(at)),
        }
    }
}

fn subject(window: &Window<'_>, body: Option<BodyIndex>, facts: &Facts<'_>) -> Subject {
    Subject {
        duty: Some(facts.model.duty(window.duty).id.clone()),
        body: body.map(|body| facts.bodies.id(body).to_owned()),
        window: Some(window.name()),
        // Two frequencies of one duty have findings of their own.
        detail: (window.at > 0).then(|| window.at.to_string()),
        ..Subject::default()
    }
}

fn clause(window: &Window<'_>) -> Label {
    Label {
        place: Place::Span(window.expected.span),
        words: Words::fixed("the frequency is set here", "频次在此规定"),
    }
}

fn one(
    window: &Window<'_>,
    owed: &Owed<'_>,
    count: u32,
    wanted: u32,
    end: i64,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    let mut subject = subject(window, Some(owed.body), facts);
    let rule: &'static Rule = match owed.each {
        Each::Body(_) => &BELOW_FREQUENCY,
        Each::Target(at) => {
            subject.target = facts.model.targets.get(at as usize).map(|t| t.id.clone());
            &TARGET_MISSED
        }
        Each::Person(at) => {
            subject.person = Some(facts.persons.name(at).to_owned());
            &BELOW_FREQUENCY
        }
    };
    book.report(rule, subject, (Some(window.duty), owed.body), Some(end), || {
        let duty = facts.model.duty(window.duty);
        let (id, title) = (&duty.id, &duty.title);
        let who = owed.title(facts);
        let name = window.name();
        let message = say!(
            "{id} “{title}”, {who}, {name}: done {count} of {wanted}",
            "{id}“{title}”，{who}，{name}：应{wanted}次，实{count}次",
            title: title, who: who
        );
        let why = frequency(window.expected.at_least, window.expected.every);
        let mut finding = Finding::new(rule, message, clause(window))
            .why(say!("it is due {why}", "应{why}", why: why))
            .help(Words::fixed(
                "do it now; if it was done and is in another log, audit that log too",
                "请尽快补做；如已完成但记录在其他日志中，请一并审计",
            ));
        if let Each::Target(at) = owed.each
            && let Some(target) = facts.model.targets.get(at as usize)
        {
            finding = finding.also_at(target.span, Words::fixed("the target", "对象"));
        }
        finding.due = Some(end);
        finding
    });
}

/// A duty that nobody has ever performed: one finding for the window, naming everybody.
fn nobody(
    window: &Window<'_>,
    missed: &[(&Owed<'_>, u32, u32)],
    end: i64,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    // Where one body alone owes it, it is that body's gap; else it is nobody's in particular.
    let first = missed.first().map(|(owed, ..)| owed.body);
    let one = first.filter(|body| missed.iter().all(|(owed, ..)| owed.body == *body));
    let subject = subject(window, one, facts);
    let nobody = one.unwrap_or(facts.bodies.nobody());
    book.report(&NEVER_PERFORMED, subject, (Some(window.duty), nobody), Some(end), || {
        let duty = facts.model.duty(window.duty);
        let (id, title) = (&duty.id, &duty.title);
        let name = window.name();
        let names: Vec<Words> =
            missed.iter().take(12).map(|(owed, ..)| owed.title(facts)).collect();
        let count = missed.len();
        let names = lang::join(&names);
        let message = say!(
            "{id} “{title}” was never performed by anybody up to the end of {name}",
            "截至{name}，没有任何单位履行过{id}“{title}”",
            title: title
        );
        Finding::new(&NEVER_PERFORMED, message, clause(window))
            .why(say!("missed {count}: {names}", "未履行共{count}个：{names}", names: names))
            .help(Words::fixed(
                "check whether its log was left out; else the duty stands on paper only",
                "请检查是否漏了相应日志；否则该事项形同虚设",
            ))
    });
}

/// Duties that only outside events make due, and of which the log has nothing at all.
pub(super) fn silent(
    seen: &HashSet<DutyId>,
    period: Option<&str>,
    facts: &Facts<'_>,
    book: &mut Book<'_>,
) {
    for (id, duty) in (0u16..).map(DutyId).zip(&facts.model.duties) {
        if seen.contains(&id) || !duty.external || !duty.expected.is_empty() {
            continue;
        }
        let nobody = facts.bodies.nobody();
        let near = facts.bodies.holder_near(nobody, duty).unwrap_or(nobody);
        let obligation = Obligation { duty: id, step: None, kind: Kind::Record };
        let ruling = Ruling::cannot_tell(Reason::Outside, facts.as_of);
        book.rule(obligation, near, &ruling);
        let subject = Subject {
            duty: Some(duty.id.clone()),
            window: period.map(str::to_owned),
            ..Subject::default()
        };
        book.report(&NO_RECORD, subject, (Some(id), near), None, || {
            let (name, title) = (&duty.id, &duty.title);
            let message = say!(
                "the log has nothing of {name} “{title}”",
                "日志中没有{name}“{title}”的任何记录",
                title: title
            );
            let label = Label {
                place: Place::Span(duty.span),
                words: Words::fixed("listed here", "此处列明"),
            };
            Finding::new(&NO_RECORD, message, label)
                .why(Words::fixed(
                    "what makes it due happens outside the log, so this need not be a gap",
                    "其触发情形发生在日志之外，未必属于履职缺失",
                ))
                .help(Words::fixed(
                    "ask whether nothing happened, or whether it is recorded elsewhere",
                    "请核实是确无此类情形，还是记录在别处",
                ))
        });
    }
}
