//! What an import was shown to do: only that is written.

use super::rehearsed::Lies;
use crate::exchange;
use crate::model::EditId;
use crate::store::Tx;
use crate::view::{ImportAs, ImportOptions, RowOutcome};
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

/// A source as it was shown, with what it would have done to the project of that moment.
#[derive(Debug, Clone)]
pub struct Shown {
    pub(super) options: ImportOptions,
    pub(super) source: Content,
    /// The newest edit then.
    pub(super) at: EditId,
    pub(super) became: Became,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub(super) struct Content {
    digest: [u8; 32],
    /// Its size and when it was written last, which cost nothing to ask again.
    stamp: (u64, Option<SystemTime>),
}

/// What became of all rows and where their sites lie, in whatever order they were come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Became(u64);

impl Content {
    pub(super) fn of(path: &Path) -> Result<Self> {
        let stamp = stamp(path)?;
        let mut digest = Sha256::new();
        let mut file = std::fs::File::open(path)?;
        let mut read = vec![0; 1 << 16];
        loop {
            match file.read(&mut read)? {
                0 => break,
                n => digest.update(&read[..n]),
            }
        }
        Ok(Content {
            digest: digest.finalize().into(),
            stamp,
        })
    }

    /// The file was not written to while it was read.
    pub(super) fn stayed(&self, path: &Path) -> Result<()> {
        if stamp(path)? == self.stamp {
            Ok(())
        } else {
            Err(another(path))
        }
    }
}

fn stamp(path: &Path) -> Result<(u64, Option<SystemTime>)> {
    let about = std::fs::metadata(path)?;
    Ok((about.len(), about.modified().ok()))
}

impl Became {
    pub(super) fn take(&mut self, place: exchange::Place, outcome: RowOutcome, lies: Lies) {
        self.add(&(place.to_string(), outcome as u8, lies));
    }

    /// A row that was refused as it was read.
    pub(super) fn refused(&mut self, place: &str) {
        self.add(&(place, RowOutcome::Rejected as u8, Lies::NoSite));
    }

    fn add(&mut self, row: &impl Hash) {
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        self.0 = self.0.wrapping_add(hasher.finish());
    }
}

impl Shown {
    /// The source to write, if it is still the one that was shown.
    pub(super) fn source(&self, path: &Path) -> Result<Content> {
        let now = Content::of(path)?;
        if now.digest == self.source.digest {
            Ok(now)
        } else {
            Err(another(path))
        }
    }

    /// Refuses what would do something else than was shown.
    pub(super) fn judge(&self, tx: &Tx<'_>, path: &Path, became: Became) -> Result<()> {
        if became == self.became {
            return Ok(());
        }
        let tables: &[&str] = match self.options.target {
            ImportAs::Grids => &["grid"],
            ImportAs::Sites => &["site", "placement", "kind"],
            ImportAs::People => &["person", "duty", "grid"],
            ImportAs::Feedback => &["feedback"],
        };
        Err(match tx.wrote_since(self.at, tables)? {
            Some(by) => by,
            None => Error::Another {
                file: super::file_name(path),
                reason:
                    "it would do something else today than was shown; look at it again, and import it if it is right"
                        .into(),
            },
        })
    }
}

fn another(path: &Path) -> Error {
    Error::Another {
        file: super::file_name(path),
        reason: "the file was changed since it was shown; look at it as it is now, and import it if it is right".into(),
    }
}
