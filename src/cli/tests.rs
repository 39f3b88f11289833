use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{Exit, World, run};

/// A set with nothing wrong, and with `extra` lines in its root document.
fn set(folder: &Path, extra: &str) {
    let root = format!(
        "kind = \"set\"\nid = \"small\"\nversion = \"1\"\ntitle = {{ en = \"Small\", zh = \"小\" }}\n\
         languages = [\"en\", \"zh\"]\ntimezone = \"Asia/Shanghai\"\nlogs = [\"logs/*.csv\"]\n{extra}"
    );
    fs::write(folder.join("remit.toml"), root).unwrap();
    fs::write(folder.join("duties.yaml"), DUTIES).unwrap();
    fs::create_dir_all(folder.join("logs")).unwrap();
    fs::write(folder.join("logs/a.csv"), LOG).unwrap();
}

const DUTIES: &str = include_str!("../../tests/small.yaml");

const LOG: &str = include_str!("../../tests/small.csv");

/// What a run came to.
struct Ran {
    exit: Exit,
    out: String,
    err: String,
}

fn with(
    args: &[&str],
    variables: &[(&str, &str)],
    locale: Option<&str>,
    out: &mut dyn Write,
) -> (Exit, String) {
    let variables: HashMap<String, OsString> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), value.into())).collect();
    let mut err = Vec::new();
    let exit = run(
        std::iter::once("remit").chain(args.iter().copied()).map(OsString::from),
        &mut World {
            stdout: out,
            stderr: &mut err,
            stdin: || Box::new(io::Cursor::new(LOG)),
            variable: &|name| variables.get(name).cloned(),
            stdin_is_terminal: false,
            stdout_is_terminal: false,
            stderr_is_terminal: false,
            columns: None,
            locale: locale.map(str::to_owned),
        },
    );
    (exit, String::from_utf8(err).unwrap())
}

fn remit(args: &[&str]) -> Ran {
    let mut out = Vec::new();
    let (exit, err) = with(args, &[], None, &mut out);
    Ran { exit, out: String::from_utf8(out).unwrap(), err }
}

fn sample(extra: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    set(folder.path(), extra);
    let path = folder.path().to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn the_exit_code_says_what_came_of_it() {
    let (_kept, good) = sample("");
    let (_kept, noted) = sample("[severity]\n\"disposal/step-late\" = \"note\"\n");
    let (_kept, faulty) = sample("[severity]\n\"no/rule\" = \"note\"\n");
    let (_kept, fatal) = sample("closd = true\n");
    for (args, exit) in [
        (vec!["check", &good], Exit::Fine),
        (vec!["check", &faulty], Exit::Found),
        (vec!["check", &faulty, "--exit-zero"], Exit::Fine),
        (vec!["check", &faulty, "--fail-on", "never"], Exit::Fine),
        (vec!["check", &faulty, "--fail-on", "warning"], Exit::Found),
        (vec!["check", "no such folder"], Exit::Failed),
        (vec!["check", "no such folder", "--exit-zero"], Exit::Failed),
        (vec!["audit", &good], Exit::Found),
        (vec!["audit", &good, "--exit-zero"], Exit::Fine),
        (vec!["audit", &noted], Exit::Fine),
        (vec!["audit", &noted, "--fail-on", "note"], Exit::Found),
        (vec!["audit", &faulty, "--fail-on", "never"], Exit::Fine),
        (vec!["audit", &fatal, "--exit-zero"], Exit::Failed),
        (vec!["audit", &good, "--log", "nowhere.csv"], Exit::Failed),
        (vec!["audit", &good, "--log", "-"], Exit::Found),
        (vec!["audit", &good, "--period", "last week"], Exit::Failed),
        (vec!["audit", &good, "--as-of", "now"], Exit::Failed),
        (vec!["audit", &good, "--mapping", "none"], Exit::Failed),
        (vec!["audit", &good, "--show", "nothing of that name"], Exit::Failed),
        (vec!["audit", &good, "--period", "2026-W01"], Exit::Fine),
        (vec!["explain"], Exit::Fine),
        (vec!["explain", "list/unknown-rule"], Exit::Fine),
        (vec!["explain", "A-1", "--set", &good], Exit::Fine),
        (vec!["explain", "A-2", "--set", &good], Exit::Failed),
        (vec!["--help"], Exit::Fine),
        (vec!["--version"], Exit::Fine),
        (vec![], Exit::Failed),
        (vec!["chekc"], Exit::Failed),
        (vec!["check", "--format", "xml"], Exit::Failed),
    ] {
        let ran = remit(&args);
        assert_eq!(ran.exit, exit, "{args:?}\n{}\n{}", ran.out, ran.err);
        let told = if exit == Exit::Failed { &ran.err } else { &ran.out };
        assert!(!told.is_empty(), "{args:?}");
    }
}

#[test]
fn a_fatal_list_is_refused_with_its_faults() {
    let (_kept, fatal) = sample("closd = true\n");
    let ran = remit(&["audit", &fatal]);
    assert!(ran.out.is_empty());
    assert!(ran.err.contains("unknown key `closd`"), "{}", ran.err);
    assert!(
        ran.err.contains("the list can't be relied upon: 1 fault must be mended first"),
        "{}",
        ran.err
    );
    let (_kept, faulty) = sample("[severity]\n\"no/rule\" = \"note\"\n");
    let ran = remit(&["audit", &faulty]);
    assert!(
        ran.out.contains("the list itself has 1 error: `remit check` shows them"),
        "{}",
        ran.out
    );
}

#[test]
fn the_language_is_the_arguments_then_the_environments_then_the_systems() {
    let all = [("REMIT_LANG", "zh")];
    for (args, variables, locale, chinese) in [
        (vec!["explain", "--lang", "en"], &all[..], Some("zh-CN"), false),
        (vec!["explain", "--lang", "zh_CN"], &[][..], None, true),
        (vec!["explain"], &all[..], Some("en-US"), true),
        (vec!["explain"], &[("REMIT_LANG", "fr")][..], Some("zh-Hans-CN"), true),
        (vec!["explain"], &[][..], Some("de-DE"), false),
        (vec!["explain"], &[][..], None, false),
    ] {
        let mut out = Vec::new();
        with(&args, variables, locale, &mut out);
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out.contains("履职缺口"), chinese, "{args:?} {variables:?} {locale:?}");
        assert_eq!(out.contains("duties not performed"), !chinese);
    }
    let (exit, err) = with(&["check", "nowhere"], &all, None, &mut Vec::new());
    assert_eq!(
        (exit, err.as_str()),
        (Exit::Failed, "错误：`nowhere`不存在\n建议：请检查路径是否写对\n")
    );
}

