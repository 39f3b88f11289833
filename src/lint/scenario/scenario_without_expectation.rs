use super::{named, subject};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A scenario, or a variant, does not say what must be found in it.
    ///
    /// Without `expect` nothing is expected, which is right for a case without any fault, but must be
    /// said: `expect: []`. A variant always says it itself, because its changes are there to make a
    /// difference.
    ///
    /// ## 中文
    ///
    /// 情景或变体没有写明应查出什么。
    ///
    /// 不写`expect`即预期没有问题。无过错的案件确应如此，但请写明：`expect: []`。变体作了改动，
    /// 其结果须自行写明。
    ///
    /// ```yaml fail
    /// kind: scenario
    /// id: DV-05
    /// #   ^^^^^
    /// log: |
    ///   step,at
    ///   deliver,2026-03-02 09:00
    /// variants:
    ///   late:
    /// # ^^^^
    ///     set: { deliver: { at: 2026-03-09 10:00 } }
    /// ```
    ///
    /// ```yaml pass
    /// kind: scenario
    /// id: DV-05
    /// log: |
    ///   step,at
    ///   deliver,2026-03-02 09:00
    /// expect: []
    /// variants:
    ///   late:
    ///     set: { deliver: { at: 2026-03-09 10:00 } }
    ///     expect: [{ rule: disposal/step-late }]
    /// ```
    pub(super) static RULE = "list/scenario-without-expectation", Warning,
        "scenario without an expectation", "情景没有预期";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.scenarios {
        let scenario = &doc.value;
        let mut report = |what: Words, place: Span, detail: &str| {
            let message = say!(
                "{what} does not say what must be found",
                "{what}没有写明应查出什么",
                what: what
            );
            let label = Words::fixed("without `expect`", "没有`expect`");
            let help = Words::fixed(
                "add `expect`; `expect: []` says that nothing must be found",
                "请补上`expect`；`expect: []`表示不应查出任何问题",
            );
            let found = Finding::at(&RULE, place, message, label).help(help);
            sink.push(found.about(subject(scenario, detail)));
        };
        if scenario.expect.is_none() && scenario.verdicts.is_empty() {
            let place = scenario.id.as_ref().map_or(doc.place, |id| id.span);
            report(named(scenario), place, "expect");
        }
        for (name, variant) in scenario.variants.iter() {
            if variant.expect.is_none() && variant.verdicts.is_empty() {
                let text = name.as_str();
                report(say!("variant `{text}`", "变体`{text}`"), name.span, text);
            }
        }
    }
}
