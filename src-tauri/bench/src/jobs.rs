//! What one fresh process does: one job, timed around the operation alone.

use crate::ground::EXTENT;
use crate::rng::Rng;
use crate::source::today;
use crate::year;
use crate::{Outcome, Size};
use gridwarden_core::model::{Actor, Matter};
use gridwarden_core::store::{Move, NewProject, PlacedSite, Project};
use gridwarden_core::tile::Tile;
use gridwarden_core::verbs;
use gridwarden_core::verbs::export::Layer;
use gridwarden_core::view::{FaultKind, Filter, ImportAs, ImportOptions, Sort};
use rayon::prelude::*;
use std::f64::consts::PI;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Instant;

/// Tiles of each zoom that are timed.
const TILES: usize = 200;
/// At this zoom the whole ground fills a window of 1400 × 900.
const WHOLE_ZOOM: u8 = 10;

/// Names and seconds.
pub type Measures = Vec<(String, f64)>;

fn timed<T, E: Into<Box<dyn std::error::Error>>>(
    name: &str,
    out: &mut Measures,
    work: impl FnOnce() -> Result<T, E>,
) -> Outcome<T> {
    let start = Instant::now();
    let value = work().map_err(Into::into)?;
    out.push((name.to_owned(), start.elapsed().as_secs_f64()));
    Ok(value)
}

fn expect(what: &str, is: impl Into<u64>, should: usize) -> Outcome<()> {
    let is = is.into();
    if is == should as u64 {
        return Ok(());
    }
    Err(format!("{what} should be {should} but is {is}").into())
}

/// Does a job on a project file whose sources lie in `sources`.
pub fn run(job: &str, size: &Size, file: &Path, sources: &Path) -> Outcome<Measures> {
    let mut out = Measures::new();
    let who = year::actor("bench");
    let on = today();
    match job {
        "import_grids" => {
            let project = Project::create(file, &NewProject::default())?;
            let report = timed(job, &mut out, || {
                import(&project, &who, &sources.join("grids.geojson"), ImportAs::Grids, &[])
            })?;
            expect("grids inserted", report.inserted, size.cells)?;
        }
        "import_sites" => {
            let project = Project::open(file)?;
            let report = timed(job, &mut out, || {
                import(&project, &who, &sources.join("sites.geojson"), ImportAs::Sites, &[])
            })?;
            expect("sites inserted", report.inserted, size.sites)?;
        }
        // Not measured: the file that the jobs of a year look at.
        "year_cells" => {
            let project = Project::create(file, &NewProject::default())?;
            import(&project, &who, &sources.join("grids.geojson"), ImportAs::Grids, &[])?;
        }
        "year" => {
            let project = Project::open(file)?;
            let reported = [("state", "reported")];
            import(
                &project,
                &who,
                &sources.join("sites.geojson"),
                ImportAs::Sites,
                &reported,
            )?;
            let steps = timed(job, &mut out, || year::work(&project))?;
            expect("steps", steps as u64, (size.sites - size.sites / 200) * 5)?;
        }
        "today" => {
            let project = Project::open(file)?;
            let day = timed(job, &mut out, || project.today_page(on))?;
            let submitted = day.lines.iter().find(|l| l.matter == Matter::Submitted);
            expect(
                "sites waiting for inspection",
                submitted.map_or(0, |l| l.total),
                size.sites - size.sites / 200,
            )?;
            timed("today_again", &mut out, || project.today_page(on))?;
            timed("today_trend", &mut out, || verbs::trend::trend(&project, 8, on))?;
            timed("today_trend_again", &mut out, || verbs::trend::trend(&project, 8, on))?;
        }
        "matrix" => {
            let project = Project::open(file)?;
            let matrix = timed(job, &mut out, || project.matrix(on))?;
            expect("cells of the matrix", matrix.rows.len() as u64, size.cells)?;
            timed("matrix_again", &mut out, || project.matrix(on))?;
        }
        "meeting" => {
            let project = Project::open(file)?;
            let next = year::next_meeting()?;
            timed("meeting_made", &mut out, || {
                verbs::meeting::create(&project, &who, next, "", "")
            })?;
            timed(job, &mut out, || verbs::meeting::show(&project, next))?;
            timed("meeting_again", &mut out, || verbs::meeting::show(&project, next))?;
        }
        // Not measured: leaves the file as it would be had the sites come before the grids.
        "clear" => {
            let project = Project::open(file)?;
            project.edit(&who, "clear", |tx| {
                let (send, sites) = channel();
                tx.send_sites(send)?;
                let out = |s: PlacedSite| Move {
                    site: s.id,
                    from: s.grid,
                    to: None,
                };
                for batch in sites {
                    tx.move_sites(batch.into_iter().map(out).collect())?;
                }
                Ok(((), serde_json::Map::new()))
            })?;
        }
        "assign" | "assign_again" => {
            let project = Project::open(file)?;
            let report = timed(job, &mut out, || verbs::assign::assign(&project, &who))?;
            let outside = size.sites / 200;
            expect("sites outside", report.unassigned, outside)?;
            let changed = if job == "assign" { size.sites - outside } else { 0 };
            expect("sites changed", report.changed, changed)?;
        }
        "check" => {
            let project = Project::open(file)?;
            let report = timed(job, &mut out, || verbs::check::check(&project, on, &|_, _| true))?;
            let count = |kind| report.faults.iter().filter(|f| f.kind == kind).count() as u64;
            expect("ownerless cells", count(FaultKind::Ownerless), size.cells)?;
            expect("sites outside", count(FaultKind::Outside), size.sites / 200)?;
            expect("faults", report.faults.len() as u64, size.cells + size.sites / 200)?;
        }
        "rollup_cold" => {
            let status = timed(job, &mut out, || verbs::status::status(&Project::open(file)?, None, on))?;
            expect("cells", status.rows.len() as u64, size.cells)?;
        }
        "rollup" => {
            let project = Project::open(file)?;
            let status = timed(job, &mut out, || verbs::status::status(&project, None, on))?;
            expect("cells", status.rows.len() as u64, size.cells)?;
            expect("sites", status.figures.total, size.sites)?;
            // Another day: the figures are counted again, from the sites in memory.
            let next = on.succ_opt().ok_or("no day after today")?;
            timed("rollup_warm", &mut out, || verbs::status::status(&project, None, next))?;
        }
        "first_map" => {
            timed(job, &mut out, || {
                let project = Project::open(file)?;
                project.info(on)?;
                tiles(WHOLE_ZOOM)
                    .par_iter()
                    .try_for_each(|t| project.tile(*t, &Filter::default(), on).map(drop))
            })?;
        }
        "tiles" => {
            let project = Project::open(file)?;
            for zoom in [12, 13] {
                tile_times(&project, zoom, &mut out)?;
            }
        }
        "export_grids" | "export_sites" => {
            let project = Project::open(file)?;
            let (layer, count) = if job == "export_grids" {
                (Layer::Grids, size.cells)
            } else {
                (Layer::Sites, size.sites)
            };
            let to = file.with_extension("geojson");
            let written = timed(job, &mut out, || verbs::export::geojson(&project, layer, &to, true, on))?;
            std::fs::remove_file(to)?;
            expect("features written", written, count)?;
        }
        "undo" => {
            let project = Project::open(file)?;
            timed(job, &mut out, || project.undo(&who, None))?;
            expect("sites left", project.info(on)?.figures.total, 0)?;
        }
        "first_rows" => {
            let page = timed(job, &mut out, || {
                Project::open(file)?.table_sites(&Filter::default(), &Sort::default(), 0, 50, on)
            })?;
            expect("rows", page.rows.len() as u64, 50)?;
        }
        _ => return Err(format!("there is no job \"{job}\"").into()),
    }
    Ok(out)
}

