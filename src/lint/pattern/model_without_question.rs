use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A supervision model asks nobody anything.
    ///
    /// A clue proves nothing: it shows cases that belong together and asks a human to look at them.
    /// Write under `question` what is to be found out.
    ///
    /// ## 中文
    ///
    /// 监督模型没有写明要核查的问题。
    ///
    /// 线索本身不能证明什么，只是把相关案件列在一起，请人研判。请在`question`（研判问题）中写明要查清什么。
    ///
    /// ```yaml fail
    /// kind: model
    /// id: repeated-violence
    /// #   ^^^^^^^^^^^^^^^^^
    /// by: target
    /// ```
    ///
    /// ```yaml pass
    /// kind: model
    /// id: repeated-violence
    /// by: target
    /// question: { zh: 为何未发告诫书？, en: Why was there no warning letter? }
    /// ```
    pub(super) static RULE = "list/model-without-question", Warning,
        "supervision model without a question", "监督模型缺少研判问题";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in index.draft.models.iter().filter(|doc| doc.value.question.is_none()) {
        let at = At::pattern(doc);
        let owner = at.words();
        let message = say!(
            "{owner} does not say what a human is to find out",
            "{owner}没有写明要核查的问题",
            owner: owner
        );
        let label = Words::fixed("without `question`", "没有`question`");
        let help = Words::fixed(
            "add `question`, in the words in which you would ask a colleague",
            "请补上`question`（研判问题），按向同事发问的方式书写",
        );
        let subject = at.subject("question");
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(subject));
    }
}
