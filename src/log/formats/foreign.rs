//! Files that are no logs though people take them for some.

use super::Foreign;
use crate::text::Words;

/// How ZIP files begin, workbooks among them.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// How old office files begin, and encrypted ones.
pub(super) const OLD: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a file is that begins with [`OLD`], and what to do with it.
pub(super) fn old_workbook(bytes: &[u8]) -> Foreign {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(bytes, &name).is_some() {
        return encrypted();
    }
    (Words::fixed("it is an old workbook (.xls)", "这是旧版工作簿（.xls）"), SAVE_AS_CSV)
}

pub(super) fn encrypted() -> Foreign {
    (
        Words::fixed("it is a workbook with a password", "这是设有密码的工作簿"),
        Words::fixed(
            "open it, remove the password and save it again",
            "请打开后取消密码并重新保存",
        ),
    )
}

/// Beginnings of files that people take for tables, what they are, and what to do.
const OTHERS: &[(&[u8], Words, Words)] = &[
    (
        ZIP,
        Words::fixed("it is a workbook (.xlsx) or a ZIP file", "这是工作簿（.xlsx）或 ZIP 压缩包"),
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
pub(super) const SAVE_AS_CSV: Words = Words::fixed(
    "open it, choose Save As and the type CSV (any encoding will do)",
    "请打开后另存为 CSV 格式（编码不限）",
);
pub(super) const EXPORT_CSV: Words = Words::fixed("export it as CSV", "请导出为 CSV 格式");
const UNPACK: Words = Words::fixed(
    "unpack it first; of packed files only gzip is read",
    "请先解压；压缩文件仅支持 gzip",
);

/// What a file is that is no table in text form, and what to do with it.
pub(super) fn other_kind(start: &[u8]) -> Option<Foreign> {
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
    None
}

#[cfg(test)]
mod tests {
    use super::other_kind;

    #[test]
    fn files_that_are_no_tables_are_told_apart() {
        for start in [&b"PK\x03\x04.."[..], b"\xef\xbb\xbf <?xml version", b"<TABLE>"] {
            assert!(other_kind(start).is_some(), "{start:?}");
        }
        for start in [&b"case,step"[..], b"", b"\xff\xfec\0", "编号".as_bytes()] {
            assert!(other_kind(start).is_none(), "{start:?}");
        }
    }
}