#[test]
fn colours_and_width_follow_the_arguments_and_the_environment() {
    let (_kept, good) = sample("");
    let ran = remit(&["audit", &good, "--color", "always"]);
    assert!(ran.out.contains('\u{1b}'));
    let ran = remit(&["audit", &good]);
    assert!(!ran.out.contains('\u{1b}'));
    let mut narrow = Vec::new();
    with(&["audit", &good], &[("COLUMNS", "60")], None, &mut narrow);
    let narrow = String::from_utf8(narrow).unwrap();
    assert!(narrow.lines().all(|line| crate::text::width::width(line) <= 60), "{narrow}");
    assert!(remit(&["audit", &good, "--ascii"]).out.contains("+---"));
}

#[test]
fn formats_go_where_they_are_sent_and_nowhere_twice() {
    let (kept, good) = sample("");
    let file = kept.path().join("报告.json");
    let json = format!("json={}", file.display());
    let ran = remit(&["audit", &good, "--format", "terminal", "--format", &json]);
    assert_eq!(ran.exit, Exit::Found, "{}", ran.err);
    assert!(ran.out.contains("disposal/step-late"));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(report["counts"]["by_severity"]["error"], 1);
    assert_eq!(report["ledger"]["read"], 4);
    let ran = remit(&["audit", &good, "--format", "json", "--format", "terminal"]);
    assert!(ran.err.contains("two formats can't both go to standard output"), "{}", ran.err);
    let ran = remit(&["audit", &good, "--format", "jsn"]);
    assert!(ran.err.contains("did you mean `json`?"), "{}", ran.err);
    let ran = remit(&["audit", &good, "--format", "json="]);
    assert!(ran.err.contains("names no file"), "{}", ran.err);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let (kept, good) = sample("");
    let json = format!("json={}", kept.path().join("nowhere/a.json").display());
    let ran = remit(&["audit", &good, "--format", &json, "--format", "terminal"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Failed, ""));
    assert!(ran.err.contains("can't be written: its folder does not exist"), "{}", ran.err);
    let folder = format!("json={}", kept.path().join("logs").display());
    let ran = remit(&["audit", &good, "--format", &folder]);
    assert_eq!(ran.exit, Exit::Failed, "{}", ran.err);
    let left: Vec<_> =
        fs::read_dir(kept.path()).unwrap().map(|own| own.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("tmp")), "{left:?}");
    let rejects = kept.path().join("rejects.csv");
    remit(&["audit", &good, "--rejects", rejects.to_str().unwrap()]);
    assert!(fs::read_to_string(rejects).unwrap().starts_with('\u{feff}'));
}

