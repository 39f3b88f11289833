use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A rule between steps lacks a part without which it can't be judged.
    ///
    /// It needs the relation (`template`), the step that makes it count (`activation`) and the step
    /// that must go with it (`target`). Without one of them it is never judged, and nobody notices.
    ///
    /// ## 中文
    ///
    /// 环节之间的规则缺少必要的部分，无法判定。
    ///
    /// 须写明关系（`template`）、使规则生效的环节（`activation`）和必须随之出现的环节（`target`）。缺少其一，
    /// 规则就永远不会被判定，也没有人会发现。
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
    /// ```yaml pass
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   appeal: { title: 申诉 }
    ///   answer: { title: 答复 }
    /// rules:
    ///   answered: { title: 有诉必复, template: response, activation: appeal, target: answer }
    /// ```
    pub(super) static RULE = "list/incomplete-rule", Error,
        "a rule that can't be judged", "规则无法判定";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        for (id, doc) in standard.rules.iter() {
            for (key, given) in [
                ("template", doc.template.is_some()),
                ("activation", doc.activation.is_some()),
                ("target", doc.target.is_some()),
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
