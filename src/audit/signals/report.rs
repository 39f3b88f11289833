//! A signal: how often, from how often on, and a few rows.

use super::{Hit, Look, Test, Threshold};
use crate::audit::bodies::BodyIndex;
use crate::audit::book::Book;
use crate::finding::{Finding, Label, Place, Subject};
use crate::text::{Words, say};

/// Rows that a finding shows.
const SAMPLE: usize = 5;

/// A body that reached the threshold.
pub(super) struct Crossing<'h> {
    pub(super) body: BodyIndex,
    pub(super) hits: &'h [&'h Hit],
    /// How many were looked at, if it is a share.
    pub(super) out_of: usize,
    pub(super) at: i64,
}

pub(super) fn signal(
    look: &Look<'_, '_>,
    test: &Test,
    crossing: &Crossing<'_>,
    period: Option<&str>,
    book: &mut Book<'_>,
) {
    let (signal, facts, body) = (look.signal, look.facts, crossing.body);
    let named = body != facts.bodies.nobody();
    // What one duty alone can show is about that duty.
    let steps = [signal.first, signal.second].into_iter().flatten();
    let of = steps.chain(signal.of.iter().copied()).map(|step| facts.model.step(step).duty);
    let mut duties: Vec<_> = of.chain(signal.duties.iter().copied()).collect();
    duties.sort_unstable();
    duties.dedup();
    let duty = if let [one] = duties.as_slice() { Some(*one) } else { None };
    let subject = Subject {
        duty: duty.map(|duty| facts.model.duty(duty).id.clone()),
        body: named.then(|| facts.bodies.id(body).to_owned()),
        window: period.map(str::to_owned),
        detail: Some(signal.name.clone()),
        ..Subject::default()
    };
    book.report(test.rule, subject.about(), (duty, body), Some(crossing.at), || {
        finding(look, test, crossing)
    });
}

fn finding(look: &Look<'_, '_>, test: &Test, crossing: &Crossing<'_>) -> Finding {
    let (signal, facts) = (look.signal, look.facts);
    let title = signal.title.clone().unwrap_or_else(|| test.rule.title.clone());
    let body = facts.bodies.title(crossing.body);
    let (count, all, hits) = (crossing.hits.len(), crossing.out_of, &test.hits);
    let (least, share) = (signal.at_least, signal.share);
    let message = match test.threshold {
        Threshold::Share => say!(
            "{title}: {body}, {count} of {all} {hits}",
            "{title}：{body}，{all}条中{count}条{hits}",
            title: title, body: body, hits: hits
        ),
        _ => say!(
            "{title}: {body}, {count} × {hits}",
            "{title}：{body}，{hits}{count}次",
            title: title, body: body, hits: hits
        ),
    };
    let why = match test.threshold {
        Threshold::Share => say!(
            "the set asks to look from {share}% of {least} or more on",
            "清单集规定：满{least}条且占比达{share}%的提请核查"
        ),
        Threshold::Count => {
            say!("the set asks to look from {least} on", "清单集规定：达到{least}次的提请核查")
        }
        Threshold::Within => say!(
            "the set asks to look where there are {least} together",
            "清单集规定：同时有{least}个的提请核查"
        ),
    };
    let question = signal.question.clone().unwrap_or_else(|| test.question.clone());
    let mut rows = crossing.hits.iter().take(SAMPLE);
    let label = |hit: &&Hit| facts.at_row(&hit.done, Words::fixed("for example here", "例如此行"));
    let stands = Words::fixed("the signal", "信号规定");
    let primary = rows
        .next()
        .map_or_else(|| Label { place: Place::Span(signal.span), words: stands.clone() }, label);
    let mut finding = Finding::new(test.rule, message, primary).why(why).help(question);
    finding.related.extend(rows.map(label));
    finding.also_at(signal.span, stands)
}
