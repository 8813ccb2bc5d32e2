//! What goes to the terminal, line by line, and how counts and long lists stand there.

use gridwarden_core::limits::one_line;
use std::fmt;

/// Rejections and faults that are listed before the rest is only counted.
pub const LISTED: usize = 20;

/// What goes to the terminal, line by line. What somebody typed ends none of them: only [`Lines::push`] begins a new one.
#[derive(Default)]
pub struct Lines(String);

impl Lines {
    /// Of one line.
    pub fn of(line: impl AsRef<str>) -> Self {
        let mut out = Self::default();
        out.push(line);
        out
    }

    /// Adds a line.
    pub fn push(&mut self, line: impl AsRef<str>) {
        self.0.push_str(&one_line(line.as_ref()));
        self.0.push('\n');
    }

    /// Adds lines that are ready.
    #[must_use]
    pub fn and(mut self, more: Lines) -> Self {
        self.0.push_str(&more.0);
        self
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! say {
    ($out:expr, $($words:tt)*) => { $out.push(format!($($words)*)) };
}
pub(crate) use say;

/// The first of these, a line each, and how many more there are.
pub fn list<T>(out: &mut Lines, all: &[T], mut line: impl FnMut(&T) -> String) {
    for item in all.iter().take(LISTED) {
        say!(out, "  {}", line(item));
    }
    more(out, all.len());
}

/// Says how many of these were not listed.
pub fn more(out: &mut Lines, all: usize) {
    if all > LISTED {
        say!(out, "  … and {} more (--json lists all)", all - LISTED);
    }
}

/// How many of these were written to a file.
pub fn written(n: usize, one: &str, many: &str, to: &std::path::Path) -> Lines {
    Lines::of(format!("{} written to {}", counted(n, one, many), to.display()))
}

/// A number with its noun.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
