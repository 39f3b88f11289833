//! How a duty is carried out: steps, safeguards, measures.

use super::duty::Sections;
use super::telling::Telling;
use super::together;
use crate::doc::Spanned;
use crate::model::Draft;
use crate::model::docs::{
    MeasureDoc, MeasureKind, SafeguardDoc, SafeguardKind, StandardDoc, Status, StepDoc,
};
use crate::report::style::plain;
use crate::text::Lang;
use crate::text::lang::s;

/// Tells a standard.
pub(super) fn tell(doc: &StandardDoc, sections: &mut Sections<'_>) {
    let t = sections.telling;
    sections.gap();
    if let Some(note) = t.words(doc.note.as_ref()) {
        sections.section("Standard", "工作标准", &[note]);
    }
    for (at, (id, step)) in doc.steps.iter().enumerate() {
        let (en, zh) = if at == 0 { ("Steps", "环节") } else { ("", "") };
        sections.section(en, zh, &step_lines(at + 1, id, step, t));
    }
    if let Some(limit) = &doc.closes_after {
        let words = t.length(limit.value);
        sections.section(
            "Closes",
            "办结",
            &[match t.lang {
                Lang::En => format!("what is open {words} after the first event is missing"),
                Lang::Zh => format!("自首条记录起{words}仍未完成的，视为缺失"),
            }],
        );
    }
    let groups: Vec<String> =
        doc.groups.iter().map(|(id, group)| together::group(id, group, t)).collect();
    if !groups.is_empty() {
        sections.section("Groups", "环节组", &groups);
    }
    if let Some(occurrences) = &doc.occurrences {
        let line = together::occurrences(&occurrences.value, t);
        sections.section("Occurrences", "多次办理", &[line]);
    }
    let rules: Vec<String> =
        doc.rules.iter().map(|(id, rule)| super::relation::relation(id, rule, t)).collect();
    if !rules.is_empty() {
        sections.section("Rules", "规则", &rules);
    }
    let safeguards: Vec<String> = doc.safeguards.iter().map(|own| safeguard(own, t)).collect();
    if !safeguards.is_empty() {
        sections.gap();
        sections.section("Safeguards", "保障措施", &safeguards);
    }
    let measures: Vec<String> = doc.evaluation.iter().map(|own| measure(own, t)).collect();
    if !measures.is_empty() {
        sections.section("Measures", "评价指标", &measures);
    }
}

/// A step by itself: what it is called, then one line for each thing that is said of it. Nothing if
/// the duty has none of that name.
pub fn step(draft: &Draft, duty: &str, id: &str, lang: Lang) -> Option<Vec<String>> {
    let step = draft.step(id, duty)?;
    let t = Telling { draft, duty, lang };
    let (head, parts) = step_parts(step.id, step.doc, t);
    let mut lines = vec![format!("{} · {head}", plain(step.duty))];
    lines.extend(parts);
    lines.extend(t.words(step.doc.note.as_ref()));
    lines.extend(step.doc.basis.iter().map(|basis| t.basis(basis)));
    Some(lines)
}

