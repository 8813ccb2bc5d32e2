//! Tiles of more cells than can be drawn as outlines, and what is asked of the core because the page holds none.

use super::*;
use crate::store::{Paint, Size};
use crate::tile::decode::decode;
use crate::tile::raster::SIDE;
use crate::tile::{Shade, Tile};
use crate::view::Filter;
use serde_json::{Value, json};

const TILE: Tile = Tile { z: 7, x: 64, y: 63 };

pub(super) fn paint(shade: Shade) -> Paint {
    Paint {
        shade,
        hand: String::new(),
        past: None,
        since: None,
    }
}

/// Squares of a twentieth of a degree, `side` by `side` of them from 0, 0 to the north-east.
pub(super) fn squares(d: &Desk, side: usize) {
    let at = |i: usize| i as f64 / 20.0;
    let feature = |i: usize, j: usize| {
        let (w, s, e, n) = (at(i), at(j), at(i + 1), at(j + 1));
        json!({ "type": "Feature", "properties": { "code": format!("C{i:02}{j:02}"), "name": "村" },
            "geometry": { "type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]] } })
    };
    let all: Vec<Value> = (0..side * side).map(|k| feature(k / side, k % side)).collect();
    let text = json!({ "type": "FeatureCollection", "features": all }).to_string();
    d.import("cells.geojson", &text, ImportAs::Grids);
}

/// The looks of a tile, and the look of the pixel that shows a place.
fn seen(d: &Desk, paint: &Paint, [lon, lat]: [f64; 2]) -> Value {
    let bytes = d
        .project
        .mosaic(TILE, Size::default(), paint, today())
        .unwrap()
        .expect("pixels");
    let length = u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize;
    let head: Value = serde_json::from_slice(&bytes[4..4 + length]).unwrap();
    let [west, south, east, north] = TILE.bounds(0.0);
    // Near the equator a degree of latitude is as long as one of longitude.
    let x = ((lon - west) / (east - west) * SIDE as f64) as usize;
    let y = ((north - lat) / (north - south) * SIDE as f64) as usize;
    let at = 4 + length + 2 * (y * SIDE + x);
    let look = u16::from_le_bytes([bytes[at], bytes[at + 1]]) & 0x1fff;
    look.checked_sub(1)
        .map_or(Value::Null, |l| head["looks"][usize::from(l)].clone())
}

#[test]
fn many_cells_come_as_pixels_and_few_as_outlines_and_never_both() {
    for (side, dense) in [(24, false), (25, true)] {
        let d = Desk::new();
        squares(&d, side);
        let pixels = d
            .project
            .mosaic(TILE, Size::default(), &paint(Shade::Unresolved), today())
            .unwrap();
        let layers = decode(&d.project.tile(TILE, &Filter::default(), today()).unwrap());
        assert_eq!(pixels.is_some(), dense, "{side}");
        assert_eq!(layers.contains_key("cell"), !dense, "{side}");
        assert!(layers.contains_key("border"));
    }
}

#[test]
fn a_view_is_drawn_one_way_also_where_a_tile_has_few_cells() {
    let d = Desk::new();
    squares(&d, 25);
    // The squares reach 1.25 degrees; a tile of zoom 7 is 2.8 wide, so that its southern neighbour has the first row at most.
    let beside = Tile { y: 64, ..TILE };
    let drawn = |t: Tile| {
        let pixels = d
            .project
            .mosaic(t, Size::default(), &paint(Shade::Unresolved), today())
            .unwrap();
        let layers = decode(&d.project.tile(t, &Filter::default(), today()).unwrap());
        (pixels.is_some(), layers.contains_key("cell"))
    };
    assert_eq!((drawn(TILE), drawn(beside)), ((true, false), (true, false)));
    assert_eq!(drawn(Tile { z: 10, x: 512, y: 511 }), (false, true));
}

#[test]
fn pixels_follow_the_sites_and_the_cells() {
    let d = Desk::new();
    squares(&d, 25);
    let (here, beside) = ([0.525, 0.525], [0.575, 0.525]);
    assert_eq!(
        seen(&d, &paint(Shade::Unresolved), here),
        json!({ "u": 0, "vac": true })
    );
    d.add(0.525, 0.525);
    d.add(0.526, 0.525);
    assert_eq!(
        seen(&d, &paint(Shade::Unresolved), here),
        json!({ "u": 2, "vac": true })
    );
    assert_eq!(
        seen(&d, &paint(Shade::Unresolved), beside),
        json!({ "u": 0, "vac": true })
    );
    assert_eq!(seen(&d, &paint(Shade::Overdue), here), json!({ "o": 0, "vac": true }));
    assert_eq!(seen(&d, &paint(Shade::Unresolved), [1.3, 0.5]), Value::Null);
    // More cells at the east and the north.
    squares(&d, 26);
    assert_eq!(
        seen(&d, &paint(Shade::Unresolved), [1.275, 0.5]),
        json!({ "u": 0, "vac": true })
    );
}

#[test]
fn a_place_and_an_outline_are_asked_of_the_core() {
    let d = Desk::new();
    squares(&d, 25);
    let found = d.project.cells_at(&[[0.525, 0.525], [5.0, 5.0]], today()).unwrap();
    let cell = found[0].expect("a cell lies there");
    assert_eq!(found[1], None);
    let dossier = d.project.dossier(cell, today()).unwrap();
    assert_eq!(dossier.grid.code, "C1010");
    let world = [-180.0, -85.0, 180.0, 85.0];
    let outlines = d.project.outlines(&[cell], world, 10, today()).unwrap();
    assert_eq!(
        (outlines.len(), outlines[0].id, outlines[0].rings[0].len()),
        (1, cell, 5)
    );
    assert!(
        outlines[0].rings[0]
            .iter()
            .flatten()
            .all(|v| (0.4999..=0.5501).contains(v))
    );
    // What is not in sight, or too small to be seen, is not sent.
    assert!(
        d.project
            .outlines(&[cell], [10.0, 10.0, 11.0, 11.0], 10, today())
            .unwrap()
            .is_empty()
    );
    assert!(d.project.outlines(&[cell], world, 0, today()).unwrap().is_empty());
}
