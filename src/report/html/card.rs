//! A card: all that is known of a finding. The script fills the same card, from a template.

use maud::{Markup, html};

use super::{cut, filter, full, long, quoted, symbol, ticked};
use crate::finding::{Class, Severity};
use crate::report::columns::{COLUMNS, Value, status_words};
use crate::report::exceptions;
use crate::report::style::plain;
use crate::report::view::{View, clause, instant};
use crate::report::wire::{Finding, First};

/// A row of a log: where, what is to be said of it, what it says.
#[derive(Default)]
pub(super) struct Place {
    pub(super) at: String,
    pub(super) words: String,
    pub(super) excerpt: String,
}

/// All that a card says, in words.
#[derive(Default)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) severity: Option<Severity>,
    pub(super) rule: String,
    pub(super) title: String,
    pub(super) status: String,
    pub(super) waived: bool,
    pub(super) message: String,
    /// In the order of [`fields`].
    pub(super) values: [String; 13],
    pub(super) rows: Vec<Place>,
}

/// What stands in a card beside its heading: the name that the script knows it by, and the word.
pub(super) fn fields(view: &View<'_>, class: Class) -> [(&'static str, &'static str); 13] {
    let help = match class {
        Class::Fault => view.pick("What to do", "怎么办"),
        Class::Clue | Class::Signal => view.pick("What to ask", "研判什么"),
    };
    [
        ("why", view.pick("Why", "理由")),
        ("help", help),
        ("answer", view.pick("Answer", "整改答复")),
        ("clock", view.pick("How the deadline was reckoned", "期限如何计算")),
        ("body", view.pick("Who answers", "责任单位")),
        ("due", view.pick("Was due", "应完成于")),
        ("when", view.pick("Came true", "发生于")),
        ("case", view.pick("Case", "案件")),
        ("person", view.pick("Person", "人员")),
        ("target", view.pick("Target", "对象")),
        ("window", view.pick("Window", "周期")),
        ("duty", view.pick("Duty", "责任事项")),
        ("clause", view.pick("Clause", "条款位置")),
    ]
}

/// The word of a status.
pub(super) fn status(view: &View<'_>, code: &str) -> String {
    status_words(code).map_or_else(|| plain(code), |own| view.words(&own))
}

/// The clauses of a finding, the first of them first.
pub(super) fn clauses(finding: &Finding) -> Vec<String> {
    let own = finding.clause.iter().filter(|_| finding.first != First::File);
    own.chain(&finding.related).map(clause).collect()
}

/// `PP-03 Disputes found and resolved · visit`
pub(super) fn duty(view: &View<'_>, finding: &Finding) -> String {
    let duty = finding.duty.as_deref().map(|id| view.duty(id));
    let step = step(view, finding);
    duty.into_iter().chain(step).collect::<Vec<_>>().join(" · ")
}

/// What was answered on a sheet that went round, and whether it holds; a line for each.
pub(super) fn answer(view: &View<'_>, finding: &Finding) -> String {
    let cells = ANSWERED.iter().filter_map(|code| {
        let column = COLUMNS.iter().find(|own| own.code == *code)?;
        let value = match (column.of)(view, finding) {
            Value::Empty => return None,
            Value::Text(text) | Value::Instant(text) | Value::Day(text) => text,
            Value::Code(_, word) => view.words(&word),
        };
        Some(format!("{}{}{value}", view.words(&column.title), view.pick(": ", "：")))
    });
    cells.collect::<Vec<_>>().join("\n")
}

/// Columns of the sheet that say what was answered.
const ANSWERED: [&str; 6] =
    ["answer", "holds", "response", "responsible", "rectify_by", "rectified_on"];

