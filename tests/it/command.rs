//! The command as it is built: help, closed pipes, full disks, odd arguments.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::project;

/// The command with a quiet environment.
pub(crate) fn remit() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
    command.current_dir(project("."));
    for name in ["REMIT_LANG", "COLUMNS", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG", "TERM"] {
        command.env_remove(name);
    }
    command
}

/// What it says in English about a folder in which it is run.
pub(crate) fn remit_in(folder: &Path, args: &[&str]) -> Output {
    remit()
        .args(args)
        .current_dir(folder)
        .env("REMIT_LANG", "en")
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// All that a command said.
pub(crate) fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// Its output, which must be UTF-8.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn output(args: &[&str]) -> Output {
    remit().args(args).output().unwrap()
}

#[test]
fn help_is_what_the_golden_files_say() {
    for (args, golden) in [
        (vec!["--help"], "help.txt"),
        (vec!["check", "--help"], "help-check.txt"),
        (vec!["audit", "--help"], "help-audit.txt"),
        (vec!["due", "--help"], "help-due.txt"),
        (vec!["whose", "--help"], "help-whose.txt"),
        (vec!["log", "--help"], "help-log.txt"),
        (vec!["explain", "--help"], "help-explain.txt"),
        (vec!["test", "--help"], "help-test.txt"),
        (vec!["simulate", "--help"], "help-simulate.txt"),
        (vec!["import", "declare", "--help"], "help-import-declare.txt"),
    ] {
        let out = output(&args);
        assert_eq!(out.status.code(), Some(0));
        let path = project("tests/it/golden").join(golden);
        // `UPDATE_GOLDEN=1 cargo test` writes them anew.
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &out.stdout).unwrap();
        }
        let wanted = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text(&out.stdout), wanted, "{golden}: UPDATE_GOLDEN=1 writes it anew");
    }
}

#[test]
fn wrong_arguments_are_told_on_standard_error_with_exit_code_2() {
    for args in
        [vec!["chekc"], vec!["audit", "--perido", "2026"], vec!["check", "--lang", "fr"], vec![]]
    {
        let out = output(&args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(out.stdout.is_empty() && !out.stderr.is_empty(), "{args:?}");
    }
    assert!(text(&output(&["chekc"]).stderr).contains("check"));
}

#[test]
fn wrong_arguments_are_told_in_the_readers_language() {
    for (args, en, zh) in [
        (
            &["chekc"][..],
            "error: there is no command `chekc`\nhelp: did you mean `check`?\n",
            "错误：没有命令`chekc`\n建议：是否想写`check`？\n",
        ),
        (
            &["audit", ".", "--perido", "2026"],
            "error: there is no option `--perido`\nhelp: did you mean `--period`?\n",
            "错误：没有选项`--perido`\n建议：是否想写`--period`？\n",
        ),
        (
            &["check", "--fail-on", "eror"],
            "error: `eror` is no value of `--fail-on <LEVEL>`\nhelp: did you mean `error`?\n",
            "错误：`--fail-on <LEVEL>`不接受`eror`\n建议：是否想写`error`？\n",
        ),
        (
            &["verify"],
            "error: what is lacking: `<AUDIT.json>`\nhelp: `remit verify --help` lists what may be written\n",
            "错误：缺少参数：`<AUDIT.json>`\n建议：运行`remit verify --help`可查看用法\n",
        ),
        (
            &["import", "declare", "a", "b", "c"],
            "error: `b` is one argument too many\nhelp: `remit import declare --help` lists what may be written\n",
            "错误：多余的参数`b`\n建议：运行`remit import declare --help`可查看用法\n",
        ),
    ] {
        for (lang, wanted) in [("en", en), ("zh", zh)] {
            let out = remit().args(args).env("REMIT_LANG", lang).output().unwrap();
            assert_eq!(out.status.code(), Some(2), "{args:?}");
            assert_eq!(text(&out.stderr), wanted, "{args:?}");
        }
    }
}

#[test]
fn a_pipe_that_closes_ends_quietly_with_the_right_exit_code() {
    let set = "tests/broken/page";
    for (args, code) in
        [(vec!["explain"], 0), (vec!["check", set], 1), (vec!["check", "nowhere"], 2)]
    {
        let mut child =
            remit().args(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{args:?}: {told}");
        assert_eq!(told.is_empty(), code != 2, "{args:?}: {told}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let out = remit().arg("explain").stdout(full).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("the disk is full"), "{}", text(&out.stderr));
    let out = output(&["check", "lists/proactive-policing", "--format", "json=/dev/full"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("`/dev/full` can't be written"), "{}", text(&out.stderr));
}

#[test]
#[cfg(unix)]
fn names_that_are_not_utf8_are_names_like_any_other() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join(std::ffi::OsStr::from_bytes(b"\xd6\xd0-list"));
    std::fs::create_dir(&set).unwrap();
    std::fs::write(set.join("remit.toml"), "kind = \"set\"\nidd = \"x\"\n").unwrap();
    let out = remit().arg("check").arg(&set).output().unwrap();
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("did you mean `id`?"), "{}", text(&out.stdout));
    let out =
        remit().args(["audit", "lists/proactive-policing", "--log"]).arg(&set).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("is not UTF-8"), "{}", text(&out.stderr));
}

#[test]
fn a_log_comes_from_standard_input_and_a_report_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.json");
    let log = std::fs::read(project("lists/proactive-policing/logs/tasks-2026-02-a.csv")).unwrap();
    let mut child = remit()
        .args(["audit", "lists/proactive-policing", "--log", "-", "--mapping", "tasks", "--quiet"])
        .args(["--format", "terminal", "--format"])
        .arg(format!("json={}", file.display()))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&log).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stdout).contains("findings"), "{}", text(&out.stdout));
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(report["inputs"][0]["path"], "-");
    let of = |name: &str| report["ledger"][name].as_u64().unwrap();
    assert_eq!(of("read"), of("judged") + of("out_of_list") + of("ignored") + of("rejected"));
}

