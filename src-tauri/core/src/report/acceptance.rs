//! The acceptance form of one site (验收单), a document of one page.

use serde::Serialize;

use super::markup::{Block, Lines, Para, TEXT, Table, picture_para};
use super::measure::fit;
use super::package::Package;
use super::paper::Printing;
use super::picture::look;
use super::style::{CAPTION, CELL, GAP, LABEL, META, SIGN, TITLE};
use super::words::{ZH, day, fill};
use crate::{Error, Result};

/// How one item of the standard was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// It is met.
    Pass,
    /// It is not met.
    Fail,
    /// It does not apply here; the remark says why.
    NotApplicable,
    /// Nobody judged it: the site was returned for another.
    Unjudged,
}

/// What the inspection came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// Accepted: the site is struck off.
    Accepted,
    /// Returned: it goes back to be put right.
    Returned,
}

/// One item of the standard with its judgement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Its number in the standard.
    pub number: u32,
    /// What it asks for.
    pub text: String,
    /// How it was judged.
    pub verdict: Verdict,
    /// Why; may be empty.
    pub remark: String,
}

/// A photo and what stands below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Photo {
    /// A whole PNG or JPEG, the right way up (a turn told in EXIF is not looked at);
    /// it goes into the document as it is, so hand in one of about 1600 pixels.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// When it was taken, and what the office wants to add.
    pub caption: String,
}

/// All that an acceptance form says. Texts are printed as they are, days written
/// `2026-11-30` the Chinese way; telephones and households have no place on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Acceptance {
    /// The district's name as it opens the title.
    pub district: String,
    /// The form's number in the office's register; may be empty.
    pub number: String,
    /// The site's number.
    pub site_number: String,
    /// The Chinese name of the site's kind.
    pub kind_name: String,
    /// Where it is.
    pub address: String,
    /// The cell's name.
    pub grid: String,
    /// The cell's chief; empty where there is none.
    pub chief: String,
    /// Who submitted it for acceptance.
    pub submitted_by: String,
    /// On which day.
    pub submitted_on: String,
    /// Who inspected it.
    pub inspected_by: String,
    /// On which day.
    pub inspected_on: String,
    /// Who was there as well, where the office asks for two.
    pub second_person: Option<String>,
    /// The standard, item by item.
    pub items: Vec<Item>,
    /// Which version of the standard it was judged by.
    pub standard_version: String,
    /// What it came to.
    pub result: Outcome,
    /// The inspector's opinion; may be empty.
    pub opinion: String,
    /// What it looked like before.
    pub photo_before: Option<Photo>,
    /// What it looks like now.
    pub photo_after: Option<Photo>,
}

const PARTICULARS: [f64; 4] = [62.0, 164.8, 62.0, 164.8];
const ITEMS: [f64; 4] = [30.0, 245.6, 50.0, 128.0];
const WHOLE: [f64; 2] = [62.0, 391.6];
/// Between these heights, in points, the photos take what the page has left.
const PHOTOS: (f64, f64) = (85.0, 200.0);
/// What the office programs' own reckoning may differ by, in points.
const SLACK: f64 = 22.0;

/// Sets the form as a Word document (`.docx`): one A4 page for a standard of some ten
/// items, the photos side by side in the room that is left. The same form gives the
/// same bytes.
///
/// # Errors
/// [`Error::Field`] `photo_before` or `photo_after` where a photo is neither PNG nor JPEG.
pub fn acceptance_docx(form: &Acceptance) -> Result<Vec<u8>> {
    set(form)?.finish(&title(form), &form.inspected_by)
}

/// The same form for the window to show and print.
///
/// # Errors
/// As [`acceptance_docx`].
pub fn acceptance_printing(form: &Acceptance) -> Result<Printing> {
    Ok(set(form)?.printing(&title(form)))
}

fn title(form: &Acceptance) -> String {
    fill(ZH.form_title, &[("district", &form.district)])
}

fn set(form: &Acceptance) -> Result<Package> {
    let mut package = Package::default();
    let number = fill(ZH.number, &[("number", &form.number)]);
    let version = fill(ZH.standard_version, &[("version", &form.standard_version)]);
    let mut all = Block::default();
    all.push(&Para::new(&TITLE, title(form)).within(TEXT.0));
    all.push(&Para::new(&META, number).right(version).within(TEXT.0));
    all.push(&particulars(form));
    all.push(&items(form));
    all.push(&judgement(form));
    let signatures = signatures(form);
    let room = TEXT.1 - all.height - signatures.height - SLACK;
    all.push(&photos(form, room, &mut package)?);
    all.push(&signatures);
    package.section(&all, &form.number);
    Ok(package)
}

fn particulars(form: &Acceptance) -> Block {
    let mut table = Table::new(&PARTICULARS, Lines::All);
    let (narrow, value, wide) = (table.inner(0, 1), table.inner(1, 1), table.inner(1, 3));
    let label = |text: &str| (1, Para::new(&LABEL, text).within(narrow));
    let chief = if form.chief.is_empty() { ZH.vacant } else { &form.chief };
    let pair = |table: &mut Table<'_>, a: (&str, &str), b: (&str, &str)| {
        let text = |t: &str| (1, Para::new(&CELL, t).within(value));
        table.tinted_row(&[label(a.0), text(a.1), label(b.0), text(b.1)], false, &[0, 2]);
    };
    let single = |table: &mut Table<'_>, name: &str, text: &str| {
        table.tinted_row(&[label(name), (3, Para::new(&CELL, text).within(wide))], false, &[0]);
    };
    pair(
        &mut table,
        (ZH.site_number, &form.site_number),
        (ZH.kind, &form.kind_name),
    );
    single(&mut table, ZH.address, &form.address);
    pair(&mut table, (ZH.grid, &form.grid), (ZH.chief, chief));
    pair(
        &mut table,
        (ZH.submitted_by, &form.submitted_by),
        (ZH.submitted_on, &day(&form.submitted_on)),
    );
    pair(
        &mut table,
        (ZH.inspected_by, &form.inspected_by),
        (ZH.inspected_on, &day(&form.inspected_on)),
    );
    if let Some(second) = &form.second_person {
        single(&mut table, ZH.second_person, second);
    }
    table.finish()
}

