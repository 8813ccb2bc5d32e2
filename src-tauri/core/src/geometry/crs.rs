//! Coordinate systems at the door: everything inside is WGS 84, x = longitude.
//!
//! CGCS2000 and WGS 84 differ by centimetres and are taken as one, as EPSG does.

use crate::error::{Error, Result};
use proj4rs::Proj;
use std::sync::Arc;

mod china;

/// A system that coordinates can come in by. Cheap to clone, `Send` and `Sync`.
#[derive(Clone, Debug)]
pub enum Crs {
    /// WGS 84 longitude and latitude (EPSG:4326).
    Wgs84,
    /// GCJ-02 (火星坐标), as Chinese web maps use it.
    Gcj02,
    /// BD-09 longitude and latitude, as Baidu uses it.
    Bd09,
    /// CGCS2000 longitude and latitude (EPSG:4490); x is the longitude, whatever EPSG's axis order.
    Cgcs2000Geographic,
    /// A CGCS2000 Gauss-Krüger zone, easting and northing in metres.
    GaussKruger {
        /// EPSG code, 4491–4554.
        epsg: u32,
        /// The number written before the easting, where the system has it.
        zone: Option<u32>,
        /// The projection, built once.
        projection: Projection,
    },
    /// Spherical Mercator of web maps (EPSG:3857), metres.
    WebMercator,
}

/// A projection that is costly to build and cheap to share.
#[derive(Clone)]
pub struct Projection(Arc<(Proj, Proj)>);

impl std::fmt::Debug for Projection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.0.projname())
    }
}

const KNOWN: &str = "known are wgs84, gcj02, bd09, EPSG:4326, EPSG:4490, EPSG:3857 and the \
                     CGCS2000 zones EPSG:4491-4554 (3-degree: 4513-4533 with the zone before \
                     the easting, 4534-4554 without)";

/// The name of the older Chinese datum that a code belongs to.
fn older_datum(epsg: u32) -> Option<&'static str> {
    match epsg {
        4610 | 2327..=2390 => Some("Xi'an 1980 (西安80)"),
        4214 | 2401..=2442 | 21413..=21423 | 21453..=21463 | 21473..=21483 => Some("Beijing 1954 (北京54)"),
        _ => None,
    }
}

/// Half the sphere's girth in EPSG:3857, metres.
const MERCATOR_LIMIT: f64 = 20_037_508.342_789_244;
const MERCATOR_RADIUS: f64 = 6_378_137.0;

impl Crs {
    /// Reads `wgs84`, `gcj02`, `bd09` or `EPSG:n`; blanks around it and case do not matter.
    ///
    /// # Errors
    /// [`Error::Field`] on `crs` for anything else, naming what is known.
    pub fn read(text: &str) -> Result<Crs> {
        let word = text.trim().to_ascii_lowercase();
        match word.as_str() {
            "wgs84" | "wgs-84" => return Ok(Crs::Wgs84),
            "gcj02" | "gcj-02" => return Ok(Crs::Gcj02),
            "bd09" | "bd-09" => return Ok(Crs::Bd09),
            _ => {}
        }
        let code = word.strip_prefix("epsg:").and_then(|n| n.trim().parse::<u32>().ok());
        match code {
            Some(4326) => Ok(Crs::Wgs84),
            Some(4490) => Ok(Crs::Cgcs2000Geographic),
            Some(3857) => Ok(Crs::WebMercator),
            Some(epsg @ 4491..=4554) => Crs::gauss_kruger(epsg),
            Some(code) if let Some(datum) = older_datum(code) => Err(field(
                "crs",
                format!(
                    "EPSG:{code} is {datum}, and how far that lies from today's system differs from place to place; \
                     have the surveying office convert it to CGCS2000 (EPSG:4490)"
                ),
            )),
            _ => Err(field(
                "crs",
                format!("\"{}\" is no coordinate system known here; {KNOWN}", text.trim()),
            )),
        }
    }

