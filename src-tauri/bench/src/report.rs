//! The table and its JSON.

use crate::drive::Measure;
use crate::peers::{self, MOST_MB_OF_L, Peer};
use crate::window::Seen;
use serde_json::{Value, json};
use std::fmt::Write;

/// What a step is called in the table.
fn words(step: &str) -> &str {
    match step {
        "import_grids" => "  import grids",
        "import_sites" => "  import sites (indexed, durable, assigned)",
        "import" => "import, both layers",
        "assign" => "assign all sites, written to the file",
        "assign_again" => "assign again, nothing changes",
        "check" => "check (no overlap, no gap to be found)",
        "rollup_cold" => "roll-up, file not in memory, with opening",
        "rollup" => "roll-up, first of a project that is open",
        "rollup_warm" => "roll-up for another day, sites in memory",
        "first_map" => "first map of the whole, file not in memory",
        "tile_z12_p50" => "tile, z12 (twice a 1/64 view), median",
        "tile_z12_p99" => "tile, z12, 99th percentile",
        "tile_z13_p50" => "tile, z13 (half a 1/64 view), median",
        "tile_z13_p99" => "tile, z13, 99th percentile",
        "export_grids" => "  export grids",
        "export_sites" => "  export sites",
        "export" => "export GeoJSON, both layers",
        "undo" => "undo the import of all sites",
        "year" => "a year's work: a million steps, 60,000 tasks",
        "today" => "the page of the day, file not in memory",
        "today_again" => "the page of the day, again",
        "today_trend" => "the trend of eight weeks beside it",
        "today_trend_again" => "the trend, again",
        "matrix" => "campaigns by cells, file not in memory",
        "matrix_again" => "campaigns by cells, again",
        "meeting_made" => "a meeting made, file not in memory",
        "meeting" => "a meeting opened, first",
        "meeting_again" => "a meeting opened, again",
        "first_rows" => "first 50 rows, file not in memory",
        "cli_status" => "gridwarden status, the whole command, cold",
        other => other,
    }
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

/// One line a step.
pub fn table(size: &str, rows: &[(Measure, Vec<f64>)]) -> String {
    let mut out = String::new();
    let mut line = |cells: [&str; 7]| {
        let [step, seconds, wall, peak, peer, ratio, aim] = cells;
        let _ = writeln!(
            out,
            "{step:<44}{seconds:>9}{wall:>9}{peak:>9}  {peer:<36}{ratio:>7}  {aim}"
        );
    };
    line([
        &format!("{size}: step"),
        "seconds",
        "process",
        "peak MB",
        "best peer",
        "ratio",
        "aim",
    ]);
    for (m, _) in rows {
        let peers = peers::of(size, &m.step);
        let beside = |p: Option<&&Peer>| p.map_or(String::new(), |p| format!("{} {}", p.name, p.seconds));
        let ratio = |p: Option<&&Peer>| p.map_or(String::new(), |p| format!("{:.2}", m.seconds / p.seconds));
        let mut aims = Vec::new();
        if let Some((p, aim)) = peers.first().and_then(|p| Some((p, p.aim?))) {
            aims.push(format!("≤ {aim:.2} {}", verdict(m.seconds <= aim * p.seconds)));
        }
        if size == "L" && m.peak_mb.is_finite() {
            aims.push(format!("≤ {MOST_MB_OF_L:.0} MB {}", verdict(m.peak_mb <= MOST_MB_OF_L)));
        }
        line([
            words(&m.step),
            &format!("{:.4}", m.seconds),
            &format!("{:.2}", m.wall),
            &if m.peak_mb.is_finite() {
                format!("{:.0}", m.peak_mb)
            } else {
                String::new()
            },
            &beside(peers.first()),
            &ratio(peers.first()),
            &aims.join(", "),
        ]);
        for p in peers.iter().skip(1) {
            line(["", "", "", "", &beside(Some(p)), &ratio(Some(p)), ""]);
        }
    }
    out
}

/// The same for programs.
pub fn json(size: &str, rows: &[(Measure, Vec<f64>)]) -> Vec<Value> {
    rows.iter()
        .map(|(m, runs)| {
            let peers = peers::of(size, &m.step);
            let beside =
                |p: &&Peer| json!({"peer": p.name, "seconds": p.seconds, "ratio": m.seconds / p.seconds, "aim": p.aim});
            json!({
                "size": size,
                "step": m.step,
                "seconds": m.seconds,
                "runs": runs,
                "process_seconds": m.wall,
                "peak_mb": m.peak_mb.is_finite().then_some(m.peak_mb),
                "beside": peers.iter().map(beside).collect::<Vec<_>>(),
            })
        })
        .collect()
}

/// What was seen at the window, a line each.
pub fn window_table(name: &str, seen: &[Seen]) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{:<44}{:<20}{:>9}  aim",
        format!("{name}: the window"),
        "milliseconds",
        ""
    );
    for s in seen {
        let aim = s
            .aim
            .map_or(String::new(), |a| format!("≤ {a:.0} {}", verdict(s.value <= a)));
        let _ = writeln!(out, "{:<44}{:<20}{:>9.0}  {aim}", s.step, s.what, s.value);
    }
    out
}

/// The same for programs.
pub fn window_json(name: &str, seen: &[Seen]) -> Vec<Value> {
    let row = |s: &Seen| json!({ "size": name, "step": s.step, "what": s.what, "value": s.value, "aim": s.aim });
    seen.iter().map(row).collect()
}
