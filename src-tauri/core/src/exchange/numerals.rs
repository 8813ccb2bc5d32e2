//! Numbers that identify something, and what spreadsheets make of them.

/// How such a number was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// As it should be.
    Plain,
    /// In scientific notation with all its digits.
    Grown(String),
    /// In scientific notation, and digits are lost.
    Lost,
    /// With `.0` behind it.
    PointZero(String),
}

/// Tells `1.38123E+10` and `13812345678.0` from what a person wrote.
pub(super) fn written(text: &str) -> Written {
    let bytes = text.as_bytes();
    // A column too narrow for its numbers, printed or copied as it was seen.
    if bytes.len() > 2 && bytes.iter().all(|b| *b == b'#') {
        return Written::Lost;
    }
    if !bytes.contains(&b'.') && !bytes.contains(&b'+') {
        return Written::Plain;
    }
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if let Some((whole, behind)) = text.split_once('.')
        && digits(whole)
        && !behind.is_empty()
        && behind.bytes().all(|b| b == b'0')
    {
        return Written::PointZero(whole.to_owned());
    }
    // Without a sign, as some programs write the exponent, 3E12 may be a number that somebody gave.
    let signed = text.split_once("E+").or_else(|| text.split_once("e+"));
    let unsigned = || {
        text.split_once(['E', 'e'])
            .filter(|(mantissa, _)| mantissa.contains('.'))
    };
    let Some((mantissa, exponent)) = signed.or_else(unsigned) else {
        return Written::Plain;
    };
    let (whole, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let Some(power) = exponent.parse::<usize>().ok().filter(|p| *p <= 30) else {
        return Written::Plain;
    };
    if !digits(whole) || whole.len() != 1 || !(behind.is_empty() || digits(behind)) {
        return Written::Plain;
    }
    if behind.len() < power {
        return Written::Lost;
    }
    let (kept, rest) = behind.split_at(power);
    if rest.bytes().all(|b| b == b'0') {
        Written::Grown(format!("{whole}{kept}"))
    } else {
        Written::Lost
    }
}

/// A telephone number that begins with an area code without its 0.
pub(super) fn lost_its_zero(phone: &str) -> bool {
    let plain = phone.bytes().all(|b| b.is_ascii_digit());
    let (first, long) = (phone.as_bytes().first(), phone.len());
    plain
        && match first {
            // 10-12345678; mobile numbers have eleven digits.
            Some(b'1') => long == 10 && phone.starts_with("10"),
            // 971-8123456, 21-12345678; 400 and 800 are called without a 0.
            Some(b'2'..=b'9') => (10..=11).contains(&long) && !phone.starts_with("400") && !phone.starts_with("800"),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_shortened_is_told_from_what_was_given() {
        assert_eq!(written("13812345678"), Written::Plain);
        assert_eq!(written("3E12"), Written::Plain);
        assert_eq!(written("1.2"), Written::Plain);
        assert_eq!(written("A+B"), Written::Plain);
        assert_eq!(written("1.38123E+10"), Written::Lost);
        assert_eq!(written("6.30203E+14"), Written::Lost);
        assert_eq!(written("1E+10"), Written::Lost);
        assert_eq!(written("1.3812345678E+10"), Written::Grown("13812345678".into()));
        assert_eq!(
            written("6.30203001001001e+14"),
            Written::Grown("630203001001001".into())
        );
        assert_eq!(written("1.3812345678e10"), Written::Grown("13812345678".into()));
        assert_eq!(written("1.38E10"), Written::Lost);
        assert_eq!(written("########"), Written::Lost);
        assert_eq!(written("A1.5E3"), Written::Plain);
        assert_eq!(written("13812345678.0"), Written::PointZero("13812345678".into()));
        assert_eq!(written("12.00"), Written::PointZero("12".into()));
    }

    #[test]
    fn a_telephone_number_needs_the_0_of_its_area() {
        for lost in ["9718123456", "1012345678", "2112345678", "97181234567"] {
            assert!(lost_its_zero(lost), "{lost}");
        }
        for whole in [
            "13812345678",
            "09718123456",
            "8123456",
            "4008123456",
            "12345",
            "0971-8123456",
        ] {
            assert!(!lost_its_zero(whole), "{whole}");
        }
    }
}
