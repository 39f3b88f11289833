//! Measures below their target, and what is measured beside shares of verdicts.

use crate::report::measure::{bodies as of_bodies, line, value, worse};
use crate::report::style::{Page, number};
use crate::report::view::View;
use crate::report::wire::Measure;
use crate::text::Lang;

/// Measures shown; the rest is counted.
const SHOWN: usize = 10;
/// Bodies named for each.
const BODIES: usize = 3;

pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let all = || view.report.measures.iter().filter(|own| own.body.is_none());
    let below: Vec<&Measure> = all().filter(|own| own.reached == Some(false)).collect();
    let heading = view.style.pick("Below target", "未达目标");
    section(view, heading, &below, SHOWN, page);
    // A share of verdicts that is reached says no more than the verdicts; an interval does.
    let told = |own: &&Measure| {
        own.reached != Some(false)
            && own.denominator > 0
            && ["interval", "ratio", "repeated"].contains(&own.kind.as_str())
    };
    let rest: Vec<&Measure> = all().filter(told).collect();
    let heading = view.style.pick("Also measured", "其他指标");
    section(view, heading, &rest, SHOWN, page);
}

/// Every measure, with every body.
pub(super) fn every(view: &View<'_>, page: &mut Page) {
    let all: Vec<&Measure> = view.report.measures.iter().filter(|own| own.body.is_none()).collect();
    if all.is_empty() {
        page.paragraph(0, view.style.pick("the set measures nothing", "清单集没有评价指标"));
        return;
    }
    section(view, view.style.pick("Measures", "评价指标"), &all, usize::MAX, page);
}

fn section(view: &View<'_>, heading: &str, all: &[&Measure], shown: usize, page: &mut Page) {
    if all.is_empty() {
        return;
    }
    page.heading(heading);
    for measure in all.iter().take(shown) {
        page.hanging("  ", &line(view, measure));
        let every = shown == usize::MAX;
        let bodies = of_bodies(view.report, measure);
        let mut bodies: Vec<&Measure> =
            bodies.filter(|own| every || own.reached == Some(false)).collect();
        if !every {
            bodies.sort_by(|a, b| {
                let order = worse(a).total_cmp(&worse(b));
                if measure.at_most { order.reverse() } else { order }
            });
        }
        let named: Vec<String> = bodies
            .iter()
            .take(if every { usize::MAX } else { BODIES })
            .map(|own| {
                let body = view.body(own.body.as_deref().unwrap_or_default());
                let (part, whole) = (number(own.numerator), number(own.denominator));
                let value = value(view, own);
                if every {
                    format!("{body} {value} ({part}/{whole})")
                } else {
                    format!("{body} {value}")
                }
            })
            .collect();
        if !named.is_empty() {
            page.items("    ", &named, " · ");
        }
    }
    if all.len() > shown {
        let more = number((all.len() - shown) as u64);
        page.paragraph(
            2,
            &match view.style.lang {
                Lang::En => format!("{more} more: --show measures"),
                Lang::Zh => format!("另有{more}项：--show measures"),
            },
        );
    }
}
