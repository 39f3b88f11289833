//! What is found only because something else could not be read.
//!
//! A misspelt key `holdr` is one fault and not two, although the duty then has no holder. Where a
//! part of a document was left out for its form, nothing is concluded from what is missing there;
//! where a document as a whole could not be read, nothing is concluded from names that it may have.
//! Once the form is right, the rest is found.
//!
//! So it is with sets of which some duties were left out by an import with `only`: that something has
//! no use any more is no fault of theirs.

use std::collections::HashSet;
use std::path::Path;

use super::Index;
use crate::doc::rules as form;
use crate::finding::{Finding, Place, Rule, Severity};
use crate::model::rules as loading;
use crate::text::{SourceId, Span};

/// What a rule concludes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concludes {
    /// From what is there.
    Presence,
    /// From what is missing of the thing that it points to.
    Absence,
    /// From what no document of the set has.
    Elsewhere,
}

/// Rules after which the rest of a document, or all of it, was not read.
static CUT_OFF: [&Rule; 9] = [
    &form::ALIAS_BOMB,
    &form::NOT_UTF8,
    &form::SYNTAX,
    &form::TOO_DEEP,
    &form::TOO_LARGE,
    &form::UNREADABLE,
    &loading::IMPORT_CYCLE,
    &loading::IMPORT_MISSING,
    &loading::UNKNOWN_KIND,
];

/// Rules after which a part of a document was left out.
static LEFT_OUT: [&Rule; 5] = [
    &form::DUPLICATE_KEY,
    &form::MISSING_KEY,
    &form::UNKNOWN_KEY,
    &form::UNKNOWN_VALUE,
    &form::WRONG_TYPE,
];

/// Where a part begins that can lack something, and whether it is a whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    source: SourceId,
    byte: u32,
    document: bool,
}

/// What could not be read.
#[derive(Debug, Default)]
pub(super) struct Unread {
    starts: Vec<Start>,
    /// Files of which the rest was not read.
    cut_off: HashSet<SourceId>,
    /// Places that were left out, sorted.
    left_out: Vec<Span>,
    /// Whether names may be missing anywhere.
    names: bool,
    /// Files of sets of which some duties were left out.
    chosen_from: HashSet<SourceId>,
}

impl Unread {
    /// Gathers it from what was found while documents were read.
    pub(super) fn new(index: &Index<'_>, found: &[Finding]) -> Self {
        let is = |rules: &[&Rule], finding: &Finding| rules.iter().any(|r| r.id == finding.rule.id);
        let mut unread = Self::default();
        if !index.draft.left_out.is_empty() {
            let lists = index.draft.lists.iter().map(|doc| (doc.set, doc.source));
            let standards = index.draft.standards.iter().map(|doc| (doc.set, doc.source));
            let imported = lists.chain(standards).filter(|(set, _)| *set != 0);
            unread.chosen_from.extend(imported.map(|(_, source)| source));
        }
        for finding in found {
            let cut_off = is(&CUT_OFF, finding);
            unread.names |= cut_off;
            let Place::Span(span) = finding.primary.place else { continue };
            // An import or a kind that is not known leaves its own file whole.
            if cut_off && is(form::RULES, finding) {
                unread.cut_off.insert(span.source);
            }
            if is(&LEFT_OUT, finding) {
                unread.left_out.push(span);
                unread.names |= is_whole_part(index, span);
            }
        }
        if !unread.left_out.is_empty() {
            unread.left_out.sort_unstable();
            unread.starts = starts(index);
        }
        unread
    }

    /// Whether a finding of a rule may only be there because something could not be read.
    pub(super) fn explains(&self, concludes: Concludes, finding: &Finding) -> bool {
        let Place::Span(place) = finding.primary.place else { return false };
        if self.cut_off.contains(&place.source) {
            return true;
        }
        let absent = concludes != Concludes::Presence && finding.rule.severity != Severity::Error;
        if absent && self.chosen_from.contains(&place.source) {
            return true;
        }
        match concludes {
            Concludes::Presence => false,
            Concludes::Absence => self.lacks_something(place),
            Concludes::Elsewhere => self.names,
        }
    }

    /// Whether something was left out of the thing that a place belongs to.
    fn lacks_something(&self, place: Span) -> bool {
        if self.left_out.is_empty() {
            return false;
        }
        let own = |start: &Start| start.source == place.source;
        let after =
            self.starts.partition_point(|s| (s.source, s.byte) <= (place.source, place.start));
        let start = after.checked_sub(1).and_then(|at| self.starts.get(at)).filter(|s| own(s));
        let document = start.is_none_or(|start| start.document);
        let mut later = self.starts.iter().skip(after).filter(|s| !document || s.document);
        let end = later.next().filter(|s| own(s)).map_or(u32::MAX, |start| start.byte);
        // What stands before the `kind` of the first document belongs to it too.
        let first = !self.starts.iter().take(after.saturating_sub(1)).any(own);
        let begin = start.filter(|_| !(document && first)).map_or(0, |start| start.byte);
        let from = self.left_out.partition_point(|s| (s.source, s.start) < (place.source, begin));
        self.left_out.get(from).is_some_and(|s| s.source == place.source && s.start < end)
    }
}

/// Whether a whole part of a document was left out, and not only a part of one thing in it: a key at
/// the margin, in TOML one before every table or the first of a table's name.
fn is_whole_part(index: &Index<'_>, span: Span) -> bool {
    let source = index.draft.sources.get(span.source);
    let place = source.position(span.start);
    let header = source.line(place.line).starts_with('[');
    let before = source.text.get(..span.start as usize).unwrap_or_default();
    let in_table = Path::new(&source.path).extension().is_some_and(|end| end == "toml")
        && before.lines().any(|line| line.starts_with('['));
    if header { place.column <= 3 } else { place.column == 1 && !in_table }
}

