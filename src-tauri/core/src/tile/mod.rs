//! The picture: vector tiles (MVT) of cells, labels, borders, ground and sites.
//!
//! Pure functions of what the store feeds them; geometry comes in as WGS 84
//! longitude and latitude and leaves in tile units, 4096 to the edge of a tile
//! of 512 CSS pixels, y downward, in web mercator (EPSG:3857, XYZ numbering).

mod address;
pub mod border;
pub mod classes;
pub mod cluster;
pub mod colour;
pub mod cut;
#[cfg(test)]
pub(crate) mod decode;
mod edges;
mod facing;
pub mod label;
pub mod mosaic;
pub mod outlines;
mod place;
pub mod raster;
mod trim;
mod visible;

pub use address::{BUFFER_PX, Tile};
pub use border::{Border, borders};
pub use classes::class_bounds;
pub use cluster::{SITES_FROM_ZOOM, TileSite, sites_buffer};
pub use colour::{COLOURS, chief_colours, clashes, neighbours};
pub use cut::{Ground, TileCell, cut};
pub use edges::Edges;
pub use label::label_point;
pub use mosaic::{Mosaic, Shade};
pub use outlines::Outlines;
pub use raster::Raster;
