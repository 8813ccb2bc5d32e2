//! The rows of a table, numbered as a spreadsheet numbers them.
//!
//! Written out here rather than left to a CSV crate for three things those do
//! not give: the row's number with blank rows counted and line breaks inside
//! cells not, a quote that is never closed, and a limit on one row.

use super::encoding::Text;
use super::split::Fault;
use std::collections::VecDeque;
use std::io;

/// A longer row is a quote that was never closed.
const MAX_ROW: usize = 16 << 20;

/// One row, reused from call to call.
#[derive(Default, Clone)]
pub(super) struct Row {
    text: String,
    ends: Vec<usize>,
    /// From 1.
    pub number: u32,
    /// Lines of the file that it takes; more than one where a quoted cell holds line breaks.
    pub lines: (u32, u32),
    /// The first cell, from 0, in which text stands behind the quote that closes it.
    spilt: Option<usize>,
}

/// The delimiters of a line that part cells; one with a blank behind it belongs to a sentence.
fn parts(line: &str, delimiter: u8) -> usize {
    let bytes = line.as_bytes();
    let ends = |i: usize| bytes[i] == delimiter && bytes.get(i + 1) != Some(&b' ');
    (0..bytes.len()).filter(|i| ends(*i)).count()
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> + Clone {
        let mut from = 0;
        self.ends.iter().map(move |&to| {
            let cell = &self.text[from..to];
            from = to;
            cell
        })
    }

    /// The cell, from 1, whose quote seems to have been opened or left open by mistake: it holds what look like rows.
    pub(super) fn swallowing(&self, delimiter: u8, width: usize) -> Option<usize> {
        if self.lines.0 == self.lines.1 {
            return None;
        }
        let commas = |line: &str| parts(line, delimiter);
        self.cells().enumerate().find_map(|(i, cell)| {
            let mut lines = cell.split(['\n', '\r']);
            let rest_of_row = commas(lines.next()?) < width.saturating_sub(i).max(1);
            // The last of the lines is cut off where the next quote stands, in the same column at best.
            let enough = match i {
                2.. => i,
                // What a row begins with is no text of several lines with commas in them.
                0 if width > 3 => 2,
                _ => width.saturating_sub(1).max(1),
            };
            let row = lines.any(|line| commas(line) >= enough);
            (rest_of_row && row).then_some(i + 1)
        })
    }

    /// The same of a row of headings or of a title, which does not tell how wide the table is: a row that it holds has
    /// at least the cells of the headings before it.
    pub(super) fn swallowing_below(&self, delimiter: u8) -> Option<usize> {
        if self.lines.0 == self.lines.1 {
            return None;
        }
        self.cells().enumerate().find_map(|(i, cell)| {
            let mut lines = cell.split(['\n', '\r']);
            let before = i + parts(lines.next()?, delimiter);
            // Words in a heading may be numbered: 1,旱厕.
            let enough = if self.spilt == Some(i) {
                before.max(1)
            } else {
                before.max(2)
            };
            lines.any(|line| parts(line, delimiter) >= enough).then_some(i + 1)
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
    pub delimiter: u8,
    number: u32,
    /// Line breaks passed so far.
    lines: u32,
    after_cr: bool,
    /// Rows that were looked at before their turn.
    ahead: VecDeque<Row>,
    /// What stopped looking ahead.
    fault: Option<Fault>,
}

impl Rows {
    /// Begins; the delimiter is the one of `,` `;` `|` and tab that parts a line into most cells that `is_heading`
    /// knows, or else the one that the first line has most of.
    pub(super) fn new(mut text: Text, is_heading: impl Fn(&str) -> bool) -> io::Result<Result<Self, Fault>> {
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
            lines: 0,
            after_cr: false,
            ahead: VecDeque::new(),
            fault: None,
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
            let lines = || {
                rows.piece
                    .lines()
                    .filter(|l| !l.trim().is_empty())
                    .take(super::heads::LOOKED_AT)
            };
            let headings = |d: u8| {
                let of = |l: &str| {
                    l.split(char::from(d))
                        .filter(|c| is_heading(c.trim_matches('"')))
                        .count()
                };
                lines().map(of).max().unwrap_or(0)
            };
            let most = (b",;\t|".iter().rev()).max_by_key(|&&d| (headings(d), if d == b'|' { 0 } else { count(d) }));
            rows.delimiter = most.copied().unwrap_or(b',');
        }
        Ok(Ok(rows))
    }

    /// Looks at the next rows, up to so many with something in them; they are still to come.
    pub(super) fn look_ahead(&mut self, filled: usize) -> io::Result<Result<&[Row], Fault>> {
        let mut seen = Vec::new();
        let mut n = 0;
        while n < filled {
            let mut row = Row::default();
            match self.next(&mut row)? {
                Ok(true) => {
                    n += usize::from(row.filled() > 0);
                    seen.push(row);
                }
                Ok(false) => break,
                // It comes up again when that row's turn has come: what stands before it may explain it.
                Err(fault) if seen.is_empty() => return Ok(Err(fault)),
                Err(fault) => {
                    self.fault = Some(fault);
                    break;
                }
            }
        }
        self.ahead = seen.into();
        Ok(Ok(self.ahead.make_contiguous()))
    }

    /// Passes over so many of the rows that were looked at.
    pub(super) fn drop_ahead(&mut self, n: usize) {
        self.ahead.drain(..n.min(self.ahead.len()));
    }

    /// Reads the next row; false at the end.
    pub(super) fn next(&mut self, row: &mut Row) -> io::Result<Result<bool, Fault>> {
        if let Some(seen) = self.ahead.pop_front() {
            *row = seen;
            return Ok(Ok(true));
        }
        if let Some(fault) = self.fault.take() {
            return Ok(Err(fault));
        }
        row.text.clear();
        row.ends.clear();
        row.spilt = None;
        row.lines.0 = self.lines + 1;
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
                    let inside = &self.piece[self.at..stop];
                    let breaks = |mark: u8| inside.bytes().filter(|b| *b == mark).count() as u32;
                    self.lines += breaks(b'\n').max(breaks(b'\r'));
                    row.text.push_str(inside);
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
                    if mode == Mode::Closing {
                        row.spilt.get_or_insert(row.ends.len());
                    }
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
        self.lines += 1;
        row.number = self.number;
        row.lines.1 = self.lines;
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
