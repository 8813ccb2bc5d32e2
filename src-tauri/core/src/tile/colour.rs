//! Colours of the chiefs: no two that meet on the map should look alike.

use std::collections::BinaryHeap;

use rayon::prelude::*;

use super::edges::Edges;

/// How many colours the window has for chiefs, beside the one for the person in hand.
pub const COLOURS: u8 = 7;

/// Pairs of indexes of cells that share an edge or lie across one, lesser first, each once, sorted.
/// About a second for 100,000 cells of 42 vertices.
pub fn neighbours(edges: &Edges<'_>) -> Vec<(u32, u32)> {
    let mut pairs = edges.shared(|_, sides, found| {
        // More than two is an overlap. Many copies of one cell would make pairs
        // without end; a chain through them is enough there.
        let reach = if sides.len() <= 8 { sides.len() } else { 2 };
        for (i, &a) in sides.iter().enumerate() {
            let others = sides[i + 1..].iter().take(reach - 1).filter(|&&b| b != a);
            found.extend(others.map(|&b| (a.min(b), a.max(b))));
        }
    });
    let across = edges.pieces().iter().filter_map(|p| Some((p.cell, p.facing?)));
    pairs.extend(across.map(|(a, b)| (a.min(b), a.max(b))));
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// A colour 0 to 6 for each chief, given pairs of chiefs whose cells
/// meet (repeated, mirrored and equal pairs do no harm; pairs that name no chief are
/// passed over). The one with the fewest choices left goes first (DSATUR), so
/// seven colours nearly always do; where they do not, the colour is taken that the
/// fewest neighbours have. The same input gives the same colours.
///
/// Whoever has a colour in `kept` keeps it, also beside one of the same: what people have learnt to read stays. The
/// others get the one of `wishes` where no neighbour has it; none are wished for where that is empty.
pub fn chief_colours(pairs: &[(u32, u32)], kept: &[Option<u8>], wishes: &[u8]) -> Vec<u8> {
    let chiefs = kept.len();
    let mut links: Vec<(u32, u32)> = pairs
        .iter()
        .filter(|(a, b)| a != b && (*a as usize) < chiefs && (*b as usize) < chiefs)
        .flat_map(|&(a, b)| [(a, b), (b, a)])
        .collect();
    links.sort_unstable();
    links.dedup();
    let beside = |chief: u32| {
        let from = links.partition_point(|(a, _)| *a < chief);
        links[from..]
            .iter()
            .take_while(move |(a, _)| *a == chief)
            .map(|(_, b)| *b)
    };
    let mut degree = vec![0_u32; chiefs];
    for &(a, _) in &links {
        degree[a as usize] += 1;
    }
    let mut colours: Vec<Option<u8>> = kept.iter().map(|k| k.filter(|c| *c < COLOURS)).collect();
    let mut taken = vec![0_u8; chiefs];
    for &(a, b) in &links {
        if let Some(colour) = colours[b as usize] {
            taken[a as usize] |= 1 << colour;
        }
    }
    // All are worn about as often: two people next but one to each other are told apart too.
    let mut used = [0_u32; COLOURS as usize];
    colours.iter().flatten().for_each(|c| used[usize::from(*c)] += 1);
    let turn = |taken: u8, chief: usize| (taken.count_ones(), degree[chief], std::cmp::Reverse(chief));
    let mut queue: BinaryHeap<_> = (0..chiefs).map(|chief| turn(taken[chief], chief)).collect();
    while let Some((_, _, std::cmp::Reverse(chief))) = queue.pop() {
        if colours[chief].is_some() {
            continue;
        }
        let free = (0..COLOURS)
            .filter(|c| taken[chief] & (1 << c) == 0)
            .min_by_key(|c| used[usize::from(*c)]);
        let wish = wishes
            .get(chief)
            .filter(|w| **w < COLOURS && taken[chief] & (1 << **w) == 0);
        let colour = if let Some(wish) = wish {
            *wish
        } else if let Some(free) = free {
            free
        } else {
            let mut times = [0_u32; COLOURS as usize];
            for other in beside(chief as u32) {
                if let Some(colour) = colours[other as usize] {
                    times[usize::from(colour)] += 1;
                }
            }
            (0..COLOURS).min_by_key(|&c| times[usize::from(c)]).unwrap_or(0)
        };
        colours[chief] = Some(colour);
        used[usize::from(colour)] += 1;
        for other in beside(chief as u32) {
            let other = other as usize;
            if colours[other].is_none() && taken[other] & (1 << colour) == 0 {
                taken[other] |= 1 << colour;
                queue.push(turn(taken[other], other));
            }
        }
    }
    colours.into_iter().map(Option::unwrap_or_default).collect()
}

/// How many pairs of neighbouring chiefs wear one colour; a pair that meets at several places counts once.
pub fn clashes(pairs: &[(u32, u32)], colours: &[u8]) -> u32 {
    let worn = |chief: u32| colours.get(chief as usize);
    let mut alike: Vec<(u32, u32)> = pairs
        .iter()
        .filter(|(a, b)| a != b && worn(*a).is_some() && worn(*a) == worn(*b))
        .map(|&(a, b)| (a.min(b), a.max(b)))
        .collect();
    alike.sort_unstable();
    alike.dedup();
    alike.len() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Coord, LineString, MultiPolygon, Polygon};

    fn square(x: u32, y: u32) -> MultiPolygon<f64> {
        let (x, y) = (f64::from(x), f64::from(y));
        let ring = [(0., 0.), (1., 0.), (1., 1.), (0., 1.), (0., 0.)];
        let ring = ring.map(|(dx, dy)| Coord { x: x + dx, y: y + dy });
        MultiPolygon(vec![Polygon::new(LineString(ring.to_vec()), vec![])])
    }

    #[test]
    fn cells_that_share_an_edge_are_neighbours_and_those_at_a_corner_are_not() {
        let cells = [square(0, 0), square(1, 0), square(0, 1), square(1, 1)];
        let cells: Vec<_> = cells.iter().collect();
        let pairs = neighbours(&Edges::of(&cells));
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 3), (2, 3)]);
    }

    #[test]
    fn cells_whose_common_border_differs_by_roundings_are_neighbours() {
        let mut other = square(1, 0);
        other.0[0].exterior_mut(|r| r.0.iter_mut().for_each(|c| c.x += 1e-8));
        let left = square(0, 0);
        let cells = [&left, &other];
        assert_eq!(neighbours(&Edges::of(&cells)), [(0, 1)]);
    }

    #[test]
    fn many_copies_of_a_cell_are_linked_without_all_pairs() {
        let cells = vec![square(0, 0); 1000];
        let cells: Vec<_> = cells.iter().collect();
        let pairs = neighbours(&Edges::of(&cells));
        assert_eq!(pairs.len(), 999);
    }

    #[test]
    fn no_two_neighbouring_chiefs_share_a_colour_on_a_map() {
        let side = 40_u32;
        let mut pairs = Vec::new();
        for i in 0..side * side {
            let (x, y) = (i % side, i / side);
            let next = [(1, 0), (0, 1), (1, 1)].map(|(dx, dy)| (x + dx, y + dy));
            let within = next.iter().filter(|(x, y)| *x < side && *y < side);
            pairs.extend(within.map(|(x, y)| (i, y * side + x)));
        }
        let colours = chief_colours(&pairs, &vec![None; (side * side) as usize], &[]);
        assert!(pairs.iter().all(|&(a, b)| colours[a as usize] != colours[b as usize]));
        let worn = |c: u8| colours.iter().filter(|w| **w == c).count();
        assert!(
            (0..COLOURS).all(|c| worn(c) > 1600 / 10),
            "{:?}",
            (0..COLOURS).map(worn).collect::<Vec<_>>()
        );
    }

    #[test]
    fn seven_chiefs_that_all_meet_have_seven_colours_and_an_eighth_repeats_one() {
        let all = |n: u32| (0..n).flat_map(|a| (0..a).map(move |b| (a, b))).collect::<Vec<_>>();
        let mut seven = chief_colours(&all(7), &[None; 7], &[]);
        seven.sort_unstable();
        assert_eq!(seven, [0, 1, 2, 3, 4, 5, 6]);
        assert!(chief_colours(&all(8), &[None; 8], &[]).iter().all(|&c| c < COLOURS));
    }

    #[test]
    fn order_and_repetition_of_the_pairs_do_not_matter() {
        let pairs = [(0, 1), (1, 2), (2, 0), (2, 3)];
        let other = [(3, 2), (0, 2), (2, 1), (1, 0), (0, 1), (1, 1), (9, 0)];
        let colours = |pairs| chief_colours(pairs, &[None; 5], &[]);
        assert_eq!(colours(&pairs), colours(&other));
        assert!(chief_colours(&[], &[], &[]).is_empty());
    }

    #[test]
    fn each_pair_of_neighbours_of_one_colour_is_a_clash_once() {
        let pairs = [(0, 1), (1, 0), (0, 1), (1, 2), (2, 3), (3, 3), (3, 9)];
        assert_eq!(clashes(&pairs, &[5, 5, 5, 1]), 2);
        assert_eq!(clashes(&pairs, &[5, 4, 5, 1]), 0);
        assert_eq!(clashes(&[], &[1, 1]), 0);
        let all: Vec<(u32, u32)> = (0..8).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        assert_eq!(clashes(&all, &chief_colours(&all, &[None; 8], &[])), 1);
    }

    #[test]
    fn who_has_a_colour_keeps_it_and_a_new_chief_gets_the_wished_one_unless_a_neighbour_has_it() {
        let pairs = [(0, 1), (1, 2), (2, 3), (3, 0)];
        let kept = [Some(5), Some(5), None, None];
        assert_eq!(chief_colours(&pairs, &kept, &[0, 0, 5, 6])[..2], [5, 5]);
        let colours = chief_colours(&pairs, &kept, &[0, 0, 5, 6]);
        assert!(colours[2] != 5 && colours[2] != 6, "{colours:?}");
        assert_eq!(colours[3], 6);
    }
}
