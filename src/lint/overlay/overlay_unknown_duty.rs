use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::overlays::faults;
use crate::lint::wording::did_you_mean;
use crate::model::overlay::FaultKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An overlay changes a duty that its set doesn't have.
    ///
    /// An overlay names one duty of its own set or of a set that it imports. If there is none of that
    /// name, or none is named, the local rule has no effect and the audit goes by the upper level's
    /// list alone. Write the duty's id, or import the set that has it.
    ///
    /// ## 中文
    ///
    /// 地方细则要改的责任事项，其清单集中没有。
    ///
    /// 地方细则针对本清单集或所引清单集中的一项责任事项。若没有这一编号，或没有写明编号，地方规定就不起作用，审计只按
    /// 上级清单进行。请写明责任事项编号，或引用含有该事项的清单集。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// # -----
    /// ---
    /// kind: overlay
    /// duty: DV-60
    /// #     ^^^^^
    /// basis: [{ law: 某省办法, article: "3", from: 2024-01-01, status: local, source: 公报 }]
    /// add: { supporting: [WF] }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// basis: [{ law: 某省办法, article: "3", from: 2024-01-01, status: local, source: 公报 }]
    /// add: { supporting: [WF] }
    /// ```
    pub(super) static RULE = fatal "list/overlay-unknown-duty", Error,
        "overlay of a duty that there is not", "地方细则所改的责任事项不存在";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for told in faults(index, |kind| kind == FaultKind::UnknownDuty) {
        let Some(duty) = &told.doc.duty else {
            let message = Words::fixed("the overlay names no duty", "地方细则没有写明责任事项");
            let label = Words::fixed("an overlay of what?", "哪项责任的细则？");
            let help = Words::fixed(
                "add the id of its duty, such as `duty: DV-06`",
                "请补上责任事项编号，例如`duty: DV-06`",
            );
            sink.push(Finding::at(&RULE, told.fault.place, message, label).help(help));
            continue;
        };
        let name = duty.as_str();
        let near = index.nearest(name, index.duties.iter().map(|duty| duty.id.as_str()));
        let message = say!(
            "the overlay changes `{name}`, a duty that its set neither has nor imports",
            "地方细则要改的`{name}`，其清单集既没有也没有引用"
        );
        let otherwise = if index.draft.left_out(name).is_some() {
            say!(
                "the import leaves it out: add `{name}` to its `only`",
                "引用时没有取用该事项：请在`only`中加上`{name}`"
            )
        } else {
            Words::fixed(
                "write the duty's id as its list does, or import the set that has it",
                "请按清单书写编号，或引用含有该事项的清单集",
            )
        };
        let label = Words::fixed("no such duty", "没有这项责任");
        let mut finding = told.finding(&RULE, message, label, Words::fixed("the duty", "该事项"));
        finding = finding.help(did_you_mean(near, otherwise));
        if let Some(near) = near.and_then(|near| index.duty(near)) {
            let words = Words::fixed("the nearest name", "最接近的名称");
            finding = finding.also_at(near.id.span, words);
        }
        sink.push(finding);
    }
}
