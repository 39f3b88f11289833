use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::docs::Form;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A mapping of a row per step names no column for the case.
    ///
    /// Each row is then a case of its own: no two steps ever belong together, so their order and the
    /// deadlines between them can't be judged. If the log has a number of the case or task, name its
    /// column.
    ///
    /// ## 中文
    ///
    /// 一行一个环节的映射没有写明案件列。
    ///
    /// 这样每一行都自成一案：任何两个环节都连不到一起，次序和相互之间的时限都无法判定。日志中有案件或任务编号的，
    /// 请写明其列名。
    ///
    /// ```yaml fail
    /// kind: mapping
    /// id: alarms
    /// #   ^^^^^^
    /// columns: { at: 时间, step: 环节 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: mapping
    /// id: alarms
    /// columns: { case: 警情编号, at: 时间, step: 环节 }
    /// ---
    /// kind: mapping
    /// id: wide
    /// form: wide
    /// steps: { register: { at: 接警时间 } }
    /// ```
    pub(super) static RULE = "list/mapping-without-case", Note,
        "mapping without a case", "映射没有案件列";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.mappings {
        if doc.value.form != Form::Long || doc.value.columns.case.is_some() {
            continue;
        }
        let at = At::mapping(doc);
        let what = at.words();
        let message = say!(
            "{what} names no column for the case, so each row is a case of its own",
            "{what}没有写明案件列，每一行都自成一案",
            what: what
        );
        let label = Words::fixed("without `columns.case`", "没有`columns.case`");
        let help = Words::fixed(
            "if the log has a number of the case, name its column as `columns.case`",
            "日志中有案件编号的，请用`columns.case`写明其列名",
        );
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}
