//! Every rule there is.

use std::sync::OnceLock;

use crate::finding::Rule;
use crate::text::{self, Words, did_you_mean, say};

/// Every rule, sorted by name.
pub fn catalogue() -> &'static [&'static Rule] {
    static ALL: OnceLock<Vec<&'static Rule>> = OnceLock::new();
    ALL.get_or_init(|| {
        let rooms = [crate::audit::rules::RULES, super::rules::RULES];
        let mut all: Vec<_> =
            crate::lint::rules().chain(rooms.into_iter().flatten().copied()).collect();
        all.sort_by_key(|rule| rule.id);
        all.dedup_by_key(|rule| rule.id);
        all
    })
}

/// The rule of a name.
pub fn find(id: &str) -> Option<&'static Rule> {
    let all = catalogue();
    all.binary_search_by_key(&id, |rule| rule.id).ok().and_then(|at| all.get(at).copied())
}

/// The rule whose name is most like a word. The group may be left out.
pub fn nearest(word: &str) -> Option<&'static Rule> {
    let names = catalogue().iter().map(|rule| rule.id);
    if let Some(id) = text::nearest(word, names) {
        return find(id);
    }
    let bare = |rule: &&'static Rule| rule.id.rsplit('/').next() == Some(word);
    if let Some(rule) = catalogue().iter().find(|rule| bare(rule)) {
        return Some(rule);
    }
    // The beginning of a name, or a part of it, says enough if it is no shorter than a word.
    let part = |rule: &&&'static Rule| word.chars().count() >= 4 && rule.id.contains(word);
    if let Some(rule) = catalogue().iter().find(part) {
        return Some(rule);
    }
    let short = catalogue().iter().filter_map(|rule| rule.id.rsplit('/').next());
    let near = text::nearest(word, short)?;
    catalogue().iter().find(|rule| rule.id.rsplit('/').next() == Some(near)).copied()
}

/// What is said of a word that names no rule, and what to do.
pub(super) fn unknown(word: &str) -> (Words, Words) {
    let otherwise =
        Words::fixed("`remit explain` lists every rule", "运行`remit explain`可列出全部规则");
    (
        say!("there is no rule `{word}`", "没有规则`{word}`"),
        did_you_mean(nearest(word).map(|rule| rule.id), otherwise),
    )
}

#[cfg(test)]
mod tests {
    use super::{catalogue, find, nearest};

    #[test]
    fn a_rule_is_found_by_its_name_and_by_one_like_it() {
        assert_eq!(find("list/unknown-rule").map(|rule| rule.id), Some("list/unknown-rule"));
        assert!(find("list/unknown").is_none());
        assert_eq!(nearest("list/unkown-rule").map(|rule| rule.id), Some("list/unknown-rule"));
        assert_eq!(nearest("unknown-rule").map(|rule| rule.id), Some("list/unknown-rule"));
        assert_eq!(nearest("gap/never").map(|rule| rule.id), Some("gap/never-performed"));
        assert!(nearest("quite something else").is_none());
    }

    #[test]
    fn names_are_kebab_case_in_a_known_group_and_texts_exist_in_both_languages() {
        const GROUPS: [&str; 9] = [
            "list",
            "log",
            "gap",
            "outside",
            "disposal",
            "safeguard",
            "evaluation",
            "signal",
            "clue",
        ];
        let kebab = |text: &str| {
            text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        for rule in catalogue() {
            let (group, name) = rule.id.split_once('/').unwrap();
            assert!(GROUPS.contains(&group) && kebab(name), "{}", rule.id);
            let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            assert!(chinese(&rule.title.zh) && !chinese(&rule.title.en), "{}", rule.id);
            assert!(chinese(&rule.text(crate::text::Lang::Zh)), "{}", rule.id);
        }
    }
}
