use super::super::lonlat::{Axis, coordinate, pair};

fn near(text: &str, want: f64, axis: Option<Axis>) {
    let read = coordinate(text, true).unwrap_or_else(|| panic!("{text}"));
    assert!((read.value - want).abs() < 1e-9, "{text}: {}", read.value);
    assert_eq!(read.axis, axis, "{text}");
}

#[test]
fn degrees_are_read_as_offices_write_them() {
    for text in [
        "102.105",
        "１０２．１０５",
        "102.105,",
        "102.105°",
        "102,105",
        " 102.105 ",
        "102.105度",
        "102°06′18″",
        "102°06'18\"",
        "102°6′18.0″",
        "102度6分18秒",
        "102º06’18”",
        "102°06.3′",
        "102 06 18",
        "102:06:18",
        "102° 06′ 18″",
        "102°06'18''",
        "+102.105",
        "102.1050000000",
    ] {
        near(text, 102.105, None);
    }
    for text in [
        "东经102.105",
        "E102.105",
        "102.105E",
        "102°06′18″E",
        "E 102°06′18″",
        "东经：102°06′18″",
        "经度102.105",
    ] {
        near(text, 102.105, Some(Axis::Lon));
    }
    near("北纬36.505", 36.505, Some(Axis::Lat));
    near("W73.9", -73.9, Some(Axis::Lon));
    near("-73.9", -73.9, None);
    for text in [
        "",
        "东",
        "102.1.5",
        "102°76′",
        "1e5",
        "4.04158E+06",
        "102.105.36.505",
        "一百零二",
        "102.105 36.505 1 2",
    ] {
        assert_eq!(coordinate(text, true), None, "{text}");
    }
}

#[test]
fn metres_may_have_marks_between_thousands() {
    for text in [
        "509406.462",
        "509,406.462",
        "509 406.462",
        "509.406,462",
        "509406,462",
        "509406.462米",
        "509,406.462 m",
    ] {
        let read = coordinate(text, false).unwrap_or_else(|| panic!("{text}"));
        assert!((read.value - 509_406.462).abs() < 1e-6, "{text}: {}", read.value);
    }
    assert_eq!(coordinate("4,041,584.461", false).unwrap().value, 4_041_584.461);
    assert_eq!(coordinate("509,406", false).unwrap().value, 509_406.0);
    assert_eq!(coordinate("50,9406.4", false), None);
}

#[test]
fn both_in_one_cell_are_told_apart() {
    for text in [
        "102.105,36.505",
        "102.105，36.505",
        "102.105, 36.505",
        "102.105 36.505",
        "102.105、36.505",
        "102.105;36.505",
        "(102.105, 36.505)",
        "102.105/36.505",
        "东经102.105 北纬36.505",
        "东经102.105北纬36.505",
        "北纬36.505，东经102.105",
        "N36.505 E102.105",
        "N36.505,E102.105",
        "E102.105N36.505",
        "102°06′18″E 36°30′18″N",
        "102°06′18″，36°30′18″",
        "102°06′18″ 36°30′18″",
        "102 06 18,36 30 18",
        "经度：102.105 纬度：36.505",
        "POINT(102.105 36.505)",
        "１０２．１０５，３６．５０５",
        "102.105\n36.505",
        "102.105,36.505,",
        "102,105 36,505",
        "102.105E36.505N",
    ] {
        let read = pair(text, true).unwrap_or_else(|| panic!("{text}"));
        let [x, y] = read.map(|c| c.value);
        assert!(
            (x - 102.105).abs() < 1e-9 && (y - 36.505).abs() < 1e-9,
            "{text}: {x} {y}"
        );
    }
    let metres = pair("509,406.462,4,041,584.461", false).unwrap().map(|c| c.value);
    assert_eq!(metres, [509_406.462, 4_041_584.461]);
    for text in ["102.105", "东街 3 号", "", "102.105,36.505,7.2", "E102.1 E36.5"] {
        assert_eq!(pair(text, true), None, "{text}");
    }
}
