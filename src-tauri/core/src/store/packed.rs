//! Changesets as the file keeps them: the large ones packed, for a history that only grows is carried along in every copy.
//!
//! Packed is an LZ4 frame (<https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md>), which begins with other bytes
//! than a changeset. Its speed matters more than its size here: an import's record is packed while somebody waits.

use crate::{Error, Result};
use lz4_flex::frame::{BlockSize, FrameDecoder, FrameEncoder, FrameInfo};
use std::borrow::Cow;
use std::io::{Read, Write};

/// Smaller ones are kept as they are.
const SMALL: usize = 1024;
const MAGIC: [u8; 4] = [0x04, 0x22, 0x4d, 0x18];
/// No edit's part comes near; a file that claims more is damaged or means harm.
const MOST: u64 = 1 << 30;

/// A changeset as it is to be kept. Some 500 MB a second.
pub fn pack(changeset: &[u8]) -> Cow<'_, [u8]> {
    if changeset.len() < SMALL || changeset.len() as u64 > MOST {
        return Cow::Borrowed(changeset);
    }
    let info = FrameInfo::new()
        .block_size(BlockSize::Max256KB)
        .content_size(Some(changeset.len() as u64))
        .content_checksum(true);
    let mut to = FrameEncoder::with_frame_info(info, Vec::with_capacity(changeset.len() / 3));
    // Writing to memory does not fail; if it ever did, the changeset itself is as good.
    let packed = to.write_all(changeset).ok().and_then(|()| to.finish().ok());
    packed
        .filter(|p| p.len() < changeset.len())
        .map_or(Cow::Borrowed(changeset), Cow::Owned)
}

/// The changeset that was kept.
///
/// # Errors
/// [`Error::Undo`] when what was kept is damaged.
pub fn unpack(kept: &[u8]) -> Result<Cow<'_, [u8]>> {
    if !kept.starts_with(&MAGIC) {
        return Ok(Cow::Borrowed(kept));
    }
    // The frame's header: what it is, two bytes of flags, and how long it was.
    let long = kept.get(6..14).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
    let long = long.filter(|n| *n <= MOST).ok_or_else(damaged)?;
    let mut out = Vec::new();
    match FrameDecoder::new(kept).take(long + 1).read_to_end(&mut out) {
        Ok(n) if n as u64 == long => Ok(Cow::Owned(out)),
        _ => Err(damaged()),
    }
}

/// What is said of a record that cannot be read.
pub fn damaged() -> Error {
    Error::Undo("the record of an edit is damaged; take your last copy of the file".into())
}

#[cfg(test)]
mod tests {
    use super::super::changeset::Writer;
    use super::*;
    use rusqlite::types::ValueRef;

    fn record(rows: i64) -> Vec<u8> {
        let mut w = Writer::new("placement", 3);
        (0..rows).for_each(|i| w.insert(&[i, i % 40, 0].map(ValueRef::Integer)));
        w.into_bytes()
    }

    #[test]
    fn what_was_packed_comes_out_the_same_and_is_smaller() {
        let long = record(40_000);
        let packed = pack(&long);
        assert!(packed.len() < long.len() / 2, "{} of {}", packed.len(), long.len());
        assert_eq!(unpack(&packed).unwrap(), long);
    }

    #[test]
    fn what_is_short_or_does_not_pack_is_kept_as_it_is() {
        let noise = std::iter::successors(Some(88_172_645_463_325_252u64), |x| {
            let x = x ^ (x << 13);
            let x = x ^ (x >> 7);
            Some(x ^ (x << 17))
        });
        let noise: Vec<u8> = noise.take(5000).map(|x| x as u8).collect();
        for bytes in [&record(3), &noise, &vec![]] {
            assert!(matches!(pack(bytes), Cow::Borrowed(_)));
            assert_eq!(unpack(bytes).unwrap(), *bytes);
        }
    }

    #[test]
    fn a_frame_cut_short_or_altered_is_refused() {
        let packed = pack(&record(200)).into_owned();
        // Without its end mark and checksum the content is still whole.
        for n in MAGIC.len()..packed.len() - 8 {
            assert!(unpack(&packed[..n]).is_err(), "{n} bytes of {}", packed.len());
        }
        for i in MAGIC.len()..packed.len() {
            let mut other = packed.clone();
            other[i] ^= 0x41;
            assert!(unpack(&other).is_err(), "byte {i} of {}", packed.len());
        }
    }
}
