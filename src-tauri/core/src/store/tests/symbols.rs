//! Symbols and figures of whole zooms of the sample: none lies on another, also across the edges of tiles.

use super::*;
use crate::tile::Tile;
use crate::tile::decode::{Feature, decode};
use crate::view::Filter;

/// The first of the four tiles of zoom 10 that hold the sample's town.
const TOWN: [u32; 2] = [801, 400];
/// The side of a tile in its units, and units to a CSS pixel.
const SIDE: i32 = 4096;
const PX: f64 = 8.0;

/// Where points of a layer stand at a zoom, in CSS pixels of the whole world.
fn points(d: &Desk, z: u8, layer: &str) -> Vec<([f64; 2], Feature)> {
    let deep = z - 10;
    let part = 0..2_u32 << deep;
    let all = part.clone().flat_map(|x| {
        part.clone().map(move |y| Tile {
            z,
            x: (TOWN[0] << deep) + x,
            y: (TOWN[1] << deep) + y,
        })
    });
    let mut out = Vec::new();
    for t in all {
        let bytes = d.project.tile(t, &Filter::default(), today()).unwrap();
        for f in decode(&bytes).remove(layer).unwrap_or_default() {
            let [x, y] = f.parts[0][0];
            let at = [(t.x, x), (t.y, y)].map(|(tile, v)| (f64::from(tile) * f64::from(SIDE) + f64::from(v)) / PX);
            out.push((at, f));
        }
    }
    out
}

#[test]
fn clusters_cover_no_symbol_and_no_figure_also_where_tiles_meet() {
    let d = Desk::sample();
    for z in 12..=14 {
        let sites = points(&d, z, "site");
        let (alone, clusters): (Vec<_>, Vec<_>) = sites.into_iter().partition(|(_, f)| !f.props.contains_key("n"));
        let labels = points(&d, z, "label");
        assert!(alone.len() > 50 && !labels.is_empty(), "{z}");
        let mut covered = Vec::new();
        for (at, f) in &clusters {
            let radius = if f.int("n") < 10 { 12.0 } else { 14.0 };
            for (other, _) in &alone {
                if (at[0] - other[0]).hypot(at[1] - other[1]) < radius + 9.0 {
                    covered.push(("symbol", *at, *other));
                }
            }
            for (other, _) in &labels {
                let over = [(at[0] - other[0]).abs() - 4.5, (at[1] - other[1]).abs() - 7.0].map(|v| v.max(0.0));
                if over[0].hypot(over[1]) < radius {
                    covered.push(("figure", *at, *other));
                }
            }
        }
        assert_eq!(covered, [], "at zoom {z} of {} clusters", clusters.len());
    }
}
