//! Geometry as GeoJSON has it: read without complaint, judged afterwards.

use super::collect::Tally;
use super::coords::{Coords, CoordsSeed, scalars, skip_list, skip_map, wrong};
use super::feature::{Members, TextSeed};
use super::records::Context;
use super::values::shown;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Collections within collections.
const MAX_COLLECTIONS: u8 = 8;
const KINDS: [&str; 7] = [
    "Point",
    "Polygon",
    "MultiPolygon",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "GeometryCollection",
];

/// A geometry as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Geometry {
    kind: Option<Cow<'static, str>>,
    coords: Coords,
    members: Option<Vec<Option<Geometry>>>,
    not_an_object: bool,
    too_deep: bool,
    /// A member that stands there twice.
    twice: Option<&'static str>,
}

/// Reads a geometry; none for null.
pub(super) struct GeometrySeed(pub u8);

impl<'de> DeserializeSeed<'de> for GeometrySeed {
    type Value = Option<Geometry>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        if self.0 > MAX_COLLECTIONS {
            d.deserialize_ignored_any(IgnoredAny)?;
            return Ok(Some(Geometry {
                too_deep: true,
                ..Geometry::default()
            }));
        }
        d.deserialize_any(self)
    }
}

/// The types there are without a copy of their name, which every feature would pay for.
fn known(kind: Cow<'_, str>) -> Cow<'static, str> {
    match KINDS.iter().find(|k| **k == kind) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(kind.into_owned()),
    }
}

fn strange() -> Option<Geometry> {
    Some(Geometry {
        not_an_object: true,
        ..Geometry::default()
    })
}

impl<'de> Visitor<'de> for GeometrySeed {
    type Value = Option<Geometry>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a geometry")
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(strange())
    }
    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(strange())
    }
    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(strange())
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(strange())
    }
    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(strange())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        skip_list(&mut list)?;
        Ok(strange())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut geometry = Geometry::default();
        let mut members = Members::default();
        while let Some(key) = map.next_key_seed(TextSeed)? {
            geometry.twice = geometry.twice.or(members.again(key.as_deref()));
            match key.as_deref() {
                Some("type") => geometry.kind = map.next_value_seed(TextSeed)?.map(known),
                Some("coordinates") => geometry.coords = map.next_value_seed(CoordsSeed(0))?,
                Some("geometries") => geometry.members = map.next_value_seed(MembersSeed(self.0 + 1))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Some(geometry))
    }
}

struct MembersSeed(u8);

impl<'de> DeserializeSeed<'de> for MembersSeed {
    type Value = Option<Vec<Option<Geometry>>>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for MembersSeed {
    type Value = Option<Vec<Option<Geometry>>>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("geometries")
    }
    scalars!(Self::Value, |_| None, None);
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        skip_map(map)?;
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = list.next_element_seed(GeometrySeed(self.0))? {
            members.push(member);
        }
        Ok(Some(members))
    }
}
impl Geometry {
    fn kind(&self, wants: &str) -> Result<&str, String> {
        match self.kind.as_deref() {
            _ if self.too_deep => Err("its geometry collections are nested too deep".to_owned()),
            _ if self.not_an_object => Err("its geometry is not an object".to_owned()),
            _ if self.twice.is_some() => {
                let member = self.twice.unwrap_or_default();
                Err(format!("its geometry has two members \"{member}\"; export it again"))
            }
            None => Err("its geometry has no type".to_owned()),
            Some(kind) if KINDS.contains(&kind) => Ok(kind),
            Some(kind) => Err(format!("geometry type {} is not known; {wants}", shown(kind))),
        }
    }

    /// The geometry as a grid's ground.
    pub(super) fn into_polygons(self, context: &Context<'_>, tally: &mut Tally) -> Result<MultiPolygon<f64>, String> {
        let mut reader = Polygons {
            context,
            parts: Vec::new(),
            high: false,
            closed: 0,
        };
        reader.geometry(self)?;
        tally.heights += u32::from(reader.high);
        tally.closed_rings += reader.closed;
        Ok(MultiPolygon(reader.parts))
    }

    /// The geometry as a site's place.
    pub(super) fn into_point(self, context: &Context<'_>, tally: &mut Tally) -> Result<[f64; 2], String> {
        let (position, high) = match self.kind("a site needs a Point")? {
            "Point" => match self.coords {
                Coords::Position(position, high) => (position, high),
                other => return Err(wrong(&other, "one position")),
            },
            "MultiPoint" => match self.coords {
                Coords::Line(line, high) if line.len() == 1 => (line[0], high),
                Coords::Line(line, _) => {
                    return Err(format!("it is a MultiPoint of {} points; a site needs one", line.len()));
                }
                other => return Err(wrong(&other, "positions")),
            },
            kind => return Err(format!("it is a {kind}; a site needs a Point")),
        };
        tally.heights += u32::from(high);
        context.place(position.x, position.y)
    }
}

struct Polygons<'c> {
    context: &'c Context<'c>,
    parts: Vec<Polygon<f64>>,
    high: bool,
    closed: u32,
}

impl Polygons<'_> {
    fn geometry(&mut self, geometry: Geometry) -> Result<(), String> {
        match geometry.kind("a grid needs a Polygon or MultiPolygon")? {
            "Polygon" => self.polygon(geometry.coords),
            "MultiPolygon" => match geometry.coords {
                Coords::Lists(parts) => parts.into_iter().try_for_each(|part| self.polygon(part)),
                other => Err(wrong(&other, "a list of polygons")),
            },
            "GeometryCollection" => {
                let members = geometry
                    .members
                    .ok_or("its geometry collection has no list of geometries")?;
                if members.is_empty() {
                    return Err("its geometry collection is empty".to_owned());
                }
                members
                    .into_iter()
                    .try_for_each(|m| self.geometry(m.ok_or("its geometry collection holds a null")?))
            }
            kind => Err(format!("it is a {kind}; a grid needs a Polygon or MultiPolygon")),
        }
    }

    fn polygon(&mut self, coords: Coords) -> Result<(), String> {
        let rings = match coords {
            Coords::Lists(rings) => rings,
            other => return Err(wrong(&other, "a list of rings")),
        };
        let mut read = Vec::with_capacity(rings.len());
        for (i, ring) in rings.into_iter().enumerate() {
            let Coords::Line(mut line, high) = ring else {
                return Err(format!("ring {}: {}", i + 1, wrong(&ring, "a list of positions")));
            };
            if line.len() < 4 {
                return Err(format!(
                    "ring {} has {} positions; a ring needs at least 4",
                    i + 1,
                    line.len()
                ));
            }
            self.high |= high;
            if line.first() != line.last() {
                self.closed += 1;
                line.push(line[0]);
            }
            for (k, position) in line.iter_mut().enumerate() {
                let [x, y] = self
                    .context
                    .place(position.x, position.y)
                    .map_err(|e| format!("ring {}, position {}: {e}", i + 1, k + 1))?;
                *position = Coord { x, y };
            }
            read.push(LineString(line));
        }
        let mut read = read.into_iter();
        let Some(outer) = read.next() else {
            return Err("its coordinates are empty".to_owned());
        };
        self.parts.push(Polygon::new(outer, read.collect()));
        Ok(())
    }
}
