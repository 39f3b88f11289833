use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Nobody can carry out a step as the standard wants it.
    ///
    /// It asks for the same person as in a step and for another one than in that step, for another
    /// person than in itself, or for a kind of person to whom the duty is not open. Take one of the
    /// two demands out.
    ///
    /// ## 中文
    ///
    /// 按标准的要求，没有人能够实施该环节。
    ///
    /// 它既要求与某环节同一人，又要求与该环节不同人；或要求与自身环节的人不同；或要求由责任事项所限定人员以外
    /// 的人员实施。请去掉互相矛盾的要求之一。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   CB-09:
    ///     title: { zh: 决定送达, en: Service }
    ///     reserved_to: [officer]
    /// #                 -------
    /// ---
    /// kind: standard
    /// duty: CB-09
    /// steps:
    ///   review: { title: 审核, by: { same_as: decide, not_same_as: [decide] } }
    /// #                                     ------                ^^^^^^
    ///   decide: { title: 决定, by: { kind: auxiliary } }
    /// #                                  ^^^^^^^^^
    /// safeguards: [{ require: different-persons, of: review, from: [review, decide] }]
    /// #                                              ------         ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   CB-09:
    ///     title: { zh: 决定送达, en: Service }
    ///     reserved_to: [officer]
    /// ---
    /// kind: standard
    /// duty: CB-09
    /// steps:
    ///   review: { title: 审核, by: { not_same_as: [decide] } }
    ///   decide: { title: 决定, by: { kind: [officer, auxiliary] } }
    /// safeguards: [{ require: different-persons, of: review, from: decide }]
    /// ```
    pub(super) static RULE = "list/contradictory-actors", Error,
        "step that nobody can carry out", "没有人能够实施的环节";
}

/// What is contradictory: its place, the other place, and what to say of it.
type Clash = (Span, Option<Span>, Words);

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for step in &index.steps {
        let Some(by) = &step.doc.by else { continue };
        let mut clashes: Vec<Clash> = Vec::new();
        for other in by.not_same_as.iter() {
            let number = index.step(other.as_str(), step.duty);
            let same = by
                .same_as
                .as_ref()
                .filter(|same| number.is_some() && index.step(same.as_str(), step.duty) == number);
            let name = &other.value;
            if let Some(same) = same {
                let what = say!(
                    "wants the person of `{name}` and another one",
                    "既要求与`{name}`同一人，又要求不同人"
                );
                clashes.push((other.span, Some(same.span), what));
            } else if number.and_then(|n| index.steps.get(n)).is_some_and(|n| is(n.id, step.id)) {
                let what = Words::fixed("wants another person than itself", "要求与自身的人不同");
                clashes.push((other.span, None, what));
            }
        }
        let reserved = index.duty(step.duty).map(|duty| &duty.doc.reserved_to);
        if let (Some(kind), Some(only)) = (by.kind.first(), reserved.and_then(|to| to.first())) {
            let open = |kind: &Spanned<String>| {
                reserved.into_iter().flat_map(|to| to.iter()).any(|to| to.value == kind.value)
            };
            if !by.kind.iter().any(open) {
                let (kind_name, only_name) = (&kind.value, &only.value);
                let what = say!(
                    "wants the kind `{kind_name}`; the duty is reserved to `{only_name}`",
                    "要求由`{kind_name}`实施，而该责任事项限定为`{only_name}`"
                );
                clashes.push((kind.span, Some(only.span), what));
            }
        }
        for clash in clashes {
            sink.push(told(clash, &step.at().words()).about(step.at().subject("by")));
        }
    }
    for (at, standard) in standards(index.draft) {
        for safeguard in standard.safeguards.iter() {
            for from in safeguard.from.iter() {
                if let Some(of) = safeguard.of.iter().find(|of| of.value == from.value) {
                    let what = Words::fixed(
                        "has a safeguard that wants another person than itself",
                        "有一项保障措施要求与自身的人不同",
                    );
                    let clash = (from.span, Some(of.span), what);
                    sink.push(told(clash, &at.words()).about(at.subject(&from.value)));
                }
            }
        }
    }
}

/// Whether two ids are one and the same, at the same place.
fn is(left: &Spanned<String>, right: &Spanned<String>) -> bool {
    left.span == right.span
}

fn told((place, other, what): Clash, owner: &Words) -> Finding {
    let message = say!("{owner} {what}", "{owner}{what}", owner: owner, what: what);
    let help = Words::fixed("take one of the two demands out", "请去掉其中一项要求");
    let label = Words::fixed("can't be met", "无法满足");
    let finding = Finding::at(&RULE, place, message, label).help(help);
    match other {
        Some(other) => finding.also_at(other, Words::fixed("because of this", "与此处矛盾")),
        None => finding,
    }
}
