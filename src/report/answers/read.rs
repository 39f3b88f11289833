//! Reads answers from a workbook that was filled in, whatever was sorted, filtered or inserted in it.
//!
//! Columns are known by their headings in either language, wherever they stand; a row is known by
//! its fingerprint. Nothing is known by its place.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};

use super::{Answered, Sheets};
use crate::model::Day;
use crate::report::columns::{
    ANSWER, CAME_TRUE, CASE, FINGERPRINT, RECTIFIED_ON, RECTIFY_BY, RESPONSE, RESPONSIBLE, RULE,
    SET,
};
use crate::report::style::plain;
use crate::report::wire::{Answer, AnswerPlace, AnswerSheet, FaultyAnswer, State, sha256};
use crate::text::{Lang, Words, say};

/// Columns of which a heading is looked for; nobody inserts more.
const WIDEST: u32 = 1000;
/// What is repeated of a word that is not understood.
const SHOWN: usize = 40;

/// A file that can't be read as a workbook with answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSheet {
    /// What is wrong.
    pub words: Words,
    /// What to do.
    pub hint: Words,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    Id,
    State,
    Response,
    Responsible,
    Due,
    On,
    Case,
    Rule,
    Since,
    Set,
}

static HEADINGS: [(Means, Words, &str); 10] = [
    (Means::Id, FINGERPRINT, "id"),
    (Means::State, ANSWER, "answer"),
    (Means::Response, RESPONSE, "response"),
    (Means::Responsible, RESPONSIBLE, "responsible"),
    (Means::Due, RECTIFY_BY, "rectify_by"),
    (Means::On, RECTIFIED_ON, "rectified_on"),
    (Means::Case, CASE, "case"),
    (Means::Rule, RULE, "rule"),
    (Means::Since, CAME_TRUE, "came_true"),
    (Means::Set, SET, "set"),
];

/// A cell: its text, and the number behind it if it is one.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cell {
    text: String,
    number: Option<f64>,
}

