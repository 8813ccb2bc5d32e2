//! What a tile shows, fetched by the rtree.

use super::caches::Key;
use super::figures::Snapshot;
use super::locks::kept;
use super::look::Look;
use super::standing::Standings;
use super::timeline::Past;
use super::{Kind, Project};
use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::geometry::blob;
use crate::model::{GridId, PersonId, SiteId, State};
use crate::tile::cut::LEAST_ROOM;
use crate::tile::{self, BUFFER_PX, Border, SITES_FROM_ZOOM, Tile, TileCell, TileSite, sites_buffer};
use crate::view::Filter;
use chrono::NaiveDate;
use geo::MultiPolygon;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What the cells of a tile show.
pub(super) struct Shown<'a> {
    pub snapshot: &'a Snapshot,
    pub colours: &'a HashMap<PersonId, u8>,
    pub past: Option<&'a Past>,
    /// Figures of the earlier of two days.
    pub since: Option<&'a Snapshot>,
}

impl Shown<'_> {
    /// What a grid looks like on the map.
    pub fn cell<'a>(&'a self, i: usize, geometry: &'a MultiPolygon<f64>, label_at: [f64; 2]) -> TileCell<'a> {
        let s = self.snapshot;
        let g = &s.grids[i];
        let own = s.own(g.id);
        let chief = s.chief(g.id);
        TileCell {
            id: g.id,
            code: &g.code,
            name: &g.name,
            geometry,
            label_at,
            label_only: false,
            unresolved: own.unresolved,
            overdue: own.overdue,
            progress: own.progress().map_or(-1, |p| p as i8),
            chief: chief.map_or("", |c| &c.name),
            colour: chief.map_or(0, |c| self.colours.get(&c.person).copied().unwrap_or(0)),
            vacant: chief.is_none(),
            lack: s.lacks(i).first().copied(),
            walked: s.walked(i),
            change: self
                .since
                .map(|b| own.unresolved as i32 - b.own(g.id).unresolved as i32),
        }
    }
}

pub(super) fn shapes(c: &Connection, s: &Snapshot, b: [f64; 4]) -> Result<Vec<(usize, MultiPolygon<f64>)>> {
    let mut out = Vec::new();
    let mut q = c.prepare_cached(
        "SELECT g.fid, g.geom FROM rtree_grid_geom r JOIN grid g ON g.fid = r.id
         WHERE r.maxx >= ?1 AND r.minx <= ?3 AND r.maxy >= ?2 AND r.miny <= ?4",
    )?;
    let mut rows = q.query(b)?;
    while let Some(r) = rows.next()? {
        let Some(i) = s.place(r.get(0)?).filter(|i| s.grids[*i].cell) else {
            continue;
        };
        if let Some(g) = blob::multi_polygon(r.get_ref(1)?.as_blob().unwrap_or_default()) {
            out.push((i, g));
        }
    }
    // The rtree gives them in no order that means anything; the picture must not depend on it.
    out.sort_unstable_by_key(|(i, _)| *i);
    Ok(out)
}

/// The same of some grids.
fn some_shapes(
    c: &Connection,
    s: &Snapshot,
    ids: impl Iterator<Item = GridId>,
) -> Result<Vec<(usize, MultiPolygon<f64>)>> {
    let mut q = c.prepare_cached("SELECT geom FROM grid WHERE fid = ?1")?;
    let mut out = Vec::new();
    for id in ids {
        let mut rows = q.query([id])?;
        if let Some(r) = rows.next()?
            && let Some(i) = s.place(id)
            && let Some(g) = blob::multi_polygon(r.get_ref(0)?.as_blob().unwrap_or_default())
        {
            out.push((i, g));
        }
    }
    Ok(out)
}

struct Dot {
    id: SiteId,
    kind: usize,
    state: State,
    late: bool,
    escalated: bool,
    at: [f64; 2],
}

/// The sites of a list of the day, within some bounds or everywhere; none where no list of sites is asked for.
fn listed(c: &Connection, f: &Filter, bounds: Option<[f64; 4]>, l: &Lateness) -> Result<Option<HashSet<i64>>> {
    let Some((clause, values)) = f.watch.and_then(|which| super::table::watch(which, l)) else {
        return Ok(None);
    };
    let from = match bounds {
        Some(_) => {
            "rtree_site_geom r JOIN site s ON s.fid = r.id WHERE r.maxx >= ? AND r.maxy >= ? AND r.minx <= ? AND r.miny <= ? AND"
        }
        None => "site s WHERE",
    };
    let mut q = c.prepare_cached(&format!("SELECT s.fid FROM {from} {clause}"))?;
    let bounds = bounds.into_iter().flatten().map(Value::from);
    let ids = q.query_map(params_from_iter(bounds.chain(values)), |r| r.get(0))?;
    Ok(Some(ids.collect::<rusqlite::Result<_>>()?))
}

