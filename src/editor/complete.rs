//! What could stand at a place.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use super::context::{Context, Wanted, among, context};
use super::desk::Desk;
use super::names::Name;
use super::position::Spot;
use super::roles::{Act, LINKS, Sort};
use super::shape::{Shape, shapes};
use super::sheet::Sheet;
use super::tree;
use super::walk::{Place, Scope};
use crate::doc::{Format, keys};
use crate::finding::Severity;
use crate::model::scenario::COLUMNS;
use crate::text::{Lang, Words};
use crate::triage;

/// Steps of all duties are offered up to so many; beyond, those of the duty that is named.
const MANY: usize = 500;

/// Kinds of persons that every roster may have.
const PERSONS: [&str; 4] = ["officer", "auxiliary", "agency-staff", "citizen"];

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A key of the document's type.
    Key,
    /// A word of which one is chosen.
    Word,
    /// A thing with a name.
    Thing(Sort),
}

/// Something that could stand at a place.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is shown.
    pub label: String,
    /// What is written.
    pub insert: String,
    /// What it is.
    pub offer: Offer,
    /// A few words about it.
    pub detail: String,
}

/// What could stand at a place.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// In the order in which they are offered.
    pub items: Vec<Item>,
    /// What they replace, in bytes.
    pub range: Range<usize>,
}

/// What could stand at a place of a file.
pub fn complete(desk: &mut Desk, path: &Path, spot: Spot, lang: Lang) -> Option<Items> {
    let sheet = desk.sheet(path)?;
    let at = sheet.byte(spot, desk.encoding);
    if let Some(items) = in_comment(&sheet, at, lang) {
        return Some(items);
    }
    let context = context(&sheet.text, sheet.format, at)?;
    let chinese = context.top.iter().any(|(key, _)| key == "种类");
    let mut making = Making {
        desk,
        sheet: Rc::clone(&sheet),
        context: &context,
        lang,
        chinese,
        items: Vec::new(),
    };
    match context.place() {
        Some(place) => making.at(&place, at),
        None => making.kind(),
    }
    let mut range = context.word.clone();
    let typed = sheet.text.get(range.start..at).unwrap_or_default();
    // Of several fields that will do, the one that is being written.
    if let Some(bar) = typed.rfind('|') {
        let rest = typed.get(bar + 1..).unwrap_or_default();
        range.start = at - rest.trim_start().len();
    }
    let mut items = making.items;
    let mut seen = BTreeSet::new();
    items.retain(|own| seen.insert(own.label.clone()));
    Some(Items { items, range })
}

/// Rules behind `# remit: allow`.
fn in_comment(sheet: &Sheet, at: usize, lang: Lang) -> Option<Items> {
    let before = sheet.text.get(..at)?;
    let line = before.rsplit('\n').next()?;
    let order = line.rfind('#').and_then(|hash| line.get(hash + 1..))?;
    let own = order.trim_start().strip_prefix("remit:")?.trim_start();
    let rest = ["allow", "允许"].iter().find_map(|word| own.strip_prefix(word));
    let item = |label: &str, detail: String, offer| Item {
        label: label.to_owned(),
        insert: label.to_owned(),
        offer,
        detail,
    };
    let Some(rest) = rest else {
        let range = at - own.len()..at;
        let word = if lang == Lang::Zh { "允许" } else { "allow" };
        return Some(Items { items: vec![item(word, String::new(), Offer::Word)], range });
    };
    let typed = rest.trim_start();
    if typed.contains(char::is_whitespace) || rest.is_empty() {
        return Some(Items::default());
    }
    let rules = triage::catalogue().iter().filter(|rule| triage::allows::may_be_allowed(rule));
    let items = rules
        .map(|rule| item(rule.id, rule.title.get(lang).to_owned(), Offer::Thing(Sort::Rule)))
        .collect();
    let behind = sheet.text.get(at..).unwrap_or_default();
    let tail = behind.find(char::is_whitespace).unwrap_or(behind.len());
    Some(Items { items, range: at - typed.len()..at + tail })
}

