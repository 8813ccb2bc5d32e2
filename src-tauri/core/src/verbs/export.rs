//! Layers to files of other programs. Telephones and households only when asked for.

use crate::Result;
use crate::exchange::{GeoJsonWriter, Value};
use crate::geometry::blob;
use crate::model::PlacedBy;
use crate::store::Project;
use chrono::NaiveDate;
use std::fs::File;
use std::path::Path;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Grids, drawn or not.
    Grids,
    /// Sites, placed or not.
    Sites,
}

/// Writes a layer as GeoJSON (RFC 7946) with the field names that an import reads; gives the number of features.
///
/// Written beside the target and then put in its place: a failed export leaves the target as it was.
///
/// # Errors
/// When the project cannot be read or the target cannot be written.
pub fn geojson(project: &Project, layer: Layer, to: &Path, personal: bool, on: NaiveDate) -> Result<u64> {
    super::output::put(project, to, |f| write(project, layer, f, personal, on))
}

fn write(project: &Project, layer: Layer, out: File, personal: bool, on: NaiveDate) -> Result<u64> {
    match layer {
        Layer::Grids => grids(project, out),
        Layer::Sites => sites(project, out, personal, on),
    }
}

fn grids(project: &Project, out: File) -> Result<u64> {
    let mut w = GeoJsonWriter::new(out, "grids")?;
    let mut count = 0;
    project.each_grid(|g, parent, note, geom| {
        let ground = geom.and_then(blob::multi_polygon);
        let properties = [
            ("code", Value::Text(&g.code)),
            ("name", Value::Text(&g.name)),
            ("level", Value::Text(g.level.word())),
            ("parent", parent.map_or(Value::Null, Value::Text)),
            ("note", Value::Text(note)),
        ];
        w.grid(ground.as_ref(), &properties)?;
        count += 1;
        Ok(())
    })?;
    w.finish()?;
    Ok(count)
}

fn sites(project: &Project, out: File, personal: bool, on: NaiveDate) -> Result<u64> {
    let mut w = GeoJsonWriter::new(out, "sites")?;
    let mut count = 0;
    project.each_site(on, |s, [household, phone, area, source, found_on, size, note, _]| {
        fn text(t: &Option<String>) -> Value<'_> {
            t.as_deref().map_or(Value::Null, Value::Text)
        }
        let cell = |told: bool| match s.grid.as_ref().filter(|_| told) {
            Some(g) => Value::Text(&g.code),
            None => Value::Null,
        };
        let mut properties = vec![
            ("id", Value::Text(&s.number)),
            ("kind", Value::Text(&s.kind)),
            ("state", Value::Text(s.state.word())),
            ("address", Value::Text(&s.address)),
            ("village", Value::Text(&s.village)),
            ("area", text(&area)),
            ("source", text(&source)),
            ("found_on", text(&found_on)),
            ("deadline", text(&s.deadline)),
            ("size", text(&size)),
            ("note", text(&note)),
            ("grid", cell(true)),
            // Of the cell of its position an import finds out by itself.
            ("by_hand", cell(s.placed_by == Some(PlacedBy::Hand))),
        ];
        if personal {
            properties.extend([("household", text(&household)), ("phone", text(&phone))]);
        }
        w.site(s.lon_lat, &properties)?;
        count += 1;
        Ok(())
    })?;
    w.finish()?;
    Ok(count)
}
