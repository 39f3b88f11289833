//! How a deadline was reckoned, told step by step, so that anybody can do it again with a calendar.

use super::clocks::Timed;
use super::facts::Facts;
use crate::model::{Day, Limit};
use crate::text::{Words, say};

/// Stretches of days that are named; a deadline of years has too many.
const NAMED: usize = 24;

impl Facts<'_> {
    /// The steps: when the clock started, how long it ran, which days were not counted and why, what
    /// stopped and extended it, when it ended.
    pub(super) fn reasoning(&self, timed: &Timed) -> Vec<Words> {
        let mut steps = vec![self.began(timed), ran(timed)];
        for (from, until) in &timed.pauses {
            let (from, until) = (self.deadline(*from), self.deadline(*until));
            steps.push(say!(
                "it stood still from {from} until {until}",
                "{from}至{until}期间中止",
                from: from, until: until
            ));
        }
        for limit in &timed.extensions {
            let by = limit.words();
            steps.push(say!("it was extended by {by}, in time and by who may", "经有权单位在期内批准延长{by}", by: by));
        }
        steps.extend(self.skipped(timed));
        let due = self.deadline(timed.due.latest);
        steps.push(say!("so it ended with {due}", "因此于{due}届满", due: due));
        steps
    }

    fn began(&self, timed: &Timed) -> Words {
        let start = self.moment(timed.start);
        let from = match timed.of {
            Some(step) => self.named(step),
            None => Words::fixed("what started the duty", "启动该责任事项的事件"),
        };
        say!("the clock started with {from} ({start})", "自{from}（{start}）起算", from: from)
    }

    /// Rest days within working days, or at the end of a limit in days.
    fn skipped(&self, timed: &Timed) -> Vec<Words> {
        let working = matches!(timed.limit, Limit::WorkingDays(_));
        let whole = working || matches!(timed.limit, Limit::Days(_) | Limit::Months(_));
        let Some(calendar) = self.model.calendar.as_ref().filter(|_| whole && !timed.custody)
        else {
            return Vec::new();
        };
        let zone = &self.model.zone;
        let end = zone.day(timed.due.latest);
        let rests = |day: Day| calendar.works(day) == Some(false);
        let mut day = if working { zone.day(timed.start.start).plus(1) } else { end.plus(-1) };
        if !working {
            // Where nothing rolled, the day before the end is no concern of this deadline.
            if !timed.roll || !rests(day) || !self.rolled(timed, day) {
                return Vec::new();
            }
            while rests(day.plus(-1)) && self.rolled(timed, day.plus(-1)) {
                day = day.plus(-1);
            }
        }
        let mut told = Vec::new();
        while day < end {
            if !rests(day) {
                day = day.plus(1);
                continue;
            }
            let from = day;
            while day.plus(1) < end && rests(day.plus(1)) {
                day = day.plus(1);
            }
            told.push(stretch(from, day, working));
            day = day.plus(1);
        }
        if told.len() > NAMED {
            let more = told.len() - NAMED;
            told.truncate(NAMED);
            told.push(say!("and {more} more stretches of rest days", "另有{more}段休息日"));
        }
        told
    }

    /// Whether a limit in days, with what changed it, would have ended on a day or before it without
    /// rolling.
    fn rolled(&self, timed: &Timed, day: Day) -> bool {
        let zone = &self.model.zone;
        let mut end = zone.day(timed.start.start);
        for limit in std::iter::once(&timed.limit).chain(&timed.extensions) {
            end = match *limit {
                Limit::Days(n) => end.plus(i32::try_from(n).unwrap_or(i32::MAX)),
                Limit::Months(n) => end.plus_months(i32::try_from(n).unwrap_or(i32::MAX)),
                _ => return false,
            };
        }
        for (from, until) in &timed.pauses {
            end = end.plus(zone.day(*from).days_until(zone.day(*until)));
        }
        end <= day
    }
}

fn ran(timed: &Timed) -> Words {
    let limit = timed.limit.words();
    match timed.limit {
        Limit::WorkingDays(_) => say!(
            "it runs {limit}; the day of the start is not counted",
            "期限{limit}，起算当日不计",
            limit: limit
        ),
        _ if timed.custody => {
            say!("it runs {limit} to the minute, whatever day it is", "期限{limit}，精确到分钟，不因节假日顺延", limit: limit)
        }
        Limit::Minutes(_) => {
            say!("it runs {limit} to the minute", "期限{limit}，精确到分钟", limit: limit)
        }
        _ => say!(
            "it runs {limit}: the day of the start is not counted, and the last day counts to its end",
            "期限{limit}，起算当日不计，至最后一日终了",
            limit: limit
        ),
    }
}

fn stretch(from: Day, until: Day, working: bool) -> Words {
    let days = if from == until {
        Words::same(from.to_string())
    } else {
        say!("{from} to {until}", "{from}至{until}")
    };
    if working {
        say!("{days} is no working time: not counted", "{days}为休息日，不计", days: days)
    } else {
        say!(
            "{days} is no working time: the end moves on to the next working day",
            "{days}为休息日，顺延至下一工作日",
            days: days
        )
    }
}
