//! Whose telephone, post or unit a column of a list holds where columns name several people: that of the nearest one
//! before it.

use super::fields::{PERSON_NAME, PERSON_ORG, PERSON_PHONE, PERSON_POST, SITE_HOUSEHOLD, SITE_PHONE, Use};
use super::heads::Column;
use super::records::Context;

/// How a heading ends that names a person.
const PEOPLE: &str = "领导 网格长 网格员 负责人 责任人 联系人 书记 主任 队长 组长 片长 街长 路长 河长 楼长 楼栋长 巷长 \
    指挥长 民警 专干 姓名 名字 协管员 保洁员 监督员 巡查员 户主 产权人 权属人 经办人 包保干部 包联干部 包村干部";

/// A use that a column does not have, since what it holds is somebody else's.
pub(super) struct Others {
    pub column: usize,
    pub used: Use,
    /// The heading of whom it belongs to.
    pub owner: String,
    /// That of whom is read.
    pub person: String,
}

/// The columns whose heading says a field of the person read, and which stand behind another person.
pub(super) fn of_others(columns: &[Column], context: &Context<'_>) -> Vec<Others> {
    let (name, theirs): (usize, &[usize]) = match context.target.what {
        "people" => (PERSON_NAME, &[PERSON_POST, PERSON_PHONE, PERSON_ORG]),
        "sites" => (SITE_HOUSEHOLD, &[SITE_PHONE]),
        _ => return Vec::new(),
    };
    let naming = |c: &Column| c.uses().iter().find(|u| usize::from(u.field) == name).copied();
    let surest = |i: &usize| naming(&columns[*i]).map(|u| (context.wanted.is_makeshift(u), u.rank, *i));
    let Some(read) = (0..columns.len())
        .filter(|i| naming(&columns[*i]).is_some())
        .min_by_key(surest)
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let is_theirs = |u: &&Use| {
            let field = usize::from(u.field);
            theirs.contains(&field) && !context.wanted.is_named(field)
        };
        let Some(used) = column.uses().iter().find(is_theirs) else {
            continue;
        };
        let owner = if grouped(column) && grouped(&columns[read]) {
            let group = &column.said[0];
            (*group != columns[read].said[0] && is_person(group)).then(|| group.clone())
        } else {
            let names = |k: &usize| *k == read || naming(&columns[*k]).is_some() || is_person(last(&columns[*k]));
            let before = (0..i).rev().find(names);
            before.filter(|k| *k != read).map(|k| columns[k].name.clone())
        };
        found.extend(owner.map(|owner| Others {
            column: i,
            used: *used,
            owner,
            person: columns[read].name.clone(),
        }));
    }
    found
}

/// It stands in a group of columns, below the group's heading.
fn grouped(column: &Column) -> bool {
    column.said.iter().all(|s| !s.is_empty())
}

fn last(column: &Column) -> &str {
    (column.said.iter().rev())
        .find(|s| !s.is_empty())
        .map_or("", String::as_str)
}

fn is_person(heading: &str) -> bool {
    !heading.starts_with("是否") && PEOPLE.split_whitespace().any(|p| heading.ends_with(p))
}
