use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A trigger names neither a step nor an event.
    ///
    /// A condition or a deadline alone doesn't say what makes the duty due, so this trigger would
    /// never take effect. Name the step of another duty that sets it off (`step: PP-02.screen`), or
    /// say in words what happens outside the log (`event`).
    ///
    /// ## 中文
    ///
    /// 触发条件既没有写环节，也没有写事件。
    ///
    /// 只有条件或时限，并不能说明什么情况使责任产生，这个触发条件永远不会起作用。请写明由哪一环节引起
    /// （`step: PP-02.screen`），或用文字说明日志以外发生了什么（`event`）。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-04:
    /// # ^^^^^
    ///     title: { zh: 重大隐患处置, en: Major hidden dangers }
    ///     trigger: { within: 2h }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-04:
    ///     title: { zh: 重大隐患处置, en: Major hidden dangers }
    ///     trigger: { step: PP-02.screen, within: 2h }
    /// ```
    pub(super) static RULE = "list/incomplete-trigger", Error,
        "a trigger that names nothing", "触发条件没有内容";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        for trigger in duty.doc.trigger.iter() {
            if trigger.step.is_some() || trigger.event.is_some() {
                continue;
            }
            let what = named(duty.id.as_str(), duty.doc.title.as_ref());
            let message = say!(
                "a trigger of duty {what} names neither a step nor an event",
                "责任事项{what}的触发条件既没有环节也没有事件",
                what: what
            );
            let label = Words::fixed("its trigger names nothing", "触发条件没有内容");
            let help = Words::fixed(
                "add `step: DUTY.step`, or `event` in words",
                "请补上`step: 责任事项.环节`，或用文字写明`event`",
            );
            let subject = At::duty(*duty).subject("");
            sink.push(Finding::at(&RULE, duty.id.span, message, label).help(help).about(subject));
        }
    }
}
