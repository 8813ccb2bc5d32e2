//! What the sample promises.

mod ground;
mod work;

use super::*;
use std::sync::OnceLock;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
}

fn made() -> &'static Sample {
    static MADE: OnceLock<Sample> = OnceLock::new();
    MADE.get_or_init(|| sample(day()))
}

fn drawn() -> Vec<(&'static SampleGrid, &'static Polygon<f64>)> {
    made()
        .grids
        .iter()
        .filter_map(|g| g.geometry.as_ref().map(|m| (g, &m.0[0])))
        .collect()
}
