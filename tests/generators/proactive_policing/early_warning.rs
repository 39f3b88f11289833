//! PP-11, early warning: one a week by each station.

use crate::clock::{self, DAY, Minute, at, day_of, days, hours, week};
use crate::ledger::World;
use crate::org::{self, STATIONS};

const CODE: &str = "ALZD-11";
const DUTY: &str = "PP-11";

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    NoOwner,
    EvaluateMissing,
    EvaluatedBySame,
    ActedByCaseTeam,
    Missed,
    OutcomeLate,
}

/// Week from zero, index of the station, what is planted.
const PLAN: [(i64, usize, Fault); 6] = [
    (0, 0, Fault::EvaluateMissing),
    (0, 1, Fault::EvaluatedBySame),
    (0, 2, Fault::OutcomeLate),
    (1, 0, Fault::NoOwner),
    (1, 1, Fault::ActedByCaseTeam),
    (2, 2, Fault::Missed),
];

const TEXTS: [&str; 5] = [
    "节前入室盗窃多发时段提示",
    "电动车被盗高发点位提示",
    "烟花爆竹存储风险提示",
    "节后务工纠纷提示",
    "校园周边交通提示",
];

/// Makes every warning.
pub(crate) fn make(world: &mut World) {
    for n in 0..4 {
        for (number, station) in STATIONS.iter().enumerate() {
            let fault = PLAN.iter().find(|row| (row.0, row.1) == (n, number)).map(|row| row.2);
            let monday = at(2, 2, 0, 0) + n * 7 * DAY;
            let room = format!("S{}-CMD", station.n);
            if fault == Some(Fault::Missed) {
                world.fault("gap/below-frequency", (DUTY, ""), "", room, "当周未发布预警");
                if let Some(answer) = world.answers.last_mut() {
                    answer.window = week(day_of(monday));
                }
                continue;
            }
            let begun =
                monday + world.rng.range(8 * 60 + 40, 11 * 60) + world.rng.range(0, 1) * DAY;
            warning(world, (number, begun), fault);
        }
    }
}

fn warning(world: &mut World, (number, begun): (usize, Minute), fault: Option<Fault>) {
    let station = &STATIONS[number];
    let room = format!("S{}-CMD", station.n);
    let case = world.task(begun);
    let text = world.rng.one(&TEXTS);
    let automated = fault.is_none() && world.rng.permille(400);
    let by_centre = world.rng.permille(400);
    let body = if by_centre { "ICC".to_owned() } else { room.clone() };
    let row = world.row(&case, CODE, "汇总", begun, body);
    let row = row.with("自动化决策", if automated { "是" } else { "否" });
    world.write(row.text("汇总近七日警情"));
    let mut judged = begun + world.rng.range(60, 300);
    if automated {
        let assessed = begun + world.rng.range(30, 200);
        let document = world.document("评");
        let row = world.row(&case, CODE, "影响评估", assessed, "ICC");
        world.write(row.with("文书编号", document).text("对象限于区域与时段，不涉个人"));
        judged = judged.max(assessed + 5);
    }
    let row = world.row(&case, CODE, "研判", judged, room.clone());
    world.write(row.text("研判高发区域与时段"));

    let issued = clock::office(&mut world.rng, judged, hours(begun, 26));
    let document = world.document("预");
    let mut row = world
        .row(&case, CODE, "发布预警", issued, room.clone())
        .with("文书编号", document)
        .text(text);
    if fault == Some(Fault::NoOwner) {
        world.fault(
            "disposal/evidence-missing",
            (DUTY, "issue"),
            &case,
            room.clone(),
            "预警未写明责任单位",
        );
    } else {
        row = row.with("责任单位", format!("{}派出所社区警务队", station.name));
    }
    let issuer = row.persons.clone();
    world.write(row);

    let Some(acted) = world.next(issued, days(issued, 3)) else {
        return;
    };
    let mut row = world.row(&case, CODE, "预警处置", acted, room.clone());
    if fault == Some(Fault::ActedByCaseTeam) {
        row.body = format!("S{}-CASE", station.n);
        row.persons = org::some(&mut world.rng, org::officers(&row.body, day_of(acted)), 1);
        let body = row.body.clone();
        world.fault("outside/wrong-body", (DUTY, ""), &case, body, "既非责任主体也非配合单位");
    }
    world.write(row.text("已布置巡逻与提示"));

    let due = days(issued, 7);
    let known = match fault {
        Some(Fault::OutcomeLate) => {
            world.fault(
                "disposal/step-late",
                (DUTY, "outcome"),
                &case,
                room.clone(),
                "七日内未反馈结果",
            );
            Some(clock::office(&mut world.rng, due, due + DAY))
        }
        Some(_) => Some(clock::office(&mut world.rng, acted, due.min(acted + 3 * DAY))),
        None => world.next(acted, due),
    };
    let Some(known) = known else { return };
    let row = world.row(&case, CODE, "结果反馈", known, room.clone());
    world.write(row.with("办理结果", "发案环比下降"));

    if fault == Some(Fault::EvaluateMissing) {
        world.fault("disposal/step-missing", (DUTY, "evaluate"), &case, room, "十日内未评价");
        return;
    }
    let due = days(issued, 10);
    let Some(evaluated) = world.next(known, due) else {
        return;
    };
    let mut row = world.row(&case, CODE, "预警评价", evaluated, room.clone());
    if fault == Some(Fault::EvaluatedBySame) {
        row.persons = issuer;
        world.fault("safeguard/same-person", (DUTY, "evaluate"), &case, room, "发布人自行评价");
    } else {
        let mut others = org::everybody(&room, day_of(evaluated));
        others.retain(|who| !issuer.contains(who));
        row.persons = org::some(&mut world.rng, others, 1);
    }
    world.write(row);
}
