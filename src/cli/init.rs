//! `remit init`

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use super::args::{InitArgs, InitPipeline};
use super::look::Look;
use super::output;
use super::{Exit, Fault, World, schema};
use crate::doc::read::io_words;
use crate::model::Zone;
use crate::report::style::{Page, plain};
use crate::starter::{self, File, Pipeline, Start};
use crate::text::{Lang, Words, did_you_mean, nearest, say};

/// Does it.
pub(super) fn run(args: &InitArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let start = start(args, look, world)?;
    let Some(mut files) = starter::files(&start) else {
        return Err(no_set(start.from.as_deref().unwrap_or_default()));
    };
    for (path, text) in schema::files()? {
        files.push(File { path: Path::new("schema").join(path), bytes: text.into_bytes() });
    }
    write(&args.folder, &files)?;
    let mut page = Page::new(look.out);
    let (count, folder) = (files.len(), plain(&args.folder.display().to_string()));
    let set = start.from.as_deref().unwrap_or(&start.id);
    page.paragraph(
        0,
        &match look.out.lang {
            Lang::En => format!("{count} files written to {folder}"),
            Lang::Zh => format!("已在{folder}写入{count}个文件"),
        },
    );
    page.gap();
    for (command, en, zh) in [
        ("remit check lists", "every mistake at its place", "逐处指出错误"),
        ("remit test lists", "run the scenarios", "运行情景"),
    ] {
        page.line(&format!("  {command}   # {}", look.out.pick(en, zh)));
    }
    let audit = look.out.pick("audit its log", "审计其日志");
    page.line(&format!("  remit audit lists/{}   # {audit}", plain(set)));
    output::to_stdout(page.finish(), world)?;
    Ok(Exit::Fine)
}

/// What was asked for, by arguments first; at a terminal by questions for the rest.
fn start(args: &InitArgs, look: &Look, world: &mut World<'_>) -> Result<Start, Fault> {
    let ask = world.stdin_is_terminal && args.from.is_none() && !args.empty && args.id.is_none();
    let mut from = args.from.clone();
    let mut id = args.id.clone().unwrap_or_else(|| named(&args.folder));
    let mut titles = (args.title.clone(), args.title_zh.clone());
    if ask {
        let mut lines = BufReader::new((world.stdin)()).lines();
        let mut question = |words: Words, default: &str, world: &mut World<'_>| {
            world.complain(&format!("{} [{}] ", words.get(look.err.lang), plain(default)));
            let line = lines.next().and_then(Result::ok).unwrap_or_default();
            let line = line.trim();
            if line.is_empty() { default.to_owned() } else { line.to_owned() }
        };
        let list = starter::shipped().join(", ");
        let words = say!(
            "begin with which set? ({list}, or none)",
            "以哪套清单为起点？（{list}；none 表示从头写起）"
        );
        let answer = question(words, "none", world);
        if answer != "none" {
            from = Some(answer);
        } else {
            id = question(Words::fixed("short name of the set", "清单集的简短编号"), &id, world);
            let en = question(Words::fixed("title in English", "英文名称"), &id, world);
            let zh = question(Words::fixed("title in Chinese", "中文名称"), &en, world);
            titles = (Some(en), Some(zh));
        }
    }
    if !is_id(&id) {
        return Err(Fault::new(
            say!("`{id}` can't be the name of a set", "`{id}`不能作清单集的编号"),
            Words::fixed(
                "name it with `--id`: letters, digits, `-` and `_`",
                "请用`--id`指定：字母、数字、`-`、`_`",
            ),
        ));
    }
    if Zone::named(&args.timezone).is_none() {
        let zone = &args.timezone;
        return Err(Fault::new(
            say!("there is no time zone `{zone}`", "没有时区`{zone}`"),
            Words::fixed("write it like `Asia/Shanghai`", "请写成`Asia/Shanghai`这样"),
        ));
    }
    Ok(Start {
        from,
        title_en: titles.0.clone().or(titles.1.clone()).unwrap_or_else(|| id.clone()),
        title_zh: titles.1.or(titles.0).unwrap_or_else(|| id.clone()),
        id,
        timezone: args.timezone.clone(),
        pipeline: match args.ci {
            InitPipeline::Github => Some(Pipeline::GitHub),
            InitPipeline::Gitlab => Some(Pipeline::GitLab),
            InitPipeline::None => None,
        },
    })
}

/// The folder's own name, as far as a set may be called so.
fn named(folder: &Path) -> String {
    let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().map(|own| own.to_string_lossy().into_owned());
    name.filter(|name| is_id(name)).unwrap_or_else(|| "lists".to_owned())
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn no_set(name: &str) -> Fault {
    let known = starter::shipped();
    let list = known.join(", ");
    Fault::new(
        say!("there is no shipped set `{name}`", "没有随附的清单集`{name}`"),
        did_you_mean(
            nearest(name, known),
            say!("the shipped sets are: {list}", "随附的清单集：{list}"),
        ),
    )
}

/// Writes all files, or none if one of them is there already.
fn write(folder: &Path, files: &[File]) -> Result<(), Fault> {
    let there = |file: &&File| folder.join(&file.path).symlink_metadata().is_ok();
    if let Some(first) = files.iter().find(there) {
        let shown = folder.join(&first.path).display().to_string();
        return Err(Fault::new(
            say!("`{shown}` exists, and nothing is overwritten", "`{shown}`已存在，不予覆盖"),
            Words::fixed(
                "name another folder, or move the file away; nothing was written",
                "请指定其他文件夹，或移走该文件；没有写入任何内容",
            ),
        ));
    }
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            schema::make(parent)?;
        }
        let written = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .and_then(|mut own| own.write_all(&file.bytes));
        written.map_err(|error| {
            let (shown, why) = (path.display(), io_words(&error));
            Fault::new(
                say!("`{shown}` can't be written: {why}", "无法写入`{shown}`：{why}", why: why),
                Words::fixed("check that the folder may be written to", "请检查文件夹是否可写"),
            )
        })?;
    }
    Ok(())
}
