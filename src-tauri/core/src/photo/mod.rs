//! What does a photo tell, and what of it is kept or handed on?
//!
//! Photos come from phones, by chat or by cable, and are read as hostile bytes: told by their first bytes, refused by
//! their size before a pixel is unpacked, and never trusted to be whole. Nothing here touches the project; [`prepare`]
//! and [`strip`] give bytes without a camera's notes, [`facts`] gives what was in those notes.

mod container;
mod distance;
mod file;
mod notes;
mod sniff;
mod strip;
#[cfg(test)]
mod tests;

pub use distance::{TOO_FAR_M, distance_m};
pub use file::read_file;
pub use gridwarden_pixels::{MAX_PIXELS, MAX_SIDE};
pub use sniff::sniff;
pub use strip::strip;

use crate::{Error, Result};
use gridwarden_pixels::{self as pixels, Failure, Packing, Picture};

/// Bytes that a photo may have.
pub const MAX_BYTES: usize = 20 << 20;
/// Longer side of a photo as it is kept, in pixels, where nothing else is asked for.
pub const KEPT_SIDE: u32 = 2048;
/// Bytes up to which [`prepare`] leaves a photo's compressed pixels as they came.
pub const KEPT_BYTES: usize = 1 << 20;

/// A kind of photo that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl MediaType {
    /// As it stands in the file and in a `Content-Type`.
    pub fn mime(self) -> &'static str {
        match self {
            MediaType::Jpeg => "image/jpeg",
            MediaType::Png => "image/png",
        }
    }

    fn packing(self) -> Packing {
        match self {
            MediaType::Jpeg => Packing::Jpeg,
            MediaType::Png => Packing::Png,
        }
    }
}

/// What a photo says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoFacts {
    /// Width in pixels as seen, after [`orientation`](Self::orientation).
    pub width: u32,
    /// Height in pixels as seen.
    pub height: u32,
    /// EXIF orientation, 1 to 8; 1 is upright and stands for none, too.
    pub orientation: u8,
    /// When the shutter went, `YYYY-MM-DDTHH:MM:SS`, by the camera's own clock and in its own zone. The time of a later
    /// change to the file does not count.
    pub taken_at: Option<String>,
    /// Longitude and latitude in degrees as the camera wrote them. EXIF means WGS 84; an app that writes GCJ-02 there
    /// cannot be told, and is some hundred metres off.
    pub lon_lat: Option<[f64; 2]>,
}

/// A photo made ready to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// What [`bytes`](Self::bytes) are; not always what came.
    pub media_type: MediaType,
    /// The photo, upright and without notes of the camera.
    pub bytes: Vec<u8>,
    /// Width in pixels of what is kept.
    pub width: u32,
    /// Height in pixels of what is kept.
    pub height: u32,
    /// What the photo said before its notes were taken off.
    pub facts: PhotoFacts,
}

/// A photo as it came, with all that the camera noted.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// What [`bytes`](Self::bytes) are.
    pub media_type: MediaType,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Reads what a photo says of itself, without unpacking its pixels: milliseconds at most.
///
/// Notes that are missing, broken or nonsense give [`None`], never an error: a photo without them is still a photo.
///
/// # Errors
/// [`Error::Source`] where [`sniff`] refuses, where the header is damaged, or above [`MAX_PIXELS`].
pub fn facts(bytes: &[u8]) -> Result<PhotoFacts> {
    let media = sniff(bytes)?;
    let (width, height) = pixels::size(media.packing(), bytes).map_err(failed)?;
    if !pixels::within_bounds((width, height)) {
        return Err(refused(format!(
            "has {width} × {height} pixels; a photo may have {} million, {MAX_SIDE} a side; send it by chat as a \
             picture, or save it smaller",
            MAX_PIXELS / 1_000_000
        )));
    }
    let notes = notes::read(media, bytes);
    let lies = notes.orientation >= 5;
    Ok(PhotoFacts {
        width: if lies { height } else { width },
        height: if lies { width } else { height },
        orientation: notes.orientation,
        taken_at: notes.taken_at,
        lon_lat: notes.lon_lat,
    })
}

/// Makes a photo ready to be kept: upright, its longer side at most `max_side` pixels, without EXIF, XMP, GPS or text.
///
/// A photo that is upright, fits and has at most [`KEPT_BYTES`] keeps its compressed pixels as they came, so that one
/// that went through chat does not lose once more; a PNG stays a PNG then. Every other becomes a JPEG of quality 85, on
/// white where it was transparent. A small colour profile is kept either way. All pixels are unpacked in any case, so
/// what comes back can be shown. Costs 0.3 s and 80 MB for twelve megapixels.
///
/// # Errors
/// [`Error::Source`] as for [`facts`], and where the pixels are damaged or need too much memory.
pub fn prepare(bytes: &[u8], max_side: u32) -> Result<Prepared> {
    let facts = facts(bytes)?;
    let media = sniff(bytes)?;
    let picture = decode(media, bytes)?;
    let fits = facts.width.max(facts.height) <= max_side;
    if fits && facts.orientation == 1 && bytes.len() <= KEPT_BYTES {
        return Ok(Prepared {
            media_type: media,
            bytes: strip::drop_notes(media, bytes)?,
            width: facts.width,
            height: facts.height,
            facts,
        });
    }
    let picture = picture
        .on_white()
        .fitted(max_side)
        .map_err(failed)?
        .upright(facts.orientation);
    let (width, height) = picture.size();
    Ok(Prepared {
        media_type: MediaType::Jpeg,
        bytes: picture.jpeg(85).map_err(failed)?,
        width,
        height,
        facts,
    })
}

/// Makes a small JPEG of a photo, upright, its longer side at most `side` pixels, without notes. Quick, by averaging.
///
/// # Errors
/// As for [`prepare`].
pub fn thumbnail(bytes: &[u8], side: u32) -> Result<Vec<u8>> {
    let facts = facts(bytes)?;
    let picture = decode(sniff(bytes)?, bytes)?;
    picture
        .on_white()
        .averaged(side)
        .map_err(failed)?
        .upright(facts.orientation)
        .jpeg(80)
        .map_err(failed)
}

fn refused(reason: impl Into<String>) -> Error {
    Error::Source {
        file: "photo".into(),
        reason: reason.into(),
    }
}

fn decode(media: MediaType, bytes: &[u8]) -> Result<Picture> {
    pixels::decode(media.packing(), bytes).map_err(failed)
}

fn failed(e: Failure) -> Error {
    let on = match e {
        Failure::TooLarge => "send it by chat as a picture, or save it smaller",
        Failure::Rare => "open it and save it as an ordinary JPEG",
        Failure::Damaged => "send the photo again",
    };
    refused(format!("{e}; {on}"))
}
