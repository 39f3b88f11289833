use std::collections::HashSet;

use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::wording::named;
use crate::model::docs::SafeguardKind;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A required step leaves no evidence.
    ///
    /// Nothing shows that it was really done except that the log says so. If a record exists
    /// anyway, name its field in `evidence`; don't ask for a new one only for the sake of this note.
    ///
    /// ## 中文
    ///
    /// 必经环节不留任何佐证。
    ///
    /// 除了日志自己的说法，没有什么能证明它确实做了。如果本来就有记录，请在`evidence`（佐证材料）中写明其字段；
    /// 不要只为消除本提示而增设记录。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: { zh: 送达, en: Deliver } }
    /// # ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: { zh: 送达, en: Deliver }, evidence: signature }
    ///   read: { title: { zh: 宣读, en: Read out } }
    ///   visit: { title: { zh: 查访, en: Visit }, optional: true }
    /// safeguards: [{ require: recorded, of: read, field: recording }]
    /// ```
    pub(super) static RULE = "list/step-without-evidence", Note,
        "step without evidence", "环节没有佐证";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut recorded: HashSet<(usize, &str)> = HashSet::new();
    for (number, standard) in index.draft.standards.iter().enumerate() {
        for safeguard in standard.value.safeguards.iter() {
            let kind = safeguard.require.as_ref().map(|kind| kind.value);
            if kind == Some(SafeguardKind::Recorded) {
                recorded.extend(safeguard.of.iter().map(|step| (number, step.as_str())));
            }
        }
    }
    for step in &index.steps {
        let doc = step.doc;
        let shown = !doc.evidence.is_empty() || !doc.needs.is_empty();
        let required = !doc.optional && !doc.forbidden;
        if shown || !required || recorded.contains(&(step.standard, step.id.as_str())) {
            continue;
        }
        let what = named(step.id.as_str(), doc.title.as_ref());
        let duty = step.duty;
        let message = say!(
            "step {what} of `{duty}` leaves no evidence",
            "`{duty}`的环节{what}不留佐证",
            what: what
        );
        let label = Words::fixed("without `evidence`", "没有`evidence`");
        let help = Words::fixed(
            "if a record exists anyway, name its field in `evidence`",
            "如果本来就有记录，请在`evidence`中写明其字段",
        );
        let subject = step.at().subject("");
        sink.push(Finding::at(&RULE, step.id.span, message, label).help(help).about(subject));
    }
}
