use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A step is forbidden and at the same time required, allowed or given a deadline.
    ///
    /// A step that must not be done can't be done in time, at least twice, or optionally. One of the
    /// two is wrong. A step that is forbidden in some cases only has a condition (`when`).
    ///
    /// ## 中文
    ///
    /// 环节既被禁止，又被要求、允许或规定了时限。
    ///
    /// 不得做的环节，谈不上按时做、至少做两次或可做可不做，两者必有一误。只在某些情形下禁止的，请写明条件
    /// （`when`）。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-04
    /// steps:
    ///   mediate: { title: 调解, forbidden: true, within: 3d }
    /// #                                                ^^
    ///   agree: { title: 签协议, forbidden: true, at_least: 2 }
    /// #                                                 ^
    ///   archive: { title: 归档, forbidden: true, optional: true }
    /// # ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-04
    /// steps:
    ///   mediate: { title: 调解, forbidden: true, when: { repeated: true } }
    ///   decide: { title: 决定, within: 3d }
    /// ```
    pub(super) static RULE = "list/forbidden-and-required", Error,
        "forbidden and required at once", "既禁止又要求";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for step in index.steps.iter().filter(|step| step.doc.forbidden) {
        let at_least = step.doc.at_least.as_ref().filter(|number| number.value > 0);
        for (key, place) in [
            ("within", step.doc.within.as_ref().map(|within| within.span)),
            ("at_least", at_least.map(|number| number.span)),
            ("optional", step.doc.optional.then_some(step.id.span)),
            ("ends", step.doc.ends.then_some(step.id.span)),
        ] {
            let Some(place) = place else { continue };
            let owner = step.at().words();
            let message = say!(
                "{owner} is forbidden and has `{key}`",
                "{owner}已被禁止，却又写了`{key}`",
                owner: owner
            );
            let label = Words::fixed("of a forbidden step", "属禁止环节");
            let help = say!(
                "take `{key}` out, or `forbidden`; if it is forbidden in some cases only, split it by `when`",
                "请去掉`{key}`或`forbidden`；只在某些情形下禁止的，请用`when`分开写"
            );
            let subject = step.at().subject(key);
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}
