//! Rings and lines in tile units: snapped, simplified, clipped.
//!
//! Both sides of a shared border must come out the same. A vertex is therefore
//! moved by a rule that looks at nothing but itself (the raster of [`Frame`]), and
//! left out only where it changes no shape: when it repeats the one before, or lies
//! exactly on the line between the two beside it.

use geo::Coord;

use super::address::{BUFFER, EXTENT, Frame};

/// A vertex in tile units.
pub(crate) type P = [i32; 2];

const LOW: i32 = -BUFFER;
const HIGH: i32 = EXTENT + BUFFER;

/// Twice the signed area of the triangle; zero where the three are in line.
fn turn(a: P, b: P, c: P) -> i64 {
    let [abx, aby] = [i64::from(b[0]) - i64::from(a[0]), i64::from(b[1]) - i64::from(a[1])];
    let [bcx, bcy] = [i64::from(c[0]) - i64::from(b[0]), i64::from(c[1]) - i64::from(b[1])];
    abx * bcy - aby * bcx
}

/// Twice the area of a ring by the surveyor's formula; positive for the exterior
/// rings of a tile (clockwise on the screen). The ring has been clipped.
pub(crate) fn area2(ring: &[P]) -> i64 {
    let Some(&first) = ring.first() else { return 0 };
    ring.windows(2).map(|w| turn(first, w[0], w[1])).sum()
}

/// Snaps a closed ring into `out`, without its closing vertex, and gives its true
/// area in square units. `out` is left empty where the raster swallows the ring.
pub(crate) fn snap_ring(frame: &Frame, ring: &[Coord<f64>], out: &mut Vec<P>) -> f64 {
    out.clear();
    let mut first = None;
    let mut last = [0.0, 0.0];
    let mut area = 0.0;
    for c in ring {
        let Some(at) = frame.global(c.x, c.y) else {
            continue;
        };
        let [x0, y0] = *first.get_or_insert(at);
        let here = [at[0] - x0, at[1] - y0];
        area += last[0] * here[1] - last[1] * here[0];
        last = here;
        let p = frame.snap(at);
        if out.last() != Some(&p) {
            out.push(p);
        }
    }
    tidy_ring(out);
    area.abs() / 2.0
}

/// Takes repeated, straight and folded-back vertices out of a ring; empties it
/// where nothing with an area is left.
pub(crate) fn tidy_ring(ring: &mut Vec<P>) {
    let mut end = 0;
    for i in 0..ring.len() {
        let p = ring[i];
        while end >= 2 && ring[end - 1] != p && turn(ring[end - 2], ring[end - 1], p) == 0 {
            end -= 1;
        }
        if end == 0 || ring[end - 1] != p {
            ring[end] = p;
            end += 1;
        }
    }
    let mut start = 0;
    while end - start >= 3 {
        let (first, last) = (ring[start], ring[end - 1]);
        if last == first || turn(ring[end - 2], last, first) == 0 {
            end -= 1;
        } else if turn(last, first, ring[start + 1]) == 0 {
            start += 1;
        } else {
            break;
        }
    }
    if end - start < 3 {
        ring.clear();
    } else {
        ring.truncate(end);
        ring.drain(..start);
    }
}

/// Where the edge crosses the line `axis = at`; the same for both directions of
/// the edge, so that neighbours meet at the cut too.
fn crossing(a: P, b: P, axis: usize, at: i32) -> P {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let other = 1 - axis;
    let t = (f64::from(at) - f64::from(a[axis])) / (f64::from(b[axis]) - f64::from(a[axis]));
    let v = f64::from(a[other]) + t * (f64::from(b[other]) - f64::from(a[other]));
    let mut p = [at, at];
    p[other] = v.round() as i32;
    p
}

/// Cuts a ring to the tile with its buffer (Sutherland and Hodgman, side by side).
/// `spare` is room to work in. Leaves the ring tidy, or empty.
pub(crate) fn clip_ring(ring: &mut Vec<P>, spare: &mut Vec<P>) {
    if ring.iter().all(|p| p.iter().all(|v| (LOW..=HIGH).contains(v))) {
        return;
    }
    for (axis, at, sign) in [(0, LOW, 1), (0, HIGH, -1), (1, LOW, 1), (1, HIGH, -1)] {
        let Some(&last) = ring.last() else { return };
        let within = |p: P| i64::from(p[axis]) * sign >= i64::from(at) * sign;
        spare.clear();
        let mut from = last;
        for &to in ring.iter() {
            if within(from) != within(to) {
                spare.push(crossing(from, to, axis, at));
            }
            if within(to) {
                spare.push(to);
            }
            from = to;
        }
        std::mem::swap(ring, spare);
    }
    tidy_ring(ring);
}

