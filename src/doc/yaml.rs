//! YAML events into trees: one for each document of a file.

mod quick;

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use granit_parser::{Event, Parser, ScalarStyle};

use super::rules::{ALIAS_BOMB, DUPLICATE_KEY, SYNTAX, TOO_DEEP};
use super::{Kind, Node, grammar};
use crate::finding::{Finding, Sink};
use crate::text::{SourceId, Span, Words, say};

/// Mappings and lists may stand in each other this deep. No real list comes near.
pub(super) const DEPTH: usize = 64;

/// Nodes that all aliases of one file may stand for. No real list comes near.
const ALIASED: u64 = 200_000;

struct Open {
    anchor: usize,
    span: Span,
    map: bool,
    items: Vec<Rc<Node>>,
}

struct Builder<'s> {
    sink: &'s mut Sink,
    stack: Vec<Open>,
    anchors: HashMap<usize, Rc<Node>>,
    aliased: u64,
    documents: Vec<Rc<Node>>,
}

/// Reads every document up to the first place that is not YAML.
pub(super) fn parse(source: SourceId, text: &str, sink: &mut Sink) -> Vec<Rc<Node>> {
    let mut builder = Builder {
        sink,
        stack: Vec::new(),
        anchors: HashMap::new(),
        aliased: 0,
        documents: Vec::new(),
    };
    let place = |start: usize, end: usize| {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { source, start: byte(start), end: byte(end) }
    };
    if let Some(pieces) = quick::events(text) {
        for quick::Piece { event, start, end } in pieces {
            if !builder.accept_quick(event, Span { source, start, end }) {
                break;
            }
        }
        return builder.documents;
    }
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                if !builder.accept(event, place(range.start, range.end)) {
                    break;
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                let end =
                    text.get(at..).and_then(|t| t.chars().next()).map_or(at, |c| at + c.len_utf8());
                let info = error.info();
                if info.contains("recursion limit") {
                    too_deep(builder.sink, place(at, end));
                } else {
                    builder.syntax(place(at, end), &info, text);
                }
                break;
            }
        }
    }
    builder.documents
}

