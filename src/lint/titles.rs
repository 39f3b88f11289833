//! Everything that people read, walked in one place.

use crate::model::docs::SafeguardKind;
use crate::model::{Draft, Title};
use crate::text::{Words, say};

use super::walk::{At, Owner, place_of_safeguard, standards};

/// Something that people read, or should be able to.
pub(super) struct Titled<'d, 'w> {
    pub(super) at: At<'d>,
    /// What it is and which one.
    pub(super) what: &'w dyn Fn() -> Words,
    /// What tells it apart from others at the same owner.
    pub(super) detail: &'d str,
    pub(super) title: Option<&'d Title>,
    /// Whether reports have nothing else to call it by.
    pub(super) needed: bool,
}

/// Everything that people read, with its title or without.
pub(super) fn titles<'d>(draft: &'d Draft, mut see: impl FnMut(Titled<'d, '_>)) {
    titles_of_sets(draft, &mut see);
    titles_of_duties(draft, &mut see);
    titles_of_standards(draft, &mut see);
    titles_of_rosters(draft, &mut see);
    for overlay in &draft.overlays {
        let (at, doc) = (At::overlay(overlay), &overlay.value);
        for (detail, title) in [("overlay", &doc.title), ("note", &doc.note)] {
            let what = || Words::fixed("the overlay", "地方细则");
            see(Titled { at, what: &what, detail, title: title.as_ref(), needed: false });
        }
    }
    titles_of_models(draft, &mut see);
}

fn titles_of_models<'d>(draft: &'d Draft, see: &mut impl FnMut(Titled<'d, '_>)) {
    for doc in &draft.models {
        let at = At::pattern(doc);
        let title = doc.value.title.as_ref();
        see(Titled { at, what: &|| at.words(), detail: "title", title, needed: true });
        if let Some(question) = &doc.value.question {
            let owner = at.words();
            let what = || say!("the question of {owner}", "{owner}的研判问题", owner: owner);
            see(Titled {
                at,
                what: &what,
                detail: "question",
                title: Some(question),
                needed: false,
            });
        }
    }
}

fn titles_of_sets<'d>(draft: &'d Draft, see: &mut impl FnMut(Titled<'d, '_>)) {
    for (set, root) in draft.sets.iter().enumerate() {
        let doc = &root.value;
        let at = |place| At { set, owner: Owner::Set, place };
        see(Titled {
            at: at(doc.id.as_ref().map_or(root.place, |id| id.span)),
            what: &|| Words::fixed("the set", "清单集"),
            detail: "",
            title: doc.title.as_ref(),
            needed: doc.kind.is_some(),
        });
        for (id, field) in doc.fields.iter() {
            let name = id.as_str();
            let what = || say!("field `{name}`", "字段`{name}`");
            let title = field.title.as_ref();
            see(Titled { at: at(id.span), what: &what, detail: name, title, needed: true });
        }
        for (id, signal) in doc.signals.iter() {
            let name = id.as_str();
            for title in signal.title.iter().chain(&signal.question) {
                let what = || say!("signal `{name}`", "异常信号`{name}`");
                let title = Some(title);
                see(Titled { at: at(id.span), what: &what, detail: name, title, needed: false });
            }
        }
        for act in doc.prohibited.iter() {
            let word = act.keywords.first().or(act.codes.first());
            let place = act.title.as_ref().map(|title| title.span).or(word.map(|word| word.span));
            see(Titled {
                at: at(place.unwrap_or(root.place)),
                what: &|| Words::fixed("a prohibited act", "禁止行为"),
                detail: word.map_or("", |word| word.as_str()),
                title: act.title.as_ref(),
                needed: true,
            });
        }
    }
}

