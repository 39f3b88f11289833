//! The findings that matter most, worst first, by rule.

use std::collections::BTreeMap;

use crate::finding::{Class, Severity};
use crate::report::exceptions;
use crate::report::style::{Ink, Page, number, paint, plain};
use crate::report::view::{View, clause, margin};
use crate::report::wire::{Finding, First, RuleInfo};
use crate::text::Lang;
use crate::text::width::width;
use crate::triage::severities::changed;

/// Rules shown with examples; the others have a line each.
const GROUPS: usize = 6;

/// Findings of one rule.
struct Group<'r> {
    rule: &'r RuleInfo,
    count: u64,
    kept: Vec<&'r Finding>,
}

pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let report = view.report;
    let mut groups: Vec<Group<'_>> = report
        .rules
        .iter()
        .filter(|rule| rule.class == Class::Fault)
        .map(|rule| Group {
            rule,
            count: report.counts.by_rule.lookup(&rule.id).copied().unwrap_or(0),
            kept: report
                .findings
                .iter()
                .filter(|finding| finding.rule == rule.id && !finding.waived)
                .collect(),
        })
        .filter(|group| group.count > 0)
        .collect();
    if groups.is_empty() {
        return;
    }
    groups.sort_by(|a, b| {
        let key = |group: &Group<'_>| (group.rule.severity, std::cmp::Reverse(group.count));
        key(a).cmp(&key(b)).then_with(|| a.rule.id.cmp(&b.rule.id))
    });
    let (groups, rest) = mixed(groups);
    page.heading(view.style.pick("What was found, worst first", "发现的问题（由重到轻）"));
    for group in &groups {
        page.gap();
        let left = group_of(view, group, page);
        if left > 0 {
            let rule = &group.rule.id;
            let count = number(left);
            page.paragraph(
                2,
                &match (view.style.lang, left == group.count) {
                    (Lang::En, false) => format!("{count} more: --show {rule}"),
                    (Lang::En, true) => format!("all of them: --show {rule}"),
                    (Lang::Zh, false) => format!("另有{count}项：--show {rule}"),
                    (Lang::Zh, true) => format!("全部列出：--show {rule}"),
                },
            );
        }
    }
    page.gap();
    others(view, &rest, page);
    page.gap();
    page.paragraph(0, &paint(Ink::Dim, view.style.pick(
        "--show RULE, DUTY, BODY or CASE lists all of one; --format json has everything; `remit explain RULE` says more",
        "--show 规则、责任事项、单位或案件编号：列出其全部问题；--format json：完整结果；remit explain 规则：详细说明",
    )));
}

/// Rules without examples: their names and numbers, by severity.
fn others(view: &View<'_>, rest: &[Group<'_>], page: &mut Page) {
    let columns = Severity::ALL.map(|severity| width(severity.words().get(view.style.lang)));
    let columns = columns.into_iter().max().unwrap_or(7);
    for severity in Severity::ALL {
        let items: Vec<String> = rest
            .iter()
            .filter(|group| group.rule.severity == severity)
            .map(|group| {
                let count = number(group.count);
                let changed = changed(severity, group.rule.default_severity);
                let changed =
                    changed.map(|words| format!(" {}", view.words(&words))).unwrap_or_default();
                match view.style.lang {
                    Lang::En => format!("{} {count}{changed}", plain(&group.rule.id)),
                    Lang::Zh => format!("{} {count}{changed}", view.words(&group.rule.title)),
                }
            })
            .collect();
        if items.is_empty() {
            continue;
        }
        let word = severity.words();
        let word = word.get(view.style.lang);
        let space = " ".repeat(columns + 2 - width(word).min(columns));
        page.items(&format!("{}{space}", paint(severity.into(), word)), &items, " · ");
    }
}

/// The groups that are shown with examples, and the others. Of the errors, each kind of fault has
/// its turn (gaps, disposal, work outside the list, …), so that one kind never hides another.
fn mixed(groups: Vec<Group<'_>>) -> (Vec<Group<'_>>, Vec<Group<'_>>) {
    let mut turns: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    let mut order: Vec<(Severity, usize, usize)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let kind = group.rule.id.split('/').next().unwrap_or_default();
        let turn = turns.entry((group.rule.severity, kind)).or_default();
        order.push((group.rule.severity, *turn, at));
        *turn += 1;
    }
    order.sort_unstable();
    let first: Vec<usize> = order.into_iter().take(GROUPS).map(|(_, _, at)| at).collect();
    let mut shown = Vec::new();
    let mut rest = Vec::new();
    for (at, group) in groups.into_iter().enumerate() {
        if first.contains(&at) { shown.push(group) } else { rest.push(group) }
    }
    (shown, rest)
}

/// `error disposal/step-missing  a required step is missing · 14`
pub(super) fn head(view: &View<'_>, rule: &RuleInfo, count: u64) -> String {
    let word = rule.severity.words();
    let word = word.get(view.style.lang);
    let title = view.words(&rule.title);
    let changed = changed(rule.severity, rule.default_severity);
    let changed = changed.map(|words| format!(" {}", view.words(&words))).unwrap_or_default();
    let count = number(count);
    let id = plain(&rule.id);
    let lead = paint(rule.severity.into(), &format!("{word} {id}"));
    match view.style.lang {
        Lang::En => format!("{lead}{changed}  {} · {count}", paint(Ink::Strong, &title)),
        Lang::Zh => format!("{lead}{changed}  {} · {count}项", paint(Ink::Strong, &title)),
    }
}

