//! Who is the same person: names and telephones as they are compared, and people of one name told apart. Pure.

use crate::model::PersonId;
use crate::text::plain;

fn blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}')
}

fn han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// A name as it is kept: `王　伟` and `王伟` are one, `Li  Na` keeps one blank, and the dot inside a name is always `·`.
pub fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in plain(text).chars() {
        if blank(c) {
            gap = !out.is_empty();
            continue;
        }
        let c = match c {
            '•' | '・' | '‧' | '∙' | '⋅' | '．' if out.chars().last().is_some_and(han) => '·',
            c => c,
        };
        let joined = |c: char| han(c) || c == '·';
        if std::mem::take(&mut gap) && !(out.chars().last().is_some_and(joined) && joined(c)) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// The sentence that refuses a word for nobody as a name.
pub(crate) fn nobody(word: &str) -> String {
    format!("\"{word}\" means nobody and is no name; end the duty instead where a grid is vacant")
}

/// The digits of a telephone, without the country's.
pub fn digits(phone: &str) -> String {
    let all: String = (phone.chars())
        .filter_map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
            c => c.is_ascii_digit().then_some(c),
        })
        .collect();
    for country in ["0086", "86"] {
        if let Some(rest) = all.strip_prefix(country)
            && rest.len() == 11
        {
            return rest.to_owned();
        }
    }
    all
}

/// Somebody of the name that is looked for.
#[derive(Debug, Clone)]
pub struct Namesake {
    /// Key.
    pub id: PersonId,
    /// Post; may be empty.
    pub post: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// Name of the unit; may be empty.
    pub org: String,
}

impl Namesake {
    /// Nothing that is said of somebody tells the two apart.
    pub fn is_as(&self, marks: Marks<'_>) -> bool {
        digits(&self.phone) == digits(marks.phone)
            && name(&self.org) == name(marks.org)
            && name(&self.post) == name(marks.post)
    }
}

/// What a source says of a person beside the name; empty where it says nothing.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs)]
pub struct Marks<'a> {
    pub post: &'a str,
    pub phone: &'a str,
    pub org: &'a str,
}

/// Whom a source means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// This one, known already.
    Known(PersonId),
    /// Nobody known.
    New,
    /// One of so many who cannot be told apart by what is said.
    OneOf(usize),
}

/// Compares a mark that both sides may have: none where either lacks it.
fn same(a: &str, b: &str) -> Option<bool> {
    let (a, b) = (name(a), name(b));
    (!a.is_empty() && !b.is_empty()).then(|| a == b)
}

/// Whom of one name the marks mean. Two telephones that differ are two people, one that is the same is one person whatever
/// else changed. Without telephones, people of different units are different; one whose post alone differs is another only
/// `at_once`: when both stand in one list or are entered side by side. A later list may bring somebody's new post.
pub fn meant(known: &[Namesake], marks: Marks<'_>, at_once: impl Fn(PersonId) -> bool) -> Meant {
    let phone = digits(marks.phone);
    let mut open: Vec<(u32, PersonId)> = Vec::new();
    for n in known {
        let theirs = digits(&n.phone);
        let (org, post) = (same(&n.org, marks.org), same(&n.post, marks.post));
        if !phone.is_empty() && !theirs.is_empty() {
            if phone == theirs {
                return Meant::Known(n.id);
            }
            continue;
        }
        if org == Some(false) || post == Some(false) && org.is_none() && at_once(n.id) {
            continue;
        }
        open.push((u32::from(org == Some(true)) + u32::from(post == Some(true)), n.id));
    }
    let most = open.iter().map(|o| o.0).max().unwrap_or(0);
    let best: Vec<PersonId> = open.iter().filter(|o| o.0 == most).map(|o| o.1).collect();
    match best.as_slice() {
        [] => Meant::New,
        [one] => Meant::Known(*one),
        _ => Meant::OneOf(best.len()),
    }
}

/// Says why somebody cannot be told apart from `n` others of that name, by what was given of them.
pub fn unclear(n: usize, name: &str, marks: Marks<'_>) -> String {
    if marks.phone.is_empty() {
        format!("{n} people are called \"{name}\"; give the telephone, unit or post that tells them apart")
    } else {
        format!(
            "{n} people are called \"{name}\" and none has this telephone; give the unit or post too, so that it is clear whose it is"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_padded() {
        for text in [
            "王伟",
            "王 伟",
            "王　伟",
            " 王\u{a0}伟\u{3000}",
            "王\u{200b}伟",
            "\u{feff}王\t伟",
        ] {
            assert_eq!(name(text), "王伟", "{text:?}");
        }
        assert_eq!(name("  Li   Na "), "Li Na");
        assert_eq!(name("买买提 • 艾力"), "买买提·艾力");
        assert_eq!(name("J. Smith"), "J. Smith");
        assert_eq!(name("　 "), "");
    }

    #[test]
    fn a_telephone_is_its_digits() {
        assert_eq!(digits("+86 139-0000-0001"), "13900000001");
        assert_eq!(digits("１３９ ００００ ０００１"), "13900000001");
        assert_eq!(digits("0972-8610000"), "09728610000");
    }

    fn of(id: i64, post: &str, phone: &str, org: &str) -> Namesake {
        let [post, phone, org] = [post, phone, org].map(str::to_owned);
        Namesake {
            id: PersonId(id),
            post,
            phone,
            org,
        }
    }

    fn marks<'a>(post: &'a str, phone: &'a str, org: &'a str) -> Marks<'a> {
        Marks { post, phone, org }
    }

    #[test]
    fn people_of_one_name_are_told_apart_by_telephone_unit_and_post() {
        let east = [of(1, "主任", "", "东村")];
        let at_once = |_| true;
        assert_eq!(meant(&east, marks("会计", "", "西村"), at_once), Meant::New);
        assert_eq!(meant(&east, marks("会计", "", "西村"), |_| false), Meant::New);
        assert_eq!(
            meant(&east, marks("会计", "", "东村"), at_once),
            Meant::Known(PersonId(1))
        );
        assert_eq!(meant(&east, marks("会计", "", ""), at_once), Meant::New);
        assert_eq!(
            meant(&east, marks("书记", "", ""), |_| false),
            Meant::Known(PersonId(1))
        );
        assert_eq!(meant(&east, marks("", "", ""), at_once), Meant::Known(PersonId(1)));
        let phoned = [of(1, "主任", "13900000001", "东村")];
        assert_eq!(
            meant(&phoned, marks("主任", "13900000002", "东村"), at_once),
            Meant::New
        );
        assert_eq!(
            meant(&phoned, marks("会计", "139 0000 0001", "西村"), at_once),
            Meant::Known(PersonId(1))
        );
    }

    #[test]
    fn of_two_the_one_that_agrees_is_meant_and_neither_where_both_do() {
        let two = [of(1, "主任", "", "东村"), of(2, "会计", "", "西村")];
        assert_eq!(
            meant(&two, marks("会计", "", "西村"), |_| false),
            Meant::Known(PersonId(2))
        );
        assert_eq!(meant(&two, marks("主任", "", ""), |_| false), Meant::Known(PersonId(1)));
        assert_eq!(meant(&two, marks("", "", ""), |_| false), Meant::OneOf(2));
    }
}
