//! An office with a project of its own, and what several journeys do there by the command line.

use crate::{gridwarden, verb};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A picture of one dot.
const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const GREEN: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNQmOAAAAHEAPHoEB6zAAAAAElFTkSuQmCC";

/// A project in a folder whose name has a blank and Chinese in it.
pub struct Office {
    _home: tempfile::TempDir,
    /// The folder.
    pub dir: PathBuf,
    /// The project's file.
    pub file: PathBuf,
}

impl Office {
    /// Makes one with `gridwarden new` and these arguments.
    pub fn new(args: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("创卫 办");
        fs::create_dir(&dir).unwrap();
        let file = dir.join("平安区.gpkg");
        verb(&file, "new", args);
        Self { _home: home, dir, file }
    }

    /// The same with the sample district.
    pub fn at_the_sample() -> Self {
        Self::new(&["--sample"])
    }

    /// Runs a verb on the project and gives the document it prints.
    pub fn verb(&self, name: &str, rest: &[&str]) -> Value {
        verb(&self.file, name, rest)
    }

    /// What a verb that is refused says on its one line.
    pub fn refused(&self, name: &str, rest: &[&str]) -> String {
        let mut all = vec![name, self.file.to_str().unwrap()];
        all.extend(rest);
        let run = gridwarden(&all);
        assert_eq!(run.status, Some(2), "{run:?}");
        assert_eq!(run.err.trim_end().lines().count(), 1, "{run:?}");
        run.err
    }

    /// Where a file in the office's folder is.
    pub fn at(&self, name: &str) -> String {
        self.dir.join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file into it and says where it is.
    pub fn source(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.dir.join(name), bytes).unwrap();
        self.at(name)
    }
}

/// Lays a picture of one dot into a folder.
pub fn dot(folder: &Path) -> PathBuf {
    let path = folder.join("dot.png");
    fs::write(&path, STANDARD.decode(DOT).unwrap()).unwrap();
    path
}

/// And one of another dot: what was put right does not look as it did.
pub fn green_dot(folder: &Path) -> PathBuf {
    let path = folder.join("green.png");
    fs::write(&path, STANDARD.decode(GREEN).unwrap()).unwrap();
    path
}

/// The two arguments that make these two pictures a step's pair of photos.
pub fn pair_of_dots(folder: &Path) -> [String; 2] {
    [("before", dot(folder)), ("after", green_dot(folder))].map(|(role, path)| format!("{role}={}", path.display()))
}

/// A place inside a cell of the sample that has a chief.
pub fn somewhere(file: &Path) -> [f64; 2] {
    let c = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT (r.minx + r.maxx) / 2, (r.miny + r.maxy) / 2 FROM site s JOIN rtree_site_geom r ON r.id = s.fid
        JOIN placement p ON p.site = s.fid JOIN duty d ON d.grid = p.grid AND d.role = 'chief' AND d.to_date IS NULL
        ORDER BY s.number LIMIT 1";
    c.query_row(sql, [], |r| Ok([r.get(0)?, r.get(1)?])).unwrap()
}

/// Brings a reported dry toilet W-1 into the sample.
pub fn reported(file: &Path) {
    let [x, y] = somewhere(file);
    let table = file.with_file_name("新.csv");
    fs::write(&table, format!("编号,类型,经度,纬度,地址\nW-1,旱厕,{x},{y},村口旱厕\n")).unwrap();
    verb(file, "import", &[table.to_str().unwrap(), "--as", "sites"]);
}

/// Takes W-1 from its report to its second submission, after one return.
pub fn returned_once(file: &Path) {
    for (action, by) in [
        ("verify", "祁玉兰"),
        ("dispatch", "祁玉兰"),
        ("start", "马建国"),
        ("submit", "马建国"),
    ] {
        verb(file, "step", &["W-1", action, "--by", by]);
    }
    let judged = ["W-1", "return", "--by", "李秀英", "--fail", "2", "--note", "厕屋无门"];
    verb(file, "step", &judged);
    verb(file, "step", &["W-1", "submit", "--by", "马建国"]);
}

/// Accepts W-1 with its two photos.
pub fn accepted(file: &Path) {
    let [before, after] = pair_of_dots(file.parent().unwrap());
    let judged = ["W-1", "accept", "--by", "李秀英", "--pass", "all"];
    let photos = ["--photo", &before, "--photo", &after];
    verb(file, "step", &[&judged[..], &photos].concat());
}

/// Notes at its re-check that W-1 has come back.
pub fn relapsed(file: &Path) {
    let seen = ["W-1", "--relapsed", "--note", "又搭了一间", "--by", "祁玉兰"];
    verb(file, "recheck", &seen);
}
