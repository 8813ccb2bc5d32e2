//! Borders of the subdistricts and of the district, drawn from the cells' own edges.

use geo::MultiPolygon;

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

/// The borders of cells that are given with the number of their subdistrict. An edge
/// between cells of different subdistricts (or of one and of none) is a subdistrict's
/// border; an edge that only one cell has is the district's. Edges are the same where
/// both ends are, to the last bit; those in line are joined from junction to junction.
/// About a second for 100,000 cells of 42 vertices.
pub fn borders<'a>(cells: impl Iterator<Item = (&'a MultiPolygon<f64>, Option<u32>)>) -> Vec<Border> {
    let (geometries, subdistricts): (Vec<_>, Vec<_>) = cells.unzip();
    let of = |cell: u32| subdistricts[cell as usize];
    let found = Edges::of(&geometries).ask(|edge, cells, found| match cells {
        [_] => found.push((Level::District, edge)),
        [first, rest @ ..] if rest.iter().any(|&cell| of(cell) != of(*first)) => {
            found.push((Level::Subdistrict, edge));
        }
        _ => {}
    });
    let mut borders = Vec::new();
    for level in [Level::Subdistrict, Level::District] {
        let edges: Vec<Edge> = found.iter().filter(|(l, _)| *l == level).map(|(_, e)| *e).collect();
        borders.extend(join(edges).into_iter().map(|line| Border { level, line }));
    }
    borders
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
    use geo::{Coord, LineString, Polygon};

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
