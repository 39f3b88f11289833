//! PP-01, collection of basic information.

use crate::clock::{self, Minute, at, day, day_of, days, is_festival, works};
use crate::ledger::{Plan, World};
use crate::org::{self, STATIONS};

const CODE: &str = "ALZD-01";
const DUTY: &str = "PP-01";

const KINDS: [(&str, &str, &str); 10] = [
    ("场所", "更新消防通道登记", "核对沿街商铺安全出口与值守情况"),
    ("场所", "核实空置房屋用途", "核对空置厂房使用状态"),
    ("组织", "建立群防群治联络", "登记小区业委会联络渠道"),
    ("组织", "掌握新设门店备案", "登记新开门店备案信息"),
    ("事件", "评估节前活动安全", "了解集市活动规模与安保安排"),
    ("事件", "核实施工扰民情况", "了解夜间施工时段与联系渠道"),
    ("设施", "更新监控点位台账", "核对路口监控点位与供电"),
    ("设施", "排查路灯井盖", "核对背街路灯与井盖状况"),
    ("联络", "更新楼栋长联络表", "核对楼栋长值班电话（公开号码）"),
    ("联络", "更新物业值班表", "核对物业值班安排"),
];
const DISPOSALS: [&str; 5] =
    ["已更新台账", "转社区跟进", "已通知物业整改", "无需处置，已归档", "转城管部门"];

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    RespondLate,
    DisposeMissing,
    DisposeFirst,
    NoDocument,
    KeptByCaseTeam,
    OtherArea,
    IdentityNumber,
    UnknownStep,
    UnknownBody,
    Unreadable,
    Prohibited,
}

const PLAN: [(i64, Fault); 16] = [
    (day(2, 2), Fault::RespondLate),
    (day(2, 3), Fault::DisposeFirst),
    (day(2, 3), Fault::DisposeMissing),
    (day(2, 4), Fault::NoDocument),
    (day(2, 4), Fault::KeptByCaseTeam),
    (day(2, 5), Fault::OtherArea),
    (day(2, 6), Fault::IdentityNumber),
    (day(2, 6), Fault::Unreadable),
    (day(2, 9), Fault::UnknownBody),
    (day(2, 9), Fault::RespondLate),
    (day(2, 10), Fault::UnknownStep),
    (day(2, 11), Fault::DisposeMissing),
    (day(2, 12), Fault::Prohibited),
    (day(2, 24), Fault::NoDocument),
    (day(2, 24), Fault::Unreadable),
    (day(2, 25), Fault::OtherArea),
];

/// Makes every task of the duty. Returns whether every fault was planted.
pub(crate) fn make(world: &mut World) -> bool {
    let mut plan = Plan::new(&PLAN);
    for today in day(2, 1)..=day(3, 1) {
        let count = match today {
            _ if today == day(2, 1) || is_festival(today) => world.rng.range(0, 2),
            _ if !works(today) => world.rng.range(2, 5),
            _ if today == day(2, 14) || today == day(2, 28) => world.rng.range(9, 12),
            _ => world.rng.range(19, 25),
        };
        for _ in 0..count {
            // A fault wants room until the log ends, and a day on which people work.
            let fault = plan.take(today, |_| works(today));
            task(world, today, fault);
        }
    }
    plan.is_done()
}

fn task(world: &mut World, today: i64, fault: Option<Fault>) {
    let number = world.station();
    let station = &STATIONS[number];
    let n = station.n;
    let area = world.area(station);
    let com = format!("S{n}-COM");
    let first = today * clock::DAY + world.rng.range(8 * 60 + 30, 15 * 60 + 30);
    let case = world.task(first);
    let (kind, purpose, text) = world.rng.one(&KINDS);
    let row = world
        .row(&case, CODE, "明确用途", first, com.clone())
        .area(area)
        .with("信息类型", kind)
        .with("用途", purpose)
        .text(format!("{text}，拟于当日采集"));
    world.write(row);

    let collected = first + world.rng.range(15, 140);
    let by_grid = fault.is_none() && world.rng.permille(280);
    let body = if by_grid { format!("G{n}") } else { com.clone() };
    let mut row = world.row(&case, CODE, "采集", collected, body).area(area).text(text);
    if !by_grid {
        let all = org::everybody(&com, today);
        let who = org::some(&mut world.rng, all, 1);
        row = row.by(who);
    }
    if fault == Some(Fault::NoDocument) {
        world.fault(
            "disposal/evidence-missing",
            (DUTY, "collect"),
            &case,
            com.clone(),
            "采集单编号未填",
        );
    } else {
        let document = world.document("采");
        row = row.with("文书编号", document);
    }
    match fault {
        Some(Fault::OtherArea) => {
            row = row.area(STATIONS[(number + 1) % 3].areas[0]);
            world.fault(
                "outside/wrong-area",
                (DUTY, ""),
                &case,
                com.clone(),
                "在其他派出所辖区采集",
            );
        }
        Some(Fault::IdentityNumber) => {
            row = row.with("证件号码", "已登记（隐去）");
            world.fault(
                "outside/data-not-permitted",
                (DUTY, ""),
                &case,
                com.clone(),
                "登记了证件号码",
            );
        }
        Some(Fault::Prohibited) => {
            row = row.text("组织群众拦截盘查过往人员并登记");
            world.fault(
                "outside/prohibited-act",
                ("", ""),
                &case,
                com.clone(),
                "指派群众实施强制行为",
            );
        }
        _ => {}
    }
    world.write(row);
    if fault == Some(Fault::UnknownStep) {
        let row = world.row(&case, CODE, "打卡截图回传", collected + 6, com.clone()).area(area);
        world.write(row.text("按群内要求上传打卡截图"));
        world.fault(
            "outside/step-not-in-standard",
            (DUTY, ""),
            &case,
            com.clone(),
            "标准中没有的环节",
        );
    }
    rest(world, &case, &com, (collected, area), fault);
}

