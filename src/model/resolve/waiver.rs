//! Waivers that can be relied upon.

use super::{Resolver, texts};
use crate::model::load::text_of;
use crate::model::waiver::{LONGEST, Waiver};

impl Resolver<'_> {
    pub(super) fn waivers(&self) -> Vec<Waiver> {
        let longest = self.draft.set().waiver_limit.unwrap_or(LONGEST);
        let all = self.draft.waivers.iter().flat_map(|doc| doc.value.waivers.iter());
        let whole = all.filter(|(_, doc)| doc.is_whole(longest));
        let bodies = self.all_bodies();
        let body = |name: &str| {
            let known = bodies.iter().find(|body| body.names.iter().any(|own| own == name));
            known.map_or_else(|| name.to_owned(), |body| body.id.clone())
        };
        let waiver = |(id, doc): &(crate::doc::Spanned<String>, crate::model::docs::WaiverDoc)| {
            let (from, until) = (doc.from.as_ref()?, doc.until.as_ref()?);
            Some(Waiver {
                id: id.value.clone(),
                approver: text_of(doc.approver.as_ref())?.trim().to_owned(),
                reason: doc.reason.as_ref()?.words(),
                from: from.value,
                until: until.value,
                rule: text_of(doc.rule.as_ref()).map(str::to_owned),
                duty: text_of(doc.duty.as_ref()).map(str::to_owned),
                body: text_of(doc.body.as_ref()).map(body),
                cases: texts(&doc.case),
                fingerprints: texts(&doc.fingerprint),
                span: id.span,
                end: until.span,
            })
        };
        whole.filter_map(waiver).collect()
    }
}
