//! What stands at a place, told in the reader's language.

use std::path::Path;
use std::rc::Rc;

use super::desk::Desk;
use super::mini;
use super::names::{Name, title};
use super::position::Spot;
use super::roles::Sort;
use super::shape::shapes;
use super::sheet::Sheet;
use super::tree::{self, Hit};
use crate::doc::{Node, Reader, keys};
use crate::finding::{Rule, Sink};
use crate::model::Draft;
use crate::model::docs::BasisDoc;
use crate::model::load::set_around;
use crate::report::explain;
use crate::report::style::{Style, plain};
use crate::text::{Lang, Words, say};
use crate::triage;

/// Columns of what is laid out.
const WIDTH: usize = 88;

/// What is told about a place, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The text.
    pub text: String,
    /// What it is about.
    pub range: (Spot, Spot),
}

/// Tells what stands at a place.
pub fn hover(desk: &mut Desk, path: &Path, spot: Spot, lang: Lang) -> Option<Told> {
    let sheet = desk.sheet(path)?;
    let byte = sheet.byte(spot, desk.encoding);
    let told = |desk: &Desk, text: String, span: (usize, usize)| Told {
        text,
        range: (sheet.spot(span.0, desk.encoding), sheet.spot(span.1, desk.encoding)),
    };
    if let Some((rule, span)) = in_comment(&sheet, byte) {
        return Some(told(desk, about_rule(rule, lang), span));
    }
    let names: Vec<Name> = sheet.names_at(byte).cloned().collect();
    for name in &names {
        if let Some(text) = about(desk, path, name, lang) {
            return Some(told(desk, text, name.span));
        }
    }
    let hit = tree::hit(&sheet, byte)?;
    let span = (hit.node.span.start as usize, hit.node.span.end as usize);
    let text = of_form(&hit, lang)?;
    Some(told(desk, text, span))
}

/// A rule that a comment names.
fn in_comment(sheet: &Sheet, byte: usize) -> Option<(&'static Rule, (usize, usize))> {
    let before = sheet.text.get(..byte)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = sheet.text.get(start..)?.lines().next()?;
    let hash = line.find("remit:")?;
    line.get(..hash)?.contains('#').then_some(())?;
    let mut at = start + hash;
    for word in line.get(hash..)?.split_inclusive(char::is_whitespace) {
        let own = word.trim_end();
        let span = (at, at + own.len());
        if span.0 <= byte && byte <= span.1 {
            return triage::find(own).map(|rule| (rule, span));
        }
        at += word.len();
    }
    None
}

fn about_rule(rule: &Rule, lang: Lang) -> String {
    let severity = rule.severity.words();
    let (title, severity) = (rule.title.get(lang), severity.get(lang));
    format!("**{}** · {severity}\n\n{title}\n\n---\n\n{}", rule.id, rule.text(lang))
}

/// What a name is the name of.
fn about(desk: &mut Desk, path: &Path, name: &Name, lang: Lang) -> Option<String> {
    if name.sorts == [Sort::Rule] {
        return triage::find(&name.text).map(|rule| about_rule(rule, lang));
    }
    let defined = desk.definitions(path, name);
    let (home, own) = defined.first()?;
    let sort = *own.sorts.first()?;
    match sort {
        Sort::Duty => {
            let draft = draft(desk, path, &own.text);
            let style = Style { lang, width: WIDTH, ..Style::default() };
            let text = explain::duty(&draft, &own.text, style)?;
            Some(fenced(&text))
        }
        Sort::Step => {
            let draft = draft(desk, path, &own.owner);
            let told = explain::step(&draft, &own.owner, &own.text, lang);
            told.map(|lines| listed(&lines)).or_else(|| Some(small(own, home, lang, desk)))
        }
        Sort::Value => Some(small(own, home, lang, desk)),
        _ => {
            let mut text = small(own, home, lang, desk);
            if let Some(more) = more(home, own, sort, lang) {
                text.push_str("\n\n");
                text.push_str(&more);
            }
            Some(text)
        }
    }
}

/// A draft of a duty, small enough to be made for each answer.
fn draft(desk: &mut Desk, path: &Path, duty: &str) -> Draft {
    let sheets = desk.around(path);
    let folder = set_around(path).map(Path::to_owned);
    mini::draft(&sheets, duty, folder.as_deref())
}

/// A text that is laid out already.
fn fenced(text: &str) -> String {
    let fence = if text.contains("```") { "````" } else { "```" };
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}

/// The first line in bold, the others as a list.
fn listed(lines: &[String]) -> String {
    let mut lines = lines.iter();
    let mut text = lines.next().map(|own| format!("**{}**\n", marked(own))).unwrap_or_default();
    for line in lines {
        text.push_str("\n- ");
        text.push_str(&marked(line));
    }
    text
}

/// Text of a document in which nothing means anything to Markdown.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        if "\\*_<>[]#|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The words for a sort.
pub fn sort_words(sort: Sort) -> Words {
    match sort {
        Sort::Set => Words::fixed("set", "清单集"),
        Sort::Duty => Words::fixed("duty", "责任事项"),
        Sort::Step => Words::fixed("step", "环节"),
        Sort::Group => Words::fixed("group of steps", "环节组"),
        Sort::Relation => Words::fixed("relation", "关系"),
        Sort::Field => Words::fixed("field", "字段"),
        Sort::Value => Words::fixed("value", "取值"),
        Sort::Role => Words::fixed("role", "角色"),
        Sort::Body => Words::fixed("body", "单位"),
        Sort::Level => Words::fixed("level", "层级"),
        Sort::PersonKind => Words::fixed("kind of persons", "人员类别"),
        Sort::Person => Words::fixed("person", "人员"),
        Sort::TargetKind => Words::fixed("kind of targets", "对象种类"),
        Sort::Target => Words::fixed("target", "对象"),
        Sort::Signal => Words::fixed("signal", "异常信号"),
        Sort::Calendar => Words::fixed("calendar", "日历"),
        Sort::Roster => Words::fixed("roster", "名册"),
        Sort::Mapping => Words::fixed("mapping", "映射"),
        Sort::Model => Words::fixed("supervision model", "监督模型"),
        Sort::Scenario => Words::fixed("scenario", "情景"),
        Sort::Variant => Words::fixed("variant of a scenario", "情景变体"),
        Sort::Waiver => Words::fixed("waiver", "豁免"),
        Sort::Rule => Words::fixed("rule", "规则"),
        Sort::Folder => Words::fixed("set that is imported", "引用的清单集"),
        Sort::Severity => Words::fixed("severity", "严重程度"),
    }
}

