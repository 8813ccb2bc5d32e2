//! A move of a site.

use super::{Names, RowChange, say, shown};
use crate::model::{Action, Lang};
use serde_json::Value;
use std::collections::BTreeMap;

/// Numbers of items as a step keeps them: `1,3`.
fn items(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.split(',').filter_map(|n| n.trim().parse().ok())
}

/// What a row of `step` says.
pub fn clauses(lang: Lang, row: &RowChange, photos: u32, names: &dyn Names) -> Vec<String> {
    let action = row.text("action");
    let site = row.number("site").unwrap_or_default();
    let version = row.number("standard_version").unwrap_or(1);
    let remarks: BTreeMap<u32, String> = serde_json::from_str(row.text("remarks")).unwrap_or_default();
    let judged = |key: &str, field: &str| -> Option<String> {
        let named: Vec<String> = items(row.text(field))
            .map(|n| {
                let text = names.item(site, version, n);
                let remark = remarks.get(&n).map(String::as_str).unwrap_or_default();
                let key = if remark.is_empty() { "item" } else { "item.said" };
                say(lang, key, &[("n", &n.to_string()), ("text", &text), ("remark", remark)])
            })
            .collect();
        let list = named.join(lang.pick("、", ", "));
        (!named.is_empty()).then(|| say(lang, key, &[("items", &list)]))
    };
    let failed = judged("failed", "failed");
    let mut out = vec![say(lang, action, &[])];
    if let Some(failed) = &failed {
        // What it was returned for belongs to the move itself.
        out[0] = format!("{}{}{failed}", out[0], lang.pick("：", ": "));
    }
    let (from, to) = (row.text("from_state"), row.text("to_state"));
    out.push(say(
        lang,
        "states",
        &[("from", &say(lang, from, &[])), ("to", &say(lang, to, &[]))],
    ));
    let passed = items(row.text("passed")).count();
    if passed > 0 && failed.is_none() {
        out.push(say(lang, "passed", &[("n", &passed.to_string())]));
    }
    out.extend(judged("na", "not_applicable"));
    let named: Vec<u32> = ["failed", "not_applicable"]
        .iter()
        .flat_map(|f| items(row.text(f)))
        .collect();
    for (n, remark) in remarks.iter().filter(|(n, _)| !named.contains(n)) {
        out.push(say(lang, "remark", &[("n", &n.to_string()), ("remark", remark)]));
    }
    let counted = match Action::read(action) {
        Some(Action::Return) => Some("nth_return"),
        Some(Action::Relapse) => Some("nth_relapse"),
        _ => None,
    };
    if let Some(key) = counted {
        out.push(say(lang, key, &[("n", &names.nth(site, action, row.key).to_string())]));
    }
    if let Some(day) = row.value("until").and_then(Value::as_str) {
        out.push(say(lang, "until", &[("day", day)]));
    }
    if let Some(note) = row.value("note").filter(|n| !super::is_empty(n)) {
        out.push(shown(lang, note));
    }
    if photos > 0 {
        out.push(say(lang, "photos", &[("n", &photos.to_string())]));
    }
    out
}
