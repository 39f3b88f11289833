use crate::doc::Spanned;
use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::lint::wording::did_you_mean;
use crate::model::calendar::{days, weekday};
use crate::model::docs::CalendarDoc;
use crate::rule;
use crate::text::{Span, Words, nearest, say};

rule! {
    /// A calendar names a day that can't be read or doesn't lie in its year.
    ///
    /// Days are written like `2026-01-01`, several in a row like `2026-02-15..2026-02-23` with both
    /// ends included; days of the week like `saturday`, `sat` or `周六`. A day under another year, or
    /// one that can't be read, would be left out, and deadlines would end on a holiday.
    ///
    /// ## 中文
    ///
    /// 日历中的日期无法读取，或不在所属年份内。
    ///
    /// 日期写成`2026-01-01`，连续多日写成`2026-02-15..2026-02-23`（含首尾）；星期写成`saturday`、`sat`或`周六`。
    /// 写在别的年份下或无法读取的日期不会采用，时限就会落在节假日上。
    ///
    /// ```yaml fail
    /// kind: calendar
    /// id: cn
    /// weekend: [saturday, sundy]
    /// #                   ^^^^^
    /// years:
    ///   "2026":
    ///     source: gov.cn
    ///     off: [2026-02-15..2026-02-30, 2026-02-23..2026-02-15, 2027-01-01]
    /// #         ^^^^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^
    ///   next year: { source: gov.cn }
    /// # ^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: calendar
    /// id: cn
    /// weekend: [saturday, 周日]
    /// years:
    ///   "2026":
    ///     source: gov.cn
    ///     off: [2026-01-01, 2026-02-15..2026-02-23]
    ///     worked: [2026-01-04]
    /// ```
    pub(super) static RULE = "list/calendar-bad-day", Error,
        "a day that can't be read", "日期无法读取";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.calendars {
        let calendar = doc.value.id.as_ref().map_or("", |id| id.as_str());
        for (place, message, help) in faults(&doc.value) {
            let label = Words::fixed("can't be taken", "无法采用");
            let detail = Some(format!("{calendar} {}", message.en));
            let subject = Subject { detail, ..Subject::default() };
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}

fn faults(doc: &CalendarDoc) -> Vec<(Span, Words, Words)> {
    let mut faults = Vec::new();
    for name in doc.weekend.iter().flat_map(|weekend| weekend.iter()) {
        if weekday(&name.value).is_none() {
            let text = &name.value;
            let near = nearest(text, WEEK);
            let help =
                Words::fixed("write it like `saturday` or `周六`", "请写成`saturday`或`周六`");
            let message = say!("`{text}` is not a day of the week", "`{text}`不是星期几");
            faults.push((name.span, message, did_you_mean(near, help)));
        }
    }
    for (year, days) in doc.years.iter() {
        let Ok(number) = year.value.parse::<i16>() else {
            let text = &year.value;
            let message = say!("`{text}` is not a year", "`{text}`不是年份");
            faults.push((year.span, message, Words::fixed("write it like `2026`", "请写成`2026`")));
            continue;
        };
        for item in days.off.iter().chain(days.worked.iter()) {
            faults.extend(fault(item, number));
        }
    }
    faults
}

const WEEK: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn fault(item: &Spanned<String>, year: i16) -> Option<(Span, Words, Words)> {
    let text = &item.value;
    let Some(days) = days(text) else {
        let message = say!(
            "`{text}` is neither a day nor days in a row",
            "`{text}`既不是一日，也不是连续的多日"
        );
        let help = Words::fixed(
            "write it like `2026-01-01` or `2026-02-15..2026-02-23`",
            "请写成`2026-01-01`或`2026-02-15..2026-02-23`",
        );
        return Some((item.span, message, help));
    };
    let beyond = days.iter().find(|day| day.year() != year)?;
    let other = beyond.year();
    let message = say!(
        "`{text}` stands under {year} and reaches into {other}",
        "`{text}`写在{year}年下，却落在{other}年"
    );
    let help =
        say!("write the days of {other} under `{other}`", "请把{other}年的日期写在`{other}`下");
    Some((item.span, message, help))
}
