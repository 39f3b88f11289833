//! PP-07 and PP-08, checks of key units and of special trades.

use crate::clock::{self, DAY, Minute, day, day_of, days, hours, working_days};
use crate::ledger::World;
use crate::org::{self, STATIONS, Target};

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    Unrecorded,
    Alone,
    RecheckMissing,
    RecheckLate,
    ByAuxiliary,
    NotChecked,
    NoNotice,
}

/// What differs between the two kinds of checks.
struct Kind {
    code: &'static str,
    duty: &'static str,
    first_step: &'static str,
    /// Days from the first step to the check, working days from the notice to the re-check.
    limits: (i64, i64),
    texts: [&'static str; 2],
}

const UNIT: Kind = Kind {
    code: "ALZD-07",
    duty: "PP-07",
    first_step: "计划",
    limits: (10, 10),
    texts: ["门卫登记不全", "技防设施正常，值守到位"],
};
const VENUE: Kind = Kind {
    code: "ALZD-08",
    duty: "PP-08",
    first_step: "抽取",
    limits: (5, 7),
    texts: ["旅客登记系统未及时上传", "登记齐全，监控正常"],
};

/// Target, days of February between which it is planned, what is planted.
const UNITS: [(&str, i64, i64, Option<Fault>); 9] = [
    ("ZD-1001", 2, 5, Some(Fault::Unrecorded)),
    ("ZD-1002", 3, 10, None),
    ("ZD-1004", 9, 13, None),
    ("ZD-1006", 24, 26, None),
    ("ZD-2001", 2, 3, Some(Fault::RecheckMissing)),
    ("ZD-2003", 10, 14, None),
    ("ZD-2005", 4, 9, Some(Fault::ByAuxiliary)),
    ("ZD-3001", 5, 11, None),
    ("ZD-3004", 2, 2, None),
];
const VENUES: [(&str, i64, i64, Option<Fault>); 14] = [
    ("TH-1001", 2, 6, None),
    ("TH-1002", 3, 10, Some(Fault::NoNotice)),
    ("TH-1003", 3, 10, Some(Fault::NotChecked)),
    ("TH-1004", 4, 11, Some(Fault::Alone)),
    ("TH-1005", 9, 14, None),
    ("TH-1006", 10, 14, None),
    ("TH-1007", 2, 9, None),
    ("TH-2001", 2, 3, Some(Fault::RecheckLate)),
    ("TH-2002", 5, 12, None),
    ("TH-2003", 9, 13, None),
    ("TH-3001", 3, 9, Some(Fault::ByAuxiliary)),
    ("TH-3002", 3, 9, Some(Fault::NotChecked)),
    ("TH-3003", 10, 14, None),
    ("TH-3004", 4, 11, None),
];

/// Makes every check. Returns whether every target of the plan exists.
pub(crate) fn make(world: &mut World) -> bool {
    let all = [(&UNIT, &UNITS[..], org::key_units()), (&VENUE, &VENUES[..], org::special_venues())];
    let mut found = true;
    for (kind, plan, targets) in all {
        for (id, first, last, fault) in plan {
            let Some(target) = targets.iter().find(|target| target.id == *id) else {
                found = false;
                continue;
            };
            if *fault == Some(Fault::NotChecked) {
                let body = format!("S{}-COM", STATIONS[target.station].n);
                world.fault(
                    "gap/target-missed",
                    (kind.duty, ""),
                    "",
                    body,
                    "特种行业场所当月未检查",
                );
                if let Some(answer) = world.answers.last_mut() {
                    answer.target.clone_from(&target.id);
                    "2026-02".clone_into(&mut answer.window);
                }
                continue;
            }
            let open: Vec<i64> =
                (day(2, *first)..=day(2, *last)).filter(|day| clock::works(*day)).collect();
            let today = world.rng.one(&open);
            check(world, kind, target, today, *fault);
        }
    }
    found
}

fn officers(world: &mut World, body: &str, at: Minute, count: usize) -> Vec<String> {
    org::some(&mut world.rng, org::officers(body, day_of(at)), count)
}

fn check(world: &mut World, kind: &Kind, target: &Target, today: i64, fault: Option<Fault>) {
    let com = format!("S{}-COM", STATIONS[target.station].n);
    let area = target.area;
    let begun = today * DAY + world.rng.range(8 * 60 + 30, 10 * 60);
    let case = world.task(begun);
    let mut row = world.row(&case, kind.code, kind.first_step, begun, com.clone()).area(area);
    if kind.duty == "PP-08" {
        row = row.with("抽取方式", "随机");
    }
    if fault == Some(Fault::ByAuxiliary) {
        row.persons = org::everybody(&com, today).pop().into_iter().collect();
        world.fault("outside/person-kind", (kind.duty, ""), &case, com.clone(), "辅警不得单独实施");
    }
    let planner = row.persons.clone();
    world.write(row.on(&target.id));

    let due = days(begun, kind.limits.0);
    let last = if target.id == "ZD-3004" { clock::at(2, 10, 12, 0) } else { due };
    let checked = match fault {
        Some(_) => clock::office(&mut world.rng, begun, begun + 2 * DAY),
        None => clock::office(&mut world.rng, begun, last.min(clock::at(2, 28, 17, 0))),
    };
    let problem = match fault {
        Some(Fault::RecheckMissing | Fault::RecheckLate | Fault::NoNotice) => true,
        Some(_) => false,
        None => world.rng.permille(350),
    };
    let with_line = fault.is_none() && world.rng.permille(150);
    let body = if with_line { "SEB".to_owned() } else { com.clone() };
    let two = officers(world, &body, checked, 2);
    let mut row =
        world.row(&case, kind.code, "检查", checked, body).area(area).on(&target.id).by(two);
    if fault == Some(Fault::Alone) {
        row.persons.truncate(1);
        world.fault(
            "safeguard/too-few-persons",
            (kind.duty, "check"),
            &case,
            com.clone(),
            "一人检查",
        );
    }
    let document = world.document("检");
    row =
        row.with("文书编号", document).with("检查结果", if problem { "有问题" } else { "无问题" });
    if kind.duty == "PP-07" {
        if fault == Some(Fault::Unrecorded) {
            world.fault(
                "safeguard/not-recorded",
                (kind.duty, "check"),
                &case,
                com.clone(),
                "检查没有全程记录",
            );
        } else {
            let recording = world.document("检像");
            row = row.with("音像编号", recording);
        }
    }
    // A few rows without a code: the words of the text say which duty it is.
    if kind.duty == "PP-08" && world.rng.permille(200) {
        row.code = "";
        "旅馆业检查：".clone_into(&mut row.text);
    }
    row.text.push_str(kind.texts[usize::from(!problem)]);
    world.write(row);
    if problem {
        recheck(world, kind, (&case, target, checked), &planner, fault);
    }
}

/// The notice of rectification and the re-check.
fn recheck(
    world: &mut World,
    kind: &Kind,
    (case, target, checked): (&str, &Target, Minute),
    planner: &[String],
    fault: Option<Fault>,
) {
    let com = format!("S{}-COM", STATIONS[target.station].n);
    let area = target.area;
    if fault == Some(Fault::NoNotice) {
        world.fault(
            "disposal/step-missing",
            (kind.duty, "notice"),
            case,
            com,
            "有问题而未下发整改通知",
        );
        return;
    }
    let Some(served) = world.soon(checked + 10, hours(checked, 20)) else {
        return;
    };
    let document = world.document("改");
    let step = if world.rng.permille(200) && kind.duty == "PP-07" {
        "整改通知书"
    } else {
        "下发整改通知"
    };
    let row = world.row(case, kind.code, step, served, com.clone()).area(area).on(&target.id);
    world.write(row.with("文书编号", document).text("责令限期整改"));

    let due = working_days(served, kind.limits.1);
    let again = match fault {
        Some(Fault::RecheckMissing) => {
            world.fault(
                "disposal/step-missing",
                (kind.duty, "recheck"),
                case,
                com,
                "十个工作日内未复查",
            );
            return;
        }
        Some(Fault::RecheckLate) => {
            world.fault(
                "disposal/step-late",
                (kind.duty, "recheck"),
                case,
                com.clone(),
                "七个工作日内未复查",
            );
            Some(clock::office(&mut world.rng, due, due + DAY))
        }
        _ => world.next(served, due),
    };
    let Some(again) = again else { return };
    let mut others = org::officers(&com, day_of(again));
    others.retain(|number| !planner.contains(number));
    let who = org::some(&mut world.rng, others, 2);
    let row = world.row(case, kind.code, "复查", again, com).area(area).on(&target.id).by(who);
    world.write(row.with("办理结果", "整改到位"));
}