fn items(form: &Acceptance) -> Block {
    let mut table = Table::new(&ITEMS, Lines::All);
    let inner: Vec<f64> = (0..ITEMS.len()).map(|i| table.inner(i, 1)).collect();
    let heads = ZH.item_columns.iter().zip(&inner);
    let heads: Vec<_> = heads
        .map(|(&h, &w)| (1, Para::new(&LABEL, h).keep().within(w)))
        .collect();
    table.row(&heads, true);
    for item in &form.items {
        let said = match item.verdict {
            Verdict::Pass => ZH.pass,
            Verdict::Fail => ZH.fail,
            Verdict::NotApplicable => ZH.not_applicable,
            Verdict::Unjudged => ZH.none,
        };
        let verdict = Para::new(&CELL, said).centred();
        let verdict = if item.verdict == Verdict::Fail {
            verdict.late()
        } else {
            verdict
        };
        let number = Para::new(&CELL, item.number.to_string()).centred().within(inner[0]);
        let text = Para::new(&CELL, &*item.text).within(inner[1]);
        let remark = Para::new(&CELL, &*item.remark).within(inner[3]);
        table.row(
            &[(1, number), (1, text), (1, verdict.within(inner[2])), (1, remark)],
            false,
        );
    }
    apart(table.finish())
}

/// The conclusion as two boxes, one of them filled, and the opinion.
fn judgement(form: &Acceptance) -> Block {
    let mut table = Table::new(&WHOLE, Lines::All);
    let (narrow, wide) = (table.inner(0, 1), table.inner(1, 1));
    let accepted = form.result == Outcome::Accepted;
    let mark = |yes: bool, said: &str| format!("{} {said}", if yes { '■' } else { '□' });
    let boxes = format!("{}　　　{}", mark(accepted, ZH.accepted), mark(!accepted, ZH.returned));
    for (label, text) in [(ZH.conclusion, &boxes), (ZH.opinion, &form.opinion)] {
        let label = Para::new(&LABEL, label).within(narrow);
        table.tinted_row(&[(1, label), (1, Para::new(&CELL, text).within(wide))], false, &[0]);
    }
    apart(table.finish())
}

fn photos(form: &Acceptance, room: f64, package: &mut Package) -> Result<Block> {
    let widths = [TEXT.0 / 2.0; 2];
    let mut table = Table::new(&widths, Lines::All);
    let inner = table.inner(0, 1);
    let both = [
        ("photo_before", ZH.before, &form.photo_before),
        ("photo_after", ZH.after, &form.photo_after),
    ];
    let captions: Vec<Block> = both
        .iter()
        .map(|(_, role, photo)| {
            let said = photo.as_ref().map_or(ZH.no_photo, |p| &*p.caption);
            Para::new(&CAPTION, format!("{role}　{said}")).within(inner)
        })
        .collect();
    let said = captions.iter().map(|c| c.height).fold(0.0, f64::max);
    // Two rows and the gap above them take some room of their own.
    let high = (room - said - 31.0).clamp(PHOTOS.0, PHOTOS.1);
    let mut pictures = Vec::new();
    for (field, role, photo) in both {
        let Some(photo) = photo else {
            pictures.push((1, Para::new(&CAPTION, "").within(inner)));
            continue;
        };
        let Some(kind) = look(&photo.bytes) else {
            return Err(Error::Field {
                field: field.to_owned(),
                reason: "this is neither a PNG nor a JPEG picture; choose another photo".to_owned(),
            });
        };
        let size = fit(kind.pixels, inner - 4.0, high);
        let run = package.picture(photo.bytes.clone(), kind, size, &format!("{role} {}", photo.caption));
        pictures.push((1, picture_para(run, true)));
    }
    table.row(&pictures, false);
    let captions: Vec<_> = captions.into_iter().map(|c| (1, c)).collect();
    table.row(&captions, false);
    Ok(apart(table.finish()))
}

fn signatures(form: &Acceptance) -> Block {
    let mut labels = vec![ZH.sign_submitter, ZH.sign_inspector];
    labels.extend(form.second_person.as_ref().map(|_| ZH.sign_second));
    let widths = vec![TEXT.0 / labels.len() as f64; labels.len()];
    let mut table = Table::new(&widths, Lines::All);
    let inner = table.inner(0, 1);
    let cells: Vec<(usize, Block)> = labels
        .into_iter()
        .map(|label| {
            let lines = [label, "", ZH.blank_day];
            (
                1,
                lines.into_iter().map(|l| Para::new(&SIGN, l).within(inner)).collect(),
            )
        })
        .collect();
    table.row(&cells, false);
    apart(table.finish())
}

/// A little space first: two tables that touch would be read as one.
fn apart(table: Block) -> Block {
    [Para::new(&GAP, "").keep().within(TEXT.0), table].into_iter().collect()
}

#[cfg(test)]
mod tests;
