use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned, Table};
use crate::model::{Day, Title};

/// `kind = "waivers"`: exceptions that somebody granted. Those of an imported set stay with it.
/// zh: 豁免：有人批准的例外；导入清单集的豁免不随之导入。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WaiversDoc {
    /// Always `waivers`.
    /// zh: 固定为`waivers`。
    pub kind: Option<String>,
    /// What people call them.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// The waivers, by name.
    /// zh: 各项豁免，以名称为键。
    pub waivers: Table<WaiverDoc>,
}

/// One exception. What it names must all be true of a finding; what it doesn't name may be anything.
/// zh: 一项豁免：写明的条件须全部符合，未写明的不限。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WaiverDoc {
    /// The rule.
    /// zh: 规则。
    pub rule: Option<Spanned<String>>,
    /// The duty.
    /// zh: 责任事项。
    pub duty: Option<Spanned<String>>,
    /// The body that answers, by its id or a name of it.
    /// zh: 责任单位，编号或名称。
    pub body: Option<Spanned<String>>,
    /// The case, or one of several.
    /// zh: 案件，可列多个。
    pub case: Many<Spanned<String>>,
    /// The finding itself, or one of several, by their fingerprints.
    /// zh: 问题本身，以指纹表示，可列多个。
    pub fingerprint: Many<Spanned<String>>,
    /// Who granted it.
    /// zh: 批准人。
    pub approver: Option<Spanned<String>>,
    /// Why.
    /// zh: 理由。
    pub reason: Option<Title>,
    /// First day on which it holds.
    /// zh: 生效首日。
    pub from: Option<Spanned<Day>>,
    /// Last day on which it holds, in the set's timezone.
    /// zh: 生效末日（含），按清单集的时区计。
    pub until: Option<Spanned<Day>>,
}
