//! The first sheet: the answer and the numbers.

use rust_xlsxwriter::XlsxError;

use super::by_class;
use super::table::{Cell, Table};
use crate::finding::{Class, Severity};
use crate::report::style::{Style, plain};
use crate::report::terminal;
use crate::report::view::View;

pub(super) fn render(view: &View<'_>, most: usize, table: &mut Table<'_>) -> Result<(), XlsxError> {
    let report = view.report;
    let pick = |en: &'static str, zh: &'static str| view.style.pick(en, zh).to_owned();
    table.widths(&[30, 14, 40])?;
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
    let as_of = match report.as_of.as_str() {
        "" => Cell::Empty,
        as_of => Cell::Instant(as_of.to_owned()),
    };
    table.row(&[Cell::Word(pick("As of", "截至")), as_of])?;
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
    if !report.waivers.is_empty() {
        let waived = report.waivers.iter().map(|own| own.findings).sum();
        count("Waived", "已豁免", waived)?;
    }
    if let Some(own) = &report.baseline {
        count("Known from the baseline", "基线中已有", own.known.total())?;
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
