use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::{At, Owner};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A mapping leaves rows out and doesn't say why.
    ///
    /// The ledger counts every row that is ignored, with the reason. Rows that vanish without one
    /// are what an outside supervisor asks about first. Write the reason in `reason`.
    ///
    /// ## 中文
    ///
    /// 映射忽略了一些行，却没有写明原因。
    ///
    /// 台账会逐类统计忽略的行及其原因。没有原因就消失的行，是外部监督最先追问的。请在`reason`中写明原因。
    ///
    /// ```yaml fail
    /// kind: mapping
    /// id: alarms
    /// columns: { case: 警情编号, at: 时间, step: 环节 }
    /// ignore: [{ when: { 状态: 无效 } }]
    /// #                  ^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: mapping
    /// id: alarms
    /// columns: { case: 警情编号, at: 时间, step: 环节 }
    /// ignore: [{ when: { 状态: 无效 }, reason: { zh: 无效警情, en: invalid alarms } }]
    /// ```
    pub(super) static RULE = "list/ignore-without-reason", Warning,
        "rows left out without a reason", "忽略行缺少原因";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for doc in &index.draft.mappings {
        let id = doc.value.id.as_ref().map_or("", |id| id.as_str());
        let at = At { set: doc.set, owner: Owner::Mapping(id), place: doc.place };
        for rule in doc.value.ignore.iter().filter(|rule| rule.reason.is_none()) {
            let column = rule.when.first().map(|(column, _)| column);
            let place = column.map_or(doc.place, |column| column.span);
            let owner = at.words();
            let message = say!(
                "{owner} leaves rows out and doesn't say why",
                "{owner}忽略了一些行，却没有写明原因",
                owner: owner
            );
            let label = Words::fixed("left out, without a reason", "忽略，没有原因");
            let help = Words::fixed("add `reason`", "请补上`reason`");
            let subject = at.subject(column.map_or("", |column| column.as_str()));
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}
