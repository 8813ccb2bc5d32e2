//! What an edit did to a site and to all that belongs to it.

use super::{Names, Op, RowChange, changed, grid, is_empty, say, shown, step};
use crate::model::Lang;
use crate::photo;
use crate::view::EditInfo;
use serde_json::Value;

/// Columns that a move sets along with the state: the move itself says it.
const WITH_A_MOVE: &[&str] = &[
    "state",
    "rework",
    "relapse",
    "suspended_on",
    "suspended_until",
    "granted",
    "due_from",
];

/// Columns that are told otherwise, or with another one.
const TOLD: &[&str] = &["uuid", "escalated", "escalated_by", "escalated_on", "geom"];

/// Personal data: that it changed is told, not what it was.
pub(super) const PERSONAL: &[&str] = &["household", "phone"];

pub fn clauses(lang: Lang, edit: &EditInfo, rows: &[RowChange], names: &dyn Names) -> Vec<String> {
    let of = |table: &'static str| rows.iter().filter(move |r| r.table == table);
    let mut out = Vec::new();
    let mut moved = false;
    let mut photos = of("photo").filter(|p| p.op == Op::New).count() as u32;
    for s in of("step").filter(|s| s.op == Op::New) {
        moved = true;
        out.extend(step::clauses(lang, s, std::mem::take(&mut photos), names));
    }
    for s in of("site") {
        match s.op {
            Op::New => out.extend(made(lang, s, names)),
            Op::Gone => out.push(say(lang, "site.gone", &[])),
            Op::Changed => out.extend(fields(lang, s, moved, names)),
        }
    }
    out.extend(of("placement").map(|p| placement(lang, p, names)));
    rechecks(lang, &of("recheck").collect::<Vec<_>>(), moved, &mut out);
    if photos > 0 {
        out.push(say(lang, "photo.new", &[("n", &photos.to_string())]));
    }
    let gone = of("photo").filter(|p| p.op == Op::Gone).count();
    if gone > 0 {
        out.push(say(lang, "photo.gone", &[("n", &gone.to_string())]));
    }
    out.extend(of("patrol_site").filter_map(|p| walked(lang, edit, p, names)));
    for l in of("feedback_link").filter(|l| l.op != Op::Changed) {
        let key = if l.op == Op::New { "linked" } else { "unlinked" };
        let name = names.called("feedback", l.number("feedback").unwrap_or_default());
        out.push(say(lang, key, &[("name", &name)]));
    }
    for m in of("meeting_item").filter(|m| m.op == Op::New) {
        let key = match m.text("kind") {
            "visit" => "visited",
            "report" => "reported_on",
            _ => "remarked",
        };
        out.push(say(lang, key, &[("text", m.text("text"))]));
    }
    out
}

/// What a patrol saw, who walked and when; the clerk who wrote it down is another one.
fn walked(lang: Lang, edit: &EditInfo, p: &RowChange, names: &dyn Names) -> Option<String> {
    let patrol = p.number("patrol").unwrap_or_default();
    let known = |field: &str| {
        let value = names.column("patrol", patrol, field);
        value.as_str().unwrap_or_default().to_owned()
    };
    // A patrol that was taken out again is told by the edit that wrote it down.
    let or_said = |known: String, arg: &str| match known.as_str() {
        "" => edit
            .args
            .get(arg)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        _ => known,
    };
    let day = or_said(known("day"), "day");
    let key = match (p.op, p.number("found")) {
        (Op::Changed, _) => return None,
        (Op::Gone, _) => return Some(say(lang, "patrol.gone", &[("day", &day)])),
        (Op::New, Some(1)) => "patrol.found",
        (Op::New, _) => "patrol.saw",
    };
    let seen = match p.text("seen") {
        "" => String::new(),
        seen => format!("{}{seen}", lang.pick("：", ": ")),
    };
    let who = or_said(grid::walkers(lang, &known("who"), &known("orgs")), "who");
    Some(say(lang, key, &[("day", &day), ("who", &who), ("seen", &seen)]))
}

