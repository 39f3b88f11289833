use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, standards};
use crate::model::Limit;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A deadline counts working days and the set names no calendar.
    ///
    /// Which days are worked is known from a calendar only: holidays are not, some Saturdays are.
    /// Without one the deadline can't be reckoned and every verdict on it is "cannot tell". Name a
    /// calendar in the set, and import the set that has it.
    ///
    /// ## 中文
    ///
    /// 时限按工作日计算，清单集却没有指定日历。
    ///
    /// 哪天上班只有日历知道：节假日不上班，调休的周末要上班。没有日历就无法推算，相关判定只能是“无法判断”。请在
    /// 清单集中用`calendar`指定日历，并引用含有它的清单集。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: cn-case-baseline
    /// #   ----------------
    /// ---
    /// kind: standard
    /// duty: CB-07
    /// steps:
    ///   second: { title: 再次调解, within: 7wd }
    /// #                                ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: cn-case-baseline
    /// calendar: cn
    /// ---
    /// kind: calendar
    /// id: cn
    /// ---
    /// kind: standard
    /// duty: CB-07
    /// steps:
    ///   second: { title: 再次调解, within: 7wd }
    /// ```
    pub(super) static RULE = "list/working-days-without-calendar", Error,
        "working days without a calendar", "按工作日计算却没有日历";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if !index.has_set || index.draft.set().calendar.is_some() {
        return;
    }
    let mut look = |at: At<'_>, limit: Limit, place: Span| {
        if !matches!(limit, Limit::WorkingDays(_)) {
            return;
        }
        let (owner, shown) = (at.words(), limit.words());
        let message = say!(
            "{owner} counts {shown}, and the set names no calendar",
            "{owner}按{shown}计算，而清单集没有指定日历",
            owner: owner, shown: shown
        );
        let help = Words::fixed(
            "name a calendar in the set, such as `calendar: cn`, and import the set that has it",
            "请在清单集中指定日历，例如`calendar: cn`，并引用含有它的清单集",
        );
        sink.push(
            Finding::at(&RULE, place, message, Words::fixed("can't be reckoned", "无法推算"))
                .also_at(index.draft.set_place(), Words::fixed("no calendar here", "此处没有日历"))
                .help(help)
                .about(at.subject(&limit.to_string())),
        );
    };
    for timed in &index.timings {
        let timing = &timed.timing;
        look(timed.at, timing.limit.value, timing.limit.span);
        if let Some(extend) = &timing.extend {
            look(timed.at, extend.by, extend.step.span);
        }
    }
    for (at, standard) in standards(index.draft) {
        if let Some(limit) = &standard.closes_after {
            look(at, limit.value, limit.span);
        }
    }
    for doc in &index.draft.models {
        if let Some(limit) = &doc.value.within {
            look(At::pattern(doc), limit.value, limit.span);
        }
    }
}
