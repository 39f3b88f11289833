//! The register of alarms: one row for each, from the call to the end on the scene.

use crate::common::clock::{DAY, Minute, compact, day_of, hours, office};
use crate::common::rng::Rng;
use crate::county::{self, Area};
use crate::families::Family;

/// How an alarm was disposed of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// Police mediation.
    Mediation,
    /// Criticism.
    Criticism,
    /// A warning letter.
    Warning,
    /// A penalty, after legal review.
    Penalty,
    /// A criminal case.
    Criminal,
}

impl Route {
    /// What the register calls it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Mediation => "治安调解",
            Self::Criticism => "批评教育",
            Self::Warning => "告诫",
            Self::Penalty => "治安处罚",
            Self::Criminal => "刑事立案",
        }
    }
}

/// One alarm.
#[derive(Clone, Debug)]
pub(crate) struct Alarm {
    /// Its number.
    pub(crate) case: String,
    /// The token of the address.
    pub(crate) address: String,
    /// Where.
    pub(crate) area: Area,
    /// What the caller said.
    pub(crate) text: String,
    /// Who took the call.
    pub(crate) operator: String,
    /// Who came.
    pub(crate) officers: [String; 2],
    /// Whether the family had called within six months.
    pub(crate) repeat: bool,
    /// `none`, `slight` or `minor`, as the register writes it.
    pub(crate) injury: &'static str,
    /// As the register writes it.
    pub(crate) risk: &'static str,
    /// How it was disposed of.
    pub(crate) route: Route,
    /// Why.
    pub(crate) reason: &'static str,
    /// The instants, by what was done.
    pub(crate) at: Instants,
}

/// The instants of an alarm.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Instants {
    /// The call.
    pub(crate) received: Minute,
    /// Flagged as domestic violence.
    pub(crate) flagged: Minute,
    /// The police arrived.
    pub(crate) arrived: Minute,
    /// The violence was stopped.
    pub(crate) stopped: Minute,
    /// The parties were separated.
    pub(crate) separated: Minute,
    /// Evidence was taken.
    pub(crate) evidence: Minute,
    /// Medical care, where somebody was hurt.
    pub(crate) medical: Option<Minute>,
    /// The risk was assessed.
    pub(crate) risk: Minute,
    /// The scene was recorded.
    pub(crate) record: Minute,
    /// Photos were taken.
    pub(crate) photos: Minute,
    /// Statements were taken.
    pub(crate) statement: Minute,
    /// Injury papers, where somebody was hurt.
    pub(crate) papers: Option<Minute>,
    /// The evidence was filed.
    pub(crate) filed: Minute,
    /// The route was chosen.
    pub(crate) route: Minute,
    /// Police mediation.
    pub(crate) mediation: Option<Minute>,
    /// A criminal case was opened.
    pub(crate) criminal: Option<Minute>,
    /// Legal review.
    pub(crate) review: Option<Minute>,
    /// The parties were told.
    pub(crate) told: Minute,
    /// The scene was closed.
    pub(crate) closed: Minute,
}

/// How many alarms went which way: repeated ones, first ones.
const REPEATED: [(Route, usize); 4] =
    [(Route::Warning, 6), (Route::Penalty, 5), (Route::Criminal, 2), (Route::Criticism, 14)];
const FIRST: [(Route, usize); 4] =
    [(Route::Warning, 5), (Route::Penalty, 8), (Route::Criminal, 3), (Route::Criticism, 96)];

const WHO: [&str; 6] = ["丈夫", "前夫", "男友", "妻子", "儿子", "公公"];
const DID: [&str; 8] = [
    "酒后动手打人",
    "推搡并摔东西",
    "扇耳光",
    "掐脖子",
    "拳打脚踢",
    "持续辱骂威胁",
    "不让出门",
    "砸门闹事",
];
const ASKED: [&str; 6] = ["要求处理", "请尽快来", "孩子在场", "正在哭", "邻居代报", "称不是第一次"];

