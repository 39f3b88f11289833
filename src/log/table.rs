//! Tables of a file that is no text with separators: found, matched with a mapping, taken row by row.

use std::collections::VecDeque;
use std::hash::BuildHasher as _;
use std::sync::mpsc;

use super::bytes::Opened;
use super::choose::{self, Chosen};
use super::column::{Fault, Row};
use super::encoding::{Coding, Script};
use super::error::LogError;
use super::event::{Input, RowId};
use super::formats::Format;
use super::header::{Beginning, Header, Numbered, ROWS};
use super::known;
use super::places::Places;
use super::plan::{self, Plan};
use super::read::Context;
use super::record::{Content, Record};
use super::rows::{File, Ledger};
use crate::model::docs::MappingDoc;
use crate::say;
use crate::text::Words;

/// Records that are looked at for their keys.
const LOOK: usize = 512;

/// A file that holds one or more tables.
pub(super) trait Tables {
    /// Gives each of its tables to `take`, in their order.
    ///
    /// # Errors
    ///
    /// Why nothing of the file can be read, or what `take` says.
    fn each(self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop>;
}

/// Takes a table.
pub(super) type Take<'t> = dyn FnMut(About, &mut dyn Records) -> Result<(), Stop> + 't;

/// Why reading a file ends before its end.
pub(super) enum Stop {
    /// It is none of its kind, or broken from the start: what it is, and what to do.
    NotALog(Words, Words),
    /// The file can't be read.
    Unreadable(std::io::Error),
    /// What stands in the way is known already.
    Error(LogError),
}

impl From<LogError> for Stop {
    fn from(error: LogError) -> Self {
        Self::Error(error)
    }
}

/// The records of one table.
pub(super) trait Records {
    /// Puts the next record into `record`, which it begins with the record's number. Returns whether
    /// there was one. What is no record is put as [`Record::broken`].
    ///
    /// # Errors
    ///
    /// Why the rest can't be read: the file was cut off or is damaged.
    fn next(&mut self, record: &mut Record) -> Result<bool, Words>;

    /// What the records are called, once all are read.
    fn places(&mut self) -> Places {
        Places::Rows
    }

    /// The encoding, if it turned out to be another than was supposed.
    fn encoding(&self) -> Option<String> {
        None
    }

