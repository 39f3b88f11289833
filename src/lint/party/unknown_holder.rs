use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::imported::{self, Imported};
use crate::lint::names::{self, Slot};
use crate::lint::wording::{did_you_mean, listed};
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// The holder of a duty is not in the roster.
    ///
    /// Holders are roles or bodies of the roster. With a name that it doesn't have, no body can be
    /// asked for the duty, and everybody who acts would act outside of it. Write the name as the
    /// roster does, or add the role there. Of an imported duty it is told at the import: there the
    /// roster of the importing set lacks a role that the duty needs.
    ///
    /// ## 中文
    ///
    /// 责任主体不在名册中。
    ///
    /// 责任主体应是名册中的角色或单位。名册里没有的名称，找不到任何单位来负责，而所有经办的单位都会成为无权
    /// 办理。请按名册书写，或在名册中补上该角色。引用的责任事项，在引用处指出：是引用方的名册缺少该事项所需的角色。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-03:
    ///     title: { zh: 矛盾纠纷化解, en: Disputes }
    ///     holder: CON
    /// #           ^^^
    /// ---
    /// kind: roster
    /// roles:
    ///   COM: { title: { zh: 社区警务队, en: Community policing team } }
    /// # ---
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-03:
    ///     title: { zh: 矛盾纠纷化解, en: Disputes }
    ///     holder: COM
    /// ---
    /// kind: roster
    /// roles:
    ///   COM: { title: { zh: 社区警务队, en: Community policing team } }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-03:
    ///     title: { zh: 矛盾纠纷化解, en: Disputes }
    ///     holder: CON
    /// ```
    pub(super) static RULE = fatal "list/unknown-holder", Error,
        "holder that is not in the roster", "责任主体不在名册中";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    if !index.has_roster {
        return;
    }
    let mut imported = Imported::default();
    names::parties(index, |at, name, slot| {
        let text = &name.value;
        let blank = text.trim().is_empty();
        if slot != Slot::Holder || blank || index.role(text).is_some() || index.body(text).is_some()
        {
            return;
        }
        if let Some(import) = imported::import(index, at, name) {
            imported.add(import, at, name);
            return;
        }
        let owner = at.words();
        let message = say!(
            "`{text}`, the holder of {owner}, is neither a role nor a body of the roster",
            "{owner}的责任主体`{text}`不是名册中的角色或单位",
            owner: owner
        );
        let roles = index.roles.iter().map(|(id, _)| *id);
        let bodies = index.bodies.iter().map(|(id, _)| *id);
        let known = roles.clone().chain(bodies);
        let near = index.nearest(text, known.clone().map(Spanned::as_str));
        let shown = listed(roles.map(Spanned::as_str));
        let otherwise = say!("the roles are {shown}", "现有角色：{shown}", shown: shown);
        let mut finding =
            Finding::at(&RULE, name.span, message, Words::fixed("not in the roster", "不在名册中"))
                .help(did_you_mean(near, otherwise))
                .about(at.subject(text));
        if let Some(id) = near.and_then(|near| known.clone().find(|id| id.value == near)) {
            finding = finding.also_at(id.span, Words::fixed("the nearest name", "最接近的名称"));
        }
        sink.push(finding);
    });
    imported.report(&RULE, sink);
}
