//! One tile of the map, cut and encoded.

use geo::MultiPolygon;
use mvt::{Feature, GeomData, GeomEncoder, GeomType, Layer};
use rayon::prelude::*;

use super::address::{BUFFER, EXTENT, Frame, PX, Tile, whole_around};
use super::border::Border;
use super::cluster::{Mark, TileSite, gather, gathers, neighbours};
use super::label::named_from;
use super::place::{self, Beyond, Label, Symbol};
use super::trim::{P, area2, clip_line, clip_ring, snap_ring};
use crate::model::{GridId, Lack};

/// A cell as a tile shows it.
#[derive(Debug, Clone, Copy)]
pub struct TileCell<'a> {
    /// Key; also the feature's id.
    pub id: GridId,
    /// Grid code.
    pub code: &'a str,
    /// Name.
    pub name: &'a str,
    /// Its ground, longitude and latitude in degrees.
    pub geometry: &'a MultiPolygon<f64>,
    /// Where its label stands, longitude and latitude in degrees.
    pub label_at: [f64; 2],
    /// Only its label is drawn: its ground comes as pixels.
    pub label_only: bool,
    /// Sites still unresolved.
    pub unresolved: u32,
    /// Sites past their deadline.
    pub overdue: u32,
    /// Accepted sites in percent of those not dismissed; -1 where there are none.
    pub progress: i8,
    /// Name of its chief, or nothing.
    pub chief: &'a str,
    /// Colour of its chief, 0 to 6.
    pub colour: u8,
    /// Whether it has no chief.
    pub vacant: bool,
    /// What it lacks first of the people who are to answer for it.
    pub lack: Option<Lack>,
    /// Days since it was walked; none = never.
    pub walked: Option<u32>,
    /// By how many its unresolved sites changed between two days, where those are compared.
    pub change: Option<i32>,
}

/// Where the ground is drawn as pixels, a figure stands only on a cell that has so many CSS pixels around it.
pub const LEAST_ROOM: f64 = 7.0;

/// A line of the ground beneath the cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// `river` or `road`.
    pub kind: String,
    /// Name, or nothing.
    pub name: String,
    /// Its course in degrees, longitude first.
    pub line: Vec<[f64; 2]>,
}

/// Cuts a tile: layers `cell`, `ground`, `border`, `label` and `site`, those that
/// hold anything. What lies outside the tile and its buffer is left out, so more may
/// be fed than is in it. Cells are worked on all cores.
pub fn cut(tile: Tile, cells: &[TileCell], sites: &[TileSite], borders: &[Border], ground: &[Ground]) -> Vec<u8> {
    if !tile.valid() {
        return Vec::new();
    }
    let frame = Frame::of(tile);
    let shapes: Vec<Shape> = cells
        .par_iter()
        .with_min_len(128)
        .map_init(Room::default, |room, c| shape(&frame, c, room))
        .collect();
    let mut out = mvt::Tile::new(EXTENT as u32);
    let empty = |name| out.create_layer(name);
    let (cell, label) = (empty("cell"), empty("label"));
    let (line, way, mark) = (empty("border"), empty("ground"), empty("site"));
    let (own, beyond): (Vec<_>, Vec<_>) = cells
        .iter()
        .zip(&shapes)
        .filter_map(|(cell, shape)| Some((cell, shape.label(cell)?)))
        .filter(|(cell, label)| !cell.label_only || label.room >= LEAST_ROOM)
        .partition(|(_, label)| label.at.iter().all(|v| (0..EXTENT).contains(v)));
    let (labelled, mut labels): (Vec<&TileCell>, Vec<Label>) = own.into_iter().unzip();
    let marks = gather(tile, sites);
    let mut symbols: Vec<Symbol> = marks.iter().map(Mark::symbol).collect();
    let beyond = Beyond {
        labels: beyond.into_iter().map(|(_, label)| label).collect(),
        alone: neighbours(tile, sites),
    };
    place::settle(&mut labels, &mut symbols, beyond, gathers(tile.z));
    let marks: Vec<Mark> = marks
        .into_iter()
        .zip(symbols)
        .filter_map(|(mark, s)| mark.settled(s))
        .collect();
    let ((cell, label), (line, way, mark)) = rayon::join(
        || {
            rayon::join(
                || cell_layer(cell, cells, shapes),
                || label_layer(label, labelled.iter().zip(&labels)),
            )
        },
        || {
            (
                border_layer(line, &frame, borders),
                ground_layer(way, &frame, ground),
                site_layer(mark, &marks),
            )
        },
    );
    for layer in [cell, way, line, label, mark] {
        if layer.num_features() > 0 && out.add_layer(layer).is_err() {
            return Vec::new();
        }
    }
    out.to_bytes().unwrap_or_default()
}

