use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::order::Edge;
use crate::model::condition::Condition;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A step can never come to its turn.
    ///
    /// It comes after a step that is always forbidden, or applies only when a forbidden step was
    /// done. Whoever keeps to the standard never gets there. Let it come after a step that is done,
    /// or forbid the other one under a condition only.
    ///
    /// ## 中文
    ///
    /// 环节永远轮不到。
    ///
    /// 它排在一个始终禁止的环节之后，或只有在禁止的环节完成后才适用。按标准办事的人永远走不到这一步。请改排在
    /// 会完成的环节之后，或只在一定条件下禁止前一环节。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-04
    /// steps:
    ///   mediate: { title: 调解, forbidden: true }
    /// # -------
    ///   agree: { title: 签协议, after: mediate }
    /// #                             ^^^^^^^
    ///   perform: { title: 履行, when: { done: mediate } }
    /// #                                     ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-04
    /// steps:
    ///   mediate: { title: 调解, forbidden: true, when: { repeated: true } }
    ///   agree: { title: 签协议, after: mediate }
    ///   fine: { title: 罚款, forbidden: true }
    ///   archive: { title: 归档, after_any: [fine, agree] }
    /// ```
    pub(super) static RULE = "list/unreachable-step", Error,
        "step that can never come to its turn", "环节永远轮不到";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let forbidden = |number: usize| {
        let step = index.steps.get(number)?;
        (step.doc.forbidden && step.doc.when.is_none()).then_some(step)
    };
    let order = &index.order;
    let steps = index.steps.iter().zip(&order.after).zip(&order.after_any).zip(&order.when);
    for (((step, after), any), when) in steps.filter(|(((step, _), _), _)| !step.doc.forbidden) {
        let dead = |edge: &&Edge| forbidden(edge.to).is_some();
        let mut causes: Vec<(usize, Span)> = Vec::new();
        causes.extend(after.iter().filter(dead).map(|edge| (edge.to, edge.place)));
        if any.iter().all(|edge| dead(&edge)) {
            causes.extend(any.iter().map(|edge| (edge.to, edge.place)));
        }
        if let Some(Condition::Done(done)) = when {
            let found = |name: &crate::doc::Spanned<String>| {
                let number = index.step(name.as_str(), step.duty)?;
                forbidden(number).map(|_| (number, name.span))
            };
            causes.extend(done.iter().map(found).collect::<Option<Vec<_>>>().unwrap_or_default());
        }
        for (number, place) in causes {
            let Some(before) = forbidden(number) else {
                continue;
            };
            let (owner, name) = (step.at().words(), &before.id.value);
            let message = say!(
                "{owner} waits for `{name}`, which is forbidden",
                "{owner}要等禁止的环节`{name}`完成",
                owner: owner
            );
            let help = say!(
                "let it come after another step, or forbid `{name}` only under a condition (`when`)",
                "请改排在别的环节之后，或只在一定条件（`when`）下禁止`{name}`"
            );
            sink.push(
                Finding::at(&RULE, place, message, Words::fixed("never done", "永远不会完成"))
                    .also_at(before.id.span, Words::fixed("forbidden here", "此处禁止"))
                    .help(help)
                    .about(step.at().subject(name)),
            );
        }
    }
}
