//! What was audited, the answer in a sentence, the score, and what became of earlier findings.

use maud::{Markup, html};

use super::{Section, bound, filter, long, named, table, ticked};
use crate::audit::outcome::Verdict;
use crate::report::answers;
use crate::report::course::share;
use crate::report::style::{Style, number, plain};
use crate::report::terminal;
use crate::report::view::{View, instant};
use crate::report::wire::{Change, Finding};
use crate::text::Lang;

/// Rows of sheets that were not understood and are listed; the rest is counted.
const FAULTS: usize = 5;
/// Findings of earlier audits that are listed; the rest is counted.
const LISTED: usize = 200;

/// The set, its version, the period, the instant, what the log covers.
pub(super) fn header(view: &View<'_>) -> Markup {
    let report = view.report;
    let log = &report.log;
    let days = match (&log.from, &log.until) {
        (Some(from), Some(until)) if from == until => Some(plain(from)),
        (Some(from), Some(until)) => Some(match view.style.lang {
            Lang::En => format!("{} to {}", plain(from), plain(until)),
            Lang::Zh => format!("{}至{}", plain(from), plain(until)),
        }),
        _ => None,
    };
    let period = report.period.as_deref().map(plain);
    let period = match (period, days) {
        (Some(period), Some(days)) if period != days => format!("{period} ({days})"),
        (Some(period), _) => period,
        (None, _) => view.pick("all that the log holds", "日志全部内容").to_owned(),
    };
    let begins = log.begins.as_deref().map(instant);
    html! {
        header.top {
            p.kind { (view.pick("Audit of duties against the responsibility list", "责任清单履职审计报告")) }
            h1 { (view.words(&report.set.title)) }
            dl.facts {
                div { dt { (view.pick("List", "清单")) } dd { (plain(&report.set.id)) } }
                div { dt { (view.pick("Version", "版本")) } dd { (plain(&report.set.version)) } }
                div { dt { (view.pick("Period", "期间")) } dd { (period) } }
                @if !report.as_of.is_empty() {
                    div { dt { (view.pick("As of", "截至")) } dd { (instant(&report.as_of)) } }
                }
                @if let Some(begins) = begins {
                    div { dt { (view.pick("Log begins", "日志起于")) } dd { (begins) } }
                }
                div {
                    dt { (view.pick("Cases · entries", "任务 · 记录")) }
                    dd { (number(log.cases)) " · " (number(log.events)) }
                }
            }
        }
    }
}

/// The sentence of verdict, the score, the change.
pub(super) fn verdict(view: &View<'_>) -> Markup {
    let report = view.report;
    // The words are those of the terminal; here a line may be as long as it likes.
    let sentence = terminal::summary(report, Style { width: usize::MAX, ..view.style });
    let counts = report.counts.by_severity;
    let mood = match (report.counts.by_class.fault, counts.error) {
        (0, _) => "good",
        (_, 0) => "warning",
        _ => "error",
    };
    html! {
        section.verdict id="verdict" aria-labelledby="verdict-title" data-mood=(mood) {
            h2 id="verdict-title" { (view.pick("Verdict", "结论")) }
            @for (at, line) in sentence.lines().enumerate() {
                p.sentence[at == 0] { (bound(line)) }
            }
            (score(view))
            @if let Some(change) = &report.change { (changed(view, change)) }
            (answered(view))
            @if !report.notes.is_empty() {
                ul.notes { @for note in &report.notes { li { (long(&view.words(note))) } } }
            }
        }
    }
}

fn score(view: &View<'_>) -> Markup {
    let verdicts = view.report.verdicts;
    let (met, judged) = (number(verdicts.met), number(verdicts.judged()));
    let score = share(verdicts);
    let others = verdicts.each().into_iter().filter(|(own, _)| *own != Verdict::Met);
    html! {
        div.score {
            p.big {
                @match &score {
                    Some(score) => strong { (score) },
                    None => strong { "–" },
                }
                span {
                    @match view.style.lang {
                        Lang::En => { (met) " met of " (judged) " obligations that were due and could be judged" },
                        Lang::Zh => { (bound(&format!("到期且可判定的履职项{judged}项，已履行{met}项"))) },
                    }
                }
            }
            dl.tiles {
                @for (verdict, count) in others {
                    div data-verdict=(verdict.code()) data-zero[count == 0] {
                        dt { (verdict.words().get(view.style.lang)) }
                        dd { (number(count)) }
                    }
                }
            }
        }
    }
}

