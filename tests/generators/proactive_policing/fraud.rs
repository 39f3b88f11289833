//! PP-12, fraud warnings and dissuasion.

use crate::clock::{self, DAY, Minute, day, day_of, hours, is_festival};
use crate::ledger::{Plan, Warning, World};
use crate::org::{self, STATIONS};

const DUTY: &str = "PP-12";

const TEXTS: [&str; 5] =
    ["疑似冒充客服", "疑似刷单返利", "疑似虚假投资", "疑似冒充公检法", "疑似网络交友诱导"];
const OUTCOMES: [&str; 4] = ["劝阻成功", "已自行识破", "误报", "已转账，转案件办理队"];

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    CallLate,
    VisitLate,
    VisitAlone,
    VisitByCentre,
    ResultMissing,
}

const PLAN: [(i64, Fault); 8] = [
    (day(2, 2), Fault::CallLate),
    (day(2, 4), Fault::VisitAlone),
    (day(2, 6), Fault::ResultMissing),
    (day(2, 9), Fault::VisitLate),
    (day(2, 12), Fault::CallLate),
    (day(2, 16), Fault::VisitByCentre),
    (day(2, 20), Fault::ResultMissing),
    (day(2, 25), Fault::CallLate),
];

/// Makes every warning. Returns whether every fault was planted.
pub(crate) fn make(world: &mut World) -> bool {
    let mut plan = Plan::new(&PLAN);
    let mut number = 0;
    for today in day(2, 1)..=day(3, 1) {
        let count = if is_festival(today) { world.rng.range(6, 9) } else { world.rng.range(9, 13) };
        let mut times: Vec<Minute> =
            (0..count).map(|_| today * DAY + world.rng.range(8 * 60, 22 * 60)).collect();
        times.sort_unstable();
        for received in times {
            let fault = plan.take(today, |_| true);
            number += 1;
            let warning = warning(world, received, number, fault);
            world.warnings.push(warning);
        }
    }
    plan.is_done()
}

fn warning(world: &mut World, received: Minute, number: usize, fault: Option<Fault>) -> Warning {
    let station = world.station();
    let station = &STATIONS[station];
    let all = org::everybody("AFC", day_of(received));
    let who = org::some(&mut world.rng, all, 1).remove(0);
    let visits = matches!(fault, Some(Fault::VisitLate | Fault::VisitAlone | Fault::VisitByCentre));
    let alert = if visits {
        "高"
    } else {
        world.rng.one(&["高", "中", "中", "中", "低", "低", "低"])
    };
    let mut warning = Warning {
        case: format!("FZ{}{number:04}", clock::compact(day_of(received))),
        area: world.area(station),
        received: (received, who),
        alert,
        phone: format!("H{:06}", world.rng.range(100_000, 999_999)),
        text: world.rng.one(&TEXTS),
        ..Warning::default()
    };
    let case = warning.case.clone();
    let due = hours(received, 1);
    let called = match fault {
        Some(Fault::CallLate) => {
            world.fault("disposal/step-late", (DUTY, "contact"), &case, "AFC", "一小时内未联系");
            Some(due + world.rng.range(5, 120))
        }
        Some(_) => Some(received + world.rng.range(5, 50)),
        None => world.soon(received, due),
    };
    let Some(called) = called else { return warning };
    let reached = if world.rng.permille(870) { "已联系上" } else { "未联系上" };
    warning.called = Some((called, reached));
    let mut last = called;
    if alert == "高" || reached == "未联系上" {
        let due = hours(received, 24);
        let visited = match fault {
            Some(Fault::VisitLate) => {
                world.fault(
                    "disposal/step-late",
                    (DUTY, "visit"),
                    &case,
                    "AFC",
                    "二十四小时内未上门",
                );
                Some(due + world.rng.range(30, 400))
            }
            Some(_) => Some(clock::office(&mut world.rng, called, due)),
            None => world.next(called, due),
        };
        let Some(visited) = visited else {
            return warning;
        };
        let body = if fault == Some(Fault::VisitByCentre) {
            world.fault("disposal/wrong-role", (DUTY, "visit"), &case, "AFC", "应由社区警务队上门");
            "AFC".to_owned()
        } else {
            format!("S{}-COM", station.n)
        };
        let mut persons = org::pair(&mut world.rng, &body, day_of(visited));
        if fault == Some(Fault::VisitAlone) {
            persons.truncate(1);
            world.fault("safeguard/too-few-persons", (DUTY, "visit"), &case, "AFC", "一人上门");
        }
        warning.visited = Some((visited, body, persons.join("、")));
        last = visited;
    }
    if fault == Some(Fault::ResultMissing) {
        world.fault("disposal/step-missing", (DUTY, "result"), &case, "AFC", "四十八小时内未办结");
        return warning;
    }
    if let Some(done) = world.soon(last, hours(received, 48)) {
        warning.done = Some((done, world.rng.one(&OUTCOMES)));
    }
    warning
}
