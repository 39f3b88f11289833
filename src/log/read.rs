//! Reading logs: from sources to events.

use std::hash::BuildHasher as _;
use std::sync::mpsc;

use super::batch::{Batch, Cut};
use super::bytes::{self, CUT, Opened, Peeked, damage};
use super::choose::{self, Chosen};
use super::column::Row;
use super::encoding::Coding;
use super::error::LogError;
use super::event::{Input, Reading, RowId};
use super::formats::Format;
use super::header::{Beginning, Header};
use super::known;
use super::places::Places;
use super::plan::{self, Plan};
use super::repeats;
use super::rows::{File, Ledger};
use super::sources::LogSource;
use super::split::{Cells, Splitter};
use super::table;
use super::time::Clock;
use crate::model::docs::{MappingDoc, Ties};
use crate::model::resolve::Model;
use crate::model::{Moment, Zone};

/// What is known before a log is read.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The mappings of the set.
    pub mappings: &'a [MappingDoc],
    /// The id of the mapping to use for every log; else each log's name decides.
    pub chosen: Option<&'a str>,
    /// The format of every log; else the content of each decides.
    pub format: Option<Format>,
    /// The fields of the model, by index.
    pub fields: &'a [String],
    /// The zone in which days begin and end.
    pub zone: &'a Zone,
    /// How equal instants are ordered, unless a mapping says otherwise.
    pub ties: Ties,
    /// Rows that repeat another in every cell are left out.
    pub ignore_duplicates: bool,
    /// What the tokens of persons are made with.
    pub token_key: &'a [u8],
    /// Whether a text is the id, title or alias of a step. It helps to recognise the columns of a
    /// wide log without a mapping.
    pub step_names: &'a dyn Fn(&str) -> bool,
}

impl<'a> Context<'a> {
    /// What a set says of its logs; `fields` are the names of its fields.
    pub fn of(model: &'a Model, fields: &'a [String]) -> Self {
        Self {
            mappings: &model.mappings,
            fields,
            ties: model.ties,
            ignore_duplicates: model.ignore_duplicate_rows,
            ..Self::unknown(&model.zone)
        }
    }

    /// Nothing is known but where days begin.
    pub fn unknown(zone: &'a Zone) -> Self {
        Self {
            mappings: &[],
            chosen: None,
            format: None,
            fields: &[],
            zone,
            ties: Ties::default(),
            ignore_duplicates: false,
            token_key: &[],
            step_names: &|_| false,
        }
    }
}

/// Reads logs into events, in the order in which they are given.
///
/// A row that can't be read is kept as a reject; it never stops the rest.
///
/// # Errors
///
/// A file that can't be read, that is no log, or of which nothing says which column is what.
pub fn read(sources: Vec<LogSource>, context: &Context<'_>) -> Result<Reading, LogError> {
    let mut ledger = Ledger::new(context.ignore_duplicates);
    let mut used: Vec<&MappingDoc> = Vec::new();
    let mut all_complete = !sources.is_empty();
    for source in sources {
        for mapping in read_one(source, context, &mut ledger)? {
            all_complete &= mapping.is_some_and(|mapping| mapping.complete);
            used.extend(mapping);
        }
    }
    let mut reading = ledger.finish();
    reading.complete = all_complete;
    reading.ties = used.iter().find_map(|mapping| mapping.ties).unwrap_or(context.ties);
    reading.covers_from =
        used.iter().filter_map(|mapping| mapping.covers_from.as_ref().map(|day| day.value)).min();
    super::unnamed::name(&mut reading);
    debug_assert!(reading.adds_up(), "every row is accounted for once");
    Ok(reading)
}

/// Reads one file. Returns the mappings that were used, one for each of its tables.
fn read_one<'c>(
    source: LogSource,
    context: &Context<'c>,
    ledger: &mut Ledger,
) -> Result<Vec<Option<&'c MappingDoc>>, LogError> {
    let LogSource { name, bytes } = source;
    let unreadable = |error| LogError::unreadable(&name, error);
    let (opened, text) = bytes::open(bytes).map_err(unreadable)?;
    let mut text = Peeked::new(text);
    let format = match context.format {
        Some(format) => format,
        None => Format::of(&mut text).map_err(|(what, hint)| {
            let failure = opened.failure().map(unreadable);
            failure.unwrap_or_else(|| LogError::not_a_log(&name, &what, hint))
        })?,
    };
    let first = ledger.reading.inputs.len();
    let used = if format == Format::Csv {
        vec![separated(&name, text, &opened, context, ledger)?]
    } else {
        let wanted = choose::candidates(context, &name)?;
        let wanted = wanted.iter().filter_map(|mapping| mapping.object_type.as_ref());
        let tables = format.open(text, wanted.map(|kind| kind.value.clone()).collect());
        if let Some(error) = opened.failure() {
            return Err(unreadable(error));
        }
        let tables = tables.map_err(|stop| stop.error(&name))?;
        let reading = table::Tabular { name: &name, format, opened: &opened, context, ledger };
        reading.all(tables)?
    };
    let sha256 = Opened::finish(opened).map_err(unreadable)?;
    for input in ledger.reading.inputs.iter_mut().skip(first) {
        input.sha256.clone_from(&sha256);
    }
    Ok(used)
}

