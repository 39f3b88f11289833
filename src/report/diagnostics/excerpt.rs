//! Lines of a document as they are shown: harmless, no wider than the terminal, with labels moved
//! to where their characters went.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar as _;

use crate::report::style::plain;
use crate::text::width::{width, wrap};
use crate::text::{Source, Span};

/// What a tab is shown as.
const TAB: &str = "    ";
/// What miette puts beside a label, from the mark to its words.
const BESIDE: usize = 5;

/// A label on a line of a document.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) words: String,
    pub(super) primary: bool,
}

/// A label on a line as it is shown: bytes of [`Excerpt::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) range: Range<usize>,
    pub(super) words: String,
    pub(super) primary: bool,
}

/// Neighbouring lines of one document.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    name: String,
    pub(super) text: String,
    /// Number of the first line, from zero.
    first: usize,
    pub(super) labels: Vec<Shown>,
    /// Where a label begins in [`Excerpt::text`], and its column in the document, from zero.
    columns: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The lines of marks that stand close to each other, with one line around them.
    pub(super) fn new(source: &Source, marks: &[Mark], columns: usize) -> Self {
        let line_of = |mark: &Mark| source.position(mark.span.start).line;
        let first = marks.iter().map(line_of).min().unwrap_or(1).saturating_sub(1).max(1);
        let last = marks.iter().map(line_of).max().unwrap_or(1);
        // The line after the last is shown if it says something.
        let last = if source.line(last + 1).trim().is_empty() { last } else { last + 1 };
        // ` 12 │ ` stands before each line.
        let room = columns.saturating_sub(last.to_string().len() + 4).max(20);
        let mut excerpt = Self {
            name: plain(&source.path),
            text: String::new(),
            first: first as usize - 1,
            labels: Vec::new(),
            columns: Vec::new(),
        };
        for number in first..=last {
            let own: Vec<&Mark> = marks.iter().filter(|mark| line_of(mark) == number).collect();
            excerpt.line(source, number, &own, room);
        }
        excerpt
    }

    fn line(&mut self, source: &Source, number: u32, marks: &[&Mark], room: usize) {
        let text = source.line(number);
        let line = Line::new(text);
        let start_of_line = text.as_ptr() as usize - source.text.as_ptr() as usize;
        let within = |byte: u32| (byte as usize).saturating_sub(start_of_line).min(text.len());
        let ranges: Vec<Range<usize>> = marks
            .iter()
            .map(|mark| {
                let start = line.shown_at(within(mark.span.start));
                start..line.shown_at(within(mark.span.end)).max(start)
            })
            .collect();
        let window = line.window(&ranges, marks, room);
        let before = self.text.len();
        if window.start > 0 {
            self.text.push('…');
        }
        let at = self.text.len();
        self.text.push_str(line.text.get(window.clone()).unwrap_or_default());
        let end = self.text.len();
        if window.end < line.text.len() {
            self.text.push('…');
        }
        for (mark, range) in marks.iter().zip(ranges) {
            let place = |byte: usize| (at + byte.saturating_sub(window.start)).clamp(before, end);
            let range = place(range.start)..place(range.end);
            let left = width(self.text.get(before..range.start).unwrap_or_default());
            let mark_width = width(self.text.get(range.clone()).unwrap_or_default());
            let words_room = room.saturating_sub(left + mark_width / 2 + BESIDE).max(8);
            let column = source.position(mark.span.start).column as usize - 1;
            self.columns.push((range.start, column));
            self.labels.push(Shown {
                range,
                words: wrap(&mark.words, words_room).join("\n"),
                primary: mark.primary,
            });
        }
        self.text.push('\n');
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        // miette counts bytes here; people count characters, and of the line as it is written.
        let own = self.columns.iter().find(|(at, _)| *at == span.offset());
        let column = own.filter(|_| before == 0).map_or(inner.column(), |(_, column)| *column);
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            inner.data(),
            *inner.span(),
            inner.line() + self.first,
            column,
            inner.line_count(),
        )))
    }
}

/// A line without tabs and control characters, and where each of its bytes went.
struct Line {
    text: String,
    /// Byte of the line as written, byte of the line as shown; both ascending.
    moved: Vec<(usize, usize)>,
}

impl Line {
    fn new(written: &str) -> Self {
        let mut line = Self { text: String::new(), moved: Vec::new() };
        for (at, c) in written.char_indices() {
            line.moved.push((at, line.text.len()));
            match c {
                '\t' => line.text.push_str(TAB),
                c => line.text.push_str(&plain(c.encode_utf8(&mut [0; 4]))),
            }
        }
        line.moved.push((written.len(), line.text.len()));
        line
    }

    /// Where a byte of the line as written went.
    fn shown_at(&self, written: usize) -> usize {
        let at = self.moved.partition_point(|(own, _)| *own < written);
        self.moved.get(at).map_or(self.text.len(), |(_, shown)| *shown)
    }

    /// The part of the line that is shown: all of it if it fits, else a part around its marks.
    fn window(&self, ranges: &[Range<usize>], marks: &[&Mark], room: usize) -> Range<usize> {
        let column = |byte: usize| width(self.text.get(..byte).unwrap_or_default());
        let needs = |(range, mark): (&Range<usize>, &&Mark)| {
            let words = mark.words.lines().map(width).max().unwrap_or(0);
            let middle = usize::midpoint(column(range.start), column(range.end));
            (middle + BESIDE + words).max(column(range.end))
        };
        let needed = ranges.iter().zip(marks).map(needs).max().unwrap_or(0);
        let first = ranges.iter().map(|range| column(range.start)).min().unwrap_or(0);
        // The words of a label may stand beyond the end of the line, but not of the terminal.
        let skipped = if needed <= room {
            0
        } else {
            (needed + 1).saturating_sub(room).min(first.saturating_sub(room / 4))
        };
        let start = if skipped == 0 { 0 } else { self.at_column(skipped) };
        let left = column(start);
        let all = column(self.text.len()) - left + usize::from(start > 0);
        let end = if all <= room {
            self.text.len()
        } else {
            self.at_column(left + room.saturating_sub(2 + usize::from(start > 0)))
        };
        start..end.max(start)
    }

    /// The first byte at or after a column.
    fn at_column(&self, column: usize) -> usize {
        let mut used = 0;
        for (at, c) in self.text.char_indices() {
            if used >= column {
                return at;
            }
            used += c.width().unwrap_or(0);
        }
        self.text.len()
    }
}