    /// What else is to be said of the table, once all is read.
    fn notes(&mut self) -> Vec<Words> {
        Vec::new()
    }
}

/// What is known of a table before it is read.
pub(super) struct About {
    /// The name of a sheet or table, where a file may have several.
    pub(super) name: Option<String>,
    /// Its records name their columns; else one of the first rows does.
    pub(super) keyed: bool,
    /// The encoding that reports name.
    pub(super) encoding: String,
}

/// A file and where its rows go.
pub(super) struct Tabular<'r, 'c> {
    pub(super) name: &'r str,
    pub(super) format: Format,
    pub(super) opened: &'r Opened,
    pub(super) context: &'r Context<'c>,
    pub(super) ledger: &'r mut Ledger,
}

/// A table that no mapping fits.
struct Aside {
    name: String,
    error: Option<LogError>,
}

impl<'c> Tabular<'_, 'c> {
    /// Reads every table that a mapping fits. Returns the mappings used, one for each table.
    pub(super) fn all(
        mut self,
        tables: Box<dyn Tables>,
    ) -> Result<Vec<Option<&'c MappingDoc>>, LogError> {
        let candidates = choose::candidates(self.context, self.name)?;
        let first = self.ledger.reading.inputs.len();
        let (mut used, mut aside) = (Vec::new(), Vec::new());
        let read = tables.each(&mut |about, records| {
            self.table(about, records, &candidates, &mut used, &mut aside)
        });
        if let Some(error) = self.opened.failure() {
            return Err(LogError::unreadable(self.name, error));
        }
        match read {
            Ok(()) => {}
            Err(Stop::Error(error)) => return Err(error),
            Err(Stop::NotALog(what, hint)) => {
                return Err(LogError::not_a_log(self.name, &what, hint));
            }
            Err(Stop::Unreadable(error)) => return Err(LogError::unreadable(self.name, error)),
        }
        if used.is_empty() {
            return Err(self.nothing_fits(aside));
        }
        if let Some(input) = self.ledger.reading.inputs.get_mut(first) {
            input.notes.extend(aside.iter().map(Aside::words));
        }
        Ok(used)
    }

    fn nothing_fits(&self, mut aside: Vec<Aside>) -> LogError {
        let several = aside.len() > 1;
        let tables: Vec<_> = aside.iter().map(|own| (own.name.clone(), own.why())).collect();
        let mut errors = aside.iter_mut().filter_map(|own| own.error.take());
        match errors.next() {
            None => LogError::empty(self.name),
            Some(error) if !several => error,
            Some(_) => LogError::no_table_fits(self.name, &tables),
        }
    }

    fn table(
        &mut self,
        about: About,
        records: &mut dyn Records,
        candidates: &[&'c MappingDoc],
        used: &mut Vec<Option<&'c MappingDoc>>,
        aside: &mut Vec<Aside>,
    ) -> Result<(), Stop> {
        let mut record = Record::default();
        let mut ahead = Ahead::of(records, &mut record, if about.keyed { LOOK } else { ROWS });
        let beginning = if about.keyed {
            // Half a record tells no columns.
            let sound = ahead.first.iter().any(|content| content.fault().is_none());
            Beginning::of_keys(if sound { record.keys().to_vec() } else { Vec::new() })
        } else {
            Beginning::of_rows(ahead.rows())
        };
        let name = about.name.clone().unwrap_or_default();
        if beginning.is_empty() {
            let error = ahead.broken().map(|why| LogError::damaged(self.name, &why));
            aside.push(Aside { name, error });
            return Ok(());
        }
        // What separates cells in text means nothing here.
        let for_it = |mapping: &&MappingDoc| choose::is_for_table(mapping, &name);
        let fitting: Vec<_> = candidates.iter().copied().filter(for_it).collect();
        if fitting.is_empty() && !candidates.is_empty() {
            aside.push(Aside { error: Some(LogError::not_for_table(&name)), name });
            return Ok(());
        }
        let separators = vec![None; fitting.len()];
        let chosen = choose::choose(self.name, &fitting, &separators, self.context, &beginning);
        let Chosen { mapping, recognised, header } = match chosen {
            Ok(chosen) => chosen,
            Err(error) => {
                aside.push(Aside { name, error: Some(error) });
                return Ok(());
            }
        };
        let Some(doc) = mapping.or(recognised.as_ref()) else {
            let error = LogError::not_recognised(self.name, &header.cells);
            aside.push(Aside { name, error: Some(error) });
            return Ok(());
        };
        let mut plan = Plan::new(doc, &header, self.context, &mut self.ledger.reading.strings)?;
        for rule in &mut plan.rules {
            rule.place = self.ledger.announce(&rule.reason);
        }
        if about.keyed {
            record.fix(&header.cells);
            plan.with_lists();
        }
        let before = self.ledger.reading.rows;
        let furniture = self.rows(&mut ahead, records, &mut record, &header, &mut plan);
        let mut columns = std::mem::take(&mut plan.columns);
        let mut notes = records.notes();
        if about.keyed {
            for (at, header) in header.cells.iter().enumerate() {
                if !record.has_seen(at) {
                    let header = super::text::trim(header);
                    columns.retain(|(column, _)| column != header);
                    notes.push(say!("no record has `{header}`", "没有任何记录含`{header}`"));
                }
            }
        }
        if recognised.is_some() {
            columns.extend(known::personal(&header.cells));
        }
        self.ledger.reading.inputs.push(Input {
            rows: self.ledger.reading.rows - before,
            format: self.format,
            table: about.name,
            encoding: records.encoding().unwrap_or(about.encoding),
            delimiter: ',',
            header_row: u64::from(header.row),
            mapping: mapping.map(plan::name),
            taken: doc.clone(),
            headers: header.cells,
            columns,
            furniture,
            sha256: String::new(),
            path: self.name.to_owned(),
            places: records.places(),
            notes,
        });
        used.push(mapping);
        Ok(())
    }

    /// Takes all records; returns how many rows are furniture.
    ///
    /// One thread reads records, another one makes rows and events of them. A table that fits into
    /// one portion needs no second thread.
    fn rows(
        &mut self,
        ahead: &mut Ahead,
        records: &mut dyn Records,
        record: &mut Record,
        header: &Header,
        plan: &mut Plan,
    ) -> u64 {
        let input = u32::try_from(self.ledger.reading.inputs.len()).unwrap_or(u32::MAX);
        let mut rows = Rows {
            input,
            header,
            plan,
            ledger: self.ledger,
            record: Record::default(),
            // Records with keys repeat no header.
            header_raw: Vec::new(),
            seed: seed(header),
            coding: Coding::utf8(),
            last: 0,
            furniture: 0,
        };
        let mut portion = Portion::default();
        let mut more = portion.fill(ahead, records, record);
        if !more {
            rows.take(&mut portion);
            return rows.furniture;
        }
        std::thread::scope(|scope| {
            let (send, receive) = mpsc::sync_channel::<Portion>(AHEAD);
            let (give_back, emptied) = mpsc::channel();
            let worker = scope.spawn(move || {
                for mut portion in receive {
                    rows.take(&mut portion);
                    // The other thread may have come to its end.
                    drop(give_back.send(portion));
                }
                rows.furniture
            });
            while send.send(std::mem::take(&mut portion)).is_ok() && more {
                portion = emptied.try_recv().unwrap_or_default();
                more = portion.fill(ahead, records, record);
            }
            drop(send);
            worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))
        })
    }
}

