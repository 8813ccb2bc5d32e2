//! The place of figures: its map beside the list; what figures lack, and the key to the symbols on the map.

use super::{drawn, on_the_map, part, sample, sign_in, stands};
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
    let file = sample(home.path());
    let w = Window::open(&[file.to_str().unwrap()], home.path());
    on_the_map(&w);
    // From near all sites stand on the map, also what is settled.
    w.click(&part("filter-unresolved"));
    let explained = "return document.querySelectorAll('[data-testid=legend] .keys canvas[width=\"44\"]').length > 4";
    let mut steps = 0;
    while w.script(explained, json!([])) != json!(true) {
        assert!(steps < 12, "the symbols are not explained");
        steps += 1;
        w.click(&part("zoom-in"));
        // A step that is asked for while the last one moves is of where that has come to.
        stands(&w);
    }
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
    // Of those asked for none is settled.
    w.click(&part("filter-suspended"));
    let named = "return document.querySelector('[data-testid=legend]').innerText.includes('已销号') === false";
    w.wait_for("no settled one", named);
    w.click(&part("place-rollup"));
    w.find("[data-testid=rollup] [data-id]");
    w.wait_for("no word", "return !document.querySelector('[data-testid=left-out]')");
    let island = home.path().join("island.geojson");
    let cell = json!({ "type": "Feature", "properties": { "code": "GD1", "name": "孤岛" },
        "geometry": { "type": "Polygon", "coordinates": [[[102.6, 36.1], [102.61, 36.1], [102.61, 36.11], [102.6, 36.11], [102.6, 36.1]]] } });
    std::fs::write(&island, cell.to_string()).unwrap();
    verb(&file, "import", &[island.to_str().unwrap(), "--as", "grids"]);
    let sites = home.path().join("sites.csv");
    std::fs::write(&sites, "编号,类型,经度,纬度\nG-1,旱厕,102.605,36.105\n").unwrap();
    verb(&file, "import", &[sites.to_str().unwrap(), "--as", "sites"]);
    w.sees(
        &part("left-out"),
        "1 个网格没有上级（孤岛）：上级各行的数里没有其中 1 处点位（未整改 1），合计里有",
    );
    w.picture("left-out");
    w.close();
}
