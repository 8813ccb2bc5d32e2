//! Writing tables.

use super::Value;
use super::values::runs;
use crate::text::plain;
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes CSV that Excel and WPS open by double click: UTF-8 with its mark, CRLF
/// line ends. A text that a spreadsheet would run as a formula or a command gets
/// an apostrophe before it, which the reader here takes away again.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    columns: usize,
}

impl<W: Write> CsvWriter<W> {
    /// Begins a table with its headings.
    ///
    /// # Errors
    /// Those of the writer, here and below.
    pub fn new(mut out: W, headings: &[&str]) -> io::Result<Self> {
        out.write_all(b"\xef\xbb\xbf")?;
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        out.write_record(headings.iter().map(|h| guarded(h).into_owned()))?;
        Ok(Self {
            out,
            columns: headings.len(),
        })
    }

    /// Writes one row; cells beyond the headings are an error.
    pub fn row(&mut self, cells: &[Value<'_>]) -> io::Result<()> {
        if cells.len() != self.columns {
            let message = format!("a row of {} cells under {} headings", cells.len(), self.columns);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        for cell in cells {
            match *cell {
                Value::Null => self.out.write_field("")?,
                Value::Text(text) => self.out.write_field(guarded(text).as_bytes())?,
                Value::Int(n) => self.out.write_field(n.to_string())?,
                Value::Real(x) => self.out.write_field(x.to_string())?,
                Value::Bool(b) => self.out.write_field(if b { "true" } else { "false" })?,
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Ends the table and gives the writer back, flushed.
    pub fn finish(self) -> io::Result<W> {
        (self.out.into_inner()).map_err(|e| match e.error().raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => e.error().kind().into(),
        })
    }
}

fn guarded(text: &str) -> Cow<'_, str> {
    let text = plain(text);
    if runs(&text) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}