/// Response, disposal and record keeping.
fn rest(
    world: &mut World,
    case: &str,
    com: &str,
    (collected, area): (Minute, &'static str),
    fault: Option<Fault>,
) {
    let due = days(collected, 3);
    let responded = match fault {
        Some(Fault::RespondLate) => {
            world.fault("disposal/step-late", (DUTY, "respond"), case, com, "三日内未响应");
            Some(clock::office(&mut world.rng, due, due + 2 * clock::DAY))
        }
        // The other way round needs some room before the response.
        Some(Fault::DisposeFirst) => Some(due - world.rng.range(7 * 60, 8 * 60)),
        Some(_) => Some(clock::office(&mut world.rng, collected, due.min(clock::END - 300))),
        None => world.next(collected, due),
    };
    let Some(responded) = responded else { return };
    let row = world.row(case, CODE, "响应", responded, com).area(area);
    world.write(row.text("已核对采集内容并提出处置意见"));

    let due = days(collected, 10);
    let disposed = match fault {
        Some(Fault::DisposeMissing) => {
            world.fault("disposal/step-missing", (DUTY, "dispose"), case, com, "十日内未处置");
            return;
        }
        Some(Fault::DisposeFirst) => {
            world.fault("disposal/out-of-order", (DUTY, "dispose"), case, com, "响应之前即处置");
            Some(responded - world.rng.range(30, 90))
        }
        Some(_) => Some(clock::office(&mut world.rng, responded, due.min(clock::END - 120))),
        None => world.next(responded, due),
    };
    let Some(disposed) = disposed else { return };
    let outcome = world.rng.one(&DISPOSALS);
    let step = if world.rng.permille(60) { "处置办结" } else { "处置" };
    let row = world.row(case, CODE, step, disposed, com).area(area).with("办理结果", outcome);
    world.write(row);

    let after = disposed.max(responded);
    let kept = match fault {
        Some(_) => Some(clock::office(&mut world.rng, after, days(after, 2).min(clock::END))),
        None => world.next(after, days(after, 2)),
    };
    let Some(kept) = kept else { return };
    let mut row = world.row(case, CODE, "留存登记", kept, com).area(area);
    let mut text = "留存二年";
    if world.rng.permille(300) {
        row.step = "删除登记";
        text = "已删除底稿";
    }
    row = row.text(text);
    match fault {
        Some(Fault::KeptByCaseTeam) => {
            row.body = com.replace("COM", "CASE");
            row.persons = org::some(&mut world.rng, org::officers(&row.body, day_of(kept)), 1);
            let body = row.body.clone();
            world.fault("outside/wrong-body", (DUTY, ""), case, body, "既非责任主体也非配合单位");
        }
        Some(Fault::UnknownBody) => {
            "城北派出所社区警务队".clone_into(&mut row.body);
            world.fault(
                "log/unknown-body",
                ("", ""),
                "",
                "城北派出所社区警务队",
                "名册中没有的单位",
            );
        }
        Some(Fault::Unreadable) => {
            row.nonsense =
                if kept < at(2, 15, 0, 0) { "2026-02-30 10:12" } else { "2026/2/31 9:15" };
            world.fault("log/rejected-row", ("", ""), case, "", "没有这一天");
        }
        _ => {}
    }
    world.write(row);
}
