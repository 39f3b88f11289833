//! What mappings say, and what happens when they do not fit.

use super::super::{LogErrorKind, token};
use super::{Story, events, lines, rejects};
use crate::text::Lang;

const ALARMS: &str = "
kind: mapping
id: alarms
form: wide
duty: PP-02
columns:
  case: 接警单编号
  body: 接警单位
  person: { column: 接警员, keep: true }
  fields: { grade: { column: 等级, values: { 红: red } }, result: 结果 }
steps:
  PP-02.receive:
    at: 接警时间
  screen:
    at: { column: 深挖时间, values: { 无: '' } }
    person: { column: 深挖人, split: '、' }
    fields: { result: 深挖结果 }
  DV-01.flag:
    at: 标记时间
    body: 标记单位
";

const HEADER: &str =
    "接警单编号,接警单位,接警员,等级,结果,接警时间,深挖时间,深挖人,深挖结果,标记时间,标记单位\n";

#[test]
fn a_wide_row_gives_an_event_for_every_step_that_was_done() {
    let text = format!(
        "{HEADER}J1,城东所,007,红,无,2026/1/5 8:03,2026/1/5 9:00,李四、张三、李四,有,2026/1/5 9:10,指挥室\n\
         J2,城东所,,,,2026/1/5 8:03,无,,,,\n\
         J3,城东所,,,,,,,,,\n\
         J4,城东所,,,,2026/1/5 8:03,明天,,,,\n"
    );
    let reading = Story::of(text).mapped(ALARMS).read();
    let mut crew = [token(b"key", "张三"), token(b"key", "李四")];
    crew.sort();
    assert_eq!(
        lines(&reading),
        [
            "2 J1 PP-02.receive 2026-01-05 08:03 body=城东所 007 grade=red result=无".to_owned(),
            format!(
                "2 J1 PP-02.screen 2026-01-05 09:00 body=城东所 {} {} grade=red result=有",
                crew[0], crew[1]
            ),
            "2 J1 DV-01.flag 2026-01-05 09:10 body=指挥室 007 grade=red result=无".to_owned(),
            "3 J2 PP-02.receive 2026-01-05 08:03 body=城东所".to_owned(),
        ]
    );
    assert_eq!((reading.rows_with_events, reading.rows_without_events), (2, 1));
    assert_eq!(rejects(&reading).len(), 1);
    assert_eq!(reading.rejects.first().unwrap().column, "深挖时间");
    assert!((0..reading.strings.len()).all(|at| {
        let text = reading.strings.get(super::super::Symbol(u32::try_from(at).unwrap()));
        !text.contains("张三") && !text.contains("李四")
    }));
}

#[test]
fn values_of_the_log_become_values_of_the_set() {
    let yaml = "
kind: mapping
columns:
  case: c
  duty: d
  step: { column: s, split: '/' }
  at: t
  body: { column: b, values: { '１': 城东所 } }
  target: { column: x, split: ';' }
duty: D0
step_values: { 到场: DV-02.arrive, 走: leave }
duty_values: { 家暴: DV-09 }
";
    let text = "c,d,s,t,b,x\n\
                1,家暴,到场,2026-01-05,1,\n\
                1,家暴,走,2026-01-05,2,\n\
                1,,走/其他,2026-01-05,2,h1;h2\n";
    assert_eq!(
        lines(&Story::of(text).mapped(yaml).read()),
        [
            "2 1 DV-02.arrive 2026-01-05 body=城东所",
            "3 1 DV-09.leave 2026-01-05 body=2",
            "4 1 D0.leave 2026-01-05 body=2 target=h1",
            "4 1 D0.leave 2026-01-05 body=2 target=h2",
            "4 1 D0.其他 2026-01-05 body=2 target=h1",
            "4 1 D0.其他 2026-01-05 body=2 target=h2",
        ]
    );
}

