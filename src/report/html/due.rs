//! What falls due within seven days of as-of, by body and day; and what of it by Friday.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use maud::{Markup, html};

use super::{Section, bound, named};
use crate::report::style::{number, plain};
use crate::report::view::{View, instant};
use crate::report::wire::DueItem;
use crate::text::Lang;

/// Items by the body that answers, bodies in the order of their first item.
struct Group<'r> {
    body: &'r str,
    items: Vec<&'r DueItem>,
}

pub(super) fn section(view: &View<'_>) -> Option<Section> {
    let report = view.report;
    if report.due.is_empty() {
        return None;
    }
    let count = number(report.due_count);
    let groups = groups(view);
    let mut days: Vec<String> = report.due.iter().map(|item| day(&item.due)).collect();
    days.sort_unstable();
    days.dedup();
    let span = report.due_days;
    let unlisted = report.due_count.saturating_sub(report.due.len() as u64);
    Some(Section {
        id: "due",
        title: match view.style.lang {
            Lang::En => format!("Due within {span} days ({count})"),
            Lang::Zh => format!("{span}日内到期（{count}项）"),
        },
        content: html! {
            @if let Some(friday) = friday(view) { p.sentence { (bound(&friday)) } }
            (table(view, &groups, &days))
            @for group in &groups { (list(view, group)) }
            @if unlisted > 0 {
                p.hint { @match view.style.lang {
                    Lang::En => { (number(unlisted)) " later ones are counted and not listed." },
                    Lang::Zh => { "另有" (number(unlisted)) "项到期较晚，只计数、不列出。" },
                } }
            }
        },
    })
}

fn groups<'r>(view: &View<'r>) -> Vec<Group<'r>> {
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'r>> = Vec::new();
    for item in &view.report.due {
        let place = *at.entry(item.body.as_str()).or_insert_with(|| {
            groups.push(Group { body: &item.body, items: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.items.push(item);
        }
    }
    // Who has most to do stands first.
    groups.sort_by_key(|group| std::cmp::Reverse(group.items.len()));
    groups
}

fn day(instant: &str) -> String {
    instant.chars().take(10).collect()
}

/// `Fri 02-20`; what is no date stays as it is.
fn shown_day(view: &View<'_>, day: &str) -> String {
    let Ok(date) = day.parse::<Date>() else {
        return plain(day);
    };
    let word = match date.weekday() {
        Weekday::Monday => view.pick("Mon", "周一"),
        Weekday::Tuesday => view.pick("Tue", "周二"),
        Weekday::Wednesday => view.pick("Wed", "周三"),
        Weekday::Thursday => view.pick("Thu", "周四"),
        Weekday::Friday => view.pick("Fri", "周五"),
        Weekday::Saturday => view.pick("Sat", "周六"),
        Weekday::Sunday => view.pick("Sun", "周日"),
    };
    format!("{word} {:02}-{:02}", date.month(), date.day())
}

/// The next Friday, today's included.
pub(super) fn next_friday(as_of: &str) -> Option<Date> {
    let today: Date = day(as_of).parse().ok()?;
    let mut date = today;
    while date.weekday() != Weekday::Friday {
        date = date.tomorrow().ok()?;
    }
    Some(date)
}

/// `By Friday 2026-02-20: 12 of these.`
fn friday(view: &View<'_>) -> Option<String> {
    let report = view.report;
    let friday = next_friday(&report.as_of)?;
    let until = friday.to_string();
    let count = report.due.iter().filter(|item| day(&item.due) <= until).count() as u64;
    // Items are listed soonest first: beyond the last of them there may be more by Friday.
    let all = report.due_count == report.due.len() as u64;
    let certain = all || report.due.last().is_some_and(|last| day(&last.due) > until);
    let count = number(count);
    Some(match (view.style.lang, certain) {
        (Lang::En, true) => format!("By the end of Friday {until}: {count}."),
        (Lang::En, false) => format!("By the end of Friday {until}: {count} or more."),
        (Lang::Zh, true) => format!("{until}（周五）终了前到期：{count}项。"),
        (Lang::Zh, false) => format!("{until}（周五）终了前到期：至少{count}项。"),
    })
}

fn table(view: &View<'_>, groups: &[Group<'_>], days: &[String]) -> Markup {
    let of = |group: &Group<'_>, own: &String| {
        group.items.iter().filter(|item| day(&item.due) == *own).count() as u64
    };
    let days_shown: Vec<_> = days.iter().map(|own| shown_day(view, own)).collect();
    let mut heads = vec![view.pick("Body", "单位")];
    heads.extend(days_shown.iter().map(String::as_str));
    heads.push(view.pick("All", "合计"));
    super::table(
        view.pick("Due by body and day", "按单位和日期统计的到期事项"),
        Some("numbers"),
        &heads,
        &html! { tbody {
            @for group in groups {
                tr {
                    th scope="row" { (view.body(group.body)) }
                    @for own in days {
                        @let count = of(group, own);
                        td { @if count > 0 { (number(count)) } }
                    }
                    td { strong { (number(group.items.len() as u64)) } }
                }
            }
        } },
    )
}

fn list(view: &View<'_>, group: &Group<'_>) -> Markup {
    let count = number(group.items.len() as u64);
    html! {
        details.due {
            summary {
                @match view.style.lang {
                    Lang::En => { (view.body(group.body)) ": " (count) },
                    Lang::Zh => { (view.body(group.body)) "：" (count) "项" },
                }
            }
            (super::table(
                &view.body(group.body),
                None,
                &[view.pick("Due", "到期时间"), view.pick("What", "事项"), view.pick("Case", "案件")],
                &html! { tbody {
                    @for item in &group.items {
                        tr {
                            td.time { (instant(&item.due)) }
                            td { (plain(&item.duty)) " " (view.words(&item.title)) }
                            (named(&plain(&item.case)))
                        }
                    }
                } },
            ))
        }
    }
}
