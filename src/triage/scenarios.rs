//! The rules that scenarios expect to be broken.

use super::rules::SCENARIO_UNKNOWN_RULE;
use super::{find, nearest};
use crate::finding::{Finding, Sink};
use crate::model::Draft;
use crate::text::{Words, say};

/// Looks for expectations that can never come true, because no rule has that name.
pub fn check(draft: &Draft, sink: &mut Sink) {
    let expected = draft.scenarios.iter().flat_map(|doc| doc.value.expectations());
    for name in expected.filter_map(|expect| expect.value.rule.as_ref()) {
        if find(&name.value).is_some() {
            continue;
        }
        let word = &name.value;
        let message = say!("there is no rule `{word}`", "没有规则`{word}`");
        let label = Words::fixed("unknown rule", "未知规则");
        let help = match nearest(word) {
            Some(near) => {
                let near = near.id;
                say!("did you mean `{near}`?", "是否想写`{near}`？")
            }
            None => Words::fixed(
                "`remit explain` lists every rule",
                "运行`remit explain`可列出全部规则",
            ),
        };
        sink.push(Finding::at(&SCENARIO_UNKNOWN_RULE, name.span, message, label).help(help));
    }
}
