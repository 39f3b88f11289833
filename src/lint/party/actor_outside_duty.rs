use std::collections::HashSet;

use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A step is to be carried out by somebody who neither holds nor supports the duty.
    ///
    /// Work by a body that is neither is out of list. Whoever did this step as the standard asks
    /// would be reported for acting outside the list; whoever else did it, for being the wrong one.
    /// Name the body among the `supporting` ones of the duty, or correct the step.
    ///
    /// ## 中文
    ///
    /// 环节要求由既非责任主体也非配合单位的一方实施。
    ///
    /// 既不承担也不配合的单位办理，属于清单外。照标准实施会被报告为清单外工作，由别人实施又会被报告为主体
    /// 不符。请在责任事项的`supporting`（配合单位）中写上它，或更正该环节。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   CB-06:
    ///     title: { zh: 办案期限, en: Time to decide }
    ///     holder: CASE
    /// #           ----
    /// ---
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   decide: { title: 决定, by: { role: CASE } }
    ///   extend: { title: 延长, by: { role: PSB } }
    /// #                                  ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   CB-06:
    ///     title: { zh: 办案期限, en: Time to decide }
    ///     holder: CASE
    ///     supporting: [PSB]
    /// ---
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   decide: { title: 决定, by: { role: CASE } }
    ///   extend: { title: 延长, by: { role: [LEGAL, PSB] } }
    /// ```
    pub(super) static RULE = "list/actor-outside-duty", Warning,
        "step by a body outside the duty", "环节实施人不在责任事项内";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for step in &index.steps {
        let Some(duty) = index.duty(step.duty) else {
            continue;
        };
        let Some(holder) = duty.doc.holder.first() else {
            continue;
        };
        let Some((first, roles)) = step.doc.by.as_ref().and_then(|by| by.role.split_first()) else {
            continue;
        };
        // One of several is enough: somebody can carry it out.
        let concerned = || duty.doc.holder.iter().chain(duty.doc.supporting.iter());
        let roles = || std::iter::once(first).chain(roles);
        if roles().any(|role| concerned().any(|party| party.value == role.value)) {
            continue;
        }
        let allowed: HashSet<usize> =
            concerned().flat_map(|party| index.bodies_of(party.as_str())).copied().collect();
        let bodies = |role: &crate::doc::Spanned<String>| index.bodies_of(role.as_str());
        if roles().any(|role| bodies(role).iter().any(|body| allowed.contains(body))) {
            continue;
        }
        let (owner, name, id) = (step.at().words(), &first.value, step.duty);
        let message = say!(
            "{owner} is to be done by `{name}`, which neither holds nor supports `{id}`",
            "{owner}应由`{name}`实施，而它既非`{id}`的责任主体也非配合单位",
            owner: owner
        );
        let help = say!(
            "add `{name}` to `supporting` of `{id}`, or name one that is concerned",
            "请将`{name}`加入`{id}`的`supporting`，或改写为相关的一方"
        );
        let subject = step.at().subject(name);
        sink.push(
            Finding::at(
                &RULE,
                first.span,
                message,
                Words::fixed("outside the duty", "不在责任事项内"),
            )
            .also_at(holder.span, Words::fixed("the holder", "责任主体"))
            .help(help)
            .about(subject),
        );
    }
}
