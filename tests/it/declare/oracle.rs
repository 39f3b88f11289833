//! What each template means, written down as it is defined and tried out on every order of events that
//! their times allow and on every value that is not known. Slow, short, and of no use for long cases.

use std::collections::{BTreeMap, BTreeSet};

/// An event of a case.
#[derive(Clone, Debug, Default)]
pub(super) struct Event {
    /// First and last millisecond at which it may have happened.
    pub(super) low: i64,
    pub(super) high: i64,
    /// Number of its step; nothing if its row names none.
    pub(super) step: Option<usize>,
    /// Whether it belongs to the duty that states the rules.
    pub(super) own: bool,
    /// The value that a condition sees at it.
    pub(super) seen: Option<u8>,
    /// Values by which events may be linked.
    pub(super) field: Option<u8>,
    pub(super) body: Option<u8>,
    pub(super) persons: Vec<u8>,
}

/// How far two events may lie apart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Window {
    Minutes(i64),
    Days(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Field,
    Body,
    Person,
}

/// A rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) template: &'static str,
    pub(super) activation: Vec<usize>,
    pub(super) target: Vec<usize>,
    pub(super) count: usize,
    /// Values of which the condition asks for one.
    pub(super) when: Option<Vec<u8>>,
    pub(super) same: Vec<Link>,
    pub(super) different: Vec<Link>,
    pub(super) window: Option<Window>,
}

/// What a log says as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct World {
    pub(super) file_order: bool,
    pub(super) complete: bool,
    pub(super) as_of: i64,
    /// The step that ends the duty.
    pub(super) ends: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    Vacuous,
    NotApplicable,
    Met,
    NotDue,
    CannotTell,
    Late,
    Missing,
}

/// An event that may still come, after everything that has.
const FUTURE: usize = usize::MAX;

/// Adds every way in which the events that are left can go on.
fn place(events: &[Event], order: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
    if order.len() == events.len() {
        all.push(order.clone());
        return;
    }
    for next in 0..events.len() {
        let waits = |other: usize| {
            other != next && !order.contains(&other) && events[other].high < events[next].low
        };
        if order.contains(&next) || (0..events.len()).any(waits) {
            continue;
        }
        order.push(next);
        place(events, order, all);
        order.pop();
    }
}

/// Every order in which events can have happened.
pub(super) fn orders(events: &[Event], world: World) -> Vec<Vec<usize>> {
    if world.file_order {
        // They are given as they stand in the file.
        let mut order: Vec<usize> = (0..events.len()).collect();
        order.sort_by_key(|at| events[*at].low);
        return vec![order];
    }
    let mut all = Vec::new();
    place(events, &mut Vec::new(), &mut all);
    all
}

/// Questions that the log does not answer, and the answers that are being tried.
#[derive(Default)]
struct Guess {
    tried: Vec<bool>,
    asked: BTreeMap<(u8, usize, usize), usize>,
}

impl Guess {
    fn ask(&mut self, question: (u8, usize, usize)) -> bool {
        let next = self.asked.len();
        let at = *self.asked.entry(question).or_insert(next);
        if at == self.tried.len() {
            self.tried.push(false);
        }
        self.tried[at]
    }

    /// Everything that comes out for some answers.
    fn all(mut look: impl FnMut(&mut Self) -> Answer) -> BTreeSet<Answer> {
        let mut guess = Self::default();
        let mut found = BTreeSet::new();
        loop {
            guess.asked.clear();
            found.insert(look(&mut guess));
            while guess.tried.last() == Some(&true) {
                guess.tried.pop();
            }
            match guess.tried.last_mut() {
                Some(last) => *last = true,
                None => return found,
            }
        }
    }
}

/// A rule on a case.
pub(super) struct Trial<'t> {
    pub(super) rule: &'t Rule,
    pub(super) events: &'t [Event],
    pub(super) orders: &'t [Vec<usize>],
    pub(super) world: World,
}

/// One answer from all that are possible: what is a fault in any case is one.
fn settle(found: &BTreeSet<Answer>) -> Answer {
    let first = *found.first().unwrap();
    match found.len() {
        1 => first,
        _ if first >= Answer::Late => Answer::Missing,
        _ => Answer::CannotTell,
    }
}

