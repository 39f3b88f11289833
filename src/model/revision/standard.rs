//! What changed of how a duty is carried out.

use super::ChangeKind::{
    Changed, DeadlineLonger, DeadlineShorter, ObligationAdded, ObligationDropped, PowerNarrowed,
    PowerWidened, SafeguardAdded, SafeguardDropped,
};
use super::Changes;
use super::text::{Names, condition, name, optional};
use crate::doc::{Many, Spanned, Value};
use crate::model::docs::{ActorDoc, SafeguardDoc, StandardDoc, StepDoc};
use crate::model::overlay::limits::{self, Length, Strictness, clock, compare_timings};
use crate::model::overlay::rates::{
    compare_measures, compare_safeguards, same_measure, same_safeguard,
};
use crate::model::overlay::step::{compare_allowed, compare_repeats, compare_required};
use crate::model::within::{self, Timing};
use crate::model::{Limit, Title};
use crate::text::{Words, say};

/// Every change of it.
pub(super) fn compare(duty: &str, old: &StandardDoc, new: &StandardDoc, out: &mut Changes<'_>) {
    for (id, step) in old.steps.iter() {
        out.step = Some(id.value.clone());
        match new.steps.lookup(&id.value) {
            Some(other) => changed(duty, step, other, out),
            None => gone(step, out),
        }
    }
    for (id, step) in new.steps.iter().filter(|(id, _)| old.steps.lookup(&id.value).is_none()) {
        out.step = Some(id.value.clone());
        come(step, out);
    }
    out.step = None;
    safeguards(duty, old, new, out);
    measures(duty, old, new, out);
    relations(duty, old, new, out);
    let length = |own: &Option<Spanned<Limit>>| own.as_ref().map(|own| own.value);
    let show = |own: Option<Limit>| own.map_or_else(|| "–".to_owned(), |own| own.to_string());
    let (was, is) = (length(&old.closes_after), length(&new.closes_after));
    let way = match (was, is) {
        (Some(a), Some(b)) => {
            let of = |limit| Length { limit, roll: true, custody: false };
            limits::compare(of(a), of(b))
        }
        (None, Some(_)) => Strictness::Stricter,
        (Some(_), None) => Strictness::Looser,
        (None, None) => Strictness::Same,
    };
    let (was, is) = (show(was), show(is));
    out.by(
        way,
        DeadlineLonger,
        DeadlineShorter,
        say!(
            "what is open is missing after {was}, now after {is}",
            "未完成视为缺失的期限由{was}改为{is}"
        ),
    );
}

/// How binding a step is.
fn binding(step: &StepDoc) -> u8 {
    match (step.forbidden, step.optional) {
        (true, _) => 2,
        (false, true) => 0,
        (false, false) => 1,
    }
}

fn gone(step: &StepDoc, out: &mut Changes<'_>) {
    let title = Title::or(step.title.as_ref(), "");
    match binding(step) {
        2 => out.add(
            PowerWidened,
            say!("no longer forbidden: {title}", "不再禁止：{title}", title: title),
        ),
        0 => out.add(
            Changed,
            say!("the optional step is gone: {title}", "可选环节取消：{title}", title: title),
        ),
        _ => out.add(
            ObligationDropped,
            say!("need not be done any more: {title}", "不再要求：{title}", title: title),
        ),
    }
}

fn come(step: &StepDoc, out: &mut Changes<'_>) {
    let title = Title::or(step.title.as_ref(), "");
    match binding(step) {
        2 => out.add(PowerNarrowed, say!("forbidden: {title}", "新增禁止：{title}", title: title)),
        0 => out.add(
            Changed,
            say!("a new optional step: {title}", "新增可选环节：{title}", title: title),
        ),
        _ => out
            .add(ObligationAdded, say!("must be done: {title}", "新增环节：{title}", title: title)),
    }
    for field in step.disclose.all() {
        out.add(PowerWidened, say!("`{field}` may be disclosed", "可披露`{field}`"));
    }
}

