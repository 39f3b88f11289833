//! What `remit test` tells at a terminal: a line when all is well, and what differs when it is not.

use super::style::{Ink, Page, Style, number, paint, plain};
use super::wire::{
    Clause, Coverage, Failure, Fault, Finding, Mutation, TestCounts, TestReport, TestedSet,
};
use crate::audit::outcome::shown_percent;
use crate::text::Lang;
use crate::text::lang::s;
use crate::trial::Part;

/// The whole report, or its last line alone.
pub fn render(report: &TestReport, quiet: bool, style: Style) -> String {
    let mut page = Page::new(style);
    if report.sets.is_empty() {
        page.paragraph(
            0,
            style.pick("no scenarios here: nothing to test", "此处没有情景，无可测试"),
        );
        return page.finish();
    }
    for set in report.sets.iter().filter(|_| !quiet) {
        for failure in &set.failures {
            told(failure, &mut page);
        }
    }
    for set in report.sets.iter().filter(|_| !quiet) {
        if let Some(coverage) = set.coverage.as_ref().filter(|own| !own.never.is_empty()) {
            never(set, coverage, &mut page);
        }
        if let Some(mutation) = set.mutation.as_ref().filter(|own| !own.unnoticed.is_empty()) {
            unnoticed(set, mutation, &mut page);
        }
    }
    page.gap();
    for set in report.sets.iter().filter(|_| !quiet && report.sets.len() > 1) {
        total(Some(set), set.counts, &mut page);
    }
    total(report.sets.first().filter(|_| report.sets.len() == 1), report.counts, &mut page);
    for set in &report.sets {
        if let Some(coverage) = &set.coverage {
            let name = (report.sets.len() > 1).then(|| plain(&set.path));
            covered(name.as_deref(), coverage, &mut page);
        }
        if let Some(mutation) = &set.mutation {
            let name = (report.sets.len() > 1).then(|| plain(&set.path));
            proved(name.as_deref(), mutation, &mut page);
        }
    }
    page.finish()
}

/// What no scenario exercises, each at its place.
fn never(set: &TestedSet, coverage: &Coverage, page: &mut Page) {
    let style = page.style;
    let path = plain(&set.path);
    page.heading(&match style.lang {
        Lang::En => format!("Never exercised by a scenario of {path}"),
        Lang::Zh => format!("{path}中没有情景涉及的内容"),
    });
    for own in &coverage.never {
        let place = own.place.as_ref().map(|place| format!(" [{}]", shown(place)));
        let place = paint(Ink::Dim, &place.unwrap_or_default());
        page.hanging("  ", &format!("{}{place}", plain(own.what.get(style.lang))));
    }
}

/// Rules without which every scenario still passes, each at its place.
fn unnoticed(set: &TestedSet, mutation: &Mutation, page: &mut Page) {
    let style = page.style;
    let path = plain(&set.path);
    page.heading(&match style.lang {
        Lang::En => format!("Taken away, and no scenario of {path} notices"),
        Lang::Zh => format!("去掉后{path}的情景全都照样通过的规则"),
    });
    for own in &mutation.unnoticed {
        let place = own.place.as_ref().map(|place| format!(" [{}]", shown(place)));
        let place = paint(Ink::Dim, &place.unwrap_or_default());
        page.hanging("  ", &format!("{}{place}", plain(own.what.get(style.lang))));
    }
}

/// `proved 1,204 of 1,289 rules`
fn proved(name: Option<&str>, mutation: &Mutation, page: &mut Page) {
    let style = page.style;
    let left = mutation.unnoticed.len() as u64;
    let (tried, proved) = (number(mutation.tried), number(mutation.tried.saturating_sub(left)));
    let ink = if left == 0 { Ink::Good } else { Ink::Warning };
    let mark = paint(ink, style.pick("proved", "已证明"));
    let name = name.map(|name| format!(" {name}")).unwrap_or_default();
    page.paragraph(
        0,
        &match style.lang {
            Lang::En => format!("{mark} {proved} of {tried} rule{}{name}", s(mutation.tried)),
            Lang::Zh => format!("{mark} {tried}条规则中的{proved}条{name}"),
        },
    );
}

/// `coverage 93.4% (1,204/1,289)`, then each part.
fn covered(name: Option<&str>, coverage: &Coverage, page: &mut Page) {
    let style = page.style;
    let (mut seen, mut of) = (0, 0);
    let mut parts = Vec::new();
    for (part, (_, tally)) in Part::ALL.into_iter().zip(coverage.parts.iter()) {
        seen += tally.seen;
        of += tally.of;
        let word = part.words();
        let (own, all) = (number(tally.seen), number(tally.of));
        parts.push(format!("{} {own}/{all}", word.get(style.lang)));
    }
    let percent = shown_percent(coverage.percent, Some(100.0), false);
    let ink = if seen == of { Ink::Good } else { Ink::Warning };
    let lead = paint(ink, &format!("{} {percent}%", style.pick("coverage", "覆盖率")));
    let name = name.map(|name| format!(" {name}")).unwrap_or_default();
    page.paragraph(0, &format!("{lead} ({}/{}){name}", number(seen), number(of)));
    page.items("  ", &parts, " · ");
}

