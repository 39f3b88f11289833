//! From a name to where it is defined, to all that use it, and to another name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::complete::as_plain;
use super::desk::Desk;
use super::names::Name;
use super::position::Spot;
use super::roles::Sort;
use super::sheet::Sheet;
use super::tree;
use crate::doc::Format;
use crate::model::load::{normal, root_of};
use crate::text::{Words, say};

/// A range of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The file.
    pub path: PathBuf,
    /// First place, and the place after the last.
    pub range: (Spot, Spot),
}

/// Edits of a file: a range, and what stands there then.
pub type Edits = BTreeMap<PathBuf, Vec<((Spot, Spot), String)>>;

fn target(desk: &Desk, sheet: &Sheet, span: (usize, usize)) -> Target {
    let spot = |byte| sheet.spot(byte, desk.encoding);
    Target { path: sheet.path.clone(), range: (spot(span.0), spot(span.1)) }
}

/// The name at a place. Of several the one that is found somewhere.
fn at(desk: &mut Desk, path: &Path, spot: Spot) -> Option<(Rc<Sheet>, Name)> {
    let sheet = desk.sheet(path)?;
    let byte = sheet.byte(spot, desk.encoding);
    let all: Vec<Name> = sheet.names_at(byte).cloned().collect();
    let known = all.iter().find(|own| !desk.definitions(path, own).is_empty());
    known.or(all.first()).cloned().map(|name| (sheet, name))
}

/// Where the thing at a place gets its name.
pub fn definition(desk: &mut Desk, path: &Path, spot: Spot) -> Vec<Target> {
    let Some((sheet, name)) = at(desk, path, spot) else { return Vec::new() };
    if name.sorts == [Sort::Folder] {
        let folder = normal(&sheet.path.parent().unwrap_or(Path::new(".")).join(&name.text));
        let range = (Spot::default(), Spot::default());
        return root_of(&folder).map(|path| Target { path, range }).into_iter().collect();
    }
    let found = desk.definitions(path, &name);
    // A set's own things come before those that it imports.
    let first = found.first().map(|(_, own)| own.sorts);
    let same = found.iter().filter(|(_, own)| Some(own.sorts) == first);
    same.map(|(sheet, own)| target(desk, sheet, own.span)).collect()
}

