use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, standards};
use crate::lint::wording::did_you_mean;
use crate::model::resolve::Key;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A supervision model, or a measure of repetition, gathers cases by something that no log has.
    ///
    /// `by` is `target`, `area`, `body`, `person`, or a field that the set declares. By anything else
    /// no two cases would ever belong together.
    ///
    /// ## 中文
    ///
    /// 监督模型或重复率指标的分组依据不存在。
    ///
    /// `by`应为`target`（对象）、`area`（区域）、`body`（单位）、`person`（人员），或清单集声明的字段。按其他内容分组，
    /// 任何两件案件都不会归到一起。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// fields:
    ///   phone: { title: { zh: 电话, en: Phone } }
    /// ---
    /// kind: model
    /// id: alarms
    /// by: phon
    /// #   ^^^^
    /// of: { duty: DV-01 }
    /// within: 6months
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// fields:
    ///   phone: { title: { zh: 电话, en: Phone } }
    /// ---
    /// kind: model
    /// id: alarms
    /// by: phone
    /// of: { duty: DV-01 }
    /// within: 6months
    /// ```
    pub(super) static RULE = fatal "list/model-unknown-key", Error,
        "unknown key to gather cases by", "分组依据未知";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if !index.has_set {
        return;
    }
    for doc in &index.draft.models {
        if let Some(by) = &doc.value.by {
            look(index, At::pattern(doc), by, sink);
        }
    }
    for (at, standard) in standards(index.draft) {
        for by in standard.evaluation.iter().filter_map(|measure| measure.by.as_ref()) {
            look(index, at, by, sink);
        }
    }
}

fn look(index: &Index<'_>, at: At<'_>, by: &Spanned<String>, sink: &mut Sink) {
    let text = by.as_str();
    if Key::from_word(text).is_some() || index.field(text).is_some() {
        return;
    }
    let owner = at.words();
    let message = say!(
        "{owner} gathers cases by `{text}`, which is not a field of the set",
        "{owner}按`{text}`分组，而它不是清单集的字段",
        owner: owner
    );
    let words = Key::WORDS.iter().map(|(word, _)| *word);
    let near = index.nearest(text, words.chain(index.fields.iter().map(|(id, _)| id.as_str())));
    let otherwise = Words::fixed(
        "write `target`, `area`, `body`, `person` or a field of the set",
        "请写`target`、`area`、`body`、`person`或清单集的字段",
    );
    let label = Words::fixed("not a key", "不能作为依据");
    let help = did_you_mean(near, otherwise);
    sink.push(Finding::at(&RULE, by.span, message, label).help(help).about(at.subject(text)));
}
