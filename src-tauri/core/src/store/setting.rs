//! What the office has set: one row a setting.

use super::info::setting;
use super::{Project, Tx};
use crate::Result;
use crate::view::rules::Settings;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// Days after an acceptance at which a site is looked at again, where nothing else is set.
const RECHECKS: [u32; 3] = [30, 90, 180];

fn recheck_days(c: &Connection) -> Result<Vec<u32>> {
    let text = setting(c, "recheck_days")?;
    if text.is_empty() {
        return Ok(RECHECKS.to_vec());
    }
    Ok(text.split_whitespace().filter_map(|d| d.parse().ok()).collect())
}

fn number(c: &Connection, key: &str, otherwise: u32) -> Result<u32> {
    Ok(setting(c, key)?.trim().parse().unwrap_or(otherwise))
}

fn settings(c: &Connection) -> Result<Settings> {
    Ok(Settings {
        title: setting(c, "title")?,
        recheck_days: recheck_days(c)?,
        duplicate_metres: number(c, "duplicate_metres", 20)?,
        patrol_days: number(c, "patrol_days", 30)?,
        keep_originals: setting(c, "keep_originals")? == "1",
    })
}

/// Key of what other words for kinds mean.
const KIND_WORDS: &str = "kind_words";

fn kind_words(c: &Connection) -> Result<BTreeMap<String, String>> {
    // Written by us; what another program left there is as good as nothing.
    Ok(serde_json::from_str(&setting(c, KIND_WORDS)?).unwrap_or_default())
}

impl Tx<'_> {
    /// What other words for kinds mean: word → code.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn kind_words(&self) -> Result<BTreeMap<String, String>> {
        kind_words(self.connection())
    }

    /// Writes what other words for kinds mean.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub(crate) fn put_kind_words(&mut self, words: &BTreeMap<String, String>) -> Result<()> {
        self.put_setting(KIND_WORDS, &serde_json::to_string(words).unwrap_or_default())
    }

    /// Writes one setting.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_setting(&mut self, key: &str, value: &str) -> Result<()> {
        self.connection()
            .prepare_cached(
                "INSERT INTO setting(key, value) VALUES (?1, ?2)
                 ON CONFLICT(key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
            )?
            .execute(params![key, value])?;
        Ok(())
    }

    /// What the office has set.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn settings(&self) -> Result<Settings> {
        settings(self.connection())
    }

    /// Days after an acceptance at which the office looks again.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn recheck_days(&self) -> Result<Vec<u32>> {
        recheck_days(self.connection())
    }
}

impl Project {
    /// What other words for kinds mean: word → code.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn kind_words(&self) -> Result<BTreeMap<String, String>> {
        kind_words(&*self.read()?)
    }

    /// What the office has set.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn settings(&self) -> Result<Settings> {
        settings(&*self.read()?)
    }
}
