//! The drawn ground: valid, shared to the bit, in one piece.

use super::*;
use crate::model::CHIEF;
use geo::{Area, Contains, Orient, Point, Validation, orient::Direction};
use std::collections::{BTreeMap, BTreeSet};

type Bits = [u64; 2];

/// Each directed edge with the cell it belongs to, its ends bit by bit.
fn edges() -> Vec<(Bits, Bits, &'static str)> {
    let bits = |c: &geo::Coord<f64>| [c.x.to_bits(), c.y.to_bits()];
    drawn()
        .into_iter()
        .flat_map(|(g, p)| {
            p.exterior()
                .0
                .windows(2)
                .map(move |e| (bits(&e[0]), bits(&e[1]), g.code.as_str()))
        })
        .collect()
}

fn is_connected(members: &BTreeSet<&str>, touching: &BTreeSet<(&str, &str)>) -> bool {
    let mut left = members.clone();
    let mut next: Vec<&str> = left.pop_first().into_iter().collect();
    while let Some(c) = next.pop() {
        let found: Vec<&str> = left.iter().copied().filter(|o| touching.contains(&(c, o))).collect();
        for f in found {
            left.remove(f);
            next.push(f);
        }
    }
    left.is_empty()
}

#[test]
fn the_ground_is_the_same_on_every_machine() {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for (_, p) in drawn() {
        for c in p.exterior() {
            for v in [c.x, c.y] {
                hash = (hash ^ (v * 1e7).round() as u64).wrapping_mul(0x100_0000_01b3);
            }
        }
    }
    assert_eq!(hash, GROUND, "the sample's ground changed");
}

#[test]
fn every_cell_is_a_valid_polygon_of_a_natural_size_rounded_to_seven_decimals() {
    assert_eq!(drawn().len(), 155);
    for (g, p) in drawn() {
        assert!(p.is_valid(), "{} is invalid", g.code);
        assert_eq!(*p, p.orient(Direction::Default), "{} runs the wrong way", g.code);
        assert!(
            (25..=90).contains(&p.exterior().0.len()),
            "{} has {} vertices",
            g.code,
            p.exterior().0.len()
        );
        for c in p.exterior() {
            assert!(
                (101.8..102.3).contains(&c.x) && (36.2..36.6).contains(&c.y),
                "{} leaves the district",
                g.code
            );
            assert_eq!(c.x.to_bits(), land::round7(c.x).to_bits());
            assert_eq!(c.y.to_bits(), land::round7(c.y).to_bits());
        }
    }
}

#[test]
fn cells_neither_overlap_nor_leave_gaps() {
    let edges = edges();
    let directed: BTreeSet<(Bits, Bits)> = edges.iter().map(|e| (e.0, e.1)).collect();
    assert_eq!(
        directed.len(),
        edges.len(),
        "an edge is used twice in the same direction: cells overlap"
    );
    let outline: BTreeMap<Bits, Bits> = directed
        .iter()
        .filter(|(a, b)| !directed.contains(&(*b, *a)))
        .copied()
        .collect();
    let open = directed.iter().filter(|(a, b)| !directed.contains(&(*b, *a))).count();
    assert_eq!(outline.len(), open, "the outline touches itself");
    let start = *outline.keys().next().expect("an outline");
    let mut ring = vec![start];
    let mut at = outline[&start];
    while at != start {
        ring.push(at);
        at = outline[&at];
    }
    assert_eq!(
        ring.len(),
        outline.len(),
        "the outline is more than one ring: there is a gap"
    );

    // All cells valid, all inner edges shared, one valid outline: equal areas leave no room for an overlap.
    let line: LineString<f64> = ring
        .iter()
        .map(|b| (f64::from_bits(b[0]), f64::from_bits(b[1])))
        .collect();
    let whole = Polygon::new(line, Vec::new());
    assert!(whole.is_valid());
    let sum: f64 = drawn().iter().map(|(_, p)| p.unsigned_area()).sum();
    assert!(
        (whole.unsigned_area() - sum).abs() < 1e-12,
        "{} and {sum}",
        whole.unsigned_area()
    );
}

#[test]
fn codes_are_unique_and_follow_the_tree() {
    let all: BTreeMap<&str, &SampleGrid> = made().grids.iter().map(|g| (g.code.as_str(), g)).collect();
    assert_eq!(all.len(), made().grids.len());
    let mut seen = BTreeSet::new();
    for g in &made().grids {
        let (digits, above) = match g.level {
            Level::District => (6, 0),
            Level::Subdistrict => (9, 6),
            Level::Village => (12, 9),
            Level::Cell => (15, 12),
        };
        assert_eq!(g.code.len(), digits, "{}", g.name);
        assert_eq!(g.parent.as_deref().unwrap_or(""), &g.code[..above]);
        assert!(
            g.parent.as_ref().is_none_or(|p| seen.contains(p.as_str())),
            "{} comes before its parent",
            g.code
        );
        assert_eq!(g.geometry.is_some(), g.level == Level::Cell);
        assert!(
            g.level == Level::Cell || made().grids.iter().any(|c| c.parent.as_ref() == Some(&g.code)),
            "{} is empty",
            g.name
        );
        seen.insert(g.code.as_str());
    }
    let count = |l: Level| made().grids.iter().filter(|g| g.level == l).count();
    assert_eq!((count(Level::Subdistrict), count(Level::Village)), (9, 119));
}

#[test]
fn towns_villages_and_chiefs_hold_ground_in_one_piece() {
    let edges = edges();
    let owner: BTreeMap<(Bits, Bits), &str> = edges.iter().map(|e| ((e.0, e.1), e.2)).collect();
    let touching: BTreeSet<(&str, &str)> = edges
        .iter()
        .filter_map(|e| owner.get(&(e.1, e.0)).map(|other| (e.2, *other)))
        .collect();
    let mut sets: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (g, _) in drawn() {
        for digits in [9, 12] {
            sets.entry(g.code[..digits].to_owned()).or_default().insert(&g.code);
        }
    }
    for d in made().duties.iter().filter(|d| d.role == CHIEF) {
        sets.entry(format!("chief {:?}", d.person))
            .or_default()
            .insert(&d.grid_code);
    }
    for (name, set) in sets {
        assert!(is_connected(&set, &touching), "{name} is in pieces: {set:?}");
        assert!(name.len() == 9 || set.len() <= 4, "{name} has {} cells", set.len());
    }
}

#[test]
fn the_river_and_both_roads_cross_the_district() {
    let ground = ground();
    assert_eq!(
        ground.iter().map(|g| g.kind).collect::<Vec<_>>(),
        ["river", "road", "road"]
    );
    for g in &ground {
        let within = g
            .line
            .iter()
            .filter(|p| drawn().iter().any(|(_, c)| c.contains(&Point::new(p[0], p[1]))))
            .count();
        assert!(within * 3 > g.line.len() * 2, "{} lies outside", g.name);
    }
}

/// Fingerprint of all vertices; changes only when the sample is meant to change.
const GROUND: u64 = 8914050233945632082;
