use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty may record sensitive data and doesn't say what for.
    ///
    /// Sensitive personal information may be processed for a specific purpose only and where it is
    /// needed for it (in China: Personal Information Protection Law, Art. 28). Without a purpose
    /// nobody can tell whether it is needed. Write it in `purpose`, or don't record the field.
    ///
    /// ## 中文
    ///
    /// 责任事项可以记录敏感数据，却没有写明用途。
    ///
    /// 敏感个人信息只能为特定目的、在确有必要时处理（《个人信息保护法》第二十八条）。没有用途，就无从判断
    /// 是否必要。请写明`purpose`（用途），或不再记录该字段。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     data:
    ///       perpetrator: { sensitive: true, retention: 5y }
    /// #     ^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     data:
    ///       perpetrator: { sensitive: true, retention: 5y, purpose: { zh: 送达, en: delivery } }
    ///       outcome: { retention: 5y }
    /// ```
    pub(super) static RULE = "list/sensitive-data-without-purpose", Error,
        "sensitive data without a purpose", "敏感数据缺少用途";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        for (field, data) in duty.doc.data.iter() {
            if !data.sensitive || data.purpose.is_some() {
                continue;
            }
            let (id, name) = (&duty.id.value, &field.value);
            let message = say!(
                "duty `{id}` may record the sensitive field `{name}`, for no stated purpose",
                "责任事项`{id}`可记录敏感字段`{name}`，却没有写明用途"
            );
            let label = Words::fixed("sensitive, without a purpose", "敏感，没有用途");
            let help = Words::fixed(
                "add what it is needed for as `purpose`, or take the field out",
                "请在`purpose`中写明用途，或去掉该字段",
            );
            let subject = At::duty(*duty).subject(name);
            sink.push(Finding::at(&RULE, field.span, message, label).help(help).about(subject));
        }
    }
}
