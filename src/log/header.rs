//! Where the header stands and what separates the columns.

use std::io::Cursor;

use super::encoding::{Coding, Script};
use super::split::Splitter;
use super::text::key;

/// How much of a log is looked at.
const LOOK: usize = 1 << 17;

/// The header is among the first rows or nowhere.
pub(super) const ROWS: usize = 64;

/// Separators, in the order in which they are taken when nothing else decides.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// A row's number and its cells.
pub(super) type Numbered = (u32, Vec<String>);

/// The rows with which a log begins, cut up by every separator.
pub(super) struct Beginning {
    cut: Vec<(u8, Vec<Numbered>)>,
    empty: bool,
    keyed: bool,
}

/// A row that may be the header.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) delimiter: u8,
    /// From one, as a spreadsheet counts.
    pub(super) row: u32,
    pub(super) cells: Vec<String>,
}

impl Beginning {
    /// Looks ahead; the splitter stays where it is, before the first row. `said` are separators
    /// that mappings name.
    pub(super) fn of(splitter: &mut Splitter, coding: &mut Coding, said: &[u8]) -> Self {
        let ahead = splitter.window(LOOK);
        if !ahead.is_ascii() && !coding.settled() {
            coding.settle(splitter);
        }
        let ahead = splitter.window(LOOK);
        let ahead = ahead.get(..LOOK).unwrap_or(ahead);
        let text = match coding.script() {
            Script::Utf8 => String::from_utf8_lossy(ahead),
            Script::Gb18030 => encoding_rs::GB18030.decode_without_bom_handling(ahead).0,
        };
        let unusual = said.iter().filter(|said| !SEPARATORS.contains(said));
        let all = SEPARATORS.iter().chain(unusual);
        let cut = all.map(|&delimiter| (delimiter, rows(&text, delimiter))).collect();
        let empty = key(&text).bytes().all(|b| b == b'"' || SEPARATORS.contains(&b));
        Self { cut, empty, keyed: false }
    }

    /// The first rows of a table that is no text. What they are separated by means nothing.
    pub(super) fn of_rows(mut rows: Vec<Numbered>) -> Self {
        let empty = rows.iter().all(|(_, cells)| cells.iter().all(|cell| key(cell).is_empty()));
        let pairs = rows.iter().zip(rows.iter().skip(1));
        let both: Vec<_> = pairs.flat_map(|(upper, lower)| in_two_rows(upper, lower)).collect();
        rows.extend(both);
        Self { cut: vec![(b',', rows)], empty, keyed: false }
    }

    /// The keys that the first records have, for a header.
    pub(super) fn of_keys(keys: Vec<String>) -> Self {
        Self { empty: keys.is_empty(), cut: vec![(b',', vec![(0, keys)])], keyed: true }
    }

    /// Whether the columns are keys of records and not cells of a row.
    pub(super) fn keyed(&self) -> bool {
        self.keyed
    }

    /// Whether there is nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.empty
    }

    /// The row that fits best by `score`, if any scores at all. An earlier row wins over a later one.
    pub(super) fn best(
        &self,
        delimiter: Option<u8>,
        row: Option<u64>,
        score: impl Fn(&[String]) -> usize,
    ) -> Option<(usize, Header)> {
        let candidates =
            self.candidates(delimiter).filter(|h| row.is_none_or(|r| r == u64::from(h.row)));
        let scored =
            candidates.map(|header| (score(&header.cells), header)).filter(|(score, _)| *score > 0);
        scored.reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// The row that looks most like a header, to show what columns there are.
    pub(super) fn likely(&self, delimiter: Option<u8>, row: Option<u64>) -> Option<Header> {
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        self.best(delimiter, row, filled).map(|(_, header)| header)
    }

    fn candidates(&self, delimiter: Option<u8>) -> impl Iterator<Item = Header> {
        self.cut.iter().filter(move |(cut, _)| delimiter.is_none_or(|d| d == *cut)).flat_map(
            |(delimiter, rows)| {
                rows.iter().map(|(row, cells)| Header {
                    delimiter: *delimiter,
                    row: *row,
                    cells: cells.clone(),
                })
            },
        )
    }
}

