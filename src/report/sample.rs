//! A report made by hand: three stations with teams, two bureaux, twenty duties.

use crate::finding::{Class, Severity};
use crate::report::wire::{
    Body, ByClass, BySeverity, Cell, Clause, Column, Counts, Digests, DueItem, Duty, Finding,
    First, Input, Ledger, Log, Maker, Measure, More, Obligation, Options, Prints, Reason, Report,
    Row, RuleInfo, SetInfo, Verdicts,
};
use crate::text::Words;

const DUTIES: [(&str, &str); 20] = [
    ("基础信息采集", "Basic information collection"),
    ("接警三项深挖", "Screening on receipt of an alarm"),
    ("矛盾纠纷排查化解", "Disputes found and resolved"),
    ("重大隐患处置", "Major hidden dangers"),
    ("违法犯罪线索流转", "Passing on of clues to crime"),
    ("出租房屋走访", "Visits to rental houses"),
    ("重点单位检查", "Checks of key units"),
    ("特种行业检查", "Checks of special trades"),
    ("重点人员走访", "Visits to persons of concern"),
    ("校园安全检查", "Checks of school safety"),
    ("街面巡逻防控", "Street patrol"),
    ("反诈预警劝阻", "Dissuasion on warnings of telecom fraud"),
    ("专项行动管理", "Special operations"),
    ("治安防范宣传", "Publicity on prevention"),
    ("自动化预警核查", "Verification of automated warnings"),
    ("群众诉求回应", "Answers to people's requests"),
    ("涉企服务", "Services to enterprises"),
    ("履职公开", "Publication of work done"),
    ("清单动态调整", "Revision of the list"),
    ("内部监督", "Internal supervision"),
];

const BODIES: [(&str, &str, &str, Option<&str>); 16] = [
    ("PSB", "安澜县公安局", "Anlan County Public Security Bureau", None),
    ("LEG", "法制大队", "Legal Brigade", Some("PSB")),
    ("INS", "督察大队", "Inspectorate", Some("PSB")),
    ("S1", "城关派出所", "Chengguan Police Station", Some("PSB")),
    ("S1-CMD", "城关派出所综合指挥室", "Chengguan Police Station, Command Office", Some("S1")),
    ("S1-COM", "城关派出所社区警务队", "Chengguan Police Station, Community Team", Some("S1")),
    ("S1-CASE", "城关派出所案件办理队", "Chengguan Police Station, Case Team", Some("S1")),
    ("S2", "河东派出所", "Hedong Police Station", Some("PSB")),
    ("S2-CMD", "河东派出所综合指挥室", "Hedong Police Station, Command Office", Some("S2")),
    ("S2-COM", "河东派出所社区警务队", "Hedong Police Station, Community Team", Some("S2")),
    ("S2-CASE", "河东派出所案件办理队", "Hedong Police Station, Case Team", Some("S2")),
    ("S3", "青石派出所", "Qingshi Police Station", Some("PSB")),
    ("S3-COM", "青石派出所社区警务队", "Qingshi Police Station, Community Team", Some("S3")),
    ("JUS", "司法所", "Judicial Office", None),
    ("GRID", "网格服务中心", "Grid Service Centre", None),
    ("临时工作组", "临时工作组", "临时工作组", None),
];

pub(super) fn zero() -> Verdicts {
    Verdicts::default()
}

