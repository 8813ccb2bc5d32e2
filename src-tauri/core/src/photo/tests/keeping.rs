use super::*;
use image::{Rgba, RgbaImage};
use std::time::Instant;

/// Something of a photo's grain, so that packing it takes its usual time.
fn grain(width: u32, height: u32) -> RgbImage {
    let mut seed = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let wave = ((x as f32 / 37.0).sin() + (y as f32 / 53.0).cos()) * 50.0 + 120.0;
        let v = wave as u8 + (seed >> 28) as u8;
        Rgb([v, v.wrapping_add((x / 64) as u8), v / 2 + (y / 64) as u8])
    })
}

#[test]
fn each_of_the_eight_orientations_comes_out_upright() {
    for o in 1..=8 {
        let stored = lying(&four_fields(64, 48), o);
        for (bytes, what) in [
            (jpeg(&stored, &phone(o)), "JPEG"),
            (png(stored.clone(), &phone(o)), "PNG"),
        ] {
            let kept = prepare(&bytes, KEPT_SIDE).unwrap();
            assert_eq!((kept.width, kept.height), (64, 48), "{what} {o}");
            assert_eq!((kept.facts.width, kept.facts.height), (64, 48), "{what} {o}");
            let stripped = strip(&bytes).unwrap();
            assert_eq!(sniff(&stripped).unwrap(), sniff(&bytes).unwrap());
            for out in [&kept.bytes, &stripped, &thumbnail(&bytes, 32).unwrap()] {
                assert!(stands_upright(&unpacked(out)), "{what} {o}");
                assert!(is_bare(out), "{what} {o}");
            }
        }
    }
}

#[test]
fn a_photo_of_twelve_megapixels_becomes_one_of_three() {
    let bytes = jpeg(&grain(4000, 3000), &phone(1));
    let start = Instant::now();
    let kept = prepare(&bytes, KEPT_SIDE).unwrap();
    let prepared = start.elapsed();
    let small = thumbnail(&bytes, 240).unwrap();
    let thumbnailed = start.elapsed() - prepared;
    facts(&bytes).unwrap();
    let read = start.elapsed() - prepared - thumbnailed;
    eprintln!(
        "12 MP, {} KB: prepare {prepared:?} to {} KB, thumbnail {thumbnailed:?} to {} KB, facts {read:?}",
        bytes.len() >> 10,
        kept.bytes.len() >> 10,
        small.len() >> 10
    );
    assert_eq!(
        (kept.width, kept.height, kept.media_type),
        (2048, 1536, MediaType::Jpeg)
    );
    assert_eq!(unpacked(&kept.bytes).dimensions(), (2048, 1536));
    assert_eq!(unpacked(&small).dimensions(), (240, 180));
    assert!(is_bare(&kept.bytes) && kept.facts.lon_lat.is_some());
}

#[test]
fn a_tall_photo_is_fitted_by_its_height_and_a_strip_keeps_a_pixel() {
    let kept = prepare(&jpeg(&four_fields(300, 400), &phone(6)), 100).unwrap();
    assert_eq!((kept.width, kept.height), (100, 75));
    let strip = prepare(&png(four_fields(4000, 2), &[]), 100).unwrap();
    assert_eq!((strip.width, strip.height), (100, 1));
    let nothing = prepare(&png(four_fields(40, 20), &[]), 0).unwrap();
    assert_eq!((nothing.width, nothing.height), (1, 1));
    assert_eq!(
        unpacked(&thumbnail(&jpeg(&four_fields(30, 20), &[]), 200).unwrap()).dimensions(),
        (30, 20)
    );
}

#[test]
fn a_small_upright_photo_keeps_its_compressed_pixels() {
    for bytes in [
        jpeg(&four_fields(60, 40), &phone(1)),
        png(four_fields(60, 40), &phone(1)),
    ] {
        let kept = prepare(&bytes, KEPT_SIDE).unwrap();
        assert_eq!(kept.media_type, sniff(&bytes).unwrap());
        assert_eq!(unpacked(&kept.bytes), unpacked(&bytes));
        assert_eq!(kept.bytes, strip(&bytes).unwrap());
        assert!(kept.bytes.len() < bytes.len() && is_bare(&kept.bytes));
        assert_eq!(strip(&kept.bytes).unwrap(), kept.bytes);
    }
}

