//! Which encoding a log is in, and its cells as text.
//!
//! Spreadsheets on Chinese systems write GBK, databases UTF-8, and neither says so. Rows and cells
//! are split on the raw bytes; only the cells that are needed are decoded, most of them once.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::split::Splitter;

/// How far the first look goes.
const LOOK: usize = 1 << 18;

/// How far a look may go, when all before it can be read both ways.
const LONGEST_LOOK: usize = 64 << 20;

/// Lines that can be read in one way only, after which a look is clear.
const CLEAR: usize = 64;

/// How the bytes of a row become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// As UTF-8.
    Utf8,
    /// As GB18030, which contains GBK and GB2312.
    Gb18030,
}

/// How the bytes of a log become text.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Coding {
    /// What the log is in; nothing as long as it is plain ASCII.
    script: Option<Script>,
    /// It was said and not guessed, so that bytes that do not fit are broken.
    said: bool,
    /// The whole text was changed to UTF-8 on its way; its faults are replacement characters.
    changed: Option<&'static Encoding>,
    /// Rows in the other script were met.
    mixed: bool,
}

impl Coding {
    /// That of text which is UTF-8 by its nature.
    pub(super) fn utf8() -> Self {
        Self { script: Some(Script::Utf8), said: true, changed: None, mixed: false }
    }

    /// Looks at how a log begins. `declared` is what the mapping says; a byte order mark overrides
    /// it. The splitter is at its beginning and stays there, behind a mark.
    pub(super) fn of(splitter: &mut Splitter, declared: Option<&'static Encoding>) -> Self {
        let start = splitter.window(4096);
        let marked = Encoding::for_bom(start);
        let wide = marked.is_none().then(|| wide_without_mark(start)).flatten();
        let (encoding, mark) =
            marked.or(wide.map(|e| (e, 0))).map_or((declared, 0), |(e, mark)| (Some(e), mark));
        splitter.skip(mark);
        let mut coding =
            Self { script: None, said: encoding.is_some(), changed: None, mixed: false };
        match encoding {
            None => {}
            Some(e) if e == UTF_8 => coding.script = Some(Script::Utf8),
            Some(e) if e == GB18030 || e == GBK => coding.script = Some(Script::Gb18030),
            Some(other) => {
                splitter.replace(|source| Box::new(Transcoder::new(source, other)));
                coding.changed = Some(other);
                coding.script = Some(Script::Utf8);
            }
        }
        coding
    }

    /// The encoding as it is named in reports.
    pub(super) fn name(&self) -> String {
        if self.mixed {
            return "utf-8 + gb18030".to_owned();
        }
        match (self.changed, self.script) {
            (Some(encoding), _) => encoding.name().to_ascii_lowercase(),
            (None, Some(Script::Gb18030)) => "gb18030".to_owned(),
            (None, _) => "utf-8".to_owned(),
        }
    }

    /// Whether the encoding is known. As long as all rows are plain ASCII it need not be.
    pub(super) fn settled(&self) -> bool {
        self.script.is_some()
    }

    /// Decides what the log is in from the current row on, which is the first that tells.
    pub(super) fn settle(&mut self, splitter: &mut Splitter) {
        let mut look = LOOK;
        self.script = loop {
            let window = splitter.window(look).len();
            let complete = splitter.exhausted();
            let evidence = Evidence::of(splitter.window(window), complete);
            match evidence.utf8.cmp(&evidence.gb18030) {
                std::cmp::Ordering::Greater => break Some(Script::Utf8),
                std::cmp::Ordering::Less => break Some(Script::Gb18030),
                std::cmp::Ordering::Equal if complete || look >= LONGEST_LOOK => {
                    break Some(Script::Utf8);
                }
                std::cmp::Ordering::Equal => look *= 4,
            }
        };
    }

    /// What the log is in, as far as is known.
    pub(super) fn script(&self) -> Script {
        self.script.unwrap_or(Script::Utf8)
    }

    /// Changes the rest of a GB18030 log to UTF-8, because its separator occurs within characters.
    pub(super) fn change(&mut self, splitter: &mut Splitter) {
        if self.script == Some(Script::Gb18030) {
            splitter.replace(|source| Box::new(Transcoder::new(source, GB18030)));
            self.changed = Some(GB18030);
            self.script = Some(Script::Utf8);
        }
    }

    /// How a row that is not plain ASCII is to be read. A log put together from two sources may
    /// change in the middle.
    pub(super) fn of_row(&mut self, row: &[u8]) -> Script {
        let script = self.script();
        if self.said {
            return script;
        }
        let other = match (script, std::str::from_utf8(row)) {
            // A character of UTF-8 that was read well, or well begun, shows a row in UTF-8 of which
            // some database cut a text in the middle of a character.
            (Script::Utf8, Err(fault)) => {
                let (sound, rest) = row.split_at_checked(fault.valid_up_to()).unwrap_or_default();
                let other = sound.is_ascii() && !is_cut(rest) && plausible_gb18030(row);
                other.then_some(Script::Gb18030)
            }
            (Script::Gb18030, Ok(_)) => (!plausible_gb18030(row)).then_some(Script::Utf8),
            (Script::Utf8, Ok(_)) | (Script::Gb18030, Err(_)) => None,
        };
        self.mixed |= other.is_some();
        other.unwrap_or(script)
    }

