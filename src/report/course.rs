//! Whether it is better than the time before, in a sentence.

use super::style::{number, plain};
use super::view::{View, instant};
use super::wire::{Past, Verdicts};
use crate::audit::outcome::shown_percent;
use crate::text::Lang;

/// `97.3%` of what could be judged; never rounded up to all, nothing where nothing could be.
pub(super) fn share(verdicts: Verdicts) -> Option<String> {
    let judged = verdicts.judged();
    #[expect(clippy::cast_precision_loss, reason = "counts of rows, far below 2^52")]
    let percent = verdicts.met as f64 * 100.0 / judged.max(1) as f64;
    (judged > 0).then(|| format!("{:.1}%", shown_percent(percent, Some(100.0), false)))
}

/// How the last two audits compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    Better,
    Worse,
    Same,
    /// One number is better, the other is worse.
    Mixed,
}

impl Course {
    /// By the number of faults and by the share of obligations that were met.
    fn of(before: &Past, now: &Past) -> Self {
        let faults = before.faults.cmp(&now.faults);
        let met = |own: &Past| (own.verdicts.met, own.verdicts.judged());
        let ((met_then, then), (met_now, today)) = (met(before), met(now));
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        let known = then > 0 && today > 0;
        let share = known.then(|| product(met_now, then).cmp(&product(met_then, today)));
        match (faults, share.unwrap_or(std::cmp::Ordering::Equal)) {
            (faults, share) if faults.is_eq() && share.is_eq() => Self::Same,
            (faults, share) if faults.is_ge() && share.is_ge() => Self::Better,
            (faults, share) if faults.is_le() && share.is_le() => Self::Worse,
            _ => Self::Mixed,
        }
    }
}

/// `Better than 2026-W07: 16 faults instead of 56, and 99.8% met instead of 99.6%.`
pub(super) fn sentence(view: &View<'_>) -> Option<String> {
    let [.., before, now] = view.report.history.as_slice() else { return None };
    let name = before.period.as_deref().map_or_else(|| instant(&before.as_of), plain);
    let course = Course::of(before, now);
    let faults = view.count(now.faults, "finding", "项");
    let earlier = number(before.faults);
    let shares = share(now.verdicts).zip(share(before.verdicts));
    Some(match view.style.lang {
        Lang::En => {
            let lead = match course {
                Course::Better => "Better than",
                Course::Worse => "Worse than",
                Course::Same => "As in",
                Course::Mixed => "Better and worse than",
            };
            let shares = shares.map(|(own, then)| format!(", {own} met instead of {then}"));
            format!("{lead} {name}: {faults} instead of {earlier}{}.", shares.unwrap_or_default())
        }
        Lang::Zh => {
            let lead = match course {
                Course::Better => format!("比{name}好转"),
                Course::Worse => format!("比{name}变差"),
                Course::Same => format!("与{name}持平"),
                Course::Mixed => format!("与{name}相比有好有差"),
            };
            let shares = shares.map(|(own, then)| format!("，履行率{own}（前次{then}）"));
            format!("{lead}：问题{faults}（前次{earlier}项）{}。", shares.unwrap_or_default())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Course, sentence};
    use crate::report::sample;
    use crate::report::style::Style;
    use crate::report::view::View;
    use crate::report::wire::{Past, Verdicts};
    use crate::text::Lang;

    fn past(period: &str, faults: u64, met: u64, missing: u64) -> Past {
        let verdicts = Verdicts { met, missing, ..Verdicts::default() };
        Past { period: Some(period.to_owned()), faults, verdicts, ..Past::default() }
    }

    #[test]
    fn faults_and_share_say_whether_it_is_better() {
        let before = past("2026-W07", 10, 90, 10);
        for (faults, met, missing, course) in [
            (10, 9, 1, Course::Same),
            (9, 90, 10, Course::Better),
            (10, 91, 9, Course::Better),
            (11, 90, 10, Course::Worse),
            (10, 89, 11, Course::Worse),
            (9, 80, 20, Course::Mixed),
            (12, 99, 1, Course::Mixed),
            // Where nothing could be judged the faults alone tell.
            (9, 0, 0, Course::Better),
        ] {
            let now = past("2026-W08", faults, met, missing);
            assert_eq!(Course::of(&before, &now), course, "{faults} {met} {missing}");
        }
    }

    #[test]
    fn the_sentence_has_both_numbers_of_both_times() {
        let mut report = sample::report();
        report.history = vec![past("2026-W07", 1200, 90, 10)];
        let told =
            |report: &_, lang| sentence(&View::new(report, Style { lang, ..Style::default() }));
        assert_eq!(told(&report, Lang::En), None);
        report.history.push(past("2026-W08", 1, 199, 1));
        assert_eq!(
            told(&report, Lang::En).unwrap(),
            "Better than 2026-W07: 1 finding instead of 1,200, 99.5% met instead of 90.0%."
        );
        assert_eq!(
            told(&report, Lang::Zh).unwrap(),
            "比2026-W07好转：问题1项（前次1,200项），履行率99.5%（前次90.0%）。"
        );
    }
}
