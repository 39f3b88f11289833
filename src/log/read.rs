//! Reading logs: from sources to events.

use std::hash::BuildHasher as _;
use std::io;
use std::sync::mpsc;

use super::batch::{Batch, Cut};
use super::bytes::{self, Opened};
use super::encoding::{self, Coding};
use super::error::LogError;
use super::event::{Input, Reading, RowId};
use super::header::{Beginning, Header, Keys, Place};
use super::known;
use super::plan::{self, Plan};
use super::rows::{File, Ledger};
use super::sources::LogSource;
use super::split::Splitter;
use crate::doc::Spanned;
use crate::model::Zone;
use crate::model::docs::{MappingDoc, Ties};
use crate::say;
use crate::text::Words;

/// What is known before a log is read.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The mappings of the set.
    pub mappings: &'a [MappingDoc],
    /// The id of the mapping to use for every log; else each log's name decides.
    pub chosen: Option<&'a str>,
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
        let mapping = read_one(source, context, &mut ledger)?;
        all_complete &= mapping.is_some_and(|mapping| mapping.complete);
        used.extend(mapping);
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

fn read_one<'c>(
    source: LogSource,
    context: &Context<'c>,
    ledger: &mut Ledger,
) -> Result<Option<&'c MappingDoc>, LogError> {
    let LogSource { name, bytes } = source;
    let unreadable = |error| LogError::unreadable(&name, error);
    let (opened, text) = bytes::open(bytes).map_err(unreadable)?;
    let mut splitter = Splitter::new(text, b',');
    if let Some((what, hint)) = bytes::other_kind(splitter.window(512)) {
        return Err(LogError::not_a_log(&name, &what, hint));
    }
    let candidates = candidates(context, &name)?;
    let mut coding = Coding::of(&mut splitter, declared(&candidates)?);
    let chosen = choose(&name, &candidates, context, &mut splitter, &mut coding);
    if let Some(error) = opened.failure() {
        return Err(unreadable(error));
    }
    let Chosen { mapping, recognised, header } = chosen?;
    let doc = mapping.or(recognised.as_ref());
    let Some(doc) = doc else {
        return Err(LogError::not_recognised(&name, &header.cells));
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
        let personal = header.cells.iter().filter(|header| known::is_personal(header));
        columns.extend(personal.map(|header| (header.trim().to_owned(), "personal".to_owned())));
    }
    let sha256 = Opened::finish(opened).map_err(unreadable)?;
    ledger.reading.inputs.push(Input {
        rows: ledger.reading.rows - before,
        encoding: coding.name(),
        delimiter: char::from(header.delimiter),
        header_row: u64::from(header.row),
        mapping: mapping.map(plan::name),
        columns,
        furniture,
        sha256,
        path: name,
    });
    Ok(mapping)
}

/// Reads all rows; returns how many of them are furniture.
///
/// One thread unpacks, digests and splits, another one makes events of the rows: each takes about
/// half of the time. A log that fits into one batch needs no second thread.
fn rows(
    splitter: &mut Splitter,
    coding: &mut Coding,
    header: &Header,
    plan: &mut Plan,
    ledger: &mut Ledger,
    input: u32,
) -> u64 {
    let mut rows = Rows { splitter, coding, header, raw: Vec::new(), seed: 0, furniture: 0 };
    let mut batch = Batch::default();
    let mut more = rows.fill(&mut batch);
    let (raw, seed) = (std::mem::take(&mut rows.raw), rows.seed);
    let delimiter = header.delimiter;
    let file = File { input, width: header.cells.len(), header: &raw, seed };
    let mut take = move |batch: &Batch| {
        let data = batch.rows(delimiter).map(|row| ledger.take(&row, plan, &file));
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
        while send.send(std::mem::take(&mut batch)).is_ok() && more {
            batch = emptied.try_recv().unwrap_or_default();
            batch.clear();
            more = rows.fill(&mut batch);
        }
        drop(send);
        worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))
    });
    taken + rows.furniture
}

/// Batches that may wait to be read.
const AHEAD: usize = 4;

/// The rows of a file, as they are split.
struct Rows<'r> {
    splitter: &'r mut Splitter,
    coding: &'r mut Coding,
    header: &'r Header,
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
            batch.push(&cells, script, self.coding);
        }
        true
    }
}

const CUT: Words = Words::fixed("its end is missing", "缺少结尾");

/// What is wrong with compressed data.
fn damage(error: &io::Error) -> Words {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => CUT,
        _ => Words::fixed("the compressed data are damaged from here on", "自此处起压缩数据已损坏"),
    }
}

/// The mappings that may be for a log, by its name.
fn candidates<'c>(context: &Context<'c>, name: &str) -> Result<Vec<&'c MappingDoc>, LogError> {
    let mappings = context.mappings;
    // A log whose columns are called what they are needs no other mapping.
    if let Some(plain) = mappings.iter().find(|own| super::plain::is(own) && is_for(own, name)) {
        return Ok(vec![plain]);
    }
    if let Some(chosen) = context.chosen {
        let ids = || mappings.iter().filter_map(|mapping| mapping.id.as_ref().map(Spanned::as_str));
        let found = mappings.iter().find(|m| m.id.as_ref().is_some_and(|id| id.as_str() == chosen));
        return match found {
            Some(mapping) => Ok(vec![mapping]),
            None => Err(LogError::no_such_mapping(chosen, &ids().collect::<Vec<_>>())),
        };
    }
    let named: Vec<_> = mappings.iter().filter(|mapping| is_for(mapping, name)).collect();
    if !named.is_empty() {
        return Ok(named);
    }
    Ok(mappings.iter().filter(|mapping| mapping.files.is_empty()).collect())
}

