//! Names found by their sound: `wxd`, `wangxd` and `wangxiaodong` all find 王晓东.

use crate::text::is_order;
use ::pinyin::ToPinyinMulti;

/// Longer input is no pinyin that somebody types to find a name.
const MOST: usize = 64;

/// Whether what was typed is letters that may stand for sounds; digits and blanks may stand among them.
pub fn may_be(typed: &str) -> bool {
    typed.len() <= MOST
        && typed.bytes().any(|b| b.is_ascii_alphabetic())
        && typed
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b' ' || b == b'\'')
}

/// Whether some characters of a name that follow each other sound like what was typed: of each at least the letter that
/// its syllable begins with, at most all of it. A character with several readings may be meant by any; letters and
/// digits of the name stand for themselves; `v` is typed for ü.
pub fn sounds_like(name: &str, typed: &str) -> bool {
    if !may_be(typed) || name.is_ascii() {
        return false;
    }
    let typed: Vec<u8> = typed
        .bytes()
        .filter(|b| b.is_ascii_alphanumeric())
        .map(|b| b.to_ascii_lowercase())
        .collect();
    // What of the typed letters may have been used up before the character that is looked at; one bit a letter.
    let mut reached = 0_u128;
    for c in name.chars().filter(|c| !is_order(*c)) {
        // A match may begin anywhere.
        reached = after(c, &typed, reached | 1);
        if reached >> typed.len() & 1 == 1 {
            return true;
        }
    }
    false
}

/// How many letters may be used up after a character, given how many may have been before it.
fn after(c: char, typed: &[u8], reached: u128) -> u128 {
    let mut next = 0;
    let mut take = |sound: &str| {
        for from in (0..typed.len()).filter(|at| reached >> at & 1 == 1) {
            let same = letters(sound).zip(&typed[from..]).take_while(|(a, b)| a == *b).count();
            for used in 1..=same {
                next |= 1 << (from + used);
            }
        }
    };
    if c.is_ascii_alphanumeric() {
        take(c.encode_utf8(&mut [0; 4]));
    } else if let Some(readings) = c.to_pinyin_multi() {
        readings.into_iter().for_each(|r| take(r.plain()));
    }
    next
}

/// A syllable as it is typed.
fn letters(sound: &str) -> impl Iterator<Item = u8> + '_ {
    sound.chars().map(|c| match c {
        'ü' => b'v',
        'ê' => b'e',
        c => (c.to_ascii_lowercase() as u32).try_into().unwrap_or(b'?'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_syllables_and_what_lies_between_find_a_name() {
        for typed in [
            "wxd",
            "WXD",
            "w x d",
            "wangxiaodong",
            "wang xiao dong",
            "wangxd",
            "wxiaod",
            "wx",
            "xd",
            "dong",
            "waxd",
        ] {
            assert!(sounds_like("王晓东", typed), "{typed}");
        }
        for typed in ["wd", "xdw", "wxdx", "angxd", "wxdong2", "王", "w!", ""] {
            assert!(!sounds_like("王晓东", typed), "{typed}");
        }
    }

    #[test]
    fn a_surname_is_found_by_each_of_its_readings() {
        for (name, typed) in [
            ("单雄信", ["sxx", "dxx"]),
            ("解玉兰", ["xyl", "jyl"]),
            ("仇英", ["qy", "cy"]),
            ("曾国强", ["zgq", "cgq"]),
            ("吕布", ["lb", "lvbu"]),
            ("覃海", ["qh", "th"]),
        ] {
            assert!(typed.iter().all(|t| sounds_like(name, t)), "{name}");
        }
    }

    #[test]
    fn letters_and_digits_of_a_name_stand_for_themselves() {
        assert!(sounds_like("石家营村02网格", "sjyc02"));
        assert!(sounds_like("石家营村02网格", "02wg"));
        assert!(!sounds_like("石家营村02网格", "sjyc03"));
        assert!(!sounds_like("Grid 7", "gr"), "found by its letters anyway");
    }

    #[test]
    fn marks_that_nobody_sees_do_not_hide_a_name() {
        assert!(sounds_like("石家\u{202e}营村", "sjyc"));
        assert!(sounds_like("\u{200b}王\u{2066}晓\u{feff}东\u{2069}", "wxd"));
    }

    #[test]
    fn long_and_hostile_input_costs_nothing() {
        assert!(!sounds_like("王晓东", &"w".repeat(65)));
        assert!(!sounds_like(&"王".repeat(100_000), "wwwwwwwwwwx"));
    }
}