/// `ok 12 scenarios (87 variants)`
fn total(set: Option<&TestedSet>, counts: TestCounts, page: &mut Page) {
    let style = page.style;
    let TestCounts { scenarios, variants, failed } = counts;
    let (mark, ink) = match failed {
        0 => (style.pick("ok", "通过"), Ink::Good),
        _ => (style.pick("FAILED", "未通过"), Ink::Error),
    };
    let name = set
        .map(|set| format!("{}{}", plain(&set.path), style.pick(": ", "：")))
        .unwrap_or_default();
    let (all, more) = (number(scenarios), number(variants));
    let bad = number(failed);
    let text = match (style.lang, failed) {
        (Lang::En, 0) => {
            format!("{all} scenario{} ({more} variant{})", s(scenarios), s(variants))
        }
        (Lang::En, _) => {
            format!("{bad} of {all} scenario{} ({more} variant{})", s(scenarios), s(variants))
        }
        (Lang::Zh, 0) => format!("{all}个情景（{more}个变体）"),
        (Lang::Zh, _) => format!("{all}个情景（{more}个变体）中有{bad}个"),
    };
    page.hanging(&format!("{} ", paint(ink, mark)), &format!("{name}{text}"));
}

fn told(failure: &Failure, page: &mut Page) {
    let style = page.style;
    page.gap();
    let variant = failure.variant.as_deref().map(|name| format!(" / {name}")).unwrap_or_default();
    let name = plain(&format!("{}{variant}", failure.scenario));
    let place =
        failure.place.as_ref().map(|place| format!(" [{}]", shown(place))).unwrap_or_default();
    let mark = paint(Ink::Error, style.pick("FAILED", "未通过"));
    page.paragraph(0, &format!("{mark} {}{}", paint(Ink::Strong, &name), paint(Ink::Dim, &place)));
    for fault in &failure.faults {
        one(fault, page);
    }
}

fn shown(place: &Clause) -> String {
    let numbers = [place.line, place.column].into_iter().flatten().map(|own| format!(":{own}"));
    std::iter::once(plain(&place.path)).chain(numbers).collect()
}

fn one(fault: &Fault, page: &mut Page) {
    let style = page.style;
    let at = |place: &Option<Clause>| {
        place
            .as_ref()
            .map(|place| paint(Ink::Dim, &format!(" [{}]", shown(place))))
            .unwrap_or_default()
    };
    match fault {
        Fault::Lacks { place, expected } => {
            let keys: Vec<String> = expected
                .iter()
                .map(
                    |(key, value)| {
                        if key == "rule" { value.clone() } else { format!("{key}: {value}") }
                    },
                )
                .collect();
            let text = if keys.is_empty() {
                style.pick("any finding", "任意一项问题").to_owned()
            } else {
                plain(&keys.join(" · "))
            };
            let lead = format!("  {} ", paint(Ink::Error, style.pick("- lacks", "- 缺少")));
            page.hanging(&lead, &format!("{text}{}", at(place)));
        }
        Fault::Has { finding, detail } => has(finding, detail.as_deref(), page),
        Fault::Differs { place, what, wanted, found } => {
            let lead = format!("  {} ", paint(Ink::Error, style.pick("! differs", "! 不符")));
            let what = plain(what.get(style.lang));
            let text = match style.lang {
                Lang::En => format!("{what}: {wanted} expected, {found} found"),
                Lang::Zh => format!("{what}：预期{wanted}，实际{found}"),
            };
            page.hanging(&lead, &format!("{text}{}", at(place)));
        }
        Fault::Stuck { place, message, help } => {
            let lead = format!("  {} ", paint(Ink::Error, style.pick("! stuck", "! 无法运行")));
            page.hanging(&lead, &format!("{}{}", plain(message.get(style.lang)), at(place)));
            if let Some(help) = help {
                let lead = format!("    {}", paint(Ink::Note, style.pick("help: ", "建议：")));
                page.hanging(&lead, &plain(help.get(style.lang)));
            }
        }
    }
}

/// A finding that is not expected: what an expectation of it would say, what it says itself, and
/// where to look.
fn has(finding: &Finding, detail: Option<&str>, page: &mut Page) {
    let style = page.style;
    let keys = [
        ("duty", finding.duty.as_deref()),
        ("step", finding.step.as_deref()),
        ("case", finding.case.as_deref()),
        ("body", finding.body.as_deref()),
        ("target", finding.target.as_deref()),
        ("person", finding.person.as_deref()),
        ("window", finding.window.as_deref()),
        ("detail", detail),
    ];
    let given = keys.into_iter().filter_map(|(key, value)| {
        value.filter(|value| !value.is_empty()).map(|value| format!("{key}: {value}"))
    });
    let text = std::iter::once(finding.rule.clone()).chain(given).collect::<Vec<_>>().join(" · ");
    let lead = format!("  {} ", paint(Ink::Good, style.pick("+ has", "+ 多出")));
    page.hanging(&lead, &plain(&text));
    page.paragraph(4, &plain(finding.message.get(style.lang)));
    if let Some(row) = finding.rows.first() {
        let lead = format!("    {}", style.pick("row: ", "行："));
        page.hanging(&lead, &paint(Ink::Dim, &plain(row.excerpt.get(style.lang))));
    }
}
