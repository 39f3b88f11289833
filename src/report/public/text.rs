//! A public report as text: for a terminal, in Markdown, as values.

use std::fmt::Write as _;

use super::{Cell, Count, Kept, Named, PublicReport, Why};
use crate::report::style::{Page, Style, number, plain};
use crate::text::Lang;

/// For a terminal.
pub fn terminal(report: &PublicReport, style: Style) -> String {
    let teller = Teller { lang: style.lang };
    let mut page = Page::new(style);
    page.line(&teller.title(report));
    page.gap();
    page.paragraph(0, &teller.sentence(report));
    for (heading, lines) in teller.parts(report) {
        page.heading(&heading);
        for (name, value) in lines {
            page.items("  ", &[name, value], " · ");
        }
    }
    page.gap();
    page.paragraph(0, &teller.footing(report));
    page.finish()
}

/// In Markdown.
pub fn markdown(report: &PublicReport, lang: Lang) -> String {
    let teller = Teller { lang };
    let mut text =
        format!("# {}\n\n{}\n", escape(&teller.title(report)), escape(&teller.sentence(report)));
    for (heading, lines) in teller.parts(report) {
        // Writing to a text can't fail.
        let _ = write!(text, "\n## {}\n\n| | |\n|---|---:|\n", escape(&heading));
        for (name, value) in lines {
            let _ = writeln!(text, "| {} | {} |", escape(&name), escape(&value));
        }
    }
    let _ = write!(text, "\n{}\n", escape(&teller.footing(report)));
    text
}

/// As values: a row per cell of the table.
pub fn csv(report: &PublicReport) -> String {
    let mut text = "\u{feff}duty,body,faults\r\n".to_owned();
    for cell in &report.table {
        let id = |own: &Option<Named>| own.as_ref().map(|own| quoted(&own.id)).unwrap_or_default();
        let count = match cell.faults {
            Count::Exact(count) => count.to_string(),
            Count::Withheld(Why::Small) => "<5".to_owned(),
            Count::Withheld(Why::Others) => "withheld".to_owned(),
        };
        let _ = write!(text, "{},{},{count}\r\n", id(&cell.duty), id(&cell.body));
    }
    text
}

