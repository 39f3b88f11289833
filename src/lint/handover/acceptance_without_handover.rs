use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A step has `accepted` or `disclose` and hands nothing over.
    ///
    /// Both are parts of a hand-over. Without `to` they have no effect, and the receiver that was
    /// meant is never asked to accept. Add `to`, or take them out.
    ///
    /// ## 中文
    ///
    /// 环节写了`accepted`（接收）或`disclose`（披露字段），却没有移交。
    ///
    /// 两者都是移交的组成部分。没有`to`（移送至）就不起作用，本应接收的一方也不会被要求接收。请补上`to`，或将其
    /// 去掉。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-09
    /// steps:
    ///   send: { title: 移送, disclose: [address_token] }
    /// #                               ^^^^^^^^^^^^^
    ///   inform: { title: 告知, accepted: { step: accept } }
    /// #                                        ^^^^^^
    ///   accept: { title: 接收, after: send }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-09
    /// steps:
    ///   send: { title: 移送, to: WF, disclose: [address_token], accepted: { step: accept } }
    ///   accept: { title: 接收, after: send }
    /// ```
    pub(super) static RULE = "list/acceptance-without-handover", Warning,
        "acceptance without a hand-over", "有接收而无移交";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for step in index.steps.iter().filter(|step| step.doc.to.is_none()) {
        let accepted = step.doc.accepted.as_ref();
        let by = accepted.map(|accepted| accepted.step.as_ref().map_or(step.id.span, |s| s.span));
        let disclosed = step.doc.disclose.first().map(|field| field.span);
        for (key, place) in [("accepted", by), ("disclose", disclosed)] {
            let Some(place) = place else { continue };
            let owner = step.at().words();
            let message = say!(
                "{owner} has `{key}` and hands nothing over",
                "{owner}写了`{key}`，却没有移交",
                owner: owner
            );
            let label = Words::fixed("without `to`", "没有`to`");
            let help = say!(
                "add the receiver as `to`, or take `{key}` out",
                "请用`to`写明接收方，或去掉`{key}`"
            );
            let subject = step.at().subject(key);
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}