#[test]
fn what_a_photo_hides_outside_its_exif_goes_and_its_colours_stay() {
    let plain = jpeg(&four_fields(60, 40), &[]);
    let segment = |marker: u8, body: &[u8]| {
        let length = (body.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    };
    let bytes = [
        &plain[..2],
        &segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GPSLatitude/>"),
        &segment(0xe0, b"JFXX\0\x10thumbnail"),
        &segment(0xe2, b"MPF\0second picture"),
        &segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        &segment(0xed, b"Photoshop 3.0\0caption"),
        &segment(0xfe, b"a comment"),
        &plain[2..],
        &jpeg(&four_fields(60, 40), &phone(1)),
        b"ftypmp42 a film",
    ]
    .concat();
    let out = strip(&bytes).unwrap();
    assert_eq!(
        out,
        [
            &plain[..2],
            &segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
            &plain[2..]
        ]
        .concat()
    );
    assert_eq!(prepare(&bytes, KEPT_SIDE).unwrap().bytes, out);
}

#[test]
fn a_progressive_jpeg_keeps_all_of_its_scans() {
    let bytes = progressive(&phone(1));
    let kept = prepare(&bytes, KEPT_SIDE).unwrap();
    assert_eq!(kept.bytes, include_bytes!("progressive.jpg"));
    assert!(kept.facts.lon_lat.is_some() && stands_upright(&unpacked(&kept.bytes)));
    let turned = prepare(&progressive(&phone(6)), KEPT_SIDE).unwrap();
    assert_eq!((turned.width, turned.height), (48, 72));
}

#[test]
fn text_and_private_chunks_of_a_png_go() {
    let plain = png(four_fields(60, 40), &[]);
    let end = plain.len() - 12;
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let length = (body.len() as u32).to_be_bytes();
        [&length[..], kind, body, b"\0\0\0\0"].concat()
    };
    let bytes = [
        &plain[..33],
        &chunk(b"tEXt", b"Author\0somebody"),
        &chunk(b"iDOT", b"offsets"),
        &plain[33..end],
        &chunk(b"tIME", b"2026..."),
        &chunk(b"zTXt", b"x"),
        &plain[end..],
        b"behind the end",
    ]
    .concat();
    assert_eq!(strip(&bytes).unwrap(), plain);
}

#[test]
fn a_png_that_is_clear_becomes_white_in_a_jpeg() {
    let clear = RgbaImage::from_pixel(300, 200, Rgba([0, 0, 0, 0]));
    let out = unpacked(&prepare(&png(clear.clone(), &[]), 100).unwrap().bytes);
    assert!(out.pixels().all(|p| p.0.iter().all(|c| *c > 250)));
    let half = RgbaImage::from_pixel(300, 200, Rgba([0, 0, 0, 128]));
    let out = unpacked(&thumbnail(&png(half, &[]), 50).unwrap());
    assert!(out.pixels().all(|p| p.0.iter().all(|c| c.abs_diff(127) < 4)));
    let kept = prepare(&png(clear, &[]), 300).unwrap();
    assert_eq!(kept.media_type, MediaType::Png);
}

#[test]
fn every_depth_of_colour_can_be_made_a_jpeg() {
    use DynamicImage as D;
    for image in [
        D::new_luma8(30, 20),
        D::new_luma_a8(30, 20),
        D::new_luma16(30, 20),
        D::new_luma_a16(30, 20),
        D::new_rgb16(30, 20),
        D::new_rgba16(30, 20),
    ] {
        let colour = image.color();
        let kept = prepare(&png(image, &[turned(8)]), 20).unwrap();
        assert_eq!((kept.width, kept.height), (13, 20), "{colour:?}");
        assert_eq!(kept.media_type, MediaType::Jpeg);
    }
}

#[test]
fn a_small_colour_profile_goes_along_and_one_that_does_not_fit_the_pixels_does_not() {
    for (space, goes) in [(b"RGB ", true), (b"CMYK", false)] {
        let profile = [&[0; 16][..], space, b"mntr, as a phone has it"].concat();
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        encoder.set_icc_profile(profile.clone()).unwrap();
        DynamicImage::from(four_fields(60, 40))
            .write_with_encoder(encoder)
            .unwrap();
        assert_eq!(has(&prepare(&bytes, 30).unwrap().bytes, &profile), goes);
    }
}
