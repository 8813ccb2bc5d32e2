//! Rows of `grid`: reading them, and writing them by code.

use super::{Project, Tx, Upsert};
use crate::geometry::blob;
use crate::model::{GridId, Level};
use crate::view::GridRef;
use crate::{Error, Result};
use geo::MultiPolygon;
use rusqlite::{OptionalExtension, Row, params};

/// A grid to write by its code. A field that is none keeps what the row has.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct GridUpsert<'a> {
    pub code: &'a str,
    pub name: Option<&'a str>,
    pub level: Option<Level>,
    pub parent: Option<GridId>,
    pub note: Option<&'a str>,
    pub geometry: Option<&'a MultiPolygon<f64>>,
}

/// A grid with its polygon, as the geometry works on it.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct KnownGrid {
    pub id: GridId,
    pub code: String,
    pub level: Level,
    pub parent: Option<GridId>,
    pub geometry: MultiPolygon<f64>,
}

/// A grid as a part of the tree.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct GridNode {
    pub id: GridId,
    pub code: String,
    pub name: String,
    pub level: Level,
    pub parent: Option<GridId>,
}

/// A grid that an import finds under its code.
#[derive(Debug)]
pub struct FoundGrid {
    /// Code of the grid it lies in.
    pub parent: Option<String>,
    /// Its ground.
    pub ground: Option<MultiPolygon<f64>>,
}

/// Columns of a [`GridRef`] of the table alias `g`.
pub(super) const REF: &str = "g.fid, g.code, g.name, g.level";

/// Reads a [`GridRef`] whose columns start at `at`.
pub(super) fn grid_ref(r: &Row<'_>, at: usize) -> rusqlite::Result<GridRef> {
    Ok(GridRef {
        id: r.get(at)?,
        code: r.get(at + 1)?,
        name: r.get(at + 2)?,
        level: r.get(at + 3)?,
    })
}

impl Tx<'_> {
    /// Key of the grid with this code.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grid_by_code(&self, code: &str) -> Result<Option<GridId>> {
        Ok(self
            .connection()
            .prepare_cached("SELECT fid FROM grid WHERE code = ?1")?
            .query_row([code], |r| r.get(0))
            .optional()?)
    }

    /// Refuses what is meant for a grid that somebody took away.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn grid_is_there(&self, id: GridId) -> Result<()> {
        let mut q = self.connection().prepare_cached("SELECT 1 FROM grid WHERE fid = ?1")?;
        match q.exists([id])? {
            true => Ok(()),
            false => Err(Error::NotFound {
                what: "grid",
                name: String::new(),
            }),
        }
    }

    /// Writes a grid by its code.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_grid(&mut self, g: &GridUpsert<'_>) -> Result<(GridId, Upsert)> {
        let geom = g.geometry.map(blob::from_multi_polygon);
        if let Some(id) = self.grid_by_code(g.code)? {
            let changed = self
                .connection()
                .prepare_cached(
                    "UPDATE grid SET geom = coalesce(?2, geom), name = coalesce(?3, name), level = coalesce(?4, level),
                       parent = coalesce(?5, parent), note = coalesce(?6, note)
                     WHERE fid = ?1 AND ((?2 IS NOT NULL AND geom IS NOT ?2) OR (?3 IS NOT NULL AND name <> ?3)
                       OR (?4 IS NOT NULL AND level <> ?4) OR (?5 IS NOT NULL AND parent IS NOT ?5) OR (?6 IS NOT NULL AND note <> ?6))",
                )?
                .execute(params![id, geom, g.name, g.level, g.parent, g.note])?;
            return Ok((
                id,
                if changed > 0 {
                    Upsert::Updated
                } else {
                    Upsert::Unchanged
                },
            ));
        }
        let id = GridId(self.next_id("grid")?);
        self.connection()
            .prepare_cached(
                "INSERT INTO grid(fid, geom, code, name, level, parent, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                id,
                geom,
                g.code,
                g.name.unwrap_or_default(),
                g.level.unwrap_or(Level::Cell),
                g.parent,
                g.note.unwrap_or_default()
            ])?;
        Ok((id, Upsert::Inserted))
    }

    /// The grid of this code, with what an import compares.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn found_grid(&self, code: &str) -> Result<Option<FoundGrid>> {
        Ok(self
            .connection()
            .prepare_cached("SELECT p.code, g.geom FROM grid g LEFT JOIN grid p ON p.fid = g.parent WHERE g.code = ?1")?
            .query_row([code], |r| {
                let ground = r.get_ref(1)?.as_blob().ok().and_then(blob::multi_polygon);
                Ok(FoundGrid {
                    parent: r.get(0)?,
                    ground,
                })
            })
            .optional()?)
    }

    /// All grids as a tree, in the order of their keys.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grid_nodes(&self) -> Result<Vec<GridNode>> {
        let mut q = self
            .connection()
            .prepare_cached("SELECT fid, code, name, level, parent FROM grid ORDER BY fid")?;
        let all = q.query_map([], |r| {
            Ok(GridNode {
                id: r.get(0)?,
                code: r.get(1)?,
                name: r.get(2)?,
                level: r.get(3)?,
                parent: r.get(4)?,
            })
        })?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }

    /// Gives a grid its level and what it lies in.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn put_grid_under(&mut self, id: GridId, level: Level, parent: Option<GridId>) -> Result<()> {
        self.connection()
            .prepare_cached("UPDATE grid SET level = ?2, parent = ?3 WHERE fid = ?1")?
            .execute(params![id, level, parent])?;
        Ok(())
    }

    /// Takes away a grid that this edit made and nothing refers to.
    ///
    /// # Errors
    /// Only when the file cannot be written.
    pub fn drop_grid(&mut self, code: &str) -> Result<()> {
        self.connection()
            .prepare_cached("DELETE FROM grid WHERE code = ?1")?
            .execute([code])?;
        Ok(())
    }

    /// All grids that have a polygon. Decodes every one.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn drawn_grids(&self) -> Result<Vec<KnownGrid>> {
        drawn(self.connection(), None)
    }

    /// A grid's name, or its code where it has none.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn cell_name(&self, id: GridId) -> Result<String> {
        let sql = "SELECT CASE name WHEN '' THEN code ELSE name END FROM grid WHERE fid = ?1";
        Ok((self.connection().prepare_cached(sql)?).query_row([id], |r| r.get(0))?)
    }

    /// Grids whose bounds hold a place.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grids_at(&self, lon: f64, lat: f64) -> Result<Vec<KnownGrid>> {
        drawn(self.connection(), Some([lon, lat]))
    }
}

