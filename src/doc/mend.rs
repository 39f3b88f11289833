//! Edits of a document by its bytes, so that comments and layout survive.

use std::rc::Rc;

use serde_json::{Map, Value as Json};

use super::{Format, Kind, Node, layout};
use crate::finding::Fix;
use crate::text::Span;

/// The text with an edit. Nothing if the edit can't be made without touching something else, such as
/// a remark on the same line, or if it would change what the document says.
pub fn mend(text: &str, format: Format, fix: &Fix) -> Option<String> {
    let trees = layout::trees(text, format)?;
    let out = match fix {
        Fix::Write(span, new) => {
            let (start, end) = (span.start as usize, span.end as usize);
            format!("{}{new}{}", text.get(..start)?, text.get(end..)?)
        }
        Fix::Remove(span) => {
            let key = trees.iter().find_map(|tree| key_of(tree, *span))?;
            let (start, end) = whole(text, key.start as usize, span.end as usize)?;
            format!("{}{}", text.get(..start)?, text.get(end..)?)
        }
    };
    let after = layout::trees(&out, format)?;
    let gone = matches!(fix, Fix::Remove(_)).then(|| fix.span());
    let says = |trees: &[Rc<Node>], gone| -> Vec<Json> {
        trees.iter().map(|tree| said(tree, gone)).collect()
    };
    (says(&trees, gone) == says(&after, None)).then_some(out)
}

/// The key whose value stands at a place.
fn key_of(node: &Node, place: Span) -> Option<Span> {
    let same = |own: &Node| (own.span.start, own.span.end) == (place.start, place.end);
    let own = node.pairs().iter().find(|(_, value)| same(value)).map(|(key, _)| key.span);
    let items = match &node.kind {
        Kind::Seq(items) => items.as_slice(),
        _ => &[],
    };
    own.or_else(|| node.pairs().iter().find_map(|(_, value)| key_of(value, place)))
        .or_else(|| items.iter().find_map(|item| key_of(item, place)))
}

/// The bytes that go with a key and its value: their lines, or what stands between two commas.
fn whole(text: &str, key: usize, end: usize) -> Option<(usize, usize)> {
    let (before, after) = (text.get(..key)?, text.get(end..)?);
    let lead = before.rsplit('\n').next()?;
    let rest = after.split('\n').next()?;
    if lead.trim().is_empty() && rest.trim().is_empty() {
        let line = after.find('\n').map_or(text.len(), |at| end + at + 1);
        return Some((key - lead.len(), line));
    }
    let next = after.trim_start_matches([' ', '\t']);
    if let Some(next) = next.strip_prefix(',') {
        let next = next.trim_start_matches([' ', '\t']);
        return Some((key, text.len() - next.len()));
    }
    let lead = before.trim_end_matches([' ', '\t']);
    let lead = lead.strip_suffix(',')?;
    next.starts_with(['}', '\n', '\r']).then_some((lead.len(), end))
}

/// What a tree says, without a value, and without regard to quotes.
fn said(node: &Node, gone: Option<Span>) -> Json {
    let place = |own: &Node| (own.span.start, own.span.end);
    match &node.kind {
        Kind::Null => Json::Null,
        Kind::Bool(own) => Json::from(*own),
        Kind::Int(own) => Json::from(*own),
        Kind::Float(own) => Json::from(*own),
        Kind::Text(own) | Kind::Plain(own) => Json::from(own.as_str()),
        Kind::Seq(items) => items.iter().map(|item| said(item, gone)).collect(),
        Kind::Map(pairs) => {
            let kept =
                |value: &Node| gone.is_none_or(|gone| place(value) != (gone.start, gone.end));
            let pairs = pairs.iter().filter(|(_, value)| kept(value));
            let pairs = pairs.map(|(key, value)| (said(key, gone).to_string(), said(value, gone)));
            Json::Object(pairs.collect::<Map<_, _>>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::doc::Format;
    use crate::finding::Fix;
    use crate::text::{SourceId, Span};

    fn at(text: &str, what: &str) -> Span {
        let start = u32::try_from(text.find(what).unwrap()).unwrap();
        let end = start + u32::try_from(what.len()).unwrap();
        Span { source: SourceId(0), start, end }
    }

    fn removed(text: &str, value: &str, format: Format) -> Option<String> {
        mend(text, format, &Fix::Remove(at(text, value)))
    }

    #[test]
    fn quotes_are_put_and_comments_stay() {
        let text = "a: 1\ncode: no # 国家\n";
        let fix = Fix::Write(at(text, "no"), "\"no\"".to_owned());
        assert_eq!(mend(text, Format::Yaml, &fix).unwrap(), "a: 1\ncode: \"no\" # 国家\n");
        let other = Fix::Write(at(text, "no"), "\"yes\"".to_owned());
        assert_eq!(mend(text, Format::Yaml, &other), None);
    }

    #[test]
    fn a_key_goes_with_its_line_or_its_comma() {
        assert_eq!(removed("a: 1\nb: two\nc: 3\n", "two", Format::Yaml).unwrap(), "a: 1\nc: 3\n");
        assert_eq!(removed("m: { a: 1, b: two }\n", "two", Format::Yaml).unwrap(), "m: { a: 1 }\n");
        assert_eq!(
            removed("m = { b = \"two\", a = 1 }\n", "\"two\"", Format::Toml).unwrap(),
            "m = { a = 1 }\n"
        );
        assert_eq!(removed("[m]\na = 1\nb = 22\n", "22", Format::Toml).unwrap(), "[m]\na = 1\n");
    }

    #[test]
    fn what_would_take_a_remark_along_stays() {
        assert_eq!(removed("a: 1\nb: two # why\n", "two", Format::Yaml), None);
        assert_eq!(removed("- b: two\n  c: 1\n", "two", Format::Yaml), None);
    }
}
