//! `remit due`

use super::args::{Common, DueArgs};
use super::look::Look;
use super::output::{self, Target};
use super::progress::Progress;
use super::{Exit, Fault, World, judge, whose};
use crate::audit;
use crate::report::due::{self, ics};
use crate::report::style::plain;
use crate::report::wire;
use crate::report::wire::due::DueReport;
use crate::text::{Words, say};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Terminal,
    Json,
    Csv,
    Ics,
    #[cfg(feature = "xlsx")]
    Xlsx,
}

const FORMATS: &[(&str, Format)] = &[
    ("terminal", Format::Terminal),
    ("text", Format::Terminal),
    ("json", Format::Json),
    ("csv", Format::Csv),
    ("ics", Format::Ics),
    #[cfg(feature = "xlsx")]
    ("xlsx", Format::Xlsx),
];

/// The farthest that one can look ahead, in days.
const FARTHEST: u32 = 3660;

/// Does it.
pub(super) fn run(
    args: &DueArgs,
    common: &Common,
    look: &Look,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let wanted = output::wanted(&args.format, FORMATS, Format::Terminal, world)?;
    let days = within(&args.within)?;
    let list = judge::list(&args.from, look, world)?;
    let unit = args.unit.as_deref().map(|name| whose::unit(name, &list.model)).transpose()?;
    let unit = unit.map(|unit| list.model.body(unit).id.clone());
    // Everything is listed: what is left out here is done by nobody.
    let options = audit::Options {
        as_of: list.as_of(args.from.as_of.as_deref())?,
        keep: usize::MAX,
        token_key: list.key.clone(),
        due_days: days,
        due_listed: usize::MAX,
        ..audit::Options::default()
    };
    let watched = |sources| Progress::of(sources, common, look.err, world);
    let reading = list.read(&args.from, world, watched)?;
    let audit = list.judge(&reading, &options);
    let report = list.report(&audit, &options, &args.from, None)?;
    let report = DueReport::of(&report, unit.as_deref());
    let mut results: Vec<(Target, Vec<u8>)> = Vec::new();
    for own in wanted {
        let lang = look.out.lang;
        let bytes = match own.format {
            Format::Terminal => {
                let style = if own.target == Target::Stdout { look.out } else { look.file() };
                due::render(&report, common.quiet, style).into_bytes()
            }
            Format::Json => wire::to_json(&report)?.into_bytes(),
            Format::Csv => due::csv(&report, lang).into_bytes(),
            Format::Ics => ics::render(&report, lang).into_bytes(),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => crate::report::xlsx::due(&report, lang)?,
        };
        results.push((own.target, bytes));
    }
    output::deliver(&results, world)?;
    Ok(Exit::Fine)
}

/// Reads `7d`, `7` or `2w`.
fn within(text: &str) -> Result<u32, Fault> {
    let text = text.trim();
    let (digits, times) = match text.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix('d').unwrap_or(text), 1),
    };
    let days = digits.parse::<u32>().ok().and_then(|count| count.checked_mul(times));
    days.filter(|days| (1..=FARTHEST).contains(days)).ok_or_else(|| {
        let shown = plain(text);
        Fault::new(
            say!("`{shown}` is not a number of days", "`{shown}`不是天数"),
            Words::fixed(
                "write `7d` or `2w`, at least a day and at most ten years",
                "请写`7d`或`2w`，至少一天，至多十年",
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn days_and_weeks_are_read_and_nothing_else() {
        for (text, days) in [("7d", 7), ("7", 7), ("2w", 14), (" 30d ", 30), ("3660", 3660)] {
            assert_eq!(within(text).unwrap(), days, "{text}");
        }
        for text in ["", "0", "d", "-1", "7h", "3661", "99999999999", "1000w", "７"] {
            assert!(within(text).is_err(), "{text}");
        }
    }
}
