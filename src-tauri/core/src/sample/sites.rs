//! Invented sites: how many a cell has, where they lie, how they are written down.

use super::district::{Cell, District};
use super::land::{Xy, metres, offset, river};
use super::people::Staff;
use super::rng::Rng;
use super::{SampleSite, SampleTask, history, templates};
use crate::model::State;
use chrono::NaiveDate;

/// Sites of the worst cells; the others have few.
const WORST: [usize; 9] = [40, 28, 22, 19, 16, 15, 14, 13, 12];
const TOTAL: usize = 460;
/// Metres that a site keeps from its cell's border, and from the middle of the river.
const BORDER: f64 = 25.0;
const WATER: f64 = 70.0;

/// Out of 100 sites, how many are in each state.
const SHARES: [(State, f64); 8] = [
    (State::Rectifying, 26.0),
    (State::Accepted, 28.0),
    (State::Dispatched, 15.0),
    (State::Submitted, 8.0),
    (State::Reported, 7.0),
    (State::Filed, 7.0),
    (State::Suspended, 5.0),
    (State::Dismissed, 4.0),
];

/// All sites, numbered in the order in which they were found.
pub(super) fn sites(district: &District, staff: &Staff, tasks: &[SampleTask], today: NaiveDate) -> Vec<SampleSite> {
    let mut rng = Rng::new(920);
    let kinds = templates::kinds();
    let water = river();
    let mut sites = Vec::with_capacity(TOTAL);
    for (i, count) in counts(district, staff, &mut rng).into_iter().enumerate() {
        let cell = &district.cells[i];
        let chief = staff.chief_of[i].map(|p| &staff.people[p]);
        let cores = places(cell, &water, &mut rng, 1 + count / 7);
        for _ in 0..count {
            let kind = rng.below(kinds.len());
            let state = state(chief.is_some(), &mut rng);
            let life = history::invent(state, kinds[kind].deadline_days, chief, staff, today, &mut rng);
            let [lon, lat] = near(cell, &cores, &water, &mut rng);
            let words = Words::of(district, cell, kind == 0, &mut rng);
            let late = life.deadline.map_or(0, |d| (today - d).num_days());
            let pressing = state.is_unresolved() && state != State::Suspended && late > 6 && rng.chance(0.6);
            sites.push(SampleSite {
                number: String::new(),
                kind: kinds[kind].code.clone(),
                state,
                lon,
                lat,
                campaign: campaign(cell, &words.area, kind, tasks, &mut rng),
                address: words.address,
                village: district.villages[cell.village].name.clone(),
                household: words.household,
                phone: words.phone,
                area: words.area,
                source: words.source,
                found_on: life.found_on,
                deadline: life.deadline,
                size: words.size,
                note: words.note,
                escalated: pressing.then(|| "逾期未整改到位，列入督办".to_owned()),
                rework: life.rework,
                relapse: life.relapse,
                suspended_until: life.suspended_until,
                steps: life.steps,
            });
        }
    }
    sites.sort_by_key(|s| s.found_on);
    for (n, site) in sites.iter_mut().enumerate() {
        site.number = format!("PA{:04}", n + 1);
    }
    sites
}

/// How many sites each cell has: the worst lie in the valley, where the old villages are.
fn counts(district: &District, staff: &Staff, rng: &mut Rng) -> Vec<usize> {
    let n = district.cells.len();
    let mut counts = vec![0; n];
    let led = |i: &usize| staff.chief_of[*i].is_some();
    let old = |i: &usize| district.cells[*i].from_river < 2.6 && district.cells[*i].from_town < 13.0;
    let mut valley: Vec<usize> = (0..n).filter(led).filter(old).collect();
    for worst in WORST {
        let i = valley.swap_remove(rng.below(valley.len()));
        counts[i] = worst;
    }
    let mut left = TOTAL - WORST.iter().sum::<usize>();
    while left > 0 {
        let i = rng.below(n);
        let cell = &district.cells[i];
        let (share, most) = match (cell.from_town < 6.0, cell.from_river < 3.0) {
            (true, _) => (1.0, 8),
            (false, true) => (0.8, 6),
            (false, false) => (0.45, 4),
        };
        let most = if led(&i) { most } else { 3 };
        // One cell in nine is clean.
        if counts[i] < most && i % 9 != 4 && rng.chance(share) {
            counts[i] += 1;
            left -= 1;
        }
    }
    counts
}

/// A state by its share; without a chief nothing has been dispatched.
fn state(has_chief: bool, rng: &mut Rng) -> State {
    loop {
        let mut at = rng.range(0.0, 100.0);
        let found = SHARES.iter().find(|(_, share)| {
            at -= share;
            at < 0.0
        });
        let state = found.map_or(State::Rectifying, |f| f.0);
        if has_chief || matches!(state, State::Reported | State::Filed | State::Dismissed) {
            return state;
        }
    }
}

/// Whether a place is in the cell and clear of its border and of the water.
fn clear(cell: &Cell, water: &[Xy], p: Xy) -> bool {
    let mut odd = false;
    for e in cell.ring.windows(2) {
        let (a, b) = (e[0], e[1]);
        if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0] {
            odd = !odd;
        }
    }
    odd && distance(&cell.ring, p) > BORDER && distance(water, p) > WATER
}

