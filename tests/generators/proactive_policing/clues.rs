//! PP-05, clues to crime.

use crate::clock::{self, Minute, days, hours};
use crate::ledger::World;
use crate::org::{self, STATIONS};

const CODE: &str = "ALZD-05";
const DUTY: &str = "PP-05";

/// What is planted in a clue.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fault {
    JudgeLate,
    JudgedByAuxiliary,
    NotAccepted,
    AnsweredByOther,
}

/// Makes a clue from its registration.
pub(crate) fn clue(
    world: &mut World,
    case: &str,
    (station, area): (usize, &'static str),
    begun: Minute,
    fault: Option<Fault>,
) {
    let n = STATIONS[station].n;
    let (room, team) = (format!("S{n}-CMD"), format!("S{n}-CASE"));
    let document = world.document("线");
    let row = world.row(case, CODE, "登记", begun, room.clone()).area(area);
    world.write(row.with("文书编号", document).text("线索内容密封"));

    let due = hours(begun, 24);
    let judged = match fault {
        Some(Fault::JudgeLate) => {
            world.fault(
                "disposal/step-late",
                (DUTY, "judge"),
                case,
                room.clone(),
                "二十四小时内未研判",
            );
            Some(due + world.rng.range(40, 500))
        }
        _ => world.soon(begun, due),
    };
    let Some(judged) = judged else { return };
    let mut row = world.row(case, CODE, "研判", judged, room.clone()).area(area);
    if fault == Some(Fault::JudgedByAuxiliary) {
        let mut all = org::everybody(&room, clock::day_of(judged));
        row.persons = all.pop().into_iter().collect();
        world.fault("outside/person-kind", (DUTY, ""), case, room.clone(), "辅警不得研判线索");
    }
    world.write(row);

    let Some(sent) = world.soon(judged, hours(judged, 24)) else {
        return;
    };
    let row = world.row(case, CODE, "移交", sent, room.clone()).area(area);
    world.write(row);
    if fault == Some(Fault::NotAccepted) {
        world.fault(
            "disposal/handover-not-accepted",
            (DUTY, "transfer"),
            case,
            room,
            "移交后办案队未接收",
        );
        return;
    }
    let Some(accepted) = world.soon(sent, hours(sent, 24)) else {
        return;
    };
    let row = world.row(case, CODE, "接收", accepted, team.clone()).area(area);
    let receiver = row.persons.clone();
    world.write(row);

    let due = if fault.is_some() { accepted + 8 * clock::DAY } else { days(accepted, 15) };
    let Some(answered) = world.next(accepted, due) else {
        return;
    };
    let outcome = world.rng.one(&["查实，已立案", "查否", "并入在办案件", "待进一步核实"]);
    let mut row = world.row(case, CODE, "反馈", answered, team.clone()).area(area);
    if fault == Some(Fault::AnsweredByOther) {
        let mut others = org::officers(&team, clock::day_of(answered));
        others.retain(|number| !receiver.contains(number));
        row.persons = org::some(&mut world.rng, others, 1);
        world.fault("safeguard/other-person", (DUTY, "feedback"), case, room, "反馈人不是接收人");
    } else {
        row.persons = receiver;
    }
    world.write(row.with("办理结果", outcome));
}