#[test]
fn rows_are_left_out_by_the_first_rule_that_fits() {
    let yaml = "
kind: mapping
columns: { case: c, step: s, at: t }
ignore:
  - when: { 备注: [作废, 误报] }
    reason: { zh: 已作废, en: marked void }
  - when: { s: [x], 备注: '' }
";
    let text =
        "c,s,t,备注\n1,x,2026-01-05, 作废\n2,x,2026-01-05,误报\n3,x,bad,\n4,x,2026-01-05,ok\n";
    let reading = Story::of(text).mapped(yaml).read();
    assert_eq!(lines(&reading), ["5 4 x 2026-01-05"]);
    let ignored: Vec<_> = reading
        .ignored
        .iter()
        .map(|i| (i.reason.get(Lang::En), i.reason.get(Lang::Zh), i.rows))
        .collect();
    assert_eq!(
        ignored,
        [("marked void", "已作废", 2), ("rule 2 of the mapping", "映射的第2条忽略规则", 1),]
    );
}

#[test]
fn zones_dates_and_formats_are_the_mappings() {
    let yaml = "kind: mapping\ncomplete: true\nties: file-order\ncovers_from: 2006-01-01\n\
                times: date\ntimezone: UTC\nformats: ['%d/%m/%Y %H:%M']\ncolumns: { case: c, step: s, at: t }\n";
    let mut story =
        Story::of("c,s,t\n1,a,2006-07-23T22:00:00Z\n1,b,23/07/2006 22:00\n1,c,2006-12-05\n")
            .mapped(yaml);
    story.zone = "Europe/Rome";
    let reading = story.read();
    assert_eq!(
        events(&reading, "Europe/Rome"),
        ["2 1 a 2006-07-24", "3 1 b 2006-07-24", "4 1 c 2006-12-05",]
    );
    assert!(reading.complete);
    assert_eq!(reading.ties, crate::model::docs::Ties::FileOrder);
    assert_eq!(reading.covers_from.unwrap().to_string(), "2006-01-01");
}

#[test]
fn headers_need_not_be_written_exactly_as_in_the_mapping() {
    let yaml = "kind: mapping\ncolumns: { case: Case ID, step: 处理 步骤, at: TIME }\n";
    let text = "\u{feff}ＣＡＳＥ id,\"处理\n步骤\",\u{3000}Time \n1,a,2026-01-05\n";
    assert_eq!(
        lines(&Story::of(text).mapped(yaml).read()),
        ["3 1 a 2026-01-05"].map(|l| l.replace("3 ", "2 "))
    );
}

