//! `remit schema`

use std::fs;
use std::path::{Path, PathBuf};

use super::args::SchemaArgs;
use super::output::{self, Target};
use super::{Exit, Fault, World};
use crate::doc::read::io_words;
use crate::model::load::KINDS;
use crate::model::schema::{ANY, file_name, schema};
use crate::text::{Words, say};

/// Does it.
pub(super) fn run(args: &SchemaArgs, world: &mut World<'_>) -> Result<Exit, Fault> {
    let Some(folder) = &args.out else {
        output::to_stdout(text(&args.kind)?, world)?;
        return Ok(Exit::Fine);
    };
    make(folder)?;
    let mut results = Vec::new();
    for (path, text) in files()? {
        results.push((Target::File(folder.join(path)), text));
    }
    output::deliver(&results, world)?;
    Ok(Exit::Fine)
}

/// The schemas of all kinds, each under the name of its file.
pub(super) fn files() -> Result<Vec<(PathBuf, String)>, Fault> {
    let kinds = KINDS.iter().map(|(kind, _)| *kind).chain([ANY]);
    kinds.map(|kind| Ok((PathBuf::from(file_name(kind)), text(kind)?))).collect()
}

fn text(kind: &str) -> Result<String, Fault> {
    let schema = schema(kind).unwrap_or_default();
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// Makes a folder and those above it.
pub(super) fn make(folder: &Path) -> Result<(), Fault> {
    fs::create_dir_all(folder).map_err(|error| {
        let (shown, why) = (folder.display(), io_words(&error));
        Fault::new(
            say!("`{shown}` can't be made: {why}", "无法创建`{shown}`：{why}", why: why),
            Words::fixed(
                "check that the folder above it may be written to",
                "请检查上级文件夹是否可写",
            ),
        )
    })
}
