//! PP-02, screening of alarms, and what follows from it.

use crate::clock::{self, Minute, day, day_of, hours, is_festival};
use crate::ledger::{Alarm, Plan, World};
use crate::org::{self, STATIONS};
use crate::{clues, dangers, disputes};

const DUTY: &str = "PP-02";

/// Kind, how often in a hundred, texts.
const KINDS: [(&str, usize, &[&str]); 8] = [
    ("交通", 26, &["两车剐蹭，无人受伤", "车辆占道停放", "电动车碰撞，协商未果", "路口信号灯故障"]),
    (
        "求助",
        24,
        &["老人忘带钥匙", "儿童走失，已找到", "手机遗落出租车", "居民反映水管爆裂", "醉酒人员滞留"],
    ),
    ("治安", 16, &["夜市摊位争吵", "电动车电瓶丢失", "KTV噪音扰民", "酒后滋事，已制止"]),
    (
        "纠纷",
        15,
        &["邻里因停车位争执", "工资结算争议", "装修漏水纠纷", "宅基地边界争议", "夫妻争吵"],
    ),
    ("诈骗", 6, &["接到可疑客服来电", "网购退款被要求转账", "冒充熟人借款"]),
    ("刑事", 4, &["商店夜间被撬", "工地材料被盗", "车窗被砸物品丢失"]),
    ("投诉", 4, &["反映烟花燃放扰民", "反映群租房", "反映夜间施工"]),
    ("其他", 5, &["拨错电话", "咨询户籍业务", "测试线路"]),
];

/// Alarms of a day by hour.
const HOURS: [usize; 24] = [3, 2, 1, 1, 1, 1, 2, 4, 6, 7, 7, 6, 5, 5, 6, 6, 6, 7, 8, 8, 8, 7, 6, 4];

/// What is planted in an alarm.
#[derive(Clone, Copy, PartialEq)]
enum Fault {
    ScreenLate,
    ScreenMissing,
    Unreadable,
    ClueBlank,
    NotAccepted,
    DisputeIgnored,
    DangerIgnored,
    ClueIgnored,
    Dispute(disputes::Fault),
    Danger(dangers::Fault),
    Clue(clues::Fault),
}

const PLAN: [(i64, Fault); 32] = [
    (day(2, 2), Fault::Dispute(disputes::Fault::ArchivedBySame)),
    (day(2, 2), Fault::ScreenLate),
    (day(2, 2), Fault::Dispute(disputes::Fault::VisitThirtyEarly)),
    (day(2, 3), Fault::DisputeIgnored),
    (day(2, 3), Fault::Clue(clues::Fault::JudgeLate)),
    (day(2, 3), Fault::Dispute(disputes::Fault::ResolveLate)),
    (day(2, 4), Fault::ScreenMissing),
    (day(2, 4), Fault::Dispute(disputes::Fault::GradeFirst)),
    (day(2, 4), Fault::Danger(dangers::Fault::VerifyLate)),
    (day(2, 5), Fault::NotAccepted),
    (day(2, 5), Fault::Dispute(disputes::Fault::VisitSevenMissing)),
    (day(2, 5), Fault::Danger(dangers::Fault::Extended)),
    (day(2, 5), Fault::Danger(dangers::Fault::ExtendedByStation)),
    (day(2, 6), Fault::Clue(clues::Fault::AnsweredByOther)),
    (day(2, 6), Fault::Clue(clues::Fault::NotAccepted)),
    (day(2, 6), Fault::ClueBlank),
    (day(2, 7), Fault::DangerIgnored),
    (day(2, 8), Fault::Dispute(disputes::Fault::Unrecorded)),
    (day(2, 9), Fault::Dispute(disputes::Fault::AssignedByCommittee)),
    (day(2, 9), Fault::Dispute(disputes::Fault::JudgeLate)),
    (day(2, 9), Fault::ScreenLate),
    (day(2, 10), Fault::Dispute(disputes::Fault::NoOutcome)),
    (day(2, 10), Fault::Clue(clues::Fault::JudgedByAuxiliary)),
    (day(2, 11), Fault::DisputeIgnored),
    (day(2, 11), Fault::Danger(dangers::Fault::CloseMissing)),
    (day(2, 12), Fault::ClueIgnored),
    (day(2, 13), Fault::Dispute(disputes::Fault::ReferNotAccepted)),
    (day(2, 12), Fault::Unreadable),
    (day(2, 17), Fault::NotAccepted),
    (day(2, 18), Fault::ScreenMissing),
    (day(2, 19), Fault::ScreenLate),
    (day(2, 24), Fault::Dispute(disputes::Fault::MediatedThrice)),
];

