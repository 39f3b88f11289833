//! A draft of one duty and what it names: enough to explain it, however large the set is.

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use super::names::Name;
use super::roles::Sort;
use super::sheet::{Root, Sheet};
use crate::doc::{Document, Kind, Node};
use crate::finding::Sink;
use crate::model::Draft;
use crate::model::load::assemble;
use crate::text::{SourceId, Sources};

/// A mapping with some of its keys.
pub(super) fn pruned(node: &Node, keep: &dyn Fn(&str) -> bool) -> Rc<Node> {
    let pairs = node.pairs().iter().filter(|(key, _)| key.text().is_some_and(keep));
    Rc::new(Node::new(node.span, Kind::Map(pairs.cloned().collect())))
}

/// A mapping of which some tables keep some of their names only.
fn with_names(node: &Node, tables: &[&str], keep: &dyn Fn(&str) -> bool) -> Rc<Node> {
    let pairs = node.pairs().iter().map(|(key, value)| {
        let table = key.text().is_some_and(|own| tables.contains(&own));
        let value = if table { pruned(value, keep) } else { Rc::clone(value) };
        (Rc::clone(key), value)
    });
    Rc::new(Node::new(node.span, Kind::Map(pairs.collect())))
}

/// The first and last byte of all that a node holds, wherever it stands.
pub(super) fn extent(node: &Node) -> (usize, usize) {
    let mut reach = (node.span.start as usize, node.span.end as usize);
    let mut widen = |own: &Node| {
        let (start, end) = extent(own);
        reach = (reach.0.min(start), reach.1.max(end));
    };
    match &node.kind {
        Kind::Map(pairs) => {
            for (key, value) in pairs {
                widen(key);
                widen(value);
            }
        }
        Kind::Seq(items) => {
            for item in items {
                widen(item);
            }
        }
        _ => {}
    }
    reach
}

const DUTIES: [&str; 2] = ["duties", "责任事项"];

/// The text of a document's `duty`.
fn duty_of(root: &Root) -> Option<&str> {
    ["duty", "责任事项编号"].iter().find_map(|key| root.node.get(key)?.text())
}

/// A draft of a duty, its standard, and the duties, steps, fields, roles and bodies that they name.
/// The first source is the text in which the duty stands.
pub(super) fn draft(sheets: &[Rc<Sheet>], duty: &str, folder: Option<&Path>) -> Draft {
    let defines = |sheet: &Sheet| {
        sheet.names.iter().any(|own| own.defines && own.sorts == [Sort::Duty] && own.text == duty)
    };
    let home = sheets.iter().find(|sheet| defines(sheet));
    let mut duties = BTreeSet::from([duty.to_owned()]);
    let mut parties: BTreeSet<String> = BTreeSet::new();
    let mut take = |name: &Name| {
        if name.sorts.contains(&Sort::Duty) {
            duties.insert(name.text.clone());
        }
        if name.sorts.contains(&Sort::Role) || name.sorts.contains(&Sort::Body) {
            parties.insert(name.text.clone());
        }
    };
    for sheet in sheets {
        for root in &sheet.roots {
            let node = match root.kind {
                "responsibility-list" => {
                    DUTIES.iter().find_map(|key| root.node.get(key)).and_then(|all| all.get(duty))
                }
                "standard" if duty_of(root) == Some(duty) => Some(&root.node),
                _ => None,
            };
            let Some((start, end)) = node.map(|own| extent(own)) else { continue };
            sheet
                .names
                .iter()
                .filter(|own| start <= own.span.0 && own.span.1 <= end)
                .for_each(&mut take);
        }
    }
    let mut sources = Sources::default();
    let (mut name, mut text) = (String::new(), "");
    if let Some(home) = home {
        let inside = folder.and_then(|folder| home.path.strip_prefix(folder).ok());
        name = inside.unwrap_or(&home.path).display().to_string();
        text = &home.text;
    }
    let source = sources.add(name, text);
    let mut documents = Vec::new();
    let mut fields = Vec::new();
    let mut set: Option<Rc<Node>> = None;
    for sheet in sheets {
        for root in &sheet.roots {
            let node = match root.kind {
                "set" => {
                    let own = ["fields", "字段"].iter().find_map(|key| root.node.get(key));
                    fields.extend(own.into_iter().flat_map(|own| own.pairs().iter().cloned()));
                    let inside = folder.is_none_or(|own| sheet.path.parent() == Some(own));
                    if set.is_none() && inside {
                        set = Some(Rc::clone(&root.node));
                    }
                    continue;
                }
                "responsibility-list" => {
                    with_names(&root.node, &DUTIES, &|own| duties.contains(own))
                }
                "standard" if duty_of(root).is_some_and(|own| duties.contains(own)) => {
                    Rc::clone(&root.node)
                }
                "roster" => {
                    let tables =
                        ["roles", "角色", "bodies", "单位", "persons", "人员", "targets", "对象"];
                    with_names(&root.node, &tables, &|own| parties.contains(own))
                }
                _ => continue,
            };
            documents.push(Document { source, root: node });
        }
    }
    if let Some(set) = set {
        documents.insert(0, Document { source, root: with_fields(&set, fields, source) });
    }
    assemble(&documents, sources, &mut Sink::default())
}

/// A set's document without imports, and with the fields of all sets.
fn with_fields(set: &Node, fields: Vec<(Rc<Node>, Rc<Node>)>, source: SourceId) -> Rc<Node> {
    let left =
        |key: &str| !["fields", "字段", "imports", "引用清单", "roster", "名册"].contains(&key);
    let mut pairs = pruned(set, &left).pairs().to_vec();
    let place = crate::text::Span { source, ..set.span };
    let key = Rc::new(Node::new(place, Kind::Text("fields".to_owned())));
    pairs.push((key, Rc::new(Node::new(place, Kind::Map(fields)))));
    Rc::new(Node::new(set.span, Kind::Map(pairs)))
}
