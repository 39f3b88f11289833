//! Columns that are known by their names: those of 110 systems (in Chinese and in the initials that
//! their databases use), of process mining, and plain English ones.
//!
//! What is recognised is written down as a mapping, so that there is one way from columns to
//! events and the user can see and copy what was assumed.

use crate::doc::Spanned;
use crate::model::docs::{ColumnDoc, ColumnsDoc, Form, MappingDoc, WideStepDoc};

use super::text::key;

// Names are compared without white space, case, `_` and `-`. Of several the first wins.
const CASE: &[&str] = &[
    "case:concept:name",
    "caseconceptname",
    "caseid",
    "case",
    "casekey",
    "incidentid",
    "taskid",
    "jjdbh",
    "接警单编号",
    "接警单号",
    "jqbh",
    "警情编号",
    "事件编号",
    "任务编号",
    "工单编号",
    "工单号",
    "ajbh",
    "案件编号",
    "案件号",
    "案号",
    "pjdbh",
    "派警单编号",
    "fkdbh",
    "反馈单编号",
    "流水号",
    "编号",
];
const STEP: &[&str] = &[
    "concept:name",
    "conceptname",
    "activity",
    "activityen",
    "step",
    "event",
    "步骤",
    "环节",
    "活动",
    "节点",
    "办理环节",
    "工作环节",
];
const AT: &[&str] = &[
    "time:timestamp",
    "timetimestamp",
    "timestamp",
    "eventtime",
    "time",
    "at",
    "datetime",
    "date",
    "时间",
    "发生时间",
    "办理时间",
    "操作时间",
    "日期",
    "办理日期",
];
const DUTY: &[&str] =
    &["duty", "dutyid", "职责", "职责编号", "责任事项", "事项", "事项编号", "事项编码", "清单编号"];
const TEXT: &[&str] = &[
    "task",
    "title",
    "subject",
    "任务",
    "任务名称",
    "工作任务",
    "工作内容",
    "任务内容",
    "事由",
    "标题",
];
const CODE: &[&str] =
    &["category", "code", "jqlbdm", "警情类别代码", "警情类别", "类别代码", "案由", "类别"];
const BODY: &[&str] = &[
    "org:group",
    "orggroup",
    "unit",
    "body",
    "organisation",
    "organization",
    "department",
    "单位",
    "承办单位",
    "办理单位",
    "责任单位",
    "所属单位",
    "部门",
    "cjdwmc",
    "cjdwdm",
    "cjdw",
    "处警单位",
    "gxdwmc",
    "gxdwdm",
    "gxdw",
    "管辖单位",
];
const RECEIVING: &[&str] = &["jjdwmc", "jjdwdm", "jjdw", "接警单位"];
const FEEDBACK: &[&str] = &["fkdwmc", "fkdwdm", "fkdw", "反馈单位"];
const PERSON: &[&str] = &[
    "org:resource",
    "orgresource",
    "resource",
    "person",
    "officer",
    "actor",
    "经办人",
    "办理人",
    "承办人",
    "民警",
    "办案民警",
    "责任人",
    "责任民警",
    "操作人",
];
const CREW: &[&str] = &["cdry", "出动人员", "处警人", "处警人员", "处警民警", "出警人员"];
const REPORTER: &[&str] = &["fkybh", "反馈员编号", "fkyxm", "反馈员姓名", "反馈员", "反馈人"];
const PERSON_KIND: &[&str] = &["personkind", "人员类别", "人员类型", "身份类别"];
const TARGET: &[&str] = &["target", "对象", "走访对象", "检查对象", "场所", "对象编号"];
const AREA: &[&str] = &["area", "district", "辖区", "区域", "网格", "社区"];

