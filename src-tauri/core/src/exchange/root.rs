//! What the root of a GeoJSON file says about itself.

use super::coords::{scalars, skip_list, skip_map};
use super::feature::TextSeed;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Said of Esri's JSON.
pub(super) const ESRI: &str =
    "it is Esri JSON, as ArcGIS writes it, not GeoJSON; export it with \"Features To JSON\" as GeoJSON, or from QGIS";
/// Said of a TopoJSON file.
pub(super) const TOPOJSON: &str = "it is TopoJSON, not GeoJSON; convert it to GeoJSON first";

/// The root without the members of its list of features.
#[derive(Default, Debug)]
pub(super) struct Root {
    /// `type`, where it is a text.
    pub kind: Option<String>,
    /// A member that stands there twice.
    pub twice: Option<&'static str>,
    pub features: Features,
    /// The name of the coordinate system in the old `crs` member.
    pub crs: Option<String>,
    /// It has members that Esri's JSON has.
    pub esri: bool,
}

/// The member `features`.
#[derive(Default, Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum Features {
    #[default]
    Absent,
    /// An empty list: where the splitter took its members out.
    Empty,
    /// Anything else.
    Other,
}

/// Reads the skeleton; an error is one of JSON's grammar.
pub(super) fn read(text: &str) -> Result<Root, serde_json::Error> {
    let mut de = serde_json::Deserializer::from_str(text);
    let root = de.deserialize_any(RootVisitor)?;
    de.end()?;
    Ok(root)
}

struct RootVisitor;

impl<'de> Visitor<'de> for RootVisitor {
    type Value = Root;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Root, A::Error> {
        let mut root = Root::default();
        let (mut kinds, mut systems) = (0, 0);
        while let Some(key) = map.next_key_seed(TextSeed)? {
            match key.as_deref() {
                Some("type") => {
                    kinds += 1;
                    root.kind = map.next_value_seed(TextSeed)?.map(|t| t.into_owned());
                }
                Some("features") => root.features = map.next_value_seed(FeaturesSeed)?,
                Some("geometryType" | "spatialReference" | "fieldAliases" | "displayFieldName" | "rings" | "paths") => {
                    root.esri = true;
                    map.next_value::<IgnoredAny>()?;
                }
                Some("crs") => {
                    systems += 1;
                    root.crs = map.next_value_seed(CrsSeed(0))?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        root.twice = (kinds > 1).then_some("type").or((systems > 1).then_some("crs"));
        Ok(root)
    }
}

struct FeaturesSeed;

impl<'de> DeserializeSeed<'de> for FeaturesSeed {
    type Value = Features;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Features, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FeaturesSeed {
    type Value = Features;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("features")
    }
    scalars!(Features, |_| Features::Other, Features::Other);
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Features, A::Error> {
        skip_map(map)?;
        Ok(Features::Other)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Features, A::Error> {
        let empty = list.next_element::<IgnoredAny>()?.is_none();
        skip_list(&mut list)?;
        Ok(if empty { Features::Empty } else { Features::Other })
    }
}

/// The name in `{"type": "name", "properties": {"name": "…"}}`, at either depth.
struct CrsSeed(u8);

impl<'de> DeserializeSeed<'de> for CrsSeed {
    type Value = Option<String>;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CrsSeed {
    type Value = Option<String>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a coordinate system")
    }
    scalars!(Self::Value, |_| None, None);
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        skip_list(&mut list)?;
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut name = None;
        while let Some(key) = map.next_key_seed(TextSeed)? {
            match key.as_deref() {
                Some("name" | "code" | "href") => {
                    name = map.next_value_seed(TextSeed)?.map(|t| t.into_owned()).or(name);
                }
                Some("properties") if self.0 == 0 => name = map.next_value_seed(CrsSeed(1))?.or(name),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(name)
    }
}