/// The sample.
pub(super) fn report() -> Report {
    let id = |at: usize| format!("PP-{:02}", at + 1);
    let mut table = Vec::new();
    let mut outside = vec![BySeverity::default(); BODIES.len()];
    if let Some(own) = outside.last_mut() {
        own.error = 9;
    }
    for (at, (body, ..)) in BODIES.iter().enumerate() {
        for duty in 0..DUTIES.len() {
            let mut cell = Cell {
                body: (*body).to_owned(),
                duty: id(duty),
                concerned: (at + duty) % 3 == 0,
                present: false,
                findings: BySeverity::default(),
                verdicts: zero(),
            };
            if !cell.concerned {
                continue;
            }
            match (at * 7 + duty) % 5 {
                0 => {}
                1 => {
                    cell.present = true;
                    cell.verdicts.cannot_tell = 3;
                }
                2 if at > 2 => {
                    cell.present = true;
                    cell.verdicts = Verdicts { met: 40, late: 2, missing: 3, ..zero() };
                    cell.findings = BySeverity { error: 5 + at as u64, warning: 1, note: 0 };
                }
                _ => {
                    cell.present = true;
                    cell.verdicts.met = 120;
                }
            }
            table.push(cell);
        }
    }
    let total = |pick: &dyn Fn(&Cell) -> bool| {
        table.iter().filter(|cell| pick(cell)).map(|cell| cell.findings.total()).sum::<u64>()
    };
    let by_duty =
        (0..DUTIES.len()).map(|at| (id(at), total(&|cell| cell.duty == id(at)))).collect();
    let by_body = BODIES
        .iter()
        .zip(&outside)
        .map(|((body, ..), own)| {
            ((*body).to_owned(), total(&|cell| cell.body == *body) + own.total())
        })
        .collect();
    let bodies = BODIES.iter().zip(&outside).map(|((id, zh, en, parent), own)| Body {
        id: (*id).to_owned(),
        title: Words::fixed(en, zh),
        listed: parent.is_some(),
        parent: parent.map(str::to_owned),
        outside: *own,
    });
    Report {
        remit: Maker::default(),
        set: SetInfo {
            id: "proactive-policing".to_owned(),
            version: "1.0.0".to_owned(),
            title: Words::fixed("Responsibility list of proactive policing", "主动警务责任清单"),
        },
        options: Options::default(),
        period: Some("2026-W07".to_owned()),
        as_of: "2026-02-15T23:59:59.999+08:00".to_owned(),
        log: Log { cases: 2431, events: 9120, ..Log::default() },
        inputs: vec![input()],
        ledger: Ledger {
            read: 9_150,
            judged: 9_111,
            out_of_list: 9,
            ignored: 25,
            rejected: 5,
            ignored_by: vec![Reason {
                reason: Words::fixed("training records", "训练数据"),
                count: 25,
            }],
            rejected_by: vec![Reason {
                reason: Words::fixed("column `办理时间`: no time", "列`办理时间`：不是时间"),
                count: 5,
            }],
        },
        verdicts: Verdicts {
            met: 61_204,
            late: 123,
            missing: 45,
            not_due: 368,
            cannot_tell: 77,
            waived: 0,
            not_applicable: 4_012,
            vacuous: 0,
        },
        duties: DUTIES
            .iter()
            .enumerate()
            .map(|(at, (zh, en))| Duty {
                id: id(at),
                title: Words::fixed(en, zh),
                cases: 120,
                verdicts: zero(),
            })
            .collect(),
        bodies: bodies.collect(),
        rules: rules(),
        obligations: obligations(),
        counts: Counts {
            by_rule: [
                ("disposal/step-late", 12),
                ("disposal/step-missing", 60),
                ("log/rejected-row", 5),
                ("outside/not-listed", 9),
            ]
            .map(|(rule, count)| (rule.to_owned(), count))
            .into_iter()
            .collect(),
            by_severity: BySeverity { error: 69, warning: 17, note: 0 },
            by_class: ByClass { fault: 86, clue: 0, signal: 0 },
            by_duty,
            by_body,
            table,
        },
        measures: measures(),
        findings: findings(),
        more: vec![More {
            rule: "disposal/step-missing".to_owned(),
            duty: Some("PP-03".to_owned()),
            known: 0,
            count: 55,
            fingerprints: Prints::default(),
        }],
        resolved: Vec::new(),
        remaining: Vec::new(),
        change: None,
        history: Vec::new(),
        waivers: Vec::new(),
        baseline: None,
        answers: None,
        due: (0..6)
            .map(|at| DueItem {
                due: format!("2026-02-16T1{at}:00:00+08:00"),
                duty: "PP-03".to_owned(),
                step: "visit".to_owned(),
                title: Words::fixed("Return visit", "回访"),
                case: format!("AL-2026-00{at}7"),
                body: "S1-COM".to_owned(),
            })
            .collect(),
        due_count: 1_206,
        due_days: 7,
        notes: vec![Words::fixed("there is no calendar", "没有日历")],
        digests: Digests::default(),
    }
}

fn input() -> Input {
    let column = |(header, means): (&str, &str)| Column {
        header: header.to_owned(),
        means: means.to_owned(),
    };
    Input {
        path: "lists/proactive-policing/logs/tasks-2026-02.csv".to_owned(),
        sha256: "0".repeat(64),
        rows: 9_150,
        encoding: "gb18030".to_owned(),
        format: "csv".to_owned(),
        table: None,
        notes: Vec::new(),
        delimiter: ',',
        header_row: 3,
        furniture: 4,
        mapping: None,
        columns: [
            ("任务编号", "case"),
            ("环节", "step"),
            ("办理时间", "at"),
            ("办理单位", "body"),
            ("办理人", "person"),
            ("地址代码", "target"),
        ]
        .map(column)
        .to_vec(),
    }
}

fn rules() -> Vec<RuleInfo> {
    let rule = |id: &str, en, zh, severity, default_severity| RuleInfo {
        id: id.to_owned(),
        class: Class::Fault,
        title: Words::fixed(en, zh),
        severity,
        default_severity,
    };
    vec![
        rule(
            "disposal/step-late",
            "a step was done too late",
            "环节超期",
            Severity::Warning,
            Severity::Error,
        ),
        rule(
            "disposal/step-missing",
            "a required step is missing",
            "缺少必经环节",
            Severity::Error,
            Severity::Error,
        ),
        rule(
            "log/rejected-row",
            "a row that can't be read",
            "无法读取的行",
            Severity::Warning,
            Severity::Warning,
        ),
        rule(
            "outside/not-listed",
            "work that no duty covers",
            "清单外工作",
            Severity::Error,
            Severity::Error,
        ),
    ]
}

