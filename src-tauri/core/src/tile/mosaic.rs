//! A tile of more cells than a page can draw as outlines, as pixels: what each shows is one of a few looks, each told by
//! the same properties that a cell of a vector tile has, so that the page colours both by one rule.

use super::cut::TileCell;
use super::outlines::Outlines;
use super::raster::Raster;
use crate::model::Lack;
use serde_json::{Value, json};
use std::collections::HashMap;

/// Where a tile of a zoom has more cells than this, all tiles of that zoom are drawn as pixels, so that no view shows both ways.
pub const DENSE: usize = 600;
/// A look's number has thirteen binary digits, and 0 is no cell.
const MOST_LOOKS: usize = 0x1fff;
/// The two above a look's number: how many of [`HATCHED_WIDER`] the cell reaches.
const HATCH: u32 = 13;
/// From so many CSS pixels of its narrower side on, a cell's hatch is laid one step wider.
const HATCHED_WIDER: [f64; 2] = [14.0, 28.0];

/// What the map colours its cells by; only that is told of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shade {
    /// Unresolved sites.
    Unresolved,
    /// Overdue sites.
    Overdue,
    /// The chief.
    Chief,
    /// Accepted in percent.
    Progress,
    /// Days since it was walked.
    Walked,
    /// Which of the people who are to answer for it is lacking.
    Lack,
    /// By how much it changed between two days.
    Change,
}

impl Shade {
    /// Reads the page's word.
    pub fn read(word: &str) -> Option<Shade> {
        Some(match word {
            "unresolved" => Shade::Unresolved,
            "overdue" => Shade::Overdue,
            "chief" => Shade::Chief,
            "progress" => Shade::Progress,
            "walked" => Shade::Walked,
            "lack" => Shade::Lack,
            "change" => Shade::Change,
            _ => return None,
        })
    }

    /// What a cell's look comes from, and how much it wants to be seen beside others.
    fn key(self, cell: &TileCell, hand: &str) -> (Key, u32) {
        let (value, weight) = match self {
            Shade::Unresolved => (Some(cell.unresolved.into()), cell.unresolved),
            Shade::Overdue => (Some(cell.overdue.into()), cell.overdue),
            Shade::Chief => (Some(cell.colour.into()), cell.vacant.into()),
            Shade::Progress => (Some(cell.progress.into()), (100 - i32::from(cell.progress)) as u32),
            Shade::Walked => (cell.walked.map(i64::from), cell.walked.unwrap_or(u32::MAX)),
            Shade::Lack => (cell.lack.map(|l| l as i64), cell.lack.is_some().into()),
            Shade::Change => {
                let d = cell.change.unwrap_or(0);
                (Some(d.into()), d.unsigned_abs())
            }
        };
        let key = Key {
            value,
            vacant: cell.vacant,
            hand: self == Shade::Chief && !hand.is_empty() && cell.chief == hand,
        };
        (key, weight)
    }

