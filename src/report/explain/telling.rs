//! Names, conditions and deadlines of documents as people say them.

use crate::doc::{Spanned, Value};
use crate::model::condition::{self, Condition, Test, Written};
use crate::model::docs::{BasisDoc, Status};
use crate::model::within::{self, Timing};
use crate::model::{Draft, Limit, Title};
use crate::report::style::plain;
use crate::text::Lang;
use crate::text::lang::s;

/// A set's documents, told in a language, within a duty.
#[derive(Clone, Copy)]
pub(super) struct Telling<'d> {
    pub(super) draft: &'d Draft,
    pub(super) duty: &'d str,
    pub(super) lang: Lang,
}

impl Telling<'_> {
    /// Which of two texts is in the language.
    pub(super) fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// A title, or what stands in for it.
    pub(super) fn title(&self, title: Option<&Title>, stand_in: &str) -> String {
        plain(Title::or(title, stand_in).get(self.lang))
    }

    /// A title that may not be there at all.
    pub(super) fn words(&self, title: Option<&Title>) -> Option<String> {
        title.map(|title| plain(title.words().get(self.lang))).filter(|text| !text.is_empty())
    }

    /// `a, b` or `甲、乙`.
    pub(super) fn list(&self, items: &[String]) -> String {
        items.join(self.pick(", ", "、"))
    }

    /// `a or b`.
    pub(super) fn either(&self, items: &[String]) -> String {
        items.join(self.pick(" or ", "或"))
    }

    /// What people call a role or body.
    pub(super) fn party(&self, id: &str) -> String {
        let role = self.draft.roles().find(|(own, _)| own.value == id).map(|(_, doc)| &doc.title);
        let body =
            || self.draft.bodies().find(|(own, _)| own.value == id).map(|(_, doc)| &doc.title);
        let title = role.or_else(body).and_then(Option::as_ref);
        match self.words(title) {
            Some(title) if title != id => match self.lang {
                Lang::En => format!("{title} ({})", plain(id)),
                Lang::Zh => format!("{title}（{}）", plain(id)),
            },
            _ => plain(id),
        }
    }

    /// Several of them.
    pub(super) fn parties(&self, ids: &[Spanned<String>]) -> Vec<String> {
        ids.iter().map(|id| self.party(&id.value)).collect()
    }

    /// `PP-02 Screening`, or the party of that name.
    pub(super) fn duty_or_party(&self, id: &str) -> String {
        match self.draft.duty(id) {
            Some(duty) => format!("{} {}", plain(id), self.title(duty.doc.title.as_ref(), id)),
            None => match self.draft.left_out(id) {
                Some(duty) => format!("{} {}", plain(id), self.title(duty.title.as_ref(), id)),
                None => self.party(id),
            },
        }
    }

    /// `“Register”`, with its duty if that is another one.
    pub(super) fn step(&self, name: &str) -> String {
        let Some(step) = self.draft.step(name, self.duty) else {
            let standard = self.draft.standard_of(self.duty);
            let group = standard.and_then(|standard| standard.value.groups.lookup(name));
            return match group {
                Some(group) => format!("“{}”", self.title(group.title.as_ref(), name)),
                None => format!("`{}`", plain(name)),
            };
        };
        let title = self.title(step.doc.title.as_ref(), &step.id.value);
        match (step.duty == self.duty, self.lang) {
            (true, _) => format!("“{title}”"),
            (false, Lang::En) => format!("“{title}” of {}", plain(step.duty)),
            (false, Lang::Zh) => format!("{}“{title}”", plain(step.duty)),
        }
    }

    /// Several of them.
    pub(super) fn steps(&self, names: &[Spanned<String>]) -> Vec<String> {
        names.iter().map(|name| self.step(&name.value)).collect()
    }

    /// What people call a field.
    pub(super) fn field(&self, name: &str) -> String {
        let doc = self.draft.field(name);
        self.title(doc.and_then(|doc| doc.title.as_ref()), name)
    }

    /// `signature | refusal_note` as people say it.
    pub(super) fn evidence(&self, item: &str) -> String {
        let fields: Vec<String> = item.split('|').map(|name| self.field(name.trim())).collect();
        self.either(&fields)
    }

    /// How well a number or basis is known, if that needs saying.
    pub(super) fn standing(&self, status: Option<Status>) -> Option<&'static str> {
        let (en, zh) = match status? {
            Status::Verified => ("verified", "已核实"),
            Status::Local => ("local rule", "地方规定"),
            Status::Placeholder => ("placeholder", "占位值"),
        };
        Some(match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        })
    }

    /// A legal basis: law, article, standing, force, source.
    pub(super) fn basis(&self, doc: &BasisDoc) -> String {
        let law = doc.law.as_ref().map(|law| plain(&law.value)).unwrap_or_default();
        let article = doc.article.as_ref().map(|own| plain(&own.value)).unwrap_or_default();
        let mut text = match (self.lang, article.is_empty()) {
            (_, true) => law,
            (Lang::En, false) => format!("{law}, art. {article}"),
            (Lang::Zh, false) => format!("{law}第{article}条"),
        };
        let mut about: Vec<String> = Vec::new();
        let status = doc.status.as_ref().map(|status| status.value);
        about.extend(self.standing(status).map(str::to_owned));
        about.extend(
            self.force(doc.from.as_ref().map(|d| d.value), doc.until.as_ref().map(|d| d.value)),
        );
        about.extend(doc.source.as_ref().map(|source| plain(&source.value)));
        if !about.is_empty() {
            let about = about.join(self.pick("; ", "；"));
            text = match self.lang {
                Lang::En => format!("{text} ({about})"),
                Lang::Zh => format!("{text}（{about}）"),
            };
        }
        match self.words(doc.note.as_ref()) {
            Some(note) => format!("{text}{}{note}", self.pick(": ", "：")),
            None => text,
        }
    }

    /// A period of force.
    pub(super) fn force(
        &self,
        from: Option<crate::model::Day>,
        until: Option<crate::model::Day>,
    ) -> Option<String> {
        Some(match (from, until, self.lang) {
            (Some(from), Some(until), Lang::En) => format!("{from} to {until}"),
            (Some(from), Some(until), Lang::Zh) => format!("{from}至{until}"),
            (Some(from), None, Lang::En) => format!("since {from}"),
            (Some(from), None, Lang::Zh) => format!("自{from}起"),
            (None, Some(until), Lang::En) => format!("until {until}"),
            (None, Some(until), Lang::Zh) => format!("至{until}"),
            (None, None, _) => return None,
        })
    }

    /// A condition as it is written.
    pub(super) fn when(&self, value: &Value) -> String {
        self.condition(&condition::read(value, &mut Vec::new()))
    }

    fn condition(&self, condition: &Written) -> String {
        let several = |parts: &[Written], word: &str| {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
                        match self.lang {
                            Lang::En => format!("({})", self.condition(part)),
                            Lang::Zh => format!("（{}）", self.condition(part)),
                        }
                    }
                    _ => self.condition(part),
                })
                .collect();
            parts.join(word)
        };
        match condition {
            Condition::All(parts) => several(parts, self.pick(" and ", "且")),
            Condition::Any(parts) => several(parts, self.pick(" or ", "或")),
            Condition::Not(part) => match self.lang {
                Lang::En => format!("not ({})", self.condition(part)),
                Lang::Zh => format!("并非（{}）", self.condition(part)),
            },
            Condition::Done(steps) => {
                let steps = self.either(&self.steps(steps));
                match self.lang {
                    Lang::En => format!("{steps} has been done"),
                    Lang::Zh => format!("{steps}已完成"),
                }
            }
            Condition::Field { field, test, at } => {
                let test = self.test(&field.value, test);
                match (at, self.lang) {
                    (None, _) => test,
                    (Some(at), Lang::En) => format!("{test} at {}", self.step(&at.value)),
                    (Some(at), Lang::Zh) => format!("{}时{test}", self.step(&at.value)),
                }
            }
        }
    }

    fn test(&self, field: &str, test: &Test) -> String {
        let name = self.field(field);
        match test {
            Test::OneOf(values) => {
                let values: Vec<String> =
                    values.iter().map(|value| self.value(&value.value)).collect();
                let values = self.either(&values);
                match self.lang {
                    Lang::En => format!("“{name}” is {values}"),
                    Lang::Zh => format!("“{name}”为{values}"),
                }
            }
            Test::Known(known) => match (self.lang, known) {
                (Lang::En, true) => format!("“{name}” is filled in"),
                (Lang::En, false) => format!("“{name}” is empty"),
                (Lang::Zh, true) => format!("“{name}”已填写"),
                (Lang::Zh, false) => format!("“{name}”未填写"),
            },
            Test::Number { low, high } => {
                let bound = |bound: &(f64, bool), over: [&str; 2]| {
                    let word = if bound.1 { over[1] } else { over[0] };
                    format!("{word}{}{}", self.pick(" ", ""), bound.0)
                };
                let low = low.as_ref().map(|own| {
                    bound(own, [self.pick("above", "大于"), self.pick("at least", "不小于")])
                });
                let high = high.as_ref().map(|own| {
                    bound(own, [self.pick("below", "小于"), self.pick("at most", "不大于")])
                });
                let bounds: Vec<String> = low.into_iter().chain(high).collect();
                let bounds = bounds.join(self.pick(" and ", "且"));
                match self.lang {
                    Lang::En => format!("“{name}” is {bounds}"),
                    Lang::Zh => format!("“{name}”{bounds}"),
                }
            }
        }
    }

    fn value(&self, value: &str) -> String {
        match value {
            "true" => self.pick("yes", "是").to_owned(),
            "false" => self.pick("no", "否").to_owned(),
            other => plain(other),
        }
    }

    /// A length of time; whole years are said as such.
    pub(super) fn length(&self, limit: Limit) -> String {
        match limit {
            Limit::Months(months) if months % 12 == 0 && months > 0 => {
                let years = months / 12;
                let s = s(u64::from(years));
                match self.lang {
                    Lang::En => format!("{years} year{s}"),
                    Lang::Zh => format!("{years}年"),
                }
            }
            _ => limit.words().get(self.lang).to_owned(),
        }
    }

    /// Every deadline that is written at a place. `start` is what they run from if they don't say.
    pub(super) fn deadlines(&self, value: Option<&Value>, start: &str) -> Vec<(Timing, String)> {
        let timings = value.map(|value| within::read(value, &mut Vec::new())).unwrap_or_default();
        timings
            .into_iter()
            .map(|timing| {
                let text = self.deadline(&timing, start);
                (timing, text)
            })
            .collect()
    }

    fn deadline(&self, timing: &Timing, start: &str) -> String {
        let of = timing.of.as_ref().map_or_else(|| start.to_owned(), |of| self.step(&of.value));
        let limit = timing.limit.value;
        let words = self.length(limit);
        let mut text = match (self.lang, limit == Limit::Prompt) {
            (Lang::En, false) => format!("within {words} of {of}"),
            (Lang::En, true) => format!("{words} after {of}"),
            (Lang::Zh, false) => format!("{of}后{words}内"),
            (Lang::Zh, true) => format!("{of}后{words}"),
        };
        let about = self.about(timing);
        if !about.is_empty() {
            let about = about.join(self.pick("; ", "；"));
            text = match self.lang {
                Lang::En => format!("{text} ({about})"),
                Lang::Zh => format!("{text}（{about}）"),
            };
        }
        text
    }

    fn about(&self, timing: &Timing) -> Vec<String> {
        let mut about: Vec<String> = Vec::new();
        about.extend(
            self.standing(timing.basis.as_ref().map(|basis| basis.value)).map(str::to_owned),
        );
        about.extend(self.force(timing.from, timing.until));
        if let Some(when) = &timing.when {
            let when = self.condition(when);
            about.push(match self.lang {
                Lang::En => format!("if {when}"),
                Lang::Zh => format!("{when}时"),
            });
        }
        if timing.custody {
            about.push(self.pick("exact to the minute", "精确到分，不顺延").to_owned());
        }
        let days = matches!(timing.limit.value, Limit::Days(_) | Limit::Months(_));
        if !timing.roll && days && !timing.custody {
            about.push(self.pick("also if it ends on a rest day", "遇休息日不顺延").to_owned());
        }
        for (from, until) in &timing.pause {
            let (from, until) = (self.step(&from.value), self.step(&until.value));
            about.push(match self.lang {
                Lang::En => format!("stands still from {from} until {until}"),
                Lang::Zh => format!("{from}至{until}的期间不计入"),
            });
        }
        if let Some(restart) = &timing.restart_on {
            let restart = self.step(&restart.value);
            about.push(match self.lang {
                Lang::En => format!("starts anew with {restart}"),
                Lang::Zh => format!("自{restart}重新起算"),
            });
        }
        if let Some(extend) = &timing.extend {
            let (step, by) = (self.step(&extend.step.value), extend.by.words());
            let (by, times) = (by.get(self.lang), extend.at_most);
            let s = s(u64::from(times));
            about.push(match self.lang {
                Lang::En => format!("{step} extends it by {by}, at most {times} time{s}"),
                Lang::Zh => format!("经{step}可延长{by}，最多{times}次"),
            });
        }
        about
    }
}
