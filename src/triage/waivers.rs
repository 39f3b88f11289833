//! The rules that waivers name.

use super::catalogue::{find, unknown};
use super::rules::WAIVER_UNKNOWN_RULE;
use crate::finding::{Finding, Sink, Subject};
use crate::model::Draft;
use crate::text::{Words, say};

/// Looks for waivers that can never be used, because no audit finds what they name.
pub fn check(draft: &Draft, sink: &mut Sink) {
    for (id, waiver) in draft.waivers.iter().flat_map(|doc| doc.value.waivers.iter()) {
        let Some(name) = &waiver.rule else { continue };
        let word = &name.value;
        let (message, help) = match find(word) {
            Some(rule) if rule.group() != "list" => continue,
            Some(_) => (
                say!(
                    "`{word}` is a rule on lists, which no audit finds",
                    "`{word}`是清单检查规则，审计不会发现"
                ),
                say!(
                    "write `# remit: allow {word} REASON` beside the line",
                    "请在该行旁写`# remit: allow {word} 理由`"
                ),
            ),
            None => unknown(word),
        };
        let label = Words::fixed("never found", "不会发现");
        let subject = Subject { detail: Some(id.value.clone()), ..Subject::default() };
        sink.push(
            Finding::at(&WAIVER_UNKNOWN_RULE, name.span, message, label).help(help).about(subject),
        );
    }
}
