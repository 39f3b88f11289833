use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty has neither a trigger nor a frequency.
    ///
    /// Nothing says when it is due, so it can never be seen to be left undone: a duty that nobody
    /// ever performs would not be missed. Write what makes it due (`trigger`), how often it is due
    /// (`expected`), or both.
    ///
    /// ## 中文
    ///
    /// 责任事项既没有触发条件，也没有频次。
    ///
    /// 没有写明何时应当履行，就永远查不出没有履行：从来无人去做也不会被发现。请写明什么情况下应当履行
    /// （`trigger`）、多久履行一次（`expected`），或两者都写。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    /// # ^^^^^
    ///     title: { zh: 重点单位检查, en: Key units }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    ///     title: { zh: 重点单位检查, en: Key units }
    ///     expected: { at_least: 1, every: quarter, for_each: target, of: key-unit }
    ///   PP-05:
    ///     title: { zh: 违法犯罪线索流转, en: Crime clues }
    ///     trigger: { event: { zh: 群众举报, en: a report by people } }
    /// ```
    pub(super) static RULE = "list/duty-without-trigger", Error,
        "neither trigger nor frequency", "既无触发条件也无频次";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let due = |duty: &&crate::model::draft::DutyRef<'_>| {
        !duty.doc.trigger.is_empty() || !duty.doc.expected.is_empty()
    };
    for duty in index.duties.iter().filter(|duty| !due(duty)) {
        let what = named(duty.id.as_str(), duty.doc.title.as_ref());
        let message = say!(
            "nothing says when duty {what} is due",
            "没有写明责任事项{what}何时应当履行",
            what: what
        );
        let label = Words::fixed("without `trigger` and `expected`", "没有`trigger`和`expected`");
        let help = Words::fixed(
            "add what makes it due (`trigger`) or how often it is due (`expected`)",
            "请补上触发条件（`trigger`）或频次（`expected`）",
        );
        let subject = At::duty(*duty).subject("");
        sink.push(Finding::at(&RULE, duty.id.span, message, label).help(help).about(subject));
    }
}
