//! Deadlines as they are written: `24h`, `{ "3d": draft }`, `{ limit: 90d, of: issue, … }`, or a
//! list of such.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value as Json, json};

use super::Day;
use super::condition::{self, Written};
use super::docs::Status;
use super::limit::{self, Limit, not_a_limit};
use super::rules::BAD_DEADLINE;
use crate::doc::Spanned;
use crate::doc::schema::described;
use crate::doc::value::{Shape, Value};
use crate::finding::Finding;
use crate::text::{Span, Words, meant, nearest, say};

/// One way a deadline is written.
#[derive(Clone, Debug)]
pub struct Timing {
    /// Where it stands.
    pub span: Span,
    /// How long.
    pub limit: Spanned<Limit>,
    /// The step from which the clock runs.
    pub of: Option<Spanned<String>>,
    /// First day of its period of force; the day on which the clock starts decides.
    pub from: Option<Day>,
    /// Last day of it.
    pub until: Option<Day>,
    /// Whether a deadline that ends on a rest day moves to the next working day.
    pub roll: bool,
    /// A custody clock: exact, never rolled, never extended.
    pub custody: bool,
    /// How well the number is known.
    pub basis: Option<Spanned<Status>>,
    /// How it can be extended.
    pub extend: Option<Extension>,
    /// Steps between which it stands still: from the first until the second.
    pub pause: Vec<(Spanned<String>, Spanned<String>)>,
    /// The step with which the clock starts anew.
    pub restart_on: Option<Spanned<String>>,
    /// Only when this holds.
    pub when: Option<Written>,
}

/// How a deadline is extended.
#[derive(Clone, Debug)]
pub struct Extension {
    /// The step by which it is; it must be done before the deadline that it extends.
    pub step: Spanned<String>,
    /// By how much each time.
    pub by: Limit,
    /// How often at most.
    pub at_most: u32,
}

/// The options of a deadline: the key, and what it says in both languages.
static OPTIONS: [(&str, Words); 12] = [
    ("limit", Words::fixed("How long: `24h`, `3d`, `7wd`.", "时长：`24h`、`3d`、`7wd`。")),
    ("of", Words::fixed("The step from which the clock runs.", "起算环节。")),
    ("from", Words::fixed("First day of its period of force.", "生效首日。")),
    ("until", Words::fixed("Last day of it.", "生效末日。")),
    (
        "roll",
        Words::fixed(
            "Whether an end on a rest day moves to the next working day. Default `true`.",
            "终点遇休息日是否顺延至下一工作日，默认`true`。",
        ),
    ),
    (
        "clock",
        Words::fixed(
            "`custody`: exact, never rolled, never extended. Default `calendar`.",
            "`custody`为羁押时限：精确计算，不顺延、不延长；默认`calendar`。",
        ),
    ),
    ("basis", Words::fixed("How well the number is known.", "数字的依据情况。")),
    ("extend", Words::fixed("How it can be extended.", "如何延长。")),
    (
        "pause",
        Words::fixed(
            "Steps between which it stands still: from the first until the second.",
            "其间停止计算的两个环节：自前者至后者。",
        ),
    ),
    ("restart_on", Words::fixed("The step with which the clock starts anew.", "重新起算的环节。")),
    ("when", Words::fixed("Only when this holds.", "仅在此条件成立时。")),
    ("note", Words::fixed("A remark.", "备注。")),
];

/// The keys of [`OPTIONS`].
pub(crate) const KEYS: [&str; 12] = {
    let mut keys = [""; 12];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = OPTIONS[at].0;
        at += 1;
    }
    keys
};

