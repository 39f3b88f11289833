use std::collections::HashSet;

use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::model::Day;
use crate::model::calendar::{days, weekday};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An entry of a calendar changes nothing.
    ///
    /// `worked` is for days of a weekend on which people work all the same; an ordinary weekday is
    /// worked anyway. A day that is listed twice is as good as listed once. Mostly a digit of the
    /// date is wrong, and the day that was meant is missing.
    ///
    /// ## 中文
    ///
    /// 日历中的一项没有任何作用。
    ///
    /// `worked`（上班）用于周末调休上班；平日本来就上班。同一天列两次与列一次无异。多半是日期写错了一位，真正要写的
    /// 那天反而漏了。
    ///
    /// ```yaml fail
    /// kind: calendar
    /// id: cn
    /// years:
    ///   "2026":
    ///     source: gov.cn
    ///     off: [2026-01-01..2026-01-03, 2026-01-03]
    /// #                                 ^^^^^^^^^^
    ///     worked: [2026-01-05]
    /// #            ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: calendar
    /// id: cn
    /// years:
    ///   "2026":
    ///     source: gov.cn
    ///     off: [2026-01-01..2026-01-03]
    ///     worked: [2026-01-04]
    /// ```
    pub(super) static RULE = "list/calendar-idle-entry", Warning,
        "calendar entry without effect", "日历项没有作用";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.calendars {
        let weekend: Vec<usize> = match &doc.value.weekend {
            Some(named) => named.iter().filter_map(|name| weekday(&name.value)).collect(),
            None => vec![5, 6],
        };
        let rests = |day: &Day| {
            let at = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
            weekend.contains(&at)
        };
        let mut off: HashSet<Day> = HashSet::new();
        let mut idle = Vec::new();
        for item in doc.value.years.iter().flat_map(|(_, year)| year.off.iter()) {
            let all = days(&item.value).unwrap_or_default();
            if let Some(day) = all.iter().find(|day| off.contains(day)) {
                idle.push((item, *day, Words::fixed("is off twice", "重复列为休息日")));
            }
            off.extend(all);
        }
        let mut worked: HashSet<Day> = HashSet::new();
        for item in doc.value.years.iter().flat_map(|(_, year)| year.worked.iter()) {
            for day in days(&item.value).unwrap_or_default() {
                if !worked.insert(day) {
                    idle.push((item, day, Words::fixed("is worked twice", "重复列为上班日")));
                } else if !rests(&day) && !off.contains(&day) {
                    let what = Words::fixed("is worked anyway", "本来就是上班日");
                    idle.push((item, day, what));
                }
            }
        }
        for (item, day, what) in idle {
            let message = say!("{day} {what}", "{day}{what}", what: what);
            let label = Words::fixed("changes nothing", "没有作用");
            let help = Words::fixed(
                "compare the date with the notice for the year, or take it out",
                "请与当年的通知核对日期，或将其去掉",
            );
            let subject = Subject { detail: Some(day.to_string()), ..Subject::default() };
            sink.push(Finding::at(&RULE, item.span, message, label).help(help).about(subject));
        }
    }
}
