//! Whether bytes that are not all UTF-8 are UTF-8 that was damaged, or GBK.
//!
//! GBK of any length holds hardly a character of UTF-8 that is three bytes long, and breaks it at nearly every step;
//! damaged UTF-8 is whole but for some places, and where a database cut its texts by bytes, every one of these is the
//! beginning of a character.

use std::io::{self, Read};

/// Bytes looked at together.
const CHUNK: usize = 1 << 18;
/// After so many characters that are whole, whatever their length, what is broken is damage.
const SURELY: u64 = 20;
/// Chinese characters that a line of GBK cannot hold all as whole UTF-8 by chance.
const NO_CHANCE: u32 = 4;

/// The characters of UTF-8 in a file.
#[derive(Debug, Default)]
pub(super) struct Characters {
    /// Of three bytes or four.
    long: u64,
    /// Of two bytes or more, ahead of all that is broken.
    ahead: u64,
    /// The beginning of one, and then something else.
    cut: u64,
    /// What no character of UTF-8 begins with.
    strange: u64,
    /// The byte of the first that is cut or strange.
    pub first_broken: Option<u64>,
    /// The byte where the first line begins that is surely UTF-8.
    pub utf8_line: Option<u64>,
    line: Line,
    in_strange: bool,
}

#[derive(Debug, Default)]
struct Line {
    start: u64,
    long: u32,
    others: bool,
}

impl Characters {
    /// Counts those of a file.
    pub(super) fn of(mut file: impl Read) -> io::Result<Self> {
        let (mut found, mut base) = (Self::default(), 0);
        let mut bytes = Vec::with_capacity(CHUNK + 4);
        loop {
            let got = file.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
            let done = found.count(&bytes, base, got == 0);
            base += done as u64;
            bytes.drain(..done);
            if got == 0 {
                found.end_line(base);
                return Ok(found);
            }
        }
    }

    /// Counts those of some bytes; how many were counted, for the last character may go on in the next.
    fn count(&mut self, bytes: &[u8], base: u64, ended: bool) -> usize {
        let mut i = 0;
        while i < bytes.len() {
            let at = base + i as u64;
            let b = bytes[i];
            if b < 0x80 {
                self.in_strange = false;
                if b == b'\n' {
                    self.end_line(at + 1);
                }
                i += 1;
                continue;
            }
            let rest = &bytes[i..bytes.len().min(i + 4)];
            let valid = match std::str::from_utf8(rest) {
                Ok(_) => rest.len(),
                Err(e) => e.valid_up_to(),
            };
            let length = match b {
                ..0xc2 | 0xf5.. => 0,
                0xc2..0xe0 => 2,
                0xe0..0xf0 => 3,
                0xf0..0xf5 => 4,
            };
            if length > 0 && valid >= length {
                self.in_strange = false;
                self.line.long += u32::from(length > 2);
                self.line.others |= length == 2;
                self.long += u64::from(length > 2);
                self.ahead += u64::from(self.first_broken.is_none());
                i += length;
                continue;
            }
            if length > rest.len() && !ended {
                break;
            }
            self.first_broken.get_or_insert(at);
            self.line.others = true;
            let follow = rest[1..].iter().take_while(|b| (0x80..0xc0).contains(*b)).count();
            let next = rest.get(1 + follow);
            // Behind a single byte stands what cannot go on with it in GBK either.
            let foreign = if follow == 0 { 0x40 } else { 0x80 };
            if length > 2 && next.is_none_or(|b| *b < foreign) {
                self.in_strange = false;
                self.cut += 1;
                i += 1 + follow;
            } else {
                // What is left of one character is strange once.
                self.strange += u64::from(!self.in_strange || b >= 0xc0);
                self.in_strange = true;
                i += 1;
            }
        }
        i
    }

    fn end_line(&mut self, next: u64) {
        let line = std::mem::replace(
            &mut self.line,
            Line {
                start: next,
                ..Line::default()
            },
        );
        if line.long >= NO_CHANCE && !line.others {
            self.utf8_line.get_or_insert(line.start);
        }
    }

    /// What is not UTF-8 was UTF-8 once.
    pub(super) fn are_damaged_utf8(&self) -> bool {
        let broken = self.cut + self.strange;
        self.strange == 0 || self.long >= 2 * broken || self.ahead > SURELY
    }
}
