use super::*;
use crate::model::{Level, SiteId, State};
use crate::tile::decode::{Feature, decode};
use geo::{Coord, LineString, Polygon};

const LOW: i32 = -BUFFER;
const HIGH: i32 = EXTENT + BUFFER;

pub(super) fn cell(id: i64, geometry: &MultiPolygon<f64>) -> TileCell<'_> {
    TileCell {
        id: GridId(id),
        code: "630203001001001",
        name: "一组",
        geometry,
        label_at: crate::tile::label_point(geometry).unwrap_or([f64::NAN; 2]),
        label_only: false,
        unresolved: 3,
        overdue: 1,
        progress: 40,
        chief: "马某",
        colour: 5,
        vacant: false,
        lack: None,
        walked: None,
        change: None,
    }
}

fn ring(points: &[[f64; 2]]) -> LineString<f64> {
    let mut line: Vec<_> = points.iter().map(|&[x, y]| Coord { x, y }).collect();
    line.extend(line.first().copied());
    LineString(line)
}

fn one(points: &[[f64; 2]]) -> MultiPolygon<f64> {
    MultiPolygon(vec![Polygon::new(ring(points), vec![])])
}

fn tile_at(z: u8) -> Tile {
    let n = (1_u32 << z) as f64;
    Tile {
        z,
        x: (n * 0.7831) as u32,
        y: (n * 0.3917) as u32,
    }
}

/// A point at parts of the tile's width and height from its north-west corner.
fn at(tile: Tile, x: f64, y: f64) -> [f64; 2] {
    let [west, south, east, north] = tile.bounds(0.0);
    [west + (east - west) * x, north + (south - north) * y]
}

/// `side` × `side` cells over the tile whose shared borders wander, 8 vertices a side.
fn patchwork(tile: Tile, side: i32, from: f64, to: f64) -> Vec<MultiPolygon<f64>> {
    const STEPS: i32 = 8;
    let node = |i: i32, j: i32| {
        let wander = |s: i32| (f64::from(s) * 12.9898).sin() * 0.3;
        let v = |n: i32, w: f64| from + (to - from) * (f64::from(n) + w) / f64::from(side * STEPS);
        at(tile, v(i, wander(i * 7 + j * 131)), v(j, wander(i * 57 + j * 3)))
    };
    (0..side * side)
        .map(|k| {
            let (i, j) = (k % side * STEPS, k / side * STEPS);
            let mut line = Vec::new();
            line.extend((0..STEPS).map(|s| node(i + s, j)));
            line.extend((0..STEPS).map(|s| node(i + STEPS, j + s)));
            line.extend((0..STEPS).map(|s| node(i + STEPS - s, j + STEPS)));
            line.extend((0..STEPS).map(|s| node(i, j + STEPS - s)));
            one(&line)
        })
        .collect()
}

fn area(feature: &Feature) -> i64 {
    feature.parts.iter().map(|part| area2(part)).sum()
}

pub(super) fn within_buffer(feature: &Feature) -> bool {
    feature
        .parts
        .iter()
        .flatten()
        .flatten()
        .all(|v| (LOW..=HIGH).contains(v))
}

#[test]
fn a_cell_comes_out_with_all_its_properties_and_its_label() {
    let tile = tile_at(14);
    let square = one(&[
        at(tile, 0.2, 0.2),
        at(tile, 0.6, 0.2),
        at(tile, 0.6, 0.6),
        at(tile, 0.2, 0.6),
    ]);
    let layers = decode(&cut(tile, &[cell(77 << 32, &square)], &[], &[], &[]));
    assert_eq!(layers.keys().collect::<Vec<_>>(), ["cell", "label"]);
    let [f] = &layers["cell"][..] else { panic!() };
    assert_eq!((f.id, f.kind, f.int("id")), (Some(77 << 32), 3, 77 << 32));
    assert_eq!(
        (f.text("code"), f.text("name"), f.text("c")),
        ("630203001001001", "一组", "马某")
    );
    assert_eq!((f.int("u"), f.int("o"), f.int("p"), f.int("ci")), (3, 1, 40, 5));
    assert!(!f.flag("vac") && f.props.len() == 9);
    let px = area(f) as f64 / 2.0 / 64.0;
    assert!((px / (0.4_f64 * 512.0).powi(2) - 1.0).abs() < 0.01, "{px}");
    let [l] = &layers["label"][..] else { panic!() };
    assert_eq!(
        (l.id, l.kind, l.int("id"), l.text("name")),
        (Some(77 << 32), 1, 77 << 32, "一组")
    );
    assert!(l.int("named") == 100 && l.props.len() == 9);
    let [x, y] = l.parts[0][0];
    assert!((1100..2200).contains(&x) && (1100..2200).contains(&y), "{x} {y}");
}

