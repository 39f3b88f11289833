//! Cells as texts: trimmed, full-width forms made plain, persons made tokens.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// A text as it is compared and kept: trimmed, full-width digits, letters and separators as plain
/// ones. A list's words must pass through here too before they are compared with a log's.
///
/// Only what input methods confuse is changed: `１２：０３` and `Ａ０１` become plain, while quotes,
/// brackets and commas of Chinese text stay, because names are written with them.
pub fn normal(text: &str) -> Cow<'_, str> {
    // Most cells have nothing to be changed.
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
        && *first != b'='
        && text.is_ascii()
    {
        return Cow::Borrowed(text);
    }
    let text = trim(text);
    if text.is_ascii() || !text.contains(|c| plain(c) != c) {
        return Cow::Borrowed(unwrap_formula(text));
    }
    let plain: String = text.chars().map(plain).collect();
    Cow::Owned(trim(&plain).to_owned())
}

/// The plain form of a character.
const fn plain(c: char) -> char {
    match c {
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '：'
        | '／'
        | '－'
        | '．'
        | '＿'
        | '＋'
        | '＃' => {
            // Full-width forms stand at a fixed distance from the plain ones.
            match char::from_u32(c as u32 - 0xFEE0) {
                Some(plain) => plain,
                None => c,
            }
        }
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
        c => c,
    }
}

/// Without white space and marks that nobody sees, at both ends. Fixed-width database columns are
/// padded with zero bytes.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\0' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
    })
}

/// `="007"` is how some exports keep a spreadsheet from making a number of a code.
fn unwrap_formula(text: &str) -> &str {
    text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).map_or(text, trim)
}

/// A header or column name as it is compared: plain, without white space, in lower case.
pub(super) fn key(header: &str) -> String {
    normal(header)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The token of a person: `p-` and ten hexadecimal digits. Without the key nobody can tell whose
/// it is by trying names; with the same key a person has the same token in every log.
pub fn token(key: &[u8], name: &str) -> String {
    let digest =
        Sha256::new().chain_update(key).chain_update([0]).chain_update(&*normal(name)).finalize();
    let mut token = String::from("p-");
    for byte in digest.iter().take(5) {
        // Writing to a string never fails.
        let _ = write!(token, "{byte:02x}");
    }
    token
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{key, normal, token};

    #[test]
    fn full_width_forms_become_plain_and_brackets_stay() {
        for (written, kept) in [
            (" Ａ０１－７ ", "A01-7"),
            ("\u{feff}\u{3000}城东派出所（本部）\u{3000}", "城东派出所（本部）"),
            ("２０２６／１／５　８：０３", "2026/1/5 8:03"),
            ("007", "007"),
            ("NA", "NA"),
            ("1.1E+17", "1.1E+17"),
            ("=\"007\"", "007"),
            ("code\0\0\0", "code"),
            ("", ""),
        ] {
            assert_eq!(normal(written), kept);
        }
    }

    #[test]
    fn headers_compare_without_regard_to_white_space_case_and_width() {
        for header in ["\u{feff}Case ID", " case\nid ", "ＣＡＳＥ　ＩＤ", "caseid"] {
            assert_eq!(key(header), "caseid");
        }
        assert_eq!(key("报警 时间"), "报警时间");
    }

    #[test]
    fn a_token_depends_on_key_and_name_and_not_on_how_the_name_is_padded() {
        let token_of = |key: &str, name: &str| token(key.as_bytes(), name);
        assert_eq!(token_of("k", "张三"), token_of("k", " 张三\u{3000}"));
        assert_ne!(token_of("k", "张三"), token_of("k2", "张三"));
        assert_ne!(token_of("k", "张三"), token_of("k", "李四"));
        assert_eq!(token_of("k", "张三").len(), 12);
        // The key is set apart from the name.
        assert_ne!(token_of("ab", "c"), token_of("a", "bc"));
        // SHA-256 of `k`, a zero byte and the name, so that other tools can make the same tokens.
        assert_eq!(token_of("k", "A"), "p-198436d61e");
    }
}
