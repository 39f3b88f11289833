//! PP-13 and PP-14: special operations and drones.

use crate::clock::{self, DAY, Minute, at, day, day_of, days_unrolled, hours};
use crate::ledger::World;
use crate::org::{self, STATIONS};

/// Makes every operation and flight.
pub(crate) fn make(world: &mut World) {
    operation(world, (0, "春节安保专项", at(2, 2, 9, 10)), at(2, 24, 10, 20), None);
    operation(world, (1, "春节安保专项", at(2, 2, 9, 12)), at(2, 24, 11, 5), None);
    operation(world, (2, "春节安保专项", at(2, 2, 9, 14)), at(2, 24, 14, 40), Some(Fault::NoItem));
    let late = Fault::AfterSunset(at(2, 27, 15, 5));
    operation(world, (0, "烟花爆竹整治专项", at(2, 3, 15, 30)), at(2, 14, 9, 40), Some(late));
    operation(
        world,
        (1, "烟花爆竹整治专项", at(2, 3, 15, 32)),
        at(2, 14, 10, 10),
        Some(Fault::ReviewedByStation),
    );
    operation(
        world,
        (2, "烟花爆竹整治专项", at(2, 3, 15, 34)),
        at(2, 14, 10, 30),
        Some(Fault::AfterSunset(at(2, 25, 10, 15))),
    );
    for (n, today) in (0..).zip([
        day(2, 2),
        day(2, 3),
        day(2, 5),
        day(2, 6),
        day(2, 9),
        day(2, 10),
        day(2, 12),
        day(2, 13),
        day(2, 14),
        day(2, 16),
        day(2, 17),
        day(2, 21),
        day(2, 24),
        day(2, 25),
        day(2, 26),
        day(2, 27),
    ]) {
        let fault = match n {
            1 => Some(Flight::BeforeApproval),
            3 => Some(Flight::NoFootage),
            5 => Some(Flight::DeletedBySame),
            8 => Some(Flight::NotStored),
            _ => None,
        };
        flight(world, today, fault);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    NoItem,
    ReviewedByStation,
    /// A task goes on in its name, at this instant.
    AfterSunset(Minute),
}

fn operation(
    world: &mut World,
    (number, title, ordered): (usize, &str, Minute),
    reviewed: Minute,
    fault: Option<Fault>,
) {
    const CODE: &str = "ALZD-13";
    const DUTY: &str = "PP-13";
    let station = &STATIONS[number];
    let body = format!("S{}", station.n);
    let case = world.task(ordered);
    let document = world.document("专令");
    let row = world.row(&case, CODE, "下达命令", ordered, "PSB").with("文书编号", document);
    let row = row.with("行动范围", format!("{}派出所辖区", station.name));
    world.write(row.with("截止日期", "2026-02-24").text(title));

    let mut done = ordered;
    let tasks = world.rng.range(3, 5);
    for n in 1..=tasks {
        let due = ordered + (reviewed - ordered - 3 * DAY) * n / tasks;
        done = clock::office(&mut world.rng, done.max(ordered + (n - 1) * DAY), due);
        let area = station.areas[usize::try_from(n).unwrap_or(0) % station.areas.len()];
        let mut row = world.row(&case, CODE, "执行任务", done, body.clone()).area(area);
        row.persons = org::officers(&body, day_of(done));
        if n == 2 && fault == Some(Fault::NoItem) {
            world.fault(
                "disposal/evidence-missing",
                (DUTY, "task"),
                &case,
                "PSB",
                "任务未引用清单事项",
            );
        } else {
            row = row.with("所引事项", world.rng.one(&["PP-08", "PP-10", "PP-04"]));
        }
        world.write(row.text("清查储存点、加强值守"));
    }
    let reported = clock::office(&mut world.rng, done, reviewed - 60);
    let document = world.document("专报");
    let row = world.row(&case, CODE, "专项报告", reported, body.clone());
    world.write(row.with("文书编号", document).text("任务完成情况"));

    let by = if fault == Some(Fault::ReviewedByStation) { body.clone() } else { "PSB".to_owned() };
    let row = world.row(&case, CODE, "终止评估", reviewed, by);
    world.write(row.with("办理结果", "期满终止，转入常态"));
    match fault {
        Some(Fault::ReviewedByStation) => {
            world.fault(
                "disposal/wrong-role",
                (DUTY, "review"),
                &case,
                "PSB",
                "终止评估应由县局作出",
            );
        }
        Some(Fault::AfterSunset(late)) => {
            let mut row = world.row(&case, CODE, "执行任务", late, body.clone());
            row = row.area(station.areas[0]).with("所引事项", "PP-04");
            world.write(row.text("沿用专项名义继续清查"));
            let note = "专项期满后仍以其名义执行";
            world.fault("outside/not-in-force", (DUTY, ""), &case, body, note);
        }
        _ => {}
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Flight {
    BeforeApproval,
    NoFootage,
    DeletedBySame,
    NotStored,
}

fn flight(world: &mut World, today: i64, fault: Option<Flight>) {
    const CODE: &str = "ALZD-14";
    const DUTY: &str = "PP-14";
    let purpose = world.rng.one(&["集市人流观察", "森林防火巡查", "道路拥堵观察", "搜寻走失老人"]);
    let approved = today * DAY + world.rng.range(8 * 60 + 30, 10 * 60);
    let flown = match fault {
        Some(Flight::BeforeApproval) => approved - world.rng.range(20, 50),
        _ => approved + world.rng.range(45, 300),
    };
    let case = world.task(approved);
    let document = world.document("飞批");
    let row = world.row(&case, CODE, "飞行审批", approved, "PSB");
    world.write(row.with("用途", purpose).with("文书编号", document));
    if fault == Some(Flight::BeforeApproval) {
        world.fault("disposal/out-of-order", (DUTY, "fly"), &case, "SPT", "未批先飞");
    }
    let footage = world.document("影");
    let mut row = world.row(&case, CODE, "飞行", flown, "SPT").with("用途", purpose);
    if fault == Some(Flight::NoFootage) {
        world.fault("safeguard/not-recorded", (DUTY, "fly"), &case, "SPT", "飞行没有影像编号");
    } else {
        row = row.with("音像编号", footage.clone());
    }
    world.write(row.text("按批准区域飞行"));

    if fault == Some(Flight::NotStored) {
        world.fault("disposal/step-missing", (DUTY, "store"), &case, "SPT", "二十四小时内未留存");
        return;
    }
    let after = flown.max(approved);
    let Some(stored) = world.soon(after, hours(flown, 20)) else {
        return;
    };
    let row = world.row(&case, CODE, "影像留存", stored, "SPT").with("音像编号", footage.clone());
    let keeper = row.persons.clone();
    world.write(row);

    let due = days_unrolled(stored, 30);
    let deleted = match fault {
        Some(_) => Some(clock::office(&mut world.rng, stored + 5 * DAY, stored + 12 * DAY)),
        None => world.next(stored + 14 * DAY, due),
    };
    let Some(deleted) = deleted else { return };
    let mut row = world.row(&case, CODE, "影像删除", deleted, "SPT").with("音像编号", footage);
    if fault == Some(Flight::DeletedBySame) {
        row.persons = keeper;
        world.fault("safeguard/same-person", (DUTY, "delete"), &case, "SPT", "留存人自行删除");
    } else {
        let mut others = org::officers("SPT", day_of(deleted));
        others.retain(|who| !keeper.contains(who));
        row.persons = org::some(&mut world.rng, others, 1);
    }
    world.write(row);
}
