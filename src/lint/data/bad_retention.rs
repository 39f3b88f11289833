use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::Limit;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A retention period is not a length of time.
    ///
    /// When a record has to be deleted must be plain from the list: `90d`, `6months`, `5y`. Words
    /// such as "as needed" set no end at all, and `prompt` is no length of time either.
    ///
    /// ## 中文
    ///
    /// 保存期限不是一段时间。
    ///
    /// 何时应当删除，必须从清单上就能看出：`90d`（90日）、`6months`（6个月）、`5y`（5年）。“按需保存”
    /// 之类的说法等于没有期限，`prompt`（及时）也不是一段时间。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     data:
    ///       perpetrator: { purpose: 送达, retention: 长期 }
    /// #                                            ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05:
    ///     title: { zh: 告诫书, en: Warning letter }
    ///     data:
    ///       perpetrator: { purpose: 送达, retention: 5年 }
    /// ```
    pub(super) static RULE = "list/bad-retention", Warning,
        "retention period that is no length of time", "保存期限不是一段时间";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        for (field, data) in duty.doc.data.iter() {
            let Some(retention) = &data.retention else {
                continue;
            };
            if Limit::parse(&retention.value).is_some_and(|limit| limit != Limit::Prompt) {
                continue;
            }
            let (text, name) = (&retention.value, &field.value);
            let message = say!(
                "`{name}` is kept for `{text}`, which is no length of time",
                "`{name}`的保存期限`{text}`不是一段时间"
            );
            let label = Words::fixed("no length of time", "不是一段时间");
            let help = Words::fixed(
                "write it like `90d`, `6months` or `5y`",
                "请写成`90d`、`6months`或`5y`",
            );
            let subject = At::duty(*duty).subject(name);
            sink.push(Finding::at(&RULE, retention.span, message, label).help(help).about(subject));
        }
    }
}
