//! Results on their way out: a file is written whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Fault, World};
use crate::doc::read::io_words;
use crate::text::{Words, did_you_mean, nearest, say};

/// Formats that are nothing to be looked at in a terminal.
const BINARY: [&str; 1] = ["xlsx"];

/// Where a result goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To standard output.
    Stdout,
    /// To a file.
    File(PathBuf),
}

/// A format and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted<F> {
    pub(super) format: F,
    pub(super) target: Target,
}

/// Reads `FORMAT` or `FORMAT=FILE`, each of them once or several times. Without any there is one,
/// on standard output. What only a program can read is not written to a terminal.
pub(super) fn wanted<F: Copy>(
    asked: &[OsString],
    known: &[(&'static str, F)],
    default: F,
    world: &World<'_>,
) -> Result<Vec<Wanted<F>>, Fault> {
    let mut found = Vec::new();
    for text in asked {
        let shown = text.to_string_lossy().into_owned();
        let (name, path) = match shown.split_once('=') {
            Some((name, path)) => (name, Some(path)),
            None => (shown.as_str(), None),
        };
        let Some((_, format)) = known.iter().find(|(own, _)| *own == name) else {
            let names: Vec<&str> = known.iter().map(|(own, _)| *own).collect();
            let list = names.join(", ");
            return Err(Fault::new(
                say!("`{name}` is not a format of this command", "`{name}`不是本命令可用的格式"),
                did_you_mean(
                    nearest(name, names),
                    say!("the formats are: {list}", "可用的格式：{list}"),
                ),
            ));
        };
        let target = match path {
            None | Some("-") => Target::Stdout,
            Some("") => {
                return Err(Fault::new(
                    say!("`{shown}` names no file", "`{shown}`没有写明文件"),
                    say!(
                        "write `{name}=FILE`, or `{name}` for standard output",
                        "请写`{name}=文件`；只写`{name}`则输出到标准输出"
                    ),
                ));
            }
            Some(path) => Target::File(PathBuf::from(path)),
        };
        if let Some(twice) = found.iter().find(|own: &&Wanted<F>| own.target == target) {
            let place = match &twice.target {
                Target::Stdout => Words::fixed("standard output", "标准输出"),
                Target::File(path) => Words::same(format!("`{}`", path.display())),
            };
            return Err(Fault::new(
                say!("two formats can't both go to {place}", "两种格式不能同时写到{place}", place: place),
                Words::fixed(
                    "give each of them a file of its own: `--format json=FILE`",
                    "请为其指定各自的文件：`--format json=文件`",
                ),
            ));
        }
        if target == Target::Stdout && world.stdout_is_terminal && BINARY.contains(&name) {
            return Err(Fault::new(
                Words::fixed("a workbook can't be shown in a terminal", "工作簿无法在终端中显示"),
                Words::fixed(
                    "name a file: `--format xlsx=FILE`",
                    "请指定文件：`--format xlsx=文件`",
                ),
            ));
        }
        found.push(Wanted { format: *format, target });
    }
    if found.is_empty() {
        found.push(Wanted { format: default, target: Target::Stdout });
    }
    Ok(found)
}

/// Writes results: files first, so that a full disk is known before anything is said.
pub(super) fn deliver<T: AsRef<[u8]>>(
    results: &[(Target, T)],
    world: &mut World<'_>,
) -> Result<(), Fault> {
    for (target, bytes) in results {
        if let Target::File(path) = target {
            to_file(path, bytes.as_ref())?;
        }
    }
    for (target, bytes) in results {
        if *target == Target::Stdout {
            to_stdout(bytes, world)?;
        }
    }
    Ok(())
}

/// Writes to standard output. That nobody reads on is no fault.
pub(super) fn to_stdout(bytes: impl AsRef<[u8]>, world: &mut World<'_>) -> Result<(), Fault> {
    let written = world.stdout.write_all(bytes.as_ref()).and_then(|()| world.stdout.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let why = io_words(&error);
            Err(Fault {
                words: say!("standard output can't be written to: {why}", "无法写入标准输出：{why}", why: why),
                hint: None,
            })
        }
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all: beside its place first, then moved there.
pub(super) fn to_file(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    write(path, bytes).map_err(|error| {
        let shown = path.display();
        let why = match error.kind() {
            io::ErrorKind::NotFound => {
                Words::fixed("its folder does not exist", "所在文件夹不存在")
            }
            io::ErrorKind::PermissionDenied => Words::fixed("that is not allowed", "没有写入权限"),
            _ => io_words(&error),
        };
        Fault::new(
            say!("`{shown}` can't be written: {why}", "无法写入`{shown}`：{why}", why: why),
            Words::fixed(
                "check that the folder exists, may be written to and has room",
                "请检查文件夹是否存在、是否可写、空间是否足够",
            ),
        )
    })
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is written.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&path).ok();
    if before.as_ref().is_some_and(|about| !about.is_file()) {
        // A device or a pipe can't be replaced; a folder says so itself.
        return fs::OpenOptions::new().write(true).open(&path)?.write_all(bytes);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".remit-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What the system's mask leaves of this, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions())?;
        // What takes another file's place is on the disk before that one is gone.
        file.as_file().sync_all()?;
    }
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
