use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::sense;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Steps wait for each other in a circle.
    ///
    /// Each of them comes after another one of them, so none can be the first, and whatever is done
    /// is out of order. Take one `after` out. Steps whose conditions never hold together may wait
    /// for each other.
    ///
    /// ## 中文
    ///
    /// 环节相互等待，形成循环。
    ///
    /// 每个环节都排在其中另一个之后，谁也无法先做，怎么做都算次序颠倒。请去掉其中一处`after`。条件不会同时成立
    /// 的环节可以互为先后。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作, after: archive }
    /// #                            ^^^^^^^
    ///   deliver: { title: 送达, after: draft }
    /// #                              -----
    ///   archive: { title: 归档, after: deliver }
    /// #                              -------
    ///   report: { title: 报告, after: archive }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达, after: draft }
    ///   read: { title: 宣读, after: sign, when: { present: true } }
    ///   sign: { title: 签收, after: read, when: { present: false } }
    ///   archive: { title: 归档, after_any: [deliver, archive] }
    /// ```
    pub(super) static RULE = fatal "list/circular-order", Error,
        "steps that wait for each other", "环节循环等待";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for circle in index.order.circles() {
        let whens = circle.iter().filter_map(|(step, _)| index.order.when.get(*step)?.as_ref());
        if sense::clash(whens, index).is_none()
            && let Some(finding) = circle_found(index, &circle)
        {
            sink.push(finding);
        }
    }
}

fn circle_found(index: &Index<'_>, circle: &[(usize, Span)]) -> Option<Finding> {
    let first = index.steps.get(circle.first()?.0)?;
    let name = |number: usize| {
        let step = index.steps.get(number);
        step.map_or_else(String::new, |step| {
            if step.duty == first.duty {
                step.id.value.clone()
            } else {
                format!("{}.{}", step.duty, step.id.value)
            }
        })
    };
    let mut path: Vec<String> =
        circle.iter().map(|(step, _)| format!("`{}`", name(*step))).collect();
    path.extend(path.first().cloned());
    let (en, zh) = (path.join(" after "), path.join(" ← "));
    let duty = first.duty;
    let message = if circle.len() == 1 {
        let own = name(circle.first()?.0);
        say!("step `{own}` of `{duty}` waits for itself", "`{duty}`的环节`{own}`等待自身")
    } else {
        say!("steps of `{duty}` wait for each other: {en}", "`{duty}`的环节循环等待：{zh}")
    };
    let waits = |at: usize| {
        let next = circle.get((at + 1) % circle.len()).map_or(0, |(step, _)| *step);
        let (step, next) = (name(circle.get(at).map_or(0, |(step, _)| *step)), name(next));
        say!("`{step}` waits for `{next}`", "`{step}`等待`{next}`")
    };
    let help = Words::fixed(
        "take one of these out, so that one step can be the first",
        "请去掉其中一处，让某个环节能够先做",
    );
    let mut finding = Finding::at(&RULE, circle.first()?.1, message, waits(0))
        .help(help)
        .about(first.at().subject(&en));
    for (at, (_, place)) in circle.iter().enumerate().skip(1) {
        finding = finding.also_at(*place, waits(at));
    }
    Some(finding)
}
