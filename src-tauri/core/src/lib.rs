//! Everything of Gridwarden that is true without a window.
//!
//! Geometry is WGS 84 longitude and latitude (EPSG:4326), x = longitude, in the
//! file and in memory; other systems are converted at the door by
//! [`geometry::crs`]. Rules live here, SQL in [`store`], words in the UI.

pub mod bindings;
pub mod calendar;
pub mod error;
pub mod exchange;
pub mod geometry;
pub mod history;
pub mod limits;
mod meeting;
pub mod model;
mod nothing;
mod past;
pub mod patrol;
pub mod person;
pub mod photo;
pub mod pinyin;
pub mod report;
pub mod sample;
pub mod site;
pub mod store;
pub mod task;
pub mod text;
pub mod tile;
pub mod verbs;
pub mod view;
pub mod whole;

pub use error::{Error, Result, guarded};
