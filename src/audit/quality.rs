//! Faults of the log itself: rows twice, rows that can't be read, bodies and persons nobody knows.

use std::collections::{BTreeMap, HashMap};

use super::book::Book;
use super::facts::Facts;
use super::rules::{DUPLICATE_ROW, REJECTED_ROW, UNKNOWN_BODY, UNKNOWN_PERSON};
use crate::finding::{Finding, Label, Place, RowRef, Subject};
use crate::log::{RowId, Symbol};
use crate::text::lang::{number, s};
use crate::text::{Words, say};

/// Reports what is wrong with the log itself.
pub(super) fn all(facts: &Facts<'_>, book: &mut Book<'_>, period: Option<&str>) {
    duplicates(facts, book);
    rejects(facts, book);
    strangers(facts, book, period);
}

fn place(row: RowId, excerpt: Words) -> Place {
    Place::Row(RowRef { input: row.input, row: u64::from(row.row), excerpt })
}

fn duplicates(facts: &Facts<'_>, book: &mut Book<'_>) {
    let events = &facts.reading.events;
    let mut times: HashMap<RowId, u32> = HashMap::new();
    for (row, first) in &facts.reading.duplicates {
        let Some(event) = events.of_row(*row).or_else(|| events.of_row(*first)) else {
            continue;
        };
        let time = times.entry(*first).or_insert(1);
        *time += 1;
        let said = [event.step, event.text, event.duty].map(|symbol| facts.text(symbol));
        let said = said.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        let when = facts.moment(event.at);
        let case = facts.text(event.case);
        let subject = Subject {
            case: Some(case.to_owned()),
            detail: Some(format!("{said} @ {when} #{time}")),
            ..Subject::default()
        };
        let nobody = facts.bodies.nobody();
        book.report(&DUPLICATE_ROW, subject.about(), (None, nobody), Some(event.at.start), || {
            let message = say!(
                "this row repeats another in every cell: {case}, {said}, {when}",
                "此行与另一行完全相同：{case}，{said}，{when}"
            );
            let words = Words::fixed("the same again", "重复");
            let label = Label { place: place(*row, words.clone()), words };
            let first_seen = Words::fixed("first seen here", "首次出现");
            Finding::new(&DUPLICATE_ROW, message, label)
                .help(Words::fixed(
                    "if the system exports rows twice, set `ignore_duplicate_rows = true`",
                    "如系统会重复导出，请设置`ignore_duplicate_rows = true`",
                ))
                .also(place(*first, first_seen.clone()), first_seen)
        });
    }
}

fn rejects(facts: &Facts<'_>, book: &mut Book<'_>) {
    // Rows alike in what they say are told apart by their number among those alike.
    let mut alike: BTreeMap<(&str, String), u32> = BTreeMap::new();
    for reject in &facts.reading.rejects {
        let case = facts.text(reject.case);
        let said = format!("{}: {}", reject.column, reject.reason.en);
        let number = alike.entry((case, said.clone())).or_default();
        *number += 1;
        let subject = Subject {
            case: (!case.is_empty()).then(|| case.to_owned()),
            detail: Some(format!("{said} #{number}")),
            ..Subject::default()
        };
        let nobody = facts.bodies.nobody();
        book.report(&REJECTED_ROW, subject.about(), (None, nobody), None, || {
            let (column, reason) = (&reject.column, &reject.reason);
            let message = if column.is_empty() {
                say!("the row can't be read: {reason}", "此行无法读取：{reason}", reason: reason)
            } else {
                say!(
                    "the row can't be read, column `{column}`: {reason}",
                    "此行无法读取，列`{column}`：{reason}",
                    reason: reason
                )
            };
            let label = Label { place: place(reject.row, Words::same(case)), words: reason.clone() };
            Finding::new(&REJECTED_ROW, message, label)
                .why(Words::fixed(
                    "it is counted and kept; what is missing in its case is not held against anybody",
                    "该行已计数并保留；同一案件中的缺失不作认定",
                ))
                .help(Words::fixed(
                    "correct the row and audit again; `--rejects FILE` writes all such rows out",
                    "请更正后重新审计；`--rejects 文件`可导出全部此类行",
                ))
        });
    }
}

/// Bodies and persons that the roster doesn't have, by what they did in the period.
fn strangers(facts: &Facts<'_>, book: &mut Book<'_>, period: Option<&str>) {
    let window = period.map(str::to_owned);
    if facts.model.bodies.is_empty() && facts.persons.is_empty() {
        return;
    }
    let mut rows: HashMap<Symbol, (u64, RowId)> = HashMap::new();
    let mut persons: HashMap<Symbol, (u64, RowId)> = HashMap::new();
    for event in facts.reading.events.iter() {
        if event.at.start > facts.as_of || !book.within(Some(event.at.start)) {
            continue;
        }
        rows.entry(event.body).or_insert((0, event.row)).0 += 1;
        if !facts.persons.is_empty() {
            for token in super::matching::persons_of(&event, facts.reading) {
                if facts.persons.index(*token).is_none() {
                    persons.entry(*token).or_insert((0, event.row)).0 += 1;
                }
            }
        }
    }
    let roster = !facts.model.bodies.is_empty();
    for index in facts.bodies.strangers().filter(|_| roster) {
        let name = facts.bodies.id(index);
        let symbol = facts.reading.strings.find(name);
        let Some((count, row)) = symbol.and_then(|symbol| rows.get(&symbol)) else {
            continue;
        };
        let subject =
            Subject { body: Some(name.to_owned()), window: window.clone(), ..Subject::default() };
        book.report(&UNKNOWN_BODY, subject.about(), (None, index), None, || {
            let (count, s) = (number(*count), s(*count));
            let message = say!(
                "the roster has no body `{name}` ({count} event{s})",
                "名册中没有单位`{name}`（{count}条记录）"
            );
            let words = Words::fixed("for example here", "例如此行");
            let label = Label { place: place(*row, Words::same(name)), words };
            Finding::new(&UNKNOWN_BODY, message, label).help(Words::fixed(
                "add the name to the aliases of the body it means, or the body to the roster",
                "请把该名称加入相应单位的别名，或在名册中增列该单位",
            ))
        });
    }
    let named = |(token, found)| (facts.text(token), found);
    let mut persons: Vec<_> = persons.into_iter().map(named).collect();
    persons.sort_unstable_by_key(|(token, _)| *token);
    for (token, (count, row)) in persons {
        let subject = Subject {
            person: Some(token.to_owned()),
            window: window.clone(),
            ..Subject::default()
        };
        let nobody = facts.bodies.nobody();
        book.report(&UNKNOWN_PERSON, subject.about(), (None, nobody), None, || {
            let (count, s) = (number(count), s(count));
            let message = say!(
                "the roster has no person {token} ({count} event{s})",
                "名册中没有人员{token}（{count}条记录）"
            );
            let words = Words::fixed("for example here", "例如此行");
            let label = Label { place: place(row, Words::same(token)), words };
            Finding::new(&UNKNOWN_PERSON, message, label).help(Words::fixed(
                "add the person to the roster, or correct the number",
                "请在名册中增列该人员，或更正编号",
            ))
        });
    }
}
