use super::*;
use crate::Error;
use crate::model::PlacedBy;

pub(super) fn many(n: u32) -> String {
    let mut out = String::from(r#"{"type":"FeatureCollection","features":["#);
    for i in 0..n {
        let (x, y) = (f64::from(i % 997) / 499.0, f64::from(i % 613) / 613.0);
        write!(
            out,
            r#"{}{{"type":"Feature","properties":{{"id":"S{i:06}","kind":"旱厕","deadline":"2026-10-01","address":"{i} 号院外巷道旁边的一处"}},"geometry":{{"type":"Point","coordinates":[{x:.6},{y:.6}]}}}}"#,
            if i == 0 { "" } else { "," }
        )
        .unwrap();
    }
    out.push_str("]}");
    out
}

#[test]
fn a_large_import_is_one_edit_and_undo_takes_it_all_back_with_its_tree() {
    let d = Desk::two_cells();
    let before = d.dump();
    let text = many(30_000);
    assert!(text.len() as u64 > 4 << 20, "large enough for the packed tree");
    assert_eq!(d.import("s.geojson", &text, ImportAs::Sites).inserted, 30_000);
    let after = d.dump();
    assert_sound(d.project.path());
    assert_eq!(d.project.revision().unwrap(), 2);
    d.project.undo(&lin(), None).unwrap();
    assert!(before == d.dump());
    assert_sound(d.project.path());
    d.project.redo(&lin(), None).unwrap();
    assert!(after == d.dump());
    assert_sound(d.project.path());
}

#[test]
fn the_packed_tree_finds_what_a_scan_finds() {
    let d = Desk::two_cells();
    d.import("s.geojson", &many(30_000), ImportAs::Sites);
    let c = Connection::open(d.project.path()).unwrap();
    let ids = |sql: &str| -> Vec<i64> {
        c.prepare(sql)
            .unwrap()
            .query_map([], |r| r.get(0))
            .unwrap()
            .map(|r| r.unwrap())
            .collect()
    };
    let mut scan = Vec::new();
    let mut q = c.prepare("SELECT fid, geom FROM site ORDER BY fid").unwrap();
    let mut rows = q.query([]).unwrap();
    while let Some(r) = rows.next().unwrap() {
        let p = crate::geometry::blob::point(r.get_ref(1).unwrap().as_blob().unwrap()).unwrap();
        if (0.3..0.4).contains(&p.x()) && (0.2..0.5).contains(&p.y()) {
            scan.push(r.get(0).unwrap());
        }
    }
    let found = ids(
        "SELECT id FROM rtree_site_geom WHERE maxx >= 0.3 AND minx < 0.4 AND maxy >= 0.2 AND miny < 0.5 ORDER BY id",
    );
    assert!(!scan.is_empty());
    assert!(scan.iter().all(|id| found.binary_search(id).is_ok()));
    assert!(found.len() <= scan.len() + 40, "only what rounding to 32 bits adds");
}

#[test]
fn importing_the_same_again_doubles_nothing_and_a_changed_row_updates() {
    let d = Desk::two_cells();
    let csv = "编号,类型,经度,纬度,地址\n1,旱厕,0.5,0.5,一组\n2,残垣断壁,1.5,0.5,二组\n";
    assert_eq!(d.import("s.csv", csv, ImportAs::Sites).inserted, 2);
    let r = d.import("s.csv", csv, ImportAs::Sites);
    assert_eq!((r.inserted, r.updated, r.unchanged), (0, 0, 2));
    let r = d.import(
        "s.csv",
        &csv.replace("一组", "三组")
            .replace("2,残垣断壁,1.5,", "2,残垣断壁,1.4998,"),
        ImportAs::Sites,
    );
    assert_eq!((r.inserted, r.updated, r.unchanged), (0, 2, 0));
    let moved = d
        .project
        .site_row(d.project.site_by_number("2").unwrap(), today())
        .unwrap();
    assert_eq!(moved.lon_lat, Some([1.4998, 0.5]));
}

#[test]
fn a_row_without_a_number_is_known_again_by_what_and_where_it_is() {
    let d = Desk::two_cells();
    let csv = "类型,经度,纬度,地址\n旱厕,0.5,0.5,一组\n旱厕,0.5,0.5,一组\n";
    let r = d.import("s.csv", csv, ImportAs::Sites);
    assert_eq!((r.inserted, r.rejected.len()), (1, 1));
    assert_eq!(r.rejected[0].place, "row 3");
    assert_eq!(d.import("s.csv", csv, ImportAs::Sites).unchanged, 1);
}

#[test]
fn cells_that_come_after_the_sites_take_them_in() {
    let d = Desk::new();
    d.import("s.csv", "编号,类型,经度,纬度\n1,旱厕,0.5,0.5\n", ImportAs::Sites);
    assert_eq!(d.project.info(today()).unwrap().unassigned, 1);
    let cell = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#;
    assert_eq!(d.import("c.geojson", cell, ImportAs::Grids).inserted, 1);
    assert_eq!(d.project.info(today()).unwrap().unassigned, 0);
}

#[test]
fn a_preview_says_what_would_happen_and_writes_nothing() {
    let d = Desk::two_cells();
    let before = std::fs::read(d.project.path()).unwrap();
    let path = d.write(
        "s.csv",
        "编号,类型,经度,纬度\n1,旱厕,0.5,0.5\n2,厕?,0.5,0.5\n3,旱厕,9,9\n",
    );
    let (p, _) =
        verbs::import::preview(&d.project, &path, &options(ImportAs::Sites), today(), &|_, _, _| true).unwrap();
    assert_eq!(
        (p.report.inserted, p.report.rejected.len(), p.report.outside),
        (2, 1, 1)
    );
    assert_eq!(
        p.rows.rows.iter().map(|r| r.place.as_str()).collect::<Vec<_>>(),
        ["row 2", "row 3", "row 4"]
    );
    let cell = p.rows.rows[0].lands_in.as_ref().unwrap();
    assert_eq!((&*cell.code, &*cell.name), ("A", "西"));
    assert!(before == std::fs::read(d.project.path()).unwrap());
}

#[test]
fn a_table_without_a_kind_can_be_looked_at_but_is_refused_until_the_kind_is_set() {
    let d = Desk::two_cells();
    let before = d.dump();
    let path = d.write("s.csv", "编号,经度,纬度\n1,0.5,0.5\n");
    let look = |o: &ImportOptions| (verbs::import::preview(&d.project, &path, o, today(), &|_, _, _| true).unwrap()).0;
    let write = |o: &ImportOptions| verbs::import::import(&d.project, &lin(), &path, o, today(), &|_, _, _| true);
    let mut options = options(ImportAs::Sites);
    let seen = look(&options);
    assert!(seen.lack.is_some() && seen.columns.len() == 3 && seen.report.inserted == 0);
    assert!(write(&options).unwrap_err().to_string().contains("kind"));
    assert!(before == d.dump());
    options.set.insert("kind".into(), "旱厕".into());
    assert_eq!((look(&options).lack, write(&options).unwrap().inserted), (None, 1));
}

#[test]
fn a_cancelled_or_broken_import_leaves_the_project_as_it_was() {
    let d = Desk::two_cells();
    let before = d.dump();
    let text = many(20_000);
    let whole = d.write("s.geojson", &text);
    let cancelled = verbs::import::import(
        &d.project,
        &lin(),
        &whole,
        &options(ImportAs::Sites),
        today(),
        &|_, done, _| done == 0,
    );
    assert!(matches!(cancelled, Err(Error::Cancelled)));
    let cut = d.write("cut.geojson", &text[..text.len() - 40]);
    let broken = verbs::import::import(
        &d.project,
        &lin(),
        &cut,
        &options(ImportAs::Sites),
        today(),
        &|_, _, _| true,
    );
    assert!(matches!(broken, Err(Error::Source { .. })));
    assert!(before == d.dump());
    assert_eq!(d.project.revision().unwrap(), 1);
}

#[test]
fn a_national_code_makes_its_place_in_the_tree() {
    let d = Desk::new();
    let cell = |code: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#
        )
    };
    d.import("a.geojson", &cell("630203001001001"), ImportAs::Grids);
    let path = d
        .project
        .dossier(d.project.grid_by_code("630203001001001").unwrap().id, today())
        .unwrap()
        .path;
    assert_eq!(
        path.iter().map(|g| g.code.as_str()).collect::<Vec<_>>(),
        ["630203", "630203001", "630203001001"]
    );
    let bad = d.import("b.geojson", &cell("990203001001001"), ImportAs::Grids);
    assert_eq!(bad.rejected.len(), 1);
}

