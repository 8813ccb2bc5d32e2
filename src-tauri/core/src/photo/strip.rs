//! How does a photo lose the camera's notes without losing a pixel?

use super::{MediaType, container, decode, facts, failed, refused, sniff};
use crate::Result;

/// Chunks of a PNG that say how its pixels look. All others go: text, time, EXIF, animation, and private ones, of which
/// some (Apple's `iDOT`) would be wrong once the rest has moved.
const PNG_KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs",
];
const PNG_END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

/// Takes EXIF, XMP, GPS, text and thumbnails off a photo and leaves its compressed pixels as they are; its kind stays.
///
/// Whatever comes after the end of the picture (a second picture, the film of a moving photo) goes, too. The orientation
/// goes with the EXIF; so a photo that lies on its side is unpacked, turned upright at its full size and packed again
/// (JPEG at quality 92). Linear in the bytes otherwise, and the pixels are not looked at.
///
/// # Errors
/// [`Error::Source`](crate::Error::Source) as for [`facts`], and where the file breaks off before its pixels.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>> {
    let media = sniff(bytes)?;
    match (facts(bytes)?.orientation, media) {
        (1, _) => drop_notes(media, bytes),
        (o, MediaType::Jpeg) => decode(media, bytes)?.on_white().upright(o).jpeg(92).map_err(failed),
        (o, MediaType::Png) => decode(media, bytes)?.upright(o).png().map_err(failed),
    }
}

/// The same file without its notes, its orientation among them.
pub(super) fn drop_notes(media: MediaType, bytes: &[u8]) -> Result<Vec<u8>> {
    match media {
        MediaType::Jpeg => jpeg(bytes),
        MediaType::Png => png(bytes),
    }
    .ok_or_else(|| refused("breaks off before its pixels; send the photo again"))
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut pixels, mut ended) = (false, false);
    for part in container::jpeg(bytes) {
        let kept = match part.marker() {
            container::SCAN_DATA | 0xc0..=0xcf | 0xd8..=0xdf => true,
            // A longer JFIF header holds a thumbnail.
            0xe0 => part.body.starts_with(b"JFIF\0") && part.body.len() == 14,
            0xe2 => part.body.starts_with(b"ICC_PROFILE\0"),
            0xee => part.body.starts_with(b"Adobe"),
            _ => false,
        };
        if kept {
            out.extend_from_slice(part.whole);
            pixels |= part.marker() == container::SCAN_DATA;
            ended = part.marker() == container::EOI;
        }
    }
    if !ended {
        out.extend([0xff, container::EOI]);
    }
    pixels.then_some(out)
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&bytes[..container::PNG_HEAD]);
    let (mut pixels, mut ended) = (false, false);
    for part in container::png(bytes).filter(|p| PNG_KEPT.contains(&&p.kind)) {
        out.extend_from_slice(part.whole);
        pixels |= &part.kind == b"IDAT";
        ended = &part.kind == b"IEND";
    }
    if !ended {
        out.extend_from_slice(PNG_END);
    }
    pixels.then_some(out)
}
