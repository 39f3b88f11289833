//! `remit verify`

use super::args::{Audience, LogArgs, Told, VerifyArgs};
use super::look::Look;
use super::{Exit, Fault, World, judge, output, previous, rendering};
use crate::audit::{self, period};
use crate::log;
use crate::report::verify;
use crate::report::wire::Report;

/// Does it.
pub(super) fn run(args: &VerifyArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let saved = previous::one(&args.file)?;
    let again = repeat(&saved, args, look, world)?;
    let verdict = verify::compare(&saved, &again);
    output::to_stdout(verify::render(&verdict, look.out), world)?;
    Ok(if verdict.holds() { Exit::Fine } else { Exit::Found })
}

/// The same audit once more.
fn repeat(
    saved: &Report,
    args: &VerifyArgs,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Report, Fault> {
    let asked = &saved.options;
    let from = LogArgs {
        set: asked.set.clone().into(),
        log: asked.logs.iter().map(Into::into).collect(),
        mapping: asked.mapping.clone(),
        log_format: asked.log_format.as_deref().and_then(log::Format::named),
        as_of: asked.as_of.clone(),
        token_key: args.token_key.clone(),
    };
    let list = judge::list(&from, look, world)?;
    let options = audit::Options {
        period: asked.period.as_deref().map(period::parse).transpose()?,
        as_of: list.as_of(asked.as_of.as_deref())?,
        keep: usize::try_from(asked.keep).unwrap_or(usize::MAX),
        token_key: list.key.clone(),
        ..audit::Options::default()
    };
    let reading = list.read(&from, world)?;
    let (report, _) = list.report(&reading, &options, &from, asked.period.as_deref())?;
    let body = asked.audience.is_some();
    let told = Told {
        show: None,
        audience: if body { Audience::Body } else { Audience::Supervisor },
        unit: asked.unit.clone(),
    };
    rendering::narrowed(report, &told)
}