/// The steps of a reckoning, numbered, a line for each.
pub(super) fn clock(steps: &[String]) -> String {
    let lines = steps.iter().zip(1..).map(|(own, at)| format!("{at}. {own}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What the step of a finding is called.
pub(super) fn step(view: &View<'_>, finding: &Finding) -> Option<String> {
    let duty = finding.duty.as_deref().unwrap_or_default();
    finding.step.as_deref().map(|step| view.step(duty, step))
}

/// The cases of a finding, which may be about several.
pub(super) fn cases(finding: &Finding) -> String {
    let cases = finding.cases.iter().map(|case| plain(case));
    let cases = cases.collect::<Vec<_>>().join(", ");
    if cases.is_empty() { plain(finding.case.as_deref().unwrap_or_default()) } else { cases }
}

impl Card {
    pub(super) fn of(view: &View<'_>, finding: &Finding) -> Self {
        let text = |value: &Option<String>| plain(value.as_deref().unwrap_or_default());
        let time = |value: &Option<String>| value.as_deref().map(instant).unwrap_or_default();
        let words = |value: &Option<crate::text::Words>| {
            value.as_ref().map(|own| view.words(own)).unwrap_or_default()
        };
        let when = if finding.came_true == finding.due { &None } else { &finding.came_true };
        Self {
            id: plain(&finding.id),
            severity: Some(finding.severity),
            rule: plain(&finding.rule),
            title: view.rule(&finding.rule).map(|own| view.words(&own.title)).unwrap_or_default(),
            status: finding.status.as_deref().map(|own| status(view, own)).unwrap_or_default(),
            waived: finding.waived,
            message: view.words(&finding.message),
            values: [
                words(&exceptions::why(finding)),
                words(&finding.help),
                answer(view, finding),
                clock(&finding.reckoning.iter().map(|own| view.words(own)).collect::<Vec<_>>()),
                finding.body.as_deref().map(|id| view.body(id)).unwrap_or_default(),
                time(&finding.due),
                time(when),
                cases(finding),
                text(&finding.person),
                text(&finding.target),
                text(&finding.window),
                duty(view, finding),
                clauses(finding).join("\n"),
            ],
            rows: finding
                .rows
                .iter()
                .map(|row| Place {
                    at: view.row(row),
                    words: view.words(&row.words),
                    excerpt: view.words(&row.excerpt),
                })
                .collect(),
        }
    }

    /// A card with every part and nothing in them.
    fn blank() -> Self {
        Self {
            status: " ".to_owned(),
            waived: true,
            rows: vec![Place::default()],
            values: std::array::from_fn(|_| " ".to_owned()),
            ..Self::default()
        }
    }

    pub(super) fn render(&self, view: &View<'_>, class: Class) -> Markup {
        let severity = self.severity.map_or("", Severity::code);
        let short = cut(&self.message);
        let blank = self.severity.is_none();
        html! {
            article.card data-severity=(severity) {
                h3 {
                    span.badge data-s="severity" {
                        @if let Some(severity) = self.severity { (badge_text(view, severity)) }
                    }
                    " "
                    span data-s="message" { (title(&self.message)) }
                }
                p.of {
                    code data-s="rule" { (self.rule) }
                    " " span data-s="title" { (self.title) }
                    @if !self.status.is_empty() { " " span.chip data-s="status" { (self.status.trim()) } }
                    @if self.waived { " " span.chip data-s="waived" { (view.pick("waived", "已豁免")) } }
                }
                @if short.is_some() || blank {
                    details.long data-s="full" {
                        summary { (view.pick("Full text", "全文")) }
                        @if short.is_some() { (full(&self.message)) } @else { div.full tabindex="0" {} }
                    }
                }
                dl {
                    @for ((slot, label), value) in fields(view, class).iter().zip(&self.values) {
                        @if !value.is_empty() {
                            div data-g=(slot) { dt { (label) } dd data-s=(slot) { (value_of(slot, value.trim_end_matches(' '))) } }
                        }
                    }
                    div data-g="id" {
                        dt { (view.pick("Fingerprint", "问题指纹")) }
                        dd { a data-s="id" href=(filter(&[("q", &self.id)])) { (self.id) } }
                    }
                    @if !self.rows.is_empty() {
                        div data-g="rows" {
                            dt { (view.pick("Rows", "日志行")) }
                            dd { ul.rows { @for row in &self.rows { (line(row)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// What stands beside a label: our words, or those of a log.
fn value_of(slot: &str, value: &str) -> Markup {
    if OURS.contains(&slot) { long(value) } else { quoted(value) }
}

/// Values that are texts of ours.
const OURS: [&str; 3] = ["why", "help", "clock"];

/// A text of ours in a line, cut where it is too long.
fn title(text: &str) -> Markup {
    match cut(text) {
        Some(short) => html! { (short) },
        None => ticked(text),
    }
}

fn line(row: &Place) -> Markup {
    html! {
        li {
            code data-s="place" { (row.at) } " "
            span data-s="words" { (title(&row.words)) }
            div.excerpt data-s="excerpt" { (quoted(&row.excerpt)) }
        }
    }
}

/// The template that the script fills.
pub(super) fn template(view: &View<'_>, class: Class, id: &str) -> Markup {
    html! { template id=(id) { (Card::blank().render(view, class)) } }
}

pub(super) fn badge_text(view: &View<'_>, severity: Severity) -> String {
    format!("{} {}", symbol(severity), severity.words().get(view.style.lang))
}

/// The shape and word of a severity.
pub(super) fn badge(view: &View<'_>, severity: Severity) -> Markup {
    html! { span.badge data-severity=(severity.code()) { (badge_text(view, severity)) } }
}
