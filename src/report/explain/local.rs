//! What overlays of lower levels changed of a duty: each change, its file, and the rule behind it.

use super::duty::{Sections, permission};
use super::standard::{measure, safeguard};
use super::telling::Telling;
use super::together::repeat;
use crate::doc::Spanned;
use crate::model::docs::OverlayDoc;
use crate::model::draft::Doc;
use crate::model::overlay::{Act, Change, Kind, Part, Told};
use crate::report::style::plain;
use crate::text::Lang;

/// Tells the local rules, if there are any.
pub(super) fn tell(sections: &mut Sections<'_>) {
    let t = sections.telling;
    let changes: Vec<&Change> =
        t.draft.applied.changes.iter().filter(|change| change.duty == t.duty).collect();
    let mut told = 0;
    // In the order in which they were applied: the nearest level last.
    for (at, change) in changes.iter().enumerate() {
        let before = changes.iter().take(at);
        if before.into_iter().any(|other| other.overlay == change.overlay) {
            continue;
        }
        let Some(overlay) = t.draft.overlays.get(change.overlay) else { continue };
        let own = changes.iter().filter(|other| other.overlay == change.overlay);
        let mut lines = head(overlay, t);
        lines.extend(own.map(|change| format!("   {}", line(change, sections))));
        if told == 0 {
            sections.gap();
            sections.section("Local rules", "地方规定", &lines);
        } else {
            sections.section("", "", &lines);
        }
        told += 1;
    }
}

/// The overlay: what it is called, where it stands, what it rests on.
fn head(overlay: &Doc<OverlayDoc>, t: Telling<'_>) -> Vec<String> {
    let doc = &overlay.value;
    let place = doc.duty.as_ref().map_or(overlay.place, |duty| duty.span);
    let path = plain(t.draft.sources.locate(place).0);
    let mut lines = vec![match t.words(doc.title.as_ref()) {
        Some(title) => format!("{title} · {path}"),
        None => path,
    }];
    lines.extend(t.words(doc.note.as_ref()).map(|note| format!("   {note}")));
    if doc.basis.is_empty() {
        lines.push(format!("   {}", t.pick("no basis is named", "未写明依据")));
    }
    lines.extend(
        doc.basis.iter().map(|basis| format!("   {}{}", t.pick("by ", "依据："), t.basis(basis))),
    );
    lines
}

/// One change: what becomes of what, from what to what, in which line.
fn line(change: &Change, sections: &Sections<'_>) -> String {
    let t = sections.telling;
    let does = match change.act {
        Act::Add => t.pick("adds ", "增加"),
        Act::Tighten => t.pick("tightens ", "收紧"),
        Act::Replace => t.pick("replaces ", "替换"),
    };
    let words = |told: &Told| words(told, &change.part, sections);
    let was = change.from.as_ref().map(words).filter(|text| !text.is_empty());
    let is = change.to.as_ref().map(words).filter(|text| !text.is_empty());
    let values = match (was, is) {
        (Some(was), Some(is)) => format!("{was} → {is}"),
        (None, Some(is)) => is,
        (Some(was), None) => format!("{was} → {}", t.pick("nothing", "无")),
        (None, None) => String::new(),
    };
    let what = part(&change.part, t);
    let what =
        if values.is_empty() { what } else { format!("{what}{}{values}", t.pick(": ", "：")) };
    let line = t.draft.sources.locate(change.place).1.line;
    match t.lang {
        Lang::En => format!("{does}{what} (line {line})"),
        Lang::Zh => format!("{does}{what}（第{line}行）"),
    }
}

/// What was changed.
fn part(part: &Part, t: Telling<'_>) -> String {
    let key = key(part.key, t);
    match &part.of {
        None => key.to_owned(),
        Some((kind, name)) => {
            let of = match kind {
                Kind::Step | Kind::Group => t.step(name),
                Kind::Rule => {
                    let standard = t.draft.standard_of(t.duty).map(|doc| &doc.value);
                    let rule = standard.and_then(|doc| doc.rules.lookup(name));
                    format!("“{}”", t.title(rule.and_then(|rule| rule.title.as_ref()), name))
                }
            };
            match (part.key.is_empty(), kind, t.lang) {
                (true, Kind::Step, Lang::En) => format!("step {of}"),
                (true, Kind::Step, Lang::Zh) => format!("环节{of}"),
                (true, Kind::Group, Lang::En) => format!("group {of}"),
                (true, Kind::Group, Lang::Zh) => format!("环节组{of}"),
                (true, Kind::Rule, Lang::En) => format!("rule {of}"),
                (true, Kind::Rule, Lang::Zh) => format!("规则{of}"),
                (false, _, Lang::En) => format!("{of}, {key}"),
                (false, _, Lang::Zh) => format!("{of}的{key}"),
            }
        }
    }
}

