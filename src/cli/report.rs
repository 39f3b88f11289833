//! `remit report`

use super::args::{Common, ReportArgs};
use super::look::Look;
use super::rendering::{self, FORMATS, Format};
use super::{Exit, Fault, World, output, previous};
use crate::finding::Severity;

/// Does it. What was found is no failure here: the audit said it.
pub(super) fn run(
    args: &ReportArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, FORMATS, Format::Terminal, world)?;
    let report = rendering::narrowed(previous::one(&args.file)?, &args.told)?;
    let results =
        rendering::render(&report, &wanted, &args.told, Some(Severity::Error), common.quiet, look)?;
    output::deliver(&results, world)?;
    rendering::summarize(&report, &wanted, &args.told, look, world)?;
    Ok(Exit::Fine)
}
