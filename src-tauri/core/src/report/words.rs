//! Every word that the documents say on their own, in one table per language.

/// The words of one language. `{name}` marks what is put in.
pub(super) struct Words {
    pub language: &'static str,
    pub notice_title: &'static str,
    pub number: &'static str,
    pub date: &'static str,
    pub grid: &'static str,
    pub chief: &'static str,
    pub leader: &'static str,
    pub departments: &'static str,
    pub between: &'static str,
    pub vacant: &'static str,
    pub none: &'static str,
    pub salutation: &'static str,
    pub salutation_vacant: &'static str,
    pub body_none: &'static str,
    pub body: &'static str,
    pub body_rests: &'static str,
    pub body_rest: &'static str,
    pub of_them: &'static str,
    pub of_them_late: &'static str,
    pub of_them_unverified: &'static str,
    pub demand_by: &'static str,
    pub demand_each: &'static str,
    pub columns: [&'static str; 7],
    pub household: &'static str,
    pub late: &'static str,
    pub standard: &'static str,
    pub map_caption: &'static str,
    pub map_caption_none: &'static str,
    pub map_late: &'static str,
    pub map_beyond: &'static str,
    pub map_described: &'static str,
    pub issued: &'static str,
    pub received: &'static str,
    pub signature: &'static str,
    pub blank_day: &'static str,
    pub page: &'static str,
    pub form_title: &'static str,
    pub standard_version: &'static str,
    pub site_number: &'static str,
    pub kind: &'static str,
    pub address: &'static str,
    pub submitted_by: &'static str,
    pub submitted_on: &'static str,
    pub inspected_by: &'static str,
    pub inspected_on: &'static str,
    pub second_person: &'static str,
    pub item_columns: [&'static str; 4],
    pub pass: &'static str,
    pub fail: &'static str,
    pub not_applicable: &'static str,
    pub conclusion: &'static str,
    pub accepted: &'static str,
    pub returned: &'static str,
    pub opinion: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub no_photo: &'static str,
    pub sign_submitter: &'static str,
    pub sign_inspector: &'static str,
    pub sign_second: &'static str,
}

pub(super) const ZH: Words = Words {
    language: "zh-CN",
    notice_title: "{district}网格整改通知单",
    number: "编号：{number}",
    date: "日期：{date}",
    grid: "网　　格",
    chief: "网 格 长",
    leader: "牵头领导",
    departments: "责任部门",
    between: "、",
    vacant: "（空缺）",
    none: "—",
    salutation: "网格长{chief}同志：",
    salutation_vacant: "网格长：",
    body_none: "截至{date}，你负责的网格内没有未销号点位。请继续做好日常巡查，防止问题回潮。",
    body: "截至{date}，你负责的网格内有未销号点位 {count} 处{parts}，见下表。",
    body_rests: "截至{date}，你负责的网格内有未销号点位 {count} 处，见下表：需办理 {todo} 处{parts}；挂账 {rest} 处，恢复前不计时限。",
    body_rest: "截至{date}，你负责的网格内有未销号点位 {count} 处，见下表：均为挂账，恢复前不计时限。",
    of_them: "，其中{parts}",
    of_them_late: "逾期 {late} 处",
    of_them_unverified: "待核实 {unverified} 处",
    demand_by: "请对照整改标准逐处整改，于{deadline}前完成，达标一处、报验一处。",
    demand_each: "请对照整改标准，按表中时限逐处整改，达标一处、报验一处。",
    columns: ["序号", "点位编号", "类型", "地址", "状态", "时限", "说明"],
    household: "户主：{name}",
    late: "逾期 {days} 天",
    standard: "{kind}整改标准",
    map_caption: "网格范围和点位示意图（图中数字为表中序号{late}{beyond}）",
    map_caption_none: "网格范围示意图",
    map_late: "，红底为逾期",
    map_beyond: "，方框为图外点位",
    map_described: "{grid}的范围和点位",
    issued: "签发（盖章）",
    received: "签收",
    signature: "签字：",
    blank_day: "　　　年　　月　　日",
    page: "第 {page} 页",
    form_title: "{district}点位整改验收单",
    standard_version: "验收标准：{version}",
    site_number: "点位编号",
    kind: "点位类型",
    address: "地　　址",
    submitted_by: "报 验 人",
    submitted_on: "报验日期",
    inspected_by: "验 收 人",
    inspected_on: "验收日期",
    second_person: "复 核 人",
    item_columns: ["序号", "验收标准", "结论", "备注"],
    pass: "合格",
    fail: "不合格",
    not_applicable: "不适用",
    conclusion: "验收结论",
    accepted: "验收达标，准予销号",
    returned: "验收不达标，退回整改",
    opinion: "验收意见",
    before: "整改前",
    after: "整改后",
    no_photo: "（无照片）",
    sign_submitter: "报验人签字：",
    sign_inspector: "验收人签字：",
    sign_second: "复核人签字：",
};

/// The template with each `{name}` replaced; what is put in is not looked through again.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let Some(length) = rest[at..].find('}') else { break };
        let name = &rest[at + 1..at + length];
        out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v));
        rest = &rest[at + length + 1..];
    }
    out.push_str(rest);
    out
}

/// `2026-11-30` as 2026年11月30日; anything else as it is.
pub(super) fn day(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    match parts[..] {
        [y, m, d] if y.len() == 4 && parts.iter().all(|p| p.parse::<u16>().is_ok()) => {
            format!("{y}年{}月{}日", m.trim_start_matches('0'), d.trim_start_matches('0'))
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_not_taken_for_a_template() {
        let said = fill("{a}和{b}", &[("a", "{b}"), ("b", "乙")]);
        assert_eq!(said, "{b}和乙");
    }

    #[test]
    fn a_day_is_written_the_chinese_way_and_anything_else_as_it_is() {
        assert_eq!(day("2026-11-05"), "2026年11月5日");
        assert_eq!(day("本月底"), "本月底");
        assert_eq!(day("2026-11"), "2026-11");
    }
}
