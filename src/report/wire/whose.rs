//! The report of `remit whose`: which duty covers a task, who is concerned by it, on which basis.

use serde::{Deserialize, Serialize};

use super::{Clause, Maker, SetInfo, place};
use crate::audit::whose::{Concern, Means, Whose, concern};
use crate::doc::Spanned;
use crate::finding::{Label, Place};
use crate::model::docs::{BasisDoc, DutyDoc, Status};
use crate::model::resolve::{Body, BodyId, DutyId, Party};
use crate::model::{Day, Draft, Model, Title};
use crate::text::Words;

/// Characters of a task that the report repeats.
const SHOWN: usize = 200;

/// What it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseReport {
    /// What made it.
    pub remit: Maker,
    /// The set.
    pub set: SetInfo,
    /// The task that was asked about; of a long text its beginning.
    pub text: String,
    /// The day that was asked about.
    pub on: Option<String>,
    /// Whether exactly one duty covers it, and is in force on that day.
    pub covered: bool,
    /// By what: `text`, `name`, `step`, `code` or `value`.
    pub by: Option<String>,
    /// The duties that cover it. Between several nothing decides.
    pub duties: Vec<WhoseDuty>,
    /// If none does: those nearest to it, the nearest first.
    pub nearest: Vec<Named>,
    /// The acts of the negative list that it is.
    pub prohibited: Vec<Words>,
}

/// Something with an id and what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: Words,
}

/// A duty that covers the task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseDuty {
    /// Which.
    #[serde(flatten)]
    pub duty: Named,
    /// Where it stands.
    pub place: Option<Clause>,
    /// First day of force.
    pub from: Option<String>,
    /// Last day of force.
    pub until: Option<String>,
    /// Whether it is in force on the day that was asked about.
    pub in_force: Option<bool>,
    /// Steps that the task names.
    pub steps: Vec<Named>,
    /// Who answers for it.
    pub holder: Option<WhoseParty>,
    /// Who helps.
    pub supporting: Vec<WhoseParty>,
    /// The law behind it.
    pub basis: Vec<WhoseBasis>,
    /// What looks like it and isn't, and whose that is.
    pub excludes: Vec<WhoseExclusion>,
    /// What the unit that was asked about has to do with it.
    pub unit: Option<WhoseUnit>,
}

/// A role or body, with the bodies that are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseParty {
    /// Which.
    #[serde(flatten)]
    pub party: Named,
    /// The bodies that have the role; the body itself.
    pub bodies: Vec<Named>,
}

/// A legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseBasis {
    /// The law, rule or local norm.
    pub law: String,
    /// The article or articles.
    pub article: Option<String>,
    /// `verified`, `local` or `placeholder`.
    pub status: Option<String>,
    /// First day of force.
    pub from: Option<String>,
    /// Last day of force.
    pub until: Option<String>,
    /// Whether it is in force on the day that was asked about.
    pub in_force: Option<bool>,
}

/// What doesn't belong to a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseExclusion {
    /// What.
    pub what: Words,
    /// The duty, role or body that it belongs to.
    pub to: Option<Named>,
}

/// What a unit has to do with a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseUnit {
    /// Which.
    #[serde(flatten)]
    pub unit: Named,
    /// `holds`, `supports` or `none`.
    pub concern: String,
    /// The holder to whom it must hand the task, if it is not concerned.
    pub goes_to: Option<Named>,
    /// What its own duties exclude in favour of this one.
    pub excluded: Vec<WhoseExcluded>,
}

/// Something that a duty of the unit excludes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhoseExcluded {
    /// The unit's duty.
    pub duty: Named,
    /// What it excludes.
    pub what: Words,
}

/// What was asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The task.
    pub text: &'a str,
    /// The unit.
    pub unit: Option<BodyId>,
    /// The day.
    pub on: Option<Day>,
}

impl WhoseReport {
    /// Puts an answer together.
    pub fn new(draft: &Draft, model: &Model, found: &Whose<'_>, asked: Asked<'_>) -> Self {
        let teller = Teller { draft, model, asked };
        let duties: Vec<WhoseDuty> =
            found.duties.iter().map(|duty| teller.duty(*duty, found)).collect();
        let covered = match duties.as_slice() {
            [one] => one.in_force != Some(false),
            _ => false,
        };
        let by = match found.means {
            Means::Text => "text",
            Means::Name => "name",
            Means::Step => "step",
            Means::Code => "code",
            Means::Value => "value",
        };
        Self {
            remit: Maker::default(),
            set: SetInfo {
                id: model.id.clone(),
                version: model.version.clone(),
                title: model.title.clone(),
            },
            text: asked.text.trim().chars().take(SHOWN).collect(),
            on: asked.on.map(|day| day.to_string()),
            covered: covered && found.prohibited.is_empty(),
            by: (!duties.is_empty()).then(|| by.to_owned()),
            duties,
            nearest: found.nearest.iter().map(|duty| teller.named_duty(*duty)).collect(),
            prohibited: found.prohibited.iter().map(|act| act.title.clone()).collect(),
        }
    }
}

struct Teller<'a> {
    draft: &'a Draft,
    model: &'a Model,
    asked: Asked<'a>,
}

fn named_body(body: &Body) -> Named {
    Named { id: body.id.clone(), title: body.title.clone() }
}

