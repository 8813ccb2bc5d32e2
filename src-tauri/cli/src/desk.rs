//! What stands between a verb and the terminal: the project it opens, whose notes are told, and the standard output.

use gridwarden_core::store::{Project, tell_of_wait};
use gridwarden_core::text::plain;
use gridwarden_core::{Result, verbs};
use std::io::{self, IsTerminal, Write};
use std::ops::Deref;
use std::path::Path;

/// An open project. When the verb is done, what there is to be said beside it goes to standard error.
pub struct Opened(Project);

/// Opens the project of a verb.
pub fn open(file: &Path) -> Result<Opened> {
    // Whoever reads standard error otherwise is told how it came out, in one line.
    if io::stderr().is_terminal() {
        let name = file
            .file_name()
            .unwrap_or(file.as_os_str())
            .to_string_lossy()
            .into_owned();
        tell_of_wait(move |most| {
            let most = most.as_secs();
            say(&format!(
                "{name} is being read or written by another program; waiting for it, {most} seconds at most"
            ));
        });
    }
    verbs::opening::open(file).map(Opened)
}

impl Deref for Opened {
    type Target = Project;
    fn deref(&self) -> &Project {
        &self.0
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.0.notes().iter().for_each(|n| say(&format!("note: {n}")));
    }
}

/// A line on standard error; where that cannot be written either, nobody can be told.
pub fn say(line: &str) {
    let line: String = plain(line).split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(io::stderr(), "gridwarden: {line}");
}

/// Standard output. What fails to be written there stops no verb: it may have written to the project already.
pub struct Out<W> {
    to: W,
    failed: Option<io::Error>,
}

impl<W: Write> Out<W> {
    pub fn new(to: W) -> Self {
        Self { to, failed: None }
    }

    /// Why not all was written.
    pub fn end(mut self) -> Option<io::Error> {
        let _ = self.flush();
        self.failed
    }

    fn keep<T>(&mut self, done: io::Result<T>, otherwise: T) -> io::Result<T> {
        done.or_else(|e| {
            self.failed.get_or_insert(e);
            Ok(otherwise)
        })
    }
}

impl<W: Write> Write for Out<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_some() {
            return Ok(bytes.len());
        }
        let done = self.to.write_all(bytes).map(|()| bytes.len());
        self.keep(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed.is_some() {
            return Ok(());
        }
        let done = self.to.flush();
        self.keep(done, ())
    }
}
