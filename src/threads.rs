//! Many pieces of work at once. What comes of them is in their order, so that nothing depends on how
//! many threads there are or which is the fastest.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Bytes of a thread's stack: as much as the first thread of a process usually has, so that what is
/// nested as deep as may be is read by each of them.
const STACK: usize = 8 << 20;

/// Does the work for each item; returns the results in the order of the items. Fewer than `few` items
/// are done before another thread has begun.
pub fn each<T: Sync, R: Send>(
    items: &[T],
    few: usize,
    work: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let own = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(at, item)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let others = if items.len() < few { 0 } else { threads.saturating_sub(1) };
    let mut all = thread::scope(|scope| {
        // Where no other thread can be had, this one does everything.
        let begin = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, own).ok();
        let others: Vec<_> = (0..others).filter_map(begin).collect();
        let mut all = own();
        for other in others {
            all.extend(other.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

/// Does two pieces of work, side by side if there is much to do.
pub fn both<A: Send, B>(
    much: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if !much {
        return (one(), other());
    }
    // Where no other thread can be had, this one does both: the work waits here for whoever takes it.
    let waiting = Mutex::new(Some(one));
    let take = || {
        let one = waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        one.map(|one| one())
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take);
        let other = other();
        let one = match thread {
            Ok(thread) => thread.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)),
            Err(_) => take(),
        };
        (one.unwrap_or_else(|| unreachable!("nobody else takes it")), other)
    })
}

/// How many of some items are few, by how many single things they come to together: before another
/// thread has begun, so many things are done.
pub fn few(things: usize) -> usize {
    if things < 1 << 14 { usize::MAX } else { 2 }
}

/// Gives back the memory of something while this thread goes on: for a large log that takes a while.
pub fn drop_aside<T: Send + 'static>(thing: T) {
    // Where no other thread can be had, that happens here and now.
    drop(thread::Builder::new().spawn(move || drop(thing)));
}

#[cfg(test)]
mod tests {
    use super::{both, each};

    #[test]
    fn results_are_in_the_order_of_the_items_however_long_each_takes() {
        let items: Vec<u64> = (0..500).rev().collect();
        let work = |at: usize, item: &u64| {
            // The first ones take longest.
            let long = (0..item * 200).fold(0, |sum: u64, n| std::hint::black_box(sum ^ n));
            (at, *item, long)
        };
        for few in [0, items.len() + 1] {
            let done = each(&items, few, work);
            assert_eq!(done.len(), items.len());
            for (at, (own, item, _)) in done.into_iter().enumerate() {
                assert_eq!((own, item), (at, 499 - at as u64));
            }
        }
        assert_eq!(each(&[0_u8; 0], 0, |_, _| 1), Vec::<i32>::new());
    }

    #[test]
    fn both_pieces_of_work_are_done() {
        let own = String::from("one");
        for much in [false, true] {
            assert_eq!(both(much, || own.len(), || 2), (3, 2));
        }
        assert!(std::panic::catch_unwind(|| both(true, || panic!("a fault"), || 2)).is_err());
    }

    #[test]
    fn a_fault_in_any_thread_comes_through() {
        let fails = || each(&[1, 2, 3, 4, 5, 6], 0, |_, item| assert_ne!(*item, 4));
        assert!(std::panic::catch_unwind(fails).is_err());
    }
}
