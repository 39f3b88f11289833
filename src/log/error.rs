//! Why a log can't be read at all. What is wrong with single rows is no error: those are rejects.

use std::io;

use crate::doc::read::io_words;
use crate::say;
use crate::text::{Words, nearest};

/// What stands in the way, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogErrorKind {
    /// The file can't be opened or read.
    Unreadable,
    /// A path or pattern that matches nothing.
    NothingFound,
    /// A pattern that is none.
    BadPattern,
    /// The file is no table in text form.
    NotALog,
    /// The mapping that was asked for does not exist.
    NoSuchMapping,
    /// No mapping is for this file, and its columns say nothing by their names.
    NotRecognised,
    /// The mapping names columns that the file lacks.
    MissingColumns,
    /// The mapping lacks something without which no row can be read.
    MappingIncomplete,
}

/// A job that can't be done, in both languages and with a hint.
#[derive(Debug, thiserror::Error)]
#[error("{}", .words.en)]
pub struct LogError {
    kind: LogErrorKind,
    words: Words,
    hint: Option<Words>,
    #[source]
    cause: Option<io::Error>,
}

/// Headers shown in one message; the rest is counted.
const HEADERS_SHOWN: usize = 24;

impl LogError {
    /// What stands in the way, for programs.
    pub fn kind(&self) -> LogErrorKind {
        self.kind
    }

