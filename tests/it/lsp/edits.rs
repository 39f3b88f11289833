//! Random edits: nothing falls over, and what is found is never what was found in another text.

use std::path::{Path, PathBuf};

use remit::editor::{Change, Checker, Desk, Encoding, Notes, Spot};
use remit::editor::{actions, complete, go, hover, symbols};
use remit::text::Lang;
use serde_json::{Value, json};

use super::client::Client;
use super::{ROOT, ROSTER};
use crate::command::remit;

/// A small generator whose numbers are the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut own = self.0;
        own = (own ^ (own >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        own = (own ^ (own >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        own ^ (own >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'x, T: ?Sized>(&mut self, all: &[&'x T]) -> &'x T {
        all[self.below(all.len())]
    }
}

/// What is typed: halves of forms, names, characters of every length, ends of lines of every kind.
const TYPED: &[&str] = &[
    "",
    "a",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    ":",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "#",
    "|",
    ">",
    "&a",
    "*a",
    "<<: *a",
    "---\n",
    "...",
    "\"\"\"",
    "'''",
    "=",
    ".",
    ",",
    "\u{feff}",
    "\0",
    "甲",
    "𠮷",
    "🚓",
    "👩\u{200d}🚒",
    "e\u{301}",
    "kind: standard\n",
    "duty: A-1\n",
    "steps:\n  x: {}\n",
    "after: [open",
    "[duties.A-1]\n",
    "holder = \"TEAM\"\n",
    "# remit: allow list/unknown-key why\n",
    "种类: 工作标准\n",
    "within: { \"24h\": open }",
    "99999999999999999999",
];

const YAML: &str = "\
kind: standard
duty: A-1
closes_after: 30d
steps:
  open: { title: { zh: 🚓开始, en: Start }, starts: true, evidence: [grade] }
  close:
    title: { zh: 结束, en: End } # 𠮷
    after: [open]
    ends: true
    within: { \"24h\": open, basis: placeholder }
    when: { grade: [red, 黄] }
safeguards:
  - { require: words, of: close, title: { zh: 说明, en: words } }
evaluation:
  - { measure: on-time, of: close, target: 95% }
";

const TOML: &str = "\
kind = \"responsibility-list\"
title = { zh = \"清单🚓\", en = \"List\" }

[duties.A-1]
title = { zh = \"巡逻\", en = \"Patrol\" } # 𠮷
holder = \"TEAM\"
work = \"routine\"
basis = [
  { law = \"警察法\", article = \"6\", from = 2013-01-01, status = \"verified\", source = \"x\" },
]

[duties.A-1.data]
grade = { purpose = { zh = \"分级\", en = \"grading\" }, retention = \"1y\" }
";

fn lists() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("remit.toml", ROOT), ("a.yaml", YAML), ("b.toml", TOML), ("roster.yaml", ROSTER)]
    {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// An edit in the editor's units: now and then behind the ends of lines, or within a character.
fn edit(random: &mut Random, lines: u32) -> (Spot, Spot, String) {
    let mut spot = || Spot {
        line: u32::try_from(random.below(lines as usize + 2)).unwrap(),
        column: u32::try_from(random.below(60)).unwrap(),
    };
    let (one, other) = (spot(), spot());
    // Mostly short edits within a line, as people make them.
    let other = if random.below(8) > 0 {
        let width = u32::try_from(random.below(4)).unwrap();
        Spot { line: one.line, column: one.column + width }
    } else {
        other
    };
    let (from, until) = (one.min(other), one.max(other));
    (from, until, random.of(TYPED).to_owned())
}

/// What an editor is told, in a form that can be compared.
fn shown(all: &[Notes]) -> Vec<String> {
    let all = all.iter().flat_map(|own| {
        let path = own.path.file_name().unwrap().to_string_lossy().into_owned();
        own.notes.iter().map(move |note| {
            format!(
                "{path} {} {:?} {:?} {}",
                note.rule.id, note.severity, note.range, note.message.en
            )
        })
    });
    all.collect()
}

/// The same found by one who never saw another text: all is saved and read again.
fn afresh(desk: &mut Desk, encoding: Encoding) -> Vec<String> {
    let folder = lists();
    let paths: Vec<PathBuf> = desk.snapshot().open.keys().cloned().collect();
    let mut other = Desk::new(encoding, Vec::new());
    for path in paths {
        let name = folder.path().join(path.file_name().unwrap());
        let text = desk.text(&path).unwrap().to_owned();
        std::fs::write(&name, &text).unwrap();
        other.open(&name, text, 1);
    }
    let found = Checker::default().check(&other.snapshot());
    let text = folder.path().display().to_string();
    shown(&found).into_iter().map(|own| own.replace(&text, "FOLDER")).collect()
}

/// Asks everything at a place.
fn ask(desk: &mut Desk, path: &Path, spot: Spot) {
    for lang in Lang::ALL {
        hover::hover(desk, path, spot, lang);
        complete::complete(desk, path, spot, lang);
    }
    go::definition(desk, path, spot);
    go::references(desk, path, spot, true);
    let _ = go::rename(desk, path, spot, "renamed-7").is_ok();
    symbols::symbols(desk, path, Lang::Zh);
    actions::formatting(desk, path);
}

#[test]
fn ten_thousand_edits_leave_nothing_behind() {
    let folder = lists();
    let own = folder.path().display().to_string();
    for (encoding, seed) in [(Encoding::Utf16, 1), (Encoding::Utf8, 2)] {
        let mut desk = Desk::new(encoding, vec![folder.path().to_owned()]);
        let mut checker = Checker::default();
        let mut random = Random(seed);
        let (mut differing, mut found_any) = (0, 0);
        for round in 0..250 {
            let (name, text) = if round % 2 == 0 { ("a.yaml", YAML) } else { ("b.toml", TOML) };
            let path = folder.path().join(name);
            desk.open(&path, text.to_owned(), 0);
            for version in 1..=20 {
                let lines = desk.text(&path).unwrap().lines().count();
                let (from, until, text) = edit(&mut random, u32::try_from(lines).unwrap());
                desk.edit(&path, vec![Change { range: Some((from, until)), text }], version);
                if version % 5 == 0 {
                    ask(&mut desk, &path, from);
                }
            }
            let found: Vec<String> = shown(&checker.check(&desk.snapshot()))
                .into_iter()
                .map(|line| line.replace(&own, "FOLDER"))
                .collect();
            if round % 5 == 0 {
                assert_eq!(found, afresh(&mut desk, encoding), "{}", desk.text(&path).unwrap());
                differing += 1;
            }
            found_any += found.len();
        }
        assert!(differing == 50 && found_any > 1000, "{found_any}");
        // Of all files only those that changed were parsed again.
        assert!(checker.parses < 250 * 3 + 10, "{}", checker.parses);
    }
}

/// Line, column, rule of what `remit check` finds in the files of a folder, in units of UTF-16.
fn checked(folder: &Path, name: &str) -> Vec<(u64, u64, String, String)> {
    let out =
        remit().current_dir(folder).args(["check", "--format", "json", "--lang", "en"]).output();
    let report: Value = serde_json::from_slice(&out.unwrap().stdout).unwrap();
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines: Vec<&str> = text.split('\n').collect();
    let own = report["findings"].as_array().unwrap().iter();
    let own = own.filter(|own| own["clause"]["path"] == name);
    let mut all: Vec<_> = own
        .map(|own| {
            let number = |key: &str| own["clause"][key].as_u64().unwrap();
            let (line, column) = (number("line"), number("column"));
            let before = lines[usize::try_from(line - 1).unwrap()].chars();
            let units = before.take(usize::try_from(column - 1).unwrap()).map(char::len_utf16);
            let units = u64::try_from(units.sum::<usize>()).unwrap();
            let rule = own["rule"].as_str().unwrap().to_owned();
            (line - 1, units, rule, own["message"]["en"].as_str().unwrap().to_owned())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn over_the_wire_nothing_stale_is_told_and_a_check_of_the_saved_text_finds_the_same() {
    let folder = lists();
    let mut client = Client::open_folder(folder.path(), "en", json!({}));
    let mut random = Random(3);
    for (name, text) in [("a.yaml", YAML), ("b.toml", TOML)] {
        let path = folder.path().join(name);
        client.open(&path, text);
        let mut desk = Desk::default();
        desk.open(&path, text.to_owned(), 1);
        for version in 2..=200 {
            let lines = desk.text(&path).unwrap().lines().count();
            let (from, until, typed) = edit(&mut random, u32::try_from(lines).unwrap());
            // Only `\n` ends a line in a report; what ends with a lone `\r` is told apart elsewhere.
            let typed = typed.replace(['\r', '\u{feff}'], "");
            let place = |own: Spot| json!({ "line": own.line, "character": own.column });
            let range = json!({ "start": place(from), "end": place(until) });
            client.change(&path, version, json!([{ "range": range, "text": typed }]));
            let change = Change { range: Some((from, until)), text: typed };
            desk.edit(&path, vec![change], i32::try_from(version).unwrap());
            if version % 10 == 0 {
                let (line, column) = (from.line, from.column);
                client.at("hover", &path, line, column);
                client.at("completion", &path, line, column);
            }
            if version % 25 == 0 {
                let found = client.findings(&path, version);
                let mut found: Vec<_> = found
                    .iter()
                    .map(|own| {
                        let start = &own["range"]["start"];
                        let number = |key: &str| start[key].as_u64().unwrap();
                        let rule = own["code"].as_str().unwrap().to_owned();
                        let message = own["message"].as_str().unwrap();
                        let message = message.lines().next().unwrap_or_default().to_owned();
                        (number("line"), number("character"), rule, message)
                    })
                    .collect();
                found.sort();
                std::fs::write(&path, desk.text(&path).unwrap()).unwrap();
                let mut wanted = checked(folder.path(), name);
                for own in &mut wanted {
                    own.3 = own.3.lines().next().unwrap_or_default().to_owned();
                }
                assert_eq!(found, wanted, "{}", desk.text(&path).unwrap());
                std::fs::write(&path, text).unwrap();
            }
        }
        client.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": super::client::address(&path) } }),
        );
    }
    // Findings of one text never come after those of a later one.
    for pair in client.versions.windows(2) {
        assert!(pair[0].0 != pair[1].0 || pair[0].1 <= pair[1].1, "{pair:?}");
    }
    client.end();
}
