//! From the bytes of a file to the bytes of its text: digest, decompression, and a look at what
//! kind of file it is.

use std::cell::RefCell;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};

use super::text::hex;
use crate::text::Words;

/// A file's bytes, digested on their way.
struct Stored {
    bytes: Box<dyn Read + Send>,
    digest: Sha256,
    failed: Option<io::Error>,
}

impl Read for Stored {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.bytes.read(into) {
                Ok(count) => {
                    self.digest.update(into.get(..count).unwrap_or_default());
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let again = io::Error::new(error.kind(), error.to_string());
                    self.failed = Some(error);
                    return Err(again);
                }
            }
        }
    }
}

/// A handle to a file that is being read: the reader goes one way, the digest another.
#[derive(Clone)]
pub(super) struct Opened(Rc<RefCell<Stored>>);

impl Read for Opened {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.0.try_borrow_mut() {
            Ok(mut stored) => stored.read(into),
            // Nobody reads a file from within its own reading.
            Err(_) => Ok(0),
        }
    }
}

impl Opened {
    /// What the system said when reading failed. A fault of the compressed data is none of these.
    pub(super) fn failure(&self) -> Option<io::Error> {
        self.0.try_borrow_mut().ok().and_then(|mut stored| stored.failed.take())
    }

    /// The digest of all the bytes, also of those that follow the compressed data.
    pub(super) fn finish(mut self) -> io::Result<String> {
        io::copy(&mut self, &mut io::sink())?;
        let digest = self.0.try_borrow().map(|stored| stored.digest.clone()).unwrap_or_default();
        Ok(hex(&digest.finalize()))
    }
}

/// Opens a log: the handle, and its bytes after decompression.
pub(super) fn open(bytes: Box<dyn Read + Send>) -> io::Result<(Opened, Box<dyn Read>)> {
    let stored = Stored { bytes, digest: Sha256::new(), failed: None };
    let mut opened = Opened(Rc::new(RefCell::new(stored)));
    let mut magic = Vec::with_capacity(2);
    opened.by_ref().take(2).read_to_end(&mut magic)?;
    let packed = magic == [0x1f, 0x8b];
    let whole = Cursor::new(magic).chain(opened.clone());
    let text: Box<dyn Read> = if packed {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, whole)))
    } else {
        Box::new(whole)
    };
    Ok((opened, text))
}

/// Beginnings of files that people take for tables, what they are, and what to do.
const OTHERS: &[(&[u8], Words, Words)] = &[
    (
        b"PK\x03\x04",
        Words::fixed("it is a workbook (.xlsx) or a ZIP file", "这是工作簿（.xlsx）或 ZIP 压缩包"),
        SAVE_AS_CSV,
    ),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Words::fixed("it is an old workbook (.xls)", "这是旧版工作簿（.xls）"),
        SAVE_AS_CSV,
    ),
    (b"%PDF-", Words::fixed("it is a PDF", "这是 PDF 文件"), EXPORT_CSV),
    (b"PAR1", Words::fixed("it is a Parquet file", "这是 Parquet 文件"), EXPORT_CSV),
    (b"SQLite format 3", Words::fixed("it is a database", "这是数据库文件"), EXPORT_CSV),
    (b"\x28\xb5\x2f\xfd", Words::fixed("it is packed with zstd", "文件以 zstd 压缩"), UNPACK),
    (b"\xfd7zXZ\0", Words::fixed("it is packed with xz", "文件以 xz 压缩"), UNPACK),
    (b"BZh", Words::fixed("it is packed with bzip2", "文件以 bzip2 压缩"), UNPACK),
    (b"7z\xbc\xaf\x27\x1c", Words::fixed("it is a 7z archive", "这是 7z 压缩包"), UNPACK),
    (b"Rar!", Words::fixed("it is a RAR archive", "这是 RAR 压缩包"), UNPACK),
];
const SAVE_AS_CSV: Words = Words::fixed(
    "open it, choose Save As and the type CSV (any encoding will do)",
    "请打开后另存为 CSV 格式（编码不限）",
);
const EXPORT_CSV: Words = Words::fixed("export it as CSV", "请导出为 CSV 格式");
const UNPACK: Words = Words::fixed(
    "unpack it first; of packed files only gzip is read",
    "请先解压；压缩文件仅支持 gzip",
);

/// What a file is that is no table in text form, and what to do with it.
pub(super) fn other_kind(start: &[u8]) -> Option<(Words, Words)> {
    if let Some((_, what, hint)) = OTHERS.iter().find(|(magic, ..)| start.starts_with(magic)) {
        return Some((what.clone(), hint.clone()));
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let begins = |with: &str| {
        text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
    };
    let markup = ["<?xml", "<!doctype", "<html", "<table", "<log"].iter().any(|tag| begins(tag));
    if markup {
        let what = Words::fixed(
            "it is HTML or XML, whatever its name says",
            "无论扩展名如何，其内容是 HTML 或 XML",
        );
        return Some((what, SAVE_AS_CSV));
    }
    if begins("{\"") || begins("[{") {
        return Some((Words::fixed("it is JSON", "这是 JSON 文件"), EXPORT_CSV));
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Write as _};

    use super::{open, other_kind};

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gz.write_all(text).unwrap();
        gz.finish().unwrap()
    }

    #[test]
    fn the_digest_is_of_the_bytes_as_stored() {
        let (opened, mut text) = open(Box::new(Cursor::new("abc"))).unwrap();
        let mut read = String::new();
        text.read_to_string(&mut read).unwrap();
        assert_eq!(read, "abc");
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(opened.finish().unwrap(), abc);
    }

    #[test]
    fn members_of_a_gzip_file_follow_each_other() {
        let both = [packed(b"one,"), packed(b"two")].concat();
        let (opened, mut text) = open(Box::new(Cursor::new(both.clone()))).unwrap();
        let mut read = String::new();
        text.read_to_string(&mut read).unwrap();
        assert_eq!(read, "one,two");
        let (plain, _) = open(Box::new(Cursor::new(both))).unwrap();
        assert_eq!(opened.finish().unwrap(), plain.finish().unwrap());
    }

    #[test]
    fn a_truncated_gzip_file_gives_what_it_has_and_is_no_failure_of_the_disk() {
        let whole = packed("row\n".repeat(10_000).as_bytes());
        let cut = whole[..whole.len() - 12].to_vec();
        let (opened, mut text) = open(Box::new(Cursor::new(cut))).unwrap();
        let mut read = Vec::new();
        assert!(text.read_to_end(&mut read).is_err());
        assert!(!read.is_empty());
        assert!(opened.failure().is_none());
    }

    #[test]
    fn files_that_are_no_tables_are_told_apart() {
        for start in
            [&b"PK\x03\x04.."[..], b"\xef\xbb\xbf <?xml version", b"<TABLE>", b"[{\"a\":1}]"]
        {
            assert!(other_kind(start).is_some(), "{start:?}");
        }
        for start in [&b"case,step"[..], b"", b"\xff\xfec\0", "编号".as_bytes()] {
            assert!(other_kind(start).is_none(), "{start:?}");
        }
    }
}
