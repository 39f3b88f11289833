use crate::finding::{Finding, Fix, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::docs::{MeasureDoc, MeasureKind};
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A measure has a key that means nothing for its kind.
    ///
    /// `from` and `percentile` belong to `interval`, `count` and `per` to `ratio`, `by` and `within`
    /// to `repeated`; `ratio` and `covered` name no `of`. A key in the wrong place changes nothing,
    /// and whoever wrote it believes that it does.
    ///
    /// ## 中文
    ///
    /// 指标中有对其类型没有意义的内容。
    ///
    /// `from`和`percentile`属于`interval`（用时），`count`和`per`属于`ratio`（比值），`by`和`within`属于`repeated`（重复率）；`ratio`和
    /// `covered`不写`of`。写错地方的内容不起任何作用，而书写者却以为有用。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达 }
    /// evaluation:
    ///   - { measure: on-time, of: deliver, from: draft, target: 95% }
    /// #                                          ^^^^^
    ///   - { measure: ratio, of: deliver, count: deliver, per: draft, target: 30% }
    /// #                         ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达 }
    /// evaluation:
    ///   - { measure: on-time, of: deliver, target: 95% }
    ///   - { measure: ratio, count: deliver, per: draft, target: 30% }
    /// ```
    pub(super) static RULE = "list/idle-measure-key", Warning,
        "key that a measure does not use", "指标不使用的内容";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for doc in standard.evaluation.iter() {
            let Some(kind) = &doc.measure else { continue };
            for (key, place) in idle(doc, kind.value) {
                let owner = at.words();
                let message = say!(
                    "`{key}` means nothing for this measure of {owner}",
                    "`{key}`对{owner}的这项指标没有意义",
                    owner: owner
                );
                let label = Words::fixed("has no effect", "不起作用");
                let help = say!(
                    "take `{key}` out, or choose the `measure` that uses it",
                    "请删去`{key}`，或改用需要它的`measure`"
                );
                let subject = at.subject(&format!("{:?} {key}", kind.value));
                let found = Finding::at(&RULE, place, message, label).help(help).about(subject);
                sink.push(found.fix(Fix::Remove(place)));
            }
        }
    }
}

/// Keys that are there and mean nothing, with their places.
fn idle(doc: &MeasureDoc, kind: MeasureKind) -> Vec<(&'static str, Span)> {
    use MeasureKind::{Covered, Interval, Ratio, Repeated};
    let text = |own: &Option<crate::doc::Spanned<String>>| own.as_ref().map(|name| name.span);
    let keys = [
        ("of", text(&doc.of), !matches!(kind, Ratio | Covered)),
        ("from", text(&doc.from), kind == Interval),
        ("percentile", doc.percentile.as_ref().map(|p| p.span), kind == Interval),
        ("count", text(&doc.count), kind == Ratio),
        ("per", text(&doc.per), kind == Ratio),
        ("by", text(&doc.by), kind == Repeated),
        ("within", doc.within.as_ref().map(|limit| limit.span), kind == Repeated),
    ];
    let idle = keys.into_iter().filter(|(.., used)| !used);
    idle.filter_map(|(key, place, _)| Some((key, place?))).collect()
}
