use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{Owner, Use};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// The clock of a deadline starts with a step that comes after the one it is for.
    ///
    /// The step is done before its clock begins to run, so it is never late, and `not_before` would
    /// have it wait for what itself comes first. Count from a step that lies before it. (A step that
    /// has to be done several times may count from itself.)
    ///
    /// ## 中文
    ///
    /// 时限从该环节之后的环节起算。
    ///
    /// 时限开始之前环节已经完成，因此永远不会逾期；若是`not_before`（不早于），则等于要它等待排在它后面的环节。
    /// 请从在它之前的环节起算。（须做多次的环节可以从自身起算。）
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作, within: { 3d: deliver } }
    /// #                                   ^^^^^^^
    ///   deliver: { title: 送达, after: draft, within: { 3d: deliver } }
    /// #                                                   ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达, after: draft, within: { 3d: draft } }
    ///   visit: { title: 查访, after: deliver, at_least: 3, within: { 30d: visit } }
    /// ```
    pub(super) static RULE = "list/clock-starts-too-late", Error,
        "deadline counted from a later step", "时限从后面的环节起算";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for timed in &index.timings {
        let (Owner::Step(duty, step), Use::Within | Use::NotBefore) = (timed.at.owner, timed.used)
        else {
            continue;
        };
        let (Some(of), Some(own)) = (&timed.timing.of, index.step(step, duty)) else {
            continue;
        };
        let Some(clock) = index.step(of.as_str(), duty) else {
            continue;
        };
        let doc = index.steps.get(own).map(|step| step.doc);
        let several = doc.and_then(|doc| doc.at_least.as_ref()).is_some_and(|n| n.value > 1);
        let itself = clock == own;
        if itself && several || !itself && !index.order.done_before(index, clock).contains(&own) {
            continue;
        }
        let (owner, name) = (timed.at.words(), of.as_str());
        let message = if itself {
            say!("the clock of {owner} starts with itself", "{owner}的时限从自身起算", owner: owner)
        } else {
            say!(
                "the clock of {owner} starts with `{name}`, which comes after it",
                "{owner}的时限从`{name}`起算，而`{name}`排在它之后",
                owner: owner
            )
        };
        let label = Words::fixed("starts too late", "起算过晚");
        let help = Words::fixed(
            "count from a step that lies before it, or leave the step out to count from its predecessor",
            "请从在它之前的环节起算；不写环节则从其前一环节起算",
        );
        let subject = timed.at.subject(name);
        sink.push(Finding::at(&RULE, of.span, message, label).help(help).about(subject));
    }
}
