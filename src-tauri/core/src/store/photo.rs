//! Photos: the bytes once by their SHA-256, and what they show of which site.

use super::site::lon_lat;
use super::{Project, Tx};
use crate::Result;
use crate::model::SiteId;
use crate::photo::{MediaType, Original, Prepared, TOO_FAR_M, distance_m};
use crate::view::PhotoView;
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

/// The key that a picture is kept under: its SHA-256.
fn key(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

impl Tx<'_> {
    /// Keeps a photo once by its SHA-256 and ties it to a site and a step; and its original, where one is given.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_photo(
        &mut self,
        site: SiteId,
        step: Option<i64>,
        role: &str,
        p: &Prepared,
        original: Option<&Original>,
    ) -> Result<()> {
        let sha = self.put_blob(p.media_type, &p.bytes)?;
        let original = original.map(|o| self.put_blob(o.media_type, &o.bytes)).transpose()?;
        let id = self.next_id("photo")?;
        let at = p.facts.lon_lat;
        self.connection()
            .prepare_cached(
                "INSERT INTO photo(fid, site, step, sha256, role, taken_at, lon, lat, original)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                id,
                site,
                step,
                sha,
                role,
                p.facts.taken_at,
                at.map(|a| a[0]),
                at.map(|a| a[1]),
                original
            ])?;
        Ok(())
    }

    /// Whether a site has this very picture in a role.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn has_photo(&self, site: SiteId, role: &str, bytes: &[u8]) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM photo WHERE site = ?1 AND role = ?2 AND sha256 = ?3)";
        let mut q = self.connection().prepare_cached(sql)?;
        Ok(q.query_row(params![site, role, key(bytes)], |r| r.get(0))?)
    }

    /// Keeps bytes once and gives their key.
    fn put_blob(&mut self, media: MediaType, bytes: &[u8]) -> Result<String> {
        let sha = key(bytes);
        self.connection()
            .prepare_cached(
                "INSERT INTO photo_blob(sha256, media_type, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![sha, media.mime(), bytes])?;
        Ok(sha)
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
            "SELECT p.sha256, p.role, p.taken_at, t.at, t.actor, p.lon, p.lat, s.geom, p.original IS NOT NULL
             FROM photo p JOIN site s ON s.fid = p.site LEFT JOIN step t ON t.fid = p.step WHERE p.site = ?1 ORDER BY p.fid",
        )?;
        let all = q
            .query_map([site], |r| {
                let taken: (Option<f64>, Option<f64>) = (r.get(5)?, r.get(6)?);
                let taken = taken.0.zip(taken.1).map(|(x, y)| [x, y]);
                let distance = taken.zip(lon_lat(r, 7)).map(|(a, b)| distance_m(a, b));
                Ok(PhotoView {
                    sha256: r.get(0)?,
                    role: r.get(1)?,
                    taken_at: r.get(2)?,
                    at: r.get(3)?,
                    actor: r.get::<_, Option<String>>(4)?.unwrap_or_default(),
                    distance_m: distance.map(|m| m.round() as u32),
                    original: r.get(8)?,
                    far: distance.is_some_and(|m| m > TOO_FAR_M),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(all)
    }

    /// Media type and bytes of a photo as it came, else as it is kept; none when there is none of that key.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn photo_original(&self, sha256: &str) -> Result<Option<(String, Vec<u8>)>> {
        let original: Option<String> = self
            .read()?
            .prepare_cached("SELECT original FROM photo WHERE sha256 = ?1 AND original IS NOT NULL LIMIT 1")?
            .query_row([sha256], |r| r.get(0))
            .optional()?;
        self.photo_bytes(original.as_deref().unwrap_or(sha256))
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