/// Makes every alarm of the log. Returns whether every fault was planted.
pub(crate) fn make(world: &mut World) -> bool {
    let mut plan = Plan::new(&PLAN);
    for today in day(2, 1)..=day(3, 1) {
        let count = match clock::weekday(today) {
            _ if today == day(2, 16) || today == day(2, 17) => 58,
            _ if is_festival(today) => world.rng.range(36, 44),
            5 | 6 => world.rng.range(43, 50),
            _ => world.rng.range(49, 57),
        };
        let mut times: Vec<Minute> = (0..count).map(|_| minute(world, today)).collect();
        times.retain(|at| *at < clock::END);
        times.sort_unstable();
        let mut planted = 0;
        for (n, received) in times.into_iter().enumerate() {
            // Not more than a few faults a day, none of them in the small hours.
            let fault = if n > 8 && planted < 5 && received % clock::DAY < 16 * 60 {
                plan.take(today, |_| true)
            } else {
                None
            };
            planted += usize::from(fault.is_some());
            alarm(world, received, n + 1, fault);
        }
    }
    // The newest event: everything is judged as of this minute.
    let area = STATIONS[0].areas[0];
    let who = org::everybody("S1-CMD", day(3, 1)).remove(0);
    world.alarms.push(Alarm {
        case: "JJ202603010099".to_owned(),
        area,
        received: (clock::END, who),
        kind: "求助",
        text: "老人夜间走失，家属求助".to_owned(),
        ..Alarm::default()
    });
    plan.is_done()
}

fn minute(world: &mut World, today: i64) -> Minute {
    let mut left = world.rng.below(HOURS.iter().sum());
    let mut hour = 0;
    for (at, weight) in (0..).zip(HOURS) {
        hour = at;
        if left < weight {
            break;
        }
        left -= weight;
    }
    today * clock::DAY + hour * 60 + world.rng.range(0, 59)
}

fn kind(world: &mut World) -> (&'static str, &'static str) {
    let mut left = world.rng.below(KINDS.iter().map(|kind| kind.1).sum());
    for (kind, weight, texts) in KINDS {
        if left < weight {
            return (kind, world.rng.one(texts));
        }
        left -= weight;
    }
    ("其他", "拨错电话")
}

fn word(found: bool) -> &'static str {
    if found { "是" } else { "否" }
}

fn alarm(world: &mut World, received: Minute, n: usize, fault: Option<Fault>) {
    let number = world.station();
    let station = &STATIONS[number];
    let area = world.area(station);
    let (mut kind, mut text) = kind(world);
    let room = format!("S{}-CMD", station.n);
    let case = format!("JJ{}{n:04}", clock::compact(day_of(received)));
    let operator = |world: &mut World, at| {
        let all = org::everybody(&room, day_of(at));
        org::some(&mut world.rng, all, 1).remove(0)
    };
    let dispute =
        matches!(fault, Some(Fault::NotAccepted | Fault::DisputeIgnored | Fault::Dispute(_)));
    let danger = matches!(fault, Some(Fault::DangerIgnored | Fault::Danger(_)));
    let clue = matches!(fault, Some(Fault::ClueIgnored | Fault::Clue(_)));
    let found = if fault.is_some() {
        [dispute, danger, clue]
    } else {
        let share = if kind == "纠纷" { 330 } else { 8 };
        [world.rng.permille(share), world.rng.permille(9), world.rng.permille(17)]
    };
    if fault.is_some() && dispute {
        (kind, text) = ("纠纷", "邻里因停车位争执");
    }
    if danger || found[1] {
        (kind, text) = ("其他", "反映库房疑似存放大量烟花爆竹");
    }
    let mut alarm = Alarm {
        case: case.clone(),
        station: number,
        area,
        received: (received, operator(world, received)),
        kind,
        text: text.to_owned(),
        ..Alarm::default()
    };
    let screened = match fault {
        Some(Fault::ScreenMissing) => {
            world.fault("disposal/step-missing", (DUTY, "screen"), &case, room, "当班未筛查");
            world.alarms.push(alarm);
            return;
        }
        Some(Fault::ScreenLate) => {
            world.fault(
                "disposal/step-late",
                (DUTY, "screen"),
                &case,
                room.clone(),
                "超过十二小时才筛查",
            );
            Some(hours(received, 12) + world.rng.range(20, 300))
        }
        Some(_) => Some(received + world.rng.range(15, 90)),
        None => world.soon(received, received + 420),
    };
    let Some(screened) = screened else {
        world.alarms.push(alarm);
        return;
    };
    let who = operator(world, screened);
    alarm.screened = Some((screened, who));
    alarm.flags = found.map(word);
    if fault == Some(Fault::Unreadable) {
        alarm.nonsense = "2026-02-12 25:70";
        world.fault("log/rejected-row", ("", ""), &case, "", "没有这一时刻");
    }
    if fault == Some(Fault::ClueBlank) {
        alarm.flags[2] = "";
        world.fault(
            "disposal/evidence-missing",
            (DUTY, "screen"),
            &case,
            room.clone(),
            "未记是否涉线索",
        );
    }
    if found.contains(&true) {
        assign(world, &mut alarm, screened, fault);
        follow(world, &alarm, (screened, found), fault);
    }
    world.alarms.push(alarm);
}

