//! What was answered to findings on sheets that went round, and whether it holds.

use serde::{Deserialize, Serialize};

use crate::text::Words;

/// What a finding became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was put right.
    Rectified,
    /// Whoever answers for it says that it is none.
    Disputed,
    /// It is still to be put right.
    Open,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Rectified, Self::Disputed, Self::Open];

    /// The code in JSON and CSV.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rectified => "rectified",
            Self::Disputed => "disputed",
            Self::Open => "open",
        }
    }

    /// The word that people choose in a sheet.
    pub const fn words(self) -> Words {
        match self {
            Self::Rectified => Words::fixed("rectified", "已整改"),
            Self::Disputed => Words::fixed("disputed", "有异议"),
            Self::Open => Words::fixed("open", "未整改"),
        }
    }
}

/// What was answered to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What it became.
    pub state: State,
    /// What was said to it.
    pub response: Option<String>,
    /// Who puts it right.
    pub responsible: Option<String>,
    /// By which day; what is no day is kept as it was written.
    pub due: Option<String>,
    /// On which day it was put right; what is no day is kept as it was written.
    pub rectified_on: Option<String>,
    /// Whether this audit bears out that it was put right: it is gone, or it is still found. Nothing
    /// for other states, and where this log can't tell.
    pub holds: Option<bool>,
}

/// What was answered on all sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCounts {
    /// The sheets.
    pub sheets: Vec<AnswerSheet>,
    /// Findings that were put right, as the sheets say.
    pub rectified: u64,
    /// Findings that are disputed.
    pub disputed: u64,
    /// Findings that are open.
    pub open: u64,
    /// Of those that were put right: gone.
    pub holding: u64,
    /// Of those that were put right: still found.
    pub not_holding: u64,
    /// Of those that were put right: this log can't tell.
    pub cannot_tell: u64,
    /// Answers to findings that this report does not have in full.
    pub others: Vec<OtherAnswer>,
    /// Rows that answer nothing.
    pub faulty: Vec<FaultyAnswer>,
}

impl AnswerCounts {
    /// How many of those that were put right hold, do not, or can't be told.
    pub(in crate::report) fn of(&mut self, holds: Option<bool>) -> &mut u64 {
        match holds {
            Some(true) => &mut self.holding,
            Some(false) => &mut self.not_holding,
            None => &mut self.cannot_tell,
        }
    }
}

/// A file with answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerSheet {
    /// The path as the user knows it.
    pub path: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Rows with a fingerprint or an answer.
    pub rows: u64,
}

/// Where an answer stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerPlace {
    /// Index into [`AnswerCounts::sheets`].
    pub sheet: u32,
    /// The sheet within the file.
    pub tab: String,
    /// The row, from one.
    pub row: u64,
}

/// An answer to a finding that a report does not have in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherAnswer {
    /// The fingerprint.
    pub id: String,
    /// Whether it is still found: it is only counted, or belongs to another period.
    pub found: bool,
    /// What was answered.
    pub answer: Answer,
    /// Where.
    pub place: AnswerPlace,
}

/// A row of a sheet that answers nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultyAnswer {
    /// What stands where the fingerprint should.
    pub id: Option<String>,
    /// What is wrong.
    pub words: Words,
    /// Where.
    pub place: AnswerPlace,
}
