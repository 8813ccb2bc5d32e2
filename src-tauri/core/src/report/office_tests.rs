//! What an office program makes of the documents: LibreOffice sets them, pdftotext reads them.
//!
//! Where either is not installed, the tests say so and pass. `KEEP_DOCUMENTS=dir` leaves
//! documents and PDFs there to be looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

/// The text of each page that LibreOffice sets; nothing where it is not installed.
fn pages(name: &str, docx: &[u8]) -> Option<Vec<String>> {
    let there = |tool: &str| {
        Command::new(tool)
            .arg(if tool == "soffice" { "--version" } else { "-v" })
            .output()
            .is_ok()
    };
    if let Some(missing) = ["soffice", "pdftotext"].into_iter().find(|t| !there(t)) {
        eprintln!("skipped: {missing} is not installed");
        return None;
    }
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = std::env::var_os("KEEP_DOCUMENTS").map_or(temporary.path().to_owned(), PathBuf::from);
    let file = folder.join(format!("{name}.docx"));
    std::fs::write(&file, docx).expect("written");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        temporary.path().join("profile").display()
    );
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([&folder, &file])
        .output()
        .expect("soffice runs");
    let pdf = file.with_extension("pdf");
    assert!(pdf.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut pages: Vec<String> = text(&pdf).split('\u{c}').map(str::to_owned).collect();
    // Each page ends with a form feed, the last one, too.
    pages.pop();
    Some(pages)
}

fn text(pdf: &Path) -> String {
    let run = Command::new("pdftotext")
        .arg("-layout")
        .arg(pdf)
        .arg("-")
        .output()
        .expect("pdftotext runs");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

#[test]
fn short_notices_take_one_page_each() {
    let mut two_kinds = samples::notice(3);
    two_kinds
        .standards
        .push(("旱厕".into(), crate::sample::templates::kinds()[1].standard.clone()));
    let notices = [samples::notice(0), samples::notice(1), two_kinds, samples::notice(4)];
    let Some(pages) = pages("short", &notices_docx(&notices).unwrap()) else {
        return;
    };
    assert_eq!(pages.len(), notices.len(), "{pages:#?}");
    for (page, notice) in pages.iter().zip(&notices) {
        assert!(page.contains("平安区网格整改通知单"), "{page}");
        assert!(page.replace(' ', "").contains("第1页"), "{page}");
        for row in &notice.rows {
            assert!(page.contains(&row.number), "{} in {page}", row.number);
        }
    }
}

#[test]
fn a_long_notice_repeats_its_head_and_loses_no_site() {
    let notice = samples::notice(200);
    let Some(pages) = pages("long", &notices_docx(std::slice::from_ref(&notice)).unwrap()) else {
        return;
    };
    let all = pages.concat();
    for row in &notice.rows {
        assert!(all.contains(&row.number), "{}", row.number);
    }
    for page in pages.iter().filter(|p| p.contains("PA-2026-")) {
        assert!(page.contains("点位编号"), "{page}");
    }
    let last = pages.last().expect("a page").replace(' ', "");
    assert!(last.contains(&format!("第{}页", pages.len())), "{last}");
}

#[test]
fn a_form_of_up_to_twenty_items_takes_one_page() {
    for items in [8, 12, 20] {
        let form = samples::acceptance(items);
        let Some(pages) = pages(&format!("form{items}"), &acceptance_docx(&form).unwrap()) else {
            return;
        };
        assert_eq!(pages.len(), 1, "{items} items: {pages:#?}");
        for wanted in ["平安区点位整改验收单", "PA-2026-0417", "准予销号", "复核人签字"] {
            assert!(pages[0].contains(wanted), "{wanted} in {}", pages[0]);
        }
        for item in &form.items {
            assert!(pages[0].contains(&item.text), "{} in {}", item.text, pages[0]);
        }
    }
}
