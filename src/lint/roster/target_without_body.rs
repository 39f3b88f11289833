use std::collections::HashSet;

use crate::doc::Spanned;
use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// Targets that have to be covered are assigned to no body.
    ///
    /// A frequency counts them, and where one is left out, nobody answers for it. Name the body of
    /// each target. Targets of a kind that no frequency counts need none.
    ///
    /// ## 中文
    ///
    /// 应覆盖的对象没有分配给任何单位。
    ///
    /// 频次要计入这些对象，遗漏了却没有人负责。请给每个对象写明单位。没有频次计入的对象不作要求。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     expected: { every: month, for_each: target, of: rental-house }
    /// ---
    /// kind: roster
    /// targets:
    ///   rental-house:
    ///     H-0017: { body: north }
    ///     H-0018: { attributes: { grade: red } }
    /// #   ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     expected: { every: month, for_each: target, of: rental-house }
    /// ---
    /// kind: roster
    /// targets:
    ///   rental-house:
    ///     H-0017: { body: north }
    ///   camera:
    ///     C-1: { attributes: { side: east } }
    /// ```
    pub(super) static RULE = "list/target-without-body", Warning,
        "target without a body", "对象没有单位";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let expected = index.duties.iter().flat_map(|duty| duty.doc.expected.iter());
    let counted: HashSet<&str> =
        expected.filter_map(|expected| expected.of.as_ref()).map(Spanned::as_str).collect();
    let kinds = index.draft.rosters_in_use().flat_map(|roster| roster.value.targets.iter());
    for (kind, targets) in kinds.filter(|(kind, _)| counted.contains(kind.as_str())) {
        let mut alone = targets.iter().filter(|(_, target)| target.body.is_none());
        let Some((first, _)) = alone.next() else {
            continue;
        };
        let (kind, id) = (&kind.value, &first.value);
        // One finding for all of them: a roster may have thousands.
        let message = match alone.count() {
            0 => say!("target `{id}` of kind `{kind}` has no body", "`{kind}`类对象`{id}`没有单位"),
            more => say!(
                "target `{id}` and {more} more of kind `{kind}` have no body",
                "`{kind}`类对象`{id}`等另{more}个没有单位"
            ),
        };
        let label = Words::fixed("nobody answers for it", "无人负责");
        let help = Words::fixed(
            "add the body that answers for it as `body`",
            "请在`body`中写明负责的单位",
        );
        let subject = Subject { detail: Some(kind.clone()), ..Subject::default() };
        sink.push(Finding::at(&RULE, first.span, message, label).help(help).about(subject));
    }
}
