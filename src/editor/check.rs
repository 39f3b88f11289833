//! The findings of `remit check` on texts that are being edited.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::mini::pruned;
use super::position::{Encoding, Lines, Spot};
use crate::doc::{Document, Format, read_file, read_text};
use crate::finding::{Finding, Fix, Place, Rule, Severity, Sink};
use crate::model::load::{KINDS, assemble, find_sets, normal, set_around};
use crate::text::nearest::suggested;
use crate::text::{SourceId, Sources, Span, Words};
use crate::triage::checked::{check_with, identity};

/// A text that is open.
#[derive(Clone, Debug)]
pub struct OpenText {
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// Whether the editor counts one.
    pub lead: bool,
    /// The editor's number of it.
    pub version: i32,
}

/// Everything that is open, at one time.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The open texts.
    pub open: BTreeMap<PathBuf, OpenText>,
    /// Folders that the editor has open.
    pub folders: Vec<PathBuf>,
    /// What columns are counted in.
    pub encoding: Encoding,
    /// How often the disk may have changed by then.
    pub changes: u64,
}

/// A finding at its place.
#[derive(Clone, Debug)]
pub struct Note {
    /// The check that found it.
    pub rule: &'static Rule,
    /// The rule's severity, or the set's choice.
    pub severity: Severity,
    /// First place, and the place after the last.
    pub range: (Spot, Spot),
    /// The same in bytes of the text.
    pub bytes: (usize, usize),
    /// The fact.
    pub message: Words,
    /// Why it is one, and what to do.
    pub more: Vec<Words>,
    /// Other places that explain it.
    pub related: Vec<(PathBuf, (Spot, Spot), Words)>,
    /// An edit that mends it and changes no meaning.
    pub fix: Option<Fix>,
    /// What was probably meant.
    pub meant: Option<String>,
}

/// What was found in a file.
#[derive(Clone, Debug)]
pub struct Notes {
    /// The file.
    pub path: PathBuf,
    /// The version of its text, if it is open.
    pub version: Option<i32>,
    /// In the order of their places.
    pub notes: Vec<Note>,
}

struct Parsed {
    text: Arc<str>,
    documents: Vec<Document>,
    findings: Vec<Finding>,
    /// The run in which it was used last.
    used: u64,
}

/// Checks sets again and again. What did not change is not parsed again.
#[derive(Default)]
pub struct Checker {
    /// By file and by its number in the set, which is part of every place.
    parsed: HashMap<(PathBuf, SourceId), Parsed>,
    runs: u64,
    /// Sets below folders, and when they were looked for.
    sets: Option<(u64, Vec<PathBuf>, Vec<PathBuf>)>,
    /// How many texts were parsed.
    pub parses: u64,
}

impl Checker {
    /// Every file of every set that has an open text, with what `remit check` would find in it if
    /// all were saved. A text of no set is looked at for its form alone.
    pub fn check(&mut self, snapshot: &Snapshot) -> Vec<Notes> {
        self.runs += 1;
        let mut files: BTreeMap<PathBuf, Vec<Note>> = BTreeMap::new();
        let mut seen = HashSet::new();
        let folders = self.concerned(snapshot);
        let mut sets = Vec::new();
        for folder in &folders {
            sets.push(check_with(
                &mut |path, name, sources, sink| self.read(snapshot, path, name, sources, sink),
                folder,
            ));
        }
        for checked in &sets {
            let sources = &checked.draft.sources;
            for (_, source) in sources.iter() {
                files.entry(PathBuf::from(&source.path)).or_default();
            }
            let places = Places::new(snapshot);
            for finding in &checked.findings {
                // A set that several others import is told of once.
                if seen.insert(identity(finding, sources)) {
                    places.add(finding, sources, &mut files);
                }
            }
        }
        let loose: Vec<&PathBuf> =
            snapshot.open.keys().filter(|own| !files.contains_key(*own)).collect();
        let mut alone: Vec<(PathBuf, Vec<Note>)> = Vec::new();
        for path in loose {
            alone.push((path.clone(), form(snapshot, path)));
        }
        files.extend(alone);
        self.parsed.retain(|_, own| own.used == self.runs);
        files
            .into_iter()
            .map(|(path, mut notes)| {
                notes.sort_by_key(|own| own.bytes);
                let version = snapshot.open.get(&path).map(|own| own.version);
                Notes { path, version, notes }
            })
            .collect()
    }

