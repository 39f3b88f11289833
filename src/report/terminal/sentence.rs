//! The answer in a sentence, and the verdicts in a line.

use crate::finding::Severity;
use crate::report::style::{Ink, Page, number, paint};
use crate::report::units::Units;
use crate::report::view::View;
use crate::text::Lang;

/// Groups of rules in the order in which they are told, with what one finding of them is.
const GROUPS: [(&str, &str, &str, &str); 7] = [
    ("gap", "gap", "gaps", "项履职缺口"),
    ("disposal", "disposal fault", "disposal faults", "项处置问题"),
    ("outside", "outside the list", "outside the list", "项清单外"),
    ("safeguard", "without a safeguard", "without a safeguard", "项保障措施缺失"),
    ("evaluation", "measure below target", "measures below target", "项指标未达标"),
    ("list", "fault of the list", "faults of the list", "处清单问题"),
    ("log", "fault of the log", "faults of the log", "处日志问题"),
];

/// More bodies than this are gathered under those above them.
const GATHERED: usize = 8;

/// What was audited: the set, the period, the instant.
pub(super) fn title(view: &View<'_>, page: &mut Page) {
    let report = view.report;
    let set = view.words(&report.set.title);
    let version = crate::report::style::plain(&format!("{} {}", report.set.id, report.set.version));
    let mut items = vec![match view.style.lang {
        Lang::En => format!("{} ({version})", paint(Ink::Strong, &set)),
        Lang::Zh => format!("{}（{version}）", paint(Ink::Strong, &set)),
    }];
    items.extend(report.period.as_deref().map(crate::report::style::plain));
    items.push(view.as_of());
    page.items("", &items, " · ");
    page.gap();
}

/// How many bodies and cases, how many findings of which group, and who has most of them.
pub(super) fn verdict(view: &View<'_>, page: &mut Page) {
    let report = view.report;
    let table = report.counts.table.iter();
    let mut acted: Vec<_> = table.filter(|cell| cell.present).map(|cell| &cell.body).collect();
    acted.sort_unstable();
    acted.dedup();
    let total = report.counts.by_class.fault;
    let looks = looks(view);
    let bodies = acted.len() as u64;
    let who = match (view.style.lang, bodies) {
        (Lang::En, 1) => "1 body".to_owned(),
        (Lang::En, _) => format!("{} bodies", number(bodies)),
        (Lang::Zh, _) => format!("{}个单位", number(bodies)),
    };
    let cases = view.count(report.log.cases, "case", "件任务");
    if total == 0 {
        let nothing = paint(Ink::Good, view.style.pick("no findings", "没有发现问题"));
        let unknown = report.verdicts.cannot_tell;
        let text = match (view.style.lang, unknown) {
            (Lang::En, 0) => format!("{who}, {cases}: {nothing}."),
            (Lang::Zh, 0) => format!("{who}、{cases}：{nothing}。"),
            (Lang::En, _) => {
                format!(
                    "{who}, {cases}: {nothing}; of {} obligations the log can't tell.",
                    number(unknown)
                )
            }
            (Lang::Zh, _) => {
                format!("{who}、{cases}：{nothing}；另有{}项日志无法判定。", number(unknown))
            }
        };
        page.paragraph(0, &format!("{text}{looks}"));
        return;
    }
    let ink = if report.counts.by_severity.error > 0 { Ink::Error } else { Ink::Warning };
    let found = paint(ink, &view.count(total, "finding", "项问题"));
    let groups: Vec<String> = GROUPS.iter().filter_map(|group| of_group(view, group)).collect();
    let groups = groups.join(view.style.pick(", ", "、"));
    page.paragraph(
        0,
        &match view.style.lang {
            Lang::En => format!("{who}, {cases}: {found} — {groups}.{looks}"),
            Lang::Zh => format!("{who}、{cases}：共{found}——{groups}。{looks}"),
        },
    );
    if let Some(worst) = worst(view) {
        page.paragraph(0, &worst);
    }
}

/// What asks somebody to look, beside the faults; empty if nothing does.
fn looks(view: &View<'_>) -> String {
    let counts = view.report.counts.by_class;
    let clues = (counts.clue > 0).then(|| view.count(counts.clue, "clue", "条线索"));
    let signals = (counts.signal > 0).then(|| view.count(counts.signal, "signal", "条异常信号"));
    let parts: Vec<String> = clues.into_iter().chain(signals).collect();
    match (view.style.lang, parts.is_empty()) {
        (_, true) => String::new(),
        (Lang::En, _) => format!(" To look at: {}.", parts.join(" and ")),
        (Lang::Zh, _) => format!("另有{}供研判。", parts.join("、")),
    }
}

fn of_group(view: &View<'_>, (group, one, many, zh): &(&str, &str, &str, &str)) -> Option<String> {
    let rules = view.report.counts.by_rule.iter();
    let own = rules.filter(|(rule, _)| rule.split('/').next() == Some(group));
    let count: u64 = own.map(|(_, count)| count).sum();
    (count > 0).then(|| match view.style.lang {
        Lang::En => format!("{} {}", number(count), if count == 1 { one } else { many }),
        Lang::Zh => format!("{}{zh}", number(count)),
    })
}

/// Who and what has most findings of the worst severity there is.
fn worst(view: &View<'_>) -> Option<String> {
    let by_severity = view.report.counts.by_severity;
    let severity = Severity::ALL.into_iter().find(|severity| by_severity.of(*severity) > 0)?;
    let units = Units::new(view, GATHERED);
    let unit = units
        .ids
        .iter()
        .map(|body| (units.findings(body).of(severity), *body))
        .filter(|(count, body)| *count > 0 && !body.is_empty())
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(count, body)| (view.body(body), count));
    let duty = view
        .report
        .duties
        .iter()
        .map(|duty| {
            let cells = view.report.counts.table.iter().filter(|cell| cell.duty == duty.id);
            (cells.map(|cell| cell.findings.of(severity)).sum::<u64>(), &duty.id)
        })
        .filter(|(count, _)| *count > 0)
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(count, duty)| (view.duty(duty), count));
    let named: Vec<String> = [unit, duty]
        .into_iter()
        .flatten()
        .map(|(name, count)| match view.style.lang {
            Lang::En => format!("{name} ({})", number(count)),
            Lang::Zh => format!("{name}（{}项）", number(count)),
        })
        .collect();
    let named = (!named.is_empty()).then(|| named.join(view.style.pick("; ", "；")))?;
    let word = severity.words();
    let word = word.get(view.style.lang);
    Some(match view.style.lang {
        Lang::En => format!("Most {word}s: {named}."),
        Lang::Zh => format!("{word}最多：{named}。"),
    })
}

/// What all obligations came to, in a line.
pub(super) fn verdicts(view: &View<'_>, page: &mut Page) {
    let items: Vec<String> = view
        .report
        .verdicts
        .each()
        .into_iter()
        .map(|(verdict, count)| {
            let words = verdict.words();
            format!("{} {}", words.get(view.style.lang), number(count))
        })
        .collect();
    page.gap();
    let lead = format!("{}  ", paint(Ink::Strong, view.style.pick("Obligations", "履职判定")));
    page.items(&lead, &items, " · ");
}