/// A place to write to that fails in a certain way.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_leaves_is_no_fault_and_a_full_disk_is() {
    let (_kept, good) = sample("");
    for (args, exit) in [(vec!["audit", &good], Exit::Found), (vec!["--help"], Exit::Fine)] {
        let (left, err) = with(&args, &[], None, &mut Broken(io::ErrorKind::BrokenPipe));
        assert_eq!((left, err.as_str()), (exit, ""));
        let (full, err) = with(&args, &[], None, &mut Broken(io::ErrorKind::StorageFull));
        assert_eq!(full, Exit::Failed);
        assert!(err.contains("standard output can't be written to: the disk is full"), "{err}");
    }
}

#[test]
fn one_audit_twice_gives_the_same_bytes_and_one_cut_in_two_the_same_result() {
    let (kept, good) = sample("");
    let digest = |args: &[&str]| {
        let ran = remit(&[&["audit", &good, "--format", "json"], args].concat());
        let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        (report["digests"]["result"].clone(), report["digests"]["report"].clone(), ran.out)
    };
    let whole = digest(&[]);
    assert_eq!(whole, digest(&[]));
    let lines: Vec<&str> = LOG.lines().collect();
    let cut = |name: &str, at: &[usize]| {
        let path = kept.path().join(name);
        let rows: Vec<&str> = at.iter().filter_map(|at| lines.get(*at).copied()).collect();
        fs::write(&path, rows.join("\n")).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (one, two) = (cut("1.csv", &[0, 4, 1]), cut("2.csv", &[0, 2, 3]));
    let parts = digest(&["--log", &one, &two]);
    assert_eq!(whole.0, parts.0, "{}\n{}", whole.2, parts.2);
    assert_ne!(whole.1, parts.1);
}

#[test]
fn a_duty_is_told_and_what_is_unknown_is_guessed() {
    let (_kept, good) = sample("");
    let told = remit(&["explain", "A-1", "--set", &good]).out;
    for part in [
        "A-1 Registration",
        "Team (TEAM) answers for it",
        "within 2 hours of “Open”",
        "somebody calls",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = remit(&["explain", "A-1", "--set", &good, "--lang", "zh"]).out;
    for part in ["A-1 登记", "由队（TEAM）负责", "“登记开始”后2小时内", "有人来电"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(remit(&["explain", "A-11", "--set", &good]).err.contains("did you mean `A-1`?"));
    assert!(
        remit(&["explain", "step-lat", "--set", &good])
            .err
            .contains("did you mean `disposal/step-late`?")
    );
}

/// What somebody answers who sits at a terminal.
fn answered(args: &[&str], stdin: fn() -> Box<dyn io::Read + Send>) -> (Exit, String) {
    let mut err = Vec::new();
    let exit = run(
        std::iter::once("remit").chain(args.iter().copied()).map(OsString::from),
        &mut World {
            stdout: &mut Vec::new(),
            stderr: &mut err,
            stdin,
            variable: &|_| None,
            stdin_is_terminal: true,
            stdout_is_terminal: false,
            stderr_is_terminal: false,
            columns: None,
            locale: None,
        },
    );
    (exit, String::from_utf8(err).unwrap())
}

#[test]
fn init_asks_at_a_terminal_and_what_it_makes_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (own, shipped, other) = (at("own"), at("shipped"), at("other"));
    // An empty answer takes what stands in brackets: no set, and the English title for both.
    let (exit, asked) =
        answered(&["init", &own], || Box::new(io::Cursor::new("\nhelp-desk\nHelp desk\n\n")));
    assert_eq!(exit, Exit::Fine, "{asked}");
    for question in [
        "begin with which set?",
        "[own]",
        "title in English [help-desk]",
        "title in Chinese [Help desk]",
    ] {
        assert!(asked.contains(question), "{question}: {asked}");
    }
    let root = fs::read_to_string(folder.path().join("own/lists/help-desk/remit.toml")).unwrap();
    assert_eq!(root.matches("\"Help desk\"").count(), 2, "{root}");
    let (exit, asked) =
        answered(&["init", &shipped], || Box::new(io::Cursor::new("citizen-participation\n")));
    assert_eq!((exit, asked.matches('[').count()), (Exit::Fine, 1), "{asked}");
    for made in [&own, &shipped] {
        let ran = remit(&["check", made, "--fail-on", "warning"]);
        assert_eq!(ran.exit, Exit::Fine, "{}{}", ran.out, ran.err);
    }
    // Who has gone away in the middle has answered nothing more.
    assert_eq!(answered(&["init", &other], || Box::new(io::empty())).0, Exit::Fine);
    let (exit, told) = answered(&["init", &at("wrong")], || Box::new(io::Cursor::new("citizen\n")));
    assert_eq!(exit, Exit::Failed);
    assert!(told.contains("there is no shipped set `citizen`"), "{told}");
}
