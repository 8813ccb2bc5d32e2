//! Words that offices write where there is nobody or nothing: 空缺, 待定, 暂无, 无, —, none. Pure.

use crate::exchange::folded;

/// Longer texts say something.
const LONGEST: usize = 90;

/// Words for nobody or nothing as they stand.
const WORDS: &[&str] = &[
    "空缺",
    "空岗",
    "空位",
    "空",
    "空白",
    "缺",
    "缺位",
    "缺额",
    "缺员",
    "缺人",
    "缺岗",
    "缺失",
    "无",
    "无人",
    "无此人",
    "没",
    "没有",
    "没人",
    "没有人",
    "不详",
    "不明",
    "不清楚",
    "不适用",
    "none",
    "null",
    "nil",
    "nan",
    "na",
    "n/a",
    "n.a.",
    "vacant",
    "vacancy",
    "empty",
    "blank",
    "nobody",
    "nothing",
    "unknown",
    "unassigned",
    "tbd",
    "tba",
    "tbc",
    "undecided",
    "undefined",
];

/// What is still to be done, behind 待, 未 and the like.
const TO_BE: &[&str] = &[
    "定", "知", "有", "补", "补充", "补选", "补缺", "补录", "补齐", "补配", "明确", "确定", "确认", "落实", "安排",
    "配", "配备", "配齐", "配置", "选", "选举", "选派", "选任", "选出", "任", "任命", "聘", "聘任", "招", "招聘",
    "指定", "指派", "填", "填写", "填报", "核", "核实", "查", "通知", "报", "派", "到位", "到岗", "上岗", "设", "设置",
    "设立", "产生", "调整", "分配", "委派", "接任", "提供", "登记", "录入", "采集", "人",
];

/// Words before it that say how long it has been so.
const SO_FAR: &[&str] = &["目前", "现在", "暂时", "暂", "尚", "还", "仍", "现", "正", "处于", "为"];

/// Whom or what it is about.
const ABOUT: &[&str] = &[
    "专职网格长",
    "专职网格员",
    "网格长",
    "网格员",
    "负责人",
    "责任人",
    "联系人",
    "人员",
    "岗位",
    "职位",
    "职务",
    "人选",
];

const AS_ABOVE: &[&str] = &[
    "同上",
    "同前",
    "同左",
    "上同",
    "同上行",
    "同上一行",
    "同上列",
    "ditto",
    "sameasabove",
    "asabove",
];

/// What stands behind the # of an error.
const ERRORS: &[&str] = &[
    "N/A",
    "REF",
    "VALUE",
    "DIV/0",
    "NAME",
    "NULL",
    "NUM",
    "SPILL",
    "CALC",
    "GETTING_DATA",
    "FIELD",
    "BLOCKED",
    "CONNECT",
    "UNKNOWN",
    "BUSY",
    "PYTHON",
    "ERROR",
];

/// The text says that there is nobody or nothing: 空缺, （待定）, 暂无, N/A, —, 0.
pub(crate) fn says_nothing(text: &str) -> bool {
    if text.len() > LONGEST || says_as_above(text) {
        return false;
    }
    let text = folded(text);
    // A narrow column shows ##### for a number.
    if !text.chars().any(|c| c.is_alphanumeric() || c == '#')
        || text.chars().all(|c| matches!(c, '0' | '.'))
        || WORDS.contains(&&*text)
    {
        return true;
    }
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0u32);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '【' | '〔' | '〖' | '《' | '<' | '〈' | '「' | '“' | '‘' => depth += 1,
            ')' | ']' | '}' | '】' | '〕' | '〗' | '》' | '>' | '〉' | '」' | '”' | '’' => {
                depth = depth.saturating_sub(1)
            }
            c if depth == 0 => outside.push(c),
            c => inside.push(c),
        }
    }
    let said = if outside.chars().any(char::is_alphanumeric) {
        outside
    } else {
        inside
    };
    let mut parts = (said.split(|c: char| !c.is_alphanumeric() && c != '/' || c == '/' && said.len() > 3))
        .filter(|p| !p.is_empty())
        .peekable();
    parts.peek().is_some() && parts.all(part)
}

