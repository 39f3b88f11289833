//! What was answered to findings on sheets that went round: each answer finds its finding by the
//! fingerprint, and the audit says whether what was put right stays right.

#[cfg(feature = "xlsx")]
pub mod read;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::style::number;
use super::view::View;
use super::wire::{
    Answer, AnswerCounts, AnswerPlace, AnswerSheet, FaultyAnswer, Finding, OtherAnswer, Report,
    State,
};
use crate::log::Reading;
use crate::text::{Lang, say};

/// Answers as they stand on sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// The files.
    pub files: Vec<AnswerSheet>,
    /// Rows with an answer.
    pub answered: Vec<Answered>,
    /// Rows that were not understood.
    pub faulty: Vec<FaultyAnswer>,
}

/// A row with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The fingerprint.
    pub id: String,
    /// What was answered.
    pub answer: Answer,
    /// The set, as the sheet has it.
    pub set: Option<String>,
    /// The rule, as the sheet has it.
    pub rule: Option<String>,
    /// The case, as the sheet has it.
    pub case: Option<String>,
    /// When the finding came true, as the sheet has it: `2026-02-15T10:00:00` in the set's zone.
    pub came_true: Option<String>,
    /// Where it stands.
    pub place: AnswerPlace,
}

/// What the log has beyond the period that is reported.
#[derive(Clone, Debug, Default)]
pub struct Still {
    /// Fingerprints of all that is found up to as-of, whatever the period.
    pub found: HashSet<String>,
    /// Cases of which the log has anything.
    pub cases: HashSet<String>,
}

