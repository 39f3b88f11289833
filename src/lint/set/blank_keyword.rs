use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, Owner};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A keyword, code or other name by which logs are recognised is blank.
    ///
    /// An empty keyword stands in every text, so every task of the log would be taken for this
    /// duty; an empty code or alias would be found in every empty cell. Write the word, or take the
    /// entry out.
    ///
    /// ## 中文
    ///
    /// 用于识别日志的关键词、代码或别名是空的。
    ///
    /// 空的关键词在任何文本中都能找到，日志中的每项任务都会算作这项责任；空的代码或别名会与每个空单元格
    /// 相符。请写上内容，或去掉该项。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     matches: { keywords: [告诫书, ""] }
    /// #                              ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     matches: { keywords: [告诫书] }
    /// ```
    pub(super) static RULE = "list/blank-keyword", Error,
        "blank keyword, code or alias", "关键词、代码或别名为空";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut each = |at: At<'_>, en: &'static str, zh: &'static str, texts: &[Spanned<String>]| {
        for text in texts.iter().filter(|text| text.value.trim().is_empty()) {
            let (kind, owner) = (Words::fixed(en, zh), at.words());
            let message = say!(
                "a blank {kind} of {owner} fits every task",
                "{owner}的{kind}为空，与任何任务都相符",
                kind: kind, owner: owner
            );
            let help =
                Words::fixed("write the word, or take the entry out", "请写上内容，或去掉该项");
            let label = Words::fixed("blank", "空");
            sink.push(
                Finding::at(&RULE, text.span, message, label).help(help).about(at.subject(en)),
            );
        }
    };
    for duty in &index.duties {
        let at = At::duty(*duty);
        if let Some(matches) = &duty.doc.matches {
            each(at, "code", "代码", &matches.codes);
            each(at, "keyword", "关键词", &matches.keywords);
        }
    }
    for step in &index.steps {
        each(step.at(), "alias", "别名", &step.doc.aliases);
    }
    for (set, root) in index.draft.sets.iter().enumerate() {
        let at = At { set, owner: Owner::Set, place: root.place };
        for act in root.value.prohibited.iter() {
            each(at, "keyword", "关键词", &act.keywords);
            each(at, "code", "代码", &act.codes);
        }
    }
    for (id, body) in &index.bodies {
        let at = At { set: 0, owner: Owner::Body(id.as_str()), place: id.span };
        each(at, "alias", "别名", &body.aliases);
    }
}
