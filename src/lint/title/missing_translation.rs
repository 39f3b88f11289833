use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::titles;
use crate::model::Title;
use crate::rule;
use crate::text::{Lang, Words, say};

rule! {
    /// A title is not given in one of the languages of the set.
    ///
    /// The set promises in `languages` that people can read it in each of them; here a reader of
    /// one language would find the other. Write `{ zh: …, en: … }`. A title that is one text counts
    /// for both languages if it could be of either, such as a name in Latin letters; a sentence in
    /// Chinese is no English title.
    ///
    /// ## 中文
    ///
    /// 标题缺少清单集所列语言中的一种。
    ///
    /// 清单集在`languages`（语言）中承诺各语言的读者都能看懂；此处却会让一方看到另一种语言。请写成
    /// `{ zh: …, en: … }`。只写一个文本时，若两种语言都可这样写（例如拉丁字母的名称），视为两者都有；
    /// 中文句子不能算作英文标题。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// title: { zh: 家庭暴力联动, en: Linkage against domestic violence }
    /// languages: [zh, en]
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书 }
    /// #          ^^^^^^^^^^^
    ///     trigger: { event: 群众报警 }
    /// #                     ^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// title: { zh: 家庭暴力联动, en: Linkage against domestic violence }
    /// languages: [zh, en]
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    /// ---
    /// kind: roster
    /// roles:
    ///   EUROPOL: { title: Europol }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: 告诫书 }
    /// ```
    pub(super) static RULE = "list/missing-translation", Warning,
        "title lacks a language", "标题缺少一种语言";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    titles::titles(index.draft, |titled| {
        let Some(title) = titled.title else { return };
        if title.en.is_none() && title.zh.is_none() {
            return;
        }
        for lang in index.languages(titled.at.set) {
            if !lacks(title, lang, index) {
                continue;
            }
            let language = match lang {
                Lang::En => Words::fixed("English", "英文"),
                Lang::Zh => Words::fixed("Chinese", "中文"),
            };
            let what = &(titled.what)();
            let message = say!(
                "{what} is not given in {language}",
                "{what}缺少{language}",
                what: what, language: language
            );
            let code = lang.code();
            let label = say!("no `{code}`", "没有`{code}`");
            let help = say!(
                "add `{code}: …` to it, since the set promises both languages",
                "请补上`{code}: …`，因为清单集承诺了两种语言"
            );
            let subject = titled.at.subject(&format!("{} {code}", titled.detail));
            sink.push(Finding::at(&RULE, title.span, message, label).help(help).about(subject));
        }
    });
}

/// Whether a title is missing in a language. One text for both is taken for the language that it
/// shows itself to be of.
fn lacks(title: &Title, lang: Lang, index: &Index<'_>) -> bool {
    let Some(text) = title.get(lang) else {
        return true;
    };
    if title.en != title.zh {
        return false;
    }
    let written = index.draft.sources.slice(title.span);
    if ["zh", "中文"].iter().any(|key| written.contains(key)) {
        return false;
    }
    let chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    match lang {
        Lang::En => chinese,
        Lang::Zh => !chinese && text.split_whitespace().filter(|word| is_word(word)).count() > 1,
    }
}

/// A word of ordinary prose: all in small letters.
fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase())
}
