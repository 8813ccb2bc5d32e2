//! The plan: each job in a fresh process, on a file in a known state.

use crate::{Outcome, Size};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// What one process took.
#[derive(Debug, Clone)]
pub struct Measure {
    pub step: String,
    /// Of the operation alone.
    pub seconds: f64,
    /// Of the whole process, its start and end included.
    pub wall: f64,
    /// Most memory that the process held at a time.
    pub peak_mb: f64,
}

/// Job, the file it works on, and whether that file is read from the disk or from memory.
const PLAN: &[(&str, &str, bool)] = &[
    ("import_grids", "project", false),
    ("import_sites", "project", false),
    ("clear", "cleared", false),
    ("assign", "cleared", false),
    ("assign_again", "cleared", false),
    ("check", "project", false),
    ("rollup_cold", "project", true),
    ("rollup", "project", false),
    ("first_map", "project", true),
    ("tiles", "project", false),
    ("export_grids", "project", false),
    ("export_sites", "project", false),
    ("first_rows", "project", true),
    ("undo", "undone", false),
];

/// The same for a year's work on the smaller district.
const YEAR: &[(&str, &str, bool)] = &[
    ("year_cells", "year", false),
    ("year", "year", false),
    ("today", "year", true),
    ("matrix", "year", true),
    ("meeting", "year", true),
];
/// Only what the others need done before.
const UNMEASURED: [&str; 2] = ["clear", "year_cells"];

/// One pass through the plan; the project stays behind in the folder `work`.
pub fn pass(size: &Size, folder: &Path, program: Option<&Path>, told: &dyn Fn(&str)) -> Outcome<Vec<Measure>> {
    let work = folder.join("work");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work)?;
    let mut out: Vec<Measure> = Vec::new();
    let year = if size.name == "M" { YEAR } else { &[] };
    for (job, file, cold) in PLAN.iter().chain(year) {
        told(job);
        let file = work.join(file).with_extension("gpkg");
        if !file.exists() && !["import_grids", "year_cells"].contains(job) {
            fs::copy(work.join("project.gpkg"), &file)?;
            File::open(&file)?.sync_all()?;
        }
        if *cold {
            evict(&file)?;
        }
        let measures = child(job, size, &file, folder)?;
        if !UNMEASURED.contains(job) {
            out.extend(measures);
        }
        // Two copies more of the larger project are not needed at once.
        if *job == "assign_again" {
            fs::remove_file(&file)?;
        }
    }
    for (sum, of) in [
        ("import", ["import_grids", "import_sites"]),
        ("export", ["export_grids", "export_sites"]),
    ] {
        let parts: Vec<&Measure> = out.iter().filter(|m| of.contains(&m.step.as_str())).collect();
        let both = Measure {
            step: sum.into(),
            seconds: parts.iter().map(|m| m.seconds).sum(),
            wall: parts.iter().map(|m| m.wall).sum(),
            peak_mb: parts.iter().map(|m| m.peak_mb).fold(0.0, f64::max),
        };
        let after = out.iter().rposition(|m| of.contains(&m.step.as_str())).unwrap_or(0);
        out.insert(after + 1, both);
    }
    if let Some(program) = program {
        told("cli_status");
        let file = work.join("project.gpkg");
        evict(&file)?;
        out.push(command_line(program, &file)?);
    }
    Ok(out)
}

/// Drops a file from the system's page cache, so that it is read from the disk.
fn evict(file: &Path) -> Outcome<()> {
    let done = Command::new("dd")
        .arg(format!("if={}", file.display()))
        .args(["iflag=nocache", "count=0", "status=none"])
        .status()
        .map_err(|e| format!("dd, which drops a file from the page cache, cannot be run: {e}"))?;
    if done.success() {
        return Ok(());
    }
    Err(format!("dd could not drop {} from the page cache", file.display()).into())
}

fn child(job: &str, size: &Size, file: &Path, sources: &Path) -> Outcome<Vec<Measure>> {
    let start = Instant::now();
    let done = Command::new(std::env::current_exe()?)
        .args(["--job", job, size.name])
        .args([file, sources])
        .output()?;
    let wall = start.elapsed().as_secs_f64();
    if !done.status.success() {
        let why = String::from_utf8_lossy(&done.stderr);
        return Err(format!("{job} of {} failed ({}): {}", size.name, done.status, why.trim()).into());
    }
    let said: Value = serde_json::from_slice(&done.stdout)?;
    let peak_mb = said["peak_mb"].as_f64().ok_or("a job did not say its peak memory")?;
    let measures: Vec<(String, f64)> = serde_json::from_value(said["measures"].clone())?;
    Ok(measures
        .into_iter()
        .map(|(step, seconds)| Measure {
            step,
            seconds,
            wall,
            peak_mb,
        })
        .collect())
}

/// The command line's own status, as a user waits for it.
fn command_line(program: &Path, file: &Path) -> Outcome<Measure> {
    let start = Instant::now();
    let done = Command::new(program).arg("--json").arg("status").arg(file).output()?;
    let seconds = start.elapsed().as_secs_f64();
    if !done.status.success() {
        let why = String::from_utf8_lossy(&done.stderr);
        return Err(format!("gridwarden status failed ({}): {}", done.status, why.trim()).into());
    }
    Ok(Measure {
        step: "cli_status".into(),
        seconds,
        wall: seconds,
        peak_mb: f64::NAN,
    })
}

/// The median of every step over all passes, in the order of the plan, and the seconds of each pass.
pub fn medians(passes: &[Vec<Measure>]) -> Vec<(Measure, Vec<f64>)> {
    let mut by_step: BTreeMap<&str, Vec<&Measure>> = BTreeMap::new();
    for m in passes.iter().flatten() {
        by_step.entry(&m.step).or_default().push(m);
    }
    let middle = |all: &[&Measure], of: fn(&Measure) -> f64| {
        let mut v: Vec<f64> = all.iter().map(|m| of(m)).collect();
        v.sort_by(f64::total_cmp);
        (v[(v.len() - 1) / 2] + v[v.len() / 2]) / 2.0
    };
    passes.first().map_or_else(Vec::new, |p| {
        p.iter()
            .map(|m| {
                let all = &by_step[m.step.as_str()];
                let median = Measure {
                    step: m.step.clone(),
                    seconds: middle(all, |m| m.seconds),
                    wall: middle(all, |m| m.wall),
                    peak_mb: middle(all, |m| m.peak_mb),
                };
                (median, all.iter().map(|m| m.seconds).collect())
            })
            .collect()
    })
}
