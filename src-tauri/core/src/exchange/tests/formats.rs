//! Files of other formats: what they are and how to go on; and one feature a line.

use super::*;

fn said(name: &str, text: impl AsRef<[u8]>) -> String {
    sentence(grids(&file(name, text).path, &[]))
}

#[test]
fn other_formats_are_called_by_their_names() {
    let kml = r#"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>"#;
    for (name, text, want) in [
        ("a.kml", kml, "it is KML; "),
        ("a.geojson", kml, "it is KML; "),
        ("a.gpx", "<?xml version=\"1.0\"?><gpx></gpx>", "it is GPX; "),
        (
            "a.gml",
            "<wfs:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"/>",
            "it is GML; ",
        ),
        (
            "a.xls",
            "<html><body><table><tr><td>编号</td></tr></table></body></html>",
            "a web page with a table",
        ),
        (
            "a.csv",
            "<table><tr><td>编号</td></tr></table>",
            "a web page with a table",
        ),
        (
            "a.xls",
            "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>",
            "a web page with a table",
        ),
        (
            "a.xml",
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
            "an Excel workbook in XML",
        ),
        ("a.html", "<html><body>404</body></html>", "perhaps an error page"),
        ("a.kmz", "PK\u{3}\u{4}...", "it is KMZ; "),
        ("a.dwg", "AC1027", "a drawing"),
    ] {
        let words = said(name, text);
        assert!(words.contains(want), "{name}: {words}");
    }
}

#[test]
fn esri_json_is_called_so() {
    for text in [
        r#"{"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":4490},"features":[{"attributes":{"code":"A"},"geometry":{"rings":[[[102.1,36.5],[102.11,36.5],[102.11,36.51],[102.1,36.5]]]}}]}"#,
        r#"{"features":[{"attributes":{}}],"displayFieldName":"","fieldAliases":{}}"#,
        r#"{"rings":[[[102.1,36.5]]],"spatialReference":{"wkid":4490}}"#,
    ] {
        let words = said("c.json", text);
        assert!(words.contains("Esri JSON"), "{words}");
    }
}

const CELL: &str = r#"{"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":[[[102.1,36.5],[102.11,36.5],[102.11,36.51],[102.1,36.5]]]}}"#;

#[test]
fn one_feature_a_line_is_read() {
    let lines: Vec<String> = ["A", "B", "C"]
        .iter()
        .map(|c| CELL.replace("\"A\"", &format!("\"{c}\"")))
        .collect();
    for (name, text) in [
        ("b.geojson", lines.join("\n") + "\n"),
        ("b.geojsonl", lines.join("\r\n")),
        ("b.json", format!("\u{1e}{}\n", lines.join("\n\u{1e}"))),
        (
            "b.geojson",
            lines.join("\n").replace(",\"geometry\"", ",\n \"geometry\""),
        ),
    ] {
        let (all, summary) = grids(&file(name, &text).path, &[]).unwrap();
        let codes: Vec<_> = all.iter().filter_map(|g| g.code.as_deref()).collect();
        assert_eq!(codes, ["A", "B", "C"], "{text}");
        assert_eq!((all[2].place, summary.format.as_str()), (Place::Feature(3), "GeoJSONL"));
    }
    let words = said("b.geojson", lines.join("\n") + "\n{\"type\":");
    assert!(words.contains("cut short inside feature 4"), "{words}");
    let words = said("b.geojson", lines.join("\n") + "\nx");
    assert!(words.contains("feature 4 does not begin with a brace"), "{words}");
    let words = said("b.geojson", format!("{CELL}\n{{\"a\" 1}}\n"));
    assert!(words.contains("feature 2 is broken JSON"), "{words}");
    let (all, _) = grids(&file("one.geojson", CELL).path, &[]).unwrap();
    assert_eq!(all.len(), 1);
}

#[test]
fn an_older_datum_is_named_with_the_way_on() {
    let text = format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:EPSG::4610"}}}},"features":[{CELL}]}}"#
    );
    let words = said("a.geojson", text);
    assert!(
        words.contains("西安80") && words.contains("EPSG:4490") && !words.contains("--crs EPSG:4610"),
        "{words}"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_a_device_and_a_folder_are_refused_before_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let words = sentence(sites(&pipe, &[]));
    assert!(words.contains("pipe or a device"), "{words}");
    let words = sentence(people(Path::new("/dev/zero"), &[]));
    assert!(words.contains("pipe or a device"), "{words}");
    let words = sentence(grids(folder.path(), &[]));
    assert!(words.contains("folder"), "{words}");
}

#[test]
fn a_feature_of_hundreds_of_megabytes_is_refused_early() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.geojson");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    write!(
        out,
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":""#
    )
    .unwrap();
    let chunk = "x".repeat(1 << 20);
    for _ in 0..80 {
        out.write_all(chunk.as_bytes()).unwrap();
    }
    write!(out, "\"}}}}]}}").unwrap();
    drop(out);
    let words = sentence(grids(&path, &[]));
    assert!(words.contains("feature 1 is larger than 64 MB"), "{words}");
}

#[test]
fn what_lies_in_a_zip_is_called_by_its_name_and_so_are_wide_texts_without_a_mark() {
    for (name, want) in [
        ("a.docx", "a Word document"),
        ("a.ods", "an OpenDocument workbook"),
        ("a.zip", "it is compressed"),
        ("a.xlsx", "an Excel workbook"),
    ] {
        let words = said(name, "PK\u{3}\u{4}...");
        assert!(words.contains(want), "{words}");
    }
    let text = "id,kind\nS-1,旱厕\n";
    let wide = |swap: bool| -> Vec<u8> {
        let bytes = |u: u16| if swap { u.to_be_bytes() } else { u.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    for bytes in [wide(false), wide(true)] {
        assert!(
            said("a.csv", &bytes).contains("UTF-16 text without the mark"),
            "{}",
            said("a.csv", &bytes)
        );
    }
    let longest: Vec<u8> = "\u{feff}id,kind\n"
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    assert!(said("a.csv", longest).contains("UTF-32"));
}
