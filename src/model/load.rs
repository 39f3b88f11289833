//! A folder into a [`Draft`].

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use serde::de::DeserializeOwned;
use thiserror::Error;

use super::draft::{Doc, Draft, SetRoot};
use super::imports::{self, Import};
use super::overlay;
use super::rules::{IMPORT_CYCLE, IMPORT_MISSING, UNKNOWN_KIND};
use crate::doc::{Document, Format, Reader, Spanned, read_file};
use crate::finding::{Finding, Sink};
use crate::text::{Sources, Span, Words, did_you_mean, nearest, say};

/// Names that the root document of a set may have.
pub const ROOTS: [&str; 3] = ["remit.toml", "remit.yaml", "remit.yml"];

/// Kinds of documents, and the Chinese words for them.
pub const KINDS: [(&str, &str); 10] = [
    ("set", "清单集"),
    ("responsibility-list", "责任清单"),
    ("standard", "工作标准"),
    ("overlay", "地方细则"),
    ("roster", "名册"),
    ("calendar", "日历"),
    ("mapping", "映射"),
    ("scenario", "情景"),
    ("model", "监督模型"),
    ("waivers", "豁免"),
];

/// Documents deeper than this below a set are not looked for.
const DEEPEST: usize = 32;

/// Why there is nothing to check or audit.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The folder does not exist.
    #[error("`{0}` does not exist")]
    NoFolder(String),
    /// No set was found.
    #[error("there is no set in `{0}`: no `remit.toml` in it or below it")]
    NoSet(String),
}

impl LoadError {
    /// What went wrong.
    pub fn words(&self) -> Words {
        match self {
            Self::NoFolder(path) => say!("`{path}` does not exist", "`{path}`不存在"),
            Self::NoSet(path) => say!(
                "there is no set in `{path}`: no `remit.toml` in it or below it",
                "`{path}`中没有清单集：其中及其下级均无`remit.toml`"
            ),
        }
    }

    /// What to do.
    pub fn hint(&self) -> Words {
        match self {
            Self::NoFolder(_) => {
                Words::fixed("check the spelling of the path", "请检查路径是否写对")
            }
            Self::NoSet(_) => Words::fixed(
                "name a folder that holds a set, such as `lists/proactive-policing`",
                "请指定清单集所在的文件夹，例如`lists/proactive-policing`",
            ),
        }
    }
}

/// The folder of the set around a file or folder, itself included.
pub fn set_around(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| root_of(folder).is_some())
}

/// Folders of the sets at or below a path, sorted. A file stands for the set around it.
pub fn find_sets(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let shown = || path.display().to_string();
    if !path.exists() {
        return Err(LoadError::NoFolder(shown()));
    }
    if path.is_file() {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let above = parent.ancestors().find(|folder| root_of(folder).is_some());
        return above
            .map(|folder| vec![folder.to_owned()])
            .ok_or_else(|| LoadError::NoSet(shown()));
    }
    let mut found = Vec::new();
    sets_below(path, DEEPEST, &mut found);
    if found.is_empty() { Err(LoadError::NoSet(shown())) } else { Ok(found) }
}

fn sets_below(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if root_of(folder).is_some() {
        found.push(folder.to_owned());
    }
    if depth > 0 {
        for (path, is_folder) in entries(folder) {
            if is_folder {
                sets_below(&path, depth - 1, found);
            }
        }
    }
}

/// The root document of a folder.
pub fn root_of(folder: &Path) -> Option<PathBuf> {
    ROOTS.iter().map(|name| folder.join(name)).find(|path| path.exists() || path.is_symlink())
}

/// What a folder holds, sorted by name, without hidden things and build results.
fn entries(folder: &Path) -> Vec<(PathBuf, bool)> {
    let Ok(listing) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<_> = listing
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
            name.is_some_and(|name| {
                !name.starts_with('.') && name != "target" && name != "node_modules"
            })
        })
        .map(|path| {
            // Links to folders are not followed: a link upwards would have no end.
            let is_folder = path.is_dir() && !path.is_symlink();
            (path, is_folder)
        })
        .collect();
    found.sort();
    found
}