/// The text points at another paper: 见附件, 详见附表2, 另附, 附后.
pub(crate) fn says_elsewhere(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let text = folded(text);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let rest = ["详见", "请见", "参见", "见"].iter().find_map(|p| bare.strip_prefix(p));
    let paper = |t: &str| PAPERS.iter().any(|p| t.starts_with(p));
    matches!(bare, "附后" | "另附" | "后附" | "seeattached" | "attached")
        || rest.is_some_and(paper)
        || paper(bare) && bare.starts_with('附')
}

/// Papers that a list may point at.
const PAPERS: &[&str] = &[
    "附件",
    "附表",
    "附后",
    "附页",
    "后附",
    "名单",
    "名册",
    "花名册",
    "下表",
    "另表",
    "背面",
];

/// The text is what a spreadsheet shows where a formula failed: #REF!, #N/A, #DIV/0!, #NAME?, Err:502.
pub(crate) fn is_excel_error(text: &str) -> bool {
    if !text.trim_start().starts_with(['#', '＃', 'E']) {
        return false;
    }
    let text = folded(text);
    if let Some(error) = text.strip_prefix('#') {
        let word = error.trim_end_matches(['!', '?']);
        return ERRORS.iter().any(|e| e.eq_ignore_ascii_case(word));
    }
    (text.strip_prefix("err:")).is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// The text points at the row above it: 同上, 〃.
pub(crate) fn says_as_above(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let text = folded(text);
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    AS_ABOVE.contains(&bare)
        || !text.is_empty() && text.chars().all(|c| matches!(c, '〃' | '″' | '"' | '”' | '“' | '〞'))
}

fn part(text: &str) -> bool {
    let mut t = text;
    loop {
        if WORDS.contains(&t) {
            return true;
        }
        let to_be = (["待", "未", "没有", "没", "无"].iter()).find_map(|p| t.strip_prefix(p));
        if to_be.is_some_and(|rest| TO_BE.contains(&rest) || ABOUT.contains(&rest)) {
            return true;
        }
        let shorter = (SO_FAR.iter().chain(ABOUT).find_map(|p| t.strip_prefix(p)))
            .or_else(|| ABOUT.iter().find_map(|p| t.strip_suffix(p)));
        match shorter {
            Some(rest) if !rest.is_empty() => t = rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nobody_are_known_however_they_are_written() {
        for text in [
            "空缺",
            "暂缺",
            "缺",
            "无",
            "暂无",
            "没有",
            "待定",
            "未定",
            "待补",
            "待明确",
            "未安排",
            "未配备",
            "N/A",
            "n／a",
            "None",
            "VACANT",
            "tbd",
            "-",
            "–",
            "—",
            "——",
            "/",
            "\\",
            "0",
            "０",
            "…",
            "（空缺）",
            "(空缺)",
            "【暂缺】",
            " 空　缺 ",
            "空缺（待补）",
            "空缺（张三代）",
            "暂缺、待补",
            "目前空缺",
            "尚未明确",
            "暂未安排",
            "网格长空缺",
            "无网格长",
            "暂无人员",
            "待选举",
            "待补充",
            "不详",
            "？",
            "无。",
            "(无)",
            "ＮＵＬＬ",
            "***",
            "暂时空缺",
            "岗位空缺",
            "人选待定",
        ] {
            assert!(says_nothing(text), "{text}");
        }
    }

    #[test]
    fn names_are_names() {
        for text in [
            "张小燕",
            "吴空",
            "无名",
            "缺德",
            "尚未央",
            "尚定",
            "待续",
            "网格长",
            "负责人",
            "现任",
            "张三（待定）",
            "张三/李四",
            "Na Li",
            "01",
            "10",
            "王没有",
            "同上",
            "〃",
            "无为村",
            "空中花园社区",
            "未央区",
            "暂",
            "暂定",
            "No. 5",
            "张三（空缺）",
            "########",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn what_points_at_another_paper_is_no_name() {
        for text in ["见附件", "详见附件2", "（见附表）", "附后", "另附", "附件1", "见名单"] {
            assert!(says_elsewhere(text), "{text}");
        }
        for text in ["见习", "付见", "附近村", "见南山", "名单芳"] {
            assert!(!says_elsewhere(text), "{text}");
        }
    }

    #[test]
    fn what_points_at_the_row_above_is_another_thing() {
        for text in ["同上", "（同上）", "〃", "\"", "″", "Ditto", "同 上"] {
            assert!(says_as_above(text), "{text}");
        }
        assert!(!says_as_above("同上村") && !says_as_above("") && !says_as_above("—"));
    }
}