fn changed(duty: &str, old: &StepDoc, new: &StepDoc, out: &mut Changes<'_>) {
    match (binding(old), binding(new)) {
        (2, b) if b != 2 => out.add(PowerWidened, Words::fixed("no longer forbidden", "不再禁止")),
        (a, 2) if a != 2 => out.add(PowerNarrowed, Words::fixed("forbidden now", "现予禁止")),
        (1, 0) => out.add(ObligationDropped, Words::fixed("optional now", "改为可选")),
        (0, 1) => out.add(ObligationAdded, Words::fixed("no longer optional", "不再可选")),
        _ => {}
    }
    let (was, is) = (optional(old.when.as_ref()), optional(new.when.as_ref()));
    if was != is {
        let kind = match (&old.when, &new.when, binding(new)) {
            (None, Some(_), 1) => ObligationDropped,
            (Some(_), None, 1) => ObligationAdded,
            _ => Changed,
        };
        out.add(
            kind,
            say!(
                "applies when {was}, now when {is} (– is always)",
                "适用条件由{was}改为{is}（–表示总是）"
            ),
        );
    }
    let done = Words::fixed("done", "完成");
    deadlines(duty, old.within.as_ref(), new.within.as_ref(), &done, false, out);
    let earliest = Words::fixed("not done before", "不早于");
    deadlines(duty, old.not_before.as_ref(), new.not_before.as_ref(), &earliest, true, out);
    let number = |own: &Option<Spanned<u32>>, none| own.as_ref().map_or(none, |own| own.value);
    let (was, is) = (number(&old.at_least, 1), number(&new.at_least, 1));
    out.by(
        Strictness::of_more(was, is),
        ObligationDropped,
        ObligationAdded,
        say!("at least {was} times, now {is}", "至少次数由{was}改为{is}"),
    );
    let (was, is) = (number(&old.at_most, u32::MAX), number(&new.at_most, u32::MAX));
    let most = |n: u32| if n == u32::MAX { "–".to_owned() } else { n.to_string() };
    let way = Strictness::of_more(is, was);
    let (was, is) = (most(was), most(is));
    out.by(
        way,
        PowerWidened,
        PowerNarrowed,
        say!("at most {was} times, now {is}", "至多次数由{was}改为{is}"),
    );
    match (&old.repeat, &new.repeat) {
        (Some(a), Some(b)) => out.by(
            compare_repeats(a, b, duty),
            ObligationDropped,
            ObligationAdded,
            Words::fixed("repeated at other times", "重复的时间改变"),
        ),
        (Some(_), None) => {
            out.add(ObligationDropped, Words::fixed("no longer repeated", "不再重复"));
        }
        (None, Some(_)) => out.add(ObligationAdded, Words::fixed("repeated now", "现须重复")),
        (None, None) => {}
    }
    actor(old.by.as_ref(), new.by.as_ref(), out);
    for (key, a, b) in
        [("evidence", &old.evidence, &new.evidence), ("needs", &old.needs, &new.needs)]
    {
        let (was, is) = (a.shown(), b.shown());
        let way = compare_required(a, b);
        out.by(
            way,
            ObligationDropped,
            ObligationAdded,
            say!("`{key}` was {was}, now {is}", "`{key}`由{was}改为{is}"),
        );
    }
    for (key, a, b) in
        [("after", &old.after, &new.after), ("after_any", &old.after_any, &new.after_any)]
    {
        let (was, is) = (a.shown(), b.shown());
        if was != is {
            let fewer = b.all().iter().all(|own| a.all().contains(own));
            let more = a.all().iter().all(|own| b.all().contains(own));
            let kind = match (fewer, more) {
                (true, false) => ObligationDropped,
                (false, true) => ObligationAdded,
                _ => Changed,
            };
            out.add(kind, say!("`{key}` was {was}, now {is}", "`{key}`由{was}改为{is}"));
        }
    }
    handover(duty, old, new, out);
}

