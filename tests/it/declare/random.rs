//! Random cases under random rules: the engine and the evaluator that tries everything must agree.

#![expect(clippy::format_push_string, reason = "a text made once in a test")]

use std::collections::BTreeMap;

use remit::audit::Options;
use remit::audit::outcome::Verdict;
use remit::model::Model;

use super::oracle::{Answer, Event, Link, Rule, Trial, Window, World, orders};
use crate::support::{audit, in_memory, model_of, read, without_places};

const TEMPLATES: [&str; 26] = [
    "existence",
    "absence",
    "exactly",
    "init",
    "end",
    "choice",
    "exclusive-choice",
    "responded-existence",
    "co-existence",
    "response",
    "alternate-response",
    "chain-response",
    "precedence",
    "alternate-precedence",
    "chain-precedence",
    "succession",
    "alternate-succession",
    "chain-succession",
    "not-co-existence",
    "not-responded-existence",
    "not-response",
    "not-precedence",
    "not-succession",
    "not-chain-response",
    "not-chain-precedence",
    "not-chain-succession",
];

/// Names of the steps by number; the fourth ends the duty, the fifth belongs to another duty.
const STEPS: [&str; 5] = ["a", "b", "c", "z", "O.w"];
const MINUTE: i64 = 60_000;
const DAY: i64 = 1440 * MINUTE;
/// 2026-03-02 00:00 UTC.
const BEGIN: i64 = 1_772_409_600_000;

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

/// A batch: one set of rules, one for each template, and many cases.
struct Batch {
    rules: Vec<Rule>,
    world: World,
    cases: Vec<Vec<Event>>,
    /// Values as they stand in the rows, by case and event.
    written: Vec<Vec<Option<u8>>>,
}

fn rule(template: &'static str, dice: &mut Dice) -> Rule {
    let mut steps = || {
        let one = dice.pick(&[0, 0, 1, 1, 2, 4]);
        let other = dice.pick(&[0, 1, 2, 4]);
        if dice.one_in(5) && other != one { vec![one, other] } else { vec![one] }
    };
    let (activation, mut target) = (steps(), steps());
    let pairs = TEMPLATES.iter().position(|own| *own == template).unwrap() > 6;
    if pairs && dice.one_in(6) {
        target.clone_from(&activation);
    }
    if template == "exclusive-choice" {
        target.retain(|step| !activation.contains(step));
        if target.is_empty() {
            target.push((0..3).find(|step| !activation.contains(step)).unwrap());
        }
    }
    let links = [Link::Field, Link::Field, Link::Body, Link::Person];
    let mut link = |rarely: u64| {
        if pairs && dice.one_in(rarely) { vec![dice.pick(&links)] } else { Vec::new() }
    };
    let (same, mut different) = (link(4), link(7));
    different.retain(|link| !same.contains(link));
    let window = [
        Window::Minutes(0),
        Window::Minutes(20),
        Window::Minutes(90),
        Window::Minutes(1440),
        Window::Days(0),
        Window::Days(1),
    ];
    Rule {
        template,
        activation,
        target,
        count: usize::try_from(1 + dice.below(3)).unwrap(),
        when: match dice.below(5) {
            0 | 1 => Some(vec![1]),
            2 => Some(vec![1, 2]),
            _ => None,
        },
        same,
        different,
        window: (pairs && dice.one_in(3)).then(|| dice.pick(&window)),
    }
}

