//! A saved audit beside the same audit done again.

use super::style::{Ink, Page, Style, paint, plain};
use super::wire::Report;
use crate::text::{Words, say};

/// What became of a log since it was audited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It has the same bytes.
    Same,
    /// It has other bytes.
    Changed,
    /// It is not there.
    Gone,
    /// It was not there.
    New,
}

/// How a saved audit and its repetition compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The saved report has the bytes that its own digest says.
    pub untouched: bool,
    /// The logs by path.
    pub inputs: Vec<(String, Fate)>,
    /// What was found is the same.
    pub same_result: bool,
    /// Versions of program and set, then and now, if they differ.
    pub versions: Vec<(Words, String, String)>,
}

impl Comparison {
    /// Whether the saved audit can be relied upon.
    pub fn holds(&self) -> bool {
        self.untouched
            && self.same_result
            && self.inputs.iter().all(|(_, fate)| *fate == Fate::Same)
    }
}

/// Compares.
pub fn compare(saved: &Report, again: &Report) -> Comparison {
    let mut resealed = saved.clone();
    let untouched = resealed.seal().is_ok() && resealed.digests == saved.digests;
    let find = |report: &Report, path: &str| {
        report.inputs.iter().find(|input| input.path == path).map(|input| input.sha256.clone())
    };
    let mut inputs: Vec<(String, Fate)> = saved
        .inputs
        .iter()
        .map(|input| {
            let fate = match find(again, &input.path) {
                Some(now) if now == input.sha256 => Fate::Same,
                Some(_) => Fate::Changed,
                None => Fate::Gone,
            };
            (input.path.clone(), fate)
        })
        .collect();
    let new = again.inputs.iter().filter(|input| find(saved, &input.path).is_none());
    inputs.extend(new.map(|input| (input.path.clone(), Fate::New)));
    let mut versions = Vec::new();
    for (what, then, now) in [
        (Words::same("remit".to_owned()), &saved.remit.version, &again.remit.version),
        (Words::fixed("list", "清单"), &saved.set.version, &again.set.version),
    ] {
        if then != now {
            versions.push((what, then.clone(), now.clone()));
        }
    }
    let same_result = saved.digests.result == again.digests.result;
    Comparison { untouched, inputs, same_result, versions }
}

/// In words.
pub fn render(own: &Comparison, style: Style) -> String {
    let mut page = Page::new(style);
    let mut line = |good: bool, words: &Words| {
        let mark = if good {
            paint(Ink::Good, style.pick("same   ", "一致"))
        } else {
            paint(Ink::Error, style.pick("differs", "不符"))
        };
        page.hanging(&format!("{mark}  "), &plain(words.get(style.lang)));
    };
    let report = if own.untouched {
        Words::fixed("the saved report is as it was written", "已保存的报告未被改动")
    } else {
        Words::fixed(
            "the saved report was changed after it was written: its digest is another",
            "已保存的报告写成后被改动：摘要不符",
        )
    };
    line(own.untouched, &report);
    for (path, fate) in &own.inputs {
        let words = match fate {
            Fate::Same => say!("{path}", "{path}"),
            Fate::Changed => say!("{path} has other bytes", "{path}内容已变"),
            Fate::Gone => say!("{path} is not there any more", "{path}已不存在"),
            Fate::New => say!("{path} was not there then", "{path}当时不存在"),
        };
        line(*fate == Fate::Same, &words);
    }
    let result = if own.same_result {
        Words::fixed("the audit repeated finds the same", "重做审计，结果相同")
    } else {
        Words::fixed("the audit repeated finds something else", "重做审计，结果不同")
    };
    line(own.same_result, &result);
    for (what, then, now) in &own.versions {
        let words = say!("{what}: version {then} then, {now} now", "{what}：当时版本{then}，现在{now}", what: what);
        page.paragraph(0, &plain(words.get(style.lang)));
    }
    page.gap();
    let verdict = if own.holds() {
        Words::fixed("The audit holds: same logs, same result.", "核验通过：日志相同，结果相同。")
    } else {
        Words::fixed("The audit does not hold as it was saved.", "核验未通过：与保存时不符。")
    };
    let ink = if own.holds() { Ink::Good } else { Ink::Error };
    page.paragraph(0, &paint(ink, verdict.get(style.lang)));
    page.finish()
}
