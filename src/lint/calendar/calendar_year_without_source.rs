use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A year of a calendar names no source.
    ///
    /// Rest days are set by a notice each year, and a deadline may hang on one of them. Whoever
    /// checks it needs to find the notice. Write where it was published in `source`.
    ///
    /// ## 中文
    ///
    /// 日历的某一年没有写明来源。
    ///
    /// 节假日安排每年由通知确定，时限可能就差在某一天。复核的人要能找到通知。请在`source`（来源）中写明出处。
    ///
    /// ```yaml fail
    /// kind: calendar
    /// id: cn
    /// years:
    ///   "2026": { off: [2026-01-01..2026-01-03] }
    /// # ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: calendar
    /// id: cn
    /// years:
    ///   "2026": { source: gov.cn content_7047091, off: [2026-01-01..2026-01-03] }
    /// ```
    pub(super) static RULE = "list/calendar-year-without-source", Warning,
        "calendar year without a source", "日历年份缺少来源";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.calendars {
        let calendar = doc.value.id.as_ref().map_or("", |id| id.as_str());
        for (year, days) in doc.value.years.iter() {
            if days.source.as_ref().is_some_and(|source| !source.value.trim().is_empty()) {
                continue;
            }
            let name = &year.value;
            let message =
                say!("the rest days of {name} name no source", "{name}年的休息日没有写明来源");
            let label = Words::fixed("by which notice?", "依据哪份通知？");
            let help = Words::fixed(
                "add where the notice was published as `source`",
                "请在`source`中写明通知的出处",
            );
            let subject =
                Subject { detail: Some(format!("{calendar} {name}")), ..Subject::default() };
            sink.push(Finding::at(&RULE, year.span, message, label).help(help).about(subject));
        }
    }
}
