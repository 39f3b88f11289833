use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A step hands the matter over and nobody has to accept it.
    ///
    /// A hand-over never closes the sender's duty before the receiver has accepted. Without the
    /// step by which it does, it stays open for ever, or is taken for done when nobody took it up.
    /// Name that step in `accepted`, and how soon it is due.
    ///
    /// ## 中文
    ///
    /// 环节把事项移交出去，却没有写明由谁接收。
    ///
    /// 接收方签收之前，移交不能终结移交方的责任。没有接收环节，事项要么一直悬着，要么无人接手却算作办结。请在
    /// `accepted`（接收）中写明接收的环节和期限。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-09
    /// steps:
    ///   send: { title: 移送, to: WF }
    /// #                        ^^
    ///   inform: { title: 告知, to: JC, accepted: { within: 24h } }
    /// #                          ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-09
    /// steps:
    ///   send: { title: 移送, to: WF, accepted: { step: accept, within: 24h } }
    ///   accept: { title: 接收, after: send, by: { role: WF } }
    /// ```
    pub(super) static RULE = "list/handover-without-acceptance", Error,
        "hand-over without acceptance", "移交缺少接收";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for step in &index.steps {
        let Some(to) = &step.doc.to else { continue };
        let accepted = step.doc.accepted.as_ref();
        if accepted.is_some_and(|accepted| accepted.step.is_some()) {
            continue;
        }
        let (owner, receiver) = (step.at().words(), &to.value);
        let message = if accepted.is_none() {
            say!(
                "{owner} hands over to `{receiver}`, which need not accept it",
                "{owner}移交给`{receiver}`，却不要求对方接收",
                owner: owner
            )
        } else {
            say!(
                "{owner} hands over to `{receiver}`, and no step shows that it was accepted",
                "{owner}移交给`{receiver}`，却没有环节体现对方已接收",
                owner: owner
            )
        };
        let label = Words::fixed("handed over to", "移交对象");
        let help = say!(
            "add a step by which `{receiver}` accepts, and `accepted: {{ step: …, within: 24h }}` here",
            "请添加由`{receiver}`接收的环节，并在此写明`accepted: {{ step: …, within: 24h }}`"
        );
        let subject = step.at().subject(receiver);
        sink.push(Finding::at(&RULE, to.span, message, label).help(help).about(subject));
    }
}
