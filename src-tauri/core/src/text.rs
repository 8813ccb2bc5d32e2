//! Text on its way in and out. What stands in a file or is pasted into a form was typed by anybody: it must not speak to the
//! terminal, nor turn round what stands beside it, nor differ from what it looks like.

use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::io::{self, Write};

/// Whether a character is no part of a text but an order to whoever shows it: control characters (but for ends of lines and
/// tabs), marks that change the direction of what follows, and marks that take no room.
pub fn is_order(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_unseen(c)
}

/// Marks of Unicode (category Cf, and the two ends of lines) that nobody sees. Those that stand over digits in Arabic are seen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

/// An end of line other than `\n`.
pub(crate) fn ends_line(c: char) -> bool {
    matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a text holds anything but its words and the ends of its lines.
pub fn has_orders(text: &str) -> bool {
    may_order(text) && text.chars().any(|c| is_order(c) && c != '\r')
}

/// A look at the bytes alone, for most texts are Chinese and have none of those with which an order can begin.
fn may_order(text: &str) -> bool {
    (text.bytes()).any(|b| matches!(b, ..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef..))
}

/// The text without orders. Each of its lines ends with `\n`.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !may_order(text) || !text.chars().any(is_order) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            c if ends_line(c) => out.push('\n'),
            c if is_order(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
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
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "王\u{1b}]0;x\u{7}大\u{9b}31m\u{202e}明\u{2066}\r\n\t三\u{7f}\u{e0041}\u{200b}";

    #[test]
    fn a_text_keeps_its_words_and_loses_its_orders() {
        assert_eq!(plain(HOSTILE), "王]0;x大31m明\n\t三");
        assert!(has_orders(HOSTILE));
        for sound in ["幸福村 3 组\n", "Ünlü — “é” ①（二）｜ﾜ", "ئۇيغۇر 1 كەنت", "👍"]
        {
            assert!(matches!(plain(sound), Cow::Borrowed(_)), "{sound}");
            assert!(!has_orders(sound), "{sound}");
        }
    }

    #[test]
    fn lines_stay_lines_however_they_end() {
        assert_eq!(plain("甲\r\n乙\r丙\u{2028}丁\u{85}"), "甲\n乙\n丙\n丁\n");
        assert!(!has_orders("甲\r\n乙"), "Excel ends lines so");
    }

    #[test]
    fn each_mark_that_nobody_sees_is_an_order() {
        for mark in "\u{ad}\u{61c}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{206a}\u{feff}\u{fffb}\0\u{8}\u{1b}\u{7f}\u{80}\u{9b}\u{9f}".chars() {
            let text = format!("石家{mark}营");
            assert!(has_orders(&text), "{mark:?}");
            assert_eq!(plain(&text), "石家营", "{mark:?}");
        }
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
