//! Texts in YAML: plain, between quotes or as a block of lines.

use std::borrow::Cow;

pub(super) struct Scalar<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) plain: bool,
    /// Behind its last byte.
    pub(super) end: usize,
    /// Whether it has several lines.
    pub(super) folded: bool,
}

/// A block of lines after `|` or `>`.
pub(super) struct Lines {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the line after it begins.
    pub(super) next: usize,
}

/// Where a plain text stands.
pub(super) enum Around {
    /// In the place of a key; it ends with its line.
    Key,
    /// In a block that begins at this column; its other lines begin further right.
    Block { column: usize },
    /// Between brackets.
    Flow,
}

/// Bytes that are looked at together.
const STRETCH: usize = 64;

/// The byte here. The end of the text counts as the end of a line.
pub(super) fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(b'\n')
}

/// Whether a `-` or `:` before this byte means something.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r')
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn is_flow(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

/// Whether there are no tabs, control characters and the like, and only usual ends of lines.
pub(super) fn is_ordinary(bytes: &[u8]) -> bool {
    // Most stretches have none of the bytes that need a closer look, which is quickly seen.
    let special = |own: u8| (own < b' ' && own != b'\n') || matches!(own, 0x7f | 0xc2 | 0xef);
    let closely = |(at, own): (usize, &u8)| match own {
        b'\r' => bytes.get(at + 1) == Some(&b'\n'),
        // U+0080 to U+009F.
        0xc2 => byte(bytes, at + 1) >= 0xa0,
        // U+FEFF, the byte order mark, and U+FFFE and U+FFFF, which are no characters.
        0xef => !matches!((byte(bytes, at + 1), byte(bytes, at + 2)), (0xbb | 0xbf, 0xbe | 0xbf)),
        _ => !special(*own),
    };
    (0..).step_by(STRETCH).zip(bytes.chunks(STRETCH)).all(|(from, stretch)| {
        !stretch.iter().fold(false, |any, own| any | special(*own))
            || (from..).zip(stretch).all(closely)
    })
}

pub(super) fn past_spaces(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|&&byte| byte == b' ').count()
}

/// The end of this line if nothing but a comment is left of it.
pub(super) fn line_end(bytes: &[u8], at: usize) -> Option<usize> {
    let start = past_spaces(bytes, at);
    match bytes.get(start) {
        None | Some(b'\n' | b'\r') => Some(start),
        Some(b'#') if start == 0 || is_blank(byte(bytes, start - 1)) => {
            Some(rest_end(bytes, start))
        }
        Some(_) => None,
    }
}

/// The end of this line, whatever is in it.
fn rest_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| is_line_end(byte)).unwrap_or(rest.len())
}

/// Where the next line begins; `at` is the end of a line.
fn next_line(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\r') => at + 2,
        Some(_) => at + 1,
        None => at,
    }
}

/// A plain text.
pub(super) fn plain<'t>(text: &'t str, from: usize, around: &Around) -> Option<Scalar<'t>> {
    let bytes = text.as_bytes();
    let flow = matches!(around, Around::Flow);
    match byte(bytes, from) {
        b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'\''
        | b'"' | b'%' | b'@' | b'`' | b'?' | b':' => return None,
        b'-' => {
            let next = byte(bytes, from + 1);
            if is_blank(next) || (flow && is_flow(next)) {
                return None;
            }
        }
        _ => {}
    }
    let (end, mut stop) = plain_line(bytes, from, flow);
    let text_of = |from: usize, end: usize| text.get(from..end);
    let text = Cow::Borrowed(text_of(from, end)?);
    let mut scalar = Scalar { text, plain: true, end, folded: false };
    while !matches!(around, Around::Key) && is_line_end(byte(bytes, stop)) {
        let mut line = next_line(bytes, stop);
        let mut breaks = 0;
        let mut start = past_spaces(bytes, line);
        while start < bytes.len() && is_line_end(byte(bytes, start)) {
            breaks += 1;
            line = next_line(bytes, start);
            start = past_spaces(bytes, line);
        }
        let column = start - line;
        match *around {
            Around::Block { column: left } if column <= left => break,
            // It may be the mark of a document.
            Around::Flow if column == 0 && matches!(byte(bytes, start), b'-' | b'.') => {
                return None;
            }
            _ => {}
        }
        let (end, next) = plain_line(bytes, start, flow);
        if start >= bytes.len() || end == start || byte(bytes, start) == b'#' {
            break;
        }
        let folded = scalar.text.to_mut();
        match breaks {
            0 => folded.push(' '),
            _ => folded.extend(std::iter::repeat_n('\n', breaks)),
        }
        folded.push_str(text_of(start, end)?);
        scalar.end = end;
        scalar.folded = true;
        stop = next;
    }
    Some(scalar)
}

