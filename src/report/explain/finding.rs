//! How a finding came about: the fact, the clause, the rows, the clock, and all that the log has of
//! the case.

use crate::report::style::{Ink, Page, Style, paint, plain};
use crate::report::view::{View, clause};
use crate::report::wire::{Finding, Report};
use crate::text::Lang;

/// What repeating the audit showed.
#[derive(Clone, Debug, Default)]
pub struct Again {
    /// The finding is there again; nothing if the audit was not repeated.
    pub found: Option<bool>,
    /// The logs have other bytes than then.
    pub changed: bool,
    /// Every row of the case: where, when, what.
    pub rows: Vec<[String; 3]>,
}

/// Tells how a finding came about.
pub fn finding(report: &Report, own: &Finding, again: &Again, style: Style) -> String {
    let view = View::new(report, style);
    let mut page = Page::new(style);
    let rule = view.rule(&own.rule).map(|rule| view.words(&rule.title)).unwrap_or_default();
    let severity = own.severity.words();
    let severity = paint(own.severity.into(), severity.get(style.lang));
    page.hanging("", &format!("{severity} {} · {rule} · {}", plain(&own.rule), plain(&own.id)));
    page.gap();
    page.paragraph(0, &paint(Ink::Strong, &view.words(&own.message)));
    if let Some(why) = &own.why {
        page.paragraph(0, &view.words(why));
    }
    if !own.reckoning.is_empty() {
        page.heading(style.pick("The clock", "期限如何计算"));
        for (number, step) in (1..).zip(&own.reckoning) {
            page.hanging(&format!("  {number}. "), &view.words(step));
        }
    }
    page.heading(style.pick("What the list says", "清单规定"));
    for place in own.clause.iter().chain(&own.related) {
        let items = [clause(place), view.words(&place.words)];
        page.items("  · ", &items, " · ");
    }
    if let Some(duty) = &own.duty {
        page.items("  · ", &[view.duty(duty)], " · ");
    }
    if !own.rows.is_empty() {
        page.heading(style.pick("The rows it rests on", "所依据的日志行"));
        for row in &own.rows {
            let items = [view.row(row), view.words(&row.excerpt), view.words(&row.words)];
            page.items(
                "  · ",
                &items.into_iter().filter(|item| !item.is_empty()).collect::<Vec<_>>(),
                " · ",
            );
        }
    }
    case(own, again, style, &mut page);
    outcome(again, style, &mut page);
    if let Some(help) = &own.help {
        page.heading(style.pick("What to do", "建议"));
        page.paragraph(0, &view.words(help));
    }
    page.finish()
}

/// All that the logs have of the case.
fn case(own: &Finding, again: &Again, style: Style, page: &mut Page) {
    let Some(case) = own.case.as_deref().filter(|_| !again.rows.is_empty()) else { return };
    let case = plain(case);
    page.heading(&match style.lang {
        Lang::En => format!("All that the logs have of case {case}"),
        Lang::Zh => format!("日志中案件{case}的全部记录"),
    });
    for row in &again.rows {
        let items: Vec<String> = row.iter().map(|item| plain(item)).collect();
        page.items("  · ", &items, " · ");
    }
}

fn outcome(again: &Again, style: Style, page: &mut Page) {
    let Some(found) = again.found else { return };
    page.gap();
    let text = match (found, again.changed) {
        (true, false) => style.pick(
            "The audit was repeated with the same logs: the finding is there again.",
            "已用相同日志重做审计：该问题再次出现。",
        ),
        (true, true) => style.pick(
            "The logs have changed since the audit; the finding is still there.",
            "审计之后日志有变；该问题仍然存在。",
        ),
        (false, true) => style.pick(
            "The logs have changed since the audit, and the finding is gone.",
            "审计之后日志有变，该问题已不存在。",
        ),
        (false, false) => style.pick(
            "The audit was repeated with the same logs, and the finding is not there: the list or the program has changed.",
            "已用相同日志重做审计，未再发现该问题：清单或程序已有变化。",
        ),
    };
    let ink = if found { Ink::Dim } else { Ink::Warning };
    page.paragraph(0, &paint(ink, text));
}