/// A line snapped, simplified and cut to the tile with its buffer (Liang and
/// Barsky, edge by edge), as the pieces that are left.
pub(crate) fn clip_line(frame: &Frame, line: &[[f64; 2]]) -> Vec<Vec<P>> {
    let mut way: Vec<P> = Vec::new();
    for at in line.iter().filter_map(|&[lon, lat]| frame.global(lon, lat)) {
        let p = frame.snap(at);
        if way.last() == Some(&p) {
            continue;
        }
        if let [.., a, b] = way[..]
            && turn(a, b, p) == 0
            && onward(a, b, p)
        {
            way.pop();
        }
        way.push(p);
    }
    let mut pieces: Vec<Vec<P>> = Vec::new();
    let mut piece: Vec<P> = Vec::new();
    for edge in way.windows(2) {
        let Some((from, to)) = clip_edge(edge[0], edge[1]) else {
            continue;
        };
        if piece.last() != Some(&from) {
            pieces.push(std::mem::take(&mut piece));
            piece.push(from);
        }
        if to != from {
            piece.push(to);
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() >= 2);
    pieces
}

/// Whether the line goes on in the same direction at `b`, three points being in line.
fn onward(a: P, b: P, c: P) -> bool {
    (0..2).all(|i| (b[i] >= a[i] && c[i] >= b[i]) || (b[i] <= a[i] && c[i] <= b[i]))
}

fn clip_edge(a: P, b: P) -> Option<(P, P)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let from = a.map(f64::from);
    let d = [f64::from(b[0]) - from[0], f64::from(b[1]) - from[1]];
    for axis in 0..2 {
        for (p, q) in [
            (-d[axis], from[axis] - f64::from(LOW)),
            (d[axis], f64::from(HIGH) - from[axis]),
        ] {
            if p == 0.0 {
                if q < 0.0 {
                    return None;
                }
            } else if p < 0.0 {
                enter = enter.max(q / p);
            } else {
                leave = leave.min(q / p);
            }
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| {
        let v = |i: usize| ((from[i] + t * d[i]).round() as i32).clamp(LOW, HIGH);
        [v(0), v(1)]
    };
    let start = if enter > 0.0 { at(enter) } else { a };
    let end = if leave < 1.0 { at(leave) } else { b };
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::super::address::Tile;
    use super::*;

    #[test]
    fn tidying_leaves_corners_only() {
        let mut ring = vec![[4, 0], [8, 0], [8, 4], [8, 8], [8, 8], [0, 8], [0, 16], [0, 0], [4, 0]];
        tidy_ring(&mut ring);
        assert_eq!(ring, [[8, 0], [8, 8], [0, 8], [0, 0]]);
        assert_eq!(area2(&ring), 128);
    }

    #[test]
    fn a_ring_without_area_is_emptied() {
        for mut ring in [
            vec![],
            vec![[0, 0]],
            vec![[0, 0], [8, 8], [0, 0]],
            vec![[0, 0], [4, 4], [8, 8], [2, 2], [0, 0]],
            vec![[0, 0], [8, 0], [8, 8], [8, 0], [0, 0]],
        ] {
            tidy_ring(&mut ring);
            assert!(ring.is_empty(), "{ring:?}");
        }
    }

    #[test]
    fn a_ring_around_the_tile_becomes_its_buffered_square() {
        let far = 1 << 29;
        let mut ring = vec![[-far, -far], [far, -far], [far, far], [-far, far]];
        clip_ring(&mut ring, &mut Vec::new());
        let side = i64::from(HIGH - LOW);
        assert_eq!((ring.len(), area2(&ring)), (4, 2 * side * side));
    }

    #[test]
    fn a_ring_beside_the_tile_leaves_nothing() {
        let mut ring = vec![[5000, 0], [6000, 0], [6000, 4000]];
        clip_ring(&mut ring, &mut Vec::new());
        assert!(ring.is_empty());
    }

    #[test]
    fn both_directions_of_an_edge_are_cut_at_the_same_place() {
        for (a, b) in [([-1000, 17], [333, 1001]), ([3000, 5001], [5003, 77])] {
            for (axis, at) in [(0, LOW), (1, HIGH)] {
                assert_eq!(crossing(a, b, axis, at), crossing(b, a, axis, at));
            }
            let (start, end) = clip_edge(a, b).unwrap();
            assert!(start.iter().chain(&end).all(|v| (LOW..=HIGH).contains(v)));
        }
    }

    #[test]
    fn a_line_that_leaves_and_returns_comes_in_two_pieces() {
        let tile = Tile { z: 10, x: 800, y: 400 };
        let [west, south, east, north] = tile.bounds(0.0);
        let (w, h) = (east - west, north - south);
        let line = [
            [west + w * 0.2, south + h * 0.5],
            [west - w, south + h * 0.5],
            [west - w, south + h * 0.8],
            [west + w * 0.2, south + h * 0.8],
        ];
        let pieces = clip_line(&Frame::of(tile), &line);
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0].last().unwrap()[0], LOW);
        assert_eq!(pieces[1][0][0], LOW);
        assert!(clip_line(&Frame::of(tile), &[[f64::NAN, 1.0], [1.0, f64::INFINITY]]).is_empty());
    }
}
