use super::features::*;
use super::*;

#[test]
fn a_site_comes_with_all_its_fields() {
    let text = collection(&[site(
        r#"{"site_id":"S1","kind":"旱厕","status":"in_progress","deadline":"2026/1/5","owner":"户主1","note":"巷道旁","电话":13900000000}"#,
        "[102.1,36.5]",
    )]);
    let (all, _) = sites(&file("s.geojson", text).path, &[]).unwrap();
    let one = &all[0];
    assert_eq!(
        (one.id.as_deref(), one.kind.as_deref()),
        (Some("S1"), Some("dry_toilet"))
    );
    assert_eq!(one.state, Some(State::Rectifying));
    assert_eq!(one.deadline.as_deref(), Some("2026-01-05"));
    assert_eq!(
        (one.household.as_deref(), one.phone.as_deref()),
        (Some("户主1"), Some("13900000000"))
    );
    assert_eq!(one.lon_lat, Some([102.1, 36.5]));
}

#[test]
fn a_site_without_geometry_is_taken_with_its_columns_or_without_a_place() {
    let text = collection(&[
        r#"{"type":"Feature","id":7,"geometry":null,"properties":{"kind":"dry_toilet"}}"#.into(),
        r#"{"type":"Feature","geometry":null,"properties":{"kind":"dry_toilet","lon":"102.5°","lat":36}}"#.into(),
        r#"{"type":"Feature","properties":{"kind":"dry_toilet","lon":NaN}}"#.into(),
    ]);
    let (all, summary) = sites(&file("s.geojson", text).path, &[]).unwrap();
    assert_eq!(
        all.iter().map(|s| s.lon_lat).collect::<Vec<_>>(),
        [None, Some([102.5, 36.]), None]
    );
    assert_eq!(all[0].id.as_deref(), Some("7"));
    assert!(summary.notes[0].contains("NaN"));
}

#[test]
fn what_cannot_be_a_site_is_rejected_with_its_reason() {
    let cases = [
        (
            r#"{"kind":"palace"}"#,
            "[102,36]",
            "kind \"palace\" is not known; known are ruined_wall 残垣断壁",
        ),
        (r#"{"kind":""}"#, "[102,36]", "kind is empty"),
        (
            r#"{"kind":"旱厕","state":"lost"}"#,
            "[102,36]",
            "state \"lost\" is not known",
        ),
        (
            r#"{"kind":"旱厕","deadline":"2026-02-30"}"#,
            "[102,36]",
            "deadline \"2026-02-30\" is not a day",
        ),
        (r#"{"kind":"旱厕"}"#, "[36,102]", "latitude 102"),
        (r#"{"kind":"旱厕"}"#, "[]", "empty"),
        (r#"{"kind":"旱厕"}"#, "[[1,2]]", "not one position"),
        (r#"{"kind":"旱厕"}"#, "[\"102\",36]", "not a number"),
    ];
    let features: Vec<_> = cases.iter().map(|(p, c, _)| site(p, c)).collect();
    let (_, summary) = sites(&file("s.geojson", collection(&features)).path, &[]).unwrap();
    assert_eq!(summary.rejected.len(), cases.len());
    for (rejection, (_, _, want)) in summary.rejected.iter().zip(cases) {
        assert!(rejection.reason.contains(want), "{}", rejection.reason);
    }
}

#[test]
fn a_source_without_kinds_is_refused_unless_one_is_set() {
    let held = file("s.geojson", collection(&[site(r#"{"a":1}"#, "[102,36]")]));
    assert!(sentence(sites(&held.path, &[])).contains("--set kind="));
    assert_eq!(
        sites(&held.path, &["set:kind=残垣断壁"]).unwrap().0[0]
            .kind
            .as_deref(),
        Some("ruined_wall")
    );
}

#[test]
fn options_are_held_to_the_fields_and_columns_that_exist() {
    let held = file(
        "s.geojson",
        collection(&[site(r#"{"a":"x","kind":"旱厕"}"#, "[102,36]")]),
    );
    let (all, _) = sites(&held.path, &["map:id=a", "map:note=a"]).unwrap();
    assert_eq!(
        (all[0].id.as_deref(), all[0].note.as_deref()),
        (Some("x"), Some("x"))
    );
    let said = sentence(sites(&held.path, &["map:id=b"]));
    assert!(
        said.contains("no column \"b\" for id; it has a, kind"),
        "{said}"
    );
    let said = sentence(sites(&held.path, &["map:colour=a"]));
    assert!(
        said.starts_with("colour: ") && said.contains("id, kind, state"),
        "{said}"
    );
    for wrong in [
        "set:kind=palace",
        "set:state=lost",
        "set:deadline=soon",
        "set:lon=east",
    ] {
        assert!(
            matches!(sites(&held.path, &[wrong]), Err(Error::Field { .. })),
            "{wrong}"
        );
    }
}