/// Instants of a wide log, by the step whose instant it is. `CJSJ` is missing on purpose: it is
/// the time of creation in one product and the time of departure in speech.
const INSTANTS: &[(&str, &[&str])] = &[
    ("reported", &["bjsj", "报警时间", "reportedat"]),
    ("received", &["jjsj", "接警时间", "receivedat"]),
    ("dispatched", &["pjsj", "派警时间", "派单时间", "dispatchedat", "timedispatch"]),
    ("accepted", &["pdqssj", "派单签收时间", "签收时间", "acceptedat"]),
    ("departed", &["cjsj01", "sjcjsj", "实际出警时间", "出警时间", "departedat"]),
    ("arrived", &["ddxcsj", "到达现场时间", "到场时间", "到达时间", "arrivedat", "timearrive"]),
    ("scene_done", &["xcclwbsj", "clwbsj", "现场处理完毕时间", "处理完毕时间", "scenedoneat"]),
    ("feedback", &["fksj", "反馈时间", "feedbackat"]),
    ("visit", &["hfsj", "回访时间", "visitat"]),
    ("returned", &["tdsj", "退单时间", "returnedat"]),
    ("diverted", &["flsj", "分流时间", "divertedat"]),
    ("closed", &["办结时间", "结案时间", "closedat", "timeclosed"]),
];

/// Fields that go by other names in the databases of 110 systems.
const FIELDS: &[(&str, &[&str])] = &[
    ("incident_id", &["jjdbh", "接警单编号"]),
    ("dispatch_id", &["pjdbh", "派警单编号"]),
    ("feedback_id", &["fkdbh", "反馈单编号"]),
    ("case_id", &["ajbh", "案件编号"]),
    ("category", &["jqlbdm", "警情类别代码", "警情类别"]),
    ("result_code", &["jqcljgdm", "处理结果代码"]),
    ("result_text", &["jqcljgsm", "处理结果说明"]),
    ("status", &["jqclztdm", "处理状态代码"]),
    ("handover_to", &["yjdwdm", "移交单位"]),
    ("handover_reply", &["yjdwfkqk", "移交单位反馈情况"]),
    ("evidence_taken", &["sfqz", "是否取证"]),
    ("cancel_reason", &["qxyy", "取消原因"]),
];

/// Columns about persons who are not at work. They are never taken up by their names.
const PERSONAL: &[&str] = &[
    "bjrxm",
    "bjr",
    "bjrdh",
    "bjdh",
    "lxdh",
    "lxr",
    "zjhm",
    "zjlx",
    "sfzh",
    "bjnr",
    "dhhm",
    "sjhm",
    "bjrdz",
    "报警人",
    "报警人姓名",
    "报警人电话",
    "报警电话",
    "报警内容",
    "联系电话",
    "联系人",
    "联系方式",
    "电话",
    "电话号码",
    "手机",
    "手机号",
    "手机号码",
    "身份证",
    "身份证号",
    "身份证号码",
    "公民身份号码",
    "证件号",
    "证件号码",
    "证件类型",
    "姓名",
    "当事人",
    "当事人姓名",
    "被害人",
    "受害人",
    "家庭住址",
    "住址",
    "户籍地址",
    "出生日期",
    "name",
    "phone",
    "phonenumber",
    "telephone",
    "mobile",
    "idnumber",
    "address",
    "callername",
    "callerphone",
    "victim",
    "suspect",
    "dateofbirth",
];

/// Where several officers stand in a cell, these stand between them.
const BETWEEN_PERSONS: &str = "、，,；;";

/// A header without what people vary.
fn bare(header: &str) -> String {
    key(header).replace(['_', '-'], "")
}

/// The columns about persons who are not at work, each with the remark that it is one.
pub(super) fn personal(headers: &[String]) -> impl Iterator<Item = (String, String)> {
    let personal = headers.iter().filter(|header| is_personal(header));
    personal.map(|header| (header.trim().to_owned(), "personal".to_owned()))
}

/// Whether a column is about a person who is not at work.
pub(super) fn is_personal(header: &str) -> bool {
    PERSONAL.contains(&bare(header).as_str())
}

