//! An audit for a person at a terminal, made from the report alone, so that a saved report reads
//! the same as a fresh one.

mod changes;
mod due;
mod findings;
mod ledger;
mod looks;
mod measures;
mod obligations;
#[cfg(test)]
mod sample;
mod sentence;
mod show;
mod table;
#[cfg(test)]
mod tests;
mod units;
mod view;

pub use show::{NoMatch, Show};

use super::style::{Page, Style};
use super::wire::Report;
use view::View;

/// The whole report: verdict, table, findings, measures, what falls due, ledger.
pub fn render(report: &Report, style: Style) -> String {
    let view = View::new(report, style);
    let mut page = Page::new(style);
    sentence::title(&view, &mut page);
    sentence::verdict(&view, &mut page);
    changes::sentence(&view, &mut page);
    table::render(&view, &mut page);
    sentence::verdicts(&view, &mut page);
    findings::render(&view, &mut page);
    changes::render(&view, &mut page);
    looks::render(&view, &mut page);
    measures::render(&view, &mut page);
    due::render(&view, &mut page);
    ledger::render(&view, &mut page);
    page.finish()
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
