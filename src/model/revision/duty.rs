//! What changed of a duty itself.

use super::ChangeKind::{
    Changed, DataAdded, DataRemoved, HolderMoved, ObligationAdded, ObligationDropped,
    PowerNarrowed, PowerWidened,
};
use super::Changes;
use super::standard::deadlines;
use super::text::{Names, name, optional, titles};
use crate::doc::Spanned;
use crate::model::docs::{BasisDoc, DutyDoc, TriggerDoc};
use crate::model::overlay::limits::Strictness;
use crate::model::overlay::rates::{compare_expected, same_expected};
use crate::model::overlay::step::compare_allowed;
use crate::model::{Day, Limit, Title};
use crate::text::{Words, say};

/// Every change of it.
pub(super) fn compare(old: &DutyDoc, new: &DutyDoc, out: &mut Changes<'_>) {
    let (was, is) = (old.holder.shown(), new.holder.shown());
    if was != is {
        out.add(
            HolderMoved,
            say!("{was} answered for it, now {is} does", "责任主体由{was}改为{is}"),
        );
    }
    let (was, is) = (old.supporting.shown(), new.supporting.shown());
    if was != is {
        out.add(Changed, say!("supported by {was}, now by {is}", "配合单位由{was}改为{is}"));
    }
    if old.work.as_ref().map(|own| own.value) != new.work.as_ref().map(|own| own.value) {
        out.add(Changed, Words::fixed("routine or special work is another", "工作类型改变"));
    }
    period(old, new, out);
    boundary(old, new, out);
    let (was, is) = (old.reserved_to.shown(), new.reserved_to.shown());
    out.by(
        compare_allowed(&old.reserved_to, &new.reserved_to),
        PowerWidened,
        PowerNarrowed,
        say!(
            "may be done by {was}, now by {is} (– is anybody)",
            "可实施人员由{was}改为{is}（–表示不限）"
        ),
    );
    triggers(old, new, out);
    frequencies(old, new, out);
    data(old, new, out);
    let powers = |doc: &DutyDoc| doc.delegates.iter().map(|own| own.value).collect::<Vec<_>>();
    let (was, is) = (powers(old), powers(new));
    for power in is.iter().filter(|power| !was.contains(power)) {
        let words = power.words();
        out.add(
            PowerWidened,
            say!("a lower level may now {words}", "下级现可{words}", words: words),
        );
    }
    for power in was.iter().filter(|power| !is.contains(power)) {
        let words = power.words();
        out.add(
            PowerNarrowed,
            say!("a lower level may no longer {words}", "下级不再可{words}", words: words),
        );
    }
    let laws = |doc: &DutyDoc| doc.basis.iter().map(law).collect::<Vec<_>>();
    let (was, is) = (laws(old), laws(new));
    for law in was.iter().filter(|law| !is.contains(law)) {
        out.add(Changed, say!("no longer based on {law}", "不再依据{law}"));
    }
    for law in is.iter().filter(|law| !was.contains(law)) {
        out.add(Changed, say!("based on {law}", "新增依据{law}"));
    }
    let recognised = |doc: &DutyDoc| {
        doc.matches.as_ref().map(|own| {
            let values: Vec<_> =
                own.values.iter().map(|(field, all)| (field.value.clone(), all.shown())).collect();
            (own.codes.shown(), own.keywords.shown(), values)
        })
    };
    if recognised(old) != recognised(new) {
        out.add(
            Changed,
            Words::fixed("recognised in a log by something else", "在日志中的识别方式改变"),
        );
    }
}

fn law(basis: &BasisDoc) -> String {
    format!("{} {}", name(basis.law.as_ref()), name(basis.article.as_ref()))
}

fn period(old: &DutyDoc, new: &DutyDoc, out: &mut Changes<'_>) {
    let day = |own: &Option<Spanned<Day>>| own.as_ref().map(|own| own.value);
    let show = |own: Option<Day>| own.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let (was, is) = (day(&old.from), day(&new.from));
    if was != is {
        // Without a first day it was always in force.
        let way = if is < was { PowerWidened } else { PowerNarrowed };
        let (was, is) = (show(was), show(is));
        out.add(way, say!("in force from {was}, now from {is}", "生效首日由{was}改为{is}"));
    }
    let (was, is) = (day(&old.until), day(&new.until));
    if was != is {
        let way = match (was, is) {
            (Some(was), Some(is)) if is < was => PowerNarrowed,
            (None, Some(_)) => PowerNarrowed,
            _ => PowerWidened,
        };
        let (was, is) = (show(was), show(is));
        out.add(way, say!("in force until {was}, now until {is}", "生效末日由{was}改为{is}"));
    }
}

fn boundary(old: &DutyDoc, new: &DutyDoc, out: &mut Changes<'_>) {
    let (old, new) =
        (old.boundary.clone().unwrap_or_default(), new.boundary.clone().unwrap_or_default());
    let (was, is) = (titles(old.includes.0), titles(new.includes.0));
    for own in is.iter().filter(|own| !was.contains(own)) {
        out.add(PowerWidened, say!("now includes: {own}", "现包括：{own}", own: own.clone()));
    }
    for own in was.iter().filter(|own| !is.contains(own)) {
        out.add(
            PowerNarrowed,
            say!("no longer includes: {own}", "不再包括：{own}", own: own.clone()),
        );
    }
    let what = |all: Vec<crate::model::docs::ExcludeDoc>| {
        titles(all.into_iter().filter_map(|own| own.what))
    };
    let (was, is) = (what(old.excludes.0), what(new.excludes.0));
    for own in was.iter().filter(|own| !is.contains(own)) {
        out.add(
            PowerWidened,
            say!("no longer excludes: {own}", "不再排除：{own}", own: own.clone()),
        );
    }
    for own in is.iter().filter(|own| !was.contains(own)) {
        out.add(PowerNarrowed, say!("now excludes: {own}", "现排除：{own}", own: own.clone()));
    }
    let (was, is) = (old.areas.shown(), new.areas.shown());
    out.by(
        compare_allowed(&old.areas, &new.areas),
        PowerWidened,
        PowerNarrowed,
        say!(
            "in the areas {was}, now in {is} (– is everywhere)",
            "区域由{was}改为{is}（–表示不限）"
        ),
    );
}