impl JsonSchema for Timing {
    fn schema_name() -> Cow<'static, str> {
        "Deadline".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (limit, day) = (generator.subschema_for::<Limit>(), generator.subschema_for::<Day>());
        let status = generator.subschema_for::<Status>();
        let when = generator.subschema_for::<Written>();
        let step = json!({ "type": "string" });
        let parts = |parts: Json, required: &[&str]| {
            json!({
                "type": "object", "properties": parts, "required": required,
                "additionalProperties": false,
            })
        };
        let pause = parts(json!({ "from": step, "until": step }), &["from", "until"]);
        let mut options = serde_json::Map::new();
        for (key, words) in &OPTIONS {
            let own = match *key {
                "limit" => json!({ "allOf": [limit] }),
                "from" | "until" => json!({ "allOf": [day] }),
                "roll" => json!({ "type": "boolean" }),
                "clock" => json!({ "enum": ["calendar", "custody"] }),
                "basis" => json!({ "anyOf": [
                    status, { "type": "object", "properties": { "status": status },
                        "required": ["status"], "additionalProperties": true },
                ] }),
                "extend" => parts(
                    json!({ "step": step, "by": limit, "at_most": { "type": "integer" } }),
                    &["step", "by"],
                ),
                "pause" => json!({ "anyOf": [pause, { "type": "array", "items": pause }] }),
                "when" => json!({ "allOf": [when] }),
                _ => step.clone(),
            };
            let mut own = own;
            own["description"] = described(words).into();
            options.insert((*key).to_owned(), own);
        }
        let mut lengths = serde_json::Map::new();
        lengths.insert(format!("^{}$", limit::pattern()), step);
        json_schema!({ "anyOf": [
            limit,
            {
                "type": "object",
                "properties": options,
                "patternProperties": lengths,
                "additionalProperties": false,
            },
        ] })
    }
}

/// Whether a key of a deadline is an option and not a length of time.
pub fn is_option(key: &str) -> bool {
    KEYS.contains(&key)
}

fn bad(span: Span, message: Words) -> Finding {
    Finding::at(&BAD_DEADLINE, span, message, Words::fixed("not understood", "无法理解")).help(
        Words::fixed(
            "write `24h`, `{ \"3d\": step }` or `{ limit: 3d, of: step, basis: placeholder }`",
            "请写`24h`、`{ \"3d\": 环节 }`或`{ limit: 3d, of: 环节, basis: placeholder }`",
        ),
    )
}

/// Reads one deadline or a list of them. What can't be read is reported and left out.
pub fn read(value: &Value, faults: &mut Vec<Finding>) -> Vec<Timing> {
    let mut timings = Vec::new();
    for item in value.items() {
        match &item.shape {
            Shape::Map(_) if item.get("limit").is_some() => timings.extend(full(item, faults)),
            Shape::Map(_) => short(item, faults, &mut timings),
            _ => timings.extend(limit(item, faults).map(|limit| plain(item.span, limit))),
        }
    }
    timings
}

fn plain(span: Span, limit: Spanned<Limit>) -> Timing {
    Timing {
        span,
        limit,
        of: None,
        from: None,
        until: None,
        roll: true,
        custody: false,
        basis: None,
        extend: None,
        pause: Vec::new(),
        restart_on: None,
        when: None,
    }
}

fn limit(value: &Value, faults: &mut Vec<Finding>) -> Option<Spanned<Limit>> {
    let text = value.scalar().unwrap_or_default();
    match Limit::parse(&text) {
        Some(limit) => Some(Spanned { value: limit, span: value.span }),
        None => {
            faults.push(bad(value.span, not_a_limit(&text)));
            None
        }
    }
}

fn full(value: &Value, faults: &mut Vec<Finding>) -> Option<Timing> {
    let limit = limit(value.get("limit")?, faults)?;
    let mut timing = plain(value.span, limit);
    for (key, item) in value.pairs() {
        if key.value != "limit" {
            option(&mut timing, key, item, faults);
        }
    }
    Some(timing)
}

