//! Which mapping is for a log, and where its header stands.

use super::encoding;
use super::error::LogError;
use super::header::{Beginning, Header, Keys, Place};
use super::known;
use super::plan;
use super::read::Context;
use crate::doc::Spanned;
use crate::model::docs::{ColumnDoc, Form, MappingDoc};
use crate::say;
use crate::text::Words;

/// The mappings that may be for a log, by its name.
pub(super) fn candidates<'c>(
    context: &Context<'c>,
    name: &str,
) -> Result<Vec<&'c MappingDoc>, LogError> {
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

/// Whether a mapping is for a sheet or table. One without a name is alone in its file.
pub(super) fn is_for_table(mapping: &MappingDoc, name: &str) -> bool {
    if mapping.object_type.as_ref().is_some_and(|kind| !name.is_empty() && kind.as_str() != name) {
        return false;
    }
    mapping.sheet.iter().next().is_none()
        || name.is_empty()
        || mapping.sheet.iter().any(|pattern| {
            globset::Glob::new(pattern.as_str())
                .is_ok_and(|glob| glob.compile_matcher().is_match(name))
        })
}

/// The encoding that mappings name, if they agree.
pub(super) fn declared(
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
pub(super) struct Chosen<'c> {
    /// By a mapping of the set.
    pub(super) mapping: Option<&'c MappingDoc>,
    /// By their names.
    pub(super) recognised: Option<MappingDoc>,
    pub(super) header: Header,
}

/// Which mapping reads a log that begins like this, and where its header is. `separators` are those
/// that the mappings name.
pub(super) fn choose<'c>(
    name: &str,
    candidates: &[&'c MappingDoc],
    separators: &[Option<u8>],
    context: &Context<'_>,
    beginning: &Beginning,
) -> Result<Chosen<'c>, LogError> {
    let mut nearest: Option<(usize, LogError)> = None;
    for (mapping, separator) in candidates.iter().zip(separators) {
        let separator = *separator;
        let score = |cells: &[String]| {
            let places = plan::places(mapping, &Keys::new(cells));
            places.iter().filter(|(_, place)| *place != Place::Nowhere).count()
        };
        // Keys stand in no row.
        let row = mapping.header_row.filter(|_| !beginning.keyed());
        let best = beginning.best(separator, row, score);
        let found = best.as_ref().map_or(0, |(score, _)| *score);
        let header = best.map(|(_, header)| header).or_else(|| beginning.likely(separator, row));
        match fit(name, mapping, header, beginning.keyed()) {
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

/// The header, if it has every column that the mapping names. Records with keys need not all have
/// every key, so that a column may turn up late; it is added to the header.
fn fit(
    name: &str,
    mapping: &MappingDoc,
    header: Option<Header>,
    keyed: bool,
) -> Result<Header, LogError> {
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
        Some(mut header) if keyed && essential(mapping, &missing) => {
            header.cells.extend(missing);
            Ok(header)
        }
        _ => Err(LogError::missing_columns(name, &plan::name(mapping), &missing, cells)),
    }
}

/// Whether the first records have what no record can do without, though others are missing.
fn essential(mapping: &MappingDoc, missing: &[String]) -> bool {
    let is_there = |column: &ColumnDoc| !missing.contains(&column.column.value);
    let steps = || mapping.steps.iter().filter_map(|(_, step)| step.at.as_ref());
    let timed = match mapping.form {
        Form::Long => mapping.columns.at.as_ref().is_none_or(is_there),
        Form::Wide => steps().next().is_none() || steps().any(is_there),
    };
    timed && mapping.columns.case.as_ref().is_none_or(is_there)
}

/// The separators that mappings name.
pub(super) fn separators(candidates: &[&MappingDoc]) -> Result<Vec<Option<u8>>, LogError> {
    candidates.iter().map(|mapping| separator(mapping)).collect()
}

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
