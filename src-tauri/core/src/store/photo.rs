//! Photos: the bytes once by their SHA-256, and what they show of which site.

use super::{Project, Tx};
use crate::Result;
use crate::model::SiteId;
use crate::photo::Prepared;
use crate::view::PhotoView;
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

impl Tx<'_> {
    /// Keeps a photo once by its SHA-256 and ties it to a site and a step.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_photo(&mut self, site: SiteId, step: i64, role: &str, p: &Prepared) -> Result<()> {
        let sha: String = Sha256::digest(&p.bytes).iter().map(|b| format!("{b:02x}")).collect();
        self.connection()
            .prepare_cached(
                "INSERT INTO photo_blob(sha256, media_type, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![sha, p.media_type.mime(), p.bytes])?;
        let id = self.next_id("photo")?;
        let at = p.facts.lon_lat;
        self.connection()
            .prepare_cached(
                "INSERT INTO photo(fid, site, step, sha256, role, taken_at, lon, lat) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                id,
                site,
                step,
                sha,
                role,
                p.facts.taken_at,
                at.map(|a| a[0]),
                at.map(|a| a[1])
            ])?;
        Ok(())
    }
}

impl Project {
    /// The photos of a site, oldest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn photos(&self, site: SiteId) -> Result<Vec<PhotoView>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT p.sha256, p.role, p.taken_at, t.at, t.actor FROM photo p LEFT JOIN step t ON t.fid = p.step
             WHERE p.site = ?1 ORDER BY p.fid",
        )?;
        let all = q
            .query_map([site], |r| {
                Ok(PhotoView {
                    sha256: r.get(0)?,
                    role: r.get(1)?,
                    taken_at: r.get(2)?,
                    at: r.get(3)?,
                    actor: r.get::<_, Option<String>>(4)?.unwrap_or_default(),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Media type and bytes of a kept photo; none when there is none of that key.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn photo_bytes(&self, sha256: &str) -> Result<Option<(String, Vec<u8>)>> {
        Ok(self
            .read()?
            .prepare_cached("SELECT media_type, bytes FROM photo_blob WHERE sha256 = ?1")?
            .query_row([sha256], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?)
    }
}
