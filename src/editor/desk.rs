//! What an editor has before it: texts that are open, and around them the files of their sets.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use super::check::{OpenText, Snapshot};
use super::names::Name;
use super::position::{Encoding, Lines, Spot};
use super::roles::Sort;
use super::sheet::Sheet;
use crate::doc::Format;
use crate::model::load::{documents_below, find_sets, normal, root_of, set_around};

/// Files that are larger are not read for their names. The reader of documents refuses them, too.
const LARGEST: u64 = 16 << 20;

#[derive(Debug)]
struct Open {
    text: String,
    version: i32,
    /// What was read of an earlier state; much of it may be the same now.
    before: Option<Rc<Sheet>>,
}

#[derive(Debug)]
struct Known {
    sheet: Option<Rc<Sheet>>,
    /// When the file was last written and how long it is; nothing for an open text.
    stamp: Option<(SystemTime, u64)>,
    /// When that was asked.
    asked: u64,
}

/// A change of a text: a range and what stands there then, or the whole text.
#[derive(Clone, Debug)]
pub struct Change {
    /// From and until where; the whole text without it.
    pub range: Option<(Spot, Spot)>,
    /// What stands there then.
    pub text: String,
}

/// What an editor has before it.
#[derive(Debug, Default)]
pub struct Desk {
    /// What columns are counted in.
    pub encoding: Encoding,
    /// Folders that the editor has open.
    pub folders: Vec<PathBuf>,
    open: BTreeMap<PathBuf, Open>,
    known: HashMap<PathBuf, Known>,
    /// Files of sets, by their folders.
    listed: HashMap<PathBuf, Vec<PathBuf>>,
    /// Sets below the folders of the editor.
    sets: Option<Vec<PathBuf>>,
    /// How often the disk may have changed.
    changes: u64,
}

impl Desk {
    /// Nothing is open yet.
    pub fn new(encoding: Encoding, folders: Vec<PathBuf>) -> Self {
        Self { encoding, folders, ..Self::default() }
    }

    /// A text is opened; it stands for the file until it is closed.
    pub fn open(&mut self, path: &Path, text: String, version: i32) {
        let path = normal(path);
        self.known.remove(&path);
        self.open.insert(path, Open { text, version, before: None });
        self.disk_changed();
    }

    /// An open text is edited.
    pub fn edit(&mut self, path: &Path, changes: Vec<Change>, version: i32) {
        let path = normal(path);
        let Some(open) = self.open.get_mut(&path) else { return };
        for change in changes {
            match change.range {
                None => open.text = change.text,
                Some((from, until)) => {
                    let lines = Lines::new(&open.text);
                    let start = lines.byte(&open.text, from, self.encoding);
                    let end = lines.byte(&open.text, until, self.encoding).max(start);
                    open.text.replace_range(start..end, &change.text);
                }
            }
        }
        open.version = version;
        if let Some(known) = self.known.remove(&path) {
            open.before = known.sheet;
        }
    }

    /// A text is closed; what the file says counts again.
    pub fn close(&mut self, path: &Path) {
        let path = normal(path);
        self.open.remove(&path);
        self.known.remove(&path);
        self.disk_changed();
    }

    /// Files may have been written, made or removed.
    pub fn disk_changed(&mut self) {
        self.changes += 1;
        self.listed.clear();
        self.sets = None;
    }

    /// The version of an open text.
    pub fn version(&self, path: &Path) -> Option<i32> {
        self.open.get(&normal(path)).map(|own| own.version)
    }

    /// An open text as the editor has it.
    pub fn text(&self, path: &Path) -> Option<&str> {
        self.open.get(&normal(path)).map(|own| own.text.as_str())
    }

    /// A file as it is now. Nothing if it can't be read or is no document by its name.
    pub fn sheet(&mut self, path: &Path) -> Option<Rc<Sheet>> {
        let path = normal(path);
        let changes = self.changes;
        if let Some(open) = self.open.get_mut(&path) {
            let known = self.known.entry(path.clone()).or_insert_with(|| {
                let before = open.before.take();
                let sheet = Sheet::again(&path, &open.text, before).map(Rc::new);
                Known { sheet, stamp: None, asked: changes }
            });
            return known.sheet.clone();
        }
        if let Some(known) = self.known.get(&path).filter(|own| own.asked == changes) {
            return known.sheet.clone();
        }
        let stamp = stamp(&path);
        if let Some(known) = self.known.get_mut(&path)
            && known.stamp == stamp
        {
            known.asked = changes;
            return known.sheet.clone();
        }
        let text = stamp.and_then(|_| std::fs::read_to_string(&path).ok());
        let sheet = text.and_then(|text| {
            // Editors don't show a byte order mark of a file.
            Sheet::new(&path, text.strip_prefix('\u{feff}').unwrap_or(&text)).map(Rc::new)
        });
        self.known.insert(path, Known { sheet: sheet.clone(), stamp, asked: changes });
        sheet
    }

