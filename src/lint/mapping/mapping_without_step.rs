use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::docs::Form;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A mapping doesn't say where a log names the steps.
    ///
    /// Tasks can then be counted, but none of the steps can be judged: all of them seem to be
    /// missing. In long form name the column as `columns.step`; in wide form list the steps under
    /// `steps`, each with its column.
    ///
    /// ## 中文
    ///
    /// 映射没有写明日志在哪里记录环节。
    ///
    /// 这样只能统计任务，环节都无法判定，看起来全部缺失。长表请用`columns.step`写明列名；宽表请在`steps`下逐一列出
    /// 环节及其列。
    ///
    /// ```yaml fail
    /// kind: mapping
    /// id: tasks
    /// #   ^^^^^
    /// columns: { case: 编号, at: 时间, text: 内容 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: mapping
    /// id: tasks
    /// columns: { case: 编号, at: 时间, text: 内容, step: 环节 }
    /// ---
    /// kind: mapping
    /// id: alarms
    /// form: wide
    /// steps: { register: { at: 接警时间 } }
    /// ```
    pub(super) static RULE = "list/mapping-without-step", Warning,
        "mapping without steps", "映射没有环节";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.mappings {
        let (found, key) = match doc.value.form {
            Form::Long => (doc.value.columns.step.is_some(), "columns.step"),
            Form::Wide => (!doc.value.steps.is_empty(), "steps"),
        };
        if found {
            continue;
        }
        let at = At::mapping(doc);
        let what = at.words();
        let message = say!(
            "{what} doesn't say where the log names the steps",
            "{what}没有写明日志在哪里记录环节",
            what: what
        );
        let label = say!("without `{key}`", "没有`{key}`");
        let help = match doc.value.form {
            Form::Long => Words::fixed(
                "name the column as `columns.step`, or write `form: wide` if each step has a column of its own",
                "请用`columns.step`写明列名；每个环节各占一列的，请写`form: wide`",
            ),
            Form::Wide => Words::fixed(
                "list the steps under `steps`, each with the column of its time",
                "请在`steps`下列出环节及其时间列",
            ),
        };
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}