/// What came of the sheets that went round.
fn answered(view: &View<'_>) -> Markup {
    let line = answers::line(view);
    let (faults, left) = answers::faults(view, FAULTS);
    html! {
        @if let Some(line) = line { p { (bound(&line)) } }
        @if !faults.is_empty() {
            ul.notes {
                @for fault in &faults { li { (long(fault)) } }
                @if left > 0 { li { (ticked(&and_more(view, usize::try_from(left).unwrap_or(usize::MAX)))) } }
            }
        }
    }
}

fn changed(view: &View<'_>, change: &Change) -> Markup {
    let earlier = change.period.as_deref().map_or_else(|| instant(&change.as_of), plain);
    let remaining = view.report.remaining.len() as u64;
    let status = |code: &'static str| Some(filter(&[("status", code)]));
    let tiles: [(&str, u64, Option<String>); 6] = [
        (view.pick("new", "新增"), change.new, status("new")),
        // What is open from earlier periods has a number of its own.
        (
            view.pick("persisting", "仍存在"),
            change.persisting.saturating_sub(remaining),
            status("persisting"),
        ),
        (view.pick("returned", "再次出现"), change.returned, status("returned")),
        (view.pick("resolved", "已解决"), change.resolved, Some("#resolved".to_owned())),
        (
            view.pick("open from earlier periods", "往期未结"),
            remaining,
            (remaining > 0).then(|| "#remaining".to_owned()),
        ),
        (view.pick("can't be told now", "本期日志无法判断"), change.cannot_tell, None),
    ];
    html! {
        h3 {
            @match view.style.lang {
                Lang::En => { "Since the audit of " (earlier) },
                Lang::Zh => { "与上次审计（" (earlier) "）相比" },
            }
        }
        dl.tiles.change {
            @for (word, count, link) in tiles {
                div data-zero[count == 0] {
                    dt { (word) }
                    dd {
                        @match link.filter(|_| count > 0) {
                            Some(link) => a href=(link) { (number(count)) },
                            None => (number(count)),
                        }
                    }
                }
            }
        }
    }
}

/// Findings of earlier periods that are still as they were.
pub(super) fn remaining(view: &View<'_>) -> Option<Section> {
    let own = &view.report.remaining;
    let count = number(own.len() as u64);
    (!own.is_empty()).then(|| Section {
        id: "remaining",
        title: match view.style.lang {
            Lang::En => format!("Still open from earlier periods ({count})"),
            Lang::Zh => format!("往期未结问题（{count}项）"),
        },
        content: html! {
            p.hint { (view.pick(
                "They belong to earlier periods and are in no other count of this report.",
                "以下问题属于往期，不计入本报告的其他数字。",
            )) }
            (earlier(view, own))
        },
    })
}

/// Findings of the newest earlier audit that are gone.
pub(super) fn resolved(view: &View<'_>) -> Option<Section> {
    let own = &view.report.resolved;
    let count = number(own.len() as u64);
    (!own.is_empty()).then(|| Section {
        id: "resolved",
        title: match view.style.lang {
            Lang::En => format!("Resolved since the last audit ({count})"),
            Lang::Zh => format!("上次审计后已解决（{count}项）"),
        },
        content: earlier(view, own),
    })
}

fn earlier(view: &View<'_>, findings: &[Finding]) -> Markup {
    let left = findings.len().saturating_sub(LISTED);
    html! {
        (table(
            view.pick("Earlier findings", "往期问题"),
            None,
            &[
                view.pick("Severity", "严重程度"),
                view.pick("What", "问题"),
                view.pick("Who answers", "责任单位"),
                view.pick("Case", "案件"),
                view.pick("Fingerprint", "问题指纹"),
            ],
            &html! { tbody {
                @for own in findings.iter().take(LISTED) {
                    tr {
                        td { (super::card::badge(view, own.severity)) }
                        td {
                            (long(&view.words(&own.message)))
                            @if own.status.as_deref() == Some("done-late") { " · " (super::card::status(view, "done-late")) }
                        }
                        td { (own.body.as_deref().map(|id| view.body(id)).unwrap_or_default()) }
                        (named(&plain(own.case.as_deref().unwrap_or_default())))
                        td.name { code { (plain(&own.id)) } }
                    }
                }
            } },
        ))
        @if left > 0 { p.hint { (ticked(&and_more(view, left))) } }
    }
}

/// What is left out of a list, and where it is.
pub(super) fn and_more(view: &View<'_>, left: usize) -> String {
    let left = number(left as u64);
    match view.style.lang {
        Lang::En => format!("and {left} more, in the JSON report (`--format json`)"),
        Lang::Zh => format!("另有{left}项，见 JSON 报告（`--format json`）"),
    }
}
