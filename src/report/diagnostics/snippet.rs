//! The lines of a finding, drawn by miette.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode,
    ThemeCharacters, ThemeStyles,
};

use super::excerpt::{Excerpt, Mark};
use crate::finding::{self, Finding, Label, Place};
use crate::report::style::{Style, plain};
use crate::text::width::wrap;
use crate::text::{SourceId, Sources};

/// Marks this many lines apart are shown in one piece.
const CLOSE: u32 = 3;

/// The fact, and the lines of its places: those of the first place first.
pub(super) fn render(finding: &Finding, sources: &Sources, style: Style) -> String {
    let labels: Vec<&Label> = std::iter::once(&finding.primary).chain(&finding.related).collect();
    let mut groups = groups(&labels, sources, style);
    groups.sort_by_key(|(_, marks)| !marks.iter().any(|mark| mark.primary));
    let severity = match finding.severity {
        finding::Severity::Error => Severity::Error,
        finding::Severity::Warning => Severity::Warning,
        finding::Severity::Note => Severity::Advice,
    };
    let handler = handler(style);
    let mut text = String::new();
    let mut shown = Piece::new(finding.message.get(style.lang), severity, style);
    // A file that could not be read has a name and no lines.
    if let Place::File(path) = &finding.primary.place {
        shown.message = wrap(
            &format!(
                "{}{}{}",
                plain(path),
                style.pick(": ", "："),
                shown.message.replace('\n', " ")
            ),
            style.width.saturating_sub(4),
        )
        .join("\n");
    }
    for (source, marks) in groups {
        shown.excerpt = Some(Excerpt::new(sources.get(source), &marks, style.width));
        // Writing to a text can't fail.
        let _ = handler.render_report(&mut text, &shown);
        shown = Piece::new(style.pick("see also", "另见"), Severity::Advice, style);
    }
    if text.is_empty() {
        let _ = handler.render_report(&mut text, &shown);
    }
    text.lines().map(str::trim_end).fold(String::new(), |all, line| all + line + "\n")
}

/// Labels by document, those that stand close together in one group, in the order of documents.
fn groups(labels: &[&Label], sources: &Sources, style: Style) -> Vec<(SourceId, Vec<Mark>)> {
    let mut marks: Vec<Mark> = labels
        .iter()
        .enumerate()
        .filter_map(|(at, label)| match label.place {
            Place::Span(span) => {
                Some(Mark { span, words: plain(label.words.get(style.lang)), primary: at == 0 })
            }
            Place::Row(_) | Place::File(_) => None,
        })
        .collect();
    marks.sort_by_key(|mark| mark.span);
    let mut groups: Vec<(SourceId, u32, Vec<Mark>)> = Vec::new();
    for mark in marks {
        let id = mark.span.source;
        let line = sources.get(id).position(mark.span.start).line;
        match groups.last_mut() {
            Some((own, last, group)) if *own == id && line <= *last + CLOSE => {
                *last = line;
                group.push(mark);
            }
            _ => groups.push((id, line, vec![mark])),
        }
    }
    groups.into_iter().map(|(id, _, marks)| (id, marks)).collect()
}

fn handler(style: Style) -> GraphicalReportHandler {
    let theme = GraphicalTheme {
        characters: if style.ascii { ThemeCharacters::ascii() } else { ThemeCharacters::unicode() },
        styles: if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() },
    };
    GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .without_syntax_highlighting()
        .without_cause_chain()
        .with_wrap_lines(false)
        .with_width(style.width)
        .with_context_lines(1)
}

/// One piece of a document with its labels, as miette asks for it.
#[derive(Debug)]
struct Piece {
    message: String,
    severity: Severity,
    excerpt: Option<Excerpt>,
}

impl Piece {
    fn new(message: &str, severity: Severity, style: Style) -> Self {
        // `  × ` stands before it.
        let message = wrap(&plain(message), style.width.saturating_sub(4)).join("\n");
        Self { message, severity, excerpt: None }
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Piece {}

impl Diagnostic for Piece {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        Some(Box::new(excerpt.labels.iter().map(|label| {
            let words = Some(label.words.clone()).filter(|words| !words.is_empty());
            let span = (label.range.start, label.range.len());
            if label.primary {
                LabeledSpan::new_primary_with_span(words, span)
            } else {
                LabeledSpan::new_with_span(words, span)
            }
        })))
    }
}
