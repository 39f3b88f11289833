//! The text format of Declare models: activities, their data, and constraints.
//!
//! ```text
//! activity Triage
//! bind Triage: priority
//! priority: integer between 1 and 5
//! Response[Triage, Visit] |A.priority > 3 |same room |0,2,h
//! Absence2[Visit]
//! ```
//!
//! The parts of a constraint are what must hold at the activation, what the two events must have in
//! common, and how far apart they may be. What our rules can't say is left out as a whole line and
//! reported: half a rule is another rule.

mod condition;
mod constraint;
mod names;
mod write;

use super::{Imported, Left};
use crate::text::{Words, say};
use constraint::Rule;
use names::Names;

/// A field and what its values are.
#[derive(Clone, Debug, PartialEq)]
struct Field {
    name: String,
    values: Vec<String>,
    number: bool,
    /// As it is declared.
    written: String,
}

/// What a file says.
#[derive(Default)]
struct Read {
    steps: Names,
    /// Activity and the fields that it carries.
    carried: Vec<(String, Vec<String>)>,
    fields: Vec<Field>,
    rules: Vec<Rule>,
    left: Vec<Left>,
}

/// Takes a Declare model over as the standard of a duty. `name` is what the file is called.
pub fn read(text: &str, name: &str, duty: &str) -> Imported {
    let mut read = Read::default();
    let lines = || (1usize..).zip(text.lines()).map(|(number, line)| (number, line.trim()));
    let is_rule = |line: &str| line.contains('[') && !line.to_lowercase().starts_with("bind ");
    // Constraints may stand before what they are about.
    for (number, line) in lines().filter(|(_, line)| !is_rule(line)) {
        if let Err(why) = read.declaration(line.trim_start_matches('\u{feff}')) {
            read.left.push(Left { line: number, text: line.to_owned(), why });
        }
    }
    for (number, line) in lines().filter(|(_, line)| is_rule(line)) {
        if comment(line) {
            continue;
        }
        match constraint::read(line, &mut read.steps, &read.fields) {
            Ok(rule) => read.rules.push(rule),
            Err(why) => read.left.push(Left { line: number, text: line.to_owned(), why }),
        }
    }
    read.left.sort_by_key(|left| left.line);
    let text = write::standard(&read, name, duty);
    Imported { text, taken: read.rules.len(), left: read.left }
}

fn comment(line: &str) -> bool {
    line.is_empty() || line.starts_with('#') || line.starts_with("//")
}

impl Read {
    fn declaration(&mut self, line: &str) -> Result<(), Words> {
        if comment(line) {
            return Ok(());
        }
        if let Some(name) = line.strip_prefix("activity ") {
            self.steps.id(name.trim());
            return Ok(());
        }
        let Some((head, tail)) = line.split_once(':') else {
            return Err(Words::fixed(
                "this is neither an activity, an attribute nor a constraint",
                "既不是活动、属性，也不是约束",
            ));
        };
        let (head, tail) = (head.trim(), tail.trim());
        if let Some(activity) = head.strip_prefix("bind ") {
            let fields: Vec<String> = list(tail);
            self.steps.id(activity.trim());
            self.carried.push((activity.trim().to_owned(), fields));
            return Ok(());
        }
        for name in list(head) {
            let field = field(&name, tail)?;
            self.fields.retain(|own| own.name != field.name);
            self.fields.push(field);
        }
        Ok(())
    }
}

/// The items of a list with commas.
fn list(text: &str) -> Vec<String> {
    text.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// `integer between 0 and 9`, `float between 0 and 1`, `enum a, b`, or the values alone.
fn field(name: &str, written: &str) -> Result<Field, Words> {
    let lower = written.to_lowercase();
    let number = lower.starts_with("integer ") || lower.starts_with("float ");
    let written = written.to_owned();
    if number {
        let mut words = lower.split_whitespace().skip(1);
        let shape = [words.next(), words.next(), words.next(), words.next(), words.next()];
        let is = |word: Option<&str>| word.is_some_and(|word| word.parse::<f64>().is_ok());
        return match shape {
            [Some("between"), low, Some("and"), high, None] if is(low) && is(high) => {
                Ok(Field { name: name.to_owned(), values: Vec::new(), number, written })
            }
            _ => Err(say!(
                "`{written}` is not `integer between A and B` or `float between A and B`",
                "`{written}`不是`integer between A and B`或`float between A and B`"
            )),
        };
    }
    let values = list(written.strip_prefix("enum ").unwrap_or(&written));
    if values.is_empty() {
        return Err(say!("`{name}` has no values", "`{name}`没有取值"));
    }
    Ok(Field { name: name.to_owned(), values, number, written })
}
