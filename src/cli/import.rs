//! `remit import`

use std::path::Path;

use super::args::{ImportArgs, ImportCommand, ImportDeclareArgs};
use super::look::Look;
use super::output::{self, Target};
use super::{Exit, Fault, World};
use crate::doc::read::io_words;
use crate::import::{Imported, declare};
use crate::report::style::{Ink, Page, paint, plain};
use crate::text::{Lang, Words, say};

/// Does it.
pub(super) fn run(args: &ImportArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    match &args.format {
        ImportCommand::Declare(own) => model(own, look, world),
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
