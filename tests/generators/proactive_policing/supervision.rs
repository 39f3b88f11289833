//! PP-15 to PP-20: co-governance, supervision, disclosure, the list itself, evaluation. PP-09 and
//! PP-18 have no record at all.

use crate::clock::{self, DAY, Minute, at, day_of, days, working_days};
use crate::ledger::{Answer, World};
use crate::org::{self, STATIONS};

/// Makes them.
pub(crate) fn make(world: &mut World) {
    meeting(world, (0, "西街社区", "X1"), at(2, 5, 14, 30), None);
    meeting(world, (1, "河东社区", "X2"), at(2, 10, 9, 30), Some("phone"));
    meeting(world, (2, "南湖社区", "C31"), at(2, 26, 15, 0), None);
    sample(world, at(2, 3, 9, 20), true, Some(Fault::RectifiedByStation));
    sample(world, at(2, 5, 14, 10), false, None);
    sample(world, at(2, 10, 9, 45), true, Some(Fault::FindLate));
    // None in the week of the Spring Festival.
    sample(world, at(2, 24, 14, 30), true, None);
    sample(world, at(2, 27, 9, 15), false, None);
    gap(world, "gap/below-frequency", ("PP-16", "", "INS", "2026-W08"), "春节当周未抽查");
    publication(world);
    adjustment(world);
    evaluation(world);
    gap(world, "evaluation/below-target", ("PP-09", "", "", ""), "无一覆盖，目标九成");
    gap(world, "gap/never-performed", ("PP-09", "", "SEB", "2026-02"), "当月没有任何检查记录");
    gap(world, "gap/no-record", ("PP-18", "", "", ""), "期内没有任何追责记录");
}

fn gap(
    world: &mut World,
    rule: &'static str,
    (duty, step, body, window): (&'static str, &'static str, &str, &str),
    note: &'static str,
) {
    let (body, window) = (body.to_owned(), window.to_owned());
    world.answers.push(Answer { rule, duty, step, body, window, note, ..Answer::default() });
}

fn meeting(
    world: &mut World,
    (number, area, partner): (usize, &'static str, &str),
    met: Minute,
    fault: Option<&str>,
) {
    const CODE: &str = "ALZD-15";
    let com = format!("S{}-COM", STATIONS[number].n);
    let case = world.task(met);
    let document = world.document("纪");
    let mut row = world.row(&case, CODE, "会商", met, com.clone()).area(area);
    row = row.with("文书编号", document).text("研究放学时段秩序与防骗宣传");
    if fault.is_some() {
        row = row.with("号码代码", "H330021");
        world.fault(
            "outside/data-not-permitted",
            ("PP-15", ""),
            &case,
            com.clone(),
            "会商记录了联系号码",
        );
    }
    world.write(row);
    let Some(agreed) = world.next(met, days(met, 7)) else {
        return;
    };
    let document = world.document("措");
    let row = world.row(&case, CODE, "议定措施", agreed, partner).area(area);
    world.write(row.with("文书编号", document).text("错峰放学、志愿护学"));
    let Some(published) = world.next(agreed, working_days(met, 10)) else {
        return;
    };
    let row = world.row(&case, CODE, "公布措施", published, com).area(area);
    world.write(row.text("社区公告栏公布"));
}

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    FindLate,
    RectifiedByStation,
}

