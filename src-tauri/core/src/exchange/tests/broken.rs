use super::*;
use proptest::prelude::*;

fn refused_as(name: &str, bytes: impl AsRef<[u8]>, want: &str) {
    let held = file(name, bytes);
    for said in [
        sentence(grids(&held.path, &[])),
        sentence(sites(&held.path, &["set:kind=旱厕"])),
    ] {
        assert!(said.starts_with(name) && said.contains(want), "{said}");
    }
}

#[test]
fn what_is_not_geojson_is_refused_by_its_name() {
    refused_as("a.geojson", "", "empty");
    refused_as("a.geojson", " \n ", "empty");
    refused_as("a.geojson", "\u{feff}", "empty");
    refused_as("a.geojson", "[]", "bare JSON list");
    refused_as("a.json", "\"text\"", "single JSON value");
    refused_as("a.json", "false", "single JSON value");
    refused_as("a.geojson", "<!DOCTYPE html><html></html>", "web page");
    refused_as("a.geojson", r#"{"type":"Topology","objects":{},"arcs":[]}"#, "TopoJSON");
    refused_as("a.geojson", r#"{"error":"not found"}"#, "without a \"type\"");
    refused_as("a.geojson", r#"{"type":{}}"#, "without a \"type\"");
    refused_as("a.geojson", r#"{"type":"Thing"}"#, "\"Thing\" is none of GeoJSON's");
    refused_as("a.geojson", r#"{"type":"FeatureCollection"}"#, "without \"features\"");
    refused_as(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":{}}"#,
        "not a plain list",
    );
    refused_as(
        "a.geojson",
        r#"{"type":"FeatureCollection","fe\u0061tures":[{}]}"#,
        "not a plain list",
    );
    refused_as(
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[],"features":[]}"#,
        "second list",
    );
    refused_as(
        "a.geojson",
        r#"{"type":"FeatureCollection","type":"FeatureCollection","features":[]}"#,
        "two members",
    );
    refused_as("a.geojson", r#"{"features":[]}"#, "does not say");
    refused_as(
        "a.geojson",
        r#"{"type":"Feature","features":[]}"#,
        "but it has \"features\"",
    );
    refused_as("a.geojson", b"\xff\xfe{\0}\0", "UTF-16");
    refused_as("a.geojson", b"PK\x03\x04....", "xlsx");
    refused_as("a.gpkg", b"SQLite format 3\0...", "GeoPackage");
}

#[test]
fn broken_json_is_refused_with_its_line() {
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\n\"features\":[{\"a\" 1}]}",
        "line 2, column 18",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\n\"features\":[]\n,}",
        "line 3",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\" \"features\":[]}",
        "broken JSON",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{},]}",
        "feature 2 is missing",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[,{}]}",
        "feature 1 is missing",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{}{}]}",
        "must follow feature 1",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{}}",
        "must follow feature 1",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"a\":[}]]}",
        "feature 1 is broken JSON",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[nul]}",
        "feature 1 is broken JSON",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{}]}\n}",
        "line 2, column 1 (byte 45): something follows",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{}",
        "cut short after feature 1",
    );
    refused_as(
        "a.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{}]",
        "cut short before its JSON is closed",
    );
}

#[test]
fn bytes_that_are_no_utf8_are_refused_wherever_they_stand() {
    let (name, _, _) = encoding_rs::GBK.encode("旱厕乡镇");
    for (before, after) in [
        ("{\"type\":\"FeatureCollection\",\"name\":\"", "\",\"features\":[]}"),
        (
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"x\":\"",
            "\"}]}",
        ),
        ("{\"type\":\"FeatureCollection\",\"features\":[{}],\"name\":\"", "\"}"),
    ] {
        let bytes = [before.as_bytes(), &name, after.as_bytes()].concat();
        refused_as("a.geojson", bytes, &format!("(byte {}): it is not UTF-8", before.len()));
    }
}

