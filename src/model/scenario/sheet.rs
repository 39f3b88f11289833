//! The rows of a scenario: comma-separated text into cells by column.

use crate::doc::Spanned;
use crate::text::{Words, say};

/// The columns that every scenario may have, and the Chinese words for them. What else heads a
/// column is a field of the set.
pub const COLUMNS: [(&str, &str); 12] = [
    ("case", "案件"),
    ("duty", "责任事项"),
    ("step", "环节"),
    ("at", "时间"),
    ("body", "单位"),
    ("person", "人员"),
    ("person_kind", "人员类别"),
    ("target", "对象"),
    ("area", "区域"),
    ("text", "内容"),
    ("code", "代码"),
    ("row", "行"),
];

/// The case of rows that name none.
pub const ONLY_CASE: &str = "1";

/// The name of a column in whichever language it is headed.
pub fn column(header: &str) -> &str {
    let header = header.trim();
    COLUMNS.iter().find(|(_, zh)| *zh == header).map_or(header, |(en, _)| en)
}

/// Whether every scenario may have a column.
pub fn is_fixed(column: &str) -> bool {
    COLUMNS.iter().any(|(en, _)| *en == column)
}

/// One row: its cells by column, in the order of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    cells: Vec<(String, String)>,
}

impl Row {
    /// The cell of a column; empty if there is none.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(own, _)| own == column).map_or("", |(_, text)| text)
    }

    /// Writes a cell.
    pub fn put(&mut self, column: &str, text: String) {
        match self.cells.iter_mut().find(|(own, _)| own == column) {
            Some((_, own)) => *own = text,
            None => self.cells.push((column.to_owned(), text)),
        }
    }

    /// Whether a name means this row: its handle, else its step.
    fn is(&self, name: &str, by: By, duty: &str) -> bool {
        let own = |name: &str| match by {
            By::Handle => self.cell("row") == name,
            By::Step => {
                let step = self.cell("step");
                let duty = Some(self.cell("duty")).filter(|own| !own.is_empty()).unwrap_or(duty);
                // Either may be written with its duty.
                let bare = |text: &'_ str| {
                    let rest = text.strip_prefix(duty).and_then(|rest| rest.strip_prefix('.'));
                    rest.map_or_else(|| text.to_owned(), str::to_owned)
                };
                let last = step.rsplit_once('.').map(|(_, last)| last);
                !step.is_empty() && (step == name || bare(step) == bare(name) || last == Some(name))
            }
        };
        own(name)
            || name
                .split_once('/')
                .is_some_and(|(case, rest)| self.cell("case") == case && own(rest))
    }
}

#[derive(Clone, Copy)]
enum By {
    Handle,
    Step,
}

/// A log: its columns and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The columns as they are headed, in the language-free name.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What is wrong with a text that should be a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The line, from zero.
    pub line: usize,
    /// What it is.
    pub words: Words,
}

impl Sheet {
    /// Reads a text. What can't be read is said, and left out.
    pub fn parse(text: &str) -> (Self, Vec<Flaw>) {
        let mut flaws = Vec::new();
        let mut records = records(text, &mut flaws).into_iter();
        let Some((line, header)) = records.next() else {
            let words = Words::fixed("the log is empty", "日志是空的");
            return (Self::default(), vec![Flaw { line: 0, words }]);
        };
        let mut sheet = Self::default();
        for cell in &header {
            let name = column(cell).to_owned();
            if name.is_empty() {
                let words = Words::fixed("a column has no name", "有一列没有列名");
                flaws.push(Flaw { line, words });
            } else if sheet.columns.contains(&name) {
                let words = say!("the column `{name}` is there twice", "列`{name}`出现两次");
                flaws.push(Flaw { line, words });
            }
            sheet.columns.push(name);
        }
        for (line, cells) in records {
            let (has, wanted) = (cells.len(), header.len());
            if has != wanted {
                flaws.push(Flaw {
                    line,
                    words: say!(
                        "the row has {has} cells and the header {wanted}",
                        "该行有{has}格，表头有{wanted}格"
                    ),
                });
                continue;
            }
            let mut row = Row::default();
            for (column, cell) in sheet.columns.iter().zip(cells) {
                row.put(column, cell);
            }
            if !sheet.columns.iter().any(|column| column == "case") {
                row.put("case", ONLY_CASE.to_owned());
            }
            sheet.rows.push(row);
        }
        if sheet.rows.is_empty() && flaws.is_empty() {
            let words = Words::fixed("the log has no row", "日志没有任何行");
            flaws.push(Flaw { line, words });
        }
        for needed in ["at"] {
            if !sheet.columns.iter().any(|column| column == needed) {
                let words = say!("the log has no column `{needed}`", "日志没有`{needed}`列");
                flaws.push(Flaw { line, words });
            }
        }
        (sheet, flaws)
    }