#[test]
fn what_a_cell_lacks_and_when_it_was_walked_stand_on_it_and_on_its_label() {
    let tile = tile_at(14);
    let square = one(&[
        at(tile, 0.2, 0.2),
        at(tile, 0.6, 0.2),
        at(tile, 0.6, 0.6),
        at(tile, 0.2, 0.6),
    ]);
    let told = TileCell {
        lack: Some(Lack::Department),
        walked: Some(12),
        ..cell(1, &square)
    };
    let layers = decode(&cut(tile, &[told], &[], &[], &[]));
    for layer in ["cell", "label"] {
        let f = &layers[layer][0];
        assert_eq!((f.text("lk"), f.int("wd")), ("department", 12), "{layer}");
    }
}

#[test]
fn a_cell_says_from_which_scale_on_it_has_room_for_its_name() {
    let tile = tile_at(15);
    for (side_px, from) in [(78.0, Some(100)), (52.0, Some(149)), (38.0, None)] {
        let s = 0.3 + side_px / 512.0;
        let square = one(&[at(tile, 0.3, 0.3), at(tile, s, 0.3), at(tile, s, s), at(tile, 0.3, s)]);
        let layers = decode(&cut(tile, &[cell(1, &square)], &[], &[], &[]));
        let told = layers["label"][0]
            .props
            .contains_key("named")
            .then(|| layers["label"][0].int("named"));
        assert_eq!(told, from, "{side_px} px");
    }
}

#[test]
fn rings_are_turned_as_the_format_asks_whichever_way_they_came() {
    let tile = tile_at(13);
    let mut outer = vec![
        at(tile, 0.1, 0.1),
        at(tile, 0.9, 0.1),
        at(tile, 0.9, 0.9),
        at(tile, 0.1, 0.9),
    ];
    let mut hole = vec![
        at(tile, 0.3, 0.3),
        at(tile, 0.5, 0.3),
        at(tile, 0.5, 0.5),
        at(tile, 0.3, 0.5),
    ];
    for turn in 0..4 {
        if turn % 2 == 1 {
            outer.reverse()
        } else {
            hole.reverse()
        }
        let shape = MultiPolygon(vec![Polygon::new(ring(&outer), vec![ring(&hole)])]);
        let layers = decode(&cut(tile, &[cell(1, &shape)], &[], &[], &[]));
        let parts = &layers["cell"][0].parts;
        assert_eq!(parts.len(), 2);
        assert!(area2(&parts[0]) > 0 && area2(&parts[1]) < 0);
    }
}

#[test]
fn a_part_that_starts_where_the_last_one_ended_is_still_a_ring_of_its_own() {
    let tile = tile_at(13);
    let (a, b, c) = (at(tile, 0.1, 0.1), at(tile, 0.5, 0.1), at(tile, 0.5, 0.5));
    let (d, e) = (at(tile, 0.9, 0.5), at(tile, 0.9, 0.9));
    for first in [[a, b, c], [b, c, a], [c, a, b]] {
        for second in [[c, d, e], [d, e, c], [e, c, d]] {
            let part = |p: &[[f64; 2]]| Polygon::new(ring(p), vec![]);
            let shape = MultiPolygon(vec![part(&first), part(&second)]);
            let layers = decode(&cut(tile, &[cell(1, &shape)], &[], &[], &[]));
            assert_eq!(layers["cell"][0].parts.len(), 2);
        }
    }
}

#[test]
fn neighbours_meet_without_gap_or_overlap_at_every_zoom() {
    for z in [3, 8, 10, 12, 15, 18] {
        let tile = tile_at(z);
        // From beyond one edge of the buffer to beyond the other: they cover all of it.
        let shapes = patchwork(tile, 6, -0.1, 1.1);
        let cells: Vec<_> = (1..).zip(&shapes).map(|(id, shape)| cell(id, shape)).collect();
        let layers = decode(&cut(tile, &cells, &[], &[], &[]));
        let side = i64::from(HIGH - LOW);
        let total: i64 = layers["cell"].iter().map(area).sum();
        assert_eq!(total, 2 * side * side, "zoom {z}");
    }
}

#[test]
fn neighbouring_tiles_draw_a_cell_the_same_where_they_meet() {
    let left = tile_at(14);
    let right = Tile { x: left.x + 1, ..left };
    let shape = one(&[
        at(left, 0.7, 0.2),
        at(left, 1.31, 0.37),
        at(left, 1.2, 0.83),
        at(left, 0.61, 0.71),
    ]);
    let at_edge = |tile: Tile, x: i32| {
        let layers = decode(&cut(tile, &[cell(1, &shape)], &[], &[], &[]));
        let ring = layers["cell"][0].parts[0].clone();
        let mut found: Vec<f64> = Vec::new();
        for i in 0..ring.len() {
            let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
            if (a[0] < x) != (b[0] < x) {
                let t = f64::from(x - a[0]) / f64::from(b[0] - a[0]);
                found.push(f64::from(a[1]) + t * f64::from(b[1] - a[1]));
            }
        }
        found.sort_by(f64::total_cmp);
        found
    };
    let (a, b) = (at_edge(left, EXTENT), at_edge(right, 0));
    assert_eq!((a.len(), b.len()), (2, 2));
    assert!(a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= 1.0), "{a:?} {b:?}");
}

