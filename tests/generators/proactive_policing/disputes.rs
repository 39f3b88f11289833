//! PP-03, disputes found and resolved.

use crate::clock::{self, DAY, Minute, day_of, days, days_unrolled, hours};
use crate::ledger::World;
use crate::org::{self, STATIONS};

const CODE: &str = "ALZD-03";
const DUTY: &str = "PP-03";

const TEXTS: [&str; 6] = [
    "停车位争执",
    "漏水赔偿争议",
    "工资结算争议",
    "噪音纠纷",
    "宅基地边界争议",
    "婚恋矛盾",
];
const OUTCOMES: [&str; 4] = [
    "达成口头谅解",
    "签订调解协议",
    "当事人撤回请求",
    "引导诉讼，情绪平稳",
];

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
type Place = (usize, &'static str);

fn com(place: Place) -> String {
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
    let row = world
        .row(case, CODE, "登记", begun, com.clone())
        .area(place.1);
    world.write(row.with("文书编号", document).text(text));

    let due = days(begun, 3);
    // With a fault there is room for everything that follows; a planted case is quick.
    let soon = due.min(begun + 20 * 60);
    let judged = match fault {
        Some(Fault::JudgeLate) => {
            world.fault(
                "disposal/step-late",
                (DUTY, "judge"),
                case,
                com.clone(),
                "三日内未研判",
            );
            world.fault(
                "disposal/step-late",
                (DUTY, "grade"),
                case,
                com.clone(),
                "三日内未分级",
            );
            Some(clock::office(&mut world.rng, due, due + 3 * DAY))
        }
        Some(_) => Some(clock::shift(&mut world.rng, begun, soon)),
        None => world.next(begun, due - 90),
    };
    let Some(judged) = judged else { return };
    let row = world
        .row(case, CODE, "研判", judged, com.clone())
        .area(place.1);
    world.write(row.text("核实双方诉求，评估激化风险"));

    let grade = match fault {
        Some(Fault::ReferNotAccepted | Fault::ResolveLate) => "红",
        Some(_) => "蓝",
        None => world
            .rng
            .one(&["红", "黄", "黄", "黄", "蓝", "蓝", "蓝", "蓝"]),
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
    let row = world
        .row(case, CODE, "分级", graded, com.clone())
        .area(place.1);
    world.write(row.with("等级", grade));
    assign(
        world,
        case,
        place,
        (graded, judged.max(graded), grade),
        fault,
    );
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
    let mut row = world
        .row(case, CODE, "交办", assigned, com.clone())
        .area(place.1);
    if fault == Some(Fault::AssignedByCommittee) {
        row.body = org::committee(&STATIONS[place.0], place.1);
        row.persons = org::some(
            &mut world.rng,
            org::everybody(&row.body, day_of(assigned)),
            1,
        );
        let body = row.body.clone();
        world.fault(
            "disposal/wrong-role",
            (DUTY, "assign"),
            case,
            body,
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
        let row = world
            .row(case, CODE, "移交司法所", referred, com.clone())
            .area(place.1);
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
            let row = world
                .row(case, CODE, "司法所接收", taken, office)
                .area(place.1);
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
        Some(_) => Some(clock::office(
            &mut world.rng,
            assigned + 300,
            assigned + 2 * DAY,
        )),
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
        let body = if by_committee {
            org::committee(&STATIONS[place.0], place.1)
        } else {
            com.clone()
        };
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
        from_resolution(world, case, place, resolved, fault);
    }
}

/// Makes what follows from the resolution on; also for cases that began before the log does.
pub(crate) fn from_resolution(
    world: &mut World,
    case: &str,
    place: Place,
    resolved: Minute,
    fault: Option<Fault>,
) {
    let com = com(place);
    let document = world.document("化解");
    let outcome = world.rng.one(&OUTCOMES);
    let mut row = world
        .row(case, CODE, "化解", resolved, com.clone())
        .area(place.1)
        .with("文书编号", document);
    if fault == Some(Fault::NoOutcome) {
        world.fault(
            "disposal/evidence-missing",
            (DUTY, "resolve"),
            case,
            com.clone(),
            "未记化解结果",
        );
    } else {
        row = row.with("办理结果", outcome);
    }
    let resolver = row.persons.clone();
    world.write(row);

    let due = days(resolved, 7);
    let visited = match fault {
        Some(Fault::VisitSevenMissing) => {
            world.fault(
                "disposal/step-missing",
                (DUTY, "visit_7"),
                case,
                com,
                "七日内未回访",
            );
            return;
        }
        Some(Fault::VisitThirtyEarly) => Some(resolved + 2 * DAY + world.rng.range(0, 90)),
        Some(Fault::ArchivedBySame) => {
            Some(clock::office(&mut world.rng, resolved, resolved + 3 * DAY))
        }
        _ => world.next(resolved, due),
    };
    let Some(visited) = visited else { return };
    visit(world, case, place, ("七日回访", visited), fault);

    let due = days(resolved, 30);
    let again = match fault {
        Some(Fault::VisitThirtyEarly) => {
            world.fault(
                "disposal/step-too-early",
                (DUTY, "visit_30"),
                case,
                com.clone(),
                "化解后不足十五日即作三十日回访",
            );
            Some(clock::office(
                &mut world.rng,
                visited + DAY,
                resolved + 9 * DAY,
            ))
        }
        Some(Fault::ArchivedBySame) => Some(clock::office(
            &mut world.rng,
            days_unrolled(resolved, 15),
            clock::END - 3 * DAY,
        )),
        _ => world.next(visited.max(days_unrolled(resolved, 15)), due),
    };
    let Some(again) = again else { return };
    visit(world, case, place, ("三十日回访", again), fault);

    let due = if fault == Some(Fault::ArchivedBySame) {
        clock::END
    } else {
        days(again, 7)
    };
    let Some(archived) = world.next(again, due) else {
        return;
    };
    let mut row = world
        .row(case, CODE, "归档", archived, com.clone())
        .area(place.1);
    if fault == Some(Fault::ArchivedBySame) {
        row = row.by(resolver);
        world.fault(
            "safeguard/same-person",
            (DUTY, "archive"),
            case,
            com,
            "化解人自行归档审核",
        );
    } else {
        let mut others = org::officers(&com, day_of(archived));
        others.retain(|number| !resolver.contains(number));
        row = row.by(org::some(&mut world.rng, others, 1));
    }
    world.write(row);
}

fn visit(
    world: &mut World,
    case: &str,
    place: Place,
    (step, at): (&'static str, Minute),
    fault: Option<Fault>,
) {
    let by_committee = fault.is_none() && world.rng.permille(350);
    let body = if by_committee {
        org::committee(&STATIONS[place.0], place.1)
    } else {
        com(place)
    };
    let document = world.document("访");
    let row = world.row(case, CODE, step, at, body).area(place.1);
    world.write(
        row.with("文书编号", document)
            .text("双方平稳，未再发生争执"),
    );
}
