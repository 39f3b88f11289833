//! An exception that was granted.

use serde::{Deserialize, Serialize};

use super::{Clause, Prints};
use crate::text::{Words, say};

/// Why a finding is waived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Its name in the document.
    pub id: String,
    /// Who granted it.
    pub approver: String,
    /// Why.
    pub reason: Words,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Where it stands.
    pub place: Option<Clause>,
}

impl Waiver {
    /// Who granted it, until when, and why.
    pub fn words(&self) -> Words {
        let Self { approver, reason, until, .. } = self;
        say!(
            "waived by {approver} until {until}: {reason}",
            "经{approver}批准豁免至{until}：{reason}",
            reason: reason
        )
    }
}

/// A waiver of the set and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiverUse {
    /// The waiver.
    #[serde(flatten)]
    pub waiver: Waiver,
    /// `holds`, `ended`, or `before` its first day.
    pub state: String,
    /// Days that are left after the day of as-of; nothing unless it holds.
    pub left: Option<u64>,
    /// How many findings it covers.
    pub findings: u64,
    /// Fingerprints of those that the report doesn't keep in full, sorted.
    #[serde(default, skip_serializing_if = "Prints::is_empty")]
    pub beyond: Prints,
}
