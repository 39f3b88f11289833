//! What changed between two versions of a set, in terms of duties.

mod duty;
mod standard;
mod text;

use serde::Serialize;

use super::docs::{DutyDoc, StandardDoc};
use super::overlay::limits::Strictness;
use super::{Draft, Title};
use crate::text::{Words, say};
use text::{Names, titles};

/// What a change is. Those that stand out come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A safeguard is gone or asks for less.
    SafeguardDropped,
    /// More may be done, by more, for longer, or more may be told.
    PowerWidened,
    /// There is more time, or time without end.
    DeadlineLonger,
    /// More data may be recorded.
    DataAdded,
    /// A duty is gone.
    DutyRemoved,
    /// What had to be done, shown or measured need not be any more.
    ObligationDropped,
    /// Somebody else answers.
    HolderMoved,
    /// A duty has come.
    DutyAdded,
    /// A safeguard has come or asks for more.
    SafeguardAdded,
    /// Less may be done, by fewer, for a shorter time.
    PowerNarrowed,
    /// There is less time.
    DeadlineShorter,
    /// Less data may be recorded.
    DataRemoved,
    /// More must be done, shown or measured.
    ObligationAdded,
    /// Something else is another.
    Changed,
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Those concerned are protected less, or less is asked of those who act.
    Weaker,
    /// Neither, or it can't be said.
    Other,
    /// The contrary.
    Stricter,
}

impl ChangeKind {
    /// Which way it goes.
    pub const fn weight(self) -> Weight {
        match self {
            Self::SafeguardDropped
            | Self::PowerWidened
            | Self::DeadlineLonger
            | Self::DataAdded
            | Self::DutyRemoved
            | Self::ObligationDropped => Weight::Weaker,
            Self::HolderMoved | Self::DutyAdded | Self::Changed => Weight::Other,
            Self::SafeguardAdded
            | Self::PowerNarrowed
            | Self::DeadlineShorter
            | Self::DataRemoved
            | Self::ObligationAdded => Weight::Stricter,
        }
    }

    /// What people call it.
    pub const fn words(self) -> Words {
        match self {
            Self::SafeguardDropped => Words::fixed("safeguard dropped", "保障措施减弱"),
            Self::PowerWidened => Words::fixed("power widened", "权力扩大"),
            Self::DeadlineLonger => Words::fixed("deadline lengthened", "时限延长"),
            Self::DataAdded => Words::fixed("data added", "数据增加"),
            Self::DutyRemoved => Words::fixed("duty removed", "事项取消"),
            Self::ObligationDropped => Words::fixed("less is asked for", "要求减少"),
            Self::HolderMoved => Words::fixed("holder moved", "责任主体变更"),
            Self::DutyAdded => Words::fixed("duty added", "事项增加"),
            Self::SafeguardAdded => Words::fixed("safeguard added", "保障措施增强"),
            Self::PowerNarrowed => Words::fixed("power narrowed", "权力收窄"),
            Self::DeadlineShorter => Words::fixed("deadline shortened", "时限缩短"),
            Self::DataRemoved => Words::fixed("data removed", "数据减少"),
            Self::ObligationAdded => Words::fixed("more is asked for", "要求增加"),
            Self::Changed => Words::fixed("changed", "其他变更"),
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is.
    pub kind: ChangeKind,
    /// Which way it goes.
    pub weight: Weight,
    /// The duty's id; none of the set as a whole.
    pub duty: Option<String>,
    /// What people call the duty.
    pub title: Words,
    /// The step.
    pub step: Option<String>,
    /// The change.
    pub words: Words,
}

/// Collects the changes of one duty.
struct Changes<'o> {
    duty: Option<&'o str>,
    title: Words,
    step: Option<String>,
    found: &'o mut Vec<Change>,
}

impl Changes<'_> {
    fn add(&mut self, kind: ChangeKind, words: Words) {
        self.found.push(Change {
            kind,
            weight: kind.weight(),
            duty: self.duty.map(str::to_owned),
            title: self.title.clone(),
            step: self.step.clone(),
            words,
        });
    }

    /// A change that is looser, stricter or neither.
    fn by(&mut self, way: Strictness, looser: ChangeKind, stricter: ChangeKind, words: Words) {
        match way {
            Strictness::Same => {}
            Strictness::Looser => self.add(looser, words),
            Strictness::Stricter => self.add(stricter, words),
            Strictness::Unknown => self.add(ChangeKind::Changed, words),
        }
    }
}

