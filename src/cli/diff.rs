//! `remit diff`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::args::{DiffArgs, DiffFailOn, LogArgs};
use super::check::check;
use super::look::Look;
use super::output::{self, Target};
use super::{Exit, Fault, World, folder, judge};
use crate::audit;
use crate::model::revision::compare;
use crate::report::revision::{Replay, Revision, markdown, terminal};
use crate::report::wire::{Report, to_json};
use crate::text::{Words, say};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Markdown,
}

const FORMATS: [(&str, Format); 4] = [
    ("text", Format::Text),
    ("terminal", Format::Text),
    ("json", Format::Json),
    ("markdown", Format::Markdown),
];

/// A version of a set in a folder, which is gone with it if it was made for it.
struct Version {
    folder: PathBuf,
    _kept: Option<TempDir>,
}

/// Does it.
pub(super) fn run(args: &DiffArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, &FORMATS, Format::Text, world)?;
    let beside = match &args.set {
        Some(set) => set.clone(),
        None if Path::new(&args.new).exists() => PathBuf::from(&args.new),
        None => PathBuf::from("."),
    };
    let (old, new) = (version(&args.old, &beside)?, version(&args.new, &beside)?);
    let drafts = [&old, &new].map(|own| check(&own.folder));
    for (own, version) in drafts.iter().zip([&old, &new]) {
        if !own.fatal.is_empty() {
            return Err(judge::refuse(own, &version.folder, look, world));
        }
    }
    let [before, after] = &drafts;
    let changes = compare(&before.draft, &after.draft);
    let mut revision = Revision::new(args.old.clone(), args.new.clone(), changes);
    if !args.replay.is_empty() {
        let (before, after) = (replay(&old, args, look, world)?, replay(&new, args, look, world)?);
        revision.replay = Some(Replay::of(&before, &after));
    }
    let mut results = Vec::new();
    for own in wanted {
        let style = if own.target == Target::Stdout { look.out } else { look.file() };
        let text = match own.format {
            Format::Text => terminal(&revision, style),
            Format::Json => to_json(&revision)?,
            Format::Markdown => markdown(&revision, style.lang),
        };
        results.push((own.target, text));
    }
    output::deliver(&results, world)?;
    let fails = match args.fail_on {
        DiffFailOn::Weaker => revision.counts.weaker > 0,
        DiffFailOn::Any => !revision.changes.is_empty(),
        DiffFailOn::Never => false,
    };
    Ok(if fails { Exit::Found } else { Exit::Fine })
}

/// Audits the logs with one version.
fn replay(
    version: &Version,
    args: &DiffArgs,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Report, Fault> {
    let from = LogArgs {
        set: version.folder.clone(),
        log: args.replay.clone(),
        mapping: args.mapping.clone(),
        log_format: None,
        as_of: args.as_of.clone(),
        token_key: None,
    };
    let list = judge::list(&from, look, world)?;
    let options = audit::Options {
        as_of: list.as_of(args.as_of.as_deref())?,
        keep: usize::MAX,
        token_key: list.key.clone(),
        ..audit::Options::default()
    };
    let reading = list.read(&from, world, |sources| (sources, ()))?;
    let audit = list.judge(&reading, &options);
    list.report(&audit, &options, &from, None)
}

/// A folder as it is, or a revision of git, of the set that stands beside it.
fn version(name: &str, beside: &Path) -> Result<Version, Fault> {
    if Path::new(name).exists() {
        return Ok(Version { folder: folder::set(Path::new(name))?, _kept: None });
    }
    let set = folder::set(beside)?;
    let no_revision = || {
        Fault::new(
            say!(
                "`{name}` is neither a folder nor a revision of git",
                "`{name}`既不是文件夹，也不是 git 版本"
            ),
            Words::fixed(
                "name a folder, or a revision such as `main` or `HEAD~1` within a repository",
                "请指定文件夹，或在仓库中指定`main`、`HEAD~1`这样的版本",
            ),
        )
    };
    let top = git(&set, ["rev-parse", "--show-toplevel"], None).ok_or_else(no_revision)?;
    let top = PathBuf::from(top.trim_end());
    let commit = format!("{name}^{{commit}}");
    let commit = git(&set, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], None)
        .ok_or_else(no_revision)?;
    let broken = |_| no_revision();
    let within = std::fs::canonicalize(&set).map_err(broken)?;
    let within = within.strip_prefix(std::fs::canonicalize(&top).map_err(broken)?);
    let within = within.map_err(|_| no_revision())?.to_owned();
    let kept = tempfile::tempdir().map_err(broken)?;
    let index = kept.path().join("index");
    let tree = kept.path().join("tree");
    let prefix = format!("--prefix={}/", tree.display());
    git(&top, ["read-tree", commit.trim_end()], Some(&index)).ok_or_else(no_revision)?;
    git(&top, ["checkout-index", "--all", "--quiet", &prefix], Some(&index))
        .ok_or_else(no_revision)?;
    let folder = tree.join(&within);
    if !folder.exists() {
        let shown = within.display();
        return Err(Fault::new(
            say!("`{name}` has no `{shown}`", "`{name}`中没有`{shown}`"),
            Words::fixed("name the set with `--set`", "请用`--set`指定清单集"),
        ));
    }
    Ok(Version { folder: folder::set(&folder)?, _kept: Some(kept) })
}

/// What git says, if it does what it is asked for.
fn git<A: AsRef<OsStr>>(
    folder: &Path,
    args: impl IntoIterator<Item = A>,
    index: Option<&Path>,
) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args);
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
