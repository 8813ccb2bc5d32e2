//! The real window on a screen of its own: how long a frame takes while the map is moved, how long the page stands still, what memory it holds.

use crate::Outcome;
use gridwarden_harness::{Window, verb};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// What the office sees at: a common notebook's screen.
const SCREEN: (u32, u32) = (1366, 768);

/// Notes every time between two frames until told to stop, and when no frame came for a tenth of a second.
const WATCH: &str = "window.seen = { frames: [], still: [] }; window.since = performance.now(); window.watching = true;
    let last = performance.now();
    (function next() { requestAnimationFrame((now) => {
        window.seen.frames.push(now - last);
        if (now - last > 100) window.seen.still.push([last - window.since, now - last]);
        last = now;
        if (window.watching) next();
    }) })()";

/// Milliseconds, or megabytes.
pub struct Seen {
    pub step: &'static str,
    pub what: &'static str,
    pub value: f64,
    pub aim: Option<f64>,
}

/// What is asked of a window: milliseconds of a zoom step's stillness and of opening the map, megabytes of all its processes.
pub struct Aims {
    pub still: f64,
    pub settled: f64,
    pub memory: f64,
}

/// Why the window cannot be measured on this machine, if it cannot.
pub fn missing() -> Option<String> {
    let lacks = |tool: &&&str| Command::new(tool).arg("--help").output().is_err();
    let tool = ["Xvfb", "WebKitWebDriver"].iter().find(lacks)?;
    Some(format!("{tool} is not installed: scripts/setup --test installs it"))
}

/// Makes the sample district, to be measured like the invented ones.
pub fn sample(file: &Path) {
    let _ = fs::remove_file(file);
    verb(file, "new", &["--sample"]);
}

/// Opens the map of a project, zooms, drags it whole, nearer and close.
pub fn measure(project: &Path, aims: &Aims) -> Outcome<Vec<Seen>> {
    let home = project.with_extension("home");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home)?;
    let settings = json!({ "actor": { "name": "祁玉兰", "post": "创卫办" }, "lang": "zh", "recent": [] });
    fs::write(home.join("settings.json"), settings.to_string())?;
    // What drives the window says by a panic what went wrong in it.
    let seen = catch_unwind(AssertUnwindSafe(|| journey(project, &home, aims)));
    fs::remove_dir_all(&home)?;
    seen.unwrap_or_else(|_| Err(format!("the window of {} was not measured to the end", project.display()).into()))
}

fn journey(project: &Path, home: &Path, aims: &Aims) -> Outcome<Vec<Seen>> {
    let mut out = Vec::new();
    let start = Instant::now();
    let path = project.to_str().ok_or("the project's path is not text")?;
    let w = Window::open_on(SCREEN, &[path], home);
    w.find("[data-testid=place-map]");
    let mut note = |step, what, value, aim| out.push(Seen { step, what, value, aim });
    note("open the project", "to the first page", ms(start.elapsed()), None);
    rest(2);

    let opened = watched(&w, || (press(&w, "place-map"), rest(12)));
    note("open the map", "settled after", settled(&opened), Some(aims.settled));
    note("open the map", "longest still", longest(&opened), None);
    let zoomed = watched(&w, || (press(&w, "zoom-in"), rest(8)));
    note("one zoom step", "longest still", longest(&zoomed), Some(aims.still));
    press(&w, "zoom-fit");
    rest(3);

    for (step, zooms) in [("pan, whole district", 0), ("pan, in the middle", 3), ("pan, close", 2)] {
        for _ in 0..zooms {
            press(&w, "zoom-in");
            std::thread::sleep(Duration::from_millis(350));
        }
        rest(2);
        let mut frames = frames(&watched(&w, || pan(&w)));
        frames.sort_by(f64::total_cmp);
        let at = |share: f64| {
            frames
                .get((frames.len() as f64 * share) as usize)
                .copied()
                .unwrap_or(f64::NAN)
        };
        note(step, "p50", at(0.5), Some(20.0));
        note(step, "p95", at(0.95), Some(40.0));
        note(step, "longest", frames.last().copied().unwrap_or(f64::NAN), None);
    }
    let memory = memory(home)?;
    note("memory", "all processes, MB", memory.values().sum(), Some(aims.memory));
    w.close();
    Ok(out)
}

fn rest(seconds: u64) {
    std::thread::sleep(Duration::from_secs(seconds));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn press(w: &Window, name: &str) {
    w.script(
        "document.querySelector(`[data-testid=${arguments[0]}]`).click()",
        json!([name]),
    );
}

/// What the page noted of its frames while something was done to it.
fn watched<T>(w: &Window, work: impl FnOnce() -> T) -> Value {
    w.script(WATCH, json!([]));
    work();
    std::thread::sleep(Duration::from_millis(100));
    w.script("window.watching = false; return window.seen", json!([]))
}

fn frames(seen: &Value) -> Vec<f64> {
    let all = seen["frames"].as_array().map(Vec::as_slice).unwrap_or_default();
    // The first ones belong to the order that began the watch.
    all.iter().skip(2).filter_map(Value::as_f64).collect()
}

/// The end of the last stillness.
fn settled(seen: &Value) -> f64 {
    let last = seen["still"].as_array().and_then(|all| all.last());
    last.map_or(0.0, |s| s[0].as_f64().unwrap_or(0.0) + s[1].as_f64().unwrap_or(0.0))
}

fn longest(seen: &Value) -> f64 {
    frames(seen).into_iter().fold(0.0, f64::max)
}

/// Drags the map for some seconds to and fro, as a hand does.
fn pan(w: &Window) {
    let middle = "const r = document.querySelector('[data-testid=map] .ol-viewport').getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]";
    let middle = w.script(middle, json!([]));
    let [x, y] = [0, 1].map(|i| middle[i].as_f64().unwrap_or_default() as i64);
    let swing = |i: i64| 5 * if i % 50 < 25 { i % 50 } else { 50 - i % 50 };
    let mut places = vec![(x, y)];
    places.extend((0..150).map(|i| (x + swing(i) - 60, y + (i % 30) * 2 - 30)));
    w.drag_in_steps(&places, 16);
}

/// Megabytes by program, memory that processes share counted once.
fn memory(home: &Path) -> Outcome<BTreeMap<String, f64>> {
    let mark = home.to_str().ok_or("the home's path is not text")?.as_bytes();
    let mut sizes = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        let process = entry?.path();
        let Ok(environment) = fs::read(process.join("environ")) else {
            continue;
        };
        if !environment.windows(mark.len()).any(|w| w == mark) {
            continue;
        }
        let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
        let rollup = fs::read_to_string(process.join("smaps_rollup")).unwrap_or_default();
        let kilobytes = rollup.lines().find_map(|l| {
            l.strip_prefix("Pss:")?
                .trim()
                .strip_suffix("kB")?
                .trim()
                .parse::<f64>()
                .ok()
        });
        // The driver is the measure's own.
        if let Some(kilobytes) = kilobytes.filter(|_| !name.starts_with("WebKitWebDriver")) {
            *sizes.entry(name.trim().to_owned()).or_insert(0.0) += kilobytes / 1024.0;
        }
    }
    Ok(sizes)
}
