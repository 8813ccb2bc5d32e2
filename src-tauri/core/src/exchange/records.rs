//! How the texts and the geometry of one row or feature become a record.

use super::fields::*;
use super::notes::Note;
use super::person_name::{Beside, Named, named, no_name};
use super::reading::{self, Reading};
use super::shape::Geometry;
use super::values::{self, shown};
use super::{Convert, FeedbackRecord, GridRecord, PersonRecord, SiteRecord, Vocabulary, days};
use crate::geometry::crs::Crs;
use crate::nothing::says_nothing;
use crate::person::digits;
use crate::view::ImportOptions;
use crate::{Error, Result};

/// What is being read.
pub(super) struct Target {
    /// In the plural, as messages name it.
    pub what: &'static str,
    pub fields: &'static [Field],
}

impl Target {
    /// Says where a text is longer than its field may be.
    pub(super) fn fits(&self, field: usize, text: &str) -> std::result::Result<(), String> {
        let Field { name, longest, .. } = self.fields[field];
        if text.len() <= longest {
            return Ok(());
        }
        match text.chars().count() {
            n if n > longest => Err(format!(
                "{name} has {n} characters where {longest} are kept; shorten it"
            )),
            _ => Ok(()),
        }
    }
}

/// Everything that the reading of a row depends on.
pub(super) struct Context<'a> {
    pub target: &'static Target,
    pub wanted: Wanted,
    pub vocab: &'a Vocabulary,
    pub convert: Convert<'a>,
    /// The coordinate system as the options name it.
    pub crs: &'a str,
    /// Its coordinates are degrees.
    pub degrees: bool,
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
pub(super) type Make<R> = fn(&mut Reading<'_, '_, '_>, Given) -> std::result::Result<R, String>;

impl<'a> Context<'a> {
    /// Checks the options: fields that exist, set values that fit.
    pub(super) fn new(
        target: &'static Target,
        options: &'a ImportOptions,
        vocab: &'a Vocabulary,
        convert: Convert<'a>,
    ) -> Result<Self> {
        let wanted = Wanted::new(target, options)?;
        let degrees = !matches!(Crs::read(&options.crs), Ok(Crs::GaussKruger { .. } | Crs::WebMercator));
        for (i, value) in wanted.sets() {
            let field = target.fields[i].name;
            let checked = match field {
                "kind" => values::kind(value, vocab).map(drop),
                "state" => values::state(value).map(drop),
                "level" => values::level(value).map(drop),
                "role" => values::role(value, vocab).map(drop),
                "lon" | "lat" => reading::coordinate(field, value, degrees).map(drop),
                field if days::FIELDS.contains(&field) => match days::day(value) {
                    days::Day::Known(_) => Ok(()),
                    bad => Err(days::refused(value, bad)),
                },
                _ => target.fits(i, value),
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
            degrees,
        })
    }
}

/// Makes a grid.
pub(super) fn grid(row: &mut Reading<'_, '_, '_>, given: Given) -> std::result::Result<GridRecord, String> {
    let geometry = match given {
        Given::Geometry(geometry) => Some(geometry.into_polygons(row.context, row.tally)?),
        Given::Table | Given::Nothing => None,
    };
    let level = match row.word(GRID_LEVEL, values::level) {
        // A property that only happens to be called "level" must not keep the whole file out.
        Err(_) if !row.context.wanted.is_named(GRID_LEVEL) => {
            let level = row.given(GRID_LEVEL).unwrap_or_default().to_owned();
            row.note(Note::StrangeLevel, &level);
            None
        }
        read => read?,
    };
    let (code, name) = (row.number(GRID_CODE)?, row.named(GRID_NAME)?);
    if geometry.is_none() && code.is_none() && name.is_none() {
        return Err("it has no geometry and neither code nor name; a grid needs a polygon or a code".to_owned());
    }
    Ok(GridRecord {
        place: row.place,
        code,
        name,
        level,
        parent: row.number(GRID_PARENT)?,
        note: row.text(GRID_NOTE)?,
        geometry,
    })
}

/// Makes a site.
pub(super) fn site(row: &mut Reading<'_, '_, '_>, given: Given) -> std::result::Result<SiteRecord, String> {
    let context = row.context;
    let kind = row.kind(SITE_KIND)?;
    if kind.is_none() {
        return Err("kind is empty; fill it in, or give one for all with --set kind=…".to_owned());
    }
    // Under 整改情况 and 状态 alike may stand anything, from a state to a story.
    let state = row.word(SITE_STATE, values::state).unwrap_or_else(|_| {
        let state = row.given(SITE_STATE).unwrap_or_default().to_owned();
        row.tally.state(&state, row.place);
        None
    });
    let by_hand = context.wanted.is_named(SITE_LON) && context.wanted.is_named(SITE_LAT);
    let lon_lat = match given {
        Given::Geometry(geometry) if !by_hand => {
            let place = geometry.into_point(context, row.tally)?;
            row.hold_against(place);
            Some(place)
        }
        _ => row.lon_lat()?,
    };
    Ok(SiteRecord {
        place: row.place,
        kind,
        state,
        found_on: row.day(SITE_FOUND_ON)?,
        deadline: row.day_by(SITE_DEADLINE)?,
        id: row.number(SITE_ID)?,
        address: row.named(SITE_ADDRESS)?,
        village: row.named(SITE_VILLAGE)?,
        household: row.named(SITE_HOUSEHOLD)?,
        phone: row.phone(SITE_PHONE)?,
        area: row.named(SITE_AREA)?,
        source: row.named(SITE_SOURCE)?,
        size: row.text(SITE_SIZE)?,
        note: row.text(SITE_NOTE)?,
        by_hand: row.number(SITE_BY_HAND)?,
        lon_lat,
    })
}

/// Makes a person.
pub(super) fn person(row: &mut Reading<'_, '_, '_>, _given: Given) -> std::result::Result<PersonRecord, String> {
    row.sound(PERSON_NAME)?;
    let text = row.text(PERSON_NAME)?.ok_or("name is empty; a person needs one")?;
    let (mut post, mut phone) = (row.named(PERSON_POST)?, row.phone(PERSON_PHONE)?);
    let Named { name, beside } = named(&text);
    for (what, word) in beside {
        row.note(what.note(), &text);
        match what {
            Beside::HeldAs => {}
            Beside::Post => post = post.or(Some(word)),
            Beside::Phone => match &phone {
                Some(known) if digits(known) != digits(&word) => {
                    return Err(format!(
                        "name {} holds another telephone than the row's, {}; write the name alone, and the telephone that is right",
                        shown(&text),
                        shown(known)
                    ));
                }
                _ => phone = phone.or(Some(word)),
            },
        }
    }
    let nobody = says_nothing(&name);
    if let Some(why) = no_name(&name).filter(|_| !nobody) {
        return Err(why);
    }
    let (from, to) = (row.day(PERSON_FROM)?, row.day(PERSON_TO)?);
    if let (Some(from), Some(to)) = (&from, &to)
        && from > to
    {
        return Err(format!(
            "to {to} is before from {from}; a duty ends on or after its first day"
        ));
    }
    Ok(PersonRecord {
        place: row.place,
        name,
        nobody,
        role: row.role(PERSON_ROLE)?,
        post,
        phone,
        org: row.named(PERSON_ORG)?,
        grid: row.number(PERSON_GRID)?,
        town: row.named(PERSON_TOWN)?,
        village: row.named(PERSON_VILLAGE)?,
        from,
        to,
    })
}

/// Makes a problem of the review.
pub(super) fn feedback(row: &mut Reading<'_, '_, '_>, _given: Given) -> std::result::Result<FeedbackRecord, String> {
    let number = row
        .number(FEEDBACK_NUMBER)?
        .ok_or("number is empty; an item is known again by it")?;
    Ok(FeedbackRecord {
        place: row.place,
        number,
        due: row.day_by(FEEDBACK_DUE)?,
        text: row.text(FEEDBACK_TEXT)?,
        category: row.named(FEEDBACK_CATEGORY)?,
        org: row.named(FEEDBACK_ORG)?,
    })
}
