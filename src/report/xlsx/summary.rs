//! The first sheet: the answer, the numbers, body × duty.

use rust_xlsxwriter::XlsxError;

use super::by_class;
use super::table::{Cell, Table};
use crate::finding::{Class, Severity};
use crate::report::grid::{Axis, Sums, bodies, duties, each};
use crate::report::style::{Style, plain};
use crate::report::terminal;
use crate::report::units::Units;
use crate::report::view::View;

/// Bodies in rows; the rest is added up in one.
const BODIES: usize = 1000;
/// Duties in columns.
const DUTIES: usize = 200;

pub(super) fn render(view: &View<'_>, most: usize, table: &mut Table<'_>) -> Result<(), XlsxError> {
    let report = view.report;
    let pick = |en: &'static str, zh: &'static str| view.style.pick(en, zh).to_owned();
    let mut widths = vec![30];
    widths.resize(duties(view).len().min(DUTIES) + 3, 14);
    table.widths(&widths)?;
    table.title(report.set.title.get(view.style.lang))?;
    let style = Style { width: usize::MAX, color: false, ..view.style };
    for line in terminal::summary(report, style).lines() {
        table.row(&[Cell::Word(line.to_owned())])?;
    }
    table.gap();
    let text = |text: &str| Cell::Text(plain(text));
    table.row(&[Cell::Word(pick("Set", "清单集")), text(&report.set.id)])?;
    table.row(&[Cell::Word(pick("Version", "版本")), text(&report.set.version)])?;
    let period = report.period.as_deref().unwrap_or_default();
    table.row(&[Cell::Word(pick("Period", "期间")), text(period)])?;
    table.row(&[Cell::Word(pick("As of", "截至")), Cell::Instant(report.as_of.clone())])?;
    let mut count =
        |en, zh, count: u64| table.row(&[Cell::Word(pick(en, zh)), Cell::Number(count)]);
    count("Cases", "案件", report.log.cases)?;
    count("Faults", "问题", by_class(report, Class::Fault))?;
    count("Clues", "线索", by_class(report, Class::Clue))?;
    count("Signals", "异常信号", by_class(report, Class::Signal))?;
    for severity in Severity::ALL {
        let number = report.counts.by_severity.of(severity);
        match severity {
            Severity::Error => count("Errors", "错误", number)?,
            Severity::Warning => count("Warnings", "警告", number)?,
            Severity::Note => count("Notes", "提示", number)?,
        }
    }
    let listed = report.findings.len().min(most) as u64;
    let all: u64 = report.counts.by_rule.iter().map(|(_, count)| count).sum();
    count("Findings in the sheet", "问题清单所列", listed)?;
    count("Counted beyond it", "未列出但已计数", all.saturating_sub(listed))?;
    count("Falling due", "即将到期", report.due_count)?;
    if let Some(own) = &report.change {
        count("New", "新增", own.new)?;
        count("Persisting", "仍存在", own.persisting)?;
        count("Returned", "再次出现", own.returned)?;
        count("Resolved", "已解决", own.resolved)?;
        count("Change that the log can't tell", "变化无法判定", own.cannot_tell)?;
    }
    if let Some(own) = &report.answers {
        count("Rectified", "已整改", own.rectified)?;
        count("… and holds", "…整改属实", own.holding)?;
        count("… and is still found", "…仍存在", own.not_holding)?;
        count("… and the log can't tell", "…无法判定", own.cannot_tell)?;
        count("Disputed", "有异议", own.disputed)?;
        count("Open", "未整改", own.open)?;
        count("Rows of sheets without an answer", "未能采用的答复行", own.faulty.len() as u64)?;
    }
    table.gap();
    table.line(&[pick("Obligations", "履职判定"), pick("How many", "数量")])?;
    for (verdict, number) in report.verdicts.each() {
        let word = verdict.words().get(view.style.lang).to_owned();
        table.row(&[Cell::Word(word), Cell::Number(number)])?;
    }
    rules(view, table)?;
    matrix(view, table)?;
    history(view, table)?;
    if !report.notes.is_empty() {
        table.gap();
        table.line(&[pick("Notes", "说明")])?;
    }
    for note in &report.notes {
        table.row(&[Cell::Word(view.words(note))])?;
    }
    table.gap();
    table.row(&[Cell::Word(pick("Digest of the result", "结果摘要")), text(&report.digests.result)])
}

fn rules(view: &View<'_>, table: &mut Table<'_>) -> Result<(), XlsxError> {
    let pick = |en: &'static str, zh: &'static str| view.style.pick(en, zh).to_owned();
    table.gap();
    table.line(&[
        pick("Rule", "规则"),
        pick("How many", "数量"),
        pick("Name of the rule", "规则名称"),
    ])?;
    for (rule, count) in view.report.counts.by_rule.iter() {
        let title = view.rule(rule).map(|rule| view.words(&rule.title)).unwrap_or_default();
        table.row(&[Cell::Text(plain(rule)), Cell::Number(*count), Cell::Word(title)])?;
    }
    Ok(())
}

/// Faults by body and duty. A body that has to do with a duty and no fault has a zero; where the log
/// has nothing of both, or they have nothing to do with each other, the cell is empty or says so.
fn matrix(view: &View<'_>, table: &mut Table<'_>) -> Result<(), XlsxError> {
    let units = Units::new(view, BODIES);
    let duties = duties(view);
    if duties.is_empty() || units.ids.is_empty() {
        return Ok(());
    }
    let sums = Sums { view, units: &units };
    let mut columns = sums.most(each(&duties), DUTIES);
    if sums.any_outside() {
        columns.push(Axis::NoDuty);
    }
    table.gap();
    let heads = columns.iter().map(|column| sums.title(column));
    let corner = view.style.pick("Faults by body and duty", "各单位各事项问题数").to_owned();
    let all = view.style.pick("all", "合计").to_owned();
    table.line(&std::iter::once(corner).chain(heads).chain([all]).collect::<Vec<_>>())?;
    for row in sums.most(bodies(&units), BODIES) {
        let cell = |sum: &crate::report::units::Sum| {
            let (_, mark) = sum.mark();
            match (sum.findings.total(), mark.as_str()) {
                (0, "") => Cell::Empty,
                (0, "·") => Cell::Number(0),
                (0, _) => Cell::Word(mark),
                (count, _) => Cell::Number(count),
            }
        };
        let cells = columns.iter().map(|column| cell(&sums.sum(&row, column)));
        let title = Cell::Text(sums.title(&row));
        let whole = Cell::Number(sums.whole(&row).findings.total());
        table.row(&std::iter::once(title).chain(cells).chain([whole]).collect::<Vec<_>>())?;
    }
    Ok(())
}

fn history(view: &View<'_>, table: &mut Table<'_>) -> Result<(), XlsxError> {
    if view.report.history.len() < 2 {
        return Ok(());
    }
    let pick = |en: &'static str, zh: &'static str| view.style.pick(en, zh).to_owned();
    table.gap();
    table.line(&[
        pick("Audit", "审计"),
        pick("As of", "截至"),
        pick("Faults", "问题"),
        pick("Met", "已履行"),
        pick("Late", "超期"),
        pick("Missing", "缺失"),
    ])?;
    for past in &view.report.history {
        table.row(&[
            Cell::Text(past.period.clone().unwrap_or_default()),
            Cell::Instant(past.as_of.clone()),
            Cell::Number(past.faults),
            Cell::Number(past.verdicts.met),
            Cell::Number(past.verdicts.late),
            Cell::Number(past.verdicts.missing),
        ])?;
    }
    Ok(())
}
