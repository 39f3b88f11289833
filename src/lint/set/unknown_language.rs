use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::{Lang, Words, say};

rule! {
    /// `languages` names a language in which titles can't be given.
    ///
    /// Titles exist in Chinese (`zh`) and English (`en`). With another language here nothing would
    /// be asked of any title, and missing translations would go unnoticed.
    ///
    /// ## 中文
    ///
    /// `languages`（语言）写了标题不支持的语言。
    ///
    /// 标题只有中文（`zh`）和英文（`en`）。写成别的语言，就不会对任何标题提出要求，缺少译文也无人发现。
    ///
    /// ```toml fail
    /// kind = "set"
    /// id = "dv-linkage"
    /// languages = ["zh", "fr"]
    /// #                  ^^^^
    /// ```
    ///
    /// ```toml pass
    /// kind = "set"
    /// id = "dv-linkage"
    /// languages = ["zh", "en"]
    /// ```
    pub(super) static RULE = "list/unknown-language", Error,
        "unknown language", "未知的语言";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for tag in index.draft.sets.iter().flat_map(|set| set.value.languages.iter()) {
        if Lang::from_tag(&tag.value).is_some() {
            continue;
        }
        let name = &tag.value;
        let message = say!("titles can't be given in `{name}`", "标题不支持语言`{name}`");
        let label = Words::fixed("not a language of titles", "不是标题语言");
        let help = Words::fixed("write `zh`, `en` or both", "请写`zh`、`en`或两者都写");
        let subject = Subject { detail: Some(name.clone()), ..Subject::default() };
        sink.push(Finding::at(&RULE, tag.span, message, label).help(help).about(subject));
    }
}
