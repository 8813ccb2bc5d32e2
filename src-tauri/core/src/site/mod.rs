//! A site's rules.
pub mod lifecycle;
pub mod near;
pub(crate) mod number;
pub mod same;
