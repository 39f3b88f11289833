//! Every obligation with its eight verdicts, to be compared with what other tools count.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, Row, Width};

use crate::audit::outcome::Verdict;
use crate::report::style::{Ink, Page, number, paint, plain};
use crate::report::view::View;
use crate::report::wire::Verdicts;
use crate::text::Lang;
use crate::text::width::{width, wrap};

/// With less room for names than this there is no table.
const NARROWEST: usize = 14;

pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let own = &view.report.obligations;
    let shown = shown(view);
    let heads: Vec<String> = shown.iter().map(|verdict| head(view, *verdict)).collect();
    let each = |verdicts: &Verdicts| -> Vec<(Verdict, u64)> {
        verdicts.each().into_iter().filter(|(verdict, _)| shown.contains(verdict)).collect()
    };
    let totals = each(&view.report.verdicts);
    let counts = |at: usize| {
        let one = own.iter().filter_map(move |o| each(&o.verdicts).get(at).map(|(_, n)| *n));
        one.chain(totals.get(at).map(|(_, n)| *n))
    };
    let columns: Vec<usize> = (0..heads.len())
        .map(|at| {
            let numbers = counts(at).map(|count| number(count).len()).max().unwrap_or(1);
            let head = heads.get(at).map_or(0, |head| head.lines().map(width).max().unwrap_or(0));
            numbers.max(head)
        })
        .collect();
    // A border and the space within it for each column, and one border more.
    let taken: usize = columns.iter().map(|column| column + 2).sum::<usize>() + 5;
    let free = view.style.width.saturating_sub(taken);
    if free < NARROWEST {
        lines(view, page);
        return;
    }
    let longest = own.iter().map(|o| width(&plain(&o.name))).max().unwrap_or(8);
    let name = longest.min(free);
    // The words of an obligation are shown where there is room for them.
    let words = Some(free.saturating_sub(name + 3)).filter(|room| *room >= 24);
    let mut table = view.style.table();
    let mut header = vec![Cell::new(view.style.pick("obligation", "义务"))];
    if words.is_some() {
        header.push(Cell::new(view.style.pick("what it asks", "要求")));
    }
    header.extend(heads.iter().map(Cell::new));
    table.set_header(Row::from(header));
    for obligation in own {
        let mut shown = plain(&obligation.name);
        if obligation.counted {
            shown = format!("{shown} *");
        }
        let mut row = vec![Cell::new(wrap(&shown, name.max(4)).join("\n"))];
        if let Some(room) = words {
            row.push(Cell::new(wrap(&view.words(&obligation.title), room).join("\n")));
        }
        for (verdict, count) in each(&obligation.verdicts) {
            row.push(Cell::new(inked(verdict, count)));
        }
        table.add_row(row);
    }
    let mut row = vec![Cell::new(view.style.pick("all but *", "合计（不含*）"))];
    row.extend(words.map(|_| Cell::new("")));
    row.extend(totals.iter().map(|(verdict, count)| Cell::new(inked(*verdict, *count))));
    table.add_row(row);
    let first = if words.is_some() { 2 } else { 1 };
    for (at, column) in table.column_iter_mut().enumerate() {
        if at >= first {
            column.set_cell_alignment(CellAlignment::Right);
            column.set_padding((1, 0));
            let own = columns.get(at - first).copied().unwrap_or(1) + 1;
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
                u16::try_from(own).unwrap_or(u16::MAX),
            )));
        }
    }
    page.gap();
    page.block(&table.to_string());
    footer(view, page);
}

/// Without a table, where the terminal is too narrow for one.
fn lines(view: &View<'_>, page: &mut Page) {
    let totals = (view.style.pick("all but *", "合计（不含*）").to_owned(), view.report.verdicts);
    let each = view.report.obligations.iter().map(|own| {
        let star = if own.counted { " *" } else { "" };
        (format!("{}{star}", plain(&own.name)), own.verdicts)
    });
    let shown = shown(view);
    page.gap();
    for (name, verdicts) in each.chain([totals]) {
        page.hanging("", &paint(Ink::Strong, &name));
        let items: Vec<String> = verdicts
            .each()
            .into_iter()
            .filter(|(verdict, _)| shown.contains(verdict))
            .map(|(verdict, count)| {
                format!("{} {}", verdict.words().get(view.style.lang), inked(verdict, count))
            })
            .collect();
        page.items("  ", &items, " · ");
    }
    footer(view, page);
}

fn footer(view: &View<'_>, page: &mut Page) {
    page.paragraph(
        0,
        &paint(
            Ink::Dim,
            view.style.pick(
                "* counted only: never a finding, and no part of the totals",
                "* 仅计数：不构成问题，也不计入合计",
            ),
        ),
    );
    if shown(view).contains(&Verdict::Vacuous) {
        page.paragraph(
            0,
            &paint(
                Ink::Dim,
                view.style.pick(
                    "vacuous: nothing in the case calls for the rule; no part of any rate",
                    "未触发：案件中没有使规则生效的环节；不计入任何比率",
                ),
            ),
        );
    }
    reasons(view, page);
}

/// The verdicts that have a column: all of them, and that nothing called for a relation only where
/// there was such a case.
fn shown(view: &View<'_>) -> Vec<Verdict> {
    let vacuous = view.report.obligations.iter().any(|own| own.verdicts.vacuous > 0);
    let all = Verdict::ALL.into_iter();
    all.filter(|verdict| vacuous || *verdict != Verdict::Vacuous).collect()
}

/// A column's heading, in two lines where it has two words.
fn head(view: &View<'_>, verdict: Verdict) -> String {
    let words = verdict.words();
    match (view.style.lang, verdict) {
        (Lang::En, Verdict::NotApplicable) => "n/a".to_owned(),
        (Lang::Zh, Verdict::CannotTell) => "无法\n判定".to_owned(),
        (lang, _) => words.get(lang).replace(' ', "\n"),
    }
}

fn inked(verdict: Verdict, count: u64) -> String {
    let shown = number(count);
    match (count, verdict) {
        (0, _) => paint(Ink::Dim, &shown),
        (_, Verdict::Late | Verdict::Missing) => paint(Ink::Error, &shown),
        (_, Verdict::CannotTell) => paint(Ink::Warning, &shown),
        _ => shown,
    }
}

/// Why the log could not tell, obligation by obligation.
fn reasons(view: &View<'_>, page: &mut Page) {
    let with = view.report.obligations.iter().filter(|own| !own.reasons.is_empty());
    let mut first = true;
    for own in with {
        if std::mem::take(&mut first) {
            page.heading(view.style.pick("Why the log can't tell", "无法判定的原因"));
        }
        for reason in &own.reasons {
            let words = view.words(&reason.reason);
            let (name, count) = (plain(&own.name), number(reason.count));
            page.hanging(
                "  ",
                &match view.style.lang {
                    Lang::En => format!("{name}: {count} — {words}"),
                    Lang::Zh => format!("{name}：{count}——{words}"),
                },
            );
        }
    }
}
