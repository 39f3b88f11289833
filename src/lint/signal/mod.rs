//! Rules on signals.

mod bad_signal_threshold;
mod idle_signal_key;
mod incomplete_signal;

lints! {
    bad_signal_threshold,
    idle_signal_key;
    absence:
    incomplete_signal,
}
