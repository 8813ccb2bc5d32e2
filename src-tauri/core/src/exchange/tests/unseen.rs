//! Marks that nobody sees, in headings and values.

use super::*;

#[test]
fn marks_that_nobody_sees_are_taken_out_with_a_word() {
    let table = "编\u{200b}号,类\u{202a}型\u{202c},地址,备注,经度,纬度\r\n\
         S\u{202e}-1,旱\u{200b}厕,石家\u{202e}营村,\"一\r\n二\",102.1\u{200e},36.5\r\n\
         S-2,旱厕,石家营村,\u{2066}\u{2069},102.1,36.5\r\n\
         S-3,旱厕,\u{61c}西\u{1b}头\u{9b},\u{feff}=1,102.1,36.5\r\n";
    let (all, summary) = sites(&file("s.csv", table).path, &[]).unwrap();
    let seen: Vec<_> = (all.iter())
        .map(|s| {
            (
                s.id.as_deref(),
                s.kind.as_deref(),
                s.address.as_deref(),
                s.note.as_deref(),
            )
        })
        .collect();
    let kind = Some("dry_toilet");
    assert_eq!(
        seen,
        [
            (Some("S-1"), kind, Some("石家营村"), Some("一\r\n二")),
            (Some("S-2"), kind, Some("石家营村"), None),
            (Some("S-3"), kind, Some("西头"), Some("=1")),
        ],
        "{:?}",
        summary.rejected
    );
    let said = |field: &str, rows: &str, text: &str| {
        let note = format!(
            "{rows}: {field} such as \"{text}\" held marks that nobody sees (of text direction and the like); they were taken out"
        );
        assert!(summary.notes.contains(&note), "{note}: {:?}", summary.notes);
    };
    said("id", "row 2", "S-1");
    said("kind", "row 2", "旱厕");
    said("address", "rows 2, 4", "石家营村");
}

#[test]
fn marks_in_properties_and_in_what_is_set_are_taken_out_too() {
    let feature =
        r#"{"type":"Feature","properties":{"name\u200b":"石家\u202e营村\u2067二","code":"A\ufeff"},"geometry":null}"#;
    let (all, summary) = grids(&file("g.geojson", feature).path, &["set:note=一\u{202e}二"]).unwrap();
    assert_eq!(
        (all[0].code.as_deref(), all[0].name.as_deref(), all[0].note.as_deref()),
        (Some("A"), Some("石家营村二"), Some("一二"))
    );
    assert!(
        summary
            .notes
            .iter()
            .any(|n| n.contains("name such as \"石家营村二\" held marks")),
        "{:?}",
        summary.notes
    );
    let table = "甲\u{202e},乙\n王\u{200d}伟,A\n";
    let (all, _) = people(&file("p.csv", table).path, &["map:name=甲", "map:grid=乙"]).unwrap();
    assert_eq!(all[0].name, "王伟", "a heading is named as it is seen");
}

#[test]
fn a_column_of_codes_is_not_changed_by_what_is_no_mark() {
    let table = "编号,类型,备注\nΩ-é-①,旱厕,\"ئۇيغۇر — “二组” 👍\"\n";
    let (all, summary) = sites(&file("s.csv", table).path, &[]).unwrap();
    assert_eq!(all[0].note.as_deref(), Some("ئۇيغۇر — “二组” 👍"));
    assert!(
        !summary.notes.iter().any(|n| n.contains("nobody sees")),
        "{:?}",
        summary.notes
    );
}
