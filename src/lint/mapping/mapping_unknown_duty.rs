use std::collections::HashSet;

use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::names::nearest_step;
use crate::lint::walk::{At, Owner};
use crate::lint::wording::{did_you_mean, folded};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A mapping leads to a duty or step that the set doesn't have.
    ///
    /// Rows that it maps there would be out of list, although they are not. Duties are named by
    /// their id, steps by their id within the mapping's `duty` or as `DUTY.step`.
    ///
    /// ## 中文
    ///
    /// 映射指向清单集中没有的责任事项或环节。
    ///
    /// 映射过去的行会被当成清单外工作，其实并不是。责任事项写编号；环节写`duty`所指事项内的名称，或写成
    /// `责任事项.环节`。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   CB-01: { title: { zh: 接警登记, en: Alarm registration } }
    /// ---
    /// kind: standard
    /// duty: CB-01
    /// steps:
    ///   register: { title: { zh: 登记, en: Register } }
    /// ---
    /// kind: mapping
    /// id: alarms
    /// duty: CB-1
    /// #     ^^^^
    /// columns: { case: 编号, at: 时间, step: 环节 }
    /// step_values: { 接警: CB-01.registr }
    /// #                  ^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   CB-01: { title: { zh: 接警登记, en: Alarm registration } }
    /// ---
    /// kind: standard
    /// duty: CB-01
    /// steps:
    ///   register: { title: { zh: 登记, en: Register } }
    /// ---
    /// kind: mapping
    /// id: alarms
    /// columns: { case: 编号, at: 时间, step: 环节, duty: 事项 }
    /// step_values: { 接警: CB-01.register, 登录: register }
    /// duty_values: { "01": CB-01 }
    /// ```
    pub(super) static RULE = "list/mapping-unknown-duty", Error,
        "mapping to an unknown duty or step", "映射到未知的责任事项或环节";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if index.duties.is_empty() || index.draft.mappings.is_empty() {
        return;
    }
    let names = Names::new(index);
    // A mapping that was imported may know duties of its set that were left out.
    let whole = index.draft.left_out.is_empty();
    for doc in index.draft.mappings.iter().filter(|doc| whole || doc.set == 0) {
        let mapping = &doc.value;
        let id = mapping.id.as_ref().map_or("", |id| id.as_str());
        let at = At { set: doc.set, owner: Owner::Mapping(id), place: doc.place };
        let values = mapping.duty_values.iter().map(|(_, duty)| duty);
        for duty in mapping.duty.iter().chain(values) {
            if names.duties.contains(&folded(duty.as_str())) {
                continue;
            }
            let near =
                index.nearest(duty.as_str(), index.duties.iter().map(|duty| duty.id.as_str()));
            let kind = Words::fixed("a duty", "责任事项");
            sink.push(unknown(at, duty, &kind, near));
        }
        let own = mapping.duty.as_ref().map_or("", |duty| duty.as_str());
        let values = mapping.step_values.iter().map(|(_, step)| step);
        for step in mapping.steps.iter().map(|(step, _)| step).chain(values) {
            let text = step.as_str();
            let known = index.step(text, own).is_some() || names.steps.contains(&folded(text));
            if known {
                continue;
            }
            let near = nearest_step(index, text, own);
            let near = near.or_else(|| {
                index.nearest(text, index.steps.iter().map(|step| step.id.as_str())).map(Into::into)
            });
            let kind = Words::fixed("a step", "环节");
            sink.push(unknown(at, step, &kind, near.as_deref()));
        }
    }
}

/// Everything by which logs may name duties and steps, folded.
struct Names {
    duties: HashSet<String>,
    steps: HashSet<String>,
}

impl Names {
    fn new(index: &Index<'_>) -> Self {
        let mut names = Self { duties: HashSet::new(), steps: HashSet::new() };
        for duty in &index.duties {
            names.duties.insert(folded(duty.id.as_str()));
            let titles = duty.doc.title.iter().flat_map(|title| title.en.iter().chain(&title.zh));
            names.duties.extend(titles.map(|title| folded(title)));
            let codes = duty.doc.matches.iter().flat_map(|matches| matches.codes.iter());
            names.duties.extend(codes.map(|code| folded(code.as_str())));
        }
        for step in &index.steps {
            names.steps.insert(folded(step.id.as_str()));
            let titles = step.doc.title.iter().flat_map(|title| title.en.iter().chain(&title.zh));
            names.steps.extend(titles.map(|title| folded(title)));
            names.steps.extend(step.doc.aliases.iter().map(|alias| folded(alias.as_str())));
        }
        names
    }
}

fn unknown(at: At<'_>, name: &Spanned<String>, kind: &Words, near: Option<&str>) -> Finding {
    let (owner, text) = (at.words(), name.as_str());
    let message = say!(
        "`{text}`, named by {owner}, is not {kind} of the set",
        "{owner}所写的`{text}`不是清单集的{kind}",
        owner: owner, kind: kind
    );
    let otherwise = Words::fixed(
        "write the id of a duty, or a step as `DUTY.step`",
        "请写责任事项编号，或写成`责任事项.环节`",
    );
    Finding::at(&RULE, name.span, message, Words::fixed("leads nowhere", "没有所指"))
        .help(did_you_mean(near, otherwise))
        .about(at.subject(text))
}
