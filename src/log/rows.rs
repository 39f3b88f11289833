//! Rows into events. Each row gives events, or is accounted for in another way; never both.

mod shape;

pub(super) use shape::ends_early;

use super::column::{Column, Fault, Row};
use super::event::{Event, Ignored, Reading, Reject, RowId, Symbol};
use super::furniture::is_furniture;
use super::plan::{Plan, WideStep};
use super::repeats::{self, Repeats};
use super::strings::Strings;
use super::time::Fault as TimeFault;
use crate::model::Moment;
use crate::text::Words;
use shape::{instant, is_timeless, repeats_header, shape, whole_row};

/// Of a row that can't be read so much is kept.
const LONGEST_REJECT: usize = 64 << 10;

/// What became of a row.
enum Outcome {
    /// It gave events.
    Events,
    /// It is sound and nothing was done in it.
    Nothing,
    /// A rule leaves it out; the rule's place among [`Reading::ignored`].
    Ignored(usize),
}

/// Takes rows of all logs, one after the other, and keeps the account of them.
pub(super) struct Ledger {
    pub(super) reading: Reading,
    ignore_duplicates: bool,
    repeats: Repeats,
    parts: Parts,
    scratch: Vec<u8>,
}

/// Of what a row may name several; kept from row to row to spare the allocation.
#[derive(Default)]
struct Parts {
    steps: Vec<Symbol>,
    /// The row's bodies.
    bodies: Vec<Symbol>,
    /// The bodies of one step of a wide row.
    own_bodies: Vec<Symbol>,
    targets: Vec<Symbol>,
}

/// The log that a row is of.
pub(super) struct File<'f> {
    /// Index into the inputs.
    pub(super) input: u32,
    /// How many cells a row should have.
    pub(super) width: usize,
    /// The header as it stands in the file.
    pub(super) header: &'f [u8],
    /// What tells its rows from those of other headers.
    pub(super) seed: u64,
}

impl Ledger {
    pub(super) fn new(ignore_duplicates: bool) -> Self {
        Self {
            reading: Reading::default(),
            ignore_duplicates,
            repeats: Repeats::default(),
            parts: Parts::default(),
            scratch: Vec::new(),
        }
    }

