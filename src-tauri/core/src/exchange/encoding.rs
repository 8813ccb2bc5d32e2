//! The encoding of a table, and its text.

use super::characters::Characters;
use super::split::Fault;
use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes decoded at a time.
const CHUNK: usize = 1 << 18;

/// What the bytes are taken for.
#[derive(Debug)]
pub(super) struct Guess {
    encoding: &'static Encoding,
    /// Length of the byte order mark.
    mark: u64,
    /// As the summary says it.
    pub name: &'static str,
}

/// Tells the encoding from the whole file: a byte order mark decides; else UTF-8 where
/// all of it is, else GBK (as its superset GB18030). The inner fault refuses the file.
pub(super) fn guess(path: &Path) -> io::Result<Result<Guess, Fault>> {
    let mut file = File::open(path)?;
    let mut start = Vec::with_capacity(3);
    file.by_ref().take(3).read_to_end(&mut start)?;
    let marked = match start.as_slice() {
        [0xef, 0xbb, 0xbf] => Some((UTF_8, 3, "UTF-8 with BOM")),
        [0xff, 0xfe, ..] => Some((UTF_16LE, 2, "UTF-16")),
        [0xfe, 0xff, ..] => Some((UTF_16BE, 2, "UTF-16")),
        _ => None,
    };
    if let Some((encoding, mark, name)) = marked {
        return Ok(Ok(Guess { encoding, mark, name }));
    }
    file.rewind()?;
    if is_utf8(&mut file)? {
        return Ok(Ok(Guess {
            encoding: UTF_8,
            mark: 0,
            name: "UTF-8",
        }));
    }
    file.rewind()?;
    let found = Characters::of(file)?;
    if let Some(at) = found.first_broken.filter(|_| found.are_damaged_utf8()) {
        let reason = "a character of UTF-8 is broken here; save or copy the file again";
        return Ok(Err(Fault::at(at, reason)));
    }
    if let Some(at) = found.utf8_line {
        let reason = "this line is UTF-8 and others are GBK; save the whole table as \"CSV UTF-8\"";
        return Ok(Err(Fault::at(at, reason)));
    }
    Ok(Ok(Guess {
        encoding: GB18030,
        mark: 0,
        name: "GBK",
    }))
}

fn is_utf8(file: &mut File) -> io::Result<bool> {
    let mut bytes = Vec::with_capacity(CHUNK);
    loop {
        let got = file.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
        let valid = match std::str::from_utf8(&bytes) {
            Err(e) if e.error_len().is_some() || got == 0 => return Ok(false),
            Err(e) => e.valid_up_to(),
            Ok(_) if got == 0 => return Ok(true),
            Ok(text) => text.len(),
        };
        bytes.drain(..valid);
    }
}

/// The text of a file, piece by piece.
pub(super) struct Text {
    file: File,
    decoder: Decoder,
    name: &'static str,
    raw: Vec<u8>,
    used: usize,
    ended: bool,
    done: bool,
    /// Bytes of the file that are decoded.
    pub read: u64,
}

impl Text {
    pub(super) fn open(path: &Path, guess: &Guess) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(guess.mark))?;
        Ok(Self {
            file,
            decoder: guess.encoding.new_decoder_without_bom_handling(),
            name: guess.name,
            raw: Vec::with_capacity(CHUNK),
            used: 0,
            ended: false,
            done: false,
            read: guess.mark,
        })
    }

    /// Puts the next piece in the place of `out`; false at the end.
    pub(super) fn next(&mut self, out: &mut String) -> io::Result<Result<bool, Fault>> {
        out.clear();
        while out.is_empty() && !self.done {
            if self.used == self.raw.len() && !self.ended {
                self.raw.clear();
                self.used = 0;
                let got = self.file.by_ref().take(CHUNK as u64).read_to_end(&mut self.raw)?;
                self.ended = got == 0;
            }
            let rest = &self.raw[self.used..];
            out.reserve(
                self.decoder
                    .max_utf8_buffer_length_without_replacement(rest.len())
                    .unwrap_or(CHUNK),
            );
            let (result, read) = self.decoder.decode_to_string_without_replacement(rest, out, self.ended);
            self.used += read;
            self.read += read as u64;
            match result {
                DecoderResult::InputEmpty => self.done = self.ended,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    let reason = match self.name {
                        "GBK" => "it is neither UTF-8 nor GBK; save it as \"CSV UTF-8\"".to_owned(),
                        name => format!("it is not the {name} that it claims to be; save it as \"CSV UTF-8\""),
                    };
                    return Ok(Err(Fault::at(self.read.saturating_sub(1), reason)));
                }
            }
        }
        Ok(Ok(!out.is_empty()))
    }
}
