//! One file as an editor has it: its text, its trees as far as they can be read, its names.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::names::{Name, Names, scalar};
use super::parts::{self, Part};
use super::position::{Encoding, Lines, Spot};
use super::shape::shapes;
use super::walk::Place;
use crate::doc::rules::SYNTAX;
use crate::doc::{Format, Node, keys, read_text};
use crate::finding::{Place as Where, Sink};
use crate::text::Sources;

/// A document of ours in a file.
#[derive(Clone, Debug)]
pub struct Root {
    /// Its kind in English.
    pub kind: &'static str,
    /// What it says.
    pub node: Rc<Node>,
    /// Its top.
    pub place: Place,
}

/// One file.
#[derive(Debug)]
pub struct Sheet {
    /// Where it lies.
    pub path: PathBuf,
    /// Its format.
    pub format: Format,
    /// The text, without a byte order mark.
    pub text: Arc<str>,
    /// Its documents; none if it has none of ours.
    pub roots: Vec<Root>,
    /// Its names in the order of their places.
    pub names: Vec<Name>,
    /// What the parts of the text came to, where it is read in parts.
    parts: Vec<Part>,
    /// Bytes of a byte order mark that the editor counts.
    lead: usize,
    lines: Lines,
}

/// A line that can't be read is taken for empty; so often that is tried.
const ATTEMPTS: usize = 4;

/// Of longer texts fewer attempts are made: each reads the whole text.
const LONG: usize = 1 << 20;

impl Sheet {
    /// Reads a text. Nothing if the name of the file promises no document.
    pub fn new(path: &Path, text: &str) -> Option<Self> {
        Self::again(path, text, None)
    }

    /// Reads a text of which an earlier state was read before: what did not change is taken over.
    pub fn again(path: &Path, text: &str, before: Option<Rc<Self>>) -> Option<Self> {
        let format = Format::of(path)?;
        let own = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lead = text.len() - own.len();
        let before = before.map(|own| match Rc::try_unwrap(own) {
            // What its roots hold of the parts is let go.
            Ok(Self { text, parts, .. }) => (text, parts),
            Err(own) => (Arc::clone(&own.text), own.parts.clone()),
        });
        let read: &dyn Fn(&str) -> Vec<Rc<Node>> = match format {
            Format::Yaml => &trees,
            Format::Toml => &|own| read(own, format).0,
        };
        let (trees, parts) = parts::documents(own, format, before, read);
        let mut roots = Vec::new();
        let mut names = Names::new(own, format == Format::Toml);
        for node in trees {
            let word = ["kind", "种类"].iter().find_map(|key| node.get(key)?.text());
            let Some((kind, shape)) = word.and_then(|word| shapes().kind(word)) else { continue };
            let value = |key: &str| keys::names(key).find_map(|key| scalar(node.get(key)?));
            let place = Place::root(shape, &value);
            names.document(&node, &place);
            roots.push(Root { kind, node: Rc::clone(&node), place });
        }
        let mut found = std::mem::take(&mut names.found);
        in_headers(&parts, &names, &mut found);
        // What aliases of YAML repeat stands in the text once.
        found.sort_by(|a, b| (a.span, a.sorts, !a.defines).cmp(&(b.span, b.sorts, !b.defines)));
        found.dedup_by(|a, b| a.span == b.span && a.sorts == b.sorts);
        Some(Self {
            path: path.to_owned(),
            format,
            text: Arc::from(own),
            roots,
            names: found,
            parts,
            lead,
            lines: Lines::new(own),
        })
    }

    /// The names that a byte lies in or right behind.
    pub fn names_at(&self, byte: usize) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(move |own| own.span.0 <= byte && byte <= own.span.1)
    }

    /// The place of a byte.
    pub fn spot(&self, byte: usize, encoding: Encoding) -> Spot {
        let mut spot = self.lines.spot(&self.text, byte, encoding);
        if spot.line == 0 {
            spot.column += self.mark(encoding);
        }
        spot
    }

    /// The byte of a place.
    pub fn byte(&self, mut spot: Spot, encoding: Encoding) -> usize {
        if spot.line == 0 {
            spot.column = spot.column.saturating_sub(self.mark(encoding));
        }
        self.lines.byte(&self.text, spot, encoding)
    }

    /// The lines.
    pub const fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Columns of a byte order mark.
    fn mark(&self, encoding: Encoding) -> u32 {
        match (self.lead, encoding) {
            (0, _) => 0,
            (_, Encoding::Utf16) => 1,
            (_, Encoding::Utf8) => 3,
        }
    }
}

/// Names that are keys stand in every header below them, too.
fn in_headers(parts: &[Part], names: &Names<'_>, found: &mut Vec<Name>) {
    for (path, at) in parts::keys(parts) {
        let Some(own) = names.by_path.get(path).and_then(|first| found.get(*first)) else {
            continue;
        };
        // The end of a dotted name; its duty does not repeat alone.
        if own.span != (at.start, at.end) && own.text.len() == at.len() {
            let other =
                Name { span: (at.start, at.end), defines: false, title: None, ..own.clone() };
            found.push(other);
        }
    }
}

