//! GeoPackage geometry blobs: header and ISO WKB (OGC 12-128r18, clause 2.1.3).
//!
//! Written little-endian in EPSG:4326; polygons carry an envelope so that the
//! rtree triggers need not walk their coordinates. Read in either byte order,
//! with Z and M skipped, as other programs may have written them.

use geo::{Coord, LineString, MultiPolygon, Point, Polygon};

/// West, east, south, north of a blob's coordinates, in degrees.
pub type Envelope = [f64; 4];

const HEADER: usize = 8;

/// A MULTIPOLYGON blob with an envelope. Linear in its vertices.
pub fn from_multi_polygon(g: &MultiPolygon<f64>) -> Vec<u8> {
    let mut env = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
    let mut vertices = 0;
    for c in g
        .iter()
        .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
        .flat_map(|r| &r.0)
    {
        env = [env[0].min(c.x), env[1].max(c.x), env[2].min(c.y), env[3].max(c.y)];
        vertices += 1;
    }
    let empty = vertices == 0;
    let mut out = Vec::with_capacity(64 + 16 * vertices + 16 * g.0.len());
    out.extend_from_slice(&[b'G', b'P', 0, if empty { 0b0001_0001 } else { 0b0000_0011 }]);
    out.extend_from_slice(&4326i32.to_le_bytes());
    if !empty {
        env.iter().for_each(|v| out.extend_from_slice(&v.to_le_bytes()));
    }
    wkb_head(&mut out, 6, g.0.len());
    for p in g {
        wkb_head(&mut out, 3, 1 + p.interiors().len());
        for ring in std::iter::once(p.exterior()).chain(p.interiors()) {
            out.extend_from_slice(&(ring.0.len() as u32).to_le_bytes());
            for c in &ring.0 {
                out.extend_from_slice(&c.x.to_le_bytes());
                out.extend_from_slice(&c.y.to_le_bytes());
            }
        }
    }
    out
}

/// A POINT blob of longitude and latitude; 29 bytes.
pub fn from_point(lon: f64, lat: f64) -> [u8; 29] {
    let mut out = [0; 29];
    out[..4].copy_from_slice(&[b'G', b'P', 0, 1]);
    out[4..8].copy_from_slice(&4326i32.to_le_bytes());
    out[8] = 1;
    out[9..13].copy_from_slice(&1u32.to_le_bytes());
    out[13..21].copy_from_slice(&lon.to_le_bytes());
    out[21..29].copy_from_slice(&lat.to_le_bytes());
    out
}

fn wkb_head(out: &mut Vec<u8>, kind: u32, parts: usize) {
    out.push(1);
    out.extend_from_slice(&kind.to_le_bytes());
    out.extend_from_slice(&(parts as u32).to_le_bytes());
}

/// The polygons in a blob; none when it is no polygon geometry or is broken.
pub fn multi_polygon(blob: &[u8]) -> Option<MultiPolygon<f64>> {
    let mut r = Reader {
        bytes: blob.get(body(blob)?..)?,
        at: 0,
    };
    let mut polygons = Vec::new();
    r.polygons(&mut polygons, 0)?;
    Some(MultiPolygon(polygons))
}

/// The point in a blob; none when it is no point, is empty or is broken.
pub fn point(blob: &[u8]) -> Option<Point<f64>> {
    let mut r = Reader {
        bytes: blob.get(body(blob)?..)?,
        at: 0,
    };
    let (kind, big, _) = r.head()?;
    (kind == 1).then_some(())?;
    let (x, y) = (r.f64(big)?, r.f64(big)?);
    (x.is_finite() && y.is_finite()).then(|| Point::new(x, y))
}

/// The envelope of a blob, from its header where it has one; none when empty.
pub fn envelope(blob: &[u8]) -> Option<Envelope> {
    let flags = *blob.get(3)?;
    if flags & 0b1_0000 != 0 {
        return None;
    }
    let big = flags & 1 == 0;
    if flags >> 1 & 7 != 0 {
        let mut r = Reader {
            bytes: blob.get(HEADER..)?,
            at: 0,
        };
        return Some([r.f64(big)?, r.f64(big)?, r.f64(big)?, r.f64(big)?]);
    }
    if let Some(p) = point(blob) {
        return Some([p.x(), p.x(), p.y(), p.y()]);
    }
    let mut e: Option<Envelope> = None;
    for c in multi_polygon(blob)?.iter().flat_map(|p| &p.exterior().0) {
        let b = e.get_or_insert([c.x, c.x, c.y, c.y]);
        *b = [b[0].min(c.x), b[1].max(c.x), b[2].min(c.y), b[3].max(c.y)];
    }
    e
}

