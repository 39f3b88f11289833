//! The comments of a document: for a reader they mean nothing, and who wrote them meant something.

use std::path::Path;

use granit_parser::{Event, Parser};

use super::Format;
use crate::text::{Source, SourceId, Span};

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment<'t> {
    /// From its `#` to the end of the line.
    pub span: Span,
    /// What stands behind the `#`.
    pub text: &'t str,
}

/// The comments of a source whose name says that it is a document, up to the first place that can't
/// be read. A `#` within a text is none.
pub fn comments(id: SourceId, source: &Source) -> Vec<Comment<'_>> {
    let text: &str = &source.text;
    let ranges = match Format::of(Path::new(&source.path)) {
        Some(Format::Yaml) => of_yaml(text),
        Some(Format::Toml) => of_toml(text),
        None => Vec::new(),
    };
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let comment = |(start, _): (usize, usize)| {
        let line = text.get(start..)?.lines().next()?.trim_end();
        let span = Span { source: id, start: byte(start), end: byte(start + line.len()) };
        Some(Comment { span, text: line.strip_prefix('#')? })
    };
    ranges.into_iter().filter_map(comment).collect()
}

fn of_yaml(text: &str) -> Vec<(usize, usize)> {
    let events = Parser::new_from_str(text).map_while(Result::ok);
    let comments = events.filter(|(event, _)| matches!(event, Event::Comment(..)));
    comments.filter_map(|(_, span)| span.byte_range().map(|own| (own.start, own.end))).collect()
}

/// Passes over texts of every kind; a line break ends those that may have none.
fn of_toml(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|own| rest.starts_with(own));
        if let Some(quote) = quote {
            at += quote.len() + inside(rest.get(quote.len()..).unwrap_or_default(), quote);
        } else if rest.starts_with('#') {
            let length = rest.find('\n').unwrap_or(rest.len());
            found.push((at, at + length));
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// How far a text reaches, its closing quote included.
fn inside(rest: &str, quote: &str) -> usize {
    let mut at = 0;
    while let Some(own) = rest.get(at..).filter(|own| !own.is_empty()) {
        if own.starts_with(quote) {
            // A text of several lines may end with quotes of its own.
            let more = own.get(quote.len()..).unwrap_or_default();
            let own_quotes = quote.get(..1).filter(|_| quote.len() == 3);
            let more = own_quotes.map_or(0, |one| more.len() - more.trim_start_matches(one).len());
            return at + quote.len() + more.min(2);
        }
        if quote.len() == 1 && own.starts_with('\n') {
            return at;
        }
        let mut chars = own.chars();
        let first = chars.next().map_or(1, char::len_utf8);
        at += first;
        if quote.starts_with('"') && own.starts_with('\\') {
            at += chars.next().map_or(0, char::len_utf8);
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::comments;
    use crate::text::Sources;

    fn found(name: &str, text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let id = sources.add(name, text);
        let all = comments(id, sources.get(id));
        all.iter().map(|own| sources.slice(own.span).to_owned()).collect()
    }

    #[test]
    fn a_mark_within_a_text_begins_no_comment() {
        let toml = "a = \"x # no \\\" # no\" # 一\r\nb = '# no \\' # two\nc = \"\"\"\n# no\n\\\"\"\" # no\n\"\"\"\"\" # three\nd = '''# no\n''''' # four\n# five";
        assert_eq!(found("a.toml", toml), ["# 一", "# two", "# three", "# four", "# five"]);
        let yaml = "# one\na: x#no # two\nb: |\n  # no\nc: '# no' # 三\n---\nd: \"# no\" # four\n";
        assert_eq!(found("a.yaml", yaml), ["# one", "# two", "# 三", "# four"]);
        assert!(found("a.csv", "# no").is_empty());
    }
}
