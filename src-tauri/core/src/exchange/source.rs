//! A GeoJSON file as batches of whole features.

use super::split::{Fault, Splitter};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes read at a time, and so about the size of a batch.
const CHUNK: usize = 1 << 20;
/// A feature larger than this is refused: the finest outlines of districts have a few megabytes.
const MAX_FEATURE: usize = 64 << 20;

/// Whole features, as they stand in the file.
pub(super) struct Batch {
    pub bytes: Vec<u8>,
    /// First and one past the last byte of each.
    pub members: Vec<(usize, usize)>,
    /// Byte of the file at `bytes[0]`.
    pub base: u64,
    /// Features before the first of these.
    pub before: u32,
}

/// Why there is no batch.
#[derive(Debug)]
pub(super) enum Trouble {
    Fault(Fault),
    Io(io::Error),
}

/// See the module.
pub(super) struct Source {
    file: File,
    pub size: u64,
    pub splitter: Splitter,
    bytes: Vec<u8>,
    base: u64,
    ended: bool,
    fault: Option<Fault>,
    closed: bool,
}

impl Source {
    /// Opens a file, past its byte order mark.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut head = Vec::new();
        file.by_ref().take(3).read_to_end(&mut head)?;
        let base = if head == b"\xef\xbb\xbf" { 3 } else { 0 };
        file.seek(SeekFrom::Start(base))?;
        Ok(Self {
            file,
            size,
            splitter: if is_lines(path, base)? {
                Splitter::of_lines()
            } else {
                Splitter::new()
            },
            bytes: Vec::new(),
            base,
            ended: false,
            fault: None,
            closed: false,
        })
    }

    /// The next batch; nothing more after trouble or at the end.
    pub(super) fn next(&mut self) -> Option<Result<Batch, Trouble>> {
        if self.closed {
            return None;
        }
        match self.fill() {
            Ok(Some(batch)) => Some(Ok(batch)),
            Ok(None) => {
                self.closed = true;
                None
            }
            Err(trouble) => {
                self.closed = true;
                Some(Err(trouble))
            }
        }
    }

    fn fill(&mut self) -> Result<Option<Batch>, Trouble> {
        let mut members = Vec::new();
        while !self.ended {
            let seen = self.bytes.len();
            // A long feature is read in growing steps, so that it is not copied over and over.
            let step = CHUNK.max(seen).min(MAX_FEATURE / 4);
            self.bytes.reserve(step);
            let got = self
                .file
                .by_ref()
                .take(step as u64)
                .read_to_end(&mut self.bytes)
                .map_err(Trouble::Io)?;
            self.ended = got == 0;
            let before = self.splitter.members;
            let fed = self.splitter.feed(&self.bytes, seen, self.base, &mut members);
            let tail = if self.splitter.in_member() {
                self.splitter.start
            } else {
                self.bytes.len()
            };
            if let Some(&(_, end)) = members.last() {
                // Members before a fault are read first: the cause may lie in one of them.
                self.fault = fed.err();
                self.ended |= self.fault.is_some();
                let mut rest = Vec::with_capacity(self.bytes.len() - tail + CHUNK);
                rest.extend_from_slice(&self.bytes[tail..]);
                let mut bytes = std::mem::replace(&mut self.bytes, rest);
                bytes.truncate(end);
                let base = self.base;
                self.base += tail as u64;
                self.splitter.start = 0;
                return Ok(Some(Batch {
                    bytes,
                    members,
                    base,
                    before,
                }));
            }
            fed.map_err(Trouble::Fault)?;
            self.bytes.drain(..tail);
            self.base += tail as u64;
            self.splitter.start = 0;
            if self.bytes.len() > MAX_FEATURE {
                let reason = format!(
                    "feature {} is larger than 64 MB; split or simplify it",
                    self.splitter.members + 1
                );
                return Err(Trouble::Fault(Fault::at(self.base, reason)));
            }
        }
        if let Some(fault) = self.fault.take() {
            return Err(Trouble::Fault(fault));
        }
        self.splitter
            .finish(self.base + self.bytes.len() as u64)
            .map_err(Trouble::Fault)?;
        Ok(None)
    }
}

/// The file has one feature after the other, without a list around them.
fn is_lines(path: &Path, base: u64) -> io::Result<bool> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(base))?;
    let mut splitter = Splitter::new();
    let (mut chunk, mut found) = (Vec::with_capacity(CHUNK >> 4), Vec::new());
    loop {
        chunk.clear();
        let got = file.by_ref().take((CHUNK >> 4) as u64).read_to_end(&mut chunk)?;
        if got > 0 && splitter.is_at_start() && chunk.iter().find(|b| !b.is_ascii_whitespace()) == Some(&0x1e) {
            return Ok(true);
        }
        let fed = splitter.feed(&chunk, 0, 0, &mut found);
        if splitter.followed || got == 0 || splitter.listed || fed.is_err() {
            return Ok(splitter.followed);
        }
    }
}

/// Line and column, from 1, of a byte of the file. Reads the file up to it.
pub(super) fn line_of(path: &Path, at: u64) -> io::Result<(u64, u64)> {
    let mut file = File::open(path)?.take(at);
    let (mut line, mut column) = (1, 1);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            return Ok((line, column));
        }
        for &b in &buffer[..n] {
            if b == b'\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
    }
}

/// The first byte of the file that is not UTF-8, before `end`.
pub(super) fn first_not_utf8(path: &Path, end: u64) -> io::Result<Option<u64>> {
    let mut file = File::open(path)?.take(end);
    let mut bytes: Vec<u8> = Vec::with_capacity(CHUNK + 4);
    let mut base = 0;
    loop {
        let got = file.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
        let valid = match std::str::from_utf8(&bytes) {
            Ok(_) => bytes.len(),
            // A character may go on in the next chunk; at the cut of the file it is no fault of the encoding.
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(e) => return Ok(Some(base + e.valid_up_to() as u64)),
        };
        if got == 0 {
            return Ok(None);
        }
        bytes.drain(..valid);
        base += valid as u64;
    }
}
