//! Documents made to break a reader: each ends in a clear finding, within two seconds.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::command::{remit, text};

/// Time that a check may take on a busy machine; a search that grows with the square takes far longer.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });

/// A set with one more file; what `check` says of it.
fn check(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    check_folder(folder.path())
}

fn check_folder(folder: &Path) -> String {
    if !folder.join("remit.toml").exists() {
        fs::write(folder.join("remit.toml"), "kind = \"set\"\nid = \"hostile\"\nversion = \"1\"\n")
            .unwrap();
    }
    let begun = Instant::now();
    let out =
        remit().args(["check", ".", "--fail-on", "note"]).current_dir(folder).output().unwrap();
    let taken = begun.elapsed();
    let told = text(&out.stdout);
    assert_eq!(out.status.code(), Some(1), "{told}\n{}", text(&out.stderr));
    assert!(taken < TIME, "{taken:?}\n{told}");
    assert!(told.len() < 1 << 20, "{} bytes of output", told.len());
    told
}

/// The finding of a rule, at a place.
fn finds(told: &str, rule: &str, place: &str) {
    let header =
        told.lines().any(|line| line.ends_with(rule) || line.contains(&format!(" {rule} ")));
    assert!(header && told.contains(place), "{rule} at {place}:\n{told}");
}

#[test]
fn aliases_of_aliases_of_aliases() {
    let first = "kind: roster\na0: &a0 [x, x, x, x, x, x, x, x, x, x]".to_owned();
    let line =
        |at: usize| format!("a{at}: &a{at} [{}]", vec![format!("*a{}", at - 1); 10].join(", "));
    let bomb: Vec<String> = std::iter::once(first).chain((1..30).map(line)).collect();
    finds(&check("bomb.yaml", bomb.join("\n").as_bytes()), "list/alias-bomb", "bomb.yaml:");
}

#[test]
fn a_hundred_thousand_brackets() {
    let open = "[".repeat(100_000);
    finds(&check("deep.yaml", format!("kind: {open}").as_bytes()), "list/too-deep", "deep.yaml:1:");
    let nested = "- ".repeat(100_000);
    finds(&check("deep.yaml", nested.as_bytes()), "list/too-deep", "deep.yaml:1:");
    let braces = "{a: ".repeat(100_000);
    finds(
        &check("deep.yaml", format!("kind: {braces}").as_bytes()),
        "list/too-deep",
        "deep.yaml:1:",
    );
    let told = check("deep.toml", format!("kind = {open}").as_bytes());
    finds(&told, "list/too-deep", "deep.toml:1:");
    let told = check("deep.toml", format!("kind = {}", "{a=".repeat(100_000)).as_bytes());
    finds(&told, "list/too-deep", "deep.toml:1:");
    let told = check("deep.toml", format!("[{}a]\nb = 1\n", "a.".repeat(100_000)).as_bytes());
    finds(&told, "list/too-deep", "deep.toml");
}

#[test]
fn a_hundred_megabytes_in_one_text() {
    let mut scalar = b"kind: roster\nnote: ".to_vec();
    scalar.resize(100 << 20, b'x');
    finds(&check("large.yaml", &scalar), "list/too-large", "large.yaml");
    // Just below the limit the text is read, and what is wrong with it is shown cut.
    scalar.truncate(15 << 20);
    scalar.extend_from_slice(b"\nkindd: x\n");
    finds(&check("large.yaml", &scalar), "list/unknown-key", "large.yaml:3:1");
}

#[test]
fn many_faults_in_one_file() {
    let head = "kind: responsibility-list\nduties:".to_owned();
    let duty = |at: u32| format!("  D-{at}: {{ titel: x }}");
    let many: Vec<String> = std::iter::once(head).chain((0..2_000).map(duty)).collect();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("many.yaml"), many.join("\n")).unwrap();
    fs::write(folder.path().join("remit.toml"), "kind = \"set\"\nid = \"many\"\nversion = \"1\"\n")
        .unwrap();
    let begun = Instant::now();
    let out =
        remit().args(["check", "--format", "json"]).current_dir(folder.path()).output().unwrap();
    assert!(begun.elapsed() < TIME, "{:?}", begun.elapsed());
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["counts"]["by_rule"]["list/unknown-key"], 2_000);
}

#[test]
fn bytes_that_are_no_text() {
    finds(
        &check("bytes.yaml", b"kind: roster\nnote: \xff\xfe\xfa\n"),
        "list/not-utf8",
        "bytes.yaml:2:7",
    );
    finds(&check("nul.yaml", b"kind: ro\0ster\n"), "list/syntax", "nul.yaml:1:9");
    finds(&check("nul.toml", b"kind = \"ro\0ster\"\n"), "list/syntax", "nul.toml:1:11");
    let utf16: Vec<u8> =
        "\u{feff}kind: roster\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    finds(&check("utf16.yaml", &utf16), "list/not-utf8", "utf16.yaml:1:1");
}

#[test]
fn marks_tabs_and_nothing() {
    let told = check("mark.yaml", "\u{feff}kind: roster\nbodys: {}\n".as_bytes());
    finds(&told, "list/unknown-key", "mark.yaml:2:1");
    let told = check("mark.toml", "\u{feff}kind = \"roster\"\nbodys = {}\n".as_bytes());
    finds(&told, "list/unknown-key", "mark.toml:2:1");
    finds(
        &check("tab.yaml", b"kind: roster\nbodies:\n\tnorth: {}\n"),
        "list/syntax",
        "tab.yaml:3:",
    );
    finds(&check("empty.yaml", b""), "list/empty-file", "empty.yaml");
    finds(&check("empty.toml", b"\r\n \r\n"), "list/empty-file", "empty.toml");
}

#[test]
#[cfg(unix)]
fn things_that_are_no_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("x.yaml")).unwrap();
    fs::write(folder.path().join("x.yaml/inner.yaml"), "kind: rostr\n").unwrap();
    std::os::unix::fs::symlink("gone.yaml", folder.path().join("link.yaml")).unwrap();
    std::os::unix::fs::symlink(".", folder.path().join("circle")).unwrap();
    let told = check_folder(folder.path());
    finds(&told, "list/unknown-kind", "x.yaml/inner.yaml:1:7");
    finds(&told, "list/unreadable", "link.yaml");
    // A pipe without a writer would be waited for without end.
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe.yaml")).status();
    if made.is_ok_and(|status| status.success()) {
        finds(&check_folder(folder.path()), "list/unreadable", "pipe.yaml");
    }
}

#[test]
fn sets_that_import_each_other() {
    let folder = tempfile::tempdir().unwrap();
    for (name, other) in [("a", "b"), ("b", "a")] {
        let own = folder.path().join(name);
        fs::create_dir(&own).unwrap();
        let root = format!(
            "kind = \"set\"\nid = \"{name}\"\nversion = \"1\"\nimports = [\"../{other}\"]\n"
        );
        fs::write(own.join("remit.toml"), root).unwrap();
    }
    fs::remove_file(folder.path().join("remit.toml")).unwrap_or_default();
    let out = remit().args(["check", "."]).current_dir(folder.path()).output().unwrap();
    let told = text(&out.stdout);
    finds(&told, "list/import-cycle", "remit.toml:4:12");
    assert_eq!(out.status.code(), Some(1));
}
