use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::docs::Form;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A mapping doesn't say which column tells when.
    ///
    /// Without an instant nothing can be ordered, and no row can be judged. In long form name it as
    /// `columns.at`; in wide form every step names its own column as `at`.
    ///
    /// ## 中文
    ///
    /// 映射没有写明哪一列是时间。
    ///
    /// 没有时间就无法排序，任何一行都无法判定。长表请用`columns.at`写明；宽表中每个环节都要用`at`写明自己的时间列。
    ///
    /// ```yaml fail
    /// kind: mapping
    /// id: tasks
    /// #   ^^^^^
    /// columns: { case: 编号, step: 环节 }
    /// ```
    ///
    /// ```yaml fail
    /// kind: mapping
    /// id: alarms
    /// form: wide
    /// steps:
    ///   register: { at: 接警时间 }
    ///   dispatch: { body: 派警单位 }
    /// # ^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: mapping
    /// id: tasks
    /// columns: { case: 编号, step: 环节, at: 时间 }
    /// ---
    /// kind: mapping
    /// id: alarms
    /// form: wide
    /// steps:
    ///   register: { at: 接警时间 }
    /// ```
    pub(super) static RULE = "list/mapping-without-time", Error,
        "mapping without a time", "映射没有时间列";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.mappings {
        let at = At::mapping(doc);
        let what = at.words();
        if doc.value.form == Form::Long {
            if doc.value.columns.at.is_none() {
                let message = say!(
                    "{what} doesn't say which column tells when",
                    "{what}没有写明哪一列是时间",
                    what: what
                );
                let label = Words::fixed("without `columns.at`", "没有`columns.at`");
                let help = Words::fixed(
                    "name the column of the time as `columns.at`",
                    "请用`columns.at`写明时间列",
                );
                let found = Finding::at(&RULE, at.place, message, label).help(help);
                sink.push(found.about(at.subject("")));
            }
            continue;
        }
        for (step, _) in doc.value.steps.iter().filter(|(_, step)| step.at.is_none()) {
            let name = &step.value;
            let message = say!(
                "{what} doesn't say which column tells when `{name}` was done",
                "{what}没有写明`{name}`的时间列",
                what: what
            );
            let label = Words::fixed("without `at`", "没有`at`");
            let help = Words::fixed("name the column of its time as `at`", "请用`at`写明其时间列");
            let subject = at.subject(name);
            sink.push(Finding::at(&RULE, step.span, message, label).help(help).about(subject));
        }
    }
}
