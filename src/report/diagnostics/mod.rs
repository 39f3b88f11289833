//! Findings on documents for a person at a terminal: each at its place, with what to do.

mod excerpt;
mod snippet;
#[cfg(test)]
mod tests;

use super::style::{Ink, Page, Style, number, paint, plain};
use super::wire::BySeverity;
use crate::finding::Finding;
use crate::text::lang::s;
use crate::text::{Lang, Sources};
use crate::triage::severities::changed;

/// One finding: rule, fact, the lines it stands in with a mark under the place, what to do.
pub fn render(finding: &Finding, sources: &Sources, style: Style) -> String {
    let mut page = Page::new(style);
    let word = finding.severity.words();
    let head = format!("{} {}", word.get(style.lang), finding.rule.id);
    let changed = changed(finding.severity, finding.rule.severity);
    let changed = changed.map(|words| format!(" {}", words.get(style.lang))).unwrap_or_default();
    page.hanging("", &format!("{}{changed}", paint(finding.severity.into(), &head)));
    let mut text = page.finish();
    text.push_str(&snippet::render(finding, sources, style));
    let mut page = Page::new(style);
    let told = [(&finding.why, "why: ", "理由："), (&finding.help, "help: ", "建议：")];
    for (words, en, zh) in told {
        if let Some(words) = words {
            let lead = format!("  {}", paint(Ink::Note, style.pick(en, zh)));
            page.hanging(&lead, &plain(words.get(style.lang)));
        }
    }
    text.push_str(&page.finish());
    text
}

/// `12 errors, 3 warnings in 7 files`, or that all is well.
pub fn summary(found: BySeverity, files: u64, checked: u64, style: Style) -> String {
    let mut page = Page::new(style);
    let counts = [
        (found.error, "error", "个错误", Ink::Error),
        (found.warning, "warning", "个警告", Ink::Warning),
        (found.note, "note", "条提示", Ink::Note),
    ];
    let parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, en, zh, ink)| match style.lang {
            Lang::En => paint(ink, &format!("{} {en}{}", number(count), s(count))),
            Lang::Zh => paint(ink, &format!("{}{zh}", number(count))),
        })
        .collect();
    let (files_en, checked_en) = (s(files), s(checked));
    let (files, checked) = (number(files), number(checked));
    page.paragraph(
        0,
        &match (parts.is_empty(), style.lang) {
            (true, Lang::En) => {
                paint(Ink::Good, &format!("nothing to report in {checked} file{checked_en}"))
            }
            (true, Lang::Zh) => paint(Ink::Good, &format!("共检查{checked}个文件，没有发现问题")),
            (false, Lang::En) => {
                format!("{} in {files} file{files_en} of {checked}", parts.join(", "))
            }
            (false, Lang::Zh) => {
                format!("{}，涉及{files}个文件（共检查{checked}个）", parts.join("、"))
            }
        },
    );
    page.finish()
}
