use std::collections::HashMap;

use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::model::Day;
use crate::model::calendar::days;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A calendar has a day both as a rest day and as a worked one.
    ///
    /// Deadlines that touch that day come out differently by what holds; it is taken as worked.
    /// Correct the entry that is wrong by the notice for the year.
    ///
    /// ## 中文
    ///
    /// 日历把同一天既列为休息日，又列为上班日。
    ///
    /// 涉及这一天的时限会因取哪种说法而不同；目前按上班日处理。请按当年的通知更正。
    ///
    /// ```yaml fail
    /// kind: calendar
    /// id: cn
    /// years:
    ///   "2026":
    ///     source: gov.cn
    ///     off: [2026-02-14..2026-02-23]
    /// #         ----------------------
    ///     worked: [2026-02-14]
    /// #            ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: calendar
    /// id: cn
    /// years:
    ///   "2026":
    ///     source: gov.cn
    ///     off: [2026-02-15..2026-02-23]
    ///     worked: [2026-02-14]
    /// ```
    pub(super) static RULE = "list/calendar-day-twice", Error,
        "rest day and worked day at once", "既是休息日又是上班日";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.calendars {
        let calendar = doc.value.id.as_ref().map_or("", |id| id.as_str());
        let mut off: HashMap<Day, Span> = HashMap::new();
        for item in doc.value.years.iter().flat_map(|(_, year)| year.off.iter()) {
            off.extend(days(&item.value).into_iter().flatten().map(|day| (day, item.span)));
        }
        for item in doc.value.years.iter().flat_map(|(_, year)| year.worked.iter()) {
            let all = days(&item.value).unwrap_or_default();
            let Some((day, earlier)) = all.iter().find_map(|day| Some((day, off.get(day)?))) else {
                continue;
            };
            let message =
                say!("{day} is a rest day and a worked day", "{day}既是休息日，又是上班日");
            let help = Words::fixed(
                "take it out of one of the two, as the notice for the year says",
                "请按当年的通知去掉其中一处",
            );
            let detail = Some(format!("{calendar} {day}"));
            sink.push(
                Finding::at(&RULE, item.span, message, Words::fixed("worked here", "此处为上班日"))
                    .also_at(*earlier, Words::fixed("off here", "此处为休息日"))
                    .help(help)
                    .about(Subject { detail, ..Subject::default() }),
            );
        }
    }
}
