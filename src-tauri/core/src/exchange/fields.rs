//! Which field a column of a source goes to.

use super::records::Target;
use crate::view::{ImportAs, ImportOptions};
use crate::{Error, Result};

/// One field and the headings it is usually found under, normalised by [`heading`], the surest first.
pub(super) struct Field {
    /// Name that options use.
    pub name: &'static str,
    words: &'static [&'static str],
}

macro_rules! fields {
    ($target:ident, $what:literal { $($index:ident $name:literal : $($word:literal),+);+ $(;)? }) => {
        pub(super) static $target: Target = Target {
            what: $what,
            fields: &[$(Field { name: $name, words: &[$($word),+] }),+],
        };
        fields!(@index 0; $($index)+);
    };
    (@index $n:expr; $head:ident $($tail:ident)*) => {
        pub(super) const $head: usize = $n;
        fields!(@index $n + 1; $($tail)*);
    };
    (@index $n:expr;) => {};
}

fields!(SITES, "sites" {
    SITE_ID "id": "编号", "点位编号", "点位编码", "问题编号", "siteid", "id", "uniquekey", "number";
    SITE_KIND "kind": "类型", "种类", "问题类型", "点位类型", "kind", "type";
    SITE_STATE "state": "状态", "办理状态", "整改状态", "state", "status";
    SITE_ADDRESS "address": "地址", "详细地址", "位置", "address", "incidentaddress";
    SITE_VILLAGE "village": "村", "所在村", "村社区", "村/社区", "村庄", "社区", "village";
    SITE_HOUSEHOLD "household": "户主", "户主姓名", "household", "owner";
    SITE_PHONE "phone": "电话", "联系电话", "手机", "手机号", "phone", "telephone", "tel";
    SITE_AREA "area": "区域类型", "区域类别", "area";
    SITE_SOURCE "source": "来源", "问题来源", "source";
    SITE_FOUND_ON "found_on": "发现日期", "发现时间", "排查时间", "排查日期", "摸排时间", "摸排日期", "foundon", "createddate";
    SITE_DEADLINE "deadline": "期限", "整改期限", "截止日期", "整改时限", "deadline", "duedate";
    SITE_SIZE "size": "大小", "面积", "size";
    SITE_NOTE "note": "备注", "描述", "说明", "问题描述", "note", "description", "remark";
    SITE_LON "lon": "经度", "lon", "lng", "long", "longitude", "x";
    SITE_LAT "lat": "纬度", "lat", "latitude", "y";
});

fields!(GRIDS, "grids" {
    GRID_CODE "code": "网格编码", "网格编号", "编码", "code", "gridcode", "gridid", "geoid", "id";
    GRID_NAME "name": "名称", "网格名称", "name", "gridname";
    GRID_LEVEL "level": "层级", "网格层级", "level";
    GRID_PARENT "parent": "上级", "上级编码", "上级网格", "parent", "parentcode";
    GRID_NOTE "note": "备注", "描述", "说明", "note", "description";
});

fields!(PEOPLE, "people" {
    PERSON_NAME "name": "姓名", "名字", "name";
    PERSON_POST "post": "职务", "职位", "post", "title";
    PERSON_PHONE "phone": "电话", "联系电话", "手机", "手机号", "手机号码", "phone", "telephone", "tel";
    PERSON_ORG "org": "单位", "工作单位", "所属单位", "org", "organisation", "organization";
    PERSON_ROLE "role": "角色", "责任", "role";
    PERSON_GRID "grid": "网格编码", "负责网格", "网格编号", "网格", "grid", "gridcode", "gridid";
    PERSON_FROM "from": "起始日期", "开始日期", "from", "start";
    PERSON_TO "to": "截止日期", "结束日期", "to", "end";
});

fields!(FEEDBACK, "feedback items" {
    FEEDBACK_NUMBER "number": "问题编号", "编号", "序号", "number", "id", "no";
    FEEDBACK_TEXT "text": "问题描述", "问题内容", "具体问题", "反馈问题", "存在问题", "问题", "描述", "内容", "text", "description";
    FEEDBACK_CATEGORY "category": "问题类别", "类别", "问题类型", "分类", "category", "type";
    FEEDBACK_DUE "due": "整改期限", "整改时限", "完成时限", "期限", "截止日期", "due", "duedate", "deadline";
    FEEDBACK_ORG "org": "整改单位", "责任单位", "牵头单位", "单位", "org", "organisation", "organization";
});

