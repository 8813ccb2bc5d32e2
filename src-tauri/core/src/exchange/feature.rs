//! One feature: its texts by field and its geometry.
//!
//! The visitors accept JSON of any form, so that an error of serde_json always
//! means that the JSON itself is broken, and everything else can be said in our words.

use super::coords::{scalars, skip_list, skip_map};
use super::fields::{Field, Wanted};
use super::keys::Keys;
use super::notes::Note;
use super::records::{Context, Given};
use super::shape::{Geometry, GeometrySeed};
use super::values::{MAX_FIELDS, Values, cell, shown, trim};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A scalar as text, trimmed; none for null, an empty text, a list or an object.
pub(super) struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Option<Cow<'de, str>>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Option<Cow<'de, str>>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_borrowed_str<E>(self, v: &'de str) -> Result<Self::Value, E> {
        let v = trim(v);
        Ok((!v.is_empty()).then_some(Cow::Borrowed(v)))
    }
    fn visit_str<E>(self, v: &str) -> Result<Self::Value, E> {
        let v = trim(v);
        Ok((!v.is_empty()).then(|| Cow::Owned(v.to_owned())))
    }
    fn visit_bool<E>(self, v: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if v { "true" } else { "false" })))
    }
    fn visit_i64<E>(self, v: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(v.to_string())))
    }
    fn visit_u64<E>(self, v: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(v.to_string())))
    }
    fn visit_f64<E>(self, v: f64) -> Result<Self::Value, E> {
        // Display writes 64345465.0 without its point, as a table that holds ids as reals means it.
        Ok(Some(Cow::Owned(v.to_string())))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        skip_map(map)?;
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        skip_list(&mut list)?;
        Ok(None)
    }
}

/// A property's value; where it is a list or an object it has no text, and the flag says so.
struct ValueSeed<'n>(&'n mut bool);

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Option<Cow<'de, str>>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Option<Cow<'de, str>>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        TextSeed.expecting(f)
    }
    fn visit_borrowed_str<E: serde::de::Error>(self, v: &'de str) -> Result<Self::Value, E> {
        TextSeed.visit_borrowed_str(v)
    }
    fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Self::Value, E> {
        TextSeed.visit_str(v)
    }
    fn visit_bool<E: serde::de::Error>(self, v: bool) -> Result<Self::Value, E> {
        TextSeed.visit_bool(v)
    }
    fn visit_i64<E: serde::de::Error>(self, v: i64) -> Result<Self::Value, E> {
        TextSeed.visit_i64(v)
    }
    fn visit_u64<E: serde::de::Error>(self, v: u64) -> Result<Self::Value, E> {
        TextSeed.visit_u64(v)
    }
    fn visit_f64<E: serde::de::Error>(self, v: f64) -> Result<Self::Value, E> {
        TextSeed.visit_f64(v)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        *self.0 = true;
        TextSeed.visit_map(map)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        *self.0 = true;
        TextSeed.visit_seq(list)
    }
}

/// A member of `features`, read.
pub(super) struct Feature<'a> {
    kind: Option<Cow<'a, str>>,
    id: Option<Cow<'a, str>>,
    geometry: Option<Geometry>,
    properties: bool,
    object: bool,
    /// A member that stands there twice.
    twice: Option<&'static str>,
}

impl<'a> Feature<'a> {
    fn new(object: bool) -> Self {
        Self {
            kind: None,
            id: None,
            geometry: None,
            properties: true,
            object,
            twice: None,
        }
    }

    /// Its geometry, or why it is no feature. Its id goes to the texts.
    pub(super) fn open(self, values: &mut Values<'a>) -> Result<Given, String> {
        if !self.object {
            return Err("it is not an object; a feature is".to_owned());
        }
        match self.kind.as_deref() {
            Some("Feature") => {}
            Some(kind) => {
                return Err(format!("its type is {}, not Feature", shown(kind)));
            }
            None => return Err("it has no type; a feature says \"type\": \"Feature\"".to_owned()),
        }
        if let Some(member) = self.twice {
            return Err(format!("it has two members \"{member}\"; export it again"));
        }
        if !self.properties {
            return Err("its properties are not an object".to_owned());
        }
        if let Some(id) = self.id {
            // Only a fallback: the id (or code) is field 0 of every target read from GeoJSON.
            values.put(0, u8::MAX - 1, id);
        }
        Ok(self.geometry.map_or(Given::Nothing, Given::Geometry))
    }
}

/// Reads one feature, its texts into `values`; an error is one of JSON's grammar.
pub(super) fn read<'a>(
    text: &'a str,
    context: &Context<'_>,
    keys: &mut Keys,
    values: &mut Values<'a>,
) -> Result<Feature<'a>, serde_json::Error> {
    keys.rewind();
    let mut de = serde_json::Deserializer::from_str(text);
    let seed = FeatureSeed(Properties {
        wanted: &context.wanted,
        names: context.target.fields,
        keys,
        values,
    });
    let feature = seed.deserialize(&mut de)?;
    de.end()?;
    Ok(feature)
}

