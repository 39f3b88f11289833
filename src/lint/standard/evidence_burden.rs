use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::standards;
use crate::lint::wording::named;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A standard asks for a great deal of evidence.
    ///
    /// Every item of `evidence` and `needs` is something that somebody has to fill in, for every
    /// case. Too many of them turn work into paper, and people fill in what is asked instead of
    /// doing it. Drop what nobody reads. The limit is `evidence_limit` of the set; without it 12.
    ///
    /// ## 中文
    ///
    /// 工作标准要求的佐证材料过多。
    ///
    /// `evidence`（佐证材料）和`needs`（必备内容）的每一项，都要有人在每个案件中填写。项目过多，工作就成了填表，
    /// 人们忙于应付记录而不是办事。请去掉没有人看的项目。上限为清单集的`evidence_limit`，未写时为 12。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// evidence_limit: 3
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// #     ^^^^^
    /// steps:
    ///   draft: { title: 制作, needs: [perpetrator, facts, prohibition] }
    ///   deliver: { title: 送达, after: draft, evidence: ["signature | refusal_note"] }
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// evidence_limit: 4
    /// ---
    /// kind: standard
    /// duty: DV-05
    /// steps:
    ///   draft: { title: 制作, needs: [perpetrator, facts, prohibition] }
    ///   deliver: { title: 送达, after: draft, evidence: ["signature | refusal_note"] }
    /// ```
    pub(super) static RULE = "list/evidence-burden", Warning,
        "a great deal of evidence", "佐证负担过重";
}

/// Items that one duty may ask for when the set sets no limit.
const LIMIT: u64 = 12;

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for (at, standard) in standards(index.draft) {
        let limit_of = |set: usize| index.draft.sets.get(set).and_then(|s| s.value.evidence_limit);
        let limit = limit_of(at.set).or_else(|| limit_of(0)).unwrap_or(LIMIT);
        let items = standard.steps.iter().map(|(_, step)| step.evidence.len() + step.needs.len());
        let count = items.sum::<usize>() as u64;
        if count <= limit {
            continue;
        }
        let what = named(at.duty_id(), index.title(at.duty_id()));
        let message = say!(
            "{what} asks for {count} items of evidence; the limit is {limit}",
            "{what}要求{count}项佐证，上限为{limit}项",
            what: what
        );
        let label = say!("{count} items", "{count}项");
        let help = Words::fixed(
            "drop what nobody reads, or raise `evidence_limit` of the set",
            "请去掉没有人看的项目，或提高清单集的`evidence_limit`",
        );
        sink.push(Finding::at(&RULE, at.place, message, label).help(help).about(at.subject("")));
    }
}
