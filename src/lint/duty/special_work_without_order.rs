use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::model::docs::Work;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// Special work doesn't say who ordered it.
    ///
    /// Special work adds duties to those that always exist, so it needs a decision that can be
    /// shown. Write the number of the document in `order`.
    ///
    /// ## 中文
    ///
    /// 专项工作没有写明由哪份文件部署。
    ///
    /// 专项工作是在常态责任之外增加的责任，必须有据可查。请在`order`（文号）中写明部署文件的文号。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 专项行动管理, en: Special operation }
    ///     work: special
    /// #         ^^^^^^^
    ///     until: 2026-12-31
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 专项行动管理, en: Special operation }
    ///     work: special
    ///     order: 安公发〔2026〕3号
    ///     until: 2026-12-31
    /// ```
    pub(super) static RULE = "list/special-work-without-order", Error,
        "special work without an order", "专项工作缺少文号";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        let Some(work) = duty.doc.work.as_ref().filter(|work| work.value == Work::Special) else {
            continue;
        };
        if duty.doc.order.as_ref().is_some_and(|order| !order.value.trim().is_empty()) {
            continue;
        }
        let what = named(duty.id.as_str(), duty.doc.title.as_ref());
        let message = say!(
            "special work {what} names no order",
            "专项工作{what}没有写明文号",
            what: what
        );
        let label = Words::fixed("ordered by nothing", "没有部署文件");
        let help = Words::fixed(
            "add the number of the document that ordered it as `order`",
            "请在`order`中写明部署文件的文号",
        );
        let subject = At::duty(*duty).subject("");
        sink.push(Finding::at(&RULE, work.span, message, label).help(help).about(subject));
    }
}
