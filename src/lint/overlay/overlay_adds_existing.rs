use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::overlays::faults;
use crate::model::overlay::FaultKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An overlay adds something that the duty has already.
    ///
    /// What is added must be new: a step, a relation, a supporting body, a frequency, a permission.
    /// What is there already stays as it is, and the overlay's version of it has no effect. Put it
    /// under `tighten` if it becomes stricter, under `replace` if it becomes another.
    ///
    /// ## 中文
    ///
    /// 地方细则增加了该事项已有的内容。
    ///
    /// 增加的应是新内容：环节、规则、配合单位、频次、数据许可。已有的保持不变，细则中的写法不起作用。要求更严的请写入
    /// `tighten`（收紧），改为他样的请写入`replace`（替换）。
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
    /// # -----
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// add:
    ///   steps:
    ///     visit: { title: 上门走访, evidence: photo }
    /// #   ^^^^^
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
    /// add:
    ///   steps:
    ///     call: { title: 电话回访, after: visit }
    /// ```
    pub(super) static RULE = "list/overlay-adds-existing", Error,
        "overlay adds what is there already", "地方细则增加已有内容";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for told in faults(index, |kind| kind == FaultKind::Exists) {
        let (part, duty) = (told.part(), told.duty(index));
        let message = say!(
            "the overlay adds {part}, which duty {duty} has already",
            "地方细则增加的{part}，责任事项{duty}已有",
            part: part, duty: duty
        );
        let label = Words::fixed("has no effect", "不起作用");
        let help = Words::fixed(
            "put it under `tighten` if it becomes stricter, under `replace` if it becomes another",
            "要求更严的写入`tighten`（收紧），改为他样的写入`replace`（替换）",
        );
        let there = Words::fixed("there already", "已有");
        sink.push(told.finding(&RULE, message, label, there).help(help));
    }
}
