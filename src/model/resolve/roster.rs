//! Fields, roles, bodies, persons, targets and the negative list.

use std::collections::HashMap;

use super::{Body, Field, Person, Prohibited, Resolver, Role, Target, names, texts};
use crate::model::docs::FieldType;
use crate::model::load::text_of;
use crate::model::{Day, Title};

impl Resolver<'_> {
    pub(super) fn all_fields(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for (id, doc) in self.draft.fields() {
            if fields.iter().any(|field| field.id == id.value) {
                continue;
            }
            fields.push(Field {
                id: id.value.clone(),
                title: Title::or(doc.title.as_ref(), id.as_str()),
                kind: doc.kind.unwrap_or(FieldType::Text),
                values: texts(&doc.values),
            });
        }
        fields
    }

    pub(super) fn all_roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::new();
        for (id, doc) in self.draft.roles() {
            if roles.iter().all(|role| role.id != id.value) {
                let title = Title::or(doc.title.as_ref(), id.as_str());
                roles.push(Role { id: id.value.clone(), title });
            }
        }
        roles
    }

    pub(super) fn all_bodies(&self) -> Vec<Body> {
        let mut bodies: Vec<Body> = Vec::new();
        for (id, doc) in self.draft.bodies() {
            if bodies.iter().any(|body| body.id == id.value) {
                continue;
            }
            bodies.push(Body {
                id: id.value.clone(),
                title: Title::or(doc.title.as_ref(), id.as_str()),
                names: names(id.as_str(), doc.title.as_ref(), &doc.aliases),
                roles: doc
                    .roles
                    .iter()
                    .filter_map(|r| self.roles.get(r.as_str()).copied())
                    .collect(),
                level: text_of(doc.level.as_ref())
                    .and_then(|level| self.levels.iter().position(|l| l == level)),
                parent: doc.parent.as_ref().and_then(|p| self.bodies.get(p.as_str()).copied()),
                areas: texts(&doc.areas),
                from: doc.from.as_ref().map(|day| day.value),
                until: doc.until.as_ref().map(|day| day.value),
                span: id.span,
            });
        }
        bodies
    }

    pub(super) fn all_persons(&self) -> HashMap<String, Person> {
        let persons = self.draft.rosters_in_use().flat_map(|doc| doc.value.persons.iter());
        persons
            .map(|(id, doc)| {
                let absent = doc.absent.iter().filter_map(|a| {
                    let from = a.from.as_ref()?.value;
                    Some((from, a.until.as_ref().map_or(Day(i32::MAX), |until| until.value)))
                });
                let unit = doc.unit.as_ref().and_then(|u| self.bodies.get(u.as_str()).copied());
                let kind = text_of(doc.kind.as_ref()).map(str::to_owned);
                (id.value.clone(), Person { kind, unit, absent: absent.collect() })
            })
            .collect()
    }

    pub(super) fn all_targets(&self) -> Vec<Target> {
        let kinds = self.draft.rosters_in_use().flat_map(|doc| doc.value.targets.iter());
        kinds
            .flat_map(|(kind, targets)| targets.iter().map(move |(id, doc)| (kind, id, doc)))
            .map(|(kind, id, doc)| Target {
                kind: kind.value.clone(),
                id: id.value.clone(),
                body: doc.body.as_ref().and_then(|b| self.bodies.get(b.as_str()).copied()),
                from: doc.from.as_ref().map(|day| day.value),
                until: doc.until.as_ref().map(|day| day.value),
                attributes: doc
                    .attributes
                    .iter()
                    .filter_map(|(key, value)| Some((key.value.clone(), value.scalar()?)))
                    .collect(),
                span: id.span,
            })
            .collect()
    }

    pub(super) fn all_prohibited(&self) -> Vec<Prohibited> {
        let acts = self.draft.sets.iter().flat_map(|set| set.value.prohibited.iter());
        acts.map(|act| Prohibited {
            title: Title::or(act.title.as_ref(), "prohibited"),
            keywords: texts(&act.keywords),
            codes: texts(&act.codes),
            span: act.title.as_ref().map_or_else(|| self.draft.set_place(), |title| title.span),
        })
        .collect()
    }
}
