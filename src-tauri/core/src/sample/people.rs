//! Invented people and what they answer for.

use super::district::{District, Village};
use super::rng::Rng;
use super::{SampleDuty, SamplePerson, groups};
use crate::model::{CHIEF, DEPARTMENT, LEADER};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// Everybody, their duties, and who of them does what in the histories.
pub(super) struct Staff {
    /// All people.
    pub people: Vec<SamplePerson>,
    /// All duties.
    pub duties: Vec<SampleDuty>,
    /// Chief of each cell, as a place in `people`.
    pub chief_of: Vec<Option<usize>>,
    /// The office's clerk, who files and dispatches.
    pub clerk: usize,
    /// Those who inspect and accept.
    pub inspectors: Vec<usize>,
}

const SURNAMES: &[&str] = &[
    "祁", "马", "铁", "晁", "鲁", "范", "张", "李", "王", "韩", "雷", "贺", "陈", "赵", "星", "沈", "窦", "冶", "祁",
    "马", "谢", "保", "逯", "严", "吴", "汪", "邓", "甘", "石", "刘",
];
const GIVEN: &[&str] = &[
    "守成", "小燕", "玉兰", "得胜", "长青", "桂花", "生辉", "玉梅", "海明", "永福", "国栋", "秀英", "成林", "发元",
    "占彪", "生莲", "启明", "文才", "建军", "积福", "春梅", "延寿", "有德", "学义", "满仓", "玉珍", "进财", "兰英",
    "生贵", "维忠", "金花", "正祥", "世平", "国英", "宗元", "青云", "万福", "彩霞", "登科", "存良",
];
const LEADERS: &[(&str, &str)] = &[
    ("祁海宁", "区委常委、副区长"),
    ("严立新", "区人大常委会副主任"),
    ("韩振国", "区政协副主席"),
    ("马明远", "副区长"),
    ("李长河", "区委常委、宣传部部长"),
    ("晁国安", "副区长"),
    ("雷正海", "区人大常委会副主任"),
    ("贺延明", "区政协副主席"),
    ("赵成渝", "区委常委、统战部部长"),
];
const POSTS: &[&str] = &["包村干部", "村委会主任", "驻村干部", "村监委会主任", "村委会副主任"];
const TOWN_POSTS: &[&str] = &["社区专职网格员", "街道包片干部", "社区居委会主任", "社区居委会副主任"];

/// Cells per chief at most.
const MOST: usize = 4;
const CHIEFS: usize = 70;
const VACANT: usize = 6;

struct Book {
    rng: Rng,
    people: Vec<SamplePerson>,
    used: BTreeSet<String>,
}

impl Book {
    fn add(&mut self, name: Option<&str>, post: &str, org: &str) -> usize {
        let name = match name {
            Some(n) => n.to_owned(),
            None => loop {
                let n = format!("{}{}", self.rng.pick(SURNAMES), self.rng.pick(GIVEN));
                if !self.used.contains(&n) {
                    break n;
                }
            },
        };
        self.used.insert(name.clone());
        // 7919 has no factor in common with 10000, so no two people share a number.
        let phone = format!("199 0000 {:04}", (self.people.len() * 7919 + 1207) % 10000);
        self.people.push(SamplePerson {
            name,
            post: post.to_owned(),
            phone,
            org: org.to_owned(),
        });
        self.people.len() - 1
    }
}

/// The organisation that runs a subdistrict or town.
fn office_of(town: &str) -> String {
    match town {
        t if t.ends_with("街道") => format!("{t}办事处"),
        t if t.ends_with("镇") || t.ends_with('乡') => format!("{t}人民政府"),
        _ => "曹家堡园区管委会".to_owned(),
    }
}

fn committee_of(village: &Village) -> String {
    format!("{}村委会", village.name.strip_suffix('村').unwrap_or(&village.name))
}

fn held(grid_code: &str, role: &'static str, person: usize, from: NaiveDate) -> SampleDuty {
    SampleDuty {
        grid_code: grid_code.to_owned(),
        role,
        person: Some(person),
        org: None,
        from,
    }
}

