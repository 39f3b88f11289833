use super::{subject, waivers};
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::model::waiver::LONGEST;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A waiver holds longer than the set allows.
    ///
    /// The set's `waiver_limit` says how many days a waiver may hold at most, both ends counted; 180
    /// if it says nothing. What is needed for longer must be granted again, by somebody who looks at
    /// it again, or the list must change. A waiver that is too long waives nothing.
    ///
    /// ## 中文
    ///
    /// 豁免期限超过清单集的上限。
    ///
    /// 清单集的`waiver_limit`规定豁免最长可有多少日（含首尾），未写则为180日。需要更久的，应重新审查、重新批准，
    /// 或者修改清单。期限过长的豁免不起作用。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// waiver_limit: 28
    /// ---
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: disposal/step-late
    ///     duty: PP-03
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-03-01
    /// #          ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: example
    /// waiver_limit: 28
    /// ---
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: disposal/step-late
    ///     duty: PP-03
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-02-28
    /// ```
    pub(super) static RULE = "list/waiver-too-long", Error,
        "a waiver that holds too long", "豁免期限过长";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let longest = index.draft.set().waiver_limit.unwrap_or(LONGEST);
    for (id, waiver) in waivers(index) {
        let (Some(days), Some(until)) = (waiver.days(), &waiver.until) else { continue };
        if days <= longest {
            continue;
        }
        let name = &id.value;
        let message = say!(
            "the waiver `{name}` holds for {days} days, and {longest} are allowed: it waives nothing",
            "豁免`{name}`期限{days}日，超过上限{longest}日，不起作用"
        );
        let label = Words::fixed("too late", "过晚");
        sink.push(Finding::at(&RULE, until.span, message, label).about(subject(id)).help(
            Words::fixed(
                "let it end sooner; the set's `waiver_limit` says how many days are allowed",
                "请提前终止日期；上限由清单集的`waiver_limit`规定",
            ),
        ));
    }
}
