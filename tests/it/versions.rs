//! Two versions of a set; pages that are made of the program; tables of authorities.

#![expect(clippy::print_stdout, reason = "a test says clearly when a program is absent")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::command::{remit_in as remit, said};
use crate::support::project;

fn git(folder: &Path, args: &[&str]) {
    let all = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").args(all).args(args).current_dir(folder).output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
}

/// A repository with a small set, and a later state of it that protects less.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    remit(folder.path(), &["init", ".", "--id", "s"]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "one"]);
    let path = folder.path().join("lists/s/standards/A-01.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let weaker = text
        .lines()
        .filter(|line| !line.contains("different-persons"))
        .map(|line| line.replace("safeguards:", "").replace("limit: 3d", "limit: 9d"))
        .collect::<Vec<_>>()
        .join("\n");
    std::fs::write(&path, weaker).unwrap();
    folder
}

#[test]
fn a_dropped_safeguard_comes_first_is_marked_and_fails() {
    let folder = repository();
    let ran = remit(folder.path(), &["diff", "HEAD", "lists/s", "--fail-on", "weaker"]);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    let text = said(&ran);
    let safeguard = text.find("!! safeguard dropped").unwrap_or_else(|| panic!("{text}"));
    let deadline = text.find("!! deadline lengthened").unwrap_or_else(|| panic!("{text}"));
    assert!(safeguard < deadline, "{text}");
    assert!(text.contains("2 weaker, 0 stricter, 0 other"), "{text}");
    assert!(text.contains("gone: another person answers (reply)"), "{text}");
    assert!(text.contains("within 3d (register), now 9d (register)"), "{text}");
    let same =
        remit(folder.path(), &["diff", "HEAD", "HEAD", "--set", "lists/s", "--fail-on", "any"]);
    assert!(same.status.success() && said(&same).contains("no duty changed"), "{}", said(&same));
    let quiet = remit(folder.path(), &["diff", "HEAD", "lists/s"]);
    assert!(quiet.status.success());
    let wrong = remit(folder.path(), &["diff", "no-such-revision", "lists/s"]);
    assert_eq!(wrong.status.code(), Some(2));
    // The other way round everything is stricter.
    let back = remit(
        folder.path(),
        &["diff", "lists/s", "HEAD", "--fail-on", "weaker", "--format", "json", "--set", "lists/s"],
    );
    let report: Value =
        serde_json::from_slice(&back.stdout).unwrap_or_else(|_| panic!("{}", said(&back)));
    assert_eq!(report["counts"], serde_json::json!({ "weaker": 0, "stricter": 2, "other": 0 }));
    assert_eq!(report["changes"][0]["kind"], "safeguard-added");
    assert_eq!(report["changes"][0]["duty"], "A-01");
    let page =
        remit(folder.path(), &["diff", "HEAD", "lists/s", "--format", "markdown", "--lang", "zh"]);
    assert!(said(&page).contains("| ⚠️ | **保障措施减弱** | A-01 群众求助 |"), "{}", said(&page));
}

#[test]
fn a_replay_says_what_would_have_been_found() {
    let folder = repository();
    let log = "lists/s/logs/sample.plain.csv";
    let args = ["diff", "HEAD", "lists/s", "--replay", log, "--format", "json"];
    let ran = remit(folder.path(), &args);
    let report: Value =
        serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{}", said(&ran)));
    let gone = report["replay"]["gone"].as_array().unwrap();
    // Answered on the sixth day: late after three days, in time within nine.
    assert!(
        gone.iter().any(|own| own["rule"] == "disposal/step-late" && own["case"] == "2026-002"),
        "{gone:#?}"
    );
    assert_eq!(report["replay"]["new"], serde_json::json!([]));
}

#[test]
fn every_shipped_set_is_the_same_as_itself() {
    for set in ["dv-linkage", "proactive-policing", "dv-cn-sd", "road-traffic-fines"] {
        let path = format!("lists/{set}");
        let ran = remit(&project(""), &["diff", &path, &path, "--fail-on", "any"]);
        assert!(ran.status.success(), "{set}: {}", said(&ran));
    }
}

#[test]
fn the_reference_pages_are_fresh() {
    let folder = tempfile::tempdir().unwrap();
    let made = remit(folder.path(), &["reference", "--out", "docs"]);
    assert!(made.status.success(), "{}", said(&made));
    for name in ["rules.md", "rules.zh.md", "documents.md", "documents.zh.md"] {
        let new = std::fs::read_to_string(folder.path().join("docs").join(name)).unwrap();
        let old = std::fs::read_to_string(project("docs").join(name)).unwrap_or_default();
        assert!(new == old, "docs/{name} is stale: run `cargo run -- reference`");
    }
    let rules = std::fs::read_to_string(folder.path().join("docs/rules.zh.md")).unwrap();
    for rule in remit::triage::catalogue() {
        assert!(rules.contains(&format!("### {}\n", rule.id)), "{}", rule.id);
    }
}

