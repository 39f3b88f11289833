//! How a document is laid out: the spaces between its parts, and nothing else.
//!
//! Comments, the order of everything, indentation and columns that are lined up stay as they are.
//! What comes out is read again and must say the same, else nothing is changed.

mod tokens;

use std::rc::Rc;

use super::{Format, Kind, Node, read_text};
use crate::finding::Sink;
use crate::text::Sources;
use tokens::Token;

/// Why a text is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchanged {
    /// It has faults of form, which have to be mended first.
    Unreadable,
    /// It would say something else.
    OtherMeaning,
}

/// The text laid out. What is laid out already comes out as it went in.
pub fn layout(text: &str, format: Format) -> Result<String, Unchanged> {
    let before = trees(text, format).ok_or(Unchanged::Unreadable)?;
    let tokens = tokens::tokens(text, format).ok_or(Unchanged::Unreadable)?;
    let out = emit(&tokens);
    let after = trees(&out, format).ok_or(Unchanged::OtherMeaning)?;
    if same_trees(&before, &after) { Ok(out) } else { Err(Unchanged::OtherMeaning) }
}

/// The documents of a text that has no fault of form.
pub(super) fn trees(text: &str, format: Format) -> Option<Vec<Rc<Node>>> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let read = read_text("text", text, format, &mut sources, &mut sink);
    sink.is_empty().then(|| read.into_iter().map(|own| own.root).collect())
}

fn same_trees(one: &[Rc<Node>], other: &[Rc<Node>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
}

/// Whether two trees hold the same, wherever it stands.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Bool(a), Kind::Bool(b)) => a == b,
        (Kind::Int(a), Kind::Int(b)) => a == b,
        (Kind::Float(a), Kind::Float(b)) => a.to_bits() == b.to_bits(),
        (Kind::Text(a), Kind::Text(b)) | (Kind::Plain(a), Kind::Plain(b)) => a == b,
        (Kind::Seq(a), Kind::Seq(b)) => same_trees(a, b),
        (Kind::Map(a), Kind::Map(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(one, other)| same(&one.0, &other.0) && same(&one.1, &other.1))
        }
        _ => false,
    }
}

fn emit(tokens: &[Token<'_>]) -> String {
    let mut out = String::new();
    let (mut lines, mut space, mut depth) = (0, "", 0_usize);
    let mut before: Option<Token<'_>> = None;
    for token in tokens {
        match token {
            Token::Space(text) => space = text,
            Token::Line => {
                lines += 1;
                space = "";
            }
            _ => {
                if matches!(token, Token::Mark('}' | ']')) {
                    depth = depth.saturating_sub(1);
                }
                match before {
                    // A block text brings the end of its last line along.
                    Some(_) if out.ends_with('\n') => {
                        out.push_str(if lines > 0 { "\n" } else { "" });
                        out.push_str(space);
                    }
                    Some(_) if lines > 0 => {
                        out.push_str(if lines > 1 { "\n\n" } else { "\n" });
                        out.push_str(space);
                    }
                    Some(before) => out.push_str(between(before, *token, space, depth)),
                    None => out.push_str(space),
                }
                match token {
                    Token::Mark(mark) => out.push(*mark),
                    Token::Comment(text) => out.push_str(text.trim_end()),
                    Token::Value(text) | Token::Other(text) => out.push_str(text),
                    Token::Space(_) | Token::Line => {}
                }
                if matches!(token, Token::Mark('{' | '[')) {
                    depth += 1;
                }
                (lines, space, before) = (0, "", Some(*token));
            }
        }
    }
    // The end of a block text may be its own line already.
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// What stands between two tokens of one line, of which `had` stood there.
fn between<'t>(before: Token<'_>, token: Token<'_>, had: &'t str, depth: usize) -> &'t str {
    use Token::{Comment, Mark, Other, Value};
    let some = if had.is_empty() { " " } else { had };
    let inside = depth > 0 || matches!(token, Mark('}' | ']'));
    match (before, token) {
        (_, Comment(_)) => some,
        (Mark('{'), Mark('}')) | (Mark('['), _) | (_, Mark(']' | ',')) | (Value(_), Mark(':')) => {
            ""
        }
        (Mark('{' | ',' | '='), _) | (_, Mark('}')) => " ",
        (Mark(':'), _) | (_, Mark('=')) => {
            if inside {
                " "
            } else {
                some
            }
        }
        (Other(_), Mark(':')) => had,
        _ if inside && !had.is_empty() => " ",
        _ => had,
    }
}

#[cfg(test)]
mod tests;
