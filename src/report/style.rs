//! How a text for people is laid out: language, width, colour, borders.

use comfy_table::{ContentLineStyle, LineStyle, Table, TableStyle, presets};

use crate::text::Lang;
use crate::text::bound::pieces;
pub use crate::text::lang::number;
use crate::text::width::{tame, width, wrap};

/// How a text for people is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language.
    pub lang: Lang,
    /// Columns of a line.
    pub width: usize,
    /// Whether there are colours.
    pub color: bool,
    /// Whether borders and marks are plain ASCII.
    pub ascii: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { lang: Lang::En, width: 100, color: false, ascii: false }
    }
}

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// A note.
    Note,
    /// All is well.
    Good,
    /// Of less weight.
    Dim,
    /// A heading.
    Strong,
}

impl From<crate::finding::Severity> for Ink {
    fn from(severity: crate::finding::Severity) -> Self {
        match severity {
            crate::finding::Severity::Error => Self::Error,
            crate::finding::Severity::Warning => Self::Warning,
            crate::finding::Severity::Note => Self::Note,
        }
    }
}

/// Marks of no width that stand for the beginning of each ink until a text is finished, so that
/// wrapping and tables can measure what they lay out.
const MARKS: [(char, Ink, &str); 6] = [
    ('\u{e0061}', Ink::Error, "\u{1b}[1;31m"),
    ('\u{e0062}', Ink::Warning, "\u{1b}[33m"),
    ('\u{e0063}', Ink::Note, "\u{1b}[36m"),
    ('\u{e0064}', Ink::Good, "\u{1b}[32m"),
    ('\u{e0065}', Ink::Dim, "\u{1b}[2m"),
    ('\u{e0066}', Ink::Strong, "\u{1b}[1m"),
];
const END: (char, &str) = ('\u{e007f}', "\u{1b}[0m");

/// What plain ASCII has for the marks that reports use; each as wide as what it stands for.
const ASCII: [(char, char); 15] = [
    ('…', '~'),
    ('·', '.'),
    ('–', '-'),
    ('—', '-'),
    ('▒', '?'),
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('×', 'x'),
    ('→', '>'),
    ('←', '<'),
    ('☞', '*'),
    ('●', '*'),
    ('▲', '^'),
];

/// Foreign text made harmless: no control characters, no direction marks, no marks of ours.
pub fn plain(text: &str) -> String {
    let mut text = tame(text);
    text.retain(|c| !('\u{e0000}'..='\u{e007f}').contains(&c));
    text
}

/// A space at which no line ends.
const BOUND: char = '\u{a0}';

/// Keeps on one line what stands in backquotes, as a command must be to be copied; a date with its
/// time; and a number with what it counts.
fn bound(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut put = |text: &str, bound: bool| {
        out.extend(text.chars().map(|c| if bound && c == ' ' { BOUND } else { c }));
    };
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            put("`", false);
        }
        if at % 2 == 1 && width(part) <= 60 {
            put(part, true);
        } else {
            for (own, bound) in pieces(part) {
                put(own, bound);
            }
        }
    }
    out
}

/// Gives a text an ink.
pub fn paint(ink: Ink, text: &str) -> String {
    match MARKS.iter().find(|(_, own, _)| *own == ink) {
        Some((mark, _, _)) if !text.is_empty() => format!("{mark}{text}{}", END.0),
        _ => text.to_owned(),
    }
}

impl Style {
    /// Turns marks into colours, or takes them out, and keeps to ASCII if asked for.
    pub fn finish(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if let Some((_, _, code)) = MARKS.iter().find(|(mark, _, _)| *mark == c) {
                if self.color {
                    out.push_str(code);
                }
            } else if c == END.0 {
                if self.color {
                    out.push_str(END.1);
                }
            } else if c == BOUND {
                out.push(' ');
            } else {
                let ascii = ASCII.iter().find(|(fancy, _)| self.ascii && *fancy == c);
                out.push(ascii.map_or(c, |(_, ascii)| *ascii));
            }
        }
        out
    }

    /// Which of two texts is in the style's language.
    pub fn pick<'t>(self, en: &'t str, zh: &'t str) -> &'t str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// A table with the style's borders and no content.
    pub fn table(self) -> Table {
        let mut table = Table::new();
        table.load_style(if self.ascii { presets::ASCII_FULL_CONDENSED } else { ROUND });
        table
    }
}

