//! Lines, labels and colours of the map, kept in memory until grids or duties change.

use super::Project;
use super::figures::{Node, Snapshot};
use super::locks;
use super::shapes::{self, Shape};
use crate::Result;
use crate::model::{GridId, Level, PersonId};
use crate::tile::{self, Border, COLOURS, Ground};
use crate::view::ColourClashes;
use chrono::NaiveDate;
use geo::MultiPolygon;
use rayon::prelude::*;
use rusqlite::{Connection, params};
use std::collections::HashMap;
use std::sync::Arc;

/// Lines and colours of the map, as of one revision.
pub(crate) struct Look {
    revision: i64,
    /// The day whose chiefs are coloured.
    on: NaiveDate,
    /// How often the colours had been made anew.
    recoloured: u32,
    /// Revision up to which no grid changed.
    grids_as_of: i64,
    /// Each with west, south, east, north.
    pub borders: Vec<(Border, [f64; 4])>,
    pub ground: Vec<Ground>,
    /// Pairs of cells that share an edge.
    neighbours: Vec<(GridId, GridId)>,
    colours: HashMap<PersonId, u8>,
}

impl Look {
    /// Colour of a chief; of anybody else the one that they are to have as a chief.
    pub fn colour(&self, person: PersonId) -> u8 {
        self.colours.get(&person).copied().unwrap_or_else(|| wish(person))
    }
}

#[derive(Default)]
pub(super) struct Labels {
    revision: i64,
    at: HashMap<GridId, [f64; 2]>,
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

fn bounds(line: &[[f64; 2]]) -> [f64; 4] {
    line.iter().fold(
        [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
        |b, p| [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])],
    )
}

impl Project {
    /// Where the labels of cells stand; not a number where one has no room inside.
    pub(super) fn labels(&self, s: &Snapshot, cells: &[(usize, MultiPolygon<f64>)]) -> Vec<[f64; 2]> {
        let grids_as_of = locks::kept(&self.caches.look).as_ref().map_or(0, |l| l.grids_as_of);
        let mut kept = locks::kept(&self.caches.labels);
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
        self.look_of(&*self.snapshot(on)?)
    }

    /// The same for what a snapshot shows.
    pub(super) fn look_of(&self, s: &Snapshot) -> Result<Arc<Look>> {
        self.look_among(&mut locks::kept(&self.caches.look), s, None)
    }

    /// The same among what is kept; the ground of all cells, in code order, where it was read for something else.
    pub(super) fn look_among(
        &self,
        kept: &mut Option<Arc<Look>>,
        s: &Snapshot,
        cells: Option<Vec<Shape>>,
    ) -> Result<Arc<Look>> {
        let c = self.read()?;
        let recoloured = self.caches.recoloured();
        if let Some(l) = kept.as_ref().filter(|l| l.recoloured == recoloured) {
            if l.revision == s.revision && l.on == s.on {
                return Ok(Arc::clone(l));
            }
            if l.on == s.on && !changed_since(&c, &["grid", "duty", "person", "ground"], l.revision)? {
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
            _ => lines(&c, s, cells.map_or_else(|| shapes::all(&c, s), Ok)?)?,
        };
        let before = (kept.as_ref().filter(|l| l.recoloured == recoloured)).map(|l| &l.colours);
        let look = Arc::new(Look {
            revision: s.revision,
            on: s.on,
            recoloured,
            colours: colours(&lines.neighbours, s, before),
            ..lines
        });
        *kept = Some(Arc::clone(&look));
        Ok(look)
    }
}

impl Project {
    /// Makes the colours of all chiefs anew, as after opening: those that were kept are let go.
    pub fn recolour(&self) {
        self.caches.recolour();
    }

