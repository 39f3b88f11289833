use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::lint::walk;
use crate::model::Day;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A period ends before it begins.
    ///
    /// `until` lies before `from`, so there is no day on which the period holds, and what depends
    /// on it never applies. Both days belong to the period; one of them is wrong.
    ///
    /// ## 中文
    ///
    /// 期间的终点早于起点。
    ///
    /// `until`（止）早于`from`（起），没有任何一天属于该期间，依赖它的内容永远不会适用。起止两日都算在内，
    /// 其中必有一个写错。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 专项行动管理, en: Special operation }
    ///     from: 2026-03-01
    /// #         ----------
    ///     until: 2026-02-28
    /// #          ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   decide:
    ///     within: { limit: 30d, from: 2026-01-01, until: 2025-12-31 }
    /// #                                                  ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 专项行动管理, en: Special operation }
    ///     from: 2026-03-01
    ///     until: 2026-03-01
    /// ```
    pub(super) static RULE = "list/period-reversed", Error,
        "a period that ends before it begins", "期间起止颠倒";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    walk::periods(index.draft, |period| {
        let (from, until) = (period.from, period.until);
        if from.value > until.value {
            let subject = period.at.subject(&until.value.to_string());
            let found = reversed(&period.what, from.value, until.value, until.span, subject);
            sink.push(found.also_at(from.span, Words::fixed("begins here", "起于此")));
        }
    });
    for timed in &index.timings {
        let timing = &timed.timing;
        if let (Some(from), Some(until)) = (timing.from, timing.until)
            && from > until
        {
            let place = index.part(timing.span, &until.to_string());
            let what = Words::fixed("this deadline", "该时限");
            let subject = timed.at.subject(&timing.limit.value.to_string());
            sink.push(reversed(&what, from, until, place, subject));
        }
    }
}

fn reversed(what: &Words, from: Day, until: Day, place: Span, subject: Subject) -> Finding {
    let message = say!(
        "{what} ends on {until}, before it begins on {from}",
        "{what}止于{until}，早于其起始日{from}",
        what: what
    );
    Finding::at(&RULE, place, message, Words::fixed("ends before it begins", "早于起始日"))
        .help(Words::fixed("correct one of the two days", "请更正其中一个日期"))
        .about(subject)
}
