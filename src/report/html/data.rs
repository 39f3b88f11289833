//! The findings as data for the script, small enough that thousands of them fit.
//!
//! Most texts of findings are alike but for a few numbers and names. Each kind of text is kept once,
//! with holes, and a finding has only what stands in the holes. It is plain JSON all the same: no
//! packed block, which mail gateways rightly distrust.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::Hash;

use serde::Serialize;
use serde_json::{Value, json};

use super::card;
use super::heat::body_key;
use super::trend::{Series, series};
use crate::finding::{Class, Severity};
use crate::report::exceptions;
use crate::report::style::plain;
use crate::report::view::{View, instant};
use crate::report::wire::{Finding, Row};
use crate::text::Words;

/// What stands in a text for a part of its own: the case, the day and hour at which the thing was
/// due, those at which it came true, then what the finding lists. No document has these characters, and
/// [`plain`] makes those of a log visible.
const HOLES: std::ops::RangeInclusive<char> = '\u{fdd0}'..='\u{fdef}';
/// What stands between the parts that a finding lists.
const BETWEEN: char = '|';

/// All that the script knows.
#[derive(Serialize)]
struct Data<'r> {
    /// Severity codes with what people read.
    severities: [[String; 2]; 3],
    /// Id, title, 0 for a fault and 1 for what is to be looked at.
    rules: Vec<(String, String, u8)>,
    /// Id, id with title.
    duties: Vec<[String; 2]>,
    /// Id, title, index of the body above or −1.
    bodies: Vec<(String, String, i64)>,
    inputs: Vec<String>,
    texts: Vec<String>,
    clauses: Vec<String>,
    /// What findings of one kind have in common: rule, flags, duty, message, why, help, step, clauses,
    /// of each row its file, what it says and what is to be said of it, and how a deadline was reckoned.
    kinds: Vec<Kind>,
    /// Id, kind, body, case, due, when, holes, then the number of each row; and of a few a list of
    /// person, target and window, and one of the lines of the answer.
    findings: Vec<Value>,
    more: &'r [(i64, i64, u64)],
    trend: Vec<Series>,
    words: Value,
}

/// Things, each of them once, in the order in which they come up.
struct Once<T> {
    all: Vec<T>,
    at: HashMap<T, usize>,
}

impl<T: Clone + Eq + Hash> Once<T> {
    fn new() -> Self {
        Self { all: Vec::new(), at: HashMap::new() }
    }

    fn place(&mut self, thing: T) -> usize {
        if let Some(at) = self.at.get(&thing) {
            return *at;
        }
        let at = self.all.len();
        self.all.push(thing.clone());
        self.at.insert(thing, at);
        at
    }
}

type Kind =
    (i64, usize, i64, usize, usize, usize, usize, Vec<usize>, Vec<(u32, usize, usize)>, Vec<usize>);

struct Packer<'v, 'r> {
    view: &'v View<'r>,
    rules: HashMap<&'r str, usize>,
    duties: HashMap<&'r str, usize>,
    bodies: HashMap<&'r str, usize>,
    texts: Once<String>,
    clauses: Once<String>,
    kinds: Once<Kind>,
}

/// The data as JSON that may stand in a script element.
pub(super) fn json(view: &View<'_>) -> String {
    let report = view.report;
    let mut packer = Packer {
        view,
        rules: places(report.rules.iter().map(|own| own.id.as_str())),
        duties: places(report.duties.iter().map(|own| own.id.as_str())),
        bodies: places(report.bodies.iter().map(|own| own.id.as_str())),
        texts: Once::new(),
        clauses: Once::new(),
        kinds: Once::new(),
    };
    packer.texts.place(String::new());
    let findings = report.findings.iter().map(|own| packer.finding(own)).collect();
    let more: Vec<(i64, i64, u64)> = report
        .more
        .iter()
        .map(|own| {
            (
                index(&packer.rules, Some(&own.rule)),
                index(&packer.duties, own.duty.as_ref()),
                own.count,
            )
        })
        .collect();
    let data = Data {
        severities: Severity::ALL.map(|own| [own.code().to_owned(), card::badge_text(view, own)]),
        rules: report
            .rules
            .iter()
            .map(|own| {
                (plain(&own.id), view.words(&own.title), u8::from(own.class != Class::Fault))
            })
            .collect(),
        duties: report.duties.iter().map(|own| [plain(&own.id), view.duty(&own.id)]).collect(),
        bodies: report
            .bodies
            .iter()
            .map(|own| {
                (body_key(&own.id), view.body(&own.id), index(&packer.bodies, own.parent.as_ref()))
            })
            .collect(),
        inputs: view.paths().to_vec(),
        texts: std::mem::take(&mut packer.texts.all),
        clauses: std::mem::take(&mut packer.clauses.all),
        kinds: std::mem::take(&mut packer.kinds.all),
        findings,
        more: &more,
        trend: series(view),
        words: words(view),
    };
    // A report has no map with keys that JSON can't have.
    harmless(&serde_json::to_string(&data).unwrap_or_default())
}