/// Whether one of a mapping's patterns fits a file, by its name or by its path.
fn is_for(mapping: &MappingDoc, name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    mapping.files.iter().any(|pattern| {
        globset::Glob::new(pattern.as_str())
            .map(|glob| glob.compile_matcher())
            .is_ok_and(|glob| glob.is_match(last) || glob.is_match(name))
    })
}

/// The encoding that mappings name, if they agree.
fn declared(
    candidates: &[&MappingDoc],
) -> Result<Option<&'static encoding_rs::Encoding>, LogError> {
    let mut all = Vec::new();
    for mapping in candidates {
        all.push(match &mapping.encoding {
            None => None,
            Some(label) => Some(encoding::named(label.as_str()).ok_or_else(|| {
                let label = &label.value;
                LogError::incomplete(
                    &plan::name(mapping),
                    &say!("names an encoding that is unknown: `{label}`", "的编码未知：`{label}`"),
                    Words::fixed(
                        "write `utf-8` or `gb18030`, or leave it out to have it recognised",
                        "请写`utf-8`或`gb18030`，或省略以自动识别",
                    ),
                )
            })?),
        });
    }
    let first = all.first().copied().flatten();
    Ok(first.filter(|_| all.iter().all(|other| *other == first)))
}

/// How the columns of a log are read.
struct Chosen<'c> {
    /// By a mapping of the set.
    mapping: Option<&'c MappingDoc>,
    /// By their names.
    recognised: Option<MappingDoc>,
    header: Header,
}

fn choose<'c>(
    name: &str,
    candidates: &[&'c MappingDoc],
    context: &Context<'_>,
    splitter: &mut Splitter,
    coding: &mut Coding,
) -> Result<Chosen<'c>, LogError> {
    let mut separators = Vec::new();
    for mapping in candidates {
        separators.push(separator(mapping)?);
    }
    let said: Vec<_> = separators.iter().copied().flatten().collect();
    let beginning = Beginning::of(splitter, coding, &said);
    if beginning.is_empty() {
        if let Some(error) = splitter.failure() {
            let hint = Words::fixed("fetch or copy the file anew", "请重新获取或复制该文件");
            return Err(LogError::not_a_log(name, &damage(&error), hint));
        }
        return Err(LogError::not_a_log(
            name,
            &Words::fixed("it is empty", "文件为空"),
            Words::fixed(
                "export it again with its header, or leave it out",
                "请连同表头重新导出，或不要包含该文件",
            ),
        ));
    }
    let mut nearest: Option<(usize, LogError)> = None;
    for (mapping, separator) in candidates.iter().zip(separators) {
        let score = |cells: &[String]| {
            let places = plan::places(mapping, &Keys::new(cells));
            places.iter().filter(|(_, place)| *place != Place::Nowhere).count()
        };
        let best = beginning.best(separator, mapping.header_row, score);
        let found = best.as_ref().map_or(0, |(score, _)| *score);
        let header = best
            .map(|(_, header)| header)
            .or_else(|| beginning.likely(separator, mapping.header_row));
        match fit(name, mapping, header) {
            Ok(header) => {
                return Ok(Chosen { mapping: Some(mapping), recognised: None, header });
            }
            Err(error) if nearest.as_ref().is_none_or(|(most, _)| found > *most) => {
                nearest = Some((found, error));
            }
            Err(_) => {}
        }
    }
    if let Some((_, error)) = nearest {
        return Err(error);
    }
    let recognise = |cells: &[String]| known::recognise(cells, context.fields, context.step_names);
    let columns = |mapping: MappingDoc| plan::places(&mapping, &Keys::new(&[])).len();
    let best = beginning.best(None, None, |cells| recognise(cells).map_or(0, columns));
    let Some((_, header)) = best else {
        let cells = beginning.likely(None, None).map(|header| header.cells).unwrap_or_default();
        return Err(LogError::not_recognised(name, &cells));
    };
    Ok(Chosen { mapping: None, recognised: recognise(&header.cells), header })
}

/// The header, if it has every column that the mapping names.
fn fit(name: &str, mapping: &MappingDoc, header: Option<Header>) -> Result<Header, LogError> {
    let cells = header.as_ref().map(|header| header.cells.as_slice()).unwrap_or_default();
    let places = plan::places(mapping, &Keys::new(cells));
    if let Some((column, _)) = places.iter().find(|(_, place)| *place == Place::Several) {
        return Err(LogError::column_twice(name, column));
    }
    let missing: Vec<_> = places
        .iter()
        .filter(|(_, place)| *place == Place::Nowhere)
        .map(|(c, _)| c.clone())
        .collect();
    match header {
        Some(header) if missing.is_empty() => Ok(header),
        _ => Err(LogError::missing_columns(name, &plan::name(mapping), &missing, cells)),
    }
}

/// The separator that a mapping names.
fn separator(mapping: &MappingDoc) -> Result<Option<u8>, LogError> {
    let Some(said) = &mapping.delimiter else {
        return Ok(None);
    };
    match said.as_str() {
        "tab" | "\\t" => Ok(Some(b'\t')),
        text => match text.as_bytes() {
            [byte] if byte.is_ascii_punctuation() && *byte != b'"' || *byte == b'\t' => {
                Ok(Some(*byte))
            }
            _ => Err(LogError::incomplete(
                &plan::name(mapping),
                &say!("names a separator that is none: `{text}`", "的分隔符无效：`{text}`"),
                Words::fixed("write `,`, `;`, `|` or a tab", "请写`,`、`;`、`|`或制表符"),
            )),
        },
    }
}