fn triggers(old: &DutyDoc, new: &DutyDoc, out: &mut Changes<'_>) {
    let same = |a: &TriggerDoc, b: &TriggerDoc| {
        name(a.step.as_ref()) == name(b.step.as_ref())
            && a.event.as_ref().map(Title::words) == b.event.as_ref().map(Title::words)
    };
    let told = |own: &TriggerDoc| match (&own.step, &own.event) {
        (Some(step), _) => Words::same(step.value.clone()),
        (None, event) => Title::or(event.as_ref(), "–"),
    };
    for own in old.trigger.iter() {
        match new.trigger.iter().find(|other| same(own, other)) {
            Some(other) => {
                let (was, is) = (optional(own.when.as_ref()), optional(other.when.as_ref()));
                let what = told(own);
                if was != is {
                    out.add(Changed, say!("due after {what} when {was}, now when {is}", "由{what}触发的条件由{was}改为{is}", what: what.clone()));
                }
                let (a, b) = (own.within.as_ref(), other.within.as_ref());
                deadlines(
                    "",
                    a,
                    b,
                    &say!("begun after {what}", "{what}之后启动", what: what),
                    false,
                    out,
                );
            }
            None => {
                let what = told(own);
                out.add(
                    ObligationDropped,
                    say!("no longer due after {what}", "不再由{what}触发", what: what),
                );
            }
        }
    }
    for own in new.trigger.iter().filter(|own| !old.trigger.iter().any(|other| same(own, other))) {
        let what = told(own);
        out.add(ObligationAdded, say!("due after {what}", "新增触发：{what}", what: what));
    }
}

fn frequencies(old: &DutyDoc, new: &DutyDoc, out: &mut Changes<'_>) {
    let duty = out.duty.unwrap_or_default().to_owned();
    let told = |own: &crate::model::docs::ExpectedDoc| {
        let times = own.at_least.as_ref().map_or(1, |own| own.value);
        let every = own.every.as_ref().map_or_else(String::new, |own| format!("{:?}", own.value));
        let (every, each) = (every.to_lowercase(), format!("{:?}", own.for_each).to_lowercase());
        format!("{times}×/{every}/{each}")
    };
    for own in old.expected.iter() {
        let was = told(own);
        match new.expected.iter().find(|other| same_expected(own, other, &duty)) {
            Some(other) => {
                let is = told(other);
                out.by(
                    compare_expected(own, other),
                    ObligationDropped,
                    ObligationAdded,
                    say!("expected {was}, now {is}", "频次由{was}改为{is}"),
                );
            }
            None => {
                out.add(ObligationDropped, say!("no longer expected {was}", "不再要求频次{was}"));
            }
        }
    }
    for own in new.expected.iter() {
        if !old.expected.iter().any(|other| same_expected(other, own, &duty)) {
            let is = told(own);
            out.add(ObligationAdded, say!("expected {is}", "新增频次{is}"));
        }
    }
}

/// What may be recorded.
pub(super) fn data(old: &DutyDoc, new: &DutyDoc, out: &mut Changes<'_>) {
    for (field, own) in new.data.iter() {
        let field = field.as_str();
        let Some(before) = old.data.lookup(field) else {
            let purpose = Title::or(own.purpose.as_ref(), "–");
            let sensitive = if own.sensitive {
                Words::fixed(" (sensitive)", "（敏感）")
            } else {
                Words::fixed("", "")
            };
            out.add(DataAdded, say!("`{field}` may be recorded{sensitive}: {purpose}", "可记录`{field}`{sensitive}：{purpose}", sensitive: sensitive, purpose: purpose));
            continue;
        };
        let (was, is) = (name(before.retention.as_ref()), name(own.retention.as_ref()));
        if was != is {
            let days = |text: &str| Limit::parse(text).and_then(Limit::rough_days);
            let way = match (days(&was), days(&is)) {
                (Some(a), Some(b)) => Strictness::of_more(b, a),
                (Some(_), None) => Strictness::Looser,
                (None, Some(_)) => Strictness::Stricter,
                (None, None) => Strictness::Unknown,
            };
            out.by(
                way,
                PowerWidened,
                PowerNarrowed,
                say!("`{field}` is kept {was}, now {is}", "`{field}`保存期限由{was}改为{is}"),
            );
        }
        if before.sensitive && !own.sensitive {
            out.add(
                PowerWidened,
                say!("`{field}` is no longer called sensitive", "`{field}`不再列为敏感"),
            );
        }
    }
    for (field, _) in old.data.iter().filter(|(field, _)| new.data.lookup(&field.value).is_none()) {
        let field = field.as_str();
        out.add(DataRemoved, say!("`{field}` may no longer be recorded", "不再可记录`{field}`"));
    }
}
