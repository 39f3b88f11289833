use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty has more than one holder.
    ///
    /// Where two answer for a duty, each can point at the other, and in the end nobody does it.
    /// Keep the one that answers as `holder`; the others help and belong to `supporting`. If each of
    /// them really answers for a part, make two duties of it.
    ///
    /// ## 中文
    ///
    /// 责任事项有不止一个责任主体。
    ///
    /// 两家共同负责，就可能互相推诿，最后谁也不做。请只保留负责的一个为`holder`（责任主体），其余为
    /// `supporting`（配合单位）。如果确实各管一段，请拆成两项责任。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-06:
    ///     title: { zh: 告诫后查访, en: Visits after the warning }
    ///     holder: [STA, JC]
    /// #            ---  ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-06:
    ///     title: { zh: 告诫后查访, en: Visits after the warning }
    ///     holder: STA
    ///     supporting: [JC]
    /// ```
    pub(super) static RULE = "list/duty-with-two-holders", Error,
        "duty with two holders", "责任事项有两个责任主体";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in &index.duties {
        let Some((first, others)) = duty.doc.holder.split_first() else {
            continue;
        };
        for other in others {
            let what = named(duty.id.as_str(), duty.doc.title.as_ref());
            let (one, two) = (&first.value, &other.value);
            let message = say!(
                "duty {what} has two holders, `{one}` and `{two}`",
                "责任事项{what}有两个责任主体：`{one}`和`{two}`",
                what: what
            );
            let help = say!(
                "keep the one that answers; move the other to `supporting: {two}`",
                "请保留负责的一个，另一个移到`supporting: {two}`"
            );
            sink.push(
                Finding::at(&RULE, other.span, message, Words::fixed("one too many", "多出一个"))
                    .also_at(first.span, Words::fixed("the first holder", "第一个责任主体"))
                    .help(help)
                    .about(At::duty(*duty).subject(two)),
            );
        }
    }
}