    fn gauss_kruger(epsg: u32) -> Result<Crs> {
        let zone = match epsg {
            4491..=4501 => Some(epsg - 4491 + 13),
            4513..=4533 => Some(epsg - 4513 + 25),
            _ => None,
        };
        let build = || -> Option<Projection> {
            let plane = crs_definitions::from_code(u16::try_from(epsg).ok()?)?;
            let globe = crs_definitions::from_code(4490)?;
            let plane = Proj::from_proj_string(plane.proj4).ok()?;
            Some(Projection(Arc::new((plane, Proj::from_proj_string(globe.proj4).ok()?))))
        };
        match build() {
            Some(projection) => Ok(Crs::GaussKruger { epsg, zone, projection }),
            None => Err(field("crs", format!("EPSG:{epsg} has no definition here; {KNOWN}"))),
        }
    }

    /// The name that [`Crs::read`] takes.
    pub fn name(&self) -> String {
        match self {
            Crs::Wgs84 => "wgs84".into(),
            Crs::Gcj02 => "gcj02".into(),
            Crs::Bd09 => "bd09".into(),
            Crs::Cgcs2000Geographic => "EPSG:4490".into(),
            Crs::GaussKruger { epsg, .. } => format!("EPSG:{epsg}"),
            Crs::WebMercator => "EPSG:3857".into(),
        }
    }

    /// Turns x (longitude or easting) and y (latitude or northing) of this system into
    /// WGS 84 longitude and latitude, degrees.
    ///
    /// GCJ-02 and BD-09 are inverted to better than 1e-9 degrees inside China and are the
    /// identity outside it. Costs some hundred nanoseconds at the most.
    ///
    /// # Errors
    /// [`Error::Field`] on `lon` or `lat` where the number is not finite or cannot belong to this system.
    pub fn to_wgs84(&self, x: f64, y: f64) -> Result<(f64, f64)> {
        self.plausible(x, y)?;
        Ok(match self {
            Crs::Wgs84 | Crs::Cgcs2000Geographic => (x, y),
            Crs::Gcj02 => china::gcj02_to_wgs84(x, y),
            Crs::Bd09 => china::bd09_to_wgs84(x, y),
            Crs::WebMercator => {
                let lat = (y / MERCATOR_RADIUS).sinh().atan().to_degrees();
                ((x / MERCATOR_RADIUS).to_degrees(), lat)
            }
            Crs::GaussKruger {
                epsg,
                projection: Projection(p),
                ..
            } => {
                let mut at = (x, y, 0.0);
                proj4rs::transform::transform(&p.0, &p.1, &mut at)
                    .map_err(|e| field("lon", format!("{x}, {y} is not in EPSG:{epsg}: {e}")))?;
                (at.0.to_degrees(), at.1.to_degrees())
            }
        })
    }

    /// Turns WGS 84 longitude and latitude, degrees, into x and y of this system.
    ///
    /// # Errors
    /// [`Error::Field`] on `lon` or `lat` where the place is none, or too far from the zone to be drawn in it.
    pub fn from_wgs84(&self, lon: f64, lat: f64) -> Result<(f64, f64)> {
        Crs::Wgs84.plausible(lon, lat)?;
        let (x, y) = match self {
            Crs::Wgs84 | Crs::Cgcs2000Geographic => (lon, lat),
            Crs::Gcj02 => china::wgs84_to_gcj02(lon, lat),
            Crs::Bd09 => china::wgs84_to_bd09(lon, lat),
            Crs::WebMercator => {
                let y = MERCATOR_RADIUS * lat.to_radians().tan().asinh();
                (MERCATOR_RADIUS * lon.to_radians(), y)
            }
            Crs::GaussKruger {
                epsg,
                projection: Projection(p),
                ..
            } => {
                let mut at = (lon.to_radians(), lat.to_radians(), 0.0);
                proj4rs::transform::transform(&p.1, &p.0, &mut at)
                    .map_err(|e| field("lon", format!("{lon}, {lat} is not in EPSG:{epsg}: {e}")))?;
                (at.0, at.1)
            }
        };
        self.plausible(x, y)?;
        Ok((x, y))
    }

