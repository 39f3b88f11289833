//! An audit as a workbook, which is what goes round in an office: a summary to sign, the findings
//! with columns to be filled in, what falls due, measures, and where every row of the log went.
//!
//! Everything from a log or a list is a text and never a formula. Dates are dates, in the time of the
//! set's zone; numbers are numbers. The same report gives the same bytes.

mod course;
mod summary;
mod table;

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::columns::{ANSWER, COLUMNS, Column, For, Value};
use super::due::{COLUMNS as DUE, cells as due_cells};
use super::measure::title;
use super::style::Style;
use super::view::View;
use super::wire::due::DueReport;
use super::wire::{Finding, Reason, Report, State};
use crate::finding::Class;
use crate::text::{Lang, Words};
use table::{Cell, Styles, Table, head, moment};

/// Rows that a sheet can have, its head left out.
const MOST: usize = 1_048_575;

/// A workbook can't be made: the disk has no room for it, or the report is beyond what any has.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoWorkbook(#[from] XlsxError);

/// The workbook of an audit.
///
/// # Errors
///
/// Its parts can't be written to the folder for temporary files.
pub fn render(report: &Report, lang: Lang) -> Result<Vec<u8>, NoWorkbook> {
    Ok(whole(report, lang, MOST)?)
}

/// The workbook of what falls due.
///
/// # Errors
///
/// Its parts can't be written to the folder for temporary files.
pub fn due(report: &DueReport, lang: Lang) -> Result<Vec<u8>, NoWorkbook> {
    let mut book = Book::new(&report.as_of, report.set.title.get(lang), lang);
    let heads: Vec<(Words, u16)> =
        DUE.iter().map(|(code, en, zh)| (Words::fixed(en, zh), width(code))).collect();
    let mut table = book.sheet(&Words::fixed("Due", "即将到期"))?;
    table.head(&heads)?;
    for item in report.items.iter().take(MOST) {
        let texts = due_cells(item, report, lang);
        let cells = DUE.iter().zip(texts).map(|((code, ..), text)| match *code {
            "state" => Cell::Word(
                match (item.overdue, lang) {
                    (true, Lang::En) => "overdue",
                    (true, Lang::Zh) => "已超期",
                    (false, Lang::En) => "due",
                    (false, Lang::Zh) => "将到期",
                }
                .to_owned(),
            ),
            "due" => Cell::Instant(text),
            _ => Cell::Text(text),
        });
        table.row(&cells.collect::<Vec<_>>())?;
    }
    table.filter()?;
    Ok(book.finish()?)
}

/// How wide a column of what falls due is.
fn width(code: &str) -> u16 {
    match code {
        "state" => 9,
        "due" => 17,
        "body" | "duty" => 12,
        "step" => 14,
        "case" => 22,
        _ => 30,
    }
}

struct Book {
    made: Workbook,
    styles: Styles,
    lang: Lang,
}

impl Book {
    fn new(as_of: &str, title: &str, lang: Lang) -> Self {
        let mut made = Workbook::new();
        // A workbook says when it was made; for the same report that must be the same.
        let when = moment(as_of).or_else(|| ExcelDateTime::from_ymd(2000, 1, 1).ok());
        let mut about = DocProperties::new().set_title(super::style::plain(title));
        if let Some(when) = &when {
            about = about.set_creation_datetime(when);
        }
        made.set_properties(&about);
        Self { made, styles: Styles::new(), lang }
    }

    fn sheet(&mut self, name: &Words) -> Result<Table<'_>, XlsxError> {
        // Cells leave the memory as they are written; there may be millions.
        let sheet = self.made.add_worksheet_with_low_memory()?;
        sheet.set_name(name.get(self.lang))?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_footer("&L&A&R&P / &N");
        Ok(Table::new(sheet, &self.styles, self.lang))
    }

    fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.made.save_to_buffer()
    }
}