    /// What a cell says; nothing if its bytes are no text.
    pub(super) fn text<'c>(&self, script: Script, cell: Cow<'c, [u8]>) -> Option<Cow<'c, str>> {
        let text = match (script, cell) {
            (Script::Utf8, Cow::Borrowed(bytes)) => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
            (Script::Utf8, Cow::Owned(bytes)) => Cow::Owned(String::from_utf8(bytes).ok()?),
            (Script::Gb18030, Cow::Borrowed(bytes)) => decode_gb18030(bytes)?,
            (Script::Gb18030, Cow::Owned(bytes)) => {
                Cow::Owned(decode_gb18030(&bytes)?.into_owned())
            }
        };
        if self.changed.is_some() && text.contains('\u{fffd}') {
            return None;
        }
        Some(text)
    }
}

/// The encoding that a mapping names, such as `gbk`.
pub(super) fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

fn decode_gb18030(bytes: &[u8]) -> Option<Cow<'_, str>> {
    GB18030.decode_without_bom_handling_and_without_replacement(bytes)
}

/// Whether bytes are GB18030 in all likelihood. A byte 0x80 alone is the euro sign of one code
/// page, and far more often the last byte of a character of UTF-8.
fn plausible_gb18030(bytes: &[u8]) -> bool {
    let euros = |text: &str| text.matches('€').count();
    let real = bytes.windows(2).filter(|pair| *pair == b"\xa2\xe3").count();
    decode_gb18030(bytes).is_some_and(|text| euros(&text) <= real)
}

/// Whether bytes begin with the beginning of a character of UTF-8, and no more of it.
fn is_cut(bytes: &[u8]) -> bool {
    let rest = bytes.iter().skip(1).find(|&&byte| !matches!(byte, 0x80..=0xbf));
    bytes.first().is_some_and(|&lead| lead >= 0xc2) && rest.is_none_or(u8::is_ascii)
}

/// UTF-16, with or without its mark.
pub(super) fn wide(start: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(start).map(|(encoding, _)| encoding);
    marked.or_else(|| wide_without_mark(start)).filter(|found| *found != UTF_8)
}

/// A text changed to UTF-8 while it is read. Bytes that are no text become U+FFFD.
pub(super) fn transcode(source: Box<dyn Read>, encoding: &'static Encoding) -> Box<dyn Read> {
    Box::new(Transcoder::new(source, encoding))
}

/// UTF-16 of which the mark was lost: every other byte of its digits and separators is zero.
fn wide_without_mark(start: &[u8]) -> Option<&'static Encoding> {
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let many = start.len() / 8;
    match (high > many, low > many) {
        (true, false) if low == 0 => Some(UTF_16BE),
        (false, true) if high == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// Lines that can be read in one of the two ways only.
struct Evidence {
    utf8: usize,
    gb18030: usize,
}

impl Evidence {
    fn of(window: &[u8], complete: bool) -> Self {
        let mut evidence = Self { utf8: 0, gb18030: 0 };
        let mut lines = window.split(|b| matches!(b, b'\n' | b'\r')).peekable();
        while let Some(line) = lines.next() {
            // The last line may have been cut within a character.
            if line.is_ascii() || (lines.peek().is_none() && !complete) {
                continue;
            }
            match std::str::from_utf8(line) {
                // About half of all Chinese lines in UTF-8 can be read as pairs of GB18030 too,
                // as rare characters; a line of GB18030 hardly ever makes two characters of three
                // bytes. A single one, or one of two bytes, may be chance.
                Ok(text) if text.chars().filter(|c| c.len_utf8() > 2).nth(1).is_some() => {
                    evidence.utf8 += 1;
                }
                Ok(_) if !plausible_gb18030(line) => evidence.utf8 += 1,
                Ok(_) => {}
                Err(_) => evidence.gb18030 += usize::from(plausible_gb18030(line)),
            }
            if evidence.utf8.abs_diff(evidence.gb18030) >= CLEAR {
                break;
            }
        }
        evidence
    }
}

/// Changes a text to UTF-8 while it is read. Bytes that are no text become U+FFFD.
struct Transcoder {
    source: Box<dyn Read>,
    decoder: Decoder,
    text: Vec<u8>,
    given: usize,
    finished: bool,
}

impl Transcoder {
    fn new(source: Box<dyn Read>, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { source, decoder, text: Vec::new(), given: 0, finished: false }
    }

    fn more(&mut self) -> io::Result<()> {
        let mut bytes = [0; 1 << 14];
        let count = self.source.read(&mut bytes)?;
        self.finished = count == 0;
        let mut rest = bytes.get(..count).unwrap_or_default();
        self.text.clear();
        self.given = 0;
        let mut piece = [0; 1 << 14];
        loop {
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(rest, &mut piece, self.finished);
            self.text.extend_from_slice(piece.get(..written).unwrap_or_default());
            rest = rest.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                return Ok(());
            }
        }
    }
}

