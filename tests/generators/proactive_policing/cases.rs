//! Cases under the statutory floor that the set imports: reports that are filed or explained, police
//! mediation, complaints. They stand in the ledger of cases, whose columns the floor itself knows.

use crate::clock::{self, DAY, Minute, at, day, day_of, working_days, works};
use crate::ledger::{Plan, Row, World};
use crate::org::{self, STATIONS};

const FILING: &str = "CB-03";
const MEDIATION: &str = "CB-07";
const COMPLAINT: &str = "CB-12";

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// The reporter of a filed case has no receipt a week later.
    NoReceipt,
    /// Told that no case is filed, and not why.
    NoReasons,
    /// Mediated although the same person had broken the law repeatedly.
    Barred,
    /// Mediated by one officer without a recording.
    Alone,
    /// The second attempt came after the seventh working day.
    SecondLate,
    /// Nobody put the agreement on the file, and what it asks for is in no document.
    Unwritten,
    /// One officer alone went to the scene of a complaint.
    AloneOnScene,
    /// The answer to a complaint has no number.
    Unnumbered,
}

const FILINGS: [(i64, Fault); 3] =
    [(day(2, 4), Fault::NoReceipt), (day(2, 6), Fault::NoReasons), (day(2, 12), Fault::NoReceipt)];
const MEDIATIONS: [(i64, Fault); 4] = [
    (day(2, 3), Fault::SecondLate),
    (day(2, 5), Fault::Barred),
    (day(2, 10), Fault::Alone),
    (day(2, 24), Fault::Unwritten),
];
const COMPLAINTS: [(i64, Fault); 2] =
    [(day(2, 5), Fault::AloneOnScene), (day(2, 11), Fault::Unnumbered)];

/// Makes them. Returns whether every fault was planted.
pub(crate) fn make(world: &mut World) -> bool {
    let (mut filings, mut mediations, mut complaints) =
        (Plan::new(&FILINGS), Plan::new(&MEDIATIONS), Plan::new(&COMPLAINTS));
    let mut number = 0;
    for today in day(2, 1)..=day(2, 28) {
        let mut new = |today: i64| {
            number += 1;
            format!("AJ{}{number:03}", clock::compact(today))
        };
        for _ in 0..world.rng.range(1, 3) {
            let fault = filings.take(today, |_| true);
            filing(world, &new(today), today, fault);
        }
        if works(today) && today % 2 == 0 {
            let fault = mediations.take(today, |_| true);
            mediation(world, &new(today), today, fault);
        }
        if works(today) && today % 3 == 0 {
            let fault = complaints.take(today, |_| true);
            complaint(world, &new(today), today, fault);
        }
    }
    filings.is_done() && mediations.is_done() && complaints.is_done()
}

