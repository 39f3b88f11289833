use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::documents;
use crate::doc::{Format, Kind, Node, read_text};
use crate::editor::sheet::Sheet;
use crate::finding::Sink;
use crate::text::Sources;

fn whole(text: &str, format: Format) -> Vec<Rc<Node>> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let own = read_text("text", text, format, &mut sources, &mut sink);
    own.into_iter().map(|own| own.root).collect()
}

/// What a tree says and where each of its texts stands. Blocks of text end differently before
/// blank lines, and so does nothing at all.
fn said(tree: &Node, text: &str, into: &mut Vec<String>) {
    match &tree.kind {
        Kind::Map(pairs) => {
            into.push("{".to_owned());
            for (name, value) in pairs {
                said(name, text, into);
                said(value, text, into);
            }
        }
        Kind::Seq(items) => {
            into.push("[".to_owned());
            for item in items {
                said(item, text, into);
            }
        }
        Kind::Null => into.push("~".to_owned()),
        scalar => {
            let (start, end) = (tree.span.start as usize, tree.span.end as usize);
            into.push(format!(
                "{start} {scalar:?} {}",
                text.get(start..end).unwrap_or_default().trim_end()
            ));
        }
    }
    into.push(format!("/{}", tree.size));
}

fn all(trees: &[Rc<Node>], text: &str) -> Vec<String> {
    let mut into = Vec::new();
    for tree in trees {
        said(tree, text, &mut into);
    }
    into
}

/// Every list that we ship, with its format.
fn shipped() -> Vec<(PathBuf, Format, String)> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("lists")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if let Some(format) = Format::of(&path) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, format, text));
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[test]
fn parts_come_to_what_the_whole_text_comes_to() {
    let odd = [
        "# only words\n",
        "a: 1\n---\n# nothing\n---\nb:\n  c: |\n    d: 2\n\n  e: [1,\n    2]\n",
        "a:\n- 1\n- 2\nb: { c: 1 }\n",
        "a:\n  x: &n 1\n  y: *n\n",
        "a:\n\n  # first\n  x: 1 # one\n  # second\n  \"y\": 'a: b'\n\nb:\n",
        "a:\n  x: 1\n  x: 2\n",
        "- a: 1\n- b: 2\n",
    ];
    let tables = [
        "a = 1\n[b]\nc = \"\"\"\n[d]\n\"\"\"\n# \"\"\"\n[b.e]\nf = [\n['x'],\n['y']\n]\n",
        "[[a]]\nx = 1\n[a.b]\ny = 2\n[[a]]\nx = 3\n[[a.c]]\n[[a.c]]\nz = 4\n",
        "[b]\nw = { v = 2020-01-01 } # no\n[a]\n[b.'c d']\nx.y = 1\nx.z = 2\n",
    ];
    let named = |format| move |text: &str| (PathBuf::from(text), format, text.to_owned());
    let odd = odd.map(named(Format::Yaml)).into_iter().chain(tables.map(named(Format::Toml)));
    for (path, format, text) in shipped().into_iter().chain(odd) {
        let (trees, parts) = documents(&text, format, None, &|own| whole(own, format));
        assert_eq!(all(&trees, &text), all(&whole(&text, format), &text), "{}", path.display());
        let covered: usize = parts.iter().map(|part| part.range.len()).sum();
        assert!(covered <= text.len(), "{}", path.display());
    }
}

#[test]
fn a_text_that_was_edited_is_read_as_if_it_were_new() {
    // Numbers that look like chance and are the same every time.
    let mut state = 7_u64;
    let mut chance = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below.max(1)
    };
    let pieces =
        ["\n", "  ", " ", "x", "甲", ": ", "- ", "[", "]", "}", "\"", "#", "---\n", "k: v\n"];
    let files: Vec<_> = shipped().into_iter().filter(|own| own.2.len() < 8_000).collect();
    for (path, _, mut text) in files.into_iter().step_by(4) {
        let mut sheet = Rc::new(Sheet::new(&path, &text).unwrap());
        for _ in 0..20 {
            let mut place = |text: &str| {
                let at = chance(text.len() + 1);
                (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
            };
            let (one, other) = (place(&text), place(&text));
            if one % 3 == 0 && one.abs_diff(other) < 200 {
                text.replace_range(one.min(other)..one.max(other), "");
            } else {
                text.insert_str(one, pieces[other % pieces.len()]);
            }
            sheet = Rc::new(Sheet::again(&path, &text, Some(sheet)).unwrap());
            let new = Sheet::new(&path, &text).unwrap();
            assert_eq!(sheet.names, new.names, "{text}");
            let trees = |own: &Sheet| {
                let own = own.roots.iter().map(|own| Rc::clone(&own.node));
                all(&own.collect::<Vec<_>>(), &text)
            };
            assert_eq!(trees(&sheet), trees(&new), "{text}");
        }
    }
}