/// Fills the posts. All duties began a good while before `today`.
pub(super) fn staff(district: &District, today: NaiveDate) -> Staff {
    let used = LEADERS
        .iter()
        .map(|l| l.0.to_owned())
        .chain(["铁桂英".to_owned()])
        .collect();
    let mut book = Book {
        rng: Rng::new(302),
        people: Vec::new(),
        used,
    };
    let mut duties = Vec::new();
    let since = |days: u64| today - Days::new(days);

    let clerk = book.add(Some("林汉秋"), "创卫办科员", "区创卫办");
    let inspectors = vec![
        book.add(Some("窦生辉"), "创卫办验收组组长", "区创卫办"),
        book.add(Some("谢玉梅"), "创卫办副主任", "区创卫办"),
    ];
    for (t, town) in district.towns.iter().enumerate() {
        let (name, post) = LEADERS[t % LEADERS.len()];
        let org = if post.contains("人大") {
            "区人大常委会"
        } else if post.contains("政协") {
            "区政协"
        } else if post.contains("部长") {
            "区委"
        } else {
            "区政府"
        };
        let leader = book.add(Some(name), post, org);
        duties.push(held(&town.code, LEADER, leader, since(420)));
    }
    departments(district, &mut duties, since(400));
    for v in &district.villages {
        let (post, org) = if v.community {
            ("社区党支部书记", v.name.clone())
        } else {
            ("村党支部书记", committee_of(v))
        };
        let secretary = book.add(None, post, &org);
        duties.push(held(&v.code, "secretary", secretary, since(600)));
    }
    let chief_of = chiefs(district, &mut book, &mut duties, since(380));
    Staff {
        people: book.people,
        duties,
        chief_of,
        clerk,
        inspectors,
    }
}

/// Departments answer for whole towns; a few more for the cells that are their business.
fn departments(district: &District, duties: &mut Vec<SampleDuty>, from: NaiveDate) {
    let mut give = |code: &str, org: &str| {
        duties.push(SampleDuty {
            grid_code: code.to_owned(),
            role: DEPARTMENT,
            person: None,
            org: Some(org.to_owned()),
            from,
        });
    };
    for (t, town) in district.towns.iter().enumerate() {
        give(&town.code, "住建局");
        give(&town.code, ["农业农村局", "卫健局", "乡村振兴局"][t % 3]);
    }
    for cell in &district.cells {
        if district.villages[cell.village].community {
            give(&cell.code, "城管局");
        } else if cell.from_river < 0.9 {
            give(&cell.code, "水利局");
        }
    }
}

/// Chiefs of one to four cells that lie side by side in one town; six cells have none.
fn chiefs(district: &District, book: &mut Book, duties: &mut Vec<SampleDuty>, from: NaiveDate) -> Vec<Option<usize>> {
    let touching: groups::Touching = district.cells.iter().map(|c| c.touching.clone()).collect();
    let n = district.cells.len();
    let town_of = |i: usize| district.villages[district.cells[i].village].town;
    // Every 26th cell or so, so that vacancies lie in town, in the valley and in the hills.
    let vacant: BTreeSet<usize> = (0..VACANT).map(|k| 9 + k * n / VACANT).collect();
    let filled: Vec<usize> = (0..n).filter(|i| !vacant.contains(i)).collect();
    let sets = groups::gather(&filled, &touching, CHIEFS, MOST, |a, b| {
        let apart = if town_of(a[0]) == town_of(b[0]) { 0.0 } else { 1e6 };
        let strange = if district.cells[a[0]].village == district.cells[b[0]].village {
            0.0
        } else {
            2.0
        };
        // A fixed jumble, so that loads differ.
        let jumble = ((a[0] * 37 + b[0] * 101) % 17) as f64 / 4.0;
        apart + strange + jumble + (a.len() + b.len()) as f64
    });
    let mut chief_of = vec![None; n];
    for (k, set) in sets.iter().enumerate() {
        let home = &district.villages[district.cells[set[0]].village];
        let post = if home.community {
            TOWN_POSTS[k % TOWN_POSTS.len()]
        } else {
            POSTS[k % POSTS.len()]
        };
        let org = if post.starts_with("村") {
            committee_of(home)
        } else if post.starts_with("社区") {
            home.name.clone()
        } else {
            office_of(&district.towns[home.town].name)
        };
        let named = set.iter().any(|i| district.cells[*i].name.starts_with("石家营村"));
        let name = if named && !book.people.iter().any(|p| p.name == "铁桂英") {
            Some("铁桂英")
        } else {
            None
        };
        let chief = book.add(name, post, &org);
        if k == sets.len() / 2 {
            book.people[chief].phone.clear();
        }
        for i in set {
            chief_of[*i] = Some(chief);
            duties.push(held(&district.cells[*i].code, CHIEF, chief, from));
        }
    }
    chief_of
}
