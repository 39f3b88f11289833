use super::{names_what_is_not, scenarios, subject};
use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::wording::{did_you_mean, folded};
use crate::model::docs::ScenarioDoc;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A scenario names a duty that the set does not have.
    ///
    /// Its rows would be out of list, or its expectation can never come true. The column `duty` may
    /// hold what logs may call a duty: its id, title or a code. Nothing is said of a column where the
    /// scenario expects work outside the list.
    ///
    /// ## 中文
    ///
    /// 情景写了清单集中没有的责任事项。
    ///
    /// 其行会成为清单外工作，或者其预期永远不会成立。`duty`（责任事项）列可以写日志中的各种写法：编号、名称
    /// 或代码。情景预期清单外工作的，不检查该列。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter } }
    /// ---
    /// kind: scenario
    /// id: DV-05
    /// duty: DV-5
    /// #     ^^^^
    /// log: |
    ///   step,at
    ///   ,2026-03-02 09:00
    /// expect: [{ rule: disposal/step-late, duty: DV-50 }]
    /// #                                          ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter } }
    /// ---
    /// kind: scenario
    /// id: DV-05
    /// duty: DV-05
    /// log: |
    ///   duty,at
    ///   Warning letter,2026-03-02 09:00
    /// expect: []
    /// ```
    pub(super) static RULE = "list/scenario-unknown-duty", Error,
        "unknown duty in a scenario", "情景中有未知的责任事项";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if index.duties.is_empty() {
        return;
    }
    for (doc, ready) in scenarios(index) {
        let scenario = &doc.value;
        let expected = scenario.expectations().filter_map(|expect| expect.value.duty.as_ref());
        for name in scenario.duty.iter().chain(expected) {
            if index.duty(name.as_str()).is_none() {
                report(index, scenario, name, sink);
            }
        }
        if names_what_is_not(scenario) {
            continue;
        }
        let (Some(sheet), Some(log)) = (&ready.sheet, &scenario.log) else { continue };
        for row in &sheet.rows {
            let cell = row.cell("duty");
            if !cell.is_empty() && !is_called(index, cell) {
                let span = index.part(log.span, cell);
                report(index, scenario, &Spanned { value: cell.to_owned(), span }, sink);
            }
        }
    }
}

/// Whether logs may call a duty so.
fn is_called(index: &Index<'_>, name: &str) -> bool {
    let name = folded(name);
    index.duties.iter().any(|duty| {
        let titles = duty.doc.title.iter().flat_map(|title| title.en.iter().chain(&title.zh));
        let codes = duty.doc.matches.iter().flat_map(|matches| matches.codes.iter());
        let all = titles.map(String::as_str).chain(codes.map(Spanned::as_str));
        all.chain([duty.id.as_str()]).any(|own| folded(own) == name)
    })
}

fn report(index: &Index<'_>, doc: &ScenarioDoc, name: &Spanned<String>, sink: &mut Sink) {
    let text = name.as_str();
    let message = say!("the set has no duty `{text}`", "清单集没有责任事项`{text}`");
    let near = index.nearest(text, index.duties.iter().map(|duty| duty.id.as_str()));
    let otherwise = Words::fixed("write the id of a duty of the set", "请写清单集内责任事项的编号");
    sink.push(
        Finding::at(&RULE, name.span, message, Words::fixed("no such duty", "没有该事项"))
            .help(did_you_mean(near, otherwise))
            .about(subject(doc, text)),
    );
}
