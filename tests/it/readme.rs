//! The README is always true: its commands are run, and what it shows of their output is compared.
//!
//! In a ` ```console ` block a line `$ remit …` is run in the root of the project at 80 columns; the
//! lines below it must come out in that order, from the first on. A line `…` stands for any number
//! of lines that are left out. Commands that need the large log are left to `tests/it/fines.rs`.

use std::path::Path;
use std::process::Command;

use crate::support::project;

struct Session {
    command: String,
    shown: Vec<String>,
    /// A file that is written first: its path and its text.
    writes: Vec<(String, String)>,
}

/// The commands of a page, with the files that it says to write before them: blocks whose info names
/// a path behind the language.
fn sessions(text: &str) -> Vec<Session> {
    let mut found: Vec<Session> = Vec::new();
    let mut inside = false;
    let mut file: Option<(String, String)> = None;
    let mut writes = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
            writes.extend(file.take());
            let path = line.split_once(' ').map(|(_, path)| path.to_owned());
            file = path.map(|path| (path, String::new()));
        } else if let Some((_, text)) = &mut file {
            text.push_str(line);
            text.push('\n');
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            let writes = std::mem::take(&mut writes);
            found.push(Session { command: command.to_owned(), shown: Vec::new(), writes });
        } else if inside && let Some(session) = found.last_mut() {
            session.shown.push(line.to_owned());
        }
    }
    found
}

fn run(command: &str, folder: &Path) -> Vec<String> {
    // A text in quotes is one word.
    let parts = command.split('"').enumerate();
    let words: Vec<&str> = parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect();
    assert_eq!(words.first(), Some(&"remit"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_remit"))
        .args(&words[1..])
        .current_dir(folder)
        .stdin(std::process::Stdio::null())
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .env("REMIT_LANG", "en")
        .output()
        .unwrap();
    let text =
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    text.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Whether what is shown is what came out, with `…` for what is left out.
fn fits(shown: &[String], out: &[String]) -> Result<(), String> {
    let Some((first, rest)) = shown.split_first() else {
        let left = out.iter().find(|line| !line.is_empty());
        return left.map_or(Ok(()), |line| Err(format!("not shown: {line}")));
    };
    if first.trim() == "…" {
        let Some(next) = rest.first() else { return Ok(()) };
        let starts = (0..out.len()).filter(|at| out[*at] == next.trim_end());
        let mut last = Err(format!("not there: {next}"));
        for at in starts {
            last = fits(rest, &out[at..]);
            if last.is_ok() {
                return Ok(());
            }
        }
        return last;
    }
    match out.split_first() {
        Some((line, more)) if line == first.trim_end() => fits(rest, more),
        Some((line, _)) => Err(format!("shown:    {first}\ncame out: {line}")),
        None => Err(format!("not there: {first}")),
    }
}

#[test]
fn every_command_of_the_readme_gives_what_the_readme_shows() {
    let text = std::fs::read_to_string(project("README.md")).unwrap();
    let sessions = sessions(&text);
    assert!(sessions.len() >= 5, "the tour has {} commands", sessions.len());
    for session in sessions {
        if let Err(why) = fits(&session.shown, &run(&session.command, &project(""))) {
            panic!("README.md, `{}`\n{why}", session.command);
        }
    }
}

#[test]
fn every_command_of_the_guide_gives_what_the_guide_shows() {
    let text = std::fs::read_to_string(project("docs/guide.md")).unwrap();
    let sessions = sessions(&text);
    assert!(sessions.len() >= 9, "the guide has {} commands", sessions.len());
    let folder = tempfile::tempdir().unwrap();
    // The first command makes the folder in which the others are run.
    let first = folder.path().join("first");
    for (at, session) in sessions.iter().enumerate() {
        for (path, text) in &session.writes {
            std::fs::write(first.join(path), text).unwrap();
        }
        let inside = if at == 0 { folder.path() } else { &first };
        if let Err(why) = fits(&session.shown, &run(&session.command, inside)) {
            panic!("docs/guide.md, `{}`\n{why}", session.command);
        }
    }
}
