//! Colours of chiefs: kept while a project is open, and made anew when somebody asks.

use super::dense::{paint, squares};
use super::*;
use crate::model::CHIEF;
use crate::store::Size;
use crate::tile::{Shade, Tile};
use crate::verbs::duty::{Holder, set_duty};
use crate::view::{ColourClashes, Filter};

/// The chiefs' colours by name.
fn worn(d: &Desk) -> Vec<(String, u8)> {
    let mut all: Vec<_> = (d.project.chief_loads(None, today(), today()).unwrap().into_iter())
        .filter(|l| l.person.is_some())
        .map(|l| (l.name, l.colour))
        .collect();
    all.sort();
    all
}

fn yesterday() -> NaiveDate {
    today().pred_opt().unwrap()
}

/// The row of chiefs as outlines, as pixels, and as outlines of the day before.
fn pictures(d: &Desk) -> [Vec<Vec<u8>>; 3] {
    let row = || (1024..1027).map(|x| Tile { z: 11, x, y: 1023 });
    let far = Tile { z: 7, x: 64, y: 63 };
    let all = Filter::default();
    [
        row()
            .map(|t| d.project.tile(t, &all, today()).unwrap().to_vec())
            .collect(),
        vec![
            (d.project.mosaic(far, Size::default(), &paint(Shade::Chief), today()))
                .unwrap()
                .expect("pixels"),
        ],
        row()
            .map(|t| d.project.past_tile(t, &all, yesterday(), None).unwrap().to_vec())
            .collect(),
    ]
}

#[test]
fn colours_stay_until_asked_then_every_picture_and_list_has_them_anew() {
    let d = Desk::new();
    squares(&d, 26);
    let row: String = (0..9).map(|i| format!("甲{i},C{i:02}00,2026-01-01\n")).collect();
    d.import("p.csv", &format!("姓名,网格编码,起始日期\n{row}"), ImportAs::People);
    let clashes = |past| d.project.colour_clashes(past, today()).unwrap();
    let none = ColourClashes { pairs: 0, anew: 0 };
    assert_eq!(clashes(None), none);
    // Nine wear seven colours: two who do not meet have the same.
    let before = worn(&d);
    let (one, other) = (0..9)
        .flat_map(|a| (0..a).map(move |b| (b, a)))
        .find(|(b, a)| before[*a].1 == before[*b].1)
        .unwrap();
    let above = d.project.grid_by_code(&format!("C{one:02}01")).unwrap().id;
    let name = before[other].0.clone();
    let from = "2026-01-01";
    set_duty(&d.project, &lin(), &[above], CHIEF, Holder::Named(&name), from, today()).unwrap();
    assert_eq!(worn(&d), before, "a colour changes under the hand");
    assert_eq!(clashes(None), ColourClashes { pairs: 1, anew: 0 });
    assert_eq!(clashes(Some(yesterday())), ColourClashes { pairs: 1, anew: 1 });

    let (dump, then, info) = (d.dump(), pictures(&d), d.project.info(today()).unwrap());
    d.project.recolour();
    let now = d.project.info(today()).unwrap();
    assert_eq!(
        (now.revision, now.recoloured),
        (info.revision, info.recoloured + 1),
        "tiles have another address"
    );
    for (now, then) in pictures(&d).iter().zip(&then) {
        assert_ne!(now, then);
    }
    let after = worn(&d);
    assert_ne!(after[one].1, after[other].1);
    assert_eq!((clashes(None), clashes(Some(yesterday()))), (none, none));
    assert_eq!(d.dump(), dump, "nothing is written");
    assert_eq!(worn(&d), after, "the new ones stay in their turn");
}
