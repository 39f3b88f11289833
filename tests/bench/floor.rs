//! What any audit of a log has to do that ends in what `remit` ends in: `bench-floor LOG.csv FINDINGS`.
//!
//! Each piece of work is done by itself on one thread, by the quickest library that there is for it and
//! with nothing around it: reading and digesting the file, splitting it, giving each case a number,
//! putting the events of a case together, an identity for each finding, and writing those down. Half of
//! the sum is what two threads would take that never wait for each other. Nothing is judged.

#![expect(clippy::print_stdout, reason = "a bench prints")]
#![expect(clippy::unwrap_used, reason = "a bench that can't go on has to stop")]

use std::fmt::Write as _;
use std::hash::BuildHasher as _;
use std::hint::black_box;
use std::time::Instant;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use sha2::{Digest as _, Sha256};

/// An event as small as it can be: its case, its step, its instant.
type Event = (u32, u32, i64);

fn main() {
    let mut args = std::env::args().skip(1);
    let (path, findings) = (args.next().unwrap(), args.next().unwrap());
    let findings: u64 = findings.parse().unwrap();
    let mut sum = 0.0;
    let mut took = |what: &str, begin: Instant| {
        let seconds = begin.elapsed().as_secs_f64();
        sum += seconds;
        println!("{seconds:8.3} s  {what}");
    };

    let begin = Instant::now();
    let bytes = std::fs::read(&path).unwrap();
    took("read the file", begin);

    let begin = Instant::now();
    black_box(Sha256::digest(&bytes));
    took("digest the file", begin);

    let begin = Instant::now();
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(bytes.as_slice());
    let mut record = csv::ByteRecord::new();
    let mut cells = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        cells += record.len();
    }
    black_box(cells);
    took("split it into cells", begin);

    let (cases, steps) = named(&bytes);
    let begin = Instant::now();
    let events = numbered(&cases, &steps);
    took("a number for each case and step, an event for each row", begin);

    let begin = Instant::now();
    black_box(grouped(&events));
    took("the events of each case together", begin);

    let begin = Instant::now();
    let mut prints: Vec<u64> = (0..findings)
        .map(|at| {
            // As long as the subject of a finding usually is: two blocks of SHA-256.
            let mut subject = [0; 112];
            subject[..8].copy_from_slice(&at.to_le_bytes());
            let digest = Sha256::digest(subject);
            u64::from_be_bytes(*digest.first_chunk().unwrap())
        })
        .collect();
    prints.sort_unstable();
    took("an identity for each finding, in order", begin);

    let begin = Instant::now();
    let mut text = String::new();
    for print in &prints {
        writeln!(text, "\"{print:016x}\",").unwrap();
    }
    black_box(Sha256::digest(text.as_bytes()));
    took("write them, with a digest", begin);
    println!("{sum:8.3} s  together; {:.3} s on two threads", sum / 2.0);
}

/// Case and step of each row, so that looking them up can be timed without splitting.
fn named(bytes: &[u8]) -> (Vec<&[u8]>, Vec<&[u8]>) {
    let rows = bytes.split(|byte| *byte == b'\n').skip(1).filter(|row| !row.is_empty());
    let cells = rows.map(|row| {
        let mut cells = row.splitn(3, |byte| *byte == b',');
        (cells.next().unwrap(), cells.next().unwrap())
    });
    cells.unzip()
}

fn numbered(cases: &[&[u8]], steps: &[&[u8]]) -> Vec<Event> {
    let (mut of_cases, mut of_steps) = (Names::default(), Names::default());
    let both = cases.iter().zip(steps).zip(0..);
    both.map(|((case, step), at)| (of_cases.number(case), of_steps.number(step), at)).collect()
}

#[derive(Default)]
struct Names<'n> {
    table: HashTable<u32>,
    all: Vec<&'n [u8]>,
}

impl<'n> Names<'n> {
    fn number(&mut self, name: &'n [u8]) -> u32 {
        let state = FixedState::default();
        let hash = |name: &[u8]| state.hash_one(name);
        let all = &self.all;
        let same = |at: &u32| all.get(*at as usize).is_some_and(|own| *own == name);
        if let Some(known) = self.table.find(hash(name), same) {
            return *known;
        }
        let number = u32::try_from(all.len()).unwrap();
        self.table.insert_unique(hash(name), number, |at| hash(all[*at as usize]));
        self.all.push(name);
        number
    }
}

/// The places of events, case by case.
fn grouped(events: &[Event]) -> Vec<u32> {
    let cases = events.iter().map(|(case, ..)| case + 1).max().unwrap_or(0);
    let mut next = vec![0_u32; cases as usize + 1];
    for (case, ..) in events {
        next[*case as usize + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut order = vec![0; events.len()];
    for ((case, ..), at) in events.iter().zip(0..) {
        let place = &mut next[*case as usize];
        order[*place as usize] = at;
        *place += 1;
    }
    order
}
