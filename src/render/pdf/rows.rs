//! Blocks side by side, and tables.

use super::faults;
use super::inline::{Piece, widest_word, width};
use super::layout::{Frame, Layout};
use super::lines::set_lines;
use super::strip::{Item, Strip, beside, height, hold, hold_next};
use super::style::{BETWEEN_ROWS, BODY, CELL, COLUMN, GAP, HAIRLINE, SHORTEST_RULE, SMALL, SPACE, Style};
use super::tags::{Role, TagId};
use crate::document::{Block, Column, Placement, Row, Text, is_hole};
use crate::render::columns::{self as widths, Need};

/// The parts of a point in which columns are measured.
const PARTS: f32 = 100.0;

/// A width in parts of a point.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width on a page is small and positive")]
fn parts(width: f32) -> usize {
    (width * PARTS).ceil() as usize
}

/// Parts of a point as a width.
#[expect(clippy::cast_precision_loss, reason = "a width on a page is small")]
fn points(parts: usize) -> f32 {
    parts as f32 / PARTS
}

impl Layout<'_> {
    pub(super) fn row(&mut self, cells: &[Block], frame: Frame) -> Vec<Strip> {
        let needs: Vec<Need> = cells.iter().map(|cell| self.need(cell)).collect();
        // What is words of any length has twice the room of a date or a number.
        let open = |cell: &Block| !matches!(cell, Block::Answer { open: false, .. });
        let shares: Vec<usize> = cells.iter().map(|cell| 1 + usize::from(open(cell))).collect();
        let Some(widths) = widths::share(&needs, &shares, parts(frame.width) - 1, parts(GAP)) else {
            return self.blocks(cells, frame);
        };
        self.tags.open(Role::Group);
        let mut x = frame.x;
        let mut set: Vec<(Vec<Strip>, Vec<Strip>)> = Vec::new();
        for (cell, width) in cells.iter().zip(&widths) {
            let frame = Frame { x, width: points(*width) };
            x += frame.width + GAP;
            set.push(
                if let Block::Answer { label, placement: Placement::Caption, value, narrative: false, .. } = cell {
                    self.captioned(label, value, frame)
                } else {
                    (self.blocks(std::slice::from_ref(cell), frame), Vec::new())
                },
            );
        }
        self.tags.close();
        // Captions of one row stand on one line, so that their rules do.
        let over = set.iter().filter(|(_, caption)| !caption.is_empty()).map(|(value, _)| height(value));
        let over = over.fold(0.0, f32::max);
        let cells = set.into_iter().map(|(mut value, caption)| {
            if let Some(first) = value.first_mut().filter(|_| !caption.is_empty()) {
                first.space = 0.0;
            }
            let above = if caption.is_empty() { 0.0 } else { over - height(&value) };
            let above = (above > 0.0).then(|| Strip { height: above, ..Strip::default() });
            above.into_iter().chain(value).chain(caption).collect()
        });
        beside(cells.collect())
    }

    /// What a cell of a row needs: nothing narrower than its widest word, and its whole words if they fit.
    fn need(&mut self, cell: &Block) -> Need {
        let (label, value, style) = match cell {
            Block::Answer { label, value, placement: Placement::Caption, .. } => (label, value, SMALL),
            Block::Answer { label, value, placement: Placement::Beside | Placement::Below, .. } => (label, value, BODY),
            Block::Masthead(_)
            | Block::Section { .. }
            | Block::Item { .. }
            | Block::Words { .. }
            | Block::Choice { .. }
            | Block::Flag { .. }
            | Block::Row(_)
            | Block::Record { .. }
            | Block::Table { .. }
            | Block::Signature { .. }
            | Block::Marked { .. }
            | Block::Rule
            | Block::Page => return Need { least: parts(SHORTEST_RULE / 2.0), natural: parts(SHORTEST_RULE) },
        };
        let shortest = SHORTEST_RULE / 2.0;
        let mut need = Need { least: parts(shortest), natural: parts(shortest) };
        for (text, style) in [(label, style), (value, BODY)] {
            let pieces = if is_hole(text) { Vec::new() } else { self.line_of(text, style, false) };
            need.least = need.least.max(parts(widest_word(&pieces)));
            need.natural = need.natural.max(parts(width(&pieces))).max(need.least);
        }
        need
    }

    pub(super) fn table(&mut self, caption: &Text, columns: &[Column], rows: &[Row], frame: Frame) -> Vec<Strip> {
        self.tags.open(Role::Table);
        let mut out = Vec::new();
        if !caption.is_empty() {
            let tag = self.tags.add(Role::Caption);
            let pieces = self.line_of(caption, BODY, true);
            let lines = self.broken(pieces, BODY, frame.width);
            out.extend(set_lines(&lines, frame, BODY, false, tag, false));
            hold(&mut out);
            hold_next(&mut out);
        }
        let heads: Vec<Vec<Piece>> =
            columns.iter().map(|column| self.line_of(&column.heading, COLUMN, false)).collect();
        let cells: Vec<Vec<Vec<Piece>>> = rows
            .iter()
            .map(|row| {
                let cell = |cell: &Text| if is_hole(cell) { Vec::new() } else { self.line_of(cell, CELL, false) };
                row.cells.iter().map(cell).collect()
            })
            .collect();
        let numeric: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
        let widths = self.widths(columns, &heads, &cells, &numeric, frame);
        let mut x = frame.x;
        let frames: Vec<Frame> = widths
            .iter()
            .map(|width| {
                let frame = Frame { x, width: *width };
                x += width + GAP;
                frame
            })
            .collect();

        self.tags.open(Role::Head);
        self.tags.open(Role::Row);
        let head = heads.into_iter().zip(&frames).zip(&numeric).map(|((pieces, frame), numeric)| {
            let tag = self.tags.add(Role::HeadCell);
            self.cell(pieces, *frame, COLUMN, *numeric, tag)
        });
        let head: Vec<Vec<Strip>> = head.collect();
        self.tags.close();
        self.tags.close();
        let mut head = low(head);
        under(&mut head, &frames, COLUMN);
        hold(&mut head);
        hold_next(&mut head);
        let number = self.tables.len();
        self.tables.push(head.clone());
        if let Some(first) = head.first_mut().filter(|_| !out.is_empty()) {
            first.space = SPACE / 2.0;
        }
        out.extend(head);

        self.tags.open(Role::Rows);
        for row in cells {
            self.tags.open(Role::Row);
            let row = row.into_iter().zip(&frames).zip(&numeric).map(|((pieces, frame), numeric)| {
                let tag = self.tags.add(Role::Cell);
                self.cell(pieces, *frame, CELL, *numeric, tag)
            });
            let mut strips = beside(row.collect());
            self.tags.close();
            under(&mut strips, &frames, CELL);
            hold(&mut strips);
            for strip in &mut strips {
                strip.table = Some(number);
            }
            if let Some(first) = strips.first_mut() {
                first.space = BETWEEN_ROWS;
            }
            out.extend(strips);
        }
        self.tags.close();
        self.tags.close();
        out
    }

    /// The widths of a table's columns. No word is broken: a number that is broken reads as another. Where the widest words
    /// do not fit, that is a fault, and no document is written.
    fn widths(
        &mut self,
        columns: &[Column],
        heads: &[Vec<Piece>],
        cells: &[Vec<Vec<Piece>>],
        numeric: &[bool],
        frame: Frame,
    ) -> Vec<f32> {
        let needs: Vec<Need> = heads
            .iter()
            .enumerate()
            .map(|(index, head)| {
                let held = cells.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_empty());
                let least = held.clone().map(|cell| widest_word(cell)).fold(widest_word(head), f32::max);
                // A heading may stand on two lines; answers would rather not.
                let natural = held.map(|cell| width(cell)).reduce(f32::max);
                let natural = natural.unwrap_or_else(|| width(head).max(SHORTEST_RULE / 2.0));
                Need { least: parts(least), natural: parts(natural.max(width(head) / 2.0).max(least)) }
            })
            .collect();
        let whole = parts(frame.width) - 1;
        let Some(mut widths) = widths::fit(&needs, whole, parts(GAP)) else {
            let widest = columns.iter().zip(&needs).max_by_key(|(_, need)| need.least);
            if let Some((column, _)) = widest {
                let needs = points(widths::least(&needs, parts(GAP)));
                self.too_wide.push(faults::too_wide(self.document, column, needs, frame.width));
            }
            // The rest of the document is laid out all the same, for what is wrong there.
            return needs.iter().map(|need| points(need.least)).collect();
        };
        widths::spread(&mut widths, numeric, whole, parts(GAP));
        widths.into_iter().map(points).collect()
    }

    fn cell(&mut self, pieces: Vec<Piece>, frame: Frame, style: Style, right: bool, tag: TagId) -> Vec<Strip> {
        let lines = self.broken(pieces, style, frame.width);
        if !right {
            return set_lines(&lines, frame, style, false, tag, false);
        }
        let mut out = Vec::new();
        for line in &lines {
            let x = frame.end() - width(line);
            out.extend(set_lines(std::slice::from_ref(line), Frame { x, ..frame }, style, false, tag, false));
        }
        out
    }
}

/// Cells side by side whose last lines stand on one line.
fn low(cells: Vec<Vec<Strip>>) -> Vec<Strip> {
    let tall = cells.iter().map(|cell| height(cell)).fold(0.0, f32::max);
    let lowered = cells.into_iter().map(|cell| {
        let above = Strip { height: tall - height(&cell), ..Strip::default() };
        std::iter::once(above).chain(cell).collect()
    });
    beside(lowered.collect())
}

/// A rule under each column.
fn under(strips: &mut [Strip], frames: &[Frame], style: Style) {
    let Some(last) = strips.last_mut() else { return };
    let y = last.height - style.leading + style.baseline() + super::style::UNDER;
    let rules = frames.iter().map(|frame| Item::Rule { x: frame.x, end: frame.end(), y, thickness: HAIRLINE });
    last.items.extend(rules);
}
