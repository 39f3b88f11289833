//! The rules that scenarios expect to be broken.

use super::catalogue::{find, unknown};
use super::rules::SCENARIO_UNKNOWN_RULE;
use crate::finding::{Finding, Sink};
use crate::model::Draft;
use crate::text::Words;

/// Looks for expectations that can never come true, because no rule has that name.
pub fn check(draft: &Draft, sink: &mut Sink) {
    let expected = draft.scenarios.iter().flat_map(|doc| doc.value.expectations());
    for name in expected.filter_map(|expect| expect.value.rule.as_ref()) {
        if find(&name.value).is_some() {
            continue;
        }
        let (message, help) = unknown(&name.value);
        let label = Words::fixed("unknown rule", "未知规则");
        sink.push(Finding::at(&SCENARIO_UNKNOWN_RULE, name.span, message, label).help(help));
    }
}
