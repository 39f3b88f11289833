use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::{did_you_mean, listed};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A frequency counts targets of a kind that the roster doesn't have.
    ///
    /// It would count nothing: every target of that kind could be left out, and no gap would show.
    /// Write the kind as it stands in the roster, or add the targets there.
    ///
    /// ## 中文
    ///
    /// 频次所计的对象种类，名册中没有。
    ///
    /// 这样什么也不会计入：该类对象全部遗漏，也显示不出缺口。请按名册书写种类，或在名册中补上对象。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     expected: { every: month, for_each: target, of: rental-houses }
    /// #                                                   ^^^^^^^^^^^^^
    /// ---
    /// kind: roster
    /// targets:
    ///   rental-house:
    /// # ------------
    ///     H-0017: { attributes: { grade: red } }
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
    ///     H-0017: { attributes: { grade: red } }
    /// ```
    pub(super) static RULE = "list/unknown-target-kind", Error,
        "unknown kind of target", "未知的对象种类";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if !index.has_set && !index.has_roster {
        return;
    }
    let kinds: Vec<_> = index
        .draft
        .rosters_in_use()
        .flat_map(|roster| roster.value.targets.iter().map(|(kind, _)| kind))
        .collect();
    for duty in &index.duties {
        for of in duty.doc.expected.iter().filter_map(|expected| expected.of.as_ref()) {
            if kinds.iter().any(|kind| kind.value == of.value) {
                continue;
            }
            let name = &of.value;
            let message = say!("there are no targets of kind `{name}`", "没有`{name}`类对象");
            let near = index.nearest(name, kinds.iter().map(|kind| kind.as_str()));
            let known = listed(kinds.iter().map(|kind| kind.as_str()));
            let otherwise = if kinds.is_empty() {
                say!(
                    "add them to a roster, under `targets: {{ {name}: … }}`",
                    "请在名册的`targets: {{ {name}: … }}`下补上"
                )
            } else {
                say!("the roster has {known}", "名册中有：{known}", known: known)
            };
            let label = Words::fixed("counts nothing", "什么也计不到");
            let mut finding = Finding::at(&RULE, of.span, message, label)
                .help(did_you_mean(near, otherwise))
                .about(At::duty(*duty).subject(name));
            if let Some(kind) = near.and_then(|near| kinds.iter().find(|kind| kind.value == near)) {
                finding =
                    finding.also_at(kind.span, Words::fixed("the nearest name", "最接近的名称"));
            }
            sink.push(finding);
        }
    }
}