/// Where the text of a line of plain text ends, and the byte that says so.
fn plain_line(bytes: &[u8], from: usize, flow: bool) -> (usize, usize) {
    let mut end = from;
    let rest = bytes.get(from..).unwrap_or_default();
    for (at, own) in (from..).zip(rest) {
        match own {
            b' ' => continue,
            b'\n' | b'\r' => return (end, at),
            b'#' if end < at => return (end, at),
            b':' => {
                let next = byte(bytes, at + 1);
                if is_blank(next) || (flow && is_flow(next)) {
                    return (end, at);
                }
            }
            b',' | b'[' | b']' | b'{' | b'}' if flow => return (end, at),
            _ => {}
        }
        end = at + 1;
    }
    (end, bytes.len())
}

/// A text between quotes, in one line and with simple escapes.
pub(super) fn quoted(text: &str, from: usize) -> Option<Scalar<'_>> {
    let bytes = text.as_bytes();
    let quote = byte(bytes, from);
    let mut content = Cow::Borrowed("");
    let mut start = from + 1;
    let mut at = start;
    loop {
        let own = *bytes.get(at)?;
        let next = byte(bytes, at + 1);
        let escaped = match own {
            b'\n' | b'\r' => return None,
            b'\'' if quote == own && next == own => '\'',
            b'\\' if quote == b'"' => match next {
                b'"' | b'\\' | b'/' => char::from(next),
                b'n' => '\n',
                b't' => '\t',
                _ => return None,
            },
            _ if own == quote => break,
            _ => {
                at += 1;
                continue;
            }
        };
        let owned = content.to_mut();
        owned.push_str(text.get(start..at)?);
        owned.push(escaped);
        at += 2;
        start = at;
    }
    let rest = text.get(start..at)?;
    match &mut content {
        Cow::Owned(owned) => owned.push_str(rest),
        Cow::Borrowed(_) => content = Cow::Borrowed(rest),
    }
    Some(Scalar { text: content, plain: false, end: at + 1, folded: false })
}

/// A block of lines in a mapping or list that begins at this column.
pub(super) fn block(text: &str, from: usize, column: usize) -> Option<Lines> {
    let bytes = text.as_bytes();
    let folds = byte(bytes, from) == b'>';
    let chomp = byte(bytes, from + 1);
    let head = if matches!(chomp, b'-' | b'+') { from + 2 } else { from + 1 };
    let mut line = next_line(bytes, line_end(bytes, head)?);

    // The first line with text sets the indentation. Lines before it must not have more.
    let mut breaks = 0;
    let mut longest = column + 1;
    let mut start = past_spaces(bytes, line);
    while is_line_end(*bytes.get(start)?) {
        breaks += 1;
        longest = longest.max(start - line);
        line = next_line(bytes, start);
        start = past_spaces(bytes, line);
    }
    let indent = start - line;
    if indent < longest {
        return None;
    }

    let mut content = String::new();
    let mut at = start;
    let mut first = true;
    let mut was_blank = false;
    loop {
        let blank = byte(bytes, at) == b' ';
        if folds && !first && !was_blank && !blank {
            if breaks == 0 {
                content.push(' ');
            }
        } else if !first {
            content.push('\n');
        }
        content.extend(std::iter::repeat_n('\n', breaks));
        (first, was_blank, breaks) = (false, blank, 0);

        let end = rest_end(bytes, at);
        content.push_str(text.get(at..end)?);
        if end == bytes.len() {
            (at, line) = (end, end);
            break;
        }
        line = next_line(bytes, end);
        at = past_indent(bytes, line, indent);
        while at < bytes.len() && is_line_end(byte(bytes, at)) {
            breaks += 1;
            line = next_line(bytes, at);
            at = past_indent(bytes, line, indent);
        }
        if at - line < indent || at == bytes.len() {
            break;
        }
    }
    if chomp != b'-' {
        content.push('\n');
    }
    if chomp == b'+' {
        content.extend(std::iter::repeat_n('\n', breaks));
    }
    Some(Lines { text: content, start, end: at, next: line })
}

/// The byte after the indentation, or after as much of it as there is.
fn past_indent(bytes: &[u8], line: usize, indent: usize) -> usize {
    let rest = bytes.get(line..).unwrap_or_default();
    line + rest.iter().take(indent).take_while(|&&byte| byte == b' ').count()
}