impl Project {
    /// Grids whose bounds hold a place.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub(crate) fn grids_at(&self, lon: f64, lat: f64) -> Result<Vec<KnownGrid>> {
        drawn(&*self.read()?, Some([lon, lat]))
    }
}

fn drawn(c: &rusqlite::Connection, at: Option<[f64; 2]>) -> Result<Vec<KnownGrid>> {
    let mut out = Vec::new();
    let mut q = c.prepare_cached(match at {
        None => "SELECT fid, code, level, parent, geom FROM grid WHERE geom IS NOT NULL ORDER BY fid",
        Some(_) => {
            "SELECT fid, code, level, parent, geom FROM grid WHERE fid IN
               (SELECT id FROM rtree_grid_geom WHERE minx <= ?1 AND maxx >= ?1 AND miny <= ?2 AND maxy >= ?2)"
        }
    })?;
    let mut rows = match at {
        None => q.query([])?,
        Some(at) => q.query(at)?,
    };
    while let Some(r) = rows.next()? {
        if let Some(geometry) = blob::multi_polygon(r.get_ref(4)?.as_blob().unwrap_or_default()) {
            out.push(KnownGrid {
                id: r.get(0)?,
                code: r.get(1)?,
                level: r.get(2)?,
                parent: r.get(3)?,
                geometry,
            });
        }
    }
    Ok(out)
}

impl Project {
    /// All grids that have a polygon, in the order of their keys. Decodes every one.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn drawn_grids(&self) -> Result<Vec<KnownGrid>> {
        drawn(&*self.read()?, None)
    }

    /// The grid with this code.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn grid_by_code(&self, code: &str) -> Result<GridRef> {
        self.read()?
            .prepare_cached(&format!("SELECT {REF} FROM grid g WHERE code = ?1"))?
            .query_row([code.trim()], |r| grid_ref(r, 0))
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "grid",
                name: code.into(),
            })
    }

    /// A grid as a link, with its note and polygon.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub(crate) fn grid(&self, id: GridId) -> Result<(GridRef, String, Option<MultiPolygon<f64>>)> {
        self.read()?
            .prepare_cached(&format!("SELECT {REF}, note, geom FROM grid g WHERE fid = ?1"))?
            .query_row([id], |r| {
                let geom = r.get_ref(5)?.as_blob().ok().and_then(blob::multi_polygon);
                Ok((grid_ref(r, 0)?, r.get(4)?, geom))
            })
            .optional()?
            .ok_or_else(|| Error::NotFound {
                what: "grid",
                name: String::new(),
            })
    }

    /// Hands every grid to `each`: key, code, name, level, parent, note, geometry blob.
    ///
    /// # Errors
    /// Whatever `each` refuses.
    pub fn each_grid(
        &self,
        mut each: impl FnMut(&GridRef, Option<&str>, &str, Option<&[u8]>) -> Result<()>,
    ) -> Result<()> {
        let c = self.read()?;
        let mut q = c.prepare(&format!(
            "SELECT {REF}, p.code, g.note, g.geom FROM grid g LEFT JOIN grid p ON p.fid = g.parent ORDER BY g.code"
        ))?;
        let mut rows = q.query([])?;
        while let Some(r) = rows.next()? {
            let parent: Option<String> = r.get(4)?;
            let note: String = r.get(5)?;
            each(
                &grid_ref(r, 0)?,
                parent.as_deref(),
                &note,
                r.get_ref(6)?.as_blob_or_null().unwrap_or_default(),
            )?;
        }
        Ok(())
    }
}
