//! The place of figures: its map beside the list; what figures lack, and the key to the symbols on the map.

use super::{drawn, on_the_map, part, sign_in};
use crate::harness::{Window, verb};
use serde_json::{Value, json};
use std::time::Duration;

/// Asks for the whole district, which changes nothing where it is whole already.
fn is_whole(w: &Window) {
    w.find("[data-testid=rollup-table] [data-id]");
    let view = || -> Value {
        // Longer than a flight of the map.
        std::thread::sleep(Duration::from_millis(600));
        drawn(w);
        w.script(
            "return document.querySelector('[data-testid=map]').dataset.view",
            json!([]),
        )
    };
    let before = view();
    w.click(&part("zoom-fit"));
    assert_eq!(view(), before);
}

#[test]
fn the_map_beside_the_figures_shows_the_whole_district_in_the_room_that_the_list_leaves() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let w = Window::open(&["--sample"], home.path());
    w.find(&part("today"));
    w.click(&part("place-rollup"));
    is_whole(&w);
    w.picture("figures");

    // The map's own place is wider; back here the district is whole again.
    w.click(&part("place-map"));
    drawn(&w);
    w.click(&part("place-rollup"));
    is_whole(&w);
    w.close();
}

#[test]
fn ground_that_lies_in_nothing_is_told_beside_figures_and_ends_of_sites_are_told_without_colours() {
    let home = tempfile::tempdir().unwrap();
    sign_in(home.path());
    let file = home.path().join("平安.gpkg");
    verb(&file, "new", &["--sample"]);
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    // Sites of some states stand on the map from afar.
    w.click(&part("filter-unresolved"));
    w.click(&part("filter-suspended"));
    drawn(&w);
    w.picture("settled");
    // Ink or none, as on paper without colours.
    let marks = "return [...document.querySelectorAll('[data-testid=legend] .keys canvas[width=\"44\"]')].map((c) => [...c.getContext('2d').getImageData(0, 0, 44, 40).data].filter((_, i) => i % 4 === 0).map((red, i) => (red < 128 && c.getContext('2d').getImageData(i % 44, Math.floor(i / 44), 1, 1).data[3] > 128 ? '1' : '0')).join(''))";
    let marks: Vec<String> = serde_json::from_value(w.script(marks, json!([]))).unwrap();
    let all = marks.len();
    assert!(all >= 5, "{all}");
    // Suspended, accepted, dismissed.
    let ends = &marks[all - 3..];
    for (i, one) in ends.iter().enumerate() {
        for other in &ends[i + 1..] {
            let differ = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
            assert!(differ > 20, "{differ}");
        }
    }
    w.click(&part("place-rollup"));
    w.find("[data-testid=rollup] tbody tr");
    w.wait_for("no word", "return !document.querySelector('[data-testid=left-out]')");
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute_batch("UPDATE grid SET parent = NULL WHERE name = '小峡街道'")
        .unwrap();
    w.sees(
        &part("left-out"),
        "1 个网格没有上级（小峡街道）：上级各行的数里没有其中",
    );
    w.picture("left-out");
    w.close();
}
