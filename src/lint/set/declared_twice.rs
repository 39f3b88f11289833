use std::collections::HashMap;
use std::hash::Hash;

use crate::doc::Spanned;
use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::model::docs::{BodyDoc, FieldDoc, PersonDoc};
use crate::model::load::text_of;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Two documents of a set, or of the sets that it imports, declare something under one name.
    ///
    /// Which of the two holds would depend on the order of the files. Duties, targets, calendars,
    /// mappings, models and rosters may be declared once; a role, body, person or field also twice, if both
    /// places say the same of it. Rename one of them, or take out the one that is not meant. A set
    /// that changes an imported duty gives its own a name of its own.
    ///
    /// ## 中文
    ///
    /// 同一清单集（或其所引用的清单集）中，有两处以同一名称作了声明。
    ///
    /// 以哪一处为准，将取决于文件的先后。责任事项、对象、日历、映射、监督模型和名册只能声明一次；角色、单位、人员和
    /// 字段可以出现两次，但两处的内容必须相同。请改名，或去掉多余的一处。要修改引用来的责任事项，请另起编号。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter } }
    /// # -----
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书送达, en: Delivery of the warning letter } }
    /// # ^^^^^
    /// ```
    ///
    /// ```yaml fail
    /// kind: roster
    /// bodies:
    ///   north: { roles: [STA] }
    /// # -----
    /// ---
    /// kind: roster
    /// bodies:
    ///   north: { roles: [STA, CASE] }
    /// # ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: roster
    /// bodies:
    ///   north: { roles: [STA, CASE] }
    /// ---
    /// kind: roster
    /// bodies:
    ///   north: { roles: [CASE, STA] }
    /// ```
    pub(super) static RULE = fatal "list/declared-twice", Error,
        "declared in two places", "重复声明";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let draft = index.draft;
    let duties = index.duties.iter().map(|duty| (duty.id.as_str(), duty.id.span, ()));
    report("duty", "责任事项", twice(duties, |(), ()| false), sink);
    let fields = index.fields.iter().map(|(id, doc)| (id.as_str(), id.span, *doc));
    report("field", "字段", twice(fields, |a, b| same_field(a, b)), sink);
    let roles = index.roles.iter().map(|(id, doc)| {
        let title = doc.title.as_ref();
        (id.as_str(), id.span, title.map(|title| (&title.en, &title.zh)))
    });
    report("role", "角色", twice(roles, |a, b| a == b || a.is_none() || b.is_none()), sink);
    let bodies = index.bodies.iter().map(|(id, doc)| (id.as_str(), id.span, *doc));
    report("body", "单位", twice(bodies, |a, b| same_body(a, b)), sink);
    let persons = draft.rosters_in_use().flat_map(|doc| doc.value.persons.iter());
    let persons = persons.map(|(id, doc)| (id.as_str(), id.span, doc));
    report("person", "人员", twice(persons, |a, b| same_person(a, b)), sink);
    let kinds = draft.rosters_in_use().flat_map(|doc| doc.value.targets.iter());
    let targets = kinds.flat_map(|(kind, targets)| {
        targets.iter().map(|(id, _)| ((kind.as_str(), id.as_str()), id.span, ()))
    });
    let targets = twice(targets, |(), ()| false).into_iter();
    report("target", "对象", targets.map(|((_, id), a, b)| (id, a, b)).collect(), sink);
    let named = |id: &'_ Option<Spanned<String>>| id.clone().map(|id| (id.value, id.span, ()));
    let calendars = draft.calendars.iter().filter_map(|doc| named(&doc.value.id));
    documents("calendar", "日历", &twice(calendars, |(), ()| false), sink);
    let mappings = draft.mappings.iter().filter_map(|doc| named(&doc.value.id));
    documents("mapping", "映射", &twice(mappings, |(), ()| false), sink);
    let models = draft.models.iter().filter_map(|doc| named(&doc.value.id));
    documents("model", "监督模型", &twice(models, |(), ()| false), sink);
    let rosters = draft.rosters.iter().filter_map(|doc| named(&doc.value.id));
    documents("roster", "名册", &twice(rosters, |(), ()| false), sink);
}

/// Names that come again with something else to say: name, first place, further place.
fn twice<K: Hash + Eq + Clone, T>(
    things: impl Iterator<Item = (K, Span, T)>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<(K, Span, Span)> {
    let mut first: HashMap<K, (Span, T)> = HashMap::new();
    let mut found = Vec::new();
    for (name, place, thing) in things {
        match first.get(&name) {
            Some((earlier, other)) => {
                if !same(other, &thing) {
                    found.push((name, *earlier, place));
                }
            }
            None => {
                first.insert(name, (place, thing));
            }
        }
    }
    found
}

fn documents(en: &str, zh: &str, found: &[(String, Span, Span)], sink: &mut Sink) {
    report(en, zh, found.iter().map(|(id, a, b)| (id.as_str(), *a, *b)).collect(), sink);
}

fn report(en: &str, zh: &str, found: Vec<(&str, Span, Span)>, sink: &mut Sink) {
    let kind = Words::made(en, zh);
    for (name, first, again) in found {
        let message = say!(
            "the {kind} `{name}` is declared in two places",
            "{kind}`{name}`在两处声明",
            kind: kind
        );
        let help = Words::fixed(
            "rename one of them, or take out the one that is not meant",
            "请给其中一处改名，或去掉多余的一处",
        );
        let detail = Some(format!("{en} {name}"));
        sink.push(
            Finding::at(&RULE, again, message, Words::fixed("declared again here", "此处再次声明"))
                .also_at(first, Words::fixed("first declared here", "首次声明在此"))
                .help(help)
                .about(Subject { detail, ..Subject::default() }),
        );
    }
}

/// Texts in no particular order.
fn set(texts: &[Spanned<String>]) -> Vec<&str> {
    let mut texts: Vec<_> = texts.iter().map(Spanned::as_str).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn same_field(a: &FieldDoc, b: &FieldDoc) -> bool {
    a.kind == b.kind && set(&a.values) == set(&b.values)
}

fn same_body(a: &BodyDoc, b: &BodyDoc) -> bool {
    set(&a.roles) == set(&b.roles)
        && set(&a.areas) == set(&b.areas)
        && text_of(a.level.as_ref()) == text_of(b.level.as_ref())
        && text_of(a.parent.as_ref()) == text_of(b.parent.as_ref())
}

fn same_person(a: &PersonDoc, b: &PersonDoc) -> bool {
    text_of(a.kind.as_ref()) == text_of(b.kind.as_ref())
        && text_of(a.unit.as_ref()) == text_of(b.unit.as_ref())
}
