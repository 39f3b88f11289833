//! What falls due next.

use crate::report::style::{Page, number, plain};
use crate::report::view::{View, instant};
use crate::text::Lang;
use crate::text::lang::s;

/// Items shown; the rest is counted.
const SHOWN: usize = 5;

pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let report = view.report;
    if report.due.is_empty() {
        return;
    }
    let count = number(report.due_count);
    let days = report.due_days;
    let plural = s(u64::from(days));
    page.heading(&match view.style.lang {
        Lang::En => format!("Due within {days} day{plural}: {count}"),
        Lang::Zh => format!("{days}日内到期：{count}项"),
    });
    for item in report.due.iter().take(SHOWN) {
        let case = plain(&item.case);
        let mut items = vec![
            format!("{} {}", plain(&item.duty), view.words(&item.title)),
            format!("{} {case}", view.style.pick("case", "案件")),
        ];
        if !item.body.is_empty() {
            items.push(view.body(&item.body));
        }
        page.items(&format!("  {}  ", instant(&item.due)), &items, " · ");
    }
    let left = report.due_count.saturating_sub(SHOWN as u64);
    if left > 0 {
        let left = number(left);
        page.paragraph(
            2,
            &match view.style.lang {
                Lang::En => format!("and {left} more: remit due"),
                Lang::Zh => format!("另有{left}项：运行 remit due"),
            },
        );
    }
}
