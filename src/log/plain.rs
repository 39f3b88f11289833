//! Logs whose columns are called what they are: scenarios, and what a simulation writes.

use crate::doc::{Many, Spanned, Table};
use crate::model::docs::{ColumnDoc, ColumnsDoc, MappingDoc};

/// The columns that every such log may have, beside fields of the set by their names.
pub const COLUMNS: [&str; 11] = [
    "case",
    "duty",
    "step",
    "at",
    "body",
    "person",
    "person_kind",
    "target",
    "area",
    "text",
    "code",
];

/// What stands between several persons in one cell.
pub const PERSONS: &str = ";";

/// Files that are read by this mapping whatever else a set has.
pub const FILES: &str = "*.plain.csv";

fn spanned(text: &str) -> Spanned<String> {
    Spanned { value: text.to_owned(), ..Spanned::default() }
}

fn column(header: &str) -> ColumnDoc {
    ColumnDoc { column: spanned(header), split: None, values: Vec::new(), keep: false }
}

/// The mapping of such a log with these fields. Persons are made-up tokens: what stands there is
/// shown.
pub fn mapping<'f>(id: &str, fields: impl Iterator<Item = &'f str>) -> MappingDoc {
    let own = |name: &str| Some(column(name));
    let person = ColumnDoc { split: Some(PERSONS.to_owned()), keep: true, ..column("person") };
    MappingDoc {
        id: Some(spanned(id)),
        delimiter: Some(spanned(",")),
        header_row: Some(1),
        columns: ColumnsDoc {
            case: own("case"),
            duty: own("duty"),
            step: own("step"),
            text: own("text"),
            code: own("code"),
            at: own("at"),
            body: own("body"),
            person: Some(person),
            person_kind: own("person_kind"),
            target: own("target"),
            area: own("area"),
            fields: Table(fields.map(|id| (spanned(id), column(id))).collect()),
        },
        ..MappingDoc::default()
    }
}

/// Whether a mapping is that of [`of_files`].
pub(super) fn is(mapping: &MappingDoc) -> bool {
    mapping.files.iter().any(|pattern| pattern.value == FILES)
}

/// The mapping of files that are called [`FILES`], with every field of a set.
pub fn of_files<'f>(fields: impl Iterator<Item = &'f str>) -> MappingDoc {
    MappingDoc { files: Many(vec![spanned(FILES)]), ..mapping("plain", fields) }
}
