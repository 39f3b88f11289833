use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty is triggered by one of its own steps.
    ///
    /// The trigger is what makes the duty due before anything of it is done; its own step can only
    /// be done once it has begun. So it would never be missed where nobody begins. Name the step of
    /// the duty that comes before it, or write `event` for what happens outside the log.
    ///
    /// ## 中文
    ///
    /// 责任事项由其自身的环节触发。
    ///
    /// 触发条件应当在责任事项开始之前就使其产生；自身的环节要等开始以后才会发生，没有人开始时就查不出缺失。
    /// 请写前一责任事项的环节，或用`event`写明日志以外发生了什么。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     trigger: { step: draft }
    /// #                    ^^^^^
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     trigger: { step: DV-04.route }
    /// ```
    pub(super) static RULE = "list/self-trigger", Error,
        "a duty that triggers itself", "责任事项自我触发";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        let id = duty.id.as_str();
        for step in duty.doc.trigger.iter().filter_map(|trigger| trigger.step.as_ref()) {
            let found = index.step(step.as_str(), id).and_then(|at| index.steps.get(at));
            if found.is_none_or(|found| found.duty != id) {
                continue;
            }
            let (what, name) = (named(id, duty.doc.title.as_ref()), &step.value);
            let message = say!(
                "duty {what} is triggered by its own step `{name}`",
                "责任事项{what}由其自身的环节`{name}`触发",
                what: what
            );
            let label = Words::fixed("a step of the duty itself", "该责任事项自身的环节");
            let help = Words::fixed(
                "name the step of the duty before it, as `DUTY.step`, or write `event`",
                "请写前一责任事项的环节（`责任事项.环节`），或写`event`",
            );
            let subject = At::duty(*duty).subject(name);
            sink.push(Finding::at(&RULE, step.span, message, label).help(help).about(subject));
        }
    }
}
