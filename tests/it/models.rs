//! Supervision models against a count that looks at every window event by event.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::DateTime;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use remit::audit::Options;
use remit::doc::{Format, read_text};
use remit::finding::Sink;
use remit::model::Model;
use remit::model::load::assemble;
use remit::text::Sources;

use crate::support::{audit, in_memory, read};

/// One event: which case, step and target, and when; the hour is absent if only the day is known.
#[derive(Clone, Debug)]
struct Event {
    case: u8,
    step: u8,
    target: Option<u8>,
    day: u16,
    hour: Option<u8>,
    /// The value of the field `bad`, if the row has one.
    bad: Option<bool>,
}

/// A model: how many of step 0, how many of step 1 too, whether none of step 2, how long.
#[derive(Clone, Copy, Debug)]
struct Shape {
    at_least: usize,
    with: Option<usize>,
    without: bool,
    /// Only events of step 0 at which `bad` holds.
    when: bool,
    within: &'static str,
}

const STEPS: [&str; 3] = ["flag", "mediate", "letter"];

fn shapes() -> Vec<Shape> {
    let mut all = Vec::new();
    for within in ["36h", "2d", "1month"] {
        for (at_least, with, without, when) in [
            (2, None, false, false),
            (2, None, true, false),
            (1, Some(1), true, false),
            (3, Some(2), false, false),
            (2, None, true, true),
        ] {
            all.push(Shape { at_least, with, without, when, within });
        }
    }
    all
}

fn set() -> Model {
    let mut text = String::from(concat!(
        "kind: set\nid: random\ntimezone: UTC\nfields: { bad: { type: boolean } }\n",
        "---\nkind: responsibility-list\nduties: { D: { title: d, holder: R } }\n",
        "---\nkind: standard\nduty: D\n",
        "steps:\n  flag: { optional: true }\n  mediate: { optional: true }\n  letter: { optional: true }\n",
        "---\nkind: mapping\n",
        "columns: { case: case, duty: duty, step: step, at: at, target: target, fields: { bad: bad } }\n",
        "---\nkind: roster\nroles: { R: {} }\nbodies: { B: { roles: R } }\n",
    ));
    for (at, shape) in shapes().iter().enumerate() {
        let Shape { at_least, with, without, when, within } = shape;
        write!(text, "---\nkind: model\nid: m{at}\nby: target\nwithin: {within}\n").unwrap();
        let when = if *when { ", when: { bad: true }" } else { "" };
        write!(text, "at_least: {at_least}\nof: {{ step: D.flag{when} }}\n").unwrap();
        if let Some(with) = with {
            writeln!(text, "with: {{ step: D.mediate, at_least: {with} }}").unwrap();
        }
        if *without {
            text.push_str("without: { step: D.letter }\n");
        }
    }
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let documents = read_text("random.yaml", &text, Format::Yaml, &mut sources, &mut sink);
    let draft = assemble(&documents, sources, &mut sink);
    remit::lint::run(&draft, &mut sink);
    let fatal: Vec<_> =
        sink.findings().iter().filter(|f| f.rule.fatal).map(|f| &f.message.en).collect();
    assert!(fatal.is_empty(), "{fatal:?}");
    Model::resolve(&draft)
}

impl Event {
    /// The first and last minute at which it may have happened.
    fn ends(&self) -> (DateTime, DateTime) {
        let day = jiff::civil::date(2026, 1, 25).checked_add(i64::from(self.day).days()).unwrap();
        match self.hour {
            Some(hour) => {
                let at = day.at(i8::try_from(hour).unwrap(), 0, 0, 0);
                (at, at)
            }
            None => (day.at(0, 0, 0, 0), day.at(23, 59, 0, 0)),
        }
    }

    fn row(&self) -> String {
        let (at, _) = self.ends();
        let at = match self.hour {
            Some(_) => at.strftime("%Y-%m-%d %H:%M").to_string(),
            None => at.date().to_string(),
        };
        let target = self.target.map_or_else(String::new, |n| format!("T{n}"));
        let bad = self.bad.map_or_else(String::new, |bad| bad.to_string());
        format!("C{:02},D,{},{at},{target},{bad}", self.case, STEPS[usize::from(self.step)])
    }
}

/// The last minute that is in the window for certain, and the last that may be.
fn window(opens: (DateTime, DateTime), within: &str) -> (DateTime, DateTime) {
    let end_of = |date: jiff::civil::Date| date.at(23, 59, 0, 0);
    match within {
        "36h" => (opens.0 + 36.hours(), opens.1 + 36.hours()),
        "2d" => (end_of(opens.0.date() + 2.days()), end_of(opens.0.date() + 2.days())),
        _ => (end_of(opens.0.date() + 1.month()), end_of(opens.0.date() + 1.month())),
    }
}

/// A clue: model, target, cases in order, the minute at which it came true.
type Clue = (usize, String, Vec<String>, DateTime);

