use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty may record sensitive data and doesn't say how long it is kept.
    ///
    /// Personal information is kept for the shortest time that its purpose needs (in China:
    /// Personal Information Protection Law, Art. 19). What has no end is kept for ever. Write the
    /// time in `retention`, such as `90d` or `5y`.
    ///
    /// ## 中文
    ///
    /// 责任事项可以记录敏感数据，却没有写明保存多久。
    ///
    /// 个人信息的保存期限应为实现目的所必要的最短时间（《个人信息保护法》第十九条）。没有期限就会永远保存。
    /// 请写明`retention`（保存期限），例如`90d`或`5y`。
    ///
    /// ```toml fail
    /// kind = "responsibility-list"
    /// [duties.DV-05]
    /// title = { zh = "告诫书", en = "Warning letter" }
    /// data.perpetrator = { purpose = { zh = "送达", en = "delivery" }, sensitive = true }
    /// #    ^^^^^^^^^^^
    /// ```
    ///
    /// ```toml pass
    /// kind = "responsibility-list"
    /// [duties.DV-05]
    /// title = { zh = "告诫书", en = "Warning letter" }
    /// data.perpetrator = { purpose = { zh = "送达", en = "delivery" }, sensitive = true, retention = "5y" }
    /// ```
    pub(super) static RULE = "list/sensitive-data-without-retention", Error,
        "sensitive data without a retention period", "敏感数据缺少保存期限";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        for (field, data) in duty.doc.data.iter() {
            if !data.sensitive || data.retention.is_some() {
                continue;
            }
            let (id, name) = (&duty.id.value, &field.value);
            let message = say!(
                "duty `{id}` may record the sensitive field `{name}`, with no end to keeping it",
                "责任事项`{id}`可记录敏感字段`{name}`，却没有保存期限"
            );
            let label = Words::fixed("sensitive, kept for ever", "敏感，永久保存");
            let help = Words::fixed(
                "add how long it is kept as `retention`, such as `90d` or `5y`",
                "请在`retention`中写明保存多久，例如`90d`或`5y`",
            );
            let subject = At::duty(*duty).subject(name);
            sink.push(Finding::at(&RULE, field.span, message, label).help(help).about(subject));
        }
    }
}