/// Every file at or below a folder that a document may stand in, sorted.
pub fn documents_below(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    fn below(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
        for (path, is_folder) in entries(folder) {
            if is_folder && depth > 0 {
                below(&path, depth - 1, found);
            } else if !is_folder && Format::of(&path).is_some() {
                found.push(path);
            }
        }
    }
    if !folder.exists() {
        return Err(LoadError::NoFolder(folder.display().to_string()));
    }
    let mut found = Vec::new();
    below(folder, DEEPEST, &mut found);
    Ok(found)
}

/// Reads a file into documents, as [`read_file`] does.
pub type Read<'r> = dyn FnMut(&Path, &str, &mut Sources, &mut Sink) -> Vec<Document> + 'r;

/// Loads the set of a folder and everything it imports. What can't be read is a finding.
pub fn load(folder: &Path, sink: &mut Sink) -> Draft {
    load_with(&mut read_file, folder, sink)
}

/// The same, with files read in another way: an editor has texts that are not saved yet.
pub fn load_with(read: &mut Read<'_>, folder: &Path, sink: &mut Sink) -> Draft {
    let mut loader =
        Loader { read, draft: Draft::default(), open: Vec::new(), done: HashMap::new() };
    loader.set(folder, sink);
    imports::select(&mut loader.draft, sink);
    overlay::apply(&mut loader.draft);
    loader.draft
}

struct Loader<'r> {
    read: &'r mut Read<'r>,
    draft: Draft,
    /// Sets that are being loaded, outermost first, by their true path.
    open: Vec<PathBuf>,
    /// Sets that were loaded, with their index; none if the root document could not be read.
    done: HashMap<PathBuf, Option<usize>>,
}

impl Loader<'_> {
    /// Loads a set unless it is there; returns its index.
    fn set(&mut self, folder: &Path, sink: &mut Sink) -> Option<usize> {
        let identity = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if let Some(at) = self.done.get(&identity) {
            return *at;
        }
        self.done.insert(identity.clone(), None);
        let root = root_of(folder)?;
        let at = self.draft.sets.len();
        let name = shown(folder);
        let documents = (self.read)(&root, &shown(&root), &mut self.draft.sources, sink);
        let first = documents.first()?;
        self.done.insert(identity.clone(), Some(at));
        self.draft.sets.push(SetRoot {
            value: super::docs::SetDoc::default(),
            source: first.source,
            folder: folder.to_owned(),
            name,
            place: Span { source: first.source, start: 0, end: 0 },
        });
        self.documents(&documents, at, sink);
        self.open.push(identity);
        self.imports(folder, at, sink);
        self.folder(folder, at, DEEPEST, &root, sink);
        self.open.pop();
        Some(at)
    }

    fn imports(&mut self, folder: &Path, at: usize, sink: &mut Sink) {
        let Some(set) = self.draft.sets.get(at) else { return };
        for import in set.value.imports.0.clone() {
            let (place, name) = (import.set.span, &import.set.value);
            let path = normal(&folder.join(name));
            let identity = std::fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            if self.open.contains(&identity) {
                let message = say!(
                    "the import `{name}` leads back to a set that is being loaded",
                    "引用`{name}`又回到了正在加载的清单集"
                );
                let label = Words::fixed("closes the circle", "在此形成循环");
                sink.push(Finding::at(&IMPORT_CYCLE, place, message, label).help(Words::fixed(
                    "let the upper set import the lower one, and not the other way round",
                    "请只由上层清单集引用下层清单集",
                )));
            } else if root_of(&path).is_none() {
                let shown = shown(&path);
                let message = say!("`{name}` is not a set", "`{name}`不是清单集");
                let label = say!("no `remit.toml` in `{shown}`", "`{shown}`中没有`remit.toml`");
                sink.push(Finding::at(&IMPORT_MISSING, place, message, label).help(Words::fixed(
                    "imports are folders, relative to this file, that hold a `remit.toml`",
                    "引用的是文件夹（相对于本文件），其中须有`remit.toml`",
                )));
            } else if let Some(to) = self.set(&path, sink) {
                self.draft.imports.push(Import { from: at, to, only: import.only, span: place });
            }
        }
    }

    fn folder(&mut self, folder: &Path, at: usize, depth: usize, root: &Path, sink: &mut Sink) {
        for (path, is_folder) in entries(folder) {
            if is_folder {
                if Format::of(&path).is_some() {
                    // A folder that is called like a document; the reader says so.
                    (self.read)(&path, &shown(&path), &mut self.draft.sources, sink);
                }
                if depth > 0 && root_of(&path).is_none() {
                    self.folder(&path, at, depth - 1, root, sink);
                }
            } else if path != root && Format::of(&path).is_some() {
                let documents = (self.read)(&path, &shown(&path), &mut self.draft.sources, sink);
                self.documents(&documents, at, sink);
            }
        }
    }

    fn documents(&mut self, documents: &[Document], set: usize, sink: &mut Sink) {
        for document in documents {
            self.document(document, set, sink);
        }
    }

    fn document(&mut self, document: &Document, set: usize, sink: &mut Sink) {
        let Some(kind) = document.root.get("kind").or_else(|| document.root.get("种类")) else {
            return;
        };
        let word = kind.text().unwrap_or_default();
        let kind_name =
            KINDS.iter().find(|(en, zh)| *en == word || *zh == word).map_or(word, |(en, _)| en);
        let draft = &mut self.draft;
        match kind_name {
            "set" => {
                if let Some(value) = Reader::new(sink).read(&document.root)
                    && let Some(root) = draft.sets.get_mut(set)
                {
                    root.value = value;
                    root.source = document.source;
                    root.place = kind.span;
                }
            }
            "responsibility-list" => keep(&mut draft.lists, document, set, kind.span, sink),
            "standard" => keep(&mut draft.standards, document, set, kind.span, sink),
            "overlay" => keep(&mut draft.overlays, document, set, kind.span, sink),
            "roster" => keep(&mut draft.rosters, document, set, kind.span, sink),
            "calendar" => keep(&mut draft.calendars, document, set, kind.span, sink),
            "mapping" => keep(&mut draft.mappings, document, set, kind.span, sink),
            // Scenarios of an imported set are its own: they are checked and run with it. And nobody
            // is granted an exception by the waivers of a set that he only imports.
            "scenario" | "waivers" if set > 0 => {}
            "scenario" => keep(&mut draft.scenarios, document, set, kind.span, sink),
            "waivers" => keep(&mut draft.waivers, document, set, kind.span, sink),
            "model" => keep(&mut draft.models, document, set, kind.span, sink),
            _ => {
                let known = KINDS.map(|(en, _)| en);
                let list = known.join(", ");
                let near = nearest(word, known);
                let message = say!("`{word}` is not a kind of document", "`{word}`不是文档种类");
                let label = Words::fixed("unknown kind", "未知种类");
                sink.push(
                    Finding::at(&UNKNOWN_KIND, kind.span, message, label).help(did_you_mean(
                        near,
                        say!("the kinds are: {list}", "可用的种类：{list}"),
                    )),
                );
            }
        }
    }
}