fn sample(world: &mut World, drawn: Minute, problem: bool, fault: Option<Fault>) {
    const CODE: &str = "ALZD-16";
    const DUTY: &str = "PP-16";
    let case = world.task(drawn);
    let two = org::some(&mut world.rng, org::officers("INS", day_of(drawn)), 2);
    let row = world.row(&case, CODE, "抽查", drawn, "INS").by(two.clone());
    world.write(row.with("抽取方式", "随机").text("抽查各所履职台账"));

    let due = days(drawn, 5);
    let found = match fault {
        Some(Fault::FindLate) => {
            world.fault("disposal/step-late", (DUTY, "find"), &case, "INS", "五日内未认定");
            Some(clock::office(&mut world.rng, due, due + DAY))
        }
        Some(_) => Some(clock::office(&mut world.rng, drawn, drawn + 2 * DAY)),
        None => world.next(drawn, due),
    };
    let Some(found) = found else { return };
    let row = world.row(&case, CODE, "认定问题", found, "INS");
    world.write(row.with("检查结果", if problem { "有问题" } else { "无问题" }));
    if !problem {
        return;
    }
    let Some(reviewed) = world.next(found, days(found, 3)) else {
        return;
    };
    let row = world.row(&case, CODE, "法制审核", reviewed, "LEG");
    world.write(row.text("事实清楚"));
    let Some(decided) = world.next(reviewed, days(found, 10)) else {
        return;
    };
    let document = world.document("督决");
    let row = world.row(&case, CODE, "处理决定", decided, "INS");
    world.write(row.with("文书编号", document).text("限期补正、补签收"));

    let rectified = match fault {
        Some(_) => {
            Some(clock::office(&mut world.rng, decided, (decided + 6 * DAY).min(clock::END)))
        }
        None => world.next(decided, days(decided, 10)),
    };
    let Some(rectified) = rectified else { return };
    let mut row = world.row(&case, CODE, "整改落实", rectified, "INS");
    if fault == Some(Fault::RectifiedByStation) {
        "S1".clone_into(&mut row.body);
        row.persons = org::some(&mut world.rng, org::officers("S1", day_of(rectified)), 1);
        world.fault("outside/wrong-body", (DUTY, ""), &case, "S1", "整改须由督察部门登记");
    }
    world.write(row.with("办理结果", "已补正"));
    let Some(checked) = world.next(rectified, days(rectified, 7)) else {
        return;
    };
    let mut others = org::officers("INS", day_of(checked));
    others.retain(|who| !two.contains(who));
    let who = org::some(&mut world.rng, others, 1);
    let row = world.row(&case, CODE, "复查", checked, "INS").by(who);
    world.write(row.with("整改到位", "是").text("按期补正"));
}

fn publication(world: &mut World) {
    const CODE: &str = "ALZD-17";
    let case = world.task(at(2, 3, 10, 0));
    let document = world.document("公");
    let row = world.row(&case, CODE, "信息形成", at(2, 3, 10, 0), "PSB");
    world.write(row.with("文书编号", document.clone()).text("一月履职结果"));
    let row = world.row(&case, CODE, "公开审查", at(2, 5, 15, 20), "LEG");
    world.write(row.text("已去标识化"));
    let row = world.row(&case, CODE, "公开", at(2, 11, 9, 30), "PSB");
    world.write(row.with("文书编号", document).text("政务网站公开"));
    let row = world.row(&case, CODE, "收集意见", at(2, 26, 16, 0), "PSB");
    world.write(row.with("意见数", "7").text("公开征集意见"));
}

fn adjustment(world: &mut World) {
    const CODE: &str = "ALZD-19";
    let case = world.task(at(2, 4, 9, 40));
    let document = world.document("调");
    let row = world.row(&case, CODE, "提出调整", at(2, 4, 9, 40), "LEG");
    let proposer = row.persons.clone();
    world.write(row.with("文书编号", document.clone()).text("拟删除与职责无关的填报事项"));
    let mut others = org::officers("LEG", day_of(at(2, 9, 10, 30)));
    others.retain(|who| !proposer.contains(who));
    let who = org::some(&mut world.rng, others, 1);
    let row = world.row(&case, CODE, "合法性审查", at(2, 9, 10, 30), "LEG").by(who);
    world.write(row);
    let row = world.row(&case, CODE, "批准调整", at(2, 12, 16, 45), "LEG");
    world.write(row.with("文书编号", document).text("由法制大队自行批准"));
    world.fault("disposal/wrong-role", ("PP-19", "approve"), &case, "LEG", "应由县公安局批准");
}

fn evaluation(world: &mut World) {
    const CODE: &str = "ALZD-20";
    let case = world.task(at(2, 6, 9, 0));
    let document = world.document("评标");
    let row = world.row(&case, CODE, "确定指标", at(2, 6, 9, 0), "PSB");
    world.write(row.with("文书编号", document).text("年度成效指标"));
    let row = world.row(&case, CODE, "汇集数据", at(2, 27, 17, 0), "PSB");
    world.write(row.text("汇集各所数据"));
}
