use super::*;
use crate::model::{GridId, Level};
use crate::tile::Tile;
use crate::view::{CellChief, Filter, Sort};

#[test]
fn a_plain_copy_taken_right_after_an_edit_holds_that_edit() {
    let d = Desk::two_cells();
    for n in 0..5 {
        d.add(0.1 * f64::from(n) + 0.1, 0.5);
        let copy = d.dir.path().join("copy.gpkg");
        std::fs::copy(d.project.path(), &copy).unwrap();
        let c = Connection::open(&copy).unwrap();
        assert_eq!(
            c.query_row("SELECT count(*) FROM site", [], |r| r.get::<_, i32>(0))
                .unwrap(),
            n + 1
        );
    }
}

#[test]
fn an_open_project_keeps_no_second_file_beside_it() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    d.project.info(today()).unwrap();
    let beside: Vec<_> = std::fs::read_dir(d.dir.path())
        .unwrap()
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|n| n.starts_with("p.gpkg"))
        .collect();
    assert_eq!(beside, ["p.gpkg"]);
}

#[test]
fn what_was_done_is_there_when_the_project_is_opened_again() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let before = d.dump();
    let path = d.project.path().to_owned();
    drop(d.project);
    let again = Project::open(&path).unwrap();
    assert!(before == dump(&path));
    assert_eq!(again.info(today()).unwrap().figures.unresolved, 1);
    assert!(again.info(today()).unwrap().undo.is_some());
}

#[test]
fn a_saved_copy_is_a_project_of_its_own_and_never_the_open_one() {
    let d = Desk::two_cells();
    d.add(0.5, 0.5);
    let to = d.dir.path().join("备份.gpkg");
    d.project.save_copy(&to).unwrap();
    assert!(d.dump() == dump(&to));
    assert_sound(&to);
    assert!(d.project.save_copy(d.project.path()).is_err());
}

#[test]
fn what_is_no_project_is_refused_with_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let at = |n: &str| dir.path().join(n);
    std::fs::write(
        at("text.gpkg"),
        "this is no database, however long it may be. ".repeat(50),
    )
    .unwrap();
    Connection::open(at("other.gpkg"))
        .unwrap()
        .execute_batch("CREATE TABLE t(a)")
        .unwrap();
    for name in ["text.gpkg", "other.gpkg", "missing.gpkg"] {
        let e = Project::open(&at(name)).err().unwrap().to_string();
        assert!(e.starts_with(name) && e.contains(';'), "{e}");
    }
    std::fs::write(at("cells.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[]}").unwrap();
    let e = Project::open(&at("cells.geojson")).err().unwrap().to_string();
    assert!(e.contains("bring it in there with `import`"), "{e}");
    Project::create(&at("new.gpkg"), &NewProject::default()).unwrap();
    assert!(Project::create(&at("new.gpkg"), &NewProject::default()).is_err());
}

#[test]
fn a_project_of_a_newer_program_is_refused_and_left_alone() {
    let d = Desk::new();
    let path = d.project.path().to_owned();
    drop(d.project);
    let c = Connection::open(&path).unwrap();
    c.execute("UPDATE setting SET value = '99' WHERE key = 'schema_version'", [])
        .unwrap();
    drop(c);
    let bytes = std::fs::read(&path).unwrap();
    assert!(Project::open(&path).err().unwrap().to_string().contains("newer"));
    assert_eq!(bytes, std::fs::read(&path).unwrap());
}

#[test]
fn the_sample_is_sound_and_its_first_undo_has_nothing_to_take_back() {
    let d = Desk::sample();
    assert_sound(d.project.path());
    let info = d.project.info(today()).unwrap();
    assert!(info.illustrative && info.undo.is_none());
    assert_eq!(
        (info.drawn_grids, info.vacant, info.campaigns, info.unassigned),
        (155, 6, 12, 0)
    );
}

#[test]
fn a_subdistrict_counts_what_its_cells_count() {
    let d = Desk::sample();
    let all = verbs::status::status(&d.project, None, today()).unwrap();
    let sum: u32 = all.rows.iter().map(|r| r.figures.unresolved).sum();
    assert_eq!(all.figures.unresolved, sum + all.unassigned);
    for row in &all.rows {
        let f = Filter {
            under: Some(row.grid.id),
            unresolved: true,
            ..Default::default()
        };
        let listed = d
            .project
            .table_sites(&f, &Sort::default(), 0, 1, today())
            .unwrap()
            .total;
        assert_eq!(listed, row.figures.unresolved, "{}", row.grid.name);
    }
}

#[test]
fn a_tile_is_cut_again_after_an_edit_and_only_then() {
    let d = Desk::two_cells();
    let tile = Tile { z: 6, x: 32, y: 31 };
    let cut = || d.project.tile(tile, &Filter::default(), today()).unwrap();
    let first = cut();
    assert!(!first.is_empty() && std::sync::Arc::ptr_eq(&first, &cut()));
    d.add(0.5, 0.5);
    assert!(*cut() != *first);
}

#[test]
fn search_finds_a_cell_a_person_and_a_site_and_says_where_to_fly() {
    let d = Desk::sample();
    let grid = d
        .project
        .table_grids(
            &Filter::default(),
            &Sort {
                by: "chief".into(),
                descending: true,
            },
            0,
            1,
            today(),
        )
        .unwrap()
        .rows
        .remove(0);
    let site = d
        .project
        .table_sites(&Filter::default(), &Sort::default(), 0, 1, today())
        .unwrap()
        .rows
        .remove(0);
    for (text, what) in [
        (grid.name.as_str(), "grid"),
        (grid.code.as_str(), "grid"),
        (grid.chief.as_deref().unwrap(), "person"),
        (&site.number, "site"),
    ] {
        let hits = d.project.search(text, today()).unwrap();
        let hit = hits
            .iter()
            .find(|h| h.what == what)
            .unwrap_or_else(|| panic!("{text} found {hits:?}"));
        assert!(hit.bbox.is_some(), "{text}");
    }
    assert!(d.project.search("  ", today()).unwrap().is_empty());
}

#[test]
fn a_village_and_its_one_cell_are_told_apart_and_the_village_is_not_vacant() {
    let d = Desk::sample();
    let hits = d.project.search("黄鼠湾村", today()).unwrap();
    let levels: Vec<_> = hits.iter().filter(|h| h.what == "grid").map(|h| h.level).collect();
    assert_eq!(levels, [Some(Level::Cell), Some(Level::Village)], "the cell first");
    let cell = d.project.dossier(GridId(hits[0].id), today()).unwrap();
    let village = d.project.dossier(GridId(hits[1].id), today()).unwrap();
    assert!(cell.cell && cell.cell_chiefs.is_empty());
    assert!(!village.cell && village.chief.is_none());
    let chief = cell.chief.unwrap();
    let (person, name) = (chief.person, chief.name);
    assert_eq!(village.cell_chiefs, [CellChief { person, name, grids: 1 }]);
}

#[test]
fn a_lasso_holds_the_cells_it_covers_by_more_than_half() {
    let d = Desk::two_cells();
    let names = |ring: &[[f64; 2]]| {
        d.project
            .grids_in(ring, today())
            .unwrap()
            .into_iter()
            .map(|g| g.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&[[-1., -1.], [1.4, -1.], [1.4, 2.], [-1., 2.]]), ["A"]);
    assert_eq!(names(&[[-1., -1.], [1.6, -1.], [1.6, 2.], [-1., 2.]]), ["A", "B"]);
    assert!(names(&[[0., 0.], [1., 1.]]).is_empty());
}
