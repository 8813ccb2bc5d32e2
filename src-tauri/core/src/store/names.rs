//! Names of what a history only knows by key or code.

use crate::history::{Names, Op, RowChange, say};
use crate::model::Lang;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::HashMap;

/// Looks names up in the file; remembers rows that edits made, for those that are gone again.
pub(super) struct KnownNames<'c> {
    c: &'c Connection,
    lang: Lang,
    rows: RefCell<HashMap<(String, i64), HashMap<String, Value>>>,
}

impl<'c> KnownNames<'c> {
    pub fn new(c: &'c Connection, lang: Lang) -> Self {
        Self {
            c,
            lang,
            rows: RefCell::default(),
        }
    }

    /// Keeps what a row was made of.
    pub fn remember(&self, row: &RowChange) {
        if row.op == Op::New {
            let values = row.fields.iter().map(|(f, _, to)| (f.clone(), to.clone()));
            self.rows
                .borrow_mut()
                .insert((row.table.clone(), row.key), values.collect());
        }
    }

    fn text(&self, sql: &str, key: i64) -> Option<String> {
        let found = self
            .c
            .prepare_cached(sql)
            .and_then(|mut q| q.query_row([key], |r| r.get(0)).optional());
        found.ok().flatten().filter(|t: &String| !t.is_empty())
    }
}

impl Names for KnownNames<'_> {
    fn called(&self, table: &str, key: i64) -> String {
        let sql = match table {
            "grid" => "SELECT CASE name WHEN '' THEN code ELSE name END FROM grid WHERE fid = ?1",
            "person" => "SELECT name FROM person WHERE fid = ?1",
            "org" => "SELECT name FROM org WHERE fid = ?1",
            "campaign" if self.lang == Lang::En => {
                "SELECT CASE name_en WHEN '' THEN name ELSE name_en END FROM campaign WHERE fid = ?1"
            }
            "campaign" => "SELECT name FROM campaign WHERE fid = ?1",
            "feedback" => "SELECT number FROM feedback WHERE fid = ?1",
            "task" => {
                let campaign = self.column("task", key, "campaign").as_i64();
                return campaign.map_or_else(|| gone(self.lang), |c| self.called("campaign", c));
            }
            _ => return gone(self.lang),
        };
        self.text(sql, key).unwrap_or_else(|| gone(self.lang))
    }

    fn word(&self, table: &str, code: &str) -> String {
        let sql = match (table, self.lang) {
            ("kind", Lang::En) => "SELECT CASE name_en WHEN '' THEN name ELSE name_en END FROM kind WHERE code = ?1",
            ("kind", Lang::Zh) => "SELECT name FROM kind WHERE code = ?1",
            _ => {
                let key = format!("role.{code}");
                let usual = say(self.lang, &key, &[]);
                if usual != key {
                    return usual;
                }
                "SELECT name FROM role WHERE code = ?1"
            }
        };
        let found = self
            .c
            .prepare_cached(sql)
            .and_then(|mut q| q.query_row([code], |r| r.get(0)).optional());
        found.ok().flatten().unwrap_or_else(|| code.to_owned())
    }

    fn column(&self, table: &str, key: i64, column: &str) -> Value {
        if let Some(v) = self
            .rows
            .borrow()
            .get(&(table.to_owned(), key))
            .and_then(|r| r.get(column))
        {
            return v.clone();
        }
        let sql = format!("SELECT {column} FROM {table} WHERE rowid = ?1");
        let found = self.c.prepare_cached(&sql).and_then(|mut q| {
            q.query_row([key], |r| {
                Ok(match r.get_ref(0)? {
                    ValueRef::Integer(i) => i.into(),
                    ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned().into(),
                    _ => Value::Null,
                })
            })
            .optional()
        });
        found.ok().flatten().unwrap_or_default()
    }

    fn item(&self, site: i64, version: i64, number: u32) -> String {
        let sql = "SELECT text FROM standard_item WHERE kind = (SELECT kind FROM site WHERE fid = ?1) AND version = ?2 AND number = ?3";
        let found = self
            .c
            .prepare_cached(sql)
            .and_then(|mut q| q.query_row(params![site, version, number], |r| r.get(0)).optional());
        found.ok().flatten().unwrap_or_default()
    }

    fn nth(&self, site: i64, action: &str, step: i64) -> u32 {
        let sql = "SELECT count(*) + 1 FROM step WHERE site = ?1 AND action = ?2 AND fid < ?3";
        let found = self
            .c
            .prepare_cached(sql)
            .and_then(|mut q| q.query_row(params![site, action, step], |r| r.get(0)));
        found.unwrap_or(1)
    }
}

fn gone(lang: Lang) -> String {
    lang.pick("（已删除）", "(removed)").to_owned()
}
