//! The files: the register of alarms, the follow-up, the answer sheet, the ratios.

use std::io;
use std::path::Path;

use crate::alarms::Alarm;
use crate::answers;
use crate::common::clock::iso;
use crate::common::table::Table;
use crate::county::team;
use crate::letters::{Grade, Letter};

const ALARMS: [&str; 42] = [
    "接警单编号",
    "接警时间",
    "接警单位",
    "接警员",
    "辖区",
    "住址代码",
    "报警内容",
    "家暴标注时间",
    "六个月内再次",
    "推送平台时间",
    "告知居委会时间",
    "处警单位",
    "处警人",
    "到达现场时间",
    "制止时间",
    "分开时间",
    "取证时间",
    "伤情",
    "现场音像编号",
    "就医鉴定时间",
    "鉴定委托编号",
    "风险评估时间",
    "风险等级",
    "现场笔录时间",
    "现场笔录编号",
    "拍照时间",
    "照片编号",
    "询问时间",
    "伤情材料时间",
    "处理决定时间",
    "处理结果",
    "处理理由",
    "调解结案时间",
    "调解协议编号",
    "刑事立案时间",
    "立案编号",
    "法制审核时间",
    "审核单位",
    "审核人",
    "告知当事人时间",
    "现场处置完毕时间",
    "证据归档时间",
];

const FOLLOW_UP: [&str; 17] = [
    "案件编号",
    "事项编码",
    "环节",
    "时间",
    "单位",
    "经办人",
    "住址代码",
    "加害人代码",
    "暴力事实",
    "禁止事项",
    "签收",
    "拒签说明",
    "回访等级",
    "伤情",
    "六个月内再次",
    "理由",
    "备注",
];

/// Writes everything into a folder.
pub(crate) fn write(
    folder: &Path,
    alarms: &[Alarm],
    letters: &[Letter],
    grades: &[Grade],
) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    register(folder, alarms)?;
    follow_up(folder, alarms, letters, grades)?;
    sheet(folder, alarms, letters, grades)?;
    let mut table = Table::new(&["ratio", "duty", "numerator", "denominator", "cannot_tell"]);
    let as_of = answers::as_of(alarms, letters, grades);
    for (ratio, duty, many, all, open) in answers::ratios(alarms, letters, as_of) {
        let cells = [ratio, duty].map(str::to_owned).into_iter();
        table.row(cells.chain([many, all, open].map(|n| n.to_string())));
    }
    std::fs::write(folder.join("ratios.csv"), table.text.replace("\r\n", "\n"))
}

fn register(folder: &Path, alarms: &[Alarm]) -> io::Result<()> {
    let mut table = Table::new(&ALARMS);
    for (number, own) in alarms.iter().enumerate() {
        let (at, station, number) = (&own.at, own.area.station, number + 1);
        let some = |at: Option<i64>| at.map(iso).unwrap_or_default();
        let if_hurt = |text: String| at.medical.map(|_| text).unwrap_or_default();
        table.row(
            [
                own.case.clone(),
                iso(at.received),
                team(station, "综合指挥室"),
                own.operator.clone(),
                own.area.name.to_owned(),
                own.address.clone(),
                own.text.clone(),
                iso(at.flagged),
                if own.repeat { "是" } else { "否" }.to_owned(),
                String::new(),
                String::new(),
                team(station, "案件办理队"),
                own.officers.join("、"),
                iso(at.arrived),
                iso(at.stopped),
                iso(at.separated),
                iso(at.evidence),
                own.injury.to_owned(),
                format!("YX{number:05}"),
                some(at.medical),
                if_hurt(format!("JD{number:05}")),
                iso(at.risk),
                own.risk.to_owned(),
                iso(at.record),
                format!("BL{number:05}"),
                iso(at.photos),
                format!("ZP{number:05}"),
                iso(at.statement),
                some(at.papers),
                iso(at.route),
                own.route.name().to_owned(),
                own.reason.to_owned(),
                some(at.mediation),
                at.mediation.map(|_| format!("TJ{number:05}")).unwrap_or_default(),
                some(at.criminal),
                at.criminal.map(|_| format!("LA{number:05}")).unwrap_or_default(),
                some(at.review),
                at.review.map(|_| "法制大队".to_owned()).unwrap_or_default(),
                at.review.map(|_| format!("P030{}", number % 2 + 1)).unwrap_or_default(),
                iso(at.told),
                iso(at.closed),
                iso(at.filed),
            ]
            .into_iter(),
        );
    }
    // As the platform exports it: UTF-8 with a mark at its beginning.
    std::fs::write(folder.join("county-alarms.csv"), format!("\u{feff}{}", table.text))
}