/// Reads text with separators.
fn separated<'c>(
    name: &str,
    text: Peeked,
    opened: &Opened,
    context: &Context<'c>,
    ledger: &mut Ledger,
) -> Result<Option<&'c MappingDoc>, LogError> {
    let unreadable = |error| LogError::unreadable(name, error);
    let mut splitter = Splitter::new(Box::new(text), b',');
    let candidates = choose::candidates(context, name)?;
    let mut coding = Coding::of(&mut splitter, choose::declared(&candidates)?);
    let separators = choose::separators(&candidates)?;
    let said: Vec<_> = separators.iter().copied().flatten().collect();
    let beginning = Beginning::of(&mut splitter, &mut coding, &said);
    let failure = if beginning.is_empty() { splitter.failure() } else { None };
    if let Some(error) = opened.failure() {
        return Err(unreadable(error));
    }
    if let Some(error) = failure {
        return Err(LogError::damaged(name, &damage(&error)));
    }
    if beginning.is_empty() {
        return Err(LogError::empty(name));
    }
    let chosen = choose::choose(name, &candidates, &separators, context, &beginning);
    let Chosen { mapping, recognised, header } = chosen?;
    let doc = mapping.or(recognised.as_ref());
    let Some(doc) = doc else {
        return Err(LogError::not_recognised(name, &header.cells));
    };
    let mut plan = Plan::new(doc, &header, context, &mut ledger.reading.strings)?;
    splitter.separate_by(header.delimiter);
    for rule in &mut plan.rules {
        rule.place = ledger.announce(&rule.reason);
    }

    let input = u32::try_from(ledger.reading.inputs.len()).unwrap_or(u32::MAX);
    let before = ledger.reading.rows;
    let furniture = rows(&mut splitter, &mut coding, &header, &mut plan, ledger, input);
    let failure = splitter.failure();
    if let Some(error) = opened.failure() {
        return Err(unreadable(error));
    }
    if let Some(error) = failure {
        let row = RowId { input, row: splitter.row().saturating_add(1) };
        ledger.cut_short(row, &damage(&error), b"");
    }
    let mut columns = std::mem::take(&mut plan.columns);
    if recognised.is_some() {
        columns.extend(known::personal(&header.cells));
    }
    ledger.reading.inputs.push(Input {
        rows: ledger.reading.rows - before,
        format: Format::Csv,
        table: None,
        encoding: coding.name(),
        delimiter: char::from(header.delimiter),
        header_row: u64::from(header.row),
        mapping: mapping.map(plan::name),
        taken: doc.clone(),
        headers: header.cells,
        columns,
        furniture,
        sha256: String::new(),
        path: name.to_owned(),
        places: Places::Rows,
        notes: Vec::new(),
    });
    Ok(mapping)
}