/// Reads a bare geometry as a feature without properties.
pub(super) fn read_bare(text: &str) -> Result<Feature<'static>, serde_json::Error> {
    let mut de = serde_json::Deserializer::from_str(text);
    let geometry = GeometrySeed(0).deserialize(&mut de)?;
    de.end()?;
    Ok(Feature {
        kind: Some(Cow::Borrowed("Feature")),
        geometry,
        ..Feature::new(true)
    })
}

/// The members of an object that are read and may stand there once.
#[derive(Default)]
pub(super) struct Members(u8);

impl Members {
    const NAMES: [&'static str; 6] = ["type", "id", "geometry", "properties", "coordinates", "geometries"];

    /// The name, where it comes for the second time.
    pub(super) fn again(&mut self, name: Option<&str>) -> Option<&'static str> {
        let at = Self::NAMES.iter().position(|n| Some(*n) == name)?;
        let known = self.0 & (1 << at) != 0;
        self.0 |= 1 << at;
        known.then_some(Self::NAMES[at])
    }
}

struct FeatureSeed<'k, 'de>(Properties<'k, 'de>);

impl<'de> DeserializeSeed<'de> for FeatureSeed<'_, 'de> {
    type Value = Feature<'de>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FeatureSeed<'_, 'de> {
    type Value = Feature<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }
    scalars!(Self::Value, |_| Feature::new(false), Feature::new(false));
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        skip_list(&mut list)?;
        Ok(Feature::new(false))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut properties = self.0;
        let mut feature = Feature::new(true);
        let mut members = Members::default();
        while let Some(key) = map.next_key_seed(TextSeed)? {
            feature.twice = feature.twice.or(members.again(key.as_deref()));
            match key.as_deref() {
                Some("type") => feature.kind = map.next_value_seed(TextSeed)?,
                Some("id") => feature.id = map.next_value_seed(TextSeed)?,
                Some("geometry") => feature.geometry = map.next_value_seed(GeometrySeed(0))?,
                Some("properties") => feature.properties = map.next_value_seed(properties.reborrow())?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(feature)
    }
}

/// Reads `properties`; false when they are neither an object nor null.
struct Properties<'k, 'de> {
    wanted: &'k Wanted,
    names: &'k [Field],
    keys: &'k mut Keys,
    values: &'k mut Values<'de>,
}

impl<'de> Properties<'_, 'de> {
    fn reborrow(&mut self) -> Properties<'_, 'de> {
        Properties {
            wanted: self.wanted,
            names: self.names,
            keys: self.keys,
            values: self.values,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Properties<'_, 'de> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Properties<'_, 'de> {
    type Value = bool;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("properties")
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(true)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(false)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(false)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(false)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(false)
    }
    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(false)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        skip_list(&mut list)?;
        Ok(false)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        const { assert!(MAX_FIELDS >= 15) };
        let turn = self.keys.turn();
        while let Some(at) = map.next_key_seed(KeySeed {
            wanted: self.wanted,
            names: self.names,
            keys: self.keys,
        })? {
            let Some(key) = at.map(|at| self.keys.get(at)).filter(|k| k.is_needed()) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let mut nested = false;
            let text = map.next_value_seed(ValueSeed(&mut nested))?;
            if let Some(used) = key.uses.first().filter(|_| nested) {
                self.values.odd.push((Note::Nested(used.field), shown(&key.name)));
            }
            let Some(text) = text else {
                continue;
            };
            key.sample(&text);
            let again = key.again(turn);
            let Some((last, others)) = key.uses.split_last() else {
                continue;
            };
            if again {
                self.values.odd.push((Note::Twice(last.field), shown(&key.name)));
            }
            for used in others {
                self.values.put(used.field.into(), used.rank, text.clone());
            }
            self.values.put(last.field.into(), last.rank, text);
        }
        Ok(true)
    }
}

/// Finds a property's name among those known.
struct KeySeed<'k> {
    wanted: &'k Wanted,
    names: &'k [Field],
    keys: &'k mut Keys,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<usize>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }
    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.keys.find(name, self.wanted, self.names))
    }
}

/// Puts the cell of a table where its column goes.
pub(super) fn put_cell<'a>(values: &mut Values<'a>, keys: &mut Keys, at: usize, text: &'a str) {
    let text = cell(text);
    if text.is_empty() {
        return;
    }
    let key = keys.get(at);
    key.sample(text);
    for used in &key.uses {
        values.put(used.field.into(), used.rank, Cow::Borrowed(text));
    }
}
