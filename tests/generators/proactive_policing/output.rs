//! The files: two ledgers of tasks, two registers, a ledger of cases, the answer sheet.

use std::io;
use std::path::Path;

use crate::clock::{self, at};
use crate::common::table::Table;
use crate::ledger::{Row, World};
use crate::org::{self, STATIONS};

/// The headers of the ledger of tasks.
const TASKS: [&str; 29] = [
    "任务编号",
    "事项编码",
    "环节",
    "时间",
    "单位",
    "经办人",
    "对象",
    "辖区",
    "等级",
    "信息类型",
    "用途",
    "抽取方式",
    "检查结果",
    "办理结果",
    "文书编号",
    "音像编号",
    "巡线",
    "责任单位",
    "自动化决策",
    "截止日期",
    "所引事项",
    "意见数",
    "号码代码",
    "证件号码",
    "行动范围",
    "裁量理由",
    "整改到位",
    "内容摘要",
    "备注",
];
const ALARMS: [&str; 16] = [
    "接警单编号",
    "接警时间",
    "接警单位",
    "接警员",
    "辖区",
    "警情类别",
    "警情内容",
    "深挖时间",
    "深挖人",
    "涉纠纷",
    "涉隐患",
    "涉线索",
    "交办时间",
    "签收时间",
    "签收单位",
    "签收人",
];
const WARNINGS: [&str; 15] = [
    "预警编号",
    "预警等级",
    "预警内容",
    "号码代码",
    "辖区",
    "承办单位",
    "承办人",
    "接收时间",
    "联系时间",
    "联系结果",
    "上门时间",
    "上门单位",
    "上门人员",
    "办结时间",
    "劝阻结果",
];

/// The headers of the ledger of cases, as the mapping of the statutory floor knows them.
const CASES: [&str; 37] = [
    "案件编号",
    "事项编码",
    "环节",
    "时间",
    "单位",
    "经办人",
    "辖区",
    "警情类别",
    "报警人代码",
    "要求保密",
    "受案审查结果",
    "理由",
    "需先行处置",
    "传唤证编号",
    "询问时限情形",
    "办理地点",
    "未通知家属原因",
    "适用法律",
    "办理程序",
    "处理决定",
    "不适用调解情形",
    "未成年当事人",
    "履行期限",
    "履行方式",
    "罚款金额",
    "有异议",
    "法制审核情形",
    "法制审核结果",
    "有被侵害人",
    "财物持有人代码",
    "抽查数量",
    "完整性",
    "校验值",
    "正在发生",
    "办理结果",
    "文书编号",
    "音像编号",
];

/// Writes everything into a folder.
pub(crate) fn write(world: &mut World, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    world.rows.sort_by(|a, b| (a.at, &a.case, a.code).cmp(&(b.at, &b.case, b.code)));
    let middle = at(2, 15, 0, 0);

    // As the platform exports it: UTF-8 with a mark at its beginning.
    let mut table = Table::new(&TASKS);
    for row in world.rows.iter().filter(|row| row.at < middle) {
        table.row(cells(row, clock::iso(row.at)));
    }
    std::fs::write(folder.join("tasks-2026-02-a.csv"), format!("\u{feff}{}", table.text))?;

    // As a spreadsheet program saved it: GB18030, a title above, totals below, other times.
    let mut table = Table::new(&TASKS);
    for row in world.rows.iter().filter(|row| row.at >= middle) {
        table.row(cells(row, clock::spreadsheet(row.at)));
    }
    let empty = ",".repeat(TASKS.len() - 1);
    let text = format!(
        "安澜县公安局主动警务任务台账（2026年2月15日至3月1日）{empty}\r\n{}合计,,,共{}条{}\r\n",
        table.text,
        table.rows,
        ",".repeat(TASKS.len() - 4),
    );
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    std::fs::write(folder.join("tasks-2026-02-b.csv"), bytes)?;

    alarms(world, folder)?;
    warnings(world, folder)?;
    cases(world, folder)?;
    answers(world, folder)
}

fn cells(row: &Row, time: String) -> impl Iterator<Item = String> {
    let mut cells = vec![
        row.case.clone(),
        row.code.to_owned(),
        row.step.to_owned(),
        if row.nonsense.is_empty() { time } else { row.nonsense.to_owned() },
        org::name(&row.body),
        row.persons.join("、"),
        row.target.clone(),
        row.area.to_owned(),
    ];
    for header in &TASKS[cells.len()..TASKS.len() - 2] {
        let content = row.cells.iter().find(|(name, _)| name == header);
        cells.push(content.map(|(_, content)| content.clone()).unwrap_or_default());
    }
    cells.push(row.text.clone());
    cells.push(row.note.to_owned());
    cells.into_iter()
}

