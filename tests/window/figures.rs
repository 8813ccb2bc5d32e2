//! The place of figures: its map beside the list.

use super::{drawn, part, sign_in};
use crate::harness::Window;
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
