//! The rows of a table, numbered as a spreadsheet numbers them.
//!
//! Written out here rather than left to a CSV crate for three things those do
//! not give: the row's number with blank rows counted and line breaks inside
//! cells not, a quote that is never closed, and a limit on one row.

use super::encoding::Text;
use super::split::Fault;
use std::io;

/// A longer row is a quote that was never closed.
const MAX_ROW: usize = 16 << 20;

/// One row, reused from call to call.
#[derive(Default)]
pub(super) struct Row {
    text: String,
    ends: Vec<usize>,
    /// From 1.
    pub number: u32,
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |&to| {
            let cell = &self.text[from..to];
            from = to;
            cell
        })
    }

    /// Cells with something in them.
    pub(super) fn filled(&self) -> usize {
        self.cells().filter(|c| !c.trim().is_empty()).count()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Start,
    Plain,
    Quoted,
    /// After a quote within quotes.
    Closing,
}

/// See the module.
pub(super) struct Rows {
    pub text: Text,
    piece: String,
    at: usize,
    delimiter: u8,
    number: u32,
    after_cr: bool,
}

impl Rows {
    /// Begins; the delimiter is the one of `,` `;` tab that the first line has most of.
    pub(super) fn new(mut text: Text) -> io::Result<Result<Self, Fault>> {
        let mut piece = String::new();
        if let Err(fault) = text.next(&mut piece)? {
            return Ok(Err(fault));
        }
        let mut rows = Self {
            text,
            piece,
            at: 0,
            delimiter: b',',
            number: 0,
            after_cr: false,
        };
        let line = rows.piece.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
        // Excel's own way of naming the delimiter.
        if let Some(named) = line.strip_prefix("sep=").filter(|d| d.len() == 1) {
            rows.delimiter = named.as_bytes()[0];
            let mut skipped = Row::default();
            if let Err(fault) = rows.next(&mut skipped)? {
                return Ok(Err(fault));
            }
        } else {
            let count = |d: u8| {
                let mut quoted = false;
                line.bytes()
                    .filter(|&b| {
                        quoted ^= b == b'"';
                        b == d && !quoted
                    })
                    .count()
            };
            let most = [b',', b';', b'\t'].into_iter().rev().max_by_key(|&d| count(d));
            rows.delimiter = most.unwrap_or(b',');
        }
        Ok(Ok(rows))
    }

    /// Reads the next row; false at the end.
    pub(super) fn next(&mut self, row: &mut Row) -> io::Result<Result<bool, Fault>> {
        row.text.clear();
        row.ends.clear();
        let mut mode = Mode::Start;
        loop {
            if self.at == self.piece.len() {
                self.at = 0;
                match self.text.next(&mut self.piece)? {
                    Ok(true) => {}
                    Ok(false) => return Ok(self.end(row, mode)),
                    Err(fault) => return Ok(Err(fault)),
                }
            }
            if row.text.len() > MAX_ROW {
                return Ok(Err(self.runaway("is longer than 16 MB")));
            }
            let bytes = self.piece.as_bytes();
            let b = bytes[self.at];
            if std::mem::take(&mut self.after_cr) && b == b'\n' {
                self.at += 1;
                continue;
            }
            match mode {
                Mode::Quoted => {
                    let stop = bytes[self.at..]
                        .iter()
                        .position(|&b| b == b'"')
                        .map_or(bytes.len(), |n| self.at + n);
                    row.text.push_str(&self.piece[self.at..stop]);
                    self.at = stop;
                    if stop < bytes.len() {
                        self.at += 1;
                        mode = Mode::Closing;
                    }
                }
                Mode::Start if b == b'"' => {
                    self.at += 1;
                    mode = Mode::Quoted;
                }
                Mode::Closing if b == b'"' => {
                    row.text.push('"');
                    self.at += 1;
                    mode = Mode::Quoted;
                }
                _ if b == self.delimiter => {
                    row.ends.push(row.text.len());
                    self.at += 1;
                    mode = Mode::Start;
                }
                _ if b == b'\n' || b == b'\r' => {
                    self.at += 1;
                    self.after_cr = b == b'\r';
                    self.close(row);
                    return Ok(Ok(true));
                }
                _ => {
                    let d = self.delimiter;
                    let stop = bytes[self.at..]
                        .iter()
                        .position(|&b| b == d || b == b'\n' || b == b'\r');
                    let stop = stop.map_or(bytes.len(), |n| self.at + n);
                    row.text.push_str(&self.piece[self.at..stop]);
                    self.at = stop;
                    mode = Mode::Plain;
                }
            }
        }
    }

    fn close(&mut self, row: &mut Row) {
        row.ends.push(row.text.len());
        self.number += 1;
        row.number = self.number;
    }

    fn end(&mut self, row: &mut Row, mode: Mode) -> Result<bool, Fault> {
        if mode == Mode::Quoted {
            return Err(self.runaway("opens a quote that is never closed"));
        }
        if mode == Mode::Start && row.ends.is_empty() {
            return Ok(false);
        }
        self.close(row);
        Ok(true)
    }

    fn runaway(&self, what: &str) -> Fault {
        let reason = format!(
            "row {} {what}; mend its quotes or save the table again",
            self.number + 1
        );
        Fault { at: None, reason }
    }
}
