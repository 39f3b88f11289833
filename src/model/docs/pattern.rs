use schemars::JsonSchema;
use serde::Deserialize;

use super::BasisDoc;
use crate::doc::{Many, Spanned, Value};
use crate::model::condition::Written;
use crate::model::{Limit, Title};

/// `kind = "model"`: a supervision model, which looks at many cases through another key than the
/// case and states what must not be seen.
/// zh: 监督模型：不按案件而按其他线索观察多个案件，写明不应出现的情形。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PatternDoc {
    /// Always `model`.
    /// zh: 固定为`model`。
    pub kind: Option<String>,
    /// Its name; part of every fingerprint.
    /// zh: 编号，计入每条指纹。
    pub id: Option<Spanned<String>>,
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// What cases are gathered by: `target`, `area`, `body`, `person` or a field.
    /// zh: 案件的归集依据：`target`、`area`、`body`、`person`或某一字段。
    pub by: Option<Spanned<String>>,
    /// What is counted; of several, any counts. Each case counts once.
    /// zh: 统计什么；有多项的，任一项都计；每案计一次。
    pub of: Many<CountedDoc>,
    /// How many cases at least, within one window. Default 2.
    /// zh: 一个时间窗内至少几案，默认2。
    pub at_least: Option<Spanned<u32>>,
    /// The length of the moving window.
    /// zh: 移动时间窗的长度。
    pub within: Option<Spanned<Limit>>,
    /// And all of these too, in the same window of the same key.
    /// zh: 同一归集、同一时间窗内还须都有。
    pub with: Many<CountedDoc>,
    /// And none of these.
    /// zh: 且都没有。
    pub without: Many<CountedDoc>,
    /// What a human is asked.
    /// zh: 请人研判的问题。
    pub question: Option<Title>,
    /// The law behind it.
    /// zh: 法律依据。
    pub basis: Many<BasisDoc>,
}

/// What a supervision model counts.
/// zh: 监督模型统计的内容。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CountedDoc {
    /// `DUTY.step`.
    /// zh: `事项.环节`。
    pub step: Option<Spanned<String>>,
    /// Any event of a duty.
    /// zh: 某事项的任何事件。
    pub duty: Option<Spanned<String>>,
    /// How many cases of it at least, under `with`. Default 1.
    /// zh: 至少几案，用于`with`，默认1。
    pub at_least: Option<Spanned<u32>>,
    /// Only when this holds in its case at that moment.
    /// zh: 仅在其案件当时此条件成立时。
    #[schemars(with = "Option<Written>")]
    pub when: Option<Value>,
}
