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
