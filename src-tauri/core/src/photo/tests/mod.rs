//! Photos that are made in memory, with notes written by kamadak-exif, and what becomes of them.

mod hostile;
mod keeping;
mod reading;
mod real;

use super::*;
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};
use std::io::Cursor;

/// Colours of the corners: top left, top right, bottom left, bottom right.
pub(super) const CORNERS: [Rgb<u8>; 4] = [
    Rgb([220, 20, 20]),
    Rgb([20, 200, 20]),
    Rgb([20, 20, 220]),
    Rgb([240, 240, 240]),
];

/// A picture of four fields of one colour each.
pub(super) fn four_fields(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        CORNERS[usize::from(2 * x >= width) + 2 * usize::from(2 * y >= height)]
    })
}

/// The picture as a camera that was held that way stores it (Exif 2.32, table of tag 0x0112).
pub(super) fn lying(upright: &RgbImage, orientation: u8) -> RgbImage {
    let (w, h) = upright.dimensions();
    let size = if orientation >= 5 { (h, w) } else { (w, h) };
    let mut stored = RgbImage::new(size.0, size.1);
    for (x, y, pixel) in upright.enumerate_pixels() {
        let (column, row) = match orientation {
            1 => (x, y),
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (y, w - 1 - x),
            7 => (h - 1 - y, w - 1 - x),
            _ => (h - 1 - y, x),
        };
        stored.put_pixel(column, row, *pixel);
    }
    stored
}

pub(super) fn field(tag: Tag, value: Value) -> Field {
    Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    }
}

pub(super) fn text(s: &str) -> Value {
    Value::Ascii(vec![s.as_bytes().to_vec()])
}

pub(super) fn turned(orientation: u8) -> Field {
    field(Tag::Orientation, Value::Short(vec![orientation.into()]))
}

/// The fields of a place in degrees, minutes and hundred-thousandths of a second.
pub(super) fn place(lon: f64, lat: f64) -> Vec<Field> {
    let parts = |degrees: f64| {
        let hundred_thousandths = (degrees.abs() * 3600.0 * 1e5).round() as u64;
        let (seconds, minutes) = (hundred_thousandths % 6_000_000, hundred_thousandths / 6_000_000);
        Value::Rational(vec![
            Rational::from(((minutes / 60) as u32, 1)),
            Rational::from(((minutes % 60) as u32, 1)),
            Rational::from((seconds as u32, 100_000)),
        ])
    };
    vec![
        field(Tag::GPSLatitudeRef, text(if lat < 0.0 { "S" } else { "N" })),
        field(Tag::GPSLatitude, parts(lat)),
        field(Tag::GPSLongitudeRef, text(if lon < 0.0 { "W" } else { "E" })),
        field(Tag::GPSLongitude, parts(lon)),
    ]
}

/// What a phone notes.
pub(super) fn phone(orientation: u8) -> Vec<Field> {
    let mut fields = place(108.940123, 34.341568);
    fields.push(turned(orientation));
    fields.push(field(Tag::DateTime, text("2026:11:24 18:00:00")));
    fields.push(field(Tag::DateTimeOriginal, text("2026:11:24 09:15:07")));
    fields
}

pub(super) fn block(fields: &[Field], little_endian: bool) -> Vec<u8> {
    let mut writer = Writer::new();
    fields.iter().for_each(|f| writer.push_field(f));
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, little_endian).unwrap();
    out.into_inner()
}

fn packed(mut encoder: impl ImageEncoder, image: &DynamicImage, fields: &[Field]) {
    if !fields.is_empty() {
        encoder.set_exif_metadata(block(fields, true)).unwrap();
    }
    image.write_with_encoder(encoder).unwrap();
}

pub(super) fn jpeg(image: &RgbImage, fields: &[Field]) -> Vec<u8> {
    let mut out = Vec::new();
    packed(
        JpegEncoder::new_with_quality(&mut out, 90),
        &image.clone().into(),
        fields,
    );
    out
}

/// [`four_fields`] of 72 by 48 as a progressive JPEG of ten scans, made by GDAL; our own encoder writes none.
pub(super) fn progressive(fields: &[Field]) -> Vec<u8> {
    let plain = include_bytes!("progressive.jpg");
    let notes = [b"Exif\0\0", &block(fields, true)[..]].concat();
    let length = (notes.len() as u16 + 2).to_be_bytes();
    [&plain[..2], b"\xff\xe1", &length, &notes, &plain[2..]].concat()
}

pub(super) fn png(image: impl Into<DynamicImage>, fields: &[Field]) -> Vec<u8> {
    let mut out = Vec::new();
    packed(PngEncoder::new(&mut out), &image.into(), fields);
    out
}

pub(super) fn unpacked(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().into_rgb8()
}

/// Whether the corners have the colours of [`four_fields`], as far as a JPEG keeps them.
pub(super) fn stands_upright(image: &RgbImage) -> bool {
    let (w, h) = image.dimensions();
    let near = |a: &Rgb<u8>, b: &Rgb<u8>| a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) < 24);
    [(0, 0), (w - 1, 0), (0, h - 1), (w - 1, h - 1)]
        .iter()
        .zip(&CORNERS)
        .all(|((x, y), colour)| near(image.get_pixel(*x, *y), colour))
}

pub(super) fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|w| w == word)
}

/// Whether nothing of a camera's notes is left.
pub(super) fn is_bare(bytes: &[u8]) -> bool {
    let bare = [&b"Exif\0\0"[..], b"eXIf", b"2026:11:24", b"http://ns.adobe.com", b"GPS"];
    let facts = facts(bytes).unwrap();
    bare.iter().all(|w| !has(bytes, w)) && facts.lon_lat.is_none() && facts.taken_at.is_none() && facts.orientation == 1
}

pub(super) fn sentence<T: std::fmt::Debug>(refused: Result<T>) -> String {
    refused.unwrap_err().to_string()
}
