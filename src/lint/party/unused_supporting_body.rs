use std::cell::LazyCell;
use std::collections::HashSet;

use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A supporting body takes part in no step.
    ///
    /// It is named as helping with the duty, and no step is carried out by it, handed to it or
    /// accepted by it. What everybody should support, nobody does. Name it at the steps that are its
    /// own (`by`, `to`), or take it out.
    ///
    /// ## 中文
    ///
    /// 配合单位没有参与任何环节。
    ///
    /// 它列为配合单位，却没有任何环节由它实施、移交给它或由它接收。人人都该配合，结果往往是无人配合。请在
    /// 属于它的环节写明（`by`、`to`），或将它去掉。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     holder: CASE
    ///     supporting: [JC, WF]
    /// #                    ^^
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作, by: { role: CASE } }
    ///   notify: { title: 告知, after: draft, to: JC }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     holder: CASE
    ///     supporting: [JC, WF]
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作, by: { role: [CASE, WF] } }
    ///   notify: { title: 告知, after: draft, to: JC }
    /// ```
    pub(super) static RULE = "list/unused-supporting-body", Warning,
        "supporting body without a step", "配合单位没有环节";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        let id = duty.id.as_str();
        let standards = index.standards(id);
        if duty.doc.supporting.is_empty() || standards.iter().all(|doc| doc.value.steps.is_empty())
        {
            continue;
        }
        let steps = || standards.iter().flat_map(|doc| doc.value.steps.iter());
        let mut used: Vec<&str> = Vec::new();
        for (_, step) in steps() {
            used.extend(step.by.iter().flat_map(|by| by.role.iter()).map(Spanned::as_str));
            used.extend(step.to.as_ref().map(Spanned::as_str));
            let accepts = step.accepted.as_ref().and_then(|accepted| accepted.step.as_ref());
            let accepts = accepts.and_then(|name| index.step(name.as_str(), id));
            let other = accepts.and_then(|number| index.steps.get(number));
            let holder = other.and_then(|step| index.duty(step.duty)?.doc.holder.first());
            used.extend(holder.map(Spanned::as_str));
        }
        let acting: LazyCell<HashSet<usize>, _> = LazyCell::new(|| {
            used.iter().flat_map(|party| index.bodies_of(party)).copied().collect()
        });
        for party in duty.doc.supporting.iter() {
            let name = party.as_str();
            let acts = || index.bodies_of(name).iter().any(|body| acting.contains(body));
            if used.contains(&name) || acts() {
                continue;
            }
            let what = named(id, duty.doc.title.as_ref());
            let message = say!(
                "`{name}` supports duty {what} and takes part in none of its steps",
                "`{name}`是责任事项{what}的配合单位，却没有参与任何环节",
                what: what
            );
            let label = Words::fixed("in no step", "没有环节");
            let help = Words::fixed(
                "name it at its steps, as `by: { role: … }` or `to`; or take it out",
                "请在属于它的环节写明`by: { role: … }`或`to`，或将它去掉",
            );
            let subject = At::duty(*duty).subject(name);
            sink.push(Finding::at(&RULE, party.span, message, label).help(help).about(subject));
        }
    }
}
