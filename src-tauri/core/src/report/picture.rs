//! What kind of picture some bytes are, and how large, without unpacking it.

/// A picture that a Word document can hold as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Picture {
    /// `png` or `jpeg`, the ending that the file gets.
    pub ending: &'static str,
    /// Width and height in pixels, each at least 1.
    pub pixels: (u32, u32),
}

/// Looks at the head of a PNG or JPEG; nothing where it is neither, is cut off before
/// its size is told, or has no size.
pub(super) fn look(bytes: &[u8]) -> Option<Picture> {
    let picture = png(bytes).or_else(|| jpeg(bytes))?;
    (picture.pixels.0 > 0 && picture.pixels.1 > 0).then_some(picture)
}

fn png(bytes: &[u8]) -> Option<Picture> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    if head.get(4..8)? != b"IHDR" {
        return None;
    }
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    Some(Picture {
        ending: "png",
        pixels: (number(8)?, number(12)?),
    })
}

fn jpeg(bytes: &[u8]) -> Option<Picture> {
    bytes.strip_prefix(b"\xFF\xD8")?;
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Any number of fill bytes may stand before a marker; these carry no length.
            0xFF => at += 1,
            0x01 | 0xD0..=0xD7 => at += 2,
            // The picture itself begins, or ends, and no size was told.
            0xD9 | 0xDA => return None,
            _ => {
                let pair = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
                let frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
                if frame {
                    let pixels = (u32::from(pair(at + 7)?), u32::from(pair(at + 5)?));
                    return Some(Picture { ending: "jpeg", pixels });
                }
                let length = usize::from(pair(at + 2)?);
                if length < 2 {
                    return None;
                }
                at += 2 + length;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jpeg_tells_its_size_behind_other_segments() {
        let mut bytes = b"\xFF\xD8\xFF\xE0\x00\x04ab\xFF\xFF\xC2\x00\x0B\x08".to_vec();
        bytes.extend([0, 30, 0, 40, 1, 1, 0x11, 0]);
        assert_eq!(
            look(&bytes),
            Some(Picture {
                ending: "jpeg",
                pixels: (40, 30)
            })
        );
    }

    #[test]
    fn whatever_is_cut_off_sizeless_or_something_else_is_no_picture() {
        for bytes in [
            &b""[..],
            b"GIF89a",
            b"\xFF\xD8\xFF",
            b"\xFF\xD8\xFF\xE0\x00\x00\x00",
            b"\x89PNG\r\n\x1a\n",
        ] {
            assert_eq!(look(bytes), None, "{bytes:?}");
        }
        let sizeless = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\x01";
        assert_eq!(look(sizeless), None);
    }
}