fn handover(duty: &str, old: &StepDoc, new: &StepDoc, out: &mut Changes<'_>) {
    let (was, is) = (name(old.to.as_ref()), name(new.to.as_ref()));
    if was != is {
        out.add(Changed, say!("handed over to {was}, now to {is}", "移送对象由{was}改为{is}"));
    }
    let (was, is) = (old.disclose.all(), new.disclose.all());
    for field in is.iter().filter(|own| !was.contains(own)) {
        out.add(PowerWidened, say!("`{field}` may be disclosed", "可披露`{field}`"));
    }
    for field in was.iter().filter(|own| !is.contains(own)) {
        out.add(PowerNarrowed, say!("`{field}` may no longer be disclosed", "不再可披露`{field}`"));
    }
    match (&old.accepted, &new.accepted) {
        (Some(_), None) => out
            .add(ObligationDropped, Words::fixed("need not be accepted any more", "不再要求接收")),
        (None, Some(_)) => out.add(ObligationAdded, Words::fixed("must be accepted", "现须接收")),
        (Some(a), Some(b)) => {
            let words = Words::fixed("accepted", "接收");
            deadlines(duty, a.within.as_ref(), b.within.as_ref(), &words, false, out);
        }
        (None, None) => {}
    }
}

fn actor(old: Option<&ActorDoc>, new: Option<&ActorDoc>, out: &mut Changes<'_>) {
    let none = ActorDoc::default();
    let (old, new) = (old.unwrap_or(&none), new.unwrap_or(&none));
    for (en, zh, a, b) in
        [("role", "角色", &old.role, &new.role), ("kind", "人员类别", &old.kind, &new.kind)]
    {
        let (was, is) = (a.shown(), b.shown());
        let way = compare_allowed(a, b);
        out.by(
            way,
            PowerWidened,
            PowerNarrowed,
            say!("by {en} {was}, now {is} (– is any)", "实施{zh}由{was}改为{is}（–表示不限）"),
        );
    }
    let persons = |own: &ActorDoc| own.persons.as_ref().map_or(1, |own| own.value);
    let (was, is) = (persons(old), persons(new));
    let way = Strictness::of_more(was, is);
    out.by(
        way,
        SafeguardDropped,
        SafeguardAdded,
        say!("by {was} persons, now by {is}", "人数由{was}改为{is}"),
    );
    let others = |own: &ActorDoc| {
        let mut all: Vec<String> = own.not_same_as.iter().map(|own| own.value.clone()).collect();
        all.extend(own.same_as.iter().map(|own| format!("= {}", own.value)));
        all
    };
    let (was, is) = (others(old), others(new));
    for own in was.iter().filter(|own| !is.contains(own)) {
        out.add(
            SafeguardDropped,
            say!(
                "need not be another person than in `{own}` any more",
                "不再要求与`{own}`为不同（或相同）人员"
            ),
        );
    }
    for own in is.iter().filter(|own| !was.contains(own)) {
        out.add(
            SafeguardAdded,
            say!("not by the person of `{own}`", "须与`{own}`为不同（或相同）人员"),
        );
    }
    let level = |own: &ActorDoc| {
        (name(own.level.as_ref()), own.above.as_ref().is_some_and(|own| own.value))
    };
    let ((was, a), (is, b)) = (level(old), level(new));
    if was != is {
        let kind = if new.level.is_none() { SafeguardDropped } else { Changed };
        out.add(kind, say!("at level {was}, now at {is}", "层级由{was}改为{is}"));
    }
    match (a, b) {
        (true, false) => out.add(
            SafeguardDropped,
            Words::fixed("need not be done by a higher body any more", "不再须由上级单位实施"),
        ),
        (false, true) => out
            .add(SafeguardAdded, Words::fixed("must be done by a higher body", "须由上级单位实施")),
        _ => {}
    }
}