/// Reads a workbook.
///
/// # Errors
///
/// It is none, or has no sheet with the columns for the fingerprint and the answer.
pub fn read(path: &str, bytes: Vec<u8>, into: &mut Sheets) -> Result<(), NoSheet> {
    let sha256 = sha256(&bytes);
    let shown = plain(path);
    let damaged = |why: &dyn std::fmt::Display| NoSheet {
        words: say!(
            "`{shown}` can't be read as a workbook: {why}",
            "`{shown}`不是可读取的工作簿：{why}"
        ),
        hint: Words::fixed(
            "save it as .xlsx, without a password, and try again",
            "请另存为 .xlsx（不加密）后重试",
        ),
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let file = u32::try_from(into.files.len()).unwrap_or(u32::MAX);
    let mut reader = Sheet { file, rows: 0, tabs: 0, into };
    for tab in book.sheet_names() {
        let Ok(mut cells) = book.worksheet_cells_reader(&tab) else { continue };
        let mut columns = None;
        let mut row: (u32, Vec<(u32, Cell)>) = (0, Vec::new());
        loop {
            let next = cells.next_cell().map_err(|error| damaged(&error))?;
            let Some(next) = next else { break };
            let (at, column) = next.get_position();
            if at != row.0 {
                reader.row(&tab, &row, &mut columns);
                row = (at, Vec::new());
            }
            let cell = cell(next.get_value());
            if column < WIDEST && !cell.text.is_empty() {
                row.1.push((column, cell));
            }
        }
        reader.row(&tab, &row, &mut columns);
    }
    let (rows, tabs) = (reader.rows, reader.tabs);
    if tabs == 0 {
        let pick = |lang| [FINGERPRINT, ANSWER].map(|words| words.get(lang).to_owned());
        let ([id, state], [id_zh, state_zh]) = (pick(Lang::En), pick(Lang::Zh));
        return Err(NoSheet {
            words: say!(
                "`{shown}` has no sheet with the columns “{id}” and “{state}”",
                "`{shown}`中没有含“{id_zh}”和“{state_zh}”两列的工作表"
            ),
            hint: Words::fixed(
                "give the workbook that `remit audit --format xlsx=FILE` wrote and that was filled in",
                "请提供由`remit audit --format xlsx=文件`生成并填写后的工作簿",
            ),
        });
    }
    into.files.push(AnswerSheet { path: path.to_owned(), sha256, rows });
    Ok(())
}

/// What a cell says.
fn cell(value: &DataRef<'_>) -> Cell {
    let of = |text: &str| Cell { text: text.trim().to_owned(), number: None };
    #[expect(clippy::cast_precision_loss, reason = "a day or a number that somebody typed")]
    match value {
        DataRef::SharedString(text) => of(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => of(text),
        DataRef::Int(number) => Cell { text: number.to_string(), number: Some(*number as f64) },
        DataRef::Float(number) => Cell { text: number.to_string(), number: Some(*number) },
        DataRef::Bool(yes) => of(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(at) => of(&moment(*at)),
        DataRef::Error(_) | DataRef::Empty => Cell::default(),
    }
}

/// `2026-02-15T10:00:00`; the bare number where it is no date that anybody writes.
fn moment(at: ExcelDateTime) -> String {
    if !(0.0..2_958_466.0).contains(&at.as_f64()) {
        return at.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// A heading without what makes no difference: spaces, breaks of lines, case.
fn heading(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The columns of a row of headings; nothing if it is none.
fn headings(cells: &[(u32, Cell)]) -> Option<Vec<(u32, Means)>> {
    let mut found: Vec<(u32, Means)> = Vec::new();
    for (column, cell) in cells {
        let text = heading(&cell.text);
        let own = HEADINGS.iter().find(|(_, words, code)| {
            [&words.en, &words.zh].iter().any(|own| heading(own) == text) || *code == text
        });
        // Of two columns with one heading the first counts.
        if let Some((means, ..)) = own
            && !found.iter().any(|(_, known)| known == means)
        {
            found.push((*column, *means));
        }
    }
    let has = |means| found.iter().any(|(_, own)| *own == means);
    (has(Means::Id) && has(Means::State)).then_some(found)
}

struct Sheet<'i> {
    /// Index of the file.
    file: u32,
    rows: u64,
    /// Sheets of the file with answers.
    tabs: u32,
    into: &'i mut Sheets,
}

impl Sheet<'_> {
    fn row(
        &mut self,
        tab: &str,
        (at, cells): &(u32, Vec<(u32, Cell)>),
        columns: &mut Option<Vec<(u32, Means)>>,
    ) {
        if let Some(found) = headings(cells) {
            self.tabs += u32::from(columns.is_none());
            *columns = Some(found);
            return;
        }
        let Some(columns) = columns else { return };
        let place = AnswerPlace { sheet: self.file, tab: tab.to_owned(), row: u64::from(*at) + 1 };
        let of = |means: Means| {
            let (column, _) = columns.iter().find(|(_, own)| *own == means)?;
            cells.iter().find(|(own, _)| own == column).map(|(_, cell)| cell)
        };
        let text = |means: Means| of(means).map(|cell| cell.text.clone());
        let answers = [Means::State, Means::Response, Means::Responsible, Means::Due, Means::On];
        let answered = answers.iter().any(|means| of(*means).is_some());
        let id = text(Means::Id);
        if !answered && id.is_none() {
            return;
        }
        self.rows += 1;
        let mut faulty = |words: Words| {
            self.into.faulty.push(FaultyAnswer { id: id.clone(), words, place: place.clone() });
        };
        let Some(name) = id.as_deref().map(str::to_ascii_lowercase) else {
            faulty(Words::fixed(
                "the row has an answer and no fingerprint: nobody knows what it answers",
                "该行有答复但没有指纹，无法对应到问题",
            ));
            return;
        };
        // A row without an answer, such as a subtotal, has nothing that could be lost.
        if !answered {
            return;
        }
        if name.len() != 16 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let shown = short(&name);
            faulty(say!("`{shown}` is no fingerprint", "`{shown}`不是指纹"));
            return;
        }
        let word = text(Means::State).unwrap_or_default();
        let Some(state) = state(&word) else {
            let shown = short(&word);
            let [one, two, three] = State::ALL.map(State::words);
            faulty(say!(
                "`{shown}` is not one of {one}, {two}, {three}",
                "`{shown}`不是{one}、{two}、{three}之一",
                one: one, two: two, three: three
            ));
            return;
        };
        let on = of(Means::On).map(day);
        if word.is_empty() && on.is_some() {
            faulty(Words::fixed(
                "there is a day of rectification, but the row does not say that it was put right",
                "填写了整改日期，但未填写整改情况",
            ));
            return;
        }
        let due = of(Means::Due).map(day);
        for wrong in [&due, &on].into_iter().flatten().filter(|(_, known)| !known) {
            let shown = short(&wrong.0);
            faulty(say!(
                "`{shown}` is no day; the rest of the answer counts",
                "`{shown}`不是日期；其余答复照常采用"
            ));
        }
        let answer = Answer {
            state,
            response: text(Means::Response),
            responsible: text(Means::Responsible),
            due: due.map(|(text, _)| text),
            rectified_on: on.map(|(text, _)| text),
            holds: None,
        };
        self.into.answered.push(Answered {
            id: name,
            answer,
            set: text(Means::Set),
            rule: text(Means::Rule),
            case: text(Means::Case),
            came_true: text(Means::Since),
            place,
        });
    }
}

fn short(text: &str) -> String {
    crate::text::width::cut(&plain(text), SHOWN)
}

/// The state of a word. An answer without a word leaves the finding open.
fn state(word: &str) -> Option<State> {
    let word = heading(word);
    if word.is_empty() {
        return Some(State::Open);
    }
    State::ALL.into_iter().find(|state| {
        let words = state.words();
        [&words.en, &words.zh].iter().any(|own| heading(own) == word)
    })
}

/// A day, and whether it is one; else what was written.
fn day(cell: &Cell) -> (String, bool) {
    // A number is a day whose format was lost on the way: days since the last of 1899.
    let serial = cell.number.filter(|number| (1.0..2_958_466.0).contains(number));
    #[expect(clippy::cast_possible_truncation, reason = "within the days that a sheet knows")]
    let serial = serial.map(|number| Day(number as i32 - 25_569));
    let text = cell.text.split('T').next().unwrap_or_default();
    match serial.or_else(|| Day::parse(text)) {
        Some(day) => (day.to_string(), true),
        None => (cell.text.clone(), false),
    }
}
