//! PP-10, patrol: a day, an evening and, in town, a night patrol.

use crate::clock::{DAY, END, Minute, date, day, is_festival};
use crate::ledger::World;
use crate::org::{self, STATIONS, Station};

const CODE: &str = "ALZD-10";
const DUTY: &str = "PP-10";

const PLACES: [&str; 8] =
    ["学校门口", "汽车站", "商业街", "医院", "农贸市场", "银行网点", "广场", "加油站"];

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    LogMissing,
    OnePoint,
    TenPoints,
    Profile,
    ProhibitedAct,
    IdentityNumber,
    OtherArea,
    IncidentNotLogged,
    UnknownPerson,
    ByDay,
}

/// Day, station, patrol of the day, what is planted.
const PLAN: [(i64, usize, usize, Fault); 12] = [
    (day(2, 9), 1, 1, Fault::IncidentNotLogged),
    (day(2, 13), 0, 0, Fault::UnknownPerson),
    (day(2, 3), 0, 1, Fault::LogMissing),
    (day(2, 4), 1, 1, Fault::OnePoint),
    (day(2, 6), 0, 2, Fault::TenPoints),
    (day(2, 10), 2, 0, Fault::Profile),
    (day(2, 12), 0, 1, Fault::ProhibitedAct),
    (day(2, 14), 2, 1, Fault::IdentityNumber),
    (day(2, 18), 0, 2, Fault::OnePoint),
    (day(2, 24), 1, 0, Fault::OtherArea),
    (day(2, 11), 1, 0, Fault::ByDay),
    (day(2, 19), 1, 0, Fault::ByDay),
];

/// Makes every patrol. Returns whether every fault was planted.
pub(crate) fn make(world: &mut World) -> bool {
    let mut planted = 0;
    for today in day(2, 1)..=day(3, 1) {
        for (number, station) in STATIONS.iter().enumerate() {
            let of_day = |patrol: Option<usize>| {
                let fits = move |row: &&(i64, usize, usize, Fault)| {
                    row.0 == today && row.1 == number && patrol.is_none_or(|n| row.2 == n)
                };
                PLAN.iter().find(fits).map(|row| row.3)
            };
            if of_day(None) == Some(Fault::ByDay) {
                planted += 1;
                world.fault(
                    "gap/below-frequency",
                    (DUTY, ""),
                    "",
                    format!("S{}-CMD", station.n),
                    "当日无巡逻",
                );
                if let Some(answer) = world.answers.last_mut() {
                    answer.window = date(today);
                }
                continue;
            }
            let patrols = if number == 0 { 3 } else { 2 };
            for n in 0..patrols {
                let fault = of_day(Some(n));
                planted += usize::from(fault.is_some());
                patrol(world, today, (station, n), fault);
            }
        }
    }
    planted == PLAN.len()
}

/// The night patrol belongs to the morning of its day: it begins after midnight.
fn hours(n: usize) -> (Minute, Minute) {
    match n {
        0 => (8 * 60, 17 * 60),
        1 => (17 * 60 + 30, 23 * 60),
        _ => (10, 5 * 60 + 40),
    }
}

fn patrol(world: &mut World, today: i64, (station, n): (&Station, usize), fault: Option<Fault>) {
    let room = format!("S{}-CMD", station.n);
    let (from, to) = hours(n);
    let begun = today * DAY + from + world.rng.range(0, 25);
    let case = world.task(begun);
    let route = format!("{}{}线", station.name, n + 1);
    let area = station.areas[usize::try_from(today).unwrap_or(0) % station.areas.len()];
    let crew = org::pair(&mut world.rng, &room, today);
    let row = world.row(&case, CODE, "巡逻计划", begun, room.clone()).area(area);
    world.write(row.with("巡线", route.clone()).text(if is_festival(today) {
        "春节期间加密巡逻频次"
    } else {
        "按日计划巡逻"
    }));

    let points = match fault {
        Some(Fault::OnePoint) => {
            world.fault("disposal/too-few", (DUTY, "point"), &case, room.clone(), "必到点只到一处");
            1
        }
        Some(Fault::TenPoints) => {
            world.fault(
                "disposal/too-many",
                (DUTY, "point"),
                &case,
                room.clone(),
                "必到点十处，至多八处",
            );
            10
        }
        _ => world.rng.range(2, 5),
    };
    let length = to - from - 60;
    let mut at = begun;
    for point in 1..=points {
        at = begun + length * point / (points + 1) + world.rng.range(0, 12);
        let mut row =
            world.row(&case, CODE, "必到点", at, room.clone()).area(area).by(crew.clone());
        let place = world.rng.one(&PLACES);
        row = row.with("巡线", route.clone()).text(format!("{place}定点停留"));
        if point == 1 && fault == Some(Fault::IdentityNumber) {
            row = row.with("证件号码", "已登记（隐去）");
            world.fault(
                "outside/data-not-permitted",
                (DUTY, ""),
                &case,
                room.clone(),
                "巡逻中登记证件号码",
            );
        }
        if point == 1 && fault == Some(Fault::OtherArea) {
            let other = STATIONS.iter().find(|other| other.n != station.n);
            row.area = other.map_or("", |other| other.areas[0]);
            world.fault(
                "outside/wrong-area",
                (DUTY, ""),
                &case,
                room.clone(),
                "在其他派出所辖区巡逻",
            );
        }
        // Ledgers often leave out the code where the name of the step says enough.
        if world.rng.permille(40) {
            row.code = "";
        }
        world.write(row);
    }
    at += 6;
    match fault {
        Some(Fault::Profile) => {
            let row = world.row(&case, CODE, "人员画像", at, room.clone()).area(area).by(crew);
            world.write(row.text("对途经人员逐一分类"));
            world.fault(
                "disposal/forbidden-step",
                (DUTY, "profile"),
                &case,
                room.clone(),
                "预防性巡逻中不得画像",
            );
        }
        Some(Fault::ProhibitedAct) => {
            let row = world.row(&case, CODE, "突发情况", at, room.clone()).area(area).by(crew);
            world.write(row.text("现场做特定人员画像后放行"));
            world.fault("outside/prohibited-act", ("", ""), &case, room.clone(), "对特定个人画像");
        }
        _ if fault != Some(Fault::LogMissing) && world.rng.permille(80) => {
            let row = world.row(&case, CODE, "突发情况", at, room.clone()).area(area).by(crew);
            world.write(row.text("协助处置群众求助"));
        }
        _ => {}
    }
    if fault == Some(Fault::LogMissing) {
        world.fault("disposal/step-missing", (DUTY, "log"), &case, room, "没有巡逻日志");
        return;
    }
    let logged = (today * DAY + to + world.rng.range(1, 20)).max(at + 1).min(END - 1);
    let document = world.document("巡");
    let mut row = world.row(&case, CODE, "巡逻日志", logged, room.clone()).area(area);
    if fault == Some(Fault::UnknownPerson) {
        row.persons = vec!["029917".to_owned()];
        world.fault("log/unknown-person", ("", ""), "", "", "名册中没有的警号");
    }
    world.write(row.with("文书编号", document).text("无异常"));
    if fault == Some(Fault::IncidentNotLogged) {
        let row = world.row(&case, CODE, "突发情况", logged + 20, room.clone()).area(area);
        world.write(row.text("收队途中处置争吵，未补记日志"));
        world.fault(
            "disposal/rule-broken",
            (DUTY, "incident_logged"),
            &case,
            room,
            "突发情况未记入日志",
        );
    }
}
