use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::imported::{self, Imported};
use crate::lint::names::{self, Slot};
use crate::lint::wording::did_you_mean;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A role or body is named that the roster doesn't have.
    ///
    /// It may stand as a supporting body, as who carries out a step or receives a hand-over, as
    /// whom something excluded belongs to, or within the roster itself: as the role or parent of a
    /// body, the unit of a person, the body that answers for a target. With an unknown name that
    /// part has no effect. Write the name as the roster does, or add it there.
    ///
    /// ## 中文
    ///
    /// 所写的角色或单位不在名册中。
    ///
    /// 它可能写在配合单位、环节的实施人、移交的接收方、所排除内容的归属处，也可能写在名册内部：单位的角色
    /// 或上级、人员的单位、对象的责任单位。名称不对，这部分就不起作用。请按名册书写，或在名册中补上。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-03:
    ///     title: { zh: 矛盾纠纷化解, en: Disputes }
    ///     supporting: [JUST]
    /// #                ^^^^
    ///     boundary: { excludes: [{ what: 治安调解, to: 法制 }] }
    /// #                                            ^^
    /// ---
    /// kind: roster
    /// roles:
    ///   JUS: { title: { zh: 司法所, en: Judicial office } }
    /// # ---
    /// bodies:
    ///   J1: { title: 司法所一, parent: PSB }
    /// #                            ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-03:
    ///     title: { zh: 矛盾纠纷化解, en: Disputes }
    ///     supporting: [JUS, J1]
    ///     boundary: { excludes: [{ what: 治安调解, to: PP-04 }] }
    ///   PP-04:
    ///     title: { zh: 重大隐患处置, en: Major hidden dangers }
    /// ---
    /// kind: roster
    /// roles:
    ///   JUS: { title: { zh: 司法所, en: Judicial office } }
    /// bodies:
    ///   J1: { title: 司法所一, roles: JUS }
    /// ```
    pub(super) static RULE = "list/unknown-party", Error,
        "role or body that is not in the roster", "角色或单位不在名册中";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if !index.has_roster {
        return;
    }
    let mut imported = Imported::default();
    names::parties(index, |at, name, slot| {
        let text = &name.value;
        let role = slot != Slot::Body && index.role(text).is_some();
        let body = slot != Slot::Role && index.body(text).is_some();
        let duty = slot == Slot::PartyOrDuty && index.duty(text).is_some();
        if slot == Slot::Holder || role || body || duty {
            return;
        }
        // Whose a thing is can be said of a duty that was not imported, too.
        if slot == Slot::PartyOrDuty && index.draft.left_out(text).is_some() {
            return;
        }
        if let Some(import) = imported::import(index, at, name) {
            imported.add(import, at, name);
            return;
        }
        let roles = index.roles.iter().map(|(id, _)| *id);
        let bodies = index.bodies.iter().map(|(id, _)| *id);
        let duties = index.duties.iter().map(|duty| duty.id);
        let (kind, known): (_, Vec<&Spanned<String>>) = match slot {
            Slot::Role => (Words::fixed("a role", "名册中的角色"), roles.collect()),
            Slot::Body => (Words::fixed("a body", "名册中的单位"), bodies.collect()),
            Slot::PartyOrDuty => (
                Words::fixed("a role, body or duty", "名册中的角色、单位，也不是责任事项"),
                roles.chain(bodies).chain(duties).collect(),
            ),
            _ => (
                Words::fixed("a role or body", "名册中的角色或单位"),
                roles.chain(bodies).collect(),
            ),
        };
        let near = index.nearest(text, known.iter().map(|id| id.as_str()));
        let owner = at.words();
        let message = say!(
            "`{text}`, named by {owner}, is not {kind}",
            "{owner}所写的`{text}`不是{kind}",
            owner: owner, kind: kind
        );
        let otherwise = Words::fixed(
            "write the name as the roster does, or add it there",
            "请按名册书写，或在名册中补上",
        );
        let mut finding =
            Finding::at(&RULE, name.span, message, Words::fixed("not known", "没有所指"))
                .help(did_you_mean(near, otherwise))
                .about(at.subject(text));
        if let Some(id) = near.and_then(|near| known.iter().find(|id| id.value == near)) {
            finding = finding.also_at(id.span, Words::fixed("the nearest name", "最接近的名称"));
        }
        sink.push(finding);
    });
    // A holder that the roster lacks is told as such.
    imported.leave_out(|name| {
        let mut holders = index.duties.iter().filter(|duty| duty.set != 0);
        holders.any(|duty| duty.doc.holder.iter().any(|holder| holder.as_str() == name))
    });
    imported.report(&RULE, sink);
}
