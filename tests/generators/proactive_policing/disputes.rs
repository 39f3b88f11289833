//! PP-03, disputes found and resolved.

use crate::clock::{self, DAY, Minute, day_of, days, hours};
use crate::ledger::World;
use crate::org::{self, STATIONS};
use crate::resolutions;

pub(crate) const CODE: &str = "ALZD-03";
pub(crate) const DUTY: &str = "PP-03";

const TEXTS: [&str; 6] =
    ["停车位争执", "漏水赔偿争议", "工资结算争议", "噪音纠纷", "宅基地边界争议", "婚恋矛盾"];

/// What is planted in a dispute.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    JudgeLate,
    GradeFirst,
    AssignedByCommittee,
    ReferNotAccepted,
    MediatedThrice,
    Unrecorded,
    ResolveLate,
    NoOutcome,
    VisitSevenMissing,
    VisitThirtyEarly,
    ArchivedBySame,
}

/// Where: index of the station, area.
pub(crate) type Place = (usize, &'static str);

/// The community team that answers.
pub(crate) fn com(place: Place) -> String {
    format!("S{}-COM", STATIONS[place.0].n)
}

/// Makes a dispute from its registration.
pub(crate) fn dispute(
    world: &mut World,
    case: &str,
    place: Place,
    begun: Minute,
    fault: Option<Fault>,
) {
    let com = com(place);
    let text = world.rng.one(&TEXTS);
    let document = world.document("纠登");
    let row = world.row(case, CODE, "登记", begun, com.clone()).area(place.1);
    world.write(row.with("文书编号", document).text(text));

    let due = days(begun, 3);
    // With a fault there is room for everything that follows; a planted case is quick.
    let soon = due.min(begun + 20 * 60);
    let judged = match fault {
        Some(Fault::JudgeLate) => {
            world.fault("disposal/step-late", (DUTY, "judge"), case, com.clone(), "三日内未研判");
            world.fault("disposal/step-late", (DUTY, "grade"), case, com.clone(), "三日内未分级");
            Some(clock::office(&mut world.rng, due, due + 3 * DAY))
        }
        Some(_) => Some(clock::shift(&mut world.rng, begun, soon)),
        None => world.next(begun, due - 90),
    };
    let Some(judged) = judged else { return };
    let row = world.row(case, CODE, "研判", judged, com.clone()).area(place.1);
    world.write(row.text("核实双方诉求，评估激化风险"));

    let grade = match fault {
        Some(Fault::ReferNotAccepted | Fault::ResolveLate) => "红",
        Some(_) => "蓝",
        None => world.rng.one(&["红", "黄", "黄", "黄", "蓝", "蓝", "蓝", "蓝"]),
    };
    let graded = match fault {
        Some(Fault::GradeFirst) => {
            world.fault(
                "disposal/out-of-order",
                (DUTY, "grade"),
                case,
                com.clone(),
                "未研判先分级",
            );
            judged - (judged - begun) / 2
        }
        _ => judged + world.rng.range(5, 60),
    };
    if graded > clock::END {
        return;
    }
    let row = world.row(case, CODE, "分级", graded, com.clone()).area(place.1);
    world.write(row.with("等级", grade));
    assign(world, case, place, (graded, judged.max(graded), grade), fault);
}

/// Assignment, and what a red one needs besides.
fn assign(
    world: &mut World,
    case: &str,
    place: Place,
    (graded, after, grade): (Minute, Minute, &'static str),
    fault: Option<Fault>,
) {
    let com = com(place);
    let due = hours(graded, 24);
    let assigned = match fault {
        Some(_) => Some(after + world.rng.range(10, 100)),
        None => world.soon(after, due - 60),
    };
    let Some(assigned) = assigned else { return };
    let mut row = world.row(case, CODE, "交办", assigned, com.clone()).area(place.1);
    if fault == Some(Fault::AssignedByCommittee) {
        row.body = org::committee(&STATIONS[place.0], place.1);
        row.persons = org::some(&mut world.rng, org::everybody(&row.body, day_of(assigned)), 1);
        world.fault(
            "disposal/wrong-role",
            (DUTY, "assign"),
            case,
            com.clone(),
            "应由社区警务队交办",
        );
    }
    world.write(row.text("明确化解责任人"));
    if grade == "红" {
        let referred = match fault {
            Some(_) => Some(assigned + world.rng.range(5, 60)),
            None => world.soon(assigned, due),
        };
        let Some(referred) = referred else { return };
        let row = world.row(case, CODE, "移交司法所", referred, com.clone()).area(place.1);
        world.write(row.text("仅移交等级，不移交身份信息"));
        if fault == Some(Fault::ReferNotAccepted) {
            world.fault(
                "disposal/handover-not-accepted",
                (DUTY, "refer"),
                case,
                com.clone(),
                "司法所未接收",
            );
        } else if let Some(taken) = world.soon(referred, hours(referred, 24)) {
            let office = format!("J{}", STATIONS[place.0].n);
            let row = world.row(case, CODE, "司法所接收", taken, office).area(place.1);
            world.write(row);
        }
    }
    mediate(world, case, place, (graded, assigned, grade), fault);
}

/// Mediation, if any, and the resolution.
fn mediate(
    world: &mut World,
    case: &str,
    place: Place,
    (graded, assigned, grade): (Minute, Minute, &'static str),
    fault: Option<Fault>,
) {
    let com = com(place);
    let limit = match grade {
        "红" => 7,
        "黄" => 15,
        _ => 30,
    };
    let due = days(graded, limit);
    let resolved = match fault {
        Some(Fault::ResolveLate) => {
            world.fault(
                "disposal/step-late",
                (DUTY, "resolve"),
                case,
                com.clone(),
                "红色纠纷七日内未化解",
            );
            Some(clock::office(&mut world.rng, due, due + 2 * DAY))
        }
        Some(_) => Some(clock::office(&mut world.rng, assigned + 300, assigned + 2 * DAY)),
        None => world.next(assigned, due),
    };
    let mut times = 0;
    if world.rng.permille(600) {
        times = 1;
    }
    match fault {
        Some(Fault::MediatedThrice) => {
            times = 3;
            world.fault(
                "disposal/too-many",
                (DUTY, "mediate"),
                case,
                com.clone(),
                "调解三次，至多二次",
            );
        }
        Some(Fault::Unrecorded) => times = 1,
        Some(_) => times = 0,
        None => {}
    }
    let last = resolved.unwrap_or(clock::END);
    let mut before = assigned;
    for left in (1..=times).rev() {
        if last - before <= left {
            break;
        }
        let at = clock::office(&mut world.rng, before, before + (last - before - 1) / left);
        before = at;
        let by_committee = fault.is_none() && world.rng.permille(300);
        let body =
            if by_committee { org::committee(&STATIONS[place.0], place.1) } else { com.clone() };
        let mut row = world.row(case, CODE, "调解", at, body).area(place.1);
        if fault == Some(Fault::Unrecorded) {
            world.fault(
                "safeguard/not-recorded",
                (DUTY, "mediate"),
                case,
                com.clone(),
                "调解没有录音录像",
            );
        } else {
            let recording = world.document("调音");
            row = row.with("音像编号", recording);
        }
        world.write(row.text("双方到场，自愿参加"));
    }
    if let Some(resolved) = resolved {
        resolutions::from_resolution(world, case, place, resolved, fault);
    }
}
