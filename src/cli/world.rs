//! Everything outside that a run may touch, so that tests can stand in for it.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Read, Write};

/// What surrounds a run.
pub struct World<'w> {
    /// Where results go.
    pub stdout: &'w mut dyn Write,
    /// Where faults go.
    pub stderr: &'w mut dyn Write,
    /// Opens standard input.
    pub stdin: fn() -> Box<dyn Read + Send>,
    /// A variable of the environment.
    pub variable: &'w dyn Fn(&str) -> Option<OsString>,
    /// Whether somebody sits at standard input who can be asked.
    pub stdin_is_terminal: bool,
    /// Whether results are shown on a terminal.
    pub stdout_is_terminal: bool,
    /// Whether faults are.
    pub stderr_is_terminal: bool,
    /// Columns of the terminal, if there is one.
    pub columns: Option<u16>,
    /// The system's language, such as `zh-CN`.
    pub locale: Option<String>,
}

impl World<'_> {
    /// Runs something in the surroundings of this process.
    pub fn of_process<T>(inside: impl FnOnce(&mut World<'_>) -> T) -> T {
        let (mut stdout, mut stderr) = (std::io::stdout(), std::io::stderr());
        let (stdout_is_terminal, stderr_is_terminal) = (stdout.is_terminal(), stderr.is_terminal());
        inside(&mut World {
            stdout: &mut stdout,
            stderr: &mut stderr,
            stdin: || Box::new(std::io::stdin()),
            variable: &|name| std::env::var_os(name),
            stdin_is_terminal: std::io::stdin().is_terminal(),
            stdout_is_terminal,
            stderr_is_terminal,
            columns: terminal_size::terminal_size().map(|(width, _)| width.0),
            locale: sys_locale::get_locale(),
        })
    }

    /// A variable of the environment that is set and not empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        (self.variable)(name)
            .and_then(|text| text.into_string().ok())
            .filter(|text| !text.is_empty())
    }

    /// Writes to standard error. If nobody listens there, nobody can be told.
    pub(super) fn complain(&mut self, text: &str) {
        drop(self.stderr.write_all(text.as_bytes()));
        drop(self.stderr.flush());
    }
}
