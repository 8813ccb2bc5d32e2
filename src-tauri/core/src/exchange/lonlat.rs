//! How tables write places: a longitude and a latitude, in two cells or in one.

use super::values::among;
use super::width::half;

/// Which of the two a text says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    Lon,
    Lat,
}

/// One coordinate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Coordinate {
    pub value: f64,
    /// From 东经, N and the like beside it.
    pub axis: Option<Axis>,
}

/// Words in the place of coordinates that mean that there are none.
const NOWHERE: &str = "无 暂无 没有 无坐标 未知 不详 待定 待补 未定位 未采集 / // \\ - -- --- — —— － * n/a na nan null \
    none #n/a";

/// The text says that there is no place.
pub(super) fn is_nowhere(text: &str) -> bool {
    let text = half(text);
    among(NOWHERE, &text.trim().to_lowercase())
}

const AXES: &[(&str, Axis, f64)] = &[
    ("东经", Axis::Lon, 1.0),
    ("西经", Axis::Lon, -1.0),
    ("北纬", Axis::Lat, 1.0),
    ("南纬", Axis::Lat, -1.0),
    ("经度", Axis::Lon, 1.0),
    ("纬度", Axis::Lat, 1.0),
    ("lng", Axis::Lon, 1.0),
    ("lon", Axis::Lon, 1.0),
    ("lat", Axis::Lat, 1.0),
    ("E", Axis::Lon, 1.0),
    ("W", Axis::Lon, -1.0),
    ("N", Axis::Lat, 1.0),
    ("S", Axis::Lat, -1.0),
    ("e", Axis::Lon, 1.0),
    ("w", Axis::Lon, -1.0),
    ("n", Axis::Lat, 1.0),
    ("s", Axis::Lat, -1.0),
];

const EDGES: &[char] = &[
    ' ', '\t', '\n', '\r', ':', '=', ',', ';', '、', '。', '(', ')', '[', ']', '\u{a0}', '\u{200b}', '\u{feff}',
];

/// Reads one coordinate: decimal degrees, degrees with minutes and seconds, or metres; a letter or word of the
/// compass, commas between thousands and full-width forms may stand with it. `degrees` tells a comma that stands for
/// the point from one between thousands.
pub(super) fn coordinate(text: &str, degrees: bool) -> Option<Coordinate> {
    if let Ok(value) = text.parse::<f64>()
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.'))
    {
        return Some(Coordinate { value, axis: None });
    }
    let text = half(text);
    let (mut t, mut axis, mut sign) = (text.trim_matches(EDGES), None, 1.0);
    for (word, which, s) in AXES {
        let Some(rest) = t.strip_prefix(word).or_else(|| t.strip_suffix(word)) else {
            continue;
        };
        (axis, sign, t) = (Some(*which), *s, rest.trim_matches(EDGES));
        break;
    }
    let (sign, t) = match t.strip_prefix('-') {
        Some(rest) => (-sign, rest.trim_start()),
        None => (sign, t.strip_prefix('+').unwrap_or(t)),
    };
    let value = if degrees {
        sexagesimal(t).or_else(|| number(t, true))
    } else {
        number(metres(t), false)
    };
    Some(Coordinate {
        value: sign * value?,
        axis,
    })
}

fn metres(text: &str) -> &str {
    text.trim_end_matches(['m', 'M', '米']).trim_end()
}

