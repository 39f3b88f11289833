//! Phrases that several rules say in the same way.

use crate::model::Title;
pub(super) use crate::text::did_you_mean;
use crate::text::{Words, say};

/// A thing by its id and title: `` `DV-05` (Warning letter) ``.
pub(super) fn named(id: &str, title: Option<&Title>) -> Words {
    let id_alone = || Words::same(format!("`{id}`"));
    let Some(title) = title else {
        return id_alone();
    };
    let title = title.words();
    if title.en.is_empty() || title.en == id && title.zh == id {
        return id_alone();
    }
    say!("`{id}` ({title})", "`{id}`（{title}）", title: title)
}

/// Names with commas between them; of many only the first.
pub(super) fn listed<'x>(names: impl IntoIterator<Item = &'x str>) -> Words {
    const SHOWN: usize = 12;
    let mut names = names.into_iter();
    let shown: Vec<_> = names.by_ref().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let (en, zh) = (shown.join(", "), shown.join("、"));
    match names.count() {
        0 => Words::made(en, zh),
        more => say!("{en} and {more} more", "{zh}等另{more}个"),
    }
}

/// A text as logs are compared with it: without case, full width and outer spaces.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_ascii_lowercase();
    }
    let narrow = text.trim().chars().map(|c| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        c => c,
    });
    narrow.collect::<String>().to_lowercase()
}
