use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::overlays::faults;
use crate::model::docs::Power;
use crate::model::overlay::FaultKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An overlay takes a power that the upper level did not give.
    ///
    /// A lower level may ask for more of its own people. It may not by itself permit the recording of
    /// further data, let further kinds of persons or other bodies act, lengthen custody clocks, drop
    /// safeguards, let a hand-over disclose more, allow what is forbidden, or make somebody else
    /// answer for the duty. Such a change has no effect, unless the duty says so in `delegates`:
    /// `data`, `persons`, `deadlines`, `safeguards`, `disclosure`, `steps`, `holder`.
    ///
    /// ## 中文
    ///
    /// 地方细则行使了上级没有授予的权力。
    ///
    /// 下级可以对自己的人提出更多要求，但不得自行许可记录更多数据、让其他身份的人员或其他单位实施、延长羁押时限、取消
    /// 保障措施、扩大移送披露的内容、允许被禁止的行为，或变更责任主体。这类改动不起作用，除非该事项以`delegates`
    /// （授权地方）写明：`data`、`persons`、`deadlines`、`safeguards`、`disclosure`、`steps`、`holder`。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-06:
    ///     title: 回访
    ///     data: { outcome: { purpose: 记录结果, retention: 1y } }
    /// #                                                --
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 上门, by: { kind: officer } }
    /// #                                 -------
    /// safeguards:
    ///   - { require: two-persons, of: visit }
    /// #              -----------
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// replace:
    ///   data: { outcome: { purpose: 记录结果, retention: 5y } }
    /// #                                              ^^
    ///   steps:
    ///     visit: { title: 上门, by: { kind: [officer, volunteer] } }
    /// #                                    ^^^^^^^
    ///   safeguards: [{ require: words, of: visit, title: 征得同意 }]
    /// #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-06:
    ///     title: 回访
    ///     delegates: [data, persons]
    ///     data: { outcome: { purpose: 记录结果, retention: 1y } }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 上门, by: { kind: officer } }
    /// safeguards:
    ///   - { require: two-persons, of: visit }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// replace:
    ///   data: { outcome: { purpose: 记录结果, retention: 5y } }
    ///   steps:
    ///     visit: { title: 上门, by: { kind: [officer, volunteer] } }
    ///   safeguards: [{ require: two-persons, of: visit }, { require: words, of: visit, title: 征得同意 }]
    /// ```
    pub(super) static RULE = "list/overlay-widens-power", Error,
        "overlay takes a power that was not given", "地方细则自行扩大权力";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for told in faults(index, |kind| matches!(kind, FaultKind::Widens(_))) {
        let FaultKind::Widens(power) = told.fault.kind else { continue };
        let (key, does) = (key(power), power.words());
        let duty = told.duty(index);
        let message = say!(
            "the overlay of duty {duty} would {does}: the upper level gave it no such power",
            "责任事项{duty}的地方细则要{does}，上级没有授予这一权力",
            duty: duty, does: does
        );
        let label = Words::fixed("has no effect", "不起作用");
        let help = say!(
            "take it out; if the upper level allows it, its duty says so: `delegates: [{key}]`",
            "请删去；上级确已授权的，应由其责任事项写明`delegates: [{key}]`"
        );
        let there = Words::fixed("the upper level's rule; it still holds", "上级的规定，仍然有效");
        sink.push(told.finding(&RULE, message, label, there).help(help));
    }
}

/// A power as documents name it.
fn key(power: Power) -> &'static str {
    match power {
        Power::Data => "data",
        Power::Persons => "persons",
        Power::Deadlines => "deadlines",
        Power::Safeguards => "safeguards",
        Power::Disclosure => "disclosure",
        Power::Holder => "holder",
        Power::Steps => "steps",
    }
}
