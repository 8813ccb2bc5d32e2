//! Rows of a table that are no record: headings again, totals, remarks and signatures.

use super::fields::heading;
use super::heads::Head;
use super::notes::Note;
use super::rows::Row;
use super::values::among;
use super::width::half_char;

/// Words of a row of totals, normalised.
const TOTALS: &str = "合计 小计 总计 共计 累计 总和 总数 汇总 平均 平均值 平均数 本页合计 本页小计 本页共计 合计数 总合计 \
    小结 total totals subtotal grandtotal sum average mean";

/// Words that begin a row under the list and need nothing behind them.
const SIGNED: &str = "填表人 填报人 填写人 制表人 制表 填表 审核人 审核 审批人 复核人 复核 校核人 经办人 填表日期 填报日期 \
    制表日期 填表时间 填报时间 制表时间 报送时间 报送日期 填表单位 填报单位 报送单位 制表单位 填表说明 \
    填报说明 盖章 签字 签名 单位盖章 领导签字 负责人签字";

/// Words that do so with a colon behind them only: alone they may be values.
const REMARKS: &str = "备注 注 说明 附注 附 注意 负责人 领导 联系人 联系电话 电话 手机 日期 时间 单位 部门 地址 截止日期 \
    统计时间 统计日期 数据来源 资料来源 打印日期 打印时间 note notes remark remarks source preparedby \
    checkedby approvedby 单位负责人 主管领导 分管领导 主要领导 统计人 打印人";

/// Tells rows that are no record from those that are.
pub(super) struct Aside<'h> {
    head: &'h Head,
    /// Titles over the table, which printing may have put on every page.
    titles: Vec<String>,
    /// The row before was a remark; one filled cell after it goes on with it.
    below: bool,
}

impl<'h> Aside<'h> {
    pub(super) fn new(head: &'h Head, titles: Vec<String>) -> Self {
        Self {
            head,
            titles,
            below: false,
        }
    }

    /// What the row is, with the cell that says so; none for a record.
    pub(super) fn judge<'r>(&mut self, row: &'r Row) -> Option<(Note, &'r str)> {
        let found = self.look(row);
        self.below = matches!(found, Some((Note::Footer, _)));
        found
    }

    fn look<'r>(&self, row: &'r Row) -> Option<(Note, &'r str)> {
        let mut filled = row.cells().enumerate().filter(|(_, c)| !c.trim().is_empty());
        let (at, first) = filled.next()?;
        let alone = filled.clone().next().is_none();
        if self.is_heading(at, first) && filled.clone().all(|(i, c)| self.is_heading(i, c)) {
            return Some((Note::HeadingAgain, first));
        }
        if alone && self.titles.iter().any(|t| t == first.trim()) {
            return Some((Note::TitleAgain, first));
        }
        if is_total_with_figures(first) {
            return Some((Note::Total, first));
        }
        // 东街社区 | 小计: the word may stand behind what is added up.
        if let Some((_, cell)) = filled.clone().take_while(|(i, _)| *i < 4).find(|(_, c)| is_total(c)) {
            return Some((Note::Total, cell));
        }
        if is_under(first) {
            let others = filled.clone().filter(|(_, c)| !is_under(c)).count();
            let marks = 1 + filled.clone().count() - others;
            if others <= marks {
                return Some((Note::Footer, first));
            }
        }
        if alone && self.head.columns.len() > 1 {
            if self.below || is_page(first) {
                return Some((Note::Footer, first));
            }
            if is_part(first) {
                return Some((Note::Section, first));
            }
        }
        None
    }

    fn is_heading(&self, column: usize, cell: &str) -> bool {
        let Some(column) = self.head.columns.get(column) else {
            return false;
        };
        let cell = cell.trim();
        let first = cell.chars().next().map(half_char).and_then(|c| c.to_lowercase().next());
        cell == column.name
            || (first.is_some_and(|c| column.said.iter().any(|s| s.starts_with(c)))
                && column.said.contains(&heading(cell)))
    }
}

/// What may stand around a word of totals or a page's number.
const BRACKETS: [char; 8] = ['(', ')', '（', '）', '【', '】', ' ', '　'];

/// Most cells begin otherwise, and need not be normalised.
fn may_be_total(cell: &str) -> bool {
    let begins = |c: char| "合小总共累汇平均本其以全".contains(c) || "tsgamTSGAM".contains(c);
    cell.trim_start_matches(BRACKETS).starts_with(begins)
}

fn is_total(cell: &str) -> bool {
    cell.len() <= 40 && may_be_total(cell) && among(TOTALS, &heading(cell.trim_matches(BRACKETS)))
}

/// 合计, 合计：17处, 共3户, 小计（东街）.
fn is_total_with_figures(cell: &str) -> bool {
    if cell.len() > 120 || !may_be_total(cell) {
        return false;
    }
    if is_total(cell) {
        return true;
    }
    let plain = heading(cell.trim_matches(BRACKETS));
    // 本表共计12人: what is added up may stand before.
    let plain = (["本表", "本页", "以上", "全表"].iter())
        .find_map(|before| plain.strip_prefix(before))
        .unwrap_or(&plain);
    if plain.starts_with("其中")
        && cell
            .trim_start()
            .chars()
            .nth(2)
            .is_none_or(|c| matches!(c, ':' | '：' | ',' | '，'))
    {
        return true;
    }
    let unit = |c: char| "个户处人座间栋名项条件米㎡亩元万平方立公里、，,。；;.%".contains(c);
    (TOTALS.split(' ').filter(|t| !t.is_ascii()).chain(["共"])).any(|word| {
        (plain.strip_prefix(word)).is_some_and(|rest| {
            rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_digit() || unit(c))
        })
    })
}

/// The word that a cell begins with, up to its colon or bracket, and whether a colon stands behind it.
fn beginning(cell: &str) -> (String, bool) {
    let cell = cell.trim();
    match cell.find([':', '：']) {
        Some(end) if end <= 60 => (heading(&cell[..end]), true),
        _ => (heading(cell.get(..60).unwrap_or(cell)), false),
    }
}

/// The cell belongs under a list: 填表人：赵六.
fn is_under(cell: &str) -> bool {
    let begins = |c: char| "填制审复校经报盖签领单负".contains(c);
    if !cell.contains([':', '：']) && !cell.trim_start().starts_with(begins) {
        return false;
    }
    let (word, colon) = beginning(cell);
    among(SIGNED, &word) || (colon && (among(REMARKS, &word) || word.starts_with("备注") || word.starts_with("说明")))
}

/// 第 1 页 共 3 页; — 2 —.
fn is_page(cell: &str) -> bool {
    let (cell, dash) = (cell.trim(), ['-', '—', '–', '―']);
    let within = cell.trim_matches(dash).trim();
    if cell.starts_with(dash) && cell.ends_with(dash) && within.parse::<u32>().is_ok() {
        return true;
    }
    let words: String = heading(cell)
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, ',' | '/'))
        .collect();
    matches!(words.as_str(), "第页" | "第页共页" | "共页" | "共页第页")
}

/// 一、东街社区; （二）城中村.
fn is_part(cell: &str) -> bool {
    let cell = cell.trim().trim_start_matches(['（', '(']);
    let rest = cell.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < cell.len() && rest.starts_with(['、', '）', ')', '.', '．'])
}
