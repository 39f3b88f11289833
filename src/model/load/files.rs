//! Files read and understood, each by itself, so that several are at once.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{KINDS, Read};
use crate::doc::{Document, Reader, read_file};
use crate::finding::{Finding, Sink};
use crate::model::docs::{
    CalendarDoc, ListDoc, MappingDoc, OverlayDoc, PatternDoc, RosterDoc, ScenarioDoc, SetDoc,
    StandardDoc, WaiversDoc,
};
use crate::model::draft::{Doc, Draft};
use crate::model::rules::UNKNOWN_KIND;
use crate::text::{SourceId, Sources, Span, Words, did_you_mean, nearest, say};
use crate::threads;

/// Files fewer than these are read before another thread has begun.
const FEW: usize = 4;

/// What one file says.
pub(super) struct FileRead {
    /// Its text; none if it could not be read at all.
    pub(super) sources: Sources,
    /// Its documents, as far as they could be understood.
    pub(super) documents: Vec<Typed>,
    /// A place that stands for the file, if there is any document in it.
    pub(super) first: Option<Span>,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
}

impl FileRead {
    /// Reads a file and understands its documents. Its text gets the id `next`.
    pub(super) fn by(
        read: &mut Read<'_>,
        path: &Path,
        next: SourceId,
        imported: bool,
        shown: impl Fn(&Path) -> String,
    ) -> Self {
        let (mut sources, mut sink) = (Sources::following(next), Sink::default());
        let documents = read(path, &shown(path), &mut sources, &mut sink);
        let first = documents.first().map(|own| Span { source: own.source, start: 0, end: 0 });
        let understood = documents.iter().filter_map(|own| Typed::of(own, imported, &mut sink));
        let documents = understood.collect();
        Self { sources, documents, first, findings: sink.into_findings() }
    }

    /// Whether its text, if there is one, has this id.
    pub(super) fn follows(&self, next: SourceId) -> bool {
        self.sources.iter().next().is_none_or(|(id, _)| id == next)
    }
}

/// Reads files by several threads. What comes of it is in the order of the files, and each has the
/// id that it has if every file before it could be read.
pub(super) fn read_all(
    paths: &[PathBuf],
    next: SourceId,
    imported: bool,
    shown: fn(&Path) -> String,
) -> Vec<FileRead> {
    threads::each(paths, FEW, |at, path| {
        let id = next.0.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        FileRead::by(&mut read_file, path, SourceId(id), imported, shown)
    })
}

/// A document, understood by its kind, and the place of its kind.
pub(super) struct Typed {
    source: SourceId,
    place: Span,
    said: Said,
}

enum Said {
    Set(Box<SetDoc>),
    List(Box<ListDoc>),
    Standard(Box<StandardDoc>),
    Overlay(Box<OverlayDoc>),
    Roster(Box<RosterDoc>),
    Calendar(Box<CalendarDoc>),
    Mapping(Box<MappingDoc>),
    Scenario(Box<ScenarioDoc>),
    Waivers(Box<WaiversDoc>),
    Model(Box<PatternDoc>),
}

impl Typed {
    /// Understands a document; nothing if it has no kind, or can't be understood at all.
    pub(super) fn of(document: &Document, imported: bool, sink: &mut Sink) -> Option<Self> {
        fn read<T: DeserializeOwned>(document: &Document, sink: &mut Sink) -> Option<T> {
            Reader::new(sink).read(&document.root)
        }
        let kind = document.root.get("kind").or_else(|| document.root.get("种类"))?;
        let word = kind.text().unwrap_or_default();
        let kind_name =
            KINDS.iter().find(|(en, zh)| *en == word || *zh == word).map_or(word, |(en, _)| en);
        let said = match kind_name {
            "set" => Said::Set(read(document, sink)?),
            "responsibility-list" => Said::List(read(document, sink)?),
            "standard" => Said::Standard(read(document, sink)?),
            "overlay" => Said::Overlay(read(document, sink)?),
            "roster" => Said::Roster(read(document, sink)?),
            "calendar" => Said::Calendar(read(document, sink)?),
            "mapping" => Said::Mapping(read(document, sink)?),
            // Scenarios of an imported set are its own: they are checked and run with it. And nobody
            // is granted an exception by the waivers of a set that he only imports.
            "scenario" | "waivers" if imported => return None,
            "scenario" => Said::Scenario(read(document, sink)?),
            "waivers" => Said::Waivers(read(document, sink)?),
            "model" => Said::Model(read(document, sink)?),
            _ => {
                sink.push(unknown_kind(word, kind.span));
                return None;
            }
        };
        Some(Self { source: document.source, place: kind.span, said })
    }

