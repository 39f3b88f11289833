//! How much a rule matters: its own severity, or the set's choice.

use std::collections::BTreeMap;

use super::catalogue::{find, unknown};
use super::rules::{UNKNOWN_RULE, UNKNOWN_SEVERITY};
use crate::finding::{Finding, Rule, Severity, Sink};
use crate::model::Draft;
use crate::text::{self, Words, did_you_mean, say};

/// What a set may write for a rule.
const CHOICES: [&str; 4] = ["error", "warning", "note", "off"];

/// The severities of a set. Rules that it does not name keep their own.
#[derive(Clone, Debug, Default)]
pub struct Severities {
    /// Nothing stands for `off`.
    chosen: BTreeMap<&'static str, Option<Severity>>,
}

impl Severities {
    /// Reads the `severity` table of the set that was asked for. What it doesn't mean is reported.
    pub fn read(draft: &Draft, sink: &mut Sink) -> Self {
        let mut chosen = BTreeMap::new();
        for (name, choice) in draft.set().severity.iter() {
            let rule = find(&name.value);
            if rule.is_none() {
                let (message, help) = unknown(&name.value);
                let label = Words::fixed("unknown rule", "未知规则");
                sink.push(Finding::at(&UNKNOWN_RULE, name.span, message, label).help(help));
            }
            let severity = Severity::from_code(&choice.value);
            if severity.is_none() && choice.value != "off" {
                let word = &choice.value;
                let message = say!("`{word}` is not a severity", "`{word}`不是严重程度");
                let label = Words::fixed("not one of the four", "不在四种之列");
                let help = did_you_mean(
                    text::nearest(word, CHOICES),
                    Words::fixed(
                        "write `error`, `warning`, `note` or `off`",
                        "请写`error`（错误）、`warning`（警告）、`note`（提示）或`off`（关闭）",
                    ),
                );
                sink.push(Finding::at(&UNKNOWN_SEVERITY, choice.span, message, label).help(help));
            } else if let Some(rule) = rule {
                chosen.insert(rule.id, severity);
            }
        }
        Self { chosen }
    }

    /// The severity of a rule; nothing if it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        self.chosen.get(rule.id).copied().unwrap_or(Some(rule.severity))
    }

    /// Gives findings the set's severity and drops those of rules that are off.
    pub fn apply(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let given = findings.into_iter().filter_map(|mut finding| {
            finding.severity = self.of(finding.rule)?;
            Some(finding)
        });
        given.collect()
    }
}

/// The remark that a set changed a severity, such as `(error by default)`.
pub fn changed(now: Severity, default: Severity) -> Option<Words> {
    let word = default.words();
    (now != default).then(|| say!("({word} by default)", "（默认为{word}）", word: word))
}

#[cfg(test)]
mod tests {
    use super::{Severities, changed};
    use crate::doc::{Format, read_text};
    use crate::finding::{Severity, Sink};
    use crate::model::load::assemble;
    use crate::text::{Lang, Sources};
    use crate::triage::rules::{UNKNOWN_RULE, UNKNOWN_SEVERITY};

    fn read(text: &str) -> (Severities, Vec<String>) {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let documents = read_text("remit.toml", text, Format::Toml, &mut sources, &mut sink);
        let draft = assemble(&documents, sources, &mut sink);
        let severities = Severities::read(&draft, &mut sink);
        let said = sink.findings().iter().map(|f| format!("{}: {}", f.rule.id, f.message.en));
        (severities, said.collect())
    }

    #[test]
    fn a_set_changes_turns_off_and_mistypes() {
        let (severities, said) = read(concat!(
            "kind = \"set\"\n[severity]\n",
            "\"list/unknown-severity\" = \"note\"\n",
            "\"list/unknown-rule\" = \"off\"\n",
            "\"list/unknown-rul\" = \"note\"\n",
            "\"list/syntax\" = \"eror\"\n",
        ));
        assert_eq!(severities.of(&UNKNOWN_SEVERITY), Some(Severity::Note));
        assert_eq!(severities.of(&UNKNOWN_RULE), None);
        assert_eq!(
            said,
            [
                "list/unknown-rule: there is no rule `list/unknown-rul`",
                "list/unknown-severity: `eror` is not a severity",
            ]
        );
    }

    #[test]
    fn a_change_is_said_and_a_default_is_not() {
        let words = changed(Severity::Note, Severity::Error).unwrap();
        assert_eq!(words.get(Lang::En), "(error by default)");
        assert_eq!(words.get(Lang::Zh), "（默认为错误）");
        assert!(changed(Severity::Error, Severity::Error).is_none());
    }
}
