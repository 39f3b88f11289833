use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty may record a field and doesn't say what for.
    ///
    /// Each field that is recorded is work for somebody and a risk for somebody else. A field
    /// without a purpose is recorded because it always was. Write what it is needed for; for
    /// sensitive fields this is an error of its own.
    ///
    /// ## 中文
    ///
    /// 责任事项可以记录某字段，却没有写明用途。
    ///
    /// 每记录一个字段，都给一些人添工作、给另一些人添风险。没有用途的字段往往只是因循旧例。请写明用途；
    /// 敏感字段缺少用途另按错误处理。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     data:
    ///       outcome: { retention: 2y }
    /// #     ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Rental visits }
    ///     data:
    ///       outcome: { retention: 2y, purpose: { zh: 记明结果, en: to state the result } }
    ///       tenant: { sensitive: true }
    /// ```
    pub(super) static RULE = "list/data-without-purpose", Warning,
        "data without a purpose", "数据缺少用途";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        for (field, data) in duty.doc.data.iter() {
            if data.sensitive || data.purpose.is_some() {
                continue;
            }
            let (id, name) = (&duty.id.value, &field.value);
            let message = say!(
                "duty `{id}` may record `{name}`, for no stated purpose",
                "责任事项`{id}`可记录`{name}`，却没有写明用途"
            );
            let label = Words::fixed("without a purpose", "没有用途");
            let help = Words::fixed(
                "add what it is needed for as `purpose`, or take the field out",
                "请在`purpose`中写明用途，或去掉该字段",
            );
            let subject = At::duty(*duty).subject(name);
            sink.push(Finding::at(&RULE, field.span, message, label).help(help).about(subject));
        }
    }
}