impl Builder<'_> {
    fn syntax(&mut self, span: Span, info: &str, text: &str) {
        let line =
            text.get(..span.start as usize).and_then(|t| t.rsplit('\n').next()).unwrap_or_default();
        let next = text.get(span.start as usize..).unwrap_or_default();
        let tab = next.starts_with('\t') || line.trim_start_matches(' ').starts_with('\t');
        let finding = Finding::at(
            &SYNTAX,
            span,
            say!("this is not valid YAML: {info}", "YAML 语法错误：{info}", info: grammar::words(info)),
            Words::fixed("reading stopped here", "读到此处为止"),
        );
        self.sink.push(if tab {
            finding.help(Words::fixed(
                "indent with spaces; YAML does not allow tabs",
                "请用空格缩进，YAML 不允许用制表符缩进",
            ))
        } else {
            finding.help(Words::fixed(
                "look for a missing quote, bracket or `: ` at or just before this place",
                "请检查此处或之前是否缺少引号、括号或“: ”",
            ))
        });
    }

    /// Takes one event of the whole parser; returns whether to go on.
    fn accept(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.scalar(text, style == ScalarStyle::Plain, anchor, span);
            }
            Event::SequenceStart(_, anchor, _) => return self.open(anchor, span, false),
            Event::MappingStart(_, anchor, _) => return self.open(anchor, span, true),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => return self.alias(anchor, span),
            _ => {}
        }
        true
    }

    /// The same for one of the quick reader.
    fn accept_quick(&mut self, event: quick::Event<'_>, span: Span) -> bool {
        match event {
            quick::Event::Scalar(text, plain) => self.scalar(text, plain, 0, span),
            quick::Event::SeqStart => return self.open(0, span, false),
            quick::Event::MapStart => return self.open(0, span, true),
            quick::Event::End => self.close(span),
        }
        true
    }

    fn scalar(&mut self, text: Cow<'_, str>, plain: bool, anchor: usize, span: Span) {
        let kind = match (plain, &*text) {
            (true, "" | "~" | "null") => Kind::Null,
            (true, _) => Kind::Plain(text.into_owned()),
            (false, _) => Kind::Text(text.into_owned()),
        };
        self.place(Rc::new(Node::new(span, kind)), anchor);
    }

    fn open(&mut self, anchor: usize, span: Span, map: bool) -> bool {
        if self.stack.len() >= DEPTH {
            too_deep(self.sink, span);
            return false;
        }
        self.stack.push(Open { anchor, span, map, items: Vec::new() });
        true
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.stack.pop() else { return };
        let mut span = open.span;
        span.end = open.items.last().map_or(end.end, |n| n.span.end.max(end.end)).max(span.end);
        if open.items.is_empty() {
            span.end = span.end.max(end.end);
        }
        let kind = if open.map { self.mapping(open.items) } else { Kind::Seq(open.items) };
        self.place(Rc::new(Node::new(span, kind)), open.anchor);
    }

    fn place(&mut self, node: Rc<Node>, anchor: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, Rc::clone(&node));
        }
        match self.stack.last_mut() {
            Some(open) => open.items.push(node),
            None => self.documents.push(node),
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> bool {
        // An alias to a node that is still open would contain itself; it is left empty.
        let Some(target) = self.anchors.get(&anchor) else {
            self.place(Rc::new(Node::new(span, Kind::Null)), 0);
            return true;
        };
        self.aliased = self.aliased.saturating_add(target.size);
        if self.aliased > ALIASED {
            self.sink.push(
                Finding::at(
                    &ALIAS_BOMB,
                    span,
                    say!(
                        "the aliases of this file stand for more than {ALIASED} values",
                        "本文件的别名展开后超过{ALIASED}个值"
                    ),
                    Words::fixed("too much from here on", "从此处起超出限度"),
                )
                .help(Words::fixed(
                    "write the repeated parts out, or repeat less",
                    "请直接写出重复内容，或减少重复",
                )),
            );
            return false;
        }
        let copy = Node { span, kind: target.kind.clone(), size: target.size };
        self.place(Rc::new(copy), 0);
        true
    }

    /// Pairs up keys and values, applies `<<` and refuses duplicate keys.
    fn mapping(&mut self, items: Vec<Rc<Node>>) -> Kind {
        let mut pairs: Vec<(Rc<Node>, Rc<Node>)> = Vec::with_capacity(items.len() / 2);
        let mut merged: Vec<Rc<Node>> = Vec::new();
        let mut seen = Keys::default();
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            if matches!(&key.kind, Kind::Plain(text) if text == "<<") {
                match &value.kind {
                    Kind::Seq(many) => merged.extend(many.iter().cloned()),
                    _ => merged.push(value),
                }
                continue;
            }
            match seen.known(&key, &pairs) {
                Some(first) => {
                    duplicate(self.sink, key.text().unwrap_or_default(), key.span, first);
                }
                None => pairs.push((key, value)),
            }
        }
        for (key, value) in merged.iter().flat_map(|node| node.pairs()) {
            if seen.known(key, &pairs).is_none() {
                pairs.push((Rc::clone(key), Rc::clone(value)));
            }
        }
        Kind::Map(pairs)
    }
}

/// The keys of a mapping that were met so far.
#[derive(Default)]
struct Keys {
    /// By name; empty as long as there are so few pairs that looking through them takes less time.
    by_name: HashMap<String, Span>,
}

impl Keys {
    const FEW: usize = 16;

    /// The place of a key of the same name among pairs. All pairs must have been asked about, one
    /// after the other; a key that is no text has no name.
    fn known(&mut self, key: &Node, pairs: &[(Rc<Node>, Rc<Node>)]) -> Option<Span> {
        let name = key.text()?;
        let named = |(own, _): &(Rc<Node>, Rc<Node>)| Some((own.text()?.to_owned(), own.span));
        if pairs.len() < Self::FEW {
            return pairs.iter().find(|(own, _)| own.text() == Some(name)).map(|(own, _)| own.span);
        }
        if self.by_name.is_empty() {
            self.by_name.extend(pairs.iter().filter_map(named));
        }
        let first = self.by_name.get(name).copied();
        if first.is_none() {
            self.by_name.insert(name.to_owned(), key.span);
        }
        first
    }
}

pub(super) fn too_deep(sink: &mut Sink, span: Span) {
    sink.push(
        Finding::at(
            &TOO_DEEP,
            span,
            say!("more than {DEPTH} levels inside each other", "嵌套超过{DEPTH}层"),
            Words::fixed("reading stopped here", "读到此处为止"),
        )
        .help(Words::fixed(
            "check the brackets or the indentation before this place",
            "请检查此处之前的括号或缩进",
        )),
    );
}

pub(super) fn duplicate(sink: &mut Sink, name: &str, second: Span, first: Span) {
    sink.push(
        Finding::at(
            &DUPLICATE_KEY,
            second,
            say!("the key `{name}` is given twice", "键`{name}`重复"),
            Words::fixed("given again here", "此处再次出现"),
        )
        .also_at(first, Words::fixed("first given here", "首次出现在此"))
        .help(Words::fixed("keep one of the two", "请只保留一处")),
    );
}
