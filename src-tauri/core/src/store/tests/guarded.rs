//! The file against crashes, other ways of writing, and names.

use super::*;
use crate::model::Lang;
use crate::store::{header::Header, journal, restore, schema};

fn names(dir: &Path) -> Vec<String> {
    let mut all: Vec<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    all.sort();
    all
}

fn refused<T>(done: crate::Result<T>) -> String {
    let e = done.err().expect("refused").to_string();
    for raw in [
        "SQL",
        "sqlite",
        "database is locked",
        "Error code",
        "os error",
        "readonly database",
    ] {
        assert!(!e.contains(raw), "{e}");
    }
    assert!(e.contains("; ") || e.contains(": "), "{e}");
    e
}

#[test]
fn a_new_project_is_made_beside_and_put_in_place() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.gpkg");
    let beside = dir.path().to_owned();
    let failed = Project::create_filled(&path, &NewProject::default(), |p| {
        assert_eq!(names(&beside), [p.path().file_name().unwrap().to_string_lossy()]);
        Err(crate::Error::Cancelled)
    });
    assert!(failed.is_err() && names(dir.path()).is_empty());
    let mine = Project::create_filled(&path, &NewProject::default(), |_| {
        // Another one of the same name comes first.
        drop(Project::create(
            &path,
            &NewProject {
                title: "first".into(),
                ..NewProject::default()
            },
        )?);
        Ok(())
    });
    assert!(refused(mine).contains("is there already"));
    assert_eq!(Project::open(&path).unwrap().info(today()).unwrap().title, "first");
    assert_eq!(names(dir.path()), ["p.gpkg"]);
}

#[test]
fn a_project_is_not_made_beside_the_journal_of_another() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.gpkg");
    std::fs::write(dir.path().join("p.gpkg-journal"), "left").unwrap();
    assert!(refused(Project::create(&path, &NewProject::default())).contains("p.gpkg-journal"));
    let d = Desk::new();
    assert!(refused(d.project.save_copy(&path)).contains("p.gpkg-journal"));
}

#[test]
fn wal_that_another_program_set_is_left_before_an_edit() {
    let d = Desk::two_cells();
    d.project.info(today()).unwrap();
    let wal = |c: &Connection| {
        c.query_row("PRAGMA journal_mode = WAL", [], |r| r.get::<_, String>(0))
            .unwrap()
    };
    {
        let other = Connection::open(d.project.path()).unwrap();
        assert_eq!(wal(&other), "wal");
    }
    // Our own readers meet the file in this way.
    d.project.info(today()).unwrap();
    d.project.each_site(today(), |_, _| Ok(())).unwrap();
    d.add(0.5, 0.5);
    let copy = d.dir.path().join("copy.gpkg");
    std::fs::copy(d.project.path(), &copy).unwrap();
    let count: u32 = Connection::open(&copy)
        .unwrap()
        .query_row("SELECT count(*) FROM site", [], |r| r.get(0))
        .unwrap();
    assert_eq!(count, 1);
    // One that stays open is refused, and nothing is written.
    let other = Connection::open(d.project.path()).unwrap();
    assert_eq!(wal(&other), "wal");
    let count = |c: &Connection| {
        c.query_row("SELECT count(*) FROM site", [], |r| r.get::<_, u32>(0))
            .unwrap()
    };
    assert_eq!(count(&other), 1);
    let input = SiteInput {
        kind: "dry_toilet".into(),
        lon: 0.5,
        lat: 0.6,
        ..Default::default()
    };
    assert!(refused(verbs::site::add(&d.project, &lin(), &input, today())).contains("WAL"));
    assert_eq!(count(&other), 1);
    drop(other);
    d.add(0.5, 0.6);
}

/// A project in the middle of an edit, as a crash leaves it: the file and its journal.
fn crashed(dir: &Path) -> (PathBuf, PathBuf) {
    let path = dir.join("crashed.gpkg");
    let project = Project::create(&path, &NewProject::default()).unwrap();
    let at = dir.join("left.gpkg");
    let mut left = false;
    let failed = project.edit(&lin(), "test", |tx| {
        tx.connection().execute_batch("PRAGMA cache_size = 5")?;
        for n in 0..3000 {
            tx.connection().execute(
                "INSERT INTO org(fid, name) VALUES (?1, ?2)",
                (n + 100, format!("{n}{}", "单位".repeat(60))),
            )?;
        }
        std::fs::copy(&path, &at)?;
        std::fs::copy(journal::beside(&path, "-journal"), journal::beside(&at, "-journal"))?;
        left = true;
        Err::<((), crate::store::Args), _>(crate::Error::Cancelled)
    });
    assert!(failed.is_err() && left);
    (path, at)
}

