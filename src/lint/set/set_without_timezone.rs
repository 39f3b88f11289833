use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::Words;

rule! {
    /// A set with duties names no `timezone`.
    ///
    /// Days begin and end in the time zone of the set. Without one UTC is taken, and in China
    /// every deadline in days would then end at eight in the morning of the next day. Write the
    /// IANA name of the zone, such as `Asia/Shanghai`.
    ///
    /// ## 中文
    ///
    /// 含有责任事项的清单集没有写明`timezone`（时区）。
    ///
    /// 一天从何时开始、到何时结束，取决于清单集的时区。未写明时按 UTC 计算，在中国，以日计的时限
    /// 就会到次日早上八点才结束。请写 IANA 时区名称，例如`Asia/Shanghai`。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// #   ^^^^^^^^^^
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter } }
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter } }
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: calendars
    /// ```
    pub(super) static RULE = "list/set-without-timezone", Warning,
        "set without a time zone", "清单集缺少时区";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let set = index.draft.set();
    if !index.has_set || set.timezone.is_some() || index.duties.is_empty() {
        return;
    }
    let message = Words::fixed(
        "the set names no `timezone`, so its days are those of UTC",
        "清单集没有写明`timezone`，一天的起止将按 UTC 计算",
    );
    let label = Words::fixed("this set", "此清单集");
    let help = Words::fixed(
        "add the IANA name of the zone, such as `timezone = \"Asia/Shanghai\"`",
        "请添加 IANA 时区名称，例如`timezone = \"Asia/Shanghai\"`",
    );
    sink.push(Finding::at(&RULE, index.draft.set_place(), message, label).help(help));
}
