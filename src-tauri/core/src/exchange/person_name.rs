//! What stands in the place of a person's name: the name, what is written beside it, or no name at all.

use super::notes::Note;
use super::values::{self, shown};
use super::width::half;
use crate::nothing::{says_as_above, says_elsewhere};

/// What an office writes beside a name in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// How the duty is held: 张三（兼）.
    HeldAs,
    /// A post: 张三（书记）.
    Post,
    /// A telephone: 张三13900001234.
    Phone,
}

impl Beside {
    /// What is told of it.
    pub(super) fn note(self) -> Note {
        match self {
            Beside::HeldAs => Note::HeldAs,
            Beside::Post => Note::PostBeside,
            Beside::Phone => Note::PhoneBeside,
        }
    }
}

/// A name and what stood beside it, the last first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    pub beside: Vec<(Beside, String)>,
}

/// How a duty is held.
const HELD_AS: &str = "兼 兼任 兼职 兼管 代 代理 代管 暂代 临时 临时负责 挂职 主持 主持工作";

/// How a post ends. 女, 小 or 东村 are none: they tell people of one name apart, and stay.
const POSTS: [&str; 15] = [
    "书记",
    "主任",
    "主席",
    "委员",
    "会计",
    "出纳",
    "文书",
    "干部",
    "干事",
    "专干",
    "网格员",
    "副职",
    "长",
    "经理",
    "助理",
];

/// Digits of the shortest telephone, without the area's. A name with fewer behind it tells people of one name apart.
const SHORTEST: usize = 7;

fn post(word: &str) -> bool {
    (2..=12).contains(&word.chars().count()) && POSTS.iter().any(|p| word.ends_with(p))
}

fn is_phone(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= SHORTEST
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '+' | '－'))
}

/// The text before the last bracket, and what stands in it.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(['）', ')', '】', ']'])?;
    let (bare, mark) = inner.rsplit_once(['（', '(', '【', '['])?;
    Some((bare.trim_end(), mark.trim()))
}

/// The text before a telephone that ends it, and the telephone in ordinary digits.
fn number(text: &str) -> Option<(&str, String)> {
    let part = |c: char| matches!(c, '0'..='9' | '０'..='９' | '-' | '－' | '+' | '＋' | ' ' | '\u{3000}');
    let bare = text.trim_end_matches(part);
    let number = half(&text[bare.len()..]).trim().to_owned();
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，' | '、' | '/' | '|');
    let bare = bare.trim_end_matches(mark);
    let said = ["联系电话", "电话", "手机", "Tel", "tel"];
    let bare = said.iter().find_map(|w| bare.strip_suffix(w)).unwrap_or(bare);
    is_phone(&number).then(|| (bare.trim_end_matches(mark), number))
}

/// Takes apart what stands in the place of a name.
pub(super) fn named(text: &str) -> Named {
    let mut name = text.trim();
    let mut beside = Vec::new();
    loop {
        let found = match bracket(name) {
            Some((bare, mark)) if values::among(HELD_AS, mark) => Some((bare, Beside::HeldAs, mark.to_owned())),
            Some((bare, mark)) if post(mark) => Some((bare, Beside::Post, mark.to_owned())),
            Some((bare, mark)) if is_phone(&half(mark)) => Some((bare, Beside::Phone, half(mark).into_owned())),
            _ => number(name).map(|(bare, number)| (bare, Beside::Phone, number)),
        };
        match found {
            Some((bare, what, word)) if bare.chars().any(char::is_alphabetic) => {
                name = bare;
                beside.push((what, word));
            }
            _ => break,
        }
    }
    Named {
        name: name.to_owned(),
        beside,
    }
}

/// Why a text in the place of a person's name is none.
pub(super) fn no_name(name: &str) -> Option<String> {
    let digits = half(name).chars().filter(char::is_ascii_digit).count();
    let text = shown(name);
    if says_as_above(name) {
        Some(format!("name {text} points at the row above; write the name out"))
    } else if says_elsewhere(name) {
        Some(format!("name {text} points at another paper; write the name out"))
    } else if name.contains(['：', ':', '。', '；', ';']) || !name.chars().any(char::is_alphabetic) {
        Some(format!(
            "name {text} is no person's name; correct it or take the row out"
        ))
    } else if name.contains(['、', '/', '，', ',', '&', '\n', '\r']) && !name.is_ascii() {
        Some(format!(
            "name {text} holds several people; give each a row of their own"
        ))
    } else if digits >= SHORTEST {
        Some(format!(
            "name {text} has a number in it; write the name alone, and a telephone in a column of its own"
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_from_what_stands_beside_it() {
        use Beside::{HeldAs, Phone, Post};
        for (text, name, beside) in [
            ("李明13900001234", "李明", &[(Phone, "13900001234")][..]),
            ("李明 139-0000-1234", "李明", &[(Phone, "139-0000-1234")]),
            ("李明（１３９００００１２３４）", "李明", &[(Phone, "13900001234")]),
            ("李明，电话：8610000", "李明", &[(Phone, "8610000")]),
            ("关羽（书记）", "关羽", &[(Post, "书记")]),
            ("关羽(村委会主任)", "关羽", &[(Post, "村委会主任")]),
            (
                "张飞（副镇长）（兼）13900001234",
                "张飞",
                &[(Phone, "13900001234"), (HeldAs, "兼"), (Post, "副镇长")],
            ),
            ("王伟（东村）", "王伟（东村）", &[]),
            ("王伟（女）", "王伟（女）", &[]),
            ("王伟2", "王伟2", &[]),
            ("13900001234", "13900001234", &[]),
            ("Smith (Jr.)", "Smith (Jr.)", &[]),
        ] {
            let beside = beside.iter().map(|(b, w)| (*b, (*w).to_owned())).collect();
            let wanted = Named {
                name: name.to_owned(),
                beside,
            };
            assert_eq!(named(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_number_within_a_name_is_no_name() {
        assert!(no_name("13900001234李明").is_some());
        assert!(no_name("李明139００001234组").is_some());
        assert_eq!(no_name("王伟2"), None);
    }
}