/// A mapping for columns that are known by their names. Nothing if they do not suffice to tell
/// what was done and when.
pub(super) fn recognise(
    headers: &[String],
    fields: &[String],
    is_step: &dyn Fn(&str) -> bool,
) -> Option<MappingDoc> {
    let names = Names::new(headers);
    let pick = |known: &[&str]| names.pick(known).map(|at| names.column(at));
    let mut columns = ColumnsDoc {
        case: pick(CASE),
        duty: pick(DUTY),
        step: pick(STEP),
        text: pick(TEXT),
        code: pick(CODE),
        at: pick(AT),
        body: pick(BODY),
        person: pick(PERSON).map(split),
        person_kind: pick(PERSON_KIND),
        target: pick(TARGET),
        area: pick(AREA),
        ..ColumnsDoc::default()
    };
    for field in fields {
        let wanted = bare(field);
        let also = FIELDS.iter().find(|(name, _)| name == field).map_or(&[][..], |(_, also)| also);
        if let Some(column) = pick(&[wanted.as_str()]).or_else(|| pick(also)) {
            columns.fields.0.push((Spanned { value: field.clone(), ..Spanned::default() }, column));
        }
    }
    let mut mapping = MappingDoc { columns, ..MappingDoc::default() };
    let says_what = mapping.columns.duty.is_some()
        || mapping.columns.text.is_some()
        || mapping.columns.code.is_some();
    if mapping.columns.at.is_some() && mapping.columns.step.is_some() {
        return Some(mapping);
    }
    let wide: Vec<_> =
        (0..headers.len()).filter_map(|at| Some((at, names.step(at, is_step)?))).collect();
    if wide.is_empty() {
        return (mapping.columns.at.is_some() && says_what).then_some(mapping);
    }
    mapping.form = Form::Wide;
    mapping.columns.at = None;
    mapping.columns.step = None;
    for (at, step) in wide {
        let (body, person) = match step.as_str() {
            "received" => (pick(RECEIVING), None),
            "departed" | "arrived" | "scene_done" => (None, pick(CREW)),
            "feedback" => (pick(FEEDBACK), pick(REPORTER)),
            _ => (None, None),
        };
        let doc = WideStepDoc {
            at: Some(names.column(at)),
            body,
            person: person.map(split),
            ..WideStepDoc::default()
        };
        if mapping.steps.lookup(&step).is_none() {
            mapping.steps.0.push((Spanned { value: step, ..Spanned::default() }, doc));
        }
    }
    Some(mapping)
}

fn split(column: ColumnDoc) -> ColumnDoc {
    // Names in Latin letters may hold a comma: `Smith, John`.
    let chinese = !column.column.value.is_ascii() || bare(&column.column.value) == "cdry";
    ColumnDoc { split: chinese.then(|| BETWEEN_PERSONS.to_owned()), ..column }
}

/// The headers of a log in comparable form.
struct Names<'h> {
    headers: &'h [String],
    bare: Vec<String>,
}

impl<'h> Names<'h> {
    fn new(headers: &'h [String]) -> Self {
        Self { headers, bare: headers.iter().map(|h| bare(h)).collect() }
    }

    /// The column of the first of these names that there is.
    fn pick(&self, known: &[&str]) -> Option<usize> {
        known
            .iter()
            .filter(|name| !PERSONAL.contains(name))
            .find_map(|name| self.bare.iter().position(|header| header == name))
    }

    fn column(&self, at: usize) -> ColumnDoc {
        let header = self.headers.get(at).map_or("", String::as_str);
        let same = |other: &&String| key(other) == key(header);
        let before = self.headers.iter().take(at).filter(same).count();
        let twice = self.headers.iter().filter(same).count() > 1;
        let value = if twice { format!("{header}#{}", before + 1) } else { header.to_owned() };
        ColumnDoc {
            column: Spanned { value, ..Spanned::default() },
            split: None,
            values: Vec::new(),
            keep: false,
        }
    }

    /// The step whose instants a column holds.
    fn step(&self, at: usize, is_step: &dyn Fn(&str) -> bool) -> Option<String> {
        let (bare, header) = (self.bare.get(at)?.as_str(), self.headers.get(at)?.trim());
        if header.is_empty() || PERSONAL.contains(&bare) {
            return None;
        }
        let known = INSTANTS.iter().find(|(_, names)| names.contains(&bare)).map(|(step, _)| *step);
        let endings = ["时间", "日期", "_at", "_time", " time", "_date", " at", " date"];
        let shorter = endings.iter().filter_map(|ending| header.strip_suffix(ending));
        std::iter::once(header)
            .chain(shorter)
            .chain(known)
            .find(|name| is_step(name))
            .or(known)
            .map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_personal, recognise};
    use crate::model::docs::{Form, MappingDoc};

