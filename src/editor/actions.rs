//! Edits that an editor offers: those of findings, a comment that allows one, the layout of a text.

use std::path::Path;

use super::check::Note;
use super::desk::Desk;
use super::position::Spot;
use super::sheet::Sheet;
use crate::doc::comments::comments;
use crate::doc::layout::layout;
use crate::doc::mend::mend;
use crate::doc::{Format, read_text};
use crate::finding::Sink;
use crate::text::{Lang, Sources, Words, say};
use crate::triage::allows::may_be_allowed;

/// An edit of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub range: (Spot, Spot),
    /// What comes.
    pub text: String,
}

/// An edit that is offered for a finding.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it does.
    pub title: Words,
    /// It changes no meaning, so it may be made without a look.
    pub safe: bool,
    /// The edit.
    pub edit: Edit,
}

/// What can be done about a finding of a text that has not changed since.
pub fn actions(desk: &mut Desk, path: &Path, note: &Note, lang: Lang) -> Vec<Action> {
    let Some(sheet) = desk.sheet(path) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(after) = note.fix.as_ref().and_then(|fix| mend(&sheet.text, sheet.format, fix)) {
        let title = match &note.fix {
            Some(crate::finding::Fix::Write(_, new)) => {
                say!("Write {new}", "改写为{new}")
            }
            _ => Words::fixed("Remove what has no effect", "删去不起作用的内容"),
        };
        found.push(Action { title, safe: true, edit: between(desk, &sheet, &after) });
    }
    if let Some(meant) = &note.meant
        && let Some(edit) = replaced(desk, &sheet, note.bytes, meant)
    {
        let title = say!("Change to `{meant}`", "改为`{meant}`");
        found.push(Action { title, safe: false, edit });
    }
    if let Some(edit) = allowed(desk, &sheet, note, lang) {
        let rule = note.rule.id;
        let title = say!("Allow {rule} here, for a reason", "在此处允许{rule}并写明理由");
        found.push(Action { title, safe: false, edit });
    }
    found
}

/// The name at a place with another in its stead. What stands there may be quoted, or longer.
fn replaced(desk: &Desk, sheet: &Sheet, (start, end): (usize, usize), new: &str) -> Option<Edit> {
    let old = sheet.text.get(start..end)?;
    let inner = old.trim_matches(['"', '\'']);
    let quoted = old.len() - inner.len();
    if inner.is_empty() || inner.contains(['"', '\'', '\n']) || quoted % 2 == 1 {
        return None;
    }
    let start = start + quoted / 2;
    let before = sheet.text.get(..start)?;
    let after = sheet.text.get(start + inner.len()..)?;
    // In a language without quotes a name could become something else.
    let fits = new.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
    if !fits && quoted == 0 {
        return None;
    }
    Some(between(desk, sheet, &format!("{before}{new}{after}")))
}

/// The comment that allows a finding, above its line or behind it.
fn allowed(desk: &Desk, sheet: &Sheet, note: &Note, lang: Lang) -> Option<Edit> {
    if !may_be_allowed(note.rule) {
        return None;
    }
    let (line, id) = (sheet.lines().line(note.bytes.0), note.rule.id);
    let own = sheet.lines().range(&sheet.text, line);
    let text = sheet.text.get(own.clone())?;
    let indent = text.len() - text.trim_start().len();
    let lead = text.get(..indent)?;
    let (allow, reason) = match lang {
        Lang::En => ("allow", "REASON"),
        Lang::Zh => ("允许", "理由"),
    };
    let comment = format!("# remit: {allow} {id} {reason}");
    let ends = if sheet.text.contains("\r\n") { "\r\n" } else { "\n" };
    let before = sheet.text.get(..own.start)?;
    let above = format!("{before}{lead}{comment}{ends}{}", sheet.text.get(own.start..)?);
    // Within a text of several lines it would be no comment.
    let there = is_comment(&above, sheet, own.start + indent);
    there.then(|| between(desk, sheet, &above))
}

fn is_comment(text: &str, sheet: &Sheet, at: usize) -> bool {
    let mut sources = Sources::default();
    let id = sources.add(sheet.path.display().to_string(), text);
    let found = comments(id, sources.get(id));
    let there = found.iter().any(|own| own.span.start as usize == at);
    there && says_the_same(text, &sheet.text, sheet.format)
}

/// Whether two texts have as many values; a comment adds none.
fn says_the_same(one: &str, other: &str, format: Format) -> bool {
    let size = |text: &str| -> u64 {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let read = read_text("text", text, format, &mut sources, &mut sink);
        read.iter().map(|own| own.root.size).sum()
    };
    size(one) == size(other)
}

/// The edit that lays a text out; nothing if it can't be laid out or is so already.
pub fn formatting(desk: &mut Desk, path: &Path) -> Option<Edit> {
    let sheet = desk.sheet(path)?;
    let after = layout(&sheet.text, sheet.format).ok()?;
    (*after != *sheet.text).then(|| between(desk, &sheet, &after))
}

/// The smallest edit that makes a text another.
fn between(desk: &Desk, sheet: &Sheet, after: &str) -> Edit {
    let before = &*sheet.text;
    let same = |(a, b): &(char, char)| a == b;
    let head: usize =
        before.chars().zip(after.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (old, new) =
        (before.get(head..).unwrap_or_default(), after.get(head..).unwrap_or_default());
    let tail: usize =
        old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let spot = |byte| sheet.spot(byte, desk.encoding);
    Edit {
        range: (spot(head), spot(before.len() - tail)),
        text: new.get(..new.len() - tail).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Edit, between};
    use crate::editor::{Desk, Spot};

    #[test]
    fn the_smallest_edit_never_cuts_a_character() {
        let mut desk = Desk::default();
        let path = Path::new("/nowhere/a.yaml");
        desk.open(path, "a: 甲乙\nb: 🚓\n".to_owned(), 1);
        let sheet = desk.sheet(path).unwrap();
        let at = |line, column| Spot { line, column };
        // 甲 and 申 share their first bytes, 🚓 and 🚒 all but the last.
        let edit = between(&desk, &sheet, "a: 申乙\nb: 🚓\n");
        assert_eq!(edit, Edit { range: (at(0, 3), at(0, 4)), text: "申".to_owned() });
        let edit = between(&desk, &sheet, "a: 甲乙\nb: 🚒\n");
        assert_eq!(edit, Edit { range: (at(1, 3), at(1, 5)), text: "🚒".to_owned() });
        let edit = between(&desk, &sheet, "a: 甲乙乙\nb: 🚓\n");
        assert_eq!(edit.text, "乙");
    }
}
