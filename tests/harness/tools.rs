//! The command line, and the tools of others by which the files are judged.

use crate::{program, root};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of a program gave.
#[derive(Debug)]
pub struct Run {
    /// What it ended with; none when it was killed.
    pub status: Option<i32>,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

impl Run {
    /// The JSON document it printed; panics unless it ended well.
    pub fn json(&self) -> Value {
        assert_eq!(self.status, Some(0), "{self:?}");
        self.any_json()
    }

    /// The JSON document it printed, whatever it ended with.
    pub fn any_json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("not one JSON document ({e}): {self:?}"))
    }
}

fn run(command: &mut Command) -> Run {
    let name = command.get_program().to_owned();
    let done = command.stdin(Stdio::null()).output().unwrap_or_else(|e| {
        panic!(
            "{} did not start ({e}): scripts/setup --test installs it",
            name.display()
        )
    });
    Run {
        status: done.status.code(),
        out: String::from_utf8_lossy(&done.stdout).into_owned(),
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
    }
}

/// Runs `gridwarden` with these arguments.
pub fn gridwarden<S: AsRef<OsStr>>(args: &[S]) -> Run {
    run(Command::new(program("gridwarden")).args(args))
}

/// Runs `gridwarden --json VERB FILE …` and gives the document it prints; panics unless it ended well.
pub fn verb(file: &Path, verb: &str, rest: &[&str]) -> Value {
    let mut args: Vec<&OsStr> = vec![verb.as_ref(), file.as_ref()];
    args.extend(rest.iter().map(OsStr::new));
    args.push("--json".as_ref());
    gridwarden(&args).json()
}

/// Changes a project file behind its back, as if an earlier version of the program had written it so: nothing is put right when it
/// is opened next.
pub fn unnoticed(file: &Path, sql: &str) {
    let mut c = Connection::open(file).expect("the project opens");
    let all = c.transaction().expect("nobody else writes");
    let triggers: Vec<(String, String)> = all
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .and_then(|mut q| q.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect())
        .expect("the schema can be read");
    // They call functions that only the program has.
    let (drop, make): (Vec<_>, Vec<_>) = (triggers.into_iter())
        .map(|(name, sql)| (format!("DROP TRIGGER {name}"), sql))
        .unzip();
    let ours = "UPDATE counter SET next = next + 1 WHERE name = 'seen'";
    for step in [&drop.join(";"), sql, &make.join(";"), ours] {
        all.execute_batch(step).unwrap_or_else(|e| panic!("{e}: {step}"));
    }
    all.commit().expect("it is written");
}

/// What a Python script prints, run with Debian's Python, which has GDAL; panics unless it ended well.
pub fn python(script: &Path, args: &[&str]) -> String {
    let said = run(Command::new("/usr/bin/python3").arg(script).args(args));
    assert_eq!(said.status, Some(0), "{said:?}");
    said.out
}

/// Panics unless GDAL's validator, SQLite and the rtree module find nothing wrong with a project file,
/// and other programs are shown exactly the layers meant to be seen.
pub fn assert_sound(file: &Path) {
    let tools = root().join("build/tools/gdal-utils");
    assert!(
        tools.exists(),
        "validate_gpkg.py is not here: scripts/setup --test lays it"
    );
    let mut validator = Command::new("/usr/bin/python3");
    validator
        .args(["-m", "osgeo_utils.samples.validate_gpkg", "--extra"])
        .arg(file)
        .env("PYTHONPATH", tools);
    let said = run(&mut validator);
    assert_eq!(
        said.status,
        Some(0),
        "validate_gpkg.py --extra: {}{}",
        said.out,
        said.err
    );

    let c = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let text = |sql: &str| {
        c.query_row(sql, [], |r| r.get::<_, String>(0))
            .unwrap_or_else(|e| panic!("{sql}: {e}"))
    };
    assert_eq!(text("PRAGMA integrity_check"), "ok");
    for table in ["grid", "site"] {
        assert_eq!(
            text(&format!("SELECT rtreecheck('main', 'rtree_{table}_geom')")),
            "ok",
            "{table}"
        );
        let strays = format!(
            "SELECT count(*) FROM {table} WHERE geom IS NOT NULL AND fid NOT IN (SELECT id FROM rtree_{table}_geom)"
        );
        assert_eq!(
            c.query_row(&strays, [], |r| r.get::<_, i64>(0)).unwrap(),
            0,
            "{table} rows are not in their index"
        );
    }
    let broken = c.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap();
    assert!(!broken, "a row points at nothing");

    let said = run(Command::new("ogrinfo").arg("-ro").arg(file));
    assert_eq!(said.status, Some(0), "{said:?}");
    let listed: Vec<&str> = said
        .out
        .lines()
        .filter_map(|l| l.split_once(": ").filter(|(n, _)| n.parse::<u32>().is_ok()))
        .map(|(_, l)| l)
        .collect();
    let (drawn, others): (Vec<&str>, Vec<&str>) =
        listed.iter().partition(|l| !l.ends_with("(None)") && l.contains('('));
    assert_eq!(drawn, ["grid (Multi Polygon)", "site (Point)"], "layers on the map");
    for name in others.iter().map(|l| l.trim_end_matches(" (None)")) {
        let sql = "SELECT count(*) FROM gpkg_contents WHERE table_name = ?1 AND data_type = 'attributes'";
        let n: i64 = c.query_row(sql, [name], |r| r.get(0)).unwrap();
        assert_eq!(n, 1, "{name} shows up as a stray layer");
    }
}

/// What stands on each page of a PDF, without blanks.
pub fn pages(pdf: &Path) -> Vec<String> {
    let read = run(Command::new("pdftotext").arg("-raw").arg(pdf).arg("-"));
    assert_eq!(read.status, Some(0), "{read:?}");
    // Each page ends with a form feed.
    let plain = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect();
    let mut pages: Vec<String> = read.out.split('\u{c}').map(plain).collect();
    pages.pop();
    pages
}
