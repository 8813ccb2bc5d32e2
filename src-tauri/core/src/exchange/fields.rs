//! Which field a column of a source goes to.

use super::records::Target;
use super::width::folded;
use crate::limits::{ADDRESS, LINE, NOTE, SHORT};
use crate::text::plain;
use crate::view::{ImportAs, ImportOptions};
use crate::{Error, Result};

/// One field and the headings it is usually found under, normalised by [`heading`], the surest first.
pub(super) struct Field {
    /// Name that options use.
    pub name: &'static str,
    /// Characters that it may have.
    pub longest: usize,
    words: &'static [&'static str],
}

/// Stands before headings that are taken only where no other column serves the field.
const ELSE: &str = "|";

/// Added to the rank of a heading that stands under a group's.
const BELOW: u8 = 100;

macro_rules! fields {
    ($target:ident, $what:literal { $($index:ident $name:literal $longest:ident : $($word:expr),+);+ $(;)? }) => {
        pub(super) static $target: Target = Target {
            what: $what,
            fields: &[$(Field { name: $name, longest: $longest, words: &[$($word),+] }),+],
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
    SITE_ID "id" SHORT: "编号", "点位编号", "点位编码", "台账编号", "档案编号", "案件编号", "问题编号", "siteid", "id", "uniquekey", "number";
    SITE_KIND "kind" SHORT: "类型", "种类", "问题类型", "点位类型", "类别", "问题类别", "点位类别", "厕所类型", "厕所性质", "kind", "type";
    SITE_STATE "state" SHORT: "状态", "办理状态", "整改状态", "state", "status", "整改情况", "整改进度", "整改进展", "进展情况", "完成情况";
    SITE_ADDRESS "address" ADDRESS: "地址", "详细地址", "具体地址", "位置", "具体位置", "详细位置", "点位位置", "所在位置", "坐落位置", "问题位置", "问题地点", "地点", "address",
        "incidentaddress", "门牌号", "点位名称";
    SITE_VILLAGE "village" LINE: "村", "所在村", "村社区", "村/社区", "社区/村", "村庄", "行政村", "社区", "所属社区", "所在社区", "所属村", "自然村", "village";
    SITE_HOUSEHOLD "household" LINE: "户主", "户主姓名", "产权人", "权属人", "所有人", "产权单位", "household", "owner";
    SITE_PHONE "phone" LINE: "电话", "联系电话", "联系方式", "手机", "手机号", "手机号码", "电话号码", "移动电话", "phone", "telephone", "tel";
    SITE_AREA "area" LINE: "区域类型", "区域类别", "所属区域", "片区", "area";
    SITE_SOURCE "source" LINE: "来源", "问题来源", "source";
    SITE_FOUND_ON "found_on" SHORT: "发现日期", "发现时间", "排查时间", "排查日期", "摸排时间", "摸排日期", "检查时间", "检查日期", "上报时间", "上报日期", "登记日期", "登记时间",
        "foundon", "createddate";
    SITE_DEADLINE "deadline" SHORT: "期限", "整改期限", "截止日期", "整改时限", "完成时限", "完成期限", "计划完成时间", "要求完成时间", "拟完成时间", "计划完成日期", "deadline",
        "duedate";
    SITE_SIZE "size" LINE: "大小", "面积", "占地面积", "建筑面积", "拆除面积", "厕屋面积", "方量", "长度", "高度", "size";
    SITE_NOTE "note" NOTE: "备注", "描述", "说明", "问题描述", "问题内容", "存在问题", "现状描述", "现状", "基本情况", "安全隐患", "note", "description", "remark";
    SITE_LON "lon" SHORT: "经度", "lon", "lng", "long", "longitude", "东经", "x", "x坐标", "坐标x", "经度x", "x经度", "横坐标", "横坐标y",
        "y横坐标", "东坐标", "e坐标", "easting";
    SITE_LAT "lat" SHORT: "纬度", "lat", "latitude", "北纬", "y", "y坐标", "坐标y", "纬度y", "y纬度", "纵坐标", "纵坐标x", "x纵坐标",
        "北坐标", "n坐标", "northing";
    SITE_LON_LAT "lonlat" LINE: "经纬度", "坐标", "经纬度坐标", "地理坐标", "坐标位置", "位置坐标", "点位坐标", "gps坐标", "gps", "lonlat", "lnglat";
    SITE_BY_HAND "by_hand" SHORT: "byhand", "人工归格";
});

fields!(GRIDS, "grids" {
    GRID_CODE "code" SHORT: "网格编码", "网格编号", "网格代码", "网格号", "编码", "code", "gridcode", "gridid", "geoid", "wgbm", "wgdm", "wgbh", "网格id",
        "dywgbsm", "id", ELSE, "社区编码", "社区代码", "社区编号", "村编码", "村代码", "村庄编码", "行政区代码", "行政区划代码", "区划代码", "统计用区划代码",
        "xzqdm", "zldwdm", "qsdwdm", "xzqhdm", "xzdm", "adcode", "pac", "dm", "bm";
    GRID_NAME "name" LINE: "名称", "网格名称", "name", "gridname", "wgmc", "网格名", "责任网格", "网格区域", ELSE, "社区名称", "村名称", "村名", "村庄名称", "行政区名称",
        "xzqmc", "zldwmc", "qsdwmc", "xzqhmc", "xzmc", "mc", "qymc";
    GRID_LEVEL "level" SHORT: "层级", "网格层级", "网格级别", "级别", "level";
    GRID_PARENT "parent" SHORT: "上级", "上级编码", "上级网格", "上级网格编码", "上级网格编号", "所属上级", "parent", "parentcode";
    GRID_NOTE "note" NOTE: "备注", "描述", "说明", "note", "description";
});

fields!(PEOPLE, "people" {
    PERSON_NAME "name" SHORT: "姓名", "名字", "name", ELSE, "网格长姓名", "网格长";
    PERSON_POST "post" LINE: "职务", "职位", "岗位", "post", "title", ELSE, "单位及职务", "工作单位及职务", "单位职务";
    PERSON_PHONE "phone" LINE: "电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "移动电话", "phone", "telephone", "tel", "办公电话";
    PERSON_ORG "org" LINE: "单位", "工作单位", "所属单位", "单位名称", "org", "organisation", "organization", ELSE, "责任单位", "责任部门";
    PERSON_ROLE "role" SHORT: "角色", "责任", "网格职务", "人员类别", "role";
    PERSON_GRID "grid" LINE: "网格编码", "负责网格", "网格编号", "网格代码", "网格", "网格名称", "责任网格", "所属网格", "包联网格", "包保网格", "包联社区", "包保区域", "grid",
        "gridcode", "gridid";
    PERSON_TOWN "town" LINE: "街道", "乡镇", "镇", "所属街道", "所属乡镇", "所属镇", "所在街道", "所在乡镇", "街道/乡镇", "乡镇/街道", "街道乡镇", "乡镇街道", "镇街", "街镇",
        "所属镇街", "街道名称", "乡镇名称", "town", "street", "subdistrict", "township";
    PERSON_VILLAGE "village" LINE: "村", "所属村", "所在村", "村社区", "村/社区", "社区/村", "村庄", "行政村", "所属行政村", "社区", "所属社区", "所在社区", "所属村社区",
        "所属村/社区", "村名", "村名称", "社区名称", "village", "community";
    PERSON_FROM "from" SHORT: "起始日期", "开始日期", "到岗日期", "到岗时间", "任职时间", "任职日期", "from", "start";
    PERSON_TO "to" SHORT: "截止日期", "结束日期", "to", "end";
});

fields!(FEEDBACK, "feedback items" {
    FEEDBACK_NUMBER "number" SHORT: "问题编号", "编号", "序号", "number", "id", "no";
    FEEDBACK_TEXT "text" NOTE: "问题描述", "问题内容", "具体问题", "反馈问题", "存在问题", "存在的问题", "存在的主要问题", "问题", "问题清单", "具体表现", "反馈意见", "描述",
        "内容", "text", "description";
    FEEDBACK_CATEGORY "category" LINE: "问题类别", "类别", "问题类型", "分类", "category", "type";
    FEEDBACK_DUE "due" SHORT: "整改期限", "整改时限", "完成时限", "整改完成时限", "办结时限", "完成期限", "期限", "截止日期", "due", "duedate", "deadline";
    FEEDBACK_ORG "org" LINE: "整改单位", "责任单位", "整改责任单位", "主责单位", "牵头单位", "责任部门", "牵头部门", "单位", "org", "organisation", "organization";
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

/// A heading without what offices vary: case, width, blanks, `_`, `-`, `*`, colons, degree signs, and a bracketed
/// unit at its end.
pub(super) fn heading(text: &str) -> String {
    let whole = folded(text).replace(['_', '-', '*', ':', '°'], "");
    match whole.find(['(', '[', '【', '〔']) {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
            set[at] = Some(plain(value).trim().to_owned()).filter(|v| !v.is_empty());
        }
        Ok(Self { fields, choice, set })
    }

    /// The fields that a column of exactly this name was named for.
    pub(super) fn named(&self, column: &str) -> Vec<Use> {
        let named = |c: &Choice| matches!(c, Choice::Column(name) if name == column.trim());
        (self.choice.iter().enumerate())
            .filter(|(_, c)| named(c))
            .map(|(i, _)| Use {
                field: i as u8,
                rank: 0,
            })
            .collect()
    }

    /// The same use of a column whose heading says it only in its lower row, under that of a group.
    pub(super) fn below(used: Use) -> Use {
        Use {
            rank: used.rank.saturating_add(BELOW),
            ..used
        }
    }

    /// This use is only for want of another.
    pub(super) fn is_makeshift(&self, used: Use) -> bool {
        let at = usize::from(used.field);
        let mark = self.fields[at].words.iter().position(|w| *w == ELSE);
        matches!(self.choice[at], Choice::Usual)
            && (used.rank >= BELOW || mark.is_some_and(|m| usize::from(used.rank) > m))
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
