//! YAML as somebody is typing it: where a place stands in it, told from indentation and brackets.

use super::context::{Context, Seg, Wanted, word};

/// What a line begins with: list marks and at most one key, with their columns in bytes.
struct Heads<'t> {
    found: Vec<(usize, Head<'t>)>,
    /// What stands behind them, and where.
    rest: (usize, &'t str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head<'t> {
    Item,
    Key(&'t str),
}

/// Takes the beginning of a line apart.
fn heads(line: &str) -> Heads<'_> {
    let mut found = Vec::new();
    let mut at = line.len() - line.trim_start_matches(' ').len();
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let item = rest.strip_prefix('-').filter(|own| own.is_empty() || own.starts_with(' '));
        let Some(own) = item else { break };
        found.push((at, Head::Item));
        at += 1 + (own.len() - own.trim_start_matches(' ').len());
    }
    let rest = line.get(at..).unwrap_or_default();
    if let Some((key, length)) = key(rest) {
        found.push((at, Head::Key(key)));
        let own = rest.get(length..).unwrap_or_default();
        at += length + (own.len() - own.trim_start_matches(' ').len());
    }
    Heads { found, rest: (at, line.get(at..).unwrap_or_default()) }
}

/// A key that a text begins with, and its length with the colon.
pub(super) fn key(text: &str) -> Option<(&str, usize)> {
    let first = text.chars().next()?;
    if "[]{}#&*!|>%@`,".contains(first) {
        return None;
    }
    if first == '"' || first == '\'' {
        let inner = text.get(1..)?;
        let close = inner.find(first)?;
        let behind = inner.get(close + 1..)?;
        let colon = behind.trim_start_matches(' ').strip_prefix(':')?;
        let ends = colon.is_empty() || colon.starts_with([' ', '\r']);
        return ends.then(|| (inner.get(..close).unwrap_or_default(), text.len() - colon.len()));
    }
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find(':') {
        let at = from + found;
        let behind = text.get(at + 1..)?;
        if behind.is_empty() || behind.starts_with([' ', '\r', '\n']) {
            let name = text.get(..at)?.trim_end();
            return (!name.contains(" #")).then_some((name, at + 1));
        }
        from = at + 1;
    }
    None
}

/// Where the line of a byte begins.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|own| own.rfind('\n')).map_or(0, |found| found + 1)
}

/// The line that begins at a byte.
fn line(text: &str, start: usize) -> &str {
    let own = text.get(start..).unwrap_or_default();
    own.split('\n').next().unwrap_or_default().trim_end_matches('\r')
}

pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

pub(super) fn idle(line: &str) -> bool {
    let own = line.trim();
    own.is_empty() || own.starts_with('#')
}

