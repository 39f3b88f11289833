//! A folder to begin with: a shipped set with all it imports, or a small one of its own.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::doc::{Format, Reader, read_text};
use crate::finding::Sink;
use crate::model::docs::SetDoc;
use crate::model::load::{KINDS, ROOTS};
use crate::model::schema::{ANY, file_name};
use crate::text::Sources;

static LISTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lists");

/// A file to be written, by its path within the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub bytes: Vec<u8>,
}

/// What runs the checks of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pipeline {
    /// Actions of GitHub.
    GitHub,
    /// GitLab CI.
    GitLab,
}

/// What a folder begins with.
#[derive(Clone, Debug)]
pub struct Start {
    /// A shipped set, or nothing for a small one.
    pub from: Option<String>,
    /// The small one's name.
    pub id: String,
    /// Its title in English.
    pub title_en: String,
    /// Its title in Chinese.
    pub title_zh: String,
    /// The zone in which its days begin.
    pub timezone: String,
    /// What runs its checks.
    pub pipeline: Option<Pipeline>,
}

/// The shipped sets that one can begin with, those that have duties of their own.
pub fn shipped() -> Vec<&'static str> {
    let folders = LISTS.dirs().filter_map(|own| own.path().file_name()?.to_str());
    let mut all: Vec<_> = folders.filter(|name| *name != "calendars" && is_set(name)).collect();
    all.sort_unstable();
    all
}

fn is_set(name: &str) -> bool {
    root(name).is_some()
}

fn root(name: &str) -> Option<&'static include_dir::File<'static>> {
    ROOTS.iter().find_map(|root| LISTS.get_file(format!("{name}/{root}")))
}

/// Every file of the folder. Nothing if there is no such shipped set.
pub fn files(start: &Start) -> Option<Vec<File>> {
    let mut all = match &start.from {
        Some(name) => of_shipped(name)?,
        None => of_nothing(start),
    };
    let set = start.from.as_deref().unwrap_or(&start.id);
    let ci = match start.pipeline {
        Some(Pipeline::GitHub) => Some((".github/workflows/lists.yml", GITHUB)),
        Some(Pipeline::GitLab) => Some((".gitlab-ci.yml", GITLAB)),
        None => None,
    };
    let line = ci.map_or_else(String::new, |(path, _)| {
        format!("| `{path}` | 每次提交时检查 · checks every change |\n")
    });
    let title = |own: &str| if start.from.is_some() { set.to_owned() } else { own.to_owned() };
    let readme = README
        .replace(
            "{{title_zh}} · {{title_en}}",
            &match &start.from {
                Some(_) => set.to_owned(),
                None => format!("{} · {}", title(&start.title_zh), title(&start.title_en)),
            },
        )
        .replace("{{set}}", &format!("lists/{set}"))
        .replace("{{ci}}", &line);
    all.push(File { path: PathBuf::from("README.md"), bytes: readme.into_bytes() });
    if let Some((path, text)) = ci {
        all.push(File { path: PathBuf::from(path), bytes: text.as_bytes().to_vec() });
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    Some(all)
}

const README: &str = include_str!("template/README.md");
const GITHUB: &str = include_str!("template/github.yml");
const GITLAB: &str = include_str!("template/gitlab.yml");

/// The small set: what it is called, and its text.
const SMALL: [(&str, &str); 6] = [
    ("remit.toml", include_str!("template/remit.toml")),
    ("duties.yaml", include_str!("template/duties.yaml")),
    ("standards/A-01.yaml", include_str!("template/standard.yaml")),
    ("roster.yaml", include_str!("template/roster.yaml")),
    ("scenarios.yaml", include_str!("template/scenarios.yaml")),
    ("logs/sample.plain.csv", include_str!("template/logs/sample.plain.csv")),
];

fn of_nothing(start: &Start) -> Vec<File> {
    let fill = |text: &str| {
        [
            ("{{id}}", &start.id),
            ("{{title_en}}", &start.title_en),
            ("{{title_zh}}", &start.title_zh),
            ("{{timezone}}", &start.timezone),
        ]
        .into_iter()
        .fold(text.to_owned(), |text, (key, value)| text.replace(key, &quoted(value)))
    };
    SMALL
        .iter()
        .map(|(name, text)| {
            let path = Path::new("lists").join(&start.id).join(name);
            with_modeline(path, fill(text).into_bytes())
        })
        .collect()
}

/// A text in quotes, as TOML and JSON both write it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A shipped set and every set that it imports, directly or not.
fn of_shipped(name: &str) -> Option<Vec<File>> {
    let mut wanted = vec![name.to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(next) = wanted.pop() {
        if seen.insert(next.clone()) {
            wanted.extend(imports(&next)?);
        }
    }
    let mut all = Vec::new();
    for name in seen {
        below(LISTS.get_dir(&name)?, &mut all);
    }
    Some(all)
}

fn below(folder: &Dir<'static>, into: &mut Vec<File>) {
    for file in folder.files() {
        into.push(with_modeline(Path::new("lists").join(file.path()), file.contents().to_vec()));
    }
    for inner in folder.dirs() {
        below(inner, into);
    }
}

/// The sets that a shipped set imports, by the names of their folders.
fn imports(name: &str) -> Option<Vec<String>> {
    let file = root(name)?;
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let format = Format::of(file.path())?;
    let read = read_text("remit", file.contents_utf8()?, format, &mut sources, &mut sink);
    let doc: SetDoc = Reader::new(&mut sink).read(&read.first()?.root)?;
    let folder = |path: &str| {
        let last = Path::new(path).components().next_back()?;
        Some(last.as_os_str().to_str()?.to_owned())
    };
    doc.imports.iter().map(|own| folder(&own.set.value)).collect()
}

/// A document with a first line that leads editors to its schema.
fn with_modeline(path: PathBuf, bytes: Vec<u8>) -> File {
    let line = Format::of(&path).and_then(|format| {
        let text = std::str::from_utf8(&bytes).ok()?;
        let schema = file_name(kind_of(text, format)?);
        let up = path.components().filter(|part| matches!(part, Component::Normal(_))).count() - 1;
        let schema = format!("{}schema/{schema}", "../".repeat(up));
        Some(match format {
            Format::Toml => format!("#:schema {schema}\n"),
            Format::Yaml => format!("# yaml-language-server: $schema={schema}\n"),
        })
    });
    let mut all = line.map(String::into_bytes).unwrap_or_default();
    all.extend(bytes);
    File { path, bytes: all }
}

/// The kind of all documents of a file, or [`ANY`] if they differ.
fn kind_of(text: &str, format: Format) -> Option<&'static str> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let read = read_text("file", text, format, &mut sources, &mut sink);
    let kinds: BTreeSet<&str> = read
        .iter()
        .filter_map(|own| {
            let word = own.root.get("kind").or_else(|| own.root.get("种类"))?.text()?;
            KINDS.iter().find(|(en, zh)| *en == word || *zh == word).map(|(en, _)| *en)
        })
        .collect();
    let mut kinds = kinds.into_iter();
    let first = kinds.next()?;
    Some(if kinds.next().is_some() { ANY } else { first })
}
