//! Sites by their number; each lands in its cell by its position.

use super::rehearsed::Lies;
use super::{Job, LISTED, Near, Tally, listed, shown};
use crate::Result;
use crate::exchange::{self, ReadSummary, SiteRecord};
use crate::model::{GridId, State, called};
use crate::site::number;
use crate::site::same::{self, Marks};
use crate::store::{FoundSite, GridNode, Neighbours, SiteUpsert, Tx, Upsert, is_far};
use crate::verbs::assign;
use crate::view::{ImportReport, LandsIn, NowhereSite};
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
    let names: HashMap<GridId, LandsIn> = if tally.shows() {
        let named = |g: GridNode| {
            let name = called(&g.name, &g.code).to_owned();
            (g.id, LandsIn { code: g.code, name })
        };
        tx.grid_nodes()?.into_iter().map(named).collect()
    } else {
        HashMap::new()
    };
    let index = assign::index(drawn);
    let mut lost = Lost::default();
    let mut seen = tx.seen_sites(job.on)?;
    let today = job.on.to_string();
    let mut made_up = 0u32;
    let mut places = Vec::new();
    let asks = !job.options.same && tx.has_sites()?;
    let metres = f64::from(tx.settings()?.duplicate_metres);
    let looks = metres > 0.0;
    let mut near = Neighbours::default();
    let ground = tx.cells_ground()?;
    let mut far = (0, Vec::new());
    let mut afield = ImportReport::default();
    let mut stayed = (0usize, Vec::new());
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
                if let Some(day) = r.found_on.as_deref().filter(|d| *d > today.as_str()) {
                    tally.reject(
                        r.place,
                        format!("found_on {day} is still to come; write the day on which it was found"),
                    );
                    continue;
                }
                let number = match &r.id {
                    Some(id) => id.clone(),
                    None => fingerprint(r),
                };
                let found = if asks { tx.found_site(&number, &seen)? } else { None };
                if let Some(why) = found.and_then(|f| in_question(r, &number, &f, metres)) {
                    tally.question(r.place, why);
                    continue;
                }
                let chosen = match &r.by_hand {
                    Some(code) => tx
                        .grid_by_code(code)?
                        .or_else(|| lost.take(named(&number, &r.place.to_string()), code)),
                    None => None,
                };
                let found = cell.filter(|_| chosen.is_none());
                let (id, mut became) = tx.put_site(&upsert(r, &number, found), &mut seen)?;
                let stays = seen.stays();
                if became == Upsert::Repeated {
                    let why = if r.id.is_some() {
                        format!("id \"{number}\" stands in this file already; give each site its own")
                    } else {
                        "the same site stands in this file already".to_owned()
                    };
                    tally.reject(r.place, why);
                    continue;
                }
                if let Some(grid) = chosen
                    && tx.put_by_hand(id, grid)?
                    && became == Upsert::Unchanged
                {
                    became = Upsert::Updated;
                }
                let cell = chosen.or(cell);
                if let (true, Some(kind), Some(at)) = (looks && became == Upsert::Inserted, &r.kind, r.lon_lat)
                    && r.state != Some(State::Dismissed)
                {
                    near.put(id, kind, at, true);
                    places.push((id, r.place));
                }
                made_up += u32::from(r.id.is_none());
                // A site that was there keeps its place where the row gives none, and its cell where a hand chose that.
                let (placed, cell) = match became {
                    Upsert::Inserted => (r.lon_lat.is_some(), cell),
                    _ => tx.lies(id)?,
                };
                let lies = Lies::of(placed, cell);
                if let (true, Some([x, y])) = (became != Upsert::Unchanged, r.lon_lat) {
                    // One that lies far away, as by a slip of a digit, would make the way to the map show nothing.
                    match lies {
                        Lies::In(_) => tally.report.take_box([x, y, x, y]),
                        _ => afield.take_box([x, y, x, y]),
                    }
                }
                note_nowhere(&mut tally.report, r, &number, lies);
                if lies == Lies::Outside && r.lon_lat.zip(ground).is_some_and(|(at, g)| is_far(g, at)) {
                    far.0 += 1;
                    if far.1.len() < LISTED {
                        far.1.push(named(&number, &r.place.to_string()));
                    }
                }
                let keeps = stays.map(|s| {
                    stayed.0 += 1;
                    if stayed.1.len() < LISTED {
                        stayed.1.push(named(&number, &r.place.to_string()));
                    }
                    format!("its state stays {}", s.word())
                });
                tally.count(r.place, became, lies, keeps.unwrap_or_default(), || {
                    let at = |i: usize| r.lon_lat.map(|p| format!("{:.6}", p[i]));
                    let (lon, lat) = (at(0), at(1));
                    let fields = [
                        ("id", r.id.as_deref()),
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
                        ("by_hand", r.by_hand.as_deref()),
                    ];
                    (shown(&fields), cell.and_then(|c| names.get(&c).cloned()))
                });
            }
            tx.place_new(&mut seen)?;
            tx.flush()?;
            Ok(tally.refused())
        },
    )?;
    if seen.allowed() > 0 {
        tally.report.notes.push(format!(
            "{} sites came without a deadline and got what their kind allows from {} on",
            seen.allowed(),
            job.on
        ));
    }
    if stayed.0 > 0 {
        tally.report.notes.push(format!(
            "the state of {} sites that are there was left out, since it moves by steps only: {}",
            stayed.0,
            listed(stayed.0, stayed.1.iter())
        ));
    }
    tally.report.bbox = tally.report.bbox.or(afield.bbox);
    tell_nowhere(&mut tally.report);
    tally.report.notes.extend(lost.sentence());
    let (many, names) = far;
    if many > 0 {
        tally.report.notes.push(format!(
            "{many} sites lie far outside all cells: {}; look at their coordinates, at the coordinate system, and at which column is the longitude",
            listed(many, names.iter())
        ));
    }
    if made_up > 0 {
        tally.report.notes.push(format!(
            "{made_up} sites came without a number and got made-up ones (X-…), by which the same list finds them again; name the column with --map id=COLUMN (columns: {})",
            super::column_names(&summary)
        ));
    }
    if looks && tally.report.inserted > 0 {
        tx.put_earlier(&seen, &mut near)?;
        tally.near = Some(Near {
            sites: near,
            metres,
            places,
        });
    }
    Ok(summary)
}

