//! Work that is on no list, and what ledgers have besides: void rows, repeated rows.

use crate::clock::{at, day, day_of};
use crate::ledger::{Row, World};
use crate::org::STATIONS;

/// Work that no duty covers: day of February, station, team, text.
const STRAY: [(i64, usize, &str, &str); 10] = [
    (3, 0, "COM", "协助街道拆除违章搭建"),
    (4, 1, "COM", "入户填报创建文明城市打分表"),
    (6, 2, "COM", "代收村级保洁费"),
    (9, 0, "CASE", "参加招商引资项目拆迁动员"),
    (10, 0, "COM", "为街道采集防返贫收入信息"),
    (12, 1, "CASE", "值守市场环境卫生"),
    (13, 2, "CMD", "转发点赞政务公众号文章统计"),
    (24, 0, "COM", "协助街道拆除违章搭建"),
    (25, 1, "COM", "协助街道拆除违章搭建"),
    (26, 2, "COM", "催缴城乡居民医保"),
];

/// Work that two duties claim.
const AMBIGUOUS: [(i64, usize, &str, &str); 3] = [
    (5, 0, "其他", "重点单位检查、出租房屋走访合并开展"),
    (11, 1, "检查", "联合检查沿街商户"),
    (25, 2, "登记", "群众来所反映情况"),
];

/// Makes them.
pub(crate) fn make(world: &mut World) {
    for (d, number, team, text) in STRAY {
        let station = &STATIONS[number];
        let body = format!("S{}-{team}", station.n);
        let begun = at(2, d, 9, 0) + world.rng.range(0, 420);
        let case = world.task(begun);
        let row = world.row(&case, "", "其他", begun, body.clone()).area(station.areas[0]);
        world.write(row.text(text));
        world.fault("outside/not-listed", ("", ""), &case, body, text);
    }
    for (d, number, step, text) in AMBIGUOUS {
        let station = &STATIONS[number];
        let body = format!("S{}-COM", station.n);
        let begun = at(2, d, 9, 0) + world.rng.range(0, 420);
        let case = world.task(begun);
        let row = world.row(&case, "", step, begun, body.clone()).area(station.areas[0]);
        world.write(row.text(text));
        world.fault("outside/ambiguous", ("", ""), &case, body, "两项责任同样相符");
    }
    void(world);
    repeat(world);
}

/// Rows that were entered by mistake and marked void: no findings.
fn void(world: &mut World) {
    for d in [3, 7, 12, 18, 26] {
        let found =
            world.rows.iter().position(|row| day_of(row.at) == day(2, d) && row.code == "ALZD-10");
        let Some(mut row) = found.and_then(|at| world.rows.get(at)).cloned() else {
            continue;
        };
        row.note = "作废";
        row.case.push_str("-误");
        world.write(row);
    }
}

/// Rows that stand there twice.
fn repeat(world: &mut World) {
    for d in [4, 11, 26] {
        let clean = |row: &&Row| day_of(row.at) == day(2, d) && row.step == "明确用途";
        let Some(row) = world.rows.iter().find(clean).cloned() else {
            continue;
        };
        let case = row.case.clone();
        world.write(row);
        world.fault("log/duplicate-row", ("", ""), &case, "", "整行重复");
    }
}
