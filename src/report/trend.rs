//! Every body and duty over the audits of the set, for any format that shows a trend.

use super::columns::Value;
use super::csv;
use super::style::{Style, plain};
use super::view::{View, instant};
use super::wire::{Past, PastPart, Report, Verdicts};
use crate::text::{Lang, Words};

/// What a line of a trend is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of<'r> {
    /// The whole set.
    All,
    /// A body.
    Body(&'r str),
    /// A duty.
    Duty(&'r str),
}

/// One of them over several audits.
pub(super) struct Strand<'r> {
    pub(super) of: Of<'r>,
    pub(super) name: String,
    /// Faults and verdicts of each audit; nothing where an audit has none of it.
    pub(super) points: Vec<Option<(u64, Verdicts)>>,
}

impl Strand<'_> {
    fn faults(&self) -> u64 {
        self.points.iter().flatten().map(|(faults, _)| faults).sum()
    }

    fn judged(&self) -> u64 {
        self.points.iter().flatten().map(|(_, verdicts)| verdicts.judged()).sum()
    }
}

/// The newest audits of the history; none if there is nothing that they could be compared with.
pub(super) fn audits<'r>(view: &View<'r>, most: usize) -> &'r [Past] {
    let history = &view.report.history;
    if history.len() < 2 {
        return &[];
    }
    history.get(history.len().saturating_sub(most)..).unwrap_or_default()
}

/// What an audit is called: its period, else its day.
pub(super) fn name(past: &Past) -> String {
    past.period.as_deref().map_or_else(|| instant(&past.as_of).chars().take(10).collect(), plain)
}

/// The whole set, then every body and every duty of which some audit has something. Of more than
/// `most` bodies and duties those with most faults stay, in their order; how many are left out.
pub(super) fn strands<'r>(
    view: &View<'r>,
    audits: &[Past],
    most: usize,
) -> (Vec<Strand<'r>>, usize) {
    if audits.is_empty() {
        return (Vec::new(), 0);
    }
    let all = audits.iter().map(|past| Some((past.faults, past.verdicts))).collect();
    let all = Strand { of: Of::All, name: view.pick("all", "全部").to_owned(), points: all };
    let part = |parts: &[PastPart], id: &str| {
        let part = parts.iter().find(|part| part.id == id)?;
        Some((part.faults, part.verdicts))
    };
    let bodies = view.report.bodies.iter().map(|own| Of::Body(&own.id));
    let duties = view.report.duties.iter().map(|own| Of::Duty(&own.id));
    let strand = |of| match of {
        Of::All => None,
        Of::Body(id) => Some(Strand {
            of,
            name: view.body(id),
            points: audits.iter().map(|past| part(&past.bodies, id)).collect(),
        }),
        Of::Duty(id) => Some(Strand {
            of,
            name: view.duty(id),
            points: audits.iter().map(|past| part(&past.duties, id)).collect(),
        }),
    };
    let parts = bodies.chain(duties).filter_map(strand);
    let mut parts: Vec<(usize, Strand<'r>)> =
        parts.filter(|own| own.faults() + own.judged() > 0).enumerate().collect();
    let left = parts.len().saturating_sub(most);
    parts.sort_by_key(|(at, own)| (std::cmp::Reverse(own.faults()), *at));
    parts.truncate(most);
    parts.sort_by_key(|(at, _)| *at);
    (std::iter::once(all).chain(parts.into_iter().map(|(_, own)| own)).collect(), left)
}

/// An audit's numbers about one thing: a row of a table.
pub(super) struct Row<'r> {
    pub(super) past: &'r Past,
    /// `all`, `body` or `duty`, and the words for it.
    pub(super) of: (&'static str, Words),
    pub(super) id: String,
    pub(super) name: String,
    pub(super) faults: u64,
    pub(super) verdicts: Verdicts,
}

/// Every audit: as a whole, by body and by duty. Of what an audit has nothing there is no row.
pub(super) fn rows<'r>(view: &View<'r>) -> Vec<Row<'r>> {
    let history = &view.report.history;
    let all = ("all", Words::fixed("all", "合计"));
    let whole = history.iter().map(|past| Row {
        past,
        of: all.clone(),
        id: String::new(),
        name: String::new(),
        faults: past.faults,
        verdicts: past.verdicts,
    });
    let mut rows: Vec<Row<'r>> = whole.collect();
    let bodies = history.iter().flat_map(|past| past.bodies.iter().map(move |own| (past, own)));
    rows.extend(bodies.map(|(past, own)| {
        let of = ("body", Words::fixed("body", "单位"));
        part(past, own, of, view.body(&own.id))
    }));
    let duties = history.iter().flat_map(|past| past.duties.iter().map(move |own| (past, own)));
    rows.extend(duties.map(|(past, own)| {
        let title = view.known_duty(&own.id).map(|duty| view.words(&duty.title));
        part(past, own, ("duty", Words::fixed("duty", "事项")), title.unwrap_or_default())
    }));
    rows
}

fn part<'r>(past: &'r Past, own: &PastPart, of: (&'static str, Words), name: String) -> Row<'r> {
    let id = plain(&own.id);
    Row { past, of, id, name, faults: own.faults, verdicts: own.verdicts }
}

/// The trend as comma-separated text, written as the findings are: a row for each audit as a whole,
/// then for each of its bodies and duties. `judged` is what `met` is a share of.
pub fn render(report: &Report, lang: Lang) -> String {
    let view = View::new(report, Style { lang, ..Style::default() });
    let heads =
        ["audit", "as_of", "of", "id", "name", "faults", "met", "late", "missing", "judged"];
    let mut out = String::from('\u{feff}');
    csv::row(heads.into_iter().map(str::to_owned), &mut out);
    for own in rows(&view) {
        let text = |text: &str| csv::shown(&Value::Text(text.to_owned()));
        let verdicts = own.verdicts;
        let counts = [own.faults, verdicts.met, verdicts.late, verdicts.missing, verdicts.judged()];
        let texts = [
            text(&plain(own.past.period.as_deref().unwrap_or_default())),
            text(&own.past.as_of),
            own.of.0.to_owned(),
            text(&own.id),
            text(&own.name),
        ];
        csv::row(texts.into_iter().chain(counts.map(|own| own.to_string())), &mut out);
    }
    out
}
