use super::{subject, waivers};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::wording::listed;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A waiver lacks its approver, its reason, its first or its last day.
    ///
    /// An exception is only as good as the name of the one who answers for it, the reason that was
    /// given, and the day on which it ends. A waiver without one of them waives nothing.
    ///
    /// ## 中文
    ///
    /// 豁免缺少批准人、理由或起止日期。
    ///
    /// 例外必须有人负责、有理由、有期限。缺少其中任何一项的豁免不起作用，相关问题照常计入。
    ///
    /// ```yaml fail
    /// kind: waivers
    /// waivers:
    ///   W-1:
    /// # ^^^
    ///     rule: disposal/step-late
    ///     duty: PP-03
    ///     approver: 李局长
    ///     from: 2026-02-01
    /// ```
    ///
    /// ```yaml pass
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: disposal/step-late
    ///     duty: PP-03
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-02-28
    /// ```
    pub(super) static RULE = "list/waiver-incomplete", Error,
        "a waiver that lacks something", "豁免内容不全";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (id, waiver) in waivers(index) {
        let missing = waiver.missing();
        if missing.is_empty() {
            continue;
        }
        let (name, list) = (&id.value, listed(missing));
        let message = say!(
            "the waiver `{name}` lacks {list}: it waives nothing",
            "豁免`{name}`缺少{list}，不起作用",
            list: list
        );
        let label = Words::fixed("incomplete", "内容不全");
        sink.push(Finding::at(&RULE, id.span, message, label).about(subject(id)).help(
            Words::fixed(
                "write who granted it, why, from which day and until which",
                "请写明批准人、理由和起止日期",
            ),
        ));
    }
}
