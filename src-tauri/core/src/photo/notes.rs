//! What did the camera note in the EXIF?

use super::{MediaType, container};
use chrono::NaiveDate;
use exif::{DateTime, Exif, In, Reader, Tag, Value};

/// The notes that are used here.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Notes {
    pub(super) orientation: u8,
    pub(super) taken_at: Option<String>,
    pub(super) lon_lat: Option<[f64; 2]>,
}

/// Reads a photo's notes; what is broken counts as absent, and the rest is still read.
pub(super) fn read(media: MediaType, bytes: &[u8]) -> Notes {
    let exif = container::exif(media, bytes).and_then(|block| {
        Reader::new()
            .continue_on_error(true)
            .read_raw(block.to_vec())
            .or_else(|e| e.distill_partial_result(|_| {}))
            .ok()
    });
    Notes {
        orientation: exif.as_ref().and_then(orientation).unwrap_or(1),
        taken_at: exif.as_ref().and_then(taken_at),
        lon_lat: exif.as_ref().and_then(lon_lat),
    }
}

fn orientation(exif: &Exif) -> Option<u8> {
    let value = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(value).ok().filter(|o| (1..=8).contains(o))
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(texts) => texts.first().map(|t| t.trim_ascii()),
        _ => None,
    }
}

fn taken_at(exif: &Exif) -> Option<String> {
    [Tag::DateTimeOriginal, Tag::DateTimeDigitized]
        .into_iter()
        .find_map(|tag| {
            let t = DateTime::from_ascii(ascii(exif, tag)?).ok()?;
            NaiveDate::from_ymd_opt(t.year.into(), t.month.into(), t.day.into())
                .filter(|_| t.year > 0)?
                .and_hms_opt(t.hour.into(), t.minute.into(), t.second.into())
                .map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string())
        })
}

fn lon_lat(exif: &Exif) -> Option<[f64; 2]> {
    let lon = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, [b'E', b'W'], 180.0)?;
    let lat = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, [b'N', b'S'], 90.0)?;
    ([lon, lat] != [0.0, 0.0]).then_some([lon, lat])
}

/// Degrees of one axis; a missing side of the world is not guessed.
fn degrees(exif: &Exif, tag: Tag, side: Tag, [plus, minus]: [u8; 2], limit: f64) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
        return None;
    };
    let [d, m, s] = parts.as_slice() else {
        return None;
    };
    if [d, m, s].iter().any(|r| r.denom == 0) || m.to_f64() > 60.0 || s.to_f64() > 60.0 {
        return None;
    }
    let value = d.to_f64() + m.to_f64() / 60.0 + s.to_f64() / 3600.0;
    let side = ascii(exif, side)?.first()?.to_ascii_uppercase();
    let signed = match side {
        _ if value > limit => return None,
        s if s == plus => value,
        s if s == minus => -value,
        _ => return None,
    };
    Some(signed)
}