    /// The properties that tell a cell's look, as a vector tile names them. Of chiefs only the name `hand` is told.
    fn look(self, key: Key, lack: Option<Lack>, hand: &str) -> Value {
        let Key { value, vacant: vac, .. } = key;
        match self {
            Shade::Unresolved => json!({ "u": value, "vac": vac }),
            Shade::Overdue => json!({ "o": value, "vac": vac }),
            Shade::Chief => json!({ "ci": value, "c": if key.hand { hand } else { "" }, "vac": vac }),
            Shade::Progress => json!({ "p": value, "vac": vac }),
            Shade::Walked if value.is_some() => json!({ "wd": value, "vac": vac }),
            Shade::Lack if lack.is_some() => json!({ "lk": lack.map(Lack::word), "vac": vac }),
            Shade::Walked | Shade::Lack => json!({ "vac": vac }),
            Shade::Change => json!({ "d": value, "vac": vac }),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    value: Option<i64>,
    vacant: bool,
    hand: bool,
}

/// The looks of all cells.
#[derive(Debug, Default)]
pub struct Mosaic {
    looks: Vec<Value>,
    /// By cell: its look counted from 1; 0 where it is not shown.
    of: Vec<u16>,
    weight: Vec<u32>,
}

impl Mosaic {
    /// What cells look like, in their order; none for one that is not shown.
    pub fn of<'a>(shade: Shade, hand: &str, cells: impl Iterator<Item = Option<TileCell<'a>>>) -> Mosaic {
        let mut all = Mosaic::default();
        let mut known: HashMap<Key, u16> = HashMap::new();
        for cell in cells {
            let (number, weight) = cell.map_or((0, 0), |cell| {
                let (key, weight) = shade.key(&cell, hand);
                let number = *known.entry(key).or_insert_with(|| {
                    if all.looks.len() < MOST_LOOKS {
                        all.looks.push(shade.look(key, cell.lack, hand));
                    }
                    all.looks.len() as u16
                });
                (number, weight)
            });
            all.of.push(number);
            all.weight.push(weight);
        }
        all
    }

    /// The bytes of a tile: the length of what follows in four bytes, JSON with all `looks` and `side`, the CSS pixels that
    /// a cell is wide in the mean, filled with blanks to an even length; then each pixel by rows from the
    /// north in two bytes: its look counted from 1, or 0 for none, in two digits more how wide its hatch is laid, and
    /// [`super::raster::EDGE`]. Numbers have their lowest byte first. `px`: CSS pixels as they are shown to one of the tile's own.
    pub fn tile(&self, raster: &Raster, outlines: &Outlines, zoom: u8, px: f64) -> Vec<u8> {
        let hatched = |(cell, look): (usize, &u16)| {
            let [wide, high] = outlines.size_px(cell, zoom);
            let narrower = wide.min(high) * px;
            let steps = HATCHED_WIDER.iter().filter(|from| narrower >= **from).count();
            look | (steps as u16) << HATCH
        };
        let of: Vec<u16> = self.of.iter().enumerate().map(hatched).collect();
        let pixels = raster.painted(&of, &self.weight);
        let head = json!({ "looks": self.looks, "side": outlines.mean_side_px(zoom) * px }).to_string();
        let head = format!("{head:<wide$}", wide = head.len().next_multiple_of(2));
        let mut out = Vec::with_capacity(4 + head.len() + 2 * pixels.len());
        out.extend_from_slice(&(head.len() as u32).to_le_bytes());
        out.extend_from_slice(head.as_bytes());
        out.extend(pixels.iter().flat_map(|p| p.to_le_bytes()));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GridId;
    use crate::tile::Tile;
    use crate::tile::raster::{EDGE, SIDE};
    use geo::{MultiPolygon, polygon};

    fn cell(geometry: &MultiPolygon<f64>, unresolved: u32, vacant: bool) -> TileCell<'_> {
        TileCell {
            id: GridId(1),
            code: "",
            name: "",
            geometry,
            label_at: [f64::NAN; 2],
            label_only: false,
            unresolved,
            overdue: 2,
            progress: -1,
            chief: "李强",
            colour: 3,
            vacant,
            lack: Some(Lack::Phone),
            walked: None,
            change: None,
        }
    }

    #[test]
    fn a_look_tells_what_the_map_is_coloured_by_and_no_more() {
        let g = MultiPolygon(vec![]);
        let told = |shade: Shade, hand: &str| {
            let cell = cell(&g, 5, false);
            shade.look(shade.key(&cell, hand).0, cell.lack, hand)
        };
        assert_eq!(told(Shade::Unresolved, ""), json!({ "u": 5, "vac": false }));
        assert_eq!(told(Shade::Chief, ""), json!({ "ci": 3, "c": "", "vac": false }));
        assert_eq!(
            told(Shade::Chief, "李强"),
            json!({ "ci": 3, "c": "李强", "vac": false })
        );
        assert_eq!(told(Shade::Walked, ""), json!({ "vac": false }));
        assert_eq!(told(Shade::Lack, ""), json!({ "lk": "phone", "vac": false }));
        assert_eq!(told(Shade::Progress, ""), json!({ "p": -1, "vac": false }));
    }

    #[test]
    fn a_tile_holds_its_looks_and_then_a_number_for_each_pixel() {
        let g = MultiPolygon(vec![
            polygon![(x: -180., y: -85.), (x: 0., y: -85.), (x: 0., y: 85.), (x: -180., y: 85.)],
        ]);
        let outlines = Outlines::of([&g, &g]);
        let tile = Tile { z: 0, x: 0, y: 0 };
        let raster = Raster::of(&outlines, &[0], tile, SIDE);
        let cells = [cell(&g, 5, true), cell(&g, 5, true)].map(Some);
        let mosaic = Mosaic::of(Shade::Unresolved, "", cells.into_iter());
        assert_eq!(mosaic.of, [1, 1]);
        let bytes = mosaic.tile(&raster, &outlines, 0, 1.0);
        let length = u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize;
        let head: Value = serde_json::from_slice(&bytes[4..4 + length]).unwrap();
        assert_eq!(head["looks"][0], json!({ "u": 5, "vac": true }));
        assert!(
            head["side"].as_f64().is_some_and(|v| (300.0..600.0).contains(&v)),
            "{head}"
        );
        assert_eq!(length % 2, 0);
        let pixel = |x: usize, y: usize| {
            let at = 4 + length + 2 * (y * SIDE + x);
            u16::from_le_bytes([bytes[at], bytes[at + 1]])
        };
        assert_eq!(bytes.len(), 4 + length + 2 * SIDE * SIDE);
        assert_eq!(
            (pixel(100, 256), pixel(0, 256), pixel(400, 256)),
            (1 | 2 << HATCH, 1 | 2 << HATCH | EDGE, 0)
        );
    }
}