#[test]
fn each_label_is_in_exactly_one_tile() {
    let parent = tile_at(11);
    let shapes = patchwork(parent, 9, 0.0, 1.0);
    let cells: Vec<_> = (1..).zip(&shapes).map(|(id, shape)| cell(id, shape)).collect();
    let mut ids: Vec<i64> = Vec::new();
    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let child = Tile {
            z: 12,
            x: 2 * parent.x + dx,
            y: 2 * parent.y + dy,
        };
        let layers = decode(&cut(child, &cells, &[], &[], &[]));
        ids.extend(layers["label"].iter().map(|f| f.int("id")));
    }
    ids.sort_unstable();
    assert_eq!(ids, (1..=81).collect::<Vec<_>>());
}

#[test]
fn a_cell_too_small_for_the_zoom_stays_as_one_pixel() {
    let tile = tile_at(6);
    let s = 0.4 + 1e-5;
    let tiny = one(&[at(tile, 0.4, 0.4), at(tile, s, 0.4), at(tile, s, s), at(tile, 0.4, s)]);
    let layers = decode(&cut(tile, &[cell(1, &tiny)], &[], &[], &[]));
    assert_eq!(area(&layers["cell"][0]), 2 * i64::from(PX * PX));
    let elsewhere = Tile { x: tile.x + 1, ..tile };
    assert!(cut(elsewhere, &[cell(1, &tiny)], &[], &[], &[]).is_empty());
}

#[test]
fn borders_and_ground_are_cut_to_the_tile() {
    let tile = tile_at(12);
    let line = vec![at(tile, -3.0, 0.4), at(tile, 0.5, 0.5), at(tile, 4.0, 0.6)];
    let border = |level| Border {
        level,
        line: line.clone(),
    };
    let river = Ground {
        kind: "river".into(),
        name: "湟水".into(),
        line: line.clone(),
    };
    let borders = [border(Level::Subdistrict), border(Level::District)];
    let layers = decode(&cut(tile, &[], &[], &borders, &[river]));
    let levels: Vec<_> = layers["border"].iter().map(|f| f.text("level")).collect();
    assert_eq!(levels, ["subdistrict", "district"]);
    let way = &layers["ground"][0];
    assert_eq!((way.kind, way.text("kind"), way.text("name")), (2, "river", "湟水"));
    assert!(within_buffer(way));
    let line = &way.parts[0];
    assert_eq!((line[0][0], line[line.len() - 1][0]), (LOW, HIGH));
}

#[test]
fn sites_come_single_or_as_a_counted_cluster() {
    let tile = tile_at(14);
    let site = |id, x, late| TileSite {
        id: SiteId(id),
        kind: "ruined_wall",
        state: State::Rectifying,
        late,
        escalated: late,
        at: at(tile, x, 0.5),
    };
    let sites = [
        site(4, 0.101, true),
        site(5, 0.102, false),
        site(6, 0.9, true),
        site(7, 1.5, true),
    ];
    let layers = decode(&cut(tile, &[], &sites, &[], &[]));
    let [cluster, single] = &layers["site"][..] else {
        panic!("{layers:?}")
    };
    assert_eq!((cluster.id, cluster.int("n"), cluster.int("late")), (None, 2, 1));
    assert!(!cluster.props.contains_key("id"));
    assert_eq!((single.id, single.int("id")), (Some(6), 6));
    assert_eq!(
        (single.text("kind"), single.text("state")),
        ("ruined_wall", "rectifying")
    );
    assert!(single.flag("late") && single.flag("esc"));
}

#[test]
fn an_empty_tile_has_no_bytes_and_a_false_address_no_tile() {
    assert!(cut(tile_at(9), &[], &[], &[], &[]).is_empty());
    let square = one(&[[0., 0.], [1., 0.], [1., 1.]]);
    let none = [
        Tile { z: 19, x: 0, y: 0 },
        Tile { z: 255, x: 9, y: 9 },
        Tile { z: 2, x: 4, y: 0 },
    ];
    assert!(
        none.iter()
            .all(|tile| cut(*tile, &[cell(1, &square)], &[], &[], &[]).is_empty())
    );
}

#[test]
fn a_cell_that_holds_the_tile_fills_it() {
    let world = one(&[[-180., -90.], [180., -90.], [180., 90.], [-180., 90.]]);
    for z in [0, 1, 9, 18] {
        let layers = decode(&cut(tile_at(z), &[cell(1, &world)], &[], &[], &[]));
        assert!(
            area(&layers["cell"][0]) >= 2 * i64::from(EXTENT) * i64::from(EXTENT),
            "zoom {z}"
        );
    }
}