/// Shows a few examples of a rule; returns how many findings are not shown.
fn group_of(view: &View<'_>, group: &Group<'_>, page: &mut Page) -> u64 {
    let examples = match group.rule.severity {
        Severity::Error => 2,
        Severity::Warning | Severity::Note => 1,
    };
    page.hanging("", &head(view, group.rule, group.count));
    let shown: Vec<&Finding> = spread(&group.kept, examples);
    let first = shown.first();
    let help = first.and_then(|finding| finding.help.as_ref());
    let help = help.filter(|own| shown.iter().all(|other| other.help.as_ref() == Some(own)));
    // What all examples have in common is said once, after them.
    let clause = first.filter(|own| {
        shown.len() > 1
            && shown.iter().all(|other| (&other.clause, &other.duty) == (&own.clause, &own.duty))
    });
    for finding in &shown {
        one(
            view,
            finding,
            Parts { help: help.is_none(), clause: clause.is_none(), cases: 0 },
            page,
        );
    }
    if let Some(finding) = clause {
        clause_of(view, finding, &lead(view, 2, "list", "依据"), page);
    }
    if let Some(help) = help {
        page.hanging(&lead(view, 2, "help", "建议"), &view.words(help));
    }
    group.count.saturating_sub(shown.len() as u64)
}

/// A few findings that are not all of one duty and body, in their order.
fn spread<'r>(kept: &[&'r Finding], wanted: usize) -> Vec<&'r Finding> {
    let mut chosen: Vec<usize> = Vec::new();
    let mut seen: Vec<(&Option<String>, &Option<String>)> = Vec::new();
    for (at, finding) in kept.iter().enumerate() {
        if chosen.len() < wanted && !seen.contains(&(&finding.duty, &finding.body)) {
            seen.push((&finding.duty, &finding.body));
            chosen.push(at);
        }
    }
    for at in 0..kept.len() {
        if chosen.len() < wanted && !chosen.contains(&at) {
            chosen.push(at);
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().filter_map(|at| kept.get(at).copied()).collect()
}

/// What to say of a finding beside the fact, why and where.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) help: bool,
    pub(super) clause: bool,
    /// How many of its cases are named, when they are several.
    pub(super) cases: usize,
}

/// A word in the margin.
fn lead(view: &View<'_>, indent: usize, en: &str, zh: &str) -> String {
    let columns = width(view.style.pick("where", "位置"));
    format!("{}{}", " ".repeat(indent), margin(view.style.pick(en, zh), columns))
}

/// One finding: the fact, why, where.
pub(super) fn one(view: &View<'_>, finding: &Finding, parts: Parts, page: &mut Page) {
    page.hanging("  · ", &view.words(&finding.message));
    if let Some(why) = &finding.why {
        page.hanging(&lead(view, 4, "why", "理由"), &view.words(why));
    }
    for remark in exceptions::remarks(finding) {
        page.hanging("    ", &view.words(&remark));
    }
    let mut about: Vec<String> = finding.rows.iter().take(4).map(|row| view.row(row)).collect();
    if finding.rows.len() > 4 {
        let more = number(finding.rows.len() as u64 - 4);
        about.push(match view.style.lang {
            Lang::En => format!("{more} more"),
            Lang::Zh => format!("另有{more}行"),
        });
    }
    if let Some(case) = finding.case.as_ref().filter(|_| finding.cases.is_empty()) {
        about.push(format!("{} {}", view.style.pick("case", "案件"), plain(case)));
    }
    about.extend(finding.body.as_deref().filter(|id| !id.is_empty()).map(|id| view.body(id)));
    about.extend(
        finding
            .person
            .as_deref()
            .map(|token| format!("{} {}", view.style.pick("person", "人员"), plain(token))),
    );
    about.extend(finding.target.as_deref().map(plain));
    // A clue says its window where it says why.
    let window = finding.window.as_deref().filter(|_| finding.class == Class::Fault);
    about.extend(window.map(plain));
    if !about.is_empty() {
        page.items(&lead(view, 4, "where", "位置"), &about, " · ");
    }
    cases(view, finding, parts.cases, page);
    if parts.clause {
        clause_of(view, finding, &lead(view, 4, "list", "依据"), page);
    }
    if let (true, Some(help)) = (parts.help, &finding.help) {
        let word = match finding.class {
            Class::Fault => ("help", "建议"),
            Class::Clue | Class::Signal => ("ask", "研判"),
        };
        page.hanging(&lead(view, 4, word.0, word.1), &view.words(help));
    }
}

/// The cases of a finding that is about several.
fn cases(view: &View<'_>, finding: &Finding, shown: usize, page: &mut Page) {
    if finding.cases.is_empty() {
        return;
    }
    let mut items: Vec<String> = finding.cases.iter().take(shown).map(|case| plain(case)).collect();
    if finding.cases.len() > shown {
        let more = number((finding.cases.len() - shown) as u64);
        items.push(match view.style.lang {
            Lang::En => format!("{more} more"),
            Lang::Zh => format!("另有{more}件"),
        });
    }
    page.items(&lead(view, 4, "cases", "案件"), &items, view.style.pick(", ", "、"));
}

/// The duty and the place in the lists.
fn clause_of(view: &View<'_>, finding: &Finding, lead: &str, page: &mut Page) {
    let duty = finding.duty.as_deref().map(|duty| view.duty(duty));
    let place = finding.clause.as_ref().filter(|_| finding.first != First::File).map(clause);
    let items: Vec<String> = duty.into_iter().chain(place).collect();
    if !items.is_empty() {
        page.items(lead, &items, " · ");
    }
}