fn titles_of_duties<'d>(draft: &'d Draft, see: &mut impl FnMut(Titled<'d, '_>)) {
    for list in &draft.lists {
        let at = At { set: list.set, owner: Owner::Set, place: list.place };
        let what = || Words::fixed("the list", "清单");
        see(Titled {
            at,
            what: &what,
            detail: "list",
            title: list.value.title.as_ref(),
            needed: false,
        });
    }
    for duty in draft.duties() {
        let at = At::duty(duty);
        let id = duty.id.as_str();
        let what = || at.words();
        see(Titled { at, what: &what, detail: "", title: duty.doc.title.as_ref(), needed: true });
        for event in duty.doc.trigger.iter().filter_map(|trigger| trigger.event.as_ref()) {
            let what = || say!("the trigger of duty `{id}`", "责任事项`{id}`的触发条件");
            see(Titled { at, what: &what, detail: "trigger", title: Some(event), needed: false });
        }
        if let Some(boundary) = &duty.doc.boundary {
            for title in boundary.includes.iter() {
                let what = || say!("the boundary of duty `{id}`", "责任事项`{id}`的边界");
                see(Titled {
                    at,
                    what: &what,
                    detail: "includes",
                    title: Some(title),
                    needed: false,
                });
            }
            for excluded in boundary.excludes.iter() {
                let place = excluded.to.as_ref().map_or(at.place, |to| to.span);
                see(Titled {
                    at: At { place, ..at },
                    what: &|| say!("what duty `{id}` excludes", "责任事项`{id}`不包括的内容"),
                    detail: excluded.to.as_ref().map_or("excludes", |to| to.as_str()),
                    title: excluded.what.as_ref(),
                    needed: true,
                });
            }
        }
        for (field, data) in duty.doc.data.iter() {
            let (at, name) = (At { place: field.span, ..at }, field.as_str());
            let what = || say!("the purpose of `{name}`", "`{name}`的用途");
            let title = data.purpose.as_ref();
            see(Titled { at, what: &what, detail: name, title, needed: false });
        }
    }
}

fn titles_of_standards<'d>(draft: &'d Draft, see: &mut impl FnMut(Titled<'d, '_>)) {
    for (at, standard) in standards(draft) {
        for (id, step) in standard.steps.iter() {
            let owner = Owner::Step(at.duty_id(), id.as_str());
            let at = At { owner, place: id.span, ..at };
            let title = step.title.as_ref();
            see(Titled { at, what: &|| at.words(), detail: "", title, needed: true });
        }
        for (id, rule) in standard.rules.iter() {
            let (at, name) = (At { place: id.span, ..at }, id.as_str());
            let what = || say!("rule `{name}`", "规则`{name}`");
            see(Titled { at, what: &what, detail: name, title: rule.title.as_ref(), needed: true });
        }
        for (id, group) in standard.groups.iter() {
            let (at, name) = (At { place: id.span, ..at }, id.as_str());
            let what = || say!("group `{name}`", "环节组`{name}`");
            see(Titled {
                at,
                what: &what,
                detail: name,
                title: group.title.as_ref(),
                needed: true,
            });
        }
        for doc in standard.safeguards.iter() {
            let at = At { place: place_of_safeguard(doc, at.place), ..at };
            let what = || Words::fixed("the safeguard", "保障措施");
            see(Titled {
                at,
                what: &what,
                detail: "safeguard",
                title: doc.title.as_ref(),
                needed: doc.require.as_ref().is_some_and(|kind| kind.value == SafeguardKind::Words),
            });
        }
        for title in standard.evaluation.iter().filter_map(|measure| measure.title.as_ref()) {
            let what = || Words::fixed("the measure", "指标");
            see(Titled { at, what: &what, detail: "measure", title: Some(title), needed: false });
        }
    }
}

fn titles_of_rosters<'d>(draft: &'d Draft, see: &mut impl FnMut(Titled<'d, '_>)) {
    for roster in draft.rosters_in_use() {
        let at = At { set: roster.set, owner: Owner::Set, place: roster.place };
        let what = || Words::fixed("the roster", "名册");
        let title = roster.value.title.as_ref();
        see(Titled { at, what: &what, detail: "roster", title, needed: false });
        for (id, role) in roster.value.roles.iter() {
            let (at, name) = (At { place: id.span, ..at }, id.as_str());
            let what = || say!("role `{name}`", "角色`{name}`");
            see(Titled { at, what: &what, detail: name, title: role.title.as_ref(), needed: true });
        }
        for (id, body) in roster.value.bodies.iter() {
            let at = At { owner: Owner::Body(id.as_str()), place: id.span, ..at };
            let title = body.title.as_ref();
            see(Titled { at, what: &|| at.words(), detail: "", title, needed: true });
        }
    }
    for calendar in &draft.calendars {
        let at = At { set: calendar.set, owner: Owner::Set, place: calendar.place };
        let what = || Words::fixed("the calendar", "日历");
        let title = calendar.value.title.as_ref();
        see(Titled { at, what: &what, detail: "calendar", title, needed: false });
    }
    for mapping in &draft.mappings {
        let id = mapping.value.id.as_ref().map_or("", |id| id.as_str());
        let at = At { set: mapping.set, owner: Owner::Mapping(id), place: mapping.place };
        let title = mapping.value.title.as_ref();
        see(Titled { at, what: &|| at.words(), detail: "title", title, needed: false });
        for reason in mapping.value.ignore.iter().filter_map(|rule| rule.reason.as_ref()) {
            let what = || Words::fixed("the reason for ignoring rows", "忽略理由");
            see(Titled { at, what: &what, detail: "ignore", title: Some(reason), needed: false });
        }
    }
}