/// A measure with its target.
pub(super) fn measure(own: &MeasureDoc, t: Telling<'_>) -> String {
    let step = |name: &Option<Spanned<String>>| {
        name.as_ref().map(|name| t.step(&name.value)).unwrap_or_default()
    };
    let within = || own.within.as_ref().map(|within| t.length(within.value)).unwrap_or_default();
    let kind = match own.measure.as_ref().map(|kind| kind.value) {
        Some(MeasureKind::OnTime) => t.pick("on time", "按时率").to_owned(),
        Some(MeasureKind::Done) => t.pick("done", "完成率").to_owned(),
        Some(MeasureKind::Covered) => t.pick("covered", "覆盖率").to_owned(),
        Some(MeasureKind::Accepted) => t.pick("accepted", "接收率").to_owned(),
        Some(MeasureKind::Interval) => {
            let from = step(&own.from);
            match (own.percentile.as_ref().map_or(50, |p| p.value), t.lang) {
                (50, Lang::En) => format!("median time from {from} to"),
                (p, Lang::En) => format!("time that {p}% keep from {from} to"),
                (50, Lang::Zh) => format!("自{from}起中位用时，至"),
                (p, Lang::Zh) => format!("自{from}起{p}%案件的用时，至"),
            }
        }
        Some(MeasureKind::Ratio) => {
            let (count, per) = (step(&own.count), step(&own.per));
            match t.lang {
                Lang::En => format!("{count} for each {per}"),
                Lang::Zh => format!("{count}与{per}之比"),
            }
        }
        Some(MeasureKind::Repeated) => {
            let by = own.by.as_ref().map(|by| plain(&by.value)).unwrap_or_default();
            let within = within();
            match t.lang {
                Lang::En => format!("another case of the same {by} within {within}"),
                Lang::Zh => format!("{within}内同一{by}再次发生"),
            }
        }
        None => "?".to_owned(),
    };
    let of = own.of.as_ref().map(|of| format!(" {}", t.step(&of.value))).unwrap_or_default();
    let what = match t.words(own.title.as_ref()) {
        Some(title) => match t.lang {
            Lang::En => format!("{title} ({kind}{of})"),
            Lang::Zh => format!("{title}（{kind}{of}）"),
        },
        None => format!("{kind}{of}"),
    };
    let most =
        own.at_most || own.measure.as_ref().is_some_and(|k| k.value == MeasureKind::Interval);
    let target = own.target.as_ref().map(|target| plain(&target.value));
    let target = target.map(|target| match (t.lang, most) {
        (Lang::En, false) => format!(": at least {target}"),
        (Lang::En, true) => format!(": at most {target}"),
        (Lang::Zh, false) => format!("：不低于{target}"),
        (Lang::Zh, true) => format!("：不超过{target}"),
    });
    let least = own.least.as_ref().map(|least| match t.lang {
        Lang::En => format!(", judged from {} on", least.value),
        Lang::Zh => format!("，满{}件方作评价", least.value),
    });
    format!("{what}{}{}", target.unwrap_or_default(), least.unwrap_or_default())
}

fn step_lines(number: usize, id: &Spanned<String>, doc: &StepDoc, t: Telling<'_>) -> Vec<String> {
    let (head, parts) = step_parts(id, doc, t);
    let mut lines = vec![format!("{number}. {head}")];
    if !parts.is_empty() {
        lines.push(format!("   {}", parts.join(t.pick("; ", "；"))));
    }
    lines.extend(t.words(doc.note.as_ref()).map(|note| format!("   {note}")));
    lines
}

/// What a step is called, and what is said of it.
fn step_parts(id: &Spanned<String>, doc: &StepDoc, t: Telling<'_>) -> (String, Vec<String>) {
    let title = t.title(doc.title.as_ref(), &id.value);
    let mut marks: Vec<String> = Vec::new();
    if doc.forbidden {
        marks.push(t.pick("forbidden", "禁止").to_owned());
    } else if doc.optional {
        marks.push(t.pick("may be done", "可选").to_owned());
    }
    if doc.ends {
        marks.push(t.pick("ends the duty", "事项终结").to_owned());
    }
    let name = if title == id.value { title } else { format!("{title} `{}`", plain(&id.value)) };
    let head = if marks.is_empty() {
        name
    } else {
        match t.lang {
            Lang::En => format!("{name} ({})", t.list(&marks)),
            Lang::Zh => format!("{name}（{}）", t.list(&marks)),
        }
    };
    let mut parts: Vec<String> = Vec::new();
    if let Some(when) = &doc.when {
        let when = t.when(when);
        parts.push(match t.lang {
            Lang::En => format!("only if {when}"),
            Lang::Zh => format!("仅当{when}"),
        });
    }
    order(doc, t, &mut parts);
    timing(doc, t, &mut parts);
    parts.extend(doc.repeat.as_ref().map(|repeat| together::repeat(repeat, t)));
    actor(doc, t, &mut parts);
    records(doc, t, &mut parts);
    handover(doc, t, &mut parts);
    (head, parts)
}

fn order(doc: &StepDoc, t: Telling<'_>, parts: &mut Vec<String>) {
    if !doc.after.is_empty() {
        let steps = t.list(&t.steps(&doc.after));
        parts.push(match t.lang {
            Lang::En => format!("after {steps}"),
            Lang::Zh => format!("在{steps}之后"),
        });
    }
    if !doc.after_any.is_empty() {
        let steps = t.either(&t.steps(&doc.after_any));
        parts.push(match t.lang {
            Lang::En => format!("after {steps}"),
            Lang::Zh => format!("在{steps}之后"),
        });
    }
    if let Some(before) = &doc.immediately_after {
        let before = t.step(&before.value);
        parts.push(match t.lang {
            Lang::En => format!("right after {before}"),
            Lang::Zh => format!("紧接{before}"),
        });
    }
    let least = doc.at_least.as_ref().map(|count| count.value).filter(|count| *count != 1);
    for (count, en, zh) in [
        (least, "at least", "至少"),
        (doc.at_most.as_ref().map(|count| count.value), "at most", "至多"),
    ] {
        if let Some(count) = count {
            let s = s(u64::from(count));
            parts.push(match t.lang {
                Lang::En => format!("{en} {count} time{s}"),
                Lang::Zh => format!("{zh}{count}次"),
            });
        }
    }
}