/// Deadlines of one thing. `earliest` are those before which it must not be done.
pub(super) fn deadlines(
    duty: &str,
    old: Option<&Value>,
    new: Option<&Value>,
    what: &Words,
    earliest: bool,
    out: &mut Changes<'_>,
) {
    let read =
        |own: Option<&Value>| own.map(|own| within::read(own, &mut Vec::new())).unwrap_or_default();
    let (old, new) = (read(old), read(new));
    let fits = |a: &Timing, b: &Timing| {
        let when = |own: &Timing| own.when.as_ref().map(condition);
        clock(a, duty) == clock(b, duty) && (a.from, a.until, when(a)) == (b.from, b.until, when(b))
    };
    let limit = |own: &Timing| {
        let of = own.of.as_ref().map(|of| format!(" ({})", of.value)).unwrap_or_default();
        let when = own.when.as_ref().map(|own| format!(" [{}]", condition(own)));
        Words::same(format!("{}{of}{}", own.limit.value, when.unwrap_or_default()))
    };
    let turned = |way: Strictness| if earliest { way.reversed() } else { way };
    let none = || Words::fixed("no limit", "没有时限");
    let tell = |way, was: Words, is: Words, out: &mut Changes<'_>| {
        out.by(turned(way), DeadlineLonger, DeadlineShorter, say!("{what} within {was}, now {is}", "{what}的时限由{was}改为{is}", what: what.clone(), was: was, is: is));
    };
    let mut left: Vec<&Timing> = new.iter().collect();
    let mut lost = Vec::new();
    for own in &old {
        match left.iter().position(|other| fits(own, other)).map(|at| left.remove(at)) {
            Some(other) => tell(compare_timings(own, other), limit(own), limit(other), out),
            None => lost.push(own),
        }
    }
    if let ([own], [other]) = (lost.as_slice(), left.as_slice()) {
        // It runs from another step, or under other circumstances.
        let way = limits::compare(length(own), length(other));
        let way = if way == Strictness::Looser { way } else { Strictness::Unknown };
        tell(way, limit(own), limit(other), out);
        return;
    }
    for own in lost {
        tell(Strictness::Looser, limit(own), none(), out);
    }
    for own in left {
        tell(Strictness::Stricter, none(), limit(own), out);
    }
}

/// How long a deadline is.
fn length(own: &Timing) -> Length {
    Length { limit: own.limit.value, roll: own.roll, custody: own.custody }
}

fn safeguards(duty: &str, old: &StandardDoc, new: &StandardDoc, out: &mut Changes<'_>) {
    let told = |own: &SafeguardDoc| {
        let kind = own.require.as_ref().map_or_else(String::new, |own| format!("{:?}", own.value));
        let of = own.of.shown();
        let title = own.title.as_ref().map_or_else(|| Words::same(kind), Title::words);
        say!("{title} ({of})", "{title}（{of}）", title: title)
    };
    // Those that are the same word for word belong together before those that only look alike.
    let exact = |a: &SafeguardDoc, b: &SafeguardDoc| {
        a.require.as_ref().map(|own| own.value) == b.require.as_ref().map(|own| own.value)
            && a.of.all() == b.of.all()
            && a.from.all() == b.from.all()
            && name(a.field.as_ref()) == name(b.field.as_ref())
            && a.title.as_ref().map(Title::words) == b.title.as_ref().map(Title::words)
    };
    let mut left: Vec<&SafeguardDoc> = new.safeguards.iter().collect();
    for own in old.safeguards.iter() {
        let found = left
            .iter()
            .position(|other| exact(own, other))
            .or_else(|| left.iter().position(|other| same_safeguard(own, other, duty)));
        let what = told(own);
        match found.map(|at| left.remove(at)) {
            Some(other) => {
                let (a, b) = (own.of.all(), other.of.all());
                for step in a.iter().filter(|step| !b.contains(step)) {
                    out.add(SafeguardDropped, say!("no longer protects `{step}`: {what}", "不再适用于`{step}`：{what}", what: what.clone()));
                }
                for step in b.iter().filter(|step| !a.contains(step)) {
                    out.add(SafeguardAdded, say!("protects `{step}`: {what}", "现适用于`{step}`：{what}", what: what.clone()));
                }
                let is = told(other);
                out.by(
                    compare_safeguards(own, other),
                    SafeguardDropped,
                    SafeguardAdded,
                    say!("{what} became {is}", "{what}改为{is}", what: what, is: is),
                );
            }
            None => out.add(SafeguardDropped, say!("gone: {what}", "取消：{what}", what: what)),
        }
    }
    for own in left {
        let what = told(own);
        out.add(SafeguardAdded, say!("new: {what}", "新增：{what}", what: what));
    }
}

