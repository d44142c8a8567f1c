//! Sizes and distances, in points.

use super::typeface::Face;

/// Letter paper.
pub(super) const PAGE: (f32, f32) = (612.0, 792.0);
/// The margin on every side.
pub(super) const MARGIN: f32 = 72.0;
/// Where the line of the page number stands.
pub(super) const FOOT: f32 = 747.0;

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) leading: f32,
}

const fn style(face: Face, size: f32, leading: f32) -> Style {
    Style { face, size, leading }
}

/// The form's words and the answers.
pub(super) const BODY: Style = style(Face::Regular, 10.5, 13.0);
/// A line that an answer stands on, with room to write by hand.
pub(super) const FIELD: Style = style(Face::Regular, 10.5, 18.0);
/// A rule of a blank narrative.
pub(super) const WRITING: Style = style(Face::Regular, 10.5, 18.0);
/// Instructions to the filer.
pub(super) const INSTRUCTION: Style = style(Face::Regular, 9.5, 11.75);
/// Notices.
pub(super) const NOTICE: Style = style(Face::Bold, 10.5, 13.0);
/// Captions under a rule, remarks, the foot of the page.
pub(super) const SMALL: Style = style(Face::Regular, 8.5, 10.5);
/// The form's name and title.
pub(super) const TITLE: Style = style(Face::Bold, 15.0, 20.0);
/// Lines of capitals at the head.
pub(super) const AGENCY: Style = style(Face::Bold, 11.5, 14.5);
/// Headings of parts.
pub(super) const HEADING: Style = style(Face::Bold, 11.0, 14.0);
/// Headings of tables.
pub(super) const COLUMN: Style = style(Face::Bold, 9.5, 11.5);
/// Answers in tables.
pub(super) const CELL: Style = style(Face::Regular, 10.0, 12.5);
/// A ballot box.
pub(super) const BOX: Style = style(Face::Symbols, 11.0, 13.0);
/// A table that a writer laid out with blanks: the largest type, which a wide table makes smaller.
pub(super) const MONO: Style = style(Face::Mono, 9.0, 11.0);
/// The smallest type of such a table.
pub(super) const SMALLEST: f32 = 5.5;

/// Between blocks.
pub(super) const SPACE: f32 = 7.5;
/// Between the rows of a table, with room to write by hand.
pub(super) const BETWEEN_ROWS: f32 = 6.0;
/// Before a heading.
pub(super) const BEFORE_HEADING: f32 = 15.0;
/// Before a signature, to sign by hand.
pub(super) const BEFORE_SIGNATURE: f32 = 20.0;
/// Between columns.
pub(super) const GAP: f32 = 12.0;
/// What a box takes of its line before the words.
pub(super) const BOX_INDENT: f32 = 17.0;
/// What a short label such as `(a)` hangs in.
pub(super) const HANG: f32 = 24.0;
/// The thickness of a rule to write on, and of one that parts a page.
pub(super) const HAIRLINE: f32 = 0.5;
pub(super) const THICK: f32 = 0.9;
/// A rule's distance under the line of the letters.
pub(super) const UNDER: f32 = 2.6;
/// What an answer's letters stand in from the beginning of their rule.
pub(super) const INSET: f32 = 3.0;
/// The shortest rule that an answer can be written on.
pub(super) const SHORTEST_RULE: f32 = 130.0;
/// The rule for an answer within words.
pub(super) const INLINE_RULE: f32 = 110.0;

impl Style {
    /// Where its letters stand under the top of their line.
    pub(super) fn baseline(self) -> f32 {
        // Letters rise and fall by about 0.9 and 0.2 ems.
        (self.leading - 1.1 * self.size) / 2.0 + 0.9 * self.size
    }
}
