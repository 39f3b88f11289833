//! Scenarios made ready: rows read, variants written out, and everything said that stands in the
//! way. Checking a list and running its scenarios go by the same reading.

mod sheet;

pub use sheet::{COLUMNS, ONLY_CASE, Row, Sheet, column, is_fixed};

use super::docs::{ScenarioDoc, VariantDoc};
use crate::doc::value::Shape;
use crate::doc::{Spanned, Value};
use crate::text::{Sources, Span, Words, say};

/// What is wrong with a scenario before it is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has no log, or two, or one that can't be read.
    Log,
    /// A column that is neither fixed nor a field of the set.
    Column,
    /// A variant changes a row that is not there.
    Row,
}

/// What is wrong with a scenario before it is run, and where.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind of trouble.
    pub trouble: Trouble,
    /// Where.
    pub span: Span,
    /// What it is.
    pub words: Words,
    /// The word that means nothing, if it is one.
    pub name: String,
}

/// A scenario with its rows, and its variants with theirs.
#[derive(Clone, Debug, Default)]
pub struct Ready {
    /// Its own rows; nothing for a log in a file.
    pub sheet: Option<Sheet>,
    /// What stands in the way of the scenario, and so of its variants.
    pub problems: Vec<Problem>,
    /// The rows of each variant, in their order, and what stands in the way of it alone.
    pub variants: Vec<(Option<Sheet>, Vec<Problem>)>,
}

/// Reads a scenario. `is_field` says whether the set has a field of a name.
pub fn ready(
    doc: &ScenarioDoc,
    place: Span,
    is_field: &dyn Fn(&str) -> bool,
    sources: &Sources,
) -> Ready {
    let mut ready = Ready::default();
    let place = doc.id.as_ref().map_or(place, |id| id.span);
    let mut log = |words: Words, span: Span| {
        let name = String::new();
        ready.problems.push(Problem { trouble: Trouble::Log, span, words, name });
    };
    match (&doc.log, &doc.file) {
        (None, None) => {
            log(Words::fixed("the scenario has no log", "情景没有日志"), place);
        }
        (Some(_), Some(file)) => log(
            Words::fixed(
                "the scenario has a log of its own and names a file",
                "情景既写了日志，又指定了文件",
            ),
            file.span,
        ),
        (None, Some(_)) => {}
        (Some(text), None) => {
            let (sheet, flaws) = Sheet::parse(text.as_str());
            for flaw in flaws {
                log(flaw.words, line_of(sources, text.span, flaw.line, ""));
            }
            for name in sheet.columns.iter().filter(|c| !c.is_empty()) {
                if !is_fixed(name) && !is_field(name) {
                    let span = line_of(sources, text.span, 0, name);
                    ready.problems.push(unknown_column(name, span));
                }
            }
            ready.sheet = Some(sheet);
        }
    }
    for (_, variant) in doc.variants.iter() {
        let mut problems = Vec::new();
        let sheet = changed(doc, variant, ready.sheet.as_ref(), is_field, &mut problems);
        ready.variants.push((sheet, problems));
    }
    ready
}

fn unknown_column(name: &str, span: Span) -> Problem {
    Problem {
        trouble: Trouble::Column,
        span,
        words: say!(
            "`{name}` is neither a column of scenarios nor a field of the set",
            "`{name}`既不是情景的列，也不是清单集的字段"
        ),
        name: name.to_owned(),
    }
}

/// The rows of a variant.
fn changed(
    doc: &ScenarioDoc,
    variant: &VariantDoc,
    base: Option<&Sheet>,
    is_field: &dyn Fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) -> Option<Sheet> {
    let duty = doc.duty.as_ref().map_or("", |duty| duty.as_str());
    let mut sheet = base.cloned();
    let no_row = |name: &Spanned<String>| {
        let text = &name.value;
        let words = match base {
            Some(_) => say!("the log has no row `{text}`", "日志中没有行`{text}`"),
            None => {
                Words::fixed("the rows of a log in a file can't be changed", "文件中的日志无法改行")
            }
        };
        Problem { trouble: Trouble::Row, span: name.span, words, name: text.clone() }
    };
    let write = |row: &mut Row, cells: &[(Spanned<String>, Value)], problems: &mut Vec<_>| {
        for (header, value) in cells {
            let name = column(header.as_str());
            if !is_fixed(name) && !is_field(name) {
                problems.push(unknown_column(name, header.span));
                continue;
            }
            row.put(name, cell(value));
        }
    };
    for (name, cells) in variant.set.iter() {
        let found = sheet.as_mut().and_then(|sheet| {
            let at = sheet.find(name, duty)?;
            sheet.rows.get_mut(at)
        });
        match found {
            Some(row) => write(row, cells, problems),
            None => problems.push(no_row(name)),
        }
    }
    for name in variant.drop.iter() {
        match sheet.as_mut().and_then(|sheet| Some((sheet.find(name, duty)?, sheet))) {
            Some((at, sheet)) => drop(sheet.rows.remove(at)),
            None => problems.push(no_row(name)),
        }
    }
    for cells in variant.add.iter() {
        let Some(sheet) = &mut sheet else {
            if let Some((name, _)) = cells.first() {
                problems.push(no_row(name));
            }
            continue;
        };
        let first = base.and_then(|base| base.rows.first());
        let mut row = Row::default();
        row.put("case", first.map_or(ONLY_CASE, |row| row.cell("case")).to_owned());
        write(&mut row, cells, problems);
        sheet.rows.push(row);
    }
    sheet
}

/// The text of a cell: a list is written with `;` between its items.
fn cell(value: &Value) -> String {
    match &value.shape {
        Shape::List(items) => items.iter().filter_map(Value::scalar).collect::<Vec<_>>().join(";"),
        _ => value.scalar().unwrap_or_default(),
    }
}

/// The place of a word in a line of a block of text, or of the line, or of the block.
fn line_of(sources: &Sources, block: Span, line: usize, word: &str) -> Span {
    let text = sources.slice(block);
    // The lines of a block scalar stand below its `|`.
    let below = usize::from(text.trim_start().starts_with(['|', '>']));
    let mut start = 0;
    for (at, own) in text.split_inclusive('\n').enumerate() {
        if at == line + below {
            let trimmed = own.trim();
            let wanted = if word.is_empty() { trimmed } else { word };
            let Some(inside) = own.find(wanted).filter(|_| !trimmed.is_empty()) else { break };
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let first = block.start + byte(start + inside);
            return Span { start: first, end: first + byte(wanted.len()), ..block };
        }
        start += own.len();
    }
    // Too long to be pointed at as a whole.
    let end = text.find('\n').and_then(|at| u32::try_from(at).ok());
    Span { end: end.map_or(block.end, |end| block.start + end), ..block }
}
