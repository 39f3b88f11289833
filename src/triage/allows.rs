//! What somebody allows beside the line itself: `# remit: allow RULE reason`.
//!
//! At the end of a line such a comment is for that line; on a line of its own it is for the next line
//! that says something. It is for rules on what documents say, and for none after which an audit
//! makes no sense.

use std::collections::HashSet;

use super::catalogue::{find, unknown};
use super::rules::{ALLOW_INCOMPLETE, ALLOW_UNKNOWN_RULE, ALLOW_UNUSED};
use crate::doc::comments::{Comment, comments};
use crate::finding::{Finding, Place, Rule, Subject};
use crate::lint;
use crate::model::Draft;
use crate::text::{Source, SourceId, Span, Words, say};

/// What a comment asks for.
enum Asked<'t> {
    /// To allow a rule.
    Allow(&'t str),
    /// Something that can't be followed, and why.
    Nothing(Words, Words),
}

/// A comment that can be followed.
struct Allow {
    rule: &'static Rule,
    span: Span,
    /// The line that it is for.
    line: u32,
    used: bool,
}

/// Takes out what comments allow and adds what is wrong with comments.
pub fn apply(draft: &Draft, findings: Vec<Finding>) -> Vec<Finding> {
    let mut allows: Vec<Allow> = Vec::new();
    let mut faults: Vec<Finding> = Vec::new();
    for (id, source) in draft.sources.iter() {
        // Nearly every document has none.
        if source.text.contains("remit:") {
            read(id, source, &mut allows, &mut faults);
        }
    }
    if allows.is_empty() && faults.is_empty() {
        return findings;
    }
    let mut kept = Vec::with_capacity(findings.len());
    for finding in findings {
        let line = match finding.primary.place {
            Place::Span(span) => Some((span.source, draft.sources.locate(span).1.line)),
            _ => None,
        };
        let allowed = |own: &&mut Allow| {
            own.rule.id == finding.rule.id && Some((own.span.source, own.line)) == line
        };
        match allows.iter_mut().find(allowed) {
            Some(own) => own.used = true,
            None => kept.push(finding),
        }
    }
    // Of a document that could not be read to its end nobody knows what would have been found.
    let unread: HashSet<SourceId> = kept
        .iter()
        .filter(|finding| finding.rule.fatal)
        .filter_map(|finding| match finding.primary.place {
            Place::Span(span) => Some(span.source),
            _ => None,
        })
        .collect();
    let unused = allows.iter().filter(|own| {
        !own.used && !unread.contains(&own.span.source) && is_own(draft, own.span.source)
    });
    faults.extend(unused.map(|own| {
        let rule = own.rule.id;
        let message =
            say!("`{rule}` finds nothing here to allow", "`{rule}`在此处没有可允许的问题");
        let label = Words::fixed("allows nothing", "没有作用");
        let subject = Subject { detail: Some(rule.to_owned()), ..Subject::default() };
        Finding::at(&ALLOW_UNUSED, own.span, message, label).about(subject).help(Words::fixed(
            "take the comment out, or move it to the line that is meant",
            "请删去该注释，或移到所指的那一行",
        ))
    }));
    kept.extend(faults);
    kept
}

fn read(id: SourceId, source: &Source, allows: &mut Vec<Allow>, faults: &mut Vec<Finding>) {
    let all = comments(id, source);
    let alone: HashSet<u32> = all
        .iter()
        .filter(|own| is_alone(source, own.span))
        .map(|own| source.position(own.span.start).line)
        .collect();
    for comment in &all {
        let Some(asked) = asked(comment) else { continue };
        let name = match asked {
            Asked::Allow(name) => name,
            Asked::Nothing(message, help) => {
                let label = Words::fixed("can't be followed", "无法照办");
                let finding = Finding::at(&ALLOW_INCOMPLETE, comment.span, message, label);
                faults.push(finding.help(help));
                continue;
            }
        };
        match find(name) {
            Some(rule) if may_be_allowed(rule) => {
                let own = source.position(comment.span.start).line;
                let mut line = own;
                if alone.contains(&own) {
                    let last =
                        source.position(u32::try_from(source.text.len()).unwrap_or(u32::MAX));
                    line += 1;
                    while line < last.line
                        && (alone.contains(&line) || source.line(line).trim().is_empty())
                    {
                        line += 1;
                    }
                }
                allows.push(Allow { rule, span: comment.span, line, used: false });
            }
            found => faults.push(not_allowed(comment.span, name, found)),
        }
    }
}

/// Whether nothing stands before a comment on its line.
fn is_alone(source: &Source, span: Span) -> bool {
    let before = source.text.get(..span.start as usize).unwrap_or_default();
    before.rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// What a comment asks of this program; nothing if it speaks to somebody else.
fn asked<'t>(comment: &Comment<'t>) -> Option<Asked<'t>> {
    let order = comment.text.trim_start_matches('#').trim_start().strip_prefix("remit:")?;
    let help = || {
        Words::fixed(
            "write `# remit: allow RULE`, then the reason",
            "请写`# remit: allow 规则`，再写理由",
        )
    };
    let mut words = order.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some("allow" | "允许"), Some(rule), Some(_)) => Some(Asked::Allow(rule)),
        (Some("allow" | "允许"), Some(rule), None) => Some(Asked::Nothing(
            say!("`{rule}` is allowed without a reason", "允许`{rule}`却没有写理由"),
            help(),
        )),
        (Some("allow" | "允许"), None, _) => Some(Asked::Nothing(
            Words::fixed("the comment names no rule to allow", "注释没有写明允许哪条规则"),
            help(),
        )),
        (word, ..) => {
            let word = word.unwrap_or_default();
            Some(Asked::Nothing(
                say!("`{word}` is nothing that a comment can ask for", "注释不能要求`{word}`"),
                help(),
            ))
        }
    }
}

