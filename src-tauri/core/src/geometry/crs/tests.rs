use super::*;
use std::path::PathBuf;

/// Metres between two places a short way apart.
fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let dx = (a.0 - b.0) * 111_320.0 * a.1.to_radians().cos();
    dx.hypot((a.1 - b.1) * 111_320.0)
}

fn shared(path: &str) -> Option<serde_json::Value> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let file = here
        .ancestors()
        .map(|d| d.join("shared/data").join(path))
        .find(|p| p.exists())?;
    serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()
}

#[allow(clippy::print_stdout)]
fn skipped() {
    println!("skipped: shared/data is not here");
}

fn crs(name: &str) -> Crs {
    Crs::read(name).unwrap()
}

#[test]
fn systems_are_read_by_name_whatever_their_case() {
    for (text, name) in [
        (" WGS84 ", "wgs84"),
        ("Gcj02", "gcj02"),
        ("bd09", "bd09"),
        ("epsg:4326", "wgs84"),
        ("EPSG:4490", "EPSG:4490"),
        ("Epsg:4543", "EPSG:4543"),
        ("EPSG: 3857", "EPSG:3857"),
    ] {
        assert_eq!(crs(text).name(), name);
    }
}

#[test]
fn every_cgcs2000_zone_has_a_definition_and_is_centred_on_its_meridian() {
    for epsg in 4491..=4554 {
        let (start, first, width) = match epsg {
            4491..=4501 => (4491, 75, 6),
            4502..=4512 => (4502, 75, 6),
            4513..=4533 => (4513, 75, 3),
            _ => (4534, 75, 3),
        };
        let system = crs(&format!("EPSG:{epsg}"));
        let lon = f64::from(first + (epsg - start) * width);
        let (x, y) = system.from_wgs84(lon, 36.0).unwrap();
        assert!((x % 1e6 - 500_000.0).abs() < 1e-6, "EPSG:{epsg} has {x} at {lon}");
        let back = system.to_wgs84(x, y).unwrap();
        assert!(metres(back, (lon, 36.0)) < 1e-4);
    }
}

#[test]
fn an_unknown_system_is_refused_with_what_is_known() {
    for text in ["", "mars", "EPSG:", "EPSG:2154", "EPSG:-1", "4326", "EPSG:4555"] {
        let error = Crs::read(text).unwrap_err();
        assert_eq!(error.code(), "field");
        assert!(error.to_string().starts_with("crs: "), "{error}");
        assert!(error.to_string().contains("gcj02"), "{error}");
    }
}

#[test]
fn fixed_cities_agree_within_a_metre() {
    // WGS 84, GCJ-02 and BD-09, from the npm package gcoord (MIT).
    let vectors = [
        (
            (101.7762857, 36.6172138),
            (101.7782262, 36.6171381),
            (101.7846774, 36.62332),
        ),
        (
            (109.507813, 18.2545417),
            (109.5119135, 18.2528524),
            (109.5184703, 18.2585878),
        ),
        (
            (87.6140048, 43.824388),
            (87.6168579, 43.8255962),
            (87.6232918, 43.8317719),
        ),
        (
            (114.0164322, 33.0133556),
            (114.022306, 33.0115324),
            (114.0287781, 33.0176697),
        ),
    ];
    for (wgs, gcj, bd) in vectors {
        assert!(metres(crs("gcj02").from_wgs84(wgs.0, wgs.1).unwrap(), gcj) < 1.0);
        assert!(metres(crs("bd09").from_wgs84(wgs.0, wgs.1).unwrap(), bd) < 1.0);
        assert!(metres(crs("gcj02").to_wgs84(gcj.0, gcj.1).unwrap(), wgs) < 1.0);
        assert!(metres(crs("bd09").to_wgs84(bd.0, bd.1).unwrap(), wgs) < 1.0);
    }
}

#[test]
fn the_way_there_and_back_is_closer_than_a_billionth_of_a_degree() {
    for name in ["gcj02", "bd09"] {
        let system = crs(name);
        for i in 0..400 {
            let lon = 74.0 + f64::from(i % 20) * 3.137;
            let lat = 4.0 + f64::from(i / 20) * 2.483;
            let (x, y) = system.from_wgs84(lon, lat).unwrap();
            let (u, v) = system.to_wgs84(x, y).unwrap();
            assert!((u - lon).abs() < 1e-9 && (v - lat).abs() < 1e-9, "{name} {lon} {lat}");
        }
    }
}

#[test]
fn outside_china_nothing_is_shifted() {
    for name in ["gcj02", "bd09"] {
        assert_eq!(crs(name).to_wgs84(-73.9, 40.7).unwrap(), (-73.9, 40.7));
        assert_eq!(crs(name).from_wgs84(2.35, 48.85).unwrap(), (2.35, 48.85));
    }
}