impl Trial<'_> {
    /// What the case comes to; nothing if it is not judged.
    pub(super) fn answer(&self) -> Option<Answer> {
        let present = self.events.iter().any(|event| event.own);
        let rule = self.rule;
        // How each side is bound: direction, what may lie between, whether it is forbidden.
        let name = rule.template;
        let plain = name.strip_prefix("not-").unwrap_or(name);
        let forbids = plain != name;
        let tight = plain.split('-').next().unwrap();
        let kind = match plain.strip_prefix("alternate-").or(plain.strip_prefix("chain-")) {
            Some(kind) => kind,
            None => plain,
        };
        let sides: &[(char, bool)] = match kind {
            "response" => &[('>', false)],
            "precedence" => &[('<', false)],
            "succession" => &[('>', false), ('<', true)],
            "responded-existence" => &[('?', false)],
            "co-existence" => &[('?', false), ('?', true)],
            _ => return present.then(|| settle(&Guess::all(|guess| self.whole(guess)))),
        };
        let mut answers = Vec::new();
        for (look, swapped) in sides {
            let (own, other) = if *swapped {
                (&rule.target, &rule.activation)
            } else {
                (&rule.activation, &rule.target)
            };
            for at in self.done(own) {
                answers.push(match self.when(at) {
                    Some(false) => Answer::NotApplicable,
                    applies => {
                        let found = settle(&Guess::all(|guess| {
                            self.one(at, *look, tight, forbids, (own, other), guess)
                        }));
                        match applies {
                            None if found >= Answer::Late => Answer::CannotTell,
                            _ => found,
                        }
                    }
                });
            }
        }
        match answers.into_iter().max() {
            None => present.then_some(Answer::Vacuous),
            worst => worst,
        }
    }

    fn done(&self, steps: &[usize]) -> Vec<usize> {
        let is = |at: &usize| self.events[*at].step.is_some_and(|step| steps.contains(&step));
        (0..self.events.len()).filter(is).collect()
    }

    fn when(&self, at: usize) -> Option<bool> {
        match &self.rule.when {
            None => Some(true),
            Some(values) => self.events[at].seen.map(|seen| values.contains(&seen)),
        }
    }

    fn holds(&self, at: usize, guess: &mut Guess) -> bool {
        self.when(at).unwrap_or_else(|| guess.ask((0, at, at)))
    }

    fn linked(&self, one: usize, other: usize, guess: &mut Guess) -> bool {
        let all = [(&self.rule.same, true), (&self.rule.different, false)];
        let known = all.into_iter().flat_map(|(links, wanted)| {
            links.iter().map(move |link| {
                let (one, other) = (&self.events[one], &self.events[other]);
                let equal = |one: Option<u8>, other: Option<u8>| Some(one? == other?);
                let shared = match link {
                    Link::Field => equal(one.field, other.field),
                    Link::Body => equal(one.body, other.body),
                    Link::Person if one.persons.is_empty() || other.persons.is_empty() => None,
                    Link::Person => Some(one.persons.iter().any(|p| other.persons.contains(p))),
                };
                shared.map(|shared| shared == wanted)
            })
        });
        let known: Vec<Option<bool>> = known.collect();
        if known.contains(&Some(false)) {
            return false;
        }
        !known.contains(&None) || guess.ask((1, one.min(other), one.max(other)))
    }

    /// Whether the second of two events lies within the window that begins with the first.
    fn near(&self, first: usize, second: usize, guess: &mut Guess) -> bool {
        let Some(window) = self.rule.window else { return true };
        if first == second {
            return true;
        }
        let begin = &self.events[first];
        let day = 86_400_000;
        let (earliest, latest) = match window {
            Window::Minutes(n) => (begin.low + n * 60_000, begin.high + n * 60_000),
            Window::Days(n) => {
                let end = (begin.low.div_euclid(day) + n + 1) * day - 1;
                (end, end)
            }
        };
        if second == FUTURE {
            return latest > self.world.as_of;
        }
        let other = &self.events[second];
        if other.high <= earliest {
            true
        } else if other.low > latest {
            false
        } else {
            guess.ask((2, first, second))
        }
    }

    /// Whether more may come that counts.
    fn goes_on(&self) -> bool {
        let ended = self.events.iter().any(|event| event.step == Some(self.world.ends));
        !self.world.complete && (!ended || self.rule.window.is_some())
    }

    /// One activation: the best that some order makes of it.
    fn one(
        &self,
        at: usize,
        look: char,
        tight: &str,
        forbids: bool,
        (own, other): (&[usize], &[usize]),
        guess: &mut Guess,
    ) -> Answer {
        let mut best = Answer::Missing;
        for order in self.orders {
            let answer = if forbids {
                let found = self.partners(at, order, look, tight, (own, other), guess);
                let broken = found.iter().any(|partner| self.fits(at, *partner, order, guess));
                if broken { Answer::Missing } else { Answer::Met }
            } else {
                self.asked(at, order, look, tight, (own, other), guess)
            };
            best = best.min(answer);
        }
        best
    }

    fn asked(
        &self,
        at: usize,
        order: &[usize],
        look: char,
        tight: &str,
        (own, other): (&[usize], &[usize]),
        guess: &mut Guess,
    ) -> Answer {
        let mut best = Answer::Missing;
        for partner in self.partners(at, order, look, tight, (own, other), guess) {
            if self.fits(at, partner, order, guess) {
                return Answer::Met;
            }
            if self.linked(at, partner, guess) {
                best = Answer::Late;
            }
        }
        if look == '<' || !self.goes_on() {
            return best;
        }
        // One more event, after all that are certain to lie before it.
        let last = order.last().copied();
        let mut with = order.to_vec();
        let mut places = vec![with.len()];
        let ends_later =
            |at: usize| !self.world.file_order && self.events[at].high > self.world.as_of;
        if last.is_some_and(ends_later) {
            let fixed = order.iter().rposition(|at| !ends_later(*at)).map_or(0, |at| at + 1);
            places = (fixed..=with.len()).collect();
        }
        for place in places {
            with.insert(place, FUTURE);
            let found = self.partners(at, &with, look, tight, (own, other), guess);
            with.remove(place);
            if found.contains(&FUTURE) && self.near(at, FUTURE, guess) {
                return Answer::NotDue;
            }
        }
        best
    }

    /// What stands in the place of a partner, whether or not it fits.
    fn partners(
        &self,
        at: usize,
        order: &[usize],
        look: char,
        tight: &str,
        (own, other): (&[usize], &[usize]),
        guess: &mut Guess,
    ) -> Vec<usize> {
        let is = |at: usize, steps: &[usize]| {
            at == FUTURE && steps == other
                || at != FUTURE && self.events[at].step.is_some_and(|step| steps.contains(&step))
        };
        let here = order.iter().position(|own| *own == at).unwrap();
        let after: Vec<usize> = order[here + 1..].to_vec();
        let before: Vec<usize> = order[..here].iter().rev().copied().collect();
        let mut found = Vec::new();
        match look {
            '?' => {
                found.extend(order.iter().copied().filter(|partner| is(*partner, other)));
            }
            _ => {
                for partner in if look == '>' { after } else { before } {
                    if is(partner, other) {
                        found.push(partner);
                    }
                    let cut = match tight {
                        "chain" => true,
                        "alternate" => {
                            partner != FUTURE && is(partner, own) && self.holds(partner, guess)
                        }
                        _ => false,
                    };
                    if cut {
                        break;
                    }
                }
            }
        }
        found
    }

    /// Whether two events go together in an order.
    fn fits(&self, one: usize, other: usize, order: &[usize], guess: &mut Guess) -> bool {
        let place = |at: usize| order.iter().position(|own| *own == at);
        let (first, second) = if place(one) <= place(other) { (one, other) } else { (other, one) };
        self.linked(one, other, guess) && self.near(first, second, guess)
    }

    /// Templates about the case as a whole.
    fn whole(&self, guess: &mut Guess) -> Answer {
        let rule = self.rule;
        let mut count = |steps: &[usize]| {
            self.done(steps).into_iter().filter(|at| self.holds(*at, guess)).count()
        };
        let open = if self.goes_on() { Answer::NotDue } else { Answer::Missing };
        let kept = |kept: bool, otherwise: Answer| if kept { Answer::Met } else { otherwise };
        match rule.template {
            "existence" => kept(count(&rule.activation) >= rule.count, open),
            "absence" => kept(count(&rule.activation) < rule.count, Answer::Missing),
            "exactly" => match count(&rule.activation) {
                n if n < rule.count => open,
                n => kept(n == rule.count, Answer::Missing),
            },
            "choice" => kept(count(&rule.activation) + count(&rule.target) > 0, open),
            "exclusive-choice" => match (count(&rule.activation) > 0, count(&rule.target) > 0) {
                (false, false) => open,
                (one, other) => kept(one != other, Answer::Missing),
            },
            "init" | "end" => {
                let mut at_end = |order: &Vec<usize>| {
                    let at =
                        if rule.template == "init" { order[0] } else { order[order.len() - 1] };
                    let is = self.events[at].step.is_some_and(|s| rule.activation.contains(&s));
                    is && self.holds(at, guess)
                };
                let found = self.orders.iter().any(&mut at_end);
                kept(found, if rule.template == "init" { Answer::Missing } else { open })
            }
            other => panic!("{other}"),
        }
    }
}
