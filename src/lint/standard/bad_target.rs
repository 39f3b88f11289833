use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::docs::MeasureKind;
use crate::model::resolve::{length, percent, ratio};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// The target of a measure is not of its kind.
    ///
    /// Most measures are shares of what was due: from 0 to 100 percent, written like `95%`. A target
    /// beyond that can never be reached or never be missed. A `ratio` of two counts may exceed 100
    /// percent. The target of an `interval` is a length of time that can be compared with another:
    /// `30m`, `24h`, `3d` (three times 24 hours), and not working days or months.
    ///
    /// ## 中文
    ///
    /// 指标的目标与其类型不符。
    ///
    /// 多数指标是占应办数的比率，从 0 到 100%，写成`95%`。超出此范围的目标，要么永远达不到，要么永远达到。`ratio`（比值）可以超过
    /// 100%。`interval`（用时）的目标是可以比较的时长，如`30m`、`24h`、`3d`（3 个 24 小时），不能是工作日或月。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// evaluation: [{ measure: on-time, target: 120% }, { measure: done, target: all }]
    /// #                                        ^^^^                             ^^^
    /// ```
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达 }
    /// evaluation:
    ///   - { measure: interval, from: draft, of: deliver, target: 95% }
    /// #                                                          ^^^
    ///   - { measure: interval, from: draft, of: deliver, percentile: 90, target: 7wd }
    /// #                                                                          ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    ///   deliver: { title: 送达 }
    /// evaluation:
    ///   - { measure: interval, from: draft, of: deliver, target: 3d }
    ///   - { measure: ratio, count: deliver, per: draft, target: 150% }
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// evaluation: [{ measure: on-time, target: 95% }, { measure: done, target: "100％" }]
    /// ```
    pub(super) static RULE = "list/bad-target", Error,
        "target of the wrong kind", "目标与指标类型不符";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for doc in standard.evaluation.iter() {
            let Some(target) = &doc.target else { continue };
            let kind = doc.measure.as_ref().map(|kind| kind.value);
            let text = target.as_str();
            let fits = match kind {
                Some(MeasureKind::Interval) => length(text).is_some(),
                Some(MeasureKind::Ratio) => ratio(text).is_some(),
                _ => percent(text).is_some(),
            };
            if fits {
                continue;
            }
            let owner = at.words();
            let (message, label, help) = if kind == Some(MeasureKind::Interval) {
                (
                    say!(
                        "`{text}`, a target of {owner}, is not a length of time to compare with",
                        "{owner}的目标`{text}`不是可以比较的时长",
                        owner: owner
                    ),
                    Words::fixed("not such a length", "不是这样的时长"),
                    Words::fixed("write it like `30m`, `24h` or `3d`", "请写成`30m`、`24h`或`3d`"),
                )
            } else {
                (
                    say!(
                        "`{text}`, a target of {owner}, is not a share from 0 to 100 %",
                        "{owner}的目标`{text}`不是 0 到 100% 的比率",
                        owner: owner
                    ),
                    Words::fixed("not a share", "不是比率"),
                    Words::fixed("write it like `95%`", "请写成`95%`"),
                )
            };
            let subject = at.subject(text);
            sink.push(Finding::at(&RULE, target.span, message, label).help(help).about(subject));
        }
    }
}
