//! Relations between steps.

use super::{Clock, Deadline, Link, Relation, Resolver};
use crate::doc::Spanned;
use crate::model::Title;
use crate::model::docs::{RuleDoc, StandardDoc, Template};

impl Resolver<'_> {
    pub(super) fn relations(&self, duty: &str, standard: &StandardDoc) -> Vec<Relation> {
        let each = standard.rules.iter();
        each.filter_map(|(id, doc)| self.relation(id, doc, duty)).collect()
    }

    fn relation(&self, id: &Spanned<String>, doc: &RuleDoc, duty: &str) -> Option<Relation> {
        let template = doc.template.as_ref()?.value;
        let activation = self.all_steps(&doc.activation, duty);
        let target = self.all_steps(&doc.target, duty);
        if activation.is_empty() || template.takes_target() && target.is_empty() {
            return None;
        }
        if template == Template::Exactly && doc.count.is_none() {
            return None;
        }
        // The clock of a relation runs from the earlier of its two events, whatever it is.
        let clock = Clock::Step(*activation.first()?);
        let groups = self.deadlines(doc.within.as_ref().filter(|_| template.pairs()), duty, clock);
        let forms: Vec<_> = groups.into_iter().flat_map(|deadline| deadline.forms).collect();
        Some(Relation {
            id: id.value.clone(),
            title: Title::or(doc.title.as_ref(), id.as_str()),
            template,
            activation,
            target: if template.takes_target() { target } else { Vec::new() },
            count: doc.count.as_ref().map_or(1, |count| count.value),
            deadline: (!forms.is_empty()).then_some(Deadline { of: clock, forms }),
            when: self.when(doc.when.as_ref(), duty),
            same: self.links(&doc.same),
            different: self.links(&doc.different),
            counted: doc.counted,
            span: id.span,
        })
    }

    fn links(&self, names: &[Spanned<String>]) -> Vec<Link> {
        let link = |name: &Spanned<String>| {
            Link::named(name.as_str()).or_else(|| self.field(name).map(Link::Field))
        };
        names.iter().filter_map(link).collect()
    }
}
