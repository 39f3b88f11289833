use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, counted};
use crate::lint::wording::{did_you_mean, listed};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A supervision model counts a duty that no list has.
    ///
    /// It would count nothing, and nobody would notice. Write the duty's id as the list has it.
    ///
    /// ## 中文
    ///
    /// 监督模型统计的责任事项不在任何清单中。
    ///
    /// 这样什么也统计不到，而且无人察觉。请按清单填写责任事项的编号。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-01: { title: { zh: 接处警, en: Alarms } }
    /// ---
    /// kind: model
    /// id: alarms
    /// by: target
    /// of: { duty: DV-O1 }
    /// #           ^^^^^
    /// within: 6months
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-01: { title: { zh: 接处警, en: Alarms } }
    /// ---
    /// kind: model
    /// id: alarms
    /// by: target
    /// of: { duty: DV-01 }
    /// within: 6months
    /// ```
    pub(super) static RULE = fatal "list/model-unknown-duty", Error,
        "unknown duty in a supervision model", "监督模型中的未知责任事项";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.models {
        let at = At::pattern(doc);
        for name in counted(&doc.value).filter_map(|counted| counted.duty.as_ref()) {
            if index.duty(name.as_str()).is_some() {
                continue;
            }
            let (text, owner) = (name.as_str(), at.words());
            let message = say!(
                "`{text}`, named by {owner}, is not a duty",
                "{owner}所写的`{text}`不是责任事项",
                owner: owner
            );
            let ids = || index.duties.iter().map(|duty| duty.id.as_str());
            let known = listed(ids());
            let otherwise = say!("duties are {known}", "责任事项有：{known}", known: known);
            let help = did_you_mean(index.nearest(text, ids()), otherwise);
            let label = Words::fixed("no such duty", "没有这个责任事项");
            let subject = at.subject(text);
            sink.push(Finding::at(&RULE, name.span, message, label).help(help).about(subject));
        }
    }
}
