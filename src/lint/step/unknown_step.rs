use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::names::{self, Reach};
use crate::lint::walk::Owner;
use crate::lint::wording::{did_you_mean, listed};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A step is named that no standard has.
    ///
    /// An order, a deadline or a condition that hangs on an unknown step would never take effect. A
    /// step of the same standard is named by its id, one of another duty as `DUTY.step`. Safeguards
    /// protect steps of their own standard only.
    ///
    /// ## 中文
    ///
    /// 所写的环节不在任何工作标准中。
    ///
    /// 依赖未知环节的次序、时限或条件永远不会起作用。同一标准的环节写其名称，其他责任事项的环节写成
    /// `责任事项.环节`。保障措施只针对本标准的环节。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达, after: darft, within: { 3d: DV-05.draft, 24h: DV-04.route } }
    /// #                              ^^^^^                                  ^^^^^^^^^^^
    ///   visit: { title: 查访, after: deliver, when: { done: [deliver, served] } }
    /// #                                                             ^^^^^^
    /// ```
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    /// safeguards: [{ require: two-persons, of: DV-05.draft }]
    /// #                                        ^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-04
    /// steps:
    ///   route: { title: 决定 }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作, within: { 24h: DV-04.route } }
    ///   deliver: { title: 送达, after: draft, within: { 3d: draft } }
    /// ```
    pub(super) static RULE = fatal "list/unknown-step", Error,
        "unknown step", "未知的环节";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    names::steps(index, |at, name, reach| {
        let text = name.as_str();
        let duty = at.duty_id();
        let found = index.step(text, duty).and_then(|number| index.steps.get(number));
        let own = || index.steps_of(duty).any(|step| step.value == text);
        if found.is_some() && (reach != Reach::Own || own()) {
            return;
        }
        if reach == Reach::OrGroup && index.group(text, duty).is_some() {
            return;
        }
        let owner = at.words();
        let (message, near) = if let Some(found) = found {
            let message = say!(
                "`{text}`, named by {owner}, is not written as a step of this standard",
                "{owner}所写的`{text}`没有写成本标准的环节",
                owner: owner
            );
            let near = (found.duty == duty).then(|| found.id.value.clone());
            (message, near)
        } else {
            let message = say!(
                "`{text}`, named by {owner}, is not a step",
                "{owner}所写的`{text}`不是环节",
                owner: owner
            );
            (message, names::nearest_step(index, text, duty).map(std::borrow::Cow::into_owned))
        };
        let otherwise = match at.owner {
            Owner::Pattern(_) if !text.contains('.') => Words::fixed(
                "a model names the step of a duty as `DUTY.step`",
                "监督模型中的环节写成`责任事项.环节`",
            ),
            _ => instead(index, text, duty, reach),
        };
        let help = did_you_mean(near.as_deref(), otherwise);
        let label = Words::fixed("no such step", "没有这个环节");
        let subject = at.subject(text);
        sink.push(Finding::at(&RULE, name.span, message, label).help(help).about(subject));
    });
}

/// What could be written instead of a name that is like no other.
fn instead(index: &Index<'_>, name: &str, duty: &str, reach: Reach) -> Words {
    let known = |duty: &str| listed(index.steps_of(duty).map(Spanned::as_str));
    match name.rsplit_once('.') {
        Some((other, _)) if index.duty(other).is_none() => {
            say!("no list has the duty `{other}`", "没有清单含有责任事项`{other}`")
        }
        Some((other, _)) if index.steps_of(other).next().is_none() => {
            say!("the duty `{other}` has no steps", "责任事项`{other}`没有环节")
        }
        Some((other, _)) if other != duty => {
            say!("steps of `{other}` are {known}", "`{other}`的环节有：{known}", known: known(other))
        }
        _ if reach == Reach::Own => {
            say!("steps of this standard are {known}", "本标准的环节有：{known}", known: known(duty))
        }
        _ => say!(
            "steps of this standard are {known}; one of another duty is written `DUTY.step`",
            "本标准的环节有：{known}；其他责任事项的环节写成`责任事项.环节`",
            known: known(duty)
        ),
    }
}
