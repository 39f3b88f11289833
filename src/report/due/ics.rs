//! What falls due as a calendar (RFC 5545) that people subscribe to or open.
//!
//! Each item is an event and no to-do: Outlook and the calendars of office suites leave to-dos out.
//! An event ends when the thing is due and is shown for the half hour before; it does not make
//! anybody busy. Nothing in it comes from a clock, so the same audit gives the same calendar, and an
//! item keeps its name from one audit to the next.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::report::style::plain;
use crate::report::wire::due::{DueEntry, DueReport, instant};
use crate::text::Lang;

/// Octets of a line, its break left out.
const OCTETS: usize = 75;
/// Milliseconds for which an item is shown before it is due.
const SHOWN: i64 = 30 * 60_000;

/// The calendar.
pub fn render(report: &DueReport, lang: Lang) -> String {
    let mut out = Calendar { text: String::new() };
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//remit//remit//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.line("X-WR-CALNAME", &escaped(report.set.title.get(lang)));
    let stamp = utc(instant(&report.as_of));
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for item in &report.items {
        let name = name(item, &report.set.id);
        let time = times.entry(name.clone()).or_default();
        *time += 1;
        // A step that is owed several times in a case is several events.
        let uid = if *time == 1 { name } else { format!("{name}-{time}") };
        event(item, report, &uid, stamp.as_deref(), lang, &mut out);
    }
    out.line("END", "VCALENDAR");
    out.text
}

fn event(
    item: &DueEntry,
    report: &DueReport,
    uid: &str,
    stamp: Option<&str>,
    lang: Lang,
    out: &mut Calendar,
) {
    let due = instant(&item.due);
    // What is due at no time that can be written can't stand in a calendar.
    let (Some(stamp), Some(begin), Some(end)) = (stamp, utc(due.saturating_sub(SHOWN)), utc(due))
    else {
        return;
    };
    let body = report.bodies.iter().find(|body| body.id == item.body);
    let body = body.map_or_else(|| item.body.clone(), |body| body.title.get(lang).to_owned());
    let title = item.title.get(lang);
    let (overdue, until) = match lang {
        Lang::En => ("OVERDUE: ", "due"),
        Lang::Zh => ("【已超期】", "期限"),
    };
    let overdue = if item.overdue { overdue } else { "" };
    let (case, duty) = (&item.case, &item.duty);
    let duty_title = item.duty_title.get(lang);
    let at = crate::report::view::instant(&item.due);
    let told = match lang {
        Lang::En => {
            format!("{duty} {duty_title}\n{title}\nCase: {case}\nBody: {body}\n{until}: {at}")
        }
        Lang::Zh => {
            format!("{duty} {duty_title}\n{title}\n案件：{case}\n单位：{body}\n{until}：{at}")
        }
    };
    out.line("BEGIN", "VEVENT");
    out.line("UID", &format!("{uid}@remit"));
    out.line("DTSTAMP", stamp);
    out.line("DTSTART", &begin);
    out.line("DTEND", &end);
    let summary = format!("{overdue}{title} · {case} · {body}");
    out.line("SUMMARY", &escaped(&summary));
    out.line("DESCRIPTION", &escaped(&told));
    out.line("CATEGORIES", &escaped(duty));
    out.line("TRANSP", "TRANSPARENT");
    out.line("BEGIN", "VALARM");
    out.line("ACTION", "DISPLAY");
    out.line("DESCRIPTION", &escaped(&summary));
    out.line("TRIGGER", "-P1D");
    out.line("END", "VALARM");
    out.line("END", "VEVENT");
}

/// The name of an item: the same from one audit to the next.
fn name(item: &DueEntry, set: &str) -> String {
    let mut hash = Sha256::new();
    for part in [set, &item.duty, &item.step, &item.case, &item.body] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let bytes = hash.finalize();
    let first = bytes.iter().take(16);
    first
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|d| char::from_digit(u32::from(d), 16))
        .collect()
}

/// `20260215T155959Z`
fn utc(ms: i64) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(ms).ok()?;
    Some(at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// A text as a value: no control characters but breaks of lines, which are written as `\n`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("\\n");
        }
        for c in plain(line).chars() {
            if matches!(c, '\\' | ';' | ',') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

struct Calendar {
    text: String,
}

impl Calendar {
    /// A line, folded where it is too long and never within a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain(std::iter::once(':')).chain(value.chars()) {
            if used + c.len_utf8() > OCTETS {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
