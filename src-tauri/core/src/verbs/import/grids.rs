//! Grids by their code.

use super::rehearsed::Lies;
use super::{Job, Tally, listed, shown, tree};
use crate::Result;
use crate::exchange::{self, GridRecord, Place, ReadSummary};
use crate::geometry;
use crate::model::Level;
use crate::store::{FoundGrid, GridUpsert, Tx, Upsert};
use crate::verbs::assign;
use geo::{BoundingRect, Intersects};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};

/// A row that is taken, until all are read: its grid's place in the tree depends on the others.
pub(super) struct Row {
    pub place: Place,
    pub code: String,
    /// Code or name of what it lies in, as the source has it.
    pub parent: Option<String>,
    /// The level that the source says.
    pub level: Option<Level>,
    /// It says something new about what it lies in.
    pub moves: bool,
    became: Upsert,
    values: BTreeMap<String, String>,
}

/// A row about a grid that is there but is to lie in another: not written before rings are looked for.
struct Held {
    row: usize,
    record: GridRecord,
}

#[derive(Default)]
struct Taken {
    rows: Vec<Row>,
    held: Vec<Held>,
    seen: HashSet<String>,
    /// Rows without code and name.
    made_up: Vec<usize>,
    /// Rows whose name serves for their code.
    by_name: Vec<usize>,
    /// Rows without an outline.
    undrawn: Vec<usize>,
    /// Rows whose outline is not valid, and what is wrong with it.
    flawed: Vec<(usize, String)>,
}

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    if job.bulk {
        tx.bulk("grid")?;
    }
    let mut taken = Taken::default();
    let summary = exchange::read_grids(
        job.path,
        job.options,
        &job.vocabulary,
        &job.convert(),
        &job.reading(),
        &mut |batch| {
            let judged: Vec<Option<String>> = (batch.par_iter())
                .map(|r| r.geometry.as_ref().and_then(geometry::check::flaw))
                .collect();
            for (r, flaw) in batch.into_iter().zip(judged) {
                take(job, tx, tally, &mut taken, r, flaw)?;
            }
            tx.flush()?;
            Ok(tally.refused())
        },
    )?;
    let columns = super::column_names(&summary);
    settle(tx, tally, taken, &columns)?;
    if tx.has_sites()? && tally.report.inserted + tally.report.updated > 0 {
        if !(job.watch)("assign", 0, 0) {
            return Err(crate::Error::Cancelled);
        }
        let moved = assign::assign_in(tx)?;
        if moved.changed > 0 {
            tally
                .report
                .notes
                .push(format!("{} sites changed their cell", moved.changed));
        }
    }
    Ok(summary)
}

/// Says which codes the source did not give.
fn tell_codes(tally: &mut Tally, made_up: usize, by_name: usize, columns: &str) {
    let notes = &mut tally.report.notes;
    if made_up > 0 {
        notes.push(format!(
            "no column was taken for code or name, and {made_up} grids got made-up codes (columns: {columns}); name them with --map code=COLUMN --map name=COLUMN"
        ));
    }
    if by_name > 0 {
        notes.push(format!(
            "{by_name} grids came without a code and have their names for codes (columns: {columns}); name the column with --map code=COLUMN"
        ));
    }
}

/// Says which grids came without an outline.
fn tell_undrawn(tally: &mut Tally, codes: Vec<&str>) {
    if !codes.is_empty() {
        tally.report.notes.push(format!(
            "{} grids have no outline and came in undrawn: {}",
            codes.len(),
            listed(codes.len(), codes.iter())
        ));
    }
}

/// Outlines that are not valid and told one by one; the others are counted.
const FLAWS_TOLD: usize = 5;

/// Says which outlines are not valid, and how they are taken.
fn tell_flaws(tally: &mut Tally, flawed: &[String]) {
    let taken = "kept as it is; its ground is all that its parts cover together";
    let notes = &mut tally.report.notes;
    notes.extend(flawed.iter().take(FLAWS_TOLD).map(|flaw| format!("{flaw}: {taken}")));
    if let Some(more) = flawed.len().checked_sub(FLAWS_TOLD).filter(|n| *n > 0) {
        notes.push(format!(
            "{more} more outlines are not valid and are taken alike; `check` lists them all"
        ));
    }
}

/// Takes a row, or refuses or questions it; `flaw` is what is wrong with its outline.
fn take(
    job: &Job<'_>,
    tx: &mut Tx<'_>,
    tally: &mut Tally,
    taken: &mut Taken,
    r: GridRecord,
    flaw: Option<String>,
) -> Result<()> {
    let given = r.code.clone().or_else(|| r.name.clone());
    let code = given.clone().unwrap_or_else(|| fingerprint(r.geometry.as_ref()));
    if let Err(reason) = check_code(&code) {
        tally.reject(r.place, reason);
        return Ok(());
    }
    if !taken.seen.insert(code.clone()) {
        let why = format!("code \"{code}\" stands in this file already; give each grid its own");
        tally.reject(r.place, why);
        return Ok(());
    }
    let found = tx.found_grid(&code)?;
    if let (Some(found), false) = (&found, job.options.same)
        && elsewhere(found, &r)
    {
        tally.question(r.place, format!(
            "code \"{code}\" is in the project for ground that lies elsewhere; say --same if it is the same grid, or give it a code of its own"
        ));
        return Ok(());
    }
    if given.is_none() {
        taken.made_up.push(taken.rows.len());
    } else if r.code.is_none() {
        taken.by_name.push(taken.rows.len());
    }
    if let Some(flaw) = flaw {
        let called = given.as_deref().unwrap_or("the grid");
        (taken.flawed).push((taken.rows.len(), format!("{}, {called}: {flaw}", r.place)));
    }
    if r.geometry.is_none() && found.as_ref().is_none_or(|f| f.ground.is_none()) {
        taken.undrawn.push(taken.rows.len());
    }
    if let Some(b) = r.geometry.as_ref().and_then(BoundingRect::bounding_rect) {
        tally.report.take_box([b.min().x, b.min().y, b.max().x, b.max().y]);
    }
    let stays = (found.as_ref()).is_some_and(|f| r.parent.is_none() || f.parent == r.parent);
    let mut row = Row {
        place: r.place,
        parent: r.parent.clone(),
        level: r.level,
        moves: !stays,
        became: Upsert::Unchanged,
        values: if tally.shows() {
            values(&code, &r)
        } else {
            BTreeMap::new()
        },
        code,
    };
    if found.is_some() && !stays {
        let at = taken.rows.len();
        taken.held.push(Held { row: at, record: r });
    } else {
        row.became = put(tx, &row.code, &r, found.is_some())?;
    }
    taken.rows.push(row);
    Ok(())
}