/// Whether a rule is one on what documents say, and an audit makes sense all the same.
pub fn may_be_allowed(rule: &Rule) -> bool {
    !rule.fatal && lint::lints().any(|own| own.rule.id == rule.id)
}

fn not_allowed(span: Span, name: &str, found: Option<&Rule>) -> Finding {
    let (message, help) = match found {
        Some(rule) if rule.group() == "list" => (
            say!("`{name}` can't be allowed by a comment", "不能用注释允许`{name}`"),
            Words::fixed("mend what it finds", "请改正其所指的问题"),
        ),
        Some(_) => (
            say!("`{name}` is a rule of audits", "`{name}`是审计规则"),
            Words::fixed(
                "grant an exception in a document of kind `waivers`",
                "请在`waivers`（豁免）文档中写明例外",
            ),
        ),
        None => unknown(name),
    };
    let label = Words::fixed("allows nothing", "没有作用");
    Finding::at(&ALLOW_UNKNOWN_RULE, span, message, label).help(help)
}

/// Whether a document belongs to the set that was asked for: what others write is looked at as a
/// whole only where their set is checked.
fn is_own(draft: &Draft, source: SourceId) -> bool {
    let path = &draft.sources.get(source).path;
    let depth = |name: &str| match name {
        "" | "." => Some(0),
        _ => path.strip_prefix(name).filter(|rest| rest.starts_with('/')).map(|_| name.len()),
    };
    let within = draft.sets.iter().enumerate();
    let within = within.filter_map(|(at, set)| Some((depth(&set.name)?, at)));
    within.max_by_key(|(depth, at)| (*depth, std::cmp::Reverse(*at))).is_none_or(|(_, at)| at == 0)
}

#[cfg(test)]
mod tests {
    use crate::doc::{Format, read_text};
    use crate::finding::Sink;
    use crate::lint;
    use crate::model::load::assemble;
    use crate::text::Sources;

    /// Those of a few rules that are left of what is found in a document.
    fn left(name: &str, text: &str) -> Vec<&'static str> {
        let format = Format::of(std::path::Path::new(name)).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let documents = read_text(name, text, format, &mut sources, &mut sink);
        let draft = assemble(&documents, sources, &mut sink);
        lint::run(&draft, &mut sink);
        let all = super::apply(&draft, sink.into_findings());
        let own = all.iter().map(|own| own.rule.id);
        let about = |rule: &&str| rule.starts_with("list/allow") || *rule == "list/set-without-id";
        own.filter(about).collect()
    }

    #[test]
    fn a_comment_is_for_its_own_line_or_for_the_next_that_says_something() {
        const ALLOW: &str = "# remit: allow list/set-without-id nobody imports it";
        let unused = ["list/set-without-id", "list/allow-unused"];
        for (text, wanted) in [
            ("KIND".to_owned(), &unused[..1]),
            (format!("KIND {ALLOW}"), &[]),
            (format!("KIND {ALLOW}\r\n"), &[]),
            (format!("{ALLOW}\nKIND"), &[]),
            (format!("{ALLOW}\n\n# 说明\n  # more\nKIND"), &[]),
            (format!("KIND\n{ALLOW}"), &unused),
            (format!("{ALLOW}\nstrict: false\nKIND"), &unused),
            ("KIND # remit: 允许 list/set-without-id 无人引用".to_owned(), &[]),
            (
                "KIND # remit: allow list/set-without-id".to_owned(),
                &[unused[0], "list/allow-incomplete"],
            ),
            (
                "KIND # remit: alow list/set-without-id why".to_owned(),
                &[unused[0], "list/allow-incomplete"],
            ),
            (
                "KIND # remit: allow list/unknown-key why".to_owned(),
                &[unused[0], "list/allow-unknown-rule"],
            ),
            (
                "KIND # remit: allow disposal/step-late why".to_owned(),
                &[unused[0], "list/allow-unknown-rule"],
            ),
            ("KIND # see remit: allow list/set-without-id why".to_owned(), &unused[..1]),
        ] {
            let yaml = text.replace("KIND", "kind: set");
            assert_eq!(left("a.yaml", &yaml), wanted, "{yaml}");
            let toml = text.replace("KIND", "kind = 'set'").replace("strict: ", "strict = ");
            assert_eq!(left("a.toml", &toml), wanted, "{toml}");
        }
    }

    #[test]
    fn nothing_is_said_of_comments_in_a_document_that_could_not_be_read() {
        let text = "# remit: allow list/duty-without-holder nobody has it yet\nkind: responsibility-list\nduties: [\n";
        assert!(left("a.yaml", text).is_empty());
    }
}
