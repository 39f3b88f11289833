use std::collections::HashSet;

use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::did_you_mean;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A kind of person is probably misspelt.
    ///
    /// Kinds are free to choose, but this one occurs nowhere else and is nearly the same as one that
    /// does. With a misspelt kind nobody at all may carry out the step, and everybody who does would
    /// be reported.
    ///
    /// ## 中文
    ///
    /// 人员类别可能写错。
    ///
    /// 类别名称可以自定，但这一个别处都没有，又与已有的某个极为相近。写错了，就等于谁都不能实施，而每个实施
    /// 的人都会被报告。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-05:
    ///     title: { zh: 违法犯罪线索流转, en: Crime clues }
    ///     reserved_to: [oficer]
    /// #                 ^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-05:
    ///     title: { zh: 违法犯罪线索流转, en: Crime clues }
    ///     reserved_to: [officer, mediator]
    /// ```
    pub(super) static RULE = "list/unknown-person-kind", Warning,
        "kind of person probably misspelt", "人员类别可能写错";
}

/// Kinds that every set may name without a roster.
const KINDS: [&str; 4] = ["officer", "auxiliary", "agency-staff", "citizen"];

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut known: Vec<&str> = KINDS.to_vec();
    let mut seen: HashSet<&str> = known.iter().copied().collect();
    for (_, person) in index.draft.rosters_in_use().flat_map(|doc| doc.value.persons.iter()) {
        let kind = person.kind.as_ref().map(Spanned::as_str);
        known.extend(kind.filter(|kind| seen.insert(kind)));
    }
    let mut look = |at: At<'_>, kinds: &[Spanned<String>]| {
        for kind in kinds.iter().filter(|kind| !known.contains(&kind.as_str())) {
            let text = &kind.value;
            let Some(near) = index.nearest(text, known.iter().copied()) else {
                continue;
            };
            let message = say!("no person is of the kind `{text}`", "没有`{text}`这类人员");
            let label = Words::fixed("of this kind is nobody", "无人属于此类");
            let help = did_you_mean(Some(near), Words::same(""));
            let subject = at.subject(text);
            sink.push(Finding::at(&RULE, kind.span, message, label).help(help).about(subject));
        }
    };
    for duty in &index.duties {
        look(At::duty(*duty), &duty.doc.reserved_to);
    }
    for step in &index.steps {
        if let Some(by) = &step.doc.by {
            look(step.at(), &by.kind);
        }
    }
}
