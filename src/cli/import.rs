//! `remit import`

use std::path::Path;

use super::args::{ImportArgs, ImportCommand, ImportDeclareArgs, ImportTableArgs};
use super::look::Look;
use super::output::{self, Target};
use super::{Exit, Fault, World};
use crate::doc::read::io_words;
use crate::import::{Imported, declare, table};
use crate::report::style::{Ink, Page, paint, plain};
use crate::text::{Lang, Words, say};

/// Does it.
pub(super) fn run(args: &ImportArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    match &args.format {
        ImportCommand::Declare(own) => model(own, look, world),
        ImportCommand::Table(own) => table(own, look, world),
    }
}

fn model(args: &ImportDeclareArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let shown = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).map_err(|error| {
        let why = io_words(&error);
        Fault::new(
            say!("`{shown}` can't be read: {why}", "无法读取`{shown}`：{why}", why: why),
            Words::fixed("name a Declare model (`.decl`)", "请指定 Declare 模型文件（`.decl`）"),
        )
    })?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(Fault::new(
            say!("`{shown}` is not text in UTF-8", "`{shown}`不是 UTF-8 文本"),
            Words::fixed("save it as UTF-8", "请另存为 UTF-8"),
        ));
    };
    let name = file_name(&args.file);
    let imported = declare::read(&text, &name, args.duty.as_deref().unwrap_or("DUTY-01"));
    let target = args.output.clone().map_or(Target::Stdout, Target::File);
    output::deliver(&[(target, imported.text.clone())], world)?;
    tell(&imported, &name, look, world);
    Ok(if imported.left.is_empty() { Exit::Fine } else { Exit::Found })
}

/// A table of powers and responsibilities.
fn table(args: &ImportTableArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let shown = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).map_err(|error| {
        let why = io_words(&error);
        Fault::new(
            say!("`{shown}` can't be read: {why}", "无法读取`{shown}`：{why}", why: why),
            Words::fixed("name a table (`.xlsx` or `.csv`)", "请指定表格文件（`.xlsx`或`.csv`）"),
        )
    })?;
    let name = file_name(&args.file);
    let read = table::read(&bytes, &name, &args.prefix).map_err(|why| {
        Fault::new(
            say!("`{shown}`: {why}", "`{shown}`：{why}", why: why),
            Words::fixed(
                "the first rows must have the headers of such a table, `事项名称` among them",
                "前几行须有权责清单的表头，其中须有`事项名称`",
            ),
        )
    })?;
    let target = args.output.clone().map_or(Target::Stdout, Target::File);
    output::deliver(&[(target, read.imported.text.clone())], world)?;
    let style = look.err;
    let mut page = Page::new(style);
    for (column, fate) in &read.columns {
        page.hanging(
            &format!("{}{}: ", style.pick("column ", "列"), plain(column)),
            fate.words().get(style.lang),
        );
    }
    for left in &read.imported.left {
        let lead = paint(Ink::Error, style.pick("not taken over: ", "未能导入："));
        page.hanging(&lead, &format!("{}:{}: {}", plain(&name), left.line, plain(&left.text)));
        page.hanging("  ", &plain(left.why.get(style.lang)));
    }
    let (taken, left) = (read.imported.taken, read.imported.left.len());
    page.paragraph(
        0,
        &match style.lang {
            Lang::En => format!(
                "{taken} dut{} taken over, {left} row(s) not",
                if taken == 1 { "y" } else { "ies" }
            ),
            Lang::Zh => format!("导入{taken}项责任事项，{left}行未能导入"),
        },
    );
    world.complain(&page.finish());
    Ok(if read.imported.left.is_empty() { Exit::Fine } else { Exit::Found })
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Says what was not taken over, and why.
fn tell(imported: &Imported, name: &str, look: &Look, world: &mut World<'_>) {
    let style = look.err;
    let mut page = Page::new(style);
    for left in &imported.left {
        let lead = paint(Ink::Error, style.pick("not taken over: ", "未能导入："));
        page.hanging(&lead, &format!("{}:{}: {}", plain(name), left.line, plain(&left.text)));
        page.hanging("  ", &plain(left.why.get(style.lang)));
    }
    let (taken, left) = (imported.taken, imported.left.len());
    page.paragraph(
        0,
        &match style.lang {
            Lang::En => format!("{taken} rule(s) taken over, {left} line(s) not"),
            Lang::Zh => format!("导入{taken}条规则，{left}行未能导入"),
        },
    );
    world.complain(&page.finish());
}
