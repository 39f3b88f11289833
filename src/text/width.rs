//! How wide a text is in a terminal, and cutting and wrapping by that width.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns that a text takes in a terminal; Chinese characters take two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cuts a text to at most `columns`, ending in `…` where something was left out.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// Makes control characters and direction marks of foreign text visible instead of effective.
///
/// A log may hold terminal escapes or marks that reverse the reading direction; shown as text they
/// do no harm.
pub fn tame(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            // Marks of direction; and what no text may have, for which pages and XML are refused.
            '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
            c if u32::from(c) & 0xfffe == 0xfffe => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Breaks a text into lines of at most `columns`, at spaces and between Chinese characters.
///
/// A closing Chinese punctuation mark never begins a line. A single word wider than a line is cut.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(4);
    let mut lines = Vec::new();
    let mut line = String::new();
    for unit in units(text) {
        let trimmed = unit.trim_end();
        if !line.is_empty() && width(&line) + width(trimmed) > columns {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        let mut rest = unit.as_str();
        while width(rest.trim_end()) > columns {
            let end = prefix(rest, columns);
            let (head, tail) = rest.split_at(end);
            lines.push(head.to_owned());
            rest = tail;
        }
        line.push_str(rest);
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The longest prefix (in bytes, at least one character) that fits.
fn prefix(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns && at > 0 {
            return at;
        }
    }
    text.len()
}

/// Pieces that must stay on one line: words with their trailing space, single wide characters with
/// the punctuation that follows them, numbers with the character after them.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0) == 2;
        let closing = "，。、；：？！）》」』”’％".contains(c);
        let opening = "（《「『“‘".contains(c);
        // A number keeps what it counts: `35个`.
        let counts = |last: &str| last.ends_with(|own: char| own.is_ascii_digit() || own == '%');
        match units.last_mut() {
            Some(last) if c == ' ' => {
                last.push(c);
                open = false;
                continue;
            }
            Some(last)
                if closing
                    || (open && !wide)
                    || (wide && !opening && counts(last))
                    || last.ends_with(['（', '《', '「', '『', '“', '‘']) =>
            {
                last.push(c);
            }
            _ => units.push(c.to_string()),
        }
        open = !wide || opening;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::{cut, tame, width, wrap};

    #[test]
    fn cutting_counts_wide_characters_as_two() {
        assert_eq!(cut("社区民警", 8), "社区民警");
        assert_eq!(cut("社区民警", 7), "社区民…");
        assert_eq!(cut("abc", 2), "a…");
    }

    #[test]
    fn wrapping_keeps_words_and_never_begins_a_line_with_a_closing_mark() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        let lines = wrap("矛盾纠纷，排查化解。", 8);
        assert!(lines.iter().all(|l| width(l) <= 10 && !l.starts_with(['，', '。'])), "{lines:?}");
        assert_eq!(lines.concat(), "矛盾纠纷，排查化解。");
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn escapes_and_direction_marks_lose_their_effect() {
        assert_eq!(tame("a\u{1b}[2J\u{202e}b\nc"), "a\u{fffd}[2J\u{fffd}b c");
    }
}