/// A header that takes two rows, the upper one with cells that span several columns or reach into
/// the lower row: by the lower names, and by both names together.
fn in_two_rows(upper: &Numbered, lower: &Numbered) -> [Numbered; 2] {
    let (mut alone, mut together) = (Vec::new(), Vec::new());
    let mut over = "";
    for at in 0..upper.1.len().max(lower.1.len()) {
        let cell = |row: &'_ Numbered| row.1.get(at).map_or("", |cell| cell.trim()).to_owned();
        let (own, below) = (upper.1.get(at).map_or("", |cell| cell.trim()), cell(lower));
        if !own.is_empty() {
            over = own;
        }
        if below.is_empty() {
            alone.push(own.to_owned());
            together.push(own.to_owned());
        } else {
            together.push(format!("{over} {below}"));
            alone.push(below);
        }
    }
    [(lower.0, alone), (lower.0, together)]
}

fn rows(text: &str, delimiter: u8) -> Vec<Numbered> {
    let mut splitter = Splitter::new(Box::new(Cursor::new(text.as_bytes().to_vec())), delimiter);
    let mut rows = Vec::new();
    while rows.len() < ROWS && splitter.advance() {
        let cells = splitter.cells();
        let texts = cells.iter().map(|cell| String::from_utf8_lossy(&cell).into_owned());
        rows.push((cells.row, texts.collect()));
    }
    rows
}

/// Which column of a log a mapping means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// This one.
    At(usize),
    /// None.
    Nowhere,
    /// Several, and it does not say which.
    Several,
}

/// Headers as they are compared.
pub(super) struct Keys(Vec<String>);

impl Keys {
    pub(super) fn new(cells: &[String]) -> Self {
        Self(cells.iter().map(|cell| key(cell)).collect())
    }

    /// The place of a column by its name, or by `name#2` if several have it.
    pub(super) fn place(&self, column: &str) -> Place {
        let wanted = key(column);
        match self.nth(&wanted, 0) {
            Some(at) if self.nth(&wanted, 1).is_none() => return Place::At(at),
            Some(_) => return Place::Several,
            None => {}
        }
        let numbered = wanted.rsplit_once('#').and_then(|(name, number)| {
            let number: usize = number.parse().ok()?;
            self.nth(name, number.checked_sub(1)?)
        });
        numbered.map_or(Place::Nowhere, Place::At)
    }

    fn nth(&self, wanted: &str, number: usize) -> Option<usize> {
        let mut places = self.0.iter().enumerate().filter(|(_, header)| *header == wanted);
        places.nth(number).map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Beginning, Keys, Place};
    use crate::log::encoding::Coding;
    use crate::log::split::Splitter;

    fn beginning(text: &str) -> Beginning {
        let mut splitter = Splitter::new(Box::new(Cursor::new(text.to_owned())), b',');
        let mut coding = Coding::of(&mut splitter, None);
        Beginning::of(&mut splitter, &mut coding, &[])
    }

    fn count<'a>(wanted: &'a [&'a str]) -> impl Fn(&[String]) -> usize {
        move |cells| {
            let keys = Keys::new(cells);
            wanted.iter().filter(|w| matches!(keys.place(w), Place::At(_))).count()
        }
    }

    #[test]
    fn the_header_is_found_below_titles_and_by_any_separator() {
        for (text, delimiter, row) in [
            ("编号,步骤\nA,b\n", b',', 1),
            ("2026年第一季度警情台账,,\n\n编号;步骤\nA;b\n", b';', 3),
            ("\"两行\n标题\"\n编号\t步骤\n", b'\t', 2),
            ("编 号|\"步\n骤\"\nA|b\n", b'|', 1),
        ] {
            let (score, header) =
                beginning(text).best(None, None, count(&["编号", "步骤"])).unwrap();
            assert_eq!((score, header.delimiter, header.row), (2, delimiter, row), "{text:?}");
        }
        assert!(beginning("\n , \n").is_empty());
        assert_eq!(beginning("a,b\nc,d,e\n").likely(None, None).unwrap().row, 2);
    }

    #[test]
    fn a_name_that_several_columns_have_must_be_numbered() {
        let keys = Keys::new(&["单位".into(), "时间".into(), "单 位".into(), "C#1".into()]);
        assert_eq!(keys.place("时间"), Place::At(1));
        assert_eq!(keys.place("单位"), Place::Several);
        assert_eq!(keys.place("单位#2"), Place::At(2));
        assert_eq!(keys.place("单位#3"), Place::Nowhere);
        assert_eq!(keys.place("c#1"), Place::At(3));
    }
}
