//! How offices write days.

use super::values::{among, shown};
use super::width::half;
use crate::calendar::{china, no_such_day};
use chrono::{Days, NaiveDate};
use std::borrow::Cow;

/// Fields that hold days.
pub(super) const FIELDS: [&str; 5] = ["found_on", "deadline", "from", "to", "due"];

/// The day in 2026年1月5日前: a word that says that something is to be done by then stands behind it.
pub(super) fn until(text: &str) -> Option<&str> {
    ["之前", "以前", "前", "止"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
}

/// What a text says about a day; days are YYYY-MM-DD.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Day {
    Known(String),
    /// Given as a spreadsheet counts days, from 1900.
    Excel(String),
    /// Given as a moment of another zone; the day is China's.
    Zone(String),
    /// Day, month and year could be either way round.
    Vague,
    /// A day and a month.
    NoYear,
    /// A year, or a year and a month.
    MonthOnly,
    /// Words that stand where there is no day: 无, 长期坚持.
    Words,
    /// Written as a day, and there is none such: "there is no 30 February 2026".
    Missing(String),
    /// Nothing that is understood.
    Bad,
}

/// What a text is told that is no day.
pub(super) fn refused(text: &str, read: Day) -> String {
    match read {
        Day::Missing(none) => format!("{} is not a day: {none}; write the day again", shown(text)),
        _ => format!(
            "{} is not a day; write it year-month-day, such as 2026-11-18",
            shown(text)
        ),
    }
}

/// Words in the place of a day that mean that there is none.
const NO_DAY: &str = "无 暂无 没有 不详 未知 未定 待定 另定 长期 长期坚持 持续 持续推进 常态化 立行立改 即知即改 立即整改 \
    立查立改 立即 限期整改 / \\ - -- — —— － * n/a na null none nan 0000-00-00 1900-01-00";

/// Days of a spreadsheet that are taken for days: 2000 to 2050.
const EXCEL: std::ops::RangeInclusive<u64> = 36_526..=55_153;
/// The same years in milliseconds since 1970.
const MILLIS: std::ops::RangeInclusive<i64> = 946_656_000_000..=2_556_057_600_000;

/// Reads a day in the forms that offices and programs use: `2026-11-18`, `2026.11.18`, `2026年11月18号 上午`,
/// `20261118`, day numbers of spreadsheets; `3/14/2025` where only one order of day and month is possible. A time
/// of day behind it is left out, but where it names its zone the day is the one in China.
pub(crate) fn day(text: &str) -> Day {
    if let Some(day) = iso(text) {
        return Day::Known(day);
    }
    let text = half(text.trim());
    let t = text.trim().trim_end_matches(['。', ',', ';', '、']);
    if among(NO_DAY, &t.to_lowercase()) {
        return Day::Words;
    }
    if let Some(day) = month_end(t) {
        return day;
    }
    let first_month = t.replacen("元月", "1月", 1);
    let t = arabic(if t.contains("年元月") || t.starts_with("元月") {
        &first_month
    } else {
        t
    });
    let mut rest: &str = &t;
    let mut numbers: [&str; 3] = [""; 3];
    let mut marks = ['\0'; 3];
    let mut n = 0;
    while n < 3 {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        (numbers[n], rest) = rest.split_at(end);
        n += 1;
        let after = rest.trim_start();
        let Some(mark) = after.chars().next() else { break };
        let wanted: &[char] = match n {
            1 | 2 => &['-', '/', '.', '年', '月', '—', '–', '、', ','],
            _ => &['日', '号'],
        };
        // 1月5日: the second number may be the last.
        let last = n == 2 && matches!(mark, '日' | '号');
        if !wanted.contains(&mark) && !last {
            break;
        }
        marks[n - 1] = mark;
        rest = after[mark.len_utf8()..].trim_start();
        if last {
            break;
        }
    }
    let [a, b, c] = numbers;
    let read = match n {
        1 => single(a, marks[0], rest),
        2 if marks[0] == '.' && marks[1] == '\0' && rest.is_empty() && a.len() == 5 => excel(a),
        2 if matches!(marks[0], '月' | '-' | '/' | '.') && a.len() <= 2 && b.len() <= 2 && rest.is_empty() => {
            match (a.parse(), b.parse()) {
                (Ok(m), Ok(d)) => match no_such_day(None, m, d) {
                    // 13.5 is no day that was meant.
                    Some(none) if marks[0] == '月' => Day::Missing(none),
                    Some(_) => Day::Bad,
                    None => Day::NoYear,
                },
                _ => Day::Bad,
            }
        }
        2 if a.len() == 4 && rest.is_empty() && matches!(b.parse::<u8>(), Ok(1..=12)) => Day::MonthOnly,
        3 => match date(a, b, c, marks[0]) {
            Day::Known(day) => timed(day, rest),
            other if is_time(rest) => other,
            _ => Day::Bad,
        },
        _ => Day::Bad,
    };
    if read == Day::Bad && is_span(&t) {
        Day::Words
    } else {
        read
    }
}

