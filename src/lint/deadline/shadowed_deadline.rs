use std::collections::HashMap;

use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::index::Timed;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A form of a deadline never applies, because an earlier one always does.
    ///
    /// Of several limits with one clock the first that is in force on the day, and whose condition
    /// holds, counts. A limit without period and condition leaves nothing for those after it. Put
    /// the special cases first, or give each its `from` and `until`.
    ///
    /// ## 中文
    ///
    /// 时限的某个写法永远不会适用，因为前面的写法总是适用。
    ///
    /// 同一起算点有几个时限的，以当日有效且条件成立的第一个为准。没有施行期也没有条件的时限，会使后面的都落空。
    /// 请把特殊情形写在前面，或分别写明`from`（起）和`until`（止）。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   decide:
    ///     title: 决定
    ///     within:
    ///       - { limit: 30d }
    /// #                ---
    ///       - { limit: 60d, when: { complex: true } }
    /// #                ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   file: { title: 立案 }
    ///   decide:
    ///     title: 决定
    ///     after: file
    ///     within:
    ///       - { limit: 60d, when: { complex: true } }
    ///       - { limit: 30d }
    ///   close:
    ///     title: 结案
    ///     within:
    ///       - { limit: 30d, until: 2025-12-31 }
    ///       - { limit: 60d, from: 2026-01-01 }
    ///       - { limit: 90d, of: file }
    /// ```
    pub(super) static RULE = "list/shadowed-deadline", Warning,
        "deadline that never applies", "永远不适用的时限";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut earlier: HashMap<(Span, Option<usize>), Vec<&Timed<'_>>> = HashMap::new();
    for timed in &index.timings {
        let named = timed.timing.of.as_ref();
        let clock = named.and_then(|of| index.step(of.as_str(), timed.at.duty_id()));
        if named.is_some() && clock.is_none() {
            continue;
        }
        let group = earlier.entry((timed.value, clock)).or_default();
        if let Some(first) = group.iter().find(|first| covers(first, timed)) {
            let owner = timed.at.words();
            let (limit, other) = (timed.timing.limit.value, first.timing.limit.value);
            let message = say!(
                "`{limit}` for {owner} never applies, because `{other}` always does",
                "{owner}的`{limit}`永远不会适用，因为`{other}`总是适用",
                owner: owner
            );
            let help = Words::fixed(
                "put the special case first, or give each its `from` and `until`",
                "请把特殊情形写在前面，或分别写明`from`和`until`",
            );
            let label = Words::fixed("never applies", "永远不适用");
            sink.push(
                Finding::at(&RULE, timed.timing.limit.span, message, label)
                    .also_at(first.timing.limit.span, Words::fixed("always applies", "总是适用"))
                    .help(help)
                    .about(timed.at.subject(&limit.to_string())),
            );
        }
        group.push(timed);
    }
}

/// Whether a form applies on every day on which another does, whatever the case.
fn covers(first: &Timed<'_>, other: &Timed<'_>) -> bool {
    let (first, other) = (&first.timing, &other.timing);
    let begins = first.from.is_none_or(|from| other.from.is_some_and(|other| from <= other));
    let ends = first.until.is_none_or(|until| other.until.is_some_and(|other| until >= other));
    first.when.is_none() && begins && ends
}
