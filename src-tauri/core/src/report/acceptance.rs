//! The acceptance form of one site (验收单), a document of one page.

use serde::Serialize;

use super::markup::{Block, Lines, Para, TEXT, Table, picture_para};
use super::measure::fit;
use super::package::Package;
use super::paper::Printing;
use super::picture::look;
use super::style::{CAPTION, CELL, GAP, LABEL, META, SIGN, Style, TIGHT_CELL, TIGHT_LABEL, TIGHT_SIGN, TITLE};
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
const HALVES: [f64; 2] = [TEXT.0 / 2.0; 2];
const WHOLE: [f64; 2] = [62.0, 391.6];
/// The photos take what the page has left, up to this height in points.
const PHOTOS: f64 = 200.0;

/// How close a form is set.
struct Setting {
    label: &'static Style,
    cell: &'static Style,
    sign: &'static Style,
    /// Photos are at least so high, in points.
    photos: f64,
}

const ROOMY: Setting = Setting {
    label: &LABEL,
    cell: &CELL,
    sign: &SIGN,
    photos: 85.0,
};
/// For many items: some twenty of one line each still leave room for the photos.
const TIGHT: Setting = Setting {
    label: &TIGHT_LABEL,
    cell: &TIGHT_CELL,
    sign: &TIGHT_SIGN,
    photos: 60.0,
};
/// What the office programs' own reckoning may differ by, in points.
const SLACK: f64 = 22.0;

/// Sets the form as a Word document (`.docx`): one A4 page for a standard of up to
/// twenty items of a line each, the photos side by side in the room that is left. The same form gives the
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
    let roomy = parts(form, &ROOMY);
    let set = match roomy.left < ROOMY.photos {
        true => parts(form, &TIGHT),
        false => roomy,
    };
    let mut package = Package::default();
    let mut all = set.above;
    all.push(&photos(form, set.photos, &mut package)?);
    all.push(&set.below);
    package.section(&all, &form.number);
    Ok(package)
}

/// A form without its photos.
struct Parts {
    above: Block,
    below: Block,
    /// What the page has left for the photos.
    left: f64,
    /// How high they are to be.
    photos: f64,
}

fn parts(form: &Acceptance, to: &Setting) -> Parts {
    let number = fill(ZH.number, &[("number", &form.number)]);
    let version = fill(ZH.standard_version, &[("version", &form.standard_version)]);
    let mut above = Block::default();
    above.push(&Para::new(&TITLE, title(form)).within(TEXT.0));
    above.push(&Para::new(&META, number).right(version).within(TEXT.0));
    above.push(&particulars(form, to));
    above.push(&items(form, to));
    above.push(&judgement(form, to));
    let below = signatures(form, to);
    let said = captions(form).iter().map(|c| c.height).fold(0.0, f64::max);
    // Two rows and the gap above them take some room of their own.
    let left = TEXT.1 - above.height - below.height - SLACK - said - 31.0;
    Parts {
        above,
        below,
        left,
        photos: left.clamp(to.photos, PHOTOS),
    }
}

fn particulars(form: &Acceptance, to: &Setting) -> Block {
    let mut table = Table::new(&PARTICULARS, Lines::All);
    let (narrow, value, wide) = (table.inner(0, 1), table.inner(1, 1), table.inner(1, 3));
    let label = |text: &str| (1, Para::new(to.label, text).within(narrow));
    let chief = if form.chief.is_empty() { ZH.vacant } else { &form.chief };
    let pair = |table: &mut Table<'_>, a: (&str, &str), b: (&str, &str)| {
        let text = |t: &str| (1, Para::new(to.cell, t).within(value));
        table.tinted_row(&[label(a.0), text(a.1), label(b.0), text(b.1)], false, &[0, 2]);
    };
    let single = |table: &mut Table<'_>, name: &str, text: &str| {
        table.tinted_row(&[label(name), (3, Para::new(to.cell, text).within(wide))], false, &[0]);
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

fn items(form: &Acceptance, to: &Setting) -> Block {
    let mut table = Table::new(&ITEMS, Lines::All);
    let inner: Vec<f64> = (0..ITEMS.len()).map(|i| table.inner(i, 1)).collect();
    let heads = ZH.item_columns.iter().zip(&inner);
    let heads: Vec<_> = heads
        .map(|(&h, &w)| (1, Para::new(to.label, h).keep().within(w)))
        .collect();
    table.row(&heads, true);
    for item in &form.items {
        let said = match item.verdict {
            Verdict::Pass => ZH.pass,
            Verdict::Fail => ZH.fail,
            Verdict::NotApplicable => ZH.not_applicable,
            Verdict::Unjudged => ZH.none,
        };
        let verdict = Para::new(to.cell, said).centred();
        let verdict = if item.verdict == Verdict::Fail {
            verdict.late()
        } else {
            verdict
        };
        let number = Para::new(to.cell, item.number.to_string()).centred().within(inner[0]);
        let text = Para::new(to.cell, &*item.text).within(inner[1]);
        let remark = Para::new(to.cell, &*item.remark).within(inner[3]);
        table.row(
            &[(1, number), (1, text), (1, verdict.within(inner[2])), (1, remark)],
            false,
        );
    }
    apart(table.finish())
}

/// The conclusion as two boxes, one of them filled, and the opinion.
fn judgement(form: &Acceptance, to: &Setting) -> Block {
    let mut table = Table::new(&WHOLE, Lines::All);
    let (narrow, wide) = (table.inner(0, 1), table.inner(1, 1));
    let accepted = form.result == Outcome::Accepted;
    let mark = |yes: bool, said: &str| format!("{} {said}", if yes { '■' } else { '□' });
    let boxes = format!("{}　　　{}", mark(accepted, ZH.accepted), mark(!accepted, ZH.returned));
    for (label, text) in [(ZH.conclusion, &boxes), (ZH.opinion, &form.opinion)] {
        let label = Para::new(to.label, label).within(narrow);
        table.tinted_row(&[(1, label), (1, Para::new(to.cell, text).within(wide))], false, &[0]);
    }
    apart(table.finish())
}

fn both(form: &Acceptance) -> [(&'static str, &'static str, &Option<Photo>); 2] {
    [
        ("photo_before", ZH.before, &form.photo_before),
        ("photo_after", ZH.after, &form.photo_after),
    ]
}

/// What stands below the photos.
fn captions(form: &Acceptance) -> Vec<Block> {
    let inner = Table::new(&HALVES, Lines::All).inner(0, 1);
    (both(form).iter())
        .map(|(_, role, photo)| {
            let said = photo.as_ref().map_or(ZH.no_photo, |p| &*p.caption);
            Para::new(&CAPTION, format!("{role}　{said}")).within(inner)
        })
        .collect()
}

fn photos(form: &Acceptance, high: f64, package: &mut Package) -> Result<Block> {
    let mut table = Table::new(&HALVES, Lines::All);
    let inner = table.inner(0, 1);
    let mut pictures = Vec::new();
    for (field, role, photo) in both(form) {
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
    let captions: Vec<_> = captions(form).into_iter().map(|c| (1, c)).collect();
    table.row(&captions, false);
    Ok(apart(table.finish()))
}

fn signatures(form: &Acceptance, to: &Setting) -> Block {
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
                lines.into_iter().map(|l| Para::new(to.sign, l).within(inner)).collect(),
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
