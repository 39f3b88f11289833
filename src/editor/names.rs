//! Every name in a document: where things get theirs, and where they are called by it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::roles::{Act, LINKS, Sort};
use super::walk::Place;
use crate::doc::{Kind, Node};
use crate::model::scenario::{column, is_fixed};
use crate::text::Words;

/// A name at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name itself, without a duty before it.
    pub text: String,
    /// First byte, and the byte after the last, without quotes.
    pub span: (usize, usize),
    /// What it may be the name of.
    pub sorts: &'static [Sort],
    /// Whether the thing gets its name here.
    pub defines: bool,
    /// The duty of a step, group or relation; the field of a value.
    pub owner: Rc<str>,
    /// What people call the thing, where it gets its name.
    pub title: Option<Rc<Words>>,
    /// It stands where anything may that happens to be no name: nothing need be found.
    pub loose: bool,
}

impl Name {
    /// Whether two names may be those of one thing.
    pub fn same(&self, other: &Self) -> bool {
        self.text == other.text
            && self.sorts.iter().any(|sort| other.sorts.contains(sort))
            && (!owned(self.sorts) || !owned(other.sorts) || self.owner == other.owner)
    }
}

/// Whether things are known only together with what they belong to.
fn owned(sorts: &[Sort]) -> bool {
    sorts.iter().any(|sort| matches!(sort, Sort::Step | Sort::Group | Sort::Relation | Sort::Value))
}

/// The sort alone, where a thing is defined.
pub const fn one(sort: Sort) -> &'static [Sort] {
    match sort {
        Sort::Set => &[Sort::Set],
        Sort::Duty => &[Sort::Duty],
        Sort::Step => &[Sort::Step],
        Sort::Group => &[Sort::Group],
        Sort::Relation => &[Sort::Relation],
        Sort::Field => &[Sort::Field],
        Sort::Value => &[Sort::Value],
        Sort::Role => &[Sort::Role],
        Sort::Body => &[Sort::Body],
        Sort::Level => &[Sort::Level],
        Sort::PersonKind => &[Sort::PersonKind],
        Sort::Person => &[Sort::Person],
        Sort::TargetKind => &[Sort::TargetKind],
        Sort::Target => &[Sort::Target],
        Sort::Signal => &[Sort::Signal],
        Sort::Calendar => &[Sort::Calendar],
        Sort::Roster => &[Sort::Roster],
        Sort::Mapping => &[Sort::Mapping],
        Sort::Model => &[Sort::Model],
        Sort::Scenario => &[Sort::Scenario],
        Sort::Variant => &[Sort::Variant],
        Sort::Waiver => &[Sort::Waiver],
        Sort::Rule => &[Sort::Rule],
        Sort::Folder => &[Sort::Folder],
        Sort::Severity => &[Sort::Severity],
    }
}

/// Collects the names of documents of one text.
pub struct Names<'t> {
    text: &'t str,
    /// Steps that the document itself defines: of those a dot may be part.
    steps: HashSet<String>,
    /// Handles of the rows of a scenario.
    handles: HashSet<String>,
    /// Duty and step of those rows.
    rows: Vec<(Rc<str>, String)>,
    /// What is found now may be no name.
    loose: bool,
    /// Keys above the place, without items of lists.
    path: Vec<String>,
    /// Names that are keys, by the keys above them: in TOML one may stand in several headers.
    pub by_path: HashMap<Vec<String>, usize>,
    /// Whether that is wanted.
    headers: bool,
    /// What was found, in the order of the document.
    pub found: Vec<Name>,
}

impl<'t> Names<'t> {
    /// Nothing yet. With `headers`, names that are keys are noted by the keys above them.
    pub fn new(text: &'t str, headers: bool) -> Self {
        Self {
            text,
            steps: HashSet::new(),
            handles: HashSet::new(),
            rows: Vec::new(),
            loose: false,
            path: Vec::new(),
            by_path: HashMap::new(),
            headers,
            found: Vec::new(),
        }
    }

    /// Goes over a document.
    pub fn document(&mut self, root: &Rc<Node>, place: &Place) {
        self.steps.clear();
        self.handles.clear();
        self.rows.clear();
        let standard = place.shape().name == "standard";
        let steps = ["steps", "处置环节"].iter().filter(|_| standard);
        for steps in steps.filter_map(|key| root.get(key)) {
            let ids = steps.pairs().iter().filter_map(|(key, _)| key.text());
            self.steps.extend(ids.map(str::to_owned));
        }
        self.node(root, place);
    }

