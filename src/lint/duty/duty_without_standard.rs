use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty has no standard.
    ///
    /// The list says that the duty exists; the standard says how it is carried out, how people are
    /// protected and how the work is measured. Without it nothing but the frequency can be judged.
    /// Add a document `kind: standard` that names the duty.
    ///
    /// ## 中文
    ///
    /// 责任事项没有工作标准。
    ///
    /// 清单写明有这项责任，标准写明如何履行、如何保障、如何评价。没有标准，除频次外什么也无法判定。请添加
    /// 一份`kind: standard`（工作标准）文档，写明是哪项责任。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    /// # ^^^^^
    ///     title: { zh: 告诫书, en: Warning letter }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// ```
    pub(super) static RULE = "list/duty-without-standard", Error,
        "duty without a standard", "责任事项缺少工作标准";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in index.duties.iter().filter(|duty| index.standards(duty.id.as_str()).is_empty()) {
        let (id, what) = (&duty.id.value, named(duty.id.as_str(), duty.doc.title.as_ref()));
        let message = say!("duty {what} has no standard", "责任事项{what}没有工作标准", what: what);
        let label = Words::fixed("no standard names it", "没有标准与之对应");
        let help = say!(
            "add a document with `kind: standard` and `duty: {id}`",
            "请添加一份含有`kind: standard`和`duty: {id}`的文档"
        );
        let subject = At::duty(*duty).subject("");
        sink.push(Finding::at(&RULE, duty.id.span, message, label).help(help).about(subject));
    }
}
