//! The gpkg_rtree_index of a feature table: its triggers, and a packed tree after bulk work.
//!
//! Row by row, keeping the tree costs six times the rows themselves. Bulk work therefore
//! drops the triggers, and afterwards writes a packed tree (sort-tile-recursive, Leutenegger
//! et al. 1997) straight into the tree's node tables, as GDAL does. The node format is that
//! of SQLite's rtree module: big-endian, 32-bit coordinates rounded outwards.

use crate::Result;
use crate::geometry::blob;
use rayon::prelude::*;
use rusqlite::{Connection, params};

/// Cells per node: the module's RTREE_MAXCELLS.
const FANOUT: usize = 51;
const CELL: usize = 8 + 4 * 4;
/// What the module chooses for pages of 4096 bytes.
const NODE: usize = 4 + CELL * FANOUT;

#[derive(Clone, Copy)]
struct Entry {
    id: i64,
    /// min x, max x, min y, max y
    bounds: [f32; 4],
}

/// Makes the tree of an empty feature table, with its triggers.
pub fn create(c: &Connection, table: &str) -> Result<()> {
    c.execute_batch(&format!(
        "CREATE VIRTUAL TABLE rtree_{table}_geom USING rtree(id, minx, maxx, miny, maxy)"
    ))?;
    attach(c, table)
}

/// Creates the triggers that keep the tree (OGC 12-128r17, annex F.3).
pub fn attach(c: &Connection, table: &str) -> Result<()> {
    let (t, r, values) = (
        table,
        format!("rtree_{table}_geom"),
        "NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)",
    );
    c.execute_batch(&format!(
        "CREATE TRIGGER {r}_insert AFTER INSERT ON {t} WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
         BEGIN INSERT OR REPLACE INTO {r} VALUES ({values}); END;
         CREATE TRIGGER {r}_update1 AFTER UPDATE OF geom ON {t} WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
         BEGIN INSERT OR REPLACE INTO {r} VALUES ({values}); END;
         CREATE TRIGGER {r}_update2 AFTER UPDATE OF geom ON {t} WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
         BEGIN DELETE FROM {r} WHERE id = OLD.fid; END;
         CREATE TRIGGER {r}_update3 AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
         BEGIN DELETE FROM {r} WHERE id = OLD.fid; INSERT OR REPLACE INTO {r} VALUES ({values}); END;
         CREATE TRIGGER {r}_update4 AFTER UPDATE ON {t} WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
         BEGIN DELETE FROM {r} WHERE id IN (OLD.fid, NEW.fid); END;
         CREATE TRIGGER {r}_delete AFTER DELETE ON {t} WHEN old.geom NOT NULL
         BEGIN DELETE FROM {r} WHERE id = OLD.fid; END;"
    ))?;
    Ok(())
}

/// Drops the triggers, whoever made them, for bulk work; [`rebuild`] must follow in the same transaction.
pub fn detach(c: &Connection, table: &str) -> Result<()> {
    let there: Vec<String> = c
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB ?1")?
        .query_map([format!("rtree_{table}_geom_*")], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sql: String = (there.iter())
        .map(|t| format!("DROP TRIGGER \"{}\";", t.replace('"', "\"\"")))
        .collect();
    c.execute_batch(&sql)?;
    Ok(())
}

/// Writes the tree of a table anew and puts the triggers back. About 0.3 µs a row.
pub fn rebuild(c: &Connection, table: &str) -> Result<()> {
    let entries = entries(c, table)?;
    // A fresh table: the module keeps no node of the old tree in memory. Another program may have left only parts of it.
    c.execute_batch(&format!(
        "DROP TABLE IF EXISTS rtree_{table}_geom; DROP TABLE IF EXISTS rtree_{table}_geom_node;
         DROP TABLE IF EXISTS rtree_{table}_geom_parent; DROP TABLE IF EXISTS rtree_{table}_geom_rowid;
         CREATE VIRTUAL TABLE rtree_{table}_geom USING rtree(id, minx, maxx, miny, maxy);"
    ))?;
    write(c, table, entries)?;
    attach(c, table)
}

/// The bounds of every row that has any, in key order.
fn entries(c: &Connection, table: &str) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut q = c.prepare(&format!(
        "SELECT fid, geom FROM {table} WHERE geom IS NOT NULL ORDER BY fid"
    ))?;
    let mut rows = q.query([])?;
    while let Some(r) = rows.next()? {
        if let Some(e) = r.get_ref(1)?.as_blob().ok().and_then(blob::envelope) {
            entries.push(Entry {
                id: r.get(0)?,
                bounds: [down(e[0]), up(e[1]), down(e[2]), up(e[3])],
            });
        }
    }
    Ok(entries)
}