/// Where a byte stands. Nothing within a comment or a block of text.
pub(super) fn context(text: &str, at: usize) -> Option<Context> {
    let start = line_start(text, at);
    let before = text.get(start..at)?;
    if before.trim_start().starts_with('#') || before.contains(" #") && !in_quotes(before) {
        return None;
    }
    let whole = line(text, start);
    let own = heads(before);
    let column = if idle(whole) { before.len() } else { indent(whole) };
    let first = own.found.first().map_or(column, |(column, _)| *column);
    let above = ancestors(text, start, first, own.found.first().map(|(_, head)| *head));
    let document = above.top_start;
    let top = top(text, document);
    let base = |segs: Vec<Seg>, wanted, word, quote, present| Context {
        path: segs,
        wanted,
        word,
        quote,
        present,
        header: false,
        top: top.clone(),
    };
    // Within brackets that a line above opened, or this one.
    let mut segs = above.path.clone();
    if let Some(open) = above.flow {
        let flow = flow(text.get(open..at)?);
        if flow.depth > 0 {
            segs.extend(flow.path);
            let word = flow_word(text, at, flow.quote);
            return Some(base(segs, flow.wanted, word, flow.quote, flow.present));
        }
    }
    if above.block_text {
        return None;
    }
    for (_, head) in &own.found {
        segs.push(match head {
            Head::Item => Seg::Item,
            Head::Key(name) => Seg::Key((*name).to_owned()),
        });
    }
    let has_key = own.found.last().is_some_and(|(_, head)| matches!(head, Head::Key(_)));
    let (shift, rest) = own.rest;
    if rest.starts_with(['[', '{']) {
        let flow = flow(rest);
        if flow.depth == 0 {
            return None;
        }
        segs.extend(flow.path);
        let word = flow_word(text, at, flow.quote);
        return Some(base(segs, flow.wanted, word, flow.quote, flow.present));
    }
    let quote = rest.chars().next().filter(|c| "\"'".contains(*c));
    let from = start + shift + usize::from(quote.is_some());
    let tail = text.get(at..start + whole.len()).unwrap_or_default();
    if has_key {
        let end = match quote {
            Some(quote) => tail.find(quote).unwrap_or(0),
            None => tail.find([',', '#', ' ', ':']).unwrap_or(tail.len()),
        };
        // Right behind the colon there is no room for a value yet.
        if rest.is_empty() && before.ends_with(':') {
            return None;
        }
        let around = siblings(text, start, own.found.last().map_or(0, |own| own.0), document);
        return Some(base(segs, Wanted::Value, from..at + end, quote, around));
    }
    let end = tail.find([' ', ':', '#']).unwrap_or(tail.len());
    let place = start + shift;
    let around = siblings(text, start, shift, document);
    let wanted = if segs.is_empty() { Wanted::Key } else { Wanted::Either };
    let from = if quote.is_some() { from } else { place };
    Some(base(segs, wanted, from..at + end, quote, around))
}

fn in_quotes(before: &str) -> bool {
    let Some(hash) = before.find(" #") else { return false };
    let own = before.get(..hash).unwrap_or_default();
    own.matches('"').count() % 2 == 1 || own.matches('\'').count() % 2 == 1
}

fn flow_word(text: &str, at: usize, quote: Option<char>) -> std::ops::Range<usize> {
    match quote {
        Some(quote) => {
            let before = text.get(..at).unwrap_or_default();
            let start = before.rfind(quote).map_or(at, |own| own + 1);
            let after = text.get(at..).unwrap_or_default();
            let line = after.find(['\n', '\r']).unwrap_or(after.len());
            let end = after.find(quote).filter(|own| *own <= line).unwrap_or(0);
            start..at + end
        }
        None => word(text, at, &['[', ']', '{', '}', ',', ':', '"', '\'', '#']),
    }
}

struct Above {
    path: Vec<Seg>,
    /// Where brackets open in a line above.
    flow: Option<usize>,
    /// The nearest line above begins a block of text.
    block_text: bool,
    /// Where the document begins.
    top_start: usize,
}

/// What a line stands below, by indentation.
fn ancestors(text: &str, start: usize, column: usize, first: Option<Head<'_>>) -> Above {
    let mut above = Above { path: Vec::new(), flow: None, block_text: false, top_start: 0 };
    let mut need = column;
    let mut item = first == Some(Head::Item);
    let mut nearest = true;
    let mut at = start;
    while at > 0 {
        at = line_start(text, at - 1);
        let own = line(text, at);
        if own == "---" || own.starts_with("--- ") {
            above.top_start = at + own.len();
            break;
        }
        let reach = indent(own);
        // A list may stand as deep as the key that it belongs to.
        if idle(own) || reach > need || reach == need && !item {
            continue;
        }
        if need == 0 && !item {
            continue;
        }
        let own = heads(own);
        let mut taken = false;
        for (column, head) in own.found.iter().rev() {
            match head {
                Head::Item if *column < need => {
                    above.path.push(Seg::Item);
                    (need, item, taken) = (*column, true, true);
                }
                Head::Key(name) if *column < need || item && *column == need => {
                    above.path.push(Seg::Key((*name).to_owned()));
                    (need, item, taken) = (*column, false, true);
                }
                _ => {}
            }
        }
        if taken {
            let (shift, rest) = own.rest;
            if nearest {
                if rest.starts_with(['[', '{']) {
                    above.flow = Some(at + shift);
                }
                above.block_text = rest.starts_with(['|', '>']);
            }
            nearest = false;
        } else if reach < need {
            // A line that is neither key nor item, such as one that is being written.
            nearest = false;
        }
    }
    above.path.reverse();
    above
}