/// The alarm is assigned to the community team, which accepts it.
fn assign(world: &mut World, alarm: &mut Alarm, screened: Minute, fault: Option<Fault>) {
    let n = STATIONS[alarm.station].n;
    alarm.assigned = world.soon(screened, screened + 90);
    let Some(assigned) = alarm.assigned else {
        return;
    };
    if fault == Some(Fault::NotAccepted) {
        let room = format!("S{n}-CMD");
        world.fault(
            "disposal/handover-not-accepted",
            (DUTY, "assign"),
            &alarm.case,
            room,
            "交办后无人签收",
        );
        return;
    }
    if let Some(accepted) = world.soon(assigned, assigned + 480) {
        let all = org::everybody(&format!("S{n}-COM"), day_of(accepted));
        let who = org::some(&mut world.rng, all, 1).remove(0);
        alarm.accepted = Some((accepted, who));
    }
}

/// What was found goes on under other duties, in the same task.
fn follow(
    world: &mut World,
    alarm: &Alarm,
    (screened, found): (Minute, [bool; 3]),
    fault: Option<Fault>,
) {
    let n = STATIONS[alarm.station].n;
    let (case, place) = (&alarm.case, (alarm.station, alarm.area));
    let after = alarm.accepted.as_ref().map_or(screened + 120, |(at, _)| *at);
    let trigger = |world: &mut World, duty, body: String, note| {
        world.fault("gap/not-triggered", (duty, ""), case, body, note);
    };
    if fault == Some(Fault::DisputeIgnored) {
        trigger(world, "PP-03", format!("S{n}-COM"), "筛查出纠纷，二十四小时内未登记");
    } else if found[0] {
        let planted = if let Some(Fault::Dispute(planted)) = fault { Some(planted) } else { None };
        let begun = world.soon(after, hours(screened, 24));
        if let Some(begun) = begun {
            disputes::dispute(world, case, place, begun, planted);
        }
    }
    if fault == Some(Fault::DangerIgnored) {
        trigger(world, "PP-04", format!("S{n}"), "筛查出重大隐患，二小时内未上报");
    } else if found[1] {
        let planted = if let Some(Fault::Danger(planted)) = fault { Some(planted) } else { None };
        if let Some(begun) = world.soon(screened, hours(screened, 2)) {
            dangers::danger(world, case, place, begun, planted);
        }
    }
    if fault == Some(Fault::ClueIgnored) {
        trigger(world, "PP-05", format!("S{n}-CMD"), "筛查出线索，二十四小时内未登记");
    } else if found[2] {
        let planted = if let Some(Fault::Clue(planted)) = fault { Some(planted) } else { None };
        if let Some(begun) = world.soon(screened, hours(screened, 24)) {
            clues::clue(world, case, place, begun, planted);
        }
    }
}
