//! Disputes, dangers and clues that did not come in as alarms.

use crate::clock::{self, at, day};
use crate::ledger::World;
use crate::org::STATIONS;
use crate::{clues, dangers, disputes, resolutions};

/// Tasks that other people brought: walks, reports, tips.
pub(crate) fn make(world: &mut World) {
    for today in day(2, 2)..=day(2, 27) {
        if !clock::works(today) {
            continue;
        }
        let number = world.station();
        let area = world.area(&STATIONS[number]);
        let begun = today * clock::DAY + world.rng.range(9 * 60, 17 * 60);
        let case = world.task(begun);
        disputes::dispute(world, &case, (number, area), begun, None);
        if today % 3 == 0 {
            let number = world.station();
            let area = world.area(&STATIONS[number]);
            let begun = begun + world.rng.range(1, 40);
            let case = world.task(begun);
            clues::clue(world, &case, (number, area), begun, None);
        }
        if today % 4 == 1 {
            let number = world.station();
            let area = world.area(&STATIONS[number]);
            let begun = begun + world.rng.range(1, 40);
            let case = world.task(begun);
            dangers::danger(world, &case, (number, area), begun, None);
        }
    }
    // Begun before the log: nothing can be said of the steps that lie before it.
    for (n, number) in [0, 0, 1, 1, 2].into_iter().enumerate() {
        let station = &STATIONS[number];
        let area = station.areas[n % station.areas.len()];
        let resolved = at(2, 1, 9, 0) + world.rng.range(0, 480);
        let case = format!("RW202601{}-{:04}", 20 + n, 9001 + n);
        resolutions::from_resolution(world, &case, (number, area), resolved, None);
    }
}
