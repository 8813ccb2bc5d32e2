//! What an edit did to a grid, to who answers for it, and to its tasks.

use super::{Names, Op, RowChange, changed, say, shown};
use crate::model::{Lang, Level};
use serde_json::Value;

pub fn clauses(lang: Lang, rows: &[RowChange], names: &dyn Names) -> Vec<String> {
    let of = |table: &'static str| rows.iter().filter(move |r| r.table == table);
    let mut out = Vec::new();
    for g in of("grid") {
        let key = match g.op {
            Op::New => "grid.new",
            Op::Gone => "grid.gone",
            Op::Changed => {
                out.extend(fields(lang, g, names));
                continue;
            }
        };
        out.push(say(lang, key, &[("name", g.text("name")), ("code", g.text("code"))]));
    }
    duties(lang, &of("duty").collect::<Vec<_>>(), names, &mut out);
    let moved: Vec<&RowChange> = of("task_step").filter(|s| s.op == Op::New).collect();
    for t in of("task") {
        task(
            lang,
            t,
            moved.iter().any(|m| m.number("task") == Some(t.key)),
            names,
            &mut out,
        );
    }
    for s in moved {
        out.extend(task_step(lang, s, names));
    }
    out.extend(of("task_item").filter_map(|i| item(lang, i, names)));
    for e in of("exemption").filter(|e| e.op != Op::Changed) {
        let campaign = names.called("campaign", e.number("campaign").unwrap_or_default());
        let name = say(lang, "quote", &[("text", &campaign)]);
        let reason = say(lang, "quote", &[("text", e.text("reason"))]);
        let key = if e.op == Op::New { "exempt" } else { "unexempt" };
        out.push(say(lang, key, &[("name", &name), ("reason", &reason)]));
    }
    for p in of("patrol") {
        let who = walkers(lang, p.text("who"), p.text("orgs"));
        let marks = [("day", p.text("day")), ("who", &who)];
        match p.op {
            Op::New => out.push(say(lang, "patrol.new", &marks)),
            Op::Gone => out.push(say(lang, "patrol.gone", &marks)),
            Op::Changed => {}
        }
        if p.op != Op::New {
            continue;
        }
        let sites = |found: i64| {
            let all = of("patrol_site").filter(|s| s.op == Op::New && s.number("patrol") == Some(p.key));
            all.filter(|s| s.number("found") == Some(found)).count()
        };
        let questions = p.text("questions").lines().filter(|q| !q.trim().is_empty()).count();
        let counts = [
            ("patrol.sites", sites(0)),
            ("patrol.news", sites(1)),
            ("patrol.questions", questions),
        ];
        for (key, n) in counts.into_iter().filter(|c| c.1 > 0) {
            out.push(say(lang, key, &[("n", &n.to_string())]));
        }
        if !p.text("note").is_empty() {
            out.push(say(lang, "quote", &[("text", p.text("note"))]));
        }
    }
    out
}

/// Who walked: people and organisations, a line each in the file.
pub(super) fn walkers(lang: Lang, who: &str, orgs: &str) -> String {
    let names: Vec<&str> = who.lines().chain(orgs.lines()).filter(|n| !n.is_empty()).collect();
    names.join(lang.pick("、", ", "))
}

fn fields(lang: Lang, g: &RowChange, names: &dyn Names) -> Vec<String> {
    let one = |(field, before, after): &(String, Value, Value)| {
        let word = |v: &Value| match field.as_str() {
            "geom" => None,
            "parent" => v.as_i64().map(|k| names.called("grid", k)),
            "level" => Level::read(v.as_str()?).map(|l| lang.pick(l.chinese(), l.word()).to_owned()),
            _ => Some(shown(lang, v)),
        };
        changed(lang, &format!("grid.{field}"), (before, after), word)
    };
    g.fields.iter().map(one).collect()
}

/// Of whom a row of `duty` speaks.
struct Held {
    role: String,
    name: String,
    from: Option<String>,
    to: Option<String>,
}

impl Held {
    fn read(d: &RowChange, names: &dyn Names) -> Held {
        let value = |field: &str| match d.value(field) {
            Some(v) => v.clone(),
            None if d.op == Op::Changed => names.column("duty", d.key, field),
            None => Value::Null,
        };
        let text = |field: &str| value(field).as_str().map(str::to_owned);
        let name = match (value("person").as_i64(), value("org").as_i64()) {
            (Some(p), _) => names.called("person", p),
            (None, Some(o)) => names.called("org", o),
            (None, None) => String::new(),
        };
        Held {
            role: names.word("role", &text("role").unwrap_or_default()),
            name,
            from: text("from_date"),
            to: text("to_date"),
        }
    }
}