    /// Looks up the cases of rows behind the header, as far as that is simple.
    pub(super) fn cases<'r>(
        &mut self,
        rows: impl Iterator<Item = Row<'r>>,
        plan: &Plan,
        cases: &mut Vec<Option<Symbol>>,
    ) {
        cases.clear();
        if let Some(column) = plan.case.as_ref().filter(|_| plan.alike.is_some()) {
            self.reading.strings.intern_all(rows.map(|row| column.bare(&row)), cases);
        }
    }

    /// Takes a row behind the header. Returns whether it is data.
    pub(super) fn take(&mut self, row: &Row<'_>, plan: &mut Plan, file: &File<'_>) -> bool {
        let plain = self.plain(row, plan, file);
        if let Some((case, at)) = plain
            && let Some(alike) = plan.alike.as_ref().and_then(|alike| alike.find(row, at))
        {
            let id = RowId { input: file.input, row: row.cells.row };
            self.reading.events.push_alike(alike, case, at.start, id);
            self.reading.rows += 1;
            self.reading.rows_with_events += 1;
            self.note(row, id, file);
            return true;
        }
        let before = self.reading.events.len();
        let data = self.read(row, plan, file);
        if let Some((_, at)) = plain
            && self.reading.events.len() == before + 1
            && let Some(profile) = self.reading.events.last_profile()
            && let Some(alike) = &mut plan.alike
        {
            alike.note(row, at, profile);
        }
        data
    }

    /// Case and time of a row that may be like others: of which nothing else than what its cells say
    /// could be wrong.
    fn plain(
        &mut self,
        row: &Row<'_>,
        plan: &mut Plan,
        file: &File<'_>,
    ) -> Option<(Symbol, Moment)> {
        let cells = &row.cells;
        if plan.alike.is_none()
            || cells.unclosed
            || cells.len() != file.width
            || cells.raw == file.header
        {
            return None;
        }
        let at = row.at.or_else(|| plan.clock.quick(plan.at.as_ref()?.plain(row)?))?;
        let case = row.case.or_else(|| case_of(row, plan, &mut self.reading.strings))?;
        Some((case, at))
    }

    /// Reads a row cell by cell. Returns whether it is data.
    fn read(&mut self, row: &Row<'_>, plan: &mut Plan, file: &File<'_>) -> bool {
        let id = RowId { input: file.input, row: row.cells.row };
        if row.cells.raw == file.header || row.cells.blank_from(0) {
            return false;
        }
        let reading = &self.reading;
        let (events, known) = (reading.events.len(), reading.events.profiles());
        let (persons, values) = (reading.persons.len(), reading.values.len());
        let outcome = self.judge(row, id, plan, file);
        let told = matches!(outcome, Ok(Outcome::Events));
        if self.reading.events.profiles() == known {
            // Nothing refers to what this row listed: others said the same, or it gave no event.
            self.reading.values.truncate(values);
            if told {
                self.reading.persons.truncate(persons);
            }
        }
        if !told {
            self.reading.events.truncate(events);
            if repeats_header(row, plan)
                || (is_timeless(row, plan) && is_furniture(row, &plan.needed))
            {
                return false;
            }
        }
        self.reading.rows += 1;
        match outcome {
            Ok(Outcome::Ignored(rule)) => {
                if let Some(ignored) = self.reading.ignored.get_mut(rule) {
                    ignored.rows += 1;
                }
            }
            Err(fault) => {
                let case =
                    plan.case.as_mut().and_then(|c| c.one(row, &mut self.reading.strings).ok());
                self.reject(id, case.unwrap_or_default(), fault, row.cells.raw);
            }
            Ok(Outcome::Events) => {
                self.reading.rows_with_events += 1;
                self.note(row, id, file);
            }
            Ok(Outcome::Nothing) => {
                self.reading.rows_without_events += 1;
                self.note(row, id, file);
            }
        }
        true
    }

    /// Notes what a row says, for those that repeat it.
    fn note(&mut self, row: &Row<'_>, id: RowId, file: &File<'_>) {
        let digest =
            row.digest.unwrap_or_else(|| repeats::digest(&row.cells, file.seed, &mut self.scratch));
        self.repeats.note(digest, id);
    }

    /// Counts a row that is no row, such as a line that is no JSON.
    pub(super) fn broken(&mut self, id: RowId, fault: Fault, raw: &[u8]) {
        self.reading.rows += 1;
        self.reject(id, Symbol::default(), fault, raw);
    }

    /// Counts a row that is not there, or not whole, because the file ends early.
    pub(super) fn cut_short(&mut self, id: RowId, why: &Words, raw: &[u8]) {
        self.broken(id, whole_row(ends_early(why)), raw);
    }

    /// Makes a place for what a rule leaves out, so that rules are listed in their own order and
    /// not in that of the rows. Rules with the same reason share it.
    pub(super) fn announce(&mut self, reason: &Words) -> usize {
        let ignored = &mut self.reading.ignored;
        ignored.iter().position(|known| known.reason == *reason).unwrap_or_else(|| {
            ignored.push(Ignored { reason: reason.clone(), rows: 0 });
            ignored.len() - 1
        })
    }

    fn reject(&mut self, row: RowId, case: Symbol, fault: Fault, raw: &[u8]) {
        let raw = raw.get(..LONGEST_REJECT).unwrap_or(raw).to_vec();
        let Fault { column, reason } = fault;
        self.reading.rejects.push(Reject { row, case, column, reason, raw });
    }

    /// Finds the rows that repeat another, and leaves them out if that is wanted.
    pub(super) fn finish(mut self) -> Reading {
        let repeated = self.repeats.pairs();
        self.reading.ignored.retain(|ignored| ignored.rows > 0);
        if !self.ignore_duplicates || repeated.is_empty() {
            self.reading.duplicates = repeated;
            return self.reading;
        }
        // Events and repeated rows are both in the order of rows.
        let mut ahead = repeated.iter().map(|(row, _)| *row).peekable();
        let mut emptied = 0;
        let mut last = None;
        self.reading.events.retain(|own| {
            while ahead.next_if(|row| *row < own).is_some() {}
            let repeats = ahead.peek() == Some(&own);
            if repeats && last != Some(own) {
                last = Some(own);
                emptied += 1;
            }
            !repeats
        });
        let rows = u64::try_from(repeated.len()).unwrap_or(u64::MAX);
        self.reading.rows_with_events -= emptied;
        self.reading.rows_without_events -= rows - emptied;
        let reason = Words::fixed("repeats another row in every cell", "与另一行完全相同");
        self.reading.ignored.push(Ignored { reason, rows });
        self.reading
    }

    fn judge(
        &mut self,
        row: &Row<'_>,
        id: RowId,
        plan: &mut Plan,
        file: &File<'_>,
    ) -> Result<Outcome, Fault> {
        shape(&row.cells, plan, file.width)?;
        for rule in &plan.rules {
            let mut fits = true;
            for (column, values) in &rule.tests {
                let text = column.text(row)?;
                fits &= values.iter().any(|value| *value == text);
            }
            if fits {
                return Ok(Outcome::Ignored(rule.place));
            }
        }
        let case = match &mut plan.case {
            // Such rows are named once all are read.
            None => Symbol(0),
            Some(column) => match column.one(row, &mut self.reading.strings)? {
                Symbol(0) => {
                    return Err(column.fault(Words::fixed("the case is empty", "案件编号为空")));
                }
                case => case,
            },
        };
        if plan.steps.is_empty() {
            self.long(row, id, case, plan)
        } else {
            self.wide(row, id, case, plan)
        }
    }

    fn long(
        &mut self,
        row: &Row<'_>,
        id: RowId,
        case: Symbol,
        plan: &mut Plan,
    ) -> Result<Outcome, Fault> {
        let at = match &plan.at {
            Some(column) => match row.at {
                Some(at) => at,
                None => instant(column, row, &mut plan.clock)?
                    .ok_or_else(|| column.fault(TimeFault::Empty.words()))?,
            },
            None => return Err(whole_row(Words::fixed("it has no time", "没有时间"))),
        };
        let strings = &mut self.reading.strings;
        fill(&mut self.parts.steps, plan.step.as_mut(), row, strings)?;
        let mut event = self.event(row, id, case, plan)?;
        event.at = at;
        let nothing =
            [event.duty, event.text, event.code].iter().all(|said| *said == Symbol::default());
        if nothing && self.parts.steps.iter().all(|step| *step == Symbol::default()) {
            return Err(whole_row(Words::fixed(
                "nothing says what was done: step, duty, text and code are empty",
                "没有说明做了什么：步骤、职责、文本和代码均为空",
            )));
        }
        event.persons = self.persons(row, plan.person.as_mut())?;
        event.values = self.fields(row, &mut plan.fields)?;
        let duty = event.duty;
        for &step in &self.parts.steps {
            (event.duty, event.step) = match plan.step_values.get(&step) {
                Some(&(said, step)) => (said.unwrap_or(duty), step),
                None => (duty, step),
            };
            keep(&mut self.reading, event, &self.parts.bodies, &self.parts.targets);
        }
        Ok(Outcome::Events)
    }

    fn wide(
        &mut self,
        row: &Row<'_>,
        id: RowId,
        case: Symbol,
        plan: &mut Plan,
    ) -> Result<Outcome, Fault> {
        // Times first: one that can't be read rejects the row before anything is made of it.
        let mut moments = Vec::with_capacity(plan.steps.len());
        for step in &plan.steps {
            moments.push(instant(&step.at, row, &mut plan.clock)?);
        }
        if moments.iter().all(Option::is_none) {
            return Ok(Outcome::Nothing);
        }
        let mut base = self.event(row, id, case, plan)?;
        base.persons = self.persons(row, plan.person.as_mut())?;
        base.values = self.fields(row, &mut plan.fields)?;
        for (step, at) in plan.steps.iter_mut().zip(moments) {
            let Some(at) = at else { continue };
            let event = Event { at, step: step.step, duty: step.duty.unwrap_or(base.duty), ..base };
            self.wide_step(row, event, step)?;
        }
        Ok(Outcome::Events)
    }

    /// One step of a wide row. What the step's own columns say takes the place of what the row says.
    fn wide_step(
        &mut self,
        row: &Row<'_>,
        mut event: Event,
        step: &mut WideStep,
    ) -> Result<(), Fault> {
        if step.person.is_some() {
            event.persons = self.persons(row, step.person.as_mut())?;
        }
        if !step.fields.is_empty() {
            let start = self.reading.values.len();
            let (from, count) = event.values;
            for at in from as usize..from as usize + usize::from(count) {
                let Some(&(field, value)) = self.reading.values.get(at) else {
                    break;
                };
                if step.fields.iter().all(|(own, _)| *own != field) {
                    self.reading.values.push((field, value));
                }
            }
            self.fields(row, &mut step.fields)?;
            event.values = range(start, self.reading.values.len());
        }
        let mut bodies = &self.parts.bodies;
        if step.body.is_some() {
            fill(&mut self.parts.own_bodies, step.body.as_mut(), row, &mut self.reading.strings)?;
            bodies = &self.parts.own_bodies;
        }
        keep(&mut self.reading, event, bodies, &self.parts.targets);
        Ok(())
    }

    /// What a row says apart from step and time. Of bodies and targets there may be several;
    /// they are in `parts`.
    fn event(
        &mut self,
        row: &Row<'_>,
        id: RowId,
        case: Symbol,
        plan: &mut Plan,
    ) -> Result<Event, Fault> {
        let strings = &mut self.reading.strings;
        let mut one = |column: &mut Option<Column>| match column {
            Some(column) => column.one(row, strings),
            None => Ok(Symbol::default()),
        };
        let duty = one(&mut plan.duty)?;
        let event = Event {
            case,
            duty: match plan.duty_values.get(&duty) {
                Some(&meant) => meant,
                None if duty == Symbol::default() => plan.default_duty,
                None => duty,
            },
            step: Symbol::default(),
            text: one(&mut plan.text)?,
            code: one(&mut plan.code)?,
            at: Moment::instant(0),
            body: Symbol::default(),
            target: Symbol::default(),
            area: one(&mut plan.area)?,
            person_kind: one(&mut plan.person_kind)?,
            persons: (0, 0),
            values: (0, 0),
            row: id,
        };
        fill(&mut self.parts.bodies, plan.body.as_mut(), row, strings)?;
        fill(&mut self.parts.targets, plan.target.as_mut(), row, strings)?;
        Ok(event)
    }

    fn persons(&mut self, row: &Row<'_>, column: Option<&mut Column>) -> Result<(u32, u16), Fault> {
        let Some(column) = column else {
            return Ok((0, 0));
        };
        let persons = column.all(row, &mut self.reading.strings)?;
        let start = self.reading.persons.len();
        // The same crew as before needs no second place.
        let before = start.checked_sub(persons.len());
        if let Some(before) =
            before.filter(|&before| self.reading.persons.get(before..) == Some(persons))
        {
            return Ok(range(before, start));
        }
        self.reading.persons.extend_from_slice(persons);
        Ok(range(start, self.reading.persons.len()))
    }

    fn fields(&mut self, row: &Row<'_>, fields: &mut [(u16, Column)]) -> Result<(u32, u16), Fault> {
        let start = self.reading.values.len();
        for (field, column) in fields {
            let values = column.all(row, &mut self.reading.strings)?;
            self.reading.values.extend(values.iter().map(|value| (*field, *value)));
        }
        Ok(range(start, self.reading.values.len()))
    }
}

/// The case of a row, if it is a text as it stands.
fn case_of(row: &Row<'_>, plan: &Plan, strings: &mut Strings) -> Option<Symbol> {
    plan.case.as_ref()?.straight(row).map(|text| strings.intern(text))
}

/// The values of a cell, or the empty one alone if it has none.
fn fill(
    values: &mut Vec<Symbol>,
    column: Option<&mut Column>,
    row: &Row<'_>,
    strings: &mut Strings,
) -> Result<(), Fault> {
    values.clear();
    if let Some(column) = column {
        values.extend_from_slice(column.all(row, strings)?);
    }
    if values.is_empty() {
        values.push(Symbol::default());
    }
    Ok(())
}

/// Keeps an event, once for each body and target that its row names.
fn keep(reading: &mut Reading, event: Event, bodies: &[Symbol], targets: &[Symbol]) {
    for &body in bodies {
        for &target in targets {
            reading.push(&Event { body, target, ..event });
        }
    }
}

/// A range as events keep it.
fn range(start: usize, end: usize) -> (u32, u16) {
    let length = u16::try_from(end - start).unwrap_or(u16::MAX);
    (u32::try_from(start).unwrap_or(u32::MAX), length)
}
