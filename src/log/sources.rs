//! Which logs there are: files, folders, patterns and standard input.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;

use super::error::LogError;

/// A log to be read.
pub struct LogSource {
    /// The path as the user knows it, with forward slashes; `-` for standard input.
    pub name: String,
    /// Its bytes as they are stored, compressed or not.
    pub bytes: Box<dyn Read + Send>,
}

impl LogSource {
    /// A log that is held in memory.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: Box::new(io::Cursor::new(bytes.into())) }
    }
}

/// Folders within folders are followed so far and no further: a link may lead in a circle.
const DEEPEST: usize = 32;

/// The logs that paths and patterns name, each once, sorted by name.
///
/// A pattern is a file, a folder (then every file in it that looks like a log), a pattern such as
/// `logs/*.csv`, or `-` for standard input. Relative ones begin at `base`; names stay as the user
/// wrote them.
///
/// # Errors
///
/// A pattern that matches nothing, or that is none.
pub fn find(
    base: &Path,
    patterns: &[String],
    stdin: impl FnOnce() -> Box<dyn Read + Send>,
) -> Result<Vec<LogSource>, LogError> {
    let mut found = Found::default();
    let mut stdin = Some(stdin);
    let mut sources = Vec::new();
    for pattern in patterns {
        if pattern == "-" {
            if let Some(stdin) = stdin.take() {
                sources.push(LogSource { name: "-".to_owned(), bytes: stdin() });
            }
            continue;
        }
        let before = found.seen;
        found.pattern(base, pattern)?;
        if found.seen == before {
            return Err(LogError::nothing_found(pattern));
        }
    }
    sources.extend(
        found
            .files
            .into_values()
            .map(|(name, path)| LogSource { name, bytes: Box::new(Later::new(path)) }),
    );
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

/// Files by the one path that each really has, so that none is read twice.
#[derive(Default)]
struct Found {
    files: BTreeMap<PathBuf, (String, PathBuf)>,
    /// Matches so far, those met before included.
    seen: usize,
}

impl Found {
    fn pattern(&mut self, base: &Path, pattern: &str) -> Result<(), LogError> {
        let path = base.join(pattern);
        let name = forward(pattern);
        // A file that is there is meant, even if its name holds a bracket or a star.
        match fs::metadata(&path) {
            Ok(about) if about.is_dir() => self
                .folder(&path, name.trim_end_matches('/'), 0, &|name| looks_like_a_log(name))
                .map_err(|error| LogError::unreadable(&name, error)),
            Ok(_) => {
                self.add(path, name);
                Ok(())
            }
            Err(_) if name.contains(['*', '?', '[', '{']) => self.glob(base, &name),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(LogError::unreadable(&name, error)),
        }
    }

    fn glob(&mut self, base: &Path, pattern: &str) -> Result<(), LogError> {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        let glob =
            glob.map_err(|error| LogError::bad_pattern(pattern, &error.kind().to_string()))?;
        let glob = glob.compile_matcher();
        // Only folders below the part without wildcards can hold a match.
        let fixed =
            pattern.find(['*', '?', '[', '{']).and_then(|at| pattern.get(..at)).unwrap_or("");
        let folder = fixed.rsplit_once('/').map_or("", |(folder, _)| folder);
        let start = if folder.is_empty() && fixed.starts_with('/') { "/" } else { folder };
        let deep = pattern.contains("**");
        let levels = if deep { DEEPEST } else { pattern.matches('/').count() };
        let first = DEEPEST - levels.min(DEEPEST);
        let path = if start.is_empty() { base.to_owned() } else { base.join(start) };
        match self.folder(&path, start, first, &|name| glob.is_match(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(LogError::unreadable(pattern, error))
            }
            _ => Ok(()),
        }
    }

    fn folder(
        &mut self,
        path: &Path,
        name: &str,
        depth: usize,
        wanted: &dyn Fn(&str) -> bool,
    ) -> io::Result<()> {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let Some(file) = entry.file_name().to_str().map(str::to_owned) else {
                continue;
            };
            // Hidden files, and the locks that spreadsheets leave beside an open file.
            if file.starts_with('.') || file.starts_with("~$") {
                continue;
            }
            let name = match name {
                "" => file,
                "/" => format!("/{file}"),
                folder => format!("{folder}/{file}"),
            };
            let Ok(about) = fs::metadata(entry.path()) else {
                continue;
            };
            if about.is_dir() {
                if depth < DEEPEST {
                    self.folder(&entry.path(), &name, depth + 1, wanted)?;
                }
            } else if wanted(&name) {
                self.add(entry.path(), name);
            }
        }
        Ok(())
    }

    fn add(&mut self, path: PathBuf, name: String) {
        self.seen += 1;
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        self.files.entry(real).or_insert((name, path));
    }
}

