use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::model::docs::Template;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A rule between steps lacks a part without which it can't be judged.
    ///
    /// It needs the relation (`template`) and the step that makes it count, or is counted
    /// (`activation`). A relation between two steps also needs the other one (`target`), and
    /// `exactly` says how often (`count`). Without one of them it is never judged, and nobody
    /// notices.
    ///
    /// ## 中文
    ///
    /// 环节之间的规则缺少必要的部分，无法判定。
    ///
    /// 须写明关系（`template`）和使规则生效或计数的环节（`activation`）。两个环节之间的关系还须写明另一环节
    /// （`target`），`exactly`还须写明次数（`count`）。缺少其一，规则就永远不会被判定，也没有人会发现。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   appeal: { title: 申诉 }
    ///   answer: { title: 答复 }
    /// rules:
    ///   answered: { title: 有诉必复, template: response, activation: appeal }
    /// # ^^^^^^^^
    /// ```
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   appeal: { title: 申诉 }
    /// rules:
    ///   once: { title: 一案一诉, template: exactly, activation: appeal }
    /// # ^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   appeal: { title: 申诉 }
    ///   answer: { title: 答复 }
    /// rules:
    ///   answered: { title: 有诉必复, template: response, activation: appeal, target: answer }
    ///   once: { title: 一案一诉, template: exactly, activation: appeal, count: 1 }
    ///   ends: { title: 以答复结束, template: end, activation: answer }
    /// ```
    pub(super) static RULE = "list/incomplete-rule", Error,
        "a rule that can't be judged", "规则无法判定";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for (id, doc) in standard.rules.iter() {
            let template = doc.template.as_ref().map(|template| template.value);
            let takes_target = template.is_none_or(Template::takes_target);
            for (key, given) in [
                ("template", template.is_some()),
                ("activation", !doc.activation.is_empty()),
                ("target", !doc.target.is_empty() || !takes_target),
                ("count", doc.count.is_some() || template != Some(Template::Exactly)),
            ] {
                if given {
                    continue;
                }
                let (name, owner) = (&id.value, at.words());
                let message = say!(
                    "rule `{name}` of {owner} lacks `{key}`, so it is never judged",
                    "{owner}的规则`{name}`缺少`{key}`，永远不会被判定",
                    owner: owner
                );
                let label = say!("without `{key}`", "没有`{key}`");
                let help = match key {
                    "template" => Words::fixed(
                        "add the relation, such as `template: response`",
                        "请补上关系，例如`template: response`",
                    ),
                    "activation" => Words::fixed(
                        "add the step that makes it count as `activation`",
                        "请用`activation`写明使规则生效的环节",
                    ),
                    "count" => Words::fixed(
                        "add how often, such as `count: 1`",
                        "请补上次数，例如`count: 1`",
                    ),
                    _ => Words::fixed(
                        "add the step that must go with it as `target`",
                        "请用`target`写明必须随之出现的环节",
                    ),
                };
                let subject = at.subject(&format!("{name} {key}"));
                sink.push(Finding::at(&RULE, id.span, message, label).help(help).about(subject));
            }
        }
    }
}
