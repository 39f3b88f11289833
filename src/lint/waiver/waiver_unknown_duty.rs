use super::{subject, waivers};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::wording::did_you_mean;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A waiver names a duty that the set does not have.
    ///
    /// No finding is about such a duty, so the waiver would never be used, and what it was meant to
    /// cover goes on failing.
    ///
    /// ## 中文
    ///
    /// 豁免写了清单集中没有的责任事项。
    ///
    /// 没有任何问题会涉及这样的事项，豁免永远用不上，而原本想豁免的问题照常计入。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-03: { title: { zh: 矛盾纠纷排查化解, en: Disputes found and resolved } }
    /// ---
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: disposal/step-late
    ///     duty: PP-30
    /// #         ^^^^^
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-02-28
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-03: { title: { zh: 矛盾纠纷排查化解, en: Disputes found and resolved } }
    /// ---
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: disposal/step-late
    ///     duty: PP-03
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-02-28
    /// ```
    pub(super) static RULE = "list/waiver-unknown-duty", Error,
        "unknown duty in a waiver", "豁免中有未知的责任事项";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if index.duties.is_empty() {
        return;
    }
    for (id, waiver) in waivers(index) {
        let Some(duty) = waiver.duty.as_ref().filter(|duty| index.duty(duty.as_str()).is_none())
        else {
            continue;
        };
        let text = duty.as_str();
        let message = say!("the set has no duty `{text}`", "清单集没有责任事项`{text}`");
        let near = index.nearest(text, index.duties.iter().map(|duty| duty.id.as_str()));
        let otherwise =
            Words::fixed("write the id of a duty of the set", "请写清单集内责任事项的编号");
        let label = Words::fixed("no such duty", "没有该事项");
        sink.push(
            Finding::at(&RULE, duty.span, message, label)
                .help(did_you_mean(near, otherwise))
                .about(subject(id)),
        );
    }
}