fn whole(report: &Report, lang: Lang, most: usize) -> Result<Vec<u8>, XlsxError> {
    let view = View::new(report, Style { lang, ..Style::default() });
    let mut book = Book::new(&report.as_of, report.set.title.get(lang), lang);
    summary::render(&view, most, &mut book.sheet(&Words::fixed("Summary", "概览"))?)?;
    let all: Vec<&Finding> = report.findings.iter().take(most).collect();
    findings(&view, &all, &mut book.sheet(&Words::fixed("Findings", "问题清单"))?)?;
    what_falls_due(&view, most, &mut book.sheet(&Words::fixed("Due", "即将到期"))?)?;
    measures(&view, &mut book.sheet(&Words::fixed("Measures", "评价指标"))?)?;
    let waived: Vec<&Finding> = all.iter().copied().filter(|own| own.waived).collect();
    findings(&view, &waived, &mut book.sheet(&Words::fixed("Waivers", "豁免"))?)?;
    let rejected = Words::fixed("Rejected", "无法读取的行");
    reasons(&view, &report.ledger.rejected_by, &mut book.sheet(&rejected)?)?;
    ledger(&view, &mut book.sheet(&Words::fixed("Ledger", "台账"))?)?;
    course::matrix(&view, &mut book.sheet(&Words::fixed("Bodies and duties", "单位与事项"))?)?;
    if report.history.len() > 1 {
        course::history(&view, &mut book.sheet(&Words::fixed("History", "历次审计"))?)?;
    }
    if !report.remaining.is_empty() {
        let earlier: Vec<&Finding> = report.remaining.iter().take(most).collect();
        let mut table = book.sheet(&Words::fixed("Open from earlier", "往期未结"))?;
        findings(&view, &earlier, &mut table)?;
    }
    book.finish()
}

fn findings(view: &View<'_>, all: &[&Finding], table: &mut Table<'_>) -> Result<(), XlsxError> {
    let heads: Vec<(Words, u16)> =
        COLUMNS.iter().map(|column| (column.title.clone(), column.width)).collect();
    table.head(&heads)?;
    for (column, own) in (0u16..).zip(&COLUMNS) {
        if own.title == ANSWER && !all.is_empty() {
            let last = u32::try_from(all.len()).unwrap_or(u32::MAX);
            let words = State::ALL.map(State::words);
            let words = words.each_ref().map(|words| words.get(view.style.lang));
            let rule = DataValidation::new().allow_list_strings(&words)?;
            table.sheet.add_data_validation(1, column, last, column, &rule)?;
        }
    }
    for finding in all {
        let cells = COLUMNS.iter().map(|column| cell(view, column, finding));
        table.row(&cells.collect::<Vec<_>>())?;
    }
    table.filter()?;
    // On paper stands what is read and filled in; the rest is for the screen.
    let read = COLUMNS.iter().take_while(|column| column.whom != For::Looking).count();
    let last = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let read = u16::try_from(read.saturating_sub(1)).unwrap_or(0);
    table.sheet.set_print_area(0, 0, last, read)?;
    Ok(())
}

fn cell(view: &View<'_>, column: &Column, finding: &Finding) -> Cell {
    let value = (column.of)(view, finding);
    match (column.whom, value) {
        (For::Filling, Value::Day(text)) => Cell::FilledDay(text),
        (For::Filling, Value::Empty) if ["rectify_by", "rectified_on"].contains(&column.code) => {
            Cell::FilledDay(String::new())
        }
        (For::Filling, Value::Empty) => Cell::Filled(String::new()),
        (For::Filling, Value::Text(text) | Value::Instant(text)) => Cell::Filled(text),
        (For::Filling, Value::Code(_, words)) => {
            Cell::Filled(words.get(view.style.lang).to_owned())
        }
        (_, Value::Empty) => Cell::Empty,
        (_, Value::Text(text)) if column.width >= 30 => Cell::Long(text),
        (_, Value::Text(text)) => Cell::Text(text),
        (_, Value::Code(_, words)) => Cell::Word(words.get(view.style.lang).to_owned()),
        (_, Value::Instant(text)) => Cell::Instant(text),
        (_, Value::Day(text)) => Cell::Day(text),
    }
}

fn what_falls_due(view: &View<'_>, most: usize, table: &mut Table<'_>) -> Result<(), XlsxError> {
    table.head(&[
        head("Due", "到期时间", 17),
        head("Body", "单位编号", 12),
        head("Name of the body", "单位名称", 30),
        head("Duty", "事项编号", 12),
        head("Name of the duty", "责任事项", 30),
        head("Step", "环节", 14),
        head("What is to be done", "待办内容", 30),
        head("Case", "案件编号", 22),
    ])?;
    for item in view.report.due.iter().take(most) {
        let duty = view.known_duty(&item.duty);
        table.row(&[
            Cell::Instant(item.due.clone()),
            Cell::Text(item.body.clone()),
            Cell::Text(view.body(&item.body)),
            Cell::Text(item.duty.clone()),
            Cell::Text(duty.map_or_else(String::new, |duty| view.words(&duty.title))),
            Cell::Text(item.step.clone()),
            Cell::Text(view.words(&item.title)),
            Cell::Text(item.case.clone()),
        ])?;
    }
    table.filter()
}

