//! Full-width forms of digits, letters and signs.

use crate::text::is_order;
use std::borrow::Cow;

/// The ordinary form of a full-width character; any other as it is.
pub(super) fn half_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// A text as two copies of it are compared: in ordinary width, in small letters, without blanks and marks that nobody sees.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .map(half_char)
        .filter(|c| !c.is_whitespace() && !is_order(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A text with its full-width characters made ordinary.
pub(super) fn half(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(|c| half_char(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(half_char).collect())
    }
}
