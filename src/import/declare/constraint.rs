//! One constraint: `Response[A, B] |A.x is red |same y |0,5,d`.

use serde_json::Value;

use super::condition;
use super::names::Names;
use super::{Field, list};
use crate::text::{Words, say};

/// A rule, as our documents write it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    /// The constraint as it stands in the file, without its conditions.
    pub(super) title: String,
    pub(super) template: &'static str,
    pub(super) activation: String,
    pub(super) target: Option<String>,
    pub(super) count: Option<u32>,
    pub(super) when: Option<Value>,
    pub(super) same: Vec<String>,
    pub(super) different: Vec<String>,
    pub(super) within: Option<String>,
}

/// The greatest number that a length of time may have in our documents.
const LONGEST: f64 = 100_000.0;

/// Names of templates without signs; ours; whether it is about two activities, whether the second
/// one activates it, and whether it counts.
const TEMPLATES: &[(&str, &str, bool, bool, bool)] = &[
    ("existence", "existence", false, false, true),
    ("absence", "absence", false, false, true),
    ("exactly", "exactly", false, false, true),
    ("init", "init", false, false, false),
    ("end", "end", false, false, false),
    ("choice", "choice", true, false, false),
    ("exclusivechoice", "exclusive-choice", true, false, false),
    ("respondedexistence", "responded-existence", true, false, false),
    ("coexistence", "co-existence", true, false, false),
    ("response", "response", true, false, false),
    ("alternateresponse", "alternate-response", true, false, false),
    ("chainresponse", "chain-response", true, false, false),
    ("precedence", "precedence", true, true, false),
    ("alternateprecedence", "alternate-precedence", true, true, false),
    ("chainprecedence", "chain-precedence", true, true, false),
    ("succession", "succession", true, false, false),
    ("alternatesuccession", "alternate-succession", true, false, false),
    ("chainsuccession", "chain-succession", true, false, false),
    ("notcoexistence", "not-co-existence", true, false, false),
    ("notrespondedexistence", "not-responded-existence", true, false, false),
    ("notresponse", "not-response", true, false, false),
    ("notprecedence", "not-precedence", true, true, false),
    ("notsuccession", "not-succession", true, false, false),
    ("notchainresponse", "not-chain-response", true, false, false),
    ("notchainprecedence", "not-chain-precedence", true, true, false),
    ("notchainsuccession", "not-chain-succession", true, false, false),
];

/// Reads a constraint.
pub(super) fn read(line: &str, steps: &mut Names, fields: &[Field]) -> Result<Rule, Words> {
    let open = || Words::fixed("a bracket is not closed", "括号没有闭合");
    let (name, rest) = line.split_once('[').ok_or_else(open)?;
    let (inside, rest) = rest.split_once(']').ok_or_else(open)?;
    let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let shown = name.trim();
    let Some((_, template, two, swapped, counts)) =
        TEMPLATES.iter().find(|(own, ..)| *own == plain).copied()
    else {
        return Err(say!("`{shown}` is not a template that is known", "`{shown}`不是已知的模板"));
    };
    let mut named = list(inside);
    let mut count = digits.parse::<u32>().ok();
    if counts && named.len() == 2 && count.is_none() {
        count = named.pop().and_then(|number| number.parse().ok());
        if count.is_none() {
            return Err(say!("`{inside}` names no count", "`{inside}`没有写明次数"));
        }
    }
    if named.len() != if two { 2 } else { 1 } || !counts && !digits.is_empty() {
        let wanted = if two { 2 } else { 1 };
        return Err(say!(
            "`{shown}` takes {wanted} activity name(s)",
            "`{shown}`应写{wanted}个活动"
        ));
    }
    if counts && template != "exactly" && count == Some(0) {
        return Err(Words::fixed(
            "a count of 0 asks nothing or the impossible",
            "次数为0没有意义或无法遵守",
        ));
    }
    let parts: Vec<&str> = rest.split('|').map(str::trim).collect();
    // What stands before the first bar belongs to nothing.
    let (before, parts) = parts.split_first().map_or(("", [].as_slice()), |(b, p)| (*b, p));
    if !before.is_empty() {
        return Err(say!("`{before}` is not understood", "无法理解`{before}`"));
    }
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let pairs = two && !template.ends_with("choice");
    let (shared, time) = if two { (part(1), part(2)) } else { ("", part(1)) };
    if let Some(extra) = parts.get(if two { 3 } else { 2 }).filter(|extra| !extra.is_empty()) {
        return Err(say!("`{extra}` is one part too many", "`{extra}`是多余的部分"));
    }
    if !pairs && (!shared.is_empty() || !time.is_empty()) {
        return Err(say!(
            "`{shown}` is about the case as a whole: it has no second event and no time between two",
            "`{shown}`以全案为对象，没有第二个事件，也没有两者之间的时间"
        ));
    }
    let when = condition::activation(part(0), fields)?;
    let (same, different) = condition::correlation(shared)?;
    if let Some(field) =
        same.iter().chain(&different).find(|name| !fields.iter().any(|own| own.name == **name))
    {
        return Err(say!("`{field}` is not declared as an attribute", "`{field}`未声明为属性"));
    }
    let within = window(time)?;
    if let Some(stranger) = named.iter().find(|name| !steps.has(name)) {
        return Err(say!(
            "`{stranger}` is not declared as an activity",
            "`{stranger}`未声明为活动"
        ));
    }
    let title = format!("{shown}[{}]", named.join(", "));
    let mut ids = named.iter().map(|name| steps.id(name));
    let (first, second) = (ids.next().unwrap_or_default(), ids.next());
    let (activation, target) = match second {
        Some(second) if swapped => (second, Some(first)),
        second => (first, second),
    };
    let count = counts.then_some(count.unwrap_or(1));
    Ok(Rule { title, template, activation, target, count, when, same, different, within })
}

/// `0,5,d`: from, to and the unit, counted exactly.
fn window(text: &str) -> Result<Option<String>, Words> {
    if text.is_empty() {
        return Ok(None);
    }
    let parts = list(text);
    let [from, to, unit] = parts.as_slice() else {
        return Err(say!(
            "`{text}` is not a time such as `0,5,d`",
            "`{text}`不是`0,5,d`这样的时间"
        ));
    };
    if from.parse::<f64>() != Ok(0.0) {
        return Err(say!(
            "a time window that begins at {from} and not at 0 can't be written",
            "无法表示从{from}而不是从0开始的时间窗口"
        ));
    }
    let minutes = match unit.as_str() {
        "s" => 1.0 / 60.0,
        "m" => 1.0,
        "h" => 60.0,
        "d" => 1440.0,
        _ => {
            return Err(say!("`{unit}` is not one of s, m, h and d", "`{unit}`不是s、m、h、d之一"));
        }
    };
    let total = to.parse::<f64>().ok().map(|to| to * minutes).filter(|total| *total >= 0.0);
    let Some(total) = total else {
        return Err(say!("`{to}` is not a length of time", "`{to}`不是时间长度"));
    };
    let whole = total.round();
    if (total - whole).abs() > 1e-6 {
        return Err(say!("`{text}` is no whole number of minutes", "`{text}`不是整分钟数"));
    }
    // A day is counted as 24 hours there; ours would end with the day.
    let (number, unit) = if whole % 60.0 == 0.0 { (whole / 60.0, 'h') } else { (whole, 'm') };
    if number > LONGEST {
        return Err(say!("`{text}` is longer than can be written", "`{text}`超出可写的长度"));
    }
    Ok(Some(format!("{number}{unit}")))
}
