use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::model::Limit;
use crate::model::docs::RepeatDoc;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A repetition does not say when it is due.
    ///
    /// It has either `at`, the ends of its windows in growing order, such as `[7d, 30d, 90d]`, or
    /// `every`, their length, with `times` or `until` if it comes to an end. `prompt` is no length
    /// that could be counted, and with `at` there is nothing for `times` to say.
    ///
    /// ## 中文
    ///
    /// 重复实施没有写明何时到期。
    ///
    /// 应写`at`（各期间的末日，由近及远，如`[7d, 30d, 90d]`），或`every`（每次间隔），有终点的再写`times`
    /// （次数）或`until`（至某环节为止）。`prompt`（及时）无法计数；写了`at`，就不必再写`times`。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   deliver: { title: 送达 }
    ///   visit: { title: 查访, after: deliver, repeat: { at: [30d, 7d] } }
    /// #                                                         ^^
    ///   call: { title: 电话, after: deliver, repeat: { times: 6 } }
    /// # ^^^^
    ///   meet: { title: 会商, after: deliver, repeat: { every: prompt } }
    /// #                                                     ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   deliver: { title: 送达 }
    ///   visit: { title: 查访, after: deliver, repeat: { at: [7d, 30d] } }
    ///   call: { title: 电话, after: deliver, repeat: { every: 1month, times: 6 } }
    /// ```
    pub(super) static RULE = "list/incomplete-repeat", Error,
        "a repetition that can't be counted", "重复实施无法计数";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for step in &index.steps {
        let Some(repeat) = &step.doc.repeat else { continue };
        for (place, what) in faults(repeat) {
            let owner = step.at().words();
            let message = say!("{owner}: {what}", "{owner}：{what}", owner: owner, what: what);
            let label = Words::fixed("this can't be counted", "无法计数");
            let help = Words::fixed(
                "write `repeat: { at: [7d, 30d, 90d] }` or `repeat: { every: 1month, times: 6 }`",
                "请写`repeat: { at: [7d, 30d, 90d] }`或`repeat: { every: 1month, times: 6 }`",
            );
            let place = place.unwrap_or(step.id.span);
            let subject = step.at().subject(&what.en);
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}

fn faults(repeat: &RepeatDoc) -> Vec<(Option<Span>, Words)> {
    let mut found = Vec::new();
    let all = || repeat.at.iter().chain(&repeat.every);
    if all().next().is_none() {
        let what = Words::fixed(
            "the repetition has neither `at` nor `every`",
            "重复实施既没有`at`也没有`every`",
        );
        found.push((None, what));
    }
    if let (Some(every), false) = (&repeat.every, repeat.at.is_empty()) {
        let what = Words::fixed(
            "the repetition has both `at` and `every`",
            "重复实施同时写了`at`和`every`",
        );
        found.push((Some(every.span), what));
    }
    for limit in all().filter(|limit| limit.value == Limit::Prompt) {
        let what = Words::fixed("`prompt` can't be counted", "`prompt`（及时）无法计数");
        found.push((Some(limit.span), what));
    }
    for pair in repeat.at.windows(2) {
        if let [first, second] = pair
            && first.value.rough_days() >= second.value.rough_days()
            && second.value != Limit::Prompt
        {
            let what = Words::fixed("the windows don't follow each other", "各期间没有前后相接");
            found.push((Some(second.span), what));
        }
    }
    if let (Some(times), false) = (&repeat.times, repeat.at.is_empty()) {
        let what = Words::fixed("`at` says already how often", "`at`已写明次数");
        found.push((Some(times.span), what));
    }
    found
}
