//! Numbered migrations, GeoPackage registration, and what a new project starts with.

use super::{NewProject, derived, refuse, rtree};
use crate::Result;
use crate::calendar::{DayKind, template_days};
use crate::model::ROLES;
use crate::sample;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::path::Path;

const COUNTS: &str = include_str!("../../migrations/005_count.sql");

/// Each runs in one transaction with the version it leads to.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/001.sql"),
    include_str!("../../migrations/002.sql"),
    include_str!("../../migrations/003_office.sql"),
    include_str!("../../migrations/004_packed.sql"),
    COUNTS,
];

/// Tables whose changes an edit records.
pub const RECORDED: &[&str] = &[
    "setting",
    "role",
    "kind",
    "standard_item",
    "org",
    "person",
    "grid",
    "duty",
    "campaign",
    "task",
    "site",
    "placement",
    "step",
    "photo",
    "recheck",
    "ground",
    "holiday",
    "pause",
    "suspension",
    "task_item",
    "task_step",
    "patrol",
    "patrol_site",
    "feedback",
    "feedback_link",
    "meeting",
    "meeting_item",
    "exemption",
];

/// Tables that stand beside them.
pub const BESIDE: &[&str] = &["counter", "photo_blob", "edit", "edit_part"];

/// Tables that are drawn.
pub const FEATURES: [&str; 2] = ["grid", "site"];

const IDENTIFIERS: &[(&str, &str)] = &[
    ("grid", "网格 grid"),
    ("site", "点位 site"),
    ("setting", "项目设置 setting"),
    ("role", "角色 role"),
    ("kind", "点位种类 kind"),
    ("standard_item", "验收标准 standard_item"),
    ("org", "单位 org"),
    ("person", "人员 person"),
    ("duty", "责任 duty"),
    ("campaign", "专项行动 campaign"),
    ("task", "任务 task"),
    ("placement", "点位归属 placement"),
    ("step", "办理 step"),
    ("photo", "照片 photo"),
    ("recheck", "复查 recheck"),
    ("ground", "河流道路 ground"),
    ("holiday", "节假日 holiday"),
    ("pause", "停工期 pause"),
    ("suspension", "挂账记录 suspension"),
    ("task_item", "任务清单 task_item"),
    ("task_step", "任务办理 task_step"),
    ("patrol", "巡查 patrol"),
    ("patrol_site", "巡查点位 patrol_site"),
    ("feedback", "反馈问题 feedback"),
    ("feedback_link", "问题关联 feedback_link"),
    ("meeting", "调度会 meeting"),
    ("meeting_item", "会议事项 meeting_item"),
    ("exemption", "不适用 exemption"),
    ("counter", "编号 counter"),
    ("photo_blob", "照片内容 photo_blob"),
    ("edit", "修改 edit"),
    ("edit_part", "修改内容 edit_part"),
];

/// Brings the file's schema up to this program's.
pub fn migrate(c: &mut Connection, path: &Path) -> Result<()> {
    migrate_by(c, path, MIGRATIONS)
}

fn count_features(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch(COUNTS)?;
    FEATURES.iter().try_for_each(|t| derived::count(tx, t))
}

/// Brings it up to what these migrations lead to.
pub(super) fn migrate_by(c: &mut Connection, path: &Path, migrations: &[&str]) -> Result<()> {
    let found = version(c)?;
    if found > migrations.len() {
        return Err(refuse(
            path,
            "was written by a newer Gridwarden; update this one to open it",
        ));
    }
    for (i, sql) in migrations.iter().enumerate().skip(found) {
        let tx = c.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        register(&tx)?;
        match i + 1 {
            1 => features(&tx)?,
            5 => count_features(&tx)?,
            _ => {}
        }
        tx.execute(
            "INSERT INTO setting(key, value) VALUES ('schema_version', ?1)
             ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            [(i + 1).to_string()],
        )?;
        tx.commit()?;
    }
    Ok(())
}

