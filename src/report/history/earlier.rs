//! Saved audits of a set.

use super::moment;
use crate::report::wire::{Report, VERSION};
use crate::text::{Words, say};

/// Earlier audits of one set, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// The reports.
    pub reports: Vec<Report>,
}

/// Why a file is no earlier audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no report of an audit.
    NoReport,
    /// It is of another version of this program's reports.
    OtherVersion(u32),
    /// It is of another set.
    OtherSet(String),
}

impl Unfit {
    /// Why, and what to do.
    pub fn words(&self) -> (Words, Words) {
        match self {
            Self::NoReport => (
                Words::fixed("it is no saved audit", "不是已保存的审计报告"),
                Words::fixed(
                    "save audits with `remit audit --format json=FILE`",
                    "请用`remit audit --format json=文件`保存审计报告",
                ),
            ),
            Self::OtherVersion(version) => (
                say!(
                    "it has the shape of version {version}, and this program reads version {VERSION}",
                    "其报告格式为第{version}版，本程序可读第{VERSION}版"
                ),
                Words::fixed(
                    "repeat that audit with this version of the program",
                    "请用本版本程序重做该次审计",
                ),
            ),
            Self::OtherSet(id) => (
                say!("it is an audit of another set, `{id}`", "它审计的是另一套清单`{id}`"),
                Words::fixed("name audits of the same set", "请指定同一套清单的审计报告"),
            ),
        }
    }
}

/// Reads a saved audit.
///
/// # Errors
///
/// It is none, or of another version.
pub fn read(bytes: &[u8]) -> Result<Report, Unfit> {
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| Unfit::NoReport)?;
    let version =
        value.get("remit").and_then(|own| own.get("report")).and_then(serde_json::Value::as_u64);
    let version = version.and_then(|version| u32::try_from(version).ok()).ok_or(Unfit::NoReport)?;
    if version != VERSION {
        return Err(Unfit::OtherVersion(version));
    }
    serde_json::from_value(value).map_err(|_| Unfit::NoReport)
}

impl Earlier {
    /// Those of several audits that lie before one: of the same set, not after its instant, and not
    /// the same result once more.
    pub fn than(report: &Report, all: Vec<Report>) -> Self {
        let now = moment(&report.as_of);
        let fits = |own: &Report| {
            own.set.id == report.set.id
                && moment(&own.as_of) <= now
                && own.digests.result != report.digests.result
        };
        let mut reports: Vec<Report> = all.into_iter().filter(fits).collect();
        reports.sort_by(|a, b| {
            let key = |own: &Report| (moment(&own.as_of), own.digests.report.clone());
            key(a).cmp(&key(b))
        });
        reports.dedup_by(|a, b| a.digests.result == b.digests.result && a.as_of == b.as_of);
        Self { reports }
    }
}
