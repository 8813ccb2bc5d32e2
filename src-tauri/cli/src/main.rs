//! `gridwarden`: every verb of the desktop program, without a window.
fn main() {}
