//! What is known while a document is laid out, and texts as paragraphs.

use super::faults::Missing;
use super::inline::ends_written_on;
use super::lines::{set_lines, widows_and_orphans};
use super::strip::{Strip, hold};
use super::style::{MARGIN, PAGE, SPACE, Style};
use super::tags::{Role, Tags};
use super::words::Words;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Line, Text};

/// The lines of a form's paragraph that is not parted.
const SHORT: usize = 5;

/// A part of the page's width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) x: f32,
    pub(super) width: f32,
}

impl Frame {
    /// The page between its margins.
    pub(super) const PAGE: Self = Self { x: MARGIN, width: PAGE.0 - 2.0 * MARGIN };

    pub(super) fn end(self) -> f32 {
        self.x + self.width
    }

    /// What is left of it beside something; half of it at least.
    pub(super) fn inset(self, by: f32) -> Self {
        let by = by.min(self.width / 2.0);
        Self { x: self.x + by, width: self.width - by }
    }
}

/// Lays out a document.
#[derive(Debug)]
pub(super) struct Layout<'d> {
    pub(super) document: &'d Document,
    pub(super) words: Words,
    pub(super) tags: Tags,
    pub(super) missing: Missing,
    /// Tables that do not fit the page.
    pub(super) too_wide: Vec<Diagnostic>,
    /// The headings, each with its level and its words.
    pub(super) headings: Vec<(u16, String)>,
    /// The headings of tables, to be drawn again on the next page.
    pub(super) tables: Vec<Vec<Strip>>,
    /// The level of a section's heading here.
    pub(super) level: u16,
}

/// How a text stands in its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    Left,
    Centred,
    /// From the left, its answers on rules.
    Ruled,
}

impl<'d> Layout<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            words: Words::default(),
            tags: Tags::default(),
            missing: Missing::default(),
            too_wide: Vec::new(),
            headings: Vec::new(),
            tables: Vec::new(),
            level: 2,
        }
    }

    /// A text, each of its paragraphs an element.
    pub(super) fn text(&mut self, text: &Text, frame: Frame, style: Style, manner: Manner) -> Vec<Strip> {
        let mut out = Vec::new();
        let to_end = manner == Manner::Ruled && ends_written_on(text);
        for (index, paragraph) in text.iter().enumerate() {
            let last = index + 1 == text.len();
            let mut strips = self.paragraph(&paragraph.lines, frame, style, manner, to_end && last);
            if strips.len() <= SHORT {
                hold(&mut strips);
            }
            if let Some(first) = strips.first_mut().filter(|_| index > 0) {
                first.space = SPACE;
            }
            out.extend(strips);
        }
        out
    }

    /// Lines as a paragraph.
    pub(super) fn paragraph(
        &mut self,
        lines: &[Line],
        frame: Frame,
        style: Style,
        manner: Manner,
        to_end: bool,
    ) -> Vec<Strip> {
        let tag = self.tags.add(Role::Paragraph);
        let mut out = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let last = index + 1 == lines.len();
            let blank = self.blank(style, false);
            let indent = blank.width() * u16::try_from(line.indent).map_or(f32::MAX, f32::from);
            let mut pieces = self.runs(line, style, manner == Manner::Ruled);
            if !last {
                pieces.push(blank);
            }
            let frame = frame.inset(indent);
            let broken = self.broken(pieces, style, frame.width);
            out.extend(set_lines(&broken, frame, style, manner == Manner::Centred, tag, to_end && last));
        }
        widows_and_orphans(&mut out);
        out
    }
}
