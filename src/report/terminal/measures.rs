//! Measures below their target.

use super::view::View;
use crate::audit::outcome::shown_percent;
use crate::report::style::{Ink, Page, number, paint};
use crate::report::wire::Measure;
use crate::text::Lang;

/// Measures shown; the rest is counted.
const SHOWN: usize = 10;
/// Bodies named for each.
const BODIES: usize = 3;

pub(super) fn render(view: &View<'_>, page: &mut Page) {
    let measures = &view.report.measures;
    let below = |own: &&Measure| own.reached == Some(false);
    let all: Vec<&Measure> =
        measures.iter().filter(|own| own.body.is_none()).filter(below).collect();
    if all.is_empty() {
        return;
    }
    page.heading(view.style.pick("Below target", "未达目标"));
    for measure in all.iter().take(SHOWN) {
        page.hanging("  ", &line(view, measure));
        let same = |own: &&Measure| {
            own.body.is_some()
                && (&own.duty, &own.step, &own.kind, &own.title)
                    == (&measure.duty, &measure.step, &measure.kind, &measure.title)
        };
        let mut bodies: Vec<&Measure> = measures.iter().filter(same).filter(below).collect();
        bodies.sort_by(|a, b| share(a).total_cmp(&share(b)));
        let named: Vec<String> = bodies
            .iter()
            .take(BODIES)
            .map(|own| {
                format!("{} {}", view.body(own.body.as_deref().unwrap_or_default()), percent(own))
            })
            .collect();
        if !named.is_empty() {
            page.items("    ", &named, " · ");
        }
    }
    if all.len() > SHOWN {
        let more = number((all.len() - SHOWN) as u64);
        page.paragraph(
            2,
            &match view.style.lang {
                Lang::En => format!("and {more} more"),
                Lang::Zh => format!("另有{more}项"),
            },
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows, far below 2^52")]
fn share(measure: &Measure) -> f64 {
    measure.numerator as f64 * 100.0 / measure.denominator.max(1) as f64
}

fn percent(measure: &Measure) -> String {
    format!("{:.1}%", shown_percent(share(measure), measure.target))
}

/// `PP-02 …, screened within the shift: 91.2% of 95% wanted (310 of 340; 12 cannot tell)`
fn line(view: &View<'_>, measure: &Measure) -> String {
    let duty = view.duty(&measure.duty);
    let title = view.words(&measure.title);
    let reached = paint(Ink::Warning, &percent(measure));
    let target = measure.target.unwrap_or_default();
    let (part, whole) = (number(measure.numerator), number(measure.denominator));
    let unknown = measure.cannot_tell;
    match view.style.lang {
        Lang::En => {
            let beside = if unknown > 0 {
                format!("; {} cannot tell", number(unknown))
            } else {
                String::new()
            };
            format!("{duty}, {title}: {reached}, target {target}% ({part} of {whole}{beside})")
        }
        Lang::Zh => {
            let beside = if unknown > 0 {
                format!("，另有{}项无法判定", number(unknown))
            } else {
                String::new()
            };
            format!("{duty}，{title}：{reached}，目标{target}%（{part}/{whole}{beside}）")
        }
    }
}
