//! Bytes of a text as places that an editor counts: lines from zero, columns in its own units.

use std::ops::Range;

/// What an editor counts columns in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, as editors do that don't say.
    #[default]
    Utf16,
}

/// A line and a column, both from zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The line.
    pub line: u32,
    /// The column in the editor's units.
    pub column: u32,
}

/// Where the lines of a text begin. `\n`, `\r\n` and a lone `\r` end a line, as the protocol has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        // The `\r` of `\r\n` ends nothing by itself.
        let ends =
            ends.filter(|at| bytes.get(*at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'));
        Self(std::iter::once(0).chain(ends.map(|at| at + 1)).collect())
    }

    /// The bytes of a line without what ends it.
    pub fn range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.0.get(line).copied().unwrap_or(text.len());
        let end = self.0.get(line + 1).copied().unwrap_or(text.len());
        let own = text.get(start..end).unwrap_or_default();
        start..start + own.trim_end_matches(['\n', '\r']).len()
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The line of a byte.
    pub fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|start| *start <= byte).max(1) - 1
    }

    /// The place of a byte. A byte within a character is at its beginning.
    pub fn spot(&self, text: &str, byte: usize, encoding: Encoding) -> Spot {
        let byte = floor(text, byte);
        let line = self.line(byte);
        let start = self.0.get(line).copied().unwrap_or(0);
        let before = text.get(start..byte).unwrap_or_default();
        let column = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Spot { line: number(line), column: number(column) }
    }

    /// The byte of a place. Beyond the end of a line is its end; half of a character is its beginning.
    pub fn byte(&self, text: &str, spot: Spot, encoding: Encoding) -> usize {
        let line = self.range(text, spot.line as usize);
        let own = text.get(line.clone()).unwrap_or_default();
        let mut left = spot.column as usize;
        match encoding {
            Encoding::Utf8 => line.start + floor(own, left.min(own.len())),
            Encoding::Utf16 => {
                let within = own.chars().take_while(|c| {
                    let fits = c.len_utf16() <= left;
                    left = if fits { left - c.len_utf16() } else { 0 };
                    fits
                });
                line.start + within.map(char::len_utf8).sum::<usize>()
            }
        }
    }
}

/// The beginning of the character that a byte lies in.
fn floor(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Lines, Spot};

    #[test]
    fn chinese_emoji_and_every_end_of_line_are_counted_in_both_units() {
        let text = "甲: 1\r\n🚓𠮷 b\rc\n";
        let lines = Lines::new(text);
        assert_eq!(lines.count(), 4);
        // Bytes: 甲 3, then `: 1` is 6, CRLF 8, 🚓 12, 𠮷 16, space 17, b 18, CR 19, c 20, LF 21.
        for (byte, line, utf8, utf16) in [
            (0, 0, 0, 0),
            (3, 0, 3, 1),
            (8, 1, 0, 0),
            (12, 1, 4, 2),
            (16, 1, 8, 4),
            (17, 1, 9, 5),
            (19, 2, 0, 0),
            (21, 3, 0, 0),
        ] {
            for (encoding, column) in [(Encoding::Utf8, utf8), (Encoding::Utf16, utf16)] {
                let spot = Spot { line, column };
                assert_eq!(lines.spot(text, byte, encoding), spot, "{byte} {encoding:?}");
                assert_eq!(lines.byte(text, spot, encoding), byte, "{spot:?} {encoding:?}");
            }
        }
    }

    #[test]
    fn halves_of_characters_and_places_that_are_none_come_to_what_is_there() {
        let text = "🚓甲\nx";
        let lines = Lines::new(text);
        let byte = |line, column, encoding| lines.byte(text, Spot { line, column }, encoding);
        assert_eq!(byte(0, 1, Encoding::Utf16), 0, "the second half of a surrogate pair");
        assert_eq!(byte(0, 3, Encoding::Utf8), 0);
        assert_eq!(byte(0, 5, Encoding::Utf8), 4);
        assert_eq!(byte(0, 99, Encoding::Utf16), 7);
        assert_eq!(byte(0, u32::MAX, Encoding::Utf8), 7);
        assert_eq!(byte(9, 0, Encoding::Utf16), text.len());
        assert_eq!(lines.spot(text, 5, Encoding::Utf16), Spot { line: 0, column: 2 });
        assert_eq!(lines.spot(text, 99, Encoding::Utf16), Spot { line: 1, column: 1 });
    }
}