/// A case, and what its rows say under the field of the condition.
fn case(
    world: &World,
    days_too: bool,
    scale: i64,
    dice: &mut Dice,
) -> (Vec<Event>, Vec<Option<u8>>) {
    let most = if world.file_order { 7 } else { 5 };
    let length = 1 + dice.below(most);
    let ends = dice.one_in(4);
    let slots = if dice.one_in(3) { 3 } else { 9 };
    let start = BEGIN + i64::try_from(dice.below(3)).unwrap() * DAY;
    let mut events = Vec::new();
    let mut written = Vec::new();
    for _ in 0..length {
        let low = start + i64::try_from(dice.below(slots)).unwrap() * scale;
        let whole = days_too && dice.one_in(4);
        let (low, high) = if whole {
            let day = low.div_euclid(DAY) * DAY;
            (day, day + DAY - 1)
        } else {
            (low, low)
        };
        let step = match dice.below(12) {
            0 => None,
            1 if ends => Some(3),
            2 => Some(4),
            3 => Some(2),
            n if n % 2 == 0 => Some(0),
            _ => Some(1),
        };
        let mut some = |rarely: u64, of: u64| {
            (!dice.one_in(rarely)).then(|| u8::try_from(1 + dice.below(of)).unwrap())
        };
        let (value, field, body) = (some(4, 3), some(8, 2), some(8, 2));
        let persons: Vec<u8> = some(8, 3).into_iter().chain(some(2, 3)).collect();
        written.push(value);
        let own = step != Some(4);
        events.push(Event { low, high, step, own, seen: None, field, body, persons });
    }
    // Which of several values of one instant is the latest is nobody's business: where a row leaves
    // the value open, there is only one that it can be.
    for at in 0..events.len() {
        let mut shown = BTreeMap::new();
        for (other, value) in events.iter().zip(&written) {
            if let (Some(value), true) = (value, other.low <= events[at].low) {
                shown.entry(other.low).or_insert_with(Vec::new).push(*value);
            }
        }
        let latest = shown.last_key_value().map(|(_, values)| values.clone()).unwrap_or_default();
        if written[at].is_none() && latest.iter().any(|value| *value != latest[0]) {
            for (other, value) in events.iter().zip(&mut written) {
                if other.low <= events[at].low && value.is_some() {
                    *value = Some(latest[0]);
                }
            }
        }
    }
    for at in 0..events.len() {
        let known = (0..events.len())
            .filter(|other| events[*other].low <= events[at].low && written[*other].is_some());
        let latest = known.max_by_key(|other| events[*other].low).and_then(|other| written[other]);
        events[at].seen = written[at].or(latest);
    }
    (events, written)
}

fn batch(cases: usize, dice: &mut Dice) -> Batch {
    let mut world =
        World { file_order: dice.one_in(3), complete: dice.one_in(3), as_of: i64::MIN, ends: 3 };
    let days_too = dice.one_in(2);
    let scale = dice.pick(&[10 * MINUTE, 30 * MINUTE, 480 * MINUTE, DAY]);
    let rules = TEMPLATES.iter().map(|template| rule(template, dice)).collect();
    let made: Vec<_> = (0..cases).map(|_| case(&world, days_too, scale, dice)).collect();
    let (cases, written): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    world.as_of = cases.iter().flatten().map(|event| event.low).max().unwrap();
    Batch { rules, world, cases, written }
}

