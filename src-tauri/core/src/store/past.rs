//! The tables of cells and of sites as they stood on a past day.

use super::timeline::Past;
use super::{Kind, Project, site, table};
use crate::Result;
use crate::calendar::lateness::Lateness;
use crate::model::{GridId, SiteId, State};
use crate::past::{Now, Stood};
use crate::view::{Filter, GridRow, Page, SiteRow, Sort};
use chrono::NaiveDate;
use rusqlite::params_from_iter;
use std::collections::HashMap;

/// A deadline as the file writes days.
fn written(deadline: Option<NaiveDate>) -> Option<String> {
    deadline.map(|d| d.to_string())
}

/// Whether a filter lets a site through as it stood; its words, ground and view are the database's.
fn passes(f: &Filter, kinds: &[Kind], now: &Now, stood: Stood, late: &Lateness) -> bool {
    let kind = kinds.get(usize::from(now.kind)).map_or("", |k| k.code.as_str());
    (!(f.unresolved || f.overdue) || stood.state.is_unresolved())
        && (f.states.is_empty() || f.states.contains(&stood.state))
        && (f.kinds.is_empty() || f.kinds.iter().any(|k| k == kind))
        && (!f.overdue || late.is_overdue(stood.state, kind, written(stood.deadline).as_deref()))
}

/// A row as it stood on the day. Nothing can be done with it, so no next step is offered.
fn as_it_stood(mut row: SiteRow, stood: Option<Stood>, late: &Lateness) -> SiteRow {
    if let Some(Stood { state, deadline }) = stood {
        let deadline = written(deadline);
        row.state = state;
        row.days_late = late.days_late(state, &row.kind, deadline.as_deref());
        row.overdue = late.is_overdue(state, &row.kind, deadline.as_deref());
        row.paused = state.is_unresolved() && state != State::Suspended && late.is_paused(&row.kind);
        row.deadline = deadline;
    }
    row.escalated = false;
    row.next = None;
    row
}

impl Project {
    /// Rows of these sites as they stood, in the order asked.
    pub(crate) fn past_rows(&self, past: &Past, ids: &[SiteId]) -> Result<Vec<SiteRow>> {
        let c = self.read()?;
        let mut q = c.prepare_cached(&format!("SELECT {} FROM {} WHERE s.fid = ?1", site::ROW, site::FROM))?;
        let late = &past.snapshot.late;
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            let row = q.query_row([id], |r| site::site_row(r, late))?;
            out.push(as_it_stood(row, past.stood(*id), late));
        }
        Ok(out)
    }

    /// A page of the cells as a past day shows them.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn past_table_grids(
        &self,
        f: &Filter,
        sort: &Sort,
        offset: u32,
        limit: u32,
        on: NaiveDate,
    ) -> Result<Page<GridRow>> {
        let past = self.past(on)?;
        let f = Filter {
            watch: None,
            ..f.clone()
        };
        let only = if table::asks_sites(&f, &past.snapshot.late) {
            let kinds = self.kinds()?;
            let mut counts: HashMap<GridId, u32> = HashMap::new();
            for (now, stood) in past.timeline.sites().iter().zip(&past.stood) {
                if let (Some(grid), Some(stood)) = (now.grid, stood)
                    && passes(&f, &kinds, now, *stood, &past.snapshot.late)
                {
                    *counts.entry(grid).or_default() += 1;
                }
            }
            Some(counts)
        } else {
            None
        };
        Ok(table::grid_page(&past.snapshot, only.as_ref(), &f, sort, offset, limit))
    }

    /// A page of the sites as they stood on a past day.
    ///
    /// # Errors
    /// Only when the file cannot be read.
    pub fn past_table_sites(
        &self,
        f: &Filter,
        sort: &Sort,
        offset: u32,
        limit: u32,
        on: NaiveDate,
    ) -> Result<Page<SiteRow>> {
        let past = self.past(on)?;
        let kinds = self.kinds()?;
        let column = match sort.by.as_str() {
            "kind" => "s.kind",
            "address" => "s.address",
            "grid" => "g.code",
            _ => "s.number",
        };
        // State and lateness are the day's: the database knows neither, nor what is counted by them.
        let then = matches!(sort.by.as_str(), "state" | "deadline" | "days_late");
        let way = if sort.descending && !then { "DESC" } else { "ASC" };
        let plain = Filter {
            under: f.under,
            text: f.text.clone(),
            bbox: f.bbox,
            ..Filter::default()
        };
        let c = self.read()?;
        let w = table::seen_where(&c, &plain, &past.snapshot.late)?;
        let mut q = c.prepare(&format!(
            "SELECT s.fid FROM {} WHERE {} ORDER BY {column} {way}, s.number",
            site::FROM,
            w.sql
        ))?;
        let mut found: Vec<Found> = Vec::new();
        let mut rows = q.query(params_from_iter(w.values))?;
        while let Some(r) = rows.next()? {
            let id: SiteId = r.get(0)?;
            let Some(place) = past.timeline.place(id) else { continue };
            if let Some(stood) = past.stood[place]
                && passes(f, &kinds, &past.timeline.sites()[place], stood, &past.snapshot.late)
            {
                let kind = past.timeline.sites()[place].kind;
                found.push((id, stood, kind));
            }
        }
        drop(rows);
        drop(q);
        drop(c);
        if then {
            order(&mut found, sort, &kinds, &past.snapshot.late);
        }
        let ids: Vec<SiteId> = found
            .iter()
            .skip(offset as usize)
            .take(limit as usize)
            .map(|f| f.0)
            .collect();
        Ok(Page {
            total: found.len() as u32,
            offset,
            rows: self.past_rows(&past, &ids)?,
        })
    }
}

/// A site, how it stood, and its kind's place in the list.
type Found = (SiteId, Stood, u16);

/// By state or by lateness; what is not late by a day comes last either way, equal ones stay in the order of their numbers.
fn order(found: &mut [Found], sort: &Sort, kinds: &[Kind], late: &Lateness) {
    let turned = |o: std::cmp::Ordering| if sort.descending { o.reverse() } else { o };
    let last = |a: bool, b: bool, o: std::cmp::Ordering| a.cmp(&b).then(turned(o));
    match sort.by.as_str() {
        "state" => found.sort_by(|a, b| turned(State::word(a.1.state).cmp(b.1.state.word()))),
        "deadline" => found.sort_by(|a, b| {
            let (x, y) = (a.1.deadline, b.1.deadline);
            last(x.is_none(), y.is_none(), x.cmp(&y))
        }),
        _ => found.sort_by_cached_key(|(_, s, kind)| {
            let kind = kinds.get(usize::from(*kind)).map_or("", |k| k.code.as_str());
            let days = late
                .days_late(s.state, kind, written(s.deadline).as_deref())
                .map(i64::from);
            (days.is_none(), days.map(|d| if sort.descending { -d } else { d }))
        }),
    }
}
