//! What a broken relation is told as.

use super::{Outcome, Scene};
use crate::audit::outcome::Verdict;
use crate::audit::rules::RULE_BROKEN;
use crate::finding::{Finding, Label, Place};
use crate::model::docs::{Ask, Between, Look, Template};
use crate::model::resolve::StepId;
use crate::text::{Words, say};

/// The finding of a case that breaks a relation, so many times.
pub(super) fn finding(scene: &Scene<'_, '_, '_, '_>, worst: &Outcome, faults: u64) -> Finding {
    let relation = scene.relation;
    let asks = relation.template.asks();
    let said = match asks.get(worst.ask) {
        Some(ask) => of_pair(scene, *ask, worst),
        None => of_case(scene),
    };
    // Beside the one that is shown.
    let more = faults.max(1) - 1;
    let title = &relation.title;
    let message = match more {
        0 => say!("{title}: {said}", "{title}：{said}", title: title, said: said),
        more => say!(
            "{title}: {said}; and {more} more time(s) in this case",
            "{title}：{said}；本案另有{more}次",
            title: title, said: said
        ),
    };
    let label = match worst.seen.0 {
        Some(place) => {
            let words = if asks.is_empty() {
                Words::fixed("this event", "此行")
            } else {
                Words::fixed("began here", "始于此行")
            };
            scene.facts.at_row(scene.at(place), words)
        }
        None => match scene.line.events.first() {
            Some(done) => {
                scene.facts.at_row(done, Words::fixed("the case opened here", "案件始于此行"))
            }
            None => Label {
                place: Place::Span(relation.span),
                words: Words::fixed("required here", "此处规定"),
            },
        },
    };
    let mut finding = Finding::new(&RULE_BROKEN, message, label);
    if let Some(place) = worst.seen.1.filter(|place| Some(*place) != worst.seen.0) {
        let row = scene.facts.row(scene.at(place));
        finding = finding.also(row, Words::fixed("beside this event", "另见此行"));
    }
    let help = if asks.get(worst.ask).is_some_and(|ask| ask.forbids) {
        Words::fixed(
            "check the entries first; if they are right, have the body explain",
            "请先核对录入；如属实，请责任单位说明情况",
        )
    } else {
        Words::fixed(
            "do what is missing, or record why it was not owed",
            "请补办，或注明不应办理的原因",
        )
    };
    finding.help(help).also_at(relation.span, Words::fixed("required here", "此处规定"))
}

/// The steps of one side, any of which will do.
fn either(scene: &Scene<'_, '_, '_, '_>, steps: &[StepId]) -> Words {
    let names: Vec<Words> = steps.iter().map(|step| scene.facts.named(*step)).collect();
    let en = names.iter().map(|name| name.en.as_ref()).collect::<Vec<_>>().join(" or ");
    let zh = names.iter().map(|name| name.zh.as_ref()).collect::<Vec<_>>().join("或");
    Words::made(en, zh)
}

fn of_pair(scene: &Scene<'_, '_, '_, '_>, ask: Ask, worst: &Outcome) -> Words {
    let own = worst.seen.0.map(|place| scene.at(place));
    let first = own.and_then(|done| done.step).map(|step| scene.facts.named(step));
    let first = first.unwrap_or_else(|| Words::fixed("it", "该环节"));
    let since = own.map(|done| scene.facts.moment(done.at)).unwrap_or_default();
    let (_, _, steps) = scene.sides(ask.swapped);
    let then = either(scene, steps);
    let partner = worst.seen.1.map(|place| scene.facts.moment(scene.at(place).at));
    match (ask.forbids, partner) {
        (true, Some(at)) => prohibited(ask, &first, &since, &then, &at),
        (true, None) => {
            say!("{first} ({since}) and {then}", "{first}（{since}）与{then}", first: first, then: then)
        }
        (false, Some(at)) if worst.ruling.verdict == Verdict::Late => match ask.look {
            Look::Forward => say!(
                "{then} followed {first} ({since}) only {at}",
                "{first}（{since}）之后，{then}至{at}才完成",
                then: then, first: first
            ),
            Look::Backward => say!(
                "{first} ({since}) came too long after {then} ({at})",
                "{first}（{since}）距{then}（{at}）过久",
                then: then, first: first
            ),
            Look::Anywhere => say!(
                "{first} ({since}) and {then} ({at}) lie too far apart",
                "{first}（{since}）与{then}（{at}）相隔过久",
                then: then, first: first
            ),
        },
        (false, _) => lacking(ask, &first, &since, &then),
    }
}

