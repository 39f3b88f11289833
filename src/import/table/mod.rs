//! The tables of powers and responsibilities (权责清单) that authorities publish, as a list with its
//! bodies and a standard for each duty. What a table does not say stays a placeholder.

mod cells;
mod write;

use super::{Imported, Left};
use crate::text::{Words, say};

/// Rows at the top among which the header is looked for.
const TOP: usize = 20;

/// The columns of such a table. Every heading begins with one of a column's names.
const COLUMNS: [(Column, &[&str]); 12] = [
    (Column::Number, &["序号"]),
    (Column::Body, &["实施机构", "实施主体", "责任单位"]),
    (Column::Function, &["部门职责"]),
    (Column::Name, &["事项名称", "权力名称", "职权名称"]),
    (Column::Code, &["事项编码", "职权编码"]),
    (Column::Kind, &["事项类型", "职权类型"]),
    (Column::Basis, &["设定", "实施依据", "法律依据", "行使依据"]),
    (Column::Level, &["实施层级", "行使层级"]),
    (Column::Power, &["实施权限"]),
    (Column::Duties, &["对应责任事项", "责任事项"]),
    (Column::Blame, &["追责情形", "追责"]),
    (Column::Note, &["备注"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Body,
    Function,
    Name,
    Code,
    Kind,
    Basis,
    Level,
    Power,
    Duties,
    Blame,
    Note,
}

/// What became of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It has a key of its own.
    Fits(&'static str),
    /// Lists have no key for it; it stands in the duty's note.
    Noted,
    /// Nobody knows what it is; it was left out.
    Unknown,
    /// The table lacks it.
    Absent,
}

impl Fate {
    /// What people are told.
    pub fn words(self) -> Words {
        match self {
            Self::Fits(key) => say!("`{key}`", "`{key}`"),
            Self::Noted => Words::fixed(
                "does not fit: lists have no key for it; kept in `note`",
                "没有对应的键，写入`note`（备注）",
            ),
            Self::Unknown => Words::fixed("not known, left out", "未能识别，没有导入"),
            Self::Absent => Words::fixed("not in this table", "表中没有此列"),
        }
    }
}

/// What a table came to.
#[derive(Clone, Debug)]
pub struct Read {
    /// The documents, and rows that could not be taken over.
    pub imported: Imported,
    /// Every column by its heading, and those that such tables usually have and this one lacks.
    pub columns: Vec<(String, Fate)>,
}

/// One row, with what merged cells above it say.
#[derive(Clone, Debug, Default)]
struct Row {
    id: String,
    name: String,
    body: String,
    function: String,
    basis: String,
    level: String,
    duties: String,
    notes: Vec<(String, String)>,
}

/// Reads a table: a workbook's first sheet that has such a header, or CSV in UTF-8 or GB18030.
pub fn read(bytes: &[u8], name: &str, prefix: &str) -> Result<Read, Words> {
    for rows in cells::tables(bytes)? {
        let found = rows.iter().take(TOP).enumerate().find_map(|(at, row)| {
            let columns: Vec<_> = row.iter().map(|cell| known(cell)).collect();
            let some = columns.iter().flatten().count();
            (some >= 3 && columns.contains(&Some(Column::Name))).then_some((at, columns))
        });
        if let Some((at, columns)) = found {
            return Ok(table(&rows, at, &columns, name, prefix));
        }
    }
    Err(Words::fixed("no table of powers and responsibilities in it", "其中没有权责清单表格"))
}

/// The column that a heading means.
fn known(heading: &str) -> Option<Column> {
    let heading: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let fits = |names: &[&str]| names.iter().any(|name| heading.starts_with(name));
    COLUMNS.iter().find(|(_, names)| fits(names)).map(|(column, _)| *column)
}

fn fate(column: Column) -> Fate {
    match column {
        Column::Number | Column::Code => Fate::Fits("id"),
        Column::Body => Fate::Fits("holder"),
        Column::Function => Fate::Fits("boundary.includes"),
        Column::Name => Fate::Fits("title"),
        Column::Basis => Fate::Fits("basis"),
        Column::Level => Fate::Fits("level"),
        Column::Duties => Fate::Fits("steps"),
        Column::Kind | Column::Power | Column::Blame | Column::Note => Fate::Noted,
    }
}

fn table(
    rows: &[Vec<String>],
    header: usize,
    columns: &[Option<Column>],
    name: &str,
    prefix: &str,
) -> Read {
    let headings = rows.get(header).cloned().unwrap_or_default();
    let mut told: Vec<(String, Fate)> = headings
        .iter()
        .zip(columns)
        .filter(|(heading, _)| !heading.trim().is_empty())
        .map(|(heading, column)| (one_line(heading), column.map_or(Fate::Unknown, fate)))
        .collect();
    for (column, names) in &COLUMNS {
        if !columns.contains(&Some(*column)) {
            let usual = names.first().copied().unwrap_or_default();
            told.push((usual.to_owned(), Fate::Absent));
        }
    }
    let (mut found, mut left): (Vec<Row>, Vec<Left>) = (Vec::new(), Vec::new());
    let (mut body, mut function) = (String::new(), String::new());
    for (at, cells) in rows.iter().enumerate().skip(header + 1) {
        let cell = |wanted: Column| {
            let at = columns.iter().position(|own| *own == Some(wanted));
            at.and_then(|at| cells.get(at)).map(|own| own.trim()).unwrap_or_default()
        };
        if cells.iter().all(|own| own.trim().is_empty()) {
            continue;
        }
        // Cells of a column that are merged have their text in the first one.
        for (carried, own) in
            [(&mut body, cell(Column::Body)), (&mut function, cell(Column::Function))]
        {
            if !own.is_empty() {
                one_line(own).clone_into(carried);
            }
        }
        let (title, code) = (one_line(cell(Column::Name)), cell(Column::Code));
        let why = if title.is_empty() {
            Some(Words::fixed("the row names no duty", "该行没有事项名称"))
        } else if body.is_empty() {
            Some(Words::fixed("nobody holds it", "该行没有实施机构"))
        } else {
            None
        };
        if let Some(why) = why {
            let text = cells.iter().map(|own| own.trim()).collect::<Vec<_>>().join(" ");
            left.push(Left { line: at + 1, text: one_line(&text), why });
            continue;
        }
        let number = cell(Column::Number);
        let id = match (code, number) {
            ("", "") => format!("{prefix}-{}", found.len() + 1),
            ("", number) => format!("{prefix}-{}", one_line(number)),
            (code, _) => one_line(code),
        };
        if found.iter().any(|own| own.id == id) {
            let why = say!("`{id}` is there already", "`{id}`已经有了");
            left.push(Left { line: at + 1, text: title, why });
            continue;
        }
        let noted = [Column::Kind, Column::Power, Column::Blame, Column::Note];
        let notes = headings.iter().zip(columns).filter_map(|(heading, column)| {
            let own = cell(column.filter(|own| noted.contains(own))?);
            (!own.is_empty()).then(|| (one_line(heading), one_line(own)))
        });
        found.push(Row {
            id,
            name: title,
            body: body.clone(),
            function: function.clone(),
            basis: one_line(cell(Column::Basis)),
            level: one_line(cell(Column::Level)),
            duties: cell(Column::Duties).to_owned(),
            notes: notes.collect(),
        });
    }
    let text = write::documents(&found, name);
    Read { imported: Imported { text, taken: found.len(), left }, columns: told }
}

/// A cell without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