fn target(what: ImportAs) -> &'static Target {
    match what {
        ImportAs::Grids => &GRIDS,
        ImportAs::Sites => &SITES,
        ImportAs::People => &PEOPLE,
        ImportAs::Feedback => &FEEDBACK,
    }
}

/// The names of the fields that `--map` and `--set` take for this target, in their order.
pub fn field_names(what: ImportAs) -> Vec<&'static str> {
    target(what).fields.iter().map(|f| f.name).collect()
}

/// A heading without what offices vary: case, blanks, `_`, `-`, `*`, colons, and a bracketed unit at its end.
pub(super) fn heading(text: &str) -> String {
    let whole: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '*' | ':' | '：' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect();
    match whole.find(['(', '（', '[']) {
        Some(cut) if cut > 0 => whole[..cut].to_owned(),
        _ => whole,
    }
}

/// How a field finds its column.
enum Choice {
    Usual,
    Nothing,
    Column(String),
    Set,
}

/// The options, checked: what each field wants.
pub(super) struct Wanted {
    fields: &'static [Field],
    choice: Vec<Choice>,
    set: Vec<Option<String>>,
}

/// A field that a column goes to; of two columns for one field the lower rank wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Use {
    pub field: u8,
    pub rank: u8,
}

impl Wanted {
    pub(super) fn new(target: &'static Target, options: &ImportOptions) -> Result<Self> {
        let fields = target.fields;
        let find = |name: &str| {
            fields
                .iter()
                .position(|f| f.name == name.trim())
                .ok_or_else(|| Error::Field {
                    field: name.to_owned(),
                    reason: format!(
                        "{} have no such field; they have {}",
                        target.what,
                        fields.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")
                    ),
                })
        };
        let mut choice: Vec<Choice> = fields.iter().map(|_| Choice::Usual).collect();
        let mut set: Vec<Option<String>> = fields.iter().map(|_| None).collect();
        for (field, column) in &options.map {
            let column = column.trim();
            choice[find(field)?] = if column.is_empty() {
                Choice::Nothing
            } else {
                Choice::Column(column.to_owned())
            };
        }
        for (field, value) in &options.set {
            let at = find(field)?;
            choice[at] = Choice::Set;
            set[at] = Some(value.trim().to_owned()).filter(|v| !v.is_empty());
        }
        Ok(Self { fields, choice, set })
    }

    /// The fields that a column of this name serves; the first is the one to show.
    pub(super) fn uses(&self, column: &str) -> Vec<Use> {
        let plain = heading(column);
        let mut found = Vec::new();
        for (i, choice) in self.choice.iter().enumerate() {
            let rank = match choice {
                Choice::Column(name) if name == column.trim() => Some(0),
                Choice::Column(name) if heading(name) == plain => Some(1),
                Choice::Usual => self.fields[i].words.iter().position(|w| *w == plain),
                _ => None,
            };
            if let Some(rank) = rank {
                found.push(Use {
                    field: i as u8,
                    rank: rank as u8,
                });
            }
        }
        found
    }

    /// The value set for every row.
    pub(super) fn set(&self, field: usize) -> Option<&str> {
        self.set[field].as_deref()
    }

    /// All set values, by field.
    pub(super) fn sets(&self) -> impl Iterator<Item = (usize, &str)> {
        self.set
            .iter()
            .enumerate()
            .filter_map(|(i, v)| Some((i, v.as_deref()?)))
    }

    /// The option named a column or a value for this field.
    pub(super) fn is_named(&self, field: usize) -> bool {
        matches!(self.choice[field], Choice::Column(_) | Choice::Set)
    }

    /// Columns that options named, with the field each was named for.
    pub(super) fn named_columns(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        self.choice.iter().enumerate().filter_map(|(i, c)| match c {
            Choice::Column(name) => Some((self.fields[i].name, i, name.as_str())),
            _ => None,
        })
    }
}
