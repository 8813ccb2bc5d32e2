use super::*;
use proptest::prelude::*;

/// A PNG that says it has so many pixels of eight bits, or of sixteen with transparency, and holds none.
fn claim(width: u32, height: u32, deep: bool) -> Vec<u8> {
    let mut bytes = png(four_fields(1, 1), &[]);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    if deep {
        bytes[24..26].copy_from_slice(&[16, 6]);
    }
    let mut crc = !0_u32;
    for byte in &bytes[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    bytes
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut tall = jpeg(&four_fields(16, 16), &[]);
    let at = tall.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    tall[at + 5..at + 9].copy_from_slice(&[0xff; 4]);
    for bytes in [
        tall,
        claim(60_000, 60_000, false),
        claim(10_000, 6_000, false),
        claim(30_000, 1, false),
    ] {
        for said in [
            sentence(facts(&bytes)),
            sentence(prepare(&bytes, 100)),
            sentence(strip(&bytes)),
            sentence(thumbnail(&bytes, 100)),
        ] {
            assert!(said.contains("a photo may have 52 million"), "{said}");
        }
    }
    for bytes in [claim(0x7fff_ffff, 0x7fff_ffff, false), claim(6000, 5000, true)] {
        let said = sentence(prepare(&bytes, 100));
        assert!(said.contains("too many pixels"), "{said}");
    }
}

#[test]
fn a_photo_that_breaks_off_in_its_header_is_called_damaged() {
    let whole = jpeg(&four_fields(64, 48), &phone(1));
    for bytes in [&whole[..3], &whole[..40], &png(four_fields(8, 8), &[])[..20]] {
        let said = sentence(prepare(bytes, 100));
        assert!(said.contains("damaged"), "{said}");
    }
}

#[test]
fn a_photo_that_breaks_off_in_its_pixels_is_kept_as_far_as_it_came() {
    let whole = jpeg(&four_fields(640, 480), &phone(1));
    let kept = prepare(&whole[..whole.len() * 2 / 3], KEPT_SIDE).unwrap();
    assert_eq!((kept.width, kept.height), (640, 480));
    assert!(kept.bytes.ends_with(&[0xff, 0xd9]) && is_bare(&kept.bytes));
    unpacked(&kept.bytes);
}

#[derive(Debug, Clone)]
enum Harm {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Drop(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<prop::sample::Index>;
    let byte = prop_oneof![Just(0), Just(0xff), Just(0xd9), Just(0xda), Just(0xe1), any::<u8>()];
    prop_oneof![
        4 => (at(), byte).prop_map(|(i, b)| Harm::Set(i, b)),
        4 => (at(), 0..8_u8).prop_map(|(i, b)| Harm::Flip(i, b)),
        1 => (at(), 1..40_usize).prop_map(|(i, n)| Harm::Drop(i, n)),
        1 => (at(), 1..40_usize).prop_map(|(i, n)| Harm::Repeat(i, n)),
        1 => at().prop_map(Harm::Cut),
    ]
}

/// Harms a file; three in four of the places are in its head, where the notes and the tables are.
fn harmed(mut bytes: Vec<u8>, harms: &[Harm]) -> Vec<u8> {
    for (n, harm) in harms.iter().enumerate() {
        let reach = if n % 4 < 3 { bytes.len().min(700) } else { bytes.len() };
        if reach == 0 {
            break;
        }
        match harm {
            Harm::Set(i, b) => bytes[i.index(reach)] = *b,
            Harm::Flip(i, b) => bytes[i.index(reach)] ^= 1 << b,
            Harm::Drop(i, n) => drop(bytes.drain(i.index(reach)..(i.index(reach) + n).min(bytes.len()))),
            Harm::Repeat(i, n) => {
                let from = i.index(reach);
                let piece = bytes[from..(from + n).min(bytes.len())].to_vec();
                bytes.splice(from..from, piece);
            }
            Harm::Cut(i) => bytes.truncate(i.index(bytes.len())),
        }
    }
    bytes
}

/// Runs everything over hostile bytes; what comes out, if anything, is sound and bare.
fn withstood(bytes: &[u8]) -> std::result::Result<(), TestCaseError> {
    let said = facts(bytes);
    if let Ok(facts) = &said {
        prop_assert!((1..=8).contains(&facts.orientation));
        if let Some([lon, lat]) = facts.lon_lat {
            prop_assert!(lon.abs() <= 180.0 && lat.abs() <= 90.0);
        }
    }
    for out in [prepare(bytes, 50).map(|p| p.bytes), strip(bytes), thumbnail(bytes, 20)]
        .into_iter()
        .flatten()
    {
        prop_assert!(said.is_ok());
        let media = sniff(&out).unwrap();
        prop_assert_eq!(container::exif(media, &out), None);
        let left = match media {
            MediaType::Jpeg => container::jpeg(&out).find(|p| matches!(p.marker(), 0xe1 | 0xe3..=0xed | 0xef | 0xfe)),
            MediaType::Png => container::png(&out).find(|p| p.kind[0].is_ascii_lowercase() && p.kind.ends_with(b"t")),
        };
        prop_assert!(left.is_none(), "{:?}", left);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn a_harmed_photo_never_panics_and_never_keeps_its_notes(
        harms in prop::collection::vec(harm(), 0..12),
        orientation in 1..=8_u8,
        packing in 0..3_u8,
    ) {
        let (image, notes) = (four_fields(72, 48), phone(orientation));
        let whole = match packing {
            0 => png(image, &notes),
            1 => jpeg(&image, &notes),
            _ => progressive(&notes),
        };
        withstood(&harmed(whole, &harms))?;
    }

    #[test]
    fn bytes_that_are_anything_behind_a_photos_head_never_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        as_png: bool,
    ) {
        let head: &[u8] = if as_png { b"\x89PNG\r\n\x1a\n" } else { b"\xff\xd8\xff" };
        withstood(&bytes)?;
        withstood(&[head, &bytes].concat())?;
    }

    #[test]
    fn notes_that_are_anything_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), big_endian: bool) {
        let head: &[u8] = if big_endian { b"MM\0*\0\0\0\x08" } else { b"II*\0\x08\0\0\0" };
        let block = [head, &bytes].concat();
        let length = (block.len() as u16 + 8).to_be_bytes();
        let photo = [b"\xff\xd8\xff\xe1", &length[..], b"Exif\0\0", &block].concat();
        let notes = notes::read(MediaType::Jpeg, &photo);
        prop_assert!((1..=8).contains(&notes.orientation));
    }
}
