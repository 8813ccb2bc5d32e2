//! Reads back the documents that the tests made.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

/// One part of a document.
pub(super) fn part(docx: &[u8], path: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let mut bytes = Vec::new();
    zip.by_name(path)
        .expect(path)
        .read_to_end(&mut bytes)
        .expect("readable");
    bytes
}

/// What the document itself says, as its markup.
pub(super) fn markup(docx: &[u8]) -> String {
    String::from_utf8(part(docx, "word/document.xml")).expect("UTF-8")
}

/// Every part that is XML parses to its end, and every relation has its target.
pub(super) fn sound(docx: &[u8]) {
    let zip = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip");
    let names: Vec<String> = zip.file_names().map(|n| n.expect("a name").into_owned()).collect();
    for name in names.iter().filter(|n| n.ends_with(".xml") || n.ends_with(".rels")) {
        texts_of(&part(docx, name));
    }
    let relations = String::from_utf8(part(docx, "word/_rels/document.xml.rels")).expect("UTF-8");
    let document = markup(docx);
    for target in relations.split("Target=\"").skip(1).filter_map(|t| t.split('"').next()) {
        assert!(names.contains(&format!("word/{target}")), "{target}");
    }
    for id in document
        .split("r:embed=\"")
        .chain(document.split("r:id=\""))
        .skip(1)
        .filter_map(|t| t.split('"').next())
    {
        assert!(
            id.starts_with('<') || relations.contains(&format!("Id=\"{id}\"")),
            "{id}"
        );
    }
}

/// The texts of the document's paragraphs, in order, unescaped.
pub(crate) fn texts(docx: &[u8]) -> Vec<String> {
    texts_of(&part(docx, "word/document.xml"))
}

fn texts_of(xml: &[u8]) -> Vec<String> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut depth, mut inside) = (vec![String::new()], 0, false);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(e) => {
                depth += 1;
                inside = e.name().as_ref() == "w:t";
            }
            Event::End(e) => {
                depth -= 1;
                inside = false;
                if e.name().as_ref() == "w:p" {
                    texts.push(String::new());
                }
            }
            Event::Text(t) if inside => *texts.last_mut().expect("one") += &*t,
            Event::GeneralRef(r) if inside => {
                let c = match &*r {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    other => panic!("&{other};"),
                };
                texts.last_mut().expect("one").push(c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    texts
}