/// Portions that may wait to be made rows of.
const AHEAD: usize = 4;

/// Records of a portion, unless they are long.
const PORTION: usize = 1024;

/// Bytes of a portion's values, or little more.
const FULL: usize = 1 << 17;

/// Records on their way to the thread that makes rows of them, in room that is used again.
#[derive(Default)]
struct Portion {
    contents: Vec<Content>,
    /// So many of them are of this portion.
    filled: usize,
    /// Why there is no other portion, if the table ended early.
    stopped: Option<Words>,
}

impl Portion {
    /// Fills it with the next records. Returns whether there may be more of them.
    fn fill(&mut self, ahead: &mut Ahead, records: &mut dyn Records, record: &mut Record) -> bool {
        (self.filled, self.stopped) = (0, None);
        let mut bytes = 0;
        while self.filled < PORTION && bytes < FULL {
            match ahead.next(records, record) {
                Ok(true) => {}
                Ok(false) => return false,
                Err(why) => {
                    self.stopped = Some(why);
                    return false;
                }
            }
            bytes += record.content().len();
            if self.contents.len() == self.filled {
                self.contents.push(Content::default());
            }
            if let Some(content) = self.contents.get_mut(self.filled) {
                record.exchange(content);
                self.filled += 1;
            }
        }
        true
    }
}

/// Makes rows of records.
struct Rows<'r> {
    input: u32,
    header: &'r Header,
    plan: &'r mut Plan,
    ledger: &'r mut Ledger,
    record: Record,
    /// The header as it stands in the table.
    header_raw: Vec<u8>,
    /// What tells the rows of this header from those of others.
    seed: u64,
    coding: Coding,
    /// The number of the last record.
    last: u32,
    /// Rows that are no data.
    furniture: u64,
}