    /// Neighbouring chiefs who wear one colour, now or on a past day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn colour_clashes(&self, past: Option<NaiveDate>, on: NaiveDate) -> Result<ColourClashes> {
        if let Some(day) = past {
            let past = self.past(day)?;
            let look = self.look_of(&*self.newest_snapshot(on)?)?;
            let pairs = clashes(&look.neighbours, &past.snapshot, &past.colours);
            return Ok(ColourClashes { pairs, anew: pairs });
        }
        let s = self.snapshot(on)?;
        let look = self.look_of(&s)?;
        let pairs = clashes(&look.neighbours, &s, &look.colours);
        let anew = match pairs {
            0 => 0,
            _ => clashes(&look.neighbours, &s, &colours(&look.neighbours, &s, None)),
        };
        Ok(ColourClashes { pairs, anew })
    }
}

impl Look {
    /// Colours of the chiefs.
    pub fn colours(&self) -> &HashMap<PersonId, u8> {
        &self.colours
    }

    /// Colours of the chiefs of another day.
    pub fn colours_of(&self, s: &Snapshot) -> HashMap<PersonId, u8> {
        colours(&self.neighbours, s, Some(&self.colours))
    }

    fn lines(&self) -> Look {
        Look {
            revision: self.revision,
            on: self.on,
            recoloured: self.recoloured,
            grids_as_of: self.grids_as_of,
            borders: self.borders.clone(),
            ground: self.ground.clone(),
            neighbours: self.neighbours.clone(),
            colours: HashMap::new(),
        }
    }
}

fn lines(c: &Connection, s: &Snapshot, cells: Vec<Shape>) -> Result<Look> {
    let subdistrict = |i: usize| {
        s.above(i, Level::Subdistrict)
            .and_then(|n: &Node| s.place(n.id))
            .map(|p| p as u32)
    };
    let subdistricts: Vec<Option<u32>> = cells.iter().map(|(i, _)| subdistrict(*i)).collect();
    let geometries: Vec<&MultiPolygon<f64>> = cells.iter().map(|(_, g)| g).collect();
    let edges = tile::Edges::of(&geometries);
    let borders = tile::borders(&edges, &subdistricts);
    let neighbours = tile::neighbours(&edges)
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
        on: s.on,
        recoloured: 0,
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

/// The chiefs, and the pairs of them whose cells meet, by place among them.
fn meeting(neighbours: &[(GridId, GridId)], s: &Snapshot) -> (Vec<PersonId>, Vec<(u32, u32)>) {
    let mut people: Vec<PersonId> = s.grids.iter().filter_map(|g| s.chief(g.id)).map(|c| c.person).collect();
    people.sort_unstable();
    people.dedup();
    let number = |g: GridId| {
        s.chief(g)
            .and_then(|c| people.binary_search(&c.person).ok())
            .map(|n| n as u32)
    };
    let pairs = neighbours
        .iter()
        .filter_map(|(a, b)| Some((number(*a)?, number(*b)?)))
        .filter(|(a, b)| a != b)
        .collect();
    (people, pairs)
}

fn clashes(neighbours: &[(GridId, GridId)], s: &Snapshot, colours: &HashMap<PersonId, u8>) -> u32 {
    let (people, pairs) = meeting(neighbours, s);
    // As a tile shows whoever has none.
    let worn: Vec<u8> = people.iter().map(|p| colours.get(p).copied().unwrap_or(0)).collect();
    tile::clashes(&pairs, &worn)
}

/// The colour of somebody who was no chief yet.
fn wish(person: PersonId) -> u8 {
    (person.0 % i64::from(COLOURS)) as u8
}

/// Colours of the chiefs. While a project is open everybody keeps theirs, also who is no chief any more: the map must
/// not change its colours under the hand that assigns.
fn colours(
    neighbours: &[(GridId, GridId)],
    s: &Snapshot,
    before: Option<&HashMap<PersonId, u8>>,
) -> HashMap<PersonId, u8> {
    let (people, pairs) = meeting(neighbours, s);
    let mut all = before.cloned().unwrap_or_default();
    let kept: Vec<Option<u8>> = people.iter().map(|p| all.get(p).copied()).collect();
    let wishes: Vec<u8> = if all.is_empty() {
        Vec::new()
    } else {
        people.iter().copied().map(wish).collect()
    };
    let found = tile::chief_colours(&pairs, &kept, &wishes);
    all.extend(people.into_iter().zip(found));
    all
}
