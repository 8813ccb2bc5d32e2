//! The sample's tree: real names and codes laid over the invented cells.

use super::land::{TOWN, Xy, river_at};
use super::mesh::Mesh;
use super::{border, groups};
use serde::Deserialize;

/// A subdistrict or town, as the code list has it.
pub(super) struct Town {
    /// 9 digits.
    pub code: String,
    /// Official name.
    pub name: String,
}

/// A village or community.
pub(super) struct Village {
    /// 12 digits.
    pub code: String,
    /// Name of the ground: 东庄村, 乐都路社区.
    pub name: String,
    /// Name that its cells build on: 东庄村, 乐都路.
    pub stem: String,
    /// Place of its town in the list.
    pub town: usize,
    /// A community, not a village.
    pub community: bool,
}

/// A unit grid cell.
pub(super) struct Cell {
    /// 15 digits.
    pub code: String,
    /// 石家营村02, or the village's own name where it has one cell only.
    pub name: String,
    /// Place of its village in the list.
    pub village: usize,
    /// Closed ring in degrees.
    pub ring: Vec<Xy>,
    /// Kilometres from the town's heart.
    pub from_town: f64,
    /// Kilometres from the river.
    pub from_river: f64,
    /// Cells across its edges.
    pub touching: Vec<usize>,
}

/// The district's ground: parents without polygons, cells in the order of their codes.
pub(super) struct District {
    /// Subdistricts and towns.
    pub towns: Vec<Town>,
    /// Villages and communities.
    pub villages: Vec<Village>,
    /// Cells.
    pub cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    #[serde(default, rename = "streetCode")]
    street: String,
}

/// Seat of each town in kilometres, and how many cells it has beyond one per village.
const SEATS: &[(&str, Xy, usize)] = &[
    ("630203001", [3.2, 7.0], 15),
    ("630203002", [-9.0, 7.6], 5),
    ("630203102", [1.6, 0.2], 4),
    ("630203200", [-8.6, -0.5], 2),
    ("630203201", [-4.4, -10.0], 2),
    ("630203202", [4.6, -10.2], 2),
    ("630203203", [10.4, -3.2], 2),
    ("630203204", [13.2, 8.4], 2),
    ("630203400", [-3.0, 13.6], 2),
];

fn read(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|r| r.expect("the code lists are part of the program"))
        .collect()
}

fn village(row: Row, towns: &[Town]) -> Village {
    let community = row.name.contains("居委会") || row.name.contains("社区");
    let stem = if row.name.contains("虚拟社区") {
        "曹家堡园区".to_owned()
    } else {
        row.name.trim_end_matches("居委会").trim_end_matches("委会").to_owned()
    };
    let name = match row.name.strip_suffix("居委会") {
        Some(_) => format!("{stem}社区"),
        None => row.name.trim_end_matches("委会").to_owned(),
    };
    let town = towns.iter().position(|t| t.code == row.street).unwrap_or(0);
    Village {
        code: row.code,
        name,
        stem,
        town,
        community,
    }
}

/// Lays the district out. Always the same.
pub(super) fn district() -> District {
    let towns: Vec<Town> = read(include_str!("../../../../assets/sample/pingan_streets.csv"))
        .into_iter()
        .map(|r| Town {
            code: r.code,
            name: r.name,
        })
        .collect();
    let villages: Vec<Village> = read(include_str!("../../../../assets/sample/pingan_villages.csv"))
        .into_iter()
        .map(|r| village(r, &towns))
        .collect();
    let mesh = Mesh::grow();
    let touching = mesh.neighbours();
    let of_village = settle(&mesh, &touching, &towns, &villages);

    let mut order: Vec<usize> = (0..mesh.cells).collect();
    order.sort_by(|a, b| {
        let at = |i: usize| (of_village[i], mesh.seeds[i]);
        let ((va, pa), (vb, pb)) = (at(*a), at(*b));
        va.cmp(&vb).then(pb[1].total_cmp(&pa[1]))
    });
    let mut place = vec![0; mesh.cells];
    for (k, i) in order.iter().enumerate() {
        place[*i] = k;
    }
    let rings = border::rings(&mesh);
    let cells = order
        .iter()
        .map(|&i| {
            let v = of_village[i];
            let number = 1 + order
                .iter()
                .filter(|j| of_village[**j] == v && place[**j] < place[i])
                .count();
            let alone = of_village.iter().filter(|o| **o == v).count() == 1;
            let p = mesh.seeds[i];
            Cell {
                code: format!("{}{number:03}", villages[v].code),
                name: if alone {
                    villages[v].stem.clone()
                } else {
                    format!("{}{number:02}", villages[v].stem)
                },
                village: v,
                ring: rings[i].clone(),
                from_town: gap2(p, TOWN).sqrt(),
                from_river: (p[1] - river_at(p[0])).abs(),
                touching: touching[i].iter().map(|j| place[*j]).collect(),
            }
        })
        .collect();
    District { towns, villages, cells }
}

fn gap2(p: Xy, q: Xy) -> f64 {
    (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1])
}

/// The village of every cell: cells go to towns around their seats, those of a
/// town to villages, the smallest joined first, and the largest groups nearest
/// the town's heart are its communities.
fn settle(mesh: &Mesh, touching: &groups::Touching, towns: &[Town], villages: &[Village]) -> Vec<usize> {
    let seats: Vec<(Xy, usize)> = towns
        .iter()
        .map(|t| SEATS.iter().find(|s| s.0 == t.code).map_or((TOWN, 0), |s| (s.1, s.2)))
        .collect();
    let homes = |t: usize| {
        (0..villages.len())
            .filter(|v| villages[*v].town == t)
            .collect::<Vec<_>>()
    };
    let mut wanted: Vec<usize> = seats.iter().enumerate().map(|(t, s)| homes(t).len() + s.1).collect();
    // What is left over of the cells goes to the town in the middle, which touches most others.
    wanted[2] = mesh.cells.saturating_sub(wanted.iter().sum::<usize>() - wanted[2]);
    let owner = groups::share(touching, &wanted, |t, i| gap2(mesh.seeds[i], seats[t].0));

    let areas: Vec<f64> = (0..mesh.cells).map(|i| mesh.area(i)).collect();
    let mut of_village = vec![0; mesh.cells];
    for (t, (seat, _)) in seats.iter().enumerate() {
        let members: Vec<usize> = (0..mesh.cells).filter(|i| owner[*i] == t).collect();
        let homes = homes(t);
        let size = |g: &[usize]| g.iter().map(|i| areas[*i]).sum::<f64>();
        let mut sets = groups::gather(&members, touching, homes.len(), 4, |a, b| {
            size(a) + size(b) - 0.9 * (a.len() + b.len()) as f64
        });
        let middle = |g: &[usize]| g.iter().map(|i| gap2(mesh.seeds[*i], *seat)).sum::<f64>() / g.len() as f64;
        sets.sort_by(|a, b| b.len().cmp(&a.len()).then(middle(a).total_cmp(&middle(b))));
        let communities = homes.iter().filter(|v| villages[**v].community).count();
        // Villages follow from west to east, so that codes near each other lie near each other.
        let west = |g: &[usize]| g.iter().map(|i| mesh.seeds[*i][0]).fold(f64::INFINITY, f64::min);
        let communities = communities.min(sets.len());
        sets[communities..].sort_by(|a, b| west(a).total_cmp(&west(b)));
        for (v, set) in homes.iter().zip(&sets) {
            for i in set {
                of_village[*i] = *v;
            }
        }
    }
    of_village
}
