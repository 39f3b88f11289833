//! An audit for a person at a terminal, made from the report alone, so that a saved report reads
//! the same as a fresh one.

mod changes;
mod due;
mod findings;
mod ledger;
mod looks;
mod measures;
mod obligations;
mod sentence;
mod show;
mod table;
#[cfg(test)]
mod tests;
mod trend;

pub use show::{NoMatch, Show};

use super::style::{Page, Style};
use super::view::View;
use super::wire::Report;
use crate::text::Lang;

/// The whole report: verdict, table, findings, measures, what falls due, ledger.
pub fn render(report: &Report, style: Style) -> String {
    let view = View::new(report, style);
    let mut page = Page::new(style);
    sentence::title(&view, &mut page);
    sentence::verdict(&view, &mut page);
    changes::sentence(&view, &mut page);
    answers(&view, &mut page);
    exceptions(&view, &mut page);
    table::render(&view, &mut page);
    sentence::verdicts(&view, &mut page);
    findings::render(&view, &mut page);
    changes::render(&view, &mut page);
    trend::render(&view, &mut page);
    looks::render(&view, &mut page);
    measures::render(&view, &mut page);
    due::render(&view, &mut page);
    ledger::render(&view, &mut page);
    page.finish()
}

/// The baseline and the waivers.
fn exceptions(view: &View<'_>, page: &mut Page) {
    let lines = super::exceptions::lines(view);
    if lines.is_empty() {
        return;
    }
    page.gap();
    if !view.report.waivers.is_empty() {
        let own = view.report.waivers.iter();
        let all = own.map(|own| own.findings).sum();
        let count = view.count(all, "finding", "项问题");
        page.paragraph(
            0,
            &match view.style.lang {
                Lang::En => format!("Exceptions: {count} waived"),
                Lang::Zh => format!("豁免：{count}已豁免"),
            },
        );
    }
    for line in &lines {
        page.hanging("  · ", line);
    }
}

/// What came of the sheets that went round.
fn answers(view: &View<'_>, page: &mut Page) {
    let Some(line) = super::answers::line(view) else { return };
    page.gap();
    page.paragraph(0, &line);
    let (faults, left) = super::answers::faults(view, 5);
    for fault in &faults {
        page.hanging("  · ", fault);
    }
    if left > 0 {
        let left = super::style::number(left);
        page.paragraph(
            4,
            &match view.style.lang {
                Lang::En => format!("and {left} more: --format json, key `answers`"),
                Lang::Zh => format!("另有{left}处：见 --format json 的 answers"),
            },
        );
    }
}

/// The sentence of verdict alone.
pub fn summary(report: &Report, style: Style) -> String {
    let view = View::new(report, style);
    let mut page = Page::new(style);
    sentence::verdict(&view, &mut page);
    changes::sentence(&view, &mut page);
    page.finish()
}

/// Everything about one rule, duty, body or case; or the table of all obligations, or all
/// measures.
///
/// # Errors
///
/// Nothing in the report has that name.
pub fn show(report: &Report, wanted: &Show, style: Style) -> Result<String, NoMatch> {
    let view = View::new(report, style);
    let mut page = Page::new(style);
    sentence::title(&view, &mut page);
    match wanted {
        Show::Measures => measures::every(&view, &mut page),
        Show::Obligations => obligations::render(&view, &mut page),
        Show::Name(name) => show::render(&view, name, &mut page)?,
    }
    Ok(page.finish())
}
