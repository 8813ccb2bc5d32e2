//! The paragraph styles that the documents are set in.

use super::paper::PaperStyle;

/// The fonts of a style: Latin is always Times New Roman.
pub(super) const SONG: &str = "宋体";
pub(super) const FANG_SONG: &str = "仿宋";
/// Also stands for 方正小标宋, which many offices' desktops do not have.
pub(super) const HEI: &str = "黑体";

/// A paragraph style. Lengths are in points; the line height is exact.
pub(super) struct Style {
    pub id: &'static str,
    pub font: &'static str,
    pub size: f64,
    pub line: f64,
    pub before: f64,
    pub after: f64,
    /// First line indented by two characters.
    pub indented: bool,
    pub align: &'static str,
}

impl Style {
    pub fn shown(&self) -> PaperStyle {
        PaperStyle {
            id: self.id.to_owned(),
            font: self.font.to_owned(),
            size: self.size,
            line: self.line,
            before: self.before,
            after: self.after,
            indented: self.indented,
            align: self.align.to_owned(),
        }
    }
}

const fn style(id: &'static str, font: &'static str, size: f64, line: f64, align: &'static str) -> Style {
    Style {
        id,
        font,
        size,
        line,
        before: 0.0,
        after: 0.0,
        indented: false,
        align,
    }
}

pub(super) const TITLE: Style = Style {
    after: 8.0,
    ..style("GwTitle", HEI, 22.0, 32.0, "center")
};
pub(super) const META: Style = Style {
    after: 4.0,
    ..style("GwMeta", FANG_SONG, 12.0, 18.0, "left")
};
pub(super) const GREETING: Style = Style {
    before: 6.0,
    ..style("GwGreeting", FANG_SONG, 12.0, 20.0, "left")
};
pub(super) const BODY: Style = Style {
    indented: true,
    after: 6.0,
    ..style("GwBody", FANG_SONG, 12.0, 20.0, "both")
};
pub(super) const HEADING: Style = Style {
    ..style("GwHeading", HEI, 10.5, 16.0, "left")
};
pub(super) const ITEM: Style = style("GwItem", SONG, 10.5, 15.0, "left");
pub(super) const LABEL: Style = style("GwLabel", HEI, 10.0, 14.0, "center");
pub(super) const CELL: Style = style("GwCell", SONG, 10.0, 14.0, "left");
/// Labels, cells and signatures of a form that has many items.
pub(super) const TIGHT_LABEL: Style = style("GwTightLabel", HEI, 9.0, 11.0, "center");
pub(super) const TIGHT_CELL: Style = style("GwTightCell", SONG, 9.0, 11.0, "left");
pub(super) const TIGHT_SIGN: Style = style("GwTightSign", FANG_SONG, 10.5, 14.0, "left");
pub(super) const SIGN: Style = style("GwSign", FANG_SONG, 12.0, 20.0, "left");
pub(super) const CAPTION: Style = Style {
    after: 4.0,
    ..style("GwCaption", SONG, 9.0, 14.0, "center")
};
pub(super) const GAP: Style = style("GwGap", SONG, 5.0, 8.0, "left");
pub(super) const END: Style = style("GwEnd", SONG, 1.0, 1.0, "left");
/// Holds a picture: its line grows with it, so it stands at no exact height.
pub(super) const PICTURE: Style = Style {
    before: 5.0,
    after: 3.0,
    ..style("GwPicture", SONG, 9.0, 0.0, "center")
};
pub(super) const FOOTER: Style = style("GwFooter", SONG, 9.0, 14.0, "center");

/// All styles, for the package.
pub(super) const STYLES: [&Style; 17] = [
    &TITLE,
    &META,
    &GREETING,
    &BODY,
    &HEADING,
    &ITEM,
    &LABEL,
    &CELL,
    &SIGN,
    &CAPTION,
    &GAP,
    &END,
    &PICTURE,
    &FOOTER,
    &TIGHT_LABEL,
    &TIGHT_CELL,
    &TIGHT_SIGN,
];
