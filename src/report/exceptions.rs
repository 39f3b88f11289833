//! What is said of findings that make nothing fail: those that are waived, and those that a baseline
//! knows.

use super::style::number;
use super::view::{View, instant};
use super::wire::{Finding, Report};
use crate::text::lang::s;
use crate::text::{Words, say};

/// What is to be said beside a finding.
pub(super) fn remarks(finding: &Finding) -> Vec<Words> {
    let waiver = finding.waiver.iter().map(super::wire::Waiver::words);
    let known = finding.known.then(|| {
        Words::fixed("known from the baseline: it makes nothing fail", "基线中已有，不计入失败")
    });
    waiver.chain(known).collect()
}

/// Why a finding is one, and what else is to be said beside it.
pub(super) fn why(finding: &Finding) -> Option<Words> {
    let remarks = remarks(finding);
    let all: Vec<&Words> = finding.why.iter().chain(&remarks).collect();
    let join = |mark: &str, pick: fn(&Words) -> &str| {
        all.iter().map(|words| pick(words)).collect::<Vec<_>>().join(mark)
    };
    (!all.is_empty()).then(|| Words::made(join("; ", |w| &w.en), join("；", |w| &w.zh)))
}

/// The baseline, and how many findings it knows.
pub(super) fn baseline(report: &Report) -> Option<Words> {
    let own = report.baseline.as_ref()?;
    let count = own.known.total();
    let since = own.period.clone().unwrap_or_else(|| instant(&own.as_of));
    let (shown, s) = (number(count), s(count));
    Some(say!(
        "{shown} finding{s} known from the baseline ({since}): they make nothing fail",
        "基线（{since}）中已有的问题{shown}项，不计入失败"
    ))
}

/// Each waiver: what it covers, who granted it, until when.
pub(super) fn waivers(view: &View<'_>) -> Vec<String> {
    let one = |own: &super::wire::WaiverUse| {
        let (id, told, count) = (&own.waiver.id, own.waiver.words(), own.findings);
        let s = s(count);
        let term = match (own.state.as_str(), own.left) {
            ("ended", _) => Words::fixed("ended", "已到期"),
            ("before", _) => Words::fixed("not begun", "尚未开始"),
            (_, left) => {
                let left = left.unwrap_or_default();
                let s = crate::text::lang::s(left);
                say!("{left} day{s} left", "还有{left}日")
            }
        };
        view.words(&say!(
            "{id}: {count} finding{s}, {told} ({term})",
            "{id}：{count}项问题，{told}（{term}）",
            told: told,
            term: term
        ))
    };
    view.report.waivers.iter().map(one).collect()
}

/// The baseline and the waivers, a line each.
pub(super) fn lines(view: &View<'_>) -> Vec<String> {
    let baseline = baseline(view.report).map(|words| view.words(&words));
    baseline.into_iter().chain(waivers(view)).collect()
}