fn measures(view: &View<'_>, table: &mut Table<'_>) -> Result<(), XlsxError> {
    table.head(&[
        head("Duty", "事项编号", 12),
        head("Name of the duty", "责任事项", 30),
        head("Measure", "指标", 34),
        head("Body", "单位编号", 12),
        head("Name of the body", "单位名称", 30),
        head("Counted", "分子", 10),
        head("Out of", "分母", 10),
        head("Cannot tell", "无法判定", 10),
        head("Share", "比例", 10),
        head("Hours", "小时", 10),
        head("Target share", "目标比例", 11),
        head("Target hours", "目标小时", 11),
        head("Reached", "是否达标", 12),
    ])?;
    let hours = |seconds: Option<i64>| {
        #[expect(clippy::cast_precision_loss, reason = "seconds of a few years, far below 2^52")]
        let hours = |seconds: i64| Cell::Decimal(seconds as f64 / 3600.0);
        seconds.map_or(Cell::Empty, hours)
    };
    for own in &view.report.measures {
        let duty = view.known_duty(&own.duty);
        let interval = own.interval.as_ref();
        let share = interval.is_none() && own.denominator > 0;
        let reached = match own.reached {
            Some(true) => view.style.pick("yes", "达标"),
            Some(false) => view.style.pick("no", "未达标"),
            None => "",
        };
        let body = own.body.as_deref();
        table.row(&[
            Cell::Text(own.duty.clone()),
            Cell::Text(duty.map_or_else(String::new, |duty| view.words(&duty.title))),
            Cell::Long(title(view, own)),
            Cell::Text(body.unwrap_or_default().to_owned()),
            Cell::Text(match body {
                Some(id) => view.body(id),
                None => view.style.pick("all", "合计").to_owned(),
            }),
            Cell::Number(own.numerator),
            Cell::Number(own.denominator),
            Cell::Number(own.cannot_tell),
            if share { Cell::Share(super::measure::worse(own) / 100.0) } else { Cell::Empty },
            hours(interval.and_then(|own| own.seconds)),
            match (own.target, interval) {
                (Some(target), None) => Cell::Share(target / 100.0),
                _ => Cell::Empty,
            },
            hours(interval.and_then(|own| own.target)),
            Cell::Word(reached.to_owned()),
        ])?;
    }
    table.filter()
}

fn reasons(view: &View<'_>, all: &[Reason], table: &mut Table<'_>) -> Result<(), XlsxError> {
    table.head(&[head("Reason", "原因", 80), head("Rows", "行数", 12)])?;
    for own in all {
        table.row(&[Cell::Long(view.words(&own.reason)), Cell::Number(own.count)])?;
    }
    table.filter()
}

fn ledger(view: &View<'_>, table: &mut Table<'_>) -> Result<(), XlsxError> {
    let own = &view.report.ledger;
    table.head(&[head("Rows of the log", "日志行", 60), head("Rows", "行数", 12)])?;
    for (en, zh, count) in [
        ("read", "读取", own.read),
        ("judged", "已判定", own.judged),
        ("out of list", "清单外", own.out_of_list),
        ("ignored", "略过", own.ignored),
        ("rejected", "无法读取", own.rejected),
    ] {
        let word = view.style.pick(en, zh).to_owned();
        table.row(&[Cell::Word(word), Cell::Number(count)])?;
    }
    for reason in &own.ignored_by {
        let lead = view.style.pick("ignored: ", "略过：");
        let text = format!("{lead}{}", view.words(&reason.reason));
        table.row(&[Cell::Long(text), Cell::Number(reason.count)])?;
    }
    table.gap();
    table.line(&[
        view.style.pick("Log", "日志"),
        view.style.pick("Rows", "行数"),
        view.style.pick("Encoding", "编码"),
        "SHA-256",
    ])?;
    for input in &view.report.inputs {
        table.row(&[
            Cell::Long(input.path.clone()),
            Cell::Number(input.rows),
            Cell::Text(input.encoding.clone()),
            Cell::Text(input.sha256.clone()),
        ])?;
    }
    Ok(())
}

/// How many faults, clues and signals there are.
fn by_class(report: &Report, class: Class) -> u64 {
    let counts = report.counts.by_class;
    match class {
        Class::Fault => counts.fault,
        Class::Clue => counts.clue,
        Class::Signal => counts.signal,
    }
}

#[cfg(test)]
mod tests;
