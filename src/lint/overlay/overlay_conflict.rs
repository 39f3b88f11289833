use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::overlays::faults;
use crate::model::overlay::FaultKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// Two overlays of one level change the same part of a duty.
    ///
    /// Of a set and one that it imports the nearer one has the last word. Two overlays of one set, or
    /// of two sets of which neither imports the other, stand beside each other: which of them holds
    /// can't be said. The first that was read has an effect, the other has none. Let one of them say
    /// it all.
    ///
    /// ## 中文
    ///
    /// 同一层级的两份地方细则改了同一处内容。
    ///
    /// 清单集与其引用的清单集之间，以较近一级为准。同一清单集内的两份细则，或互不引用的两个清单集的细则，彼此并列，
    /// 无从判断以何者为准：先读到的有效，另一份不起作用。请在其中一份中写全。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 上门 }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten: { steps: { visit: { at_least: 2 } } }
    /// #                                      -
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten: { steps: { visit: { at_least: 3 } } }
    /// #                                      ^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   visit: { title: 上门 }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten: { steps: { visit: { at_least: 2 } } }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// tighten: { steps: { visit: { at_most: 5 } } }
    /// ```
    pub(super) static RULE = "list/overlay-conflict", Error,
        "two overlays of one level change the same", "同级地方细则相互冲突";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for told in faults(index, |kind| kind == FaultKind::Conflict) {
        let (part, duty) = (told.part(), told.duty(index));
        let message = say!(
            "{part} of duty {duty} is changed twice at one level",
            "责任事项{duty}的{part}在同一层级被改动两次",
            part: part, duty: duty
        );
        let label = Words::fixed("has no effect", "不起作用");
        let help = Words::fixed("let one of the two say it all", "请在其中一处写全");
        let there = Words::fixed("changed here first", "此处已先行改动");
        sink.push(told.finding(&RULE, message, label, there).help(help));
    }
}