/// Keys of the mapping that has a key at a column of a line, with their texts.
fn siblings(text: &str, start: usize, column: usize, document: usize) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut take = |own: &str| -> bool {
        if idle(own) || indent(own) > column {
            return true;
        }
        if own.starts_with("---") {
            return false;
        }
        let heads = heads(own);
        let mut goes_on = indent(own) == column;
        for (place, head) in &heads.found {
            if let (true, Head::Key(name)) = (*place == column, head) {
                let value = heads.rest.1.split(" #").next().unwrap_or_default().trim();
                let value = value.trim_matches(['"', '\'']);
                found.push(((*name).to_owned(), value.to_owned()));
            }
            // The first line of an item begins its mapping.
            goes_on &= *head != Head::Item;
        }
        goes_on
    };
    let mut at = start;
    let begins = heads(line(text, start)).found.iter().any(|(_, head)| *head == Head::Item);
    while at > document && at > 0 && !begins {
        at = line_start(text, at - 1);
        if !take(line(text, at)) {
            break;
        }
    }
    let mut at = start + line(text, start).len();
    while let Some(next) = text.get(at..).and_then(|own| own.find('\n')) {
        at += next + 1;
        let own = line(text, at);
        if !idle(own)
            && (indent(own) < column || own.trim_start().starts_with("- ") && indent(own) <= column)
        {
            break;
        }
        if !take(own) {
            break;
        }
        at += own.len();
    }
    found
}

/// Keys at the top of a document, with their texts.
fn top(text: &str, document: usize) -> Vec<(String, String)> {
    let own = text.get(document..).unwrap_or_default();
    let lines = own.lines().skip(usize::from(document > 0));
    let lines = lines.take_while(|line| *line != "---" && !line.starts_with("--- "));
    lines
        .filter(|line| !line.starts_with([' ', '-', '#']))
        .filter_map(|line| {
            let own = heads(line);
            let name = own.found.iter().find_map(|(_, head)| match head {
                Head::Key(name) => Some((*name).to_owned()),
                Head::Item => None,
            })?;
            let value = own.rest.1.split(" #").next().unwrap_or_default().trim();
            Some((name, value.trim_matches(['"', '\'']).to_owned()))
        })
        .collect()
}

/// How far brackets have been gone through.
struct Flow {
    depth: usize,
    path: Vec<Seg>,
    wanted: Wanted,
    quote: Option<char>,
    present: Vec<(String, String)>,
}

enum Open {
    List,
    Map { key: Option<String>, present: Vec<(String, String)> },
}

