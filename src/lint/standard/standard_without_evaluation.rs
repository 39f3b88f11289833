use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A standard has no evaluation.
    ///
    /// A standard has three parts: content, safeguards and evaluation. What is not measured is not
    /// improved, and what is measured without being written down is measured as it suits. Add a measure
    /// and its target, such as `{ measure: on-time, target: 95% }`.
    ///
    /// ## 中文
    ///
    /// 工作标准没有评价。
    ///
    /// 标准由内容、保障和评价三部分组成。不衡量就无从改进；衡量标准不写下来，就会按需要随意衡量。请补上指标和
    /// 目标，例如`{ measure: on-time, target: 95% }`。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// #     ^^^^^
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    /// evaluation: [{ measure: done, target: 100% }]
    /// ```
    pub(super) static RULE = "list/standard-without-evaluation", Error,
        "standard without evaluation", "工作标准缺少评价";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        if !standard.evaluation.is_empty() {
            continue;
        }
        let what = named(at.duty_id(), index.title(at.duty_id()));
        let message = say!("the standard of {what} has no evaluation", "{what}的工作标准没有评价", what: what);
        let label = Words::fixed("no evaluation", "没有评价");
        let help = Words::fixed(
            "add `evaluation`: a measure (`on-time`, `done`, `covered`) and its `target`",
            "请补上`evaluation`：指标（`on-time`、`done`、`covered`）及其`target`",
        );
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}