/// Whether a file of a folder is taken for a log by its name.
fn looks_like_a_log(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    super::formats::ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A path with forward slashes.
fn forward(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

/// A file that is opened when it is read, so that a folder of thousands needs one handle.
struct Later {
    path: PathBuf,
    file: Option<File>,
}

impl Later {
    fn new(path: PathBuf) -> Self {
        Self { path, file: None }
    }
}

impl Read for Later {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if let Some(file) = &mut self.file {
            return file.read(into);
        }
        let file = File::open(&self.path)?;
        self.file.insert(file).read(into)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read as _, empty};
    use std::path::Path;

    use super::find;
    use crate::log::error::LogErrorKind;

    fn names(base: &Path, patterns: &[&str]) -> Vec<String> {
        let patterns: Vec<_> = patterns.iter().map(|&p| p.to_owned()).collect();
        let found = find(base, &patterns, || Box::new(empty())).unwrap();
        found.into_iter().map(|source| source.name).collect()
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("logs/2026")).unwrap();
        for name in [
            "logs/b.csv",
            "logs/a.CSV.gz",
            "logs/2026/c.tsv",
            "logs/readme.md",
            "logs/.hidden.csv",
            "logs/~$b.csv",
            "logs/x[1].csv",
            "警情.csv",
        ] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        folder
    }

    #[test]
    fn folders_globs_and_files_are_found_sorted_and_once() {
        let folder = folder();
        let base = folder.path();
        let all = ["logs/2026/c.tsv", "logs/a.CSV.gz", "logs/b.csv", "logs/x[1].csv"];
        assert_eq!(names(base, &["logs"]), all);
        assert_eq!(names(base, &["logs/", "logs/b.csv", "logs/*.csv"]), all);
        assert_eq!(names(base, &["logs/*.csv"]), ["logs/b.csv", "logs/x[1].csv"]);
        assert_eq!(
            names(base, &["**/*.{csv,tsv}"]),
            ["logs/2026/c.tsv", "logs/b.csv", "logs/x[1].csv", "警情.csv",]
        );
        assert_eq!(names(base, &["logs/x[1].csv"]), ["logs/x[1].csv"]);
        assert_eq!(names(base, &["-", "警情.csv", "-"]), ["-", "警情.csv"]);
        let whole = base.join("logs/*.csv").to_str().unwrap().replace('\\', "/");
        assert_eq!(names(base, &[&whole]).len(), 2);
    }

    #[test]
    fn a_pattern_that_matches_nothing_is_an_error_with_a_hint() {
        let folder = folder();
        for pattern in ["nowhere.csv", "logs/*.parquet", "none/*.csv"] {
            let error =
                find(folder.path(), &[pattern.to_owned()], || Box::new(empty())).err().unwrap();
            assert_eq!(error.kind(), LogErrorKind::NothingFound, "{pattern}");
            assert!(error.hint().is_some());
        }
        let error = find(folder.path(), &["a[".to_owned()], || Box::new(empty())).err().unwrap();
        assert_eq!(error.kind(), LogErrorKind::BadPattern);
    }

    #[test]
    fn a_file_is_opened_when_it_is_read() {
        let folder = folder();
        let mut found =
            find(folder.path(), &["logs/b.csv".to_owned()], || Box::new(empty())).unwrap();
        let mut text = String::new();
        found.first_mut().unwrap().bytes.read_to_string(&mut text).unwrap();
        assert_eq!(text, "logs/b.csv");
        fs::remove_file(folder.path().join("警情.csv")).unwrap();
        let gone = found.first_mut().unwrap().bytes.read(&mut [0]);
        assert_eq!(gone.unwrap(), 0);
    }
}
