use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, counted};
use crate::model::docs::CountedDoc;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// A supervision model lacks something without which it can find nothing.
    ///
    /// It needs `by` (what cases are gathered by), `of` (what is counted) and `within` (the length
    /// of the moving window). Whatever it counts is either a `step` or a `duty`, and not both. A model
    /// that lacks any of these is left out of every audit.
    ///
    /// ## 中文
    ///
    /// 监督模型缺少必要内容，什么也查不出来。
    ///
    /// 必须写明`by`（分组依据）、`of`（统计对象）和`within`（时间窗）。统计的内容应为`step`（环节）或`duty`（责任事项）之一，
    /// 不能兼有。缺少其中任何一项的模型不参加审计。
    ///
    /// ```yaml fail
    /// kind: model
    /// id: repeated-violence
    /// #   ^^^^^^^^^^^^^^^^^
    /// by: target
    /// of: { duty: DV-01 }
    /// ```
    ///
    /// ```yaml fail
    /// kind: model
    /// id: repeated-violence
    /// by: target
    /// of: { step: DV-01.flag, duty: DV-01 }
    /// #           ^^^^^^^^^^
    /// within: 6months
    /// ```
    ///
    /// ```yaml pass
    /// kind: model
    /// id: repeated-violence
    /// by: target
    /// of: { duty: DV-01 }
    /// within: 6months
    /// ```
    pub(super) static RULE = "list/incomplete-model", Error,
        "incomplete supervision model", "监督模型不完整";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.models {
        let (at, own) = (At::pattern(doc), &doc.value);
        let missing =
            [("by", own.by.is_none()), ("of", own.of.is_empty()), ("within", own.within.is_none())];
        for (key, _) in missing.into_iter().filter(|(_, missing)| *missing) {
            let owner = at.words();
            let message = say!("{owner} has no `{key}`", "{owner}没有`{key}`", owner: owner);
            let label = say!("without `{key}`", "没有`{key}`");
            report(at, at.place, key, message, label, sink);
        }
        for counted in counted(own) {
            let owner = at.words();
            match (&counted.step, &counted.duty) {
                (Some(step), Some(_)) => {
                    let message = say!(
                        "{owner} counts a step and a duty at once",
                        "{owner}同时统计环节和责任事项",
                        owner: owner
                    );
                    let label = Words::fixed("one of the two", "二者只能取一");
                    report(at, step.span, step.as_str(), message, label, sink);
                }
                (None, None) => {
                    let message = say!(
                        "{owner} counts neither a step nor a duty",
                        "{owner}没有写明统计哪个环节或责任事项",
                        owner: owner
                    );
                    let label = Words::fixed("neither is named", "均未写明");
                    report(at, place(counted, at.place), "counted", message, label, sink);
                }
                _ => {}
            }
        }
    }
}

fn place(counted: &CountedDoc, otherwise: Span) -> Span {
    let number = counted.at_least.as_ref().map(|n| n.span);
    number.or_else(|| counted.when.as_ref().map(|when| when.span)).unwrap_or(otherwise)
}

fn report(at: At<'_>, span: Span, detail: &str, message: Words, label: Words, sink: &mut Sink) {
    let help = Words::fixed(
        "write `by: target`, `of: { step: DUTY.step }` or `of: { duty: DUTY }`, and `within: 6months`",
        "请写`by: target`、`of: { step: 责任事项.环节 }`或`of: { duty: 责任事项 }`，以及`within: 6months`",
    );
    sink.push(Finding::at(&RULE, span, message, label).help(help).about(at.subject(detail)));
}
