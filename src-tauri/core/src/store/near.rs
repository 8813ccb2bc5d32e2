//! Sites near others of their kind: asked for one place, or for all that an edit adds.

use super::site::{SeenSites, lon_lat};
use super::{Project, Tx};
use crate::Result;
use crate::model::SiteId;
use crate::photo::distance_m;
use crate::site::near::{Spot, around, pairs};
use crate::view::{NearSite, NearWarning};
use rusqlite::{Connection, params};

/// Warnings that an import spells out; it counts all.
const TOLD: usize = 500;

fn near_site(c: &Connection, id: SiteId, metres: f64) -> Result<NearSite> {
    Ok(
        c.prepare_cached("SELECT number, kind, state, address, geom FROM site WHERE fid = ?1")?
            .query_row([id], |r| {
                Ok(NearSite {
                    id,
                    number: r.get(0)?,
                    kind: r.get(1)?,
                    state: r.get(2)?,
                    address: r.get(3)?,
                    metres: metres.round() as u32,
                    lon_lat: lon_lat(r, 4)?,
                })
            })?,
    )
}

impl Project {
    /// Sites of a kind within some metres of a place that were not dismissed, the nearest first.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn near_sites(&self, kind: &str, at: [f64; 2], metres: f64, limit: usize) -> Result<Vec<NearSite>> {
        let c = self.read()?;
        let [west, south, east, north] = around(at, metres);
        let mut q = c.prepare_cached(
            "SELECT s.fid, s.geom FROM rtree_site_geom r JOIN site s ON s.fid = r.id
             WHERE r.maxx >= ?2 AND r.minx <= ?4 AND r.maxy >= ?3 AND r.miny <= ?5 AND s.kind = ?1 AND s.state <> 'dismissed'",
        )?;
        let mut found = q
            .query_map(params![kind, west, south, east, north], |r| {
                Ok((r.get::<_, SiteId>(0)?, lon_lat(r, 1)?))
            })?
            .filter_map(|row| row.map(|(id, p)| Some((id, distance_m(at, p?)))).transpose())
            .collect::<rusqlite::Result<Vec<_>>>()?;
        found.retain(|(_, d)| *d <= metres);
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        found.truncate(limit);
        found.into_iter().map(|(id, d)| near_site(&c, id, d)).collect()
    }
}

impl Tx<'_> {
    /// How many of this edit's new sites lie within some metres of another of their kind, and the first of them.
    ///
    /// # Errors
    /// [`crate::Error::Cancelled`] once `go_on` says no.
    pub fn near_new(&self, seen: &SeenSites, metres: f64, go_on: impl Fn() -> bool) -> Result<(u32, Vec<NearWarning>)> {
        let c = self.connection();
        let (mut spots, mut ids) = (Vec::new(), Vec::new());
        let mut kinds: Vec<String> = Vec::new();
        let mut q = c.prepare_cached(
            "SELECT fid, kind, geom FROM site WHERE state <> 'dismissed' AND geom IS NOT NULL ORDER BY fid",
        )?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            let Some(at) = lon_lat(r, 2)? else { continue };
            let word = r.get_ref(1)?.as_str().unwrap_or_default();
            let kind = match kinds.iter().position(|k| k == word) {
                Some(known) => known,
                None => {
                    kinds.push(word.to_owned());
                    kinds.len() - 1
                }
            };
            let id: SiteId = r.get(0)?;
            let new = seen.is_new(id);
            spots.push(Spot {
                kind: kind as u32,
                at,
                new,
            });
            ids.push(id);
        }
        let found = pairs(&spots, metres, go_on)?;
        let told = (found.iter().take(TOLD))
            .map(|(new, other, d)| {
                Ok(NearWarning {
                    number: near_site(c, ids[*new], 0.0)?.number,
                    near: near_site(c, ids[*other], *d)?,
                })
            })
            .collect::<Result<_>>()?;
        Ok((found.len() as u32, told))
    }
}
