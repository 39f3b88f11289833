use std::collections::HashMap;

use super::subject;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Two scenarios of a set have the same `id`.
    ///
    /// Both are run, but nobody can tell from a failure which of them it is. Give each a name of its
    /// own; what differs only in a few rows may be a variant instead.
    ///
    /// ## 中文
    ///
    /// 清单集中有两个编号相同的情景。
    ///
    /// 两个都会运行，但出错时分不清是哪一个。请各用一个编号；只差几行的，可以改写为变体。
    ///
    /// ```yaml fail
    /// kind: scenario
    /// id: DV-05
    /// #   -----
    /// log: "step,at\ndraft,2026-03-02"
    /// expect: []
    /// ---
    /// kind: scenario
    /// id: DV-05
    /// #   ^^^^^
    /// log: "step,at\ndraft,2026-03-03"
    /// expect: []
    /// ```
    ///
    /// ```yaml pass
    /// kind: scenario
    /// id: DV-05
    /// log: "step,at\ndraft,2026-03-02"
    /// expect: []
    /// ---
    /// kind: scenario
    /// id: DV-05-twice
    /// log: "step,at\ndraft,2026-03-03"
    /// expect: []
    /// ```
    pub(super) static RULE = "list/scenario-twice", Error,
        "two scenarios of one id", "情景编号重复";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut first: HashMap<(usize, &str), Span> = HashMap::new();
    for doc in &index.draft.scenarios {
        let Some(id) = &doc.value.id else { continue };
        let Some(earlier) = first.get(&(doc.set, id.as_str())) else {
            first.insert((doc.set, id.as_str()), id.span);
            continue;
        };
        let name = &id.value;
        let message = say!("two scenarios are called `{name}`", "有两个情景名为`{name}`");
        let label = Words::fixed("called so again", "再次使用");
        let help = Words::fixed(
            "give one of them another `id`, or make it a variant of the other",
            "请为其中一个另取`id`，或改写为另一个的变体",
        );
        sink.push(
            Finding::at(&RULE, id.span, message, label)
                .also_at(*earlier, Words::fixed("first called so", "首次使用"))
                .help(help)
                .about(subject(&doc.value, "twice")),
        );
    }
}