impl Batch {
    /// The rules as a model: only counted, or told too.
    fn model(&self, counted: bool) -> Model {
        let ties = if self.world.file_order { "file-order" } else { "lenient" };
        let mut text = format!(
            "kind: set\nid: s\ntimezone: UTC\nties: {ties}\nfields: {{ x: {{}}, f: {{}} }}\n---\n\
             kind: responsibility-list\nduties: {{ D: {{}}, O: {{}} }}\n---\n\
             kind: mapping\ncomplete: {}\ncolumns: {{ case: case, duty: duty, step: step, at: at, \
             body: body, person: {{ column: person, split: \";\" }}, fields: {{ x: x, f: f }} }}\n---\n\
             kind: standard\nduty: O\nsteps: {{ w: {{ optional: true }} }}\n---\n\
             kind: standard\nduty: D\nsteps: {{ a: {{ optional: true }}, b: {{ optional: true }}, \
             c: {{ optional: true }}, z: {{ optional: true, ends: true }} }}\nrules:\n",
            self.world.complete
        );
        for (at, rule) in self.rules.iter().enumerate() {
            let steps = |steps: &[usize]| {
                let names: Vec<&str> = steps.iter().map(|step| STEPS[*step]).collect();
                format!("[{}]", names.join(", "))
            };
            let template = rule.template;
            text += &format!(
                "  r{at}: {{ template: {template}, activation: {}",
                steps(&rule.activation)
            );
            if at > 4 {
                text += &format!(", target: {}", steps(&rule.target));
            }
            if at < 3 {
                text += &format!(", count: {}", rule.count);
            }
            if let Some(values) = &rule.when {
                let values: Vec<String> =
                    values.iter().map(|value| format!("\"{value}\"")).collect();
                text += &format!(", when: {{ x: [{}] }}", values.join(", "));
            }
            for (key, links) in [("same", &rule.same), ("different", &rule.different)] {
                let name = |link: &Link| match link {
                    Link::Field => "f",
                    Link::Body => "body",
                    Link::Person => "person",
                };
                if !links.is_empty() {
                    let names: Vec<&str> = links.iter().map(name).collect();
                    text += &format!(", {key}: [{}]", names.join(", "));
                }
            }
            match rule.window {
                Some(Window::Minutes(n)) => text += &format!(", within: {n}m"),
                Some(Window::Days(n)) => text += &format!(", within: {n}d"),
                None => {}
            }
            text += &format!(", counted: {counted} }}\n");
        }
        model_of(&text)
    }

