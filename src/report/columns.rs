//! A finding as a row of a table: the columns that every table of findings has.

use super::view::{View, clause};
use super::wire::{Answer, Finding, State};
use crate::finding::Class;
use crate::text::Words;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// A text, harmless but for what a spreadsheet makes of it.
    Text(String),
    /// A code, and the word that people read for it.
    Code(&'static str, Words),
    /// An instant as the report writes it.
    Instant(String),
    /// A day as the report writes it, or what somebody wrote in its place.
    Day(String),
}

/// For whom a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// For everybody who reads the table, on paper too.
    Reading,
    /// To be filled in by whoever answers.
    Filling,
    /// For whoever wants to know more, on the screen.
    Looking,
}

/// How wide a column is, in columns of Latin letters, and what is written there.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only workbooks ask for all of it"))]
pub(super) struct Column {
    /// What machines call it: the header of the CSV.
    pub(super) code: &'static str,
    /// What people call it.
    pub(super) title: Words,
    /// Columns of Latin letters.
    pub(super) width: u16,
    /// For whom it is.
    pub(super) whom: For,
    /// Its cell.
    pub(super) of: fn(&View<'_>, &Finding) -> Value,
}

const fn column(
    code: &'static str,
    title: Words,
    width: u16,
    whom: For,
    of: fn(&View<'_>, &Finding) -> Value,
) -> Column {
    Column { code, title, width, whom, of }
}

/// The columns: what people read first, what they fill in, then the rest.
pub(super) static COLUMNS: [Column; 36] = [
    column("severity", Words::fixed("Severity", "级别"), 9, For::Reading, |_, own| {
        Value::Code(own.severity.code(), own.severity.words())
    }),
    column("status", Words::fixed("Status", "状态"), 10, For::Reading, |_, own| {
        status(own.status.as_deref())
    }),
    column(
        "body_title",
        Words::fixed("Name of the body", "单位名称"),
        22,
        For::Reading,
        |view, own| own.body.as_deref().map_or(Value::Empty, |id| Value::Text(view.body(id))),
    ),
    column(
        "duty_title",
        Words::fixed("Name of the duty", "责任事项"),
        20,
        For::Reading,
        |view, own| {
            let known = own.duty.as_deref().and_then(|id| view.known_duty(id));
            known.map_or(Value::Empty, |duty| Value::Text(view.words(&duty.title)))
        },
    ),
    column("case", CASE, 18, For::Reading, |_, own| text(own.case.as_deref())),
    column("message", Words::fixed("What was found", "问题"), 50, For::Reading, |view, own| {
        Value::Text(view.words(&own.message))
    }),
    column("why", Words::fixed("Why", "理由"), 36, For::Reading, |view, own| {
        words(view, own.why.as_ref())
    }),
    column("help", Words::fixed("What to do", "建议"), 36, For::Reading, |view, own| {
        words(view, own.help.as_ref())
    }),
    column("due", Words::fixed("Was due", "应完成时间"), 17, For::Reading, |_, own| {
        instant(own.due.as_deref())
    }),
    column("answer", ANSWER, 12, For::Filling, |_, own| {
        answer(own, |own| Value::Code(own.state.code(), own.state.words()))
    }),
    column("response", RESPONSE, 30, For::Filling, |_, own| {
        answer(own, |own| text(own.response.as_deref()))
    }),
    column("responsible", RESPONSIBLE, 14, For::Filling, |_, own| {
        answer(own, |own| text(own.responsible.as_deref()))
    }),
    column("rectify_by", RECTIFY_BY, 12, For::Filling, |_, own| {
        answer(own, |own| day(own.due.as_deref()))
    }),
    column("rectified_on", RECTIFIED_ON, 12, For::Filling, |_, own| {
        answer(own, |own| day(own.rectified_on.as_deref()))
    }),
    column("holds", Words::fixed("Holds", "整改核验"), 10, For::Reading, |_, own| {
        answer(own, |own| holds(own.state, own.holds))
    }),
    column("class", Words::fixed("Kind", "性质"), 9, For::Looking, |_, own| class(own.class)),
    column("body", Words::fixed("Body", "单位编号"), 12, For::Looking, |_, own| {
        text(own.body.as_deref())
    }),
    column("duty", Words::fixed("Duty", "事项编号"), 10, For::Looking, |_, own| {
        text(own.duty.as_deref())
    }),
    column("step", Words::fixed("Step", "环节"), 14, For::Looking, |_, own| {
        text(own.step.as_deref())
    }),
    column("came_true", CAME_TRUE, 17, For::Looking, |_, own| instant(own.came_true.as_deref())),
    column(
        "person",
        Words::fixed("Person (token)", "人员（代码）"),
        18,
        For::Looking,
        |_, own| text(own.person.as_deref()),
    ),
    column("target", Words::fixed("Target", "对象"), 18, For::Looking, |_, own| {
        text(own.target.as_deref())
    }),
    column("window", Words::fixed("Window", "时段"), 14, For::Looking, |_, own| {
        text(own.window.as_deref())
    }),
    column("cases", Words::fixed("Cases", "相关案件"), 24, For::Looking, |_, own| {
        list(own.cases.iter())
    }),
    column("rows", Words::fixed("Rows of the log", "日志行"), 26, For::Looking, |view, own| {
        let rows: Vec<String> = own.rows.iter().map(|row| view.row(row)).collect();
        list(rows.iter())
    }),
    column("rule", RULE, 26, For::Looking, |_, own| text(Some(&own.rule))),
    column(
        "rule_title",
        Words::fixed("Name of the rule", "规则名称"),
        24,
        For::Looking,
        |view, own| {
            view.rule(&own.rule).map_or(Value::Empty, |rule| Value::Text(view.words(&rule.title)))
        },
    ),
    column("clause", Words::fixed("Clause", "清单条款"), 34, For::Looking, |_, own| {
        own.clause.as_ref().map_or(Value::Empty, |own| Value::Text(clause(own)))
    }),
    column(
        "source",
        Words::fixed("Model or signal", "模型或信号"),
        18,
        For::Looking,
        |_, own| text(own.source.as_deref()),
    ),
    column("waived", Words::fixed("Waived", "已豁免"), 9, For::Looking, |_, own| {
        let yes = Words::fixed("yes", "是");
        if own.waived { Value::Code("yes", yes) } else { Value::Empty }
    }),
    column("approver", Words::fixed("Approver", "批准人"), 14, For::Looking, |_, own| {
        text(own.waiver.as_ref().map(|own| own.approver.as_str()))
    }),
    column(
        "waived_until",
        Words::fixed("Waived until", "豁免至"),
        12,
        For::Looking,
        |_, own| day(own.waiver.as_ref().map(|own| own.until.as_str())),
    ),
    column(
        "waiver_reason",
        Words::fixed("Reason of the exception", "豁免理由"),
        24,
        For::Looking,
        |view, own| {
            own.waiver.as_ref().map_or(Value::Empty, |own| Value::Text(view.words(&own.reason)))
        },
    ),
    column(
        "known",
        Words::fixed("In the baseline", "基线中已有"),
        9,
        For::Looking,
        |_, own| {
            let yes = Words::fixed("yes", "是");
            if own.known { Value::Code("yes", yes) } else { Value::Empty }
        },
    ),
    column("set", SET, 18, For::Looking, |view, _| text(Some(&view.report.set.id))),
    // The name by which a filled sheet is read back is narrow: nobody reads it.
    column("id", FINGERPRINT, 6, For::Looking, |_, own| text(Some(&own.id))),
];

/// Columns by which a filled sheet is understood.
pub(super) const ANSWER: Words = Words::fixed("Rectified?", "整改情况");
pub(super) const RESPONSE: Words = Words::fixed("Response", "答复");
pub(super) const RESPONSIBLE: Words = Words::fixed("Responsible", "责任人");
pub(super) const RECTIFY_BY: Words = Words::fixed("Rectify by", "整改期限");
pub(super) const RECTIFIED_ON: Words = Words::fixed("Rectified on", "整改日期");
pub(super) const CAME_TRUE: Words = Words::fixed("Since", "发生时间");
pub(super) const CASE: Words = Words::fixed("Case", "案件编号");
pub(super) const RULE: Words = Words::fixed("Rule", "规则");
pub(super) const SET: Words = Words::fixed("Set", "清单集");
pub(super) const FINGERPRINT: Words = Words::fixed("Fingerprint", "指纹");

fn answer(own: &Finding, of: fn(&Answer) -> Value) -> Value {
    own.answer.as_ref().map_or(Value::Empty, of)
}

fn day(text: Option<&str>) -> Value {
    text.map_or(Value::Empty, |text| Value::Day(super::style::plain(text)))
}

/// Whether it was put right indeed, in a word.
fn holds(state: State, holds: Option<bool>) -> Value {
    match (state, holds) {
        (_, Some(true)) => Value::Code("yes", Words::fixed("holds", "属实")),
        (_, Some(false)) => Value::Code("no", Words::fixed("still found", "仍存在")),
        (State::Rectified, None) => {
            Value::Code("cannot-tell", Words::fixed("cannot tell", "无法判定"))
        }
        (_, None) => Value::Empty,
    }
}

fn text(text: Option<&str>) -> Value {
    match text.map(super::style::plain) {
        Some(text) if !text.is_empty() => Value::Text(text),
        _ => Value::Empty,
    }
}

fn words(view: &View<'_>, words: Option<&Words>) -> Value {
    words.map_or(Value::Empty, |words| Value::Text(view.words(words)))
}

fn instant(text: Option<&str>) -> Value {
    text.map_or(Value::Empty, |text| Value::Instant(text.to_owned()))
}

fn list<'t>(items: impl Iterator<Item = &'t String>) -> Value {
    let all: Vec<String> = items.map(|item| super::style::plain(item)).collect();
    if all.is_empty() { Value::Empty } else { Value::Text(all.join("; ")) }
}

/// What a finding is, in a word.
fn class(class: Class) -> Value {
    match class {
        Class::Fault => Value::Code("fault", Words::fixed("fault", "问题")),
        Class::Clue => Value::Code("clue", Words::fixed("clue", "线索")),
        Class::Signal => Value::Code("signal", Words::fixed("signal", "异常信号")),
    }
}

/// What became of it since an earlier audit, in a word.
pub(super) fn status(code: Option<&str>) -> Value {
    let known = STATUSES.iter().find(|(own, _)| Some(*own) == code);
    known.map_or_else(|| text(code), |(own, words)| Value::Code(own, words.clone()))
}

/// What people call a status.
pub(super) fn status_words(code: &str) -> Option<Words> {
    STATUSES.iter().find(|(own, _)| *own == code).map(|(_, words)| words.clone())
}

static STATUSES: [(&str, Words); 5] = [
    ("new", Words::fixed("new", "新增")),
    ("persisting", Words::fixed("persisting", "仍存在")),
    ("returned", Words::fixed("returned", "再次出现")),
    ("resolved", Words::fixed("resolved", "已解决")),
    ("done-late", Words::fixed("done, too late", "已补办，超期")),
];
