//! Expected against found.

use super::prepare::{Obstacle, Prepared, Variant};
use crate::audit::Audit;
use crate::audit::outcome::Verdict;
use crate::finding::Finding;
use crate::log::normal;
use crate::model::docs::ExpectDoc;
use crate::text::{Span, Words, meant, nearest, say};

/// Something that is not as a scenario says.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The scenario.
    pub scenario: String,
    /// Its variant; nothing for the scenario itself.
    pub variant: Option<String>,
    /// Where the scenario or variant stands.
    pub span: Span,
    /// All that is not as it says.
    pub faults: Vec<Fault>,
}

/// One thing that is not as a scenario says.
#[derive(Clone, Debug)]
pub enum Fault {
    /// A finding is expected and was not found.
    Lacks {
        /// Where it is expected.
        span: Span,
        /// Its keys and what they ask for.
        keys: Vec<(&'static str, String)>,
    },
    /// A finding was found and is not expected.
    Has(Box<Finding>),
    /// An obligation came to something else.
    Differs {
        /// Where it is written.
        span: Span,
        /// The obligation and the verdict.
        what: Words,
        /// How many were expected.
        wanted: u64,
        /// How many there are.
        found: u64,
    },
    /// It can't be run.
    Stuck(Obstacle),
}

/// Compares what an audit found with what was expected; `found` are the findings that count.
pub(super) fn compare(prepared: &Prepared<'_>, variant: &Variant<'_>, audit: &Audit) -> Vec<Fault> {
    let counts = |finding: &&Finding| super::counted::counts(finding, prepared.doc);
    let found: Vec<&Finding> = audit.findings.iter().filter(counts).collect();
    let wanted: Vec<&ExpectDoc> = variant.expect.iter().map(|own| &own.value).collect();
    let pairs = pair(&wanted, &found);
    let mut faults = Vec::new();
    for (at, expect) in variant.expect.iter().enumerate() {
        if !pairs.contains(&Some(at)) {
            let keys = expect.value.given().map(|(key, value)| (key, value.value.clone()));
            faults.push(Fault::Lacks { span: expect.span, keys: keys.collect() });
        }
    }
    for (finding, partner) in found.iter().zip(&pairs) {
        if partner.is_none() {
            faults.push(Fault::Has(Box::new((*finding).clone())));
        }
    }
    verdicts(variant, audit, &mut faults);
    faults
}

/// For each found finding the expected one that it is matched with. As many as possible are
/// matched, each with one: a general expectation never takes the place of a special one.
fn pair(wanted: &[&ExpectDoc], found: &[&Finding]) -> Vec<Option<usize>> {
    let mut partner: Vec<Option<usize>> = vec![None; found.len()];
    for at in 0..wanted.len() {
        // Past this nobody wrote the expectations by hand; the first that is free will do.
        let many = wanted.len().min(found.len()) > BY_HAND;
        let mut tried: Vec<bool> = partner.iter().map(|own| many && own.is_some()).collect();
        augment(at, wanted, found, &mut partner, &mut tried);
    }
    partner
}

/// Expectations of one scenario that may be moved to make room for each other.
const BY_HAND: usize = 500;

/// Finds a place for an expectation, moving others if need be.
fn augment(
    at: usize,
    wanted: &[&ExpectDoc],
    found: &[&Finding],
    partner: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    for (place, finding) in found.iter().enumerate() {
        let seen = tried.get(place).copied().unwrap_or(true);
        if seen || !wanted.get(at).is_some_and(|expect| fits(expect, finding)) {
            continue;
        }
        if let Some(mark) = tried.get_mut(place) {
            *mark = true;
        }
        let other = partner.get(place).copied().flatten();
        if other.is_none_or(|other| augment(other, wanted, found, partner, tried)) {
            if let Some(own) = partner.get_mut(place) {
                *own = Some(at);
            }
            return true;
        }
    }
    false
}

/// Whether a finding is what an expectation asks for, by the keys that it gives.
fn fits(expect: &ExpectDoc, finding: &Finding) -> bool {
    let subject = &finding.subject;
    expect.given().all(|(key, wanted)| {
        let own = match key {
            "rule" => Some(finding.rule.id),
            "severity" => Some(finding.severity.code()),
            "duty" => subject.duty.as_deref(),
            "step" => subject.step.as_deref(),
            "case" => subject.case.as_deref(),
            "body" => subject.body.as_deref(),
            "target" => subject.target.as_deref(),
            "person" => subject.person.as_deref(),
            "window" => subject.window.as_deref(),
            "detail" => subject.detail.as_deref(),
            _ => None,
        };
        let own = own.unwrap_or_default();
        own == wanted.as_str() || own == &*normal(wanted.as_str())
    })
}

fn verdicts(variant: &Variant<'_>, audit: &Audit, faults: &mut Vec<Fault>) {
    let stuck = |span: Span, words: Words, near: Option<&str>| {
        let hint = near.map(meant);
        Fault::Stuck(Obstacle { span, words, hint })
    };
    for (name, counts) in variant.verdicts.iter() {
        let Some(own) = audit.obligations.iter().find(|own| own.name == name.value) else {
            let text = &name.value;
            let near = nearest(text, audit.obligations.iter().map(|own| own.name.as_str()));
            let words = say!("there is no obligation `{text}`", "没有名为`{text}`的义务");
            faults.push(stuck(name.span, words, near));
            continue;
        };
        for (code, wanted) in counts.iter() {
            let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.code() == code.value);
            let Some(verdict) = verdict else {
                let text = &code.value;
                let words = say!("`{text}` is no verdict", "`{text}`不是判定结果");
                let near = nearest(text, Verdict::ALL.map(Verdict::code));
                faults.push(stuck(code.span, words, near));
                continue;
            };
            let found = own.counts.of(verdict);
            if found != wanted.value {
                let (name, word) = (&own.name, verdict.words());
                let what = say!("{name}: {word}", "{name}：{word}", word: word);
                faults.push(Fault::Differs {
                    span: wanted.span,
                    what,
                    wanted: wanted.value,
                    found,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pair;
    use crate::audit::rules::{STEP_LATE, STEP_MISSING};
    use crate::doc::Spanned;
    use crate::finding::{Finding, Label, Place, Rule, Subject};
    use crate::model::docs::ExpectDoc;
    use crate::text::Words;

    fn finding(rule: &'static Rule, step: &str, case: &str) -> Finding {
        let words = Words::same("");
        let label = Label { place: Place::File(String::new()), words: words.clone() };
        let subject = Subject {
            step: Some(step.to_owned()),
            case: Some(case.to_owned()),
            ..Subject::default()
        };
        Finding::new(rule, words, label).about(subject)
    }

    fn expect(rule: &str, step: Option<&str>, case: Option<&str>) -> ExpectDoc {
        let text = |text: &str| Spanned { value: text.to_owned(), ..Spanned::default() };
        ExpectDoc {
            rule: Some(text(rule)),
            step: step.map(text),
            case: case.map(text),
            ..ExpectDoc::default()
        }
    }

    fn pairs(wanted: &[ExpectDoc], found: &[Finding]) -> Vec<Option<usize>> {
        pair(&wanted.iter().collect::<Vec<_>>(), &found.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_general_expectation_leaves_the_special_one_its_finding() {
        let found = [finding(&STEP_LATE, "a", "1"), finding(&STEP_LATE, "b", "1")];
        let late = STEP_LATE.id;
        let wanted = [expect(late, None, None), expect(late, Some("a"), None)];
        assert_eq!(pairs(&wanted, &found), [Some(1), Some(0)]);
        let wanted = [expect(late, Some("a"), None), expect(late, None, None)];
        assert_eq!(pairs(&wanted, &found), [Some(0), Some(1)]);
    }

    #[test]
    fn each_expectation_stands_for_one_finding() {
        let found = [finding(&STEP_LATE, "a", "1"), finding(&STEP_LATE, "a", "2")];
        assert_eq!(pairs(&[expect(STEP_LATE.id, Some("a"), None)], &found), [Some(0), None]);
        let twice = [expect(STEP_LATE.id, None, None), expect(STEP_LATE.id, None, None)];
        assert_eq!(pairs(&twice, &found[..1]), [Some(0)]);
    }

    #[test]
    fn only_the_given_keys_are_compared() {
        let found = [finding(&STEP_MISSING, "a", "1")];
        for (wanted, fits) in [
            (expect(STEP_MISSING.id, None, None), true),
            (expect(STEP_MISSING.id, Some("a"), Some("1")), true),
            (expect(STEP_MISSING.id, Some("a"), Some("2")), false),
            (expect(STEP_LATE.id, Some("a"), Some("1")), false),
            (ExpectDoc::default(), true),
        ] {
            assert_eq!(
                pairs(std::slice::from_ref(&wanted), &found)[0].is_some(),
                fits,
                "{wanted:?}"
            );
        }
    }
}
