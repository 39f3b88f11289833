//! `remit lsp`: moves messages between an editor and [`crate::editor`], which does the thinking.
//!
//! Standard input is read beside the answers, and sets are checked beside them, too: an answer never
//! waits for a check. A check begins when nothing is left to be read, and what it finds is told only
//! if nothing changed meanwhile.

mod answers;
mod server;
mod tell;
mod wire;

use std::io::{BufReader, ErrorKind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use lsp_server::Message;

use super::args::Common;
use super::look::Look;
use super::{Exit, Fault, World};
use crate::editor::{Checker, Notes, Snapshot};
use crate::text::{Words, say};
use server::Server;

/// How long the editor says nothing before its texts are checked. A question right after an edit is
/// answered first, and somebody who types fast is not kept from it by checks that nobody will see.
const SETTLED: Duration = Duration::from_millis(100);

/// What the loop waits for.
enum Event {
    /// The editor said something.
    Said(Message),
    /// The editor said something that is no message.
    Garbled,
    /// The editor will say no more.
    End,
    /// A check is done; the number is that of the state that was checked.
    Checked(u64, Vec<Notes>),
}

/// A state to check.
struct Job {
    number: u64,
    snapshot: Snapshot,
}

/// Does it.
pub(super) fn run(common: &Common, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let (tell, events) = mpsc::channel();
    let (jobs, waiting) = mpsc::channel();
    let (input, said) = (world.stdin, tell.clone());
    let started = thread::Builder::new().name("input".to_owned()).spawn(move || {
        let mut input = BufReader::new(input());
        loop {
            let event = match Message::read(&mut input) {
                Ok(Some(message)) => Event::Said(message),
                // The length was said, so the next message is found.
                Err(error) if error.kind() == ErrorKind::InvalidData => Event::Garbled,
                Ok(None) | Err(_) => Event::End,
            };
            let last = matches!(event, Event::End);
            if said.send(event).is_err() || last {
                break;
            }
        }
    });
    started.map_err(|error| no_thread(&error))?;
    let started =
        thread::Builder::new().name("check".to_owned()).spawn(move || check(&waiting, &tell));
    started.map_err(|error| no_thread(&error))?;
    let mut server = Server::new(common.lang, look.out.lang, jobs, world);
    loop {
        // A check begins only when the editor has had nothing to say for a moment.
        let event = match events.recv_timeout(SETTLED) {
            Ok(event) => Some(event),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                server.check();
                events.recv().ok()
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => None,
        };
        match event {
            Some(Event::Said(Message::Notification(own))) if own.method == "exit" => break,
            Some(Event::Said(message)) => server.take(message)?,
            Some(Event::Garbled) => {}
            Some(Event::Checked(number, notes)) => server.checked(number, notes)?,
            Some(Event::End) | None => break,
        }
    }
    // The protocol wants 1 from a server that nobody asked to shut down.
    Ok(if server.is_shut_down() { Exit::Fine } else { Exit::Found })
}

/// Checks the newest state that is waiting, again and again.
fn check(waiting: &mpsc::Receiver<Job>, tell: &mpsc::Sender<Event>) {
    let mut checker = Checker::default();
    while let Ok(mut job) = waiting.recv() {
        while let Ok(newer) = waiting.try_recv() {
            job = newer;
        }
        let notes = checker.check(&job.snapshot);
        if tell.send(Event::Checked(job.number, notes)).is_err() {
            break;
        }
    }
}

fn no_thread(error: &std::io::Error) -> Fault {
    Fault::new(
        say!("no thread can be started: {error}", "无法启动线程：{error}"),
        Words::fixed("close other programs", "请关闭其他程序"),
    )
}
