//! Borders of the subdistricts and of the district, drawn from the cells' own edges.

use std::collections::HashMap;

use super::edges::{Edge, Edges, place};
use crate::model::Level;

/// A stretch of border.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// What it bounds: [`Level::Subdistrict`] or [`Level::District`].
    pub level: Level,
    /// Its course in degrees, longitude first; closed where first and last are equal.
    pub line: Vec<[f64; 2]>,
}

/// Degrees within which the ends of borders are one place: a tenth of a metre.
const ONE_PLACE: f64 = 1e-6;

/// The borders of cells that are given with the number of their subdistrict. An edge
/// between cells of different subdistricts (or of one and of none) is a subdistrict's
/// border; an edge that only one cell has is the district's. Those in line are joined from
/// junction to junction. Where the two sides of a border are not the same to the last digit,
/// that of the lesser subdistrict is drawn. About a second for 100,000 cells of 42 vertices.
pub fn borders(edges: &Edges<'_>, subdistricts: &[Option<u32>]) -> Vec<Border> {
    let of = |cell: u32| subdistricts.get(cell as usize).copied().flatten();
    let mut found = edges.shared(|edge, cells, found| {
        if cells.iter().any(|&cell| of(cell) != of(cells[0])) {
            found.push((Level::Subdistrict, edge));
        }
    });
    for piece in edges.pieces() {
        match piece.facing {
            None => found.push((Level::District, piece.edge)),
            Some(other) if of(piece.cell) < of(other) => found.push((Level::Subdistrict, piece.edge)),
            Some(_) => {}
        }
    }
    let exact = edges.pieces().iter().all(|p| p.facing.is_none());
    let mut borders = Vec::new();
    for level in [Level::Subdistrict, Level::District] {
        let edges: Vec<Edge> = found.iter().filter(|(l, _)| *l == level).map(|(_, e)| *e).collect();
        let edges = if exact { edges } else { gathered(edges) };
        borders.extend(join(edges).into_iter().map(|line| Border { level, line }));
    }
    borders
}

/// The edges with ends that are nearly one place brought together.
fn gathered(mut edges: Vec<Edge>) -> Vec<Edge> {
    // Two places in one square are near.
    const SIDE: f64 = ONE_PLACE * 0.7;
    edges.sort_unstable();
    let mut squares: HashMap<[i64; 2], [u64; 2]> = HashMap::new();
    let mut settle = |end: [u64; 2]| {
        let at = place(end);
        let [x, y] = at.map(|v| (v / SIDE).floor() as i64);
        let around = (-2..=2).flat_map(|i| (-2..=2).map(move |j| [x.saturating_add(i), y.saturating_add(j)]));
        let near = |p: &[u64; 2]| {
            let p = place(*p);
            (p[0] - at[0]).hypot(p[1] - at[1]) <= ONE_PLACE
        };
        let known = around.filter_map(|s| squares.get(&s)).find(|p| near(p)).copied();
        known.unwrap_or_else(|| *squares.entry([x, y]).or_insert(end))
    };
    let moved = edges.iter().map(|[a, b]| {
        let (a, b) = (settle(*a), settle(*b));
        if a <= b { [a, b] } else { [b, a] }
    });
    let mut moved: Vec<Edge> = moved.filter(|[a, b]| a != b).collect();
    moved.sort_unstable();
    moved.dedup();
    moved
}