#[test]
fn completions_are_taken_by_their_shells_and_every_command_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let made = remit(folder.path(), &["completions", shell]);
        assert!(made.status.success());
        std::fs::write(folder.path().join(shell), &made.stdout).unwrap();
    }
    // Bash completes a command and an option by them; it is on every machine on which this runs.
    let script = ". ./bash; COMP_WORDS=(remit che); COMP_CWORD=1; _remit remit che remit; echo ${COMPREPLY[@]}; \
        COMP_WORDS=(remit schema --o); COMP_CWORD=2; _remit remit --o schema; echo ${COMPREPLY[@]}";
    let ran = Command::new("bash")
        .args(["--norc", "-c", script])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(said(&ran), "check\n--out\n");
    // Fish is asked; what it would propose comes with a description.
    let fish = "source fish; complete -C 'remit che'; complete -C 'remit schema --o'";
    if let Some(told) = shell("fish", &["--no-config", "-c", fish], folder.path()) {
        let words: Vec<&str> = told.lines().filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(words, ["check", "--out"], "{told}");
    }
    if let Some(told) = shell("zsh", &["-f", "-c", ZSH], folder.path()) {
        assert!(told.contains("completed schema --out here"), "{told}");
    }
    assert!(remit(folder.path(), &["man", "--out", "man"]).status.success());
    let pages: Vec<String> = std::fs::read_dir(folder.path().join("man"))
        .unwrap()
        .map(|own| own.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in ["remit.1", "remit-check.1", "remit-import-table.1", "remit-diff.1"] {
        assert!(pages.iter().any(|own| own == name), "{name}: {pages:?}");
    }
    assert!(!pages.iter().any(|own| own.contains("reference")), "{pages:?}");
    for page in pages {
        let path = format!("./man/{page}");
        let Some(told) = shell("man", &["--warnings", "-P", "true", "-l", &path], folder.path())
        else {
            break;
        };
        let faults =
            told.lines().filter(|line| line.starts_with("troff:") || line.starts_with("man:"));
        assert_eq!(faults.collect::<Vec<_>>(), [""; 0], "{page}");
    }
}

/// A line is completed where one is edited, which zsh does behind a terminal of its own.
const ZSH: &str = r#"
zmodload zsh/zpty
zpty shell 'TERM=dumb zsh -f -i'
zpty -w shell 'PS1=""; autoload -Uz compinit; compinit -u -d ./dump; . ./zsh; bindkey "^I" complete-word'
zpty -w shell 'remit() { print completed $* here }; print ready${:-now}'
while zpty -r shell line; do [[ $line == *readynow* ]] && break; done
zpty -w -n shell $'remit schem\t--o\t'
zpty -w shell '; print done${:-now}'
while zpty -r shell line; do print -r -- "$line"; [[ $line == *donenow* ]] && break; done
zpty -d shell
"#;

/// What a program says, if it is here.
fn shell(program: &str, args: &[&str], folder: &Path) -> Option<String> {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env("HOME", folder).env("LC_ALL", "C.UTF-8");
    match command.stdin(std::process::Stdio::null()).output() {
        Ok(out) => Some(said(&out)),
        Err(_) => {
            println!("there is no {program} here: it stays untried");
            None
        }
    }
}

#[test]
fn a_table_of_powers_becomes_a_list_that_is_clean_but_for_placeholders() {
    let folder = tempfile::tempdir().unwrap();
    let table = "序号,实施机构,部门职责,事项名称,事项编码,事项类型,\"设定、行使依据及有关条款\",实施层级,实施权限,对应责任事项,追责情形及依据,备注\n\
        1,县公安局,治安管理,旅馆业特种行业许可,3700000609031,行政许可,《旅馆业治安管理办法》第四条,县级,,1.受理责任：受理。2.审查责任：审查。3.决定责任：决定。,追责,\n\
        2,,,印章刻制备案,3700000609032,其他,《印章业治安管理办法》第五条,县级,,1.受理责任：受理。2.备案责任：备案。,,\n";
    std::fs::write(folder.path().join("table.csv"), table).unwrap();
    std::fs::write(
        folder.path().join("remit.toml"),
        "kind = \"set\"\nid = \"t\"\nversion = \"1\"\ntitle = { zh = \"权责清单\" }\nlanguages = [\"zh\"]\ntimezone = \"Asia/Shanghai\"\n",
    )
    .unwrap();
    let made = remit(folder.path(), &["import", "table", "table.csv", "-o", "list.yaml"]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(said(&made).contains("2 duties taken over"), "{}", said(&made));
    assert!(said(&made).contains("column 追责情形及依据: does not fit"), "{}", said(&made));
    let checked = remit(folder.path(), &["check", "--fail-on", "warning"]);
    assert!(checked.status.success(), "{}", said(&checked));
    let whose = remit(folder.path(), &["whose", "旅馆业特种行业许可"]);
    assert!(said(&whose).contains("3700000609031"), "{}", said(&whose));
}