struct Making<'c, 'd> {
    desk: &'d mut Desk,
    sheet: Rc<Sheet>,
    context: &'c Context,
    lang: Lang,
    /// The document's keys are in Chinese.
    chinese: bool,
    items: Vec<Item>,
}

impl Making<'_, '_> {
    /// A document that does not say its kind yet.
    fn kind(&mut self) {
        let path = &self.context.path;
        let at_kind = matches!(path.as_slice(), [super::context::Seg::Key(key)] if ["kind", "种类"].contains(&key.as_str()));
        if at_kind && self.context.wanted == Wanted::Value {
            self.kinds();
        } else if path.is_empty() && self.context.wanted != Wanted::Value && !self.context.header {
            let words = Words::fixed("What kind of document this is.", "文档的种类。");
            let name = if self.lang == Lang::Zh { ["kind", "种类"] } else { ["kind"; 2] };
            for key in name {
                self.key(key, words.get(self.lang));
            }
        }
    }

    fn kinds(&mut self) {
        for (kind, words) in shapes().kinds() {
            let other = crate::model::load::KINDS.iter().find(|(en, _)| *en == kind);
            let zh = other.map_or(kind, |(_, zh)| zh);
            let own: &[&str] = match (self.chinese, self.lang) {
                (true, _) => &[zh],
                (false, Lang::Zh) => &[kind, zh],
                (false, Lang::En) => &[kind],
            };
            for name in own {
                self.value(name, words.get(self.lang), Offer::Word);
            }
        }
    }

    fn at(&mut self, place: &Place, at: usize) {
        let wanted = self.context.wanted;
        let shape = place.shape();
        if wanted != Wanted::Value {
            self.keys(shape);
            if let Some(act) = place.names() {
                self.named(act, &place.scope, at, true);
            }
        }
        if wanted != Wanted::Key {
            if matches!(self.context.path.as_slice(), [super::context::Seg::Key(key)] if key == "kind" || key == "种类")
            {
                self.kinds();
                return;
            }
            for (text, words) in &shape.values {
                if text.is_ascii() != self.chinese || text.is_ascii() && self.lang == Lang::En {
                    self.value(text, words.get(self.lang), Offer::Word);
                }
            }
            if shape.boolean && shape.keys.is_empty() && place.slot.value.is_none() {
                for word in ["true", "false"] {
                    self.plain(word);
                }
            }
            if let Some(act) = place.slot.value {
                self.named(act, &place.scope, at, false);
            }
        }
    }

    /// Keys that are not there yet.
    fn keys(&mut self, shape: &Shape) {
        let mut done: Vec<&str> = Vec::new();
        for key in &shape.keys {
            if done.contains(&key.english.as_str()) {
                continue;
            }
            done.push(&key.english);
            if among_any(&self.context.present, &key.english) {
                continue;
            }
            if self.context.header && !shapes().get(key.shape).is_map() {
                continue;
            }
            let own = shape.keys.iter().filter(|other| other.english == key.english);
            let zh = own.clone().find(|other| !other.name.is_ascii());
            let name = if self.chinese { zh.unwrap_or(key) } else { key };
            self.key(&name.name.clone(), name.words.get(self.lang));
        }
    }

    /// Names of things that an act may name.
    fn named(&mut self, act: Act, scope: &Scope, at: usize, as_key: bool) {
        let found: Vec<(String, String, Offer)> = match act {
            Act::Names(sorts) => sorts.iter().flat_map(|sort| self.of(*sort, scope)).collect(),
            Act::Steps(sorts) => self.steps(sorts, scope, at),
            Act::Row => self.steps(&[Sort::Step], scope, at),
            Act::SignalAfter if scope.closing => self.steps(&[Sort::Step], scope, at),
            Act::Obligation => self.steps(&[Sort::Step, Sort::Group, Sort::Relation], scope, at),
            Act::Evidence => self.of(Sort::Field, scope),
            Act::Link => {
                let fixed = LINKS.iter().map(|own| ((*own).to_owned(), String::new(), Offer::Word));
                let mut all: Vec<_> = fixed.collect();
                all.extend(self.of(Sort::Field, scope));
                all
            }
            Act::Cell => {
                let fixed = COLUMNS.iter().map(|(en, zh)| {
                    let name = if self.chinese { zh } else { en };
                    ((*name).to_owned(), (*zh).to_owned(), Offer::Key)
                });
                let mut all: Vec<_> = fixed.collect();
                all.extend(self.of(Sort::Field, scope));
                all
            }
            Act::Column => {
                if let Some(act) = scope.column {
                    self.named(act, scope, at, as_key);
                }
                return;
            }
            Act::Defines(_) | Act::Log | Act::SignalAfter => Vec::new(),
        };
        for (name, detail, offer) in found {
            if !as_key {
                self.value(&name, &detail, offer);
            } else if !self.context.present.iter().any(|(own, _)| *own == name) {
                self.key_of(&name, &detail, offer);
            }
        }
    }

