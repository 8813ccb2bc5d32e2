//! Whether what lies beside a file belongs to it. After a crash SQLite puts the file right from its journal; a journal of
//! another state of the file, as when a copy was put over it meanwhile, would destroy it.
//!
//! The format is SQLite's (https://sqlite.org/fileformat2.html#the_rollback_journal).

use super::header::{Facts, Header};
use super::refuse;
use crate::Result;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
/// While another program writes, file and journal may be read at two different moments.
const LOOKS: u32 = 4;
const BETWEEN: Duration = Duration::from_millis(60);

pub(super) use crate::whole::BESIDE;

/// The file beside this one with that ending.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Refuses a file beside which a journal of another state of it lies.
///
/// # Errors
/// The refusal; or when they cannot be read.
pub fn look(path: &Path, header: &Header) -> Result<()> {
    for again in 0..LOOKS {
        if again > 0 {
            sleep(BETWEEN);
        }
        let Some(facts) = header.read()? else { return Ok(()) };
        if !is_foreign(path, &facts)? {
            return Ok(());
        }
    }
    Err(refuse(
        path,
        "has a journal beside it that belongs to another state of the file, as when a copy was put over it after a crash, and would be destroyed by it; put your copy in its place with `restore`, which sets the file and its journal aside first",
    ))
}

fn is_foreign(path: &Path, facts: &Facts) -> io::Result<bool> {
    // Whoever goes over to this way says so in the file first, and takes it back last.
    if !facts.wal && length(&beside(path, "-wal"))? > 32 {
        return Ok(true);
    }
    match File::open(beside(path, "-journal")) {
        Ok(file) => contradicts(BufReader::new(file), facts),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

fn length(path: &Path) -> io::Result<u64> {
    match path.metadata() {
        Ok(m) => Ok(m.len()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(e) => Err(e),
    }
}

/// Whether a journal says something else of the file than the file itself.
fn contradicts(mut journal: impl Read + Seek, facts: &Facts) -> io::Result<bool> {
    let mut head = [0u8; 28];
    if !fill(&mut journal, &mut head)? || head[..8] != MAGIC {
        // SQLite takes nothing from it.
        return Ok(false);
    }
    let [records, nonce, pages, sector, page] =
        [8, 12, 16, 20, 24].map(|at| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
    if page != facts.page {
        return Ok(true);
    }
    // Nothing of this edit was written to the file yet.
    if records == 0 && pages != facts.pages {
        return Ok(true);
    }
    let first = first_page(&mut journal, sector, page, nonce)?;
    Ok(first.is_some_and(|page| {
        let counter = u32::from_be_bytes([page[24], page[25], page[26], page[27]]);
        facts.counter != counter && facts.counter != counter.wrapping_add(1)
    }))
}

/// The first page as it was before the edit, where the journal's first part has it whole.
fn first_page(journal: &mut (impl Read + Seek), sector: u32, page: u32, nonce: u32) -> io::Result<Option<Vec<u8>>> {
    journal.seek(SeekFrom::Start(u64::from(sector)))?;
    let mut record = vec![0u8; page as usize + 8];
    loop {
        if !fill(journal, &mut record)? {
            return Ok(None);
        }
        let word = |at: usize| u32::from_be_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]);
        let content = &record[4..4 + page as usize];
        let sum = (1..).map_while(|i| (page as usize).checked_sub(200 * i).filter(|at| *at > 0));
        let sum = sum.fold(nonce, |sum, at| sum.wrapping_add(u32::from(content[at])));
        if word(4 + page as usize) != sum {
            return Ok(None);
        }
        if word(0) == 1 {
            return Ok(Some(content.to_vec()));
        }
    }
}

fn fill(from: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(e) => Err(e),
    }
}
