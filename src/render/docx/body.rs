//! What is known while the body is written: where it stands, what waits for the next paragraph, and what cannot be said.

use super::changes::{Change, Reviser};
use super::lists::List;
use super::xml::Xml;
use crate::diagnostic::Diagnostic;
use crate::document::{CheckBox, Document, Text};

/// The width of the text on a Letter page with margins of an inch, in twips.
pub(super) const PAGE: u32 = 9_360;

/// Writes the blocks of a document.
pub(super) struct Body<'d> {
    pub(super) document: &'d Document,
    pub(super) xml: Xml,
    pub(super) findings: Vec<Diagnostic>,
    /// The automatic lists so far.
    pub(super) lists: Vec<List>,
    /// How many content controls are written: their numbers are from 1.
    pub(super) controls: u32,
    /// Who made the changes, in a redline.
    pub(super) reviser: Option<Reviser<'d>>,
    /// How many changes are written: their numbers are from 1.
    pub(super) changes: u32,
    /// What happened to what is written now.
    pub(super) change: Option<Change>,
    /// The last run came, and the end of its paragraph did not.
    pub(super) open_end: bool,
    /// The end of the paragraph that is written went or came.
    pub(super) ends_in_change: bool,
    /// What happened to the end of the next paragraph, whatever happened to its words.
    pub(super) end: Option<Change>,
    /// What hangs in the margin of the next paragraph.
    pub(super) hanging: Vec<Hanging<'d>>,
    /// The next paragraph stands close to what is over it.
    pub(super) close: bool,
    /// Room over the next paragraph, besides its style's.
    pub(super) lower: u32,
    /// The next paragraph begins a page.
    pub(super) page: bool,
    /// The next paragraphs stay on the page of what follows them.
    pub(super) keep: bool,
    /// What was written last is no paragraph, or may not stay one: a table would grow together with another one, and a
    /// cell may not end so.
    pub(super) bare: bool,
}

/// What hangs in the margin of a paragraph, and where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hanging<'d> {
    pub(super) from: u32,
    /// What happened to it.
    pub(super) change: Option<Change>,
    pub(super) what: Margin<'d>,
}

/// What may hang in a margin.
#[derive(Debug, Clone, Copy)]
pub(super) enum Margin<'d> {
    /// A label: `(a)`.
    Label(&'d Text),
    /// The next number of an automatic list.
    Number(usize),
    /// A check box.
    Mark(&'d CheckBox),
    /// The words before a signature.
    By,
}

/// The room that blocks are written in, in twips from the left edge of the page's text or of the cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: u32,
    pub(super) right: u32,
    /// The level of a heading that stands here, from 1.
    pub(super) level: usize,
}

impl Frame {
    pub(super) fn width(self) -> u32 {
        self.right.saturating_sub(self.left)
    }

    /// Moved to the right, but never past the middle.
    pub(super) fn indented(self, by: u32) -> Self {
        Self { left: self.left + by.min(self.width() / 2), ..self }
    }
}

impl<'d> Body<'d> {
    pub(super) fn new(document: &'d Document, reviser: Option<Reviser<'d>>) -> Self {
        Self {
            document,
            xml: Xml::new(),
            findings: Vec::new(),
            lists: Vec::new(),
            controls: 0,
            reviser,
            changes: 0,
            change: None,
            open_end: false,
            ends_in_change: false,
            end: None,
            hanging: Vec::new(),
            close: false,
            lower: 0,
            page: false,
            keep: false,
            bare: false,
        }
    }

    /// Writes the whole body.
    pub(super) fn write(&mut self) {
        let namespaces = [
            ("xmlns:w", super::MAIN),
            ("xmlns:r", super::RELATIONSHIPS),
            ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
            ("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
            ("mc:Ignorable", "w14"),
        ];
        self.xml.open("w:document", &namespaces);
        self.xml.open("w:body", &[]);
        self.blocks(&self.document.blocks, Frame { left: 0, right: PAGE, level: 1 });
        // A body ends in a paragraph, as a cell does.
        self.part();
        self.section();
    }

    /// The page: Letter, an inch of margin, no header on the first page.
    fn section(&mut self) {
        self.xml.open("w:sectPr", &[]);
        for (name, kind, part) in [
            ("w:headerReference", "default", "header"),
            ("w:footerReference", "default", "footer"),
            ("w:footerReference", "first", "firstFooter"),
        ] {
            self.xml.empty(name, &[("w:type", kind), ("r:id", part)]);
        }
        self.xml.empty("w:pgSz", &[("w:w", "12240"), ("w:h", "15840")]);
        let sides = [("w:top", "1440"), ("w:right", "1440"), ("w:bottom", "1440"), ("w:left", "1440")];
        let others = [("w:header", "720"), ("w:footer", "720"), ("w:gutter", "0")];
        self.xml.empty("w:pgMar", &[sides.as_slice(), &others].concat());
        self.xml.empty("w:cols", &[("w:space", "720")]);
        self.xml.empty("w:titlePg", &[]);
        self.xml.close();
    }

    /// Hangs something in the margin of the next paragraph.
    pub(super) fn hang(&mut self, from: u32, what: Margin<'d>) {
        self.hanging.push(Hanging { from, change: self.change, what });
    }

    /// The number of a new content control.
    pub(super) fn control(&mut self) -> String {
        self.controls += 1;
        self.controls.to_string()
    }
}