    fn plausible(&self, x: f64, y: f64) -> Result<()> {
        for (name, v) in [("lon", x), ("lat", y)] {
            if !v.is_finite() {
                return Err(field(name, "is not a number; leave it empty or give a coordinate"));
            }
        }
        if let Crs::GaussKruger { .. } | Crs::WebMercator = self
            && x.abs() <= 180.0
            && y.abs() <= 180.0
        {
            let name = self.name();
            let reason = format!("{x} is no easting in {name}; it looks like degrees, name their system with --crs");
            return Err(field("lon", reason));
        }
        match self {
            Crs::GaussKruger { epsg, zone, .. } => gauss_kruger_plausible(*epsg, *zone, x, y),
            Crs::WebMercator => {
                for (name, v) in [("lon", x), ("lat", y)] {
                    if v.abs() > MERCATOR_LIMIT + 1.0 {
                        return Err(field(name, format!("{v} m lies outside EPSG:3857 (within 20037508 m)")));
                    }
                }
                Ok(())
            }
            _ => geographic_plausible(x, y),
        }
    }
}

fn geographic_plausible(x: f64, y: f64) -> Result<()> {
    let hint = if x.abs() <= 90.0 && y.abs() > 90.0 && y.abs() <= 180.0 {
        "; longitude and latitude look swapped"
    } else if x.abs() > 1000.0 || y.abs() > 1000.0 {
        "; it looks like metres, name the projected system with --crs"
    } else {
        ""
    };
    if x.abs() > 180.0 {
        return Err(field("lon", format!("{x} is no longitude (-180 to 180 degrees){hint}")));
    }
    if y.abs() > 90.0 {
        return Err(field("lat", format!("{y} is no latitude (-90 to 90 degrees){hint}")));
    }
    Ok(())
}

fn gauss_kruger_plausible(epsg: u32, zone: Option<u32>, x: f64, y: f64) -> Result<()> {
    let local = x - f64::from(zone.unwrap_or(0)) * 1e6;
    if !(0.0..=1e6).contains(&local) {
        // Codes of the twin systems lie a fixed way apart: eleven for 6-degree zones, 21 for 3-degree ones.
        let gap = if epsg <= 4512 { 11 } else { 21 };
        let hint = match zone {
            Some(z) if (0.0..=1e6).contains(&x) => {
                format!("; without the zone {z} before it, it may be EPSG:{}", epsg + gap)
            }
            Some(_) if turned(x, y) => "; X and Y look the other way round, since surveyors call the northing X".into(),
            Some(z) => format!("; it must begin with its zone {z}"),
            None if turned(x, y) => "; X and Y look the other way round, since surveyors call the northing X".into(),
            None if x > 1e6 => match zone_system(x) {
                Some(code) => format!(
                    "; it begins with its zone {}, so it may be EPSG:{code}",
                    (x / 1e6).floor()
                ),
                None => String::new(),
            },
            None => String::new(),
        };
        return Err(field("lon", format!("{x} is no easting in EPSG:{epsg}{hint}")));
    }
    if !(0.0..=1e7).contains(&y) {
        return Err(field(
            "lat",
            format!("{y} is no northing in EPSG:{epsg} (0 to 10000000 m)"),
        ));
    }
    Ok(())
}

/// The first number is a northing of China and the second an easting, with its zone or without.
fn turned(x: f64, y: f64) -> bool {
    (1.5e6..6.5e6).contains(&x) && ((1e5..9e5).contains(&y) || zone_system(y).is_some())
}

/// The code of the system whose eastings begin with the zone that this one begins with.
fn zone_system(easting: f64) -> Option<u32> {
    match (easting / 1e6).floor() as i64 {
        z @ 13..=23 => Some(4491 + z as u32 - 13),
        z @ 25..=45 => Some(4513 + z as u32 - 25),
        _ => None,
    }
}

fn field(field: &str, reason: impl Into<String>) -> Error {
    Error::Field {
        field: field.into(),
        reason: reason.into(),
    }
}

#[cfg(test)]
mod tests;
