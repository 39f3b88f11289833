use schemars::JsonSchema;
use serde::Deserialize;

use crate::doc::{Many, Spanned, Table};
use crate::model::Title;

/// `kind = "calendar"`: rest days and worked rest days, by year.
/// zh: 日历：按年列出的休息日和调休上班日。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CalendarDoc {
    /// Always `calendar`.
    /// zh: 固定为`calendar`。
    pub kind: Option<String>,
    /// The name by which a set asks for it.
    /// zh: 编号，清单集据此引用。
    pub id: Option<Spanned<String>>,
    /// What people call it.
    /// zh: 名称。
    pub title: Option<Title>,
    /// A remark.
    /// zh: 备注。
    pub note: Option<Title>,
    /// Days of the week on which nobody works. Default Saturday and Sunday.
    /// zh: 每周的休息日，默认周六、周日。
    pub weekend: Option<Many<Spanned<String>>>,
    /// What differs from that, by year. A year that is not listed is unknown.
    /// zh: 各年与周末不同之处；没有列出的年份视为未知。
    pub years: Table<YearDoc>,
}

/// One year of a calendar.
/// zh: 日历中的一年。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct YearDoc {
    /// The notice that says so.
    /// zh: 所依据的通知。
    pub source: Option<Spanned<String>>,
    /// Rest days: `2026-01-01` or `2026-02-15..2026-02-23`, both ends included.
    /// zh: 休息日：`2026-01-01`，或`2026-02-15..2026-02-23`（含首尾两日）。
    pub off: Many<Spanned<String>>,
    /// Weekend days on which people work.
    /// zh: 调休上班的周末。
    pub worked: Many<Spanned<String>>,
}
