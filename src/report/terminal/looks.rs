//! Clues and signals: what asks a human to look, apart from the faults.

use std::collections::BTreeMap;

use super::findings::{Parts, head, one};
use crate::finding::Class;
use crate::report::style::{Page, number};
use crate::report::view::View;
use crate::report::wire::Finding;
use crate::text::Lang;

/// Clues or signals shown of each rule.
const SHOWN: usize = 3;
/// Cases named for each.
const CASES: usize = 12;

pub(super) fn render(view: &View<'_>, page: &mut Page) {
    section(
        view,
        Class::Clue,
        (
            "Clues: cases that belong together, and what to ask about them",
            "类案线索：彼此相关的案件，以及应研判的问题",
        ),
        page,
    );
    section(
        view,
        Class::Signal,
        (
            "Signals: a signal asks somebody to look; it is no fault",
            "异常信号：信号仅提请人工核查，不代表有问题",
        ),
        page,
    );
}

fn section(view: &View<'_>, class: Class, heading: (&str, &str), page: &mut Page) {
    let report = view.report;
    let counted = |id: &str| report.counts.by_rule.lookup(id).is_some_and(|count| *count > 0);
    let rules = report.rules.iter().filter(|rule| rule.class == class && counted(&rule.id));
    let rules: Vec<_> = rules.collect();
    if rules.is_empty() {
        return;
    }
    page.heading(view.style.pick(heading.0, heading.1));
    for rule in rules {
        let count = report.counts.by_rule.lookup(&rule.id).copied().unwrap_or(0);
        page.gap();
        page.hanging("", &head(view, rule, count));
        let own: Vec<&Finding> =
            report.findings.iter().filter(|own| own.rule == rule.id && !own.waived).collect();
        let shown = of_each_source(&own, SHOWN);
        for finding in &shown {
            one(view, finding, Parts { help: true, clause: true, cases: CASES }, page);
        }
        let left = count.saturating_sub(shown.len() as u64);
        if left > 0 {
            let (left, id) = (number(left), &rule.id);
            page.paragraph(
                2,
                &match view.style.lang {
                    Lang::En => format!("{left} more: --show {id}"),
                    Lang::Zh => format!("另有{left}项：--show {id}"),
                },
            );
        }
    }
}

/// A few findings, of each model or signal one before any has a second.
fn of_each_source<'r>(own: &[&'r Finding], wanted: usize) -> Vec<&'r Finding> {
    let mut times: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (at, finding) in own.iter().enumerate() {
        let turn = times.entry(finding.source.as_deref()).or_default();
        order.push((*turn, at));
        *turn += 1;
    }
    order.sort_unstable();
    let mut chosen: Vec<usize> = order.into_iter().take(wanted).map(|(_, at)| at).collect();
    chosen.sort_unstable();
    chosen.into_iter().filter_map(|at| own.get(at).copied()).collect()
}
