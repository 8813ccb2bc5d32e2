//! What is a photo, by its first bytes?

use super::{MAX_BYTES, MediaType, refused};
use crate::Result;

const HEIC: &str = "it is a HEIC photo as iPhones take them, which is not read here; on the iPhone choose Settings > Camera > \
     Formats > Most Compatible, or send it by chat as a picture, or save it as JPEG";

const OTHER: &[(&[u8], &str)] = &[
    (b"GIF87a", "it is a GIF picture; save it as JPEG or PNG"),
    (b"GIF89a", "it is a GIF picture; save it as JPEG or PNG"),
    (b"BM", "it is a BMP picture; save it as JPEG or PNG"),
    (b"II*\0", "it is a TIFF or a raw photo; save it as JPEG"),
    (b"MM\0*", "it is a TIFF or a raw photo; save it as JPEG"),
    (b"\xff\x0a", "it is a JPEG XL picture; save it as JPEG"),
    (b"\0\0\0\x0cJXL ", "it is a JPEG XL picture; save it as JPEG"),
    (b"%PDF", "it is a PDF; save its page as JPEG or PNG"),
    (
        b"PK\x03\x04",
        "it is a zip, or a Word or Excel file; take the photo out of it",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "it is an old Word or Excel file; take the photo out of it",
    ),
    (b"Rar!", "it is a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "it is a 7-Zip archive; unpack it first"),
];

/// Tells a photo's kind by its first bytes; its name is not asked.
///
/// # Errors
/// [`Error::Source`](crate::Error::Source) saying what it is instead and how to go on, or that it has more than
/// [`MAX_BYTES`]. The file is called `photo` there; a caller who knows its name says so with
/// [`Error::of_file`](crate::Error::of_file).
pub fn sniff(bytes: &[u8]) -> Result<MediaType> {
    let kind = match bytes {
        [0xff, 0xd8, 0xff, ..] => MediaType::Jpeg,
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => MediaType::Png,
        _ => return Err(refused(what_else(bytes))),
    };
    if bytes.len() > MAX_BYTES {
        let mb = bytes.len().div_ceil(1 << 20);
        return Err(refused(format!("is {mb} MB; a photo may have {} MB", MAX_BYTES >> 20)));
    }
    Ok(kind)
}

fn what_else(bytes: &[u8]) -> &'static str {
    match bytes {
        [] => return "the file is empty; send the photo again",
        [_, _, _, _, b'f', b't', b'y', b'p', rest @ ..] => return boxed(bytes, rest),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            return "it is a WebP picture; save it as JPEG or PNG";
        }
        _ => {}
    }
    if let Some((_, reason)) = OTHER.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return reason;
    }
    let head = &bytes[..bytes.len().min(512)];
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match text.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'<') => "it is a web page, XML or SVG, not a photo; download the photo itself",
        _ if !head.contains(&0) => "it is text, not a photo; choose a JPEG or PNG",
        _ => "is neither a JPEG nor a PNG; save the photo as one of them",
    }
}

/// A file of ISO boxes, by the brands in its first: HEIC and its kin, AVIF, or a film.
fn boxed(bytes: &[u8], brands: &[u8]) -> &'static str {
    let length = bytes[..4].iter().fold(0, |n, b| n << 8 | usize::from(*b));
    let brands = &brands[..brands.len().min(length.saturating_sub(8)).min(256)];
    let has = |any: &[&[u8; 4]]| {
        brands
            .chunks_exact(4)
            .enumerate()
            .any(|(i, b)| i != 1 && any.iter().any(|a| b == a.as_slice()))
    };
    if has(&[b"avif", b"avis"]) {
        "it is an AVIF picture; save it as JPEG or PNG"
    } else if has(&[
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif",
    ]) {
        HEIC
    } else {
        "it is a film, not a photo; take a still from it and save that as JPEG"
    }
}
