//! The tables of cells and of sites that a filter shows, sorted, a page at a time.

use super::figures::Snapshot;
use super::lateness::lateness;
use super::{Project, derived, sight, site};
use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::model::{GridId, Lack, Watch};
use crate::pinyin::sounds_like;
use crate::view::{Figures, Filter, GridRow, Page, SiteRow, Sort};
use chrono::{Days, NaiveDate};
use geo::{Area, BooleanOps, BoundingRect, Contains, LineString, MultiPolygon, Polygon, Validation};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::cmp::Ordering;
use std::collections::HashMap;

/// The clause that no filter narrows.
const EVERYTHING: &str = "1";

/// Days before its deadline from which a site is due soon.
const SOON: u64 = 7;

/// A WHERE clause and what fills it.
pub(super) struct Where {
    pub sql: String,
    pub values: Vec<Value>,
    /// Looks at the sites' cells.
    cells: bool,
}

/// The clause of a filter over `site s`, but for the part of the map that it shows.
pub(super) fn site_where(f: &Filter, late: &Lateness) -> Where {
    let mut w = Where {
        sql: EVERYTHING.into(),
        values: Vec::new(),
        cells: f.under.is_some() || !f.text.trim().is_empty(),
    };
    if let Some(under) = f.under {
        w.and("p.grid IN (WITH RECURSIVE u(fid) AS (SELECT ? UNION SELECT x.fid FROM grid x JOIN u ON x.parent = u.fid) SELECT fid FROM u)", [under.0.into()]);
    }
    if !f.kinds.is_empty() {
        w.and(
            &format!("s.kind IN ({})", marks(f.kinds.len())),
            f.kinds.iter().map(|k| k.clone().into()),
        );
    }
    if !f.states.is_empty() {
        w.and(
            &format!("s.state IN ({})", marks(f.states.len())),
            f.states.iter().map(|s| s.word().to_owned().into()),
        );
    }
    if f.unresolved || f.overdue {
        w.and("s.state NOT IN ('accepted', 'dismissed')", []);
    }
    if f.overdue {
        let (sql, values) = late.passed();
        w.and(&format!("s.state <> 'suspended' AND {sql}"), values);
    }
    if let Some((sql, values)) = f.watch.and_then(|which| watch(which, late)) {
        w.and(&sql, values);
    }
    let text = f.text.trim();
    if !text.is_empty() {
        let t = Value::from(text.to_owned());
        w.and(
            "(instr(s.number, ?) OR instr(s.address, ?) OR instr(s.village, ?) OR instr(coalesce(g.name, ''), ?) OR instr(coalesce(g.code, ''), ?)
              OR sounds_like(coalesce(g.name, ''), ?)
              OR p.grid IN (SELECT d.grid FROM duty d JOIN person c ON c.fid = d.person WHERE d.role = 'chief'
                AND (instr(c.name, ?) OR sounds_like(c.name, ?)) AND coalesce(d.from_date, '') <= ? AND coalesce(d.to_date, ?) >= ?))",
            std::iter::repeat_n(t, 8).chain(std::iter::repeat_n(late.on().to_string().into(), 3)),
        );
    }
    w
}

/// The clause of a filter over `site s`, the part of the map included.
pub(super) fn seen_where(c: &Connection, f: &Filter, late: &Lateness) -> Result<Where> {
    let mut w = site_where(f, late);
    if let Some(bounds) = f.bbox
        && let Some((sql, values)) = sight::within(c, bounds)?
    {
        w.and(&sql, values);
    }
    Ok(w)
}

/// The last day that counts as soon.
pub(super) fn soon(on: NaiveDate) -> NaiveDate {
    on.checked_add_days(Days::new(SOON)).unwrap_or(NaiveDate::MAX)
}

/// What a list of the day asks of `site s`; none for lists of cells.
pub(super) fn watch(which: Watch, late: &Lateness) -> Option<(String, Vec<Value>)> {
    let day = || vec![Value::from(late.day().to_owned())];
    let (sql, values) = match which {
        Watch::DueToday => (
            "s.state NOT IN ('accepted', 'dismissed', 'suspended') AND s.deadline = ?",
            day(),
        ),
        Watch::DueSoon => (
            "s.state NOT IN ('accepted', 'dismissed', 'suspended') AND s.deadline > ? AND s.deadline <= ?",
            vec![late.day().to_owned().into(), soon(late.on()).to_string().into()],
        ),
        Watch::Relapsed => ("s.relapse > 0 AND s.state NOT IN ('accepted', 'dismissed')", vec![]),
        Watch::Escalated => ("s.escalated <> '' AND s.state NOT IN ('accepted', 'dismissed')", vec![]),
        Watch::SuspensionOver => ("s.state = 'suspended' AND s.suspended_until <= ?", day()),
        Watch::RecheckDue => (
            "s.state = 'accepted' AND s.fid IN (SELECT site FROM recheck WHERE done_at IS NULL AND due <= ?)",
            day(),
        ),
        Watch::Loose => (
            "s.state NOT IN ('accepted', 'dismissed') AND NOT EXISTS (SELECT 1 FROM placement x WHERE x.site = s.fid)",
            vec![],
        ),
        Watch::Paused => {
            let (sql, values) = late.stopped();
            return Some((
                format!("s.state NOT IN ('accepted', 'dismissed', 'suspended') AND {sql}"),
                values,
            ));
        }
        Watch::Vacant | Watch::Unreachable | Watch::NoDepartment => return None,
    };
    Some((sql.to_owned(), values))
}