fn brute_force(events: &[Event]) -> BTreeSet<Clue> {
    // In a case: by time, at one time by the step, as the list has it.
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|e| (e.ends().0, e.hour.is_none(), e.step, e.target, e.bad));
    let of_case = |case: u8| sorted.iter().filter(move |e| e.case == case);
    let mut all = BTreeSet::new();
    for (at, shape) in shapes().into_iter().enumerate() {
        // (kind, target, case, event)
        let mut counted: Vec<(u8, u8, u8, &Event)> = Vec::new();
        for case in 0..20 {
            for (place, event) in of_case(case).enumerate() {
                let until = event.ends().0;
                let bad =
                    of_case(case).filter(|e| e.ends().0 <= until).filter_map(|e| e.bad).next_back();
                if shape.when && event.step == 0 && bad != Some(true) {
                    continue;
                }
                let before = of_case(case).take(place + 1).filter_map(|e| e.target).last();
                let after = || of_case(case).skip(place).find_map(|e| e.target);
                let Some(target) = before.or_else(after) else { continue };
                let again = counted.iter().any(|c| (c.0, c.1, c.2) == (event.step, target, case));
                if event.step == 2 || !again {
                    counted.push((event.step, target, case, event));
                }
            }
        }
        for target in 0..3 {
            let own: Vec<_> = counted.iter().filter(|c| c.1 == target).collect();
            let wanted = |step: u8| step == 0 || step == 1 && shape.with.is_some();
            let mut openings: Vec<_> =
                own.iter().filter(|c| wanted(c.0)).map(|c| c.3.ends()).collect();
            openings.sort_unstable();
            let mut behind: Option<DateTime> = None;
            for opens in openings {
                if behind.is_some_and(|behind| opens.0 <= behind) {
                    continue;
                }
                let (certain, latest) = window(opens, shape.within);
                let mut inside: Vec<_> = own
                    .iter()
                    .filter(|c| wanted(c.0))
                    .filter(|c| c.3.ends().0 >= opens.0 && c.3.ends().1 <= certain)
                    .collect();
                inside.sort_by_key(|c| (c.3.ends(), c.2, c.0));
                let times = |step: u8| {
                    let own = inside.iter().filter(move |c| c.0 == step);
                    own.map(|c| c.3.ends().0).collect::<Vec<_>>()
                };
                let first = times(0).get(shape.at_least - 1).copied();
                let second = shape.with.map(|n| times(1).get(n - 1).copied());
                let (Some(first), None | Some(Some(_))) = (first, second) else { continue };
                let cleared = own
                    .iter()
                    .any(|c| c.0 == 2 && c.3.ends().1 >= opens.0 && c.3.ends().0 <= latest);
                if shape.without && cleared {
                    continue;
                }
                let came_true = second.flatten().map_or(first, |second| second.max(first));
                let mut cases: Vec<String> = Vec::new();
                for c in inside {
                    let case = format!("C{:02}", c.2);
                    if !cases.contains(&case) {
                        cases.push(case);
                    }
                }
                all.insert((at, format!("T{target}"), cases, came_true));
                behind = Some(certain);
            }
        }
    }
    all
}

fn found(model: &Model, rows: &[String]) -> BTreeSet<Clue> {
    let log = format!("case,duty,step,at,target,bad\n{}\n", rows.join("\n"));
    let audit =
        audit(model, read(model, vec![in_memory("log.csv", log)], None), Options::default());
    let clues = audit.findings.into_iter().filter(|finding| finding.rule.id == "clue/pattern");
    clues
        .map(|clue| {
            let number = clue.subject.detail.unwrap().strip_prefix('m').unwrap().parse().unwrap();
            let at = jiff::Timestamp::from_millisecond(clue.came_true.unwrap()).unwrap();
            let at = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
            (number, clue.subject.target.unwrap(), clue.cases, at)
        })
        .collect()
}

#[test]
fn models_find_what_a_count_over_every_window_finds() {
    let model = set();
    let event = (
        0u8..8,
        0u8..3,
        prop::option::weighted(0.7, 0u8..3),
        0u16..60,
        prop::option::weighted(0.8, 0u8..24),
        prop::option::weighted(0.5, any::<bool>()),
    );
    let event = event.prop_map(|(case, step, target, day, hour, bad)| Event {
        case,
        step,
        target,
        day,
        hour,
        bad,
    });
    let events = prop::collection::vec(event, 1..40);
    let mut clues = 0;
    let mut runner = TestRunner::new(Config { cases: 400, ..Config::default() });
    let mut seen = |events: Vec<Event>| {
        let rows: Vec<String> = events.iter().map(Event::row).collect();
        let wanted = brute_force(&events);
        clues += wanted.len();
        prop_assert_eq!(found(&model, &rows), wanted);
        Ok(())
    };
    let count = std::cell::RefCell::new(&mut seen);
    runner.run(&events, |events| (count.borrow_mut())(events)).unwrap();
    assert!(clues > 1000, "{clues} clues are too few to prove anything");
}