/// What one cell is in this tile.
struct Shape {
    polygon: Option<GeomData>,
    /// Also where it stands beyond the tile but may reach into it.
    label: Option<P>,
    /// CSS pixels from there to the nearest border.
    room: f64,
    area_px2: f64,
}

impl Shape {
    fn label(&self, cell: &TileCell) -> Option<Label> {
        Some(Label {
            at: self.label?,
            room: self.room,
            name: place::width(cell.name),
            figure: place::digits(cell.unresolved),
            named: named_from(self.area_px2),
        })
    }
}

/// From a place to the nearest point of a ring, in tile units.
fn distance([x, y]: P, ring: &[P]) -> f64 {
    let at = |p: P| [f64::from(p[0]) - f64::from(x), f64::from(p[1]) - f64::from(y)];
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let squared = edges.map(|(&a, &b)| {
        let (a, b) = (at(a), at(b));
        let d = [b[0] - a[0], b[1] - a[1]];
        let length = d[0] * d[0] + d[1] * d[1];
        let along = if length > 0.0 {
            (-(a[0] * d[0] + a[1] * d[1]) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (a[0] + along * d[0]).powi(2) + (a[1] + along * d[1]).powi(2)
    });
    squared.fold(f64::INFINITY, f64::min).sqrt()
}

/// Buffers that one thread uses again for each cell.
#[derive(Default)]
struct Room {
    ring: Vec<P>,
    spare: Vec<P>,
}

fn shape(frame: &Frame, cell: &TileCell, room: &mut Room) -> Shape {
    let mut paper = Paper::new();
    let mut area = 0.0;
    let mut swallowed = true;
    let middle = frame.global(cell.label_at[0], cell.label_at[1]);
    let label = middle
        .and_then(|at| frame.around(at, place::REACH * f64::from(PX)))
        .map(whole_around);
    let mut border = f64::INFINITY;
    let nearer = |border: f64, ring: &[P]| label.map_or(border, |at| border.min(distance(at, ring)));
    for part in &cell.geometry.0 {
        area += snap_ring(frame, &part.exterior().0, &mut room.ring);
        swallowed &= room.ring.is_empty();
        border = nearer(border, &room.ring);
        clip_ring(&mut room.ring, &mut room.spare);
        let outer = paper.ring(&mut room.ring, true);
        for hole in part.interiors() {
            area -= snap_ring(frame, &hole.0, &mut room.ring);
            border = nearer(border, &room.ring);
            if outer {
                clip_ring(&mut room.ring, &mut room.spare);
                paper.ring(&mut room.ring, false);
            }
        }
    }
    let area_px2 = area / f64::from(PX * PX);
    // Too small for the raster: a pixel stands for it, so that it does not vanish.
    if swallowed || area_px2 < 1.0 {
        paper = Paper::new();
        if let Some([x, y]) = middle.map(|at| frame.pixel(at))
            && [x, y].iter().all(|v| (-BUFFER..=EXTENT + BUFFER - PX).contains(v))
        {
            room.ring.clear();
            room.ring.extend([[x, y], [x + PX, y], [x + PX, y + PX], [x, y + PX]]);
            paper.ring(&mut room.ring, true);
        }
    }
    Shape {
        polygon: if cell.label_only { None } else { paper.done() },
        label,
        room: if border.is_finite() {
            border / f64::from(PX)
        } else {
            0.0
        },
        area_px2,
    }
}

/// The polygon being drawn.
struct Paper {
    encoder: Option<GeomEncoder<i32>>,
    cursor: Option<P>,
}

impl Paper {
    fn new() -> Self {
        Paper {
            encoder: None,
            cursor: None,
        }
    }

    /// Adds a tidy ring, turned as the format asks: exterior positive, hole negative.
    fn ring(&mut self, ring: &mut [P], exterior: bool) -> bool {
        let area = area2(ring);
        if area == 0 {
            return false;
        }
        if (area > 0) != exterior {
            ring.reverse();
        }
        // The encoder would leave out a MoveTo to where it already stands.
        if self.cursor == ring.first().copied() {
            ring.rotate_left(1);
        }
        let encoder = self.encoder.get_or_insert_with(|| GeomEncoder::new(GeomType::Polygon));
        self.cursor = ring.last().copied();
        put(encoder, ring).is_some()
    }

    fn done(self) -> Option<GeomData> {
        self.encoder?.encode().ok()
    }
}

/// Adds one ring, line or point to a geometry.
fn put(encoder: &mut GeomEncoder<i32>, points: &[P]) -> Option<()> {
    for &[x, y] in points {
        encoder.add_point(x, y).ok()?;
    }
    encoder.complete_geom().ok()
}

fn single(kind: GeomType, points: &[P]) -> Option<GeomData> {
    let mut encoder = GeomEncoder::new(kind);
    for &[x, y] in points {
        encoder.add_point(x, y).ok()?;
    }
    encoder.encode().ok()
}

fn cell_layer(mut layer: Layer, cells: &[TileCell], shapes: Vec<Shape>) -> Layer {
    for (cell, shape) in cells.iter().zip(shapes) {
        let Some(polygon) = shape.polygon else {
            continue;
        };
        let mut f = layer.into_feature(polygon);
        f.set_id(cell.id.0 as u64);
        f.add_tag_int("id", cell.id.0);
        f.add_tag_string("code", cell.code);
        f.add_tag_string("name", cell.name);
        f.add_tag_int("u", cell.unresolved.into());
        f.add_tag_int("o", cell.overdue.into());
        f.add_tag_int("p", cell.progress.into());
        f.add_tag_string("c", cell.chief);
        f.add_tag_int("ci", cell.colour.into());
        f.add_tag_bool("vac", cell.vacant);
        add_office(&mut f, cell);
        layer = f.into_layer();
    }
    layer
}

/// What most cells do not carry costs nothing where it is left out.
fn add_office(f: &mut Feature, cell: &TileCell) {
    if let Some(lack) = cell.lack {
        f.add_tag_string("lk", lack.word());
    }
    if let Some(days) = cell.walked {
        f.add_tag_int("wd", days.into());
    }
    if let Some(d) = cell.change {
        f.add_tag_int("d", d.into());
    }
}

fn label_layer<'a>(mut layer: Layer, labels: impl Iterator<Item = (&'a &'a TileCell<'a>, &'a Label)>) -> Layer {
    for (cell, label) in labels {
        let Some(point) = single(GeomType::Point, &[label.at]) else {
            continue;
        };
        let mut f = layer.into_feature(point);
        f.set_id(cell.id.0 as u64);
        f.add_tag_int("id", cell.id.0);
        f.add_tag_string("name", cell.name);
        f.add_tag_int("u", cell.unresolved.into());
        f.add_tag_int("o", cell.overdue.into());
        f.add_tag_int("p", cell.progress.into());
        f.add_tag_string("c", cell.chief);
        f.add_tag_bool("vac", cell.vacant);
        add_office(&mut f, cell);
        if let Some(percent) = label.named {
            f.add_tag_int("named", percent.into());
        }
        f.add_tag_int("room", label.room as i64);
        layer = f.into_layer();
    }
    layer
}

fn border_layer(mut layer: Layer, frame: &Frame, borders: &[Border]) -> Layer {
    for border in borders {
        for piece in clip_line(frame, &border.line) {
            let Some(line) = single(GeomType::Linestring, &piece) else {
                continue;
            };
            let mut f = layer.into_feature(line);
            f.add_tag_string("level", border.level.word());
            layer = f.into_layer();
        }
    }
    layer
}

fn ground_layer(mut layer: Layer, frame: &Frame, ground: &[Ground]) -> Layer {
    for way in ground {
        for piece in clip_line(frame, &way.line) {
            let Some(line) = single(GeomType::Linestring, &piece) else {
                continue;
            };
            let mut f = layer.into_feature(line);
            f.add_tag_string("kind", &way.kind);
            f.add_tag_string("name", &way.name);
            layer = f.into_layer();
        }
    }
    layer
}

fn site_layer(mut layer: Layer, marks: &[Mark]) -> Layer {
    for mark in marks {
        let (Mark::Single(_, at) | Mark::Cluster { at, .. }) = *mark;
        let Some(point) = single(GeomType::Point, &[at]) else {
            continue;
        };
        let mut f = layer.into_feature(point);
        match mark {
            Mark::Single(site, _) => {
                f.set_id(site.id.0 as u64);
                f.add_tag_int("id", site.id.0);
                f.add_tag_string("kind", site.kind);
                f.add_tag_string("state", site.state.word());
                f.add_tag_bool("late", site.late);
                f.add_tag_bool("esc", site.escalated);
            }
            Mark::Cluster { n, late, .. } => {
                f.add_tag_int("n", i64::from(*n));
                f.add_tag_int("late", i64::from(*late));
            }
        }
        layer = f.into_layer();
    }
    layer
}

#[cfg(test)]
#[path = "cut_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "hostile_tests.rs"]
mod hostile;