fn step(
    world: &mut World,
    (case, code): (&str, &'static str),
    step: &'static str,
    at: Minute,
    (body, area): (&str, &'static str),
) -> Row {
    world.row(case, code, step, at, body).area(area)
}

/// A report: filed with a receipt, or not filed with reasons.
fn filing(world: &mut World, case: &str, today: i64, fault: Option<Fault>) {
    let station = &STATIONS[world.station()];
    let area = world.area(station);
    let (duty, body) = ((case, FILING), format!("S{}-CASE", station.n));
    let by = (body.as_str(), area);
    let begun = today * DAY + world.rng.range(8 * 60, 20 * 60);
    let secret = if world.rng.permille(150) { "是" } else { "否" };
    let row = step(world, duty, "接报案登记", begun, by);
    world.cases.push(row.with("要求保密", secret));
    let decided = begun + world.rng.range(20, 180);
    let filed = match fault {
        Some(Fault::NoReceipt) => true,
        Some(_) => false,
        None => world.rng.permille(700),
    };
    let outcome = if filed {
        "立案"
    } else {
        world.rng.one(&["不属违反治安管理", "不属公安职责"])
    };
    let row = step(world, duty, "立案审查决定", decided, by);
    world.cases.push(row.with("受案审查结果", outcome));
    let told = decided + world.rng.range(5, 60);
    match fault {
        Some(Fault::NoReceipt) => {
            world.fault(
                "disposal/step-missing",
                (FILING, "receipt"),
                case,
                body,
                "七日内未交付回执",
            );
        }
        Some(_) => {
            let row = step(world, duty, "告知并说明理由", told, by);
            world.cases.push(row);
            world.fault("disposal/evidence-missing", (FILING, "explain"), case, body, "未写明理由");
        }
        None if filed => {
            let document = world.document("受");
            let row = step(world, duty, "交付回执", told, by);
            world.cases.push(row.with("文书编号", document));
        }
        None => {
            let row = step(world, duty, "告知并说明理由", told, by);
            world.cases.push(row.with("理由", "属于民事纠纷，告知其他途径"));
        }
    }
}

/// A violation out of a private quarrel, mediated with the consent of both.
fn mediation(world: &mut World, case: &str, today: i64, fault: Option<Fault>) {
    let station = &STATIONS[world.station()];
    let area = world.area(station);
    let (duty, body) = ((case, MEDIATION), format!("S{}-CASE", station.n));
    let by = (body.as_str(), area);
    let begun = today * DAY + world.rng.range(8 * 60, 10 * 60);
    let row = step(world, duty, "查明事实", begun, by);
    world.cases.push(row);
    let document = world.document("证");
    let row = step(world, duty, "收集证据", begun + 40, by);
    world.cases.push(row.with("文书编号", document));
    let barred = if fault == Some(Fault::Barred) { "多次违法" } else { "无" };
    let row = step(world, duty, "双方同意调解", begun + 70, by);
    world.cases.push(row.with("不适用调解情形", barred).with("未成年当事人", "无"));
    let mediated = begun + world.rng.range(90, 200);
    let row = step(world, duty, "调解", mediated, by);
    let both = org::pair(&mut world.rng, &body, today);
    let alone = fault == Some(Fault::Alone);
    world.cases.push(if alone { row } else { row.by(both) });
    let mut agreed = mediated + world.rng.range(30, 120);
    match fault {
        Some(Fault::Barred) => {
            let note = "多次违反治安管理，仍作调解";
            world.fault("disposal/rule-broken", (MEDIATION, ""), case, &body, note);
        }
        Some(Fault::Alone) => {
            let note = "一人调解而无录音录像";
            world.fault(
                "safeguard/alone-and-not-recorded",
                (MEDIATION, "mediate"),
                case,
                &body,
                note,
            );
        }
        Some(Fault::SecondLate) => {
            let again = working_days(mediated, 7) + 9 * 60 + world.rng.range(30, 90);
            let both = org::pair(&mut world.rng, &body, day_of(again));
            let row = step(world, duty, "再次调解", again, by).by(both);
            world.cases.push(row);
            let note = "第七个工作日之后才再次调解";
            world.fault("disposal/step-late", (MEDIATION, "second"), case, &body, note);
            // It is the only second attempt of the log, so none was in time.
            let note = "再次调解按时率不足百分之百";
            world.fault("evaluation/below-target", (MEDIATION, "second"), "", "", note);
            agreed = again + 60;
        }
        _ => {}
    }
    if fault.is_none() && world.rng.permille(200) {
        let row = step(world, duty, "调解不成或不履行", agreed, by);
        world.cases.push(row);
        return;
    }
    let document = world.document("调");
    let row = step(world, duty, "达成协议", agreed, by);
    let row = row.with("文书编号", document).with("履行期限", clock::date(day_of(agreed) + 15));
    if fault == Some(Fault::Unwritten) {
        let note = "协议未写明履行方式";
        world.fault("disposal/evidence-missing", (MEDIATION, "agreement"), case, &body, note);
        world.cases.push(row);
    } else {
        world.cases.push(row.with("履行方式", "当面致歉并赔偿医药费"));
    }
    let document = world.document("卷");
    let row = step(world, duty, "归入案卷", agreed + 45, by);
    world.cases.push(row.with("文书编号", document));
}

/// A complaint of the police, dealt with by the inspectorate.
fn complaint(world: &mut World, case: &str, today: i64, fault: Option<Fault>) {
    let (duty, by) = ((case, COMPLAINT), ("INS", ""));
    let begun = today * DAY + world.rng.range(9 * 60, 15 * 60);
    let ongoing = fault == Some(Fault::AloneOnScene) || world.rng.permille(400);
    let row = step(world, duty, "接受投诉", begun, by);
    world.cases.push(row.with("正在发生", if ongoing { "是" } else { "否" }));
    if ongoing {
        let there = begun + world.rng.range(20, 60);
        let row = step(world, duty, "现场督察", there, by);
        if fault == Some(Fault::AloneOnScene) {
            let note = "一人到场";
            world.fault("safeguard/too-few-persons", (COMPLAINT, "onsite"), case, "INS", note);
            world.cases.push(row);
        } else {
            let both = org::pair(&mut world.rng, "INS", today);
            world.cases.push(row.by(both));
        }
    }
    let answered = begun + world.rng.range(2, 6) * DAY;
    if answered > at(3, 1, 18, 0) {
        return;
    }
    let row = step(world, duty, "告知投诉人结果", answered, by).with("办理结果", "已核实并答复");
    if fault == Some(Fault::Unnumbered) {
        let note = "答复没有编号";
        world.fault(
            "disposal/evidence-missing",
            (COMPLAINT, "result_to_complainant"),
            case,
            "INS",
            note,
        );
        world.cases.push(row);
    } else {
        let document = world.document("复");
        world.cases.push(row.with("文书编号", document));
    }
}
