//! From the bytes of a file to the bytes of its text: digest, decompression, a look at its beginning.

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

/// A text of which the beginning was looked at.
pub(super) struct Peeked {
    start: Vec<u8>,
    given: usize,
    /// Why the look ended, if the bytes did not.
    failed: Option<io::Error>,
    rest: Box<dyn Read>,
}

impl Peeked {
    pub(super) fn new(rest: Box<dyn Read>) -> Self {
        Self { start: Vec::new(), given: 0, failed: None, rest }
    }

    /// Whether the text begins so.
    #[cfg(feature = "sqlite")]
    pub(super) fn starts_with(&mut self, magic: &[u8]) -> bool {
        self.window(magic.len()).starts_with(magic)
    }

    /// The first bytes, at least `wanted` of them if there are so many.
    pub(super) fn window(&mut self, wanted: usize) -> &[u8] {
        if self.start.len() < wanted && self.failed.is_none() {
            let more = wanted - self.start.len();
            let read = self.rest.by_ref().take(more as u64).read_to_end(&mut self.start);
            self.failed = read.err();
        }
        &self.start
    }
}

impl Read for Peeked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.start.len() {
            return match self.failed.take() {
                Some(error) => Err(error),
                None => self.rest.read(into),
            };
        }
        let rest = self.start.get(self.given..).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

pub(super) const CUT: Words = Words::fixed("its end is missing", "缺少结尾");

/// What is wrong with compressed data.
pub(super) fn damage(error: &io::Error) -> Words {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => CUT,
        _ => Words::fixed("the compressed data are damaged from here on", "自此处起压缩数据已损坏"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _, Write as _};

    use super::open;

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
}
