//! What changed between two versions of a set, for people and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::style::{Ink, Page, Style, paint, plain};
use super::wire::{Finding, Report};
use crate::model::revision::{Change, Weight};
use crate::text::{Lang, Words};

/// Findings of one version alone that are listed one by one; all are counted.
const LISTED: usize = 20;

/// Two versions compared.
#[derive(Clone, Debug, Serialize)]
pub struct Revision {
    /// The earlier version, as it was named.
    pub old: String,
    /// The later one.
    pub new: String,
    /// How many changes go which way.
    pub counts: Counts,
    /// Every change, those that stand out first.
    pub changes: Vec<Change>,
    /// What an audit finds with one and with the other.
    pub replay: Option<Replay>,
}

/// How many changes go which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Less protection, or less is asked for.
    pub weaker: usize,
    /// More.
    pub stricter: usize,
    /// Neither.
    pub other: usize,
}

/// What an audit of the same logs finds with one version and with the other.
#[derive(Clone, Debug, Serialize)]
pub struct Replay {
    /// Findings with the earlier version.
    pub before: usize,
    /// Findings with the later one.
    pub after: usize,
    /// By rule: how many with the earlier version, how many with the later one.
    pub by_rule: Vec<(String, usize, usize)>,
    /// What only the earlier version finds.
    pub gone: Vec<Found>,
    /// What only the later version finds.
    pub new: Vec<Found>,
}

/// A finding of one version alone.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// Its fingerprint.
    pub id: String,
    /// The rule.
    pub rule: String,
    /// The case.
    pub case: Option<String>,
    /// The fact.
    pub message: Words,
}

impl Revision {
    /// Two versions by their names, with what changed.
    pub fn new(old: String, new: String, changes: Vec<Change>) -> Self {
        let count = |weight| changes.iter().filter(|own| own.weight == weight).count();
        let counts = Counts {
            weaker: count(Weight::Weaker),
            stricter: count(Weight::Stricter),
            other: count(Weight::Other),
        };
        Self { old, new, counts, changes, replay: None }
    }
}

impl Replay {
    /// Two audits of the same logs, both with all findings kept.
    pub fn of(before: &Report, after: &Report) -> Self {
        let alone = |one: &[Finding], other: &[Finding]| -> Vec<Found> {
            let known: std::collections::BTreeSet<&str> =
                other.iter().map(|own| own.id.as_str()).collect();
            one.iter()
                .filter(|own| !known.contains(own.id.as_str()))
                .map(|own| Found {
                    id: own.id.clone(),
                    rule: own.rule.clone(),
                    case: own.case.clone(),
                    message: own.message.clone(),
                })
                .collect()
        };
        let mut rules = std::collections::BTreeMap::<String, (usize, usize)>::new();
        for own in &before.findings {
            rules.entry(own.rule.clone()).or_default().0 += 1;
        }
        for own in &after.findings {
            rules.entry(own.rule.clone()).or_default().1 += 1;
        }
        Self {
            before: before.findings.len(),
            after: after.findings.len(),
            by_rule: rules.into_iter().map(|(rule, (a, b))| (rule, a, b)).collect(),
            gone: alone(&before.findings, &after.findings),
            new: alone(&after.findings, &before.findings),
        }
    }
}

fn summary(own: &Revision, lang: Lang) -> String {
    let Counts { weaker, stricter, other } = own.counts;
    match (lang, own.changes.is_empty()) {
        (Lang::En, true) => "no duty changed".to_owned(),
        (Lang::Zh, true) => "责任事项没有变化".to_owned(),
        (Lang::En, false) => format!("{weaker} weaker, {stricter} stricter, {other} other"),
        (Lang::Zh, false) => format!("放宽{weaker}处，收紧{stricter}处，其他{other}处"),
    }
}

