//! What else a user would take, and how far ahead of it we mean to be.

/// One recorded figure.
pub struct Peer {
    /// The measure it stands beside.
    pub step: &'static str,
    /// `M` or `L`.
    pub size: &'static str,
    /// Who was fastest.
    pub name: &'static str,
    /// Seconds of the operation alone.
    pub seconds: f64,
    /// We aim at this share of it.
    pub aim: Option<f64>,
}

const fn peer(size: &'static str, step: &'static str, name: &'static str, seconds: f64, aim: Option<f64>) -> Peer {
    Peer {
        step,
        size,
        name,
        seconds,
        aim,
    }
}

const HALF: Option<f64> = Some(0.5);
const THIRD: Option<f64> = Some(1.0 / 3.0);

/// The best of GeoPandas 1.2, DuckDB spatial 1.5, PostGIS 3.3, SpatiaLite 5.0, GDAL 3.6 and QGIS 3.22.
///
/// Size M was measured on 27 November 2026 on the machine of ARCHITECTURE.md's table, in turn with these runs (check and tiles
/// some hours before); size L some days before on another of 2 cores, and only tells the order of magnitude. Each imported
/// both layers into an index on disk and wrote both layers out. GeoPandas assigned and counted what it had in memory, without
/// reading or writing; where another does the same work with the file, it stands first, and what works in memory alone
/// beside it, without an aim.
/// The peers' overlaps and gaps were looked for in cells with one fault in a hundred.
pub const PEERS: &[Peer] = &[
    peer("M", "import", "GeoPandas", 2.22, HALF),
    peer("M", "assign", "DuckDB", 0.506, THIRD),
    peer("M", "assign", "GeoPandas, unread, unwritten", 0.285, None),
    peer("M", "check", "DuckDB", 0.70, None),
    peer("M", "rollup", "DuckDB", 0.108, HALF),
    peer("M", "rollup_warm", "GeoPandas", 0.053, HALF),
    peer("M", "tile_z12_p50", "PostGIS", 0.0124, HALF),
    peer("M", "tile_z12_p99", "PostGIS", 0.0178, HALF),
    peer("M", "tile_z13_p50", "PostGIS", 0.0124, HALF),
    peer("M", "tile_z13_p99", "PostGIS", 0.0178, HALF),
    peer("M", "export", "GeoPandas", 1.32, None),
    peer("M", "first_rows", "GDAL", 0.074, Some(1.0)),
    peer("L", "import", "PostGIS", 31.0, None),
    peer("L", "assign", "GeoPandas", 5.7, None),
    peer("L", "check", "GeoPandas", 20.0, None),
    peer("L", "rollup_warm", "GeoPandas", 0.95, None),
    peer("L", "export", "GeoPandas", 18.0, None),
    peer("L", "first_rows", "SpatiaLite", 0.62, None),
];

/// No step of the larger district may need more than this.
pub const MOST_MB_OF_L: f64 = 700.0;

/// The figures to stand beside a measure, the one with an aim first.
pub fn of(size: &str, step: &str) -> Vec<&'static Peer> {
    PEERS.iter().filter(|p| p.size == size && p.step == step).collect()
}
