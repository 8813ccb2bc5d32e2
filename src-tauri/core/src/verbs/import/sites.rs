//! Sites by their number; each lands in its cell by its position.

use super::{Job, Tally, shown};
use crate::Result;
use crate::exchange::{self, ReadSummary, SiteRecord};
use crate::model::{GridId, State};
use crate::store::{Neighbours, SiteUpsert, Tx, Upsert};
use crate::verbs::assign;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    if job.bulk {
        tx.bulk("site")?;
        tx.bulk("placement")?;
    }
    if !(job.watch)("index", 0, 0) {
        return Err(crate::Error::Cancelled);
    }
    let drawn = tx.drawn_grids()?;
    let names: HashMap<GridId, String> = if tally.rows.is_some() {
        drawn.iter().map(|g| (g.id, g.code.clone())).collect()
    } else {
        HashMap::new()
    };
    let index = assign::index(drawn);
    let mut seen = tx.seen_sites(job.on)?;
    let mut unplaced = 0u32;
    let metres = f64::from(tx.settings()?.duplicate_metres);
    let looks = metres > 0.0;
    let mut near = Neighbours::default();
    let summary = exchange::read_sites(
        job.path,
        job.options,
        &job.vocabulary,
        &job.convert(),
        &job.reading(),
        &mut |batch| {
            let points: Vec<[f64; 2]> = batch.iter().map(|r| r.lon_lat.unwrap_or([f64::NAN; 2])).collect();
            let cells = index.locate_all(&points);
            for (r, cell) in batch.iter().zip(cells) {
                let number = match &r.id {
                    Some(id) => id.clone(),
                    None => fingerprint(r),
                };
                let (id, became) = tx.put_site(&upsert(r, &number, cell), &mut seen)?;
                if became == Upsert::Repeated {
                    let why = if r.id.is_some() {
                        format!("id \"{number}\" stands in this file already; give each site its own")
                    } else {
                        "the same site stands in this file already".to_owned()
                    };
                    tally.reject(r.place, why);
                    continue;
                }
                if let (true, Some(kind), Some(at)) = (looks && became == Upsert::Inserted, &r.kind, r.lon_lat)
                    && r.state != Some(State::Dismissed)
                {
                    near.put(id, kind, at, true);
                }
                unplaced += u32::from(r.lon_lat.is_none());
                tally.outside += u32::from(r.lon_lat.is_some() && cell.is_none());
                tally.count(r.place, became, || {
                    let at = |i: usize| r.lon_lat.map(|p| format!("{:.6}", p[i]));
                    let (lon, lat) = (at(0), at(1));
                    let fields = [
                        ("id", Some(number.as_str())),
                        ("kind", r.kind.as_deref()),
                        ("state", r.state.map(State::word)),
                        ("address", r.address.as_deref()),
                        ("village", r.village.as_deref()),
                        ("household", r.household.as_deref()),
                        ("phone", r.phone.as_deref()),
                        ("area", r.area.as_deref()),
                        ("source", r.source.as_deref()),
                        ("found_on", r.found_on.as_deref()),
                        ("deadline", r.deadline.as_deref()),
                        ("size", r.size.as_deref()),
                        ("note", r.note.as_deref()),
                        ("lon", lon.as_deref()),
                        ("lat", lat.as_deref()),
                    ];
                    (
                        shown(&fields),
                        cell.and_then(|c| names.get(&c).cloned()).unwrap_or_default(),
                    )
                });
            }
            tx.place_new(&mut seen)?;
            tx.flush()
        },
    )?;
    if seen.allowed() > 0 {
        tally.report.notes.push(format!(
            "{} sites came without a deadline and got what their kind allows from {} on",
            seen.allowed(),
            job.on
        ));
    }
    if unplaced > 0 {
        tally.report.notes.push(format!(
            "{unplaced} sites came without coordinates; they are kept, in no cell, until they are placed"
        ));
    }
    if looks && tally.report.inserted > 0 {
        tx.put_earlier(&seen, &mut near)?;
        tally.near = Some((near, metres));
    }
    Ok(summary)
}

fn upsert<'a>(r: &'a SiteRecord, number: &'a str, cell: Option<GridId>) -> SiteUpsert<'a> {
    SiteUpsert {
        number,
        kind: r.kind.as_deref(),
        state: r.state,
        lon_lat: r.lon_lat,
        grid: cell,
        address: r.address.as_deref(),
        village: r.village.as_deref(),
        household: r.household.as_deref(),
        phone: r.phone.as_deref(),
        area: r.area.as_deref(),
        source: r.source.as_deref(),
        found_on: r.found_on.as_deref(),
        deadline: r.deadline.as_deref(),
        size: r.size.as_deref(),
        note: r.note.as_deref(),
    }
}

/// A number for a site that came without one: what and where it is, so that the same source updates it.
fn fingerprint(r: &SiteRecord) -> String {
    let at = r
        .lon_lat
        .map(|p| format!("{:.7},{:.7}", p[0], p[1]))
        .unwrap_or_default();
    let parts = [
        r.kind.as_deref(),
        Some(&at),
        r.village.as_deref(),
        r.address.as_deref(),
        r.household.as_deref(),
    ];
    let text = parts.map(|p| p.unwrap_or_default()).join("|");
    let digest = Sha256::digest(text.as_bytes());
    format!(
        "X-{}",
        digest[..6].iter().map(|b| format!("{b:02x}")).collect::<String>()
    )
}
