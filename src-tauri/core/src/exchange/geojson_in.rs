//! Reading GeoJSON.

use super::collect::{Gather, Part};
use super::feature::{self, Feature};
use super::keys::Keys;
use super::orders::Orders;
use super::reading::Reading;
use super::records::{Context, Make};
use super::root::{self, Features};
use super::source::{Batch, Source, Trouble, first_not_utf8, line_of};
use super::split::Fault;
use super::values::{Values, shown};
use super::{Place, ReadSummary, Sink, Watch, crs_member, nan, refused};
use crate::{Error, Result};
use std::path::Path;

/// Reads a whole file; see [`super::read_grids`].
pub(super) fn read<R: Send>(
    path: &Path,
    context: &Context<'_>,
    make: Make<R>,
    watch: Watch<'_>,
    sink: Sink<'_, R>,
) -> Result<ReadSummary> {
    let orders = orders(path, context)?;
    let mut source = Source::open(path)?;
    let size = source.size;
    let mut gather = Gather::default();
    super::pump::run(
        || source.next(),
        |batch| batch.and_then(|b| parse(&b, (context, &orders), make).map_err(Trouble::Fault)),
        |part| match part {
            Ok(part) => gather.part(part, size, watch, sink),
            Err(Trouble::Io(e)) => Err(e.into()),
            Err(Trouble::Fault(fault)) => Err(explain(path, fault)),
        },
    )?;
    finish(path, (context, &orders), make, &source, gather, watch, sink)
}