/// Sites that a filter lets through, within some bounds or everywhere, by key.
fn dots(
    c: &Connection,
    f: &Filter,
    kinds: &[Kind],
    bounds: Option<[f64; 4]>,
    l: &Lateness,
    (sites, past): (&Standings, Option<&Past>),
) -> Result<Vec<Dot>> {
    let listed = listed(c, f, bounds, l)?;
    // Of each kind: its code, its place among the office's, and whether the filter lets it through.
    let code = |i: u16| sites.kinds.get(usize::from(i)).map_or("", String::as_str);
    let of_kind: Vec<(&str, usize, bool)> = (0..=sites.kinds.len() as u16)
        .map(|i| {
            let place = kinds.iter().position(|k| k.code == code(i)).unwrap_or(usize::MAX);
            let asked = f.kinds.is_empty() || f.kinds.iter().any(|k| k == code(i));
            (code(i), place, asked)
        })
        .collect();
    let mut out = Vec::new();
    for (s, overdue) in sites.within(bounds, l) {
        let (code, kind, asked) = of_kind[usize::from(s.kind).min(sites.kinds.len())];
        if !asked || listed.as_ref().is_some_and(|l| !l.contains(&s.id)) {
            continue;
        }
        let id = SiteId(s.id);
        let (state, late) = match past.map(|p| p.stood(id)) {
            None => (s.state, overdue),
            Some(None) => continue,
            Some(Some(then)) => {
                let due = then.deadline.map(|d| d.to_string());
                (then.state, l.is_overdue(then.state, code, due.as_deref()))
            }
        };
        if (f.unresolved || f.overdue) && !state.is_unresolved()
            || !f.states.is_empty() && !f.states.contains(&state)
            || f.overdue && !late
        {
            continue;
        }
        out.push(Dot {
            id,
            kind,
            state,
            late,
            // Escalations are not kept day by day.
            escalated: past.is_none() && s.escalated(),
            at: s.at,
        });
    }
    out.sort_unstable_by_key(|d| d.id);
    Ok(out)
}

fn key(t: Tile, f: &Filter) -> Key {
    let filter = format!(
        "{:?} {:?} {} {} {:?}",
        f.kinds, f.states, f.unresolved, f.overdue, f.watch
    );
    (t.z, t.x, t.y, filter)
}

impl Project {
    /// One vector tile (MVT) of the sites that a filter of kinds and states lets through and of all cells.
    ///
    /// Kept until an edit; some milliseconds where it must be cut.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn tile(&self, t: Tile, f: &Filter, on: NaiveDate) -> Result<Arc<Vec<u8>>> {
        let s = self.snapshot(on)?;
        let key = key(t, f);
        let of = (s.revision, self.caches.recoloured());
        let found = kept(&self.caches.tiles).find(of, on, None, &key);
        if let Some(made) = found {
            return Ok(made);
        }
        let look = self.look_of(&s)?;
        let shown = Shown {
            snapshot: &s,
            colours: look.colours(),
            past: None,
            since: None,
        };
        let made = Arc::new(self.cut(t, f, &shown, &look)?);
        kept(&self.caches.tiles).keep(of, on, None, key, &made);
        Ok(made)
    }

    /// The same as it stood at the end of a past day; with an earlier one, cells say by how much they changed since.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn past_tile(&self, t: Tile, f: &Filter, on: NaiveDate, since: Option<NaiveDate>) -> Result<Arc<Vec<u8>>> {
        let recoloured = self.caches.recoloured();
        let past = self.past(on)?;
        let before = since.map(|day| self.past(day)).transpose()?;
        let s = &past.snapshot;
        let of = (s.revision, recoloured);
        let key = key(t, f);
        let tiles = &self.caches.past.tiles;
        let found = kept(tiles).find(of, on, since, &key);
        if let Some(made) = found {
            return Ok(made);
        }
        let look = self.look_of(&*self.newest_snapshot(on)?)?;
        let shown = Shown {
            snapshot: s,
            colours: &past.colours,
            past: Some(&past),
            since: before.as_ref().map(|p| &*p.snapshot),
        };
        let made = Arc::new(self.cut(t, f, &shown, &look)?);
        kept(tiles).keep(of, on, since, key, &made);
        Ok(made)
    }

    fn cut(&self, t: Tile, f: &Filter, shown: &Shown<'_>, look: &Look) -> Result<Vec<u8>> {
        let s = shown.snapshot;
        let b = t.bounds(BUFFER_PX);
        let c = self.read()?;
        let drawn = self.drawn(s)?;
        let near = drawn.outlines.within(t, BUFFER_PX);
        let dense = drawn.is_dense(t.z);
        let cells = if dense {
            // Only those whose figures may have room.
            let wide = |i: &u32| {
                drawn
                    .outlines
                    .size_px(*i as usize, t.z)
                    .iter()
                    .all(|v| *v >= 2.0 * LEAST_ROOM)
            };
            let ids = near.iter().filter(|i| wide(i)).map(|i| drawn.ids[*i as usize]);
            some_shapes(&c, s, ids)?
        } else {
            shapes(&c, s, b)?
        };
        let labels = self.labels(s, &cells);
        let kinds = self.kinds()?;
        let far = t.z < SITES_FROM_ZOOM;
        let dots = if far && !f.is_matter() {
            Vec::new()
        } else {
            let sites = self.standings()?;
            dots(
                &c,
                f,
                &kinds,
                (!far).then(|| t.bounds(sites_buffer(t.z))),
                &s.late,
                (&sites, shown.past),
            )?
        };
        drop(c);
        let cells: Vec<TileCell<'_>> = cells
            .iter()
            .zip(&labels)
            .map(|((i, geometry), label)| {
                let mut cell = shown.cell(*i, geometry, *label);
                cell.label_only = dense;
                // From afar the sites asked for stand where the figures would.
                if far && f.is_matter() {
                    cell.label_at = [f64::NAN; 2];
                }
                cell
            })
            .collect();
        let sites: Vec<TileSite<'_>> = dots
            .iter()
            .map(|d| TileSite {
                id: d.id,
                kind: kinds.get(d.kind).map_or("other", |k| &k.code),
                state: d.state,
                late: d.late,
                escalated: d.escalated,
                at: d.at,
            })
            .collect();
        let near = |o: &[f64; 4]| o[0] <= b[2] && o[2] >= b[0] && o[1] <= b[3] && o[3] >= b[1];
        let borders: Vec<Border> = look
            .borders
            .iter()
            .filter(|(_, o)| near(o))
            .map(|(l, _)| l.clone())
            .collect();
        Ok(tile::cut(t, &cells, &sites, &borders, &look.ground))
    }
}
