//! Text on its way out: to a terminal, a table, a paper. What is in a project was typed by anybody, and must not speak to the
//! terminal, nor turn round what stands beside it.

use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::io::{self, Write};

/// Whether a character is no part of a text but an order to whoever shows it: control characters (but for ends of lines and
/// tabs), and marks that change the direction of what follows.
pub fn is_order(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text without orders.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_order) {
        Cow::Owned(text.chars().filter(|c| !is_order(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// JSON in which orders stand as escapes: it says the same, and a terminal hears nothing.
///
/// # Errors
/// Those of the writer.
pub fn write_json<T: serde::Serialize + ?Sized>(out: impl Write, value: &T) -> io::Result<()> {
    let mut s = serde_json::Serializer::with_formatter(out, Escaping);
    value.serialize(&mut s).map_err(io::Error::from)
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_order(*c)) {
            out.write_all(&fragment.as_bytes()[from..at])?;
            // None of them lies beyond the first plane.
            write!(out, "\\u{:04x}", u32::from(c))?;
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "王\u{1b}]0;x\u{7}大\u{9b}31m\u{202e}明\u{2066}\r\n\t三\u{7f}";

    #[test]
    fn a_text_keeps_its_words_and_loses_its_orders() {
        assert_eq!(plain(HOSTILE), "王]0;x大31m明\n\t三");
        assert!(matches!(plain("幸福村 3 组\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let mut out = Vec::new();
        write_json(&mut out, HOSTILE).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.chars().any(is_order), "{written:?}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), HOSTILE);
    }
}
