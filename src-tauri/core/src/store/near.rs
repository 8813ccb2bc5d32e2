//! Sites near others of their kind: asked for one place, or for all that an edit adds.

use super::SeenSites;
use super::site::lon_lat;
use super::{Project, Tx};
use crate::Result;
use crate::model::SiteId;
use crate::photo::distance_m;
use crate::site::near::{Pair, Spot, around, pairs};
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
                    lon_lat: lon_lat(r, 4),
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
                Ok((r.get::<_, SiteId>(0)?, lon_lat(r, 1)))
            })?
            .filter_map(|row| row.map(|(id, p)| Some((id, distance_m(at, p?)))).transpose())
            .collect::<rusqlite::Result<Vec<_>>>()?;
        found.retain(|(_, d)| *d <= metres);
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        found.truncate(limit);
        found.into_iter().map(|(id, d)| near_site(&c, id, d)).collect()
    }
}

/// New sites near others of their kind, as a report has them.
pub struct NearTold {
    /// How many.
    pub duplicates: u32,
    /// How many of those are near another new one.
    pub within: u32,
    /// The first of them.
    pub warnings: Vec<NearWarning>,
}

/// Sites as far as their neighbours are concerned: those that an import adds, taken in while they are written, and those
/// that were there.
#[derive(Debug, Default)]
pub struct Neighbours {
    spots: Vec<Spot>,
    ids: Vec<SiteId>,
    kinds: Vec<String>,
}

impl Neighbours {
    /// Takes a site in; `new` is one that is asked about.
    pub fn put(&mut self, id: SiteId, kind: &str, at: [f64; 2], new: bool) {
        let kind = self.kinds.iter().position(|k| k == kind).unwrap_or_else(|| {
            self.kinds.push(kind.to_owned());
            self.kinds.len() - 1
        });
        self.spots.push(Spot {
            kind: kind as u32,
            at,
            new,
        });
        self.ids.push(id);
    }

    /// The new ones that lie within some metres of another of their kind. Reads nothing, so it can be done beside the writing.
    ///
    /// # Errors
    /// [`crate::Error::Cancelled`] once `go_on` says no.
    pub fn pairs(&self, metres: f64, go_on: impl Fn() -> bool) -> Result<Vec<Pair>> {
        pairs(&self.spots, metres, go_on)
    }

    fn told(&self, c: &Connection, found: &[Pair], place: impl Fn(SiteId) -> String) -> Result<NearTold> {
        let within = found.iter().filter(|(_, other, _)| self.spots[*other].new).count() as u32;
        let warnings = (found.iter().take(TOLD))
            .map(|(new, other, d)| {
                let site = near_site(c, self.ids[*new], 0.0)?;
                Ok(NearWarning {
                    place: place(site.id),
                    number: site.number,
                    address: site.address,
                    near: near_site(c, self.ids[*other], *d)?,
                    near_where: place(self.ids[*other]),
                })
            })
            .collect::<Result<_>>()?;
        Ok(NearTold {
            duplicates: found.len() as u32,
            within,
            warnings,
        })
    }
}

impl Project {
    /// The pairs as a report has them; `place` says where in its source a new one stands.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn near_told(&self, sites: &Neighbours, found: &[Pair], place: impl Fn(SiteId) -> String) -> Result<NearTold> {
        sites.told(&*self.read()?, found, place)
    }
}

impl Tx<'_> {
    /// Takes in the sites that were there before this edit, as they are now.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn put_earlier(&self, seen: &SeenSites, into: &mut Neighbours) -> Result<()> {
        let mut q = self.connection().prepare_cached(
            "SELECT fid, kind, geom FROM site WHERE fid < ?1 AND state <> 'dismissed' AND geom IS NOT NULL ORDER BY fid",
        )?;
        let mut rows = q.query([seen.since()])?;
        while let Some(r) = rows.next()? {
            if let Some(at) = lon_lat(r, 2) {
                into.put(r.get(0)?, r.get_ref(1)?.as_str().unwrap_or_default(), at, false);
            }
        }
        Ok(())
    }

    /// As [`Project::near_told`], of sites that are not written for good.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn near_told(&self, sites: &Neighbours, found: &[Pair], place: impl Fn(SiteId) -> String) -> Result<NearTold> {
        sites.told(self.connection(), found, place)
    }
}
