use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::Words;

rule! {
    /// A supervision model has no id.
    ///
    /// Clues are told apart from one audit to the next by the id of their model, and `remit explain`
    /// finds the model by it. Two models without one can't be told apart.
    ///
    /// ## 中文
    ///
    /// 监督模型缺少编号。
    ///
    /// 前后两次审计的线索靠模型编号区分，`remit explain`也凭编号查找模型。没有编号的两个模型无从区分。
    ///
    /// ```yaml fail
    /// kind: model
    /// #     ^^^^^
    /// title: { zh: 屡次施暴, en: Repeated violence }
    /// ```
    ///
    /// ```yaml pass
    /// kind: model
    /// id: repeated-violence
    /// title: { zh: 屡次施暴, en: Repeated violence }
    /// ```
    pub(super) static RULE = "list/model-without-id", Error,
        "supervision model without an id", "监督模型缺少编号";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in index.draft.models.iter().filter(|doc| doc.value.id.is_none()) {
        let message = Words::fixed(
            "the model has no `id` by which its clues are known",
            "监督模型没有`id`，其线索无从识别",
        );
        let label = Words::fixed("this model", "此模型");
        let help = Words::fixed(
            "add a short name, such as `id: repeated-violence`",
            "请添加短名称，例如`id: repeated-violence`",
        );
        sink.push(Finding::at(&RULE, doc.place, message, label).help(help));
    }
}