/// Where the WKB starts.
fn body(blob: &[u8]) -> Option<usize> {
    (blob.get(..2)? == b"GP").then_some(())?;
    let env = match blob.get(3)? >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    Some(HEADER + env)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let b = self.bytes.get(self.at..self.at.checked_add(N)?)?;
        self.at += N;
        b.try_into().ok()
    }

    fn u32(&mut self, big: bool) -> Option<u32> {
        let b = self.take()?;
        Some(if big {
            u32::from_be_bytes(b)
        } else {
            u32::from_le_bytes(b)
        })
    }

    fn f64(&mut self, big: bool) -> Option<f64> {
        let b = self.take()?;
        Some(if big {
            f64::from_be_bytes(b)
        } else {
            f64::from_le_bytes(b)
        })
    }

    /// Geometry type without its Z and M, byte order, ordinates a vertex has beyond two.
    fn head(&mut self) -> Option<(u32, bool, usize)> {
        let big = self.take::<1>()?[0] == 0;
        let raw = self.u32(big)?;
        let iso = (raw & 0x0fff_ffff) / 1000;
        let extra = if raw & 0xc000_0000 != 0 {
            (raw >> 31 & 1) as usize + (raw >> 30 & 1) as usize
        } else {
            [0, 1, 1, 2].get(iso as usize).copied()?
        };
        Some(((raw & 0x0fff_ffff) % 1000, big, extra))
    }

    fn polygons(&mut self, out: &mut Vec<Polygon<f64>>, depth: u8) -> Option<()> {
        let (kind, big, extra) = self.head()?;
        match kind {
            3 => {
                let rings = self.u32(big)?;
                let mut all = Vec::new();
                for _ in 0..rings {
                    let n = self.u32(big)? as usize;
                    let stride = 16 + 8 * extra;
                    // A count that the bytes cannot hold would reserve memory for nothing.
                    (n.checked_mul(stride)? <= self.bytes.len() - self.at).then_some(())?;
                    let mut ring = Vec::with_capacity(n);
                    for _ in 0..n {
                        ring.push(Coord {
                            x: self.f64(big)?,
                            y: self.f64(big)?,
                        });
                        self.at += 8 * extra;
                    }
                    all.push(LineString(ring));
                }
                let mut all = all.into_iter();
                if let Some(exterior) = all.next() {
                    out.push(Polygon::new(exterior, all.collect()));
                }
                Some(())
            }
            6 | 7 if depth < 4 => {
                for _ in 0..self.u32(big)? {
                    self.polygons(out, depth + 1)?;
                }
                Some(())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    #[test]
    fn a_polygon_with_a_hole_comes_back_as_it_went() {
        let p = polygon!(exterior: [(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 5.), (x: 0., y: 0.)],
                         interiors: [[(x: 2., y: 1.), (x: 3., y: 1.), (x: 3., y: 2.), (x: 2., y: 1.)]]);
        let g = MultiPolygon(vec![p]);
        let blob = from_multi_polygon(&g);
        assert_eq!(multi_polygon(&blob), Some(g));
        assert_eq!(envelope(&blob), Some([0., 4., 0., 5.]));
    }

    #[test]
    fn a_point_comes_back_as_it_went() {
        let blob = from_point(102.1, 36.5);
        assert_eq!(point(&blob), Some(Point::new(102.1, 36.5)));
        assert_eq!(envelope(&blob), Some([102.1, 102.1, 36.5, 36.5]));
    }

    #[test]
    fn a_blob_cut_short_anywhere_is_none_and_never_a_panic() {
        let g = MultiPolygon(vec![polygon![(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 5.)]]);
        let blob = from_multi_polygon(&g);
        for n in 0..blob.len() {
            assert_eq!(multi_polygon(&blob[..n]), None);
            assert_eq!(point(&blob[..n]), None);
            let _ = envelope(&blob[..n]);
        }
    }
}
