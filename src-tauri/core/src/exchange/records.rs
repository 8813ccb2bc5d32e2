//! How the texts and the geometry of one row or feature become a record.

use super::collect::Tally;
use super::fields::*;
use super::shape::Geometry;
use super::values::{self, Day, Values, shown};
use super::{Convert, FeedbackRecord, GridRecord, PersonRecord, Place, SiteRecord, Vocabulary};
use crate::view::ImportOptions;
use crate::{Error, Result};

/// What is being read.
pub(super) struct Target {
    /// In the plural, as messages name it.
    pub what: &'static str,
    pub fields: &'static [Field],
}

/// Everything that the reading of a row depends on.
pub(super) struct Context<'a> {
    pub target: &'static Target,
    pub wanted: Wanted,
    pub vocab: &'a Vocabulary,
    pub convert: Convert<'a>,
    /// The coordinate system as the options name it.
    pub crs: &'a str,
}

/// Where the place of a record comes from.
pub(super) enum Given {
    /// A table: from its coordinate columns.
    Table,
    /// A feature whose geometry is null or absent.
    Nothing,
    /// A feature's geometry.
    Geometry(Geometry),
}

/// Makes a record, or says as a clause why not.
pub(super) type Make<R> = fn(&Context<'_>, Place, &mut Values<'_>, Given, &mut Tally) -> std::result::Result<R, String>;

impl<'a> Context<'a> {
    /// Checks the options: fields that exist, set values that fit.
    pub(super) fn new(
        target: &'static Target,
        options: &'a ImportOptions,
        vocab: &'a Vocabulary,
        convert: Convert<'a>,
    ) -> Result<Self> {
        let wanted = Wanted::new(target, options)?;
        for (i, value) in wanted.sets() {
            let field = target.fields[i].name;
            let checked = match field {
                "kind" => values::kind(value, vocab).map(drop),
                "state" => values::state(value).map(drop),
                "level" => values::level(value).map(drop),
                "role" => values::role(value, vocab).map(drop),
                "lon" | "lat" => values::coordinate(field, value).map(drop),
                "found_on" | "deadline" | "from" | "to" | "due" => match values::day(value) {
                    Day::Known(_) => Ok(()),
                    _ => Err(format!("{} is not a day; write it as 2026-11-18", shown(value))),
                },
                _ => Ok(()),
            };
            checked.map_err(|reason| Error::Field {
                field: field.to_owned(),
                reason,
            })?;
        }
        Ok(Self {
            target,
            wanted,
            vocab,
            convert,
            crs: &options.crs,
        })
    }

    fn text(&self, values: &mut Values<'_>, field: usize) -> Option<String> {
        values.take(field).or_else(|| self.wanted.set(field).map(str::to_owned))
    }

    /// A word of a list; the set value was checked before.
    fn word<T>(
        &self,
        values: &Values<'_>,
        field: usize,
        read: impl Fn(&str) -> std::result::Result<T, String>,
    ) -> std::result::Result<Option<T>, String> {
        values
            .get(field)
            .or_else(|| self.wanted.set(field))
            .map(read)
            .transpose()
    }

    fn day(&self, values: &Values<'_>, field: usize, tally: &mut Tally) -> std::result::Result<Option<String>, String> {
        let Some(text) = values.get(field).or_else(|| self.wanted.set(field)) else {
            return Ok(None);
        };
        match values::day(text) {
            Day::Known(day) => Ok(Some(day)),
            Day::Vague => {
                tally.vague_days.add(text);
                Ok(None)
            }
            Day::Bad => {
                let name = self.target.fields[field].name;
                Err(format!("{name} {} is not a day; write it as 2026-11-18", shown(text)))
            }
        }
    }

    fn lon_lat(&self, values: &Values<'_>) -> std::result::Result<Option<[f64; 2]>, String> {
        let get = |field| values.get(field).or_else(|| self.wanted.set(field));
        match (get(SITE_LON), get(SITE_LAT)) {
            (None, None) => Ok(None),
            (Some(_), None) => Err("it has a longitude but no latitude; give both or neither".to_owned()),
            (None, Some(_)) => Err("it has a latitude but no longitude; give both or neither".to_owned()),
            (Some(x), Some(y)) => {
                let (x, y) = (values::coordinate("lon", x)?, values::coordinate("lat", y)?);
                self.place(x, y).map(Some)
            }
        }
    }

    /// Converts one position and holds the converter to its word.
    pub(super) fn place(&self, x: f64, y: f64) -> std::result::Result<[f64; 2], String> {
        let [lon, lat] = (self.convert)(x, y)?;
        super::wgs84(lon, lat)
    }
}

