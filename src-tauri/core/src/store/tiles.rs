//! What a tile shows, fetched by the rtree; and what is kept in memory between edits.

use super::figures::{Node, Snapshot};
use super::{Project, info};
use crate::Result;
use crate::geometry::blob;
use crate::model::{GridId, Level, PersonId, SiteId, State};
use crate::site::lifecycle;
use crate::tile::{self, BUFFER_PX, Border, Ground, SITES_FROM_ZOOM, Tile, TileCell, TileSite};
use crate::view::Filter;
use chrono::NaiveDate;
use geo::MultiPolygon;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Bytes of finished tiles that are kept.
const TILE_BYTES: usize = 48 << 20;

/// Lines and colours of the map, as of one revision.
pub(crate) struct Look {
    revision: i64,
    /// Revision up to which no grid changed.
    grids_as_of: i64,
    /// Each with west, south, east, north.
    borders: Vec<(Border, [f64; 4])>,
    ground: Vec<Ground>,
    /// Pairs of cells that share an edge.
    neighbours: Vec<(GridId, GridId)>,
    colours: HashMap<PersonId, u8>,
}

impl Look {
    pub fn colour(&self, chief: PersonId) -> u8 {
        self.colours.get(&chief).copied().unwrap_or(0)
    }
}

type Key = (u8, u32, u32, String);

#[derive(Default)]
struct Tiles {
    revision: i64,
    on: Option<NaiveDate>,
    bytes: usize,
    made: HashMap<Key, Arc<Vec<u8>>>,
}

#[derive(Default)]
struct Labels {
    revision: i64,
    at: HashMap<GridId, [f64; 2]>,
}

/// What a project keeps in memory; all of it can be made again from the file.
#[derive(Default)]
pub(super) struct Caches {
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    look: Mutex<Option<Arc<Look>>>,
    labels: Mutex<Labels>,
    tiles: Mutex<Tiles>,
}

impl Caches {
    pub fn snapshot(&self) -> Option<Arc<Snapshot>> {
        self.snapshot.lock().ok()?.clone()
    }

    pub fn keep_snapshot(&self, s: &Arc<Snapshot>) {
        if let Ok(mut kept) = self.snapshot.lock() {
            *kept = Some(Arc::clone(s));
        }
    }
}

