//! Saved audits that the user names.

use std::fs;
use std::path::{Path, PathBuf};

use super::Fault;
use crate::doc::read::io_words;
use crate::report::history::{self, Unfit};
use crate::report::wire::Report;
use crate::text::say;

/// Reads one saved audit.
pub(super) fn one(path: &Path) -> Result<Report, Fault> {
    let shown = path.display();
    history::read(&bytes(path)?).map_err(|unfit| told(&shown.to_string(), &unfit))
}

/// Reads one saved audit of a set.
pub(super) fn of_set(path: &Path, set: &str) -> Result<Report, Fault> {
    let report = one(path)?;
    if report.set.id == set {
        return Ok(report);
    }
    let unfit = Unfit::OtherSet(report.set.id);
    Err(told(&path.display().to_string(), &unfit))
}

/// Reads saved audits of a set: files, and all that lie in folders. A file that is none, or of
/// another set, is refused; in a folder it is passed over.
pub(super) fn all(paths: &[PathBuf], set: &str) -> Result<Vec<Report>, Fault> {
    let mut found = Vec::new();
    for path in paths {
        if !path.is_dir() {
            found.push(of_set(path, set)?);
            continue;
        }
        for file in jsons(path)? {
            found.extend(history::read(&bytes(&file)?).ok().filter(|own| own.set.id == set));
        }
    }
    Ok(found)
}

fn told(shown: &str, unfit: &Unfit) -> Fault {
    let (why, hint) = unfit.words();
    let words = say!("`{shown}` can't be used: {why}", "无法使用`{shown}`：{why}", why: why);
    Fault::new(words, hint)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Fault {
    let (shown, why) = (path.display(), io_words(error));
    Fault {
        words: say!("`{shown}` can't be read: {why}", "无法读取`{shown}`：{why}", why: why),
        hint: None,
    }
}

/// The files of a folder that may be saved audits, sorted by name.
fn jsons(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| unreadable(folder, &error))?;
    let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    files.retain(|path| {
        path.is_file() && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"))
    });
    files.sort();
    Ok(files)
}
