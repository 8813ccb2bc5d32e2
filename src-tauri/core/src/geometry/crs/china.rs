//! GCJ-02 and BD-09, whose forward formulas are known and whose inverses are iterated.

use std::f64::consts::PI;

/// Semi-major axis of the Krasovsky ellipsoid, metres, as the formulas want it.
const A: f64 = 6_378_245.0;
const EE: f64 = 0.006_693_421_622_965_943;
const BAIDU_PI: f64 = PI * 3000.0 / 180.0;
/// Well below the 1e-9 degrees that are promised.
const CLOSE: f64 = 1e-12;

/// The customary box inside which the shift applies.
fn in_china(lon: f64, lat: f64) -> bool {
    (72.004..=137.8347).contains(&lon) && (0.8293..=55.8271).contains(&lat)
}

pub(super) fn wgs84_to_gcj02(lon: f64, lat: f64) -> (f64, f64) {
    if in_china(lon, lat) {
        shifted(lon, lat)
    } else {
        (lon, lat)
    }
}

pub(super) fn gcj02_to_wgs84(lon: f64, lat: f64) -> (f64, f64) {
    if in_china(lon, lat) {
        invert(shifted, lon, lat)
    } else {
        (lon, lat)
    }
}

pub(super) fn wgs84_to_bd09(lon: f64, lat: f64) -> (f64, f64) {
    if !in_china(lon, lat) {
        return (lon, lat);
    }
    let (lon, lat) = shifted(lon, lat);
    baidu(lon, lat)
}

pub(super) fn bd09_to_wgs84(lon: f64, lat: f64) -> (f64, f64) {
    if !in_china(lon, lat) {
        return (lon, lat);
    }
    let (lon, lat) = invert(baidu, lon, lat);
    invert(shifted, lon, lat)
}

/// Fixed-point iteration; the shifts change slowly, so each round gains two or three digits.
fn invert(forward: impl Fn(f64, f64) -> (f64, f64), lon: f64, lat: f64) -> (f64, f64) {
    let (mut x, mut y) = (lon, lat);
    for _ in 0..30 {
        let (fx, fy) = forward(x, y);
        let (dx, dy) = (lon - fx, lat - fy);
        x += dx;
        y += dy;
        if dx.abs() < CLOSE && dy.abs() < CLOSE {
            break;
        }
    }
    (x, y)
}

fn shifted(lon: f64, lat: f64) -> (f64, f64) {
    let (x, y) = (lon - 105.0, lat - 35.0);
    let waves = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    let mut d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * x.abs().sqrt();
    d_lat += waves;
    d_lat += (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0;
    d_lat += (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let mut d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * x.abs().sqrt();
    d_lon += waves;
    d_lon += (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0;
    d_lon += (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
    let rad = lat.to_radians();
    let magic = 1.0 - EE * rad.sin().powi(2);
    let root = magic.sqrt();
    let d_lat = d_lat * 180.0 / (A * (1.0 - EE) / (magic * root) * PI);
    let d_lon = d_lon * 180.0 / (A / root * rad.cos() * PI);
    (lon + d_lon, lat + d_lat)
}

fn baidu(lon: f64, lat: f64) -> (f64, f64) {
    let r = lon.hypot(lat) + 0.000_02 * (lat * BAIDU_PI).sin();
    let angle = lat.atan2(lon) + 0.000_003 * (lon * BAIDU_PI).cos();
    (r * angle.cos() + 0.0065, r * angle.sin() + 0.006)
}
