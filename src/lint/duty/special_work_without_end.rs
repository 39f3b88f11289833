use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::model::docs::Work;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// Special work has no end.
    ///
    /// Work that was ordered for a time and has no last day goes on for ever, and the exception
    /// becomes the rule. Write its last day in `until`; if it has to go on, a new order says so.
    ///
    /// ## 中文
    ///
    /// 专项工作没有截止日期。
    ///
    /// 为一段时间部署的工作如果没有截止日期，就会一直进行下去，例外变成常态。请在`until`（止）中写明最后
    /// 一日；确需延续的，应另行发文。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 专项行动管理, en: Special operation }
    ///     work: special
    /// #         ^^^^^^^
    ///     order: 安公发〔2026〕3号
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
    ///   PP-10:
    ///     title: { zh: 巡逻防控, en: Patrol }
    ///     work: routine
    /// ```
    pub(super) static RULE = "list/special-work-without-end", Error,
        "special work without an end", "专项工作缺少截止日期";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in index.duties.iter().filter(|duty| duty.doc.until.is_none()) {
        let Some(work) = duty.doc.work.as_ref().filter(|work| work.value == Work::Special) else {
            continue;
        };
        let what = named(duty.id.as_str(), duty.doc.title.as_ref());
        let message =
            say!("special work {what} has no end", "专项工作{what}没有截止日期", what: what);
        let label = Words::fixed("without a last day", "没有最后一日");
        let help = Words::fixed("add its last day as `until`", "请在`until`中写明最后一日");
        let subject = At::duty(*duty).subject("");
        sink.push(Finding::at(&RULE, work.span, message, label).help(help).about(subject));
    }
}
