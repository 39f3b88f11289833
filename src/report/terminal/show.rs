//! All findings of one rule, duty, body or case.

use super::findings::{Parts, head, one};
use crate::report::style::{Ink, Page, number, paint, plain};
use crate::report::view::View;
use crate::report::wire::Finding;
use crate::text::{Lang, Words, did_you_mean, nearest, say};

/// What to show instead of the whole report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Show {
    /// The table of all obligations.
    Obligations,
    /// All measures, with every body.
    Measures,
    /// The findings of one rule or group of rules, duty, body, case, target or window.
    Name(String),
}

impl Show {
    /// Reads what the user wrote.
    pub fn parse(text: &str) -> Self {
        match text {
            "obligations" | "义务" => Self::Obligations,
            "measures" | "评价指标" => Self::Measures,
            _ => Self::Name(text.to_owned()),
        }
    }
}

/// Nothing in a report has the name that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMatch {
    /// What is wrong.
    pub words: Words,
    /// What to do.
    pub hint: Words,
}

pub(super) fn render(view: &View<'_>, name: &str, page: &mut Page) -> Result<(), NoMatch> {
    let report = view.report;
    let bodies = bodies(view, name);
    // A rule may be asked for by its title, which the summary shows in Chinese.
    let own = |words: &Words| words.en == name || words.zh == name;
    let titled = report.rules.iter().find(|rule| own(&rule.title));
    let name = titled.map_or(name, |rule| rule.id.as_str());
    let matches = |finding: &&Finding| {
        finding.names().any(|own| own == name)
            || finding.rule.split('/').next() == Some(name)
            || finding.id == name
            || finding.severity.code() == name
            || finding.body.as_deref().is_some_and(|body| bodies.contains(&body))
    };
    let found: Vec<&Finding> = report.findings.iter().filter(matches).collect();
    let beyond: u64 = report
        .more
        .iter()
        .filter(|more| {
            more.rule == name
                || more.duty.as_deref() == Some(name)
                || more.rule.split('/').next() == Some(name)
        })
        .map(|more| more.count)
        .sum();
    if found.is_empty() && beyond == 0 && !known(view, name, !bodies.is_empty()) {
        return Err(no_match(view, name));
    }
    let shown = plain(name);
    let count = view.count(found.len() as u64 + beyond, "finding", "项问题");
    page.paragraph(
        0,
        &match view.style.lang {
            Lang::En => format!("{shown}: {count}"),
            Lang::Zh => format!("{shown}：{count}"),
        },
    );
    let mut rule = None;
    for finding in &found {
        if rule != Some(&finding.rule) {
            rule = Some(&finding.rule);
            page.gap();
            let own = found.iter().filter(|other| other.rule == finding.rule).count();
            if let Some(info) = view.rule(&finding.rule) {
                page.hanging("", &head(view, info, own as u64));
            }
        }
        one(view, finding, Parts { help: true, clause: true, cases: usize::MAX }, page);
    }
    if beyond > 0 {
        let beyond = number(beyond);
        page.gap();
        page.paragraph(
            0,
            &paint(
                Ink::Dim,
                &match view.style.lang {
                    Lang::En => format!(
                        "{beyond} more were counted and not kept in full; --keep N keeps more"
                    ),
                    Lang::Zh => format!("另有{beyond}项只计数、未保留全文；--keep N 可多保留"),
                },
            ),
        );
    }
    Ok(())
}

/// The ids of the bodies of a name, and of all below them.
fn bodies<'r>(view: &View<'r>, name: &str) -> Vec<&'r str> {
    let all = &view.report.bodies;
    let own = |words: &Words| words.en == name || words.zh == name;
    let mut found: Vec<&str> = all
        .iter()
        .filter(|body| body.id == name || own(&body.title))
        .map(|body| body.id.as_str())
        .collect();
    let mut at = 0;
    while let Some(id) = found.get(at).copied() {
        let below = all.iter().filter(|body| body.parent.as_deref() == Some(id));
        for body in below.map(|body| body.id.as_str()) {
            if !found.contains(&body) {
                found.push(body);
            }
        }
        at += 1;
    }
    found
}

/// Whether a name means something even though nothing was found under it.
fn known(view: &View<'_>, name: &str, is_body: bool) -> bool {
    is_body
        || view.report.duties.iter().any(|duty| duty.id == name)
        || crate::triage::find(name).is_some()
        || crate::triage::catalogue().iter().any(|rule| rule.group() == name)
        || crate::finding::Severity::from_code(name).is_some()
}

fn no_match(view: &View<'_>, name: &str) -> NoMatch {
    let report = view.report;
    let rules = crate::triage::catalogue().iter().map(|rule| rule.id);
    let duties = report.duties.iter().map(|duty| duty.id.as_str());
    let bodies = report
        .bodies
        .iter()
        .flat_map(|body| [body.id.as_str(), body.title.get(Lang::En), body.title.get(Lang::Zh)]);
    let near = nearest(name, rules.chain(duties).chain(bodies));
    let shown = plain(name);
    NoMatch {
        words: say!(
            "no rule, duty or body is called `{shown}`, and no finding concerns a case of that name",
            "没有名为`{shown}`的规则、责任事项或单位，也没有涉及该案件编号的问题"
        ),
        hint: did_you_mean(
            near,
            Words::fixed(
                "the summary without --show names rules, duties and bodies",
                "不带 --show 运行，可看到规则、责任事项和单位的名称",
            ),
        ),
    }
}
