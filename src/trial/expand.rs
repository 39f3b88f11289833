//! Rows of a scenario as a log, and the mapping by which it is read.

use crate::log::plain;
use crate::model::Model;
use crate::model::docs::MappingDoc;
use crate::model::scenario::{COLUMNS, Row, Sheet, is_fixed};

/// The id of the mapping by which scenarios are read. No document can have it.
pub(super) const MAPPING: &str = "\u{0}scenario";

/// The columns of a sheet that are fields of the set, those of added rows included.
fn fields<'s>(sheet: &'s Sheet, model: &'s Model) -> impl Iterator<Item = &'s str> {
    let ids = model.fields.iter().map(|field| field.id.as_str());
    ids.filter(|id| !is_fixed(id) && sheet.has(id))
}

/// The mapping of a sheet: every column is called what it is.
pub(super) fn mapping(sheet: &Sheet, model: &Model) -> MappingDoc {
    plain::mapping(MAPPING, fields(sheet, model))
}

/// The rows of a sheet as comma-separated text. Rows that name no duty are of the scenario's.
pub(super) fn bytes(sheet: &Sheet, duty: Option<&str>, model: &Model) -> Vec<u8> {
    let fixed: Vec<&str> = COLUMNS.iter().map(|(en, _)| *en).filter(|c| *c != "row").collect();
    let fields: Vec<&str> = fields(sheet, model).collect();
    let mut text = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
        text.push('\n');
    };
    line(&mut fixed.iter().chain(&fields).copied());
    for row in &sheet.rows {
        let (own, step) = named(row, duty, model);
        let cell = |column: &&'_ str| match *column {
            "duty" => own.to_owned(),
            "step" => step.to_owned(),
            other => row.cell(other).to_owned(),
        };
        let cells: Vec<String> = fixed.iter().chain(&fields).map(cell).collect();
        line(&mut cells.iter().map(String::as_str));
    }
    text.into_bytes()
}

/// The duty and step of a row; a step may be written as `DUTY.step`.
fn named<'r>(row: &'r Row, duty: Option<&'r str>, model: &Model) -> (&'r str, &'r str) {
    let (own, step) = (row.cell("duty"), row.cell("step"));
    let whole =
        step.rsplit_once('.').filter(|(duty, _)| model.duties.iter().any(|d| d.id == *duty));
    match whole {
        Some((duty, step)) if own.is_empty() || own == duty => (duty, step),
        _ if own.is_empty() => (duty.unwrap_or_default(), step),
        _ => (own, step),
    }
}