/// Makes every alarm, in the order of the calls.
pub(crate) fn make(rng: &mut Rng, families: &[Family]) -> Vec<Alarm> {
    let mut calls: Vec<(Minute, usize)> = Vec::new();
    for (family, own) in families.iter().enumerate() {
        for day in &own.days {
            // Evenings more than mornings.
            let minute = rng.range(6 * 60, 20 * 60).max(rng.range(0, 23 * 60 + 50));
            calls.push((day * DAY + minute, family));
        }
    }
    calls.sort_unstable();
    let mut alarms: Vec<Alarm> = Vec::new();
    for (received, family) in calls {
        let own = &families[family];
        let flagged = received + rng.range(2, 20);
        let repeat = alarms.iter().rev().any(|earlier| {
            earlier.address == own.address
                && flagged <= crate::clues::months_later(earlier.at.flagged, 6)
        });
        let station = own.area.station;
        alarms.push(Alarm {
            case: format!("JJ{}{:03}", compact(day_of(received)), alarms.len() + 1),
            address: own.address.clone(),
            area: own.area,
            text: format!("{}{}，{}", rng.one(&WHO), rng.one(&DID), rng.one(&ASKED)),
            operator: county::operator(rng, station),
            officers: county::pair(rng, station),
            repeat,
            injury: "无",
            risk: "低",
            route: Route::Mediation,
            reason: "",
            at: Instants { received, flagged, ..Instants::default() },
        });
    }
    choose(rng, &mut alarms, true, &REPEATED);
    choose(rng, &mut alarms, false, &FIRST);
    for alarm in &mut alarms {
        respond(rng, alarm);
    }
    alarms
}

/// Chooses routes for repeated or first alarms; all others are mediated.
fn choose(rng: &mut Rng, alarms: &mut [Alarm], repeated: bool, routes: &[(Route, usize)]) {
    let mut open: Vec<usize> =
        (0..alarms.len()).filter(|n| alarms[*n].repeat == repeated).collect();
    for (route, count) in routes {
        for _ in 0..*count {
            let chosen = open.remove(rng.below(open.len()));
            alarms[chosen].route = *route;
        }
    }
}

/// What was done on the scene and after it, in its order.
fn respond(rng: &mut Rng, alarm: &mut Alarm) {
    alarm.injury = match alarm.route {
        Route::Criminal => "轻伤",
        Route::Criticism => "无",
        _ => rng.one(&["无", "无", "轻微伤"]),
    };
    alarm.risk = match (alarm.route, alarm.repeat) {
        (Route::Criminal, _) => "高",
        (_, true) => rng.one(&["中", "中", "高"]),
        (_, false) => rng.one(&["低", "低", "中"]),
    };
    alarm.reason = match alarm.route {
        Route::Mediation => rng.one(&["双方均愿和解", "已相互谅解", "当事人要求调解"]),
        Route::Criticism => rng.one(&["情节特别轻微", "系初次，已认错", "当事人不愿追究"]),
        Route::Warning => rng.one(&["情节较轻，予以告诫", "不予处罚，出具告诫书"]),
        Route::Penalty => rng.one(&["情节较重", "持续施暴"]),
        Route::Criminal => "伤情达轻伤",
    };
    let hurt = alarm.injury != "无";
    let mut at = alarm.at;
    at.arrived = at.received.max(at.flagged) + rng.range(4, 30);
    at.stopped = at.arrived + rng.range(1, 3);
    at.separated = at.stopped + rng.range(1, 5);
    at.evidence = at.separated + rng.range(3, 12);
    at.medical = hurt.then(|| at.evidence + rng.range(2, 15));
    at.risk = at.medical.unwrap_or(at.evidence) + rng.range(4, 20);
    at.record = at.risk + rng.range(2, 10);
    at.photos = at.record + rng.range(1, 6);
    at.statement = at.photos + rng.range(10, 40);
    at.papers = hurt.then(|| at.statement + rng.range(3, 15));
    at.route = at.papers.unwrap_or(at.statement) + rng.range(5, 50);
    at.mediation = (alarm.route == Route::Mediation).then(|| at.route + rng.range(8, 60));
    at.criminal = (alarm.route == Route::Criminal).then(|| at.route + rng.range(20, 90));
    at.review = (alarm.route == Route::Penalty).then(|| {
        let review = at.route + 30;
        office(rng, review, review + 2 * DAY)
    });
    let decided = [Some(at.route), at.criminal, at.review].into_iter().flatten().max();
    at.told = decided.unwrap_or(at.route) + rng.range(2, 12);
    at.closed = at.mediation.unwrap_or(at.route) + rng.range(3, 15);
    let papers = at.papers.unwrap_or(at.statement);
    at.filed = office(rng, papers + 5, hours(at.record, 24));
    alarm.at = at;
}
