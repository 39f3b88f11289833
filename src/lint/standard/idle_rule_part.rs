use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::docs::{RuleDoc, Template};
use crate::model::within;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A rule between steps has a part that means nothing for its relation.
    ///
    /// Whoever wrote it believes that it is checked, and it is not. `target`, `within`, `same` and
    /// `different` are about two events: they mean nothing for relations that are about the case as a
    /// whole (`existence`, `absence`, `exactly`, `init`, `end`), and only `target` means something for
    /// `choice` and `exclusive-choice`. `count` belongs to `existence`, `absence` and `exactly`, and
    /// of them `existence` 0 asks nothing and `absence` 0 can't be kept. The clock of `within` runs
    /// from the earlier of the two events; another step can't be named.
    ///
    /// ## 中文
    ///
    /// 规则中有一项内容对其关系不起作用。
    ///
    /// 写的人以为会检查，其实不会。`target`、`within`、`same`、`different`针对两个环节，对以全案为对象的关系
    /// （`existence`、`absence`、`exactly`、`init`、`end`）没有意义；对`choice`和`exclusive-choice`只有`target`
    /// 有意义。`count`只用于`existence`、`absence`和`exactly`，其中`existence`为0等于没有要求，`absence`为0无法
    /// 遵守。`within`从两个环节中较早的一个起算，不能指定其他环节。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   appeal: { title: 申诉 }
    ///   answer: { title: 答复 }
    /// rules:
    ///   once: { title: 一案一诉, template: exactly, activation: appeal, count: 1, within: 3d }
    /// #                                                                               ^^
    ///   answered: { title: 有诉必复, template: response, activation: appeal, target: answer, count: 2 }
    /// #                                                                                         ^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   appeal: { title: 申诉 }
    ///   answer: { title: 答复 }
    /// rules:
    ///   once: { title: 一案一诉, template: exactly, activation: appeal, count: 1 }
    ///   answered: { title: 有诉必复, template: response, activation: appeal, target: answer, within: 3d }
    /// ```
    pub(super) static RULE = "list/idle-rule-part", Error,
        "a part of a rule that means nothing", "规则中不起作用的内容";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for (id, doc) in standard.rules.iter() {
            let Some(template) = doc.template.as_ref().map(|template| template.value) else {
                continue;
            };
            for (key, place) in idle(doc, template) {
                let (name, owner) = (&id.value, at.words());
                let message = say!(
                    "`{key}` of rule `{name}` of {owner} is never checked",
                    "{owner}的规则`{name}`中的`{key}`不会被检查",
                    owner: owner
                );
                let help = match key {
                    "count" if template.takes_count() => Words::fixed(
                        "write how often it must (`existence`) or must not (`absence`) be done: 1 or more",
                        "请写应做（`existence`）或不得做到（`absence`）的次数：1以上",
                    ),
                    "of" => Words::fixed(
                        "leave it out: the clock runs from the earlier of the two events",
                        "请删去：时限从两个环节中较早的一个起算",
                    ),
                    _ => Words::fixed(
                        "leave it out, or choose the relation for which it is meant",
                        "请删去，或改用适合的关系",
                    ),
                };
                let label = Words::fixed("means nothing here", "在此没有意义");
                let subject = at.subject(&format!("{name} {key}"));
                sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
            }
        }
    }
}

/// The parts of a rule that its template has no use for.
fn idle(doc: &RuleDoc, template: Template) -> Vec<(&'static str, Span)> {
    let first = |names: &[Spanned<String>]| names.first().map(|name| name.span);
    let mut found = Vec::new();
    let mut add = |key, place: Option<Span>| found.extend(place.map(|place| (key, place)));
    if !template.takes_target() {
        add("target", first(&doc.target));
    }
    if !template.pairs() {
        add("within", doc.within.as_ref().map(|within| within.span));
        add("same", first(&doc.same));
        add("different", first(&doc.different));
    }
    let zero = template.takes_count() && template != Template::Exactly;
    let idle = |count: u32| !template.takes_count() || zero && count == 0;
    add("count", doc.count.as_ref().filter(|own| idle(own.value)).map(|own| own.span));
    let named = doc.activation.iter().chain(doc.target.iter());
    let named: Vec<&str> = named.map(Spanned::as_str).collect();
    for timing in doc.within.iter().flat_map(|value| within::read(value, &mut Vec::new())) {
        let other = timing.of.filter(|of| !named.contains(&of.as_str()));
        add("of", other.map(|of| of.span));
    }
    found
}
