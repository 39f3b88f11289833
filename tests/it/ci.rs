//! What a repository of lists takes over for its pipeline: the hooks, the action, the template. Their
//! own scripts are run, on a repository of lists, with the command as it is built here.

#![expect(clippy::print_stdout, reason = "a test says clearly when a program is absent")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::command::text;
use crate::support::project;

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(project(path)).unwrap()).unwrap()
}

/// A repository with one list that is fine, and whose scenarios pass.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("my lists");
    std::fs::create_dir(&set).unwrap();
    let root = "kind = \"set\"\nid = \"small\"\nversion = \"1\"\ntitle = { en = \"Small\", zh = \"小\" }\n\
                languages = [\"en\", \"zh\"]\ntimezone = \"Asia/Shanghai\"\n\
                fields = { paper = { title = { en = \"Paper\", zh = \"文书\" } } }\n";
    std::fs::write(set.join("remit.toml"), root).unwrap();
    let duties = include_str!("../small.yaml").replace(", by: {", ", evidence: [paper], by: {");
    std::fs::write(set.join("duties.yaml"), duties).unwrap();
    std::fs::write(
        set.join("late.yaml"),
        "kind: scenario\nid: late\nduty: A-1\nlog: |\n  case,duty,step,at,body,paper\n  \
         c1,A-1,open,2026-02-10 08:00,north,1\n  c1,A-1,close,2026-02-10 12:00,north,1\n\
         expect:\n  - { rule: disposal/step-late, step: close }\n",
    )
    .unwrap();
    folder
}

/// Takes the holder away: an error of the list.
fn spoil(folder: &Path) {
    let file = folder.join("my lists/duties.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(file, text.replace("    holder: TEAM\n", "")).unwrap();
}

/// A command that finds `remit` on its path.
fn on_path(program: &Path, folder: &Path) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_remit")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(binary).chain(std::env::split_paths(&path));
    let mut command = Command::new(program);
    command.current_dir(folder).env("PATH", std::env::join_paths(path).unwrap());
    for name in ["REMIT_LANG", "LC_ALL", "LANG", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    command
}

fn bash(script: &str, folder: &Path, variables: &[(&str, &str)]) -> Output {
    let mut command = on_path(Path::new("bash"), folder);
    let flags = ["--noprofile", "--norc", "-eo", "pipefail", "-c"];
    command.args(flags).arg(script).envs(variables.iter().copied()).output().unwrap()
}

#[cfg(unix)]
#[test]
fn the_action_checks_and_tests_and_says_what_failed() {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|own| own["name"] == "Check and test").unwrap();
    let script = step["run"].as_str().unwrap();
    assert!(!script.contains("${{"), "inputs come in as variables");
    let mut variables: Vec<(&str, &str)> = Vec::new();
    for (name, value) in step["env"].as_object().unwrap() {
        let input = value.as_str().unwrap();
        let input = input.strip_prefix("${{ inputs.").and_then(|own| own.strip_suffix(" }}"));
        variables.push((name, action["inputs"][input.unwrap()]["default"].as_str().unwrap()));
    }
    let folder = repository();
    variables.retain(|(name, _)| *name != "JUNIT" && *name != "PATHS");
    variables.extend([("PATHS", "\nmy lists\n"), ("JUNIT", "tests.xml")]);
    let out = bash(script, folder.path(), &variables);
    assert_eq!(out.status.code(), Some(0), "{}{}", text(&out.stdout), text(&out.stderr));
    assert!(folder.path().join("remit.sarif").exists());
    let junit = std::fs::read_to_string(folder.path().join("tests.xml")).unwrap();
    assert!(junit.contains("<testcase name=\"late\""), "{junit}");
    spoil(folder.path());
    let out = bash(script, folder.path(), &variables);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let told = text(&out.stdout);
    assert!(told.contains("::error file=my lists/duties.yaml,line=4,"), "{told}");
}

