use super::super::samples;
use super::*;

fn drawn(map: &NoticeMap) -> Pixmap {
    Pixmap::decode_png(&map_png(map)).expect("a PNG")
}

fn pixel(picture: &Pixmap, [x, y]: [f64; 2]) -> [u8; 3] {
    let p = picture
        .pixel(x.round() as u32, y.round() as u32)
        .expect("within the picture");
    [p.red(), p.green(), p.blue()]
}

fn count(picture: &Pixmap, rgb: [u8; 3]) -> usize {
    picture
        .pixels()
        .iter()
        .filter(|p| [p.red(), p.green(), p.blue()] == rgb)
        .count()
}

#[test]
fn the_picture_is_1200_by_800_and_the_same_each_time() {
    let map = samples::map(12);
    let picture = drawn(&map);
    assert_eq!((picture.width(), picture.height()), (1200, 800));
    assert_eq!(map_png(&map), map_png(&map));
}

#[test]
fn a_late_site_is_red_and_another_white_with_an_ink_rim_where_they_are() {
    let map = samples::map(2);
    let (picture, view) = (drawn(&map), View::of(&map));
    for (at, _, late) in map.sites {
        // Above the digits.
        let [x, y] = view.px(at);
        assert_eq!(pixel(&picture, [x, y - 21.0]), if late { LATE } else { WHITE });
        assert_eq!(pixel(&picture, [x, y - 28.0]), if late { WHITE } else { INK });
    }
}

#[test]
fn the_cell_is_filled_lightly_inside_a_strong_outline_and_its_hole_is_not() {
    let mut map = samples::map(0);
    let view = View::of(&map);
    let (first, next) = (view.px(map.outline[0][0]), view.px(map.outline[0][1]));
    let on_line = [(first[0] + next[0]) / 2.0, (first[1] + next[1]) / 2.0];
    let picture = drawn(&map);
    assert_eq!(pixel(&picture, on_line), ACCENT);
    assert_eq!(pixel(&picture, view.px(view.middle)), CELL);
    assert!(count(&picture, NEIGHBOUR) > 1000 && count(&picture, LATE) == 0);

    let [x, y] = view.middle;
    let d = 0.0005;
    let mut ring = vec![[x - d, y - d], [x + d, y - d], [x + d, y + d], [x - d, y + d]];
    map.outline.push(ring.clone());
    assert_eq!(pixel(&drawn(&map), view.px([x, y])), CELL, "a part on a part");
    map.outline.pop();
    ring.reverse();
    map.outline.push(ring);
    assert_ne!(pixel(&drawn(&map), view.px([x, y])), CELL, "a hole");
}

#[test]
fn a_degree_of_longitude_is_narrower_than_one_of_latitude_by_the_cosine() {
    let ring = vec![[110.0, 59.99], [110.02, 59.99], [110.02, 60.01], [110.0, 60.01]];
    let map = NoticeMap {
        outline: vec![ring],
        ..NoticeMap::default()
    };
    let view = View::of(&map);
    let ([l, t], [r, b]) = (view.px([110.0, 60.01]), view.px([110.02, 59.99]));
    assert!(((r - l) / (b - t) - 0.5).abs() < 1e-6);
    assert!((b - t - (ROOM[3] - ROOM[1])).abs() < 1e-6);
}

#[test]
fn a_site_far_outside_stands_square_at_the_edge_and_does_not_shrink_the_cell() {
    let near = samples::map(1);
    let mut far = near.clone();
    far.sites.push(([0.0, 0.0], 2, true));
    assert!(has_beyond(&far) && !has_beyond(&near));
    assert!(View::of(&far).px_per_m > 0.4 * View::of(&near).px_per_m);
    assert!(count(&drawn(&far), LATE) > 500);
}

#[test]
fn a_map_of_nothing_of_one_point_or_of_no_numbers_is_still_a_picture() {
    let point = NoticeMap {
        sites: vec![([110.0, 39.0], 1, true)],
        ..NoticeMap::default()
    };
    assert!(count(&drawn(&point), LATE) > 500);
    let hostile = NoticeMap {
        outline: vec![vec![[f64::NAN, 1.0]], vec![], vec![[f64::INFINITY, 0.0]]],
        neighbours: vec![vec![[1e300, -1e300], [1.0, 1.0], [2.0, 1.0]]],
        sites: vec![([f64::NAN, f64::NAN], 1, false)],
    };
    drawn(&hostile);
    drawn(&NoticeMap::default());
}

#[test]
fn two_hundred_crowded_sites_are_all_there() {
    let picture = drawn(&samples::map(200));
    assert!(count(&picture, LATE) > 5000);
}

#[test]
fn the_scale_bar_is_a_round_length() {
    assert_eq!(round_length(1.0, 260.0), (200.0, "200 m".to_owned()));
    assert_eq!(round_length(0.1, 260.0), (2000.0, "2 km".to_owned()));
    assert_eq!(round_length(0.05, 260.0), (5000.0, "5 km".to_owned()));
    assert_eq!(round_length(5.0, 260.0), (50.0, "50 m".to_owned()));
}
