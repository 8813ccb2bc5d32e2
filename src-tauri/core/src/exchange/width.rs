//! Full-width forms of digits, letters and signs.

use std::borrow::Cow;

/// The ordinary form of a full-width character; any other as it is.
pub(super) fn half_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// A text with its full-width characters made ordinary.
pub(crate) fn half(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(|c| half_char(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(half_char).collect())
    }
}
