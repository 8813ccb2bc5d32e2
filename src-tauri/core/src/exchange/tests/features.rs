//! Pieces of GeoJSON for the tests.

pub(super) const SQUARE: &str = "[[[101.0,36.0],[101.5,36.0],[101.5,36.5],[101.0,36.0]]]";

pub(super) fn collection(features: &[String]) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        features.join(",")
    )
}

pub(super) fn grid(properties: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
}

pub(super) fn polygon(coordinates: &str) -> String {
    format!("{{\"type\":\"Polygon\",\"coordinates\":{coordinates}}}")
}

pub(super) fn site(properties: &str, coordinates: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":{coordinates}}},\"properties\":{properties}}}"
    )
}
