//! The bytes of a changeset: which tables it touches, and those of rows that bulk work records by hand.
//!
//! Format: "CHANGESET FORMAT" in SQLite's sqlite3session.c. A table's header is `T`, the number of columns, a byte
//! for each and the name; then come changes, each an operation, a flag, and one record (insert, delete) or two
//! (update) of as many values as there are columns.

use rusqlite::types::ValueRef;
use std::collections::{BTreeSet, HashSet};

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

/// Shows each text that a changeset writes: its table, the number of its column, what stood there before it was changed, and
/// the text. Linear, some nanoseconds a value.
///
/// # Errors
/// The first of what `show` refuses. A changeset that is damaged is not read on.
pub fn texts<E>(
    changeset: &[u8],
    mut show: impl FnMut(&[u8], usize, Option<&str>, &str) -> Result<(), E>,
) -> Result<(), E> {
    let mut bytes = Bytes(changeset);
    let mut table: &[u8] = &[];
    let mut old: Vec<Option<&[u8]>> = Vec::new();
    let mut new: Vec<Option<&[u8]>> = Vec::new();
    let mut columns = 0;
    while let Some(operation) = bytes.byte() {
        if operation == TABLE {
            let Some((name, of)) = bytes.header() else { break };
            (table, columns) = (name, of);
            continue;
        }
        old.clear();
        new.clear();
        let whole = bytes.skip(1).and_then(|()| match operation {
            INSERT => bytes.record(columns, &mut new),
            DELETE => bytes.record(columns, &mut old),
            UPDATE => (bytes.record(columns, &mut old)).and_then(|()| bytes.record(columns, &mut new)),
            _ => None,
        });
        if whole.is_none() {
            break;
        }
        for (i, text) in new.iter().enumerate() {
            if let Some(text) = text.and_then(|t| std::str::from_utf8(t).ok()) {
                let was = old.get(i).copied().flatten().and_then(|t| std::str::from_utf8(t).ok());
                show(table, i, was, text)?;
            }
        }
    }
    Ok(())
}

/// Keys of the rows of a table that a changeset makes; those before a damaged place when it is damaged.
pub fn inserted(changeset: &[u8], table: &str) -> Vec<i64> {
    keys_of(changeset, table, |operation| operation == INSERT)
}

/// Keys of the rows of a table that a changeset makes, changes or deletes; the same where it is damaged.
pub fn keys(changeset: &[u8], table: &str) -> Vec<i64> {
    keys_of(changeset, table, |_| true)
}

fn keys_of(changeset: &[u8], table: &str, of: fn(u8) -> bool) -> Vec<i64> {
    let mut out = Vec::new();
    let mut bytes = Bytes(changeset);
    let _ = bytes.keys(table, of, &mut out);
    out
}

/// Whether one of these whole numbers may stand in a changeset. Skims its bytes: walking a large import's rows takes long.
pub fn mentions(changeset: &[u8], numbers: &HashSet<i64>) -> bool {
    changeset.windows(9).any(|w| {
        // A whole number is a 1 and eight bytes, the highest first.
        w[0] == 1
            && w[1..]
                .try_into()
                .is_ok_and(|b| numbers.contains(&i64::from_be_bytes(b)))
    })
}

/// Changes of one table, written as a session would record them.
pub struct Writer {
    table: &'static str,
    bytes: Vec<u8>,
}

impl Writer {
    /// For a table whose first column is its only key.
    pub fn new(table: &'static str, columns: usize) -> Writer {
        let mut bytes = vec![TABLE];
        varint(&mut bytes, columns as u64);
        bytes.push(1);
        bytes.resize(bytes.len() + columns - 1, 0);
        bytes.extend(table.as_bytes());
        bytes.push(0);
        Writer { table, bytes }
    }

