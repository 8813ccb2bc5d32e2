//! The two GeoJSON files of a district, made once and kept.

use crate::ground::{EXTENT, Ground, Vertex};
use crate::rng::Rng;
use crate::{Outcome, Size};
use chrono::{Days, NaiveDate};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

const SEED: u64 = 2026_1101;
/// Changes whenever the files would.
const STAMP: &str = "2";
const CHUNK: usize = 20_000;
const HAMLETS: usize = 400;

/// The day that every figure is true for.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day of the calendar")
}

/// Where a site lies.
#[derive(Clone, Copy)]
enum Lie {
    Anywhere,
    Hamlet,
    Outside,
    Vertex,
}

/// Makes `grids.geojson` and `sites.geojson` in a folder, unless they are there.
pub fn make(size: &Size, folder: &Path) -> Outcome<()> {
    let stamp = folder.join("stamp");
    if fs::read_to_string(&stamp).is_ok_and(|s| s == STAMP) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let ground = Ground::new(size.cells);
    if ground.len() != size.cells {
        return Err(format!("the ground has {} cells, not {}", ground.len(), size.cells).into());
    }
    grids(&ground, &folder.join("grids.geojson"))?;
    sites(&ground, size.sites, &folder.join("sites.geojson"))?;
    fs::write(stamp, STAMP)?;
    Ok(())
}

fn write(path: &Path, name: &str, chunks: impl Iterator<Item = Vec<Vec<u8>>>) -> Outcome<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(
        out,
        "{{\"type\":\"FeatureCollection\",\"name\":\"{name}\",\"features\":["
    )?;
    let mut first = true;
    for features in chunks.flatten() {
        if !std::mem::take(&mut first) {
            out.write_all(b",\n")?;
        }
        out.write_all(&features)?;
    }
    out.write_all(b"\n]}\n")?;
    out.into_inner().map_err(|e| e.into_error())?.sync_all()?;
    Ok(())
}

fn grids(ground: &Ground, path: &Path) -> Outcome<()> {
    const NAMES: [&str; 10] = [
        "村东", "村西", "河湾", "上庄", "下庄", "高寨", "沙塘", "平安", "新民", "石峡",
    ];
    let mut first = vec![0];
    for r in 0..ground.courses() {
        first.push(first[r] + ground.course(r).count());
    }
    let course = |r: usize| -> Vec<u8> {
        let mut out = Vec::new();
        for (j, ring) in ground.course(r).enumerate() {
            let i = first[r] + j;
            if j > 0 {
                out.extend_from_slice(b",\n");
            }
            let (name, town, leader) = (NAMES[i % 10], i % 23, i % 997);
            out.extend_from_slice(
                format!(
                    "{{\"type\":\"Feature\",\"properties\":{{\"grid_id\":\"HD{i:06}\",\"name\":\"{name}{i:05}网格\",\
                     \"town\":\"T{town:02}\",\"leader\":\"网格员{leader:03}\",\"phone\":\"139{i:08}\"}},\
                     \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[["
                )
                .as_bytes(),
            );
            for (k, v) in ring.iter().enumerate() {
                if k > 0 {
                    out.push(b',');
                }
                position(&mut out, *v);
            }
            out.extend_from_slice(b"]]}}");
        }
        out
    };
    let batches = (0..ground.courses()).collect::<Vec<_>>();
    write(
        path,
        "grids",
        batches
            .chunks(32)
            .map(|b| b.par_iter().map(|r| course(*r)).collect::<Vec<_>>()),
    )
}

fn sites(ground: &Ground, count: usize, path: &Path) -> Outcome<()> {
    const STATES: [(&str, f64); 6] = [
        ("reported", 0.15),
        ("assigned", 0.35),
        ("in_progress", 0.55),
        ("rectified", 0.75),
        ("verified", 0.95),
        ("rejected", 1.0),
    ];
    let mut rng = Rng::new(SEED, 0);
    let mut lies = vec![Lie::Anywhere; count];
    let (hamlet, outside, vertex) = (count * 3945 / 10_000, count / 200, count / 2000);
    lies[..hamlet].fill(Lie::Hamlet);
    lies[hamlet..hamlet + outside].fill(Lie::Outside);
    lies[hamlet + outside..hamlet + outside + vertex].fill(Lie::Vertex);
    for i in (1..count).rev() {
        lies.swap(i, rng.below(i + 1));
    }
    let [west, south, east, north] = EXTENT;
    let hamlets: Vec<[f64; 2]> = (0..HAMLETS)
        .map(|_| {
            [
                rng.range(west + 0.02, east - 0.02),
                rng.range(south + 0.02, north - 0.02),
            ]
        })
        .collect();
    let days: Vec<String> = (0..300u64)
        .filter_map(|d| today().checked_sub_days(Days::new(120))?.checked_add_days(Days::new(d)))
        .map(|d| d.to_string())
        .collect();
    let chunk = |from: usize| -> Vec<u8> {
        let mut rng = Rng::new(SEED, 1 + from as u64);
        let mut out = Vec::new();
        for (i, lie) in lies.iter().enumerate().skip(from).take(CHUNK) {
            let at = match lie {
                Lie::Anywhere => fixed([rng.range(west, east), rng.range(south, north)]),
                Lie::Hamlet => {
                    let h = hamlets[rng.below(HAMLETS)];
                    fixed([
                        (h[0] + 0.004 * rng.normal()).clamp(west + 1e-6, east - 1e-6),
                        (h[1] + 0.004 * rng.normal()).clamp(south + 1e-6, north - 1e-6),
                    ])
                }
                Lie::Outside => fixed([rng.range(east + 0.001, east + 0.05), rng.range(south, north)]),
                Lie::Vertex => ground.some_vertex(&mut rng),
            };
            let kind = if rng.unit() < 0.55 { "ruined_wall" } else { "dry_toilet" };
            let die = rng.unit();
            let state = STATES.iter().find(|s| die < s.1).map_or("rejected", |s| s.0);
            let (day, owner, group) = (&days[rng.below(days.len())], i % 99_991, i % 13);
            if i > from {
                out.extend_from_slice(b",\n");
            }
            out.extend_from_slice(
                format!(
                    "{{\"type\":\"Feature\",\"properties\":{{\"site_id\":\"S{i:07}\",\"kind\":\"{kind}\",\"status\":\"{state}\",\
                     \"deadline\":\"{day}\",\"owner\":\"户主{owner:05}\",\"note\":\"第{group}组 巷道旁\"}},\
                     \"geometry\":{{\"type\":\"Point\",\"coordinates\":"
                )
                .as_bytes(),
            );
            position(&mut out, at);
            out.extend_from_slice(b"}}");
        }
        out
    };
    let starts: Vec<usize> = (0..count).step_by(CHUNK).collect();
    write(
        path,
        "sites",
        starts
            .chunks(8)
            .map(|b| b.par_iter().map(|s| chunk(*s)).collect::<Vec<_>>()),
    )
}

fn fixed(p: [f64; 2]) -> Vertex {
    p.map(|v| (v * 1e7).round() as i64)
}

/// Longitude and latitude with seven decimals; all of this ground lies north of the equator and east of Greenwich.
fn position(out: &mut Vec<u8>, v: Vertex) {
    let part = |n: i64| format!("{}.{:07}", n / 10_000_000, n % 10_000_000);
    out.extend_from_slice(format!("[{},{}]", part(v[0]), part(v[1])).as_bytes());
}