    /// What is wrong.
    pub fn words(&self) -> Words {
        self.words.clone()
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<Words> {
        self.hint.clone()
    }

    fn new(kind: LogErrorKind, words: Words, hint: Words) -> Self {
        Self { kind, words, hint: Some(hint), cause: None }
    }

    pub(super) fn unreadable(name: &str, cause: io::Error) -> Self {
        let why = io_words(&cause);
        let words =
            say!("the log `{name}` can't be read: {why}", "无法读取日志`{name}`：{why}", why: why);
        let hint =
            Words::fixed("check the path and the permission to read it", "请检查路径以及读取权限");
        Self { cause: Some(cause), ..Self::new(LogErrorKind::Unreadable, words, hint) }
    }

    pub(super) fn nothing_found(pattern: &str) -> Self {
        let words = say!("there is no log at `{pattern}`", "`{pattern}`处没有日志");
        let hint = Words::fixed(
            "name a file (.csv, .xlsx, .jsonl and others, also with .gz), a folder with such files, \
             a pattern in quotes such as 'logs/*.csv', or `-` for standard input",
            "请给出文件（.csv、.xlsx、.jsonl 等，或再加 .gz）、含此类文件的文件夹、带引号的通配符（如 'logs/*.csv'），或用`-`表示标准输入",
        );
        Self::new(LogErrorKind::NothingFound, words, hint)
    }

    pub(super) fn bad_pattern(pattern: &str, why: &str) -> Self {
        let words =
            say!("`{pattern}` is not a pattern: {why}", "`{pattern}`不是有效的通配符：{why}");
        let hint = Words::fixed(
            "`*` stands for anything within a folder, `**` for folders too, `[ab]` for one of two letters",
            "`*`代表同一文件夹内任意字符，`**`可跨文件夹，`[ab]`代表其中一个字符",
        );
        Self::new(LogErrorKind::BadPattern, words, hint)
    }

    pub(super) fn not_a_log(name: &str, what: &Words, hint: Words) -> Self {
        let words = say!("`{name}` is not a log: {what}", "`{name}`不是日志：{what}", what: what);
        Self::new(LogErrorKind::NotALog, words, hint)
    }

    pub(super) fn empty(name: &str) -> Self {
        let what = Words::fixed("it is empty", "文件为空");
        let hint = Words::fixed(
            "export it again with its header, or leave it out",
            "请连同表头重新导出，或不要包含该文件",
        );
        Self::not_a_log(name, &what, hint)
    }

    pub(super) fn damaged(name: &str, what: &Words) -> Self {
        let hint = Words::fixed("fetch or copy the file anew", "请重新获取或复制该文件");
        Self::not_a_log(name, what, hint)
    }

    pub(super) fn not_for_table(table: &str) -> Self {
        let words = say!(
            "no mapping is for the sheet or table `{table}`",
            "没有适用于工作表或数据表`{table}`的映射"
        );
        let hint = Words::fixed(
            "correct `sheet` in the mapping, or leave it out",
            "请修正映射中的`sheet`，或将其省略",
        );
        Self::new(LogErrorKind::NotRecognised, words, hint)
    }

    /// A file of several tables, with why each is none that can be read.
    pub(super) fn no_table_fits(name: &str, tables: &[(String, Words)]) -> Self {
        let words = say!(
            "no sheet or table of `{name}` can be read",
            "`{name}`中没有可读取的工作表或数据表"
        );
        let each = tables
            .iter()
            .map(|(table, why)| say!("`{table}`: {why}", "`{table}`：{why}", why: why));
        let hint = crate::text::lang::join(&each.collect::<Vec<_>>());
        Self::new(LogErrorKind::NotRecognised, words, hint)
    }

    pub(super) fn no_such_mapping(id: &str, known: &[&str]) -> Self {
        let words = say!("the set has no mapping `{id}`", "清单集中没有映射`{id}`");
        let hint = if let Some(near) = nearest(id, known.iter().copied()) {
            say!("did you mean `{near}`?", "是否应为`{near}`？")
        } else if known.is_empty() {
            Words::fixed(
                "the set has no mapping with an `id`; leave the choice out",
                "清单集中没有带`id`的映射，请不要指定",
            )
        } else {
            let list = known.join(", ");
            say!("its mappings: {list}", "可用的映射：{list}")
        };
        Self::new(LogErrorKind::NoSuchMapping, words, hint)
    }

    pub(super) fn not_recognised(name: &str, headers: &[String]) -> Self {
        let words = say!(
            "no mapping is for `{name}`, and its columns can't be recognised by their names",
            "没有适用于`{name}`的映射，也无法按列名识别各列"
        );
        let shown = show_headers(headers);
        let hint = say!(
            "write a mapping that says which column is the case, the step and the time; columns: {shown}",
            "请编写映射，说明哪一列是案件编号、步骤和时间；现有列：{shown}",
            shown: shown,
        );
        Self::new(LogErrorKind::NotRecognised, words, hint)
    }

    pub(super) fn missing_columns(
        name: &str,
        mapping: &str,
        missing: &[String],
        headers: &[String],
    ) -> Self {
        let list = missing.iter().map(|m| format!("`{m}`")).collect::<Vec<_>>().join(", ");
        let words = say!(
            "the mapping `{mapping}` names columns that `{name}` lacks: {list}",
            "映射`{mapping}`中的列在`{name}`中不存在：{list}"
        );
        let near: Vec<_> = missing
            .iter()
            .filter_map(|m| {
                let near = nearest(m, headers.iter().map(String::as_str))?;
                Some(say!("`{near}` for `{m}`?", "`{m}`是否应为`{near}`？"))
            })
            .collect();
        let shown = show_headers(headers);
        let hint = if near.is_empty() {
            say!(
                "choose another mapping, or correct this one; columns: {shown}",
                "请另选映射或修正此映射；现有列：{shown}",
                shown: shown,
            )
        } else {
            let near = crate::text::lang::join(&near);
            say!("{near} Columns: {shown}", "{near} 现有列：{shown}", near: near, shown: shown)
        };
        Self::new(LogErrorKind::MissingColumns, words, hint)
    }

    pub(super) fn column_twice(name: &str, column: &str) -> Self {
        let words = say!(
            "`{name}` has several columns called `{column}`, and a mapping names them",
            "`{name}`中有多列名为`{column}`，而映射引用了该列名"
        );
        let hint = say!(
            "write `{column}#1` for the first and `{column}#2` for the second",
            "请用`{column}#1`表示第一列，`{column}#2`表示第二列"
        );
        Self::new(LogErrorKind::MissingColumns, words, hint)
    }

    pub(super) fn incomplete(mapping: &str, what: &Words, hint: Words) -> Self {
        let words = say!("the mapping `{mapping}` {what}", "映射`{mapping}`{what}", what: what);
        Self::new(LogErrorKind::MappingIncomplete, words, hint)
    }
}

/// Headers as a list, cut where it gets long.
fn show_headers(headers: &[String]) -> Words {
    let named: Vec<_> = headers.iter().filter(|h| !h.trim().is_empty()).collect();
    let list: Vec<_> = named
        .iter()
        .take(HEADERS_SHOWN)
        .map(|h| Words::same(crate::text::width::tame(&crate::text::width::cut(h, 40))))
        .collect();
    let list = crate::text::lang::join(&list);
    match named.len().saturating_sub(HEADERS_SHOWN) {
        0 => list,
        more => say!("{list} and {more} more", "{list}等，另有{more}列", list: list),
    }
}
