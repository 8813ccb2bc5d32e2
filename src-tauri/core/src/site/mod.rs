//! A site's rules.
pub mod lifecycle;