fn quoted(text: &str) -> String {
    let text = plain(text);
    let risky = text.starts_with(['=', '+', '-', '@']);
    let text = if risky { format!("'{text}") } else { text };
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// A heading and its lines: a name and a number each.
type Part = (String, Vec<(String, String)>);

pub(super) struct Teller {
    pub(super) lang: Lang,
}

impl Teller {
    pub(super) fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    pub(super) fn title(&self, report: &PublicReport) -> String {
        let set = plain(report.set.title.get(self.lang));
        let period = report.period.as_deref().map(plain).unwrap_or_default();
        let day = PublicReport::day(&report.as_of);
        match (self.lang, period.is_empty()) {
            (Lang::En, true) => format!("{set} · as of {day}"),
            (Lang::En, false) => format!("{set} · {period} · as of {day}"),
            (Lang::Zh, true) => format!("{set} · 截至{day}"),
            (Lang::Zh, false) => format!("{set} · {period} · 截至{day}"),
        }
    }

    pub(super) fn sentence(&self, report: &PublicReport) -> String {
        let faults = match (report.faults, self.lang) {
            (Count::Exact(count), Lang::En) => format!("{} findings.", number(count)),
            (Count::Exact(count), Lang::Zh) => format!("共{}项问题。", number(count)),
            (Count::Withheld(Why::Small), Lang::En) => "Fewer than 5 findings.".to_owned(),
            (Count::Withheld(Why::Small), Lang::Zh) => "问题少于5项。".to_owned(),
            (Count::Withheld(Why::Others), Lang::En) => {
                "The number of findings is withheld, because small numbers could be worked out of it."
                    .to_owned()
            }
            (Count::Withheld(Why::Others), Lang::Zh) => {
                "问题总数不予公布，以免据以推算出小数目。".to_owned()
            }
        };
        let all = report.kept.iter().find(|own| own.duty.is_none());
        all.map_or(faults.clone(), |all| {
            format!("{faults}{}{}", self.pick(" ", ""), self.kept(all))
        })
    }

    fn kept(&self, own: &Kept) -> String {
        let (about, least) = (number(own.about), own.at_least);
        match self.lang {
            Lang::En => {
                format!("At least {least}% of about {about} obligations were kept in time.")
            }
            Lang::Zh => format!("约{about}项应履行事项中，至少{least}%按时履行。"),
        }
    }

    pub(super) fn count(&self, count: Count) -> String {
        match count {
            Count::Exact(count) => number(count),
            Count::Withheld(Why::Small) => "<5".to_owned(),
            Count::Withheld(Why::Others) => self.pick("withheld", "不予公布").to_owned(),
        }
    }

    pub(super) fn named(&self, own: &Named) -> String {
        let title = plain(own.title.get(self.lang));
        if title == own.id { title } else { format!("{} {title}", plain(&own.id)) }
    }

    fn cell(&self, cell: &Cell) -> (String, String) {
        let Some(body) = &cell.body else {
            return (self.others(), self.count(cell.faults));
        };
        let duty = cell.duty.as_ref().map_or_else(|| self.no_duty(), |own| self.named(own));
        let body = plain(body.title.get(self.lang));
        (format!("{duty} · {body}"), self.count(cell.faults))
    }

    pub(super) fn no_duty(&self) -> String {
        self.pick("under no duty", "不属于任何责任事项").to_owned()
    }

    /// What is no body's of the roster, or outside what a body has to do with.
    pub(super) fn others(&self) -> String {
        self.pick(
            "all others, of no body of the roster or outside its duties",
            "其他：不属于名册所列单位，或超出其责任范围",
        )
        .to_owned()
    }

    fn parts(&self, report: &PublicReport) -> Vec<Part> {
        let mut parts = Vec::new();
        let kept: Vec<_> =
            report.kept.iter().filter_map(|own| Some((own.duty.as_ref()?, own))).collect();
        if !kept.is_empty() {
            let line = |(duty, own): (&Named, &Kept)| {
                let (about, least) = (number(own.about), own.at_least);
                let share = match self.lang {
                    Lang::En => format!("at least {least}% of about {about}"),
                    Lang::Zh => format!("约{about}项中至少{least}%"),
                };
                (self.named(duty), share)
            };
            let heading = self.pick("Kept in time, by duty", "各责任事项按时履行情况").to_owned();
            parts.push((heading, kept.into_iter().map(line).collect()));
        }
        // Where nothing is told, a line would say nothing.
        let shown = report.table.iter().filter(|cell| matches!(cell.faults, Count::Exact(_)));
        let mut lines: Vec<_> = shown.map(|cell| self.cell(cell)).collect();
        let withheld = report.withheld() as u64;
        if withheld > 0 {
            let text = match self.lang {
                Lang::En => "cells with fewer than 5, or withheld to protect those".to_owned(),
                Lang::Zh => "少于5项或为保护此类数目而不予公布的格数".to_owned(),
            };
            lines.push((text, number(withheld)));
        }
        parts.push((
            self.pick("Findings, by duty and body", "各责任事项、各单位问题数").to_owned(),
            lines,
        ));
        if !report.by_rule.is_empty() {
            let line = |own: &super::OfRule| (self.named(&own.rule), self.count(own.faults));
            let lines = report.by_rule.iter().map(line).collect();
            parts.push((self.pick("Findings, by rule", "各类问题数").to_owned(), lines));
        }
        parts
    }

    pub(super) fn footing(&self, report: &PublicReport) -> String {
        let (version, set) = (&report.remit.version, plain(&report.set.id));
        let own = plain(&report.set.version);
        match self.lang {
            Lang::En => format!(
                "Counts only; below 5 they are withheld, and with them whatever would give them away. No case, \
                 person or place is named. List: {set} {own}; made by remit {version}."
            ),
            Lang::Zh => format!(
                "仅公布数目；少于5的不予公布，可据以推算者一并不予公布。不涉及任何案件、个人和地点。清单：{set} {own}；由 remit {version} 生成。"
            ),
        }
    }
}
