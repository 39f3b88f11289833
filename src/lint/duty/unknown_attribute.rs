use std::collections::{HashMap, HashSet};

use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::{did_you_mean, listed};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A frequency asks for an attribute that no target of the kind has.
    ///
    /// Targets are chosen by `where`; one that lacks the attribute is not chosen, so nothing would
    /// be counted. Write the attribute as the roster does.
    ///
    /// ## 中文
    ///
    /// 频次所要求的属性，该类对象都没有。
    ///
    /// `where`按属性挑选对象，没有该属性的不会选中，因此什么也不会计入。请按名册书写属性名称。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     expected:
    ///       every: month
    ///       for_each: target
    ///       of: rental-house
    ///       where: { level: red }
    /// #              ^^^^^
    /// ---
    /// kind: roster
    /// targets:
    ///   rental-house:
    ///     H-0017: { attributes: { grade: green } }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     expected: { every: month, for_each: target, of: rental-house, where: { grade: red } }
    /// ---
    /// kind: roster
    /// targets:
    ///   rental-house:
    ///     H-0017: { attributes: { grade: green } }
    /// ```
    pub(super) static RULE = "list/unknown-attribute", Warning,
        "attribute that no target has", "对象没有的属性";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut attributes: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut seen = HashSet::new();
    let kinds = index.draft.rosters_in_use().flat_map(|roster| roster.value.targets.iter());
    for (kind, targets) in kinds {
        let known = attributes.entry(kind.as_str()).or_default();
        for (name, _) in targets.iter().flat_map(|(_, target)| target.attributes.iter()) {
            if seen.insert((kind.as_str(), name.as_str())) {
                known.push(name.as_str());
            }
        }
    }
    for duty in &index.duties {
        for expected in duty.doc.expected.iter() {
            let kind = expected.of.as_ref().map_or("", |of| of.as_str());
            let Some(known) = attributes.get(kind) else {
                continue;
            };
            for (name, _) in
                expected.filter.iter().filter(|(name, _)| !known.contains(&name.as_str()))
            {
                let text = &name.value;
                let message = say!(
                    "no target of kind `{kind}` has the attribute `{text}`",
                    "`{kind}`类对象都没有属性`{text}`"
                );
                let has = listed(known.iter().copied());
                let otherwise = if known.is_empty() {
                    Words::fixed(
                        "add it to the targets in the roster",
                        "请在名册中为对象补上该属性",
                    )
                } else {
                    say!("they have {has}", "它们的属性有：{has}", has: has)
                };
                let near = index.nearest(text, known.iter().copied());
                let label = Words::fixed("chooses no target", "选不中任何对象");
                sink.push(
                    Finding::at(&RULE, name.span, message, label)
                        .help(did_you_mean(near, otherwise))
                        .about(At::duty(*duty).subject(text)),
                );
            }
        }
    }
}
