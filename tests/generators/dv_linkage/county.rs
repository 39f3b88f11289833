//! The fictitious county of the roster: stations, areas, numbers of persons.

use crate::common::rng::Rng;

/// A community with the number of its station and the code of its committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// Its name.
    pub(crate) name: &'static str,
    /// The number of its station in ids.
    pub(crate) station: usize,
}

/// The seven communities.
pub(crate) const AREAS: [Area; 7] = [
    Area { name: "东街社区", station: 1 },
    Area { name: "西街社区", station: 1 },
    Area { name: "北关社区", station: 1 },
    Area { name: "河东社区", station: 2 },
    Area { name: "柳林村", station: 2 },
    Area { name: "南湖社区", station: 3 },
    Area { name: "石桥村", station: 3 },
];

/// The names of the three towns, by the number of the station.
const TOWNS: [&str; 3] = ["城关", "河东", "南湖"];

/// What the ledgers call a team of a station; no team is the station itself.
pub(crate) fn team(station: usize, team: &str) -> String {
    format!("{}派出所{team}", TOWNS[station - 1])
}

/// The number of a person of the command office.
pub(crate) fn operator(rng: &mut Rng, station: usize) -> String {
    format!("P{station}1{:02}", rng.range(1, 3))
}

/// The numbers of two officers of the case-handling team.
pub(crate) fn pair(rng: &mut Rng, station: usize) -> [String; 2] {
    let first = rng.range(1, 4);
    let second = (first - 1 + rng.range(1, 3)) % 4 + 1;
    [first, second].map(|n| format!("P{station}2{n:02}"))
}