/// A row of the follow-up: its first seven cells, and others by their header.
fn row(table: &mut Table, first: [String; 7], others: &[(&str, &str)]) {
    let content = |header: &&str| {
        let own = others.iter().find(|(name, _)| name == header);
        own.map(|(_, content)| (*content).to_owned()).unwrap_or_default()
    };
    let rest: Vec<String> = FOLLOW_UP[first.len()..].iter().map(content).collect();
    table.row(first.into_iter().chain(rest));
}

fn follow_up(
    folder: &Path,
    alarms: &[Alarm],
    letters: &[Letter],
    grades: &[Grade],
) -> io::Result<()> {
    let mut table = Table::new(&FOLLOW_UP);
    for (number, letter) in letters.iter().enumerate() {
        let own = &alarms[letter.alarm];
        let unit = team(own.area.station, "案件办理队");
        let first = |step: &str, at: i64, persons: String| {
            let code = "JBLD-05".to_owned();
            let (case, address) = (own.case.clone(), own.address.clone());
            [case, code, step.to_owned(), iso(at), unit.clone(), persons, address]
        };
        let token = format!("JH{:05}", number + 1);
        let contents = [
            ("加害人代码", token.as_str()),
            ("暴力事实", "见现场笔录"),
            ("禁止事项", "禁止再次实施家庭暴力"),
        ];
        row(&mut table, first("制作告诫书", letter.drafted, own.officers[0].clone()), &contents);
        let signed: [(&str, &str); 1] = if letter.refused {
            [("拒签说明", "拒绝签收，已注明")]
        } else {
            [("签收", "已签")]
        };
        let both = own.officers.join("、");
        row(&mut table, first("送达加害人", letter.perpetrator, both), &signed);
        let one = own.officers[1].clone();
        row(&mut table, first("送达受害人", letter.victim, one.clone()), &[("签收", "已签")]);
        row(&mut table, first("告诫书归档", letter.filed, one), &[]);
    }
    for (number, grade) in grades.iter().enumerate() {
        let first = |step: &str, at: i64| {
            let (case, address) = (grade.case.clone(), grade.address.clone());
            let code = "JBLD-12".to_owned();
            let person = format!("W{:02}", number % 4 + 1);
            [case, code, step.to_owned(), iso(at), "县妇联".to_owned(), person, address]
        };
        let grounds = [
            ("回访等级", "三级"),
            ("伤情", "无"),
            ("六个月内再次", "否"),
            ("理由", "情节轻微，来访反映"),
        ];
        row(&mut table, first("回访定级", grade.graded), &grounds);
        row(&mut table, first("二、三级归档", grade.archived), &[]);
    }
    std::fs::write(folder.join("county-follow-up.csv"), format!("\u{feff}{}", table.text))
}

fn sheet(folder: &Path, alarms: &[Alarm], letters: &[Letter], grades: &[Grade]) -> io::Result<()> {
    let mut table = Table::new(&[
        "rule", "duty", "step", "case", "body", "target", "window", "detail", "cases", "note",
    ]);
    for answer in answers::all(alarms, letters, grades) {
        table.row(
            [
                answer.rule.to_owned(),
                answer.duty.to_owned(),
                answer.step.to_owned(),
                answer.case,
                answer.body,
                answer.target,
                answer.window,
                answer.detail,
                answer.cases.join(";"),
                answer.note.to_owned(),
            ]
            .into_iter(),
        );
    }
    std::fs::write(folder.join("answers.csv"), table.text.replace("\r\n", "\n"))
}