fn timing(doc: &StepDoc, t: Telling<'_>, parts: &mut Vec<String>) {
    let start = t.pick("the duty's beginning", "事项启动");
    parts.extend(t.deadlines(doc.within.as_ref(), start).into_iter().map(|(_, text)| text));
    for (timing, _) in t.deadlines(doc.not_before.as_ref(), start) {
        let of = timing.of.as_ref().map_or_else(|| start.to_owned(), |of| t.step(&of.value));
        let limit = t.length(timing.limit.value);
        parts.push(match t.lang {
            Lang::En => format!("not before {limit} after {of}"),
            Lang::Zh => format!("不早于{of}后{limit}"),
        });
    }
}

fn actor(doc: &StepDoc, t: Telling<'_>, parts: &mut Vec<String>) {
    let Some(by) = &doc.by else { return };
    let mut who: Vec<String> = Vec::new();
    if !by.role.is_empty() {
        who.push(t.either(&t.parties(&by.role)));
    }
    if let Some(level) = &by.level {
        let level = plain(&level.value);
        who.push(match t.lang {
            Lang::En => format!("a body of the level {level} or above"),
            Lang::Zh => format!("{level}级以上单位"),
        });
    }
    if by.above.as_ref().is_some_and(|above| above.value) {
        who.push(
            t.pick("a body above the one that answers for the case", "承办单位的上级单位")
                .to_owned(),
        );
    }
    if !by.kind.is_empty() {
        let kinds: Vec<String> = by.kind.iter().map(|kind| plain(&kind.value)).collect();
        who.push(t.either(&kinds));
    }
    if let Some(persons) = &by.persons {
        let count = persons.value;
        let s = s(u64::from(count));
        who.push(match t.lang {
            Lang::En => format!("at least {count} person{s}"),
            Lang::Zh => format!("至少{count}人"),
        });
    }
    if !who.is_empty() {
        let who = t.list(&who);
        parts.push(match t.lang {
            Lang::En => format!("by {who}"),
            Lang::Zh => format!("由{who}办理"),
        });
    }
    if !by.not_same_as.is_empty() {
        let steps = t.list(&t.steps(&by.not_same_as));
        parts.push(match t.lang {
            Lang::En => format!("not by the person of {steps}"),
            Lang::Zh => format!("不得与{steps}为同一人"),
        });
    }
    if let Some(step) = &by.same_as {
        let step = t.step(&step.value);
        parts.push(match t.lang {
            Lang::En => format!("by the person of {step}"),
            Lang::Zh => format!("须与{step}为同一人"),
        });
    }
}

fn records(doc: &StepDoc, t: Telling<'_>, parts: &mut Vec<String>) {
    for (items, en, zh) in [(&doc.evidence, "evidence", "佐证"), (&doc.needs, "contents", "应载明")]
    {
        if !items.is_empty() {
            let items: Vec<String> = items.iter().map(|item| t.evidence(&item.value)).collect();
            parts.push(format!("{}{}{}", t.pick(en, zh), t.pick(": ", "："), t.list(&items)));
        }
    }
}

fn handover(doc: &StepDoc, t: Telling<'_>, parts: &mut Vec<String>) {
    let Some(to) = &doc.to else { return };
    let to = t.party(&to.value);
    parts.push(match t.lang {
        Lang::En => format!("handed over to {to}"),
        Lang::Zh => format!("移交{to}"),
    });
    if let Some(accepted) = &doc.accepted {
        let step = accepted.step.as_ref().map(|step| t.step(&step.value));
        let start = t.pick("the hand-over", "移交");
        let within: Vec<String> = t
            .deadlines(accepted.within.as_ref(), start)
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        let step = step.unwrap_or_else(|| t.pick("its acceptance", "签收").to_owned());
        parts.push(match (t.lang, within.is_empty()) {
            (Lang::En, true) => format!("open until {step}"),
            (Lang::En, false) => format!("open until {step}, {}", t.list(&within)),
            (Lang::Zh, true) => format!("以{step}为完成"),
            (Lang::Zh, false) => format!("以{step}为完成，{}", t.list(&within)),
        });
    }
    if let Some(back) = doc.accepted.as_ref().and_then(|accepted| accepted.returned.as_ref()) {
        let back = t.step(&back.value);
        parts.push(match t.lang {
            Lang::En => format!("given back by {back}"),
            Lang::Zh => format!("可由{back}退回"),
        });
    }
    if !doc.disclose.is_empty() {
        let fields: Vec<String> = doc.disclose.iter().map(|field| t.field(&field.value)).collect();
        let fields = t.list(&fields);
        parts.push(match t.lang {
            Lang::En => format!("may disclose only {fields}"),
            Lang::Zh => format!("仅可提供{fields}"),
        });
    }
}

