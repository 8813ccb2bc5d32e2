//! The bytes of a changeset, as far as they tell which tables it touches.
//!
//! Format: "CHANGESET FORMAT" in SQLite's sqlite3session.c. A table's header is `T`, the number of columns, a byte
//! for each and the name; then come changes, each an operation, a flag, and one record (insert, delete) or two
//! (update) of as many values as there are columns.

use std::collections::BTreeSet;

const TABLE: u8 = b'T';
const INSERT: u8 = 18;
const UPDATE: u8 = 23;
const DELETE: u8 = 9;

/// Names of the tables; none when the bytes are no whole changeset. Linear, some nanoseconds a value.
pub fn tables(changeset: &[u8]) -> Option<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    let mut bytes = Bytes(changeset);
    let mut columns = 0;
    while !bytes.0.is_empty() {
        match bytes.byte()? {
            TABLE => {
                columns = bytes.varint()?;
                bytes.skip(columns)?;
                let end = bytes.0.iter().position(|b| *b == 0)?;
                out.insert(std::str::from_utf8(&bytes.0[..end]).ok()?.to_owned());
                bytes.skip(end + 1)?;
            }
            operation @ (INSERT | UPDATE | DELETE) if columns > 0 => {
                bytes.skip(1)?;
                let records = if operation == UPDATE { 2 } else { 1 };
                for _ in 0..records * columns {
                    bytes.value()?;
                }
            }
            _ => return None,
        }
    }
    Some(out)
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn skip(&mut self, n: usize) -> Option<()> {
        self.0 = self.0.get(n..)?;
        Some(())
    }

    /// SQLite's variable-length integer: seven bits a byte, the ninth byte whole.
    fn varint(&mut self) -> Option<usize> {
        let mut v: u64 = 0;
        for _ in 0..8 {
            let b = self.byte()?;
            v = v << 7 | u64::from(b & 0x7f);
            if b & 0x80 == 0 {
                return usize::try_from(v).ok();
            }
        }
        usize::try_from(v << 8 | u64::from(self.byte()?)).ok()
    }

    fn value(&mut self) -> Option<()> {
        match self.byte()? {
            // Not given, or null.
            0 | 5 => Some(()),
            // Integer, real.
            1 | 2 => self.skip(8),
            // Text, blob.
            3 | 4 => {
                let n = self.varint()?;
                self.skip(n)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;
    use rusqlite::session::Session;

    fn recorded() -> Vec<u8> {
        let c = Connection::open_in_memory().unwrap();
        c.execute_batch(
            "CREATE TABLE a(id INTEGER PRIMARY KEY, t TEXT, b BLOB, r REAL); CREATE TABLE z(id INTEGER PRIMARY KEY);
             CREATE TABLE 点(id INTEGER PRIMARY KEY, t TEXT); INSERT INTO 点 VALUES (1, 'x'), (2, 'y');",
        )
        .unwrap();
        let mut s = Session::new(&c).unwrap();
        s.attach::<&str>(None).unwrap();
        c.execute_batch(
            "INSERT INTO a VALUES (1, NULL, zeroblob(300), 1.5), (2, hex(zeroblob(9000)), x'00', NULL);
             UPDATE 点 SET t = 'z' WHERE id = 1; DELETE FROM 点 WHERE id = 2;",
        )
        .unwrap();
        let mut out = Vec::new();
        s.changeset_strm(&mut out).unwrap();
        out
    }

    #[test]
    fn the_tables_that_were_touched_are_named_and_no_others() {
        let names: Vec<_> = tables(&recorded()).unwrap().into_iter().collect();
        assert_eq!(names, ["a", "点"]);
        assert!(tables(&[]).unwrap().is_empty());
    }

    #[test]
    fn a_changeset_cut_short_is_never_a_panic() {
        let all = recorded();
        for n in 0..all.len() {
            let _ = tables(&all[..n]);
        }
        assert!(tables(&all[..all.len() - 1]).is_none());
    }
}
