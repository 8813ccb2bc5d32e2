//! WordprocessingML, piece by piece: paragraphs, cells, rows and tables, each with the height it takes and with what the
//! window shows of it.

use std::fmt::Write;

use super::measure::lines;
use super::paper::{PaperCell, PaperRow, Part};
use super::style::{PICTURE, Style};
use crate::text::is_order;

/// Width and height of the text on an A4 page with margins of 2.5 cm, in points.
pub(super) const TEXT: (f64, f64) = (453.6, 700.2);
/// Twentieths of a point, Word's unit of length.
const TWIPS: f64 = 20.0;
/// Space between a cell's border and its text, left and right, above and below, in points.
const CELL_MARGIN: (f64, f64) = (3.0, 1.5);
/// The red of what is late.
const LATE: &str = "A8261C";

/// Markup, the height that it takes, in points, and the same for the window.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub xml: String,
    pub height: f64,
    pub parts: Vec<Part>,
}

impl Block {
    pub fn push(&mut self, other: &Block) {
        self.xml.push_str(&other.xml);
        self.height += other.height;
        self.parts.extend_from_slice(&other.parts);
    }
}

impl FromIterator<Block> for Block {
    fn from_iter<T: IntoIterator<Item = Block>>(blocks: T) -> Self {
        let mut all = Block::default();
        blocks.into_iter().for_each(|b| all.push(&b));
        all
    }
}

/// Text as XML may hold it: markup escaped, orders to whoever shows it and what XML forbids
/// left out. Line ends stay, a tab becomes a space.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if is_order(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// One paragraph in the making.
pub(super) struct Para<'a> {
    style: &'a Style,
    text: String,
    right: Option<String>,
    late: bool,
    keep: bool,
    centred: bool,
    /// The list and its place in it.
    list: Option<(u32, u32)>,
}

impl<'a> Para<'a> {
    pub fn new(style: &'a Style, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            style,
            text,
            right: None,
            late: false,
            keep: false,
            centred: false,
            list: None,
        }
    }

    /// More text at the right margin of the same line.
    pub fn right(mut self, text: impl Into<String>) -> Self {
        self.right = Some(text.into());
        self
    }

    /// Bold and red.
    pub fn late(mut self) -> Self {
        self.late = true;
        self
    }

    /// On one page with what follows.
    pub fn keep(mut self) -> Self {
        self.keep = true;
        self
    }

    pub fn centred(mut self) -> Self {
        self.centred = true;
        self
    }

    /// An item of the numbered list that [`super::package::Package::list`] began, which numbers them itself; `place` says
    /// the same number.
    pub fn item_of(mut self, list: u32, place: u32) -> Self {
        self.list = Some((list, place));
        self
    }

    /// The paragraph in a column of so many points.
    pub fn within(self, width: f64) -> Block {
        let s = self.style;
        let mut xml = format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", s.id);
        if self.keep {
            xml.push_str("<w:keepNext/>");
        }
        if let Some((list, _)) = self.list {
            let _ = write!(
                xml,
                "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            );
        }
        if self.right.is_some() {
            let _ = write!(
                xml,
                "<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>",
                twips(width)
            );
        }
        if self.centred {
            xml.push_str("<w:jc w:val=\"center\"/>");
        }
        xml.push_str("</w:pPr>");
        run(&mut xml, &self.text, self.late);
        if let Some(right) = &self.right {
            xml.push_str("<w:r><w:tab/></w:r>");
            run(&mut xml, right, self.late);
        }
        xml.push_str("</w:p>");
        let indent = if s.indented { "　　" } else { "" };
        let narrower = if self.list.is_some() { LIST_INDENT } else { 0.0 };
        let said = format!("{indent}{}{}", self.text, self.right.as_deref().unwrap_or_default());
        let count = lines(&said, width - narrower, s.size);
        Block {
            xml,
            height: s.before + s.after + s.line * f64::from(count),
            parts: vec![Part::Para {
                style: s.id.to_owned(),
                text: self.text,
                right: self.right,
                late: self.late,
                centred: self.centred,
                item: self.list.map(|(_, place)| place),
            }],
        }
    }
}

/// How far an item of a list is indented, in points.
pub(super) const LIST_INDENT: f64 = 18.0;

fn run(xml: &mut String, text: &str, late: bool) {
    xml.push_str("<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>");
    if late {
        let _ = write!(xml, "<w:b/><w:color w:val=\"{LATE}\"/>");
    }
    xml.push_str("</w:rPr>");
    for (i, line) in escape(text).split('\n').enumerate() {
        xml.push_str(if i > 0 { "<w:br/>" } else { "" });
        let _ = write!(xml, "<w:t xml:space=\"preserve\">{line}</w:t>");
    }
    xml.push_str("</w:r>");
}

/// A picture in a line of text, as [`super::package::Package::picture`] made it.
pub(super) struct Run {
    pub xml: String,
    pub part: Part,
    /// In points.
    pub height: f64,
}

/// A paragraph that holds one picture.
pub(super) fn picture_para(run: Run, keep: bool) -> Block {
    let keep = if keep { "<w:keepNext/>" } else { "" };
    let xml = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{keep}</w:pPr>{}</w:p>",
        PICTURE.id, run.xml
    );
    Block {
        xml,
        height: picture_height(run.height),
        parts: vec![run.part],
    }
}