#[test]
fn nesting_without_end_neither_crashes_nor_is_taken() {
    let deep = "[".repeat(300_000);
    refused_as("a.geojson", &deep, "bare JSON list");
    refused_as(
        "a.geojson",
        format!("{{\"type\":\"Polygon\",\"coordinates\":{deep}"),
        "cut short",
    );
    let closed = format!("{deep}{}", "]".repeat(300_000));
    for text in [
        format!("{{\"type\":\"Polygon\",\"coordinates\":{closed}}}"),
        format!(
            "{{\"type\":\"FeatureCollection\",\"x\":{closed},\"features\":[{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{closed}}},\"properties\":{{\"name\":{closed}}}}}]}}"
        ),
    ] {
        let (all, summary) = grids(&file("a.geojson", text).path, &[]).unwrap();
        assert!(all.is_empty());
        assert!(
            summary.rejected[0].reason.contains("nested too deep"),
            "{:?}",
            summary.rejected
        );
    }
    let mut collections = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(50_000);
    collections.push_str(&"]}".repeat(50_000));
    let (_, summary) = grids(&file("a.geojson", collections).path, &[]).unwrap();
    assert!(summary.rejected[0].reason.contains("nested too deep"));
}

#[test]
fn a_missing_file_or_a_folder_is_said() {
    assert!(sentence(grids(Path::new("/nowhere/a.geojson"), &[])).contains("a.geojson: there is no such file"));
    let folder = tempfile::tempdir().unwrap();
    assert!(sentence(grids(folder.path(), &[])).contains("folder"));
}

const WHOLE: &str = "{\"type\":\"FeatureCollection\",\"name\":\"平安\\\"\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"code\":\"A\\\\\",\"名称\":\"村\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,2],[3,4],[1,2]]]}},\n{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}\n],\"more\":[1,{\"a\":null}]}";

#[test]
fn a_file_cut_anywhere_is_refused() {
    let held = file("a.geojson", WHOLE);
    assert_eq!(grids(&held.path, &[]).unwrap().1.total, 2);
    for cut in 0..WHOLE.len() {
        std::fs::write(&held.path, &WHOLE.as_bytes()[..cut]).unwrap();
        let said = sentence(grids(&held.path, &[]));
        assert!(said.starts_with("a.geojson: "), "{cut}: {said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in prop_oneof![Just("a.geojson"), Just("a.csv"), Just("a")]) {
        let held = file(name, &bytes);
        drop(grids(&held.path, &[]));
        drop(sites(&held.path, &["set:kind=旱厕"]));
        drop(people(&held.path, &[]));
    }

    #[test]
    fn json_marks_in_any_order_do_not_make_them_panic(text in "[\\[\\]{}:,\"\\\\ a1-]{0,60}") {
        let held = file("a.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{text}]}}"));
        drop(grids(&held.path, &[]));
        let held = file("a.geojson", format!("{{{text}"));
        drop(grids(&held.path, &[]));
    }

    #[test]
    fn one_changed_byte_never_panics_and_never_adds_features(at in 0..WHOLE.len(), byte in any::<u8>()) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        bytes[at] = byte;
        let held = file("a.geojson", &bytes);
        match grids(&held.path, &[]) {
            Ok((all, summary)) => {
                // What is taken is JSON of the form that serde_json sees, too.
                let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                prop_assert_eq!(value["features"].as_array().unwrap().len() as u32, summary.total);
                prop_assert!(all.len() <= 1);
            }
            Err(e) => prop_assert!(!e.to_string().contains('\n')),
        }
    }

    #[test]
    fn csv_marks_in_any_order_do_not_make_them_panic(text in "[\",;\\t\\r\\n=' a1旱厕]{0,80}") {
        let held = file("a.csv", format!("编号,类型,经度,纬度\n{text}"));
        drop(sites(&held.path, &[]));
        drop(sites(&file("b.csv", &text).path, &["set:kind=旱厕"]));
        drop(people(&file("b.csv", &text).path, &["set:name=x"]));
    }
}