#[test]
fn people_come_with_their_duties_and_the_same_list_again_changes_nothing() {
    let d = Desk::two_cells();
    let csv = "姓名,职务,电话,网格编码\n铁桂英,包村干部,199 0000 7756,A\n严立新,主任,,Z\n";
    let r = d.import("p.csv", csv, ImportAs::People);
    assert_eq!((r.inserted, r.rejected.len()), (1, 1));
    assert!(r.rejected[0].reason.contains('Z'));
    let chief = d
        .project
        .dossier(d.project.grid_by_code("A").unwrap().id, today())
        .unwrap()
        .chief
        .unwrap();
    assert_eq!((chief.name.as_str(), chief.phone.as_str()), ("铁桂英", "199 0000 7756"));
    assert_eq!(d.import("p.csv", csv, ImportAs::People).unchanged, 1);
}

#[test]
fn a_hand_made_assignment_outlives_assign_and_import_until_it_is_taken_back() {
    let d = Desk::two_cells();
    let csv = "编号,类型,经度,纬度\n1,旱厕,0.5,0.5\n";
    d.import("s.csv", csv, ImportAs::Sites);
    let id = d.project.site_by_number("1").unwrap();
    let b = d.project.grid_by_code("B").unwrap().id;
    verbs::site::place(&d.project, &lin(), id, Some(b)).unwrap();
    verbs::assign::assign(&d.project, &lin()).unwrap();
    d.import("s.csv", &csv.replace("0.5,0.5", "0.5003,0.5003"), ImportAs::Sites);
    let row = d.project.site_row(id, today()).unwrap();
    assert_eq!(
        (row.grid.unwrap().code.as_str(), row.placed_by),
        ("B", Some(PlacedBy::Hand))
    );
    verbs::site::place(&d.project, &lin(), id, None).unwrap();
    let row = d.project.site_row(id, today()).unwrap();
    assert_eq!(
        (row.grid.unwrap().code.as_str(), row.placed_by),
        ("A", Some(PlacedBy::Position))
    );
}

