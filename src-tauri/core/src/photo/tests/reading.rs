use super::*;

#[test]
fn a_photo_is_told_by_its_first_bytes() {
    assert_eq!(sniff(&jpeg(&four_fields(8, 8), &[])).unwrap(), MediaType::Jpeg);
    assert_eq!(sniff(&png(four_fields(8, 8), &[])).unwrap(), MediaType::Png);
    assert_eq!(MediaType::Png.mime(), "image/png");
}

#[test]
fn a_heic_photo_is_refused_with_the_way_on() {
    for brand in [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif"] {
        let head = [b"\0\0\0\x18ftyp", &brand[..], b"\0\0\0\0mif1heic", b"\0\0\0\x08mdat"].concat();
        let said = sentence(sniff(&head));
        for word in [
            "HEIC",
            "Settings > Camera > Formats > Most Compatible",
            "by chat",
            "save it as JPEG",
        ] {
            assert!(said.contains(word), "{said}");
        }
        assert!(!said.contains('\n') && !said.contains("  "), "{said}");
    }
}

#[test]
fn what_is_no_photo_is_called_by_its_name() {
    for (head, word) in [
        (&b"RIFF\x10\0\0\0WEBPVP8 "[..], "WebP"),
        (b"GIF89a\x01\0", "GIF"),
        (b"BM\x36\0\0\0\0\0", "BMP"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "AVIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "film"),
        (b"\0\0\0\x10ftypmp42heic....heic", "film"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"PK\x03\x04", "zip"),
        (b" \n<!doctype html>", "web page"),
        ("现场照片".as_bytes(), "text"),
        (b"", "empty"),
        (b"\0\x01\x02", "neither a JPEG nor a PNG"),
        (b"\0\0\0\0ftyp", "film"),
    ] {
        let said = sentence(sniff(head));
        assert!(said.contains(word), "{word}: {said}");
    }
    let named = sniff(b"GIF89a").unwrap_err().of_file("现场.jpg").to_string();
    assert!(named.starts_with("现场.jpg: "), "{named}");
}

#[test]
fn a_file_of_too_many_bytes_is_refused() {
    let mut bytes = jpeg(&four_fields(8, 8), &[]);
    bytes.resize(MAX_BYTES + 1, 0);
    let said = sentence(sniff(&bytes));
    assert!(said.contains("is 21 MB; a photo may have 20 MB"), "{said}");
}

#[test]
fn size_time_and_place_are_read() {
    for bytes in [
        jpeg(&four_fields(60, 40), &phone(6)),
        png(four_fields(60, 40), &phone(6)),
    ] {
        let facts = facts(&bytes).unwrap();
        assert_eq!((facts.width, facts.height, facts.orientation), (40, 60, 6));
        assert_eq!(facts.taken_at.as_deref(), Some("2026-11-24T09:15:07"));
        let [lon, lat] = facts.lon_lat.unwrap();
        assert!(
            (lon - 108.940123).abs() < 1e-6 && (lat - 34.341568).abs() < 1e-6,
            "{lon} {lat}"
        );
    }
}

#[test]
fn a_photo_without_notes_is_upright_and_says_nothing_else() {
    let facts = facts(&jpeg(&four_fields(60, 40), &[])).unwrap();
    assert_eq!((facts.width, facts.height, facts.orientation), (60, 40, 1));
    assert_eq!((facts.taken_at, facts.lon_lat), (None, None));
}

#[test]
fn all_four_quarters_of_the_world_are_told_apart_in_both_byte_orders() {
    for (lon, lat) in [
        (108.94, 34.34),
        (-70.6693, -33.4489),
        (151.2, -33.9),
        (-0.1276, 51.5072),
    ] {
        for little_endian in [true, false] {
            let found = notes_of(&block(&place(lon, lat), little_endian)).lon_lat.unwrap();
            assert!(
                (found[0] - lon).abs() < 1e-6 && (found[1] - lat).abs() < 1e-6,
                "{found:?}"
            );
        }
    }
}

#[test]
fn a_place_that_is_nonsense_is_none() {
    let lon = |parts: &[(u32, u32)]| {
        let mut fields = place(108.94, 34.34);
        fields[3].value = Value::Rational(parts.iter().map(|p| Rational::from(*p)).collect());
        notes_of(&block(&fields, true)).lon_lat
    };
    assert!(lon(&[(108, 1), (56, 1), (24, 1)]).is_some());
    assert!(lon(&[(180, 1), (0, 1), (0, 1)]).is_some());
    for nonsense in [
        &[(0, 0), (0, 0), (0, 0)][..],
        &[(108, 1), (56, 1), (0, 0)],
        &[(108, 1), (56, 1), (24, 0)],
        &[(181, 1), (0, 1), (0, 1)],
        &[(180, 1), (0, 1), (1, 1)],
        &[(108, 1), (61, 1), (0, 1)],
        &[(108, 1), (56, 1)],
        &[],
    ] {
        assert_eq!(lon(nonsense), None, "{nonsense:?}");
    }
    assert_eq!(notes_of(&block(&place(0.0, 0.0), true)).lon_lat, None);
    assert!(notes_of(&block(&place(0.0, 51.48), true)).lon_lat.is_some());
    let mut unsaid = place(108.94, 34.34);
    unsaid.remove(2);
    assert_eq!(notes_of(&block(&unsaid, true)).lon_lat, None);
}

#[test]
fn a_time_that_is_no_time_is_none() {
    let at = |s: &str| notes_of(&block(&[field(Tag::DateTimeOriginal, text(s))], true)).taken_at;
    assert_eq!(at("2024:02:29 23:59:59 ").as_deref(), Some("2024-02-29T23:59:59"));
    for nonsense in [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2026:02:29 10:00:00",
        "2026:11:24 24:00:00",
        "2026:11:24",
        "昨天",
        "",
    ] {
        assert_eq!(at(nonsense), None, "{nonsense}");
    }
    let digitized = field(Tag::DateTimeDigitized, text("2026:11:24 09:15:07"));
    assert!(notes_of(&block(&[digitized], true)).taken_at.is_some());
    let changed = field(Tag::DateTime, text("2026:11:24 09:15:07"));
    assert_eq!(notes_of(&block(&[changed], true)).taken_at, None);
}

#[test]
fn an_orientation_that_does_not_exist_is_upright() {
    for o in [0, 9, 255] {
        assert_eq!(notes_of(&block(&[turned(o)], true)).orientation, 1);
    }
}

#[test]
fn what_is_whole_of_broken_notes_is_still_read() {
    let mut broken = block(&phone(6), true);
    let at = broken
        .windows(19)
        .position(|w| w == b"2026:11:24 09:15:07")
        .expect("the time stands there as text");
    broken[at..at + 4].copy_from_slice(b"20x6");
    let notes = notes_of(&broken);
    assert_eq!((notes.orientation, notes.taken_at), (6, None));
    assert!(notes.lon_lat.is_some());
}

#[test]
fn a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() {
    let degree = distance_m([108.94, 34.0], [108.94, 35.0]);
    assert!((degree - 111_195.1).abs() < 0.1, "{degree}");
    assert_eq!(distance_m([108.94, 34.34], [108.94, 34.34]), 0.0);
    assert!(distance_m([108.94, 34.34], [108.9411, 34.34]) > TOO_FAR_M);
    assert!(distance_m([108.94, 34.34], [108.9410, 34.34]) < TOO_FAR_M);
}

fn notes_of(block: &[u8]) -> notes::Notes {
    let head = (block.len() as u16 + 8).to_be_bytes();
    let bytes = [b"\xff\xd8\xff\xe1", &head[..], b"Exif\0\0", block, b"\xff\xd9"].concat();
    notes::read(MediaType::Jpeg, &bytes)
}
