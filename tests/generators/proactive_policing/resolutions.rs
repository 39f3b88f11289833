//! PP-03, what follows from the resolution of a dispute: two return visits and the archive.

use crate::clock::{self, DAY, Minute, day_of, days, days_unrolled};
use crate::disputes::{CODE, DUTY, Fault, Place, com};
use crate::ledger::World;
use crate::org::{self, STATIONS};

const OUTCOMES: [&str; 4] =
    ["达成口头谅解", "签订调解协议", "当事人撤回请求", "引导诉讼，情绪平稳"];

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
            world.fault("disposal/step-missing", (DUTY, "visit_7"), case, com, "七日内未回访");
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
            Some(clock::office(&mut world.rng, visited + DAY, resolved + 9 * DAY))
        }
        Some(Fault::ArchivedBySame) => {
            Some(clock::office(&mut world.rng, days_unrolled(resolved, 15), clock::END - 3 * DAY))
        }
        _ => world.next(visited.max(days_unrolled(resolved, 15)), due),
    };
    let Some(again) = again else { return };
    visit(world, case, place, ("三十日回访", again), fault);

    let due = if fault == Some(Fault::ArchivedBySame) { clock::END } else { days(again, 7) };
    let Some(archived) = world.next(again, due) else {
        return;
    };
    let mut row = world.row(case, CODE, "归档", archived, com.clone()).area(place.1);
    if fault == Some(Fault::ArchivedBySame) {
        row = row.by(resolver);
        world.fault("safeguard/same-person", (DUTY, "archive"), case, com, "化解人自行归档审核");
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
    let body = if by_committee { org::committee(&STATIONS[place.0], place.1) } else { com(place) };
    let document = world.document("访");
    let row = world.row(case, CODE, step, at, body).area(place.1);
    world.write(row.with("文书编号", document).text("双方平稳，未再发生争执"));
}
