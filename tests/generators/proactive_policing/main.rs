//! Makes the log of the set `lists/proactive-policing`: four weeks of a fictitious county bureau,
//! kept as they should be, with faults planted here and there and an answer sheet that names
//! every one of them.
//!
//! ```text
//! cargo run --example generate-proactive-policing -- lists/proactive-policing/logs [SEED]
//! ```
//!
//! It shares no code with the audit: deadlines are reckoned here a second time, so that the two
//! check each other. The same seed gives the same bytes on every machine and day.

mod alarms;
mod cases;
mod checks;
mod clock;
mod clues;
mod collection;
#[path = "../common/mod.rs"]
mod common;
mod dangers;
mod disputes;
mod early_warning;
mod fraud;
mod ledger;
mod org;
mod output;
mod outside;
mod patrol;
mod resolutions;
mod special;
mod supervision;
mod visits;
mod walk_ins;

use std::error::Error;
use std::path::PathBuf;

/// The seed of the log that ships with the set: its first day.
const SEED: u64 = 20_260_201;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().map(PathBuf::from).ok_or("name the folder to write into")?;
    let seed = match arguments.next() {
        Some(text) => {
            text.to_str().and_then(|text| text.parse().ok()).ok_or("a seed is a number")?
        }
        None => SEED,
    };
    let mut world = ledger::World::new(seed);
    let planted = [
        collection::make(&mut world),
        alarms::make(&mut world),
        visits::make(&mut world),
        patrol::make(&mut world),
        fraud::make(&mut world),
    ];
    if planted.contains(&false) {
        return Err("there was no room for some of the faults".into());
    }
    walk_ins::make(&mut world);
    early_warning::make(&mut world);
    special::make(&mut world);
    supervision::make(&mut world);
    outside::make(&mut world);
    if !cases::make(&mut world) {
        return Err("there was no room for some of the faults".into());
    }
    output::write(&mut world, &folder)?;
    Ok(())
}
