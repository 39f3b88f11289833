//! Places and addresses as the protocol writes them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lsp_types::{Position, Range};
use serde_json::Value as Json;

use crate::editor::Spot;
use crate::model::load::normal;

/// A place.
pub(super) const fn spot(own: Position) -> Spot {
    Spot { line: own.line, column: own.character }
}

/// A range.
pub(super) const fn range((start, end): (Spot, Spot)) -> Range {
    Range {
        start: Position { line: start.line, character: start.column },
        end: Position { line: end.line, character: end.column },
    }
}

/// The file of an address; nothing for what is no file, such as a text that was never saved.
pub(super) fn path(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("file://")?;
    let (host, rest) = rest.split_at(rest.find('/')?);
    let mut bytes = Vec::with_capacity(rest.len());
    let mut own = rest.bytes();
    while let Some(byte) = own.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [own.next()?, own.next()?];
        let digits = std::str::from_utf8(&digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
    }
    let text = String::from_utf8(bytes).ok()?;
    // `/C:/lists` is `C:/lists`, and what has a host is a share.
    let drive = text.strip_prefix('/').filter(|own| own.chars().nth(1) == Some(':'));
    let text = match (cfg!(windows), host.is_empty(), drive) {
        (true, true, Some(drive)) => drive.to_owned(),
        (true, false, _) => format!("//{host}{text}"),
        _ => text,
    };
    Some(normal(Path::new(&text)))
}

/// The address of a file.
pub(super) fn address(path: &Path) -> String {
    let text = path.display().to_string().replace('\\', "/");
    let mut out = "file://".to_owned();
    if !text.starts_with('/') {
        out.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Some editors write addresses as people do; those are made what the protocol wants.
pub(super) fn tame(params: &mut Json) {
    match params {
        Json::Object(all) => {
            for (key, own) in all.iter_mut() {
                let address = key == "uri" || key == "rootUri";
                match own {
                    Json::String(text) if address && text.contains(as_people_do) => {
                        *text = escaped(text);
                    }
                    Json::Object(_) | Json::Array(_) => tame(own),
                    _ => {}
                }
            }
        }
        Json::Array(all) => all.iter_mut().for_each(tame),
        _ => {}
    }
}

const fn as_people_do(c: char) -> bool {
    !c.is_ascii() || c == ' '
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if !as_people_do(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{address, path, tame};

    #[test]
    fn addresses_are_what_files_are_called() {
        let file = Path::new("/清 单/a+b,1.yaml");
        let own = "file:///%E6%B8%85%20%E5%8D%95/a%2Bb%2C1.yaml";
        assert_eq!(address(file), own);
        assert_eq!(path(own).as_deref(), Some(file));
        assert_eq!(path("file:///%E6%B8%85 单/../a.yaml").as_deref(), Some(Path::new("/a.yaml")));
        for other in ["untitled:Untitled-1", "file:///a%2", "file:///a%ff", "http://a/b"] {
            assert_eq!(path(other), None, "{other}");
        }
    }

    #[test]
    fn addresses_in_any_script_are_understood() {
        let mut params =
            serde_json::json!({ "textDocument": { "uri": "file:///清 单/a.yaml", "text": "单" } });
        tame(&mut params);
        assert_eq!(params["textDocument"]["uri"], "file:///%E6%B8%85%20%E5%8D%95/a.yaml");
        assert_eq!(params["textDocument"]["text"], "单");
    }
}
