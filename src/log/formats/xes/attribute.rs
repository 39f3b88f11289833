//! One attribute as it is written: `<string key="concept:name" value="Create Fine"/>`.

use std::borrow::Cow;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

/// What an element of an attribute says; nothing where it lacks key or value.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said<'t> {
    pub(super) key: Option<Cow<'t, str>>,
    pub(super) value: Option<Cow<'t, str>>,
}

/// A text refers to something that is defined elsewhere, if at all.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign;

/// Elements that hold one value.
pub(super) const TYPES: [&str; 6] = ["string", "date", "int", "float", "boolean", "id"];

/// What an element says, whatever its form.
pub(super) fn read<'t>(tag: &'t BytesStart<'t>) -> Result<Said<'t>, Foreign> {
    let mut said = Said::default();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let place = match attribute.key.as_ref() {
            "key" => &mut said.key,
            "value" => &mut said.value,
            _ => continue,
        };
        *place = Some(plain(attribute.value)?);
    }
    Ok(said)
}

/// A value as it is meant: references resolved that XML itself knows, line breaks as spaces.
fn plain(value: Cow<'_, str>) -> Result<Cow<'_, str>, Foreign> {
    let value = if value.contains(['\t', '\n', '\r']) {
        Cow::Owned(value.replace("\r\n", " ").replace(['\t', '\n', '\r'], " "))
    } else {
        value
    };
    if !value.contains('&') {
        return Ok(value);
    }
    match unescape(&value) {
        Ok(plain) => Ok(Cow::Owned(plain.into_owned())),
        Err(_) => Err(Foreign),
    }
}

/// An attribute in the form in which programs write nearly all of them, at the very beginning of
/// `bytes`: how many bytes it takes, its key, and the bytes of its value, which may be no text.
/// Nothing for every other form.
pub(super) fn quick(bytes: &[u8]) -> Option<(usize, &str, &[u8])> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = bytes.get(start..)?.strip_prefix(b"<")?;
    let rest = TYPES.iter().find_map(|name| {
        rest.strip_prefix(name.as_bytes()).and_then(|rest| rest.strip_prefix(b" key=\""))
    })?;
    let (key, rest) = quoted(rest)?;
    let (value, rest) = quoted(rest.strip_prefix(b" value=\"")?)?;
    let rest = rest.strip_prefix(b"/>").or_else(|| rest.strip_prefix(b" />"))?;
    Some((bytes.len() - rest.len(), std::str::from_utf8(key).ok()?, value))
}

/// The text up to the next quotation mark, if it says just what stands there.
fn quoted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| matches!(byte, b'"' | b'&' | b'<' | 0..=0x1f))?;
    let (text, rest) = bytes.split_at_checked(end)?;
    Some((text, rest.strip_prefix(b"\"")?))
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::{Foreign, quick, read};

    /// Key and value as the long way reads them.
    fn long(text: &str) -> Result<(Option<String>, Option<String>), Foreign> {
        let mut reader = Reader::from_str(text.trim_start());
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                read(&tag).map(|said| (said.key.map(Into::into), said.value.map(Into::into)))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn both_ways_read_the_same() {
        for text in [
            "<string key=\"a\" value=\"b\"/>",
            "\n\t\t<date key=\"time:timestamp\" value=\"2006-07-24T00:00:00.000+02:00\"/> <",
            " <id key=\"\" value=\"\" />",
            "<int key=\"数\" value=\"7\"/>",
            "<float key=\"a>b\" value=\"it's\"/>",
        ] {
            let (used, key, value) = quick(text.as_bytes()).unwrap();
            let value = String::from_utf8(value.to_vec()).unwrap();
            assert_eq!(long(text), Ok((Some(key.to_owned()), Some(value))));
            assert_eq!(used, text.rfind('>').unwrap() + 1);
        }
    }

    #[test]
    fn other_forms_are_left_to_the_long_way() {
        let own = |key: &str, value: &str| Ok((Some(key.to_owned()), Some(value.to_owned())));
        for (text, said) in [
            ("<string key='a' value='b'/>", own("a", "b")),
            ("<string value=\"b\" key=\"a\"/>", own("a", "b")),
            ("<string key=\"a\" value=\"b\">", own("a", "b")),
            ("<string key=\"a\" value=\"x&amp;&#x79;&lt;&quot;\"/>", own("a", "x&y<\"")),
            ("<string key=\"a\" value=\"x\r\ny\tz\"/>", own("a", "x y z")),
            ("<string  key=\"a\"/>", Ok((Some("a".to_owned()), None))),
            ("<string key=\"a\" value=\"&lol;\"/>", Err(Foreign)),
            ("<string key=\"a\" value=\"a & b\"/>", Err(Foreign)),
            ("<x:string key=\"a\" value=\"b\"/>", own("a", "b")),
        ] {
            assert_eq!(quick(text.as_bytes()), None, "{text}");
            assert_eq!(long(text), said, "{text}");
        }
        for cut in ["<string key=\"a\" val", "<string key=\"a\" value=\"b\"", "<strin", "", "  "] {
            assert_eq!(quick(cut.as_bytes()), None, "{cut}");
        }
        assert_eq!(quick(b"<string key=\"\xff\" value=\"a\"/>"), None);
        assert_eq!(quick(b"<string key=\"a\" value=\"\xff\"/>").unwrap().2, b"\xff");
    }
}
