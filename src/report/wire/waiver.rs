//! An exception that was granted.

use serde::{Deserialize, Serialize};

use super::Clause;
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