/// What a list of the day asks of a cell; none for lists of sites.
fn lack(which: Watch) -> Option<Lack> {
    match which {
        Watch::Vacant => Some(Lack::Chief),
        Watch::Unreachable => Some(Lack::Phone),
        Watch::NoDepartment => Some(Lack::Department),
        _ => None,
    }
}

impl Where {
    fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.extend(values);
    }
}

fn marks(n: usize) -> String {
    vec!["?"; n].join(", ")
}

/// Figures of each cell counting only the sites that a filter of kinds and states lets through.
fn filtered(c: &Connection, f: &Filter, late: &Lateness) -> Result<HashMap<GridId, u32>> {
    let w = site_where(
        &Filter {
            text: String::new(),
            ..f.clone()
        },
        late,
    );
    let mut q = c.prepare(&format!(
        "SELECT p.grid, count(*) FROM {} WHERE p.grid IS NOT NULL AND {} GROUP BY p.grid",
        site::FROM,
        w.sql
    ))?;
    let mut out = HashMap::new();
    let mut rows = q.query(params_from_iter(w.values))?;
    while let Some(r) = rows.next()? {
        out.insert(r.get(0)?, r.get(1)?);
    }
    Ok(out)
}

impl Snapshot {
    /// The row of a grid in the lists.
    pub(crate) fn row(&self, i: usize) -> GridRow {
        let g = &self.grids[i];
        GridRow {
            id: g.id,
            code: g.code.clone(),
            name: g.name.clone(),
            subdistrict: self.subdistrict(i),
            chief: self.chief(g.id).map(|c| c.name.clone()),
            chief_person: self.chief(g.id).map(|c| c.person),
            figures: self.own(g.id),
            bbox: g.bbox,
        }
    }
}

/// Finer than what is shown, so that nothing shown stands out of order.
fn rate(f: &Figures) -> i64 {
    let of = i64::from(f.total - f.dismissed);
    (i64::from(f.accepted) * 1_000_000).checked_div(of).unwrap_or(-1)
}

fn compare(a: &GridRow, b: &GridRow, by: &str) -> Ordering {
    let (f, g) = (&a.figures, &b.figures);
    match by {
        "name" => a.name.cmp(&b.name),
        "subdistrict" => a.subdistrict.cmp(&b.subdistrict),
        "chief" => a.chief.cmp(&b.chief),
        "unresolved" => f.unresolved.cmp(&g.unresolved),
        "overdue" => f.overdue.cmp(&g.overdue),
        "submitted" => f.submitted.cmp(&g.submitted),
        "accepted" => f.accepted.cmp(&g.accepted),
        "rate" => rate(f).cmp(&rate(g)),
        _ => Ordering::Equal,
    }
}

fn meets(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
}

/// Whoever filters by kind or state asks for the cells that have such sites.
pub(super) fn asks_sites(f: &Filter, late: &Lateness) -> bool {
    let of_sites = f.watch.and_then(|which| watch(which, late)).is_some();
    !f.kinds.is_empty() || !f.states.is_empty() || f.overdue || of_sites
}

/// A page of the cells of a snapshot; `only` those that have sites that count, where sites are asked for.
pub(super) fn grid_page(
    s: &Snapshot,
    only: Option<&HashMap<GridId, u32>>,
    f: &Filter,
    sort: &Sort,
    offset: u32,
    limit: u32,
) -> Page<GridRow> {
    let text = f.text.trim();
    let mut rows: Vec<GridRow> = (0..s.grids.len())
        .filter(|&i| {
            let g = &s.grids[i];
            s.is_cell(i)
                && f.under.is_none_or(|u| s.is_under(i, u))
                && f.bbox.is_none_or(|b| g.bbox.is_some_and(|own| meets(own, b)))
                && only.is_none_or(|o| o.contains_key(&g.id))
                && f.watch.and_then(lack).is_none_or(|l| s.lacks(i).contains(&l))
                && (text.is_empty()
                    || g.name.contains(text)
                    || sounds_like(&g.name, text)
                    || g.code.contains(text)
                    || s.chief(g.id)
                        .is_some_and(|c| c.name.contains(text) || sounds_like(&c.name, text)))
        })
        .map(|i| s.row(i))
        .collect();
    rows.sort_by(|a, b| {
        let o = compare(a, b, &sort.by);
        (if sort.descending { o.reverse() } else { o }).then_with(|| a.code.cmp(&b.code))
    });
    if sort.descending && matches!(sort.by.as_str(), "" | "code") {
        rows.reverse();
    }
    let total = rows.len() as u32;
    let rows = rows.into_iter().skip(offset as usize).take(limit as usize).collect();
    Page { total, offset, rows }
}