/// What a paragraph takes that holds a picture of this height.
pub(super) fn picture_height(picture: f64) -> f64 {
    PICTURE.before + PICTURE.after + picture + 4.0
}

pub(super) fn twips(points: f64) -> i64 {
    (points * TWIPS).round() as i64
}

/// How the lines of a table are drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Around every cell.
    All,
    /// None: the table only lays out.
    None,
}

/// A table in the making: column widths in points.
pub(super) struct Table<'a> {
    widths: &'a [f64],
    rows: Block,
    shown: Vec<PaperRow>,
    lines: Lines,
}

impl<'a> Table<'a> {
    pub fn new(widths: &'a [f64], lines: Lines) -> Self {
        Self {
            widths,
            rows: Block::default(),
            shown: Vec::new(),
            lines,
        }
    }

    /// The room for text in the columns from `first`, `span` of them.
    pub fn inner(&self, first: usize, span: usize) -> f64 {
        self.widths[first..first + span].iter().sum::<f64>() - 2.0 * CELL_MARGIN.0
    }

    /// A row whose cells span the columns told, together all of them. A head is
    /// tinted and repeated on each page.
    pub fn row(&mut self, cells: &[(usize, Block)], head: bool) {
        self.tinted_row(cells, head, &[]);
    }

    /// A row in which the cells named by index are tinted as labels.
    pub fn tinted_row(&mut self, cells: &[(usize, Block)], head: bool, tinted: &[usize]) {
        let high = cells.iter().map(|(_, b)| b.height).fold(0.0, f64::max) + 2.0 * CELL_MARGIN.1 + 0.5;
        let xml = &mut self.rows.xml;
        xml.push_str("<w:tr><w:trPr>");
        // A row that hardly fits a page must split, or some programs cut it off.
        if high < TEXT.1 / 2.0 {
            xml.push_str("<w:cantSplit/>");
        }
        xml.push_str(if head { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
        let mut column = 0;
        for (i, (span, block)) in cells.iter().enumerate() {
            let wide: f64 = self.widths[column..column + span].iter().sum();
            column += span;
            let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", twips(wide));
            if *span > 1 {
                let _ = write!(xml, "<w:gridSpan w:val=\"{span}\"/>");
            }
            if head || tinted.contains(&i) {
                xml.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EAEEF0\"/>");
            }
            let place = if self.lines == Lines::None { "top" } else { "center" };
            let _ = write!(xml, "<w:vAlign w:val=\"{place}\"/></w:tcPr>{}</w:tc>", block.xml);
        }
        xml.push_str("</w:tr>");
        self.rows.height += high;
        let cells = cells.iter().enumerate().map(|(i, (span, block))| PaperCell {
            span: *span as u32,
            tint: head || tinted.contains(&i),
            parts: block.parts.clone(),
        });
        let cells = cells.collect();
        self.shown.push(PaperRow { head, cells });
    }

    /// The finished table; nothing where it has no rows.
    pub fn finish(self) -> Block {
        if self.rows.xml.is_empty() {
            return Block::default();
        }
        let whole: f64 = self.widths.iter().sum();
        let mut xml = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>",
            twips(whole)
        );
        if self.lines == Lines::All {
            xml.push_str("<w:tblBorders>");
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                let _ = write!(
                    xml,
                    "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
                );
            }
            xml.push_str("</w:tblBorders>");
        }
        xml.push_str("<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
        let (x, y) = (twips(CELL_MARGIN.0), twips(CELL_MARGIN.1));
        for (side, wide) in [("top", y), ("left", x), ("bottom", y), ("right", x)] {
            let _ = write!(xml, "<w:{side} w:w=\"{wide}\" w:type=\"dxa\"/>");
        }
        xml.push_str("</w:tblCellMar></w:tblPr><w:tblGrid>");
        for wide in self.widths {
            let _ = write!(xml, "<w:gridCol w:w=\"{}\"/>", twips(*wide));
        }
        let _ = write!(xml, "</w:tblGrid>{}</w:tbl>", self.rows.xml);
        Block {
            xml,
            height: self.rows.height,
            parts: vec![Part::Table {
                widths: self.widths.to_vec(),
                lines: self.lines == Lines::All,
                rows: self.shown,
            }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::style::CELL;
    use super::*;

    #[test]
    fn markup_is_escaped_and_control_characters_are_left_out() {
        assert_eq!(
            escape("a<b>&\"c\"\u{0}\u{8}\u{1b}\u{7f}\u{85}\u{ffff}\r\n\td"),
            "a&lt;b&gt;&amp;&quot;c&quot;\n d"
        );
    }

    #[test]
    fn a_row_that_hardly_fits_a_page_may_split_and_no_other() {
        let widths = [100.0];
        let mut table = Table::new(&widths, Lines::All);
        table.row(&[(1, Para::new(&CELL, "短").within(94.0))], false);
        table.row(&[(1, Para::new(&CELL, "长".repeat(400)).within(94.0))], false);
        assert_eq!(table.finish().xml.matches("<w:cantSplit/>").count(), 1);
    }

    #[test]
    fn a_table_without_rows_is_nothing() {
        assert!(Table::new(&[10.0], Lines::All).finish().xml.is_empty());
    }
}