/// Whether the tree says of every row what the row says. Another program may have written one without the other.
pub fn is_true(c: &Connection, table: &str) -> Result<bool> {
    let rows = entries(c, table)?;
    let mut kept = Vec::with_capacity(rows.len());
    let mut q = c.prepare(&format!("SELECT id, minx, maxx, miny, maxy FROM rtree_{table}_geom"))?;
    let mut found = q.query([])?;
    while let Some(r) = found.next()? {
        kept.push(Entry {
            id: r.get(0)?,
            bounds: [r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?],
        });
    }
    kept.par_sort_unstable_by_key(|e| e.id);
    // Others round further outwards than need be.
    let near = |a: f32, b: f32| (a - b).abs() <= a.abs().max(b.abs()) * 1e-6;
    Ok(rows.len() == kept.len()
        && (rows.iter().zip(&kept))
            .all(|(a, b)| a.id == b.id && a.bounds.iter().zip(b.bounds).all(|(a, b)| near(*a, b))))
}

fn write(c: &Connection, table: &str, mut level: Vec<Entry>) -> Result<()> {
    if level.is_empty() {
        return Ok(());
    }
    let mut leaves: Vec<(i64, i64)> = Vec::with_capacity(level.len());
    c.execute(&format!("DELETE FROM rtree_{table}_geom_node"), [])?;
    let mut node = c.prepare(&format!(
        "INSERT INTO rtree_{table}_geom_node(nodeno, data) VALUES (?1, ?2)"
    ))?;
    let mut parent = c.prepare(&format!(
        "INSERT INTO rtree_{table}_geom_parent(nodeno, parentnode) VALUES (?1, ?2)"
    ))?;
    let mut next = 2;
    let mut depth: u16 = 0;
    loop {
        let root = level.len() <= FANOUT;
        if !root {
            tile(&mut level);
        }
        let groups = balanced(level.len());
        let mut above = Vec::with_capacity(groups.len());
        for g in groups {
            let members = &level[g];
            let number = if root { 1 } else { next };
            next += i64::from(!root);
            let mut data = vec![0u8; NODE];
            if root {
                data[..2].copy_from_slice(&depth.to_be_bytes());
            }
            data[2..4].copy_from_slice(&(members.len() as u16).to_be_bytes());
            let mut bounds = members[0].bounds;
            for (m, out) in members.iter().zip(data[4..].chunks_exact_mut(CELL)) {
                out[..8].copy_from_slice(&m.id.to_be_bytes());
                for (v, o) in m.bounds.iter().zip(out[8..].chunks_exact_mut(4)) {
                    o.copy_from_slice(&v.to_be_bytes());
                }
                bounds = [
                    bounds[0].min(m.bounds[0]),
                    bounds[1].max(m.bounds[1]),
                    bounds[2].min(m.bounds[2]),
                    bounds[3].max(m.bounds[3]),
                ];
                if depth == 0 {
                    leaves.push((m.id, number));
                } else {
                    parent.execute([m.id, number])?;
                }
            }
            node.execute(params![number, data])?;
            above.push(Entry { id: number, bounds });
        }
        if root {
            break;
        }
        level = above;
        depth += 1;
    }
    leaves.par_sort_unstable();
    let mut rowid = c.prepare(&format!(
        "INSERT INTO rtree_{table}_geom_rowid(rowid, nodeno) VALUES (?1, ?2)"
    ))?;
    for (id, number) in leaves {
        rowid.execute([id, number])?;
    }
    Ok(())
}

/// Orders entries so that each run of [`FANOUT`] lies close together.
fn tile(level: &mut [Entry]) {
    let centre = |e: &Entry, axis: usize| e.bounds[axis] + e.bounds[axis + 1];
    let nodes = level.len().div_ceil(FANOUT);
    let slices = (nodes as f64).sqrt().ceil() as usize;
    let slice = level.len().div_ceil(slices).next_multiple_of(FANOUT);
    level.par_sort_unstable_by(|a, b| centre(a, 0).total_cmp(&centre(b, 0)).then(a.id.cmp(&b.id)));
    level
        .par_chunks_mut(slice)
        .for_each(|s| s.sort_unstable_by(|a, b| centre(a, 2).total_cmp(&centre(b, 2)).then(a.id.cmp(&b.id))));
}

/// Ranges of at most [`FANOUT`] entries; the last two share, so that none is nearly empty.
fn balanced(n: usize) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<_> = (0..n).step_by(FANOUT).map(|s| s..(s + FANOUT).min(n)).collect();
    if let [.., a, b] = out.as_mut_slice()
        && b.len() < FANOUT / 3
    {
        let middle = a.start + (b.end - a.start) / 2;
        (a.end, b.start) = (middle, middle);
    }
    out
}

fn down(v: f64) -> f32 {
    let f = v as f32;
    if f64::from(f) > v { f.next_down() } else { f }
}

fn up(v: f64) -> f32 {
    let f = v as f32;
    if f64::from(f) < v { f.next_up() } else { f }
}