#[test]
fn a_journal_of_its_own_puts_a_file_right_and_one_of_another_state_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (good, left) = crashed(dir.path());
    let older = std::fs::read(&good).unwrap();
    // Its own: rolled back.
    let (own, journal_of) = (dir.path().join("own.gpkg"), |p: &Path| journal::beside(p, "-journal"));
    std::fs::copy(&left, &own).unwrap();
    std::fs::copy(journal_of(&left), journal_of(&own)).unwrap();
    let p = Project::open(&own).unwrap();
    assert_eq!(p.info(today()).unwrap().figures.total, 0);
    drop(p);
    assert_sound(&own);
    // A newer state of the project, as a later backup.
    let p = Project::open(&good).unwrap();
    for title in ["a", "b", "c"] {
        verbs::setting::set(&p, &lin(), "title", title).unwrap();
    }
    drop(p);
    let foreign = dir.path().join("foreign.gpkg");
    std::fs::copy(&good, &foreign).unwrap();
    std::fs::copy(journal_of(&left), journal_of(&foreign)).unwrap();
    let before = std::fs::read(&foreign).unwrap();
    assert!(refused(Project::open(&foreign)).contains("belongs to another state"));
    assert!(std::fs::read(&foreign).unwrap() == before && journal_of(&foreign).exists());
    // The way out: what lies there is set aside with its journal.
    let aside = restore(&foreign, &good, Lang::Zh).unwrap().unwrap();
    assert!(
        aside
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("foreign 恢复前 ")
    );
    assert!(std::fs::read(&aside).unwrap() == before && journal_of(&aside).exists() && !journal_of(&foreign).exists());
    assert_eq!(Project::open(&foreign).unwrap().info(today()).unwrap().title, "c");
    assert!(older != before);
}

#[test]
fn a_copy_that_is_none_is_not_restored_and_nothing_moves() {
    let dir = tempfile::tempdir().unwrap();
    let at = |n: &str| dir.path().join(n);
    drop(Project::create(&at("p.gpkg"), &NewProject::default()).unwrap());
    std::fs::write(at("text.gpkg"), "no database").unwrap();
    let mut damaged = std::fs::read(at("p.gpkg")).unwrap();
    let half = damaged.len() / 2;
    damaged.truncate(half);
    std::fs::write(at("half.gpkg"), damaged).unwrap();
    let before = names(dir.path());
    for copy in ["text.gpkg", "half.gpkg", "missing.gpkg", "p.gpkg"] {
        refused(restore(&at("p.gpkg"), &at(copy), Lang::En));
    }
    assert_eq!(names(dir.path()), before);
    assert_eq!(restore(&at("new.gpkg"), &at("p.gpkg"), Lang::En).unwrap(), None);
    Project::open(&at("new.gpkg")).unwrap();
}

#[test]
fn a_name_is_a_name_and_a_path_too_long_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("file:x.gpkg?mode=memory");
    drop(Project::create(&path, &NewProject::default()).unwrap());
    assert_eq!(names(dir.path()), ["file:x.gpkg?mode=memory"]);
    Project::open(&path)
        .unwrap()
        .save_copy(&dir.path().join("file:y.gpkg"))
        .unwrap();
    Project::open(&dir.path().join("file:y.gpkg")).unwrap();
    let deep = (0..4).fold(dir.path().to_owned(), |p, _| p.join("深".repeat(50)));
    std::fs::create_dir_all(&deep).unwrap();
    let e = refused(Project::create(&deep.join("p.gpkg"), &NewProject::default()));
    assert!(e.contains("its path has"), "{e}");
    std::fs::copy(&path, deep.join("p.gpkg")).unwrap();
    assert!(refused(Project::open(&deep.join("p.gpkg"))).contains("its path has"));
}

#[test]
fn what_cannot_be_opened_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let at = |n: &str| dir.path().join(n);
    std::fs::create_dir(at("folder.gpkg")).unwrap();
    std::fs::write(at("empty.gpkg"), "").unwrap();
    for (name, words) in [
        ("folder.gpkg", "is a folder"),
        ("empty.gpkg", "is empty"),
        ("none.gpkg", "is not there"),
    ] {
        assert!(refused(Project::open(&at(name))).contains(words), "{name}");
    }
}

#[test]
fn an_edit_of_a_file_that_another_program_is_writing_or_moved_says_so() {
    let d = Desk::two_cells();
    let moved = d.dir.path().join("moved.gpkg");
    std::fs::rename(d.project.path(), &moved).unwrap();
    let input = SiteInput {
        kind: "dry_toilet".into(),
        lon: 0.5,
        lat: 0.6,
        ..Default::default()
    };
    let e = refused(verbs::site::add(&d.project, &lin(), &input, today()));
    assert!(e.contains("was moved or deleted while it was open"), "{e}");
}

#[test]
fn a_rehearsal_that_finds_no_room_says_so() {
    let d = Desk::two_cells();
    d.project
        .writer
        .lock()
        .unwrap()
        .execute_batch("PRAGMA max_page_count = 1")
        .unwrap();
    let full = d.project.rehearse(|tx| {
        tx.connection()
            .execute("INSERT INTO org(fid, name) VALUES (77, ?1)", ["x".repeat(500_000)])?;
        Ok(())
    });
    assert!(refused(full).contains("no room left on the disk"));
}

#[test]
fn the_counter_of_the_file_goes_up_by_one_with_each_edit() {
    let d = Desk::two_cells();
    let counter = || Header::open(d.project.path()).unwrap().read().unwrap().unwrap().counter;
    let before = counter();
    d.add(0.5, 0.5);
    assert_eq!(counter(), before + 1);
    d.project.undo(&lin(), None).unwrap();
    assert_eq!(counter(), before + 2);
    assert!(d.project.is_ours().unwrap() && schema::FEATURES.len() == 2);
}