    /// Everything of a sort that is defined in what the file sees.
    fn of(&mut self, sort: Sort, scope: &Scope) -> Vec<(String, String, Offer)> {
        let lang = self.lang;
        let word = |text: &str| (text.to_owned(), String::new(), Offer::Word);
        match sort {
            Sort::Rule => {
                let own = triage::catalogue().iter();
                let own = own.map(|rule| {
                    let title = rule.title.get(lang).to_owned();
                    (rule.id.to_owned(), title, Offer::Thing(Sort::Rule))
                });
                return own.collect();
            }
            Sort::Severity => {
                let own = Severity::ALL.iter().map(|own| {
                    (own.code().to_owned(), own.words().get(lang).to_owned(), Offer::Word)
                });
                return own.chain([word("off")]).collect();
            }
            Sort::Folder => return self.folders(),
            _ => {}
        }
        let sheets = self.desk.around(&self.sheet.path.clone());
        let mut found = Vec::new();
        for sheet in &sheets {
            let own = sheet.names.iter().filter(|own| own.defines && own.sorts == [sort]);
            let own = own.filter(|own| sort != Sort::Value || own.owner == scope.field);
            found.extend(own.map(|own| thing(own, lang)));
        }
        if sort == Sort::PersonKind {
            found.extend(PERSONS.iter().map(|own| word(own)));
        }
        if sort == Sort::Value && found.is_empty() && is_boolean(&sheets, &scope.field) {
            for own in ["true", "false"] {
                self.plain(own);
            }
        }
        found
    }

    /// Steps: those of the duty by their ids, others behind the id of their duty.
    fn steps(&mut self, sorts: &[Sort], scope: &Scope, at: usize) -> Vec<(String, String, Offer)> {
        let word = self.context.word.start..at;
        let typed = self.sheet.text.get(word).unwrap_or_default().to_owned();
        let named = typed.rsplit_once('.').map(|(duty, _)| duty);
        let sheets = self.desk.around(&self.sheet.path.clone());
        let all = sheets.iter().flat_map(|sheet| &sheet.names);
        let all: Vec<&Name> = all
            .filter(|own| own.defines && own.sorts.iter().any(|sort| sorts.contains(sort)))
            .collect();
        let own = all.iter().filter(|own| named.is_none() && own.owner == scope.duty);
        let mut found: Vec<_> = own.map(|own| thing(own, self.lang)).collect();
        let few = all.len() <= MANY;
        let others = all.iter().filter(|own| own.owner != scope.duty || named.is_some());
        // Groups and relations are named with their duty where obligations are.
        let others =
            others.filter(|own| sorts.contains(&Sort::Relation) || own.sorts == [Sort::Step]);
        for own in others.filter(|own| named.map_or(few, |duty| *own.owner == *duty)) {
            let (name, detail, offer) = thing(own, self.lang);
            found.push((format!("{}.{name}", own.owner), detail, offer));
        }
        found
    }

