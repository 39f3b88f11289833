//! What is being made: rows of three ledgers and the answer sheet.

use crate::clock::{self, Minute, day_of};
use crate::common::rng::Rng;
use crate::org::{self, Station};

/// A row of the ledger of tasks: one step.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// When; rows are written in this order.
    pub(crate) at: Minute,
    /// What stands in the cell of the time, if it is nonsense.
    pub(crate) nonsense: &'static str,
    /// Task.
    pub(crate) case: String,
    /// Code of the duty.
    pub(crate) code: &'static str,
    /// Step.
    pub(crate) step: &'static str,
    /// Body, by its id; what is no id is written as it stands.
    pub(crate) body: String,
    /// Staff numbers.
    pub(crate) persons: Vec<String>,
    /// Target.
    pub(crate) target: String,
    /// Area.
    pub(crate) area: &'static str,
    /// Other cells: header and content.
    pub(crate) cells: Vec<(&'static str, String)>,
    /// Text.
    pub(crate) text: String,
    /// Remark.
    pub(crate) note: &'static str,
}

impl Row {
    /// Fills another cell.
    #[must_use]
    pub(crate) fn with(mut self, header: &'static str, content: impl Into<String>) -> Self {
        self.cells.push((header, content.into()));
        self
    }

    /// Says what it was about.
    #[must_use]
    pub(crate) fn on(mut self, target: &str) -> Self {
        target.clone_into(&mut self.target);
        self
    }

    /// Says it in words.
    #[must_use]
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// Another area.
    #[must_use]
    pub(crate) const fn area(mut self, area: &'static str) -> Self {
        self.area = area;
        self
    }

    /// Other persons.
    #[must_use]
    pub(crate) fn by(mut self, persons: Vec<String>) -> Self {
        self.persons = persons;
        self
    }
}

/// A row of the register of alarms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alarm {
    /// Number of the alarm, and the task of all that follows from it.
    pub(crate) case: String,
    /// Index into the stations.
    pub(crate) station: usize,
    /// Area.
    pub(crate) area: &'static str,
    /// When it was received, and by whom.
    pub(crate) received: (Minute, String),
    /// Kind of alarm.
    pub(crate) kind: &'static str,
    /// Text.
    pub(crate) text: String,
    /// When it was screened, and by whom.
    pub(crate) screened: Option<(Minute, String)>,
    /// What stands in the cell of the screening, if it is nonsense.
    pub(crate) nonsense: &'static str,
    /// Dispute, danger, clue: `是`, `否` or nothing.
    pub(crate) flags: [&'static str; 3],
    /// When it was assigned.
    pub(crate) assigned: Option<Minute>,
    /// When it was accepted, and by whom.
    pub(crate) accepted: Option<(Minute, String)>,
}

/// A row of the register of fraud warnings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Warning {
    /// Number of the warning.
    pub(crate) case: String,
    /// Area.
    pub(crate) area: &'static str,
    /// When it was received, and by whom.
    pub(crate) received: (Minute, String),
    /// Level.
    pub(crate) alert: &'static str,
    /// Token of the telephone number.
    pub(crate) phone: String,
    /// Text.
    pub(crate) text: &'static str,
    /// When somebody called, and whether anybody answered.
    pub(crate) called: Option<(Minute, &'static str)>,
    /// When somebody visited: body, persons.
    pub(crate) visited: Option<(Minute, String, String)>,
    /// When it was done, and the outcome.
    pub(crate) done: Option<(Minute, &'static str)>,
}

/// A finding that an audit must have.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Answer {
    /// Rule.
    pub(crate) rule: &'static str,
    /// Duty.
    pub(crate) duty: &'static str,
    /// Step.
    pub(crate) step: &'static str,
    /// Task.
    pub(crate) case: String,
    /// Body that answers.
    pub(crate) body: String,
    /// Target.
    pub(crate) target: String,
    /// Window.
    pub(crate) window: String,
    /// What was planted, in words.
    pub(crate) note: &'static str,
}

