//! The texts of one row or feature, read as what its fields want.

use super::collect::Tally;
use super::days::{self, Day};
use super::fields::{PERSON_NAME, SITE_LAT, SITE_LON, SITE_LON_LAT};
use super::kinds::{self, Meaning};
use super::lonlat::{self, Axis, Coordinate};
use super::notes::Note;
use super::numerals::{self, Written};
use super::orders::{self, Orders};
use super::records::Context;
use super::values::{self, Values, shown};
use super::width::half;
use super::{Place, wgs84};
use crate::limits::{NOTE, one_line};
use crate::nothing::{is_excel_error, says_as_above, says_nothing};
use crate::photo::distance_m;

type Clause<T> = std::result::Result<T, String>;

/// Coordinates that were rounded or measured twice lie nearer to the geometry.
const ELSEWHERE_M: f64 = 100.0;

/// One row or feature on its way to a record.
pub(super) struct Reading<'r, 'c, 'v> {
    pub context: &'r Context<'c>,
    pub place: Place,
    pub values: &'r mut Values<'v>,
    pub tally: &'r mut Tally,
    /// How its columns of days are written.
    pub orders: &'r Orders,
}

impl<'r, 'c, 'v> Reading<'r, 'c, 'v> {
    /// Begins with clean texts.
    pub(super) fn new(
        context: &'r Context<'c>,
        place: Place,
        values: &'r mut Values<'v>,
        tally: &'r mut Tally,
        orders: &'r Orders,
    ) -> Self {
        values.clean(|field, text| tally.note(Note::Unseen(field as u8), place, shown(text)));
        Self {
            context,
            place,
            values,
            tally,
            orders,
        }
    }

    /// What stands in a field, or is set for all.
    pub(super) fn given(&self, field: usize) -> Option<&str> {
        self.values.get(field).or_else(|| self.context.wanted.set(field))
    }

