//! Geometry as GeoJSON has it: read without complaint, judged afterwards.

use super::collect::Tally;
use super::feature::TextSeed;
use super::records::Context;
use super::values::shown;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Lists nested deeper than any geometry has them.
const MAX_LISTS: u8 = 6;
/// Collections within collections.
const MAX_COLLECTIONS: u8 = 8;

/// The value of `coordinates`, of whatever form.
#[derive(Debug, Default)]
pub(super) enum Coords {
    #[default]
    Absent,
    Number(f64),
    Position(Coord<f64>, bool),
    /// Positions; true when one of them has a height.
    Line(Vec<Coord<f64>>, bool),
    Lists(Vec<Coords>),
    Empty,
    Bad(&'static str),
}

const NOT_A_NUMBER: &str = "a position holds something that is not a number";

/// Implements the scalar visits of a visitor that never fails.
macro_rules! scalars {
    ($value:ty, $number:expr, $other:expr) => {
        fn visit_i64<E>(self, v: i64) -> Result<$value, E> {
            Ok($number(v as f64))
        }
        fn visit_u64<E>(self, v: u64) -> Result<$value, E> {
            Ok($number(v as f64))
        }
        fn visit_f64<E>(self, v: f64) -> Result<$value, E> {
            Ok($number(v))
        }
        fn visit_bool<E>(self, _: bool) -> Result<$value, E> {
            Ok($other)
        }
        fn visit_str<E>(self, _: &str) -> Result<$value, E> {
            Ok($other)
        }
        fn visit_unit<E>(self) -> Result<$value, E> {
            Ok($other)
        }
    };
}
pub(super) use scalars;

/// Reads the rest of a map or a list that nobody wants.
pub(super) fn skip_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

pub(super) fn skip_list<'de, A: SeqAccess<'de>>(list: &mut A) -> Result<(), A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

struct CoordsSeed(u8);

impl<'de> DeserializeSeed<'de> for CoordsSeed {
    type Value = Coords;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Coords, D::Error> {
        if self.0 > MAX_LISTS {
            d.deserialize_ignored_any(IgnoredAny)?;
            return Ok(Coords::Bad("the coordinates are nested too deep"));
        }
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CoordsSeed {
    type Value = Coords;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }
    scalars!(Coords, Coords::Number, Coords::Bad(NOT_A_NUMBER));

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Coords, A::Error> {
        skip_map(map)?;
        Ok(Coords::Bad(NOT_A_NUMBER))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Coords, A::Error> {
        let below = self.0 + 1;
        let Some(first) = list.next_element_seed(CoordsSeed(below))? else {
            return Ok(Coords::Empty);
        };
        let mut bad = None;
        let read = match first {
            Coords::Number(x) => {
                let (mut y, mut count) = (None, 1);
                while let Some(next) = list.next_element_seed(CoordsSeed(below))? {
                    count += 1;
                    match next {
                        Coords::Number(v) if count == 2 => y = Some(v),
                        Coords::Number(_) => {}
                        Coords::Bad(reason) => bad = Some(reason),
                        _ => bad = Some(NOT_A_NUMBER),
                    }
                }
                match y {
                    Some(y) => Coords::Position(Coord { x, y }, count > 2),
                    None => {
                        Coords::Bad(bad.unwrap_or("a position needs a longitude and a latitude"))
                    }
                }
            }
            Coords::Position(position, mut high) => {
                let mut line = vec![position];
                while let Some(next) = list.next_element_seed(CoordsSeed(below))? {
                    match next {
                        Coords::Position(position, z) => {
                            line.push(position);
                            high |= z;
                        }
                        Coords::Bad(reason) => bad = Some(reason),
                        _ => bad = Some("positions stand beside something that is none"),
                    }
                }
                Coords::Line(line, high)
            }
            Coords::Bad(reason) => {
                skip_list(&mut list)?;
                Coords::Bad(reason)
            }
            first => {
                let mut lists = vec![first];
                while let Some(next) = list.next_element_seed(CoordsSeed(below))? {
                    match next {
                        Coords::Bad(reason) => bad = Some(reason),
                        Coords::Number(_) | Coords::Position(..) => {
                            bad = Some("lists stand beside a position")
                        }
                        next => lists.push(next),
                    }
                }
                Coords::Lists(lists)
            }
        };
        Ok(bad.map_or(read, Coords::Bad))
    }
}

/// A geometry as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Geometry {
    kind: Option<String>,
    coords: Coords,
    members: Option<Vec<Option<Geometry>>>,
    not_an_object: bool,
    too_deep: bool,
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
        while let Some(key) = map.next_key_seed(TextSeed)? {
            match key.as_deref() {
                Some("type") => {
                    geometry.kind = map.next_value_seed(TextSeed)?.map(|t| t.into_owned())
                }
                Some("coordinates") => geometry.coords = map.next_value_seed(CoordsSeed(0))?,
                Some("geometries") => {
                    geometry.members = map.next_value_seed(MembersSeed(self.0 + 1))?
                }
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

/// What is wrong with the form of the coordinates, where they are not even of the right kind.
fn wrong(coords: &Coords, want: &str) -> String {
    match coords {
        Coords::Absent => "the geometry has no coordinates".to_owned(),
        Coords::Empty => "its coordinates are empty".to_owned(),
        Coords::Bad(reason) => (*reason).to_owned(),
        _ => format!("its coordinates are not {want}"),
    }
}

impl Geometry {
    fn kind(&self, wants: &str) -> Result<&str, String> {
        match self.kind.as_deref() {
            _ if self.too_deep => Err("its geometry collections are nested too deep".to_owned()),
            _ if self.not_an_object => Err("its geometry is not an object".to_owned()),
            None => Err("its geometry has no type".to_owned()),
            Some(
                kind @ ("Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon"
                | "MultiPolygon" | "GeometryCollection"),
            ) => Ok(kind),
            Some(kind) => Err(format!(
                "geometry type {} is not known; {wants}",
                shown(kind)
            )),
        }
    }

    /// The geometry as a grid's ground.
    pub(super) fn into_polygons(
        self,
        context: &Context<'_>,
        tally: &mut Tally,
    ) -> Result<MultiPolygon<f64>, String> {
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
    pub(super) fn into_point(
        self,
        context: &Context<'_>,
        tally: &mut Tally,
    ) -> Result<[f64; 2], String> {
        let (position, high) = match self.kind("a site needs a Point")? {
            "Point" => match self.coords {
                Coords::Position(position, high) => (position, high),
                other => return Err(wrong(&other, "one position")),
            },
            "MultiPoint" => match self.coords {
                Coords::Line(line, high) if line.len() == 1 => (line[0], high),
                Coords::Line(line, _) => {
                    return Err(format!(
                        "it is a MultiPoint of {} points; a site needs one",
                        line.len()
                    ));
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
                members.into_iter().try_for_each(|m| {
                    self.geometry(m.ok_or("its geometry collection holds a null")?)
                })
            }
            kind => Err(format!(
                "it is a {kind}; a grid needs a Polygon or MultiPolygon"
            )),
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
                return Err(format!(
                    "ring {}: {}",
                    i + 1,
                    wrong(&ring, "a list of positions")
                ));
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