fn obligations() -> Vec<Obligation> {
    let obligation = |name: &str, counted, verdicts, reasons| Obligation {
        name: name.to_owned(),
        duty: "PP-03".to_owned(),
        step: None,
        kind: "done".to_owned(),
        title: Words::fixed("Registered within the shift", "当班登记"),
        counted,
        verdicts,
        reasons,
    };
    let reason = Reason {
        reason: Words::fixed("the case began before the log does", "该案件早于日志起点"),
        count: 77,
    };
    vec![
        obligation(
            "PP-03.register",
            false,
            Verdicts { met: 68_649, late: 11_211, missing: 69_380, not_due: 1_130, ..zero() },
            Vec::new(),
        ),
        obligation(
            "PP-03.register/order",
            false,
            Verdicts { met: 12, cannot_tell: 77, ..zero() },
            vec![reason],
        ),
        obligation(
            "PP-03/responded-within-ninety-days-of-registration",
            true,
            Verdicts { met: 53_951, late: 50_036, missing: 46_015, not_due: 368, ..zero() },
            Vec::new(),
        ),
    ]
}

fn measures() -> Vec<Measure> {
    let measure = |body: Option<&str>, numerator, reached| Measure {
        duty: "PP-02".to_owned(),
        step: Some("screen".to_owned()),
        kind: "on-time".to_owned(),
        title: Words::fixed("screened within the shift", "当班筛查率"),
        body: body.map(str::to_owned),
        numerator,
        denominator: 340,
        cannot_tell: 12,
        target: Some(95.0),
        reached: Some(reached),
        at_most: false,
        least: 0,
        interval: None,
        per: None,
    };
    vec![
        measure(None, 310, false),
        measure(Some("S1-CMD"), 322, false),
        measure(Some("S2-CMD"), 272, false),
    ]
}

fn findings() -> Vec<Finding> {
    let clause = |path: &str, line| Clause {
        path: path.to_owned(),
        line: Some(line),
        column: Some(3),
        end_line: Some(line),
        end_column: Some(8),
        words: Words::fixed("required here", "此处规定"),
    };
    let missing = |at: u64, body: &str| Finding {
        id: format!("{at:016x}"),
        rule: "disposal/step-missing".to_owned(),
        class: Class::Fault,
        severity: Severity::Error,
        status: None,
        message: Words::fixed(
            "“Return visit” (PP-03 “Disputes found and resolved”) is not in the log and was due by 2026-02-10 24:00",
            "日志中没有“回访”（PP-03“矛盾纠纷排查化解”），应于2026-02-10 24:00前完成",
        ),
        reckoning: Vec::new(),
        why: Some(Words::fixed(
            "7 working days after “Resolve”, done 2026-01-30 09:12; 2026-02-15 to 2026-02-23 are rest days",
            "自“化解”（2026-01-30 09:12）起7个工作日；2026-02-15至2026-02-23为休息日",
        )),
        help: Some(Words::fixed(
            "do it now, or record it if it was done; if it was not owed, the log must say why",
            "请尽快补办；如已办理请补充记录；如不应办理，应在日志中注明原因",
        )),
        duty: Some("PP-03".to_owned()),
        step: Some("visit".to_owned()),
        case: Some(format!("AL-2026-{at:04}")),
        cases: Vec::new(),
        source: None,
        body: Some(body.to_owned()),
        person: None,
        target: None,
        window: None,
        came_true: Some("2026-02-10T23:59:59.999+08:00".to_owned()),
        due: Some("2026-02-10T23:59:59.999+08:00".to_owned()),
        first: First::Clause,
        clause: Some(clause("lists/proactive-policing/standards/矛盾纠纷排查化解.toml", 41)),
        rows: vec![Row {
            place: None,
            input: 0,
            row: 120 + at,
            excerpt: Words::same("AL-2026 登记"),
            words: Words::fixed("the case opened here", "案件始于此行"),
        }],
        related: Vec::new(),
        waived: false,
        waiver: None,
        known: false,
        answer: None,
    };
    let outside = Finding {
        rule: "outside/not-listed".to_owned(),
        message: Words::fixed(
            "no duty covers “帮助\u{1b}[31m企业招工”",
            "没有责任事项涵盖“帮助\u{1b}[31m企业招工”",
        ),
        reckoning: Vec::new(),
        why: None,
        duty: None,
        step: None,
        body: Some("临时工作组".to_owned()),
        first: First::Row,
        clause: None,
        ..missing(77, "S1")
    };
    vec![
        missing(1, "S1-COM"),
        missing(2, "S1-COM"),
        missing(3, "S2-COM"),
        missing(4, "S3-COM"),
        missing(5, "S3-COM"),
        outside,
    ]
}
