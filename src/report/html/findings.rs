//! The findings: filters, cards, what is only counted; clues and signals apart from the faults.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Section;
use super::card::{Card, template};
use crate::finding::Class;
use crate::report::style::{number, plain};
use crate::report::view::View;
use crate::report::wire::{Finding, More};
use crate::text::Lang;

/// Cards that stand in the page for readers without the script.
const WORST: usize = 36;
/// Of one rule.
const OF_RULE: usize = 4;

/// The faults, with the filters that hold for clues and signals too.
pub(super) fn faults(view: &View<'_>) -> Section {
    let counts = view.report.counts.by_class;
    let count = number(counts.fault);
    Section {
        id: "findings",
        title: match view.style.lang {
            Lang::En => format!("Findings ({count})"),
            Lang::Zh => format!("问题清单（{count}项）"),
        },
        content: html! {
            @if view.report.findings.is_empty() {
                p { (view.pick("Nothing was found.", "没有发现问题。")) }
            } @else {
                (filters(view))
                (list(view, Class::Fault, "faults"))
            }
            (more(view, |class| class == Class::Fault))
        },
    }
}

/// Clues and signals, which accuse nobody.
pub(super) fn looks(view: &View<'_>) -> Option<Section> {
    let counts = view.report.counts.by_class;
    let (clues, signals) = (number(counts.clue), number(counts.signal));
    (counts.clue + counts.signal > 0).then(|| Section {
        id: "looks",
        title: match view.style.lang {
            Lang::En => format!("To look at: clues ({clues}) and signals ({signals})"),
            Lang::Zh => format!("供研判：线索（{clues}条）与异常信号（{signals}条）"),
        },
        content: html! {
            p.hint { (view.pick(
                "These accuse nobody. A clue shows cases that belong together; a signal asks somebody to look. They are no faults and are in no score.",
                "以下内容不表示任何人有错：线索提示彼此相关的案件，信号提请人工核查；均不是问题，也不计入得分。",
            )) }
            (list(view, Class::Clue, "look"))
            (more(view, |class| class != Class::Fault))
        },
    })
}

/// Cards of the most severe findings, a few of each rule; the script puts all of them in their
/// place.
fn list(view: &View<'_>, class: Class, id: &str) -> Markup {
    let own = |finding: &&Finding| (finding.class == Class::Fault) == (class == Class::Fault);
    let all = view.report.findings.iter().filter(own);
    let kept = all.clone().count();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown: Vec<&Finding> = Vec::new();
    for finding in all {
        let times = times.entry(&finding.rule).or_default();
        *times += 1;
        if *times <= OF_RULE && shown.len() < WORST {
            shown.push(finding);
        }
    }
    let count = shown.len();
    html! {
        noscript {
            p.hint { @match view.style.lang {
                Lang::En => { "Scripts are off: " (count) " of " (number(kept as u64)) " are shown, the worst of each rule. Filters need scripts." },
                Lang::Zh => { "脚本已停用：此处按规则列出最重的" (count) "项（共" (number(kept as u64)) "项）；筛选需启用脚本。" },
            } }
        }
        p.result id={ (id) "-result" } role="status" tabindex="-1" {}
        div.cards id={ (id) "-cards" } {
            @for finding in shown { (Card::of(view, finding).render(view, finding.class)) }
        }
        p.more hidden { button type="button" id={ (id) "-more" } { (view.pick("Show more", "显示更多")) } }
        (template(view, class, &format!("{id}-card")))
    }
}

fn filters(view: &View<'_>) -> Markup {
    let selects = [
        ("severity", view.pick("Severity", "严重程度")),
        ("rule", view.pick("Rule", "规则")),
        ("duty", view.pick("Duty", "责任事项")),
        ("body", view.pick("Body", "单位")),
        ("status", view.pick("Status", "状态")),
    ];
    html! {
        div.filters id="filters" role="search" aria-label=(view.pick("Filter findings", "筛选问题")) hidden {
            div.wide {
                label for="by-q" { (view.pick("Search (key /)", "搜索（按 / 键）")) }
                input id="by-q" type="search" autocomplete="off" spellcheck="false"
                    placeholder=(view.pick("case, words, fingerprint", "案件编号、文字、问题指纹"));
            }
            @for (key, label) in selects {
                div data-by=(key) {
                    label for={ "by-" (key) } { (label) }
                    select id={ "by-" (key) } { option value="" { (view.pick("all", "全部")) } }
                }
            }
            div.check data-by="waived" {
                input id="by-waived" type="checkbox";
                label for="by-waived" { (view.pick("only waived", "仅看已豁免")) }
            }
            div.buttons {
                button type="button" id="reset" { (view.pick("Clear filters", "清除筛选")) }
                " "
                button type="button" id="print" { (view.pick("Print", "打印")) }
            }
        }
        p.filtered id="filtered" hidden {}
    }
}

/// What is counted and not listed.
fn more(view: &View<'_>, wanted: impl Fn(Class) -> bool) -> Markup {
    let class = |own: &More| view.rule(&own.rule).map(|rule| rule.class).unwrap_or_default();
    let more: Vec<&More> = view.report.more.iter().filter(|own| wanted(class(own))).collect();
    let total: u64 = more.iter().map(|own| own.count).sum();
    html! {
        @if total > 0 {
            details.counted {
                summary { @match view.style.lang {
                    Lang::En => { (number(total)) " more are counted everywhere above and not listed" },
                    Lang::Zh => { "另有" (number(total)) "项已计入以上各数，但未逐项列出" },
                } }
                p { @match view.style.lang {
                    Lang::En => { "The report keeps " (number(view.report.options.keep)) " of each rule and duty; " code { "--keep N" } " keeps more." },
                    Lang::Zh => { "报告对每条规则、每个责任事项最多保留" (number(view.report.options.keep)) "项；用 " code { "--keep N" } " 可保留更多。" },
                } }
                table.numbers {
                    thead { tr {
                        th scope="col" { (view.pick("Rule", "规则")) }
                        th scope="col" { (view.pick("Duty", "责任事项")) }
                        th scope="col" { (view.pick("Not listed", "未列出")) }
                    } }
                    tbody {
                        @for own in more {
                            tr {
                                th scope="row" { (rule(view, &own.rule)) }
                                td { (own.duty.as_deref().map(|id| view.duty(id)).unwrap_or_default()) }
                                td { (number(own.count)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A rule by its name and what people call it.
fn rule(view: &View<'_>, id: &str) -> String {
    match view.rule(id) {
        Some(own) => format!("{} {}", plain(id), view.words(&own.title)),
        None => plain(id),
    }
}
