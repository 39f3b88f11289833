use super::{subject, waivers};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A waiver covers more than an exception may.
    ///
    /// A waiver names cases or findings (`case`, `fingerprint`), or at least two of `rule`, `duty`
    /// and `body`. With less it would switch off a rule, a duty or a whole body's audit, which is a
    /// change of the list and not an exception. Such a waiver waives nothing.
    ///
    /// ## 中文
    ///
    /// 豁免的范围过宽。
    ///
    /// 豁免应写明案件（`case`）或具体问题（`fingerprint`），或者`rule`、`duty`、`body`中的至少两项。写得更少，
    /// 就等于关闭一条规则、一个责任事项或对整个单位的审计，那是修改清单，不是例外。这样的豁免不起作用。
    ///
    /// ```yaml fail
    /// kind: waivers
    /// waivers:
    ///   W-1:
    /// # ^^^
    ///     body: north
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-02-28
    /// ```
    ///
    /// ```yaml pass
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     body: north
    ///     rule: disposal/step-late
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-02-28
    /// ```
    pub(super) static RULE = "list/waiver-too-broad", Error,
        "a waiver that covers too much", "豁免范围过宽";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (id, _) in waivers(index).filter(|(_, waiver)| waiver.is_broad()) {
        let name = &id.value;
        let message = say!(
            "the waiver `{name}` covers too much: it waives nothing",
            "豁免`{name}`范围过宽，不起作用"
        );
        let label = Words::fixed("too broad", "范围过宽");
        sink.push(Finding::at(&RULE, id.span, message, label).about(subject(id)).help(
            Words::fixed(
                "name the cases, or two of `rule`, `duty` and `body`",
                "请写明案件，或`rule`、`duty`、`body`中的两项",
            ),
        ));
    }
}