/// Files of others, good and bad, beside the checkout on some machines only.
fn conformance() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(root) = here
        .ancestors()
        .map(|d| d.join("shared/data/conformance"))
        .find(|p| p.exists())
    else {
        eprintln!("skipped: shared/data is not here");
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut folders: Vec<_> = ["geojsonhint", "check-geojson"].iter().map(|f| root.join(f)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "geojson" || e == "json") {
                out.push(entry);
            }
        }
    }
    out.sort();
    out
}

#[test]
fn no_file_of_others_is_half_imported_and_each_refusal_is_one_sentence() {
    let d = Desk::two_cells();
    for path in conformance() {
        for target in [ImportAs::Grids, ImportAs::Sites] {
            let mut options = options(target);
            if target == ImportAs::Sites {
                options.set.insert("kind".into(), "dry_toilet".into());
            }
            let revision = d.project.revision().unwrap();
            let before = d.dump();
            match verbs::import::import(&d.project, &lin(), &path, &options, today(), &|_, _, _| true) {
                Ok(report) => {
                    let wrote = d.project.revision().unwrap() > revision;
                    assert_eq!(wrote, report.inserted + report.updated > 0, "{}", path.display());
                    assert!(
                        report
                            .rejected
                            .iter()
                            .all(|r| !r.reason.is_empty() && !r.reason.contains('\n'))
                    );
                }
                Err(e) => {
                    let said = e.to_string();
                    assert!(!said.contains('\n') && said.len() > 20, "{}: {said}", path.display());
                    assert!(before == d.dump(), "{}", path.display());
                }
            }
        }
    }
    assert_sound(d.project.path());
}

