//! Which duties come from imported sets, when an import asks for some of them `only`.
//!
//! An import without `only` brings every duty that the imported set has, be it its own or imported
//! in turn; one with `only` brings those of them that it names. A duty comes if it comes by any way.
//! Everything else of an imported set comes in any case: calendars, rosters, fields, mappings, the
//! negative list.
//!
//! What an imported set says of a duty that was left out is no fault of the importing set:
//! `dangling` takes it out. The rule is that what hangs on something that can't be seen here is
//! not asked for.

mod dangling;

use std::collections::{BTreeSet, HashSet};

use super::draft::{Draft, LeftOut};
use super::load::text_of;
use super::rules::IMPORT_UNKNOWN_DUTY;
use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::text::{Span, Words, meant, nearest, say};

/// That one set imports another.
#[derive(Clone, Debug)]
pub struct Import {
    /// Index of the importing set in [`Draft::sets`].
    pub from: usize,
    /// Index of the imported one.
    pub to: usize,
    /// The only duties that it brings.
    pub only: Option<Vec<Spanned<String>>>,
    /// Where the import is written.
    pub span: Span,
}

/// Duties that come from a set.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    All,
    Only(BTreeSet<String>),
}

impl Wanted {
    fn has(&self, duty: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(duty),
        }
    }

    /// What is left of it after an import with `only`.
    fn through(&self, only: Option<&[Spanned<String>]>) -> Self {
        match only {
            None => self.clone(),
            Some(ids) => {
                let ids = ids.iter().map(|id| &id.value).filter(|id| self.has(id));
                Self::Only(ids.cloned().collect())
            }
        }
    }

    /// Adds what comes by another way; returns whether that is more.
    fn add(&mut self, other: Self) -> bool {
        match (&mut *self, other) {
            (Self::All, _) => false,
            (own, Self::All) => {
                *own = Self::All;
                true
            }
            (Self::Only(own), Self::Only(more)) => {
                let before = own.len();
                own.extend(more);
                own.len() > before
            }
        }
    }
}

/// Which duties come from each set, seen from one of them. Imports run in no circle, so this ends;
/// it would end even then, because what comes only grows.
fn wanted(draft: &Draft, seen_from: usize) -> Vec<Wanted> {
    let mut all = vec![Wanted::Only(BTreeSet::new()); draft.sets.len()];
    if let Some(own) = all.get_mut(seen_from) {
        *own = Wanted::All;
    }
    loop {
        let mut grown = false;
        for import in &draft.imports {
            let Some(from) = all.get(import.from) else { continue };
            let more = from.through(import.only.as_deref());
            grown |= all.get_mut(import.to).is_some_and(|to| to.add(more));
        }
        if !grown {
            return all;
        }
    }
}

/// The sets that one set consists of: itself and what it imports, by whatever way.
pub fn reached(draft: &Draft, from: usize) -> BTreeSet<usize> {
    let (mut all, mut next) = (BTreeSet::from([from]), vec![from]);
    while let Some(set) = next.pop() {
        let imported = draft.imports.iter().filter(|import| import.from == set);
        next.extend(imported.filter(|import| all.insert(import.to)).map(|import| import.to));
    }
    all
}

/// Leaves out the duties that no import asks for, and what others say of them.
pub(super) fn select(draft: &mut Draft, sink: &mut Sink) {
    if draft.imports.iter().all(|import| import.only.is_none()) {
        return;
    }
    unknown(draft, sink);
    let here = wanted(draft, 0);
    let has = |set: usize, duty: &str| here.get(set).is_some_and(|wanted| wanted.has(duty));
    let left_out: Vec<LeftOut> = {
        let kept: HashSet<&str> = draft
            .duties()
            .filter(|duty| has(duty.set, duty.id.as_str()))
            .map(|duty| duty.id.as_str())
            .collect();
        let gone = draft.duties().filter(|duty| !kept.contains(duty.id.as_str()));
        gone.map(|duty| LeftOut { id: duty.id.value.clone(), title: duty.doc.title.clone() })
            .collect()
    };
    let dangling = dangling::Dangling::new(draft, &left_out);
    for list in &mut draft.lists {
        list.value.duties.0.retain(|(id, _)| has(list.set, id.as_str()));
    }
    draft.lists.retain(|list| list.set == 0 || !list.value.duties.is_empty());
    // A set's overlay of a duty that doesn't come changes nothing; one that names no duty is a fault.
    draft.overlays.retain(|overlay| match text_of(overlay.value.duty.as_ref()) {
        Some(duty) => overlay.set == 0 || has(overlay.set, duty),
        None => here.get(overlay.set) == Some(&Wanted::All),
    });
    draft.standards.retain(|standard| match text_of(standard.value.duty.as_ref()) {
        Some(duty) => has(standard.set, duty),
        None => here.get(standard.set) == Some(&Wanted::All),
    });
    dangling.take_out(draft);
    draft.left_out = left_out;
}

/// Reports names in `only` that no duty of the imported set has.
fn unknown(draft: &Draft, sink: &mut Sink) {
    for import in &draft.imports {
        let Some(only) = &import.only else { continue };
        let there = wanted(draft, import.to);
        let known: Vec<&Spanned<String>> = draft
            .duties()
            .filter(|duty| there.get(duty.set).is_some_and(|own| own.has(duty.id.as_str())))
            .map(|duty| duty.id)
            .collect();
        let set = draft.sets.get(import.to);
        let set = set.map(|set| set.name.clone()).unwrap_or_default();
        for id in only.iter().filter(|id| !known.iter().any(|own| own.value == id.value)) {
            let name = &id.value;
            let near = nearest(name, known.iter().map(|own| own.as_str()));
            let message =
                say!("the set `{set}` has no duty `{name}`", "清单集`{set}`没有责任事项`{name}`");
            let label = Words::fixed("names nothing", "没有所指");
            let mut finding = Finding::at(&IMPORT_UNKNOWN_DUTY, id.span, message, label);
            finding = match near {
                Some(near) => finding.help(meant(near)),
                None => finding.help(Words::fixed(
                    "write the id of a duty of that set, or take the name out",
                    "请写该清单集中责任事项的编号，或删去此名称",
                )),
            };
            if let Some(own) = near.and_then(|near| known.iter().find(|own| own.value == near)) {
                let words = Words::fixed("the nearest name", "最接近的名称");
                finding = finding.also_at(own.span, words);
            }
            sink.push(finding);
        }
    }
}