    fn known(headers: &str, fields: &[&str], steps: &[&str]) -> Option<MappingDoc> {
        let headers: Vec<_> = headers.split(',').map(str::to_owned).collect();
        let fields: Vec<_> = fields.iter().map(|&f| f.to_owned()).collect();
        recognise(&headers, &fields, &|name| steps.contains(&name))
    }

    fn header(column: Option<&crate::model::docs::ColumnDoc>) -> &str {
        column.map_or("", |column| column.column.as_str())
    }

    #[test]
    fn logs_of_process_mining_are_known() {
        for headers in [
            "case_id,activity,timestamp,resource,org:group",
            "case:concept:name,concept:name,time:timestamp,org:resource,org:group",
            "Case ID,Activity,Timestamp,Resource,Unit",
        ] {
            let mapping = known(headers, &[], &[]).unwrap();
            let columns = &mapping.columns;
            assert_eq!(mapping.form, Form::Long);
            let found = [&columns.case, &columns.step, &columns.at, &columns.person, &columns.body];
            let found: Vec<_> = found.iter().map(|column| header(column.as_ref())).collect();
            assert_eq!(found.join(","), headers);
        }
    }

    #[test]
    fn the_initials_of_110_systems_make_a_wide_log() {
        let headers = "JJDBH,AJBH,BJSJ,JJSJ,PJSJ,CJSJ,CJSJ01,DDXCSJ,FKSJ,JJDWMC,GXDWMC,CDRY,FKYBH,BJRXM,LXDH,JQLBDM,SFQZ";
        let mapping = known(headers, &["category", "evidence_taken", "lxdh"], &[]).unwrap();
        assert_eq!(mapping.form, Form::Wide);
        assert_eq!(header(mapping.columns.case.as_ref()), "JJDBH");
        assert_eq!(header(mapping.columns.body.as_ref()), "GXDWMC");
        assert_eq!(header(mapping.columns.code.as_ref()), "JQLBDM");
        let steps: Vec<_> = mapping
            .steps
            .iter()
            .map(|(step, doc)| (step.as_str(), header(doc.at.as_ref())))
            .collect();
        assert_eq!(
            steps,
            [
                ("reported", "BJSJ"),
                ("received", "JJSJ"),
                ("dispatched", "PJSJ"),
                ("departed", "CJSJ01"),
                ("arrived", "DDXCSJ"),
                ("feedback", "FKSJ"),
            ]
        );
        let arrived = mapping.steps.lookup("arrived").unwrap();
        assert_eq!(header(arrived.person.as_ref()), "CDRY");
        assert_eq!(header(mapping.steps.lookup("received").unwrap().body.as_ref()), "JJDWMC");
        let fields: Vec<_> =
            mapping.columns.fields.iter().map(|(f, c)| (f.as_str(), header(Some(c)))).collect();
        assert_eq!(fields, [("category", "JQLBDM"), ("evidence_taken", "SFQZ")]);
        assert!(is_personal("BJRXM") && is_personal("联系 电话") && !is_personal("CDRY"));
    }

    #[test]
    fn chinese_names_and_the_sets_own_steps_are_known() {
        let mapping = known("任务编号,环节,时间,承办单位,经办人,事项", &[], &[]).unwrap();
        assert_eq!(mapping.form, Form::Long);
        assert_eq!(mapping.columns.person.unwrap().split.as_deref(), Some("、，,；;"));
        let mapping =
            known("编号,告诫书送达时间,到达现场时间", &[], &["告诫书送达", "到达现场"]).unwrap();
        let steps: Vec<_> = mapping.steps.iter().map(|(step, _)| step.as_str()).collect();
        assert_eq!(steps, ["告诫书送达", "到达现场"]);
    }

    #[test]
    fn what_does_not_suffice_is_not_guessed() {
        assert!(known("编号,CJSJ,BJRXM", &[], &[]).is_none());
        assert!(known("a,b,c", &[], &[]).is_none());
        assert!(known("case_id,activity", &[], &[]).is_none());
        assert!(known("", &[], &[]).is_none());
    }
}
