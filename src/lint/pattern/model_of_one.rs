use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A supervision model calls a single case a pattern.
    ///
    /// With `at_least` below 2 and neither `with` nor `without`, every case there is becomes a clue,
    /// and nobody looks at clues any more. Ask for two cases or more, or say what must go with the
    /// one or be absent.
    ///
    /// ## 中文
    ///
    /// 监督模型把单独一件案件当作规律。
    ///
    /// `at_least`小于 2，又没有`with`或`without`，则每件案件都会成为线索，也就没有人再看线索了。请要求两件以上，或写明
    /// 须同时有什么、没有什么。
    ///
    /// ```yaml fail
    /// kind: model
    /// id: alarms
    /// by: target
    /// of: { duty: DV-01 }
    /// at_least: 1
    /// #         ^
    /// within: 6months
    /// ```
    ///
    /// ```yaml pass
    /// kind: model
    /// id: alarms
    /// by: target
    /// of: { duty: DV-01 }
    /// at_least: 1
    /// within: 6months
    /// without: { duty: DV-05 }
    /// ```
    pub(super) static RULE = "list/model-of-one", Warning,
        "supervision model of a single case", "监督模型只要求一件案件";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.models {
        let own = &doc.value;
        let Some(number) = own.at_least.as_ref().filter(|number| number.value < 2) else {
            continue;
        };
        if !own.with.is_empty() || !own.without.is_empty() {
            continue;
        }
        let at = At::pattern(doc);
        let owner = at.words();
        let message = say!(
            "{owner} makes a clue of every single case",
            "{owner}会把每件案件都当作线索",
            owner: owner
        );
        let label = Words::fixed("one is no pattern", "一件不成规律");
        let help = Words::fixed(
            "ask for `at_least: 2` or more, or add `with` or `without`",
            "请写`at_least: 2`或更多，或补上`with`、`without`",
        );
        let subject = at.subject("at_least");
        sink.push(Finding::at(&RULE, number.span, message, label).help(help).about(subject));
    }
}