/// The beginnings of everything that can lack something, sorted.
fn starts(index: &Index<'_>) -> Vec<Start> {
    let draft = index.draft;
    let mut starts = Vec::new();
    let mut add = |span: Span, document: bool| {
        starts.push(Start { source: span.source, byte: span.start, document });
    };
    for root in &draft.sets {
        add(root.place, true);
        root.value.fields.iter().for_each(|(id, _)| add(id.span, false));
    }
    draft.lists.iter().for_each(|doc| add(doc.place, true));
    draft.standards.iter().for_each(|doc| add(doc.place, true));
    draft.overlays.iter().for_each(|doc| add(doc.place, true));
    for roster in &draft.rosters {
        let doc = &roster.value;
        add(roster.place, true);
        doc.roles.iter().for_each(|(id, _)| add(id.span, false));
        doc.bodies.iter().for_each(|(id, _)| add(id.span, false));
        doc.persons.iter().for_each(|(id, _)| add(id.span, false));
        let targets = doc.targets.iter().flat_map(|(_, targets)| targets.iter());
        targets.for_each(|(id, _)| add(id.span, false));
    }
    for calendar in &draft.calendars {
        add(calendar.place, true);
        calendar.value.years.iter().for_each(|(year, _)| add(year.span, false));
    }
    draft.mappings.iter().for_each(|doc| add(doc.place, true));
    for scenario in &draft.scenarios {
        add(scenario.place, true);
        scenario.value.variants.iter().for_each(|(name, _)| add(name.span, false));
    }
    draft.models.iter().for_each(|doc| add(doc.place, true));
    index.duties.iter().for_each(|duty| add(duty.id.span, false));
    index.steps.iter().for_each(|step| add(step.id.span, false));
    starts.sort_unstable();
    starts.dedup();
    starts
}

#[cfg(test)]
mod tests {
    use crate::doc::{Format, read_text};
    use crate::finding::Sink;
    use crate::model::load::assemble;
    use crate::text::Sources;

    /// What is found in files, by rule. A text that begins with a key and `=` is TOML.
    fn found(files: &[&str]) -> Vec<String> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let mut documents = Vec::new();
        for text in files {
            let toml = text.starts_with("kind =");
            let (name, format) =
                if toml { ("a.toml", Format::Toml) } else { ("a.yaml", Format::Yaml) };
            documents.extend(read_text(name, text, format, &mut sources, &mut sink));
        }
        let draft = assemble(&documents, sources, &mut sink);
        crate::lint::run(&draft, &mut sink);
        let mut rules: Vec<_> =
            sink.findings().iter().map(|f| f.rule.id.replace("list/", "")).collect();
        rules.retain(|rule| !["duty-without-basis", "duty-without-standard"].contains(&&**rule));
        rules.sort();
        rules
    }

    #[test]
    fn one_slip_of_the_pen_is_one_finding() {
        let list = "kind: responsibility-list\nduties:\n  A:\n    title: a\n    holdr: X\n    work: rutine\n    trigger: { event: e }\n";
        assert_eq!(found(&[list]), ["unknown-key", "unknown-value"]);
        let slip = "kind: responsibility-list\ntitel: t\nduties:\n  A: { title: a, holder: X, work: routine }\n";
        assert_eq!(found(&[slip]), ["duty-without-trigger", "unknown-key"]);
    }

    #[test]
    fn the_neighbour_of_a_slip_is_still_looked_at() {
        let list = "kind: responsibility-list\nduties:\n  A: { title: a, holdr: X, work: routine, trigger: { event: e } }\n  B: { title: b, work: routine, trigger: { event: e } }\n";
        assert_eq!(found(&[list]), ["duty-without-holder", "unknown-key"]);
    }

    #[test]
    fn names_are_not_looked_up_in_what_could_not_be_read() {
        let list = "kind: responsibility-list\nduties:\n  A: { title: a, holder: X, work: routine, trigger: { event: e } }\n";
        let whole = "kind: roster\nroles:\n  Z: { title: z }\n";
        let broken = "kind: roster\nroles:\n  Z: { title: z }\n  X: { title: \"x }\n";
        let misspelt = "kind: roster\nrols:\n  X: { title: x }\n";
        assert_eq!(found(&[list, whole]), ["unknown-holder"]);
        assert_eq!(found(&[list, broken]), ["syntax"]);
        assert_eq!(found(&[list, misspelt]), ["unknown-key"]);
    }

    #[test]
    fn a_key_in_a_table_of_toml_hides_no_names() {
        let list = "kind = \"responsibility-list\"\n[duties.A]\ntitle = \"a\"\nholder = \"X\"\nwork = \"routine\"\ntrigger = { event = \"e\" }\nlin = \"x\"\n";
        let roster = "kind = \"roster\"\n[roles.Z]\ntitle = \"z\"\n";
        let misspelt = "kind = \"roster\"\n[rols.X]\ntitle = \"x\"\n";
        let other = list.replace("A]", "B]").replace("\"a\"", "\"b\"").replace("lin =", "line =");
        assert_eq!(
            found(&[list, roster, &other]),
            ["unknown-holder", "unknown-holder", "unknown-key"]
        );
        assert_eq!(found(&[list, misspelt]), ["unknown-key", "unknown-key"]);
    }

    #[test]
    fn what_a_broken_file_still_shows_is_left_for_later() {
        let standard = "kind: standard\nduty: A\nsteps:\n  one: { title: o }\n  two: [\n";
        let list = "kind: responsibility-list\nduties:\n  A: { title: a, work: routine, trigger: { event: e } }\n";
        assert_eq!(found(&[list, standard]), ["duty-without-holder", "syntax"]);
    }
}