#[cfg(unix)]
#[test]
fn the_template_writes_its_reports_and_fails_with_what_failed() {
    let template = yaml(".gitlab/remit.yml");
    let job = &template["remit"];
    let lines = job["script"].as_array().unwrap().iter().map(|own| own.as_str().unwrap());
    let script = lines.collect::<Vec<_>>().join("\n");
    let variables: Vec<(&str, &str)> = ["REMIT_PATHS", "REMIT_FAIL_ON", "REMIT_LANG"]
        .iter()
        .map(|name| (*name, job["variables"][name].as_str().unwrap()))
        .collect();
    let folder = repository();
    let out = bash(&script, folder.path(), &variables);
    assert_eq!(out.status.code(), Some(0), "{}{}", text(&out.stdout), text(&out.stderr));
    spoil(folder.path());
    let out = bash(&script, folder.path(), &variables);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let reports = &job["artifacts"]["reports"];
    let junit = reports["junit"].as_array().unwrap();
    for file in junit.iter().chain([&reports["codequality"]]) {
        assert!(folder.path().join(file.as_str().unwrap()).exists(), "{file}");
    }
    let quality = std::fs::read_to_string(folder.path().join("remit-quality.json")).unwrap();
    assert!(quality.contains("list/duty-without-holder"), "{quality}");
}

/// A program of the Python environment that `.ci/run` makes.
fn installed(name: &str) -> Option<PathBuf> {
    let path = project("target/pipeline/bin").join(name);
    if !path.exists() {
        println!("no {name} in target/pipeline: the test passes untried");
        return None;
    }
    Some(path)
}

#[test]
fn action_template_and_hooks_are_what_their_schemas_ask_for() {
    let Some(check) = installed("check-jsonschema") else { return };
    for (schema, file) in
        [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", ".gitlab/remit.yml")]
    {
        let mut command = Command::new(&check);
        let out = command.args(["--builtin-schema", schema]).arg(project(file)).output().unwrap();
        assert!(out.status.success(), "{file}: {}", text(&out.stdout));
    }
}

/// The hooks themselves, but for where the command comes from: building it takes minutes.
#[cfg(unix)]
#[test]
fn the_hooks_run_in_the_real_pre_commit() {
    let Some(pre_commit) = installed("pre-commit") else { return };
    let hooks = std::fs::read_to_string(project(".pre-commit-hooks.yaml")).unwrap();
    let folder = repository();
    let ours = tempfile::tempdir().unwrap();
    let cache = tempfile::tempdir().unwrap();
    let run = |program: &Path, folder: &Path, args: &[&str]| {
        let mut command = on_path(program, folder);
        command.env("PRE_COMMIT_HOME", cache.path()).env("HOME", cache.path());
        for (who, name) in
            [("AUTHOR", "NAME"), ("AUTHOR", "EMAIL"), ("COMMITTER", "NAME"), ("COMMITTER", "EMAIL")]
        {
            command.env(format!("GIT_{who}_{name}"), "nobody");
        }
        command.args(args).output().unwrap()
    };
    let git = |folder: &Path, args: &[&str]| {
        let out = run(Path::new("git"), folder, args);
        assert!(out.status.success(), "git {args:?}: {}", text(&out.stderr));
        text(&out.stdout).trim().to_owned()
    };
    let out = run(
        &pre_commit,
        ours.path(),
        &["validate-manifest", project(".pre-commit-hooks.yaml").to_str().unwrap()],
    );
    assert!(out.status.success(), "{}", text(&out.stdout));
    assert_eq!(hooks.matches("language: rust").count(), 2);
    let hooks = hooks.replace("language: rust", "language: system");
    std::fs::write(ours.path().join(".pre-commit-hooks.yaml"), hooks).unwrap();
    for (own, files) in [(ours.path(), "hooks"), (folder.path(), "lists")] {
        git(own, &["init", "--quiet"]);
        git(own, &["add", "--all"]);
        git(own, &["commit", "--quiet", "--message", files]);
    }
    let revision = git(ours.path(), &["rev-parse", "HEAD"]);
    let config = format!(
        "repos:\n  - repo: {}\n    rev: {revision}\n    hooks: [{{ id: remit-check }}, {{ id: remit-test }}]\n",
        ours.path().display()
    );
    std::fs::write(folder.path().join(".pre-commit-config.yaml"), config).unwrap();
    git(folder.path(), &["add", "--all"]);
    let hook = || {
        let out = run(&pre_commit, folder.path(), &["run", "--all-files", "--color=never"]);
        (out.status.code(), text(&out.stdout) + &text(&out.stderr))
    };
    let (code, told) = hook();
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(told.matches("Passed").count(), 2, "{told}");
    spoil(folder.path());
    git(folder.path(), &["add", "--all"]);
    let (code, told) = hook();
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("list/duty-without-holder"), "{told}");
}
