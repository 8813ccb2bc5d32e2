//! Measures Gridwarden on two invented districts: `gridwarden-bench [--runs N] [M] [L]`.
//!
//! Makes the sources once, runs each job in a process of its own, prints a table and writes
//! `build/bench.json`. Then the real window is looked at. Not a test: it judges nothing but whether the jobs did their work.

mod drive;
mod ground;
mod jobs;
mod peers;
mod report;
mod rng;
mod source;
mod window;
mod year;

use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use window::Aims;

/// A value, or the sentence that says why there is none.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// A district.
struct Size {
    name: &'static str,
    cells: usize,
    sites: usize,
    window: Aims,
}

const SIZES: [Size; 2] = [
    Size {
        name: "M",
        cells: 5_000,
        sites: 200_000,
        window: Aims {
            still: 100.0,
            settled: 1000.0,
            memory: 500.0,
        },
    },
    Size {
        name: "L",
        cells: 100_000,
        sites: 2_000_000,
        window: Aims {
            still: 150.0,
            settled: 1500.0,
            memory: 1000.0,
        },
    },
];

/// Of the sample's window.
const SAMPLE: Aims = Aims {
    still: 100.0,
    settled: 1000.0,
    memory: 350.0,
};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--job", job, size, file, sources] => one(job, size, Path::new(file), Path::new(sources)),
        plain => all(plain),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "bench: {e}");
            ExitCode::FAILURE
        }
    }
}

fn size(name: &str) -> Outcome<&'static Size> {
    SIZES
        .iter()
        .find(|s| s.name == name)
        .ok_or_else(|| format!("\"{name}\" is no size; write M or L, or --runs and a number").into())
}

/// A job in this process; its measures go to the standard output for the process that asked.
fn one(job: &str, name: &str, file: &Path, sources: &Path) -> Outcome<()> {
    let measures = jobs::run(job, size(name)?, file, sources)?;
    let out = json!({ "measures": measures, "peak_mb": peak_mb()? });
    writeln!(std::io::stdout(), "{out}")?;
    Ok(())
}

/// The most memory that this process ever held at a time.
fn peak_mb() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kilobytes: f64 = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")?.trim().parse().ok())
        .ok_or("/proc/self/status does not say the peak memory")?;
    Ok(kilobytes / 1024.0)
}

fn all(args: &[&str]) -> Outcome<()> {
    let mut sizes: Vec<&Size> = Vec::new();
    let mut runs = 1;
    let mut rest = args.iter();
    while let Some(a) = rest.next() {
        if *a == "--runs" {
            runs = rest
                .next()
                .and_then(|n| n.parse().ok())
                .filter(|n| *n > 0)
                .ok_or("--runs needs a number from 1")?;
        } else {
            sizes.push(size(a)?);
        }
    }
    if sizes.is_empty() {
        sizes.extend(&SIZES);
    }
    let build = std::path::absolute("build")?;
    let program = std::env::current_exe()?.with_file_name("gridwarden");
    let program = program.exists().then_some(program.as_path());
    let mut records = Vec::new();
    let mut windows = Vec::new();
    let mut screen = std::io::stdout();
    let unseen = window::missing();
    if let Some(why) = &unseen {
        writeln!(screen, "The window is not measured: {why}.\n")?;
    }
    let mut look = |name: &str, project: &Path, aims: &Aims| -> Outcome<()> {
        let seen = window::measure(project, aims)?;
        writeln!(std::io::stdout(), "{}", report::window_table(name, &seen))?;
        windows.extend(report::window_json(name, &seen));
        Ok(())
    };
    if unseen.is_none() {
        let folder = build.join("bench");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join("sample.gpkg");
        window::sample(&file);
        look("sample", &file, &SAMPLE)?;
    }
    for size in sizes {
        let folder = build.join("bench").join(size.name);
        let told = |what: &str| {
            let _ = write!(std::io::stderr(), "\r\x1b[K{}: {what}", size.name);
        };
        told("making the sources");
        source::make(size, &folder)?;
        let mut passes = Vec::new();
        for run in 1..=runs {
            passes.push(drive::pass(size, &folder, program, &|job| {
                told(&format!("run {run}: {job}"))
            })?);
        }
        let _ = write!(std::io::stderr(), "\r\x1b[K");
        let rows = drive::medians(&passes);
        writeln!(screen, "{}", report::table(size.name, &rows))?;
        records.extend(report::json(size.name, &rows));
        let work = folder.join("work");
        if unseen.is_none() {
            told("the window");
            look(size.name, &work.join("project.gpkg"), &size.window)?;
        }
        std::fs::remove_dir_all(work)?;
    }
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let whole = json!({ "cores": cores, "runs": runs, "measures": records, "windows": windows });
    std::fs::write(build.join("bench.json"), serde_json::to_string_pretty(&whole)?)?;
    Ok(())
}
