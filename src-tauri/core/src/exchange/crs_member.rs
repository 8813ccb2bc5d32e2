//! What to make of the `crs` member that old GeoJSON carries.

use super::values::shown;
use crate::Error;
use crate::geometry::crs::Crs;

/// The EPSG code that a name of a coordinate system means.
fn epsg(name: &str) -> Option<u32> {
    let plain = name.trim().to_ascii_uppercase();
    if plain.ends_with("CRS84") || plain.ends_with("WGS84") || plain.ends_with("WGS 84") {
        return Some(4326);
    }
    if plain == "CGCS2000" {
        return Some(4490);
    }
    let digits = plain.rsplit([':', '/', '#']).next()?;
    (plain.contains("EPSG") || digits == plain).then(|| digits.parse().ok())?
}

/// Compares what the file says with what was asked for: an optional note, or a refusal.
pub(super) fn judge(member: Option<&str>, asked: &str) -> Result<Option<String>, String> {
    let Some(member) = member else {
        return Ok(None);
    };
    let said = epsg(member);
    // An office that says GCJ-02 or BD-09 knows better: files have no way of naming these.
    let shifted = matches!(
        asked.trim().to_ascii_lowercase().as_str(),
        "gcj02" | "gcj-02" | "bd09" | "bd-09"
    );
    let degrees = |code: u32| matches!(code, 4326 | 4490);
    let unknown = said.and_then(|code| Crs::read(&format!("EPSG:{code}")).err());
    match (said, epsg(asked)) {
        (Some(a), Some(b)) if a == b || (degrees(a) && degrees(b)) => Ok(None),
        (Some(a), _) if shifted && degrees(a) => Ok(Some(format!(
            "its crs member says {}, but it was read as {asked} as asked",
            shown(member)
        ))),
        (Some(a), _) => Err(match unknown {
            Some(Error::Field { reason, .. }) => format!("its crs member says {}: {reason}", shown(member)),
            _ => format!(
                "its crs member says EPSG:{a}, but it was to be read as {asked}; give --crs EPSG:{a}, or take the member out"
            ),
        }),
        (None, _) => Ok(Some(format!(
            "its crs member {} is not understood; it was read as {asked}",
            shown(member)
        ))),
    }
}