    fn node(&mut self, node: &Node, place: &Place) {
        match &node.kind {
            Kind::Map(pairs) => {
                let mut place = place.clone();
                place.enter(&|key| {
                    crate::doc::keys::names(key).find_map(|own| scalar(node.get(own)?))
                });
                for (key, value) in pairs {
                    let Some(name) = key.text() else { continue };
                    let known = place.shape().key(name).is_some();
                    if self.headers {
                        self.path.push(name.to_owned());
                    }
                    if let (false, Some(act)) = (known, place.names()) {
                        let before = self.found.len();
                        self.act(key, name, act, &place);
                        if let Some(own) = self.found.get_mut(before) {
                            if self.headers {
                                self.by_path.insert(self.path.clone(), before);
                            }
                            own.title = title(value).map(Rc::new).filter(|_| own.defines);
                        }
                    }
                    self.node(value, &place.key(name));
                    self.path.pop();
                }
            }
            Kind::Seq(items) => {
                let place = place.item();
                for item in items {
                    self.node(item, &place);
                }
            }
            _ => {
                if let (Some(text), Some(act)) = (scalar(node), place.slot.value) {
                    self.act(node, &text, act, place);
                }
            }
        }
    }

    /// One text with what it names.
    fn act(&mut self, node: &Node, text: &str, act: Act, place: &Place) {
        let (start, end) = self.inner(node, text);
        let owner = &place.scope.duty;
        match act {
            Act::Defines(sort) => {
                let owner = if sort == Sort::Value { &place.scope.field } else { owner };
                self.push(text, (start, end), one(sort), true, owner);
            }
            Act::Names([Sort::Value]) => {
                let field = Rc::clone(&place.scope.field);
                if !field.is_empty() {
                    self.push(text, (start, end), one(Sort::Value), false, &field);
                }
            }
            Act::Names(sorts) => self.push(text, (start, end), sorts, false, owner),
            Act::Steps(sorts) => self.step(text, (start, end), sorts, owner),
            Act::Obligation => self.obligation(text, (start, end), owner),
            Act::Evidence => {
                let mut at = start;
                for part in text.split('|') {
                    let lead = part.len() - part.trim_start().len();
                    let own = part.trim();
                    let first = at + lead;
                    self.push(own, (first, first + own.len()), one(Sort::Field), false, owner);
                    at += part.len() + 1;
                }
            }
            Act::Link if LINKS.contains(&text) => {}
            Act::Link => self.push(text, (start, end), one(Sort::Field), false, owner),
            Act::SignalAfter if place.scope.closing => {
                self.step(text, (start, end), one(Sort::Step), owner);
            }
            Act::SignalAfter => {}
            Act::Log => self.log(node, owner),
            Act::Row => {
                if !self.handles.contains(text) && !text.contains('/') {
                    // A row of another duty may be meant by its step alone.
                    let row = self.rows.iter().find(|(_, step)| step == text);
                    let owner = row.map_or_else(|| Rc::clone(owner), |(duty, _)| Rc::clone(duty));
                    self.loosely(|own| own.step(text, (start, end), one(Sort::Step), &owner));
                }
            }
            Act::Cell => {
                if !is_fixed(column(text)) {
                    self.push(text, (start, end), one(Sort::Field), false, owner);
                }
            }
            Act::Column => {
                if let Some(act) = place.scope.column {
                    self.act(node, text, act, place);
                }
            }
        }
    }

    fn push(
        &mut self,
        text: &str,
        span: (usize, usize),
        sorts: &'static [Sort],
        defines: bool,
        owner: &Rc<str>,
    ) {
        if !text.is_empty() && !sorts.is_empty() {
            let owner = Rc::clone(owner);
            let (text, loose) = (text.to_owned(), self.loose);
            let name = Name { text, span, sorts, defines, owner, title: None, loose };
            self.found.push(name);
        }
    }

    /// `step` or `DUTY.step`.
    fn step(&mut self, text: &str, span: (usize, usize), sorts: &'static [Sort], owner: &Rc<str>) {
        let parts = text.rsplit_once('.').filter(|_| !self.steps.contains(text));
        // What is written with escapes has no places within.
        let exact = span.1 - span.0 == text.len();
        match parts.filter(|(duty, _)| exact && !duty.is_empty()) {
            Some((duty, step)) => {
                let end = span.0 + duty.len();
                self.push(duty, (span.0, end), one(Sort::Duty), false, owner);
                // A group is named by its own standard alone.
                let sorts = if sorts.contains(&Sort::Relation) { sorts } else { one(Sort::Step) };
                self.push(step, (end + 1, span.1), sorts, false, &Rc::from(duty));
            }
            None => self.push(text, span, sorts, false, owner),
        }
    }

