//! `remit simulate`

use std::fmt::Write as _;
use std::path::Path;

use super::args::SimulateArgs;
use super::check::check;
use super::judge::refuse;
use super::look::Look;
use super::output::{self, Target};
use super::{Exit, Fault, World, folder};
use crate::model::{Day, Model};
use crate::simulate::{self, Options, Simulation};
use crate::text::lang::s;
use crate::text::{Words, did_you_mean, nearest, say};

/// The log's name: by its ending an audit knows how to read it.
const LOG: &str = "log.plain.csv";
/// The answer sheet's name.
const ANSWERS: &str = "answers.csv";

/// Does it.
pub(super) fn run(args: &SimulateArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    if args.list_faults {
        let mut text = String::new();
        for (name, words) in simulate::kinds() {
            let _ = writeln!(text, "{name:<16} {}", words.get(look.out.lang));
        }
        output::to_stdout(&text, world)?;
        return Ok(Exit::Fine);
    }
    known(&args.fault)?;
    let folder = folder::set(&args.set)?;
    let checked = check(&folder);
    if !checked.fatal.is_empty() {
        return Err(refuse(&checked, &folder, look, world));
    }
    let model = Model::resolve(&checked.draft);
    let from = args.from.as_deref().map(day).transpose()?;
    let options = Options {
        cases: args.cases,
        seed: args.seed,
        faults: rate(&args.faults)?,
        kinds: args.fault.clone(),
        from: from.unwrap_or_else(|| Options::first_day(&model)),
        days: args.days,
    };
    let made = simulate::run(&model, &options);
    let Some(out) = &args.out else {
        output::to_stdout(&made.log, world)?;
        return Ok(Exit::Fine);
    };
    std::fs::create_dir_all(out).map_err(|error| {
        let shown = out.display();
        let why = crate::doc::read::io_words(&error);
        Fault::new(
            say!("the folder `{shown}` can't be made: {why}", "无法创建文件夹`{shown}`：{why}", why: why),
            Words::fixed("name another one with `--out`", "请用`--out`另行指定"),
        )
    })?;
    let told = told(&made, &folder, out);
    let results = [
        (Target::File(out.join(LOG)), made.log.clone()),
        (Target::File(out.join(ANSWERS)), made.sheet()),
        (Target::Stdout, format!("{}\n", told.get(look.out.lang))),
    ];
    output::deliver(&results, world)?;
    Ok(Exit::Fine)
}

/// What was made, and what to do with it.
fn told(made: &Simulation, set: &Path, out: &Path) -> Words {
    let (rows, cases, answers) = (made.rows, made.cases, made.answers.len());
    let plural = s(answers as u64);
    let (log, sheet) = (out.join(LOG), out.join(ANSWERS));
    let (log, sheet, set) = (log.display(), sheet.display(), set.display());
    say!(
        "{rows} rows of {cases} cases in `{log}`, and {answers} finding{plural} that must come out in `{sheet}`\n\
         audit it with `remit audit {set} --log {log}`",
        "`{log}`：{cases}件案件，共{rows}行；`{sheet}`：应当查出的{answers}条发现\n\
         审计：`remit audit {set} --log {log}`"
    )
}

fn known(faults: &[String]) -> Result<(), Fault> {
    let names = || simulate::kinds().map(|(name, _)| name);
    match faults.iter().find(|fault| !names().any(|name| name == fault.as_str())) {
        None => Ok(()),
        Some(other) => Err(Fault::new(
            say!("there is no fault `{other}`", "没有名为`{other}`的缺陷"),
            did_you_mean(
                nearest(other, names()),
                Words::fixed(
                    "`remit simulate --list-faults` names them",
                    "`remit simulate --list-faults`可列出全部名称",
                ),
            ),
        )),
    }
}

/// `5%`, `0.05` or `1`.
fn rate(text: &str) -> Result<f64, Fault> {
    crate::model::resolve::percent(text).map(|percent| percent / 100.0).ok_or_else(|| {
        Fault::new(
            say!("`{text}` is not a share", "`{text}`不是比例"),
            Words::fixed("write it like `10%` or `0.1`", "请写成`10%`或`0.1`"),
        )
    })
}

fn day(text: &str) -> Result<Day, Fault> {
    Day::parse(text).ok_or_else(|| {
        Fault::new(
            say!("`{text}` is not a day", "`{text}`不是日期"),
            Words::fixed("write it like `2026-03-01`", "请写成`2026-03-01`"),
        )
    })
}
