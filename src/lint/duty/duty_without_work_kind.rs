use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty doesn't say whether it is routine or special work.
    ///
    /// Routine work goes on always. Special work is ordered for a time, and without an order and an
    /// end it turns into routine work that nobody decided upon. Write `work: routine`, or
    /// `work: special` with `order` and `until`.
    ///
    /// ## 中文
    ///
    /// 责任事项没有写明是常态工作还是专项工作。
    ///
    /// 常态工作长期进行；专项工作由文件部署、有起止时间，缺了文号和期限，就会变成没人决定过的常态工作。
    /// 请写`work: routine`（常态），或写`work: special`（专项）并注明`order`（文号）和`until`（止）。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-10:
    /// # ^^^^^
    ///     title: { zh: 巡逻防控, en: Patrol }
    ///     holder: CMD
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-10:
    ///     title: { zh: 巡逻防控, en: Patrol }
    ///     holder: CMD
    ///     work: routine
    /// ```
    pub(super) static RULE = "list/duty-without-work-kind", Error,
        "neither routine nor special work", "未注明常态或专项";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for duty in index.duties.iter().filter(|duty| duty.doc.work.is_none()) {
        let what = named(duty.id.as_str(), duty.doc.title.as_ref());
        let message = say!(
            "duty {what} is neither routine nor special work",
            "责任事项{what}没有写明是常态工作还是专项工作",
            what: what
        );
        let label = Words::fixed("without `work`", "没有`work`");
        let help = Words::fixed(
            "add `work: routine`, or `work: special` with `order` and `until`",
            "请补上`work: routine`，或`work: special`并注明`order`和`until`",
        );
        let subject = At::duty(*duty).subject("");
        sink.push(Finding::at(&RULE, duty.id.span, message, label).help(help).about(subject));
    }
}
