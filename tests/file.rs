//! The project file from outside: killed, copied over, written by others, led astray.

use crate::harness::{Office, gridwarden, verb};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

const CELLS: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"code":"W"},"geometry":{"type":"Polygon","coordinates":[[[102.10,36.50],[102.11,36.50],[102.11,36.51],[102.10,36.51],[102.10,36.50]]]}}]}"#;

fn program() -> Command {
    Command::new(crate::harness::program("gridwarden"))
}

#[test]
fn new_that_is_killed_at_any_moment_leaves_nothing_or_a_whole_project() {
    const KILLS: u32 = 40;
    let home = tempfile::tempdir().unwrap();
    let make = |file: &Path, sample: bool| {
        let mut c = program();
        c.arg("new")
            .arg(file)
            .args(sample.then_some("--sample"))
            .stdout(Stdio::null());
        c.spawn().unwrap()
    };
    let took = [false, true].map(|sample| {
        let since = Instant::now();
        assert!(
            make(&home.path().join(format!("{sample}.gpkg")), sample)
                .wait()
                .unwrap()
                .success()
        );
        since.elapsed()
    });
    let (mut whole, mut nothing) = (0, 0);
    for n in 0..KILLS {
        let file = home.path().join(format!("p{n}.gpkg"));
        let sample = n % 4 == 0;
        let mut child = make(&file, sample);
        // From before its first write to after its last.
        thread::sleep(took[usize::from(sample)] * (n + 1) * 3 / (KILLS * 2));
        child.kill().unwrap();
        child.wait().unwrap();
        if file.exists() {
            whole += 1;
        } else {
            nothing += 1;
            verb(&file, "new", &[]);
        }
        assert_eq!(verb(&file, "kind", &[]).as_array().unwrap().len(), 2);
        let c = rusqlite::Connection::open(&file).unwrap();
        let sound: String = c.query_row("PRAGMA integrity_check", [], |r| r.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }
    assert!(whole > 0 && nothing > 0, "{whole} whole, {nothing} nothing");
}

#[test]
fn of_two_new_projects_of_one_name_one_is_there_and_the_other_refused() {
    let home = tempfile::tempdir().unwrap();
    for n in 0..12 {
        let file = home.path().join(format!("p{n}.gpkg"));
        let make = || {
            program()
                .arg("new")
                .arg(&file)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        };
        let ended: Vec<bool> = [make(), make(), make()]
            .into_iter()
            .map(|mut c| c.wait().unwrap().success())
            .collect();
        assert_eq!(ended.iter().filter(|e| **e).count(), 1, "{ended:?}");
        verb(&file, "status", &[]);
    }
}

#[test]
fn an_export_goes_over_no_project_no_link_and_no_device() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    for name in ["p.part", "a.gpkg", "b.gpkg"] {
        verb(&at(name), "new", &[]);
    }
    let export = |from: &str, to: &Path| {
        gridwarden(&[
            "export".as_ref(),
            at(from).as_os_str(),
            to.as_os_str(),
            "--layer".as_ref(),
            "sites".as_ref(),
        ])
    };
    assert_eq!(export("p.part", &at("p.geojson")).status, Some(0));
    verb(&at("p.part"), "status", &[]);
    fs::write(at("dear.txt"), "dear").unwrap();
    std::os::unix::fs::symlink(at("dear.txt"), at("out.part")).unwrap();
    std::os::unix::fs::symlink(at("dear.txt"), at("out.geojson")).unwrap();
    assert_eq!(export("a.gpkg", &at("out.csv")).status, Some(0));
    for to in ["b.gpkg", "a.gpkg", "p.part", "out.geojson"] {
        let run = export("a.gpkg", &at(to));
        assert_eq!((run.status, run.err.lines().count()), (Some(2), 1), "{run:?}");
    }
    assert_eq!(export("a.gpkg", Path::new("/dev/null")).status, Some(2));
    assert_eq!(fs::read_to_string(at("dear.txt")).unwrap(), "dear");
    verb(&at("b.gpkg"), "status", &[]);
}

