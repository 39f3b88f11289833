use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::Limit;
use crate::model::docs::{MeasureDoc, MeasureKind};
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A measure lacks what it is made of.
    ///
    /// `interval` needs `from` and `of`, the steps between which time is measured, and a
    /// `percentile` from 1 to 100; `ratio` needs `count` and `per`, the steps that are counted;
    /// `repeated` needs `by`, what both cases have in common, and `within`, how soon. `accepted` needs a
    /// hand-over: `of` is a step with `to` and `accepted`, or the standard has one. Without it the
    /// measure is left out of every report or has nothing to show.
    ///
    /// ## 中文
    ///
    /// 指标缺少构成要素。
    ///
    /// `interval`（用时）需要`from`和`of`，即起止环节，`percentile`应为 1 至 100；`ratio`（比值）需要`count`和`per`，即所统计的环节；
    /// `repeated`（重复率）需要`by`（共同点）和`within`（多久之内）。`accepted`（接收率）需要移送：`of`应为带有`to`和`accepted`的
    /// 环节，或标准中有这样的环节。缺少这些，报告不会列出该指标，或列出也没有内容。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达 }
    /// evaluation:
    ///   - { measure: interval, of: deliver, target: 24h }
    /// #              ^^^^^^^^
    ///   - { measure: interval, from: draft, of: deliver, percentile: 0 }
    /// #                                                              ^
    ///   - { measure: ratio, count: deliver, target: 30% }
    /// #              ^^^^^
    ///   - { measure: repeated, by: target, within: prompt, target: 10% }
    /// #                                            ^^^^^^
    ///   - { measure: accepted, of: deliver, target: 95% }
    /// #                            ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达, to: JC, accepted: { step: sign } }
    ///   sign: { title: 签收 }
    /// evaluation:
    ///   - { measure: interval, from: draft, of: deliver, percentile: 90, target: 24h }
    ///   - { measure: ratio, count: deliver, per: draft, target: 30% }
    ///   - { measure: repeated, by: target, within: 30d, target: 10%, at_most: true }
    ///   - { measure: accepted, of: deliver, target: 95% }
    /// ```
    pub(super) static RULE = "list/incomplete-measure", Error,
        "incomplete measure", "指标不完整";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        let handed_over = |name: Option<&str>| {
            standard.steps.iter().any(|(id, step)| {
                name.is_none_or(|name| name == id.as_str())
                    && step.to.is_some()
                    && step.accepted.is_some()
            })
        };
        for doc in standard.evaluation.iter() {
            let Some(kind) = &doc.measure else { continue };
            let mut missing: Vec<(Span, &str)> =
                absent(doc, kind.value).into_iter().map(|key| (kind.span, key)).collect();
            if kind.value == MeasureKind::Interval {
                let wrong = doc.percentile.as_ref().filter(|p| !(1..=100).contains(&p.value));
                missing.extend(wrong.map(|p| (p.span, "percentile")));
            }
            if kind.value == MeasureKind::Repeated {
                let wrong = doc.within.as_ref().filter(|limit| limit.value == Limit::Prompt);
                missing.extend(wrong.map(|limit| (limit.span, "within")));
            }
            if kind.value == MeasureKind::Accepted {
                let name = doc.of.as_ref().map(Spanned::as_str);
                // A step of another standard, or one that doesn't exist, is another rule's matter.
                let own =
                    name.is_none_or(|n| standard.steps.iter().any(|(id, _)| id.as_str() == n));
                if own && !handed_over(name) {
                    let place = doc.of.as_ref().map_or(kind.span, |of| of.span);
                    missing.push((place, "accepted"));
                }
            }
            for (place, key) in missing {
                let owner = at.words();
                let message = match key {
                    "accepted" => say!(
                        "a measure of {owner} asks for acceptance where nothing is handed over",
                        "{owner}的指标衡量接收率，而该处没有移送",
                        owner: owner
                    ),
                    _ => say!(
                        "a measure of {owner} has no `{key}` that it can be made of",
                        "{owner}的指标没有可用的`{key}`",
                        owner: owner
                    ),
                };
                let label = say!("without a usable `{key}`", "没有可用的`{key}`");
                let subject = at.subject(&format!("{:?} {key}", kind.value));
                let help = help(kind.value);
                sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
            }
        }
    }
}

/// Keys that a kind of measure needs and that are not there.
fn absent(doc: &MeasureDoc, kind: MeasureKind) -> Vec<&'static str> {
    let needed = match kind {
        MeasureKind::Interval => vec![("from", doc.from.is_some()), ("of", doc.of.is_some())],
        MeasureKind::Ratio => vec![("count", doc.count.is_some()), ("per", doc.per.is_some())],
        MeasureKind::Repeated => vec![("by", doc.by.is_some()), ("within", doc.within.is_some())],
        _ => Vec::new(),
    };
    needed.into_iter().filter(|(_, there)| !there).map(|(key, _)| key).collect()
}

fn help(kind: MeasureKind) -> Words {
    match kind {
        MeasureKind::Interval => Words::fixed(
            "write `{ measure: interval, from: STEP, of: STEP, percentile: 90, target: 24h }`",
            "请写`{ measure: interval, from: 环节, of: 环节, percentile: 90, target: 24h }`",
        ),
        MeasureKind::Ratio => Words::fixed(
            "write `{ measure: ratio, count: DUTY.step, per: DUTY.step, target: 30% }`",
            "请写`{ measure: ratio, count: 责任事项.环节, per: 责任事项.环节, target: 30% }`",
        ),
        MeasureKind::Repeated => Words::fixed(
            "write `{ measure: repeated, by: target, within: 30d, target: 10%, at_most: true }`",
            "请写`{ measure: repeated, by: target, within: 30d, target: 10%, at_most: true }`",
        ),
        _ => Words::fixed(
            "name a step with `to` and `accepted`, or measure `done`",
            "请写带有`to`和`accepted`的环节，或改为`done`",
        ),
    }
}
