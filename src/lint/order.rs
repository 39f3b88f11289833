//! Which step comes after which.

use super::Index;
use super::index::{Numbers, Step};
use super::sense;
use crate::model::condition::{self, Written};
use crate::text::Span;

/// A step that another comes after, and where that is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Number of the step.
    pub(super) to: usize,
    /// Where it is named.
    pub(super) place: Span,
}

/// The order of all steps, by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// The steps that all come before.
    pub(super) after: Vec<Vec<Edge>>,
    /// The steps of which one comes before.
    pub(super) after_any: Vec<Vec<Edge>>,
    /// When each step applies, if not always.
    pub(super) when: Vec<Option<Written>>,
}

impl Order {
    pub(super) fn new(steps: &[Step<'_>], numbers: &Numbers<'_>) -> Self {
        let mut order = Self::default();
        for step in steps {
            let resolve = |names: &[crate::doc::Spanned<String>]| {
                let known = names.iter().filter_map(|name| {
                    let to = numbers.of(name.as_str(), step.duty)?;
                    Some(Edge { to, place: name.span })
                });
                known.collect::<Vec<_>>()
            };
            let immediately = step.doc.immediately_after.as_slice();
            order.after.push([resolve(&step.doc.after), resolve(immediately)].concat());
            order.after_any.push(resolve(&step.doc.after_any));
            let when = step.doc.when.as_ref();
            order.when.push(when.map(|when| condition::read(when, &mut Vec::new())));
        }
        order
    }

    /// The steps of the same standard that have been done for certain whenever this one is in
    /// order, the nearest first.
    ///
    /// A step that need not be done, or that applies on another condition, is not waited for.
    pub(super) fn done_before(&self, index: &Index<'_>, step: usize) -> Vec<usize> {
        let Some(own) = index.steps.get(step) else {
            return Vec::new();
        };
        let own_when = self.when.get(step).and_then(Option::as_ref);
        let mut found: Vec<usize> = Vec::new();
        let mut open = vec![step];
        while let Some(at) = open.pop() {
            for edge in self.after.get(at).into_iter().flatten() {
                let Some(before) = index.steps.get(edge.to) else {
                    continue;
                };
                let when = self.when.get(edge.to).and_then(Option::as_ref);
                let applies = match (when, own_when) {
                    (None, _) => true,
                    (Some(when), Some(own)) => sense::same(when, own),
                    (Some(_), None) => false,
                };
                let certain = applies && !before.doc.optional && !before.doc.forbidden;
                if certain && before.standard == own.standard && !found.contains(&edge.to) {
                    found.push(edge.to);
                    open.push(edge.to);
                }
            }
        }
        found
    }

    /// Circles of steps that wait for each other: each as the numbers of its steps with the place
    /// where each names the next. A circle is found once.
    pub(super) fn circles(&self) -> Vec<Vec<(usize, Span)>> {
        let stuck = self.stuck();
        let mut seen = vec![false; stuck.len()];
        let mut circles = Vec::new();
        for start in 0..stuck.len() {
            let mut path: Vec<(usize, Span)> = Vec::new();
            let mut at = start;
            while stuck.get(at) == Some(&true) {
                if let Some(from) = path.iter().position(|(step, _)| *step == at) {
                    let mut circle = path.split_off(from);
                    let first = circle.iter().enumerate().min_by_key(|(_, (step, _))| *step);
                    let first = first.map_or(0, |(first, _)| first);
                    circle.rotate_left(first);
                    circles.push(circle);
                    break;
                }
                if seen.get(at).copied().unwrap_or(true) {
                    break;
                }
                let edges = [&self.after, &self.after_any].into_iter();
                let mut edges = edges.filter_map(|edges| edges.get(at)).flatten();
                let next = edges.find(|edge| stuck.get(edge.to) == Some(&true));
                let Some(next) = next else { break };
                path.push((at, next.place));
                at = next.to;
            }
            for (step, _) in path.iter().chain(circles.last().into_iter().flatten()) {
                if let Some(seen) = seen.get_mut(*step) {
                    *seen = true;
                }
            }
        }
        circles
    }

    /// Which steps can never come to their turn, because a circle lies before them or they are in
    /// one.
    fn stuck(&self) -> Vec<bool> {
        let count = self.after.len();
        let mut followers: Vec<Vec<(usize, bool)>> = vec![Vec::new(); count];
        let mut missing: Vec<usize> = vec![0; count];
        let mut waits_for_any: Vec<bool> = vec![false; count];
        for (step, (all, any)) in self.after.iter().zip(&self.after_any).enumerate() {
            for (edges, is_any) in [(all, false), (any, true)] {
                for edge in edges {
                    if let Some(followers) = followers.get_mut(edge.to) {
                        followers.push((step, is_any));
                    }
                }
            }
            missing[step] = all.len() + usize::from(!any.is_empty());
            waits_for_any[step] = !any.is_empty();
        }
        let mut open: Vec<usize> = (0..count).filter(|step| missing[*step] == 0).collect();
        let mut stuck = vec![true; count];
        while let Some(step) = open.pop() {
            stuck[step] = false;
            for &(follower, is_any) in &followers[step] {
                if is_any && !std::mem::take(&mut waits_for_any[follower]) {
                    continue;
                }
                missing[follower] -= 1;
                if missing[follower] == 0 {
                    open.push(follower);
                }
            }
        }
        stuck
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::examples::count;

    fn circles(steps: &str) -> usize {
        count("list/circular-order", &format!("kind: standard\nduty: D\nsteps: {{ {steps} }}\n"))
    }

    #[test]
    fn each_circle_is_found_once_and_what_waits_for_it_is_not() {
        assert_eq!(circles("a: { after: a }"), 1);
        assert_eq!(
            circles("a: { after: [b, b] }, b: { after: a }, c: { after: b }, d: { after: c }"),
            1
        );
        assert_eq!(
            circles("a: { after: b }, b: { after: a }, c: { after: d }, d: { after: c }"),
            2
        );
        assert_eq!(
            circles("z: { after: c }, a: { after: b }, b: { after: c }, c: { after: a }"),
            1
        );
    }

    #[test]
    fn one_way_out_is_enough() {
        assert_eq!(circles("a: {}, b: { after_any: [a, c] }, c: { after: b }"), 0);
        assert_eq!(circles("b: { after_any: [c, d] }, c: { after: b }, d: { after: b }"), 1);
        assert_eq!(circles("a: { after: b, when: { x: 1 } }, b: { after: a, when: { x: 2 } }"), 0);
    }

    #[test]
    fn a_circle_may_lead_through_two_duties() {
        let text = "kind: standard\nduty: A\nsteps: { one: { after: B.two } }\n---\nkind: standard\nduty: B\nsteps: { two: { after: A.one } }\n";
        assert_eq!(count("list/circular-order", text), 1);
    }
}