fn version(c: &Connection) -> Result<usize> {
    let any: i64 = c.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'setting'", [], |r| {
        r.get(0)
    })?;
    if any == 0 {
        return Ok(0);
    }
    let v: Option<String> = c
        .query_row("SELECT value FROM setting WHERE key = 'schema_version'", [], |r| {
            r.get(0)
        })
        .optional()?;
    Ok(v.and_then(|v| v.parse().ok()).unwrap_or(0))
}

/// Tells GeoPackage of the tables that are new.
fn register(tx: &Transaction<'_>) -> Result<()> {
    for table in RECORDED.iter().chain(BESIDE) {
        let new = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)
             AND NOT EXISTS (SELECT 1 FROM gpkg_contents WHERE table_name = ?1)";
        if !tx.query_row(new, [table], |r| r.get::<_, bool>(0))? {
            continue;
        }
        let feature = FEATURES.contains(table);
        let identifier = IDENTIFIERS.iter().find(|(t, _)| t == table).map_or(*table, |(_, i)| i);
        tx.execute(
            "INSERT INTO gpkg_contents(table_name, data_type, identifier, srs_id) VALUES (?1, ?2, ?3, ?4)",
            params![
                table,
                if feature { "features" } else { "attributes" },
                identifier,
                feature.then_some(4326)
            ],
        )?;
    }
    Ok(())
}

fn features(tx: &Transaction<'_>) -> Result<()> {
    for (table, kind) in [("grid", "MULTIPOLYGON"), ("site", "POINT")] {
        tx.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)",
            [table, kind],
        )?;
        tx.execute(
            "INSERT INTO gpkg_extensions VALUES (?1, 'geom', 'gpkg_rtree_index',
             'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            [table],
        )?;
        rtree::create(tx, table)?;
    }
    Ok(())
}

/// The settings, roles, kinds, standards, holidays and campaigns of a new project. Not an edit: there is nothing before it.
pub fn start(c: &mut Connection, new: &NewProject, file: &str) -> Result<()> {
    let tx = c.transaction()?;
    let title = if new.title.is_empty() {
        file.trim_end_matches(".gpkg")
    } else {
        &new.title
    };
    for (key, value) in [
        ("title", title),
        ("division", &new.division),
        ("illustrative", if new.illustrative { "1" } else { "0" }),
        ("station", "0"),
    ] {
        tx.execute("INSERT INTO setting(key, value) VALUES (?1, ?2)", [key, value])?;
    }
    for (code, name) in ROLES {
        tx.execute("INSERT INTO role(code, name) VALUES (?1, ?2)", [code, name])?;
    }
    for k in sample::kinds() {
        tx.execute(
            "INSERT INTO kind(code, name, name_en, deadline_days, photo_rule) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![k.code, k.zh, k.en, k.deadline_days, k.photo_rule],
        )?;
        for (i, text) in k.standard.iter().enumerate() {
            tx.execute(
                "INSERT INTO standard_item(kind, version, number, text) VALUES (?1, 1, ?2, ?3)",
                params![k.code, i as i64 + 1, text],
            )?;
        }
    }
    for (fid, d) in (1i64..).zip(template_days()) {
        let kind = if d.kind == DayKind::MakeUp {
            "make_up"
        } else {
            "holiday"
        };
        tx.execute(
            "INSERT INTO holiday(fid, day, kind, name) VALUES (?1, ?2, ?3, ?4)",
            params![fid, d.day.to_string(), kind, d.name],
        )?;
    }
    tx.execute(
        "INSERT INTO counter(name, next) SELECT 'holiday', coalesce(max(fid), 0) + 1 FROM holiday",
        [],
    )?;
    for k in sample::campaigns() {
        tx.execute(
            "INSERT INTO campaign(code, name, name_en, standard, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![k.code, k.name, k.name_en, k.standard, k.kind],
        )?;
    }
    tx.execute(
        "INSERT INTO counter(name, next) SELECT 'campaign', coalesce(max(fid), 0) + 1 FROM campaign",
        [],
    )?;
    tx.commit()?;
    Ok(())
}
