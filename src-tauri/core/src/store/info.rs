//! What the project is, at a glance.

use super::{Project, Tx, figures, replay};
use crate::Result;
use crate::model::Level;
use crate::view::{EditInfo, KindInfo, ProjectInfo};
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

/// West, south, east, north of a layer, from the root of its rtree.
pub(super) fn layer_bounds(c: &Connection, table: &str) -> Result<Option<[f64; 4]>> {
    let node: Vec<u8> = c
        .prepare_cached(&format!("SELECT data FROM rtree_{table}_geom_node WHERE nodeno = 1"))?
        .query_row([], |r| r.get(0))?;
    let cells = node.get(2..4).map_or(0, |b| u16::from_be_bytes([b[0], b[1]])) as usize;
    let mut out: Option<[f64; 4]> = None;
    for cell in node.get(4..).unwrap_or_default().chunks_exact(24).take(cells) {
        let v = |i: usize| f64::from(f32::from_be_bytes([cell[i], cell[i + 1], cell[i + 2], cell[i + 3]]));
        let (minx, maxx, miny, maxy) = (v(8), v(12), v(16), v(20));
        let b = out.get_or_insert([minx, miny, maxx, maxy]);
        *b = [b[0].min(minx), b[1].min(miny), b[2].max(maxx), b[3].max(maxy)];
    }
    Ok(out)
}

/// The part of their own length that the cells' ground is looked past to each side.
const ABOUT: f64 = 0.5;

/// The ground that is looked at: that of the cells, widened by the sites about them. Beside it how many sites lie so far out
/// that it is not widened for them; without drawn cells none does.
fn ground(c: &Connection) -> Result<(Option<[f64; 4]>, u32)> {
    let (cells, sites) = (layer_bounds(c, "grid")?, layer_bounds(c, "site")?);
    let (Some(a), Some(b)) = (cells, sites) else {
        return Ok((cells.or(sites), 0));
    };
    let [west, south, east, north] = about(a);
    if b[0] >= west && b[1] >= south && b[2] <= east && b[3] <= north {
        let both = [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
        return Ok((Some(both), 0));
    }
    let far = c
        .prepare_cached(
            "SELECT count(*) FROM (SELECT id FROM rtree_site_geom WHERE maxx < ?1 UNION SELECT id FROM rtree_site_geom WHERE maxy < ?2
             UNION SELECT id FROM rtree_site_geom WHERE minx > ?3 UNION SELECT id FROM rtree_site_geom WHERE miny > ?4)",
        )?
        .query_row([west, south, east, north], |r| r.get(0))?;
    Ok((Some(a), far))
}

/// What lies about the cells' ground.
fn about([west, south, east, north]: [f64; 4]) -> [f64; 4] {
    let reach = ABOUT * (east - west).max(north - south);
    [west - reach, south - reach, east + reach, north + reach]
}

/// A place lies far outside the cells of this ground.
pub(crate) fn is_far(cells: [f64; 4], [x, y]: [f64; 2]) -> bool {
    let [west, south, east, north] = about(cells);
    x < west || y < south || x > east || y > north
}

pub(super) fn setting(c: &Connection, key: &str) -> Result<String> {
    let value: Option<String> = c
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |r| r.get(0))
        .optional()?;
    Ok(value.unwrap_or_default())
}

impl Tx<'_> {
    /// West, south, east, north of all drawn grids; none where none is drawn.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn cells_ground(&self) -> Result<Option<[f64; 4]>> {
        layer_bounds(self.connection(), "grid")
    }
}

impl Project {
    /// Number of the newest edit; 0 in a new project.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn revision(&self) -> Result<i64> {
        figures::revision(&*self.read()?)
    }

    /// What the project is, on a day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn info(&self, on: NaiveDate) -> Result<ProjectInfo> {
        let s = self.snapshot(on)?;
        let c = self.read()?;
        let mut kinds: Vec<KindInfo> = c
            .prepare_cached(
                "SELECT k.code, k.name, k.name_en, (SELECT count(*) FROM site s WHERE s.kind = k.code AND s.state NOT IN ('accepted', 'dismissed')), k.closed
                 FROM kind k ORDER BY k.fid",
            )?
            .query_map([], |r| Ok(KindInfo { code: r.get(0)?, name: r.get(1)?, name_en: r.get(2)?, unresolved: r.get(3)?, closed: r.get(4)?, due: None }))?
            .collect::<rusqlite::Result<_>>()?;
        let rules = self.deadline_rules()?;
        for k in &mut kinds {
            k.due = rules.allow(&k.code, on).map(|d| d.deadline.to_string());
        }
        let (extent, far_sites) = ground(&c)?;
        let (undo, redo) = replay::stacks(&c)?;
        let words = |id: Option<&i64>| -> Result<Option<EditInfo>> {
            let Some(id) = id else { return Ok(None) };
            Ok(
                c.prepare_cached(&format!("SELECT {} FROM edit WHERE fid = ?1", replay::EDIT_COLUMNS))?
                    .query_row([id], replay::read_edit)
                    .optional()?,
            )
        };
        Ok(ProjectInfo {
            title: setting(&c, "title")?,
            file_name: super::file_name(&self.path),
            revision: s.revision,
            others: self.known.version(),
            recoloured: self.caches.recoloured(),
            saved_at: c
                .prepare_cached("SELECT at FROM edit ORDER BY fid DESC LIMIT 1")?
                .query_row([], |r| r.get(0))
                .optional()?,
            illustrative: setting(&c, "illustrative")? == "1",
            division: setting(&c, "division")?,
            extent,
            far_sites,
            drawn_grids: s.grids.iter().filter(|g| g.cell).count() as u32,
            figures: s.total(),
            unassigned: s.loose.unresolved,
            vacant: s.vacant(),
            subdistricts: s
                .grids
                .iter()
                .filter(|g| g.level == Level::Subdistrict)
                .map(|g| g.link())
                .collect(),
            kinds,
            roles: self.roles()?,
            patrol_days: s.patrol_days,
            patrol_classes: crate::patrol::bounds(s.patrol_days),
            classes: self.caches.classes.of(&s),
            campaigns: c
                .prepare_cached("SELECT count(*) FROM campaign")?
                .query_row([], |r| r.get(0))?,
            undo: words(undo.last())?,
            redo: words(redo.last())?,
            today: on.to_string(),
            read_only: self.is_read_only(),
            notes: self.notes(),
        })
    }
}

impl Project {
    /// Bounds of a layer as its rtree has them: `grid` or `site`; west, south, east, north.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn layer_bounds(&self, layer: &str) -> Result<Option<[f64; 4]>> {
        layer_bounds(&*self.read()?, if layer == "site" { "site" } else { "grid" })
    }
}
