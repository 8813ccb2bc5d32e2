//! What was passed over or taken differently: one sentence for each sort, with where it stood, however many rows.

use super::orders::Order;
use super::records::Target;
use super::{Place, Places};
use std::collections::BTreeMap;

/// A sort of thing to tell; the number is the field it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    /// The headings once more, as on every page.
    HeadingAgain,
    /// The title once more.
    TitleAgain,
    /// 合计, 小计 and the like.
    Total,
    /// What stands under a list: 填表人, 备注 and the like.
    Footer,
    /// A heading over a part of the list: 一、东街.
    Section,
    /// Rows whose empty cells at the end were left out.
    EndsEarly,
    /// Longitude and latitude exchanged.
    Swapped,
    /// 无, 0,0 and the like for a place.
    NoPlace,
    /// A day that could be day or month first, or year.
    VagueDay(u8),
    /// One whose order the rest of its column tells.
    DayOrder(u8, Order),
    /// A day without its year.
    NoYear(u8),
    /// A year or a month only.
    NoDay(u8),
    /// Words in a day's place.
    NotADay(u8),
    /// A day number of Excel.
    ExcelDay(u8),
    /// A moment of another zone.
    Zone(u8),
    /// A number in scientific notation that kept its digits.
    Grown(u8),
    /// One that did not.
    Shortened(u8),
    /// A number with `.0` behind it.
    PointZero(u8),
    /// A telephone number without its first 0.
    ZeroLost(u8),
    /// Marks of text direction and others that nobody sees.
    Unseen(u8),
    /// A word for nobody or nothing: 空缺, 无, —.
    Nothing(u8),
    /// 同上 and the like.
    AsAbove(u8),
    /// A level found by heading that is none.
    StrangeLevel,
    /// A property that stands twice in one feature.
    Twice(u8),
    /// A list or an object where a text should be.
    Nested(u8),
    /// Coordinates beside a geometry that lies elsewhere.
    Elsewhere,
    /// A mark behind a name that says how the duty is held: 张三（兼）.
    HeldAs,
    /// A post behind a name: 张三（书记）.
    PostBeside,
    /// A telephone behind a name: 张三13900001234.
    PhoneBeside,
    /// An error of Excel's: #REF!, #N/A.
    ExcelError(u8),
}

impl Note {
    /// What is said behind the places; `text` is the first of what stood there.
    fn sentence(self, target: &Target, text: &str) -> String {
        let name = |field: u8| target.fields[usize::from(field)].name;
        match self {
            Note::HeadingAgain => "the headings stand here again and were passed over".to_owned(),
            Note::TitleAgain => "the title stands here again and was passed over".to_owned(),
            Note::Total => format!("totals such as {text} were passed over"),
            Note::Footer => format!("remarks and signatures such as {text} were passed over"),
            Note::Section => format!("headings of parts such as {text} were passed over"),
            Note::EndsEarly => "cells missing at the end were read as empty".to_owned(),
            Note::Swapped => {
                format!("longitude and latitude (X and Y) stood the other way round and were exchanged, as in {text}")
            }
            Note::NoPlace => format!("coordinates such as {text} are no place, so there is none yet"),
            Note::VagueDay(f) => format!(
                "{} such as {text} could be day, month or year first and was left out; write it year-month-day, such as 2026-11-18",
                name(f)
            ),
            Note::DayOrder(f, Order::Year) => format!(
                "{} such as {text} was read year first, as all of the column can be read in no other order",
                name(f)
            ),
            Note::DayOrder(f, Order::Month) => format!(
                "{} such as {text} was read month first, as all of the column can be read in no other order",
                name(f)
            ),
            Note::DayOrder(f, Order::Day) => format!(
                "{} such as {text} was read day first, as all of the column can be read in no other order",
                name(f)
            ),
            Note::NoYear(f) => format!(
                "{} such as {text} has no year and was left out; write the year too: year-month-day, such as 2026-11-18",
                name(f)
            ),
            Note::NoDay(f) => format!(
                "{} such as {text} does not say the day and was left out; write the day too: year-month-day, such as 2026-11-18",
                name(f)
            ),
            Note::NotADay(f) => format!("{} such as {text} is no day and was left out", name(f)),
            Note::ExcelDay(f) => format!("{} such as {text} was a day number of Excel", name(f)),
            Note::Zone(f) => format!(
                "{} such as {text} was a time of another zone and became the day in China",
                name(f)
            ),
            Note::Grown(f) => format!("{} such as {text} was written out in full", name(f)),
            Note::Shortened(f) => format!(
                "{} such as {text} has lost digits in Excel and was left out; make the column text and fill it in again",
                name(f)
            ),
            Note::PointZero(f) => format!("{} such as {text} was read without .0", name(f)),
            Note::ZeroLost(f) => format!(
                "{} such as {text} seems to have lost its first 0 in Excel; it was kept as it is",
                name(f)
            ),
            Note::Unseen(f) => format!(
                "{} such as {text} held marks that nobody sees (of text direction and the like); they were taken out",
                name(f)
            ),
            Note::Nothing(f) => format!(
                "{} such as {text} says that there is none and was read as empty",
                name(f)
            ),
            Note::AsAbove(f) => format!(
                "{} such as {text} points at the row above and was left out; write it out in every row",
                name(f)
            ),
            Note::StrangeLevel => format!(
                "levels such as {text} are no level of the tree and were left out; write district, subdistrict, village or cell"
            ),
            Note::Twice(f) => format!("{} stands twice as {text} and the first was read", name(f)),
            Note::Nested(f) => format!(
                "{} in {text} is a list or an object, no text, and was left out",
                name(f)
            ),
            Note::Elsewhere => {
                format!("lon and lat such as {text} say another place than the geometry, which was read")
            }
            Note::HeldAs => format!(
                "names such as {text} were taken without what stands in brackets, which says how the duty is held"
            ),
            Note::PostBeside => format!(
                "names such as {text} were taken without the post in brackets, which is the post where the row gives no other"
            ),
            Note::PhoneBeside => {
                format!("names such as {text} were taken without the number behind them, which is the telephone")
            }
            Note::ExcelError(f) => format!(
                "{} such as {text} is an error of Excel and was left out; mend its formula and fill it in again",
                name(f)
            ),
        }
    }
}

/// What was noticed so far.
#[derive(Default)]
pub(super) struct Notes {
    found: BTreeMap<Note, (Places, String)>,
}

impl Notes {
    /// Notices something at a place; `text` tells what stood there, of the first one.
    pub(super) fn add(&mut self, note: Note, place: Place, text: impl FnOnce() -> String) {
        let (places, _) = self.found.entry(note).or_insert_with(|| (Places::default(), text()));
        places.add(place);
    }

    /// Takes those of a later batch in.
    pub(super) fn merge(&mut self, later: Notes) {
        for (note, (places, text)) in later.found {
            match self.found.get_mut(&note) {
                Some((known, _)) => known.merge(places),
                None => drop(self.found.insert(note, (places, text))),
            }
        }
    }

    /// One sentence for each sort.
    pub(super) fn sentences<'a>(&'a self, target: &'a Target) -> impl Iterator<Item = String> + 'a {
        (self.found.iter()).map(|(note, (places, text))| format!("{places}: {}", note.sentence(target, text)))
    }
}
