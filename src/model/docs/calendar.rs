use serde::Deserialize;

use crate::doc::{Many, Spanned, Table};
use crate::model::Title;

/// `kind = "calendar"`: rest days and worked rest days, by year.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CalendarDoc {
    /// Always `calendar`.
    pub kind: Option<String>,
    /// The name by which a set asks for it.
    pub id: Option<Spanned<String>>,
    /// What people call it.
    pub title: Option<Title>,
    /// A remark.
    pub note: Option<Title>,
    /// Days of the week on which nobody works. Default Saturday and Sunday.
    pub weekend: Option<Many<Spanned<String>>>,
    /// What differs from that, by year. A year that is not listed is unknown.
    pub years: Table<YearDoc>,
}

/// One year of a calendar.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct YearDoc {
    /// The notice that says so.
    pub source: Option<Spanned<String>>,
    /// Rest days: `2026-01-01` or `2026-02-15..2026-02-23`, both ends included.
    pub off: Many<Spanned<String>>,
    /// Weekend days on which people work.
    pub worked: Many<Spanned<String>>,
}
