//! What pipelines read, for every command that finds something.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::{FailOn, Failing};
use super::folder::tidy;
use super::look::Look;
use super::output::Wanted;
use super::{Fault, World};
use crate::doc::read::io_words;
use crate::finding::Severity;
use crate::report::pipeline::{Run, Surroundings, github, gitlab, junit, sarif};
use crate::text::say;

/// A format for pipelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Sarif,
    Github,
    Gitlab,
    Junit,
}

/// How much GitHub takes as the summary of a step, in bytes.
const SUMMARY: usize = 1_000_000;

/// Where the command runs.
pub(super) struct Repository {
    here: PathBuf,
    /// The nearest folder above with a history; the current folder where there is none.
    root: PathBuf,
}

impl Repository {
    pub(super) fn around_here() -> Self {
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        let root = here.ancestors().find(|folder| folder.join(".git").exists());
        Self { root: root.unwrap_or(&here).to_owned(), here }
    }

    /// A path as the repository knows it; absolute, if it lies outside.
    fn locate(&self, path: &str) -> String {
        let whole = tidy(&self.here.join(path));
        let inside = whole.strip_prefix(&self.root).map(Path::to_owned);
        inside.unwrap_or(whole).display().to_string().replace('\\', "/")
    }

    /// What formats need to know, of results that fail from a severity on.
    pub(super) fn render(
        &self,
        form: Form,
        compared: bool,
        fails: Option<Severity>,
        look: &Look,
        view: impl FnOnce(&Surroundings<'_>) -> Vec<Run>,
    ) -> Result<Vec<u8>, Fault> {
        self.with(fails, look, |around| {
            let runs = view(around);
            Ok(match form {
                Form::Sarif => sarif::render(&runs, compared, around)?,
                Form::Github => github::render(&runs, around),
                Form::Gitlab => gitlab::render(&runs, around)?,
                Form::Junit => junit::render(&runs, around),
            }
            .into_bytes())
        })
    }

    fn with<T>(
        &self,
        fails: Option<Severity>,
        look: &Look,
        inside: impl FnOnce(&Surroundings<'_>) -> T,
    ) -> T {
        let locate = |path: &str| self.locate(path);
        let read = |path: &str| std::fs::read_to_string(self.here.join(path)).ok();
        let lang = look.out.lang;
        inside(&Surroundings { lang, fails, locate: &locate, read: &read })
    }

    /// Adds the summary of the job where GitHub asks for one: beside its annotations.
    pub(super) fn summarize<F: Copy>(
        &self,
        wanted: &[Wanted<F>],
        form_of: impl Fn(F) -> Option<Form>,
        look: &Look,
        world: &World<'_>,
        view: impl FnOnce(&Surroundings<'_>) -> Vec<Run>,
    ) -> Result<(), Fault> {
        let asked = wanted.iter().any(|own| form_of(own.format) == Some(Form::Github));
        let Some(path) = world.text("GITHUB_STEP_SUMMARY").filter(|_| asked) else {
            return Ok(());
        };
        let mut text = self.with(None, look, |around| github::summary(&view(around), around));
        while text.len() > SUMMARY {
            // A whole line is cut, so that what is left is still a table.
            let end = text.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
            text.truncate(end);
        }
        let file = std::fs::OpenOptions::new().append(true).create(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| {
            let why = io_words(&error);
            Fault {
                words: say!(
                    "the summary `{path}` can't be written: {why}",
                    "无法写入摘要`{path}`：{why}",
                    why: why
                ),
                hint: None,
            }
        })
    }
}

impl Failing {
    /// The least severity that makes a run fail; nothing if none does.
    pub(super) const fn least(&self) -> Option<Severity> {
        match self.fail_on {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }
}
