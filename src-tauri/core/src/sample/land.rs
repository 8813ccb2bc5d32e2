//! The invented land: outline, valley, river, roads. Kilometres east and north
//! of 102.05° E 36.42° N, before `to_degrees` bends and places them.

use super::rng::noise;

/// A place in kilometres, or in degrees after [`to_degrees`].
pub(super) type Xy = [f64; 2];

const ORIGIN: Xy = [102.05, 36.42];
/// Kilometres in a degree of longitude and of latitude around the origin.
const DEGREE: Xy = [89.71, 110.98];

/// Heart of the district's town, and of the smaller one to its west.
pub(super) const TOWN: Xy = [3.2, 7.2];
const WEST_TOWN: Xy = [-8.2, 7.4];

const OUTLINE: &[Xy] = &[
    [-16.4, 11.6],
    [-13.2, 12.4],
    [-10.6, 15.6],
    [-6.4, 14.2],
    [-2.2, 15.8],
    [1.4, 12.6],
    [6.2, 13.4],
    [10.2, 11.8],
    [14.0, 14.2],
    [16.6, 11.0],
    [15.8, 5.6],
    [13.4, 2.6],
    [14.6, -2.4],
    [11.2, -5.2],
    [11.8, -10.0],
    [7.6, -12.6],
    [5.4, -17.2],
    [0.2, -15.2],
    [-4.4, -17.0],
    [-8.8, -12.8],
    [-8.2, -7.4],
    [-12.6, -3.2],
    [-12.0, 1.4],
    [-15.2, 4.2],
];

/// Whether a place belongs to the district, before its cells give it its ragged edge.
pub(super) fn inside(p: Xy) -> bool {
    let mut odd = false;
    for (i, a) in OUTLINE.iter().enumerate() {
        let b = OUTLINE[(i + 1) % OUTLINE.len()];
        if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0] {
            odd = !odd;
        }
    }
    odd
}

/// Northing of the river at an easting.
pub(super) fn river_at(x: f64) -> f64 {
    7.9 + 0.9 * noise(11, x / 6.5, 0.5) + 0.28 * noise(12, x / 1.9, 0.5) + 0.06 * noise(13, x / 0.6, 0.5)
}

fn bump(u: f64) -> f64 {
    1.0 / (1.0 + u * u * u * u)
}

fn away(p: Xy, q: Xy, sx: f64) -> f64 {
    let (dx, dy) = ((p[0] - q[0]) / sx, p[1] - q[1]);
    (dx * dx + dy * dy).sqrt()
}

/// Distance that neighbouring cells keep here: small in town, wide in the hills.
pub(super) fn spacing(p: Xy) -> f64 {
    let valley = bump((p[1] - river_at(p[0]) + 0.2) / 2.3);
    let town = bump(away(p, TOWN, 1.6) / 3.3);
    let west = bump(away(p, WEST_TOWN, 1.6) / 1.5);
    let hills = 2.32 + 0.42 * noise(21, p[0] / 5.0, p[1] / 5.0);
    let floor = hills + (1.8 - hills) * valley;
    let near_west = floor + (1.45 - floor) * west;
    near_west + (0.88 - near_west) * town
}

/// Bends the land gently, so that nothing on it is ruler-straight, and places
/// it on the globe. Rounded to 7 decimals, about a centimetre.
pub(super) fn to_degrees(p: Xy) -> Xy {
    let bend = |seed: u64| {
        0.55 * noise(seed, p[0] / 5.3 + 0.37, p[1] / 5.3) + 0.12 * noise(seed + 1, p[0] / 1.7, p[1] / 1.7 + 0.61)
    };
    let place = |axis: usize, seed: u64| round7(ORIGIN[axis] + (p[axis] + bend(seed)) / DEGREE[axis]);
    [place(0, 31), place(1, 41)]
}

/// Rounds a degree to 7 decimals.
pub(super) fn round7(v: f64) -> f64 {
    (v * 1e7).round() / 1e7
}

/// Metres east and north of `from` to `to`, both in degrees; good for a few kilometres.
pub(super) fn metres(from: Xy, to: Xy) -> Xy {
    [
        (to[0] - from[0]) * DEGREE[0] * 1000.0,
        (to[1] - from[1]) * DEGREE[1] * 1000.0,
    ]
}

/// The place so many metres east and north of another.
pub(super) fn offset(from: Xy, by: Xy) -> Xy {
    [
        round7(from[0] + by[0] / DEGREE[0] / 1000.0),
        round7(from[1] + by[1] / DEGREE[1] / 1000.0),
    ]
}

/// The river from west to east, past the district on both sides, in degrees.
pub(super) fn river() -> Vec<Xy> {
    (0..=240)
        .map(|i| -18.6 + i as f64 * 0.155)
        .map(|x| to_degrees([x, river_at(x)]))
        .collect()
}

/// The road along the valley floor, in degrees.
pub(super) fn valley_road() -> Vec<Xy> {
    let y = |x: f64| river_at(x) * 0.55 + 0.45 * 7.6 - 1.35 + 0.22 * noise(51, x / 3.0, 0.5);
    (0..=120)
        .map(|i| -18.4 + i as f64 * 0.308)
        .map(|x| to_degrees([x, y(x)]))
        .collect()
}

/// The road from the town south into the hills, in degrees.
pub(super) fn hill_road() -> Vec<Xy> {
    let x = |y: f64| 3.0 + 0.16 * (y - 6.0) + 1.7 * noise(61, y / 6.0, 0.5) + 0.45 * noise(62, y / 2.0, 0.5);
    (0..=100)
        .map(|i| 6.1 - i as f64 * 0.232)
        .map(|y| to_degrees([x(y), y]))
        .collect()
}
