use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::docs::CountedDoc;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A supervision model asks for something and for its absence.
    ///
    /// What stands under `without` with no condition of its own may not be in the window at all; a
    /// model that counts the same step or duty under `of` or `with` can never find anything.
    ///
    /// ## 中文
    ///
    /// 监督模型既要求有，又要求没有同一内容。
    ///
    /// `without`中没有另设条件的内容，在时间窗内不得出现；如果`of`或`with`又统计同一环节或责任事项，模型就永远查不出任何
    /// 线索。
    ///
    /// ```yaml fail
    /// kind: model
    /// id: no-letter
    /// by: target
    /// of: { step: DV-01.flag }
    /// #           ----------
    /// within: 6months
    /// without: [{ step: DV-05.deliver }, { step: DV-01.flag }]
    /// #                                          ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: model
    /// id: no-letter
    /// by: target
    /// of: { step: DV-01.flag }
    /// within: 6months
    /// without: { step: DV-05.deliver }
    /// ```
    pub(super) static RULE = "list/model-contradiction", Error,
        "supervision model that can find nothing", "监督模型自相矛盾";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.models {
        let own = &doc.value;
        for absent in own.without.iter().filter(|absent| absent.when.is_none()) {
            let same = |wanted: &&CountedDoc| match (&absent.step, &absent.duty) {
                (Some(step), None) => wanted.step.as_ref().is_some_and(|s| s.value == step.value),
                (None, Some(duty)) => {
                    let id = duty.value.as_str();
                    let of = wanted.step.as_ref().and_then(|step| step.value.rsplit_once('.'));
                    wanted.duty.as_ref().is_some_and(|own| own.value == id)
                        || of.is_some_and(|(of, _)| of == id)
                }
                _ => false,
            };
            // Of several under `of` one may still be found.
            let of = own.of.iter().filter(|_| own.of.len() == 1);
            let Some(wanted) = of.chain(own.with.iter()).find(same) else { continue };
            let place = |doc: &CountedDoc| doc.step.as_ref().or(doc.duty.as_ref()).map(|n| n.span);
            let (Some(first), Some(second)) = (place(wanted), place(absent)) else { continue };
            let at = At::pattern(doc);
            let owner = at.words();
            let message = say!(
                "{owner} counts what must not be there",
                "{owner}所统计的内容又被要求不得出现",
                owner: owner
            );
            let label = Words::fixed("must not be there", "不得出现");
            let help = Words::fixed(
                "take one of the two out, or tell them apart by `when`",
                "请删去其一，或用`when`加以区分",
            );
            sink.push(
                Finding::at(&RULE, second, message, label)
                    .also_at(first, Words::fixed("is counted", "在此统计"))
                    .help(help)
                    .about(at.subject("without")),
            );
        }
    }
}
