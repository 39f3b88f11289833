use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An overlay names no basis.
    ///
    /// What a lower level adds to a duty or changes of it rests on a rule of its own: a provincial
    /// regulation, a joint notice, a local standard. Name it; if it is not yet known, say so with
    /// `status: placeholder`.
    ///
    /// ## 中文
    ///
    /// 地方细则没有写明依据。
    ///
    /// 下级对责任事项的增加和改动，应有自己的依据：省级办法、联合发文、地方标准。请写明；一时不能确定的，用
    /// `status: placeholder`（占位）注明。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// #     ^^^^^
    /// add: { supporting: [WF] }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: 回访 }
    /// ---
    /// kind: overlay
    /// duty: DV-06
    /// basis: [{ law: 待确认, status: placeholder }]
    /// add: { supporting: [WF] }
    /// ```
    pub(super) static RULE = "list/overlay-without-basis", Warning,
        "overlay without a basis", "地方细则缺少依据";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in index.draft.overlays.iter().filter(|doc| doc.value.basis.is_empty()) {
        let at = At::overlay(doc);
        let id = at.duty_id();
        let duty = named(id, index.title(id));
        let message = say!(
            "the overlay of duty {duty} names no local rule that allows it",
            "责任事项{duty}的地方细则没有写明其地方规定",
            duty: duty
        );
        let label = Words::fixed("without `basis`", "没有`basis`");
        let help = Words::fixed(
            "add `basis` with law, article, `from` and `status`; use `status: placeholder` while it is open",
            "请补上`basis`，写明法律、条款、`from`和`status`；尚未确定的写`status: placeholder`",
        );
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}
