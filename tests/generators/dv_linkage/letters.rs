//! The follow-up: eleven warning letters of which no committee was told, and five families that the
//! Women's Federation graded L3 on its own.

use crate::alarms::{Alarm, Route};
use crate::common::clock::{DAY, Minute, civil, day_of, days, office};
use crate::common::rng::Rng;
use crate::families::Family;

/// A warning letter. Its notice to the committee, and every visit after it, were never done.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// The alarm it belongs to, by its place.
    pub(crate) alarm: usize,
    /// Drafted.
    pub(crate) drafted: Minute,
    /// Delivered to the perpetrator.
    pub(crate) perpetrator: Minute,
    /// Whether the perpetrator refused to sign.
    pub(crate) refused: bool,
    /// Delivered to the victim.
    pub(crate) victim: Minute,
    /// Filed.
    pub(crate) filed: Minute,
}

/// A family graded L3 by the Federation, to which the victim had come by herself.
#[derive(Clone, Debug)]
pub(crate) struct Grade {
    /// The Federation's own number.
    pub(crate) case: String,
    /// The token of the address.
    pub(crate) address: String,
    /// Graded.
    pub(crate) graded: Minute,
    /// Archived.
    pub(crate) archived: Minute,
}

/// Makes the letters.
pub(crate) fn letters(rng: &mut Rng, alarms: &[Alarm]) -> Vec<Letter> {
    let mut letters = Vec::new();
    for (alarm, own) in alarms.iter().enumerate().filter(|(_, own)| own.route == Route::Warning) {
        let drafted = office(rng, own.at.told, own.at.told + 2 * DAY);
        let perpetrator = office(rng, drafted + 30, days(drafted, 3));
        let victim = office(rng, drafted + 30, days(drafted, 3));
        let filed = office(rng, perpetrator.max(victim) + 10, days(drafted, 7));
        let refused = rng.permille(200);
        letters.push(Letter { alarm, drafted, perpetrator, refused, victim, filed });
    }
    letters
}

/// Makes the gradings: three families that call again within a year, two that don't.
pub(crate) fn grades(rng: &mut Rng, families: &[Family], alarms: &[Alarm]) -> Vec<Grade> {
    let first = |family: &&Family| alarms.iter().position(|own| own.address == family.address);
    let soon = |family: &&Family| {
        let [one, two, ..] = family.days.as_slice() else { return false };
        two - one > 30 && two - one < 300
    };
    let again = families.iter().filter(soon).take(3);
    let once = families.iter().filter(|family| family.days.len() == 1).take(2);
    let mut grades = Vec::new();
    for family in again.chain(once) {
        let Some(alarm) = first(&family) else { continue };
        let called = alarms[alarm].at.closed;
        let graded = office(rng, called + DAY, called + 10 * DAY);
        let archived = office(rng, graded + 10, days(graded, 3));
        let (year, _, _) = civil(day_of(graded));
        let case = format!("FL{year}-{:02}", grades.len() + 1);
        grades.push(Grade { case, address: family.address.clone(), graded, archived });
    }
    grades
}
