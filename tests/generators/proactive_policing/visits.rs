//! PP-06, PP-07 and PP-08: rental houses, key units, special trades.

use crate::checks;
use crate::clock::{self, DAY, Minute, day, day_of, days, hours, works};
use crate::ledger::World;
use crate::org::{self, STATIONS, Target};

const CODE: &str = "ALZD-06";
const DUTY: &str = "PP-06";

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    Late,
    Early,
    Alone,
    NoDocument,
    RecheckMissing,
    RectifiedByRoom,
    IdentityNumber,
    UnknownStep,
    RecheckedByAuxiliary,
    NotVisited,
}

/// Houses with a fault.
const PLAN: [(&str, Fault); 12] = [
    ("FW-1005", Fault::RecheckedByAuxiliary),
    ("FW-1002", Fault::Early),
    ("FW-1003", Fault::IdentityNumber),
    ("FW-2001", Fault::Late),
    ("FW-2003", Fault::NotVisited),
    ("FW-3001", Fault::Alone),
    ("FW-3002", Fault::NotVisited),
    ("FW-1006", Fault::RecheckMissing),
    ("FW-1008", Fault::NoDocument),
    ("FW-2006", Fault::RectifiedByRoom),
    ("FW-3005", Fault::UnknownStep),
    ("FW-1009", Fault::Early),
];

/// The working days on which visits are planned.
fn planned(world: &mut World, first: i64, last: i64) -> i64 {
    let open: Vec<i64> = (first..=last).filter(|day| works(*day)).collect();
    world.rng.one(&open)
}

/// Makes every visit and check. Returns whether every fault was planted.
pub(crate) fn make(world: &mut World) -> bool {
    let mut planted = 0;
    for house in org::rental_houses() {
        let fault = PLAN.iter().find(|row| row.0 == house.id).map(|row| row.1);
        planted += usize::from(fault.is_some());
        // Two houses are not on the roster in February.
        let away = ["FW-1018", "FW-2014"].contains(&house.id.as_str());
        let wanted = fault.is_some()
            || house.grade == "红"
            || !away && world.rng.permille(if house.grade == "黄" { 560 } else { 330 });
        if fault == Some(Fault::NotVisited) {
            let body = format!("S{}-COM", STATIONS[house.station].n);
            world.fault("gap/target-missed", (DUTY, ""), "", body, "红色出租房屋当月未走访");
            if let Some(answer) = world.answers.last_mut() {
                answer.target.clone_from(&house.id);
                "2026-02".clone_into(&mut answer.window);
            }
            continue;
        }
        if !wanted {
            continue;
        }
        let (first, last) = match house.id.as_str() {
            "FW-1004" => (day(2, 2), day(2, 3)),
            "FW-3003" => (day(2, 10), day(2, 12)),
            _ if fault.is_some() => (day(2, 2), day(2, 6)),
            _ if house.grade == "红" => (day(2, 2), day(2, 13)),
            _ => (day(2, 2), day(2, 27)),
        };
        let today = planned(world, first, last);
        visit(world, &house, today, fault);
        if house.grade == "红" && fault.is_none() && !["FW-1004"].contains(&house.id.as_str()) {
            let again = planned(world, day(2, 24), day(2, 26));
            visit(world, &house, again, None);
        }
    }
    planted == PLAN.len() && checks::make(world)
}

