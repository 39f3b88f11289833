use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{self, At, Owner};
use crate::model::Day;
use crate::model::docs::BasisDoc;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A legal basis is not in force on any day on which the duty is.
    ///
    /// It ended before the duty (or its set) begins, or begins after it ends, so the duty rests on
    /// nothing. Name the law that is in force. An earlier law may stand beside it, for cases that
    /// began under it.
    ///
    /// ## 中文
    ///
    /// 在责任事项有效的任何一天，其法律依据都不在施行期内。
    ///
    /// 该依据在责任事项（或清单集）开始之前就已失效，或在其结束之后才施行，责任事项因而没有依据。请写明现行
    /// 法律；旧法可以并列，供在其施行期内开始的案件适用。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: cn-case-baseline
    /// from: 2026-01-01
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-06:
    ///     title: { zh: 办案期限, en: Time to decide }
    ///     basis: [{ law: 治安管理处罚法（2012）, article: "99", from: 2013-01-01, until: 2025-12-31 }]
    /// #                  ^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: cn-case-baseline
    /// from: 2026-01-01
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-06:
    ///     title: { zh: 办案期限, en: Time to decide }
    ///     basis:
    ///       - { law: 治安管理处罚法（2012）, article: "99", from: 2013-01-01, until: 2025-12-31 }
    ///       - { law: 治安管理处罚法, article: "118", from: 2026-01-01 }
    /// ```
    pub(super) static RULE = "list/basis-out-of-force", Error,
        "legal basis not in force", "法律依据不在施行期内";
}

/// A period whose ends may be open.
type Period = (Option<Day>, Option<Day>);

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    walk::bases(index.draft, |at, basis, place| {
        let own = period(basis);
        let needed = needed(index, at);
        if overlap(own, needed) || another_holds(index, at, basis, needed) {
            return;
        }
        let law = basis.law.as_ref().map_or("?", |law| law.as_str());
        let owner = at.words();
        let (force, needed) = (shown(own), shown(needed));
        let message = say!(
            "`{law}` is in force {force}; {owner} {needed}",
            "`{law}`的施行期为{force}，而{owner}的有效期为{needed}",
            force: force, owner: owner, needed: needed
        );
        let label = Words::fixed("never in force for it", "从未适用");
        let help = Words::fixed(
            "name the law that is in force, or correct the dates",
            "请写明现行法律，或更正日期",
        );
        let subject = at.subject(law);
        sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
    });
}

fn period(basis: &BasisDoc) -> Period {
    let day = |day: &Option<crate::doc::Spanned<Day>>| day.as_ref().map(|day| day.value);
    (day(&basis.from), day(&basis.until))
}

fn overlap(a: Period, b: Period) -> bool {
    let before =
        |until: Option<Day>, from: Option<Day>| until.zip(from).is_some_and(|(u, f)| u < f);
    !before(a.1, b.0) && !before(b.1, a.0)
}

/// The days on which the set and the duty of a place are in force.
fn needed(index: &Index<'_>, at: At<'_>) -> Period {
    let set = index.draft.sets.get(at.set).map(|set| &set.value);
    let duty = index.duty(at.duty_id()).map(|duty| duty.doc);
    let from = [set.and_then(|set| set.from.as_ref()), duty.and_then(|duty| duty.from.as_ref())];
    let until = [set.and_then(|set| set.until.as_ref()), duty.and_then(|duty| duty.until.as_ref())];
    (
        from.into_iter().flatten().map(|day| day.value).max(),
        until.into_iter().flatten().map(|day| day.value).min(),
    )
}

/// Whether another basis of the duty is in force when this one isn't: an earlier law is then kept
/// for the cases that began under it.
fn another_holds(index: &Index<'_>, at: At<'_>, basis: &BasisDoc, needed: Period) -> bool {
    let Some(duty) = index.duty(at.duty_id()) else {
        return false;
    };
    let step = match at.owner {
        Owner::Step(duty, step) => {
            index.step(step, duty).and_then(|number| index.steps.get(number))
        }
        _ => None,
    };
    let bases = duty.doc.basis.iter().chain(step.iter().flat_map(|step| step.doc.basis.iter()));
    let mut others = bases.filter(|other| !std::ptr::eq(*other, basis));
    others.any(|other| overlap(period(other), needed) && is_dated(other))
}

/// A basis that says when it is in force; one without dates proves nothing.
fn is_dated(basis: &BasisDoc) -> bool {
    basis.from.is_some() || basis.until.is_some()
}

fn shown((from, until): Period) -> Words {
    match (from, until) {
        (Some(from), Some(until)) => say!("from {from} to {until}", "{from}至{until}"),
        (Some(from), None) => say!("from {from} on", "{from}起"),
        (None, Some(until)) => say!("until {until}", "至{until}止"),
        (None, None) => Words::fixed("at all times", "不限"),
    }
}
