//! TOML into the same tree as YAML.

use std::rc::Rc;

use toml::de::{DeTable, DeValue};

use super::rules::SYNTAX;
use super::yaml::{duplicate, too_deep};
use super::{Kind, Node, grammar};
use crate::finding::{Finding, Sink};
use crate::text::{SourceId, Span, Words, say};

/// Reads a file, going on after faults where it can.
pub(super) fn parse(source: SourceId, text: &str, sink: &mut Sink) -> Rc<Node> {
    let place = |range: std::ops::Range<usize>| {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { source, start: byte(range.start), end: byte(range.end) }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    let root = Rc::new(Node::new(place(0..text.len()), mapping(&place, table.get_ref())));
    for error in errors {
        let span = place(error.span().unwrap_or(0..0));
        let message = error.message();
        if message.contains("recurs") {
            too_deep(sink, span);
            continue;
        }
        let name = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let name = name.trim_matches(['"', '\'', ' ']);
        if message.contains("duplicate key")
            && let Some(first) =
                last_key_before(&root, name, span.start).or_else(|| same_header_before(text, span))
        {
            duplicate(sink, name, span, first);
            continue;
        }
        sink.push(
            Finding::at(
                &SYNTAX,
                span,
                say!(
                    "this is not valid TOML: {message}",
                    "TOML 语法错误：{message}",
                    message: grammar::words(message)
                ),
                Words::fixed("not understood", "无法理解"),
            )
            .help(Words::fixed(
                "texts stand in quotes, lists in `[ ]`, tables in `{ }`",
                "文本要加引号，列表用`[ ]`，表用`{ }`",
            )),
        );
    }
    root
}

fn mapping(place: &impl Fn(std::ops::Range<usize>) -> Span, table: &DeTable<'_>) -> Kind {
    let mut pairs: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let name = Kind::Text(key.get_ref().to_string());
            (Rc::new(Node::new(place(key.span()), name)), node(place, value))
        })
        .collect();
    // The parser sorts by name; the order of steps is the drafter's.
    pairs.sort_by_key(|(key, _)| key.span.start);
    Kind::Map(pairs)
}

fn node(
    place: &impl Fn(std::ops::Range<usize>) -> Span,
    value: &toml::Spanned<DeValue<'_>>,
) -> Rc<Node> {
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Boolean(truth) => Kind::Bool(*truth),
        DeValue::Datetime(date) => Kind::Text(date.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Kind::Int(number),
            Err(_) => Kind::Text(number.to_string()),
        },
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Kind::Float(number),
            Err(_) => Kind::Text(number.to_string()),
        },
        DeValue::Array(items) => Kind::Seq(items.iter().map(|item| node(place, item)).collect()),
        DeValue::Table(table) => mapping(place, table),
    };
    Rc::new(Node::new(place(value.span()), kind))
}

/// The same part of the same table header further up. Of a table that is given twice, the tree has
/// the second place alone.
fn same_header_before(text: &str, span: Span) -> Option<Span> {
    let start = text.get(..span.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let header = text.get(start..)?.lines().next()?.trim_end();
    let mut at = 0;
    for line in text.get(..start)?.split_inclusive('\n') {
        if header.starts_with('[') && line.trim_end() == header {
            let shift = u32::try_from(start - at).ok()?;
            return Some(Span { start: span.start - shift, end: span.end - shift, ..span });
        }
        at += line.len();
    }
    None
}

/// Where a key of that name was last given before a byte. Of two tables with such a key it is the
/// one the reader was in.
fn last_key_before(node: &Node, name: &str, byte: u32) -> Option<Span> {
    let own =
        node.pairs().iter().filter(|(key, _)| key.text() == Some(name)).map(|(key, _)| key.span);
    let inner = node.pairs().iter().filter_map(|(_, value)| last_key_before(value, name, byte));
    let listed = match &node.kind {
        Kind::Seq(items) => items.iter().filter_map(|n| last_key_before(n, name, byte)).max(),
        _ => None,
    };
    own.chain(inner).chain(listed).filter(|span| span.start < byte).max_by_key(|span| span.start)
}
