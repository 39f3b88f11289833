use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::Words;

rule! {
    /// A calendar has no `id`.
    ///
    /// Sets ask for a calendar by its id, so this one can't be used. Give it a short name, such as
    /// `cn`.
    ///
    /// ## 中文
    ///
    /// 日历没有`id`（编号）。
    ///
    /// 清单集以编号指定日历，没有编号就无法使用。请写一个短名称，例如`cn`。
    ///
    /// ```yaml fail
    /// kind: calendar
    /// #     ^^^^^^^^
    /// years: {}
    /// ```
    ///
    /// ```yaml pass
    /// kind: calendar
    /// id: cn
    /// years: {}
    /// ```
    pub(super) static RULE = "list/calendar-without-id", Warning,
        "calendar without an id", "日历缺少编号";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in index.draft.calendars.iter().filter(|doc| doc.value.id.is_none()) {
        let message = Words::fixed(
            "the calendar has no `id`, so no set can ask for it",
            "日历没有`id`，无法被指定",
        );
        let label = Words::fixed("this calendar", "此日历");
        let help = Words::fixed("add a short name, such as `id: cn`", "请添加短名称，例如`id: cn`");
        sink.push(Finding::at(&RULE, doc.place, message, label).help(help));
    }
}
