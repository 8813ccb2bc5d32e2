//! A new site by a click on the map, what is corrected of one, and a site put into a cell by hand.

use super::step::StepPhoto;
use super::{args, assign, done, refuse};
use crate::Result;
use crate::model::{Actor, GridId, PlacedBy, SiteId, State};
use crate::store::{Project, SiteUpsert};
use crate::view::{Done, Landing, NearSite, SiteChange, SiteInput};
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

/// The cell in which a new site at a place would land, before it is saved.
///
/// # Errors
/// Only when the file cannot be read.
pub fn landing(project: &Project, [lon, lat]: [f64; 2], on: NaiveDate) -> Result<Landing> {
    let cell = assign::index(project.grids_at(lon, lat)?).locate(lon, lat);
    let snapshot = project.snapshot(on)?;
    let place = cell.and_then(|id| snapshot.place(id));
    Ok(Landing {
        grid: place.map(|i| snapshot.grids[i].link()),
        subdistrict: place.map(|i| snapshot.subdistrict(i)).unwrap_or_default(),
        chief: cell.and_then(|id| snapshot.chief(id)).map(|c| c.name.clone()),
    })
}

/// Corrects what is known of a site. A field that is none is left as it is; an empty deadline takes it away.
///
/// A kind changes only while its standard has judged nothing of the site.
///
/// # Errors
/// [`crate::Error::Field`] for a day that is none, an unknown or closed kind, or a kind that an inspection judged;
/// [`crate::Error::NotFound`].
pub fn edit(project: &Project, actor: &Actor, id: SiteId, to: &SiteChange, on: NaiveDate) -> Result<Done> {
    let was = project.site_row(id, on)?;
    let deadline = super::day("deadline", to.deadline.as_deref())?;
    let found = super::day("found_on", to.found_on.as_deref())?;
    if let Some(day) = found {
        super::happened("found_on", day, on)?;
    }
    let kind = to.kind.as_deref().map(str::trim);
    // A word of another program may be the name of a kind.
    let kinds = project.kinds()?;
    let named = kind.and_then(|k| kinds.iter().find(|of| of.code == k || of.name == k || of.name_en == k));
    let kind = named.map(|k| k.code.as_str()).or(kind).filter(|k| *k != was.kind);
    if let Some(kind) = kind {
        open_kind(project, kind)?;
    }
    let to = SiteChange {
        kind: kind.map(str::to_owned),
        found_on: to
            .found_on
            .as_ref()
            .map(|_| found.map_or_else(String::new, |d| d.to_string())),
        ..to.clone()
    };
    let (_, edit) = project.edit(actor, "edit_site", |tx| {
        let facts = tx.site_facts(id)?;
        if kind.is_some() && facts.has_kind() && (facts.state == State::Accepted || tx.was_inspected(id)?) {
            return Err(refuse(
                "kind",
                format!(
                    "{} was inspected by the standard of its kind, so its kind stays as it is",
                    facts.number
                ),
            ));
        }
        tx.set_site_facts(id, &to)?;
        match (&to.deadline, deadline) {
            (Some(_), None) => tx.clear_due(id)?,
            (Some(_), day) if day == facts.deadline => {}
            (Some(_), Some(day)) => {
                let due = tx.deadline_rules()?.given(kind.unwrap_or(&facts.kind), on, day);
                tx.set_due(id, due)?;
            }
            (None, _) if kind.is_some() => tx.reckon_site(id)?,
            (None, _) => {}
        }
        Ok(((), args([("site", facts.number.into())])))
    })?;
    done(project, edit)
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
        let cell = tx.lies(id)?.1.map(|g| tx.cell_name(g)).transpose()?;
        let words = args([
            ("site", at.number.clone().into()),
            ("cell", cell.unwrap_or_default().into()),
        ]);
        Ok(((), words))
    })?;
    done(project, edit)
}