fn visit(world: &mut World, house: &Target, today: i64, fault: Option<Fault>) {
    let station = &STATIONS[house.station];
    let n = station.n;
    let (com, area) = (format!("S{n}-COM"), house.area);
    let begun = today * DAY + world.rng.range(8 * 60 + 30, 11 * 60);
    let case = world.task(begun);
    let row = world.row(&case, CODE, "计划", begun, com.clone()).area(area).on(&house.id);
    world.write(row.with("等级", house.grade).text("按等级安排走访"));

    let by_grid = world.rng.permille(400);
    let body = if by_grid { format!("G{n}") } else { com.clone() };
    let noticed = begun + world.rng.range(40, 300);
    let document = world.document("告");
    let row = world.row(&case, CODE, "告知", noticed, body).area(area).on(&house.id);
    world.write(row.with("文书编号", document).text("已告知出租人走访时间"));

    let due = days(begun, 10);
    let last = if house.id == "FW-1004" { clock::at(2, 12, 17, 0) } else { due };
    let visited = match fault {
        Some(Fault::Early) => {
            world.fault(
                "disposal/step-too-early",
                (DUTY, "visit"),
                &case,
                com.clone(),
                "告知后不足二十四小时即走访",
            );
            Some(noticed + world.rng.range(60, 180))
        }
        Some(Fault::Late) => {
            world.fault(
                "disposal/step-late",
                (DUTY, "visit"),
                &case,
                com.clone(),
                "计划后十日内未走访",
            );
            Some(clock::office(&mut world.rng, due, due + DAY))
        }
        Some(_) => Some(clock::office(&mut world.rng, hours(noticed, 24), noticed + 4 * DAY)),
        None => world.next(hours(noticed, 24), last),
    };
    let Some(visited) = visited else { return };
    let problem = match fault {
        Some(Fault::RecheckMissing | Fault::RectifiedByRoom | Fault::RecheckedByAuxiliary) => true,
        Some(_) => false,
        None => world.rng.permille(300),
    };
    let step = if world.rng.permille(150) { "入户走访" } else { "走访" };
    let mut row = world.row(&case, CODE, step, visited, com.clone()).area(area).on(&house.id);
    row.persons = org::pair(&mut world.rng, &com, day_of(visited));
    row = row.with("检查结果", if problem { "有问题" } else { "无问题" }).text(if problem {
        "电线私拉，充电入室"
    } else {
        "用电用气正常"
    });
    if fault == Some(Fault::NoDocument) {
        world.fault(
            "disposal/evidence-missing",
            (DUTY, "visit"),
            &case,
            com.clone(),
            "走访记录编号未填",
        );
    } else {
        let document = world.document("走");
        row = row.with("文书编号", document);
    }
    if fault == Some(Fault::Alone) {
        row.persons.truncate(1);
        world.fault("safeguard/too-few-persons", (DUTY, "visit"), &case, com.clone(), "一人走访");
    }
    if fault == Some(Fault::IdentityNumber) {
        row = row.with("证件号码", "已登记（隐去）");
        world.fault(
            "outside/data-not-permitted",
            (DUTY, ""),
            &case,
            com.clone(),
            "登记了承租人证件",
        );
    }
    world.write(row);
    if fault == Some(Fault::UnknownStep) {
        let row = world.row(&case, CODE, "满意度回填", visited + 30, com.clone()).area(area);
        world.write(row.on(&house.id).text("替住户填写满意度"));
        world.fault(
            "outside/step-not-in-standard",
            (DUTY, ""),
            &case,
            com.clone(),
            "标准中没有的环节",
        );
    }
    if problem {
        rectify(world, &case, house, visited, fault);
    }
}

/// Rectification and re-check of a house with a problem.
fn rectify(world: &mut World, case: &str, house: &Target, visited: Minute, fault: Option<Fault>) {
    let n = STATIONS[house.station].n;
    let (com, area) = (format!("S{n}-COM"), house.area);
    let rectified = match fault {
        Some(_) => Some(clock::office(&mut world.rng, visited, visited + 3 * DAY)),
        None => world.next(visited, days(visited, 7)),
    };
    let Some(rectified) = rectified else { return };
    let mut row = world.row(case, CODE, "整改", rectified, com.clone()).area(area).on(&house.id);
    if fault == Some(Fault::RectifiedByRoom) {
        row.body = format!("S{n}-CMD");
        row.persons = org::some(&mut world.rng, org::officers(&row.body, day_of(rectified)), 1);
        let body = row.body.clone();
        world.fault("outside/wrong-body", (DUTY, ""), case, body, "既非责任主体也非配合单位");
    }
    world.write(row.with("办理结果", "已拆除私拉线路"));
    if fault == Some(Fault::RecheckMissing) {
        world.fault("disposal/step-missing", (DUTY, "recheck"), case, com, "整改后七日内未复查");
        return;
    }
    let Some(checked) = world.next(rectified, days(rectified, 7)) else {
        return;
    };
    let mut row = world.row(case, CODE, "复查", checked, com.clone()).area(area).on(&house.id);
    if fault == Some(Fault::RecheckedByAuxiliary) {
        row.persons = org::everybody(&com, day_of(checked)).pop().into_iter().collect();
        world.fault("safeguard/wrong-kind", (DUTY, "recheck"), case, com, "复查应由民警实施");
    }
    world.write(row.text("整改到位"));
}