impl Project {
    /// A page of the cells (grids that are drawn, or of the lowest level) that a filter shows.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn table_grids(
        &self,
        f: &Filter,
        sort: &Sort,
        offset: u32,
        limit: u32,
        on: NaiveDate,
    ) -> Result<Page<GridRow>> {
        let s = self.snapshot(on)?;
        let only = if asks_sites(f, &s.late) {
            Some(filtered(&*self.read()?, f, &s.late)?)
        } else {
            None
        };
        Ok(grid_page(&s, only.as_ref(), f, sort, offset, limit))
    }

    /// Rows of these cells, in the order asked.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grid_rows(&self, ids: &[GridId], on: NaiveDate) -> Result<Vec<GridRow>> {
        let s = self.snapshot(on)?;
        Ok(ids.iter().filter_map(|id| s.place(*id)).map(|i| s.row(i)).collect())
    }

    /// A page of the sites that a filter shows.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn table_sites(
        &self,
        f: &Filter,
        sort: &Sort,
        offset: u32,
        limit: u32,
        on: NaiveDate,
    ) -> Result<Page<SiteRow>> {
        let c = self.read()?;
        let late = lateness(&c, on)?;
        let w = seen_where(&c, f, &late)?;
        // Counting and sorting join only what they look at; the rest is looked up for the rows of the page.
        let counted = if w.cells { site::FROM } else { "site s" };
        let sorted = if w.cells || sort.by == "grid" {
            site::FROM
        } else {
            "site s"
        };
        let total = if w.sql == EVERYTHING {
            derived::rows(&c, "site")?
        } else {
            c.prepare(&format!("SELECT count(*) FROM {counted} WHERE {}", w.sql))?
                .query_row(params_from_iter(w.values.iter()), |r| r.get(0))?
        };
        let way = if sort.descending { "DESC" } else { "ASC" };
        // Most days late first means the earliest deadline first; suspended and undated ones come last either way.
        let (column, way) = match sort.by.as_str() {
            "kind" => ("s.kind".to_owned(), way),
            "state" => ("s.state".to_owned(), way),
            "address" => ("s.address".to_owned(), way),
            "grid" => ("g.code".to_owned(), way),
            "deadline" => ("s.deadline IS NULL, s.deadline".to_owned(), way),
            "days_late" => (
                format!(
                    "s.state IN ('accepted', 'dismissed', 'suspended') OR s.deadline IS NULL, {}",
                    late.order(&c)?
                ),
                if sort.descending { "ASC" } else { "DESC" },
            ),
            _ => ("s.number".to_owned(), way),
        };
        let mut values = w.values;
        values.extend([Value::from(i64::from(limit)), Value::from(i64::from(offset))]);
        let order = format!("ORDER BY {column} {way}, s.number");
        let mut q = c.prepare(&format!(
            "SELECT {} FROM {} WHERE s.fid IN (SELECT s.fid FROM {sorted} WHERE {} {order} LIMIT ? OFFSET ?) {order}",
            site::ROW,
            site::FROM,
            w.sql
        ))?;
        let rows = q
            .query_map(params_from_iter(values), |r| site::site_row(r, &late))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Page { total, offset, rows })
    }

    /// Drawn cells that a ring of longitude and latitude holds with more than half of their area.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn grids_in(&self, ring: &[[f64; 2]], on: NaiveDate) -> Result<Vec<GridRow>> {
        let lasso = Polygon::new(
            LineString::from(ring.iter().map(|p| (p[0], p[1])).collect::<Vec<_>>()),
            vec![],
        );
        let Some(b) = lasso.bounding_rect().filter(|_| ring.len() >= 3) else {
            return Ok(Vec::new());
        };
        let bounds = [b.min().x, b.min().y, b.max().x, b.max().y];
        let s = self.snapshot(on)?;
        let clean = lasso.is_valid();
        let mut out = Vec::new();
        for (i, g) in s.grids.iter().enumerate() {
            if !g.bbox.is_some_and(|own| meets(own, bounds)) {
                continue;
            }
            let Some(cell) = self.grid(g.id)?.2 else { continue };
            // A hand crosses its own line now and then; the label point decides then.
            let held = if clean && cell.is_valid() {
                cell.intersection(&MultiPolygon(vec![lasso.clone()])).unsigned_area() > cell.unsigned_area() / 2.0
            } else {
                crate::tile::label_point(&cell).is_some_and(|[x, y]| lasso.contains(&geo::Point::new(x, y)))
            };
            if held {
                out.push(s.row(i));
            }
        }
        Ok(out)
    }
}