    /// The files of a set itself, without those of sets within.
    fn members(&mut self, folder: &Path) -> Vec<PathBuf> {
        if let Some(files) = self.listed.get(folder) {
            return files.clone();
        }
        let inner: Vec<PathBuf> =
            find_sets(folder).unwrap_or_default().into_iter().filter(|own| own != folder).collect();
        let outside = |file: &Path| !inner.iter().any(|own| file.starts_with(own));
        let mut files = documents_below(folder).unwrap_or_default();
        // What is not saved yet belongs to the set as soon as it has a name.
        let unsaved = self.open.keys().filter(|own| own.starts_with(folder));
        files.extend(unsaved.filter(|own| Format::of(own).is_some()).cloned());
        files.retain(|file| outside(file));
        files.sort();
        files.dedup();
        self.listed.insert(folder.to_owned(), files.clone());
        files
    }

    /// Folders of a set and of all that it imports.
    fn closure(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            if found.contains(&folder) {
                continue;
            }
            let root = root_of(&folder).and_then(|root| self.sheet(&root));
            found.push(folder.clone());
            let Some(root) = root else { continue };
            let imports = root.names.iter().filter(|own| own.sorts == [Sort::Folder]);
            open.extend(imports.map(|own| normal(&folder.join(&own.text))));
        }
        found
    }

    fn sheets(&mut self, folders: &[PathBuf]) -> Vec<Rc<Sheet>> {
        let files: BTreeSet<PathBuf> =
            folders.iter().flat_map(|folder| self.members(folder)).collect();
        files.iter().filter_map(|file| self.sheet(file)).collect()
    }

    /// The files of the set around a file and of all that it imports; the file alone if there is none.
    pub fn around(&mut self, path: &Path) -> Vec<Rc<Sheet>> {
        let path = normal(path);
        match set_around(&path).map(Path::to_owned) {
            Some(folder) => {
                let folders = self.closure(&folder);
                self.sheets(&folders)
            }
            None => self.sheet(&path).into_iter().collect(),
        }
    }

    /// The files of every set that sees a file: its own and those that import it.
    pub fn everywhere(&mut self, path: &Path) -> Vec<Rc<Sheet>> {
        let path = normal(path);
        let Some(own) = set_around(&path).map(Path::to_owned) else {
            return self.sheet(&path).into_iter().collect();
        };
        let mut folders = vec![own.clone()];
        for set in self.sets() {
            let closure = self.closure(&set);
            if closure.contains(&own) {
                folders.extend(closure);
            }
        }
        folders.sort();
        folders.dedup();
        self.sheets(&folders)
    }

    /// Sets below the folders of the editor.
    fn sets(&mut self) -> Vec<PathBuf> {
        let folders = &self.folders;
        let all = self.sets.get_or_insert_with(|| {
            folders.iter().flat_map(|own| find_sets(own).unwrap_or_default()).collect()
        });
        all.clone()
    }

    /// Whether the editor may change a file: it is open, or lies in one of its folders. An editor
    /// that has no folder open may change the set of the open file.
    pub fn may_change(&self, file: &Path, from: &Path) -> bool {
        if self.open.contains_key(file) {
            return true;
        }
        if self.folders.is_empty() {
            let own = normal(from);
            return set_around(&own).is_some_and(|folder| file.starts_with(folder));
        }
        self.folders.iter().any(|folder| file.starts_with(folder))
    }

    /// Where the things that a name may mean get theirs, the file itself first.
    pub fn definitions(&mut self, path: &Path, name: &Name) -> Vec<(Rc<Sheet>, Name)> {
        let path = normal(path);
        let mut found: Vec<(Rc<Sheet>, Name)> = Vec::new();
        for sheet in self.around(&path) {
            let own = sheet.names.iter().filter(|own| own.defines && own.same(name));
            found.extend(own.map(|own| (Rc::clone(&sheet), own.clone())));
        }
        found.sort_by_key(|(sheet, _)| sheet.path != path);
        found
    }

    /// Everything that is open, for a check beside the answers.
    pub fn snapshot(&mut self) -> Snapshot {
        let paths: Vec<PathBuf> = self.open.keys().cloned().collect();
        let mut open = BTreeMap::new();
        for path in paths {
            let Some(sheet) = self.sheet(&path) else { continue };
            let Some(own) = self.open.get(&path) else { continue };
            let lead = own.text.starts_with('\u{feff}');
            let text = OpenText { text: sheet.text.clone(), lead, version: own.version };
            open.insert(path, text);
        }
        Snapshot {
            open,
            folders: self.folders.clone(),
            encoding: self.encoding,
            changes: self.changes,
        }
    }
}

/// When a file was last written, and its length; nothing for what is no file to be read.
fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let meta = std::fs::metadata(path).ok()?;
    let fits = meta.is_file() && meta.len() <= LARGEST;
    fits.then(|| meta.modified().ok()).flatten().map(|at| (at, meta.len()))
}