/// A new holder of a role and the one before are one change.
fn duties(lang: Lang, rows: &[&RowChange], names: &dyn Names, out: &mut Vec<String>) {
    let read = |op: Op| -> Vec<Held> {
        let some = rows.iter().filter(|d| d.op == op);
        some.map(|d| Held::read(d, names)).collect()
    };
    let mut before: Vec<Held> = read(Op::Gone);
    before.extend(read(Op::Changed));
    for new in read(Op::New) {
        let old = before.iter().position(|o| o.role == new.role).map(|i| before.remove(i));
        let said = match old.filter(|o| o.name != new.name) {
            Some(o) => say(
                lang,
                "duty.changed",
                &[("role", &new.role), ("from", &o.name), ("to", &new.name)],
            ),
            None => say(lang, "duty.new", &[("role", &new.role), ("name", &new.name)]),
        };
        out.push(said);
        out.extend(new.from.map(|day| say(lang, "duty.from", &[("day", &day)])));
        out.extend(new.to.map(|day| say(lang, "duty.to", &[("day", &day)])));
    }
    for old in before {
        out.push(say(lang, "duty.ended", &[("role", &old.role), ("name", &old.name)]));
        out.extend(old.to.map(|day| say(lang, "duty.to", &[("day", &day)])));
    }
}

fn task_name(lang: Lang, key: Option<i64>, names: &dyn Names) -> String {
    say(
        lang,
        "quote",
        &[("text", &names.called("task", key.unwrap_or_default()))],
    )
}

fn task(lang: Lang, t: &RowChange, moved: bool, names: &dyn Names, out: &mut Vec<String>) {
    let name = match t.number("campaign") {
        Some(campaign) => say(lang, "quote", &[("text", &names.called("campaign", campaign))]),
        None => task_name(lang, Some(t.key), names),
    };
    match t.op {
        Op::New => {
            out.push(say(lang, "task.new", &[("name", &name)]));
            let due = t.value("deadline").and_then(Value::as_str);
            out.extend(due.map(|day| say(lang, "site.due", &[("day", day)])));
        }
        Op::Gone => out.push(say(lang, "task.gone", &[("name", &name)])),
        Op::Changed => {
            for (field, before, after) in &t.fields {
                if moved && matches!(field.as_str(), "state" | "rework") {
                    continue;
                }
                let word = |v: &Value| match (field.as_str(), v.as_i64()) {
                    ("person", Some(k)) => Some(names.called("person", k)),
                    ("state", _) => Some(say(lang, &format!("task.{}", v.as_str()?), &[])),
                    _ => Some(shown(lang, v)),
                };
                let said = say(lang, &format!("task.{field}"), &[]);
                let said = say(lang, "task.field", &[("name", &name), ("field", &said)]);
                out.push(changed(lang, &said, (before, after), word));
            }
        }
    }
}

/// What a row of `task_step` says.
pub fn task_step(lang: Lang, s: &RowChange, names: &dyn Names) -> Vec<String> {
    let state = |field: &str| say(lang, &format!("task.{}", s.text(field)), &[]);
    let name = task_name(lang, s.number("task"), names);
    let mut out = vec![
        say(lang, "task.move", &[("name", &name)]) + &say(lang, &format!("task.{}", s.text("action")), &[]),
        say(
            lang,
            "states",
            &[("from", &state("from_state")), ("to", &state("to_state"))],
        ),
    ];
    if !s.text("note").is_empty() {
        out.push(say(lang, "quote", &[("text", s.text("note"))]));
    }
    out
}

fn item(lang: Lang, i: &RowChange, names: &dyn Names) -> Option<String> {
    let value = |field: &str| match i.value(field) {
        Some(v) => v.clone(),
        None => names.column("task_item", i.key, field),
    };
    let key = match (i.op, i.pair("done")) {
        (Op::New, _) => "item.new",
        (Op::Gone, _) => "item.gone",
        (Op::Changed, Some((_, done))) if done.as_i64() == Some(1) => "item.done",
        (Op::Changed, Some(_)) => "item.undone",
        (Op::Changed, None) => i.pair("text").map(|_| "item.text")?,
    };
    let name = task_name(lang, value("task").as_i64(), names);
    let text = say(lang, "quote", &[("text", value("text").as_str().unwrap_or_default())]);
    Some(say(lang, key, &[("name", &name), ("text", &text)]))
}

/// Days of a duty that the file holds without the edit that gave it, each with what happened: it began, or it ended.
pub(crate) fn held(lang: Lang, d: &RowChange, names: &dyn Names) -> Vec<(String, String)> {
    let h = Held::read(d, names);
    [(h.from, "duty.held"), (h.to, "duty.over")]
        .into_iter()
        .filter_map(|(day, key)| {
            let said = say(lang, key, &[("name", &h.name), ("role", &h.role)]) + lang.pick("。", ".");
            Some((day?, said))
        })
        .collect()
}