    /// `DUTY.step`, `DUTY.relation`, `DUTY/trigger-1`, `DUTY.step/1`.
    fn obligation(&mut self, text: &str, span: (usize, usize), owner: &Rc<str>) {
        const NAMED: &[Sort] = &[Sort::Step, Sort::Group, Sort::Relation];
        let own = text.split('/').next().unwrap_or_default();
        if span.1 - span.0 != text.len() {
            return;
        }
        let end = span.0 + own.len();
        self.loosely(|found| {
            if own.contains('.') {
                found.step(own, (span.0, end), NAMED, owner);
            } else {
                found.push(own, (span.0, end), one(Sort::Duty), false, owner);
            }
        });
    }

    fn loosely(&mut self, find: impl FnOnce(&mut Self)) {
        self.loose = true;
        find(self);
        self.loose = false;
    }

    /// The cells of a scenario's log that name something. Only those are found that stand in the text
    /// as they are read.
    fn log(&mut self, node: &Node, owner: &Rc<str>) {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let raw = self.text.get(start..end).unwrap_or_default();
        let mut header: Vec<String> = Vec::new();
        let mut at = start;
        for line in raw.split_inclusive('\n') {
            let own = line.trim();
            let first = at + (line.len() - line.trim_start().len());
            at += line.len();
            let fence = own.starts_with(['|', '>']) || own == "\"\"\"" || own == "'''";
            if own.is_empty() || fence && header.is_empty() {
                continue;
            }
            let mut cells = Vec::new();
            let mut place = first;
            for cell in own.split(',') {
                let text = cell.trim();
                let lead = cell.len() - cell.trim_start().len();
                cells.push((text, (place + lead, place + lead + text.len())));
                place += cell.len() + 1;
            }
            if header.is_empty() {
                for (text, span) in &cells {
                    let text = text.trim_start_matches('"');
                    if !is_fixed(column(text)) {
                        self.push(text, *span, one(Sort::Field), false, owner);
                    }
                    header.push(column(text).to_owned());
                }
            } else if !own.contains('"') {
                self.row(&header, &cells, owner);
            }
        }
    }

    fn row(&mut self, header: &[String], cells: &[(&str, (usize, usize))], owner: &Rc<str>) {
        let of = |wanted: &str| {
            let at = header.iter().position(|own| own == wanted)?;
            cells.get(at).map(|(text, _)| *text).filter(|text| !text.is_empty())
        };
        self.handles.extend(of("row").map(str::to_owned));
        let owner = of("duty").map_or_else(|| Rc::clone(owner), Rc::from);
        if let Some(own) = of("step") {
            let whole = own.rsplit_once('.').map(|(duty, step)| (Rc::from(duty), step));
            let (duty, step) = whole.unwrap_or_else(|| (Rc::clone(&owner), own));
            self.rows.push((duty, step.to_owned()));
        }
        for (own, (text, span)) in header.iter().zip(cells) {
            self.loosely(|found| match own.as_str() {
                "duty" => found.push(text, *span, one(Sort::Duty), false, &owner),
                "body" => found.push(text, *span, one(Sort::Body), false, &owner),
                "step" => found.step(text, *span, one(Sort::Step), &owner),
                field if is_fixed(field) => {}
                field => found.push(text, *span, one(Sort::Value), false, &Rc::from(field)),
            });
        }
    }

    /// Where the text of a node stands, without its quotes.
    fn inner(&self, node: &Node, text: &str) -> (usize, usize) {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let raw = self.text.get(start..end).unwrap_or_default();
        let trimmed = raw.trim_end();
        if trimmed == text {
            return (start, start + text.len());
        }
        match trimmed.strip_prefix(['"', '\'']).filter(|rest| rest.starts_with(text)) {
            Some(rest) if rest.len() == text.len() + 1 => (start + 1, start + 1 + text.len()),
            _ => (start, start + trimmed.len()),
        }
    }
}

/// What people call the thing that a mapping is about.
pub fn title(node: &Node) -> Option<Words> {
    let own = ["title", "名称", "标题"].iter().find_map(|key| node.get(key))?;
    if let Some(text) = scalar(own) {
        return Some(Words::same(text));
    }
    let text = |keys: [&str; 2]| keys.iter().find_map(|key| scalar(own.get(key)?));
    let (en, zh) = (text(["en", "英文"]), text(["zh", "中文"]));
    let first = en.clone().or_else(|| zh.clone())?;
    Some(Words::made(en.unwrap_or_else(|| first.clone()), zh.unwrap_or(first)))
}

/// The text of a scalar, numbers and truth values as they would be written.
pub fn scalar(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Text(text) | Kind::Plain(text) => Some(text.clone()),
        Kind::Int(own) => Some(own.to_string()),
        Kind::Float(own) => Some(own.to_string()),
        Kind::Bool(own) => Some(own.to_string()),
        Kind::Null | Kind::Seq(_) | Kind::Map(_) => None,
    }
}