/// The trees of a text of YAML. Where it ends at a line that can't be read, it is read without the
/// line.
fn trees(text: &str) -> Vec<Rc<Node>> {
    let format = Format::Yaml;
    let first = read(text, format);
    let Some(mut fault) = first.1 else { return first.0 };
    let mut best = first.0;
    let mut now = text.to_owned();
    let attempts = if text.len() > LONG { 1 } else { ATTEMPTS };
    for _ in 0..attempts {
        let lines = Lines::new(&now);
        let line = lines.line(fault);
        let filled = |line: &usize| {
            now.get(lines.range(&now, *line)).is_some_and(|own| !own.trim().is_empty())
        };
        let here = Some(line).filter(filled);
        let before = (0..line).rev().find(filled);
        let mut tried = Vec::new();
        for line in [here, before].into_iter().flatten() {
            let mut bytes = now.clone();
            let range = lines.range(&now, line);
            let blank = " ".repeat(range.len());
            bytes.replace_range(range, &blank);
            let (trees, next) = read(&bytes, format);
            let whole = next.is_none();
            tried.push((next.unwrap_or(usize::MAX), bytes, trees));
            if whole {
                break;
            }
        }
        let Some((next, bytes, trees)) = tried.into_iter().max_by_key(|(next, ..)| *next) else {
            break;
        };
        now = bytes;
        if trees.iter().map(|own| own.size).sum::<u64>()
            >= best.iter().map(|own| own.size).sum::<u64>()
        {
            best = trees;
        }
        if next == usize::MAX {
            break;
        }
        fault = next;
    }
    best
}

/// The trees of a text, and where reading stopped.
fn read(text: &str, format: Format) -> (Vec<Rc<Node>>, Option<usize>) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let documents = read_text("text", text, format, &mut sources, &mut sink);
    let stop = sink.findings().iter().find(|own| own.rule.id == SYNTAX.id);
    let stop = stop.and_then(|own| match own.primary.place {
        Where::Span(span) => Some(span.start as usize),
        _ => None,
    });
    (documents.into_iter().map(|own| own.root).collect(), stop)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Sheet;
    use crate::editor::roles::Sort;

    fn names(file: &str, text: &str) -> Vec<String> {
        let sheet = Sheet::new(Path::new(file), text).unwrap();
        let own = sheet.names.iter().map(|own| {
            assert_eq!(sheet.text.get(own.span.0..own.span.1), Some(own.text.as_str()), "{own:?}");
            let sign = if own.defines { "+" } else { "" };
            let owner =
                if own.owner.is_empty() { String::new() } else { format!("@{}", own.owner) };
            let sorts: Vec<String> = own.sorts.iter().map(|sort| format!("{sort:?}")).collect();
            format!("{sign}{} {}{owner}", sorts.join("/"), own.text)
        });
        own.collect()
    }

    #[test]
    fn every_name_of_a_standard_is_found_where_it_stands() {
        let text = "\
kind: standard
duty: 'A-1'
steps:
  open: { starts: true, evidence: [paper | 记录] }
  close:
    after: [open, B-2.open]
    within: { \"24h\": open, when: { all: [{ grade: [red, 黄] }, { done: B-2.open }] } }
rules:
  once: { template: response, activation: open, target: close, same: [body, grade] }
";
        let wanted = [
            "Duty A-1@A-1",
            "+Step open@A-1",
            "Field paper@A-1",
            "Field 记录@A-1",
            "+Step close@A-1",
            "Step/Group open@A-1",
            "Duty B-2@A-1",
            "Step open@B-2",
            "Step/Group open@A-1",
            "Field grade@A-1",
            "Value red@grade",
            "Value 黄@grade",
            "Duty B-2@A-1",
            "Step open@B-2",
            "+Relation once@A-1",
            "Step open@A-1",
            "Step close@A-1",
            "Field grade@A-1",
        ];
        assert_eq!(names("a.yaml", text), wanted);
    }

    #[test]
    fn in_toml_a_duty_stands_in_every_header() {
        let text = "\
kind = \"responsibility-list\"
[duties.\"PP-01\"]
holder = \"COM\"
data.grade = { retention = \"2y\" }
[duties.PP-01.boundary]
excludes = [{ what = \"x\", to = \"PP-02\" }]
";
        let wanted = [
            "+Duty PP-01",
            "Role/Body COM@PP-01",
            "Field grade@PP-01",
            "Duty PP-01",
            "Role/Body/Duty PP-02@PP-01",
        ];
        assert_eq!(names("a.toml", text), wanted);
    }

    #[test]
    fn a_line_that_is_being_written_hides_nothing_else() {
        let text = "\
kind: responsibility-list
duties:
  A-1:
    holder: TEAM
    tit
  A-2:
    holder: [TEAM
  A-3: { holder: TEAM }
";
        let sheet = Sheet::new(Path::new("a.yaml"), text).unwrap();
        let duties = sheet.names.iter().filter(|own| own.sorts == [Sort::Duty]);
        let duties: Vec<&str> = duties.map(|own| own.text.as_str()).collect();
        assert_eq!(duties, ["A-1", "A-2", "A-3"]);
    }

    #[test]
    fn the_log_of_a_scenario_names_duties_steps_bodies_and_fields() {
        let text = "\
kind: scenario
id: s
duty: A-1
log: |
  row,step,at,单位,grade
  first,open,2026-02-10,north,red
  ,B-2.open,2026-02-10,north,
variants:
  late: { set: { open: { at: 2026-02-11 }, first: { grade: blue } }, verdicts: { A-1.open: { met: 1 }, A-1/trigger-1: { met: 1 } } }
";
        let wanted = [
            "+Scenario s@A-1",
            "Duty A-1@A-1",
            "Field grade@A-1",
            "Step open@A-1",
            "Body north@A-1",
            "Value red@grade",
            "Duty B-2@A-1",
            "Step open@B-2",
            "Body north@A-1",
            "+Variant late@A-1",
            "Step open@A-1",
            "Field grade@A-1",
            "Value blue@grade",
            "Duty A-1@A-1",
            "Step/Group/Relation open@A-1",
            "Duty A-1@A-1",
        ];
        assert_eq!(names("a.yaml", text), wanted);
    }
}