impl Teller<'_> {
    fn named_duty(&self, duty: DutyId) -> Named {
        let duty = self.model.duty(duty);
        Named { id: duty.id.clone(), title: duty.title.clone() }
    }

    /// Whether a period holds the day that was asked about.
    fn in_force(&self, from: Option<Day>, until: Option<Day>) -> Option<bool> {
        let on = self.asked.on?;
        Some(from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until))
    }

    fn duty(&self, id: DutyId, found: &Whose<'_>) -> WhoseDuty {
        let duty = self.model.duty(id);
        let doc = self.draft.duty(&duty.id).map(|own| own.doc);
        let steps = found.steps.iter().map(|step| self.model.step(*step));
        let steps = steps.filter(|step| step.duty == id);
        let words = Words::fixed("the duty", "责任事项");
        let label = Label { place: Place::Span(duty.span), words };
        WhoseDuty {
            duty: self.named_duty(id),
            place: place::clause(&label, &self.draft.sources),
            from: duty.from.map(|day| day.to_string()),
            until: duty.until.map(|day| day.to_string()),
            in_force: self.in_force(duty.from, duty.until),
            steps: steps
                .map(|own| Named { id: own.id.clone(), title: own.title.clone() })
                .collect(),
            holder: duty.holder.map(|party| self.party(party)),
            supporting: duty.supporting.iter().map(|party| self.party(*party)).collect(),
            basis: doc.iter().flat_map(|doc| doc.basis.iter()).map(|own| self.basis(own)).collect(),
            excludes: doc.map(|doc| self.exclusions(doc)).unwrap_or_default(),
            unit: self.asked.unit.map(|body| self.unit(body, id)),
        }
    }

    fn party(&self, party: Party) -> WhoseParty {
        let named = match party {
            Party::Role(role) => {
                let role = self.model.role(role);
                Named { id: role.id.clone(), title: role.title.clone() }
            }
            Party::Body(body) => named_body(self.model.body(body)),
        };
        let bodies = self.model.bodies_of(party).map(|body| named_body(self.model.body(body)));
        WhoseParty { party: named, bodies: bodies.collect() }
    }

    fn basis(&self, doc: &BasisDoc) -> WhoseBasis {
        let text = |own: &Option<Spanned<String>>| own.as_ref().map(|own| own.value.clone());
        let day = |own: &Option<Spanned<Day>>| own.as_ref().map(|own| own.value);
        let (from, until) = (day(&doc.from), day(&doc.until));
        let status = doc.status.as_ref().map(|status| match status.value {
            Status::Verified => "verified",
            Status::Local => "local",
            Status::Placeholder => "placeholder",
        });
        WhoseBasis {
            law: text(&doc.law).unwrap_or_default(),
            article: text(&doc.article),
            status: status.map(str::to_owned),
            from: from.map(|day| day.to_string()),
            until: until.map(|day| day.to_string()),
            in_force: self.in_force(from, until),
        }
    }

    fn exclusions(&self, doc: &DutyDoc) -> Vec<WhoseExclusion> {
        let all = doc.boundary.iter().flat_map(|boundary| boundary.excludes.iter());
        all.map(|own| WhoseExclusion {
            what: Title::or(own.what.as_ref(), ""),
            to: own.to.as_ref().map(|to| self.anyone(to.as_str())),
        })
        .collect()
    }

    /// A duty, also one that was left out, a role or a body by its id.
    fn anyone(&self, id: &str) -> Named {
        let duty = self.draft.duty(id).map(|duty| duty.doc.title.as_ref());
        let left_out = || self.draft.left_out(id).map(|duty| duty.title.as_ref());
        let role = || {
            let mut roles = self.draft.roles();
            roles.find(|(own, _)| own.value == id).map(|(_, role)| role.title.as_ref())
        };
        let body = || {
            let mut bodies = self.draft.bodies();
            bodies.find(|(own, _)| own.value == id).map(|(_, body)| body.title.as_ref())
        };
        let title = duty.or_else(left_out).or_else(role).or_else(body).flatten();
        Named { id: id.to_owned(), title: Title::or(title, id) }
    }

    fn unit(&self, body: BodyId, duty: DutyId) -> WhoseUnit {
        let model = self.model;
        let own = concern(model, body, model.duty(duty));
        let (word, goes_to) = match own {
            Concern::Holds => ("holds", None),
            Concern::Supports => ("supports", None),
            Concern::None(near) => {
                let near = near.map(|near| named_body(model.body(near)));
                let holder = || model.duty(duty).holder.map(|party| self.party(party).party);
                ("none", near.or_else(holder))
            }
        };
        let excluded = match own {
            Concern::None(_) => self.excluded(body, duty),
            _ => Vec::new(),
        };
        let concern = word.to_owned();
        WhoseUnit { unit: named_body(model.body(body)), concern, goes_to, excluded }
    }

    /// What the unit's own duties leave to a duty, or to its holder.
    fn excluded(&self, body: BodyId, duty: DutyId) -> Vec<WhoseExcluded> {
        let model = self.model;
        let asked = model.duty(duty);
        let holder = asked.holder.map(|party| self.party(party));
        let is_theirs = |to: &str| {
            to == asked.id
                || holder
                    .iter()
                    .any(|own| own.party.id == to || own.bodies.iter().any(|body| body.id == to))
        };
        let mut found = Vec::new();
        for own in &model.duties {
            let held = own.holder.is_some_and(|party| model.is(body, party));
            let Some(doc) = self.draft.duty(&own.id).filter(|_| held) else { continue };
            let all = doc.doc.boundary.iter().flat_map(|boundary| boundary.excludes.iter());
            let theirs = all.filter(|out| out.to.as_ref().is_some_and(|to| is_theirs(to.as_str())));
            found.extend(theirs.map(|out| WhoseExcluded {
                duty: Named { id: own.id.clone(), title: own.title.clone() },
                what: Title::or(out.what.as_ref(), ""),
            }));
        }
        found
    }
}