fn alarms(world: &mut World, folder: &Path) -> io::Result<()> {
    world.alarms.sort_by(|a, b| (a.received.0, &a.case).cmp(&(b.received.0, &b.case)));
    let mut table = Table::new(&ALARMS);
    for alarm in &world.alarms {
        let n = STATIONS[alarm.station].n;
        let screened = alarm.screened.as_ref();
        let accepted = alarm.accepted.as_ref();
        let nonsense = || Some(alarm.nonsense.to_owned()).filter(|text| !text.is_empty());
        table.row(
            [
                alarm.case.clone(),
                clock::iso(alarm.received.0),
                org::name(&format!("S{n}-CMD")),
                alarm.received.1.clone(),
                alarm.area.to_owned(),
                alarm.kind.to_owned(),
                alarm.text.clone(),
                nonsense().or(screened.map(|s| clock::iso(s.0))).unwrap_or_default(),
                screened.map(|s| s.1.clone()).unwrap_or_default(),
                alarm.flags[0].to_owned(),
                alarm.flags[1].to_owned(),
                alarm.flags[2].to_owned(),
                alarm.assigned.map(clock::iso).unwrap_or_default(),
                accepted.map(|a| clock::iso(a.0)).unwrap_or_default(),
                accepted.map(|_| org::name(&format!("S{n}-COM"))).unwrap_or_default(),
                accepted.map(|a| a.1.clone()).unwrap_or_default(),
            ]
            .into_iter(),
        );
    }
    std::fs::write(folder.join("alarms-2026-02.csv"), table.text)
}

fn warnings(world: &World, folder: &Path) -> io::Result<()> {
    let mut table = Table::new(&WARNINGS);
    for warning in &world.warnings {
        let called = warning.called;
        let visited = warning.visited.as_ref();
        let done = warning.done;
        table.row(
            [
                warning.case.clone(),
                warning.alert.to_owned(),
                warning.text.to_owned(),
                warning.phone.clone(),
                warning.area.to_owned(),
                org::name("AFC"),
                warning.received.1.clone(),
                clock::iso(warning.received.0),
                called.map(|c| clock::iso(c.0)).unwrap_or_default(),
                called.map(|c| c.1.to_owned()).unwrap_or_default(),
                visited.map(|v| clock::iso(v.0)).unwrap_or_default(),
                visited.map(|v| org::name(&v.1)).unwrap_or_default(),
                visited.map(|v| v.2.clone()).unwrap_or_default(),
                done.map(|d| clock::iso(d.0)).unwrap_or_default(),
                done.map(|d| d.1.to_owned()).unwrap_or_default(),
            ]
            .into_iter(),
        );
    }
    std::fs::write(folder.join("fraud-warnings-2026-02.csv"), table.text)
}

fn cases(world: &mut World, folder: &Path) -> io::Result<()> {
    world.cases.sort_by(|a, b| (a.at, &a.case).cmp(&(b.at, &b.case)));
    let headers = CASES.iter().chain(&["内容摘要", "备注"]).copied().collect::<Vec<_>>();
    let mut table = Table::new(&headers);
    for row in &world.cases {
        let fixed = [
            row.case.clone(),
            row.code.to_owned(),
            row.step.to_owned(),
            clock::iso(row.at),
            org::name(&row.body),
            row.persons.join("、"),
            row.area.to_owned(),
        ];
        let rest = headers.iter().skip(fixed.len()).map(|header| {
            let content = row.cells.iter().find(|(name, _)| name == header);
            content.map(|(_, content)| content.clone()).unwrap_or_default()
        });
        table.row(fixed.into_iter().chain(rest));
    }
    std::fs::write(folder.join("cases-2026-02.csv"), table.text)
}

fn answers(world: &mut World, folder: &Path) -> io::Result<()> {
    world.answers.sort();
    let mut table =
        Table::new(&["rule", "duty", "step", "case", "body", "target", "window", "note"]);
    for answer in &world.answers {
        table.row(
            [
                answer.rule.to_owned(),
                answer.duty.to_owned(),
                answer.step.to_owned(),
                answer.case.clone(),
                answer.body.clone(),
                answer.target.clone(),
                answer.window.clone(),
                answer.note.to_owned(),
            ]
            .into_iter(),
        );
    }
    std::fs::write(folder.join("answers.csv"), table.text.replace("\r\n", "\n"))
}