    /// The first row that a name means: a handle, else a step; with `CASE/` before it in one case.
    pub fn find(&self, name: &Spanned<String>, duty: &str) -> Option<usize> {
        let name = name.as_str().trim();
        let by = |by: By| self.rows.iter().position(|row| row.is(name, by, duty));
        by(By::Handle).or_else(|| by(By::Step))
    }

    /// Whether the log has a column, be it only in a row that was added.
    pub fn has(&self, column: &str) -> bool {
        let added = |row: &Row| row.cells.iter().any(|(own, _)| own == column);
        self.columns.iter().any(|own| own == column) || self.rows.iter().any(added)
    }

    /// What a row can be called by: its handle, else its step.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| match row.cell("row") {
            "" => row.cell("step"),
            handle => handle,
        })
    }
}

/// Records with the line on which each begins. Blank lines are none.
fn records(text: &str, flaws: &mut Vec<Flaw>) -> Vec<(usize, Vec<String>)> {
    let mut records = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut line, mut began, mut quoted, mut was_quoted) = (0, 0, false, false);
    let mut chars = text.chars().peekable();
    let mut close = |cells: &mut Vec<String>, began: usize| {
        let cells = std::mem::take(cells);
        if cells.iter().any(|cell| !cell.is_empty()) || cells.len() > 1 {
            records.push((began, cells));
        }
    };
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() && !was_quoted => {
                cell.clear();
                (quoted, was_quoted) = (true, true);
            }
            _ if quoted => cell.push(c),
            ',' => {
                cells.push(cell.trim().to_owned());
                cell.clear();
                was_quoted = false;
            }
            '\n' => {
                cells.push(cell.trim().to_owned());
                cell.clear();
                was_quoted = false;
                close(&mut cells, began);
                began = line;
            }
            '\r' => {}
            _ => cell.push(c),
        }
    }
    if quoted {
        let words = Words::fixed("a quotation mark is never closed", "有引号没有闭合");
        flaws.push(Flaw { line: began, words });
    }
    cells.push(cell.trim().to_owned());
    close(&mut cells, began);
    records
}

#[cfg(test)]
mod tests {
    use super::Sheet;
    use crate::doc::Spanned;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let (sheet, flaws) = Sheet::parse(text);
        assert_eq!(flaws, []);
        let of = |row: &super::Row| sheet.columns.iter().map(|c| row.cell(c).to_owned()).collect();
        sheet.rows.iter().map(of).collect()
    }

    #[test]
    fn cells_are_read_with_quotes_and_without() {
        let found =
            rows("step, 时间 ,facts\ndraft , 2026-03-02 09:00,\"a, \"\"b\"\"\"\n\nsend,x,\n");
        assert_eq!(found, [["draft", "2026-03-02 09:00", "a, \"b\""], ["send", "x", ""]]);
    }

    #[test]
    fn what_is_broken_is_said_with_its_line() {
        let flaws = |text: &str| {
            let (_, flaws) = Sheet::parse(text);
            flaws.into_iter().map(|f| (f.line, f.words.en.into_owned())).collect::<Vec<_>>()
        };
        for (text, line, words) in [
            ("", 0, "the log is empty"),
            ("\n \n", 0, "the log is empty"),
            ("step,at\n", 0, "the log has no row"),
            ("step,at\na,b,c\n", 1, "the row has 3 cells and the header 2"),
            ("step,at,step\na,b,c\n", 0, "the column `step` is there twice"),
            ("step,,at\na,b,c\n", 0, "a column has no name"),
            ("step\na\n", 0, "the log has no column `at`"),
            ("step,at\n\na,\"b\n", 2, "a quotation mark is never closed"),
        ] {
            assert_eq!(flaws(text), [(line, words.to_owned())], "{text:?}");
        }
    }

    #[test]
    fn a_row_is_found_by_its_handle_then_by_its_step_and_case() {
        let text = "row,case,duty,step,at\n,1,,send,t\nsend,1,,draft,t\n,2,X,draft,t\n,3,,Y.end,t";
        let (sheet, _) = Sheet::parse(text);
        let find = |name: &str| {
            sheet.find(&Spanned { value: name.to_owned(), ..Spanned::default() }, "DV-05")
        };
        assert_eq!(find("send"), Some(1));
        assert_eq!(find("draft"), Some(1));
        assert_eq!(find("2/draft"), Some(2));
        assert_eq!(find("X.draft"), Some(2));
        assert_eq!(find("DV-05.send"), Some(0));
        assert_eq!((find("Y.end"), find("end"), find("3/end")), (Some(3), Some(3), Some(3)));
        assert_eq!(find("gone"), None);
        assert_eq!(find("2/send"), None);
    }
}