/// Name, what it is, what people call it, where it stands.
fn small(own: &Name, home: &Sheet, lang: Lang, desk: &Desk) -> String {
    let words = sort_words(own.sorts.first().copied().unwrap_or(Sort::Value));
    let mut text = format!("**{}** · {}", marked(&own.text), words.get(lang));
    if let Some(title) = &own.title {
        text.push_str("\n\n");
        text.push_str(&marked(title.get(lang)));
    }
    let line = home.spot(own.span.0, desk.encoding).line + 1;
    let file = home.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = say!("defined in {file}:{line}", "定义于{file}:{line}");
    text.push_str("\n\n");
    text.push_str(&marked(place.get(lang)));
    text
}

/// What else the definition of a thing says.
fn more(home: &Sheet, own: &Name, sort: Sort, lang: Lang) -> Option<String> {
    let hit = tree::hit(home, own.span.0)?;
    let value = hit.parent.as_ref()?.get(&own.text)?.clone();
    let get = |key: &str| keys::names(key).find_map(|key| value.get(key).cloned());
    let texts = |node: &Node| -> String {
        let one = super::names::scalar(node).into_iter();
        let many = match &node.kind {
            crate::doc::Kind::Seq(items) => items.as_slice(),
            _ => &[],
        };
        let many = many.iter().filter_map(|item| super::names::scalar(item));
        let all: Vec<String> = one.chain(many).map(|text| marked(&text)).collect();
        all.join(if lang == Lang::Zh { "、" } else { ", " })
    };
    let wanted: &[(&str, &str, &str)] = match sort {
        Sort::Field => &[("type", "holds", "类型"), ("values", "values", "取值")],
        Sort::Body => &[
            ("roles", "roles", "角色"),
            ("level", "level", "层级"),
            ("parent", "above it", "上级"),
        ],
        Sort::Waiver => &[
            ("rule", "rule", "规则"),
            ("approver", "approved by", "批准人"),
            ("until", "until", "截止"),
        ],
        _ => &[],
    };
    let lines = wanted.iter().filter_map(|(key, en, zh)| {
        let node = if *key == "type" || *key == "values" {
            value.get(key).cloned().or_else(|| get(key))
        } else {
            get(key)
        }?;
        let word = if lang == Lang::Zh { format!("{zh}：") } else { format!("{en}: ") };
        Some(format!("- {word}{}", texts(&node)))
    });
    let note = get("note").and_then(|own| {
        let pairs = own.pairs().first().map(|_| ());
        let titled = Node::new(
            own.span,
            crate::doc::Kind::Map(vec![(
                Rc::new(Node::new(own.span, crate::doc::Kind::Text("title".to_owned()))),
                Rc::clone(&own),
            )]),
        );
        pairs.map_or_else(
            || super::names::scalar(&own),
            |()| title(&titled).map(|words| words.get(lang).to_owned()),
        )
    });
    let lines: Vec<String> = lines.chain(note.map(|own| format!("- {}", marked(&own)))).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A key, a word of which one is chosen, or a legal basis.
fn of_form(hit: &Hit<'_>, lang: Lang) -> Option<String> {
    let text = hit.node.text().unwrap_or_default();
    if hit.is_key {
        let shape = hit.place.shape();
        let key = shape.key(text)?;
        let others: Vec<String> = shape
            .keys
            .iter()
            .filter(|own| own.english == key.english && own.name != key.name)
            .map(|own| format!("`{}`", own.name))
            .collect();
        let mut told = format!("**{}**", marked(&key.name));
        if !others.is_empty() {
            told.push_str(" · ");
            told.push_str(&others.join(" "));
        }
        let words = if key.english == "kind" && hit.place.shape == hit.root.place.shape {
            shapes().kinds().find(|(kind, _)| *kind == hit.root.kind).map(|(_, words)| words)
        } else {
            Some(&key.words)
        };
        told.push_str("\n\n");
        told.push_str(words.map_or("", |words| words.get(lang)));
        return Some(told);
    }
    let shape = hit.place.shape();
    let word = shape.values.iter().find(|(own, words)| own == text && !words.en.is_empty());
    if let Some((word, words)) = word {
        return Some(format!("**{}**\n\n{}", marked(word), words.get(lang)));
    }
    basis(hit, lang)
}

/// The legal basis that a text is part of, in one sentence.
fn basis(hit: &Hit<'_>, lang: Lang) -> Option<String> {
    let parent = hit.parent.as_ref()?;
    if !["law", "法律"].iter().any(|key| parent.get(key).is_some()) {
        return None;
    }
    let doc: BasisDoc = Reader::new(&mut Sink::default()).read(parent)?;
    let word = if lang == Lang::Zh { "法律依据" } else { "Legal basis" };
    Some(format!("**{word}**\n\n{}", marked(&explain::basis(&doc, lang))))
}