/// Joins edges into lines that run from junction to junction, or around.
fn join(mut edges: Vec<Edge>) -> Vec<Vec<[f64; 2]>> {
    edges.sort_unstable();
    let mut ends: Vec<([u64; 2], usize)> = Vec::with_capacity(edges.len() * 2);
    for (i, edge) in edges.iter().enumerate() {
        ends.extend([(edge[0], i), (edge[1], i)]);
    }
    ends.sort_unstable();
    let at = |node: [u64; 2]| {
        let from = ends.partition_point(|(end, _)| *end < node);
        let to = from + ends[from..].iter().take_while(|(end, _)| *end == node).count();
        &ends[from..to]
    };
    let mut used = vec![false; edges.len()];
    let mut walk = |start: [u64; 2], first: usize| {
        if used[first] {
            return None;
        }
        let mut line = vec![place(start)];
        let (mut node, mut next) = (start, first);
        loop {
            used[next] = true;
            let edge = edges[next];
            node = if edge[0] == node { edge[1] } else { edge[0] };
            line.push(place(node));
            match at(node) {
                [(_, a), (_, b)] => next = if *a == next { *b } else { *a },
                _ => break,
            }
            if used[next] {
                break;
            }
        }
        Some(line)
    };
    let mut lines = Vec::new();
    for node in ends.chunk_by(|a, b| a.0 == b.0).filter(|node| node.len() != 2) {
        lines.extend(node.iter().filter_map(|&(start, edge)| walk(start, edge)));
    }
    // What is left has no junction: rings.
    lines.extend((0..edges.len()).filter_map(|i| walk(edges[i][0], i)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Coord, LineString, MultiPolygon, Polygon};

    fn borders<'a>(cells: impl Iterator<Item = (&'a MultiPolygon<f64>, Option<u32>)>) -> Vec<Border> {
        let (cells, subdistricts): (Vec<_>, Vec<_>) = cells.unzip();
        super::borders(&Edges::of(&cells), &subdistricts)
    }

    fn square(x: f64, y: f64) -> MultiPolygon<f64> {
        let ring = [(0., 0.), (1., 0.), (1., 1.), (0., 1.), (0., 0.)];
        let ring = ring.map(|(dx, dy)| Coord { x: x + dx, y: y + dy });
        MultiPolygon(vec![Polygon::new(LineString(ring.to_vec()), vec![])])
    }

    fn of_level(borders: &[Border], level: Level) -> Vec<&Border> {
        borders.iter().filter(|b| b.level == level).collect()
    }

    #[test]
    fn a_district_of_two_halves_has_one_outline_and_one_border_between() {
        let cells: Vec<_> = (0..4)
            .flat_map(|x| (0..4).map(move |y| (square(f64::from(x), f64::from(y)), x / 2)))
            .collect();
        let borders = borders(cells.iter().map(|(cell, sub)| (cell, Some(*sub as u32))));
        let between = of_level(&borders, Level::Subdistrict);
        assert_eq!(between.len(), 1);
        let line = &between[0].line;
        assert_eq!(line.len(), 5);
        assert!(line.iter().all(|p| p[0] == 2.0));
        let outline = of_level(&borders, Level::District);
        assert_eq!(outline.len(), 1);
        assert_eq!(outline[0].line.len(), 17);
        assert_eq!(outline[0].line.first(), outline[0].line.last());
    }

    #[test]
    fn cells_of_one_subdistrict_have_no_border_between_them() {
        let cells = [square(0., 0.), square(1., 0.)];
        for sub in [Some(3), None] {
            let borders = borders(cells.iter().map(|cell| (cell, sub)));
            assert!(of_level(&borders, Level::Subdistrict).is_empty());
        }
    }

    #[test]
    fn three_subdistricts_that_meet_give_three_lines_from_the_junction() {
        let cells = [square(0., 0.), square(1., 0.), square(0., 1.), square(1., 1.)];
        let subs = [Some(1), Some(2), Some(3), Some(3)];
        let borders = borders(cells.iter().zip(subs));
        let between = of_level(&borders, Level::Subdistrict);
        assert_eq!(between.len(), 3);
        let ends = |b: &Border| b.line.first() == Some(&[1., 1.]) || b.line.last() == Some(&[1., 1.]);
        assert!(between.iter().all(|b| ends(b)));
    }

    /// Nine cells in three columns of a subdistrict each, every vertex of each moved by itself.
    fn shaken(by: f64) -> Vec<(MultiPolygon<f64>, Option<u32>)> {
        let mut seed = 7_u32;
        let mut shake = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (f64::from(seed >> 8) / f64::from(1 << 24) - 0.5) * by
        };
        let cell = |i: u32| {
            let (x, y) = (102.0 + f64::from(i % 3) * 0.01, 36.0 + f64::from(i / 3) * 0.01);
            let mut ring: Vec<Coord<f64>> = [(0., 0.), (0.01, 0.), (0.01, 0.01), (0., 0.01)]
                .map(|(dx, dy)| Coord {
                    x: x + dx + shake(),
                    y: y + dy + shake(),
                })
                .to_vec();
            ring.push(ring[0]);
            (MultiPolygon(vec![Polygon::new(LineString(ring), vec![])]), Some(i % 3))
        };
        (0..9).map(cell).collect()
    }

    fn length(borders: &[Border], level: Level) -> f64 {
        let lines = of_level(borders, level).into_iter().flat_map(|b| b.line.windows(2));
        lines.map(|w| (w[0][0] - w[1][0]).hypot(w[0][1] - w[1][1])).sum()
    }

    #[test]
    fn roundings_between_neighbours_are_no_outline() {
        for by in [0.0, 1.4e-14, 2e-9, 2e-7, 2e-6] {
            let cells = shaken(by);
            let found = borders(cells.iter().map(|(g, s)| (g, *s)));
            let outline = length(&found, Level::District);
            assert!((outline - 0.12).abs() < 1e-4, "shaken by {by}: an outline of {outline}");
            let between = length(&found, Level::Subdistrict);
            assert!((between - 0.06).abs() < 1e-4, "shaken by {by}: borders of {between}");
            for line in of_level(&found, Level::District) {
                for [x, y] in &line.line {
                    let inside = (102.001..102.029).contains(x) && (36.001..36.029).contains(y);
                    assert!(!inside, "shaken by {by}: an outline at {x}, {y}");
                }
            }
        }
    }

    #[test]
    fn a_vertex_that_only_one_side_has_makes_no_outline() {
        // Two cells of two subdistricts along one side of a third.
        let corners = |points: &[[f64; 2]]| {
            let line = points.iter().map(|p| Coord {
                x: 102.0 + p[0] / 3e3,
                y: 36.0 + p[1] / 3e3,
            });
            MultiPolygon(vec![Polygon::new(line.collect(), vec![])])
        };
        let cells = [
            (corners(&[[0., 0.], [9., 1.], [9., 5.], [0., 5.]]), Some(0)),
            (corners(&[[0., 0.], [0., -5.], [3.3, -5.], [3.3, 3.3 / 9.]]), Some(0)),
            (corners(&[[3.3, 3.3 / 9.], [3.3, -5.], [9., -5.], [9., 1.]]), Some(1)),
        ];
        let found = borders(cells.iter().map(|(g, s)| (g, *s)));
        let unit = 1.0 / 3e3;
        let outline = length(&found, Level::District) / unit;
        assert!((outline - 38.0).abs() < 0.01, "{outline}");
        let slanted = (9.0_f64 - 3.3).hypot(1.0 - 3.3 / 9.0);
        let between = length(&found, Level::Subdistrict) / unit;
        assert!((between - slanted - 5.0 - 3.3 / 9.0).abs() < 0.01, "{between}");
    }

    #[test]
    fn every_edge_is_drawn_exactly_once() {
        let cells: Vec<_> = (0..9)
            .map(|i| (square(f64::from(i % 3), f64::from(i / 3)), i as u32))
            .collect();
        let borders = borders(cells.iter().map(|(cell, sub)| (cell, Some(*sub))));
        let edges = |level| -> usize { of_level(&borders, level).iter().map(|b| b.line.len() - 1).sum() };
        assert_eq!(edges(Level::Subdistrict), 12);
        assert_eq!(edges(Level::District), 12);
    }

    #[test]
    fn broken_geometry_has_no_borders_and_does_no_harm() {
        let nan = MultiPolygon(vec![Polygon::new(
            LineString(vec![Coord { x: f64::NAN, y: 0. }; 4]),
            vec![LineString(vec![])],
        )]);
        let point = MultiPolygon(vec![Polygon::new(LineString(vec![Coord { x: 1., y: 1. }; 5]), vec![])]);
        let none = MultiPolygon(vec![]);
        assert!(borders([&nan, &point, &none].into_iter().map(|g| (g, None))).is_empty());
    }
}
