//! Roles and bodies that imported duties name and the importing set's roster lacks. The imported set
//! has nothing to mend: they are told at the import, each once.

use crate::doc::Spanned;
use crate::finding::{Finding, Rule, Sink, Subject};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::model::imports::{Import, reached};
use crate::text::lang::s;
use crate::text::{Words, say};

/// The import by which a document came that names a party, if the fault lies there: the document's
/// own set has that party, or has no roster at all.
pub(super) fn import<'d>(
    index: &Index<'d>,
    at: At<'_>,
    name: &Spanned<String>,
) -> Option<&'d Import> {
    let draft = index.draft;
    // What an overlay says of a duty is said by the overlay's set.
    let overlay = draft.overlays.iter().find(|doc| doc.source == name.span.source);
    let set = overlay.map_or(at.set, |doc| doc.set);
    let name = name.as_str();
    if set == 0 {
        return None;
    }
    let own = reached(draft, set);
    let mut rosters = draft.rosters.iter().filter(|doc| own.contains(&doc.set)).peekable();
    let known = rosters.peek().is_none()
        || rosters.any(|doc| {
            let mut ids = doc.value.roles.iter().map(|(id, _)| id);
            ids.any(|id| id.value == name) || doc.value.bodies.lookup(name).is_some()
        });
    let mut imports = draft.imports.iter().filter(|import| import.from == 0);
    imports.find(|import| known && reached(draft, import.to).contains(&set))
}

/// Parties that are missing, by import.
#[derive(Default)]
pub(super) struct Imported<'d> {
    missing: Vec<Missing<'d>>,
}

struct Missing<'d> {
    import: &'d Import,
    name: Spanned<String>,
    owner: Words,
    times: u64,
}

impl<'d> Imported<'d> {
    /// That a party is missing. Told at the first place that names it.
    pub(super) fn add(&mut self, import: &'d Import, at: At<'_>, name: &Spanned<String>) {
        let same =
            |own: &&mut Missing<'_>| own.import.span == import.span && own.name.value == name.value;
        match self.missing.iter_mut().find(same) {
            Some(missing) => missing.times += 1,
            None => self.missing.push(Missing {
                import,
                name: name.clone(),
                owner: at.words(),
                times: 1,
            }),
        }
    }

    /// Leaves out those that are told elsewhere.
    pub(super) fn leave_out(&mut self, told: impl Fn(&str) -> bool) {
        self.missing.retain(|missing| !told(missing.name.as_str()));
    }

    /// Tells of each.
    pub(super) fn report(self, rule: &'static Rule, sink: &mut Sink) {
        for Missing { import, name, owner, times } in self.missing {
            let text = &name.value;
            let message = say!(
                "`{text}`, named by {owner} of the imported set, is not in the roster of this one",
                "所引清单集的{owner}写有`{text}`，而本清单集的名册中没有它",
                owner: owner
            );
            let label = say!("brings what needs `{text}`", "引入的内容需要`{text}`");
            let help = say!(
                "add the role `{text}` to the roster that is in use, or leave the duty out by `only`",
                "请在所用名册中补上角色`{text}`，或用`only`不引用该责任事项"
            );
            let more = times - 1;
            let s = s(more);
            let place = if more == 0 {
                Words::fixed("named here", "写在此处")
            } else {
                say!("named here and in {more} other place{s}", "写在此处及另外{more}处")
            };
            let finding = Finding::at(rule, import.span, message, label)
                .also_at(name.span, place)
                .help(help)
                .about(Subject { detail: Some(text.clone()), ..Subject::default() });
            sink.push(finding);
        }
    }
}
