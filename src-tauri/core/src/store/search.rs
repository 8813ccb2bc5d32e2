//! One box that finds a cell, a person or a site by name, code, telephone or address.

use super::Project;
use crate::Result;
use crate::pinyin::sounds_like;
use crate::view::Hit;
use chrono::NaiveDate;
use rusqlite::params;

/// Hits of each sort at most: one more than a list shows, so that it knows whether there are more.
const EACH: u32 = 13;

fn join(a: Option<[f64; 4]>, b: Option<[f64; 4]>) -> Option<[f64; 4]> {
    match (a, b) {
        (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
        (a, b) => a.or(b),
    }
}

impl Project {
    /// What the text finds: grids first, then people, then sites; those that begin with it first, and of grids that are found
    /// alike the cells.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn search(&self, text: &str, on: NaiveDate) -> Result<Vec<Hit>> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let s = self.snapshot(on)?;
        let rank = |v: &str| {
            if v == text {
                0
            } else if v.starts_with(text) {
                1
            } else {
                2
            }
        };
        let mut grids: Vec<_> = s
            .grids
            .iter()
            .enumerate()
            .filter(|(_, g)| g.name.contains(text) || g.code.contains(text) || sounds_like(&g.name, text))
            .map(|(i, g)| (rank(&g.name).min(rank(&g.code)), !s.is_cell(i), i))
            .collect();
        grids.sort_unstable();
        let mut out = Vec::new();
        for (_, _, i) in grids.into_iter().take(EACH as usize) {
            let g = &s.grids[i];
            let below = || {
                s.grids
                    .iter()
                    .enumerate()
                    .filter(|(j, _)| s.is_under(*j, g.id))
                    .map(|(_, c)| c.bbox)
            };
            let bbox = if g.bbox.is_some() {
                g.bbox
            } else {
                below().fold(None, join)
            };
            out.push(Hit {
                what: "grid".into(),
                id: g.id.0,
                title: g.name.clone(),
                detail: g.code.clone(),
                level: Some(g.level),
                bbox,
            });
        }
        for p in self.people(text, on, EACH)? {
            let cells = s
                .grids
                .iter()
                .filter(|g| s.chief(g.id).is_some_and(|c| c.person == p.id));
            let bbox = cells.map(|g| g.bbox).fold(None, join);
            let detail = [p.post.as_str(), p.phone.as_str()]
                .iter()
                .filter(|t| !t.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(" · ");
            out.push(Hit {
                what: "person".into(),
                id: p.id.0,
                title: p.name,
                detail,
                level: None,
                bbox,
            });
        }
        let c = self.read()?;
        let mut q = c.prepare_cached(
            "SELECT s.fid, s.number, s.address, coalesce(g.name, ''), r.minx, r.miny, r.maxx, r.maxy
             FROM site s LEFT JOIN placement p ON p.site = s.fid LEFT JOIN grid g ON g.fid = p.grid LEFT JOIN rtree_site_geom r ON r.id = s.fid
             WHERE instr(s.number, ?1) OR instr(s.address, ?1) OR instr(s.village, ?1) OR instr(s.household, ?1) OR sounds_like(s.household, ?3)
             ORDER BY s.number <> ?1, s.number LIMIT ?2",
        )?;
        // A number is typed far more often than a household's initials, and every site would be asked.
        let sound = if text.bytes().any(|b| b.is_ascii_digit()) {
            ""
        } else {
            text
        };
        let mut rows = q.query(params![text, EACH, sound])?;
        while let Some(r) = rows.next()? {
            let (number, address, grid): (String, String, String) = (r.get(1)?, r.get(2)?, r.get(3)?);
            let corner: Option<f64> = r.get(4)?;
            let bbox = match corner {
                Some(x) => Some([x, r.get(5)?, r.get(6)?, r.get(7)?]),
                None => None,
            };
            let title = if address.is_empty() { number.clone() } else { address };
            let detail = [grid.as_str(), number.as_str()]
                .iter()
                .filter(|t| !t.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(" · ");
            out.push(Hit {
                what: "site".into(),
                id: r.get(0)?,
                title,
                detail,
                level: None,
                bbox,
            });
        }
        Ok(out)
    }
}