#[test]
fn fixed_points_of_the_zones_agree_within_a_centimetre() {
    // From PROJ 9.5.1, at 102.104295, 36.502714.
    for (epsg, x, y) in [
        (4543, 509343.5793, 4041330.719),
        (4522, 34509343.5793, 4041330.719),
        (4496, 18240547.0941, 4045227.6796),
        (4507, 240547.0941, 4045227.6796),
        (3857, 11366198.1272, 4370016.3567),
    ] {
        let system = crs(&format!("EPSG:{epsg}"));
        let (u, v) = system.from_wgs84(102.104295, 36.502714).unwrap();
        assert!((u - x).hypot(v - y) < 0.01, "EPSG:{epsg}: {u} {v}");
        assert!(metres(system.to_wgs84(x, y).unwrap(), (102.104295, 36.502714)) < 0.01);
    }
}

#[test]
fn epsg_4490_is_taken_longitude_first() {
    assert_eq!(crs("EPSG:4490").to_wgs84(102.1, 36.5).unwrap(), (102.1, 36.5));
}

#[test]
fn what_cannot_belong_to_the_system_is_refused_with_a_hint() {
    for (name, x, y, words) in [
        ("wgs84", 36.5, 102.1, "look swapped"),
        ("wgs84", 509_343.0, 4_041_330.0, "metres"),
        ("gcj02", f64::NAN, 36.0, "not a number"),
        ("wgs84", 102.0, f64::INFINITY, "not a number"),
        ("EPSG:4522", 509_343.0, 4_041_330.0, "EPSG:4543"),
        ("EPSG:4543", 34_509_343.0, 4_041_330.0, "it may be EPSG:4522"),
        ("EPSG:4543", 509_343.0, -5.0, "northing"),
        ("EPSG:3857", 3e7, 0.0, "outside EPSG:3857"),
    ] {
        let error = crs(name).to_wgs84(x, y).unwrap_err();
        assert_eq!(error.code(), "field");
        assert!(error.to_string().contains(words), "{name}: {error}");
    }
}

#[test]
fn a_place_on_the_other_side_of_the_earth_is_not_drawn_in_a_chinese_zone() {
    assert!(crs("EPSG:4543").from_wgs84(-74.0, 40.7).is_err());
}

#[test]
fn systems_are_shared_between_threads() {
    fn shared_freely<T: Send + Sync + Clone>() {}
    shared_freely::<Crs>();
}

#[test]
fn all_shared_cities_agree_within_a_metre() {
    let Some(cities) = shared("coord/gcoord/china-cities.json") else {
        return skipped();
    };
    let at =
        |c: &serde_json::Value, k: &str| (c["coords"][k][0].as_f64().unwrap(), c["coords"][k][1].as_f64().unwrap());
    let names = [
        ("WGS84", "wgs84"),
        ("GCJ02", "gcj02"),
        ("BD09", "bd09"),
        ("EPSG3857", "EPSG:3857"),
    ];
    let mut count = 0;
    for city in cities.as_array().unwrap() {
        let wgs = at(city, "WGS84");
        for (key, name) in names {
            let there = at(city, key);
            let off = metres(crs(name).to_wgs84(there.0, there.1).unwrap(), wgs);
            assert!(off < 1.0, "{name} {off} m: {city}");
            let got = crs(name).from_wgs84(wgs.0, wgs.1).unwrap();
            let scale = if key == "EPSG3857" { 1.0 } else { 111_320.0 };
            assert!((got.0 - there.0).hypot(got.1 - there.1) * scale < 1.0, "{name} {city}");
            count += 1;
        }
    }
    assert!(count > 2000);
}

#[test]
fn all_shared_zone_vectors_agree_within_a_centimetre() {
    let Some(file) = shared("coord/pingan_projected_vectors.json") else {
        return skipped();
    };
    let mut count = 0;
    for v in file["vectors"].as_array().unwrap() {
        let number = |k: &str| v[k].as_f64().unwrap();
        let Ok(system) = Crs::read(v["crs"].as_str().unwrap()) else {
            continue;
        };
        let (x, y) = system.from_wgs84(number("lon"), number("lat")).unwrap();
        let off = (x - number("easting")).hypot(y - number("northing"));
        assert!(off < 0.01, "{off} m: {v}");
        let back = system.to_wgs84(number("easting"), number("northing")).unwrap();
        assert!(metres(back, (number("lon"), number("lat"))) < 0.01, "{v}");
        count += 1;
    }
    assert!(count >= 56);
}

#[test]
fn degrees_are_no_metres() {
    for name in ["EPSG:4543", "EPSG:4522", "EPSG:4491", "EPSG:3857"] {
        for (x, y) in [(102.105, 36.505), (36.505, 102.105)] {
            let said = Crs::read(name).unwrap().to_wgs84(x, y).unwrap_err().to_string();
            assert!(
                said.contains(&format!("{x} is no easting in {name}; it looks like degrees")),
                "{said}"
            );
        }
    }
}
