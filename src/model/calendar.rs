//! Working days: weekends, holidays and worked rest days, year by year.

use std::collections::BTreeMap;

use super::Day;
use super::docs::CalendarDoc;

/// A resolved calendar. Years without an entry are unknown, not ordinary.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Its name.
    pub id: String,
    weekend: [bool; 7],
    years: BTreeMap<i16, Year>,
}

#[derive(Clone, Debug, Default)]
struct Year {
    off: Vec<Day>,
    worked: Vec<Day>,
}

/// Reads `2026-01-01` or `2026-02-15..2026-02-23` into days. Nothing if it is neither, or longer
/// than a year.
pub fn days(text: &str) -> Option<Vec<Day>> {
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (Day::parse(first)?, Day::parse(last)?),
        None => (Day::parse(text)?, Day::parse(text)?),
    };
    (first <= last && last.0 - first.0 < 366).then(|| (first.0..=last.0).map(Day).collect())
}

/// The number of a weekday (Monday is zero) from its name. Nothing if it is none.
pub fn weekday(name: &str) -> Option<usize> {
    const NAMES: [[&str; 3]; 7] = [
        ["monday", "mon", "周一"],
        ["tuesday", "tue", "周二"],
        ["wednesday", "wed", "周三"],
        ["thursday", "thu", "周四"],
        ["friday", "fri", "周五"],
        ["saturday", "sat", "周六"],
        ["sunday", "sun", "周日"],
    ];
    NAMES.iter().position(|names| names.contains(&name.to_lowercase().as_str()))
}

impl Calendar {
    /// Resolves a calendar; what can't be read is left out (rules report it).
    pub fn new(id: &str, doc: &CalendarDoc) -> Self {
        let mut weekend = [false, false, false, false, false, true, true];
        if let Some(named) = &doc.weekend {
            weekend = [false; 7];
            for at in named.iter().filter_map(|name| weekday(&name.value)) {
                if let Some(day) = weekend.get_mut(at) {
                    *day = true;
                }
            }
        }
        let read = |texts: &[crate::doc::Spanned<String>]| {
            let mut all: Vec<Day> = texts.iter().filter_map(|t| days(&t.value)).flatten().collect();
            all.sort_unstable();
            all
        };
        let years = doc
            .years
            .iter()
            .filter_map(|(year, doc)| {
                let year: i16 = year.value.parse().ok()?;
                Some((year, Year { off: read(&doc.off), worked: read(&doc.worked) }))
            })
            .collect();
        Self { id: id.to_owned(), weekend, years }
    }

    /// Whether people work on a day. Nothing if its year is not loaded.
    pub fn works(&self, day: Day) -> Option<bool> {
        let year = self.years.get(&day.year())?;
        if year.worked.binary_search(&day).is_ok() {
            return Some(true);
        }
        if year.off.binary_search(&day).is_ok() {
            return Some(false);
        }
        let at = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        Some(!self.weekend.get(at).copied().unwrap_or(false))
    }

    /// The day itself if people work then, else the next on which they do. `Err` names the year
    /// that is not loaded.
    pub fn working_day_from(&self, mut day: Day) -> Result<Day, i16> {
        while !self.works(day).ok_or_else(|| day.year())? {
            day = day.plus(1);
        }
        Ok(day)
    }

    /// The n-th working day after a day. `Err` names the year that is not loaded.
    pub fn working_days_after(&self, mut day: Day, count: u32) -> Result<Day, i16> {
        for _ in 0..count {
            day = self.working_day_from(day.plus(1))?;
        }
        Ok(day)
    }

    /// The years that are loaded.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.years.keys().copied()
    }
}
