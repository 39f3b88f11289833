//! The things of a file, each within what it belongs to.

use std::path::Path;
use std::rc::Rc;

use super::desk::Desk;
use super::mini::extent;
use super::names::title;
use super::position::Spot;
use super::roles::{Act, Sort};
use super::sheet::Sheet;
use super::walk::Place;
use crate::doc::{Kind, Node};
use crate::text::Lang;

/// A thing of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub detail: String,
    /// What it is; nothing for a whole document.
    pub sort: Option<Sort>,
    /// All of it.
    pub range: (Spot, Spot),
    /// Its name.
    pub selection: (Spot, Spot),
    /// The things within.
    pub children: Vec<Symbol>,
}

/// The things of a file.
pub fn symbols(desk: &mut Desk, path: &Path, lang: Lang) -> Vec<Symbol> {
    let Some(sheet) = desk.sheet(path) else { return Vec::new() };
    let making = Making { sheet: &sheet, desk, lang };
    let mut all: Vec<Symbol> = sheet
        .roots
        .iter()
        .map(|root| {
            let mut children = Vec::new();
            making.below(&root.node, &root.place, &mut children);
            let named = |keys: [&str; 2]| {
                keys.iter().find_map(|key| root.node.get(key)?.text()).map(str::to_owned)
            };
            let id = named(["id", "编号"]).or_else(|| named(["duty", "责任事项编号"]));
            let kind = if lang == Lang::Zh {
                let own = crate::model::load::KINDS.iter().find(|(en, _)| *en == root.kind);
                own.map_or(root.kind, |(_, zh)| zh)
            } else {
                root.kind
            };
            let first = root.node.pairs().first().map_or(&root.node, |(key, _)| key);
            let name = id.unwrap_or_else(|| kind.to_owned());
            let detail = title(&root.node).map(|own| own.get(lang).to_owned());
            let detail = detail
                .unwrap_or_else(|| if name == kind { String::new() } else { kind.to_owned() });
            making.symbol(name, detail, None, first, extent(&root.node), children)
        })
        .collect();
    // A file with one document needs no level for it.
    if let [only] = all.as_mut_slice()
        && !only.children.is_empty()
    {
        return std::mem::take(&mut only.children);
    }
    all
}

struct Making<'s> {
    sheet: &'s Rc<Sheet>,
    desk: &'s Desk,
    lang: Lang,
}

impl Making<'_> {
    fn below(&self, node: &Node, place: &Place, found: &mut Vec<Symbol>) {
        match &node.kind {
            Kind::Map(pairs) => {
                for (key, value) in pairs {
                    let Some(name) = key.text() else { continue };
                    let act = place.names().filter(|_| place.shape().key(name).is_none());
                    let inner = place.key(name);
                    let Some(Act::Defines(sort)) = act else {
                        self.below(value, &inner, found);
                        continue;
                    };
                    let mut children = Vec::new();
                    self.below(value, &inner, &mut children);
                    let detail = title(value).map(|own| own.get(self.lang).to_owned());
                    let (start, end) = (key.span.start as usize, extent(value).1);
                    let reach = (start, end.max(key.span.end as usize));
                    let detail = detail.unwrap_or_default();
                    found.push(self.symbol(
                        name.to_owned(),
                        detail,
                        Some(sort),
                        key,
                        reach,
                        children,
                    ));
                }
            }
            Kind::Seq(items) => {
                let inner = place.item();
                for item in items {
                    self.below(item, &inner, found);
                }
            }
            _ => {}
        }
    }

    fn symbol(
        &self,
        name: String,
        detail: String,
        sort: Option<Sort>,
        key: &Node,
        reach: (usize, usize),
        children: Vec<Symbol>,
    ) -> Symbol {
        let spot = |byte: usize| self.sheet.spot(byte, self.desk.encoding);
        let own = (key.span.start as usize, key.span.end as usize);
        let raw = self.sheet.text.get(reach.0..reach.1).unwrap_or_default();
        let end = (reach.0 + raw.trim_end().len()).max(own.1);
        Symbol {
            name,
            detail,
            sort,
            range: (spot(reach.0.min(own.0)), spot(end)),
            selection: (spot(own.0), spot(own.1)),
            children,
        }
    }
}
