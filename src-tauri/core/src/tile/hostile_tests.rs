use super::tests::{cell, within_buffer};
use super::*;
use crate::tile::decode::decode;
use geo::{Coord, LineString, Polygon};
use proptest::prelude::*;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -200.0..200.0_f64,
        2 => 101.9..102.1_f64,
        1 => any::<f64>(),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(1e300),
        1 => Just(36.5),
    ]
}

fn hostile() -> impl Strategy<Value = MultiPolygon<f64>> {
    let line = || prop::collection::vec((number(), number()), 0..12);
    let part = (line(), prop::collection::vec(line(), 0..3));
    let raw = |l: Vec<(f64, f64)>| LineString(l.into_iter().map(|(x, y)| Coord { x, y }).collect());
    prop::collection::vec(part, 0..4).prop_map(move |parts| {
        let part = |(outer, holes): (_, Vec<_>)| Polygon::new(raw(outer), holes.into_iter().map(raw).collect());
        MultiPolygon(parts.into_iter().map(part).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_in_what_goes_out_is_sound(
        shapes in prop::collection::vec(hostile(), 0..4),
        z in 0..=18_u8,
        part in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let n = (1_u32 << z) as f64;
        let tile = Tile { z, x: (n * part.0) as u32, y: (n * part.1) as u32 };
        let cells: Vec<_> = (1..).zip(&shapes).map(|(id, shape)| cell(id, shape)).collect();
        let grounds: Vec<_> = shapes.iter().collect();
        let borders = crate::tile::borders(&crate::tile::Edges::of(&grounds), &[Some(1), None, Some(2), Some(3)]);
        let layers = decode(&cut(tile, &cells, &[], &borders, &[]));
        for (name, features) in &layers {
            for f in features {
                prop_assert!(within_buffer(f), "{name}");
                if name == "cell" {
                    prop_assert!(f.parts.iter().all(|part| part.len() >= 3 && area2(part) != 0));
                    prop_assert!(area2(&f.parts[0]) > 0);
                }
            }
        }
    }
}
