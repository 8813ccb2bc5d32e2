//! Which parts is a JPEG or a PNG made of?
//!
//! Both walks end at the first thing that they do not understand and at the end of the picture, so that nothing behind
//! it (a second picture, a film, a trailer) is ever seen. They borrow, and are linear in the file's length.

use super::MediaType;

/// One part of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    /// What it is: a JPEG marker's second byte, 0 for the scan's data, or a PNG chunk's type.
    pub(super) kind: [u8; 4],
    /// With its header, as it stands in the file.
    pub(super) whole: &'a [u8],
    /// Without.
    pub(super) body: &'a [u8],
}

impl Part<'_> {
    /// The marker of a JPEG's part.
    pub(super) fn marker(&self) -> u8 {
        self.kind[0]
    }
}

pub(super) const SCAN_DATA: u8 = 0;
pub(super) const SOI: u8 = 0xd8;
pub(super) const EOI: u8 = 0xd9;
pub(super) const SOS: u8 = 0xda;

pub(super) const PNG_HEAD: usize = 8;

/// The segments of a JPEG from its start to its first end of image.
pub(super) fn jpeg(bytes: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let (mut at, mut in_scan, mut ended) = (0, false, false);
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|r| !ended && !r.is_empty())?;
        let part = if in_scan {
            in_scan = false;
            let length = scan_length(rest);
            Part {
                kind: [SCAN_DATA, 0, 0, 0],
                whole: &rest[..length],
                body: &rest[..length],
            }
        } else {
            // Bytes between segments are skipped, as decoders do.
            let skip = rest
                .windows(2)
                .position(|w| w[0] == 0xff && !matches!(w[1], 0 | 0xff))?;
            at += skip;
            segment(&rest[skip..])?
        };
        at += part.whole.len();
        in_scan = part.marker() == SOS;
        ended = part.marker() == EOI;
        Some(part)
    })
}

fn segment(rest: &[u8]) -> Option<Part<'_>> {
    let marker = rest[1];
    let length = match marker {
        0x01 | 0xd0..=SOI | EOI => 2,
        _ => 2 + usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?])).max(2),
    };
    let whole = rest.get(..length)?;
    Some(Part {
        kind: [marker, 0, 0, 0],
        whole,
        body: whole.get(4..).unwrap_or_default(),
    })
}

/// Length of a scan's data: to the next marker that is no restart, or to the end of the file.
fn scan_length(rest: &[u8]) -> usize {
    rest.windows(2)
        .position(|w| w[0] == 0xff && !matches!(w[1], 0 | 0xff | 0xd0..=0xd7))
        .unwrap_or(rest.len())
}

/// The chunks of a PNG from behind its signature to its `IEND`.
pub(super) fn png(bytes: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let (mut at, mut ended) = (PNG_HEAD, false);
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|_| !ended)?;
        let (head, body) = rest.split_at_checked(8)?;
        let length = head[..4].iter().fold(0, |n, b| n << 8 | usize::from(*b));
        let body = body.get(..length)?;
        let kind = [head[4], head[5], head[6], head[7]];
        let whole = rest.get(..length.checked_add(12)?)?;
        at += whole.len();
        ended = &kind == b"IEND";
        Some(Part { kind, whole, body })
    })
}

/// The TIFF block of a photo's EXIF.
pub(super) fn exif(media: MediaType, bytes: &[u8]) -> Option<&[u8]> {
    match media {
        MediaType::Jpeg => jpeg(bytes)
            .take_while(|p| p.marker() != SOS)
            .filter(|p| p.marker() == 0xe1)
            .find_map(|p| p.body.strip_prefix(b"Exif\0")?.get(1..)),
        MediaType::Png => png(bytes).find(|p| &p.kind == b"eXIf").map(|p| p.body),
    }
}