/// JSON in which nothing can end the script element, and without characters that no document has.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' => {
                // Writing to a text can't fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn places<'r>(ids: impl Iterator<Item = &'r str>) -> HashMap<&'r str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

fn index(places: &HashMap<&str, usize>, id: Option<&String>) -> i64 {
    let at = id.and_then(|id| places.get(id.as_str()));
    at.and_then(|at| i64::try_from(*at).ok()).unwrap_or(-1)
}

impl Packer<'_, '_> {
    fn finding(&mut self, own: &Finding) -> Value {
        let view = self.view;
        let case = card::cases(own);
        let due = own.due.as_deref().map(instant).unwrap_or_default();
        let when = own.came_true.as_deref().filter(|_| own.came_true != own.due);
        let when = when.map(instant).unwrap_or_default();
        let mut holes = Holes::new(&case, &due, &when, own.duty.as_deref().unwrap_or_default());
        let mut text = |words: Option<&Words>| {
            let text = words.map(|own| view.words(own)).unwrap_or_default();
            self.texts.place(holes.pierce(&text))
        };
        let message = text(Some(&own.message));
        let why = text(exceptions::why(own).as_ref());
        let help = text(own.help.as_ref());
        let rows = own
            .rows
            .iter()
            .map(|row| (row.input, text(Some(&row.excerpt)), text(Some(&row.words))));
        let rows: Vec<(u32, usize, usize)> = rows.collect();
        let clock = own.reckoning.iter().map(|step| text(Some(step))).collect();
        let step = self.texts.place(card::step(view, own).unwrap_or_default());
        let clauses = card::clauses(own).into_iter().map(|own| self.clauses.place(own)).collect();
        let severity = Severity::ALL.iter().position(|one| *one == own.severity).unwrap_or(0);
        let status = match own.status.as_deref() {
            Some("new") => 1,
            Some("persisting") => 2,
            Some("returned") => 3,
            _ => 0,
        };
        let flags = severity + 3 * status + 12 * usize::from(own.waived);
        let rule = index(&self.rules, Some(&own.rule));
        let duty = index(&self.duties, own.duty.as_ref());
        let kind =
            self.kinds.place((rule, flags, duty, message, why, help, step, clauses, rows, clock));
        let body = index(&self.bodies, own.body.as_ref());
        let listed = holes.listed();
        let mut parts = vec![
            json!(plain(&own.id)),
            json!(kind),
            json!(body),
            json!(case),
            json!(due),
            json!(when),
            json!(listed),
        ];
        let place = |row: &Row| match &row.place {
            Some(place) => json!(view.words(place)),
            None => json!(row.row),
        };
        parts.extend(own.rows.iter().map(place));
        let rare = [&own.person, &own.target, &own.window];
        let [person, target, window] = rare.map(|own| plain(own.as_deref().unwrap_or_default()));
        let answer = card::answer(view, own);
        // Their titles and many of their values are those of others too.
        let lines = answer.lines().map(|line| self.texts.place(line.to_owned()));
        let answer: Vec<usize> = lines.collect();
        let rare = [person, target, window];
        if !answer.is_empty() || rare.iter().any(|own| !own.is_empty()) {
            parts.push(json!((rare, answer)));
        }
        Value::Array(parts)
    }
}

/// What is taken out of the texts of a finding.
struct Holes<'f> {
    case: &'f str,
    /// What is never taken out: it is the same in all texts of a kind.
    duty: &'f str,
    own: Vec<String>,
}

impl<'f> Holes<'f> {
    /// How many of them stand elsewhere in the finding.
    const KNOWN: usize = 5;

    fn new(case: &'f str, due: &str, when: &str, duty: &'f str) -> Self {
        let halves = |text: &str| {
            let (day, hour) = text.split_once(' ').unwrap_or((text, ""));
            [day.to_owned(), hour.to_owned()]
        };
        let own = [case.to_owned()].into_iter().chain(halves(due)).chain(halves(when));
        Self { case, duty, own: own.collect() }
    }

    /// What the finding has to list.
    fn listed(&self) -> String {
        self.own.get(Self::KNOWN..).unwrap_or_default().join(&BETWEEN.to_string())
    }

    /// The mark of a part; nothing when there are no marks left.
    fn mark(&mut self, part: &str) -> Option<char> {
        let at = self.own.iter().position(|own| own == part).unwrap_or(self.own.len());
        let mark = HOLES.clone().nth(at)?;
        if at == self.own.len() {
            self.own.push(part.to_owned());
        }
        Some(mark)
    }

    /// The kind of a text: it without what is its own, such as a date or the case.
    fn pierce(&mut self, text: &str) -> String {
        if self.case.is_empty() {
            return self.part(text);
        }
        let case = HOLES.start().to_string();
        let parts: Vec<String> = text.split(self.case).map(|part| self.part(part)).collect();
        parts.join(&case)
    }

