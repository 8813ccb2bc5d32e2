//! Grids by their code.

use super::{Job, Tally, shown};
use crate::Result;
use crate::exchange::{self, GridRecord, ReadSummary};
use crate::geometry;
use crate::model::{GridId, Level};
use crate::store::{GridUpsert, Tx, Upsert};
use crate::verbs::assign;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

pub fn run(job: &Job<'_>, tx: &mut Tx<'_>, tally: &mut Tally) -> Result<ReadSummary> {
    if job.bulk {
        tx.bulk("grid")?;
    }
    let mut tree = Tree::default();
    let mut seen = HashSet::new();
    let mut flawed = Vec::new();
    let summary = exchange::read_grids(
        job.path,
        job.options,
        &job.vocabulary,
        &job.convert(),
        &job.reading(),
        &mut |batch| {
            let judged: Vec<Option<String>> = batch.par_iter().map(|r| geometry::check::flaw(&r.geometry)).collect();
            for (r, flaw) in batch.iter().zip(judged) {
                let before = tally.report.rejected.len();
                put(tx, tally, &mut tree, &mut seen, r)?;
                if let Some(flaw) = flaw.filter(|_| tally.report.rejected.len() == before) {
                    let called = r.code.as_deref().or(r.name.as_deref()).unwrap_or("the grid");
                    flawed.push(format!("{}, {called}: {flaw}", r.place));
                }
            }
            tx.flush()
        },
    )?;
    tell_flaws(tally, &flawed);
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

fn put(tx: &mut Tx<'_>, tally: &mut Tally, tree: &mut Tree, seen: &mut HashSet<String>, r: &GridRecord) -> Result<()> {
    let code = r
        .code
        .clone()
        .or_else(|| r.name.clone())
        .unwrap_or_else(|| fingerprint(&r.geometry));
    if let Err(reason) = check_code(&code) {
        tally.reject(r.place, reason);
        return Ok(());
    }
    if !seen.insert(code.clone()) {
        tally.reject(
            r.place,
            format!("code \"{code}\" stands in this file already; give each grid its own"),
        );
        return Ok(());
    }
    if r.parent.as_deref() == Some(&code) {
        tally.reject(r.place, format!("\"{code}\" names itself as its parent"));
        return Ok(());
    }
    let parent = match (&r.parent, national(&code)) {
        (Some(p), _) => Some(tree.grid(tx, p)?),
        (None, true) => Some(tree.above(tx, &code)?),
        (None, false) => None,
    };
    let up = GridUpsert {
        code: &code,
        name: r.name.as_deref(),
        level: r.level,
        parent,
        note: r.note.as_deref(),
        geometry: Some(&r.geometry),
    };
    let (id, became) = tx.put_grid(&up)?;
    tree.known.insert(code.clone(), id);
    tally.count(r.place, became, || {
        let fields = [
            ("code", Some(code.as_str())),
            ("name", r.name.as_deref()),
            ("level", r.level.map(Level::word)),
            ("parent", r.parent.as_deref()),
            ("note", r.note.as_deref()),
        ];
        (shown(&fields), String::new())
    });
    debug_assert!(became != Upsert::Repeated);
    Ok(())
}

/// A unit-grid code of the national form: 6 division + 3 subdistrict + 3 community + 3 sequence digits.
fn national(code: &str) -> bool {
    code.len() == 15 && code.bytes().all(|b| b.is_ascii_digit())
}

fn check_code(code: &str) -> std::result::Result<(), String> {
    if national(code) {
        let province: u32 = code[..2].parse().unwrap_or(0);
        if !(11..=82).contains(&province) {
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
fn fingerprint(g: &geo::MultiPolygon<f64>) -> String {
    let digest = Sha256::digest(crate::geometry::blob::from_multi_polygon(g));
    format!(
        "G-{}",
        digest[..5].iter().map(|b| format!("{b:02x}")).collect::<String>()
    )
}

/// Grids above the imported ones, made where they are missing: a parent need not be drawn.
#[derive(Default)]
struct Tree {
    known: HashMap<String, GridId>,
}

impl Tree {
    fn grid(&mut self, tx: &mut Tx<'_>, code: &str) -> Result<GridId> {
        self.ensure(tx, code, Level::Village, None)
    }

    /// Community, subdistrict and district that a 15-digit code lies in.
    fn above(&mut self, tx: &mut Tx<'_>, code: &str) -> Result<GridId> {
        let district = self.ensure(tx, &code[..6], Level::District, None)?;
        let subdistrict = self.ensure(tx, &code[..9], Level::Subdistrict, Some(district))?;
        self.ensure(tx, &code[..12], Level::Village, Some(subdistrict))
    }

    fn ensure(&mut self, tx: &mut Tx<'_>, code: &str, level: Level, parent: Option<GridId>) -> Result<GridId> {
        if let Some(id) = self.known.get(code) {
            return Ok(*id);
        }
        let id = match tx.grid_by_code(code)? {
            // Drawn as if it were a cell before anything below it was known.
            Some(id) if tx.grid_level(id)? == Level::Cell => {
                tx.put_grid(&GridUpsert {
                    code,
                    name: None,
                    level: Some(level),
                    parent,
                    note: None,
                    geometry: None,
                })?
                .0
            }
            Some(id) => id,
            None => {
                let name = Some(code);
                tx.put_grid(&GridUpsert {
                    code,
                    name,
                    level: Some(level),
                    parent,
                    note: None,
                    geometry: None,
                })?
                .0
            }
        };
        self.known.insert(code.to_owned(), id);
        Ok(id)
    }
}
