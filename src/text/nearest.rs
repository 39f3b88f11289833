//! The word a person probably meant.

use super::{Words, say};

/// The candidate most like `word`, if one is alike enough to suggest.
///
/// Likeness is the normalised Damerau–Levenshtein distance over characters, so that it works for
/// Chinese words too: of a word of two characters one may differ.
pub fn nearest<'x>(word: &str, candidates: impl IntoIterator<Item = &'x str>) -> Option<&'x str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let short = length <= 3;
    // Of words that differ so much in length none is like the other; a whole page is not compared.
    let comparable = |other: &str| {
        let other = other.chars().count();
        length.min(other) * 2 >= length.max(other)
    };
    candidates
        .into_iter()
        .filter(|c| comparable(c))
        .map(|c| (strsim::normalized_damerau_levenshtein(&word, &c.to_lowercase()), c))
        .filter(|(likeness, _)| *likeness >= if short { 0.5 } else { 0.6 })
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// The question that names what a person probably meant.
pub fn meant(near: &str) -> Words {
    say!("did you mean `{near}`?", "是否想写`{near}`？")
}

/// What was probably meant, or else what to do.
pub fn did_you_mean(near: Option<&str>, otherwise: Words) -> Words {
    near.map_or(otherwise, meant)
}

/// The name that [`did_you_mean`] asks for, if that is what a help says.
pub fn suggested(help: &Words) -> Option<&str> {
    help.en.strip_prefix("did you mean `")?.strip_suffix("`?")
}

#[cfg(test)]
mod tests {
    use super::{Words, did_you_mean, nearest, suggested};

    #[test]
    fn a_suggestion_is_found_in_the_words_that_make_it() {
        let words = did_you_mean(Some("after"), Words::fixed("write it", "请写"));
        assert_eq!(suggested(&words), Some("after"));
        assert_eq!(suggested(&did_you_mean(None, Words::fixed("write it", "请写"))), None);
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("onwer", ["holder", "owner"]), Some("owner"));
        assert_eq!(nearest("社区名警", ["社区民警", "网格员"]), Some("社区民警"));
        assert_eq!(nearest("名秤", ["名称", "编号"]), Some("名称"));
        assert_eq!(nearest("titel", ["holder", "title"]), Some("title"));
        assert_eq!(nearest("banana", ["holder", "title"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