/// Thin borders with round corners, and no lines between rows.
const ROUND: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('╭', '─', '┬', '╮'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('╰', '─', '┴', '╯'));

/// A text that grows by lines of a style.
#[derive(Debug)]
pub struct Page {
    /// How it is laid out.
    pub style: Style,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(style: Style) -> Self {
        Self { style, text: String::new() }
    }

    /// A line as it is; it must fit.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// An empty line, unless there is one or nothing yet.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A heading after a gap.
    pub fn heading(&mut self, heading: &str) {
        self.gap();
        self.paragraph(0, &paint(Ink::Strong, heading));
    }

    /// A text wrapped to the width, each line indented.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), text);
    }

    /// A text wrapped to the width; its first line begins with `lead`, the others with as many
    /// spaces.
    pub fn hanging(&mut self, lead: &str, text: &str) {
        let indent = width(lead);
        let room = self.style.width.saturating_sub(indent).max(16);
        let mut lead = lead.to_owned();
        let text = bound(text);
        for part in text.split('\n') {
            for line in wrap(part, room) {
                self.line(&format!("{lead}{line}"));
                lead = " ".repeat(indent);
            }
        }
    }

    /// Items joined by a separator and broken only between them. An item wider than a line is
    /// wrapped.
    pub fn items(&mut self, lead: &str, items: &[String], separator: &str) {
        let indent = width(lead);
        let room = self.style.width.saturating_sub(indent).max(16);
        let mut line = String::new();
        let mut lead = lead.to_owned();
        for (at, item) in items.iter().enumerate() {
            let last = at + 1 == items.len();
            let item = if last { item.clone() } else { format!("{item}{separator}") };
            if !line.is_empty() && width(&line) + width(item.trim_end()) > room {
                self.line(&format!("{lead}{line}"));
                lead = " ".repeat(indent);
                line.clear();
            }
            if width(item.trim_end()) > room {
                self.hanging(&lead, &item);
                lead = " ".repeat(indent);
            } else {
                line.push_str(&item);
            }
        }
        if !line.is_empty() {
            self.line(&format!("{lead}{line}"));
        }
    }

    /// Lines of something laid out elsewhere, such as a table.
    pub fn block(&mut self, text: &str) {
        text.lines().for_each(|line| self.line(line));
    }

    /// The finished text.
    pub fn finish(self) -> String {
        self.style.finish(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ink, Page, Style, paint, plain};
    use crate::text::width::width;

    #[test]
    fn marks_have_no_width_and_become_colours_or_nothing() {
        let painted = paint(Ink::Error, "缺失 3");
        assert_eq!(width(&painted), 6);
        let style = Style::default();
        assert_eq!(style.finish(&painted), "缺失 3");
        let style = Style { color: true, ..style };
        assert_eq!(style.finish(&painted), "\u{1b}[1;31m缺失 3\u{1b}[0m");
        assert_eq!(plain("a\u{e0061}\u{1b}b\u{202e}"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn items_are_never_broken_inside() {
        let mut page = Page::new(Style { width: 24, ..Style::default() });
        let items = ["met 1,200", "not due 34", "cannot tell 5"].map(str::to_owned);
        page.items("  ", &items, " · ");
        assert_eq!(page.finish(), "  met 1,200 ·\n  not due 34 ·\n  cannot tell 5\n");
        let mut page = Page::new(Style { width: 20, ..Style::default() });
        let items = ["已履行 1,200", "未到期 34", "缺失 5"].map(str::to_owned);
        page.items("", &items, " · ");
        assert_eq!(page.finish(), "已履行 1,200 ·\n未到期 34 · 缺失 5\n");
    }

    #[test]
    fn no_line_ends_within_a_date_or_a_count() {
        let mut page = Page::new(Style { width: 24, ..Style::default() });
        page.paragraph(0, "it was due by 2026-02-19 22:01, then");
        page.paragraph(0, "有一些任务共1,844件，另三十五个单位");
        let told = "it was due by\n2026-02-19 22:01, then\n有一些任务共1,844件，另\n三十五个单位\n";
        assert_eq!(page.finish(), told);
        let mut page = Page::new(Style { width: 16, ..Style::default() });
        page.paragraph(0, "有一些任务共1,844件");
        assert_eq!(page.finish(), "有一些任务共\n1,844件\n");
    }
}
