//! The coordinates of a geometry, read in whatever form they have.

use geo::Coord;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Lists nested deeper than any geometry has them.
const MAX_LISTS: u8 = 6;

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

/// Reads coordinates; the number is the depth of lists around them.
pub(super) struct CoordsSeed(pub u8);

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

/// What is wrong with the form of the coordinates, where they are not even of the right kind.
pub(super) fn wrong(coords: &Coords, want: &str) -> String {
    match coords {
        Coords::Absent => "the geometry has no coordinates".to_owned(),
        Coords::Empty => "its coordinates are empty".to_owned(),
        Coords::Bad(reason) => (*reason).to_owned(),
        _ => format!("its coordinates are not {want}"),
    }
}
