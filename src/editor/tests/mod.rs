//! Questions at a caret (`$0`) of small sets.

mod completion;
mod going;
mod told;

use std::path::PathBuf;

use super::{Checker, Desk, Encoding, Note, Spot};

/// A set in a folder of its own, with one text open in which the caret stands.
struct Set {
    folder: tempfile::TempDir,
    desk: Desk,
    file: PathBuf,
    spot: Spot,
}

const ROOT: &str = "\
kind = \"set\"
id = \"s\"
version = \"1\"
title = { en = \"Small\", zh = \"小\" }
languages = [\"en\", \"zh\"]
timezone = \"Asia/Shanghai\"
fields = { grade = { title = { en = \"Grade\", zh = \"等级\" }, values = [\"red\", \"黄\"] }, done = { type = \"boolean\" } }
";

const DUTIES: &str = "\
kind = \"responsibility-list\"
[duties.A-1]
title = { zh = \"巡逻\", en = \"Patrol\" }
holder = \"TEAM\"
[duties.A-1.data]
grade = { purpose = { zh = \"分级\", en = \"grading\" }, retention = \"1y\" }
[duties.B-2]
title = { zh = \"出警\", en = \"Dispatch\" }
holder = \"TEAM\"
";

const STANDARD: &str = "\
kind: standard
duty: A-1
steps:
  open: { title: { zh: 开始, en: Start }, starts: true, evidence: [grade] }
  close:
    title: { zh: 结束, en: End }
    after: [open]
    within: { \"24h\": open }
    basis: { law: 警察法, article: \"6\", status: placeholder }
groups:
  both: { all_of: [open, close] }
";

const ROSTER: &str = "\
kind: roster
roles: { TEAM: { title: { zh: 中队, en: Team } } }
bodies: { north: { title: { zh: 北队, en: North }, roles: [TEAM] } }
";

/// The small set, with one more file or another text for one of its files.
fn set(name: &str, fixture: &str) -> Set {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("remit.toml", ROOT),
        ("duties.toml", DUTIES),
        ("standard.yaml", STANDARD),
        ("roster.yaml", ROSTER),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let at = fixture.find("$0").unwrap_or(0);
    let text = fixture.replace("$0", "");
    let file = folder.path().join(name);
    let mut desk = Desk::new(Encoding::Utf16, vec![folder.path().to_owned()]);
    desk.open(&file, text, 1);
    let spot = desk.sheet(&file).unwrap().spot(at, desk.encoding);
    Set { folder, desk, file, spot }
}

impl Set {
    /// What is found in the file.
    fn notes(&mut self) -> Vec<Note> {
        let found = Checker::default().check(&self.desk.snapshot());
        found.into_iter().find(|own| own.path == self.file).map(|own| own.notes).unwrap_or_default()
    }
}
