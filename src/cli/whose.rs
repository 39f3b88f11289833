//! `remit whose`

use std::io::Read as _;

use super::args::{Common, WhoseArgs};
use super::check::check;
use super::judge::refuse;
use super::look::Look;
use super::output::{self, Target};
use super::{Exit, Fault, World, folder};
use crate::audit::whose::{body, whose};
use crate::model::resolve::BodyId;
use crate::model::{Day, Model};
use crate::report;
use crate::report::style::plain;
use crate::report::wire::whose::{Asked, WhoseReport};
use crate::text::{Words, meant, say};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Json,
}

const FORMATS: [(&str, Format); 3] =
    [("text", Format::Text), ("terminal", Format::Text), ("json", Format::Json)];

/// Bytes of a task that are read from standard input.
const LONGEST: u64 = 16 << 20;

/// Bodies that are named when there is none of a name.
const NAMED: usize = 12;

/// Does it.
pub(super) fn run(
    args: &WhoseArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, &FORMATS, Format::Text, world)?;
    let on = args.on.as_deref().map(day).transpose()?;
    let text = task(&args.text, world)?;
    let folder = folder::set(&args.set)?;
    let checked = check(&folder);
    if !checked.fatal.is_empty() {
        return Err(refuse(&checked, &folder, look, world));
    }
    let model = Model::resolve(&checked.draft);
    let unit = args.unit.as_deref().map(|name| unit(name, &model)).transpose()?;
    let found = whose(&model, &text);
    let report = WhoseReport::new(&checked.draft, &model, &found, Asked { text: &text, unit, on });
    let mut results: Vec<(Target, String)> = Vec::new();
    for own in wanted {
        let text = match own.format {
            Format::Json => report::wire::to_json(&report)?,
            Format::Text => {
                let style = if own.target == Target::Stdout { look.out } else { look.file() };
                report::whose::render(&report, common.quiet, style)
            }
        };
        results.push((own.target, text));
    }
    output::deliver(&results, world)?;
    Ok(if report.covered { Exit::Fine } else { Exit::Found })
}

/// The task: the argument, or with `-` what comes by standard input.
fn task(text: &str, world: &World<'_>) -> Result<String, Fault> {
    let mut task = text.to_owned();
    if text == "-" {
        let mut bytes = Vec::new();
        let read = (world.stdin)().take(LONGEST).read_to_end(&mut bytes);
        read.map_err(|error| {
            let why = crate::doc::read::io_words(&error);
            Fault::new(
                say!("standard input can't be read: {why}", "无法读取标准输入：{why}", why: why),
                Words::fixed("write the task as an argument", "请把任务写在参数中"),
            )
        })?;
        task = String::from_utf8_lossy(&bytes).into_owned();
    }
    if task.trim().is_empty() {
        return Err(Fault::new(
            Words::fixed("no task is named", "没有写明任务"),
            Words::fixed(
                "write what is to be done, such as `remit whose \"安装防盗窗\"`",
                "请写明要做的事，例如`remit whose \"安装防盗窗\"`",
            ),
        ));
    }
    Ok(task)
}

fn day(text: &str) -> Result<Day, Fault> {
    Day::parse(text).ok_or_else(|| {
        let shown = plain(text);
        Fault::new(
            say!("`{shown}` is not a day", "`{shown}`不是日期"),
            Words::fixed("write it like `2026-03-01`", "请写成`2026-03-01`这样"),
        )
    })
}

pub(super) fn unit(name: &str, model: &Model) -> Result<BodyId, Fault> {
    body(model, name).map_err(|near| {
        let shown = plain(name);
        let hint = match near {
            Some(near) => meant(near),
            None if model.bodies.is_empty() => {
                Words::fixed("the set has no roster of bodies", "该清单集没有单位名册")
            }
            None => {
                let ids = model.bodies.iter().take(NAMED).map(|body| body.id.as_str());
                let list = ids.collect::<Vec<_>>().join(", ");
                say!("there are: {list}", "现有单位：{list}")
            }
        };
        Fault::new(say!("the roster has no body `{shown}`", "名册中没有单位`{shown}`"), hint)
    })
}
