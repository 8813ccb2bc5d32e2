//! Words in the column of kinds that are no kind's name: asked once each, counted, and remembered.

use super::*;
use crate::view::KindWord;

const LIST: &str = "编号,类型,经度,纬度\n1,残墙,0.1,0.5\n2,露天厕所,0.2,0.5\n3,残墙,0.3,0.5\n4,旱 厕,0.4,0.5\n5,公共旱厕,0.5,0.5\n6,ＤＲＹ＿ＴＯＩＬＥＴ,0.6,0.5\n7,残 墙。,0.7,0.5\n8,井盖,0.8,0.5\n";

fn says(words: &[(&str, &str)]) -> ImportOptions {
    ImportOptions {
        kinds: words.iter().map(|(w, k)| ((*w).into(), (*k).into())).collect(),
        ..options(ImportAs::Sites)
    }
}

fn word(word: &str, rows: u32, kind: Option<&str>, guess: Option<&str>) -> KindWord {
    KindWord {
        word: word.into(),
        rows,
        kind: kind.map(str::to_owned),
        left_out: false,
        guess: guess.map(str::to_owned),
    }
}

#[test]
fn each_word_is_asked_once_with_its_rows_and_what_it_may_mean() {
    let d = Desk::two_cells();
    let r = d.import("s.csv", LIST, ImportAs::Sites);
    assert_eq!((r.inserted, r.rejected.len()), (3, 5));
    assert_eq!(
        r.words,
        [
            word("残墙", 3, None, Some("ruined_wall")),
            word("井盖", 1, None, None),
            word("露天厕所", 1, None, Some("dry_toilet")),
            word("公共旱厕", 1, Some("dry_toilet"), None),
        ]
    );
    let taken = "row 6: kind \"公共旱厕\" was taken for dry_toilet 旱厕";
    assert!(r.notes.iter().any(|n| n == taken), "{:?}", r.notes);
    assert!(r.rejected[0].reason.starts_with("kind \"残墙\" is not known"));
}

#[test]
fn an_answer_holds_for_all_rows_of_its_word_and_for_the_next_list() {
    let d = Desk::two_cells();
    let said = says(&[("残墙", "残垣断壁"), ("露天厕所", "dry_toilet"), ("井盖", "")]);
    let r = d.with("s.csv", LIST, &said);
    assert_eq!((r.inserted, r.rejected.len()), (7, 1));
    assert_eq!(r.rejected[0].reason, "kind \"井盖\" is to be left out");
    assert!(r.words.iter().any(|w| w.word == "井盖" && w.left_out));
    let wall = d
        .project
        .site_row(d.project.site_by_number("7").unwrap(), today())
        .unwrap();
    assert_eq!(wall.kind, "ruined_wall");

    // Another list of the same office: only what was left out is asked again.
    let next = d.import(
        "t.csv",
        "编号,类型,经度,纬度\nB1,残墙,1.1,0.5\nB2,井盖,1.2,0.5\n",
        ImportAs::Sites,
    );
    assert_eq!((next.inserted, next.rejected.len()), (1, 1));
    assert_eq!(next.words[1], word("残墙", 1, Some("ruined_wall"), None));
    assert_eq!(next.words[0], word("井盖", 1, None, None));

    // What is said now goes before what was said then; undo takes the answer back with the rows.
    let other = d.with(
        "u.csv",
        "编号,类型,经度,纬度\nC1,残墙,1.3,0.5\n",
        &says(&[("残墙", "dry_toilet")]),
    );
    assert_eq!(other.words, [word("残墙", 1, Some("dry_toilet"), None)]);
    d.project.undo(&lin(), None).unwrap();
    let again = d.import("v.csv", "编号,类型,经度,纬度\nD1,残墙,1.4,0.5\n", ImportAs::Sites);
    assert_eq!(again.words, [word("残墙", 1, Some("ruined_wall"), None)]);
}

#[test]
fn a_preview_asks_the_same_and_an_answer_that_is_no_kind_is_refused() {
    let d = Desk::two_cells();
    let path = d.write("s.csv", LIST);
    let (p, _) =
        verbs::import::preview(&d.project, &path, &options(ImportAs::Sites), today(), &|_, _, _| true).unwrap();
    assert_eq!(p.report.words.len(), 4);
    let e = verbs::import::import(
        &d.project,
        &lin(),
        &path,
        &says(&[("残墙", "墙")]),
        today(),
        &|_, _, _| true,
    );
    assert_eq!(
        e.unwrap_err().to_string(),
        "kind: \"墙\" is no kind of this project; use one of ruined_wall, dry_toilet"
    );
}

#[test]
fn a_column_of_anything_is_not_asked_word_by_word() {
    let d = Desk::two_cells();
    let mut csv = String::from("编号,类型,经度,纬度\n");
    for i in 0..9000 {
        csv.push_str(&format!("{i},第{}种说法,0.5,0.5\n", i % 4000));
    }
    let r = d.import("s.csv", &csv, ImportAs::Sites);
    assert_eq!((r.inserted, r.rejected.len()), (0, 9000));
    assert!(r.words.len() <= 200);
}