/// 2026年3月底: its last day.
fn month_end(text: &str) -> Option<Day> {
    let before = text.strip_suffix('底').or_else(|| text.strip_suffix('末'))?;
    let before = arabic(before.strip_suffix('月')?);
    let (year, month) = before.split_once(['年', '.', '/', '-']).unwrap_or(("", &*before));
    let month = arabic(month.trim())
        .parse::<u32>()
        .ok()
        .filter(|m| (1..=12).contains(m))?;
    let Ok(year) = year.trim().parse::<i32>() else {
        return Some(Day::NoYear);
    };
    let next = NaiveDate::from_ymd_opt(year + month as i32 / 12, month % 12 + 1, 1)?;
    Some(known(
        &year.to_string(),
        &month.to_string(),
        &next.pred_opt()?.format("%d").to_string(),
    ))
}

/// Words for a time that is no day of the calendar: 春节前, 3天, 15个工作日, 月底.
fn is_span(text: &str) -> bool {
    let mut runs = 0;
    let mut digit = false;
    for c in text.chars() {
        runs += u32::from(c.is_ascii_digit() && !digit);
        digit = c.is_ascii_digit();
    }
    runs < 2 && !text.contains('年') && text.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

/// 二〇二三年一月五日 in digits, where it begins so.
fn arabic(text: &str) -> Cow<'_, str> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '零' | '○' => Some(0),
        _ => DIGITS.chars().position(|d| d == c),
    };
    if !text.starts_with(|c| digit(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (i, &c) in chars.iter().enumerate() {
        let near = |j: Option<usize>| j.and_then(|j| chars.get(j)).is_some_and(|c| digit(*c).is_some());
        match (c, digit(c)) {
            ('十', _) => match (near(i.checked_sub(1)), near(Some(i + 1))) {
                (true, true) => {}
                (true, false) => out.push('0'),
                (false, true) => out.push('1'),
                (false, false) => out.push_str("10"),
            },
            (_, Some(d)) => out.push((b'0' + d as u8) as char),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// One number alone: `20261118`, a day number, a moment in milliseconds, a year.
fn single(number: &str, mark: char, rest: &str) -> Day {
    match (number.len(), mark) {
        (8, '\0') => match known(&number[..4], &number[4..6], &number[6..]) {
            Day::Known(day) => timed(day, rest),
            other if rest.is_empty() => other,
            _ => Day::Bad,
        },
        (14, '\0') if rest.is_empty() => known(&number[..4], &number[4..6], &number[6..8]),
        (5, '\0') if rest.is_empty() => excel(number),
        (13, '\0') if rest.is_empty() => match number.parse::<i64>() {
            Ok(ms) if MILLIS.contains(&ms) => Day::Zone(china::day_of(ms.div_euclid(1000)).to_string()),
            _ => Day::Bad,
        },
        (4, '\0' | '年') if rest.is_empty() && matches!(number.parse::<u16>(), Ok(1900..2200)) => Day::MonthOnly,
        _ => Day::Bad,
    }
}

fn excel(number: &str) -> Day {
    let day = (number.parse::<u64>().ok())
        .filter(|n| EXCEL.contains(n))
        .and_then(|n| NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(n)));
    day.map_or(Day::Bad, |d| Day::Excel(d.to_string()))
}

/// Three numbers in the order in which they stand.
fn date(a: &str, b: &str, c: &str, mark: char) -> Day {
    if a.len() == 4 {
        return known(a, b, c);
    }
    if mark == '年' && a.len() == 2 {
        return known(&format!("20{a}"), b, c);
    }
    if c.len() == 4 {
        return match (known(c, a, b), known(c, b, a)) {
            (Day::Known(m), Day::Known(d)) if m == d => Day::Known(m),
            (Day::Known(_), Day::Known(_)) => Day::Vague,
            (Day::Known(one), _) | (_, Day::Known(one)) => Day::Known(one),
            _ => Day::Bad,
        };
    }
    let orders = [[a, b, c], [c, a, b], [c, b, a]];
    let read = |[y, m, d]: &[&str; 3]| y.len() == 2 && matches!(known(&format!("20{y}"), m, d), Day::Known(_));
    if orders.iter().any(read) { Day::Vague } else { Day::Bad }
}

/// A day with what stands behind it: nothing, a weekday, a time; with its zone, the day in China.
fn timed(day: String, rest: &str) -> Day {
    if rest.is_empty() {
        return Day::Known(day);
    }
    if !is_time(rest) {
        return Day::Bad;
    }
    let Some((clock, zone)) = zone(rest) else {
        return Day::Known(day);
    };
    if zone == 8 * 60 {
        return Day::Known(day);
    }
    let clock = clock.trim_start_matches(['T', ' ']);
    let mut parts = clock
        .split(':')
        .map(|p| p.split('.').next().unwrap_or_default().trim().parse::<u32>());
    let (Some(Ok(hour)), minute) = (parts.next(), parts.next()) else {
        return Day::Known(day);
    };
    let minute = minute.and_then(Result::ok).unwrap_or(0);
    let moment = (day.parse::<NaiveDate>().ok()).and_then(|d| d.and_hms_opt(hour, minute, 0));
    match moment {
        Some(at) => {
            let there = china::day_of(at.and_utc().timestamp() - zone * 60).to_string();
            if there == day {
                Day::Known(day)
            } else {
                Day::Zone(there)
            }
        }
        None => Day::Bad,
    }
}

/// A time's clock and the minutes that its zone is ahead of UTC; none where it names no zone.
fn zone(time: &str) -> Option<(&str, i64)> {
    let plain = time.trim_end();
    for name in ["Z", "z", "UTC", "GMT"] {
        if let Some(clock) = plain.strip_suffix(name) {
            return Some((clock.trim_end(), 0));
        }
    }
    let at = plain.rfind(['+', '-'])?;
    let (clock, zone) = plain.split_at(at);
    // 8:30-10:30 is a span of hours, not a zone.
    if !clock.starts_with('T') && clock.matches(':').count() < 2 {
        return None;
    }
    let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
    let number = digits
        .parse::<i64>()
        .ok()
        .filter(|_| matches!(digits.len(), 1 | 2 | 4))?;
    let minutes = if digits.len() == 4 {
        number / 100 * 60 + number % 100
    } else {
        number * 60
    };
    let clock = clock.trim_end_matches("UTC").trim_end_matches("GMT").trim_end();
    Some((clock, if zone.starts_with('-') { -minutes } else { minutes }))
}

/// What may stand behind a day: a weekday, a time with its zone.
pub(super) fn is_time(rest: &str) -> bool {
    const WORDS: &[&str] = &[
        "上午",
        "下午",
        "早上",
        "晚上",
        "中午",
        "凌晨",
        "傍晚",
        "星期",
        "礼拜",
        "周",
        "时",
        "点",
        "分",
        "秒",
        "半",
        "utc",
        "gmt",
        "am",
        "pm",
        "t",
        "z",
        "北京时间",
    ];
    let lower = rest.trim().to_lowercase();
    let mut left = lower.as_str();
    while let Some(c) = left.chars().next() {
        if c.is_ascii_digit()
            || matches!(
                c,
                ' ' | ':' | '.' | '+' | '-' | '(' | ')' | '一' | '二' | '三' | '四' | '五' | '六' | '日' | '天'
            )
        {
            left = &left[c.len_utf8()..];
        } else if let Some(word) = WORDS.iter().find(|w| left.starts_with(**w)) {
            left = &left[word.len()..];
        } else {
            return false;
        }
    }
    // A second day behind the first is a span, not a time.
    !lower.starts_with(['-', '.']) && lower.matches('-').count() <= 1
}

/// The usual form, straight: long lists are full of it.
fn iso(text: &str) -> Option<String> {
    let b: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if b[4] != b'-' || b[7] != b'-' {
        return None;
    }
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0, |n, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
    };
    let (year, month, day) = (number(&b[..4])?, number(&b[5..7])?, number(&b[8..])?);
    NaiveDate::from_ymd_opt(year as i32, month, day)?;
    (1900..2200).contains(&year).then(|| text.to_owned())
}

pub(super) fn known(year: &str, month: &str, day: &str) -> Day {
    let number = |s: &str, most: usize| (!s.is_empty() && s.len() <= most).then(|| s.parse::<u32>().ok())?;
    let parsed = number(year, 4).zip(number(month, 2)).zip(number(day, 2));
    let Some(((y, m), d)) = parsed else {
        return Day::Bad;
    };
    match NaiveDate::from_ymd_opt(y as i32, m, d) {
        Some(_) if (1900..2200).contains(&y) => Day::Known(format!("{y:04}-{m:02}-{d:02}")),
        None if (1900..2200).contains(&y) => no_such_day(Some(y as i32), m, d).map_or(Day::Bad, Day::Missing),
        _ => Day::Bad,
    }
}