/// Every place where the thing at a place is named.
pub fn references(desk: &mut Desk, path: &Path, spot: Spot, declared: bool) -> Vec<Target> {
    let Some((_, name)) = at(desk, path, spot) else { return Vec::new() };
    let mut found: Vec<Target> = uses(desk, path, &name)
        .into_iter()
        .filter(|(_, own)| declared || !own.defines)
        .map(|(sheet, own)| target(desk, &sheet, own.span))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Every name of the same thing, in every set that sees it.
fn uses(desk: &mut Desk, path: &Path, name: &Name) -> Vec<(Rc<Sheet>, Name)> {
    let defined = desk.definitions(path, name);
    let (home, name) = match defined.first() {
        Some((sheet, own)) => (sheet.path.clone(), own.clone()),
        None => (normal(path), name.clone()),
    };
    let mut found = Vec::new();
    for sheet in desk.everywhere(&home) {
        let own = sheet.names.iter().filter(|own| own.same(&name));
        found.extend(own.map(|own| (Rc::clone(&sheet), own.clone())));
    }
    found
}

/// What can be renamed at a place, and what it is called now; or why nothing can.
pub fn renamable(desk: &mut Desk, path: &Path, spot: Spot) -> Result<(Target, String), Words> {
    let Some((sheet, name)) = at(desk, path, spot) else {
        let sheet = desk.sheet(path);
        let key = sheet.and_then(|sheet| {
            let byte = sheet.byte(spot, desk.encoding);
            let hit = tree::hit(&sheet, byte).filter(|hit| hit.is_key)?;
            hit.node.text().map(str::to_owned)
        });
        return Err(match key {
            Some(key) => say!(
                "`{key}` is a key of the document's form and can't be renamed",
                "`{key}`是文档格式的键，不能改名"
            ),
            None => Words::fixed(
                "there is nothing here that has a name of its own",
                "此处没有可以改名的内容",
            ),
        });
    };
    let text = &name.text;
    let sort = name.sorts.first().copied().unwrap_or(Sort::Value);
    match sort {
        Sort::Rule => {
            return Err(say!(
                "`{text}` is a rule of the program and can't be renamed",
                "`{text}`是程序的规则，不能改名"
            ));
        }
        Sort::Severity => {
            return Err(Words::fixed("severities can't be renamed", "严重程度不能改名"));
        }
        Sort::Folder => {
            return Err(Words::fixed(
                "this is a folder: rename it on the disk, then write its new name here",
                "这是文件夹：请先在磁盘上改名，再改写此处",
            ));
        }
        Sort::Value | Sort::PersonKind | Sort::Person | Sort::Target => {
            return Err(say!(
                "`{text}` is what logs say, and they are not changed with it",
                "`{text}`是日志中的内容，日志不会随之更改"
            ));
        }
        _ => {}
    }
    let defined = desk.definitions(path, &name);
    if defined.is_empty() {
        return Err(say!(
            "nothing in the set is called `{text}`",
            "清单集中没有名为`{text}`的内容"
        ));
    }
    if let Some((outside, _)) = defined.iter().find(|(own, _)| !desk.may_change(&own.path, path)) {
        let file = outside.path.display();
        return Err(say!(
            "`{text}` belongs to a set outside of what is open here: {file}",
            "`{text}`属于未在此打开的清单集：{file}"
        ));
    }
    if name.span.1 - name.span.0 != text.len() {
        return Err(say!(
            "`{text}` is written with escapes here; rename it where it stands plainly",
            "`{text}`在此处含转义，请在直接写出的位置改名"
        ));
    }
    Ok((target(desk, &sheet, name.span), text.clone()))
}

/// The edits that give the thing at a place another name; or why that can't be.
pub fn rename(desk: &mut Desk, path: &Path, spot: Spot, new: &str) -> Result<Edits, Words> {
    let (_, old) = renamable(desk, path, spot)?;
    let Some((_, name)) = at(desk, path, spot) else { return Ok(Edits::new()) };
    let new = new.trim();
    if new == old {
        return Ok(Edits::new());
    }
    if let Some(why) = unfit(new) {
        return Err(why);
    }
    let defined = desk.definitions(path, &name);
    let name = defined.first().map_or(name, |(_, own)| own.clone());
    taken(desk, path, &name, new)?;
    let mut edits = Edits::new();
    for (sheet, own) in uses(desk, path, &name) {
        if own.span.1 - own.span.0 != own.text.len() {
            let file = sheet.path.display();
            let (line, column) = {
                let spot = sheet.spot(own.span.0, desk.encoding);
                (spot.line + 1, spot.column + 1)
            };
            return Err(say!(
                "`{old}` is written with escapes in {file}:{line}:{column}; write it plainly first",
                "{file}:{line}:{column}处的`{old}`含转义，请先直接写出"
            ));
        }
        if !desk.may_change(&sheet.path, path) {
            let file = sheet.path.display();
            return Err(say!(
                "`{old}` is also named outside of what is open here: {file}",
                "未在此打开的文件也使用`{old}`：{file}"
            ));
        }
        let range = target(desk, &sheet, own.span).range;
        let text = written(&sheet, own.span, new);
        let list = edits.entry(sheet.path.clone()).or_default();
        if !list.iter().any(|(other, _)| *other == range) {
            list.push((range, text));
        }
    }
    Ok(edits)
}

/// Why a text can't be a name.
fn unfit(new: &str) -> Option<Words> {
    if new.is_empty() {
        return Some(Words::fixed("a name can't be empty", "名称不能为空"));
    }
    let bad =
        |c: char| c.is_whitespace() || c.is_control() || ".|/,;:#\"'`[]{}=&*!<>%@\\".contains(c);
    let found = new.chars().find(|c| bad(*c))?;
    let shown = found.escape_debug().to_string();
    Some(say!("a name can't contain `{shown}`", "名称不能含有`{shown}`"))
}

/// Whether something that could be confused with it has the name already.
fn taken(desk: &mut Desk, path: &Path, name: &Name, new: &str) -> Result<(), Words> {
    const TOGETHER: [&[Sort]; 2] =
        [&[Sort::Step, Sort::Group, Sort::Relation], &[Sort::Role, Sort::Body]];
    let sort = name.sorts.first().copied().unwrap_or(Sort::Value);
    let alone = [sort];
    let sorts = TOGETHER.iter().find(|own| own.contains(&sort)).map_or(&alone[..], |own| own);
    let steps = sorts.contains(&Sort::Step);
    let home = desk.definitions(path, name).first().map(|(sheet, _)| sheet.path.clone());
    let home = home.unwrap_or_else(|| path.to_owned());
    for sheet in desk.everywhere(&home) {
        let other = sheet.names.iter().find(|own| {
            own.defines
                && own.text == new
                && own.sorts.iter().any(|sort| sorts.contains(sort))
                && (!steps || own.owner == name.owner)
        });
        if let Some(other) = other {
            let line = sheet.spot(other.span.0, desk.encoding).line + 1;
            let file = sheet.path.display();
            return Err(say!("`{new}` is taken: {file}:{line}", "`{new}`已被使用：{file}:{line}"));
        }
    }
    Ok(())
}

/// A name as it is written where another stands: in quotes if it needs them and has none.
fn written(sheet: &Sheet, span: (usize, usize), new: &str) -> String {
    let before = sheet.text.get(..span.0).and_then(|own| own.chars().next_back());
    if before.is_some_and(|c| "\"'".contains(c)) {
        return new.to_owned();
    }
    match sheet.format {
        // Outside of quotes only keys are names.
        Format::Toml => {
            let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            let within = before.is_some_and(|c| !c.is_whitespace() && !"[.{,".contains(c));
            if new.chars().all(bare) || within { new.to_owned() } else { format!("\"{new}\"") }
        }
        Format::Yaml => {
            let part = before == Some('.') || {
                let behind = sheet.text.get(span.1..).and_then(|own| own.chars().next());
                behind == Some('.')
            };
            if part { new.to_owned() } else { as_plain(new) }
        }
    }
}
