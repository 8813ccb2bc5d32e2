use super::*;
use geo::{LineString, MultiPolygon, Polygon};

fn ring(points: &[(f64, f64)]) -> LineString<f64> {
    LineString::from(points.to_vec())
}

#[test]
fn a_written_collection_is_read_back_to_the_last_digit() {
    let outer = ring(&[
        (101.1, 36.1),
        (101.30000000000001, 36.1),
        (101.2, 36.123456789012345),
        (101.1, 36.1),
    ]);
    let hole = ring(&[(101.15, 36.1001), (101.2, 36.11), (101.2, 36.1001), (101.15, 36.1001)]);
    let ground = MultiPolygon(vec![Polygon::new(outer, vec![hole])]);
    let mut writer = GeoJsonWriter::new(Vec::new(), "网格").unwrap();
    let properties = [
        ("code", Value::Text("A\"1")),
        ("name", Value::Text("河\n湾")),
        ("n", Value::Int(-3)),
        ("x", Value::Real(0.1)),
        ("b", Value::Bool(true)),
        ("note", Value::Null),
    ];
    writer.grid(Some(&ground), &properties).unwrap();
    writer.grid(None, &[]).unwrap();
    let bytes = writer.finish().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(
        text.contains(r#""properties":{"code":"A\"1","name":"河\n湾","n":-3,"x":0.1,"b":true,"note":null}"#),
        "{text}"
    );
    assert!(text.parse::<::geojson::GeoJson>().is_ok());
    let (all, summary) = grids(&file("g.geojson", bytes).path, &[]).unwrap();
    assert_eq!(
        all[0].geometry.as_ref().unwrap(),
        &ground,
        "serde_json reads floats exactly only with its feature float_roundtrip"
    );
    assert_eq!(all[0].code.as_deref(), Some("A\"1"));
    assert_eq!(summary.rejected[0].place, "feature 2");
}

#[test]
fn rings_are_wound_as_the_standard_asks() {
    let clockwise = ring(&[(0., 0.), (0., 1.), (1., 1.), (0., 0.)]);
    let mut writer = GeoJsonWriter::new(Vec::new(), "g").unwrap();
    writer
        .grid(Some(&MultiPolygon(vec![Polygon::new(clockwise, vec![])])), &[])
        .unwrap();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert!(text.contains("[[[[0,0],[1,1],[0,1],[0,0]]]]"), "{text}");
}

#[test]
fn sites_are_written_as_points_or_without_a_place() {
    let mut writer = GeoJsonWriter::new(Vec::new(), "sites").unwrap();
    writer
        .site(
            Some([102.1, 1e-7]),
            &[("id", "S1".into_value()), ("kind", Value::Text("旱厕"))],
        )
        .unwrap();
    writer.site(None, &[("kind", Value::Text("旱厕"))]).unwrap();
    assert!(writer.site(Some([f64::NAN, 0.0]), &[]).is_err());
    let mut writer = GeoJsonWriter::new(Vec::new(), "sites").unwrap();
    writer
        .site(
            Some([102.1, 1e-7]),
            &[("id", Value::Text("S1")), ("kind", Value::Text("旱厕"))],
        )
        .unwrap();
    writer.site(None, &[("kind", Value::Text("旱厕"))]).unwrap();
    let (all, _) = sites(&file("s.geojson", writer.finish().unwrap()).path, &[]).unwrap();
    assert_eq!(
        all.iter().map(|s| s.lon_lat).collect::<Vec<_>>(),
        [Some([102.1, 1e-7]), None]
    );
}

trait IntoValue<'a> {
    fn into_value(self) -> Value<'a>;
}

impl<'a> IntoValue<'a> for &'a str {
    fn into_value(self) -> Value<'a> {
        Value::from(Some(self))
    }
}

#[test]
fn an_empty_collection_is_still_geojson() {
    let bytes = GeoJsonWriter::new(Vec::new(), "").unwrap().finish().unwrap();
    let (all, summary) = grids(&file("g.geojson", bytes).path, &[]).unwrap();
    assert!(all.is_empty());
    assert_eq!(summary.notes, ["it holds no rows or features"]);
}

#[test]
fn a_written_table_runs_no_formulas_and_reads_back() {
    let mut writer = CsvWriter::new(Vec::new(), &["id", "kind", "note", "lon", "lat"]).unwrap();
    let formula = "=HYPERLINK(\"http://x\",\"y\")";
    writer
        .row(&[
            Value::Text("-1"),
            Value::Text("旱厕"),
            Value::Text(formula),
            Value::Real(-73.5),
            Value::Int(40),
        ])
        .unwrap();
    writer
        .row(&[
            Value::Text("+86"),
            Value::Text("旱厕"),
            Value::Text("a,\"b\"\nc"),
            Value::Null,
            Value::Null,
        ])
        .unwrap();
    assert!(writer.row(&[Value::Null]).is_err());
    let bytes = writer.finish().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(
        text.starts_with("\u{feff}id,kind,note,lon,lat\r\n'-1,旱厕,\"'=HYPERLINK"),
        "{text}"
    );
    assert!(text.contains(",-73.5,40\r\n"));
    let (all, summary) = sites(&file("s.csv", bytes).path, &[]).unwrap();
    assert_eq!(summary.rejected, []);
    assert_eq!(
        (all[0].id.as_deref(), all[0].note.as_deref()),
        (Some("-1"), Some(formula))
    );
    assert_eq!(all[0].lon_lat, Some([-73.5, 40.0]));
    assert_eq!(all[1].note.as_deref(), Some("a,\"b\"\nc"));
}

#[test]
fn whatever_a_spreadsheet_would_run_is_kept_from_it_and_numbers_are_numbers() {
    let hostile = [
        "=1+1",
        "＝1+1",
        "+1",
        "＋1",
        "-1",
        "－1",
        "@SUM(1)",
        "＠SUM(1)",
        "|calc",
        "｜calc",
        "%0",
        " =1+1",
        "\u{3000}＝1",
        "\u{a0}@x",
        "\u{202e}=1+1",
        "\u{feff}-1",
        "\u{200b}＋1",
        "\u{1b}=1",
        "\t=1",
        "\r=1",
        "\n=1",
        "\t\t1",
        "'=1",
        "\r\n'@x",
    ];
    for text in hostile {
        let mut writer = CsvWriter::new(Vec::new(), &["address", "kind", "lon", "lat"]).unwrap();
        let row = [
            Value::Text(text),
            Value::Text("旱厕"),
            Value::Real(-5.0),
            Value::Int(-5),
        ];
        writer.row(&row).unwrap();
        let written = String::from_utf8(writer.finish().unwrap()).unwrap();
        let (_, line) = written.split_once("\r\n").unwrap();
        assert!(line.trim_start_matches('"').starts_with('\''), "{text:?}: {line:?}");
        assert!(line.ends_with(",旱厕,-5,-5\r\n"), "{line:?}");
        let (all, _) = sites(&file("s.csv", &written).path, &[]).unwrap();
        let plain = crate::text::plain(text);
        assert_eq!(all[0].address.as_deref(), Some(plain.trim()), "{text:?}");
    }
    for sound in ["二组-5", "5 = 5", "a@b", "’=1", "5%"] {
        let mut writer = CsvWriter::new(Vec::new(), &["id"]).unwrap();
        writer.row(&[Value::Text(sound)]).unwrap();
        assert_eq!(
            String::from_utf8(writer.finish().unwrap()).unwrap(),
            format!("\u{feff}id\r\n{sound}\r\n")
        );
    }
}