/// Sites that a hand had put into a cell that is not there.
#[derive(Default)]
struct Lost {
    many: usize,
    names: Vec<String>,
}

impl Lost {
    fn take(&mut self, site: String, code: &str) -> Option<GridId> {
        self.many += 1;
        if self.names.len() < LISTED {
            self.names.push(format!("{site}: {code}"));
        }
        None
    }

    fn sentence(&self) -> Option<String> {
        (self.many > 0).then(|| {
            format!(
                "{} sites were put by hand into a cell that is not in this project, and went where they lie: {}; import the grids first and these sites again",
                self.many,
                listed(self.many, self.names.iter())
            )
        })
    }
}

/// Why a row with the number of a site is not taken to be about it.
fn in_question(r: &SiteRecord, number: &str, found: &FoundSite, metres: f64) -> Option<String> {
    fn text(t: &Option<String>) -> &str {
        t.as_deref().unwrap_or_default()
    }
    let was = Marks {
        kind: &found.kind,
        village: &found.village,
        household: &found.household,
        address: &found.address,
        // Drawn by hand on a map, it is known by its number; the list tells where it lies.
        lon_lat: found.lon_lat.filter(|_| !found.drawn_elsewhere),
    };
    let is = Marks {
        kind: text(&r.kind),
        village: text(&r.village),
        household: text(&r.household),
        address: text(&r.address),
        lon_lat: r.lon_lat,
    };
    let differ = same::differences(was, is, metres);
    if differ.is_empty() {
        return None;
    }
    let differ = differ.join(", ");
    Some(match r.id {
        None => format!("the same site is in the project with another {differ}; say --same to take this row's"),
        Some(_) => format!(
            "id \"{number}\" is in the project for a site with another {differ}; say --same if it is the same site, or --map id= to give this list numbers of its own"
        ),
    })
}

/// Keeps account of a site in no cell.
fn note_nowhere(report: &mut ImportReport, r: &SiteRecord, number: &str, lies: Lies) {
    match lies {
        Lies::NoSite | Lies::In(_) => return,
        Lies::Outside => report.outside += 1,
        Lies::Placeless => report.placeless += 1,
    }
    if report.nowhere.len() < LISTED {
        report.nowhere.push(NowhereSite {
            place: r.place.to_string(),
            number: number.to_owned(),
            has_coordinates: lies == Lies::Outside,
        });
    }
}

/// Says which sites landed in no cell.
fn tell_nowhere(report: &mut ImportReport) {
    let all = report.inserted + report.updated + report.unchanged;
    for (many, has_coordinates) in [(report.outside, true), (report.placeless, false)] {
        if many == 0 {
            continue;
        }
        let those = report.nowhere.iter().filter(|n| n.has_coordinates == has_coordinates);
        let names = those.map(|n| named(&n.number, &n.place));
        let names = listed(many as usize, names);
        report.notes.push(match has_coordinates {
            true => format!("{many} of {all} sites lie in no cell: {names}"),
            false => format!(
                "{many} sites came without coordinates; they are kept, in no cell, until they are placed: {names}"
            ),
        });
    }
}

/// A site of the source in a note: by its number, if the office gave it one.
fn named(number: &str, place: &str) -> String {
    match number::is_made_up(number) {
        true => place.to_owned(),
        false => format!("{number} ({place})"),
    }
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
    number::made_up(&Sha256::digest(text.as_bytes()))
}
