//! How much room a text will need on paper, before any office program sets it.
//!
//! Text is set with exact line heights, so counting lines is all there is to it. Widths
//! are those of the Chinese fonts (one em) and of Times New Roman (somewhat over half of one).

/// What office programs put between a Chinese character and a Latin one, in ems.
const SEAM: f64 = 0.2;

/// Lines that a text of this size fills in a column of this width, both in points; at least 1.
pub(super) fn lines(text: &str, width: f64, size: f64) -> u32 {
    let mut lines = 1;
    let mut used = 0.0;
    let mut before = None;
    for c in text.chars() {
        let seam = before.is_some_and(|b| is_latin(b) != is_latin(c)) && !c.is_whitespace();
        let w = (advance(c) + if seam { SEAM } else { 0.0 }) * size;
        if c == '\n' || used + w > width + 0.01 {
            lines += 1;
            used = 0.0;
        }
        used += w;
        before = Some(c).filter(|c| !c.is_whitespace());
    }
    lines
}

/// How wide a text of this size is on one line, in points.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn is_latin(c: char) -> bool {
    c.is_ascii()
}

/// The width of a character in ems, a little on the safe side: where Times New Roman is
/// missing, what stands in for it is wider.
fn advance(c: char) -> f64 {
    match c {
        _ if c.is_control() => 0.0,
        'm' | 'w' | 'A'..='Z' | '%' | '@' => 0.85,
        ' ' | '-' | '.' | ',' | ':' => 0.4,
        '!'..='~' => 0.62,
        _ => 1.0,
    }
}

/// The largest width and height, in points, of a picture of `pixels` that keeps its
/// proportions within `width` and `height`.
pub(super) fn fit(pixels: (u32, u32), width: f64, height: f64) -> (f64, f64) {
    let (w, h) = (f64::from(pixels.0.max(1)), f64::from(pixels.1.max(1)));
    let scale = (width / w).min(height / h);
    (w * scale, h * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_takes_an_em_and_a_digit_about_half_of_one() {
        assert_eq!(lines("", 20.0, 10.0), 1);
        assert_eq!(lines("残垣", 20.0, 10.0), 1);
        assert_eq!(lines("残垣断", 20.0, 10.0), 2);
        assert_eq!(lines("123", 20.0, 10.0), 1);
        assert_eq!(lines("一\n二\n三", 20.0, 10.0), 3);
    }

    #[test]
    fn a_picture_keeps_its_proportions_in_its_box() {
        assert_eq!(fit((1200, 800), 300.0, 300.0), (300.0, 200.0));
        assert_eq!(fit((600, 1200), 300.0, 300.0), (150.0, 300.0));
    }
}
