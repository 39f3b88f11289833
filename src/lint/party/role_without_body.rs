use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A duty is held by a role that no body has.
    ///
    /// The role stands in the roster and belongs to nobody, so nobody answers for the duty and
    /// nobody can be seen to be silent. Give the role to the bodies that have it.
    ///
    /// ## 中文
    ///
    /// 责任主体是一个没有单位担任的角色。
    ///
    /// 名册中有这个角色，却没有哪个单位具有它，因而无人负责，也看不出谁没有动静。请在名册中为相应单位写上
    /// 该角色。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-16:
    ///     title: { zh: 内部监督, en: Internal supervision }
    ///     holder: INSP
    /// #           ^^^^
    /// ---
    /// kind: roster
    /// roles:
    ///   INSP: { title: { zh: 督察部门, en: Inspectorate } }
    /// # ----
    /// bodies:
    ///   INS: { title: 督察大队 }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-16:
    ///     title: { zh: 内部监督, en: Internal supervision }
    ///     holder: INSP
    /// ---
    /// kind: roster
    /// roles:
    ///   INSP: { title: { zh: 督察部门, en: Inspectorate } }
    /// bodies:
    ///   INS: { title: 督察大队, roles: INSP }
    /// ```
    pub(super) static RULE = "list/role-without-body", Warning,
        "holder is a role that no body has", "责任主体的角色没有单位";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    // A roster of roles alone leaves the bodies to the log.
    if index.bodies.is_empty() {
        return;
    }
    for duty in &index.duties {
        for holder in duty.doc.holder.iter() {
            let name = holder.as_str();
            let Some(place) = index.role(name) else {
                continue;
            };
            if !index.bodies_of(name).is_empty() {
                continue;
            }
            let id = &duty.id.value;
            let message = say!(
                "`{name}`, the holder of duty `{id}`, is a role that no body has",
                "责任事项`{id}`的责任主体`{name}`是一个没有单位担任的角色"
            );
            let help = say!(
                "add `roles: {name}` to the bodies that have it",
                "请在相应单位写上`roles: {name}`"
            );
            let label = Words::fixed("nobody has this role", "没有单位担任");
            sink.push(
                Finding::at(&RULE, holder.span, message, label)
                    .also_at(place, Words::fixed("the role", "该角色"))
                    .help(help)
                    .about(At::duty(*duty).subject(name)),
            );
        }
    }
}
