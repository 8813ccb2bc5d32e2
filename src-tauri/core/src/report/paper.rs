//! A document as the window shows and prints it: the same parts that go into the Word file.

use serde::Serialize;
use ts_rs::TS;

/// A document ready to be shown. Lengths are in points.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Paper {
    /// What it is, as it stands on its first page.
    pub title: String,
    /// Each begins a page of its own, A4 with margins of 2.5 cm.
    pub sheets: Vec<Sheet>,
    /// The styles that paragraphs name.
    pub styles: Vec<PaperStyle>,
    /// Where its pictures are found: `/print/SERIAL/PLACE`.
    pub serial: u32,
}

/// A section of a document.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Sheet {
    /// What it says, from top to bottom.
    pub parts: Vec<Part>,
}

/// How a paragraph is set; the line height is exact, 0 where it follows what stands in the line.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PaperStyle {
    /// What paragraphs name it by.
    pub id: String,
    /// The Chinese font; Latin is Times New Roman.
    pub font: String,
    /// Of the letters.
    pub size: f64,
    /// Height of a line.
    pub line: f64,
    /// Space before it.
    pub before: f64,
    /// Space after it.
    pub after: f64,
    /// First line indented by two characters.
    pub indented: bool,
    /// `left`, `center` or `both`.
    pub align: String,
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// A paragraph; line ends in its text are kept.
    Para {
        /// One of the document's styles.
        style: String,
        /// What it says.
        text: String,
        /// More text at the right margin of the same line.
        right: Option<String>,
        /// Bold and red.
        late: bool,
        /// Centred, whatever its style says.
        centred: bool,
        /// Its number where it is an item of a list.
        item: Option<u32>,
    },
    /// A table with columns of these widths.
    Table {
        /// All of them.
        widths: Vec<f64>,
        /// Lines around every cell; none where it only lays out.
        lines: bool,
        /// From top to bottom.
        rows: Vec<PaperRow>,
    },
    /// A picture by its place among those of the document.
    Picture {
        /// Its place.
        picture: u32,
        /// As it is shown.
        width: f64,
        /// As it is shown.
        height: f64,
        /// What a screen reader says of it.
        described: String,
    },
}

/// A row of a table; heads come first and stand on each page.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PaperRow {
    /// A head.
    pub head: bool,
    /// Together as wide as the table.
    pub cells: Vec<PaperCell>,
}

/// What stands in one cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PaperCell {
    /// Columns it takes.
    pub span: u32,
    /// Tinted as a label.
    pub tint: bool,
    /// What it says.
    pub parts: Vec<Part>,
}

/// A document for the window, with its pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Printing {
    /// What is shown.
    pub paper: Paper,
    /// Media type and bytes, in the order that [`Part::Picture`] counts.
    pub pictures: Vec<(&'static str, Vec<u8>)>,
}

#[cfg(test)]
mod tests {
    use super::super::{acceptance_docx, acceptance_printing, notices_docx, notices_printing, samples, unpack};
    use super::*;

    fn texts(parts: &[Part], into: &mut Vec<String>) {
        for part in parts {
            match part {
                Part::Para { text, right, .. } => {
                    into.push(format!("{text}{}", right.as_deref().unwrap_or_default()).replace('\n', ""));
                }
                Part::Table { rows, widths, .. } => {
                    for row in rows {
                        let spans: u32 = row.cells.iter().map(|c| c.span).sum();
                        assert_eq!(spans as usize, widths.len(), "a row is as wide as its table");
                        row.cells.iter().for_each(|c| texts(&c.parts, into));
                    }
                }
                Part::Picture { .. } => {}
            }
        }
        into.retain(|t| !t.is_empty());
    }

    /// What is shown must be what is saved: paragraph by paragraph.
    fn says_the_same(made: &Printing, docx: &[u8]) {
        let mut shown = Vec::new();
        made.paper.sheets.iter().for_each(|s| texts(&s.parts, &mut shown));
        let saved = unpack::texts(docx).into_iter().filter(|t| !t.is_empty());
        assert_eq!(shown, saved.collect::<Vec<_>>());
    }

    #[test]
    fn a_notice_says_the_same_on_paper_as_in_the_word_document() {
        let notices = [samples::notice(3), samples::notice(0)];
        let made = notices_printing(&notices).unwrap();
        says_the_same(&made, &notices_docx(&notices).unwrap());
        assert_eq!(made.paper.sheets.len(), 2);
        assert!(made.pictures.iter().all(|(media, _)| *media == "image/png"));
        assert_eq!(made.pictures.len(), notices.iter().filter(|n| n.map.is_some()).count());
    }

    #[test]
    fn a_form_says_the_same_on_paper_as_in_the_word_document() {
        let form = samples::acceptance(8);
        let made = acceptance_printing(&form).unwrap();
        says_the_same(&made, &acceptance_docx(&form).unwrap());
        assert_eq!(made.pictures.len(), 2);
    }

    #[test]
    fn every_paragraph_names_a_style_that_the_document_brings() {
        fn styles<'a>(parts: &'a [Part], into: &mut Vec<&'a str>) {
            for part in parts {
                match part {
                    Part::Para { style, .. } => into.push(style),
                    Part::Table { rows, .. } => rows.iter().flat_map(|r| &r.cells).for_each(|c| styles(&c.parts, into)),
                    Part::Picture { .. } => {}
                }
            }
        }
        let made = notices_printing(&[samples::notice(3)]).unwrap().paper;
        let mut named = Vec::new();
        made.sheets.iter().for_each(|s| styles(&s.parts, &mut named));
        assert!(named.len() > 20);
        assert!(named.iter().all(|n| made.styles.iter().any(|s| s.id == *n)));
    }
}
