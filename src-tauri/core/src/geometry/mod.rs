//! Geometry: coordinate systems at the door, blobs in the file, predicates on the ground.
pub mod blob;
pub mod check;
pub mod crs;
pub mod locate;
pub(crate) mod rings;
pub(crate) mod squares;
