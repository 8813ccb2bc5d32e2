//! The files inside a Word document and how they refer to each other.
//!
//! Written by hand onto the zip crate: docx-rs 0.4.22 has no repeated header row, counts
//! pictures in a process-wide counter (the second document differs from the first),
//! takes only PNG without its `image` tree and lets control characters through.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::markup::{Block, LIST_INDENT, Run, escape, twips};
use super::paper::{Paper, Part, Printing, Sheet};
use super::picture::Picture;
use super::style::{END, FANG_SONG, FOOTER, HEI, SONG, STYLES, Style};
use super::words::{ZH, fill};
use crate::Result;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const WP: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
/// English Metric Units to a point.
const EMU: f64 = 12_700.0;

/// A document in the making: its sections, pictures and numbered lists.
#[derive(Default)]
pub(super) struct Package {
    body: String,
    open: Option<String>,
    pictures: Vec<(Vec<u8>, &'static str)>,
    footers: Vec<String>,
    sheets: Vec<Sheet>,
    lists: u32,
}

impl Package {
    /// Begins a numbered list and gives its number.
    pub fn list(&mut self) -> u32 {
        self.lists += 1;
        self.lists
    }

    /// Takes a picture in and gives the run that shows it at a size in points.
    /// `described` is what a screen reader says of it.
    pub fn picture(&mut self, bytes: Vec<u8>, kind: Picture, (w, h): (f64, f64), described: &str) -> Run {
        let part = Part::Picture {
            picture: self.pictures.len() as u32,
            width: w,
            height: h,
            described: described.to_owned(),
        };
        self.pictures.push((bytes, kind.ending));
        let id = self.pictures.len();
        let (cx, cy) = ((w * EMU).round() as i64, (h * EMU).round() as i64);
        let described = escape(described).replace('\n', " ");
        let xml = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
             <wp:docPr id=\"{id}\" name=\"picture{id}\" descr=\"{described}\"/><a:graphic xmlns:a=\"{A}\">\
             <a:graphicData uri=\"{PIC}\"><pic:pic xmlns:pic=\"{PIC}\"><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"picture{id}\"/>\
             <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rPicture{id}\"/><a:stretch><a:fillRect/></a:stretch>\
             </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>\
             </w:drawing></w:r>"
        );
        Run { xml, part, height: h }
    }

    /// Adds a section: it begins on a page of its own, numbered from 1, and `foot`
    /// stands beside the page number on each of its pages.
    pub fn section(&mut self, content: &Block, foot: &str) {
        if let Some(before) = self.open.take() {
            let _ = write!(
                self.body,
                "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{before}</w:pPr></w:p>",
                END.id
            );
        }
        self.body.push_str(&content.xml);
        self.footers.push(footer(foot));
        self.sheets.push(Sheet {
            parts: content.parts.clone(),
        });
        self.open = Some(format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rFooter{}\"/><w:type w:val=\"nextPage\"/>\
             <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" \
             w:header=\"851\" w:footer=\"851\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/></w:sectPr>",
            self.footers.len()
        ));
    }

    /// The whole document as the bytes of a `.docx`. It carries no day of making, so
    /// the same content gives the same bytes.
    ///
    /// # Errors
    /// Only where the archive cannot be written, as beyond 4 GB.
    pub fn finish(self, title: &str, creator: &str) -> Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        let mut add = |path: &str, bytes: &[u8], packed: bool| -> Result<()> {
            let method = if packed {
                CompressionMethod::Deflated
            } else {
                CompressionMethod::Stored
            };
            let begun = zip.start_file(path, options.compression_method(method));
            begun.map_err(std::io::Error::from)?;
            Ok(zip.write_all(bytes)?)
        };
        let mut text = |path: &str, text: String| add(path, format!("{XML}{text}").as_bytes(), true);
        text("[Content_Types].xml", self.types())?;
        text("_rels/.rels", root_relations())?;
        text("docProps/core.xml", core(title, creator))?;
        text("word/_rels/document.xml.rels", self.relations())?;
        text("word/styles.xml", styles())?;
        text("word/numbering.xml", numbering(self.lists))?;
        text("word/settings.xml", settings())?;
        text("word/fontTable.xml", fonts())?;
        for (i, footer) in self.footers.iter().enumerate() {
            text(&format!("word/footer{}.xml", i + 1), footer.clone())?;
        }
        // Word wants a paragraph after the last table.
        let end = format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr></w:p>{}",
            END.id,
            self.open.unwrap_or_default()
        );
        text(
            "word/document.xml",
            format!(
                "<w:document {W} {R} {WP}><w:body>{}{end}</w:body></w:document>",
                self.body
            ),
        )?;
        for (i, (bytes, ending)) in self.pictures.iter().enumerate() {
            add(&format!("word/media/picture{}.{ending}", i + 1), bytes, false)?;
        }
        Ok(zip.finish().map_err(std::io::Error::from)?.into_inner())
    }

    /// The whole document for the window.
    pub fn printing(self, title: &str) -> Printing {
        let pictures = self.pictures.into_iter().map(|(bytes, ending)| match ending {
            "png" => ("image/png", bytes),
            _ => ("image/jpeg", bytes),
        });
        Printing {
            pictures: pictures.collect(),
            paper: Paper {
                title: title.to_owned(),
                sheets: self.sheets,
                styles: STYLES.iter().map(|s| s.shown()).collect(),
                serial: 0,
            },
        }
    }

    fn types(&self) -> String {
        let mut xml = String::from("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        let rels = "application/vnd.openxmlformats-package.relationships+xml";
        for (ending, kind) in [
            ("rels", rels),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("jpeg", "image/jpeg"),
        ] {
            let _ = write!(xml, "<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>");
        }
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        let _ = write!(
            xml,
            "<Override PartName=\"/docProps/core.xml\" ContentType=\"{core}\"/>"
        );
        let mut part = |name: &str, kind: &str| {
            let _ = write!(
                xml,
                "<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPE}.{kind}+xml\"/>"
            );
        };
        part("document", "document.main");
        for name in ["styles", "numbering", "settings", "fontTable"] {
            part(name, name);
        }
        (1..=self.footers.len()).for_each(|i| part(&format!("footer{i}"), "footer"));
        xml + "</Types>"
    }

    fn relations(&self) -> String {
        let mut xml =
            String::from("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        let mut link = |id: &str, kind: &str, target: &str| {
            let _ = write!(
                xml,
                "<Relationship Id=\"{id}\" Type=\"{REL}/{kind}\" Target=\"{target}\"/>"
            );
        };
        for name in ["styles", "numbering", "settings", "fontTable"] {
            link(&format!("r_{name}"), name, &format!("{name}.xml"));
        }
        for i in 1..=self.footers.len() {
            link(&format!("rFooter{i}"), "footer", &format!("footer{i}.xml"));
        }
        for (i, (_, ending)) in self.pictures.iter().enumerate() {
            let i = i + 1;
            link(&format!("rPicture{i}"), "image", &format!("media/picture{i}.{ending}"));
        }
        xml + "</Relationships>"
    }
}