#[test]
fn a_record_is_kept_packed_and_one_that_an_earlier_version_kept_as_it_was_is_undone_as_well() {
    let d = Desk::two_cells();
    let before = d.dump();
    d.import("s.geojson", &many(2000), ImportAs::Sites);
    let c = Connection::open(d.project.path()).unwrap();
    let kept: Vec<u8> = c
        .query_row("SELECT changeset FROM edit_part WHERE edit = 2", [], |r| r.get(0))
        .unwrap();
    let whole = crate::store::packed::unpack(&kept).unwrap();
    assert!(kept.len() * 3 < whole.len(), "{} of {}", kept.len(), whole.len());
    c.execute("UPDATE edit_part SET changeset = ?1 WHERE edit = 2", [&*whole])
        .unwrap();
    d.project.undo(&lin(), None).unwrap();
    assert!(before == d.dump());
    c.execute(
        "UPDATE edit_part SET changeset = ?1 WHERE edit = 2",
        [&kept[..kept.len() / 2]],
    )
    .unwrap();
    let refused = d.project.redo(&lin(), None).unwrap_err().to_string();
    assert!(refused.contains("damaged"), "{refused}");
    assert!(before == d.dump());
}

#[test]
fn the_open_project_is_no_source_of_its_own() {
    let d = Desk::two_cells();
    let before = d.dump();
    let own = d.project.path().to_owned();
    let refused = verbs::import::import(
        &d.project,
        &lin(),
        &own,
        &options(ImportAs::Sites),
        today(),
        &|_, _, _| true,
    );
    assert!(refused.unwrap_err().to_string().contains("the open project itself"));
    assert!(before == d.dump());
}

#[test]
fn a_site_far_outside_does_not_widen_what_is_looked_at_and_is_told_of() {
    let d = Desk::two_cells();
    d.import(
        "n.csv",
        "编号,类型,经度,纬度\n1,旱厕,0.5,0.5\n2,旱厕,2.4,0.5\n",
        ImportAs::Sites,
    );
    let seen = || {
        let info = d.project.info(today()).unwrap();
        (info.extent.unwrap().map(|v| (v * 10.0).round() / 10.0), info.far_sites)
    };
    assert_eq!(
        seen(),
        ([0.0, 0.0, 2.4, 1.0], 0),
        "a site beside the cells is looked at with them"
    );
    let r = d.import(
        "o.csv",
        "编号,类型,经度,纬度\nO-1,旱厕,30.1,0.5\nO-2,旱厕,0.2,0.5\n",
        ImportAs::Sites,
    );
    assert_eq!(
        r.notes.last().unwrap(),
        "1 sites lie far outside all cells: O-1 (row 2); look at their coordinates, at the coordinate system, and at which column is the longitude"
    );
    assert_eq!(seen(), ([0.0, 0.0, 2.0, 1.0], 1));
}

#[test]
fn without_cells_all_sites_are_looked_at() {
    let d = Desk::new();
    d.import(
        "n.csv",
        "编号,类型,经度,纬度\n1,旱厕,0.5,0.5\n2,旱厕,30.5,0.5\n",
        ImportAs::Sites,
    );
    let info = d.project.info(today()).unwrap();
    assert_eq!((info.extent.unwrap()[2].round(), info.far_sites), (31.0, 0));
}

#[test]
fn of_a_row_that_is_refused_nothing_is_told_but_why() {
    let d = super::chiefs::four_cells();
    let r = d.import(
        "s.csv",
        "编号,种类,整改情况,发现日期,地址\nS1,公共旱厕,见附件,2026-11-01,甲\nS2,户旱厕,另说,2999-01-01,乙\nS1,农村旱厕,再说,2026-11-01,丙\nS3,旱厕,待定,13月,丁\nS4,旱厕,不详,2026年11月,戊\n",
        ImportAs::Sites,
    );
    assert_eq!((r.inserted, r.rejected.len()), (3, 2), "{r:?}");
    let told = r.notes.join("\n");
    for word in ["户旱厕", "农村旱厕", "另说", "rows 2, 3"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
    for word in [
        "row 2: kind \"公共旱厕\" was taken for dry_toilet",
        "rows 2, 5, 6: state was left out where its word is none",
    ] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert_eq!(
        r.words.len(),
        3,
        "each word can be given another meaning: {:?}",
        r.words
    );
}
