//! Clients that others wrote: Neovim itself, and the one of pytest-lsp. Where they are absent it is
//! said.
//!
//! A Python environment in `target/pipeline` with `tests/pipeline/requirements.txt` has both.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command::text;
use crate::support::project;

const REMIT: &str = env!("CARGO_BIN_EXE_remit");

#[test]
fn the_client_of_pytest_finds_nothing_wrong() {
    let pytest = project("target/pipeline/bin/pytest");
    if !pytest.exists() {
        println!("no pytest in target/pipeline: the server is not tried with pytest-lsp");
        return;
    }
    let out = Command::new(pytest)
        .args(["-q", "-p", "no:cacheprovider", "-W", "ignore::DeprecationWarning"])
        .arg(project("tests/pipeline/test_lsp.py"))
        .env("REMIT", REMIT)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env_remove("REMIT_LANG")
        .output()
        .unwrap();
    let told = text(&out.stdout) + &text(&out.stderr);
    assert!(out.status.success() && told.contains("4 passed"), "{told}");
}

/// Neovim of the environment, else one on the path, from 0.8 on.
fn neovim() -> Option<PathBuf> {
    let own = project("target/pipeline/bin/nvim");
    let path = if own.exists() { own } else { PathBuf::from("nvim") };
    let out = Command::new(&path).arg("--version").output().ok()?;
    let first = text(&out.stdout).lines().next()?.to_owned();
    let minor: u32 = first.strip_prefix("NVIM v0.")?.split('.').next()?.parse().ok()?;
    (minor >= 11).then_some(path)
}

#[test]
fn neovim_shows_findings_and_renames() {
    let Some(neovim) = neovim() else {
        println!("no Neovim 0.11 here: the server is not tried in an editor");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("remit.toml", "kind = \"set\"\nid = \"small\"\ntimezone = \"Asia/Shanghai\"\n");
    write("duties.yaml", "kind: responsibility-list\nduties: { A-1: { title: 巡逻 } }\n");
    let standard = "kind: standard\nduty: A-1\nsteps:\n  open: { title: 🚓开始, starts: true }\n  close: { title: 结束, after: [open] }\n";
    let file = folder.path().join("标准.yaml");
    std::fs::write(&file, standard.replace("after", "aftr")).unwrap();
    let home = tempfile::tempdir().unwrap();
    let out = Command::new(neovim)
        .args(["--headless", "--clean", "-l"])
        .arg(project("tests/editors/neovim.lua"))
        .env("REMIT", REMIT)
        .env("FILE", &file)
        .env("ROOT", folder.path())
        .env("LC_ALL", "C.UTF-8")
        .envs(
            ["HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"]
                .map(|own| (own, home.path())),
        )
        .output()
        .unwrap();
    let told = text(&out.stderr);
    assert!(out.status.success(), "{told}");
    let shown: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{told}"));
    let codes = |key: &str| -> Vec<String> {
        let all = shown[key].as_array().unwrap();
        all.iter().map(|own| own["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(codes("before").contains(&"list/unknown-key".to_owned()), "{shown:#}");
    let own = shown["before"].as_array().unwrap();
    let own = own.iter().find(|own| own["code"] == "list/unknown-key").unwrap();
    // Neovim counts bytes: `  close: { title: 结束, ` has 18, 6 and 2.
    assert_eq!((&own["line"], &own["column"]), (&Value::from(4), &Value::from(26)));
    assert!(own["message"].as_str().unwrap().starts_with("未知的键`aftr`"), "{own:#}");
    assert!(!codes("after").contains(&"list/unknown-key".to_owned()), "{shown:#}");
    assert!(shown["hover"].as_str().unwrap().contains("🚓开始"), "{shown:#}");
    assert_eq!(
        (&shown["definition"]["line"], &shown["definition"]["character"]),
        (&Value::from(3), &Value::from(2))
    );
    assert_eq!(shown["text"], standard.replace("open", "begin"));
    // Nothing was saved.
    assert!(is_as_before(&file, standard));
}

fn is_as_before(file: &Path, standard: &str) -> bool {
    std::fs::read_to_string(file).unwrap() == standard.replace("after", "aftr")
}