/// A key as people say it.
fn key<'k>(key: &'k str, t: Telling<'_>) -> &'k str {
    let (en, zh) = match key {
        "title" => ("name", "名称"),
        "note" => ("remark", "备注"),
        "after" | "after_any" => ("what comes before", "前置环节"),
        "within" => ("deadline", "时限"),
        "not_before" => ("not before", "不早于"),
        "when" => ("condition", "条件"),
        "forbidden" => ("forbidden", "禁止"),
        "at_least" => ("times at least", "至少次数"),
        "at_most" => ("times at most", "至多次数"),
        "by.role" => ("who", "实施主体"),
        "by.kind" => ("kinds of persons", "人员身份"),
        "by.persons" => ("persons at least", "至少人数"),
        "by.not_same_as" => ("not the person of", "不得与其为同一人的环节"),
        "by.same_as" => ("the person of", "须与其为同一人的环节"),
        "by.level" => ("level", "层级"),
        "by.above" => ("a body above the one that answers for the case", "承办单位的上级单位"),
        "immediately_after" => ("right after", "紧接环节"),
        "repeat" => ("repetition", "重复"),
        "evidence" => ("evidence", "佐证材料"),
        "needs" => ("contents", "必备内容"),
        "starts" => ("begins the duty", "事项起始"),
        "ends" => ("ends the duty", "事项终结"),
        "to" => ("receiver", "接收方"),
        "accepted" => ("acceptance", "接收"),
        "accepted.returned" => ("how it is given back", "退回"),
        "accepted.within" => ("deadline of acceptance", "接收时限"),
        "disclose" => ("what is disclosed", "披露字段"),
        "safeguards" => ("safeguard", "保障措施"),
        "evaluation" => ("measure", "评价指标"),
        "supporting" => ("supporting body", "配合单位"),
        "holder" => ("who answers for it", "责任主体"),
        "expected" => ("frequency", "频次"),
        "trigger" => ("trigger", "触发条件"),
        "basis" => ("basis", "法律依据"),
        "data" => ("permitted data", "允许的数据"),
        "reserved_to" => ("kinds of persons", "限定人员"),
        "closes_after" => ("until it counts as missing", "视为缺失的时限"),
        "matches" => ("how it is recognised", "识别方式"),
        other => return other,
    };
    match t.lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}

/// A part before or after a change.
fn words(told: &Told, part: &Part, sections: &Sections<'_>) -> String {
    let t = sections.telling;
    let names = |names: &[Spanned<String>]| {
        t.list(&names.iter().map(|name| plain(&name.value)).collect::<Vec<_>>())
    };
    match told {
        Told::Deadlines(value) => {
            let start = t.pick("the duty's beginning", "事项启动");
            let texts = t.deadlines(Some(value), start).into_iter().map(|(_, text)| text);
            texts.collect::<Vec<_>>().join(t.pick("; ", "；"))
        }
        Told::Condition(value) => t.when(value),
        Told::Steps(steps) => t.list(&t.steps(steps)),
        Told::Fields(items) => {
            t.list(&items.iter().map(|item| t.evidence(&item.value)).collect::<Vec<_>>())
        }
        Told::Parties(parties) => t.list(&t.parties(parties)),
        Told::Names(own) => names(own),
        Told::Number(number) => number.to_string(),
        Told::Limit(limit) => t.length(*limit),
        Told::Title(title) => t.words(Some(title)).unwrap_or_default(),
        Told::Expected(doc) => sections.expected(doc),
        Told::Trigger(doc) => sections.trigger(doc).join(t.pick("; ", "；")),
        Told::Safeguard(doc) => safeguard(doc, t),
        Told::Measure(doc) => measure(doc, t),
        Told::Basis(doc) => t.basis(doc),
        Told::Data(doc) => permission(&part.name, doc, t),
        Told::Repeat(doc) => repeat(doc, t),
    }
}
