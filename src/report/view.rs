//! A report with what it takes to speak about it: names of things, and places.

use std::collections::HashMap;

use super::style::{Ink, Style, number, paint, plain};
use super::wire::{Body, Clause, Duty, Input, Report, Row, RuleInfo};
use crate::text::Words;
use crate::text::lang::s;
use crate::text::width::cut;

/// A report and how it is told.
pub(super) struct View<'r> {
    pub(super) report: &'r Report,
    pub(super) style: Style,
    duties: HashMap<&'r str, &'r Duty>,
    bodies: HashMap<&'r str, &'r Body>,
    /// By duty and step.
    steps: HashMap<(&'r str, &'r str), &'r Words>,
    rules: HashMap<&'r str, &'r RuleInfo>,
    /// What each input is called.
    paths: Vec<String>,
}

impl<'r> View<'r> {
    pub(super) fn new(report: &'r Report, style: Style) -> Self {
        Self {
            report,
            style,
            duties: report.duties.iter().map(|duty| (duty.id.as_str(), duty)).collect(),
            bodies: report.bodies.iter().map(|body| (body.id.as_str(), body)).collect(),
            steps: steps(report),
            paths: short_names(report),
            rules: report.rules.iter().map(|rule| (rule.id.as_str(), rule)).collect(),
        }
    }

    /// A text of the report, harmless and in the style's language.
    pub(super) fn words(&self, words: &Words) -> String {
        plain(words.get(self.style.lang))
    }

    /// Which of two texts is in the style's language.
    pub(super) fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        self.style.pick(en, zh)
    }

    /// What each input is called.
    pub(super) fn paths(&self) -> &[String] {
        &self.paths
    }

    /// `PP-03 Disputes found and resolved`.
    pub(super) fn duty(&self, id: &str) -> String {
        match self.duties.get(id) {
            Some(duty) => {
                let title = self.words(&duty.title);
                if title == id { plain(id) } else { format!("{} {title}", plain(id)) }
            }
            None => plain(id),
        }
    }

    /// What people call a step of a duty; its id where the report does not say.
    pub(super) fn step(&self, duty: &str, step: &str) -> String {
        self.steps.get(&(duty, step)).map_or_else(|| plain(step), |title| self.words(title))
    }

    /// What people call a body.
    pub(super) fn body(&self, id: &str) -> String {
        if id.is_empty() {
            return self.style.pick("(no body named)", "（未注明单位）").to_owned();
        }
        self.bodies.get(id).map_or_else(|| plain(id), |body| self.words(&body.title))
    }

    /// What the report knows of a body.
    pub(super) fn known_body(&self, id: &str) -> Option<&'r Body> {
        self.bodies.get(id).copied()
    }

    /// What the report knows of a duty.
    pub(super) fn known_duty(&self, id: &str) -> Option<&'r Duty> {
        self.duties.get(id).copied()
    }

    /// What the report knows of a rule.
    pub(super) fn rule(&self, id: &str) -> Option<&'r RuleInfo> {
        self.rules.get(id).copied()
    }

    /// `tasks.csv:34`, `tasks.xlsx:Sheet1:34`; with its folder where two logs have one name.
    pub(super) fn row(&self, row: &Row) -> String {
        let path = usize::try_from(row.input).ok().and_then(|at| self.paths.get(at));
        let path = path.map_or("?", String::as_str);
        match &row.place {
            Some(place) => format!("{path}:{}", self.words(place)),
            None => format!("{path}:{}", row.row),
        }
    }

    /// How a file is written: encoding and separators, or its format, and where the header is.
    pub(super) fn form(&self, input: &Input) -> Vec<String> {
        let mut items = Vec::new();
        if input.format == "csv" {
            items.push(plain(&input.encoding));
            items.push(match input.delimiter {
                '\t' => self.style.pick("tabs", "制表符分隔").to_owned(),
                own => match self.style.lang {
                    crate::text::Lang::En => format!("`{own}` between cells"),
                    crate::text::Lang::Zh => format!("以`{own}`分隔"),
                },
            });
        } else {
            items.push(plain(&input.format));
        }
        if input.header_row > 0 {
            items.push(match self.style.lang {
                crate::text::Lang::En => format!("header in row {}", input.header_row),
                crate::text::Lang::Zh => format!("表头在第{}行", input.header_row),
            });
        }
        items
    }

    /// The instant as of which the report holds: `as of 2026-02-15 23:59`.
    pub(super) fn as_of(&self) -> String {
        use crate::text::Lang;
        match (instant(&self.report.as_of), self.style.lang) {
            (at, _) if at.is_empty() => {
                self.pick("no event has a time", "没有带时间的事件").to_owned()
            }
            (at, Lang::En) => format!("as of {at}"),
            (at, Lang::Zh) => format!("截至 {at}"),
        }
    }

    /// `12 cases` in either language.
    pub(super) fn count(&self, count: u64, one: &str, zh: &str) -> String {
        let shown = number(count);
        let ending = s(count);
        match self.style.lang {
            crate::text::Lang::En => format!("{shown} {one}{ending}"),
            crate::text::Lang::Zh => format!("{shown}{zh}"),
        }
    }
}

/// What steps are called, as far as anything is asked of them or they fall due.
fn steps(report: &Report) -> HashMap<(&str, &str), &Words> {
    let due = report.due.iter().map(|own| ((own.duty.as_str(), own.step.as_str()), &own.title));
    let asked = report.obligations.iter().filter(|own| own.kind == "done");
    let asked =
        asked.filter_map(|own| Some(((own.duty.as_str(), own.step.as_deref()?), &own.title)));
    due.chain(asked).collect()
}

/// The inputs by their file names; by their paths where names repeat.
fn short_names(report: &Report) -> Vec<String> {
    let name = |path: &str| plain(path.rsplit('/').next().unwrap_or(path));
    // Several sheets of one file are no two files.
    let mut paths: Vec<&str> = report.inputs.iter().map(|input| input.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
    let once = |own: &String| names.iter().filter(|other| *other == own).count() == 1;
    let short = |input: &Input| {
        let own = name(&input.path);
        let own = if once(&own) { own } else { plain(&input.path) };
        match &input.table {
            Some(table) => format!("{own}:{}", plain(table)),
            None => own,
        }
    };
    report.inputs.iter().map(short).collect()
}

/// `lists/duties.yaml:12:5`.
pub(super) fn clause(clause: &Clause) -> String {
    let path = plain(&clause.path);
    match (clause.line, clause.column) {
        (Some(line), Some(column)) => format!("{path}:{line}:{column}"),
        _ => path,
    }
}

/// `2026-02-15 23:59` from an instant of the report.
pub(super) fn instant(text: &str) -> String {
    let text: String = text.chars().take(16).collect();
    plain(&text.replace('T', " "))
}

/// A remark in the margin, such as `why`, set apart from what follows.
pub(super) fn margin(word: &str, columns: usize) -> String {
    let word = cut(word, columns);
    let space = " ".repeat(columns.saturating_sub(crate::text::width::width(&word)) + 1);
    format!("{}{space}", paint(Ink::Dim, &word))
}
