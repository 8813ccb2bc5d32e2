//! A new site by a click on the map, and a site put into a cell by hand.

use super::step::StepPhoto;
use super::{args, assign, done, refuse};
use crate::Result;
use crate::model::{Actor, GridId, PlacedBy, SiteId, State};
use crate::store::{Project, SiteUpsert};
use crate::view::{Done, NearSite, SiteInput};
use chrono::NaiveDate;

/// Neighbours that are named to somebody who adds a site.
const NEAR_SHOWN: usize = 5;

/// Adds a site where it was clicked; it lands in its cell at once. Without a deadline it gets what its kind allows.
///
/// # Errors
/// [`crate::Error::Field`] for an unknown or closed kind, a day that is none, or a place off the earth.
pub fn add(project: &Project, actor: &Actor, s: &SiteInput, on: NaiveDate) -> Result<Done> {
    add_with(project, actor, s, &[], on)
}

/// Adds a site with the photos that were taken of it when it was found.
///
/// # Errors
/// As [`add`].
pub fn add_with(project: &Project, actor: &Actor, s: &SiteInput, photos: &[StepPhoto], on: NaiveDate) -> Result<Done> {
    open_kind(project, &s.kind)?;
    if !(s.lon.abs() <= 180.0 && s.lat.abs() <= 90.0) {
        return Err(refuse(
            "lon",
            "the place is not on the earth; longitude is at most 180, latitude at most 90",
        ));
    }
    let deadline = super::day("deadline", s.deadline.as_deref())?.map(|d| d.to_string());
    let (id, edit) = project.edit(actor, "add_site", |tx| {
        let index = assign::index(tx.grids_at(s.lon, s.lat)?);
        let mut seen = tx.seen_sites(on)?;
        let number = tx.next_site_number()?;
        let today = on.to_string();
        let new = SiteUpsert {
            number: &number,
            kind: Some(&s.kind),
            state: Some(State::Reported),
            lon_lat: Some([s.lon, s.lat]),
            grid: index.locate(s.lon, s.lat),
            address: Some(s.address.trim()),
            village: Some(s.village.trim()),
            household: Some(s.household.trim()),
            phone: Some(s.phone.trim()),
            area: Some(s.area.trim()),
            source: Some(s.source.trim()),
            found_on: Some(&today),
            deadline: deadline.as_deref(),
            size: Some(s.size.trim()),
            note: Some(s.note.trim()),
        };
        let (id, _) = tx.put_site(&new, &mut seen)?;
        tx.place_new(&mut seen)?;
        for p in photos {
            tx.put_photo(id, None, &p.role, &p.photo, p.original.as_ref())?;
        }
        let words = args([("site", number.clone().into()), ("name", s.address.trim().into())]);
        Ok((id, words))
    })?;
    Ok(Done {
        site: Some(id),
        ..done(project, edit)?
    })
}

/// That new sites may be of a kind.
fn open_kind(project: &Project, kind: &str) -> Result<()> {
    let kinds = project.kinds()?;
    let open: Vec<_> = kinds.iter().filter(|k| !k.closed).map(|k| k.code.as_str()).collect();
    if open.contains(&kind) {
        return Ok(());
    }
    let why = if kinds.iter().any(|k| k.code == kind) {
        "is closed and takes no new sites"
    } else {
        "is no kind of this project"
    };
    Err(refuse(
        "kind",
        format!("\"{kind}\" {why}; use one of {}", open.join(", ")),
    ))
}

/// Sites of a kind that lie near a place by the office's own distance and were not dismissed, the nearest first.
///
/// # Errors
/// Only when the file cannot be read.
pub fn near(project: &Project, kind: &str, at: [f64; 2]) -> Result<Vec<NearSite>> {
    match project.settings()?.duplicate_metres {
        0 => Ok(Vec::new()),
        metres => project.near_sites(kind, at, metres.into(), NEAR_SHOWN),
    }
}

/// Puts a site into a cell by hand, which stays until taken back (`None`: by its position again).
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn place(project: &Project, actor: &Actor, id: SiteId, grid: Option<GridId>) -> Result<Done> {
    let at = project.site_row(id, NaiveDate::MIN)?;
    let (_, edit) = project.edit(actor, "place", |tx| {
        match (grid, at.lon_lat) {
            (Some(g), _) => tx.set_site_grid(id, Some(g), PlacedBy::Hand)?,
            (None, Some([x, y])) => {
                let found = assign::index(tx.grids_at(x, y)?).locate(x, y);
                tx.set_site_grid(id, found, PlacedBy::Position)?;
            }
            (None, None) => tx.set_site_grid(id, None, PlacedBy::Position)?,
        }
        Ok(((), args([("site", at.number.clone().into())])))
    })?;
    done(project, edit)
}
