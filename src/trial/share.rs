//! How much of a duty a set answers for with its scenarios.

use crate::doc::Spanned;
use crate::model::Draft;
use crate::text::{SourceId, Span};

/// The part of a duty that a set wrote itself, and therefore proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// All of it: the set's own list has it.
    Whole,
    /// What its overlays in these files change of an imported duty.
    Written(Vec<SourceId>),
}

impl Share {
    /// The share of the set that was asked for; nothing if it only imports the duty.
    pub(super) fn of(draft: &Draft, duty: &str) -> Option<Self> {
        if draft.duty(duty)?.set == 0 {
            return Some(Self::Whole);
        }
        let named =
            |own: &Option<Spanned<String>>| own.as_ref().is_some_and(|own| own.value == duty);
        let overlays = draft.overlays.iter().filter(|own| own.set == 0 && named(&own.value.duty));
        let files: Vec<_> = overlays.map(|own| own.source).collect();
        (!files.is_empty()).then_some(Self::Written(files))
    }

    /// Whether what stands at a place is part of it.
    pub(super) fn has(&self, place: Span) -> bool {
        match self {
            Self::Whole => true,
            Self::Written(files) => files.contains(&place.source),
        }
    }
}
