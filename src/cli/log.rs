//! `remit log`

use std::collections::HashSet;
use std::path::Path;

use super::args::LogFileArgs;
use super::check::check;
use super::judge::refuse;
use super::look::Look;
use super::output::{self, Target};
use super::{Exit, Fault, World, folder};
use crate::log::{self, Input, LogSource};
use crate::model::docs::MappingDoc;
use crate::model::{Model, Zone};
use crate::report;
use crate::report::wire::log::{LogFile, LogReport};
use crate::text::{Words, say};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
}

const FORMATS: [(&str, Format); 3] =
    [("text", Format::Text), ("terminal", Format::Text), ("json", Format::Json)];

/// What a set says about logs; without one little is known.
struct Known {
    mappings: Vec<MappingDoc>,
    chosen: Option<String>,
    fields: Vec<String>,
    steps: HashSet<String>,
    zone: Zone,
    key: Vec<u8>,
}

/// Does it.
pub(super) fn run(args: &LogFileArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, &FORMATS, Format::Text, world)?;
    let known = known(args, look, world)?;
    let sources = log::sources::find(Path::new(""), &args.files, world.stdin)?;
    let context = log::Context {
        mappings: &known.mappings,
        chosen: args.mapping.as_deref().or(known.chosen.as_deref()),
        format: args.log_format,
        fields: &known.fields,
        token_key: &known.key,
        step_names: &|text| known.steps.contains(&*log::normal(text)),
        ..log::Context::unknown(&known.zone)
    };
    let mut files = Vec::new();
    let mut inputs = Vec::new();
    for source in sources {
        let name = source.name.clone();
        files.push(match read(source, &context) {
            Ok(mut reading) => {
                let file = LogFile::read(&name, &reading, &known.fields, &known.zone);
                inputs.append(&mut reading.inputs);
                file
            }
            Err(error) => LogFile::unreadable(&name, &error),
        });
    }
    let report = LogReport::new(files);
    if let Some(path) = &args.write_mapping {
        write_mapping(path, &inputs)?;
    }
    let mut results: Vec<(Target, String)> = Vec::new();
    for own in wanted {
        let text = match own.format {
            Format::Json => report::wire::to_json(&report)?,
            Format::Text => {
                let style = if own.target == Target::Stdout { look.out } else { look.file() };
                report::log::render(&report, style)
            }
        };
        results.push((own.target, text));
    }
    output::deliver(&results, world)?;
    let unread = report.files.iter().any(|file| file.error.is_some());
    Ok(if unread { Exit::Found } else { Exit::Fine })
}

fn read(source: LogSource, context: &log::Context<'_>) -> Result<log::Reading, log::LogError> {
    log::read(vec![source], context)
}

/// What is known of logs: by the set that is named, else by the one around this folder if it can be
/// relied upon.
fn known(args: &LogFileArgs, look: &Look, world: &mut World<'_>) -> Result<Known, Fault> {
    let secret = world.text("REMIT_TOKEN_KEY");
    let own = args.set.as_deref().unwrap_or(Path::new("."));
    let checked = match folder::set(own) {
        Ok(folder) => {
            let checked = check(&folder);
            if checked.fatal.is_empty() {
                Some(checked)
            } else if args.set.is_some() {
                return Err(refuse(&checked, &folder, look, world));
            } else {
                None
            }
        }
        Err(fault) if args.set.is_some() => return Err(fault),
        Err(_) => None,
    };
    let Some(checked) = checked else {
        return Ok(Known {
            mappings: Vec::new(),
            chosen: None,
            fields: Vec::new(),
            steps: HashSet::new(),
            zone: Zone::utc(),
            key: secret.unwrap_or_default().into_bytes(),
        });
    };
    let model = Model::resolve(&checked.draft);
    let names = model.steps.iter().flat_map(|step| &step.names);
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    let mut mappings = model.mappings.clone();
    mappings.push(log::plain::of_files(fields.iter().map(String::as_str)));
    Ok(Known {
        steps: names.map(|name| log::normal(name).into_owned()).collect(),
        mappings,
        chosen: model.mapping.clone(),
        fields,
        zone: model.zone.clone(),
        key: secret.unwrap_or_else(|| model.id.clone()).into_bytes(),
    })
}

/// Writes how logs were read: a mapping for each file and sheet.
fn write_mapping(path: &Path, inputs: &[Input]) -> Result<(), Fault> {
    if inputs.is_empty() {
        return Err(Fault::new(
            Words::fixed(
                "no mapping can be written: no log could be read",
                "无法写出映射：没有可读取的日志",
            ),
            Words::fixed(
                "write one by hand: which column is the case, the step and the time",
                "请手工编写，说明哪一列是案件编号、步骤和时间",
            ),
        ));
    }
    let mut ids = HashSet::new();
    let mut text = String::new();
    for input in inputs {
        let file = input.path.rsplit('/').next().unwrap_or(&input.path);
        let mut id = slug(file);
        for number in 2.. {
            if ids.insert(id.clone()) {
                break;
            }
            id = format!("{}-{number}", slug(file));
        }
        let file = if file == "-" { "*" } else { file };
        let own = log::written::mapping(input, &id, file).map_err(|error| {
            let why = error.to_string();
            Fault::new(
                say!("the mapping can't be written: {why}", "无法写出映射：{why}"),
                Words::fixed("write it by hand", "请手工编写"),
            )
        })?;
        if !text.is_empty() {
            text.push_str("---\n");
        }
        text.push_str(&own);
    }
    output::to_file(path, text.as_bytes())
}

/// A file's name as an id.
fn slug(file: &str) -> String {
    let stem = file.split('.').next().unwrap_or(file);
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let id: String = stem.chars().map(plain).collect();
    let id = id.trim_matches('-');
    if id.is_empty() { "log".to_owned() } else { id.to_owned() }
}
