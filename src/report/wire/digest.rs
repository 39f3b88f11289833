//! Digests by which a report can be checked.

use std::fmt::Write as _;
use std::io::{self, BufWriter};

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Digests, More, Report};
use crate::threads;

impl Report {
    /// Fills in both digests.
    ///
    /// `result` is taken over the report as JSON without spaces, without `inputs`, `digests` and
    /// the `set` and `logs` of `options`, and without the `input`, `row` and `place` of every row and the
    /// `path` of every clause: what remains does not depend on how the log is cut into files, how
    /// its rows are ordered, or from which folder the audit was run. Neither does it depend on earlier
    /// audits or on what was answered to them: `status`, `known`, `resolved`, `remaining`, `change`,
    /// `history`, `answer` and `answers` are left out too. `report` is
    /// taken over the whole, with both digests empty.
    ///
    /// # Errors
    ///
    /// None in practice, see [`super::to_json`].
    pub fn seal(&mut self) -> Result<(), serde_json::Error> {
        self.digests = Digests::default();
        // What is beyond the findings kept in full is most of a large report and has no places: it
        // goes into the digest as it stands.
        let more = std::mem::take(&mut self.more);
        let few = threads::few(more.iter().map(|own| own.fingerprints.len()).sum());
        let light = || {
            let mut value = serde_json::to_value(&*self)?;
            without_places(&mut value);
            Ok::<_, serde_json::Error>(value)
        };
        let prepare = || threads::each(&more, few, |_, own| own.fingerprints.prepare());
        let (value, _) = threads::both(true, light, prepare);
        self.more = more;
        let value = value?;
        let more = &self.more;
        // The tree is taken apart where it was digested last.
        let light = move || digest(&Light { report: &value, more });
        let (result, report) = threads::both(true, light, || digest(self));
        self.digests = Digests { result: result?, report: report? };
        Ok(())
    }
}

/// A report as a tree, with what is beyond the findings kept in full in its place.
struct Light<'r> {
    report: &'r Value,
    more: &'r [More],
}

impl Serialize for Light<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(report) = self.report.as_object() else {
            return self.report.serialize(serializer);
        };
        let mut map = serializer.serialize_map(Some(report.len()))?;
        for (key, value) in report {
            if key == "more" {
                map.serialize_entry(key, self.more)?;
            } else {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

/// The digest of a value's JSON, which is never held as a whole.
fn digest(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut digest = BufWriter::with_capacity(1 << 14, Digest(Sha256::new()));
    serde_json::to_writer(&mut digest, value)?;
    let digest = digest.into_inner().map_err(|fault| serde_json::Error::io(fault.into_error()))?;
    Ok(hex(&digest.0.finalize()))
}

/// Takes the digest of what is written.
struct Digest(Sha256);

impl io::Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn without_places(value: &mut Value) {
    if let Some(report) = value.as_object_mut() {
        for key in [
            "inputs",
            "digests",
            "resolved",
            "remaining",
            "change",
            "history",
            "answers",
            "baseline",
        ] {
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
            finding.shift_remove("known");
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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 of bytes, in hex.
#[cfg(feature = "xlsx")]
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