impl Rows<'_> {
    fn take(&mut self, portion: &mut Portion) {
        for content in portion.contents.iter_mut().take(portion.filled) {
            self.record.exchange(content);
            self.row();
            self.record.exchange(content);
        }
        if let Some(why) = portion.stopped.take() {
            let row = RowId { input: self.input, row: self.last + 1 };
            self.ledger.cut_short(row, &why, b"");
        }
    }

    fn row(&mut self) {
        let Self { header, plan, ledger, record, .. } = self;
        let width = header.cells.len();
        self.last = record.content().row();
        let id = RowId { input: self.input, row: self.last };
        if self.last < header.row {
            self.furniture += 1;
            return;
        }
        if self.last == header.row {
            self.header_raw = record.cells(width).raw.to_vec();
            return;
        }
        if let Some((reason, instead)) = record.content().fault() {
            let fault = Fault { column: String::new(), reason: reason.clone() };
            ledger.broken(id, fault, instead);
            return;
        }
        if let Some(at) = record.contradicts(&plan.needed) {
            let column = plan.header_of(at).to_owned();
            let reason = Words::fixed(
                "it stands in the record twice, with different values",
                "该键在记录中出现两次且取值不同",
            );
            ledger.broken(id, Fault { column, reason }, record.cells(width).raw);
            return;
        }
        let cells = record.cells(width);
        let (script, coding) = (Script::Utf8, &self.coding);
        let row = Row { cells, script, coding, digest: None, at: None, case: None };
        let file = File { input: self.input, width, header: &self.header_raw, seed: self.seed };
        self.furniture += u64::from(!ledger.take(&row, plan, &file));
    }
}

/// What tells apart logs with other columns.
fn seed(header: &Header) -> u64 {
    let mut record = Record::default();
    record.begin(0);
    for (at, cell) in header.cells.iter().enumerate() {
        record.put(at, cell);
    }
    let cells = record.cells(header.cells.len());
    foldhash::fast::FixedState::default().hash_one(cells.canonical(&mut Vec::new()))
}

impl Aside {
    /// What its columns are, in short.
    fn why(&self) -> Words {
        match &self.error {
            None => Words::fixed("it is empty", "为空"),
            Some(error) => error.words(),
        }
    }

    fn words(&self) -> Words {
        let (name, why) = (&self.name, self.why());
        say!("`{name}` was left aside: {why}", "`{name}`未读取：{why}", why: why)
    }
}

/// The first records of a table, which are looked at before they are taken.
struct Ahead {
    first: VecDeque<Content>,
    /// The table ends with them.
    ended: bool,
    /// It ended early, and why.
    stopped: Option<Words>,
}

impl Ahead {
    fn of(records: &mut dyn Records, record: &mut Record, count: usize) -> Self {
        let mut ahead = Self { first: VecDeque::new(), ended: false, stopped: None };
        while ahead.first.len() < count && !ahead.ended {
            match records.next(record) {
                Ok(true) => ahead.first.push_back(record.content().clone()),
                Ok(false) => ahead.ended = true,
                Err(why) => {
                    ahead.ended = true;
                    ahead.stopped = Some(why);
                }
            }
        }
        ahead
    }

    fn rows(&self) -> Vec<Numbered> {
        let sound = self.first.iter().filter(|content| content.fault().is_none());
        sound.map(|content| (content.row(), content.texts())).collect()
    }

    /// Why there is nothing to be seen: the first record that is none, or where all ended.
    fn broken(&self) -> Option<Words> {
        let fault = self.first.iter().find_map(Content::fault).map(|(why, _)| why.clone());
        fault.or_else(|| self.stopped.clone())
    }

    fn next(&mut self, records: &mut dyn Records, record: &mut Record) -> Result<bool, Words> {
        if let Some(mut content) = self.first.pop_front() {
            record.exchange(&mut content);
            return Ok(true);
        }
        if let Some(why) = self.stopped.take() {
            return Err(why);
        }
        if self.ended { Ok(false) } else { records.next(record) }
    }
}
