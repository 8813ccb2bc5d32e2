//! The first hundred bytes of the file, which say more than SQLite tells: how often it was written, and in which way.

use rusqlite::Connection;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// How every SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The file beside SQLite's own handles. Closing any handle of a file lets go of the locks that this process holds on it, so
/// all projects of one file share this one, and it stays as long as any of them.
#[derive(Debug)]
pub struct Header {
    file: Option<Arc<File>>,
}

/// What the header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Goes up by one with every transaction, whoever writes.
    pub counter: u32,
    /// Bytes of a page.
    pub page: u32,
    /// Pages of the file.
    pub pages: u32,
    /// Edits go to a second file first, so that a copy of this one may lack them.
    pub wal: bool,
}

/// How much of the file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Whole,
    Nothing,
    /// Fewer pages than it says of itself.
    Cut,
    /// No SQLite file.
    Other,
}

impl Header {
    pub fn open(path: &Path) -> io::Result<Header> {
        Ok(Header {
            file: Some(shared::open(path)?),
        })
    }

    /// Whether the open file still lies there: it may have been moved, deleted or replaced.
    pub fn is_still_at(&self, path: &Path) -> bool {
        let Some(file) = &self.file else { return false };
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let key = |m: io::Result<std::fs::Metadata>| m.map(|m| (m.dev(), m.ino())).ok();
            key(file.metadata()).is_some_and(|own| key(path.metadata()) == Some(own))
        }
        #[cfg(not(unix))]
        {
            let _ = file;
            path.is_file()
        }
    }

    /// Whether this folder lies on the disk of the open file: one that was mounted there and is gone leaves an empty folder.
    pub fn is_on_disk_of(&self, folder: &Path) -> bool {
        let Some(file) = &self.file else { return false };
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let disk = |m: io::Result<std::fs::Metadata>| m.map(|m| m.dev()).ok();
            disk(file.metadata()).is_some_and(|own| disk(folder.metadata()) == Some(own))
        }
        #[cfg(not(unix))]
        {
            let _ = file;
            folder.is_dir()
        }
    }

    /// How much of it is there.
    pub fn extent(&self) -> io::Result<Extent> {
        let Some(file) = &self.file else {
            return Ok(Extent::Whole);
        };
        if file.metadata()?.len() == 0 {
            return Ok(Extent::Nothing);
        }
        let Some(facts) = self.read()? else {
            return Ok(Extent::Other);
        };
        let mut head = [0u8; 100];
        read_start(file, &mut head)?;
        let number = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        // Said of itself by the very write that was the last.
        let said = (number(24) == number(92)).then(|| number(28));
        Ok(match said {
            Some(pages) if facts.pages < pages => Extent::Cut,
            _ => Extent::Whole,
        })
    }

    /// Writes all of the file to another; nobody must write to it meanwhile.
    pub fn copy_to(&self, to: &mut File) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let mut bytes = vec![0; 1 << 20];
        let mut at = 0;
        loop {
            match read_some(file, &mut bytes, at)? {
                0 => return Ok(()),
                n => {
                    to.write_all(&bytes[..n])?;
                    at += n as u64;
                }
            }
        }
    }

    /// None where it is no SQLite file, or an empty one.
    pub fn read(&self) -> io::Result<Option<Facts>> {
        let Some(file) = &self.file else { return Ok(None) };
        let mut head = [0u8; 100];
        if !read_start(file, &mut head)? || &head[..16] != MAGIC {
            return Ok(None);
        }
        let number = |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let page = match u16::from_be_bytes([head[16], head[17]]) {
            1 => 65_536,
            n => u32::from(n),
        };
        if page < 512 {
            return Ok(None);
        }
        Ok(Some(Facts {
            counter: number(24),
            page,
            pages: u32::try_from(file.metadata()?.len() / u64::from(page)).unwrap_or(u32::MAX),
            wal: head[18] == 2 || head[19] == 2,
        }))
    }
}

impl Drop for Header {
    fn drop(&mut self) {
        shared::close(self.file.take());
    }
}

/// Fills the buffer from the start of the file; false where the file is shorter.
fn read_start(file: &File, head: &mut [u8]) -> io::Result<bool> {
    let mut got = 0;
    while got < head.len() {
        match read_some(file, &mut head[got..], got as u64)? {
            0 => return Ok(false),
            n => got += n,
        }
    }
    Ok(true)
}

/// Some bytes from there on; the handle's own place is not looked at.
fn read_some(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_at(file, bytes, at);
    #[cfg(windows)]
    return std::os::windows::fs::FileExt::seek_read(file, bytes, at);
}

#[cfg(unix)]
mod shared {
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;
    use std::sync::{Arc, Mutex, PoisonError};

    /// Device and inode.
    type Key = (u64, u64);

    /// Every open file.
    static OPEN: Mutex<Vec<(Key, Arc<File>)>> = Mutex::new(Vec::new());

    pub fn open(path: &Path) -> io::Result<Arc<File>> {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let known = path.metadata().map(|m| (m.dev(), m.ino()))?;
        if let Some((_, file)) = open.iter().find(|(key, _)| *key == known) {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(File::open(path)?);
        let m = file.metadata()?;
        open.push(((m.dev(), m.ino()), Arc::clone(&file)));
        Ok(file)
    }

    pub fn close(file: Option<Arc<File>>) {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        drop(file);
        open.retain(|(_, file)| Arc::strong_count(file) > 1);
    }
}

#[cfg(not(unix))]
mod shared {
    use std::fs::File;
    use std::io;
    use std::path::Path;
    use std::sync::Arc;

    pub fn open(path: &Path) -> io::Result<Arc<File>> {
        File::open(path).map(Arc::new)
    }

    pub fn close(_file: Option<Arc<File>>) {}
}

/// Makes sure that the first page stands in the journal of this transaction, so that a journal that is left over can be told
/// from one of another state of the file.
pub fn mark(c: &Connection) -> rusqlite::Result<()> {
    let version: i64 = c.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    c.execute_batch(&format!("PRAGMA user_version = {version}"))
}