#[test]
fn the_shipped_set_is_told_within_the_width_in_both_languages() {
    for lang in ["en", "zh"] {
        for columns in [60, 80, 120] {
            for more in [&[][..], &["--show", "obligations"][..], &["--show", "S1"][..]] {
                let out = remit()
                    .args(["audit", "lists/proactive-policing", "--lang", lang, "--exit-zero"])
                    .args(more)
                    .env("COLUMNS", columns.to_string())
                    .output()
                    .unwrap();
                assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
                for line in text(&out.stdout).lines() {
                    let width = remit::text::width::width(line);
                    assert!(width <= columns, "{lang} {columns} {more:?}: {width}\n{line}");
                }
            }
        }
    }
}

#[test]
fn what_nothing_calls_for_has_a_column_of_its_own_where_there_is_any() {
    let shown = |set: &str, lang: &str| {
        let log = format!("tests/stories/{set}/log.csv");
        let set = format!("tests/stories/{set}");
        let out = output(&[
            "audit",
            &set,
            "--log",
            &log,
            "--show",
            "obligations",
            "--exit-zero",
            "--lang",
            lang,
        ]);
        assert_eq!(out.status.code(), Some(0));
        text(&out.stdout)
    };
    assert!(
        shown("declare-chains", "en").contains("vacuous: nothing in the case calls for the rule")
    );
    assert!(shown("declare-chains", "zh").contains("未触发：案件中没有使规则生效的环节"));
    assert!(!shown("rejected-row", "en").contains("vacuous"));
}

#[test]
fn a_declare_model_is_taken_over_and_what_is_left_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (model, made) = (folder.path().join("m.decl"), folder.path().join("m.yaml"));
    std::fs::write(&model, "activity A\nactivity B\nResponse[A, B]\nWish[A]\n").unwrap();
    let (model, made) = (model.to_str().unwrap(), made.to_str().unwrap());
    let out = output(&["import", "declare", model, "--duty", "X-1", "-o", made, "--lang", "en"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(out.stdout.is_empty());
    let told = text(&out.stderr);
    assert!(told.contains("m.decl:4: Wish[A]"), "{told}");
    assert!(told.contains("1 rule(s) taken over, 1 line(s) not"), "{told}");
    let made = std::fs::read_to_string(made).unwrap();
    assert!(made.contains("duty: X-1\n") && made.contains("template: response"), "{made}");
    let out = output(&["import", "declare", "no-such-file.decl"]);
    assert_eq!(out.status.code(), Some(2));
}