    /// Sets beside this one.
    fn folders(&mut self) -> Vec<(String, String, Offer)> {
        let own = crate::model::load::set_around(&self.sheet.path).map(Path::to_owned);
        let Some(parent) = own.as_deref().and_then(Path::parent) else { return Vec::new() };
        let sets = crate::model::load::find_sets(parent).unwrap_or_default();
        let beside = sets.iter().filter(|set| Some(*set) != own.as_ref());
        let names = beside.filter_map(|set| set.strip_prefix(parent).ok());
        let names = names.map(|own| format!("../{}", own.display()).replace('\\', "/"));
        names.map(|own| (own, String::new(), Offer::Thing(Sort::Folder))).collect()
    }

    fn key(&mut self, name: &str, detail: &str) {
        self.key_of(name, detail, Offer::Key);
    }

    fn key_of(&mut self, name: &str, detail: &str, offer: Offer) {
        let behind = self.sheet.text.get(self.context.word.end..).unwrap_or_default();
        let quoted = self.context.quote.is_some();
        let written = if quoted { name.to_owned() } else { as_key(name, self.sheet.format) };
        let sign = match self.sheet.format {
            _ if quoted || self.context.header => "",
            Format::Toml if behind.trim_start_matches([' ', '\t']).starts_with(['=', '.']) => "",
            Format::Toml => " = ",
            Format::Yaml if behind.starts_with(':') => "",
            Format::Yaml => ": ",
        };
        self.items.push(Item {
            label: name.to_owned(),
            insert: format!("{written}{sign}"),
            offer,
            detail: detail.to_owned(),
        });
    }

    fn value(&mut self, text: &str, detail: &str, offer: Offer) {
        let insert = match (self.context.quote, self.sheet.format) {
            (Some(_), _) => text.to_owned(),
            (None, Format::Toml) => format!("\"{text}\""),
            (None, Format::Yaml) => as_plain(text),
        };
        let (label, detail) = (text.to_owned(), detail.to_owned());
        self.items.push(Item { label, insert, offer, detail });
    }

    /// A word without quotes in both formats.
    fn plain(&mut self, text: &str) {
        if self.context.quote.is_none() {
            self.items.push(Item {
                label: text.to_owned(),
                insert: text.to_owned(),
                offer: Offer::Word,
                detail: String::new(),
            });
        }
    }
}

fn thing(own: &Name, lang: Lang) -> (String, String, Offer) {
    let title = own.title.as_ref().map(|title| title.get(lang).to_owned()).unwrap_or_default();
    let sort = own.sorts.first().copied().unwrap_or(Sort::Value);
    (own.text.clone(), title, Offer::Thing(sort))
}

fn among_any(present: &[(String, String)], english: &str) -> bool {
    among(present, english).is_some()
        || keys::names(english).any(|name| present.iter().any(|(own, _)| own == name))
}

/// Whether a field holds a truth value.
fn is_boolean(sheets: &[Rc<Sheet>], field: &str) -> bool {
    sheets.iter().any(|sheet| {
        let own = sheet
            .names
            .iter()
            .find(|own| own.defines && own.sorts == [Sort::Field] && own.text == field);
        let hit = own.and_then(|own| tree::hit(sheet, own.span.0));
        let value = hit.and_then(|hit| hit.parent?.get(field).cloned());
        value.is_some_and(|own| own.get("type").and_then(|kind| kind.text()) == Some("boolean"))
    })
}

/// A key as it is written.
fn as_key(name: &str, format: Format) -> String {
    match format {
        Format::Toml => {
            let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            let quote = name.is_empty() || !name.chars().all(bare);
            if quote { format!("\"{name}\"") } else { name.to_owned() }
        }
        Format::Yaml => as_plain(name),
    }
}

/// A text of YAML, in quotes where it would be something else without.
pub fn as_plain(text: &str) -> String {
    let special = |c: char| ",[]{}#&*!|>%@`\"':".contains(c) || c.is_control();
    let number = text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.')
        && text.chars().all(|c| c.is_ascii_digit() || "-.:_eE+".contains(c));
    let lower = text.to_ascii_lowercase();
    let word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"];
    let plain = !text.is_empty()
        && text.trim() == text
        && !text.contains(special)
        && !number
        && !text.starts_with(['-', '?'])
        && !word.contains(&lower.as_str());
    if plain {
        return text.to_owned();
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
