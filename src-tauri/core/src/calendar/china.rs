//! Days as all of China counts them: eight hours ahead of the moments in UTC that the file holds, whatever machine reads it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// China is eight hours ahead of UTC.
const AHEAD: i64 = 8 * 3600;

/// Days from the year 0 to 1970 as chrono counts them.
const EPOCH: i32 = 719_163;

/// A moment as seconds since 1970; none where it is no moment.
pub fn seconds(at: &str) -> Option<i64> {
    plain(at).or_else(|| Some(DateTime::parse_from_rfc3339(at).ok()?.timestamp()))
}

/// A moment as the file writes it, `2026-11-24T08:00:00.000Z`; a million of them are read at once, so by place.
fn plain(at: &str) -> Option<i64> {
    let number = |from: usize, to: usize| at.get(from..to)?.parse::<u32>().ok();
    let marks = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")];
    if !at.ends_with('Z') || marks.iter().any(|(i, mark)| at.get(*i..i + 1) != Some(mark)) {
        return None;
    }
    let year = i32::try_from(number(0, 4)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?;
    let time = day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    Some(time.and_utc().timestamp())
}

/// The day in China of a moment in seconds since 1970.
pub fn day_of(seconds: i64) -> NaiveDate {
    let days = (seconds + AHEAD).div_euclid(86_400);
    i32::try_from(days)
        .ok()
        .and_then(|d| NaiveDate::from_num_days_from_ce_opt(d + EPOCH))
        .unwrap_or_default()
}

/// Date and time in China at this moment, by the machine's clock: a machine set to another zone has the same day.
pub fn now() -> NaiveDateTime {
    (Utc::now() + TimeDelta::seconds(AHEAD)).naive_utc()
}

/// Today in China, which figures are true for and steps are dated by.
pub fn today() -> NaiveDate {
    now().date()
}

/// The day in China of a moment as the file writes it; none where it is no moment.
pub fn day(at: &str) -> Option<NaiveDate> {
    seconds(at).map(day_of)
}

/// The first moment after a day in China.
pub fn end_of(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - EPOCH + 1) * 86_400 - AHEAD
}

/// The moment after a day in China as the file writes moments, up to the second.
pub fn end_as_text(day: NaiveDate) -> String {
    DateTime::from_timestamp(end_of(day), 0)
        .map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, d).unwrap()
    }

    fn at(text: &str) -> i64 {
        seconds(text).unwrap()
    }

    #[test]
    fn today_is_the_day_of_what_is_written_now() {
        let before = today();
        let written = day_of(Utc::now().timestamp());
        assert!(before == written || today() == written);
    }

    #[test]
    fn a_day_ends_at_midnight_in_china() {
        assert_eq!(day_of(at("2026-09-10T15:59:59.999Z")), on(10));
        assert_eq!(day_of(at("2026-09-10T16:00:00Z")), on(11));
        assert_eq!(end_as_text(on(10)), "2026-09-10T16:00:00");
        assert_eq!(seconds("2026-09-10T16:00:00+08:00"), Some(at("2026-09-10T08:00:00Z")));
        assert_eq!((seconds("yesterday"), seconds("2026-13-40T16:00:00Z")), (None, None));
    }
}
