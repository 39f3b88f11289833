use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty names no legal basis.
    ///
    /// A body may do what the law empowers it to do. A duty on the list that rests on nothing may
    /// be work that nobody is entitled to. Name the law; if it is not yet known, say so with
    /// `status: placeholder`.
    ///
    /// ## 中文
    ///
    /// 责任事项没有写明法律依据。
    ///
    /// 法定职责必须为，法无授权不可为。清单上没有依据的责任，可能是谁也无权去做的事。请写明法律；一时不能
    /// 确定的，用`status: placeholder`（占位）注明。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-15:
    /// # ^^^^^
    ///     title: { zh: 社区学校共治, en: Co-governance }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-15:
    ///     title: { zh: 社区学校共治, en: Co-governance }
    ///     basis:
    ///       - { law: 待确认, status: placeholder }
    /// ```
    pub(super) static RULE = "list/duty-without-basis", Warning,
        "duty without a legal basis", "责任事项缺少法律依据";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in index.duties.iter().filter(|duty| duty.doc.basis.is_empty()) {
        let what = named(duty.id.as_str(), duty.doc.title.as_ref());
        let message =
            say!("duty {what} names no legal basis", "责任事项{what}没有法律依据", what: what);
        let label = Words::fixed("without `basis`", "没有`basis`");
        let help = Words::fixed(
            "add `basis` with law, article, `from` and `status`; use `status: placeholder` while it is open",
            "请补上`basis`，写明法律、条款、`from`和`status`；尚未确定的写`status: placeholder`",
        );
        let subject = At::duty(*duty).subject("");
        sink.push(Finding::at(&RULE, duty.id.span, message, label).help(help).about(subject));
    }
}
