//! Attributes as columns of a record, with what a trace and the log's defaults say.

use super::super::super::record::Record;
use crate::text::Words;

/// What tells one thing from all others, which no default can say: a time that nobody wrote down
/// would be made up, and all traces without a name would be one case.
const OWN: [&str; 3] = ["time:timestamp", "concept:name", "identity:id"];

/// Whose an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Event,
    Trace,
    /// Traces, or events, that lack it.
    Global {
        of_traces: bool,
    },
    Nobody,
}

/// A value for what lacks it.
struct Given {
    key: String,
    value: String,
    /// The present event or trace has a value of its own.
    seen: bool,
}

/// Why something can't be read, and what stands there.
pub(super) type Fault = (Words, Vec<u8>);

/// The values of the present event and its trace.
#[derive(Default)]
pub(super) struct Flat {
    trace: Vec<(String, String)>,
    of_traces: Vec<Given>,
    of_events: Vec<Given>,
    in_event: Option<Fault>,
    in_trace: Option<Fault>,
}

impl Flat {
    /// Forgets the trace before.
    pub(super) fn begin_trace(&mut self) {
        self.trace.clear();
        self.in_trace = None;
        self.of_traces.iter_mut().for_each(|given| given.seen = false);
    }

    /// How much a trace said of itself so far.
    pub(super) fn trace_values(&self) -> usize {
        self.trace.len()
    }

    /// Begins an event with what its trace says.
    pub(super) fn begin_event(&mut self, number: u32, record: &mut Record) {
        record.begin(number);
        self.in_event = None;
        self.of_events.iter_mut().for_each(|given| given.seen = false);
        for (key, value) in &self.trace {
            record.set(key, value);
        }
        for given in self.of_traces.iter().filter(|given| !given.seen) {
            record.set(&given.key, &given.value);
        }
    }

    /// Ends an event with the defaults of what it lacks.
    pub(super) fn end_event(&mut self, record: &mut Record) {
        for given in self.of_events.iter().filter(|given| !given.seen) {
            record.set(&given.key, &given.value);
        }
        if let Some((why, instead)) = self.in_event.take() {
            record.broken(why, &instead);
        } else if let Some((why, instead)) = &self.in_trace {
            record.broken(why.clone(), instead);
        }
    }

    /// Takes an attribute.
    pub(super) fn put(&mut self, owner: Owner, key: &str, value: &str, record: &mut Record) {
        match owner {
            Owner::Event => {
                see(&mut self.of_events, key);
                record.set(key, value);
            }
            Owner::Trace => {
                let key = format!("case:{key}");
                see(&mut self.of_traces, &key);
                self.trace.push((key, value.to_owned()));
            }
            Owner::Global { .. } if OWN.contains(&key) => {}
            Owner::Global { of_traces } => {
                let (list, key) = if of_traces {
                    (&mut self.of_traces, format!("case:{key}"))
                } else {
                    (&mut self.of_events, key.to_owned())
                };
                list.push(Given { key, value: value.to_owned(), seen: false });
            }
            Owner::Nobody => {}
        }
    }

    /// Says that something of the event or trace can't be read. The first reason counts.
    pub(super) fn fault(&mut self, owner: Owner, why: Words, instead: &[u8]) {
        let place = match owner {
            Owner::Event => &mut self.in_event,
            Owner::Trace => &mut self.in_trace,
            Owner::Global { .. } | Owner::Nobody => return,
        };
        place.get_or_insert_with(|| (why, instead.to_vec()));
    }
}

fn see(given: &mut [Given], key: &str) {
    for own in given.iter_mut().filter(|own| own.key == key) {
        own.seen = true;
    }
}