fn measures(duty: &str, old: &StandardDoc, new: &StandardDoc, out: &mut Changes<'_>) {
    let told = |own: &crate::model::docs::MeasureDoc| {
        let kind = own.measure.as_ref().map_or_else(String::new, |own| format!("{:?}", own.value));
        let title = own.title.as_ref().map_or_else(|| Words::same(kind), Title::words);
        let target = name(own.target.as_ref());
        say!("{title} ({target})", "{title}（{target}）", title: title)
    };
    for own in old.evaluation.iter() {
        let what = told(own);
        match new.evaluation.iter().find(|other| same_measure(own, other, duty)) {
            Some(other) => {
                let is = told(other);
                out.by(
                    compare_measures(own, other),
                    ObligationDropped,
                    ObligationAdded,
                    say!("{what} became {is}", "{what}改为{is}", what: what, is: is),
                );
            }
            None => out.add(
                ObligationDropped,
                say!("no longer measured: {what}", "不再评价：{what}", what: what),
            ),
        }
    }
    for own in new.evaluation.iter() {
        if !old.evaluation.iter().any(|other| same_measure(other, own, duty)) {
            let what = told(own);
            out.add(ObligationAdded, say!("measured: {what}", "新增评价：{what}", what: what));
        }
    }
}

/// Rules between steps, and groups of steps.
fn relations(duty: &str, old: &StandardDoc, new: &StandardDoc, out: &mut Changes<'_>) {
    for (id, own) in old.rules.iter() {
        let (id, title) = (id.as_str(), Title::or(own.title.as_ref(), id.as_str()));
        let Some(other) = new.rules.lookup(id) else {
            out.add(
                ObligationDropped,
                say!("the rule `{id}` is gone: {title}", "规则`{id}`取消：{title}", title: title),
            );
            continue;
        };
        let said = |own: &crate::model::docs::RuleDoc| {
            let names = [&own.activation, &own.target, &own.same, &own.different];
            let names = names.map(|own: &Many<Spanned<String>>| own.shown());
            let template = own.template.as_ref().map(|own| own.value);
            (names, template, own.count.as_ref().map(|own| own.value), optional(own.when.as_ref()))
        };
        if said(own) != said(other) {
            out.add(Changed, say!("the rule `{id}` says something else: {title}", "规则`{id}`内容改变：{title}", title: title.clone()));
        }
        match (own.counted, other.counted) {
            (false, true) => out.add(
                ObligationDropped,
                say!("the rule `{id}` is only counted now", "规则`{id}`改为只计数"),
            ),
            (true, false) => out.add(
                ObligationAdded,
                say!("the rule `{id}` is no longer only counted", "规则`{id}`不再只计数"),
            ),
            _ => {}
        }
        deadlines(duty, own.within.as_ref(), other.within.as_ref(), &title, false, out);
    }
    for (id, own) in new.rules.iter().filter(|(id, _)| old.rules.lookup(&id.value).is_none()) {
        let (id, title) = (id.as_str(), Title::or(own.title.as_ref(), id.as_str()));
        out.add(
            ObligationAdded,
            say!("the rule `{id}` has come: {title}", "新增规则`{id}`：{title}", title: title),
        );
    }
    for (id, own) in old.groups.iter() {
        let (id, title) = (id.as_str(), Title::or(own.title.as_ref(), id.as_str()));
        let Some(other) = new.groups.lookup(id) else {
            out.add(ObligationDropped, say!("the group `{id}` is gone: {title}", "环节组`{id}`取消：{title}", title: title));
            continue;
        };
        let said = |own: &crate::model::docs::GroupDoc| {
            let names = [&own.one_of, &own.any_of, &own.all_of, &own.after];
            (
                names.map(|own: &Many<Spanned<String>>| own.shown()),
                own.optional,
                optional(own.when.as_ref()),
            )
        };
        if said(own) != said(other) {
            out.add(Changed, say!("the group `{id}` asks for something else: {title}", "环节组`{id}`内容改变：{title}", title: title.clone()));
        }
        deadlines(duty, own.within.as_ref(), other.within.as_ref(), &title, false, out);
    }
    for (id, own) in new.groups.iter().filter(|(id, _)| old.groups.lookup(&id.value).is_none()) {
        let (id, title) = (id.as_str(), Title::or(own.title.as_ref(), id.as_str()));
        out.add(
            ObligationAdded,
            say!("the group `{id}` has come: {title}", "新增环节组`{id}`：{title}", title: title),
        );
    }
}
