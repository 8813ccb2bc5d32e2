//! What is wrong with the cells and with where the sites lie.

use crate::geometry::check::{CheckCell, check as geometry};
use crate::model::{GridId, Lack, Level, called};
use crate::store::{Project, Snapshot, Wanted, while_wanted};
use crate::view::{CheckReport, Fault, FaultCount, FaultKind, GridRef};
use crate::{Error, Result};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Grids that are named where there are many.
const NAMED: usize = 4;

/// Damage inside the file, and then nothing else; what another program left; grids that lie in none, or in what is not above
/// them; invalid, overlapping, gapped and ownerless cells, and sites in none. Chiefs without a telephone and cells without a
/// department are warnings: the office should see to them, and they are no fault of the cells.
///
/// # Errors
/// [`Error::Cancelled`], or when the file cannot be read.
pub fn check(project: &Project, on: NaiveDate, watch: &(dyn Fn(u64, u64) -> bool + Sync)) -> Result<CheckReport> {
    let (damage, found) = thread::scope(|beside| {
        let ended = Arc::new(AtomicBool::new(false));
        let wanted: Wanted = Arc::new({
            let ended = Arc::clone(&ended);
            move || !ended.load(Ordering::Relaxed)
        });
        let looking = beside.spawn(|| while_wanted(wanted, || project.damage()));
        let found = all(project, on, watch);
        ended.store(matches!(found, Err(Error::Cancelled)), Ordering::Relaxed);
        (looking.join().unwrap_or_else(|e| resume_unwind(e)), found)
    });
    let Some(words) = damage? else { return found };
    let faults = vec![fault(FaultKind::Damaged, Vec::new(), words, None)];
    Ok(CheckReport {
        counts: counts_of(&faults, false),
        faults,
        ..CheckReport::default()
    })
}

/// All of a sound file.
fn all(project: &Project, on: NaiveDate, watch: &(dyn Fn(u64, u64) -> bool + Sync)) -> Result<CheckReport> {
    let cells: Vec<CheckCell> = project
        .drawn_grids()?
        .into_iter()
        .map(|g| CheckCell {
            id: g.id,
            code: g.code,
            level: g.level,
            parent: g.parent,
            geometry: g.geometry,
        })
        .collect();
    let found = geometry(&cells, watch).ok_or(Error::Cancelled)?;
    let s = project.snapshot(on)?;
    let link = |id: &GridId| s.place(*id).map(|i| s.grids[i].link());
    let mut faults: Vec<Fault> = found
        .into_iter()
        .map(|f| Fault {
            area_m2: f.area_m2,
            narrow: f.narrow,
            ..fault(f.kind, f.grids.iter().filter_map(link).collect(), f.place, f.at)
        })
        .collect();
    for f in project.foreign()? {
        let (site, number) = f.site.unzip();
        faults.push(Fault {
            site,
            number,
            ..fault(FaultKind::Foreign, Vec::new(), f.words, None)
        });
    }
    tree(&s, &mut faults);
    let mut warnings = Vec::new();
    for v in project.vacancies(on)?.rows {
        let name = called(&v.grid.name, &v.grid.code);
        let (kind, place) = match v.lack {
            Lack::Chief => (FaultKind::Ownerless, format!("{name} has no chief on {on}")),
            Lack::Phone => (
                FaultKind::Unreachable,
                format!("{}, chief of {name}, has no telephone", v.chief_name),
            ),
            Lack::Department => (FaultKind::NoDepartment, format!("{name} has no department on {on}")),
        };
        let at = v.bbox.map(|b| [(b[0] + b[2]) / 2.0, (b[1] + b[3]) / 2.0]);
        let list = if v.lack == Lack::Chief {
            &mut faults
        } else {
            &mut warnings
        };
        list.push(fault(kind, vec![v.grid], place, at));
    }
    project.loose_sites(|id, number, called, at| {
        let site = if called.is_empty() {
            number.to_owned()
        } else {
            format!("{number} ({called})")
        };
        let place = match at {
            Some([x, y]) => format!("site {site} at {x:.6}, {y:.6} lies in no cell"),
            None => format!("site {site} has no coordinates and no cell"),
        };
        faults.push(Fault {
            site: Some(id),
            number: Some(number.to_owned()),
            called: called.to_owned(),
            ..fault(FaultKind::Outside, Vec::new(), place, at)
        });
    })?;
    faults.sort_by_key(|f| f.kind);
    warnings.sort_by_key(|f| f.kind);
    let counts = [(&faults, false), (&warnings, true)].into_iter();
    let counts = counts.flat_map(|(all, warning)| counts_of(all, warning)).collect();
    Ok(CheckReport {
        grids: cells.len() as u32,
        faults,
        warnings,
        counts,
    })
}

/// Grids that lie in none where others of a higher level are, and those with grids in them that are not below them.
fn tree(s: &Snapshot, faults: &mut Vec<Fault>) {
    let height = |i: usize| Level::ALL.iter().position(|l| *l == s.grids[i].level);
    let name = |i: usize| called(&s.grids[i].name, &s.grids[i].code).to_owned();
    let mut wrong: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, g) in s.grids.iter().enumerate() {
        if let Some(above) = g.parent.filter(|above| height(*above) >= height(i)) {
            wrong.entry(above).or_default().push(i);
        }
    }
    faults.extend(s.astray().map(|i| {
        fault(
            FaultKind::Loose,
            vec![s.grids[i].link()],
            format!(
                "{} lies in no grid, so the figures of the ground above lack it; give it its parent by an import of grids",
                name(i)
            ),
            None,
        )
    }));
    for (i, inside) in wrong {
        let mut named: Vec<String> = inside.iter().take(NAMED).copied().map(name).collect();
        if inside.len() > NAMED {
            named.push("…".into());
        }
        faults.push(fault(
            FaultKind::Level,
            vec![s.grids[i].link()],
            format!(
                "{} stands as a {}, but {} grids lie in it that are not below that level ({}); correct its level, or their parents, by an import of grids",
                name(i),
                s.grids[i].level.word(),
                inside.len(),
                named.join(", ")
            ),
            None,
        ));
    }
}

/// How many there are of each kind, in the order of their kinds; `all` are sorted by them.
fn counts_of(all: &[Fault], warning: bool) -> Vec<FaultCount> {
    let runs = all.chunk_by(|a, b| a.kind == b.kind);
    let count = |run: &[Fault]| FaultCount {
        kind: run[0].kind,
        count: run.len() as u32,
        narrow: run.iter().filter(|f| f.narrow).count() as u32,
        warning,
    };
    runs.map(count).collect()
}

fn fault(kind: FaultKind, cells: Vec<GridRef>, place: String, at: Option<[f64; 2]>) -> Fault {
    Fault {
        kind,
        grids: cells.iter().map(|c| c.code.clone()).collect(),
        cells,
        site: None,
        number: None,
        called: String::new(),
        place,
        at,
        area_m2: None,
        narrow: false,
    }
}