    /// Puts it where a draft has documents of its kind.
    pub(super) fn put(self, draft: &mut Draft, set: usize) {
        let Self { source, place, said } = self;
        macro_rules! keep {
            ($into:ident, $value:expr) => {
                draft.$into.push(Doc { value: $value, source, set, place })
            };
        }
        match said {
            Said::Set(value) => {
                if let Some(root) = draft.sets.get_mut(set) {
                    (root.value, root.source, root.place) = (*value, source, place);
                }
            }
            Said::List(value) => keep!(lists, *value),
            Said::Standard(value) => keep!(standards, *value),
            Said::Overlay(value) => keep!(overlays, *value),
            Said::Roster(value) => keep!(rosters, *value),
            Said::Calendar(value) => keep!(calendars, *value),
            Said::Mapping(value) => keep!(mappings, *value),
            Said::Scenario(value) => keep!(scenarios, *value),
            Said::Waivers(value) => keep!(waivers, *value),
            Said::Model(value) => keep!(models, *value),
        }
    }
}

fn unknown_kind(word: &str, place: Span) -> Finding {
    let known = KINDS.map(|(en, _)| en);
    let list = known.join(", ");
    let message = say!("`{word}` is not a kind of document", "`{word}`不是文档种类");
    let label = Words::fixed("unknown kind", "未知种类");
    Finding::at(&UNKNOWN_KIND, place, message, label).help(did_you_mean(
        nearest(word, known),
        say!("the kinds are: {list}", "可用的种类：{list}"),
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::doc::read_file;
    use crate::finding::Sink;
    use crate::model::load::{load, load_with};

    /// A set of which some files can't be read, so that texts after them have other ids than they
    /// would have.
    #[test]
    fn files_read_at_once_come_to_what_they_come_to_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("remit.yaml", "kind: set\nid: s\n");
        fs::create_dir(folder.path().join("b.yaml")).unwrap();
        write("m.yaml", "\u{feff}");
        fs::create_dir(folder.path().join("sub")).unwrap();
        fs::write(folder.path().join("sub/gbk.toml"), b"a = '\xd6\xd0'").unwrap();
        for at in 0..40 {
            let list = format!(
                "kind: responsibility-list\nduties: {{ D{at}: {{ titel: x }} }}\n---\nkind: sett\n"
            );
            write(&format!("{}{at}.yaml", ["a", "f", "z"][at % 3]), &list);
        }
        let (mut at_once, mut one_by_one) = (Sink::default(), Sink::default());
        let all = load(folder.path(), &mut at_once);
        let each = load_with(&mut read_file, folder.path(), &mut one_by_one);
        let paths = |draft: &crate::model::Draft| -> Vec<_> {
            draft.sources.iter().map(|(id, own)| (id, own.path.clone())).collect()
        };
        assert_eq!(paths(&all), paths(&each));
        assert!(paths(&all).iter().skip(1).map(|(_, path)| path).is_sorted());
        assert_eq!(all.sources.iter().count(), 43, "the folder has no text");
        let said = |sink: &Sink| format!("{:#?}", sink.findings());
        assert_eq!(said(&at_once), said(&one_by_one));
        let rules: Vec<_> = at_once.findings().iter().map(|own| own.rule.id).collect();
        let count = |rule: &str| rules.iter().filter(|own| **own == rule).count();
        assert_eq!(count("list/unknown-key"), 40);
        assert_eq!(count("list/unknown-kind"), 40);
        assert_eq!(count("list/unreadable"), 1);
        assert_eq!(count("list/not-utf8"), 1);
        assert_eq!(count("list/empty-file"), 1);
        for (one, other) in all.lists.iter().zip(&each.lists) {
            assert_eq!((one.source, one.place), (other.source, other.place));
            let (id, _) = &one.value.duties[0];
            assert_eq!(all.sources.slice(id.span), id.value, "its place is in its own text");
        }
        assert_eq!((all.lists.len(), each.lists.len()), (40, 40));
    }
}