/// Metres from a place to a line, both in degrees.
pub(super) fn distance(line: &[Xy], p: Xy) -> f64 {
    let to = |e: &[Xy]| {
        let (a, b) = (metres(p, e[0]), metres(p, e[1]));
        let d = [b[0] - a[0], b[1] - a[1]];
        let t = (-(a[0] * d[0] + a[1] * d[1]) / (d[0] * d[0] + d[1] * d[1])).clamp(0.0, 1.0);
        let q = [a[0] + d[0] * t, a[1] + d[1] * t];
        (q[0] * q[0] + q[1] * q[1]).sqrt()
    };
    line.windows(2).map(to).fold(f64::INFINITY, f64::min)
}

/// Old village cores: places anywhere in the cell.
fn places(cell: &Cell, water: &[Xy], rng: &mut Rng, n: usize) -> Vec<Xy> {
    let bound = |axis: usize| {
        let all = cell.ring.iter().map(|p| p[axis]);
        (
            all.clone().fold(f64::INFINITY, f64::min),
            all.fold(f64::NEG_INFINITY, f64::max),
        )
    };
    let (x, y) = (bound(0), bound(1));
    let mut found = Vec::with_capacity(n);
    while found.len() < n {
        let p = offset([rng.range(x.0, x.1), rng.range(y.0, y.1)], [0.0, 0.0]);
        if clear(cell, water, p) {
            found.push(p);
        }
    }
    found
}

/// A place near one of the cores, or now and then on its own.
fn near(cell: &Cell, cores: &[Xy], water: &[Xy], rng: &mut Rng) -> Xy {
    if rng.chance(0.2) {
        return places(cell, water, rng, 1)[0];
    }
    let core = *rng.pick(cores);
    loop {
        let p = offset(core, [rng.normal() * 95.0, rng.normal() * 80.0]);
        if clear(cell, water, p) {
            return p;
        }
    }
}

/// The task of its cell that a site counts for, where the campaign reached the cell.
fn campaign(cell: &Cell, area: &str, kind: usize, tasks: &[SampleTask], rng: &mut Rng) -> Option<usize> {
    let has = |c: usize| tasks.iter().any(|t| t.campaign == c && t.grid_code == cell.code);
    let by_area = ["背街小巷", "城中村", "城乡结合部", "老旧小区"]
        .iter()
        .position(|a| *a == area)
        .map(|a| a + 2);
    by_area
        .filter(|c| has(*c) && rng.chance(0.5))
        .or_else(|| has(kind).then_some(kind))
}

struct Words {
    address: String,
    household: String,
    phone: String,
    area: String,
    source: String,
    size: String,
    note: String,
}

impl Words {
    fn of(district: &District, cell: &Cell, wall: bool, rng: &mut Rng) -> Self {
        let village = &district.villages[cell.village];
        let area = if village.community {
            *rng.pick(&["背街小巷", "老旧小区", "背街小巷", "其他"])
        } else if cell.from_town < 5.0 {
            *rng.pick(&["城中村", "城中村", "背街小巷"])
        } else if cell.from_town < 9.0 {
            *rng.pick(&["城乡结合部", "城乡结合部", "其他"])
        } else {
            "其他"
        };
        let source = *rng.pick(&["巡查", "巡查", "巡查", "普查", "普查", "省级评审反馈", "群众举报"]);
        let (size, note) = if wall {
            let size = format!(
                "长 {} m、高 {:.1} m",
                4 + rng.below(36),
                0.8 + rng.below(17) as f64 / 10.0
            );
            (
                size,
                *rng.pick(&[
                    "土墙倾斜，墙根堆有杂物",
                    "老宅院墙半塌，砖土散落",
                    "废弃圈舍残墙",
                    "拆迁遗留断墙",
                    "临路土墙开裂，有倒塌危险",
                ]),
            )
        } else {
            let size = format!("{} 蹲位", 1 + rng.below(4));
            (
                size,
                *rng.pick(&[
                    "露天旱厕，无顶无门",
                    "院外旱厕，粪坑未封盖",
                    "废弃公共旱厕",
                    "临路旱厕，异味大",
                    "旧旱厕停用未填埋",
                ]),
            )
        };
        let family = ["祁", "马", "铁", "晁", "鲁", "范", "张", "李", "王", "韩"];
        let given = [
            "生财", "有福", "玉花", "成德", "占元", "兰花", "国良", "发英", "尕娃", "永寿", "秀兰", "文元",
        ];
        Self {
            address: address(&village.stem, village.community, rng),
            household: format!("{}{}", rng.pick(&family), rng.pick(&given)),
            phone: format!("199 0000 {:04}", rng.below(10000)),
            area: area.to_owned(),
            source: source.to_owned(),
            size,
            note: note.to_owned(),
        }
    }
}

fn address(stem: &str, community: bool, rng: &mut Rng) -> String {
    let side = *rng.pick(&["东侧", "西侧", "院外", "北墙外", "门前", "屋后", "南侧"]);
    if community {
        return match rng.below(4) {
            0 => format!("河沿路 {} 号", 1 + rng.below(60)),
            1 => format!("{stem}家属院 {} 号楼{side}", 1 + rng.below(9)),
            _ => format!("{stem} {} 号{side}", 1 + rng.below(120)),
        };
    }
    let group = *rng.pick(&["一", "二", "三", "四", "五", "六"]);
    match rng.below(12) {
        0 => (*rng.pick(&[
            "村道北 老供销社后",
            "小学西墙外",
            "打麦场南",
            "村委会东侧巷口",
            "老庙台下",
            "水渠边 磨坊旁",
        ]))
        .to_owned(),
        1 => format!("公路边 K{}+{}00", 3 + rng.below(30), 1 + rng.below(9)),
        2 | 3 => format!("{group}组 {} 号", 1 + rng.below(70)),
        _ => format!("{group}组 {} 号{side}", 1 + rng.below(70)),
    }
}
