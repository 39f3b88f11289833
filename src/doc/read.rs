//! Files into documents. The user's faulty content is a finding; nothing here stops at the first.

use std::io::Read as _;
use std::path::Path;
use std::rc::Rc;

use super::rules::{EMPTY, NOT_UTF8, TOO_LARGE, UNREADABLE};
use super::{Node, toml, yaml};
use crate::finding::{Finding, Label, Place, Sink};
use crate::text::{SourceId, Sources, Span, Words, say};

/// The two formats of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// TOML.
    Toml,
    /// YAML.
    Yaml,
}

impl Format {
    /// The format that a file's name promises.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "toml" => Some(Self::Toml),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// One document of a file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: SourceId,
    /// What it says.
    pub root: Rc<Node>,
}

/// Bytes that a document may have. The largest list seen in practice has under one hundredth.
const LARGEST: u64 = 16 << 20;

/// Reads a file of lists. `name` is the path as the user knows it.
///
/// A file that can't be read at all is a finding about the file.
pub fn read_file(path: &Path, name: &str, sources: &mut Sources, sink: &mut Sink) -> Vec<Document> {
    let Some(format) = Format::of(path) else {
        return Vec::new();
    };
    let unreadable = |sink: &mut Sink, why: Words| {
        let label = Label { place: Place::File(name.to_owned()), words: why.clone() };
        let message = say!("the file can't be read: {why}", "文件无法读取：{why}", why: why);
        sink.push(Finding::new(&UNREADABLE, message, label).help(Words::fixed(
            "check that it exists, is a file and may be read; or remove the link",
            "请检查文件是否存在、是否为普通文件、是否可读；链接失效则请删除",
        )));
    };
    let length = match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => {
            unreadable(sink, Words::fixed("it is a folder", "这是文件夹"));
            return Vec::new();
        }
        // A pipe or device may have no end, or nobody who ever writes into it.
        Ok(meta) if !meta.is_file() => {
            unreadable(sink, Words::fixed("it is no ordinary file", "不是普通文件"));
            return Vec::new();
        }
        Ok(meta) if meta.len() > LARGEST => {
            let megabytes = meta.len() >> 20;
            let limit = LARGEST >> 20;
            let label = Label {
                place: Place::File(name.to_owned()),
                words: say!("{megabytes} MB", "{megabytes} MB"),
            };
            let message = say!(
                "the file has {megabytes} MB; a document may have {limit} MB",
                "文件有 {megabytes} MB，文档上限为 {limit} MB"
            );
            sink.push(Finding::new(&TOO_LARGE, message, label).help(Words::fixed(
                "split the list into several files; logs are not documents and belong to `--log`",
                "请把清单拆成几个文件；日志不是文档，请用 --log 指定",
            )));
            return Vec::new();
        }
        Ok(meta) => meta.len(),
        Err(error) => {
            unreadable(sink, io_words(&error));
            return Vec::new();
        }
    };
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // A device or pipe has no length beforehand, so what is read is bounded as well.
    let read =
        std::fs::File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
    if let Err(error) = read {
        unreadable(sink, io_words(&error));
        return Vec::new();
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => read_text(name, text, format, sources, sink),
        Err(error) => {
            not_utf8(name, &bytes, error.valid_up_to(), sources, sink);
            Vec::new()
        }
    }
}

/// Reads a text of lists that is held in memory.
pub fn read_text(
    name: &str,
    text: &str,
    format: Format,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<Document> {
    let source = sources.add(name, text);
    let text = std::sync::Arc::clone(&sources.get(source).text);
    if text.trim().is_empty() {
        let span = Span { source, start: 0, end: 0 };
        let message = Words::fixed("the file is empty", "文件是空的");
        sink.push(
            Finding::at(&EMPTY, span, message, Words::fixed("nothing here", "没有内容")).help(
                Words::fixed(
                    "write a `kind` and its content, or remove the file",
                    "请写明`kind`及其内容，或删除该文件",
                ),
            ),
        );
        return Vec::new();
    }
    match format {
        Format::Toml => vec![Document { source, root: toml::parse(source, &text, sink) }],
        Format::Yaml => {
            let roots = yaml::parse(source, &text, sink);
            roots.into_iter().map(|root| Document { source, root }).collect()
        }
    }
}

fn not_utf8(name: &str, bytes: &[u8], at: usize, sources: &mut Sources, sink: &mut Sink) {
    let (shown, _, broken) = encoding_rs::GB18030.decode(bytes);
    let (shown, place, help) = if broken {
        let help =
            Words::fixed("save the file as UTF-8 in your editor", "请在编辑器中将文件另存为 UTF-8");
        (String::from_utf8_lossy(bytes), at, help)
    } else {
        let (before, _, _) = encoding_rs::GB18030.decode(bytes.get(..at).unwrap_or_default());
        let place = before.len();
        let help = Words::fixed(
            "the file looks like GBK (GB18030); save it as UTF-8 in your editor",
            "文件看来是 GBK（GB18030）编码，请在编辑器中另存为 UTF-8",
        );
        (shown, place, help)
    };
    let source = sources.add(name, &shown);
    let text = &sources.get(source).text;
    let end =
        text.get(place..).and_then(|t| t.chars().next()).map_or(place, |c| place + c.len_utf8());
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span { source, start: byte(place), end: byte(end) };
    let message = Words::fixed("the file is not UTF-8", "文件不是 UTF-8 编码");
    let label = Words::fixed("the first byte that isn't", "首个不合规的字节");
    sink.push(Finding::at(&NOT_UTF8, span, message, label).help(help));
}

/// What the system says about a failure, in both languages where it is one of the usual ones.
pub fn io_words(error: &std::io::Error) -> Words {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => Words::fixed("it does not exist", "不存在"),
        ErrorKind::PermissionDenied => Words::fixed("it may not be read", "没有读取权限"),
        ErrorKind::IsADirectory => Words::fixed("it is a folder", "这是文件夹"),
        ErrorKind::StorageFull => Words::fixed("the disk is full", "磁盘已满"),
        _ => Words::same(error.to_string()),
    }
}