impl Read for Transcoder {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.finished {
            self.more()?;
        }
        let rest = self.text.get(self.given..).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Coding, named};
    use crate::log::split::Splitter;

    /// Reads everything: the name of the encoding, and the cells, of which none can be missing.
    fn read(bytes: &[u8], declared: Option<&str>) -> (String, Vec<Option<String>>) {
        let mut splitter = Splitter::new(Box::new(Cursor::new(bytes.to_vec())), b',');
        let mut coding = Coding::of(&mut splitter, declared.and_then(named));
        let mut cells = Vec::new();
        while splitter.advance() {
            let ascii = splitter.cells().raw.is_ascii();
            if !ascii && !coding.settled() {
                coding.settle(&mut splitter);
            }
            let script = if ascii { coding.script() } else { coding.of_row(splitter.cells().raw) };
            for cell in splitter.cells().iter() {
                cells.push(coding.text(script, cell).map(std::borrow::Cow::into_owned));
            }
        }
        (coding.name(), cells)
    }

    fn gb(text: &str) -> Vec<u8> {
        encoding_rs::GB18030.encode(text).0.into_owned()
    }

    fn wide(text: &str, big: bool) -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    const TEXT: &str = "编号,单位\nA1,城东派出所\nA2,\"一\"\nA3,𠮷野家\n";

    #[test]
    fn the_same_text_is_read_from_every_encoding() {
        let (_, wanted) = read(TEXT.as_bytes(), None);
        assert!(wanted.iter().all(Option::is_some));
        let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        for (name, bytes) in [
            ("utf-8", TEXT.as_bytes().to_vec()),
            ("utf-8", marked),
            ("gb18030", gb(TEXT)),
            ("utf-16le", wide(TEXT, false)),
            ("utf-16be", wide(TEXT, true)),
        ] {
            assert_eq!(read(&bytes, None), (name.to_owned(), wanted.clone()), "{name}");
        }
        let bare = wide("case,step\nA1,done\n", false);
        assert_eq!(read(&bare[2..], None).0, "utf-16le");
        let big5 = encoding_rs::BIG5.encode("編號,單位").0.into_owned();
        assert_eq!(
            read(&big5, Some("big5")),
            ("big5".to_owned(), vec![Some("編號".to_owned()), Some("單位".to_owned()),])
        );
    }

    #[test]
    fn a_log_that_shows_its_encoding_late_is_read_all_the_same() {
        let ascii = "A1,2026-01-05\n".repeat(100_000);
        for (name, tail) in
            [("gb18030", gb("A2,城东派出所\n")), ("utf-8", "A2,城东派出所\n".into())]
        {
            let (found, cells) = read(&[ascii.as_bytes(), &tail].concat(), None);
            assert_eq!(found, name);
            assert_eq!(cells.last().unwrap().as_deref(), Some("城东派出所"));
        }
        // The first character can be read both ways; what it means is shown far behind it.
        let early = [gb("A0,一\n").as_slice(), ascii.as_bytes(), &gb("A2,城东派出所\n")].concat();
        let (found, cells) = read(&early, None);
        assert_eq!(found, "gb18030");
        assert_eq!(cells[1].as_deref(), Some("一"));
    }

    #[test]
    fn two_logs_put_together_are_read_row_by_row() {
        let mixed = [TEXT.as_bytes(), TEXT.as_bytes(), &gb("A7,城西派出所\n")].concat();
        let (name, cells) = read(&mixed, None);
        assert_eq!(name, "utf-8 + gb18030");
        assert_eq!(cells.last().unwrap().as_deref(), Some("城西派出所"));
    }

    #[test]
    fn a_text_that_was_cut_within_a_character_is_broken_and_not_another_text() {
        let cut = &"派出所".as_bytes()[..8];
        let bytes = [TEXT.as_bytes(), b"A9,", cut, b"\n"].concat();
        let (name, cells) = read(&bytes, None);
        assert_eq!((name.as_str(), cells.last().unwrap()), ("utf-8", &None));
        let bytes = [&gb(TEXT), &b"A9,\xff\n"[..]].concat();
        let (name, cells) = read(&bytes, None);
        assert_eq!((name.as_str(), cells.last().unwrap()), ("gb18030", &None));
        let (_, cells) = read(b"\xff\xfea\0\x00\xd8b\0", None);
        assert_eq!(cells, [None]);
    }

    #[test]
    fn what_the_mapping_says_is_not_guessed() {
        let (name, cells) = read(&gb("一,二"), Some("gbk"));
        assert_eq!((name.as_str(), cells[0].as_deref()), ("gb18030", Some("一")));
        assert_eq!(named("klingon"), None);
    }
}
