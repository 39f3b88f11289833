//! What became of the findings of earlier audits.

use crate::report::columns::status_words;
use crate::report::course;
use crate::report::style::{Ink, Page, number, paint, plain};
use crate::report::view::{View, instant};
use crate::report::wire::Finding;
use crate::text::Lang;

/// Findings shown of each kind; the rest is counted.
const SHOWN: usize = 5;

/// How many are new, persisting, returned and resolved, in a sentence.
pub(super) fn sentence(view: &View<'_>, page: &mut Page) {
    let Some(change) = &view.report.change else { return };
    let since = change.period.as_deref().map_or_else(|| instant(&change.as_of), plain);
    let mut parts = Vec::new();
    let earlier = view.report.remaining.len() as u64;
    for (count, code) in [
        (change.new, "new"),
        (change.persisting, "persisting"),
        (change.returned, "returned"),
        (change.resolved, "resolved"),
    ] {
        let word = status_words(code).map(|own| view.words(&own)).unwrap_or_default();
        let earlier = (code == "persisting" && earlier > 0).then(|| number(earlier));
        let count = number(count);
        parts.push(match (view.style.lang, earlier) {
            (Lang::En, None) => format!("{count} {word}"),
            (Lang::En, Some(own)) => format!("{count} {word} ({own} of earlier periods)"),
            (Lang::Zh, None) => format!("{word}{count}项"),
            (Lang::Zh, Some(own)) => format!("{word}{count}项（其中往期{own}项）"),
        });
    }
    let parts = parts.join(view.style.pick(", ", "，"));
    let unknown = match (view.style.lang, change.cannot_tell) {
        (_, 0) => String::new(),
        (Lang::En, count) => format!("; of {} the log can't tell", number(count)),
        (Lang::Zh, count) => format!("；另有{}项日志无法判定", number(count)),
    };
    page.paragraph(
        0,
        &match view.style.lang {
            Lang::En => format!("Since {since}: {parts}{unknown}."),
            Lang::Zh => format!("与{since}相比：{parts}{unknown}。"),
        },
    );
    if let Some(course) = course::sentence(view) {
        page.paragraph(0, &course);
    }
}

/// What stayed from earlier periods, and what is gone.
pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let report = view.report;
    let en = "Still as they were in earlier periods";
    list(view, &report.remaining, view.style.pick(en, "往期未结"), "remaining", page);
    let gone = view.style.pick("Resolved since then", "此后已解决");
    list(view, &report.resolved, gone, "resolved", page);
}

fn list(view: &View<'_>, findings: &[Finding], heading: &str, key: &str, page: &mut Page) {
    if findings.is_empty() {
        return;
    }
    let count = number(findings.len() as u64);
    page.heading(&match view.style.lang {
        Lang::En => format!("{heading}: {count}"),
        Lang::Zh => format!("{heading}：{count}项"),
    });
    for finding in findings.iter().take(SHOWN) {
        let lead = paint(finding.severity.into(), "  · ");
        let mut items = vec![view.words(&finding.message)];
        items.extend(
            finding
                .case
                .as_deref()
                .map(|case| format!("{} {}", view.style.pick("case", "案件"), plain(case))),
        );
        if finding.status.as_deref() == Some("done-late") {
            items.extend(status_words("done-late").map(|own| view.words(&own)));
        }
        items.extend(finding.body.as_deref().map(|body| view.body(body)));
        page.items(&lead, &items, " · ");
    }
    if findings.len() > SHOWN {
        let left = number((findings.len() - SHOWN) as u64);
        let more = match view.style.lang {
            Lang::En => format!("and {left} more: --format json, key `{key}`"),
            Lang::Zh => format!("另有{left}项：见 --format json 的 {key}"),
        };
        page.paragraph(2, &paint(Ink::Dim, &more));
    }
}