/// Everything that is being made.
#[derive(Debug)]
pub(crate) struct World {
    /// Random numbers.
    pub(crate) rng: Rng,
    /// The ledger of tasks.
    pub(crate) rows: Vec<Row>,
    /// The register of alarms.
    pub(crate) alarms: Vec<Alarm>,
    /// The register of fraud warnings.
    pub(crate) warnings: Vec<Warning>,
    /// The ledger of cases.
    pub(crate) cases: Vec<Row>,
    /// The answer sheet.
    pub(crate) answers: Vec<Answer>,
    tasks: i64,
    documents: i64,
}

impl World {
    /// Nothing yet.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            rng: Rng::new(seed),
            rows: Vec::new(),
            alarms: Vec::new(),
            warnings: Vec::new(),
            cases: Vec::new(),
            answers: Vec::new(),
            tasks: 0,
            documents: 0,
        }
    }

    /// The number of a new task.
    pub(crate) fn task(&mut self, at: Minute) -> String {
        self.tasks += 1;
        format!("RW{}-{:04}", clock::compact(day_of(at)), self.tasks)
    }

    /// The number of a new document or recording.
    pub(crate) fn document(&mut self, word: &str) -> String {
        self.documents += 1;
        format!("{word}〔2026〕{:05}", self.documents)
    }

    /// A row by one member of a body. Nothing is written yet.
    pub(crate) fn row(
        &mut self,
        case: &str,
        code: &'static str,
        step: &'static str,
        at: Minute,
        body: impl Into<String>,
    ) -> Row {
        let body = body.into();
        let persons = org::some(&mut self.rng, org::officers(&body, day_of(at)), 1);
        Row { at, case: case.to_owned(), code, step, body, persons, ..Row::default() }
    }

    /// Writes a row.
    pub(crate) fn write(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// The next step in office hours: nothing if the log ends before it and it isn't due by then.
    pub(crate) fn next(&mut self, after: Minute, due: Minute) -> Option<Minute> {
        let at = clock::office(&mut self.rng, after, due);
        (after < clock::END && at <= clock::END).then_some(at)
    }

    /// The same, around the clock.
    pub(crate) fn soon(&mut self, after: Minute, due: Minute) -> Option<Minute> {
        let at = clock::shift(&mut self.rng, after, due);
        (after < clock::END && at <= clock::END).then_some(at)
    }

    /// An area of a station.
    pub(crate) fn area(&mut self, station: &Station) -> &'static str {
        self.rng.one(station.areas)
    }

    /// A station: the larger ones more often.
    pub(crate) fn station(&mut self) -> usize {
        match self.rng.below(20) {
            0..=8 => 0,
            9..=14 => 1,
            _ => 2,
        }
    }

    /// Notes a finding of a step in a task.
    pub(crate) fn fault(
        &mut self,
        rule: &'static str,
        (duty, step): (&'static str, &'static str),
        case: &str,
        body: impl Into<String>,
        note: &'static str,
    ) {
        let (case, body) = (case.to_owned(), body.into());
        self.answers.push(Answer { rule, duty, step, case, body, note, ..Answer::default() });
    }
}

/// Faults that wait to be planted, each from a day on.
#[derive(Debug)]
pub(crate) struct Plan<F: 'static> {
    waiting: Vec<(i64, F)>,
}

impl<F: Copy> Plan<F> {
    /// Faults by the first day on which they may be planted.
    pub(crate) fn new(faults: &[(i64, F)]) -> Self {
        Self { waiting: faults.to_vec() }
    }

    /// The next fault that may be planted on a day, if it fits.
    pub(crate) fn take(&mut self, day: i64, fits: impl Fn(F) -> bool) -> Option<F> {
        let found = self.waiting.iter().position(|(from, fault)| *from <= day && fits(*fault))?;
        Some(self.waiting.remove(found).1)
    }

    /// Whether every fault was planted.
    pub(crate) fn is_done(&self) -> bool {
        self.waiting.is_empty()
    }
}
