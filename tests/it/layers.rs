//! A module imports only from those above it: `src/lib.rs` says which they are, this keeps it true.

use std::path::{Path, PathBuf};

const LAYERS: [&str; 15] = [
    "text", "finding", "doc", "import", "model", "lint", "log", "audit", "triage", "trial",
    "simulate", "starter", "report", "editor", "cli",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Modules that a line names by `crate::…`, comments and tests' own text left out.
fn named(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or_default();
    code.split("crate::")
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
        })
        .collect()
}

#[test]
fn no_module_imports_from_a_layer_below_its_own() {
    let mut upward = Vec::new();
    for (at, layer) in LAYERS.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root().join(layer), &mut files);
        assert!(!files.is_empty(), "{layer} has no files");
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                for module in named(line) {
                    if LAYERS.iter().position(|l| *l == module).is_some_and(|other| other > at) {
                        upward.push(format!(
                            "{}:{}: {layer} uses {module}",
                            file.display(),
                            number + 1
                        ));
                    }
                }
            }
        }
    }
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn every_folder_of_the_library_is_a_layer_and_stands_in_the_architecture_page() {
    let page = std::fs::read_to_string(root().join("lib.rs")).unwrap();
    for entry in std::fs::read_dir(root()).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            assert!(LAYERS.contains(&name.as_str()), "src/{name} is no layer");
            assert!(page.contains(&format!("| [`{name}`] |")), "lib.rs does not tell of {name}");
        }
    }
}

#[test]
fn only_the_command_line_reads_the_clock_or_prints() {
    let mut files = Vec::new();
    sources(&root(), &mut files);
    for file in files {
        let inside = file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        if inside.starts_with("cli/") || inside == "main.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in
                ["SystemTime::now", "Instant::now", "Timestamp::now", "Zoned::now", "process::exit"]
            {
                assert!(!code.contains(word), "src/{inside}:{}: {word}", number + 1);
            }
        }
    }
}
