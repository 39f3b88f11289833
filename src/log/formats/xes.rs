//! The event logs of process mining, XES (IEEE 1849): a stream of traces and their events.
//!
//! Attributes become columns as process mining tools flatten them: those of a trace as `case:KEY`,
//! those of an event as `KEY`, nested ones with a dot between the keys, items of a list in one
//! cell. Nothing is kept of an event once it is a record, so that a log of any length is read in the
//! memory of its longest event.

use std::io::{BufReader, Read};

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::Event as Markup;

use super::super::bytes::Peeked;
use super::super::encoding::{self, transcode};
use super::super::table::{About, Stop, Tables, Take};
use super::foreign::SAVE_AS_CSV;
use crate::say;
use crate::text::Words;

mod attribute;
mod bounded;
mod flat;
mod trace;

use bounded::Bounded;
use trace::Traces;

/// The outermost element stands within so many bytes, or not at all.
const LOOK: [usize; 2] = [4096, 1 << 18];

/// So much is read at a time.
const PIECE: usize = 1 << 17;

/// A file in this format.
struct Xes {
    text: Box<dyn Read>,
    encoding: &'static Encoding,
}

/// Whether a file is in this format: XML with a log as its outermost element.
pub(super) fn is(text: &mut Peeked) -> bool {
    root(text).is_some_and(|name| name == "log")
}

/// Opens a file in this format.
pub(super) fn open(mut text: Peeked) -> Result<Box<dyn Tables>, Stop> {
    match root(&mut text) {
        Some(name) if name == "log" => {}
        Some(name) => {
            let what = say!(
                "its outermost element is `{name}`, and that of XES is `log`",
                "最外层元素是`{name}`，而 XES 的最外层元素应为`log`"
            );
            return Err(Stop::NotALog(what, SAVE_AS_CSV));
        }
        None => {
            let what = Words::fixed("it has no XML element", "其中没有 XML 元素");
            let hint = Words::fixed(
                "export the log as XES again, or leave out `--log-format`",
                "请重新导出 XES 日志，或不要指定`--log-format`",
            );
            return Err(Stop::NotALog(what, hint));
        }
    }
    let start = text.window(LOOK[0]);
    let encoding = match encoding_of(start) {
        Ok(encoding) => encoding,
        Err(label) => {
            let what = say!("its encoding is unknown: `{label}`", "编码未知：`{label}`");
            let hint = Words::fixed("export it again as UTF-8", "请以 UTF-8 重新导出");
            return Err(Stop::NotALog(what, hint));
        }
    };
    let text: Box<dyn Read> =
        if encoding == UTF_8 { Box::new(text) } else { transcode(Box::new(text), encoding) };
    Ok(Box::new(Xes { text, encoding }))
}

impl Tables for Xes {
    fn each(self: Box<Self>, take: &mut Take<'_>) -> Result<(), Stop> {
        let encoding = self.encoding.name().to_ascii_lowercase();
        let text = Bounded::new(BufReader::with_capacity(PIECE, self.text));
        let mut traces = Traces::new(text, self.encoding != UTF_8);
        take(About { name: None, keyed: true, encoding }, &mut traces)
    }
}

/// The name of the outermost element, without its prefix.
fn root(text: &mut Peeked) -> Option<String> {
    LOOK.iter().find_map(|&look| {
        let start = text.window(look);
        let text = match encoding_of(start) {
            Ok(encoding) => encoding.decode(start).0,
            Err(_) => String::from_utf8_lossy(start),
        };
        text.trim_start().starts_with('<').then(|| outermost(text.trim_start())).flatten()
    })
}

fn outermost(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Markup::Start(tag) | Markup::Empty(tag) => {
                return Some(tag.local_name().as_ref().to_owned());
            }
            Markup::Eof | Markup::End(_) => return None,
            _ => {}
        }
    }
}

/// The encoding by the first bytes and by what the declaration says; its name if nobody knows it.
fn encoding_of(start: &[u8]) -> Result<&'static Encoding, String> {
    if let Some(encoding) = encoding::wide(start) {
        return Ok(encoding);
    }
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let end = memchr::memchr(b'>', start).unwrap_or_default();
    let declaration = start.get(..end).filter(|text| text.starts_with(b"<?xml"));
    let said = declaration.and_then(|text| std::str::from_utf8(text).ok()).and_then(|text| {
        let (_, rest) = text.split_once("encoding")?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        rest.split(mark).nth(1)
    });
    match said {
        None => Ok(UTF_8),
        // Bytes that show no UTF-16 are none, whatever is said of them.
        Some(label) if label.to_ascii_lowercase().starts_with("utf-16") => Ok(UTF_8),
        Some(label) => encoding::named(label).ok_or_else(|| label.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Peeked, encoding_of, is};

    fn xes(bytes: impl Into<Vec<u8>>) -> bool {
        is(&mut Peeked::new(Box::new(Cursor::new(bytes.into()))))
    }

    #[test]
    fn a_log_is_known_by_its_outermost_element() {
        let long = format!("<?xml version='1.0'?><!-- {} -->\n<log>", "x".repeat(9000));
        for text in [
            "<log>",
            "\u{feff}\n<?xml version=\"1.0\"?><!-- <a> --><x:log xes.version='1'/>",
            &long,
        ] {
            assert!(xes(text), "{text}");
        }
        let wide: Vec<u8> = "\u{feff}<log/>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(xes(wide));
        for text in
            ["<html><log>", "log", "", "<", "<logs>", "<!-- <log> -->", "case,log\n<log>,1\n"]
        {
            assert!(!xes(text), "{text}");
        }
    }

    #[test]
    fn what_the_declaration_says_counts_unless_the_bytes_say_otherwise() {
        let named = |start: &[u8]| encoding_of(start).map(encoding_rs::Encoding::name);
        assert_eq!(named(b"<?xml version='1.0' encoding = 'GBK'?><log>"), Ok("GBK"));
        assert_eq!(named(b"<?xml version=\"1.0\" encoding=\"utf-16\"?>"), Ok("UTF-8"));
        assert_eq!(named(b"<\0?\0x\0m\0l\0 \0v\0e\0r\0"), Ok("UTF-16LE"));
        assert_eq!(named(b"<log encoding='gbk'>"), Ok("UTF-8"));
        assert_eq!(named(b"<?xml encoding='klingon'?>"), Err("klingon".to_owned()));
    }
}