/// Makes a grid.
pub(super) fn grid(
    context: &Context<'_>,
    place: Place,
    values: &mut Values<'_>,
    given: Given,
    tally: &mut Tally,
) -> std::result::Result<GridRecord, String> {
    let geometry = match given {
        Given::Geometry(geometry) => Some(geometry.into_polygons(context, tally)?),
        Given::Table | Given::Nothing => None,
    };
    let level = match context.word(values, GRID_LEVEL, values::level) {
        // A property that only happens to be called "level" must not keep the whole file out.
        Err(_) if !context.wanted.is_named(GRID_LEVEL) => {
            tally.strange_levels.add(values.get(GRID_LEVEL).unwrap_or_default());
            None
        }
        read => read?,
    };
    let (code, name) = (context.text(values, GRID_CODE), context.text(values, GRID_NAME));
    if geometry.is_none() && code.is_none() && name.is_none() {
        return Err("it has no geometry and neither code nor name; a grid needs a polygon or a code".to_owned());
    }
    Ok(GridRecord {
        place,
        code,
        name,
        level,
        parent: context.text(values, GRID_PARENT),
        note: context.text(values, GRID_NOTE),
        geometry,
    })
}

/// Makes a site.
pub(super) fn site(
    context: &Context<'_>,
    place: Place,
    values: &mut Values<'_>,
    given: Given,
    tally: &mut Tally,
) -> std::result::Result<SiteRecord, String> {
    let kind = context.word(values, SITE_KIND, |t| values::kind(t, context.vocab))?;
    if kind.is_none() {
        return Err("kind is empty; fill it in, or give one for all with --set kind=…".to_owned());
    }
    let by_hand = context.wanted.is_named(SITE_LON) && context.wanted.is_named(SITE_LAT);
    let lon_lat = match given {
        Given::Geometry(geometry) if !by_hand => Some(geometry.into_point(context, tally)?),
        _ => context.lon_lat(values)?,
    };
    Ok(SiteRecord {
        place,
        kind,
        state: context.word(values, SITE_STATE, values::state)?,
        found_on: context.day(values, SITE_FOUND_ON, tally)?,
        deadline: context.day(values, SITE_DEADLINE, tally)?,
        id: context.text(values, SITE_ID),
        address: context.text(values, SITE_ADDRESS),
        village: context.text(values, SITE_VILLAGE),
        household: context.text(values, SITE_HOUSEHOLD),
        phone: context.text(values, SITE_PHONE),
        area: context.text(values, SITE_AREA),
        source: context.text(values, SITE_SOURCE),
        size: context.text(values, SITE_SIZE),
        note: context.text(values, SITE_NOTE),
        lon_lat,
    })
}

/// Makes a person.
pub(super) fn person(
    context: &Context<'_>,
    place: Place,
    values: &mut Values<'_>,
    _given: Given,
    tally: &mut Tally,
) -> std::result::Result<PersonRecord, String> {
    let name = context
        .text(values, PERSON_NAME)
        .ok_or("name is empty; a person needs one")?;
    let (from, to) = (
        context.day(values, PERSON_FROM, tally)?,
        context.day(values, PERSON_TO, tally)?,
    );
    if let (Some(from), Some(to)) = (&from, &to)
        && from > to
    {
        return Err(format!(
            "to {to} is before from {from}; a duty ends on or after its first day"
        ));
    }
    Ok(PersonRecord {
        place,
        name,
        role: context.word(values, PERSON_ROLE, |t| values::role(t, context.vocab))?,
        post: context.text(values, PERSON_POST),
        phone: context.text(values, PERSON_PHONE),
        org: context.text(values, PERSON_ORG),
        grid: context.text(values, PERSON_GRID),
        from,
        to,
    })
}

/// Makes a problem of the review.
pub(super) fn feedback(
    context: &Context<'_>,
    place: Place,
    values: &mut Values<'_>,
    _given: Given,
    tally: &mut Tally,
) -> std::result::Result<FeedbackRecord, String> {
    let number = context
        .text(values, FEEDBACK_NUMBER)
        .ok_or("number is empty; an item is known again by it")?;
    Ok(FeedbackRecord {
        place,
        number,
        due: context.day(values, FEEDBACK_DUE, tally)?,
        text: context.text(values, FEEDBACK_TEXT),
        category: context.text(values, FEEDBACK_CATEGORY),
        org: context.text(values, FEEDBACK_ORG),
    })
}
