//! How far reading has come, on standard error while somebody watches.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::World;
use super::args::Common;
use crate::log::LogSource;
use crate::report::Style;

/// A run that is over by then shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar moves.
const TICK: Duration = Duration::from_millis(100);

/// A bar that a thread of its own draws; dropping it clears the line.
pub(super) struct Progress {
    over: Option<Sender<()>>,
    painter: Option<JoinHandle<()>>,
}

impl Progress {
    /// Counts the bytes of sources while they are read, and shows how far that has come. Nothing is
    /// shown unless standard error is a terminal and the run takes a while.
    pub(super) fn of(
        sources: Vec<LogSource>,
        common: &Common,
        style: Style,
        world: &World<'_>,
    ) -> (Vec<LogSource>, Self) {
        if !world.stderr_is_terminal
            || common.quiet
            || world.text("TERM").as_deref() == Some("dumb")
        {
            return (sources, Self { over: None, painter: None });
        }
        // Of standard input nobody knows how much will come.
        let length = |source: &LogSource| std::fs::metadata(&source.name).map(|meta| meta.len());
        let total = sources.iter().map(length).sum::<io::Result<u64>>().ok();
        let read = Arc::new(AtomicU64::new(0));
        let counted = sources.into_iter().map(|source| LogSource {
            bytes: Box::new(Counted { bytes: source.bytes, read: Arc::clone(&read) }),
            ..source
        });
        let counted = counted.collect();
        let (over, ended) = mpsc::channel::<()>();
        let painter = std::thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = bar(total, style);
            while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                bar.set_position(read.load(Ordering::Relaxed));
                bar.tick();
            }
            bar.finish_and_clear();
        });
        (counted, Self { over: Some(over), painter: Some(painter) })
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.over = None;
        if let Some(painter) = self.painter.take() {
            // A bar that could not be drawn is no reason to fail.
            drop(painter.join());
        }
    }
}

fn bar(total: Option<u64>, style: Style) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = match total {
        Some(_) => "{bar:24} {bytes} / {total_bytes}  {bytes_per_sec}  {eta}",
        None => "{spinner} {bytes}  {bytes_per_sec}  {elapsed}",
    };
    let drawn = ProgressStyle::with_template(template);
    let drawn = drawn.unwrap_or_else(|_| ProgressStyle::default_bar());
    let drawn = if style.ascii {
        drawn.progress_chars("#>-").tick_chars("|/-\\ ")
    } else {
        drawn.progress_chars("━╸─")
    };
    bar.with_style(drawn).with_elapsed(PATIENCE)
}

/// Bytes that are counted on their way.
struct Counted {
    bytes: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(into)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::Counted;

    #[test]
    fn every_byte_is_counted_once() {
        let read = Arc::new(AtomicU64::new(0));
        let bytes = vec![7; 100_000];
        let mut counted =
            Counted { bytes: Box::new(std::io::Cursor::new(bytes)), read: Arc::clone(&read) };
        let mut some = [0; 1000];
        counted.read_exact(&mut some).unwrap();
        assert_eq!(read.load(Ordering::Relaxed), 1000);
        counted.read_to_end(&mut Vec::new()).unwrap();
        assert_eq!(read.load(Ordering::Relaxed), 100_000);
    }
}