/// In which order the properties write their days: read once, as far as there are any that leave a choice.
fn orders(path: &Path, context: &Context<'_>) -> Result<Orders> {
    Orders::of_features(context, |take| {
        let mut source = Source::open(path)?;
        // What is broken is refused when its feature is read.
        while let Some(Ok(batch)) = source.next() {
            let mut keys = Keys::default();
            for &(from, to) in &batch.members {
                let mut values = Values::new();
                let text = std::str::from_utf8(&batch.bytes[from..to]);
                let read = text.is_ok_and(|t| feature::read(t, context, &mut keys, &mut values).is_ok());
                if read && !take(&values) {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

/// What the reading of a feature depends on: the options, and the order of its days.
type With<'a, 'c> = (&'a Context<'c>, &'a Orders);

/// The features of a batch as records.
fn parse<R>(batch: &Batch, with: With<'_, '_>, make: Make<R>) -> Result<Part<R>, Fault> {
    let mut part = Part::new(batch.members.len());
    let (Some(&(first, _)), Some(&(_, last))) = (batch.members.first(), batch.members.last()) else {
        return Ok(part);
    };
    // Only from member to member: outside, the chunk may begin in the middle of a character.
    let text = std::str::from_utf8(&batch.bytes[first..last])
        .map_err(|e| Fault::at(batch.base + (first + e.valid_up_to()) as u64, NOT_UTF8))?;
    for (i, &(from, to)) in batch.members.iter().enumerate() {
        let number = batch.before + i as u32 + 1;
        let offset = |at: usize| batch.base + (from + at) as u64;
        one(
            &text[from - first..to - first],
            Place::Feature(number),
            with,
            make,
            &mut part,
        )
        .map_err(|e| {
            Fault::at(
                offset(e.0),
                format!("feature {number} is broken JSON ({}); export it again", e.1),
            )
        })?;
    }
    part.done = batch.base + last as u64;
    Ok(part)
}

/// One feature into the part; a fault of its JSON with the byte in it.
fn one<R>(
    text: &str,
    place: Place,
    with: With<'_, '_>,
    make: Make<R>,
    part: &mut Part<R>,
) -> Result<(), (usize, String)> {
    let (context, _) = with;
    let mut values = Values::new();
    match feature::read(text, context, &mut part.keys, &mut values) {
        Ok(feature) => take(feature, values, place, with, make, part),
        Err(e) => {
            let mended = nan::without(text).ok_or_else(|| json_fault(text, &e))?;
            let mut values = Values::new();
            let feature =
                feature::read(&mended, context, &mut part.keys, &mut values).map_err(|_| json_fault(text, &e))?;
            part.tally.not_numbers += 1;
            take(feature, values, place, with, make, part);
        }
    }
    Ok(())
}

fn take<'a, R>(
    feature: Feature<'a>,
    mut values: Values<'a>,
    place: Place,
    (context, orders): With<'_, '_>,
    make: Make<R>,
    part: &mut Part<R>,
) {
    for (note, name) in std::mem::take(&mut values.odd) {
        part.tally.note(note, place, name);
    }
    let made = feature.open(&mut values).and_then(|given| {
        make(
            &mut Reading::new(context, place, &mut values, &mut part.tally, orders),
            given,
        )
    });
    part.take(place, made);
}

/// The byte of a JSON error in its text, and its words without the place.
fn json_fault(text: &str, e: &serde_json::Error) -> (usize, String) {
    let start: usize = text
        .split_inclusive('\n')
        .take(e.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let words = e.to_string();
    let words = words.split(" at line ").next().unwrap_or_default().to_owned();
    ((start + e.column().saturating_sub(1)).min(text.len()), words)
}

const NOT_UTF8: &str = "it is not UTF-8 text; save or export it as UTF-8";

/// A fault as the refusal of the file, with its line. Bytes that are no UTF-8 before it are its likelier cause.
fn explain(path: &Path, fault: Fault) -> Error {
    let Some(at) = fault.at else {
        return refused(path, fault.reason);
    };
    let (at, reason) = match first_not_utf8(path, at) {
        Ok(Some(earlier)) => (earlier, NOT_UTF8.to_owned()),
        Ok(None) => (at, fault.reason),
        Err(e) => return e.into(),
    };
    match line_of(path, at) {
        Ok((line, column)) => refused(path, format!("line {line}, column {column} (byte {at}): {reason}")),
        Err(e) => e.into(),
    }
}

/// Judges the file as a whole, and reads it where it is one feature or geometry.
fn finish<R>(
    path: &Path,
    with: With<'_, '_>,
    make: Make<R>,
    source: &Source,
    mut gather: Gather,
    watch: Watch<'_>,
    sink: Sink<'_, R>,
) -> Result<ReadSummary> {
    let (context, splitter) = (with.0, &source.splitter);
    if splitter.lines {
        if gather.summary.total > 0 {
            gather.check_columns(path, context)?;
        }
        let note = "it has one feature after the other, without a FeatureCollection around them, and was read so";
        gather.summary.notes.push(note.to_owned());
        gather.rivals(context);
        return Ok(gather.finish(context, "GeoJSONL".to_owned()));
    }
    let skeleton = std::str::from_utf8(splitter.skeleton())
        .map_err(|e| explain(path, Fault::at(splitter.file_offset(e.valid_up_to()), NOT_UTF8)))?;
    let mended;
    let (text, root) = match root::read(skeleton) {
        Ok(root) => (skeleton, root),
        Err(e) => {
            let broken = || {
                let (at, words) = json_fault(skeleton, &e);
                explain(
                    path,
                    Fault::at(
                        splitter.file_offset(at),
                        format!("broken JSON ({words}); export it again"),
                    ),
                )
            };
            mended = nan::without(skeleton).ok_or_else(broken)?;
            let root = root::read(&mended).map_err(|_| broken())?;
            (mended.as_str(), root)
        }
    };
    let refuse = |reason: String| Err(refused(path, reason));
    if let Some(member) = root.twice {
        return refuse(format!("its root has two members \"{member}\"; export it again"));
    }
    let mut part = Part::new(1);
    part.done = source.size;
    match (root.kind.as_deref(), root.features) {
        (Some("FeatureCollection"), Features::Empty) if splitter.listed => {}
        (Some("FeatureCollection"), Features::Absent) => {
            return refuse("it is a FeatureCollection without \"features\"; export it again".to_owned());
        }
        (Some("FeatureCollection"), _) => {
            return refuse("its \"features\" are not a plain list; export it again".to_owned());
        }
        (Some("Topology"), _) => return refuse(root::TOPOJSON.to_owned()),
        (None, _) if root.esri => return refuse(root::ESRI.to_owned()),
        (None, Features::Absent) => {
            return refuse("it is JSON without a \"type\", not GeoJSON; export it as a FeatureCollection".to_owned());
        }
        (None, _) => {
            return refuse(
                "it has \"features\" but does not say \"type\": \"FeatureCollection\"; export it as GeoJSON".to_owned(),
            );
        }
        (Some(kind), Features::Empty | Features::Other) => {
            return refuse(format!(
                "its type is {} but it has \"features\"; export it as a FeatureCollection",
                shown(kind)
            ));
        }
        (Some("Feature"), Features::Absent) => {
            if let Err((at, words)) = one(text, Place::Feature(1), with, make, &mut part) {
                return Err(explain(path, Fault::at(splitter.file_offset(at), words)));
            }
        }
        (
            Some(
                "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon"
                | "GeometryCollection",
            ),
            Features::Absent,
        ) => match feature::read_bare(text) {
            Ok(feature) => take(feature, Values::new(), Place::Feature(1), with, make, &mut part),
            Err(e) => {
                let (at, words) = json_fault(text, &e);
                return Err(explain(path, Fault::at(splitter.file_offset(at), words)));
            }
        },
        (Some(kind), Features::Absent) => {
            return refuse(format!(
                "its type {} is none of GeoJSON's; export it as a FeatureCollection",
                shown(kind)
            ));
        }
    }
    let note = crs_member::judge(root.crs.as_deref(), context.crs).map_err(|reason| refused(path, reason))?;
    gather.summary.notes.extend(note);
    gather.part(part, source.size, watch, sink)?;
    if gather.summary.total > 0 {
        gather.check_columns(path, context)?;
    }
    gather.rivals(context);
    Ok(gather.finish(context, "GeoJSON".to_owned()))
}