    pub fn table(&self) -> &'static str {
        self.table
    }

    /// A whole new row.
    pub fn insert(&mut self, row: &[ValueRef<'_>]) {
        self.bytes.extend([INSERT, 0]);
        row.iter().for_each(|v| self.value(*v));
    }

    /// A whole row that went.
    pub fn delete(&mut self, row: &[ValueRef<'_>]) {
        self.bytes.extend([DELETE, 0]);
        row.iter().for_each(|v| self.value(*v));
    }

    /// Key and former values of the columns that changed; their new values.
    pub fn update(&mut self, old: &[Option<ValueRef<'_>>], new: &[Option<ValueRef<'_>>]) {
        self.bytes.extend([UPDATE, 0]);
        for v in old.iter().chain(new) {
            match v {
                Some(v) => self.value(*v),
                None => self.bytes.push(0),
            }
        }
    }

    fn value(&mut self, v: ValueRef<'_>) {
        match v {
            ValueRef::Null => self.bytes.push(5),
            ValueRef::Integer(i) => {
                self.bytes.push(1);
                self.bytes.extend(i.to_be_bytes());
            }
            ValueRef::Real(f) => {
                self.bytes.push(2);
                self.bytes.extend(f.to_be_bytes());
            }
            ValueRef::Text(t) => self.long(3, t),
            ValueRef::Blob(b) => self.long(4, b),
        }
    }

    fn long(&mut self, kind: u8, bytes: &[u8]) {
        self.bytes.push(kind);
        varint(&mut self.bytes, bytes.len() as u64);
        self.bytes.extend(bytes);
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// SQLite's variable-length integer, of less than 2⁵⁶.
fn varint(out: &mut Vec<u8>, v: u64) {
    for shift in (1..8).rev().map(|i| i * 7) {
        if v >> shift > 0 {
            out.push((v >> shift) as u8 | 0x80);
        }
    }
    out.push(v as u8 & 0x7f);
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// A table's name and the number of its columns.
    fn header(&mut self) -> Option<(&'a [u8], usize)> {
        let columns = self.varint()?;
        self.skip(columns)?;
        let end = self.0.iter().position(|b| *b == 0)?;
        let name = &self.0[..end];
        self.skip(end + 1)?;
        Some((name, columns))
    }

    /// The texts of a record; none where a value is no text.
    fn record(&mut self, columns: usize, out: &mut Vec<Option<&'a [u8]>>) -> Option<()> {
        for _ in 0..columns {
            let from = self.0;
            self.value()?;
            let text = if from[0] == 3 {
                let mut it = Bytes(&from[1..]);
                let n = it.varint()?;
                Some(it.0.get(..n)?)
            } else {
                None
            };
            out.push(text);
        }
        Some(())
    }

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

    fn keys(&mut self, table: &str, of: fn(u8) -> bool, out: &mut Vec<i64>) -> Option<()> {
        let (mut columns, mut mine) = (0, false);
        while !self.0.is_empty() {
            match self.byte()? {
                TABLE => {
                    columns = self.varint()?;
                    self.skip(columns)?;
                    let end = self.0.iter().position(|b| *b == 0)?;
                    mine = &self.0[..end] == table.as_bytes();
                    self.skip(end + 1)?;
                }
                operation @ (INSERT | UPDATE | DELETE) if columns > 0 => {
                    self.skip(1)?;
                    if mine && of(operation) {
                        let key = self.0.get(1..9)?.try_into().ok()?;
                        out.push(i64::from_be_bytes(key));
                    }
                    let records = if operation == UPDATE { 2 } else { 1 };
                    for _ in 0..records * columns {
                        self.value()?;
                    }
                }
                _ => return None,
            }
        }
        Some(())
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
    fn keys_of_new_rows_are_those_of_the_table_asked_for_and_numbers_are_found_in_the_bytes() {
        let bytes = recorded();
        assert_eq!(inserted(&bytes, "a"), [1, 2]);
        assert!(inserted(&bytes, "点").is_empty(), "its rows were changed and deleted");
        assert_eq!((keys(&bytes, "a"), keys(&bytes, "点").len()), (vec![1, 2], 2));
        assert!(mentions(&bytes, &HashSet::from([2, 77])));
        assert!(!mentions(&bytes, &HashSet::from([77, -1])));
    }

    #[test]
    fn what_is_written_by_hand_is_what_a_session_records() {
        let c = Connection::open_in_memory().unwrap();
        let long = "长".repeat(9000);
        c.execute_batch("CREATE TABLE a(id INTEGER PRIMARY KEY, t TEXT, b BLOB, r REAL); INSERT INTO a VALUES (1, 'x', NULL, 1.5), (2, 'y', x'00', NULL);")
            .unwrap();
        let one = |sql: &str, row: &dyn rusqlite::ToSql| {
            let mut s = Session::new(&c).unwrap();
            s.attach::<&str>(None).unwrap();
            c.execute(sql, [row]).unwrap();
            let mut out = Vec::new();
            s.changeset_strm(&mut out).unwrap();
            out
        };
        let (int, text) = (ValueRef::Integer, |t: &'static str| ValueRef::Text(t.as_bytes()));
        let mut w = Writer::new("a", 4);
        w.insert(&[
            int(-7),
            ValueRef::Text(long.as_bytes()),
            ValueRef::Blob(&[1, 2]),
            ValueRef::Real(-0.5),
        ]);
        assert_eq!(
            w.into_bytes(),
            one("INSERT INTO a VALUES (-7, ?1, x'0102', -0.5)", &long)
        );
        let mut w = Writer::new("a", 4);
        w.update(
            &[Some(int(1)), Some(text("x")), None, None],
            &[None, Some(text("z")), None, None],
        );
        assert_eq!(w.into_bytes(), one("UPDATE a SET t = ?1 WHERE id = 1", &"z"));
        let mut w = Writer::new("a", 4);
        w.delete(&[int(2), text("y"), ValueRef::Blob(&[0]), ValueRef::Null]);
        assert_eq!(w.into_bytes(), one("DELETE FROM a WHERE id = ?1", &2));
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