fn root_relations() -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"{REL}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn core(title: &str, creator: &str) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator></cp:coreProperties>",
        escape(title),
        escape(creator)
    )
}

fn footer(foot: &str) -> String {
    const MARK: &str = "\u{1}";
    let said = fill(ZH.page, &[("page", MARK)]);
    let (before, after) = said.split_once(MARK).unwrap_or((&said, ""));
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text));
    let gap = if foot.is_empty() { "" } else { "　" };
    format!(
        "<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r>\
         </w:fldSimple>{}</w:p></w:ftr>",
        FOOTER.id,
        run(&format!("{}{gap}{before}", foot.replace('\n', " "))),
        run(after)
    )
}

fn styles() -> String {
    let mut xml = format!(
        "<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
         w:eastAsia=\"{FANG_SONG}\" w:cs=\"Times New Roman\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"{}\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>",
        ZH.language
    );
    STYLES.iter().for_each(|s| one_style(&mut xml, s));
    xml + "</w:styles>"
}

fn one_style(xml: &mut String, s: &Style) {
    let line = match s.line {
        0.0 => "w:line=\"240\" w:lineRule=\"auto\"".to_owned(),
        line => format!("w:line=\"{}\" w:lineRule=\"exact\"", twips(line)),
    };
    let indent = match s.indented {
        true => format!(
            "<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>",
            twips(2.0 * s.size)
        ),
        false => String::new(),
    };
    let half_points = (s.size * 2.0).round();
    let _ = write!(
        xml,
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/><w:basedOn w:val=\"Normal\"/>\
         <w:pPr><w:widowControl/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"{}\" w:after=\"{}\" {line}/>{indent}\
         <w:jc w:val=\"{}\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"{}\"/><w:sz w:val=\"{half_points}\"/>\
         <w:szCs w:val=\"{half_points}\"/></w:rPr></w:style>",
        twips(s.before),
        twips(s.after),
        s.align,
        s.font,
        id = s.id
    );
}

fn numbering(lists: u32) -> String {
    let indent = twips(LIST_INDENT);
    let mut xml = format!(
        "<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\">\
         <w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/>\
         <w:pPr><w:ind w:left=\"{indent}\" w:hanging=\"{indent}\"/></w:pPr></w:lvl></w:abstractNum>"
    );
    for list in 1..=lists {
        let _ = write!(
            xml,
            "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
        );
    }
    xml + "</w:numbering>"
}

fn settings() -> String {
    format!(
        "<w:settings {W}><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat></w:settings>"
    )
}

/// Other names under which the fonts are found on Windows, Kylin and UOS desktops.
fn fonts() -> String {
    let mut xml = format!("<w:fonts {W} {R}>");
    for (name, other) in [(SONG, "SimSun"), (FANG_SONG, "FangSong;仿宋_GB2312"), (HEI, "SimHei")] {
        let _ = write!(
            xml,
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/>\
             <w:pitch w:val=\"variable\"/></w:font>"
        );
    }
    xml + "</w:fonts>"
}