#[test]
fn the_mapping_for_a_file_is_chosen_by_its_name() {
    let one =
        "kind: mapping\nid: one\nfiles: ['fines-*.csv']\ncolumns: { case: c, step: s, at: t }\n";
    let any = "kind: mapping\nid: any\ncolumns: { case: c, step: x, at: t }\n";
    let mut story = Story::of("").mapped(one).mapped(any);
    let text = "c,s,t,x\n1,a,2026-01-05,b\n";
    story.sources = vec![
        ("logs/fines-1.csv".to_owned(), text.into()),
        ("logs/tasks.csv".to_owned(), text.into()),
        ("-".to_owned(), text.into()),
    ];
    let used = |story: &Story| {
        let reading = story.read();
        reading.inputs.iter().map(|i| i.mapping.clone().unwrap()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(used(&story), "one any any");
    story.chosen = Some("any");
    assert_eq!(used(&story), "any any any");
    story.chosen = Some("ony");
    let error = story.try_read().unwrap_err();
    assert_eq!(error.kind(), LogErrorKind::NoSuchMapping);
    assert_eq!(error.hint().unwrap().en, "did you mean `any`?");
}

#[test]
fn of_several_mappings_for_any_file_the_one_that_fits_is_used() {
    let one = "kind: mapping\nid: one\ncolumns: { case: c, step: nowhere, at: t }\n";
    let two = "kind: mapping\nid: two\ncolumns: { case: c, step: s, at: t }\n";
    let reading = Story::of("c,s,t\n1,a,2026-01-05\n").mapped(one).mapped(two).read();
    assert_eq!(reading.inputs.first().unwrap().mapping.as_deref(), Some("two"));
}

#[test]
fn a_mapping_that_does_not_fit_names_the_columns_of_both() {
    let yaml = "kind: mapping\nid: m\ncolumns: { case: 案件编号, step: 步骤, at: 时间 }\n";
    let error =
        Story::of("案件编码,步骤,时间\n1,a,2026-01-05\n").mapped(yaml).try_read().unwrap_err();
    assert_eq!(error.kind(), LogErrorKind::MissingColumns);
    assert_eq!(error.words().en, "the mapping `m` names columns that `log.csv` lacks: `案件编号`");
    let hint = error.hint().unwrap();
    assert_eq!(hint.en, "`案件编码` for `案件编号`? Columns: 案件编码, 步骤, 时间");
    assert_eq!(hint.zh, "`案件编号`是否应为`案件编码`？ 现有列：案件编码、步骤、时间");

    let twice =
        Story::of("案件编号,案件编号,步骤,时间\n1,2,a,2026-01-05\n").mapped(yaml).try_read();
    assert!(twice.unwrap_err().hint().unwrap().en.contains("`案件编号#2`"));
    let numbered = Story::of("案件编号,案件编号,步骤,时间\n1,2,a,2026-01-05\n")
        .mapped(&yaml.replace("案件编号", "'案件编号#2'"));
    assert_eq!(lines(&numbered.read()), ["2 2 a 2026-01-05"]);
}

#[test]
fn what_makes_a_job_impossible_is_said_with_a_hint() {
    use LogErrorKind::{MappingIncomplete, NotALog, NotRecognised};
    let no_time = "kind: mapping\nid: m\ncolumns: { case: a, step: b }\n";
    let no_step = "kind: mapping\nid: m\nform: wide\ncolumns: { case: a }\n";
    let zone = "kind: mapping\nid: m\ntimezone: Mars/Base\ncolumns: { case: a, at: b }\n";
    let coding = "kind: mapping\nid: m\nencoding: klingon\ncolumns: { case: a, at: b }\n";
    let mark = "kind: mapping\nid: m\ndelimiter: '、'\ncolumns: { case: a, at: b }\n";
    for (text, yaml, kind) in [
        ("a,b,c\n1,2,3\n", None, NotRecognised),
        ("", None, NotALog),
        (" \n,,\n", None, NotALog),
        ("PK\x03\x04....", None, NotALog),
        ("<html><table>", None, NotALog),
        ("a,b\n1,2\n", Some(no_time), MappingIncomplete),
        ("a,b\n1,2\n", Some(no_step), MappingIncomplete),
        ("a,b\n1,2\n", Some(zone), MappingIncomplete),
        ("a,b\n1,2\n", Some(coding), MappingIncomplete),
        ("a,b\n1,2\n", Some(mark), MappingIncomplete),
    ] {
        let story = Story::of(text);
        let story = if let Some(yaml) = yaml { story.mapped(yaml) } else { story };
        let error = story.try_read().unwrap_err();
        assert_eq!(error.kind(), kind, "{text:?} {yaml:?} {error}");
        let (words, hint) = (error.words(), error.hint().unwrap());
        assert!(!words.zh.is_ascii() && !hint.zh.is_ascii() && !words.en.is_empty());
    }
}

#[test]
fn a_110_export_is_read_without_a_mapping_and_without_the_callers_data() {
    let text = "JJDBH,BJSJ,JJSJ,CJSJ,DDXCSJ,FKSJ,JJDWMC,GXDWMC,CDRY,FKYBH,BJRXM,LXDH\n\
                J1,2026/1/5 8:03,2026/1/5 8:04,2026/1/5 8:00,2026/1/5 8:20,,指挥室,城东所,张三、李四,F7,王五,13800138000\n";
    let mut story = Story::of(text);
    story.steps = &["arrived"];
    let reading = story.read();
    let mut crew = [token(b"key", "张三"), token(b"key", "李四")];
    crew.sort();
    assert_eq!(
        lines(&reading),
        [
            "2 J1 reported 2026-01-05 08:03 body=城东所".to_owned(),
            "2 J1 received 2026-01-05 08:04 body=指挥室".to_owned(),
            format!("2 J1 arrived 2026-01-05 08:20 body=城东所 {} {}", crew[0], crew[1]),
        ]
    );
    let columns = &reading.inputs.first().unwrap().columns;
    assert!(columns.contains(&("BJRXM".to_owned(), "personal".to_owned())));
    assert!(columns.contains(&("DDXCSJ".to_owned(), "steps.arrived.at".to_owned())));
    assert!(!columns.iter().any(|(header, _)| header == "CJSJ"));
    for hidden in ["王五", "13800138000", "张三"] {
        assert_eq!(reading.strings.find(hidden), None);
    }
}
