use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty has no holder.
    ///
    /// Somebody must answer for each duty, and nobody does for this one: whatever is not done of it
    /// falls on no one. Write the role that holds it, such as `holder: CASE`; of several that are
    /// involved, the one that answers is the holder and the others are `supporting`.
    ///
    /// ## 中文
    ///
    /// 责任事项没有责任主体。
    ///
    /// 每项责任都必须有人负责，而这一项没有：做得如何都无从追责。请写明承担的角色，例如`holder: CASE`；
    /// 涉及多个单位的，负责的是责任主体，其余写入`supporting`（配合单位）。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    /// # ^^^^^
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     supporting: [COM]
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     holder: CASE
    ///     supporting: [COM]
    /// ```
    pub(super) static RULE = "list/duty-without-holder", Error,
        "duty without a holder", "责任事项缺少责任主体";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        if duty.doc.holder.iter().any(|holder| !holder.value.trim().is_empty()) {
            continue;
        }
        let what = named(duty.id.as_str(), duty.doc.title.as_ref());
        let message = say!("duty {what} has no holder", "责任事项{what}没有责任主体", what: what);
        let label = Words::fixed("nobody answers for it", "无人负责");
        let help = Words::fixed(
            "add the role that answers for it, such as `holder: CASE`",
            "请补上负责的角色，例如`holder: CASE`",
        );
        let subject = At::duty(*duty).subject("");
        sink.push(Finding::at(&RULE, duty.id.span, message, label).help(help).about(subject));
    }
}
