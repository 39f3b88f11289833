//! Overlays and what they could not do, as the rules on them tell it.

use super::Index;
use super::walk::{At, Owner};
use super::wording::named;
use crate::finding::{Finding, Rule};
use crate::model::docs::OverlayDoc;
use crate::model::draft::Doc;
use crate::model::overlay::{Fault, FaultKind, Kind, Part};
use crate::text::{Span, Words, say};

impl<'d> At<'d> {
    /// At an overlay: at the duty that it names, or at its kind if it names none.
    pub(super) fn overlay(doc: &'d Doc<OverlayDoc>) -> Self {
        let duty = doc.value.duty.as_ref();
        let owner = Owner::Duty(duty.map_or("", |duty| duty.as_str()));
        Self { set: doc.set, owner, place: duty.map_or(doc.place, |duty| duty.span) }
    }
}

/// A fault of an overlay, with where the overlay stands.
pub(super) struct Told<'d> {
    pub(super) at: At<'d>,
    pub(super) doc: &'d OverlayDoc,
    pub(super) fault: &'d Fault,
}

impl Told<'_> {
    /// The part that the overlay wanted to change, as people say it.
    pub(super) fn part(&self) -> Words {
        self.fault.part.as_ref().map_or_else(|| Words::fixed("the duty", "该事项"), part)
    }

    /// The duty, as people say it.
    pub(super) fn duty(&self, index: &Index<'_>) -> Words {
        let id = self.at.duty_id();
        named(id, index.title(id))
    }

    /// A finding at the overlay's line, with the line of the upper level beside it.
    pub(super) fn finding(
        &self,
        rule: &'static Rule,
        message: Words,
        label: Words,
        other: Words,
    ) -> Finding {
        let path = self.fault.part.as_ref().map(Part::path).unwrap_or_default();
        let finding = Finding::at(rule, self.fault.place, message, label);
        let finding = finding.about(self.at.subject(&path));
        match self.fault.other.filter(|other: &Span| *other != self.fault.place) {
            Some(place) => finding.also_at(place, other),
            None => finding,
        }
    }
}

/// Every fault of some kinds.
pub(super) fn faults<'d>(
    index: &Index<'d>,
    is: impl Fn(FaultKind) -> bool,
) -> impl Iterator<Item = Told<'d>> {
    let draft = index.draft;
    draft.applied.faults.iter().filter(move |fault| is(fault.kind)).filter_map(|fault| {
        let doc = draft.overlays.get(fault.overlay)?;
        Some(Told { at: At::overlay(doc), doc: &doc.value, fault })
    })
}

/// A part of a duty, as people say it.
fn part(part: &Part) -> Words {
    let Part { of, key, name } = part;
    let key = if name.is_empty() { (*key).to_owned() } else { format!("{key}.{name}") };
    match (of, key.as_str()) {
        (None, key) => say!("`{key}`", "`{key}`"),
        (Some((Kind::Step, step)), "") => say!("step `{step}`", "环节`{step}`"),
        (Some((Kind::Rule, rule)), "") => say!("rule `{rule}`", "规则`{rule}`"),
        (Some((Kind::Group, group)), "") => say!("group `{group}`", "环节组`{group}`"),
        (Some((Kind::Group, group)), key) => {
            say!("`{key}` of group `{group}`", "环节组`{group}`的`{key}`")
        }
        (Some((Kind::Step, step)), key) => {
            say!("`{key}` of step `{step}`", "环节`{step}`的`{key}`")
        }
        (Some((Kind::Rule, rule)), key) => {
            say!("`{key}` of rule `{rule}`", "规则`{rule}`的`{key}`")
        }
    }
}
