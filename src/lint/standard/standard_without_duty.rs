use crate::doc::Spanned;
use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::lint::wording::did_you_mean;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A standard names no duty, or one that no list has.
    ///
    /// A standard says how one duty is carried out. Without the duty its steps, deadlines and
    /// safeguards belong to nothing and are never judged. Write the id of the duty as it stands in
    /// the list.
    ///
    /// ## 中文
    ///
    /// 工作标准没有写明责任事项，或所写的不在任何清单中。
    ///
    /// 标准说明一项责任如何履行。找不到责任事项，其环节、时限和保障就无所归属，永远不会被判定。请按清单写明
    /// 责任事项编号。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter } }
    /// # -----
    /// ---
    /// kind: standard
    /// duty: DV-5
    /// #     ^^^^
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    ///
    /// ```yaml fail
    /// kind: standard
    /// #     ^^^^^^^^
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter } }
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作 }
    /// ```
    pub(super) static RULE = fatal "list/standard-without-duty", Error,
        "standard without a duty", "工作标准没有责任事项";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.standards {
        let finding = match &doc.value.duty {
            None => {
                let message =
                    Words::fixed("the standard names no duty", "工作标准没有写明责任事项");
                let label = Words::fixed("the standard of what?", "哪项责任的标准？");
                let help = Words::fixed(
                    "add the id of its duty, such as `duty: DV-05`",
                    "请补上责任事项编号，例如`duty: DV-05`",
                );
                Finding::at(&RULE, doc.place, message, label).help(help)
            }
            Some(duty) if index.duty(duty.as_str()).is_none() => unknown(duty, index),
            Some(_) => continue,
        };
        sink.push(finding);
    }
}

fn unknown(duty: &Spanned<String>, index: &Index<'_>) -> Finding {
    let name = duty.as_str();
    let message = say!("no list has the duty `{name}`", "没有清单含有责任事项`{name}`");
    let near = index.nearest(name, index.duties.iter().map(|duty| duty.id.as_str()));
    let otherwise = Words::fixed(
        "write the id as it stands in the list, or add the duty there",
        "请按清单书写编号，或在清单中补上该责任事项",
    );
    let subject = Subject { duty: Some(name.to_owned()), ..Subject::default() };
    let finding =
        Finding::at(&RULE, duty.span, message, Words::fixed("no such duty", "没有这项责任"))
            .help(did_you_mean(near, otherwise))
            .about(subject);
    match near.and_then(|near| index.duty(near)) {
        Some(duty) => {
            finding.also_at(duty.id.span, Words::fixed("the nearest name", "最接近的名称"))
        }
        None => finding,
    }
}