fn made(lang: Lang, s: &RowChange, names: &dyn Names) -> Vec<String> {
    let (kind, state) = (names.word("kind", s.text("kind")), say(lang, s.text("state"), &[]));
    let mut out = vec![say(
        lang,
        "site.new",
        &[("number", s.text("number")), ("kind", &kind), ("state", &state)],
    )];
    if let Some(address) = s.value("address").filter(|a| !is_empty(a)) {
        out.push(say(lang, "site.at", &[("address", &shown(lang, address))]));
    }
    if let Some(day) = s.value("deadline").and_then(Value::as_str) {
        out.push(say(lang, "site.due", &[("day", day)]));
    }
    out
}

fn fields(lang: Lang, s: &RowChange, moved: bool, names: &dyn Names) -> Vec<String> {
    let mut out = Vec::new();
    for (field, before, after) in &s.fields {
        let f = field.as_str();
        // From which day the deadline was reckoned is told by the deadline.
        let with_deadline = matches!(f, "granted" | "due_from") && s.pair("deadline").is_some();
        if TOLD.contains(&f) || with_deadline || moved && WITH_A_MOVE.contains(&f) {
            continue;
        }
        let word = |v: &Value| {
            let key = v.as_i64();
            Some(match (f, key) {
                _ if PERSONAL.contains(&f) => return None,
                ("kind", _) => names.word("kind", v.as_str()?),
                ("state", _) => say(lang, v.as_str()?, &[]),
                ("person", Some(k)) => names.called("person", k),
                ("task", Some(k)) => names.called("task", k),
                _ => shown(lang, v),
            })
        };
        out.push(changed(lang, &format!("site.{f}"), (before, after), word));
    }
    if let Some(reason) = s.pair("escalated") {
        out.push(match is_empty(reason.1) {
            true => say(lang, "lifted", &[]),
            false => say(lang, "escalated", &[("reason", &shown(lang, reason.1))]),
        });
    }
    if let Some((before, after)) = s.pair("geom") {
        out.push(match place(before).zip(place(after)) {
            Some((a, b)) => say(lang, "site.moved", &[("m", &format!("{:.0}", photo::distance_m(a, b)))]),
            None => say(lang, "touched", &[("field", &say(lang, "site.geom", &[]))]),
        });
    }
    out
}

fn place(v: &Value) -> Option<[f64; 2]> {
    serde_json::from_value(v.clone()).ok()
}

fn placement(lang: Lang, p: &RowChange, names: &dyn Names) -> String {
    let cell = |v: &Value| v.as_i64().map(|k| names.called("grid", k));
    let how = match p.pair("by_hand").map(|(_, after)| after.as_i64()) {
        Some(Some(1)) => say(lang, "by_hand", &[]),
        Some(Some(_)) if p.op == Op::Changed => say(lang, "by_place", &[]),
        _ => String::new(),
    };
    let now = || {
        names
            .column("placement", p.key, "grid")
            .as_i64()
            .map(|k| names.called("grid", k))
    };
    let (before, after) = p.pair("grid").map_or((None, None), |(a, b)| (cell(a), cell(b)));
    match (before, after) {
        (Some(from), Some(to)) => say(lang, "replaced", &[("from", &from), ("to", &to)]) + &how,
        (Some(cell), None) => say(lang, "unplaced", &[("cell", &cell)]),
        (None, to) => say(lang, "placed", &[("cell", &to.or_else(now).unwrap_or_default())]) + &how,
    }
}

fn rechecks(lang: Lang, rows: &[&RowChange], moved: bool, out: &mut Vec<String>) {
    let days = |op: Op| -> Vec<&str> {
        let mut days: Vec<_> = rows.iter().filter(|r| r.op == op).map(|r| r.text("due")).collect();
        days.sort_unstable();
        days
    };
    let (new, gone) = (days(Op::New), days(Op::Gone));
    let list = |days: &[&str]| days.join(lang.pick("、", ", "));
    if !new.is_empty() {
        let key = if moved { "rechecks" } else { "recheck.new" };
        out.push(say(lang, key, &[("days", &list(&new)), ("day", &list(&new))]));
    }
    if !gone.is_empty() && !moved {
        out.push(say(lang, "recheck.gone", &[("day", &list(&gone))]));
    }
    // A relapse is a move and says so itself.
    let held = rows.iter().any(|r| r.op == Op::Changed && r.text("result") == "held");
    if held && !moved {
        out.push(say(lang, "recheck.held", &[]));
    }
    if !moved
        && rows
            .iter()
            .any(|r| r.op == Op::Changed && r.text("result") == "relapsed")
    {
        out.push(say(lang, "recheck.relapsed", &[]));
    }
}
