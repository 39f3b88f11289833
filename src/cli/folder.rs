//! Which set is meant.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use super::Fault;
use crate::model::load::{LoadError, ROOTS, find_sets};
use crate::text::lang::join;
use crate::text::{Words, say};

/// Sets named when there is no telling which one is meant.
const NAMED: usize = 6;

/// The one set that a path means: the folder itself, the set around it, or the only one below.
pub(super) fn set(path: &Path) -> Result<PathBuf, Fault> {
    if let Some(folder) = around(path) {
        return Ok(folder);
    }
    let found = find_sets(path)?;
    match found.as_slice() {
        [only] => Ok(tidy(only)),
        many => {
            let name = |set: &PathBuf| Words::same(format!("`{}`", tidy(set).display()));
            let list = join(&many.iter().take(NAMED).map(name).collect::<Vec<_>>());
            let (count, shown) = (many.len(), path.display());
            Err(Fault::new(
                say!("there are {count} sets below `{shown}`", "`{shown}`下有{count}套清单"),
                say!("name one of them: {list}", "请指定其中一套：{list}", list: list),
            ))
        }
    }
}

/// Every set that paths mean, each once: those at or below a folder, else the one around it.
pub(super) fn sets(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Fault> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for path in paths {
        let found = match find_sets(path) {
            Err(LoadError::NoSet(shown)) => match around(path) {
                Some(folder) => vec![folder],
                None => return Err(LoadError::NoSet(shown).into()),
            },
            found => found?,
        };
        for folder in found {
            let identity = std::fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            if seen.insert(identity) {
                all.push(tidy(&folder));
            }
        }
    }
    Ok(all)
}

/// The folder itself or the nearest above it that holds a set, named as the user would.
fn around(path: &Path) -> Option<PathBuf> {
    let mut folder = if path.is_file() { path.join("..") } else { path.to_owned() };
    let levels = std::fs::canonicalize(&folder).ok()?.components().count();
    for _ in 0..levels {
        let own = tidy(&folder);
        if ROOTS.iter().any(|root| own.join(root).exists()) {
            return Some(own);
        }
        folder.push("..");
    }
    None
}

/// A path without what cancels itself out.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        let inner =
            out.components().next_back().is_some_and(|last| matches!(last, Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if inner => {
                out.pop();
            }
            Component::ParentDir if out.has_root() => {}
            other => out.push(other),
        }
    }
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

/// A file of a set as the user would name it, with forward slashes.
pub(super) fn within(folder: &Path, name: &str) -> String {
    tidy(&folder.join(name)).display().to_string().replace('\\', "/")
}

/// That a set names no log and none was given.
pub(super) fn no_log() -> Fault {
    Fault::new(
        Words::fixed("there is no log to audit", "没有可审计的日志"),
        Words::fixed(
            "name one with `--log FILE`, or list the set's logs under `logs` in its `remit.toml`",
            "请用`--log 文件`指定，或在`remit.toml`的`logs`中列出",
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{set, sets, tidy, within};

    #[test]
    fn a_set_is_the_folder_the_one_around_it_or_the_only_one_below() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        fs::create_dir_all(base.join("lists/one/duties")).unwrap();
        fs::write(base.join("lists/one/remit.toml"), "kind = 'set'").unwrap();
        fs::write(base.join("lists/one/duties/a.yaml"), "kind: standard").unwrap();
        let one = base.join("lists/one");
        for path in ["lists/one", "lists/one/duties", "lists/one/duties/a.yaml", "lists", "."] {
            assert_eq!(set(&base.join(path)).unwrap(), one, "{path}");
        }
        fs::create_dir_all(base.join("lists/two")).unwrap();
        fs::write(base.join("lists/two/remit.yaml"), "kind: set").unwrap();
        assert!(set(base).unwrap_err().hint.unwrap().en.contains("lists/two"));
        let both = sets(&[base.to_owned(), base.join("lists/one")]).unwrap();
        assert_eq!(both, [one.clone(), base.join("lists/two")]);
        assert_eq!(sets(&[base.join("lists/one/duties")]).unwrap(), [one]);
        assert!(set(&base.join("nowhere")).is_err());
    }

    #[test]
    fn paths_are_shown_without_detours() {
        for (long, short) in
            [("./a/../b", "b"), ("a/..", "."), ("../../a", "../../a"), ("/a/../../b", "/b")]
        {
            assert_eq!(tidy(Path::new(long)), PathBuf::from(short));
        }
        assert_eq!(within(Path::new("lists/one"), "../logs/a.csv"), "lists/logs/a.csv");
        assert_eq!(within(Path::new("."), "logs/a.csv"), "logs/a.csv");
    }
}
