//! Writing GeoJSON.

use super::Value;
use geo::{CoordsIter, LineString, MultiPolygon, Winding};
use std::io::{self, BufWriter, Write};

/// Writes a GeoJSON FeatureCollection after RFC 7946, feature by feature, without
/// holding any of them. Coordinates are WGS 84 longitude and latitude in the fewest
/// digits that read back as the same number; outer rings run counter-clockwise and
/// inner rings clockwise, as the RFC asks, whichever way they are held.
pub struct GeoJsonWriter<W: Write> {
    out: BufWriter<W>,
    features: u64,
}

impl<W: Write> GeoJsonWriter<W> {
    /// Begins a collection; `name` is what GIS programs call the layer.
    ///
    /// # Errors
    /// Those of the writer, here and below.
    pub fn new(out: W, name: &str) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        out.write_all(b"{\"type\":\"FeatureCollection\",\"name\":")?;
        text(&mut out, name)?;
        out.write_all(b",\"features\":[")?;
        Ok(Self { out, features: 0 })
    }

    /// Writes a grid: always a MultiPolygon, or null where it is not drawn. Properties keep their order.
    ///
    /// # Errors
    /// A coordinate or value that is no finite number, which JSON cannot hold.
    pub fn grid(&mut self, ground: Option<&MultiPolygon<f64>>, properties: &[(&str, Value<'_>)]) -> io::Result<()> {
        self.begin(properties)?;
        match ground.filter(|g| !g.0.is_empty()) {
            None => self.out.write_all(b"null")?,
            Some(ground) => {
                self.out.write_all(b"{\"type\":\"MultiPolygon\",\"coordinates\":[")?;
                for (i, part) in ground.0.iter().enumerate() {
                    self.out.write_all(if i > 0 { b",[" } else { b"[" })?;
                    self.ring(part.exterior(), true)?;
                    for hole in part.interiors() {
                        self.out.write_all(b",")?;
                        self.ring(hole, false)?;
                    }
                    self.out.write_all(b"]")?;
                }
                self.out.write_all(b"]}")?;
            }
        }
        self.out.write_all(b"}")
    }

    /// Writes a site: a Point, or null where it has no place. Properties keep their order.
    ///
    /// # Errors
    /// As [`Self::grid`].
    pub fn site(&mut self, lon_lat: Option<[f64; 2]>, properties: &[(&str, Value<'_>)]) -> io::Result<()> {
        self.begin(properties)?;
        match lon_lat {
            None => self.out.write_all(b"null")?,
            Some([x, y]) => {
                self.out.write_all(b"{\"type\":\"Point\",\"coordinates\":")?;
                self.position(x, y)?;
                self.out.write_all(b"}")?;
            }
        }
        self.out.write_all(b"}")
    }

    /// Ends the collection and gives the writer back, flushed.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]}\n")?;
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }

    fn begin(&mut self, properties: &[(&str, Value<'_>)]) -> io::Result<()> {
        self.out.write_all(if self.features > 0 { b",\n" } else { b"\n" })?;
        self.features += 1;
        self.out.write_all(b"{\"type\":\"Feature\",\"properties\":{")?;
        for (i, (name, value)) in properties.iter().enumerate() {
            if i > 0 {
                self.out.write_all(b",")?;
            }
            text(&mut self.out, name)?;
            self.out.write_all(b":")?;
            match *value {
                Value::Null => self.out.write_all(b"null")?,
                Value::Text(t) => text(&mut self.out, t)?,
                Value::Int(n) => write!(self.out, "{n}")?,
                Value::Bool(b) => write!(self.out, "{b}")?,
                Value::Real(x) => number(&mut self.out, x)?,
            }
        }
        self.out.write_all(b"},\"geometry\":")
    }

    fn ring(&mut self, ring: &LineString<f64>, outer: bool) -> io::Result<()> {
        // A ring without a winding of its own (flat, too short) stays as it is.
        let turned = if outer { ring.is_cw() } else { ring.is_ccw() };
        self.out.write_all(b"[")?;
        let count = ring.coords_count();
        for i in 0..count {
            if i > 0 {
                self.out.write_all(b",")?;
            }
            let at = ring.0[if turned { count - 1 - i } else { i }];
            self.position(at.x, at.y)?;
        }
        self.out.write_all(b"]")
    }

    fn position(&mut self, x: f64, y: f64) -> io::Result<()> {
        self.out.write_all(b"[")?;
        number(&mut self.out, x)?;
        self.out.write_all(b",")?;
        number(&mut self.out, y)?;
        self.out.write_all(b"]")
    }
}

/// Rust's own Display: the shortest digits that read back the same, never with an exponent.
fn number(out: &mut impl Write, x: f64) -> io::Result<()> {
    if !x.is_finite() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{x} cannot be written as JSON"),
        ));
    }
    write!(out, "{x}")
}

fn text(out: &mut impl Write, text: &str) -> io::Result<()> {
    serde_json::to_writer(out, text).map_err(io::Error::from)
}
