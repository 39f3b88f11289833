//! PP-04, major hidden dangers.

use crate::clock::{self, DAY, Minute, days, hours};
use crate::ledger::{Row, World};
use crate::org::{self, STATIONS};

const CODE: &str = "ALZD-04";
const DUTY: &str = "PP-04";

/// What is planted in a danger.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    VerifyLate,
    /// No fault: the limit was extended, and kept.
    Extended,
    /// The station extends its own limit.
    ExtendedByStation,
    CloseMissing,
}

/// Makes a danger from its report.
pub(crate) fn danger(
    world: &mut World,
    case: &str,
    (station, area): (usize, &'static str),
    begun: Minute,
    fault: Option<Fault>,
) {
    let body = format!("S{}", STATIONS[station].n);
    let document = world.document("隐");
    let row = world.row(case, CODE, "上报", begun, body.clone()).area(area);
    world.write(row.with("文书编号", document).text("疑似存放烟花爆竹，已派员值守"));

    let due = hours(begun, 24);
    let verified = match fault {
        Some(Fault::VerifyLate) => {
            world.fault(
                "disposal/step-late",
                (DUTY, "verify"),
                case,
                body.clone(),
                "二十四小时内未核查",
            );
            Some(due + world.rng.range(60, 600))
        }
        _ => world.soon(begun, due),
    };
    let Some(verified) = verified else { return };
    let row = world.row(case, CODE, "核查", verified, body.clone()).area(area);
    let row = two(world, row, verified).with("办理结果", "核实存在隐患");
    world.write(row);

    let Some(measured) = world.soon(verified, verified + 300) else {
        return;
    };
    let document = world.document("措");
    let row = world.row(case, CODE, "采取措施", measured, body.clone()).area(area);
    world.write(row.with("文书编号", document).text("封存现场，责令限期清除"));

    let due = days(measured, 10);
    let rectified = if matches!(fault, Some(Fault::Extended | Fault::ExtendedByStation)) {
        let extended = clock::office(&mut world.rng, measured + 3 * DAY, due - DAY);
        let document = world.document("延");
        let by = if fault == Some(Fault::Extended) {
            "PSB".to_owned()
        } else {
            world.fault(
                "safeguard/level-too-low",
                (DUTY, "extend"),
                case,
                body.clone(),
                "派出所自行批准延期，应由县级批准",
            );
            world.fault(
                "disposal/step-late",
                (DUTY, "rectify"),
                case,
                body.clone(),
                "越权批准的延期无效，整改超期",
            );
            body.clone()
        };
        let row = world.row(case, CODE, "延期审批", extended, by).area(area);
        world.write(row.with("文书编号", document).text("清运车辆节日停运，延长十日"));
        Some(clock::office(&mut world.rng, due, days(measured, 20)))
    } else if fault.is_some() {
        Some(clock::office(&mut world.rng, measured, measured + 2 * DAY))
    } else {
        world.next(measured, due)
    };
    let Some(rectified) = rectified else { return };
    let mut row = world.row(case, CODE, "整改", rectified, body.clone()).area(area);
    let overseer = row.persons.clone();
    row = row.text("已清除，现场照片存档");
    world.write(row);

    let due = if fault.is_some() { rectified + 2 * DAY } else { days(rectified, 3) };
    let Some(checked) = world.next(rectified, due) else {
        return;
    };
    let line = world.rng.permille(500) || fault.is_some();
    let by = if line { "SEB".to_owned() } else { body.clone() };
    let mut row = world.row(case, CODE, "复查", checked, by.clone()).area(area);
    let mut others = org::officers(&by, clock::day_of(checked));
    others.retain(|number| !overseer.contains(number));
    row.persons = org::some(&mut world.rng, others, 1);
    world.write(row.with("办理结果", "隐患已消除"));

    let due = days(checked, 3);
    if fault == Some(Fault::CloseMissing) {
        world.fault("disposal/step-missing", (DUTY, "close"), case, body, "复查后三日内未销号");
        return;
    }
    if let Some(closed) = world.next(checked, due) {
        let by = if world.rng.permille(300) { "PSB".to_owned() } else { body };
        let row = world.row(case, CODE, "销号", closed, by).area(area);
        world.write(row);
    }
}

fn two(world: &mut World, row: Row, at: Minute) -> Row {
    let body = row.body.clone();
    let both = org::some(&mut world.rng, org::officers(&body, clock::day_of(at)), 2);
    row.by(both)
}