/// Reads all rows; returns how many of them are furniture.
///
/// One thread unpacks, digests and splits, another one makes events of the rows; whichever has less
/// to do reads the times and digests each row. A log that fits into one batch needs no second thread.
fn rows(
    splitter: &mut Splitter,
    coding: &mut Coding,
    header: &Header,
    plan: &mut Plan,
    ledger: &mut Ledger,
    input: u32,
) -> u64 {
    let quick = Quick::of(plan);
    let (raw, seed, furniture) = (Vec::new(), 0, 0);
    let mut rows = Rows { splitter, coding, header, quick, ahead: true, raw, seed, furniture };
    let mut batch = Batch::default();
    let mut more = rows.fill(&mut batch);
    let raw = std::mem::take(&mut rows.raw);
    let delimiter = header.delimiter;
    let file = File { input, width: header.cells.len(), header: &raw, seed: rows.seed };
    let mut cases = Vec::new();
    let mut take = move |batch: &Batch| {
        ledger.cases(batch.rows(delimiter), plan, &mut cases);
        let known = cases.iter().copied().chain(std::iter::repeat(None));
        let rows = batch.rows(delimiter).zip(known);
        let data = rows.map(|(row, case)| ledger.take(&Row { case, ..row }, plan, &file));
        let furniture = data.map(|data| u64::from(!data)).sum::<u64>();
        if let Some(cut) = &batch.cut {
            ledger.cut_short(RowId { input, row: cut.row }, &cut.why, &cut.raw);
        }
        furniture
    };
    if !more {
        return take(&batch) + rows.furniture;
    }
    let taken = std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Batch>(AHEAD);
        let (give_back, emptied) = mpsc::channel();
        let worker = scope.spawn(move || {
            let mut furniture = 0;
            for batch in receive {
                furniture += take(&batch);
                // The other thread may have come to its end.
                drop(give_back.send(batch));
            }
            furniture
        });
        let (mut spare, mut waiting) = (Vec::new(), 0);
        while send.send(std::mem::take(&mut batch)).is_ok() && more {
            waiting += 1;
            let before = spare.len();
            spare.extend(emptied.try_iter());
            waiting -= spare.len() - before;
            rows.ahead = waiting > AHEAD / 2;
            batch = spare.pop().unwrap_or_default();
            batch.clear();
            more = rows.fill(&mut batch);
        }
        drop(send);
        worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))
    });
    taken + rows.furniture
}

/// Reads times where they are in the form of nearly all logs; all others are left to whoever can say
/// what is wrong with them.
struct Quick {
    column: usize,
    clock: Clock,
}

impl Quick {
    /// Nothing where the plan has no such times.
    fn of(plan: &Plan) -> Option<Self> {
        let at = plan.at.as_ref().filter(|at| plan.steps.is_empty() && at.is_plain())?;
        Some(Self { column: at.at, clock: plan.clock.clone() })
    }

    fn time(&mut self, cells: &Cells<'_>) -> Option<Moment> {
        self.clock.quick(cells.raw_cell(self.column)?)
    }
}

/// Batches that may wait to be read.
const AHEAD: usize = 4;

/// The rows of a file, as they are split.
struct Rows<'r> {
    splitter: &'r mut Splitter,
    coding: &'r mut Coding,
    header: &'r Header,
    quick: Option<Quick>,
    /// Rows wait for the other thread, so that what either can do is to be done here.
    ahead: bool,
    /// The header as it stands in the file.
    raw: Vec<u8>,
    /// What tells the rows of this header from those of others.
    seed: u64,
    /// Rows before the header.
    furniture: u64,
}

impl Rows<'_> {
    /// Fills a batch with rows behind the header. Returns whether there may be more of them.
    fn fill(&mut self, batch: &mut Batch) -> bool {
        let mut scratch = Vec::new();
        while !batch.is_full() {
            if self.header.delimiter == b'|' {
                self.coding.change(self.splitter);
            }
            if !self.splitter.advance() {
                return false;
            }
            let ascii = self.splitter.cells().raw.is_ascii();
            if !ascii && !self.coding.settled() {
                self.coding.settle(self.splitter);
                if self.header.delimiter == b'|' {
                    self.coding.change(self.splitter);
                    continue;
                }
            }
            let cells = self.splitter.cells();
            if cells.row < self.header.row {
                self.furniture += 1;
                continue;
            }
            if cells.row == self.header.row {
                self.raw = cells.raw.to_vec();
                let state = foldhash::fast::FixedState::default();
                self.seed = state.hash_one(cells.canonical(&mut scratch));
                continue;
            }
            let script = if ascii { self.coding.script() } else { self.coding.of_row(cells.raw) };
            if !cells.terminated {
                let (row, raw) = (cells.row, cells.raw.to_vec());
                let why = self.splitter.failure().map_or(CUT, |error| damage(&error));
                batch.cut = Some(Cut { row, why, raw });
                continue;
            }
            if !batch.takes(self.coding) {
                // It is read in another way than those before it, and goes with the next batch.
                self.splitter.again();
                return true;
            }
            let digest = self.ahead.then(|| repeats::digest(&cells, self.seed, &mut scratch));
            let quick = self.quick.as_mut().filter(|_| self.ahead);
            let at = quick.and_then(|quick| quick.time(&cells));
            let coding = &*self.coding;
            batch.push(&Row { cells, script, coding, digest, at, case: None });
        }
        true
    }
}