/// `{ "24h": screen, "3d": draft, basis: placeholder }`: limits as keys, options beside them.
fn short(value: &Value, faults: &mut Vec<Finding>, timings: &mut Vec<Timing>) {
    let mut found = Vec::new();
    let mut common = plain(value.span, Spanned { value: Limit::Prompt, span: value.span });
    for (key, item) in value.pairs() {
        if KEYS.contains(&key.value.as_str()) {
            option(&mut common, key, item, faults);
        } else if let Some(length) = Limit::parse(&key.value) {
            let of = item.scalar().map(|text| Spanned { value: text, span: item.span });
            found.push((Spanned { value: length, span: key.span }, of));
        } else {
            let name = &key.value;
            let finding = bad(
                key.span,
                say!(
                    "`{name}` is neither a duration nor an option of deadlines",
                    "`{name}`既不是时限，也不是时限选项"
                ),
            );
            faults.push(match nearest(name, KEYS) {
                Some(near) => finding.help(meant(near)),
                None => finding,
            });
        }
    }
    // A misspelt limit has been reported; a deadline without any must not vanish without a word.
    if found.is_empty() && value.pairs().iter().all(|(key, _)| KEYS.contains(&key.value.as_str())) {
        let message = Words::fixed("the deadline names no length of time", "时限没有写明长度");
        faults.push(bad(value.span, message));
    }
    timings.extend(found.into_iter().map(|(limit, of)| Timing { limit, of, ..common.clone() }));
}

fn option(timing: &mut Timing, key: &Spanned<String>, value: &Value, faults: &mut Vec<Finding>) {
    let text = value.scalar();
    let name = || text.clone().map(|text| Spanned { value: text, span: value.span });
    let wrong = |faults: &mut Vec<Finding>| {
        let key = &key.value;
        faults.push(bad(value.span, say!("this is no value for `{key}`", "这不是`{key}`可用的值")));
    };
    match key.value.as_str() {
        "of" => timing.of = name(),
        "note" => {}
        "from" | "until" => match text.as_deref().and_then(Day::parse) {
            Some(day) if key.value == "from" => timing.from = Some(day),
            Some(day) => timing.until = Some(day),
            None => wrong(faults),
        },
        "roll" => match value.shape {
            Shape::Bool(roll) => timing.roll = roll,
            _ => wrong(faults),
        },
        "clock" => match text.as_deref() {
            Some("custody") => timing.custody = true,
            Some("calendar") => {}
            _ => wrong(faults),
        },
        "basis" => {
            let status = value.get("status").unwrap_or(value);
            let known = match status.scalar().as_deref() {
                Some("verified") => Some(Status::Verified),
                Some("local") => Some(Status::Local),
                Some("placeholder") => Some(Status::Placeholder),
                _ => None,
            };
            match known {
                Some(known) => timing.basis = Some(Spanned { value: known, span: status.span }),
                None => wrong(faults),
            }
        }
        "when" => timing.when = Some(condition::read(value, faults)),
        "extend" => match extension(value) {
            Some(extend) => timing.extend = Some(extend),
            None => wrong(faults),
        },
        "pause" => match value.items().iter().map(pause).collect::<Option<Vec<_>>>() {
            Some(pauses) => timing.pause = pauses,
            None => wrong(faults),
        },
        "restart_on" => match name() {
            Some(step) => timing.restart_on = Some(step),
            None => wrong(faults),
        },
        other => {
            faults.push(bad(key.span, say!("unknown option `{other}`", "未知的选项`{other}`")));
        }
    }
}

/// `{ from: expert_sent, until: expert_back }`
fn pause(value: &Value) -> Option<(Spanned<String>, Spanned<String>)> {
    let step = |key: &str| {
        let value = value.get(key)?;
        Some(Spanned { value: value.scalar()?, span: value.span })
    };
    Some((step("from")?, step("until")?))
}

fn extension(value: &Value) -> Option<Extension> {
    let step = value.get("step")?;
    let by = Limit::parse(&value.get("by")?.scalar()?)?;
    let at_most = match value.get("at_most") {
        Some(number) => number.scalar()?.parse().ok()?,
        None => 1,
    };
    let step = Spanned { value: step.scalar()?, span: step.span };
    Some(Extension { step, by, at_most })
}