fn import(
    project: &Project,
    who: &Actor,
    source: &Path,
    target: ImportAs,
    set: &[(&str, &str)],
) -> gridwarden_core::Result<gridwarden_core::view::ImportReport> {
    let options = ImportOptions {
        target,
        crs: "wgs84".into(),
        map: Default::default(),
        set: set.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect(),
        kinds: Default::default(),
        same: false,
    };
    verbs::import::import(project, who, source, &options, today(), &|_, _, _| true)
}

/// Median and 99th percentile of single tiles at random places, none of them kept from before.
fn tile_times(project: &Project, zoom: u8, out: &mut Measures) -> Outcome<()> {
    let all = tiles(zoom);
    let mut rng = Rng::new(5, u64::from(zoom));
    let kinds: Vec<String> = project.kinds()?.into_iter().map(|k| k.code).collect();
    // Borders and colours are made once an edit; they belong to the first map.
    project.tile(all[0], &Filter::default(), today())?;
    let mut seconds = Vec::with_capacity(TILES);
    for i in 0..TILES {
        // A kind that no site has: the same picture, but not one that was kept.
        let mut filter = Filter {
            kinds: kinds.clone(),
            ..Filter::default()
        };
        filter.kinds.push(format!("none {i}"));
        let tile = all[rng.below(all.len())];
        let start = Instant::now();
        let made = project.tile(tile, &filter, today())?;
        seconds.push(start.elapsed().as_secs_f64());
        if made.is_empty() {
            return Err(format!("tile {}/{}/{} is empty", tile.z, tile.x, tile.y).into());
        }
    }
    seconds.sort_by(f64::total_cmp);
    out.push((format!("tile_z{zoom}_p50"), seconds[TILES / 2]));
    out.push((format!("tile_z{zoom}_p99"), seconds[TILES * 99 / 100]));
    Ok(())
}

/// All tiles of a zoom that the ground lies in.
fn tiles(z: u8) -> Vec<Tile> {
    let [west, south, east, north] = EXTENT;
    let side = f64::from(z).exp2();
    let column = |lon: f64| ((lon + 180.0) / 360.0 * side) as u32;
    let row = |lat: f64| ((1.0 - lat.to_radians().tan().asinh() / PI) / 2.0 * side) as u32;
    (row(north)..=row(south))
        .flat_map(|y| (column(west)..=column(east)).map(move |x| Tile { z, x, y }))
        .collect()
}