impl Still {
    /// What an audit without a period finds, and the cases of its log.
    pub fn of(all: &Report, reading: &Reading) -> Self {
        let kept = all.findings.iter().map(|own| own.id.clone());
        let more =
            all.more.iter().flat_map(|more| more.fingerprints.iter().map(|own| own.to_string()));
        let mut cases: HashSet<&str> = HashSet::new();
        cases.extend(reading.events.iter().map(|event| reading.strings.get(event.case)));
        Self {
            found: kept.chain(more).collect(),
            cases: cases.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// Puts answers into a report. Its digests must be made anew.
pub fn apply(report: &mut Report, sheets: Sheets, still: &Still) {
    let Sheets { files, answered, mut faulty } = sheets;
    let mut counts = AnswerCounts { sheets: files, ..AnswerCounts::default() };
    let mut by_id: BTreeMap<String, Vec<Answered>> = BTreeMap::new();
    for own in answered {
        match &own.set {
            Some(set) if *set != report.set.id => {
                let (theirs, ours) = (set, &report.set.id);
                let words = say!(
                    "the finding belongs to the set `{theirs}`, this audit to `{ours}`",
                    "该问题属于清单集`{theirs}`，本次审计的清单集为`{ours}`"
                );
                faulty.push(FaultyAnswer { id: Some(own.id), words, place: own.place });
            }
            _ => by_id.entry(own.id.clone()).or_default().push(own),
        }
    }
    let at: HashMap<String, usize> =
        report.findings.iter().zip(0..).map(|(own, at)| (own.id.clone(), at)).collect();
    let counted: HashSet<String> = report
        .more
        .iter()
        .flat_map(|more| more.fingerprints.iter().map(|own| own.to_string()))
        .collect();
    for (id, rows) in by_id {
        let Some(first) = rows.first().cloned() else { continue };
        if rows.iter().any(|row| row.answer != first.answer) {
            for row in rows {
                let words = say!(
                    "several rows answer this finding, and differently: none of them counts",
                    "同一问题有多行答复且内容不一致：均未采用"
                );
                faulty.push(FaultyAnswer { id: Some(id.clone()), words, place: row.place });
            }
            continue;
        }
        let place = at.get(&id).copied();
        let found = place.is_some() || counted.contains(&id) || still.found.contains(&id);
        let mut answer = first.answer.clone();
        *match answer.state {
            State::Rectified => &mut counts.rectified,
            State::Disputed => &mut counts.disputed,
            State::Open => &mut counts.open,
        } += 1;
        if answer.state == State::Rectified {
            answer.holds = holds(&first, found, report, still);
            *counts.of(answer.holds) += 1;
        }
        match place.and_then(|at| report.findings.get_mut(at)) {
            Some(finding) => finding.answer = Some(answer),
            None => counts.others.push(OtherAnswer { id, found, answer, place: first.place }),
        }
    }
    let order = |place: &AnswerPlace| (place.sheet, place.tab.clone(), place.row);
    counts.others.sort_by_key(|own| order(&own.place));
    faulty.sort_by_key(|own| order(&own.place));
    counts.faulty = faulty;
    report.answers = Some(counts);
}

/// Makes answers to findings of an earlier audit say what the comparison with that audit says: what is
/// resolved holds, what still stands does not. Digests must be made anew.
pub fn agree(report: &mut Report) {
    let ids =
        |all: &[Finding]| -> HashSet<String> { all.iter().map(|own| own.id.clone()).collect() };
    let (gone, stands) = (ids(&report.resolved), ids(&report.remaining));
    let as_of: String = report.as_of.chars().take(10).collect();
    let Some(counts) = &mut report.answers else { return };
    let mut moved: Vec<(Option<bool>, bool)> = Vec::new();
    for own in &mut counts.others {
        let holds = gone.contains(&own.id);
        if !holds && !stands.contains(&own.id) {
            continue;
        }
        own.found = !holds;
        // What was put right after the instant of the audit can't show in it.
        let later = own.answer.rectified_on.as_ref().is_some_and(|day| *day > as_of);
        if own.answer.state == State::Rectified && !later {
            moved.push((own.answer.holds.replace(holds), holds));
        }
    }
    for (from, to) in moved {
        *counts.of(from) -= 1;
        *counts.of(Some(to)) += 1;
    }
}

/// Whether what was put right stays right; nothing where this audit can't know.
fn holds(own: &Answered, found: bool, report: &Report, still: &Still) -> Option<bool> {
    let as_of: String = report.as_of.chars().take(10).collect();
    // What was put right after the instant of the audit can't show in it.
    let later = own.answer.rectified_on.as_ref().is_some_and(|day| *day > as_of);
    if found {
        return (!later).then_some(false);
    }
    // A finding on a log, a list or a measure of another period is gone because the period is.
    let group = own.rule.as_deref().and_then(|rule| rule.split('/').next());
    let by_subject = group.is_some_and(|group| !["log", "list", "evaluation"].contains(&group));
    // That it is gone says something only if the log still reaches back to it.
    let minute = |text: &str| text.chars().take(16).collect::<String>();
    let begins = report.log.begins.as_deref().map(minute);
    let since = own.came_true.as_deref().map(minute);
    let reaches = match (&begins, &since) {
        (Some(begins), Some(since)) => begins <= since,
        _ => false,
    };
    let known = match &own.case {
        Some(case) => still.cases.contains(case),
        None => reaches,
    };
    (by_subject && known && (reaches || since.is_none()) && !later).then_some(true)
}

/// What the sheets come to, in a line; nothing without a sheet.
pub(super) fn line(view: &View<'_>) -> Option<String> {
    let own = view.report.answers.as_ref()?;
    let [rectified, holding, failing, unknown, disputed, open, faulty] = [
        own.rectified,
        own.holding,
        own.not_holding,
        own.cannot_tell,
        own.disputed,
        own.open,
        own.faulty.len() as u64,
    ]
    .map(number);
    Some(match view.style.lang {
        Lang::En => format!(
            "Answers: {rectified} rectified ({holding} hold, {failing} still found, {unknown} cannot tell), {disputed} disputed, {open} open; {faulty} not understood."
        ),
        Lang::Zh => format!(
            "整改答复：已整改{rectified}项（属实{holding}，仍存在{failing}，无法判定{unknown}），有异议{disputed}项，未整改{open}项；未能采用{faulty}处。"
        ),
    })
}

/// The first rows that were not understood, and how many there are beyond them.
pub(super) fn faults(view: &View<'_>, shown: usize) -> (Vec<String>, u64) {
    let Some(own) = &view.report.answers else { return (Vec::new(), 0) };
    let told = own.faulty.iter().take(shown).map(|fault| {
        let sheet = usize::try_from(fault.place.sheet).ok().and_then(|at| own.sheets.get(at));
        let path = sheet.map_or("?", |sheet| sheet.path.as_str());
        let (tab, row) = (&fault.place.tab, fault.place.row);
        let words = fault.words.get(view.style.lang);
        super::style::plain(&match view.style.lang {
            Lang::En => format!("{path}, sheet {tab}, row {row}: {words}"),
            Lang::Zh => format!("{path}，工作表{tab}，第{row}行：{words}"),
        })
    });
    (told.collect(), own.faulty.len().saturating_sub(shown) as u64)
}

#[cfg(test)]
mod tests;
