//! Photos in the file: with a new site, as they came, and how far from their site.

use super::*;
use crate::model::Action;
use crate::verbs::site::add_with;
use crate::verbs::step::ready_for;
use crate::verbs::{output, setting};
use crate::view::StepInput;

fn png(side: u32) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(side, 8, |x, y| image::Rgb([x as u8, y as u8, 40]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    png.into_inner()
}

fn found(d: &Desk, photos: &[StepPhoto]) -> SiteId {
    let input = SiteInput {
        kind: "ruined_wall".into(),
        lon: 0.5,
        lat: 0.5,
        address: "村口".into(),
        ..Default::default()
    };
    add_with(&d.project, &lin(), &input, photos, today())
        .unwrap()
        .site
        .unwrap()
}

#[test]
fn a_photo_begins_a_site_and_stands_as_taken_before() {
    let d = Desk::two_cells();
    let mut near = ready("before", "a.png", &png(9)).unwrap();
    near.photo.facts.lon_lat = Some([0.5, 0.5001]);
    let mut far = ready("before", "b.png", &png(10)).unwrap();
    far.photo.facts.lon_lat = Some([0.5, 0.502]);
    let before = d.dump();
    let id = found(&d, &[near, far]);
    let archive = d.project.site_archive(id, "林汉秋", today()).unwrap();
    assert_eq!(archive.photos, [2, 0, 0]);
    let told: Vec<_> = archive
        .shots
        .iter()
        .map(|p| (p.distance_m, p.far, p.at.is_none()))
        .collect();
    assert_eq!(told, [(Some(11), false, true), (Some(222), true, true)]);
    d.back_and_forth(&[before, d.dump()]);
}

#[test]
fn the_photo_as_it_came_is_kept_only_where_the_office_says_so() {
    let d = Desk::two_cells();
    let large = png(3000);
    let photo = ready_for(&d.project, "before", "a.png", &large).unwrap();
    assert!(photo.original.is_none() && photo.photo.width == 2048);
    let shots = |id| d.project.photos(id).unwrap();
    let plain = found(&d, &[photo]);
    assert!(!shots(plain)[0].original);

    setting::set(&d.project, &lin(), "keep_originals", "on").unwrap();
    let photo = ready_for(&d.project, "before", "a.png", &large).unwrap();
    let before = d.dump();
    let id = found(&d, &[photo]);
    let shot = shots(id).remove(0);
    assert!(shot.original);
    let kept = d.project.photo_bytes(&shot.sha256).unwrap().unwrap();
    assert!(kept.1 != large, "what is shown is the smaller one");
    let (media, original) = d.project.photo_original(&shot.sha256).unwrap().unwrap();
    assert!(media == "image/png" && original == large);
    assert!(d.project.photo_original("no such key").unwrap().is_none());
    let to = d.dir.path().join("原图.png");
    output::bytes(&d.project, &to, &original).unwrap();
    assert!(std::fs::read(to).unwrap() == large);
    assert!(output::bytes(&d.project, d.project.path(), &original).is_err());
    d.back_and_forth(&[before, d.dump()]);
}

#[test]
fn what_was_photographed_before_a_return_or_relapse_does_not_show_that_it_is_right_now() {
    use Action::{Accept, Dispatch, Relapse, Return, Start, Submit, Verify};
    let d = Desk::with_chief();
    let id = d.site(0.3, "");
    let lacks = || {
        let archive = d.project.site_archive(id, "林汉秋", today()).unwrap();
        let accept = archive.actions.into_iter().find(|o| o.action == Accept).unwrap();
        let of_photos = accept.missing.into_iter().filter(|m| m.starts_with("photo_"));
        of_photos.collect::<Vec<_>>()
    };
    let submit = |photos: &[StepPhoto]| {
        let chief = Actor {
            name: "祁文秀".into(),
            ..lin()
        };
        verbs::step::step(&d.project, &chief, id, Submit, &StepInput::default(), photos, today()).unwrap();
    };
    d.moves(id, &[Verify, Dispatch, Start]);
    submit(&[photo("before", 1), photo("after", 2)]);
    assert!(lacks().is_empty());
    d.moves(id, &[Return]);
    submit(&[]);
    assert_eq!(lacks(), ["photo_after"], "what was wrong is put right since");
    d.moves(id, &[Return]);
    submit(&[photo("after", 3)]);
    assert!(lacks().is_empty());
    d.moves(id, &[Accept, Relapse]);
    submit(&[]);
    assert_eq!(lacks(), ["photo_before", "photo_after"]);
    let archive = d.project.site_archive(id, "林汉秋", today()).unwrap();
    assert_eq!(archive.photos, [2, 3, 0], "all are kept");
}
