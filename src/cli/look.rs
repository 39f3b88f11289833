//! How texts are shown: language, width, colours, borders.

use std::ffi::OsString;

use super::World;
use super::args::{Color, Common};
use crate::report::Style;
use crate::text::Lang;

/// Columns of output that nobody looks at in a terminal.
const PIPED: usize = 100;
/// Columns between which the width of a terminal is followed.
const COLUMNS: std::ops::RangeInclusive<usize> = 60..=160;

/// How texts are shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// On standard output, or in a file with nothing but a language.
    pub(super) out: Style,
    /// On standard error.
    pub(super) err: Style,
}

impl Look {
    pub(super) fn new(common: &Common, world: &World<'_>) -> Self {
        let lang = common.lang.unwrap_or_else(|| language(world));
        let style = |terminal: bool, stderr: bool| Style {
            lang,
            width: width(world, terminal),
            color: color(common.color, world, stderr),
            ascii: common.ascii || (terminal && (asks_for_ascii(world) || is_wide(lang, world))),
        };
        Self {
            out: style(world.stdout_is_terminal, false),
            err: style(world.stderr_is_terminal, true),
        }
    }

    /// Before the arguments are known.
    pub(super) fn plain(lang: Lang, world: &World<'_>) -> Self {
        Self::new(&Common { lang: Some(lang), ..Common::default() }, world)
    }

    /// For a file: as when piped, and without colours.
    pub(super) fn file(&self) -> Style {
        Style { width: PIPED, color: false, ..self.out }
    }
}

/// The language and the columns of the help, before the arguments are understood.
pub(super) fn first(args: &[OsString], world: &World<'_>) -> (Lang, usize) {
    let mut args = args.iter().filter_map(|own| own.to_str()).take_while(|own| *own != "--");
    let mut lang = None;
    while let Some(own) = args.next() {
        let tag = match own.strip_prefix("--lang") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        lang = tag.and_then(Lang::from_tag).or(lang);
    }
    let columns = width(world, world.stdout_is_terminal).min(PIPED);
    (lang.unwrap_or_else(|| language(world)), columns)
}

fn language(world: &World<'_>) -> Lang {
    let named = world.text("REMIT_LANG").and_then(|tag| Lang::from_tag(&tag));
    named.or_else(|| world.locale.as_deref().and_then(Lang::from_tag)).unwrap_or_default()
}

fn width(world: &World<'_>, terminal: bool) -> usize {
    let asked =
        world.text("COLUMNS").and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
    let own = world.columns.filter(|_| terminal).map(usize::from);
    asked.or(own).map_or(PIPED, |width| width.clamp(*COLUMNS.start(), *COLUMNS.end()))
}

/// Whether there are colours on standard output or standard error.
pub(super) fn color(asked: Color, world: &World<'_>, stderr: bool) -> bool {
    let terminal = if stderr { world.stderr_is_terminal } else { world.stdout_is_terminal };
    match asked {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            terminal
                && world.text("NO_COLOR").is_none()
                && world.text("TERM").as_deref() != Some("dumb")
        }
    }
}

/// Whether the terminal says that it has no more than ASCII.
fn asks_for_ascii(world: &World<'_>) -> bool {
    let charset = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| world.text(name));
    world.text("TERM").as_deref() == Some("dumb")
        || charset
            .is_some_and(|locale| !locale.to_ascii_uppercase().replace('-', "").contains("UTF8"))
}

/// Whether the terminal gives two columns to borders and to marks such as `·`, as consoles made for
/// Chinese do. Nothing in these can be straight that is not plain ASCII.
fn is_wide(lang: Lang, world: &World<'_>) -> bool {
    let says = |name: &str, what: &str| world.text(name).is_some_and(|own| own.contains(what));
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].iter().any(|name| says(name, "cjkwide"));
    // The old console of Windows says nothing of itself; those that came after it do.
    let newer = ["WT_SESSION", "TERM_PROGRAM", "ConEmuANSI", "TERM"];
    let old =
        cfg!(windows) && lang == Lang::Zh && newer.iter().all(|own| world.text(own).is_none());
    named || says("VTE_CJK_WIDTH", "wide") || old
}
