//! The report of `remit due`: what is overdue and still open, and what falls due next, by body.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{Finding, Maker, Report, SetInfo};
use crate::text::Words;

/// Rules whose findings say that something was due, was not done and can still be done. A missed
/// window of a frequency is over; a step done late is done.
const OPEN: [&str; 5] = [
    "disposal/choice-missing",
    "disposal/handover-not-accepted",
    "disposal/repeat-missed",
    "disposal/step-missing",
    "gap/not-triggered",
];

/// What falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueReport {
    /// What made it.
    pub remit: Maker,
    /// The set.
    pub set: SetInfo,
    /// The instant as of which it holds.
    pub as_of: String,
    /// Days ahead of it.
    pub days: u32,
    /// The body that was asked for, with those below it.
    pub unit: Option<String>,
    /// How much is overdue and still open.
    pub overdue: u64,
    /// How much falls due within these days.
    pub due: u64,
    /// Bodies, the worst first.
    pub bodies: Vec<DueBody>,
    /// What is due, in the order of the bodies: what is overdue first, then what falls due soonest.
    pub items: Vec<DueEntry>,
    /// What a reader must know.
    pub notes: Vec<Words>,
}

/// A body and how much it owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueBody {
    /// Its id. Empty: the log names none.
    pub id: String,
    /// What people call it.
    pub title: Words,
    /// How much is overdue and still open.
    pub overdue: u64,
    /// How much falls due.
    pub due: u64,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueEntry {
    /// Whether that is past.
    pub overdue: bool,
    /// When it was or is due.
    pub due: String,
    /// The body's id.
    pub body: String,
    /// The duty's id.
    pub duty: String,
    /// What people call the duty.
    pub duty_title: Words,
    /// The step's id; empty for the duty as a whole.
    pub step: String,
    /// What people call it.
    pub title: Words,
    /// The case.
    pub case: String,
    /// The finding, of what is overdue.
    pub id: Option<String>,
}

impl DueReport {
    /// What falls due according to an audit that lists all of it; of one body and those below it, if
    /// one is asked for.
    pub fn of(report: &Report, unit: Option<&str>) -> Self {
        let parents: HashMap<&str, Option<&str>> =
            report.bodies.iter().map(|body| (body.id.as_str(), body.parent.as_deref())).collect();
        let asked = |body: &str| unit.is_none_or(|unit| below(body, unit, &parents));
        let titles = Titles::new(report);
        let late = report.findings.iter().filter(|own| OPEN.contains(&own.rule.as_str()));
        let late = late.filter_map(|own| titles.overdue(own));
        let soon = report.due.iter().map(|own| DueEntry {
            overdue: false,
            due: own.due.clone(),
            body: own.body.clone(),
            duty: own.duty.clone(),
            duty_title: titles.duty(&own.duty),
            step: own.step.clone(),
            title: own.title.clone(),
            case: own.case.clone(),
            id: None,
        });
        let mut items: Vec<DueEntry> = late.chain(soon).filter(|own| asked(&own.body)).collect();
        let mut counts: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for own in &items {
            let (overdue, due) = counts.entry(&own.body).or_default();
            *(if own.overdue { overdue } else { due }) += 1;
        }
        let place = |id: &str| report.bodies.iter().position(|body| body.id == id);
        let mut bodies: Vec<DueBody> = counts
            .into_iter()
            .map(|(id, (overdue, due))| DueBody {
                id: id.to_owned(),
                title: titles.body(id),
                overdue,
                due,
            })
            .collect();
        bodies.sort_by_key(|body| {
            let worst = (std::cmp::Reverse(body.overdue), std::cmp::Reverse(body.due));
            (worst, place(&body.id).unwrap_or(usize::MAX))
        });
        let order: HashMap<&str, usize> =
            bodies.iter().zip(0..).map(|(body, at)| (body.id.as_str(), at)).collect();
        let at = |own: &DueEntry| order.get(own.body.as_str()).copied().unwrap_or(usize::MAX);
        items.sort_by(|a, b| {
            let key = |own: &DueEntry| (at(own), !own.overdue, instant(&own.due));
            let rest = |own: &DueEntry| (own.duty.clone(), own.step.clone(), own.case.clone());
            key(a).cmp(&key(b)).then_with(|| rest(a).cmp(&rest(b)))
        });
        Self {
            remit: report.remit.clone(),
            set: report.set.clone(),
            as_of: report.as_of.clone(),
            days: report.due_days,
            unit: unit.map(str::to_owned),
            overdue: bodies.iter().map(|body| body.overdue).sum(),
            due: bodies.iter().map(|body| body.due).sum(),
            bodies,
            items,
            notes: report.notes.clone(),
        }
    }
}

/// Milliseconds since 1970, so that instants with different offsets have their order.
pub(crate) fn instant(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().map_or(i64::MAX, jiff::Timestamp::as_millisecond)
}

/// Whether a body is another or stands below it.
fn below(body: &str, unit: &str, parents: &HashMap<&str, Option<&str>>) -> bool {
    let mut at = Some(body);
    for _ in 0..32 {
        match at {
            Some(own) if own == unit => return true,
            Some(own) => at = parents.get(own).copied().flatten(),
            None => return false,
        }
    }
    false
}

/// What things are called.
struct Titles<'r> {
    duties: HashMap<&'r str, &'r Words>,
    bodies: HashMap<&'r str, &'r Words>,
    steps: HashMap<(&'r str, &'r str), &'r Words>,
    rules: HashMap<&'r str, &'r Words>,
}

impl<'r> Titles<'r> {
    fn new(report: &'r Report) -> Self {
        let steps = report.obligations.iter().filter(|own| own.kind == "done");
        Self {
            duties: report.duties.iter().map(|own| (own.id.as_str(), &own.title)).collect(),
            bodies: report.bodies.iter().map(|own| (own.id.as_str(), &own.title)).collect(),
            steps: steps
                .filter_map(|own| Some(((own.duty.as_str(), own.step.as_deref()?), &own.title)))
                .collect(),
            rules: report.rules.iter().map(|own| (own.id.as_str(), &own.title)).collect(),
        }
    }

    fn duty(&self, id: &str) -> Words {
        self.duties.get(id).map_or_else(|| Words::same(id), |title| (*title).clone())
    }

    fn body(&self, id: &str) -> Words {
        if id.is_empty() {
            return Words::fixed("(no body named)", "（未注明单位）");
        }
        self.bodies.get(id).map_or_else(|| Words::same(id), |title| (*title).clone())
    }

    fn overdue(&self, own: &Finding) -> Option<DueEntry> {
        let due = own.due.as_ref().or(own.came_true.as_ref())?.clone();
        let duty = own.duty.clone().unwrap_or_default();
        let step = own.step.clone().unwrap_or_default();
        let title = self.steps.get(&(duty.as_str(), step.as_str()));
        let title = title.or_else(|| self.rules.get(own.rule.as_str()));
        Some(DueEntry {
            overdue: true,
            due,
            body: own.body.clone().unwrap_or_default(),
            duty_title: self.duty(&duty),
            title: title.map_or_else(|| own.message.clone(), |title| (*title).clone()),
            duty,
            step,
            case: own.case.clone().unwrap_or_default(),
            id: Some(own.id.clone()),
        })
    }
}
