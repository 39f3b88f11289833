//! What people call the rows of a log.

use crate::say;
use crate::text::Words;

/// How a row of a log is found again by someone who opens the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Places {
    /// By its number: a line, or a row of a sheet.
    #[default]
    Rows,
    /// By its number among the records.
    Records,
    /// By its trace, and its number within it. For each trace the number of its first event.
    Traces(Vec<u32>),
}

impl Places {
    /// What a row is called, if more must be said than its number.
    pub fn name(&self, row: u64) -> Option<Words> {
        match self {
            Self::Rows => None,
            Self::Records => Some(say!("record {row}", "第{row}条记录")),
            Self::Traces(starts) => {
                let trace = starts.partition_point(|start| u64::from(*start) <= row);
                let start = trace.checked_sub(1).and_then(|at| starts.get(at))?;
                let event = row - u64::from(*start) + 1;
                Some(say!("trace {trace}, event {event}", "第{trace}条轨迹的第{event}个事件"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn an_event_is_found_by_its_trace() {
        let places = Places::Traces(vec![1, 4, 5]);
        let named = |row| places.name(row).map(|words| words.en.into_owned());
        assert_eq!(named(1).unwrap(), "trace 1, event 1");
        assert_eq!(named(3).unwrap(), "trace 1, event 3");
        assert_eq!(named(4).unwrap(), "trace 2, event 1");
        assert_eq!(named(9).unwrap(), "trace 3, event 5");
        assert_eq!(named(0), None);
        assert_eq!(Places::Rows.name(7), None);
        assert_eq!(Places::Records.name(7).unwrap().zh, "第7条记录");
    }
}