    /// Sets that hold an open text or import one that does.
    fn concerned(&mut self, snapshot: &Snapshot) -> Vec<PathBuf> {
        let own: BTreeSet<PathBuf> =
            snapshot.open.keys().filter_map(|path| set_around(path).map(Path::to_owned)).collect();
        if own.is_empty() {
            return Vec::new();
        }
        let below = self.sets(snapshot);
        let all: BTreeSet<PathBuf> = below.into_iter().chain(own.iter().cloned()).collect();
        let concerned = |folder: &PathBuf| {
            own.contains(folder) || imports(snapshot, folder).iter().any(|set| own.contains(set))
        };
        all.into_iter().filter(concerned).collect()
    }

    /// Sets below the folders of the editor. A large folder is not searched for every check.
    fn sets(&mut self, snapshot: &Snapshot) -> Vec<PathBuf> {
        if let Some((changes, folders, sets)) = &self.sets
            && *changes == snapshot.changes
            && *folders == snapshot.folders
        {
            return sets.clone();
        }
        let all = snapshot.folders.iter().flat_map(|own| find_sets(own).unwrap_or_default());
        let sets: Vec<PathBuf> = all.collect();
        self.sets = Some((snapshot.changes, snapshot.folders.clone(), sets.clone()));
        sets
    }

    /// Reads a file as it is open, else as it is on the disk, and parses it only if it changed.
    fn read(
        &mut self,
        snapshot: &Snapshot,
        path: &Path,
        name: &str,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Vec<Document> {
        let place = normal(path);
        let open = snapshot.open.get(&place).map(|own| Arc::clone(&own.text));
        let (Some(text), Some(format)) = (open.or_else(|| on_disk(path)), Format::of(path)) else {
            return read_file(path, name, sources, sink);
        };
        let next = sources.next();
        if let Some(known) = self.parsed.get_mut(&(place.clone(), next))
            && known.text == text
        {
            known.used = self.runs;
            sources.add(name, &text);
            for own in &known.findings {
                sink.push(own.clone());
            }
            return known.documents.clone();
        }
        let mut own = Sink::default();
        let documents = read_text(name, &text, format, sources, &mut own);
        self.parses += 1;
        let findings = own.into_findings();
        for own in &findings {
            sink.push(own.clone());
        }
        let parsed = Parsed { text, documents: documents.clone(), findings, used: self.runs };
        self.parsed.insert((place, next), parsed);
        documents
    }
}

/// The text of an ordinary file in UTF-8; all else is for the reader of files to say.
fn on_disk(path: &Path) -> Option<Arc<str>> {
    let meta = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    if meta.len() > 16 << 20 {
        return None;
    }
    let text = std::fs::read_to_string(path).ok()?;
    Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
}

/// Folders of all sets that a set imports.
fn imports(snapshot: &Snapshot, folder: &Path) -> BTreeSet<PathBuf> {
    use super::roles::Sort;
    use super::sheet::Sheet;
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Some(root) = crate::model::load::root_of(&folder) else { continue };
        let own = snapshot.open.get(&normal(&root)).map(|own| Arc::clone(&own.text));
        let Some(text) = own.or_else(|| on_disk(&root)) else { continue };
        let Some(sheet) = Sheet::new(&root, &text) else { continue };
        for name in sheet.names.iter().filter(|own| own.sorts == [Sort::Folder]) {
            let path = normal(&folder.join(&name.text));
            if found.insert(path.clone()) {
                open.push(path);
            }
        }
    }
    found
}