    fn part(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut token = String::new();
        // The end of the text ends a word, like every other character that no number has.
        for c in text.chars().map(Some).chain([None]) {
            match c {
                Some(c)
                    if c.is_ascii_alphanumeric() || (!token.is_empty() && ":.-".contains(c)) =>
                {
                    token.push(c);
                    continue;
                }
                _ => {}
            }
            let rest = token.split_off(token.trim_end_matches([':', '.', '-']).len());
            let own = token != self.duty && token.bytes().any(|byte| byte.is_ascii_digit());
            match own.then(|| self.mark(&token)).flatten() {
                Some(mark) => out.push(mark),
                None => out.push_str(&token),
            }
            out.push_str(&rest);
            out.extend(c);
            token.clear();
        }
        out
    }
}

/// What the script says.
fn words(view: &View<'_>) -> Value {
    let statuses =
        ["new", "persisting", "returned"].map(|code| [code.to_owned(), card::status(view, code)]);
    json!({
        "all": view.pick("all", "全部"),
        "none": view.pick("(none)", "（无）"),
        "with": view.pick("with those below it", "含下属单位"),
        "status": statuses,
        "full": view.pick("{0} of {1} findings", "显示{0}项，共{1}项"),
        "listed": view.pick("all {0} findings", "全部{0}项"),
        "looks": view.pick("{0} of {1} clues and signals", "显示{0}条，共{1}条线索和信号"),
        "more": view.pick("{0} more of the chosen rules and duties are only counted", "所选规则和事项另有{0}项只计数、未列出"),
        "nothing": view.pick("Nothing fits these filters.", "没有符合筛选条件的内容。"),
        "filtered": view.pick("Filtered by", "筛选条件"),
        "bodies": view.pick("Bodies", "单位"),
        "duties": view.pick("Duties", "责任事项"),
        "faults": view.pick("Faults", "问题"),
        "tolook": view.pick("To look at", "供研判"),
        "waived": view.pick("only waived", "仅看已豁免"),
        "search": view.pick("Search", "搜索"),
        "colon": view.pick(": ", "："),
        "sep": view.pick("; ", "；"),
    })
}

#[cfg(test)]
mod tests {
    use super::{BETWEEN, HOLES, Holes, harmless};

    /// What the script does.
    fn fill(kind: &str, holes: &Holes<'_>) -> String {
        let put = |c: char| match HOLES.clone().position(|mark| mark == c) {
            Some(at) => holes.own[at].clone(),
            None => c.to_string(),
        };
        kind.chars().map(put).collect()
    }

    #[test]
    fn a_text_comes_back_from_its_kind_and_its_own_parts() {
        let many = (100..200).map(|at| format!("n{at}")).collect::<Vec<_>>().join(" ");
        for (text, case) in [
            ("RTF-02 “Record sent” was due by the end of 2007-08-20 and was done 2007-09-29", "A1"),
            ("AL-2026-0001 · 登记 · 2026-02-17 13:10 · 督察大队 · 020404", "AL-2026-0001"),
            ("2026- . -3a:: 4 2026", "2"),
            ("案2026·案2026", "案2026"),
            (many.as_str(), "A"),
            ("9", ""),
            ("", "A"),
        ] {
            let mut holes = Holes::new(case, "2007-08-20 23:59", "", "RTF-02");
            let kind = holes.pierce(text);
            assert_eq!(fill(&kind, &holes), text);
            let listed = &holes.own[Holes::KNOWN..];
            assert!(
                listed.iter().all(|own| !own.is_empty() && !own.contains(BETWEEN)),
                "{listed:?}"
            );
        }
    }

    #[test]
    fn texts_that_differ_in_dates_and_cases_are_of_one_kind() {
        let mut one = Holes::new("AL-1", "2026-02-03 10:00", "", "PP-03");
        let mut other = Holes::new("BX-77", "2026-11-30 23:59", "", "PP-03");
        let first = one.pierce("PP-03: AL-1 was due 2026-02-03 10:00, by 020404 in 3 parts");
        let second = other.pierce("PP-03: BX-77 was due 2026-11-30 23:59, by 999999 in 4 parts");
        assert_eq!(first, second);
        assert_eq!((one.listed().as_str(), other.listed().as_str()), ("020404|3", "999999|4"));
    }

    #[test]
    fn nothing_in_the_data_ends_the_script_element() {
        let text = harmless(&serde_json::to_string("</script><!--&\u{2028}\u{fdd0}").unwrap());
        assert_eq!(text, r#""\u003c/script\u003e\u003c!--\u0026\u2028\ufdd0""#);
        let back: String = serde_json::from_str(&text).unwrap();
        assert_eq!(back, "</script><!--&\u{2028}\u{fdd0}");
    }
}