/// Whether an edit after `revision` touched one of the tables.
pub(super) fn changed_since(c: &Connection, tables: &[&str], revision: i64) -> Result<bool> {
    let mut q = c.prepare_cached("SELECT touched FROM edit WHERE fid > ?1")?;
    let mut rows = q.query([revision])?;
    while let Some(r) = rows.next()? {
        if r.get_ref(0)?
            .as_str()
            .unwrap_or_default()
            .split(' ')
            .any(|t| tables.contains(&t))
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn shapes(c: &Connection, s: &Snapshot, b: [f64; 4]) -> Result<Vec<(usize, MultiPolygon<f64>)>> {
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

struct Dot {
    id: SiteId,
    kind: usize,
    state: State,
    late: bool,
    escalated: bool,
    at: [f64; 2],
}

fn dots(
    c: &Connection,
    f: &Filter,
    kinds: &[(String, String, String)],
    b: [f64; 4],
    on: NaiveDate,
) -> Result<Vec<Dot>> {
    let mut out = Vec::new();
    let (clause, values) = f
        .watch
        .and_then(|which| super::table::watch(which, on))
        .unwrap_or(("1", vec![]));
    let mut q = c.prepare_cached(&format!(
        "SELECT s.fid, s.kind, s.state, s.deadline, s.escalated, s.geom FROM rtree_site_geom r JOIN site s ON s.fid = r.id
         WHERE r.maxx >= ? AND r.maxy >= ? AND r.minx <= ? AND r.miny <= ? AND {clause}"
    ))?;
    let mut rows = q.query(params_from_iter(b.map(Value::from).into_iter().chain(values)))?;
    while let Some(r) = rows.next()? {
        let state: State = r.get(2)?;
        let kind = r.get_ref(1)?.as_str().unwrap_or_default();
        if (f.unresolved || f.overdue) && !state.is_unresolved()
            || !f.states.is_empty() && !f.states.contains(&state)
            || !f.kinds.is_empty() && !f.kinds.iter().any(|k| k == kind)
        {
            continue;
        }
        let due = r.get_ref(3)?.as_str().ok().and_then(|d| d.parse().ok());
        let late = lifecycle::is_overdue(state, due, on);
        if f.overdue && !late {
            continue;
        }
        let Some(p) = r.get_ref(5)?.as_blob().ok().and_then(blob::point) else {
            continue;
        };
        let kind = kinds.iter().position(|k| k.0 == kind).unwrap_or(usize::MAX);
        out.push(Dot {
            id: r.get(0)?,
            kind,
            state,
            late,
            escalated: !r.get_ref(4)?.as_str().unwrap_or_default().is_empty(),
            at: [p.x(), p.y()],
        });
    }
    out.sort_unstable_by_key(|d| d.id);
    Ok(out)
}

fn bounds(line: &[[f64; 2]]) -> [f64; 4] {
    line.iter().fold(
        [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
        |b, p| [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])],
    )
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
        let key = (
            t.z,
            t.x,
            t.y,
            format!(
                "{:?} {:?} {} {} {:?}",
                f.kinds, f.states, f.unresolved, f.overdue, f.watch
            ),
        );
        if let Ok(mut kept) = self.caches.tiles.lock() {
            if kept.revision != s.revision || kept.on != Some(on) {
                *kept = Tiles {
                    revision: s.revision,
                    on: Some(on),
                    ..Tiles::default()
                };
            }
            if let Some(made) = kept.made.get(&key) {
                return Ok(Arc::clone(made));
            }
        }
        let made = Arc::new(self.cut(t, f, on, &s)?);
        if let Ok(mut kept) = self.caches.tiles.lock()
            && kept.revision == s.revision
        {
            if kept.bytes > TILE_BYTES {
                kept.made.clear();
                kept.bytes = 0;
            }
            kept.bytes += made.len();
            kept.made.insert(key, Arc::clone(&made));
        }
        Ok(made)
    }

    fn cut(&self, t: Tile, f: &Filter, on: NaiveDate, s: &Snapshot) -> Result<Vec<u8>> {
        let look = self.look(on)?;
        let b = t.bounds(BUFFER_PX);
        let c = self.read()?;
        let cells = shapes(&c, s, b)?;
        let labels = self.labels(s, &cells);
        let kinds = self.kinds()?;
        let dots = if t.z < SITES_FROM_ZOOM {
            Vec::new()
        } else {
            dots(&c, f, &kinds, b, on)?
        };
        drop(c);
        let cells: Vec<TileCell<'_>> = cells
            .iter()
            .zip(&labels)
            .map(|((i, geometry), label_at)| {
                let g = &s.grids[*i];
                let own = s.own(g.id);
                let chief = s.chief(g.id);
                TileCell {
                    id: g.id,
                    code: &g.code,
                    name: &g.name,
                    geometry,
                    label_at: *label_at,
                    unresolved: own.unresolved,
                    overdue: own.overdue,
                    progress: own.progress().map_or(-1, |p| p as i8),
                    chief: chief.map_or("", |c| &c.name),
                    colour: chief.map_or(0, |c| look.colour(c.person)),
                    vacant: chief.is_none(),
                }
            })
            .collect();
        let sites: Vec<TileSite<'_>> = dots
            .iter()
            .map(|d| TileSite {
                id: d.id,
                kind: kinds.get(d.kind).map_or("other", |k| &k.0),
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

    fn labels(&self, s: &Snapshot, cells: &[(usize, MultiPolygon<f64>)]) -> Vec<[f64; 2]> {
        use rayon::prelude::*;
        let grids_as_of = self
            .caches
            .look
            .lock()
            .ok()
            .and_then(|l| l.as_ref().map(|l| l.grids_as_of))
            .unwrap_or(0);
        let Ok(mut kept) = self.caches.labels.lock() else {
            return vec![[f64::NAN; 2]; cells.len()];
        };
        if kept.revision != grids_as_of {
            *kept = Labels {
                revision: grids_as_of,
                at: HashMap::new(),
            };
        }
        let id = |i: usize| s.grids[i].id;
        let fresh: Vec<(GridId, [f64; 2])> = cells
            .par_iter()
            .filter(|(i, _)| !kept.at.contains_key(&id(*i)))
            .map(|(i, g)| (id(*i), tile::label_point(g).unwrap_or([f64::NAN; 2])))
            .collect();
        kept.at.extend(fresh);
        cells.iter().map(|(i, _)| kept.at[&id(*i)]).collect()
    }

    /// Borders, ground and chief colours, made again only when grids or duties changed.
    pub(super) fn look(&self, on: NaiveDate) -> Result<Arc<Look>> {
        let s = self.snapshot(on)?;
        let Ok(mut kept) = self.caches.look.lock() else {
            return Err(super::poisoned());
        };
        let c = self.read()?;
        if let Some(l) = kept.as_ref() {
            if l.revision == s.revision {
                return Ok(Arc::clone(l));
            }
            if !changed_since(&c, &["grid", "duty", "person", "ground"], l.revision)? {
                let same = Look {
                    revision: s.revision,
                    colours: l.colours.clone(),
                    ..l.lines()
                };
                *kept = Some(Arc::new(same));
                return Ok(Arc::clone(kept.as_ref().expect("just kept")));
            }
        }
        let lines = match kept.as_ref() {
            Some(l) if !changed_since(&c, &["grid", "ground"], l.grids_as_of)? => l.lines(),
            _ => lines(&c, &s)?,
        };
        let look = Arc::new(Look {
            revision: s.revision,
            colours: colours(&lines.neighbours, &s),
            ..lines
        });
        *kept = Some(Arc::clone(&look));
        Ok(look)
    }
}

impl Look {
    fn lines(&self) -> Look {
        Look {
            revision: self.revision,
            grids_as_of: self.grids_as_of,
            borders: self.borders.clone(),
            ground: self.ground.clone(),
            neighbours: self.neighbours.clone(),
            colours: HashMap::new(),
        }
    }
}

fn lines(c: &Connection, s: &Snapshot) -> Result<Look> {
    let cells = shapes(c, s, [-180.0, -90.0, 180.0, 90.0])?;
    let subdistrict = |i: usize| {
        s.above(i, Level::Subdistrict)
            .and_then(|n: &Node| s.place(n.id))
            .map(|p| p as u32)
    };
    let borders = tile::borders(cells.iter().map(|(i, g)| (g, subdistrict(*i))));
    let geometries: Vec<&MultiPolygon<f64>> = cells.iter().map(|(_, g)| g).collect();
    let neighbours = tile::neighbours(&geometries)
        .into_iter()
        .map(|(a, b)| (s.grids[cells[a as usize].0].id, s.grids[cells[b as usize].0].id))
        .collect();
    let ground = c
        .prepare_cached("SELECT kind, name, line FROM ground ORDER BY fid")?
        .query_map(params![], |r| {
            let line: String = r.get(2)?;
            Ok(Ground {
                kind: r.get(0)?,
                name: r.get(1)?,
                line: course(&line),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Look {
        revision: s.revision,
        grids_as_of: s.revision,
        borders: borders
            .into_iter()
            .map(|l| (bounds(&l.line), l))
            .map(|(b, l)| (l, b))
            .collect(),
        ground,
        neighbours,
        colours: HashMap::new(),
    })
}

/// Positions of a GeoJSON LineString; none where another program wrote something else.
fn course(text: &str) -> Vec<[f64; 2]> {
    match text.parse::<geojson::Geometry>().map(|g| g.value) {
        Ok(geojson::GeometryValue::LineString { coordinates }) => coordinates
            .iter()
            .filter(|p| p.as_slice().len() >= 2)
            .map(|p| [p.as_slice()[0], p.as_slice()[1]])
            .collect(),
        _ => Vec::new(),
    }
}

fn colours(neighbours: &[(GridId, GridId)], s: &Snapshot) -> HashMap<PersonId, u8> {
    let mut people: Vec<PersonId> = s.grids.iter().filter_map(|g| s.chief(g.id)).map(|c| c.person).collect();
    people.sort_unstable();
    people.dedup();
    let number = |g: GridId| {
        s.chief(g)
            .and_then(|c| people.binary_search(&c.person).ok())
            .map(|n| n as u32)
    };
    let pairs: Vec<(u32, u32)> = neighbours
        .iter()
        .filter_map(|(a, b)| Some((number(*a)?, number(*b)?)))
        .filter(|(a, b)| a != b)
        .collect();
    let found = tile::chief_colours(&pairs, people.len());
    people.into_iter().zip(found).collect()
}

impl Project {
    /// Bounds of a layer as its rtree has them: `grid` or `site`; west, south, east, north.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn layer_bounds(&self, layer: &str) -> Result<Option<[f64; 4]>> {
        info::layer_bounds(&*self.read()?, if layer == "site" { "site" } else { "grid" })
    }
}
