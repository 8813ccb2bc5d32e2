//! Looking for the bytes of JSON that matter, many at a time.

/// Index of the next `"` or `\` from `i`, or the length; eight bytes at a time.
pub(super) fn string_stop(bytes: &[u8], mut i: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    while let Some(Ok(eight)) = bytes.get(i..i + 8).map(<[u8; 8]>::try_from) {
        let word = u64::from_le_bytes(eight);
        let (q, b) = (word ^ (ONES * 0x22), word ^ (ONES * 0x5c));
        let hit = ((q.wrapping_sub(ONES) & !q) | (b.wrapping_sub(ONES) & !b)) & HIGH;
        if hit != 0 {
            return i + (hit.trailing_zeros() / 8) as usize;
        }
        i += 8;
    }
    while i < bytes.len() && bytes[i] != b'"' && bytes[i] != b'\\' {
        i += 1;
    }
    i
}

/// Bytes that matter outside strings.
pub(super) const STRUCTURE: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"\"{}[]";
    let mut i = 0;
    while i < marks.len() {
        table[marks[i] as usize] = true;
        i += 1;
    }
    table
};
