use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::overlays::faults;
use crate::model::overlay::FaultKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// Whether what an overlay tightens really becomes stricter can't be said.
    ///
    /// Five calendar days may end before three working days or after them, a month has 28 to 31 days,
    /// and no condition can be compared with another. The overlay's words hold; somebody must make
    /// sure that they ask for no less. Write the limit in the unit of the upper level, or put it under
    /// `replace`.
    ///
    /// ## 中文
    ///
    /// 地方细则所收紧的内容是否更严，无法比较。
    ///
    /// 五日可能早于也可能晚于三个工作日届满，一个月有28至31日，条件与条件之间也无从比较。此处按细则执行，但须有人确认
    /// 其要求不低于上级。请采用上级所用的单位，或写入`replace`（替换）。
    ///
    /// ```yaml fail
    /// kind: set
    /// calendar: cn
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   deliver: { title: 送达 }
    ///   visit: { title: 上门, after: deliver, within: { 3wd: deliver } }
    /// #                                               ---
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten:
    ///   steps:
    ///     visit: { within: { 5d: deliver } }
    /// #                      ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// calendar: cn
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   deliver: { title: 送达 }
    ///   visit: { title: 上门, after: deliver, within: { 3wd: deliver } }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten:
    ///   steps:
    ///     visit: { within: { 3d: deliver } }
    /// ```
    pub(super) static RULE = "list/overlay-not-comparable", Warning,
        "overlay tightens what can't be compared", "地方细则是否更严无法比较";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for told in faults(index, |kind| kind == FaultKind::Incomparable) {
        let (part, duty) = (told.part(), told.duty(index));
        let message = say!(
            "whether the overlay makes {part} of duty {duty} stricter can't be said",
            "地方细则是否收紧了责任事项{duty}的{part}，无法比较",
            part: part, duty: duty
        );
        let label = Words::fixed("stricter or not?", "是否更严？");
        let help = Words::fixed(
            "write it in the unit of the upper level, or put it under `replace`",
            "请采用上级所用的单位，或写入`replace`（替换）",
        );
        let there = Words::fixed("what the upper level says", "上级的规定");
        sink.push(told.finding(&RULE, message, label, there).help(help));
    }
}
