use std::collections::HashSet;

use super::{names_what_is_not, scenarios, subject};
use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::names::nearest_step;
use crate::lint::wording::{did_you_mean, folded};
use crate::model::docs::ScenarioDoc;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A scenario names a step that no standard of the set has.
    ///
    /// The row would count as no step, or the expectation can never come true. In the column `step`
    /// write the step's id, title or an alias, or `DUTY.step`; in `expect` the id, or that of a
    /// relation. Nothing is said of a column where the scenario expects steps that are none.
    ///
    /// ## 中文
    ///
    /// 情景写了清单集各标准中都没有的环节。
    ///
    /// 该行不会算作任何环节，或者预期永远不会成立。`step`（环节）列请写环节的编号、名称或别名，或写成
    /// `责任事项.环节`；`expect`中写环节或关系的编号。情景预期标准外环节的，不检查该列。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: { zh: 送达, en: Deliver } }
    /// ---
    /// kind: scenario
    /// id: DV-05
    /// duty: DV-05
    /// log: |
    ///   step,at
    ///   delivr,2026-03-02 09:00
    /// # ^^^^^^
    /// expect: [{ rule: disposal/step-late, step: delivered }]
    /// #                                          ^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: { zh: 送达, en: Deliver } }
    /// ---
    /// kind: scenario
    /// id: DV-05
    /// duty: DV-05
    /// log: |
    ///   step,at
    ///   送达,2026-03-02 09:00
    ///   DV-05.deliver,2026-03-02 09:00
    /// expect: [{ rule: disposal/step-late, step: deliver }]
    /// ```
    pub(super) static RULE = "list/scenario-unknown-step", Error,
        "unknown step in a scenario", "情景中有未知的环节";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if index.steps.is_empty() || index.draft.scenarios.is_empty() {
        return;
    }
    let mut called: HashSet<String> = HashSet::new();
    for step in &index.steps {
        let titles = step.doc.title.iter().flat_map(|title| title.en.iter().chain(&title.zh));
        let aliases = step.doc.aliases.iter().map(Spanned::as_str);
        let names = titles.map(String::as_str).chain(aliases).chain([step.id.as_str()]);
        called.extend(names.map(folded));
    }
    for (doc, ready) in scenarios(index) {
        let scenario = &doc.value;
        let duty = scenario.duty.as_ref().map_or("", |duty| duty.as_str());
        let expected = scenario.expectations().map(|expect| &expect.value);
        for (name, own) in expected.filter_map(|e| Some((e.step.as_ref()?, e.duty.as_ref()))) {
            let own = own.map_or(duty, |own| own.as_str());
            let known = index.steps.iter().any(|step| step.id.value == name.value)
                || is_relation(index, name.as_str());
            if !known {
                report(index, scenario, name, own, sink);
            }
        }
        if names_what_is_not(scenario) {
            continue;
        }
        let (Some(sheet), Some(log)) = (&ready.sheet, &scenario.log) else { continue };
        for row in &sheet.rows {
            let cell = row.cell("step");
            let own = Some(row.cell("duty")).filter(|own| !own.is_empty()).unwrap_or(duty);
            let known = cell.is_empty()
                || called.contains(&folded(cell))
                || index.step(cell, own).is_some();
            if !known {
                let span = index.part(log.span, cell);
                report(index, scenario, &Spanned { value: cell.to_owned(), span }, own, sink);
            }
        }
    }
}

/// Whether a standard has something else of a name that findings are about.
fn is_relation(index: &Index<'_>, name: &str) -> bool {
    index.draft.standards.iter().map(|doc| &doc.value).any(|standard| {
        standard.rules.lookup(name).is_some() || standard.groups.lookup(name).is_some()
    })
}

fn report(
    index: &Index<'_>,
    doc: &ScenarioDoc,
    name: &Spanned<String>,
    duty: &str,
    sink: &mut Sink,
) {
    let text = name.as_str();
    let message =
        say!("no standard of the set has a step `{text}`", "清单集各标准均无环节`{text}`");
    let near = nearest_step(index, text, duty);
    let otherwise = Words::fixed(
        "write the id of a step, or `DUTY.step`",
        "请写环节编号，或写成`责任事项.环节`",
    );
    sink.push(
        Finding::at(&RULE, name.span, message, Words::fixed("no such step", "没有该环节"))
            .help(did_you_mean(near.as_deref(), otherwise))
            .about(subject(doc, text)),
    );
}