/// Degrees with minutes, and perhaps seconds: `102°06′18″`, `102度6.3分`, `102 06 18`.
fn sexagesimal(text: &str) -> Option<f64> {
    const MARKS: &[char] = &[
        '°', 'º', '˚', '度', '\'', '′', '’', '‘', '´', '`', '分', '"', '″', '”', '“', '秒', ' ', ':',
    ];
    let parts: Vec<&str> = text.split(MARKS).filter(|p| !p.is_empty()).collect();
    if !text.contains(MARKS) || !(1..=3).contains(&parts.len()) {
        return None;
    }
    let mut value = 0.0;
    for (i, part) in parts.iter().enumerate() {
        let last = i + 1 == parts.len();
        let plain = part.bytes().all(|b| b.is_ascii_digit() || (last && b == b'.'));
        let n = part.parse::<f64>().ok().filter(|n| plain && (i == 0 || *n < 60.0))?;
        value += n / [1.0, 60.0, 3600.0][i];
    }
    // 102°06′18″ is 102.105 and not 102.10499999999999.
    Some((value * 1e10).round() / 1e10)
}

/// A number with a point or a comma for its fraction, perhaps with marks between thousands.
fn number(text: &str, degrees: bool) -> Option<f64> {
    let t = text.trim();
    if t.is_empty()
        || !t
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ' | b'\''))
    {
        return None;
    }
    let count = |c: char| t.matches(c).count();
    // The mark of the fraction stands once, behind all others.
    let point = match (t.rfind('.'), t.rfind(',')) {
        (Some(p), Some(c)) if p > c && count('.') == 1 => Some(p),
        (Some(p), Some(c)) if c > p && count(',') == 1 => Some(c),
        (Some(_), Some(_)) => return None,
        (Some(p), None) if count('.') == 1 => Some(p),
        (None, Some(c)) if count(',') == 1 && (degrees || t.len() - c != 4 || c > 3) => Some(c),
        _ => None,
    };
    let (whole, fraction) = match point {
        Some(at) => (&t[..at], &t[at + 1..]),
        None => (t, ""),
    };
    let mut groups = whole.split(['.', ',', ' ', '\'']);
    let first = groups.next()?;
    let groups: Vec<&str> = groups.collect();
    let grouped =
        groups.is_empty() || (!degrees && (1..=3).contains(&first.len()) && groups.iter().all(|g| g.len() == 3));
    if !grouped || first.is_empty() || fraction.contains([' ', '\'', '.', ',']) {
        return None;
    }
    format!("{first}{}.{fraction}0", groups.concat()).parse().ok()
}

/// Reads both from one text: `102.1043,36.4987`, `东经102.1043 北纬36.4987`, `102°06′15.5″E 36°29′55″N`; as they stand,
/// or by what they say they are. None where it is no pair or could be several.
pub(super) fn pair(text: &str, degrees: bool) -> Option<[Coordinate; 2]> {
    let text = half(text);
    let t = text.trim_matches(EDGES).trim_start_matches("POINT").trim_matches(EDGES);
    if t.len() > 120 {
        return None;
    }
    let mut found: Option<[Coordinate; 2]> = None;
    for (i, c) in t.char_indices().skip(1) {
        let splits = matches!(c, ',' | ';' | '、' | '/' | '|' | ' ' | '\t' | '\n' | '\r');
        let before = AXES.iter().any(|(word, ..)| t[i..].starts_with(word));
        let after = AXES.iter().any(|(word, ..)| t[..i].ends_with(word));
        if !(splits || before || after) {
            continue;
        }
        let (Some(one), Some(two)) = (
            coordinate(&t[..i], degrees),
            coordinate(t[i..].trim_start_matches(['/', '|']), degrees),
        ) else {
            continue;
        };
        if one.axis.is_some() && one.axis == two.axis {
            continue;
        }
        let both = if one.axis == Some(Axis::Lat) || two.axis == Some(Axis::Lon) {
            [two, one]
        } else {
            [one, two]
        };
        match found {
            Some(known) if known.map(|c| c.value) != both.map(|c| c.value) => return None,
            _ => found = Some(both),
        }
    }
    found
}

/// The bounds of China, wide: longitude and latitude of another order lie outside.
pub(super) fn in_china([lon, lat]: [f64; 2]) -> bool {
    (73.0..=136.0).contains(&lon) && (3.0..=54.0).contains(&lat)
}