    /// The log of some of the cases, and of one that is older and one as new as the newest.
    fn log(&self, cases: std::ops::Range<usize>) -> String {
        let when = |ms: i64, whole: bool| {
            let at = jiff::Timestamp::from_millisecond(ms).unwrap();
            at.strftime(if whole { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" }).to_string()
        };
        let mut log = "case,duty,step,at,body,person,x,f\n".to_owned();
        let text = |value: Option<u8>| value.map(|value| value.to_string()).unwrap_or_default();
        for at in cases {
            for (event, written) in self.cases[at].iter().zip(&self.written[at]) {
                let (duty, step) = match event.step {
                    Some(4) => ("O", "w"),
                    Some(step) => ("D", STEPS[step]),
                    None => ("D", ""),
                };
                let persons: Vec<String> = event.persons.iter().map(|p| format!("p{p}")).collect();
                log += &format!(
                    "{at},{duty},{step},{},{},{},{},{}\n",
                    when(event.low, event.high > event.low),
                    event.body.map(|body| format!("u{body}")).unwrap_or_default(),
                    persons.join(";"),
                    text(*written),
                    text(event.field),
                );
            }
        }
        // What begins on the log's first day may have begun before it, so something else does.
        let (old, new) = (when(BEGIN - 9 * DAY, false), when(self.world.as_of, false));
        log + &format!("old,O,,{old},,,,\nnew,O,,{new},,,,\n")
    }

    /// How often each rule comes to each answer, by the engine.
    fn engine(&self, model: &Model, cases: std::ops::Range<usize>) -> Vec<BTreeMap<Answer, u64>> {
        let reading = read(model, vec![in_memory("log.csv", self.log(cases))], None);
        let options = Options { keep: 0, ..Options::default() };
        let audit = remit::audit::run(model, reading, &options, &|rule| Some(rule.severity));
        assert_eq!(audit.as_of, Some(self.world.as_of));
        let of = |at: usize| {
            let name = format!("D/r{at}");
            let own = audit.obligations.iter().find(|own| own.name == name).unwrap();
            let each = Verdict::ALL.into_iter().map(|verdict| {
                let answer = match verdict {
                    Verdict::Met => Answer::Met,
                    Verdict::Late => Answer::Late,
                    Verdict::Missing => Answer::Missing,
                    Verdict::NotDue => Answer::NotDue,
                    Verdict::CannotTell => Answer::CannotTell,
                    Verdict::Waived | Verdict::NotApplicable => Answer::NotApplicable,
                    Verdict::Vacuous => Answer::Vacuous,
                };
                (answer, verdict)
            });
            let mut found = BTreeMap::new();
            for (answer, verdict) in each {
                *found.entry(answer).or_default() += own.counts.of(verdict);
            }
            found.retain(|_, count| *count > 0);
            found
        };
        (0..self.rules.len()).map(of).collect()
    }

    /// Fails with the first case on which engine and evaluator differ.
    fn tell(&self, model: &Model) {
        for at in 0..self.cases.len() {
            let (own, other) = (self.engine(model, at..at + 1), self.oracle(at..at + 1));
            for ((rule, own), other) in self.rules.iter().zip(own).zip(other) {
                assert_eq!(
                    own,
                    other,
                    "engine (left), evaluator (right)\n{rule:?}\n{:?}\n{}{:#?}",
                    self.world,
                    self.log(at..at + 1),
                    self.cases[at]
                );
            }
        }
        panic!("the sums differ and no case does");
    }

    /// The same, by trying everything.
    fn oracle(&self, cases: std::ops::Range<usize>) -> Vec<BTreeMap<Answer, u64>> {
        let mut all = vec![BTreeMap::new(); self.rules.len()];
        for events in &self.cases[cases] {
            let orders = orders(events, self.world);
            for (rule, found) in self.rules.iter().zip(&mut all) {
                let trial = Trial { rule, events, orders: &orders, world: self.world };
                if let Some(answer) = trial.answer() {
                    *found.entry(answer).or_default() += 1;
                }
            }
        }
        all
    }
}

/// Holds the engine against the evaluator on 50,000 cases under rules of every template.
fn agree(seed: u64) {
    const BATCHES: usize = 125;
    const CASES: usize = 400;
    let mut dice = Dice(seed);
    let mut seen: BTreeMap<(&str, Answer), u64> = BTreeMap::new();
    for _ in 0..BATCHES {
        let batch = batch(CASES, &mut dice);
        // Findings cost time, and are not what this is about.
        let model = batch.model(true);
        let (engine, oracle) = (batch.engine(&model, 0..CASES), batch.oracle(0..CASES));
        if engine != oracle {
            batch.tell(&model);
        }
        for (rule, found) in batch.rules.iter().zip(oracle) {
            for (answer, count) in found {
                *seen.entry((rule.template, answer)).or_default() += count;
            }
        }
    }
    // What is never seen is not tested.
    for template in TEMPLATES {
        let of = |answer| seen.get(&(template, answer)).copied().unwrap_or(0);
        assert!(of(Answer::Met) > 1_000 && of(Answer::Missing) > 1_000, "{template}: {seen:?}");
        assert!(of(Answer::CannotTell) > 100, "{template}: {seen:?}");
    }
}

#[test]
fn the_engine_agrees_with_trying_everything() {
    agree(0x9e37_79b9_7f4a_7c15);
}

#[test]
fn the_engine_agrees_with_trying_everything_once_more() {
    agree(0x2545_f491_4f6c_dd1d);
}

/// What a relation comes to is worked out once for all cases that go the same way, but not in a
/// period, where each case is judged by itself: the two must say the same of every case.
#[test]
fn cases_that_go_the_same_way_are_told_as_if_each_were_the_only_one() {
    const CASES: usize = 400;
    let mut dice = Dice(0x1405_7b7e_f767_814f);
    let always = remit::audit::period::parse("2000-01-01..2099-12-31").unwrap();
    let mut findings = 0;
    for _ in 0..8 {
        let batch = batch(CASES, &mut dice);
        let model = batch.model(false);
        let told = |period| {
            let reading = read(&model, vec![in_memory("log.csv", batch.log(0..CASES))], None);
            let as_of = Some(batch.world.as_of);
            let audit = audit(&model, reading, Options { period, as_of, ..Options::default() });
            (audit.findings.len(), without_places(&audit))
        };
        let (once, each) = (told(None), told(Some(always.clone())));
        assert_eq!(once, each);
        findings += once.0;
    }
    assert!(findings > 10_000, "{findings}");
}
