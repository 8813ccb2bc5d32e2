//! What is wrong with an outline by itself.

use super::edges::{Edge, meeting};
use super::sweep::sweep;
use geo::MultiPolygon;

mod contacts;
mod count;
mod rings;

use contacts::Contacts;
use count::{Count, count, plainly_simple};
use rings::{Ring, Rings};

/// Flaws told of one outline; the others are counted.
const TOLD: usize = 20;
/// Places named of one ring that meets itself often.
const PLACES: usize = 3;

/// One thing that is wrong, in words, and a point on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flaw {
    pub(super) words: String,
    pub(super) at: Option<[f64; 2]>,
}

/// An outline judged.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) flaws: Vec<Flaw>,
    /// Its rings meet each other so often that its ground is not made out.
    pub(super) tangled: bool,
}

impl Flaw {
    fn new(what: String, at: Option<[f64; 2]>) -> Flaw {
        let words = match at {
            Some(at) => format!("{what} at {}", place(at)),
            None => what,
        };
        Flaw { words, at }
    }
}

fn place([x, y]: [f64; 2]) -> String {
    format!("{x:.7}, {y:.7}")
}

/// Everything that keeps `geometry` from being valid in the sense of OGC Simple Features, but that its ground hangs together.
///
/// How rings and parts lie within each other is judged once each of them is sound by itself.
/// Takes time as the vertices, times their logarithm.
pub(super) fn judge(geometry: &MultiPolygon<f64>) -> Judged {
    let mut flaws = Vec::new();
    let (rings, repeated) = Rings::new(geometry, &mut flaws);
    if rings.edges.is_empty() || flaws.is_empty() && repeated.is_empty() && plainly_simple(&rings) {
        return Judged { flaws, tangled: false };
    }
    let mut contacts = Contacts::new(&rings);
    sweep(&rings.edges, &mut contacts);
    let count = if contacts.any() {
        count(&rings)
    } else {
        Count::default()
    };
    for (ring, places) in contacts.own() {
        flaws.push(own_flaw(&rings.name(ring), places, count.of(ring)));
    }
    let sound = flaws.is_empty();
    contacts.between(&mut flaws);
    if sound {
        contacts.nested(&mut flaws);
    }
    flaws.extend(repeated);
    let more = flaws.len().saturating_sub(TOLD);
    flaws.truncate(TOLD);
    if more > 0 {
        flaws.push(Flaw::new(format!("{more} more flaws of its rings"), None));
    }
    if count.is_tangle() {
        let what = "its rings meet each other so often that its ground is not compared with other grids";
        flaws.push(Flaw::new(what.into(), None));
    }
    Judged {
        flaws,
        tangled: count.is_tangle(),
    }
}

fn own_flaw(name: &str, places: &[[f64; 2]], (count, more): (usize, bool)) -> Flaw {
    let what = format!("{name} crosses or touches itself");
    let at = places.first().copied();
    let count = count.max(places.len());
    if count < 2 && !more {
        return Flaw::new(what, at);
    }
    let named: Vec<String> = places.iter().take(PLACES).map(|p| place(*p)).collect();
    let more = if more { "more than " } else { "" };
    Flaw {
        words: format!("{what} in {more}{count} places, as at {}", named.join("; ")),
        at,
    }
}
