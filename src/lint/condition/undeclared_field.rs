use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::names;
use crate::lint::wording::did_you_mean;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A field is used that the set doesn't declare.
    ///
    /// Conditions, evidence, permitted and disclosed data, safeguards and mappings name fields of
    /// the set. A misspelt one would never have a value: the condition would never be known, the
    /// evidence never be there. Declare it under `fields` of the set, or write it as it is declared.
    ///
    /// ## 中文
    ///
    /// 使用了清单集没有声明的字段。
    ///
    /// 条件、佐证、允许记录和披露的数据、保障措施以及映射，所写的都是清单集的字段。写错的字段永远没有值：条件永远
    /// 无从判断，佐证永远缺失。请在清单集的`fields`（字段）中声明，或按已声明的写法更正。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// fields:
    ///   signature: { title: { zh: 签名, en: Signature } }
    /// # ---------
    ///   refusal_note: { title: { zh: 拒签说明, en: Note of refusal } }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: 送达, evidence: ["signatur | refusal_note"], when: { injured: true } }
    /// #                                   ^^^^^^^^                           ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// fields:
    ///   signature: { title: { zh: 签名, en: Signature } }
    ///   refusal_note: { title: { zh: 拒签说明, en: Note of refusal } }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   deliver: { title: 送达, evidence: ["signature | refusal_note"] }
    /// ```
    pub(super) static RULE = fatal "list/undeclared-field", Error,
        "undeclared field", "未声明的字段";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if !index.has_set {
        return;
    }
    names::fields(index, |at, name, place| {
        if index.field(name).is_some() {
            return;
        }
        let owner = at.words();
        let message = say!(
            "`{name}`, used by {owner}, is not a field of the set",
            "{owner}所用的`{name}`不是清单集的字段",
            owner: owner
        );
        let near = index.nearest(name, index.fields.iter().map(|(id, _)| id.as_str()));
        let otherwise = say!(
            "declare it under `fields` of the set: `{name}: {{ title: … }}`",
            "请在清单集的`fields`中声明：`{name}: {{ title: … }}`"
        );
        let mut finding =
            Finding::at(&RULE, place, message, Words::fixed("not declared", "未声明"))
                .help(did_you_mean(near, otherwise))
                .about(at.subject(name));
        if let Some((id, _)) = near.and_then(|near| index.field(near)) {
            finding = finding.also_at(id.span, Words::fixed("the nearest name", "最接近的名称"));
        }
        sink.push(finding);
    });
}