/// What is wrong with the form of a text that belongs to no set.
fn form(snapshot: &Snapshot, path: &Path) -> Vec<Note> {
    let (Some(open), Some(format)) = (snapshot.open.get(path), Format::of(path)) else {
        return Vec::new();
    };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let name = path.display().to_string();
    let documents = read_text(&name, &open.text, format, &mut sources, &mut sink);
    // Many files are called so and are nothing of ours.
    let ours = |own: &Document| {
        let kind = ["kind", "种类"].iter().find_map(|key| own.root.get(key)?.text());
        kind.is_some_and(|kind| KINDS.iter().any(|(en, zh)| *en == kind || *zh == kind))
    };
    let word = |line: &str| {
        let own = line.trim_start();
        let key = ["kind", "种类"].iter().find_map(|key| own.strip_prefix(key));
        let value = key.map(|rest| rest.trim_matches([' ', ':', '=', '"', '\'']));
        value.is_some_and(|value| KINDS.iter().any(|(en, zh)| *en == value || *zh == value))
    };
    if !documents.iter().any(ours) && !open.text.lines().any(word) {
        return Vec::new();
    }
    // Imports of a text that lies in no set lead nowhere.
    let kept = |key: &str| !["imports", "引用清单"].contains(&key);
    let documents = documents.into_iter().filter(ours);
    let documents: Vec<Document> =
        documents.map(|own| Document { root: pruned(&own.root, &kept), ..own }).collect();
    let draft = assemble(&documents, sources, &mut sink);
    let mut files = BTreeMap::new();
    let places = Places::new(snapshot);
    for finding in sink.findings() {
        places.add(finding, &draft.sources, &mut files);
    }
    files.remove(path).unwrap_or_default()
}

/// Places of findings as the editor counts them.
struct Places<'s> {
    snapshot: &'s Snapshot,
    lines: RefCell<HashMap<SourceId, Lines>>,
}

impl<'s> Places<'s> {
    fn new(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, lines: RefCell::default() }
    }

    fn range(&self, span: Span, sources: &Sources) -> (PathBuf, (Spot, Spot)) {
        let source = sources.get(span.source);
        let path = PathBuf::from(&source.path);
        let mut known = self.lines.borrow_mut();
        let lines = known.entry(span.source).or_insert_with(|| Lines::new(&source.text));
        let lead = self.snapshot.open.get(&path).is_some_and(|own| own.lead);
        let encoding = self.snapshot.encoding;
        let spot = |byte: u32| {
            let mut spot = lines.spot(&source.text, byte as usize, encoding);
            if lead && spot.line == 0 {
                spot.column += if encoding == Encoding::Utf8 { 3 } else { 1 };
            }
            spot
        };
        (path, (spot(span.start), spot(span.end)))
    }

    fn add(&self, finding: &Finding, sources: &Sources, files: &mut BTreeMap<PathBuf, Vec<Note>>) {
        let (path, range, bytes) = match &finding.primary.place {
            Place::Span(span) => {
                let (path, range) = self.range(*span, sources);
                (path, range, (span.start as usize, span.end as usize))
            }
            Place::File(path) => (PathBuf::from(path), Default::default(), (0, 0)),
            Place::Row(_) => return,
        };
        let related = finding.related.iter().filter_map(|label| match &label.place {
            Place::Span(span) => {
                let (path, range) = self.range(*span, sources);
                Some((path, range, label.words.clone()))
            }
            _ => None,
        });
        let note = Note {
            rule: finding.rule,
            severity: finding.severity,
            range,
            bytes,
            message: finding.message.clone(),
            more: finding.why.iter().chain(&finding.help).cloned().collect(),
            related: related.collect(),
            fix: finding.fix.clone(),
            meant: finding.help.as_ref().and_then(suggested).map(str::to_owned),
        };
        files.entry(path).or_default().push(note);
    }
}
