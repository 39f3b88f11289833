//! Texts into values, marks, comments and what lies between them.

use granit_parser::{Event, Parser, ScalarStyle};

use crate::doc::Format;

/// A piece of a text. All pieces one after the other are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A key or a value.
    Value(&'t str),
    /// Something that is passed on as it is: an anchor, a list's dash, a directive.
    Other(&'t str),
    /// A bracket, a comma, or what stands between key and value.
    Mark(char),
    /// From its sign to the end of the line.
    Comment(&'t str),
    /// Spaces and tabs.
    Space(&'t str),
    /// The end of a line.
    Line,
}

/// The pieces of a text. Nothing if it can't be read.
pub(super) fn tokens(text: &str, format: Format) -> Option<Vec<Token<'_>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut found = Vec::new();
    match format {
        Format::Toml => {
            let mut rest = text;
            while let Some(first) = rest.chars().next() {
                let length = match first {
                    '"' | '\'' => string(rest)?,
                    _ => {
                        let (token, length) = plain(rest, first, &['=']);
                        found.push(token);
                        rest = rest.get(length..)?;
                        continue;
                    }
                };
                found.push(Token::Value(rest.get(..length)?));
                rest = rest.get(length..)?;
            }
        }
        Format::Yaml => {
            let mut at = 0;
            for (start, end) in scalars(text)? {
                if start < at {
                    continue;
                }
                gap(text.get(at..start)?, &mut found);
                found.push(Token::Value(text.get(start..end)?));
                at = end;
            }
            gap(text.get(at..)?, &mut found);
        }
    }
    Some(found)
}

/// Length of a string of TOML that a text begins with.
fn string(text: &str) -> Option<usize> {
    let quote = text.get(..1)?;
    let long = quote.repeat(3);
    let (fence, mut at) = if text.starts_with(&long) { (long.as_str(), 3) } else { (quote, 1) };
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(fence) {
            at += fence.len();
            // Up to two quotes may stand just before the fence of a long string.
            while fence.len() == 3 && text.get(at..).is_some_and(|rest| rest.starts_with(quote)) {
                at += 1;
            }
            return Some(at);
        }
        let mut chars = rest.chars();
        let first = chars.next()?;
        at += first.len_utf8();
        if first == '\\' && quote == "\"" {
            at += chars.next()?.len_utf8();
        }
    }
}

/// The piece that a text begins with, and its length in bytes.
fn plain<'t>(text: &'t str, first: char, marks: &[char]) -> (Token<'t>, usize) {
    let until = |end: &dyn Fn(char) -> bool| text.find(end).unwrap_or(text.len());
    let part = |length: usize| text.get(..length).unwrap_or_default();
    match first {
        '\n' => (Token::Line, 1),
        '\r' if text.starts_with("\r\n") => (Token::Line, 2),
        ' ' | '\t' => {
            let length = until(&|c| c != ' ' && c != '\t');
            (Token::Space(part(length)), length)
        }
        '#' => {
            let length = until(&|c| c == '\n');
            (Token::Comment(part(length)), length)
        }
        '{' | '}' | '[' | ']' | ',' => (Token::Mark(first), 1),
        mark if marks.contains(&mark) => (Token::Mark(mark), mark.len_utf8()),
        _ => {
            let end = |c: char| c.is_whitespace() || "{}[],#\"'".contains(c) || marks.contains(&c);
            let length = until(&end).max(first.len_utf8());
            (Token::Other(part(length)), length)
        }
    }
}

/// What stands between two scalars of YAML.
fn gap<'t>(text: &'t str, found: &mut Vec<Token<'t>>) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            // A colon is only the mark between key and value if nothing sticks to it.
            ':' if rest
                .chars()
                .nth(1)
                .is_none_or(|c| c.is_whitespace() || "{[\"'&*!".contains(c)) =>
            {
                (Token::Mark(':'), 1)
            }
            _ => plain(rest, first, &[]),
        };
        found.push(token);
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// The places of all scalars, in order. Block texts go to the end of their last line.
fn scalars(text: &str) -> Option<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        if let Event::Scalar(_, style, ..) = event {
            let range = span.byte_range()?;
            let (start, mut end) = (range.start, range.end);
            if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
                let start = text
                    .get(..start)?
                    .rfind(['|', '>'])
                    .filter(|at| text.get(*at..start).is_some_and(|own| own.lines().count() <= 1));
                if let Some(start) = start {
                    found.push((start, end));
                    continue;
                }
            } else {
                // What follows a plain scalar on its line does not belong to it.
                let own = text.get(start..end)?;
                end = start + own.trim_end().len();
            }
            if end > start {
                found.push((start, end));
            }
        }
    }
    Some(found)
}
