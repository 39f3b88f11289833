use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::names::unknown_document;
use crate::rule;
use crate::text::Words;

rule! {
    /// A set names a `calendar` that it doesn't have.
    ///
    /// Working days, and deadlines that end on a rest day, are reckoned with the calendar. Without
    /// it neither can be judged. A set has the calendars in its own folder and those of the sets
    /// that it imports, each by its `id`.
    ///
    /// ## 中文
    ///
    /// 清单集指定的`calendar`（日历）不存在。
    ///
    /// 工作日，以及届满日为休息日的时限，都要按日历推算；没有日历便无法判定。可用的日历是本清单集文件夹
    /// 中的和所引用清单集的，以各自的`id`指称。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// calendar: cn2026
    /// #         ^^^^^^
    /// ---
    /// kind: calendar
    /// id: cn-2026
    /// #   -------
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// calendar: cn-2026
    /// ---
    /// kind: calendar
    /// id: cn-2026
    /// ```
    pub(super) static RULE = fatal "list/unknown-calendar", Error,
        "unknown calendar", "未知的日历";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let ids = index.draft.calendars.iter().filter_map(|doc| doc.value.id.as_ref());
    for name in index.draft.sets.iter().filter_map(|set| set.value.calendar.as_ref()) {
        let kind = Words::fixed("calendar", "日历");
        unknown_document(index, &RULE, name, &kind, &ids, sink);
    }
}
