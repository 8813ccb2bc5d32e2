//! `NaN` and `Infinity`, which some programs write into JSON.

/// The text with each bare `NaN`, `Infinity` and `-Infinity` outside strings
/// replaced by `null`; none when there is none of them.
pub(super) fn without(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let (mut kept, mut i, mut in_string) = (0, 0, false);
    while i < bytes.len() {
        match bytes[i] {
            b'\\' if in_string => i += 2,
            b'"' => {
                in_string = !in_string;
                i += 1;
            }
            b'N' | b'I' | b'-' if !in_string => {
                match ["NaN", "-NaN", "Infinity", "-Infinity"]
                    .iter()
                    .find(|w| bytes[i..].starts_with(w.as_bytes()))
                {
                    Some(word) => {
                        out.push_str(&text[kept..i]);
                        out.push_str("null");
                        i += word.len();
                        kept = i;
                    }
                    None => i += 1,
                }
            }
            _ => i += 1,
        }
    }
    if kept == 0 {
        return None;
    }
    out.push_str(&text[kept..]);
    Some(out)
}
