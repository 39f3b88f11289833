use std::collections::HashSet;

use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Bodies stand above each other in a circle.
    ///
    /// Approval goes upwards and findings are gathered upwards; in a circle neither comes to an end.
    /// Correct the `parent` of one of them.
    ///
    /// ## 中文
    ///
    /// 单位的上级关系形成循环。
    ///
    /// 审批逐级向上，结果逐级汇总；在循环中两者都没有尽头。请更正其中一个单位的`parent`（上级）。
    ///
    /// ```yaml fail
    /// kind: roster
    /// bodies:
    ///   PSB: { title: 县公安局, parent: S1 }
    /// #                             ^^
    ///   S1: { title: 城关派出所, parent: PSB }
    /// #                             ---
    ///   S1-COM: { title: 社区警务队, parent: S1 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: roster
    /// bodies:
    ///   PSB: { title: 县公安局 }
    ///   S1: { title: 城关派出所, parent: PSB }
    ///   S1-COM: { title: 社区警务队, parent: S1 }
    /// ```
    pub(super) static RULE = fatal "list/circular-parents", Error,
        "bodies above each other in a circle", "上级关系循环";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut seen: HashSet<&str> = HashSet::new();
    for (id, _) in &index.bodies {
        let mut path: Vec<(&str, Span)> = Vec::new();
        let mut at = id.as_str();
        loop {
            if let Some(from) = path.iter().position(|(name, _)| *name == at) {
                sink.push(circle(&path.split_off(from)));
                break;
            }
            if !seen.insert(at) {
                break;
            }
            let parent = index.body(at).and_then(|(_, body)| body.parent.as_ref());
            let Some(parent) = parent else { break };
            path.push((at, parent.span));
            at = parent.as_str();
        }
    }
}

fn circle(path: &[(&str, Span)]) -> Finding {
    let mut names: Vec<String> = path.iter().map(|(name, _)| format!("`{name}`")).collect();
    names.extend(names.first().cloned());
    let (en, zh) = (names.join(" below "), names.join("的上级是"));
    let message = say!("bodies stand above each other: {en}", "单位互为上级：{zh}");
    let help = Words::fixed("correct the `parent` of one of them", "请更正其中一个单位的`parent`");
    let label = |at: usize| {
        let (lower, _) = path.get(at).copied().unwrap_or_default();
        let (upper, _) = path.get((at + 1) % path.len()).copied().unwrap_or_default();
        say!("`{upper}` is above `{lower}`", "`{upper}`是`{lower}`的上级")
    };
    let place = path.first().map(|(_, place)| *place).unwrap_or_default();
    let body = path.first().map(|(name, _)| (*name).to_owned());
    let mut finding = Finding::at(&RULE, place, message, label(0))
        .help(help)
        .about(Subject { body, ..Subject::default() });
    for (at, (_, place)) in path.iter().enumerate().skip(1) {
        finding = finding.also_at(*place, label(at));
    }
    finding
}