    fn name(&self, field: usize) -> &'static str {
        self.context.target.fields[field].name
    }

    pub(super) fn note(&mut self, note: Note, text: &str) {
        self.tally.note(note, self.place, shown(text));
    }

    /// Says where an error of Excel stands in a field that the row cannot do without.
    pub(super) fn sound(&self, field: usize) -> Clause<()> {
        match self.values.get(field).filter(|t| is_excel_error(t)) {
            Some(text) => Err(format!(
                "{} {} is an error of Excel; mend its formula and fill it in again",
                self.name(field),
                shown(text)
            )),
            None => Ok(()),
        }
    }

    /// A text within the field's limit; an error of Excel's is told and left out.
    pub(super) fn text(&mut self, field: usize) -> Clause<Option<String>> {
        let text = self.values.take(field);
        if let Some(error) = text.as_deref().filter(|t| is_excel_error(t)) {
            self.note(Note::ExcelError(field as u8), error);
            return Ok(None);
        }
        let text = text.or_else(|| self.context.wanted.set(field).map(str::to_owned));
        // Only a note has lines; those of a person's name may be several people's.
        let target = self.context.target;
        let folds = target.fields[field].longest != NOTE && !(target.what == "people" && field == PERSON_NAME);
        let text = match text {
            Some(text) if folds => Some(one_line(&text).into_owned()),
            text => text,
        };
        if let Some(text) = &text {
            self.context.target.fits(field, text)?;
        }
        Ok(text)
    }

    /// What a field names, within its limit; a word for nobody or nothing, or for the row above, is told and left out.
    pub(super) fn named(&mut self, field: usize) -> Clause<Option<String>> {
        let text = self.text(field)?;
        Ok(self.said(field, text))
    }

    fn said(&mut self, field: usize, text: Option<String>) -> Option<String> {
        let text = text?;
        let note = if says_as_above(&text) {
            Note::AsAbove(field as u8)
        } else if says_nothing(&text) {
            Note::Nothing(field as u8)
        } else {
            return Some(text);
        };
        self.note(note, &text);
        None
    }

    /// A text that identifies something: digits that a spreadsheet took away cannot be done without.
    pub(super) fn number(&mut self, field: usize) -> Clause<Option<String>> {
        self.sound(field)?;
        let Some(text) = self.text(field)? else {
            return Ok(None);
        };
        if says_as_above(&text) {
            return Err(format!(
                "{} {} points at the row above; write it out in every row",
                self.name(field),
                shown(&text)
            ));
        }
        // A number may well be 0.
        let text = if text.starts_with(['0', '０']) {
            Some(text)
        } else {
            self.said(field, Some(text))
        };
        let Some(text) = text else {
            return Ok(None);
        };
        self.whole(field, text).map_err(|text| {
            format!(
                "{} {} has lost digits in Excel; make the column text and fill it in again",
                self.name(field),
                shown(&text)
            )
        })
    }

    /// A telephone number; one that lost digits is left out.
    pub(super) fn phone(&mut self, field: usize) -> Clause<Option<String>> {
        let Some(text) = self.named(field)? else {
            return Ok(None);
        };
        let phone = match self.whole(field, text) {
            Ok(phone) => phone,
            Err(text) => {
                self.note(Note::Shortened(field as u8), &text);
                None
            }
        };
        if let Some(phone) = phone.as_deref().filter(|p| numerals::lost_its_zero(p)) {
            self.note(Note::ZeroLost(field as u8), phone);
        }
        Ok(phone)
    }

    /// The number in ordinary digits and without what a spreadsheet added; given back where digits are lost.
    fn whole(&mut self, field: usize, text: String) -> std::result::Result<Option<String>, String> {
        let text = match half(&text) {
            std::borrow::Cow::Owned(ordinary) => ordinary,
            std::borrow::Cow::Borrowed(_) => text,
        };
        match numerals::written(&text) {
            Written::Plain => Ok(Some(text)),
            Written::Grown(number) => {
                self.note(Note::Grown(field as u8), &text);
                Ok(Some(number))
            }
            Written::PointZero(number) => {
                self.note(Note::PointZero(field as u8), &text);
                Ok(Some(number))
            }
            Written::Lost => Err(text),
        }
    }

    /// A word of a list; the set value was checked before.
    pub(super) fn word<T>(&self, field: usize, read: impl Fn(&str) -> Clause<T>) -> Clause<Option<T>> {
        self.given(field).map(read).transpose()
    }

    /// The code of a role, where one is named.
    pub(super) fn role(&mut self, field: usize) -> Clause<Option<String>> {
        let text = self.named(field)?;
        text.map(|t| values::role(&t, self.context.vocab)).transpose()
    }

    /// The code of a kind; every other word for one is kept, with where it stands.
    pub(super) fn kind(&mut self, field: usize) -> Clause<Option<String>> {
        let context = self.context;
        let Some(text) = self.values.get(field).or_else(|| context.wanted.set(field)) else {
            return Ok(None);
        };
        if let Meaning::Named(code) = kinds::meaning(text, context.vocab) {
            return Ok(Some(code));
        }
        self.tally.word(text, self.place);
        values::kind(text, context.vocab).map(Some)
    }

    /// A day, written YYYY-MM-DD.
    pub(super) fn day(&mut self, field: usize) -> Clause<Option<String>> {
        self.day_of(field, days::day)
    }

    /// A day by which something is to be done: 2026年1月5日前.
    pub(super) fn day_by(&mut self, field: usize) -> Clause<Option<String>> {
        self.day_of(field, |text| match days::until(text).map(days::day) {
            Some(Day::Bad) | None => days::day(text),
            Some(day) => day,
        })
    }

    fn day_of(&mut self, field: usize, read: impl Fn(&str) -> Day) -> Clause<Option<String>> {
        let Some(text) = self.given(field) else {
            return Ok(None);
        };
        let f = field as u8;
        let (note, day) = match read(text) {
            Day::Known(day) => return Ok(Some(day)),
            Day::Excel(day) => (Note::ExcelDay(f), Some(day)),
            Day::Zone(day) => (Note::Zone(f), Some(day)),
            Day::Vague => match orders::by_order(text, |form| self.orders.get(field, form)) {
                Some((order, day)) => (Note::DayOrder(f, order), Some(day)),
                None => (Note::VagueDay(f), None),
            },
            Day::NoYear => (Note::NoYear(f), None),
            Day::MonthOnly => (Note::NoDay(f), None),
            Day::Words => (Note::NotADay(f), None),
            bad @ (Day::Missing(_) | Day::Bad) => {
                return Err(format!("{} {}", self.name(field), days::refused(text, bad)));
            }
        };
        let text = match &day {
            Some(day) => format!("{} ({day})", shown(text)),
            None => shown(text),
        };
        self.tally.note(note, self.place, text);
        Ok(day)
    }

    /// The place by the columns of coordinates.
    pub(super) fn lon_lat(&mut self) -> Clause<Option<[f64; 2]>> {
        let degrees = self.context.degrees;
        let (x, y) = (self.given(SITE_LON), self.given(SITE_LAT));
        let (one, two) = match (x, y, self.given(SITE_LON_LAT)) {
            (None, None, None) => return Ok(None),
            (None, None, Some(both)) | (Some(both), None, None) | (None, Some(both), None)
                if lonlat::is_nowhere(both) || lonlat::pair(both, degrees).is_some() =>
            {
                let text = both.to_owned();
                match lonlat::pair(both, degrees) {
                    Some([one, two]) => (one, two),
                    None => return self.nowhere(&text),
                }
            }
            (None, None, Some(both)) => {
                return Err(format!(
                    "lonlat {} is not a longitude and a latitude; write it as 102.105,36.505",
                    shown(both)
                ));
            }
            (Some(_), None, _) => return Err("it has a longitude but no latitude; give both or neither".to_owned()),
            (None, Some(_), _) => return Err("it has a latitude but no longitude; give both or neither".to_owned()),
            (Some(x), Some(y), _) if lonlat::is_nowhere(x) && lonlat::is_nowhere(y) => {
                let text = x.to_owned();
                return self.nowhere(&text);
            }
            (Some(x), Some(y), _) => (coordinate("lon", x, degrees)?, coordinate("lat", y, degrees)?),
        };
        if one.value == 0.0 && two.value == 0.0 {
            return self.nowhere("0,0");
        }
        let marked = (one.axis == Some(Axis::Lat) && two.axis != Some(Axis::Lat))
            || (two.axis == Some(Axis::Lon) && one.axis != Some(Axis::Lon));
        self.converted(one.value, two.value, marked).map(Some)
    }

    /// Tells where the columns of coordinates say another place than the geometry; those that are of another system,
    /// and cannot be read as of this one, say nothing.
    pub(super) fn hold_against(&mut self, place: [f64; 2]) {
        let degrees = self.context.degrees;
        let read = |field| self.given(field).and_then(|text| lonlat::coordinate(text, degrees));
        let pair = match (read(SITE_LON), read(SITE_LAT)) {
            (Some(one), Some(two)) => Some([one, two]),
            _ => self.given(SITE_LON_LAT).and_then(|both| lonlat::pair(both, degrees)),
        };
        let Some([x, y]) = pair.map(|p| p.map(|c| c.value)).filter(|p| !p.contains(&0.0)) else {
            return;
        };
        let said = [self.context.place(x, y), self.context.place(y, x)];
        let mut apart = said.iter().flatten().map(|p| distance_m(*p, place)).peekable();
        if apart.peek().is_some() && apart.all(|m| m > ELSEWHERE_M) {
            self.note(Note::Elsewhere, &format!("{x}, {y}"));
        }
    }

    fn nowhere(&mut self, text: &str) -> Clause<Option<[f64; 2]>> {
        self.note(Note::NoPlace, text);
        Ok(None)
    }

    /// The position in WGS 84; the other way round where the text marks it so, or where only that lies in China.
    fn converted(&mut self, x: f64, y: f64, marked: bool) -> Clause<[f64; 2]> {
        let straight = self.context.place(x, y);
        if !marked && straight.as_ref().is_ok_and(|p| lonlat::in_china(*p)) {
            return straight;
        }
        match self.context.place(y, x) {
            Ok(turned) if marked || lonlat::in_china(turned) => {
                self.note(Note::Swapped, &format!("{x}, {y}"));
                Ok(turned)
            }
            _ => straight,
        }
    }
}

/// Reads the coordinate of a cell.
pub(super) fn coordinate(field: &str, text: &str, degrees: bool) -> Clause<Coordinate> {
    lonlat::coordinate(text, degrees).ok_or_else(|| {
        let exponent = text.contains("E+") || text.contains("e+");
        if exponent {
            format!(
                "{field} {} has lost digits in Excel; make the column text and fill it in again",
                shown(text)
            )
        } else {
            format!(
                "{field} {} is not a number; write decimal degrees such as 102.105",
                shown(text)
            )
        }
    })
}

impl Context<'_> {
    /// Converts one position and holds the converter to its word.
    pub(super) fn place(&self, x: f64, y: f64) -> Clause<[f64; 2]> {
        let [lon, lat] = (self.convert)(x, y)?;
        wgs84(lon, lat)
    }
}
