//! `remit fmt`

use std::path::Path;

use super::args::FmtArgs;
use super::look::Look;
use super::{Exit, Fault, World, fix, folder, output};
use crate::doc::layout::{Unchanged, layout};
use crate::doc::read::io_words;
use crate::doc::{Format, read_text};
use crate::finding::Sink;
use crate::model::load::documents_below;
use crate::report::style::{Ink, Page, paint, plain};
use crate::text::{Lang, Sources, say};

/// Does it.
pub(super) fn run(args: &FmtArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let mut files = Vec::new();
    for path in &args.paths {
        if path.is_file() {
            files.push(folder::tidy(path));
        } else {
            files.extend(documents_below(path)?.iter().map(|path| folder::tidy(path)));
        }
    }
    files.sort();
    files.dedup();
    let (mut changed, mut faulty, mut patches) = (Vec::new(), Vec::new(), String::new());
    for path in &files {
        let Some(text) = text_of(path)? else { continue };
        let Some(format) = Format::of(path) else { continue };
        let named = args.paths.iter().any(|own| folder::tidy(own) == *path);
        if !named && !has_kind(&text, format) {
            continue;
        }
        match layout(&text, format) {
            Ok(out) if out == text => {}
            Ok(out) => {
                let shown = path.display().to_string();
                if args.diff {
                    patches.push_str(&fix::patch(&shown, &text, &out));
                } else if !args.check {
                    output::to_file(path, out.as_bytes())?;
                }
                changed.push(shown);
            }
            Err(why) => faulty.push((path.display().to_string(), why)),
        }
    }
    if args.diff {
        output::to_stdout(patches, world)?;
    }
    tell(args, &changed, &faulty, files.len(), look, world);
    let open = (args.check || args.diff) && !changed.is_empty();
    Ok(if open || !faulty.is_empty() { Exit::Found } else { Exit::Fine })
}

/// The text of a file; nothing if it is not UTF-8, which `remit check` tells.
fn text_of(path: &Path) -> Result<Option<String>, Fault> {
    let bytes = std::fs::read(path).map_err(|error| {
        let (shown, why) = (path.display(), io_words(&error));
        Fault {
            words: say!("`{shown}` can't be read: {why}", "无法读取`{shown}`：{why}", why: why),
            hint: None,
        }
    })?;
    Ok(String::from_utf8(bytes).ok())
}

/// Whether a file holds documents of ours.
fn has_kind(text: &str, format: Format) -> bool {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let read = read_text("file", text, format, &mut sources, &mut sink);
    read.iter().any(|own| ["kind", "种类"].iter().any(|key| own.root.get(key).is_some()))
}

fn tell(
    args: &FmtArgs,
    changed: &[String],
    faulty: &[(String, Unchanged)],
    files: usize,
    look: &Look,
    world: &mut World<'_>,
) {
    let style = look.err;
    let mut page = Page::new(style);
    let lead = if args.check || args.diff {
        style.pick("would be changed: ", "有待整理：")
    } else {
        style.pick("changed: ", "已整理：")
    };
    for path in changed {
        page.hanging(lead, &plain(path));
    }
    for (path, why) in faulty {
        let lead = paint(Ink::Error, style.pick("left alone: ", "未予整理："));
        let why = match why {
            Unchanged::Unreadable => style.pick(
                "it has faults of form: `remit check` shows them",
                "有格式错误，请先运行`remit check`",
            ),
            Unchanged::OtherMeaning => {
                style.pick("it would say something else then", "整理后含义会改变")
            }
        };
        page.hanging(&lead, &format!("{}: {why}", plain(path)));
    }
    let count = changed.len();
    page.paragraph(
        0,
        &match style.lang {
            Lang::En => format!("{count} of {files} files to lay out"),
            Lang::Zh => format!("{files}个文件中{count}个须整理"),
        },
    );
    world.complain(&page.finish());
}