/// A safeguard.
pub(super) fn safeguard(doc: &SafeguardDoc, t: Telling<'_>) -> String {
    let what = match doc.require.as_ref().map(|kind| kind.value) {
        Some(SafeguardKind::TwoPersons) => {
            let count = doc.persons.as_ref().map_or(2, |count| count.value);
            match t.lang {
                Lang::En => format!("at least {count} persons together"),
                Lang::Zh => format!("至少{count}人共同实施"),
            }
        }
        Some(SafeguardKind::DifferentPersons) => {
            let steps = t.list(&t.steps(&doc.from));
            match t.lang {
                Lang::En => format!("another person than in {steps}"),
                Lang::Zh => format!("不得与{steps}为同一人"),
            }
        }
        Some(SafeguardKind::Recorded) => {
            let field = doc.field.as_ref().map(|field| t.field(&field.value)).unwrap_or_default();
            match t.lang {
                Lang::En => format!("a recording (“{field}”)"),
                Lang::Zh => format!("须有录音录像（“{field}”）"),
            }
        }
        Some(SafeguardKind::RecordedWhenAlone) => {
            let count = doc.persons.as_ref().map_or(2, |count| count.value);
            let field = doc.field.as_ref().map(|field| t.field(&field.value)).unwrap_or_default();
            match t.lang {
                Lang::En => format!("with fewer than {count} persons, a recording (“{field}”)"),
                Lang::Zh => format!("不足{count}人时须有录音录像（“{field}”）"),
            }
        }
        Some(SafeguardKind::Words) | None => String::new(),
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(t.words(doc.title.as_ref()));
    parts.extend(Some(what).filter(|what| !what.is_empty()));
    let mut text = parts.join(t.pick(": ", "："));
    if !doc.of.is_empty() {
        let steps = t.list(&t.steps(&doc.of));
        text = match t.lang {
            Lang::En => format!("{text}, for {steps}"),
            Lang::Zh => format!("{text}，适用于{steps}"),
        };
    }
    if let Some(when) = &doc.when {
        let when = t.when(when);
        text = match t.lang {
            Lang::En => format!("{text}, if {when}"),
            Lang::Zh => format!("{text}，如{when}"),
        };
    }
    let basis: Vec<String> = doc.basis.iter().map(|basis| t.basis(basis)).collect();
    if basis.is_empty() { text } else { format!("{text} — {}", basis.join(t.pick("; ", "；"))) }
}

/// Numbers and bases of a standard that somebody must confirm.
pub(super) fn placeholders(doc: &StandardDoc, t: Telling<'_>) -> usize {
    let is = |status: Option<Status>| status == Some(Status::Placeholder);
    let mut values = Vec::new();
    let mut bases = Vec::new();
    for (_, step) in doc.steps.iter() {
        values.extend([step.within.as_ref(), step.not_before.as_ref()]);
        values.push(step.accepted.as_ref().and_then(|own| own.within.as_ref()));
        bases.extend(step.basis.iter());
    }
    for (_, group) in doc.groups.iter() {
        values.push(group.within.as_ref());
        bases.extend(group.basis.iter());
    }
    let repeats = doc.steps.iter().filter_map(|(_, step)| step.repeat.as_ref());
    let repeats = repeats.filter(|own| is(own.basis.as_ref().map(|own| own.value))).count();
    values.extend(doc.rules.iter().map(|(_, rule)| rule.within.as_ref()));
    bases.extend(doc.safeguards.iter().flat_map(|own| own.basis.iter()));
    let timings = values.into_iter().flat_map(|value| t.deadlines(value, ""));
    let timings = timings.filter(|(timing, _)| is(timing.basis.as_ref().map(|own| own.value)));
    let bases = bases.into_iter().filter(|own| is(own.status.as_ref().map(|own| own.value)));
    timings.count() + bases.count() + repeats
}
