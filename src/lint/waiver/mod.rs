//! Rules on waivers.

mod waiver_incomplete;
mod waiver_too_broad;
mod waiver_too_long;
mod waiver_unknown_duty;

lints! {
    waiver_incomplete,
    waiver_too_broad,
    waiver_too_long;
    elsewhere:
    waiver_unknown_duty,
}

use crate::doc::Spanned;
use crate::finding::Subject;
use crate::lint::Index;
use crate::model::docs::WaiverDoc;

/// Every waiver with its name.
fn waivers<'d>(index: &Index<'d>) -> impl Iterator<Item = &'d (Spanned<String>, WaiverDoc)> {
    index.draft.waivers.iter().flat_map(|doc| doc.value.waivers.iter())
}

fn subject(id: &Spanned<String>) -> Subject {
    Subject { detail: Some(id.value.clone()), ..Subject::default() }
}
