//! A folder into a [`Draft`].

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

use super::draft::{Draft, SetRoot};
use super::imports::{self, Import};
use super::overlay;
use super::rules::{IMPORT_CYCLE, IMPORT_MISSING};
use crate::doc::{Document, Format, Spanned, read_file};
use crate::finding::{Finding, Sink};
use crate::text::{Sources, Span, Words, say};

mod files;

use files::{FileRead, Typed, read_all};

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
    Loader::new(None, Draft::default()).load(folder, sink)
}

/// The same, with files read in another way, one after the other: an editor has texts that are not
/// saved yet.
pub fn load_with(read: &mut Read<'_>, folder: &Path, sink: &mut Sink) -> Draft {
    Loader::new(Some(read), Draft::default()).load(folder, sink)
}

struct Loader<'r> {
    /// How files are read, if not by several threads.
    read: Option<&'r mut Read<'r>>,
    draft: Draft,
    /// Sets that are being loaded, outermost first, by their true path.
    open: Vec<PathBuf>,
    /// Sets that were loaded, with their index; none if the root document could not be read.
    done: HashMap<PathBuf, Option<usize>>,
}

impl<'r> Loader<'r> {
    fn new(read: Option<&'r mut Read<'r>>, draft: Draft) -> Self {
        Self { read, draft, open: Vec::new(), done: HashMap::new() }
    }

    fn load(mut self, folder: &Path, sink: &mut Sink) -> Draft {
        self.set(folder, sink);
        self.finish(sink)
    }

    fn finish(mut self, sink: &mut Sink) -> Draft {
        imports::select(&mut self.draft, sink);
        overlay::apply(&mut self.draft);
        self.draft
    }

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
        let read = self.read(&root, at);
        let first = read.first;
        if let Some(place) = first {
            self.done.insert(identity.clone(), Some(at));
            self.draft.sets.push(SetRoot {
                value: super::docs::SetDoc::default(),
                source: place.source,
                folder: folder.to_owned(),
                name,
                place,
            });
        }
        self.take(read, &root, at, sink);
        first?;
        self.open.push(identity);
        self.imports(folder, at, sink);
        self.folder(folder, at, &root, sink);
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

    /// Everything of a set but its root document.
    fn folder(&mut self, folder: &Path, at: usize, root: &Path, sink: &mut Sink) {
        let mut paths = Vec::new();
        files_of_set(folder, DEEPEST, root, &mut paths);
        if self.read.is_some() {
            for path in &paths {
                let read = self.read(path, at);
                self.take(read, path, at, sink);
            }
            return;
        }
        let all = read_all(&paths, self.draft.sources.next(), at > 0, shown);
        for (path, read) in paths.iter().zip(all) {
            self.take(read, path, at, sink);
        }
    }

    /// Reads a file of a set, to be taken next.
    fn read(&mut self, path: &Path, set: usize) -> FileRead {
        let next = self.draft.sources.next();
        match &mut self.read {
            Some(read) => FileRead::by(read, path, next, set > 0, shown),
            None => FileRead::by(&mut read_file, path, next, set > 0, shown),
        }
    }

    /// Takes what was read of a file.
    fn take(&mut self, read: FileRead, path: &Path, set: usize, sink: &mut Sink) {
        // A file before it could not be read at all, so that it has no source, and all after it are
        // read once more.
        let follows = read.follows(self.draft.sources.next());
        let read = if follows { read } else { self.read(path, set) };
        self.draft.sources.join(read.sources);
        read.findings.into_iter().for_each(|finding| sink.push(finding));
        self.documents(read.documents, set);
    }

    fn documents(&mut self, documents: Vec<Typed>, set: usize) {
        for document in documents {
            document.put(&mut self.draft, set);
        }
    }
}

/// The documents of a set and folders that are called like one, in the order in which they are read.
/// Of these the reader says that they are folders.
fn files_of_set(folder: &Path, depth: usize, root: &Path, found: &mut Vec<PathBuf>) {
    for (path, is_folder) in entries(folder) {
        let wanted = path != root && Format::of(&path).is_some();
        if !is_folder {
            found.extend(wanted.then_some(path));
            continue;
        }
        found.extend(wanted.then(|| path.clone()));
        if depth > 0 && root_of(&path).is_none() {
            files_of_set(&path, depth - 1, root, found);
        }
    }
}

/// Puts documents together that are held in memory, as examples and editors have them.
pub fn assemble(documents: &[Document], sources: Sources, sink: &mut Sink) -> Draft {
    let mut loader = Loader::new(None, Draft { sources, ..Draft::default() });
    if let Some(first) = documents.first() {
        loader.draft.sets.push(SetRoot {
            value: super::docs::SetDoc::default(),
            source: first.source,
            folder: PathBuf::new(),
            name: String::new(),
            place: Span { source: first.source, start: 0, end: 0 },
        });
    }
    let understood = documents.iter().filter_map(|document| Typed::of(document, false, sink));
    loader.documents(understood.collect(), 0);
    loader.imports(Path::new(""), 0, sink);
    loader.finish(sink)
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
