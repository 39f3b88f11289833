//! Makes the log of the set `lists/dv-linkage`: eighteen months of a fictitious county in the
//! proportions of a published case: 305 alarms of domestic violence, 11 warning letters, repeated
//! violence closed by mediation, no committee told and nobody visited.
//!
//! ```text
//! cargo run --example generate-dv-linkage -- lists/dv-linkage/logs [SEED]
//! ```
//!
//! What was done was done by the standards; what was not done, and what the models must find across
//! cases, is reckoned here a second time and named in the answer sheet. The same seed gives the same
//! bytes on every machine and day.

mod alarms;
mod answers;
mod clues;
#[path = "../common/mod.rs"]
mod common;
mod county;
mod families;
mod letters;
mod output;

use std::error::Error;
use std::path::PathBuf;

/// The seed of the log that ships with the set: its alarms and its letters.
const SEED: u64 = 30_511;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().map(PathBuf::from).ok_or("name the folder to write into")?;
    let seed = match arguments.next() {
        Some(text) => {
            text.to_str().and_then(|text| text.parse().ok()).ok_or("a seed is a number")?
        }
        None => SEED,
    };
    let mut rng = common::rng::Rng::new(seed);
    let families = families::make(&mut rng);
    let alarms = alarms::make(&mut rng, &families);
    let letters = letters::letters(&mut rng, &alarms);
    let grades = letters::grades(&mut rng, &families, &alarms);
    output::write(&folder, &alarms, &letters, &grades)?;
    Ok(())
}
