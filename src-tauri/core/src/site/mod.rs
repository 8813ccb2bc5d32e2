//! A site's rules.
pub mod lifecycle;
pub mod near;
pub mod same;
