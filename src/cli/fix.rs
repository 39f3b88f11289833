//! `remit check --fix`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::check::check;
use super::look::Look;
use super::{Fault, World, output};
use crate::doc::Format;
use crate::doc::mend::mend;
use crate::finding::{Fix, Place};
use crate::report::style::{Page, plain};
use crate::text::{Lang, diff};

/// What became of the edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    /// They were made.
    Made,
    /// They were shown and not made.
    Shown,
}

/// A file before and after its edits.
struct Mended {
    before: String,
    after: String,
    edits: usize,
}

/// Makes all edits that change no meaning in the documents of sets, or shows them.
pub(super) fn run(
    folders: &[PathBuf],
    show: bool,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Fixed, Fault> {
    let mut files: BTreeMap<String, Mended> = BTreeMap::new();
    for folder in folders {
        let set = check(folder);
        let mut fixes: BTreeMap<String, Vec<Fix>> = BTreeMap::new();
        for finding in &set.findings {
            if let (Some(fix), Place::Span(span)) = (&finding.fix, &finding.primary.place) {
                let source = set.draft.sources.get(span.source);
                fixes.entry(source.path.clone()).or_default().push(fix.clone());
                files.entry(source.path.clone()).or_insert_with(|| Mended {
                    before: source.text.to_string(),
                    after: source.text.to_string(),
                    edits: 0,
                });
            }
        }
        for (path, mut own) in fixes {
            // From the end, so that the places before an edit stay where they are.
            own.sort_by_key(|fix| std::cmp::Reverse(fix.span().start));
            own.dedup();
            let (Some(file), Some(format)) = (files.get_mut(&path), Format::of(Path::new(&path)))
            else {
                continue;
            };
            // Another set has mended it already.
            if file.edits > 0 {
                continue;
            }
            for fix in &own {
                if let Some(text) = mend(&file.after, format, fix) {
                    file.after = text;
                    file.edits += 1;
                }
            }
        }
    }
    files.retain(|_, file| file.edits > 0);
    if show {
        let changes = files.iter().map(|(path, file)| patch(path, &file.before, &file.after));
        output::to_stdout(changes.collect::<String>(), world)?;
        return Ok(Fixed::Shown);
    }
    for (path, file) in &files {
        output::to_file(Path::new(path), file.after.as_bytes())?;
    }
    let (edits, count) = (files.values().map(|file| file.edits).sum::<usize>(), files.len());
    let mut page = Page::new(look.err);
    page.paragraph(
        0,
        &match look.err.lang {
            Lang::En => format!("{edits} edit(s) made in {count} file(s)"),
            Lang::Zh => format!("已在{count}个文件中修改{edits}处"),
        },
    );
    world.complain(&page.finish());
    Ok(Fixed::Made)
}

/// A change of a file, as a patch shows it.
pub(super) fn patch(path: &str, before: &str, after: &str) -> String {
    let path = plain(path);
    format!("--- {path}\n+++ {path}\n{}", diff::unified(before, after))
}
