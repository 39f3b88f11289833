use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::Limit;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// The window of a supervision model has no length.
    ///
    /// `prompt` is no number, and a window of nothing holds one instant alone, so such a model finds
    /// nothing. Write how far apart cases may lie that still belong together: `30d`, `6months`, `1y`.
    ///
    /// ## 中文
    ///
    /// 监督模型的时间窗没有长度。
    ///
    /// `prompt`（及时）不是数字，长度为零的时间窗只有一个时刻，这样的模型什么也查不出来。请写明相距多久的案件仍算在一起：
    /// `30d`（30日）、`6months`（6个月）、`1y`（1年）。
    ///
    /// ```yaml fail
    /// kind: model
    /// id: alarms
    /// by: target
    /// of: { duty: DV-01 }
    /// within: prompt
    /// #       ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: model
    /// id: alarms
    /// by: target
    /// of: { duty: DV-01 }
    /// within: 6months
    /// ```
    pub(super) static RULE = "list/model-window", Error,
        "supervision model without a window", "监督模型的时间窗无效";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.models {
        let Some(within) = &doc.value.within else { continue };
        if !matches!(
            within.value,
            Limit::Prompt
                | Limit::Minutes(0)
                | Limit::Days(0)
                | Limit::WorkingDays(0)
                | Limit::Months(0)
        ) {
            continue;
        }
        let at = At::pattern(doc);
        let owner = at.words();
        let message = say!(
            "the window of {owner} has no length",
            "{owner}的时间窗没有长度",
            owner: owner
        );
        let label = Words::fixed("no length", "没有长度");
        let help = Words::fixed(
            "write a length of time, such as `30d` or `6months`",
            "请写明长度，例如`30d`或`6months`",
        );
        let subject = at.subject("within");
        sink.push(Finding::at(&RULE, within.span, message, label).help(help).about(subject));
    }
}
