//! What was not done though it was due, reckoned by the standards; and the ratios.

use std::collections::{BTreeMap, BTreeSet};

use crate::alarms::{Alarm, Route};
use crate::common::clock::{Minute, civil, day_of, days, end_of, hours};
use crate::letters::{Grade, Letter};

const MISSING: &str = "disposal/step-missing";
const MISSED: &str = "disposal/repeat-missed";

/// A finding that an audit must have.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Answer {
    /// Rule.
    pub(crate) rule: &'static str,
    /// Duty.
    pub(crate) duty: &'static str,
    /// Step.
    pub(crate) step: &'static str,
    /// Case.
    pub(crate) case: String,
    /// Body that answers.
    pub(crate) body: String,
    /// Address or area of a clue.
    pub(crate) target: String,
    /// Window.
    pub(crate) window: String,
    /// What else tells two findings apart.
    pub(crate) detail: String,
    /// The cases of a clue.
    pub(crate) cases: Vec<String>,
    /// In words.
    pub(crate) note: &'static str,
}

/// The newest event of the log.
pub(crate) fn as_of(alarms: &[Alarm], letters: &[Letter], grades: &[Grade]) -> Minute {
    let alarms = alarms.iter().map(|own| own.at.closed.max(own.at.told).max(own.at.filed));
    let letters = letters.iter().map(|own| own.filed);
    alarms.chain(letters).chain(grades.iter().map(|own| own.archived)).max().unwrap_or_default()
}

/// Everything that an audit must find.
pub(crate) fn all(alarms: &[Alarm], letters: &[Letter], grades: &[Grade]) -> Vec<Answer> {
    let as_of = as_of(alarms, letters, grades);
    let mut answers = Vec::new();
    for alarm in alarms {
        of_alarm(alarm, as_of, &mut answers);
    }
    for letter in letters {
        of_letter(letter, &alarms[letter.alarm], as_of, &mut answers);
    }
    of_bodies(as_of, &mut answers);
    of_signals(alarms, &mut answers);
    for clue in crate::clues::all(alarms, letters, grades) {
        answers.push(Answer {
            rule: "clue/pattern",
            target: clue.key,
            window: clue.window,
            detail: clue.model.to_owned(),
            cases: clue.cases,
            note: "跨案线索",
            ..Answer::default()
        });
    }
    answers.sort();
    answers
}

fn of_alarm(alarm: &Alarm, as_of: Minute, answers: &mut Vec<Answer>) {
    let station = alarm.area.station;
    let mut missing = |duty, step, team: &str, due: Minute, note| {
        if due <= as_of {
            answers.push(Answer {
                rule: MISSING,
                duty,
                step,
                case: alarm.case.clone(),
                body: format!("S{station}{team}"),
                note,
                ..Answer::default()
            });
        }
    };
    let flagged = alarm.at.flagged;
    missing("DV-01", "sync", "-CMD", flagged + 15, "未同步联动平台");
    missing("DV-01", "notify", "-CMD", hours(flagged, 24), "未告知居（村）委会");
    if alarm.repeat {
        missing("DV-13", "list", "-COM", days(flagged, 3), "再次报警而未列管");
    }
    if alarm.repeat && alarm.route == Route::Mediation {
        answers.push(Answer {
            rule: "disposal/forbidden-step",
            duty: "DV-04",
            step: "mediation",
            case: alarm.case.clone(),
            body: format!("S{station}-CASE"),
            note: "多次家暴仍以调解结案",
            ..Answer::default()
        });
    }
}

fn of_letter(letter: &Letter, alarm: &Alarm, as_of: Minute, answers: &mut Vec<Answer>) {
    let station = alarm.area.station;
    let mut fault = |rule, duty, step, team: &str, detail: &str, due: Minute, note| {
        if due <= as_of {
            answers.push(Answer {
                rule,
                duty,
                step,
                case: alarm.case.clone(),
                body: format!("S{station}{team}"),
                detail: detail.to_owned(),
                note,
                ..Answer::default()
            });
        }
    };
    let (drafted, delivered) = (letter.drafted, letter.perpetrator);
    fault(MISSING, "DV-05", "notify", "-CASE", "", days(drafted, 3), "告诫书未通知居（村）委会");
    fault(MISSING, "DV-06", "plan", "", "", days(delivered, 3), "告诫后未制定查访计划");
    for (number, after) in [("1", 7), ("2", 30), ("3", 90)] {
        let due = days(delivered, after);
        fault(MISSED, "DV-06", "visit_station", "", number, due, "派出所未查访");
        fault(MISSED, "DV-06", "visit_committee", "", number, due, "居（村）委会未查访");
    }
    fault(MISSING, "DV-06", "close", "", "", days(delivered, 100), "查访未归档");
}

