use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A legal basis names no law.
    ///
    /// An article without its law can't be looked up. Write the name of the law, rule or local norm
    /// in `law`.
    ///
    /// ## 中文
    ///
    /// 法律依据没有写明是哪部法律。
    ///
    /// 只有条款而没有法律名称，无从查证。请在`law`（法律）中写明法律、规章或地方规定的名称。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis: [{ article: "16, 17", status: placeholder }]
    /// #                      ^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     basis: [{ law: 反家庭暴力法, article: "16, 17", status: placeholder }]
    /// ```
    pub(super) static RULE = "list/basis-without-law", Error,
        "legal basis without a law", "法律依据缺少法律名称";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    walk::bases(index.draft, |at, basis, place| {
        if basis.law.as_ref().is_some_and(|law| !law.value.trim().is_empty()) {
            return;
        }
        let owner = at.words();
        let message = say!(
            "a legal basis of {owner} names no law",
            "{owner}的法律依据没有写明法律名称",
            owner: owner
        );
        let label = Words::fixed("of which law?", "哪部法律？");
        let help = Words::fixed(
            "add the name of the law, rule or local norm as `law`",
            "请在`law`中写明法律、规章或地方规定的名称",
        );
        let article = basis.article.as_ref().map_or("", |article| article.as_str());
        let subject = at.subject(article);
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    });
}
