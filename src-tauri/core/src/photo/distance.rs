//! How far was a photo taken from where it should have been?

use geo::{Distance, Haversine, Point};

/// Metres from its site beyond which a photo is worth a second look: a phone between houses is some tens of metres off.
pub const TOO_FAR_M: f64 = 100.0;

/// Metres along the ground between two places, each longitude and latitude in degrees.
///
/// The haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky & Telescope 68, 1984, p. 159) on a sphere of the
/// IUGG mean radius, 6,371,008.8 m, by [`geo::Haversine`]; within 0.6 % of the ellipsoid.
pub fn distance_m(a: [f64; 2], b: [f64; 2]) -> f64 {
    Haversine.distance(Point::from(a), Point::from(b))
}