#[test]
fn what_was_written_is_done_though_standard_output_cannot_be_written() {
    let o = Office::new(&[]);
    let cells = o.source("cells.geojson", CELLS);
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    let run = |args: &[&str], out: Stdio| {
        let done = program()
            .args(args)
            .stdout(out)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let file = o.file.to_str().unwrap();
    let (status, said) = run(&["import", file, &cells, "--as", "grids"], full());
    assert_eq!(status, Some(0), "{said}");
    assert!(
        said.contains("it is done, but standard output") && said.contains("no room") && !said.contains("again"),
        "{said}"
    );
    assert_eq!(o.verb("status", &[])["rows"].as_array().unwrap().len(), 1);
    let (status, said) = run(&["status", file], full());
    assert_eq!((status, said.lines().count()), (Some(2), 1), "{said}");
    // Whoever closes the pipe has read enough.
    let closed = || {
        let (read, write) = std::io::pipe().unwrap();
        drop(read);
        Stdio::from(write)
    };
    for args in [&["undo", file][..], &["status", file]] {
        assert_eq!(run(args, closed()), (Some(0), String::new()));
    }
}

#[test]
fn a_copy_is_restored_and_what_lay_there_is_kept() {
    let o = Office::new(&[]);
    let copy = o.at("backup.gpkg");
    fs::copy(&o.file, &copy).unwrap();
    o.verb("import", &[&o.source("cells.geojson", CELLS), "--as", "grids"]);
    fs::write(format!("{}-journal", o.file.display()), "left").unwrap();
    let done = o.verb("restore", &[&copy]);
    let aside = o.at(done["aside"].as_str().unwrap());
    assert_eq!(o.verb("status", &[])["rows"].as_array().unwrap().len(), 0);
    assert_eq!(fs::read_to_string(format!("{aside}-journal")).unwrap(), "left");
    fs::remove_file(format!("{aside}-journal")).unwrap();
    assert_eq!(
        verb(Path::new(&aside), "status", &[])["rows"].as_array().unwrap().len(),
        1
    );
    assert!(o.refused("restore", &[&o.at("none.gpkg")]).contains("is not there"));
}

/// Makes every sync of a folder fail from there on, as a broken disk may.
const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/stat.h>
static int folder(int fd) { struct stat s; return fstat(fd, &s) == 0 && S_ISDIR(s.st_mode); }
int fsync(int fd) { if (folder(fd)) { errno = EIO; return -1; } return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd); }
int fdatasync(int fd) { if (folder(fd)) { errno = EIO; return -1; } return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd); }
"#;

#[test]
fn an_edit_whose_last_sync_fails_is_reported_as_done_with_a_warning() {
    let o = Office::new(&[]);
    // The loader takes a blank in the path for the end of a name.
    let plain = tempfile::tempdir().unwrap();
    let shim = plain.path().join("shim.so");
    let source = o.source("shim.c", SHIM);
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-ldl", "-o"])
        .args([shim.as_os_str(), source.as_ref()])
        .status()
        .unwrap();
    assert!(made.success());
    let cells = o.source("cells.geojson", CELLS);
    let done = program()
        .args(["import", o.file.to_str().unwrap(), &cells, "--as", "grids"])
        .env("LD_PRELOAD", &shim)
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(
        said.contains("The edit was written, but the disk did not confirm it"),
        "{said}"
    );
    assert_eq!(o.verb("status", &[])["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_read_only_project_is_looked_at_and_every_edit_refused_with_a_sentence() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let o = Office::at_the_sample();
    fs::set_permissions(&o.file, fs::Permissions::from_mode(0o444)).unwrap();
    for folder in [o.dir.as_path(), o.dir.parent().unwrap()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let run = |args: &[&str]| {
        let mut command = program();
        // Nothing is read-only for the one who may do anything.
        if fs::metadata("/proc/self").unwrap().uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        let done = command.args(args).output().unwrap();
        let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
        (done.status.code(), text(done.stdout), text(done.stderr))
    };
    let file = o.file.to_str().unwrap();
    let (status, shown, said) = run(&["status", file]);
    assert!(
        status == Some(0) && shown.contains("all") && said.contains("This file is read-only"),
        "{said}"
    );
    for edit in [&["undo", file][..], &["assign", file], &["setting", file, "title", "x"]] {
        let (status, _, said) = run(edit);
        assert!(
            status == Some(2) && said.contains("is read-only; copy it"),
            "{edit:?} {said}"
        );
    }
    fs::set_permissions(&o.file, fs::Permissions::from_mode(0o644)).unwrap();
}

#[test]
fn whoever_waits_at_a_terminal_for_another_program_is_told_once() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("p.gpkg");
    assert!(program().arg("new").arg(&file).output().unwrap().status.success());
    let told = |terminal: bool| {
        let other = rusqlite::Connection::open(&file).unwrap();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let line = format!(
            "'{}' status '{}'",
            crate::harness::program("gridwarden").display(),
            file.display()
        );
        let (shell, args) = match terminal {
            true => ("script", vec!["-qec", &*line, "/dev/null"]),
            false => ("sh", vec!["-c", &*line]),
        };
        let mut waiting = Command::new(shell);
        let waiting = waiting
            .args(args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        thread::sleep(std::time::Duration::from_secs(4));
        other.execute_batch("COMMIT").unwrap();
        let out = waiting.wait_with_output().unwrap();
        assert!(out.status.success());
        String::from_utf8([out.stdout, out.stderr].concat()).unwrap()
    };
    let words = "p.gpkg is being read or written by another program; waiting for it, 20 seconds at most";
    let said = told(true);
    assert_eq!(said.matches(words).count(), 1, "{said}");
    // A program that reads it gets what it got before.
    assert!(!told(false).contains("waiting"));
}