fn flow(text: &str) -> Flow {
    let mut stack: Vec<Open> = Vec::new();
    let mut token = String::new();
    let mut quote: Option<char> = None;
    let mut comment = false;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if comment {
            comment = c != '\n';
            continue;
        }
        if let Some(own) = quote {
            if c == own {
                quote = None;
            } else if c == '\n' {
                // More likely forgotten than meant to go on.
                quote = None;
            } else {
                token.push(c);
            }
            before = c;
            continue;
        }
        match c {
            '"' | '\'' if token.trim().is_empty() => {
                token.clear();
                quote = Some(c);
            }
            '#' if before.is_whitespace() => comment = true,
            '[' => {
                stack.push(Open::List);
                token.clear();
            }
            '{' => {
                stack.push(Open::Map { key: None, present: Vec::new() });
                token.clear();
            }
            ']' | '}' => {
                close(&mut stack, &token);
                stack.pop();
                token.clear();
                if stack.is_empty() {
                    break;
                }
            }
            ',' => {
                close(&mut stack, &token);
                token.clear();
            }
            ':' if chars
                .peek()
                .is_none_or(|next| next.is_whitespace() || "[{\"'".contains(*next)) =>
            {
                if let Some(Open::Map { key, .. }) = stack.last_mut() {
                    *key = Some(token.trim().to_owned());
                    token.clear();
                }
            }
            _ => token.push(c),
        }
        before = c;
    }
    let mut path = Vec::new();
    let mut present = Vec::new();
    let mut wanted = Wanted::Value;
    for open in &stack {
        match open {
            Open::List => {
                path.push(Seg::Item);
                wanted = Wanted::Value;
            }
            Open::Map { key, present: own } => {
                present.clone_from(own);
                wanted = if key.is_some() { Wanted::Value } else { Wanted::Key };
                path.extend(key.clone().map(Seg::Key));
            }
        }
    }
    if comment {
        stack.clear();
    }
    Flow { depth: stack.len(), path, wanted, quote, present }
}

/// Ends a key with its value.
fn close(stack: &mut [Open], token: &str) {
    if let Some(Open::Map { key, present }) = stack.last_mut()
        && let Some(name) = key.take()
    {
        present.push((name, token.trim().to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Seg, Wanted, context};

    /// Path, what is wanted and the word at `$0`.
    fn at(fixture: &str) -> Option<(String, Wanted, String, Vec<String>)> {
        let at = fixture.find("$0").unwrap();
        let text = fixture.replace("$0", "");
        let own = context(&text, at)?;
        let path: Vec<String> = own
            .path
            .iter()
            .map(|seg| match seg {
                Seg::Key(name) => name.clone(),
                Seg::Item => "-".to_owned(),
            })
            .collect();
        let keys = own.present.iter().map(|(key, _)| key.clone()).collect();
        Some((path.join("/"), own.wanted, text.get(own.word).unwrap().to_owned(), keys))
    }

    #[test]
    fn a_place_is_known_by_indentation_and_brackets() {
        use Wanted::{Either, Key, Value};
        for (fixture, path, wanted, word, keys) in [
            ("$0", "", Key, "", &[][..]),
            ("kind: st$0", "kind", Value, "st", &[]),
            ("kind: x\nsteps:\n  a:\n    af$0\n    by: x\n", "steps/a", Either, "af", &["by"]),
            ("steps:\n  a:\n    after: op$0en # x\n", "steps/a/after", Value, "open", &[]),
            ("steps:\n  a:\n    after:\n    - op$0\n  b: {}", "steps/a/after/-", Either, "op", &[]),
            ("x:\n- a: 1\n  b: $0\n- c: 2\n", "x/-/b", Value, "", &["a"]),
            ("x:\n  - a: 1\n    $0\n", "x/-", Either, "", &["a"]),
            ("s: { a: { b: 1, c: [d, 甲$0", "s/a/c/-", Value, "甲", &["b"]),
            ("s: { a: 1, $0 }", "s", Key, "", &["a"]),
            ("b: [\n  { law: x },\n  { l$0a: y }\n]\n", "b/-", Key, "la", &[]),
            ("b: { x: \"y z$0\" }", "b/x", Value, "y z", &[]),
            ("w: { \"24h\": $0", "w/24h", Value, "", &[]),
            ("a: 1\n---\nkind: set\nid: $0", "id", Value, "", &["kind"]),
        ] {
            let keys: Vec<String> = keys.iter().map(|own| (*own).to_owned()).collect();
            let wanted = (path.to_owned(), wanted, word.to_owned(), keys);
            assert_eq!(at(fixture), Some(wanted), "{fixture}");
        }
        for fixture in ["# a$0", "a: b # c$0", "log: |\n  ca$0se\n", "a: { b: 1 } $0", "a:$0"] {
            assert_eq!(at(fixture), None, "{fixture}");
        }
    }
}
