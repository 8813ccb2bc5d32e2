use super::features::*;
use super::*;

#[test]
fn records_come_in_the_order_of_the_file_however_many_there_are() {
    let features: Vec<_> = (0..30_000)
        .map(|i| site(&format!(r#"{{"id":{i},"kind":"旱厕"}}"#), "[102,36]"))
        .collect();
    let held = file("s.geojson", collection(&features));
    let mut next = 0;
    let done = std::cell::Cell::new(0);
    let summary = read_sites(
        &held.path,
        &options(ImportAs::Sites, &[]),
        &vocab(),
        &wgs84,
        &|d, t| {
            assert!(d >= done.get() && d <= t);
            done.set(d);
            true
        },
        &mut |batch| {
            for site in batch {
                assert_eq!(site.id, Some(next.to_string()));
                next += 1;
                assert_eq!(site.place, Place::Feature(next));
            }
            Ok(Vec::new())
        },
    )
    .unwrap();
    assert_eq!((next, summary.total), (30_000, 30_000));
    assert_eq!(done.get(), std::fs::metadata(&held.path).unwrap().len());
}

#[test]
fn reading_stops_when_cancelled_or_when_the_sink_fails() {
    let features: Vec<_> = (0..30_000)
        .map(|i| site(&format!(r#"{{"id":{i},"kind":"旱厕"}}"#), "[102,36]"))
        .collect();
    let held = file("s.geojson", collection(&features));
    let (o, v) = (options(ImportAs::Sites, &[]), vocab());
    assert!(matches!(
        read_sites(&held.path, &o, &v, &wgs84, &|_, _| false, &mut |_| Ok(Vec::new())),
        Err(Error::Cancelled)
    ));
    let failed = read_sites(&held.path, &o, &v, &wgs84, &|_, _| true, &mut |_| {
        Err(Error::Undo("full".into()))
    });
    assert_eq!(sentence(failed), "full");
}

#[test]
fn a_feature_longer_than_many_chunks_is_read() {
    let ring: Vec<_> = (0..200_000)
        .map(|i| format!("[{},{}]", 101.0 + f64::from(i) * 1e-6, 36.0))
        .collect();
    let text = collection(&[
        grid("{}", &polygon(SQUARE)),
        grid(r#"{"code":"long"}"#, &polygon(&format!("[[{}]]", ring.join(",")))),
        grid("{}", &polygon(SQUARE)),
    ]);
    let (all, _) = grids(&file("g.geojson", text).path, &[]).unwrap();
    assert_eq!(all[1].geometry.as_ref().unwrap().0[0].exterior().0.len(), 200_001);
    assert_eq!(all.len(), 3);
}

#[test]
fn the_old_crs_member_is_compared_with_what_was_asked() {
    let with = |name: &str| {
        file(
            "g.geojson",
            format!(
                r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"{name}"}}}},"features":[{}]}}"#,
                grid("{}", &polygon(SQUARE))
            ),
        )
    };
    for same in [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4490",
    ] {
        assert!(grids(&with(same).path, &[]).unwrap().1.notes.is_empty(), "{same}");
    }
    let said = sentence(grids(&with("urn:ogc:def:crs:EPSG::4543").path, &[]));
    assert!(said.contains("--crs EPSG:4543"), "{said}");
    let mut asked = options(ImportAs::Grids, &[]);
    asked.crs = "epsg:4543".into();
    let named = with("urn:ogc:def:crs:EPSG::4543");
    let read = read_grids(
        &named.path,
        &asked,
        &vocab(),
        &|x, y| Ok([x / 10.0, y]),
        &|_, _| true,
        &mut |batch| {
            assert_eq!(batch[0].geometry.as_ref().unwrap().0[0].exterior().0[0].x, 10.1);
            Ok(Vec::new())
        },
    );
    assert!(read.unwrap().notes.is_empty());
    asked.crs = "gcj02".into();
    let shifted = with("EPSG:4326");
    let read = read_grids(&shifted.path, &asked, &vocab(), &wgs84, &|_, _| true, &mut |_| {
        Ok(Vec::new())
    })
    .unwrap();
    assert!(read.notes[0].contains("read as gcj02"));
    assert!(grids(&with("beijing54-local").path, &[]).unwrap().1.notes[0].contains("not understood"));
}
