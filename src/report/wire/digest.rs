//! Digests by which a report can be checked.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Digests, Report};

impl Report {
    /// Fills in both digests.
    ///
    /// `result` is taken over the report as JSON without spaces, without `inputs`, `digests` and
    /// the `set` and `logs` of `options`, and without the `input`, `row` and `place` of every row and the
    /// `path` of every clause: what remains does not depend on how the log is cut into files, how
    /// its rows are ordered, or from which folder the audit was run. Neither does it depend on earlier
    /// audits or on what was answered to them: `status`, `resolved`, `remaining`, `change`, `history`,
    /// `answer` and `answers` are left out too. `report` is
    /// taken over the whole, with both digests empty.
    ///
    /// # Errors
    ///
    /// None in practice, see [`super::to_json`].
    pub fn seal(&mut self) -> Result<(), serde_json::Error> {
        self.digests = Digests::default();
        let whole = serde_json::to_string(self)?;
        let mut value = serde_json::to_value(&*self)?;
        without_places(&mut value);
        let result = sha256(serde_json::to_string(&value)?.as_bytes());
        self.digests = Digests { result, report: sha256(whole.as_bytes()) };
        Ok(())
    }
}

fn without_places(value: &mut Value) {
    if let Some(report) = value.as_object_mut() {
        for key in ["inputs", "digests", "resolved", "remaining", "change", "history", "answers"] {
            report.shift_remove(key);
        }
        if let Some(options) = report.get_mut("options").and_then(Value::as_object_mut) {
            options.shift_remove("set");
            options.shift_remove("logs");
        }
    }
    let findings = value.get_mut("findings").and_then(Value::as_array_mut);
    for finding in findings.into_iter().flatten() {
        if let Some(finding) = finding.as_object_mut() {
            finding.shift_remove("status");
            finding.shift_remove("answer");
        }
        let clause = finding.get_mut("clause").and_then(Value::as_object_mut);
        clause.and_then(|clause| clause.shift_remove("path"));
        let related = finding.get_mut("related").and_then(Value::as_array_mut);
        for clause in related.into_iter().flatten().filter_map(Value::as_object_mut) {
            clause.shift_remove("path");
        }
        let rows = finding.get_mut("rows").and_then(Value::as_array_mut);
        for row in rows.into_iter().flatten().filter_map(Value::as_object_mut) {
            row.shift_remove("input");
            row.shift_remove("row");
            row.shift_remove("place");
        }
    }
}

/// SHA-256 of bytes, in hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a text can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
