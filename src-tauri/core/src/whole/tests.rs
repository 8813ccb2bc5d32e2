use super::*;
use std::io::Write;
use tempfile::tempdir;

fn write(text: &str) -> impl FnOnce(File) -> Result<()> + '_ {
    move |mut f| Ok(f.write_all(text.as_bytes())?)
}

fn names(dir: &Path) -> Vec<String> {
    let mut all: Vec<String> = std::fs::read_dir(dir)
        .unwrap()
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    all.sort();
    all
}

#[test]
fn a_file_comes_whole_over_an_older_one_and_leaves_nothing_beside() {
    let dir = tempdir().unwrap();
    let to = dir.path().join("表.csv");
    for text in ["old", "new"] {
        put(&to, write(text)).unwrap();
        assert_eq!(std::fs::read_to_string(&to).unwrap(), text);
    }
    assert_eq!(names(dir.path()), ["表.csv"]);
}

#[test]
fn what_fails_leaves_the_target_and_files_that_only_look_like_ours() {
    let dir = tempdir().unwrap();
    let to = dir.path().join("x.csv");
    for name in ["x.csv", "x.part", "x.csv.part"] {
        std::fs::write(dir.path().join(name), name).unwrap();
    }
    let failed = put(&to, |_| Err::<(), _>(Error::Cancelled));
    assert!(matches!(failed, Err(Error::Cancelled)));
    put(&dir.path().join("y.csv"), write("y")).unwrap();
    for name in ["x.csv", "x.part", "x.csv.part"] {
        assert_eq!(std::fs::read_to_string(dir.path().join(name)).unwrap(), name);
    }
    assert_eq!(names(dir.path()), ["x.csv", "x.csv.part", "x.part", "y.csv"]);
}

#[test]
fn databases_folders_and_what_is_no_file_are_never_written_over() {
    let dir = tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    std::fs::write(at("p.gpkg"), b"SQLite format 3\0 and more").unwrap();
    std::fs::create_dir(at("folder")).unwrap();
    for name in ["p.gpkg", "folder"] {
        let e = put(&at(name), write("x")).unwrap_err().to_string();
        assert!(
            e.starts_with(name) && e.contains(';') || e.contains("which is never written over"),
            "{e}"
        );
    }
    assert!(std::fs::read(at("p.gpkg")).unwrap().starts_with(DATABASE));
    assert!(
        put(&at("missing/x.csv"), write("x"))
            .unwrap_err()
            .to_string()
            .contains("folder")
    );
}

#[test]
fn what_a_killed_program_left_goes_when_the_next_file_is_written_there() {
    let dir = tempdir().unwrap();
    let hours_ago = std::time::SystemTime::now() - 2 * LEFT;
    let stays = [".gwA1b2C3d4", ".gwaccounts", ".gwA1b2", ".gwA1b2C3d4.csv", "gwA1b2C3d4"];
    for name in stays.into_iter().chain([".gwZ9y8X7w6", ".gwZ9y8X7w6-journal"]) {
        let file = File::create(dir.path().join(name)).unwrap();
        // The first is being written now.
        if name != stays[0] {
            file.set_modified(hours_ago).unwrap();
        }
    }
    put(&dir.path().join("x.csv"), write("x")).unwrap();
    let mut want = stays.to_vec();
    want.push("x.csv");
    want.sort_unstable();
    assert_eq!(names(dir.path()), want);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_devices_stay_devices() {
    let dir = tempdir().unwrap();
    let (target, link) = (dir.path().join("dear.txt"), dir.path().join("out.csv"));
    std::fs::write(&target, "dear").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    assert!(put(&link, write("x")).unwrap_err().to_string().contains("is a link"));
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "dear");
    let e = put(Path::new("/dev/null"), write("x")).unwrap_err().to_string();
    assert!(e.contains("is a device"), "{e}");
}

#[test]
fn what_came_meanwhile_stays() {
    let dir = tempdir().unwrap();
    let to = dir.path().join("p.gpkg");
    let new = beside(&to).unwrap();
    std::fs::write(&to, "of another").unwrap();
    let e = into_free(new.into_temp_path(), &to).unwrap_err().to_string();
    assert!(e.contains("is there already"), "{e}");
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "of another");
    assert_eq!(names(dir.path()), ["p.gpkg"]);
}

#[cfg(unix)]
#[test]
fn others_may_read_what_was_written_as_they_may_read_any_file() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let mode = |name: &str| dir.path().join(name).metadata().unwrap().permissions().mode();
    put(&dir.path().join("ours"), write("x")).unwrap();
    std::fs::write(dir.path().join("any"), "x").unwrap();
    assert_eq!(mode("ours"), mode("any"));
}

#[test]
fn what_belongs_to_a_database_beside_it_is_never_written_over() {
    let dir = tempdir().unwrap();
    std::fs::write(dir.path().join("p.gpkg"), [DATABASE, b"..."].concat()).unwrap();
    for name in ["p.gpkg-journal", "p.gpkg-wal", "p.gpkg-shm"] {
        let said = put(&dir.path().join(name), write("x")).unwrap_err().to_string();
        assert!(
            said.starts_with(&format!("{name}: is the name of what belongs to p.gpkg beside it")),
            "{said}"
        );
    }
    assert_eq!(names(dir.path()), ["p.gpkg"]);
    put(&dir.path().join("q.gpkg-journal"), write("nothing is beside it")).unwrap();
}

#[test]
fn a_disk_that_is_full_is_told_of_the_file_that_was_to_be_written() {
    let dir = tempdir().unwrap();
    let full = put(&dir.path().join("x.csv"), |_| {
        Err::<(), _>(Error::Io(io::ErrorKind::StorageFull.into()))
    });
    assert!(
        full.unwrap_err()
            .to_string()
            .starts_with("x.csv: finds no room left on the disk")
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_itself_is_told_in_the_offices_words() {
    let dir = tempdir().unwrap();
    let link = dir.path().join("loop.csv");
    std::os::unix::fs::symlink(&link, &link).unwrap();
    let said = |e: Error| e.to_string();
    let told = "is a link that leads to itself; choose the file itself";
    assert_eq!(
        said(crate::exchange::ordinary(&link).unwrap_err()),
        format!("loop.csv: {told}")
    );
    assert!(said(crate::photo::read_file(&link).unwrap_err()).contains(told));
    assert!(
        said(crate::photo::read_file(&dir.path().join("none.png")).unwrap_err())
            .contains("is not there, or its folder is not")
    );
    std::fs::write(dir.path().join("real.csv"), "x").unwrap();
    let inside = said(crate::exchange::ordinary(&dir.path().join("real.csv/x")).unwrap_err());
    assert!(inside.contains("lies in something that is no folder"), "{inside}");
}
