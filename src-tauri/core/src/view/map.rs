//! What the window asks about the map beside its tiles: outlines, places of labels, classes of counts, colours of chiefs.

use crate::model::GridId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Neighbouring chiefs who wear one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColourClashes {
    /// Pairs of them.
    pub pairs: u32,
    /// Pairs that would be left if all colours were made anew.
    pub anew: u32,
}

/// The first count of each class of the map above none, ascending from 1: at most five, by what the cells hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountClasses {
    /// Of unresolved sites.
    pub unresolved: Vec<u32>,
    /// Of overdue sites.
    pub overdue: Vec<u32>,
}

/// A cell's ground as it is drawn at some zoom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Outline {
    /// The cell.
    pub id: GridId,
    /// Its rings, closed, exteriors and holes alike; longitude and latitude.
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// Where a label stands on the part of a cell that a view shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LabelPlace {
    /// The cell.
    pub id: GridId,
    /// Longitude and latitude.
    pub at: [f64; 2],
    /// CSS pixels from there to the nearest border or edge of the view.
    pub room: f64,
}