fn lacking(ask: Ask, first: &Words, since: &str, then: &Words) -> Words {
    match (ask.look, ask.between) {
        (Look::Forward, Between::Anything) => say!(
            "{first} ({since}) was not followed by {then}",
            "{first}（{since}）之后没有{then}",
            then: then, first: first
        ),
        (Look::Forward, Between::NoActivation) => say!(
            "{first} ({since}) was not followed by {then} before it was done again",
            "{first}（{since}）之后、再次实施之前没有{then}",
            then: then, first: first
        ),
        (Look::Forward, Between::Nothing) => say!(
            "{first} ({since}) was not followed at once by {then}",
            "{first}（{since}）之后没有紧接着{then}",
            then: then, first: first
        ),
        (Look::Backward, Between::Anything) => say!(
            "{first} ({since}) did not come after {then}",
            "{first}（{since}）之前没有{then}",
            then: then, first: first
        ),
        (Look::Backward, Between::NoActivation) => say!(
            "{first} ({since}) came without a {then} of its own since the time before",
            "{first}（{since}）与前一次之间没有{then}",
            then: then, first: first
        ),
        (Look::Backward, Between::Nothing) => say!(
            "{first} ({since}) did not come at once after {then}",
            "{first}（{since}）之前没有紧接着{then}",
            then: then, first: first
        ),
        (Look::Anywhere, _) => say!(
            "{first} ({since}) was done and {then} was not",
            "已有{first}（{since}），却没有{then}",
            then: then, first: first
        ),
    }
}

fn prohibited(ask: Ask, first: &Words, since: &str, then: &Words, at: &str) -> Words {
    match (ask.look, ask.between) {
        (Look::Anywhere, _) => say!(
            "{first} ({since}) and {then} ({at}) must not both be done",
            "{first}（{since}）与{then}（{at}）不得同时存在",
            then: then, first: first
        ),
        (Look::Forward, Between::Nothing) => say!(
            "{first} ({since}) must not be followed at once by {then} ({at})",
            "{first}（{since}）之后不得紧接着{then}（{at}）",
            then: then, first: first
        ),
        (Look::Backward, Between::Nothing) => say!(
            "{first} ({since}) must not come at once after {then} ({at})",
            "{first}（{since}）之前不得紧接着{then}（{at}）",
            then: then, first: first
        ),
        (Look::Forward, _) => say!(
            "{first} ({since}) must not be followed by {then} ({at})",
            "{first}（{since}）之后不得有{then}（{at}）",
            then: then, first: first
        ),
        (Look::Backward, _) => say!(
            "{first} ({since}) must not come after {then} ({at})",
            "{first}（{since}）之前不得有{then}（{at}）",
            then: then, first: first
        ),
    }
}

fn of_case(scene: &Scene<'_, '_, '_, '_>) -> Words {
    let relation = scene.relation;
    let own = either(scene, &relation.activation);
    let counts = |places: &super::Places<'_>| {
        places.iter().filter(|(_, at)| scene.holds(*at) == crate::audit::truth::Truth::True).count()
    };
    let times = counts(&scene.activations);
    let wanted = relation.count;
    match relation.template {
        Template::Init => {
            say!("the case does not begin with {own}", "本案不是以{own}开始", own: own)
        }
        Template::End => say!("the case does not end with {own}", "本案不是以{own}结束", own: own),
        Template::Absence if wanted <= 1 => {
            say!("{own} was done and must not be", "{own}不应实施，但已实施", own: own)
        }
        Template::Absence => {
            let most = wanted - 1;
            say!(
                "{own} was done {times} time(s), and at most {most} are allowed",
                "{own}做了{times}次，至多{most}次",
                own: own
            )
        }
        Template::Choice | Template::ExclusiveChoice => {
            let other = either(scene, &relation.target);
            if times > 0 {
                say!(
                    "both {own} and {other} were done, and only one may be",
                    "{own}和{other}都已实施，只应实施其一",
                    own: own, other: other
                )
            } else {
                say!(
                    "neither {own} nor {other} was done",
                    "{own}和{other}均未实施",
                    own: own, other: other
                )
            }
        }
        Template::Exactly => say!(
            "{own} was done {times} time(s) instead of {wanted}",
            "{own}应做{wanted}次，做了{times}次",
            own: own
        ),
        _ => say!(
            "{own} was done {times} time(s), and at least {wanted} are needed",
            "{own}至少应做{wanted}次，只做了{times}次",
            own: own
        ),
    }
}
