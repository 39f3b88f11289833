//! The fictitious bureau of the roster: bodies, staff numbers, areas, targets.

use crate::clock::day;
use crate::common::rng::Rng;

/// A station with its town.
#[derive(Debug)]
pub(crate) struct Station {
    /// Its number in ids.
    pub(crate) n: usize,
    /// What people call the town.
    pub(crate) name: &'static str,
    /// Its areas.
    pub(crate) areas: &'static [&'static str],
}

/// The three stations.
pub(crate) static STATIONS: [Station; 3] = [
    Station { n: 1, name: "城关", areas: &["东街社区", "西街社区", "北关社区"] },
    Station { n: 2, name: "河东", areas: &["河东社区", "柳林村"] },
    Station { n: 3, name: "南湖", areas: &["南湖社区", "石桥村"] },
];

/// Officers and auxiliaries by body: id, first digits of the numbers, how many of each.
const STAFF: [(&str, &str, i64, i64); 19] = [
    ("PSB", "0201", 3, 0),
    ("ICC", "0202", 3, 0),
    ("LEG", "0203", 3, 0),
    ("INS", "0204", 4, 0),
    ("AFC", "0205", 4, 5),
    ("SEB", "0206", 5, 0),
    ("SPT", "0207", 4, 2),
    ("S1", "0210", 2, 0),
    ("S1-CMD", "0211", 3, 4),
    ("S1-CASE", "0212", 5, 2),
    ("S1-COM", "0213", 6, 5),
    ("S2", "0220", 2, 0),
    ("S2-CMD", "0221", 3, 3),
    ("S2-CASE", "0222", 4, 2),
    ("S2-COM", "0223", 4, 4),
    ("S3", "0230", 2, 0),
    ("S3-CMD", "0231", 2, 3),
    ("S3-CASE", "0232", 3, 1),
    ("S3-COM", "0233", 4, 3),
];

/// Who is away from when until when.
const ABSENT: [(&str, i64, i64); 5] = [
    ("021306", day(2, 9), day(2, 28)),
    ("021355", day(2, 10), day(2, 24)),
    ("022304", day(2, 2), day(2, 13)),
    ("023303", 0, day(2, 22)),
    ("020504", day(2, 15), day(3, 1)),
];

/// The officers of a body who are there on a day.
pub(crate) fn officers(body: &str, day: i64) -> Vec<String> {
    staff(body, day, false)
}

/// Everybody of a body who is there on a day; officers first.
pub(crate) fn everybody(body: &str, day: i64) -> Vec<String> {
    staff(body, day, true)
}

fn staff(body: &str, day: i64, all: bool) -> Vec<String> {
    let mut numbers = Vec::new();
    if let Some((_, prefix, officers, auxiliaries)) = STAFF.iter().find(|row| row.0 == body) {
        numbers.extend((1..=*officers).map(|n| format!("{prefix}{n:02}")));
        if all {
            numbers.extend((51..51 + auxiliaries).map(|n| format!("{prefix}{n:02}")));
        }
    } else {
        // Supporting bodies outside the police: grid, judicial office, committee, school.
        let (letter, rest) = body.split_at(1);
        let (word, count) = match letter {
            "G" => (format!("WG{rest}0"), if rest == "1" { 3 } else { 2 }),
            "J" => (format!("SF{rest}0"), 2),
            "C" => (format!("JW{rest}"), 2),
            _ => (format!("XX{rest}0"), 1),
        };
        numbers.extend((1..=count).map(|n| format!("{word}{n}")));
    }
    let away = |number: &String| {
        ABSENT.iter().any(|(who, from, until)| who == number && (*from..=*until).contains(&day))
    };
    numbers.retain(|number| !away(number));
    numbers
}

/// Some of several, without repetition, in their order.
pub(crate) fn some(rng: &mut Rng, mut from: Vec<String>, count: usize) -> Vec<String> {
    while from.len() > count {
        let out = rng.below(from.len());
        from.remove(out);
    }
    from
}

/// An officer and somebody else of the same body.
pub(crate) fn pair(rng: &mut Rng, body: &str, day: i64) -> Vec<String> {
    let lead = some(rng, officers(body, day), 1);
    let others: Vec<_> = everybody(body, day).into_iter().filter(|n| !lead.contains(n)).collect();
    let other = some(rng, others, 1);
    lead.into_iter().chain(other).collect()
}

/// What the ledgers call a body.
pub(crate) fn name(body: &str) -> String {
    let fixed = match body {
        "PSB" => "安澜县公安局",
        "ICC" => "情报指挥中心",
        "LEG" => "法制大队",
        "INS" => "督察大队",
        "AFC" => "反诈中心",
        "SEB" => "治安大队",
        "SPT" => "特巡警大队",
        "X1" => "城关第一中学",
        "X2" => "河东中心小学",
        "X3" => "南湖职业学校",
        _ => "",
    };
    if !fixed.is_empty() {
        return fixed.to_owned();
    }
    for station in &STATIONS {
        let town = station.name;
        let n = station.n;
        if body == format!("S{n}") {
            return format!("{town}派出所");
        }
        for (team, word) in [("CMD", "综合指挥室"), ("CASE", "案件办理队"), ("COM", "社区警务队")]
        {
            if body == format!("S{n}-{team}") {
                return format!("{town}派出所{word}");
            }
        }
        for (m, area) in (1..).zip(station.areas) {
            if body == format!("C{n}{m}") {
                let kind =
                    if area.ends_with('村') { "村民委员会" } else { "居民委员会" };
                return format!("{area}{kind}");
            }
        }
        if body == format!("G{n}") {
            return format!("{town}网格服务中心");
        }
        if body == format!("J{n}") {
            return format!("{town}司法所");
        }
    }
    body.to_owned()
}

/// The committee of an area of a station.
pub(crate) fn committee(station: &Station, area: &str) -> String {
    let m = station.areas.iter().position(|a| *a == area).unwrap_or(0) + 1;
    format!("C{}{m}", station.n)
}

/// A target with its area and, for rental houses, its grade.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// Its id.
    pub(crate) id: String,
    /// Index into [`STATIONS`].
    pub(crate) station: usize,
    /// Its area.
    pub(crate) area: &'static str,
    /// `红`, `黄` or `绿`.
    pub(crate) grade: &'static str,
}

/// The targets of a kind: prefix of ids, how many each station has.
fn targets(prefix: &str, counts: [usize; 3], red: [usize; 3], yellow: [usize; 3]) -> Vec<Target> {
    let mut all = Vec::new();
    for (station, count) in counts.into_iter().enumerate() {
        for n in 1..=count {
            let areas = STATIONS[station].areas;
            let grade = match n {
                _ if n <= red[station] => "红",
                _ if n <= red[station] + yellow[station] => "黄",
                _ => "绿",
            };
            let id = format!("{prefix}-{}{n:03}", station + 1);
            all.push(Target { id, station, area: areas[n % areas.len()], grade });
        }
    }
    all
}

/// Rental houses.
pub(crate) fn rental_houses() -> Vec<Target> {
    targets("FW", [18, 14, 13], [4, 4, 3], [6, 4, 4])
}

/// Key units.
pub(crate) fn key_units() -> Vec<Target> {
    targets("ZD", [8, 6, 4], [0; 3], [0; 3])
}

/// Venues of special trades.
pub(crate) fn special_venues() -> Vec<Target> {
    targets("TH", [7, 4, 4], [0; 3], [0; 3])
}