/// What is owed by the calendar and was never done, and the targets that were missed.
fn of_bodies(as_of: Minute, answers: &mut Vec<Answer>) {
    let (last_year, last_month, _) = civil(day_of(as_of));
    for year in 2025..=last_year {
        for month in 1..=12 {
            if (year, month) < (last_year, last_month) {
                answers.push(owed("DV-19", format!("{year}-{month:02}"), "", "当月未复盘"));
            }
        }
        for (half, last) in [(1, 6), (2, 12)] {
            if (year, last) < (last_year, last_month) {
                let window = format!("{year}-H{half}");
                answers.push(owed("DV-20", window.clone(), "", "半年内无培训"));
                answers.push(owed("DV-20", window, "1", "半年内无宣传"));
            }
        }
    }
    for (duty, step, note) in [
        ("DV-01", "notify", "告知率为零"),
        ("DV-04", "mediation", "调解后屡次报警"),
        ("DV-05", "deliver_perpetrator", "告诫书与警情之比过低"),
        ("DV-06", "visit_station", "无一查访"),
        ("DV-06", "visit_committee", "无一查访"),
        ("DV-07", "assess", "无一次日回访"),
        ("DV-13", "list", "无一列管"),
        ("DV-19", "", "无一复盘"),
    ] {
        answers.push(Answer {
            rule: "evaluation/below-target",
            duty,
            step,
            note,
            ..Answer::default()
        });
    }
    for duty in ["DV-09", "DV-10", "DV-11", "DV-14", "DV-15", "DV-16", "DV-18"] {
        answers.push(Answer {
            rule: "gap/no-record",
            duty,
            note: "没有任何记录",
            ..Answer::default()
        });
    }
}

/// What asks a human to look: the same reasons in ten cases or more of a team, and supporting bodies
/// that never appear. The committees support four duties of the log and are in none of its rows.
fn of_signals(alarms: &[Alarm], answers: &mut Vec<Answer>) {
    let signal = |rule, duty, body, detail: &str, note| Answer {
        rule,
        duty,
        body,
        detail: detail.to_owned(),
        note,
        ..Answer::default()
    };
    let mut same: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for alarm in alarms {
        *same.entry((alarm.area.station, alarm.reason)).or_default() += 1;
    }
    let often: BTreeSet<usize> =
        same.iter().filter(|(_, count)| **count >= 10).map(|((station, _), _)| *station).collect();
    for station in often {
        let body = format!("S{station}-CASE");
        answers.push(signal("signal/copied-text", "DV-04", body, "same-words", "处置理由雷同"));
    }
    for body in ["C11", "C12", "C13", "C21", "C22", "C31", "C32", "WFC"] {
        let body = body.to_owned();
        answers.push(signal("signal/silent-supporter", "", body, "silent", "配合单位从不出现"));
    }
}

fn owed(duty: &'static str, window: String, detail: &str, note: &'static str) -> Answer {
    Answer {
        rule: "gap/below-frequency",
        duty,
        body: "WFC".to_owned(),
        window,
        detail: detail.to_owned(),
        note,
        ..Answer::default()
    }
}

/// A ratio to report: what, duty, how many, of how many, of how many more it can't be told yet.
pub(crate) type Ratio = (&'static str, &'static str, usize, usize, usize);

/// The ratios of the log.
pub(crate) fn ratios(alarms: &[Alarm], letters: &[Letter], as_of: Minute) -> Vec<Ratio> {
    let (mut again, mut quiet, mut open) = (0, 0, 0);
    for own in alarms {
        let Some(closed) = own.at.mediation else { continue };
        let last = end_of(day_of(closed) + 180);
        let later = alarms.iter().filter(|other| other.address == own.address);
        if later.map(|other| other.at.route).any(|at| closed < at && at <= last) {
            again += 1;
        } else if last <= as_of {
            quiet += 1;
        } else {
            open += 1;
        }
    }
    vec![
        ("letters-per-alarm", "DV-05", letters.len(), alarms.len(), 0),
        ("alarms-with-notice", "DV-01", 0, alarms.len(), 0),
        ("next-day-visits", "DV-07", 0, alarms.len(), 0),
        ("mediated-and-again", "DV-04", again, again + quiet, open),
    ]
}
