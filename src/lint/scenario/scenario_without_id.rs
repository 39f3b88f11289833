use super::subject;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::Words;

rule! {
    /// A scenario has no `id`.
    ///
    /// A failure is told with the scenario's id, and `--filter` asks for it. Give it a short name,
    /// such as the id of the duty that it is about.
    ///
    /// ## 中文
    ///
    /// 情景没有`id`（编号）。
    ///
    /// 出错时以编号说明是哪个情景，`--filter`也按编号选取。请写一个短名称，例如所涉责任事项的编号。
    ///
    /// ```yaml fail
    /// kind: scenario
    /// #     ^^^^^^^^
    /// log: "step,at\ndraft,2026-03-02"
    /// expect: []
    /// ```
    ///
    /// ```yaml pass
    /// kind: scenario
    /// id: DV-05
    /// log: "step,at\ndraft,2026-03-02"
    /// expect: []
    /// ```
    pub(super) static RULE = "list/scenario-without-id", Warning,
        "scenario without an id", "情景缺少编号";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in index.draft.scenarios.iter().filter(|doc| doc.value.id.is_none()) {
        let message = Words::fixed(
            "the scenario has no `id` by which its failures could be told",
            "情景没有`id`，出错时无从指明",
        );
        let label = Words::fixed("this scenario", "此情景");
        let help =
            Words::fixed("add a short name, such as `id: DV-05`", "请添加短名称，例如`id: DV-05`");
        let about = subject(&doc.value, "id");
        sink.push(Finding::at(&RULE, doc.place, message, label).help(help).about(about));
    }
}