/// Whether a row draws a grid that is there on other ground altogether.
fn elsewhere(found: &FoundGrid, r: &GridRecord) -> bool {
    let (was, is) = (found.ground.as_ref(), r.geometry.as_ref());
    match (
        was.and_then(BoundingRect::bounding_rect),
        is.and_then(BoundingRect::bounding_rect),
    ) {
        (Some(was), Some(is)) => !was.intersects(&is),
        _ => false,
    }
}

/// Writes what a row says of its grid itself.
fn put(tx: &mut Tx<'_>, code: &str, r: &GridRecord, known: bool) -> Result<Upsert> {
    // What is not drawn is ground above the cells, as far as its code does not tell.
    let level = match (r.level, &r.geometry, known) {
        (None, None, false) if !national(code) => Some(Level::Village),
        (level, ..) => level,
    };
    let name = r
        .name
        .as_deref()
        .or_else(|| (!known && r.geometry.is_none()).then_some(code));
    let up = GridUpsert {
        code,
        name,
        level,
        parent: None,
        note: r.note.as_deref(),
        geometry: r.geometry.as_ref(),
    };
    Ok(tx.put_grid(&up)?.1)
}

fn settle(tx: &mut Tx<'_>, tally: &mut Tally, taken: Taken, columns: &str) -> Result<()> {
    let Taken {
        mut rows,
        held,
        made_up,
        by_name,
        undrawn,
        flawed,
        ..
    } = taken;
    let refused = tree::rings(tx, &rows)?;
    let out: HashSet<usize> = refused.iter().map(|r| r.0).collect();
    for (i, why) in refused {
        tally.reject(rows[i].place, why);
        if rows[i].became == Upsert::Inserted {
            tx.drop_grid(&rows[i].code)?;
        }
    }
    let of = |rows_of: &[usize]| rows_of.iter().filter(|i| !out.contains(i)).count();
    tell_codes(tally, of(&made_up), of(&by_name), columns);
    tell_undrawn(
        tally,
        undrawn
            .iter()
            .filter(|i| !out.contains(i))
            .map(|&i| rows[i].code.as_str())
            .collect(),
    );
    let flawed: Vec<String> = (flawed.into_iter())
        .filter_map(|(row, flaw)| (!out.contains(&row)).then_some(flaw))
        .collect();
    tell_flaws(tally, &flawed);
    for h in held.iter().filter(|h| !out.contains(&h.row)) {
        rows[h.row].became = put(tx, &rows[h.row].code, &h.record, true)?;
    }
    let mut at = 0..;
    rows.retain(|_| at.next().is_none_or(|i| !out.contains(&i)));
    let moved = tree::settle(tx, &mut tally.report, &rows)?;
    for (i, row) in rows.into_iter().enumerate() {
        let became = match row.became {
            Upsert::Unchanged if moved.contains(&i) => Upsert::Updated,
            became => became,
        };
        tally.count(row.place, became, Lies::NoSite, String::new(), || (row.values, None));
    }
    Ok(())
}

fn values(code: &str, r: &GridRecord) -> BTreeMap<String, String> {
    let given = r.code.is_some() || r.name.is_some();
    shown(&[
        ("code", given.then_some(code)),
        ("name", r.name.as_deref()),
        ("level", r.level.map(Level::word)),
        ("parent", r.parent.as_deref()),
        ("note", r.note.as_deref()),
    ])
}

/// A unit-grid code of the national form: 6 division + 3 subdistrict + 3 community + 3 sequence digits.
pub(super) fn national(code: &str) -> bool {
    code.len() == 15 && code.bytes().all(|b| b.is_ascii_digit())
}

/// Digits that begin with a province of the national division.
pub(super) fn province(code: &str) -> bool {
    code.bytes().all(|b| b.is_ascii_digit())
        && (code.get(..2).and_then(|p| p.parse().ok())).is_some_and(|p: u32| (11..=82).contains(&p))
}

fn check_code(code: &str) -> std::result::Result<(), String> {
    if national(code) {
        if !province(code) {
            return Err(format!(
                "code \"{code}\" has 15 digits but begins with no province (11 to 82); correct it"
            ));
        }
        if code.as_bytes()[6..].chunks(3).any(|c| c == b"000") {
            return Err(format!(
                "code \"{code}\" has 15 digits but 000 for its subdistrict, community or sequence; correct it"
            ));
        }
    }
    Ok(())
}

/// A code for ground that has neither code nor name: the same ground always gets the same.
fn fingerprint(ground: Option<&geo::MultiPolygon<f64>>) -> String {
    let digest = Sha256::digest(
        ground
            .map(crate::geometry::blob::from_multi_polygon)
            .unwrap_or_default(),
    );
    format!(
        "G-{}",
        digest[..5].iter().map(|b| format!("{b:02x}")).collect::<String>()
    )
}
