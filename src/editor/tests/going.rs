use super::{DUTIES, STANDARD, set};
use crate::editor::go::{definition, references, renamable, rename};
use crate::text::Lang;

/// File, line and column (both from one) and the text there.
fn shown(set: &mut super::Set, found: Vec<crate::editor::go::Target>) -> Vec<String> {
    found
        .into_iter()
        .map(|own| {
            let sheet = set.desk.sheet(&own.path).unwrap();
            let byte = |spot| sheet.byte(spot, set.desk.encoding);
            let text = sheet.text.get(byte(own.range.0)..byte(own.range.1)).unwrap();
            let name = own.path.file_name().unwrap().to_string_lossy();
            format!("{name}:{}:{} {text}", own.range.0.line + 1, own.range.0.column + 1)
        })
        .collect()
}

fn defined(name: &str, fixture: &str) -> Vec<String> {
    let mut set = set(name, fixture);
    let found = definition(&mut set.desk, &set.file.clone(), set.spot);
    shown(&mut set, found)
}

#[test]
fn a_name_leads_to_where_it_is_defined_whatever_the_format() {
    let with = |line: &str| format!("kind: standard\nduty: B-2\nsteps: {{ y: {{ {line} }} }}\n");
    for (line, wanted) in [
        ("after: A-1.op$0en", "standard.yaml:4:3 open"),
        ("after: A-$01.open", "duties.toml:2:9 A-1"),
        ("by: { role: $0TEAM }", "roster.yaml:2:10 TEAM"),
        ("by: { role: [north$0] }", "roster.yaml:3:11 north"),
        ("evidence: done | gra$0de", "remit.toml:7:12 grade"),
        ("when: { grade: 黄$0 }", "remit.toml:7:77 黄"),
        ("when: { gr$0ade: 黄 }", "remit.toml:7:12 grade"),
    ] {
        assert_eq!(defined("b.yaml", &with(line)), [wanted], "{line}");
    }
    assert_eq!(defined("b.yaml", "kind: standard\nduty: $0A-1\n"), ["duties.toml:2:9 A-1"]);
    assert_eq!(defined("b.yaml", "kind: standard\nduty: $0A-7\n"), [""; 0]);
    assert_eq!(defined("b.yaml", "kind: stan$0dard\nduty: A-1\n"), [""; 0]);
}

#[test]
fn a_duty_is_used_in_headers_and_in_other_files() {
    let mut own = set("duties.toml", &DUTIES.replacen("A-1", "A-$01", 1));
    let path = own.file.clone();
    let found = references(&mut own.desk, &path, own.spot, true);
    let wanted = ["duties.toml:2:9 A-1", "duties.toml:5:9 A-1", "standard.yaml:2:7 A-1"];
    assert_eq!(shown(&mut own, found), wanted);
    let found = references(&mut own.desk, &path, own.spot, false);
    assert_eq!(shown(&mut own, found), &wanted[1..]);
}

/// Every text after a name is another.
fn renamed(name: &str, fixture: &str, new: &str) -> Result<Vec<String>, String> {
    let mut set = set(name, fixture);
    let path = set.file.clone();
    let edits = rename(&mut set.desk, &path, set.spot, new);
    let edits = edits.map_err(|words| words.get(Lang::En).to_owned())?;
    let mut texts = Vec::new();
    for (path, mut own) in edits {
        let sheet = set.desk.sheet(&path).unwrap();
        let mut text = sheet.text.to_string();
        own.sort();
        for ((from, until), new) in own.into_iter().rev() {
            let byte = |spot| sheet.byte(spot, set.desk.encoding);
            text.replace_range(byte(from)..byte(until), &new);
        }
        texts.push(text);
    }
    Ok(texts)
}

#[test]
fn a_name_changes_everywhere_at_once() {
    let fixture = STANDARD.replacen("open", "op$0en", 1);
    let texts = renamed("standard.yaml", &fixture, "begin").unwrap();
    assert_eq!(texts, [STANDARD.replace("open", "begin")]);
    let texts = renamed("duties.toml", &DUTIES.replacen("A-1", "$0A-1", 1), "甲1").unwrap();
    assert_eq!(texts, [DUTIES.replace("A-1", "\"甲1\""), STANDARD.replace("A-1", "甲1")]);
    let texts = renamed("duties.toml", &DUTIES.replacen("\"TEAM", "\"$0TEAM", 1), "CREW").unwrap();
    assert_eq!(texts[0], DUTIES.replace("TEAM", "CREW"));
    assert_eq!(texts[1], super::ROSTER.replace("TEAM", "CREW"));
    // A number would be none in YAML without quotes.
    let texts = renamed("standard.yaml", &fixture, "1").unwrap();
    assert_eq!(texts, [STANDARD.replace("open", "\"1\"")]);
}

#[test]
fn what_can_not_be_renamed_is_refused_with_the_reason() {
    let why = |name: &str, fixture: &str, new: &str| renamed(name, fixture, new).unwrap_err();
    let at = |from: &str, to: &str| STANDARD.replacen(from, to, 1);
    assert!(why("standard.yaml", &at("after", "af$0ter"), "x").contains("`after` is a key"));
    assert!(why("standard.yaml", &at("open", "$0open"), "close").contains("is taken: "));
    assert!(why("standard.yaml", &at("open", "$0open"), "both").contains("is taken: "));
    assert!(why("standard.yaml", &at("open", "$0open"), "a b").contains("can't contain ` `"));
    assert!(why("standard.yaml", &at("open", "$0open"), "a.b").contains("can't contain `.`"));
    assert!(why("standard.yaml", &at("open", "$0open"), "").contains("empty"));
    assert!(why("standard.yaml", &at("A-1", "$0A-7"), "x").contains("nothing in the set"));
    assert!(
        why("remit.toml", "kind = \"set\"\nimports = [\"../$0x\"]\n", "x").contains("a folder")
    );
    let waivers = "kind: waivers\nwaivers: { w: { rule: gap/$0never-performed } }\n";
    assert!(why("w.yaml", waivers, "x").contains("a rule of the program"));
}

#[test]
fn what_an_imported_set_elsewhere_defines_keeps_its_name() {
    let outer = tempfile::tempdir().unwrap();
    std::fs::write(outer.path().join("remit.yaml"), "kind: set\nid: base\nfields: { paper: {} }\n")
        .unwrap();
    let import = outer.path().display().to_string();
    let mut own = set("remit.toml", &format!("kind = \"set\"\nimports = [\"{import}\"]\n"));
    let list = own.folder.path().join("more.yaml");
    let text = "kind: responsibility-list\nduties: { C: { data: { paper: {} } } }\n";
    own.desk.open(&list, text.to_owned(), 1);
    let byte = text.find("paper").unwrap();
    let spot = own.desk.sheet(&list).unwrap().spot(byte, own.desk.encoding);
    assert_eq!(definition(&mut own.desk, &list, spot).len(), 1);
    let why = renamable(&mut own.desk, &list, spot).unwrap_err();
    assert!(why.get(Lang::En).contains("outside of what is open here"), "{why:?}");
    // Once its folder is open, too, it can be.
    own.desk.folders.push(outer.path().to_owned());
    assert!(renamable(&mut own.desk, &list, spot).is_ok());
}