fn keep<T: DeserializeOwned>(
    into: &mut Vec<Doc<T>>,
    document: &Document,
    set: usize,
    place: Span,
    sink: &mut Sink,
) {
    if let Some(value) = Reader::new(sink).read(&document.root) {
        into.push(Doc { value, source: document.source, set, place });
    }
}

/// Puts documents together that are held in memory, as examples and editors have them.
pub fn assemble(documents: &[Document], sources: Sources, sink: &mut Sink) -> Draft {
    let mut loader = Loader {
        read: &mut read_file,
        draft: Draft { sources, ..Draft::default() },
        open: Vec::new(),
        done: HashMap::new(),
    };
    if let Some(first) = documents.first() {
        loader.draft.sets.push(SetRoot {
            value: super::docs::SetDoc::default(),
            source: first.source,
            folder: PathBuf::new(),
            name: String::new(),
            place: Span { source: first.source, start: 0, end: 0 },
        });
    }
    loader.documents(documents, 0, sink);
    loader.imports(Path::new(""), 0, sink);
    imports::select(&mut loader.draft, sink);
    overlay::apply(&mut loader.draft);
    loader.draft
}

/// A path with `..` taken out where that is possible without asking the system.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if out
                    .components()
                    .next_back()
                    .is_some_and(|p| matches!(p, Component::Normal(_))) =>
            {
                out.pop();
            }
            other => out.push(other),
        }
    }
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

/// A path as the user knows it, with forward slashes.
fn shown(path: &Path) -> String {
    normal(path).display().to_string().replace('\\', "/")
}

/// A text that may be missing.
pub fn text_of(value: Option<&Spanned<String>>) -> Option<&str> {
    value.map(|v| v.value.as_str())
}