/// Where a change is.
fn subject(change: &Change, lang: Lang) -> String {
    let step = change.step.as_ref().map(|step| format!(".{step}")).unwrap_or_default();
    match &change.duty {
        Some(duty) => format!("{duty}{step} {}", change.title.get(lang)),
        None => match lang {
            Lang::En => "the set".to_owned(),
            Lang::Zh => "清单集".to_owned(),
        },
    }
}

fn totals(replay: &Replay, lang: Lang) -> String {
    let Replay { before, after, gone, new, .. } = replay;
    let (gone, new) = (gone.len(), new.len());
    match lang {
        Lang::En => format!(
            "the logs: {before} findings before, {after} after; {gone} no longer found, {new} found anew"
        ),
        Lang::Zh => {
            format!("日志：变更前{before}项问题，变更后{after}项；不再发现{gone}项，新发现{new}项")
        }
    }
}

/// For a terminal.
pub fn terminal(own: &Revision, style: Style) -> String {
    let lang = style.lang;
    let mut page = Page::new(style);
    page.paragraph(0, &plain(&format!("{} → {}", own.old, own.new)));
    page.paragraph(0, &paint(Ink::Strong, &summary(own, lang)));
    let mut last = None;
    for change in &own.changes {
        if last != Some(change.kind) {
            let weaker = change.weight == Weight::Weaker;
            let title = change.kind.words();
            page.gap();
            let (mark, ink) = if weaker { ("!! ", Ink::Error) } else { ("", Ink::Strong) };
            page.line(&paint(ink, &format!("{mark}{}", title.get(lang))));
            last = Some(change.kind);
        }
        let lead = format!("  {}: ", plain(&subject(change, lang)));
        page.hanging(&lead, &plain(change.words.get(lang)));
    }
    if let Some(replay) = &own.replay {
        page.gap();
        page.paragraph(0, &paint(Ink::Strong, &totals(replay, lang)));
        for (rule, before, after) in replay.by_rule.iter().filter(|(_, a, b)| a != b) {
            page.line(&format!("  {rule}: {before} → {after}"));
        }
        for (words, found) in [
            (style.pick("no longer found: ", "不再发现："), &replay.gone),
            (style.pick("found anew: ", "新发现："), &replay.new),
        ] {
            for own in found.iter().take(LISTED) {
                page.hanging(&format!("  {words}"), &plain(own.message.get(lang)));
            }
            if found.len() > LISTED {
                let more = found.len() - LISTED;
                page.line(&match lang {
                    Lang::En => format!("  … and {more} more (all in JSON)"),
                    Lang::Zh => format!("  ……另有{more}项（见 JSON）"),
                });
            }
        }
    }
    page.finish()
}

/// For a merge request.
pub fn markdown(own: &Revision, lang: Lang) -> String {
    let cell = |text: &str| plain(text).replace('|', "\\|").replace('<', "&lt;");
    let mut out = format!("**{}**\n", summary(own, lang));
    if !own.changes.is_empty() {
        let head = match lang {
            Lang::En => "|   | change | where | what |",
            Lang::Zh => "|   | 变更 | 位置 | 内容 |",
        };
        let _ = writeln!(out, "\n{head}\n|---|---|---|---|");
    }
    for change in &own.changes {
        let weaker = change.weight == Weight::Weaker;
        let (mark, kind) = (if weaker { "⚠️" } else { "" }, change.kind.words());
        let kind = kind.get(lang);
        let kind = if weaker { format!("**{kind}**") } else { kind.to_owned() };
        let (place, words) = (cell(&subject(change, lang)), cell(change.words.get(lang)));
        let _ = writeln!(out, "| {mark} | {kind} | {place} | {words} |");
    }
    if let Some(replay) = &own.replay {
        let _ = writeln!(out, "\n{}\n", totals(replay, lang));
        for (rule, before, after) in replay.by_rule.iter().filter(|(_, a, b)| a != b) {
            let _ = writeln!(out, "- `{rule}`: {before} → {after}");
        }
    }
    out
}
