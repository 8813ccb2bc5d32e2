//! The numbers of sites that came without one: a key is made up for each, which tells nobody anything but whether two are the same.

use std::borrow::Cow;
use std::fmt::Write;

/// How a number begins that the office did not give.
const BEGINS: &str = "X-";
/// Bytes of a digest that make a key.
const BYTES: usize = 6;
/// Letters of a key by which people tell two apart.
const SHOWN: usize = 6;

/// The number for a site with this digest of what and where it is.
pub(crate) fn made_up(digest: &[u8]) -> String {
    let mut out = BEGINS.to_owned();
    for byte in digest.iter().take(BYTES) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Whether the office did not give it.
pub(crate) fn is_made_up(number: &str) -> bool {
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    (number.strip_prefix(BEGINS)).is_some_and(|key| key.len() == 2 * BYTES && key.bytes().all(hex))
}

/// A number as a paper says it: of one that was made up, that there is none, and the beginning of its key, as the lists of the
/// window say it too (`ui/src/lib/unnumbered.ts`).
pub(crate) fn on_paper(number: &str) -> Cow<'_, str> {
    match is_made_up(number) {
        true => Cow::Owned(format!("无编号 {}", &number[BEGINS.len()..][..SHOWN])),
        false => Cow::Borrowed(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_without_a_number_is_told_from_others_by_the_beginning_of_its_key() {
        let (one, other) = (made_up(&[0xe2, 0x6a, 0xfd, 0x46, 0x92, 0x6f, 1]), made_up(&[0; 32]));
        assert_eq!(one, "X-e26afd46926f");
        assert_eq!(
            (on_paper(&one).as_ref(), on_paper(&other).as_ref()),
            ("无编号 e26afd", "无编号 000000")
        );
        for given in ["N00001", "X-12", "X-E26AFD46926F", "X-e26afd46926f0", ""] {
            assert_eq!(on_paper(given), given);
        }
    }
}