/// Every change from one version to another, those that stand out first.
pub fn compare(old: &Draft, new: &Draft) -> Vec<Change> {
    let mut found = Vec::new();
    set(old, new, &mut found);
    for duty in old.duties() {
        let id = duty.id.as_str();
        let title = Title::or(duty.doc.title.as_ref(), id);
        let mut own = Changes { duty: Some(id), title, step: None, found: &mut found };
        match new.duty(id) {
            Some(other) => {
                duty::compare(duty.doc, other.doc, &mut own);
                standard::compare(id, &standard_of(old, id), &standard_of(new, id), &mut own);
            }
            None => {
                let holder = duty.doc.holder.shown();
                own.add(
                    ChangeKind::DutyRemoved,
                    say!(
                        "nobody holds it any more; it was {holder}'s",
                        "不再有责任主体；原为{holder}"
                    ),
                );
            }
        }
    }
    for duty in new.duties() {
        let id = duty.id.as_str();
        if old.duty(id).is_none() {
            let title = Title::or(duty.doc.title.as_ref(), id);
            let mut own = Changes { duty: Some(id), title, step: None, found: &mut found };
            let holder = duty.doc.holder.shown();
            own.add(ChangeKind::DutyAdded, say!("it is {holder}'s", "责任主体为{holder}"));
            // What a new duty lets be recorded is new, too.
            duty::data(&DutyDoc::default(), duty.doc, &mut own);
        }
    }
    found.sort_by(|a, b| (a.kind, &a.duty).cmp(&(b.kind, &b.duty)));
    found
}

fn standard_of(draft: &Draft, duty: &str) -> StandardDoc {
    draft.standard_of(duty).map(|doc| doc.value.clone()).unwrap_or_default()
}

/// What the set as a whole says.
fn set(old: &Draft, new: &Draft, found: &mut Vec<Change>) {
    let mut own = Changes { duty: None, title: Words::fixed("", ""), step: None, found };
    let closed = |draft: &Draft| draft.set().closed.unwrap_or(true);
    match (closed(old), closed(new)) {
        (true, false) => own.add(
            ChangeKind::PowerWidened,
            Words::fixed("work outside the list is no fault any more", "清单外工作不再是问题"),
        ),
        (false, true) => own.add(
            ChangeKind::PowerNarrowed,
            Words::fixed("work outside the list is a fault now", "清单外工作现为问题"),
        ),
        _ => {}
    }
    let acts = |draft: &Draft| {
        let all = draft.sets.iter().flat_map(|set| set.value.prohibited.iter().cloned());
        titles(all.filter_map(|act| act.title))
    };
    let (was, is) = (acts(old), acts(new));
    for act in was.iter().filter(|act| !is.contains(act)) {
        own.add(
            ChangeKind::PowerWidened,
            say!("not prohibited any more: {act}", "不再禁止：{act}", act: act.clone()),
        );
    }
    for act in is.iter().filter(|act| !was.contains(act)) {
        own.add(
            ChangeKind::PowerNarrowed,
            say!("prohibited now: {act}", "新增禁止：{act}", act: act.clone()),
        );
    }
    let key = |draft: &Draft, key: &str| {
        let set = draft.set();
        let value = if key == "timezone" { &set.timezone } else { &set.calendar };
        value.as_ref().map_or_else(|| "–".to_owned(), |own| own.value.clone())
    };
    for name in ["timezone", "calendar"] {
        let (was, is) = (key(old, name), key(new, name));
        if was != is {
            own.add(
                ChangeKind::Changed,
                say!("`{name}` was {was} and is {is}", "`{name}`由{was}改为{is}"),
            );
        }
    }
    for (id, body) in new.bodies() {
        if let Some((_, before)) = old.bodies().find(|(other, _)| other.value == id.value) {
            let (was, is) = (before.roles.shown(), body.roles.shown());
            if was != is {
                let title = Title::or(body.title.as_ref(), id.as_str());
                own.add(
                    ChangeKind::HolderMoved,
                    say!("{title} had the roles {was} and has {is}", "{title}的角色由{was}改为{is}", title: title),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;
