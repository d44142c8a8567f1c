//! Blocks side by side, and tables.

use super::blocks::bare;
use super::body::{Body, Frame};
use super::changes::change;
use super::columns::{self, fit, share};
use super::measure;
use super::paragraph::Manner;
use super::runs::{Setting, line_words};
use crate::document::{Block, Column, Placement, Row, Text, is_hole};
use crate::render::columns::Need;

/// The style of a table that only sets blocks side by side.
const SIDE_BY_SIDE: &str = "SideBySide";
/// Between the cells of a row.
const GUTTER: u32 = 180;
/// The room on both sides of the words of a table's cell.
const PADDING: u32 = 80;
/// The shortest rule that an answer can be written on.
const SHORTEST_RULE: u32 = 1_100;

/// The type of captions beside that of answers.
const CAPTION: (u32, u32) = (9, 11);

/// What a cell is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) width: u32,
    /// Room between its words and the next cell.
    pub(super) gutter: u32,
    /// Its words stand at its foot.
    pub(super) low: bool,
}

impl<'d> Body<'d> {
    /// Begins a table without borders, for what stands side by side.
    pub(super) fn open_layout(&mut self, frame: Frame, widths: &[u32]) {
        self.open_table(SIDE_BY_SIDE, frame, widths);
    }

    /// Begins a table; its grid is what the cells' widths say.
    fn open_table(&mut self, style: &'static str, frame: Frame, widths: &[u32]) {
        self.flush(frame);
        self.part();
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.value("w:tblStyle", style);
        self.xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<u32>().to_string()), ("w:type", "dxa")]);
        self.xml.empty("w:tblInd", &[("w:w", &frame.left.to_string()), ("w:type", "dxa")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        // What stands side by side has no head.
        let (look, head) = if style == SIDE_BY_SIDE { ("0600", "0") } else { ("0620", "1") };
        let parts = [("w:val", look), ("w:firstRow", head), ("w:lastRow", "0"), ("w:firstColumn", "0")];
        let others = [("w:lastColumn", "0"), ("w:noHBand", "1"), ("w:noVBand", "1")];
        self.xml.empty("w:tblLook", &[parts.as_slice(), &others].concat());
        self.xml.close();
        self.xml.open("w:tblGrid", &[]);
        for width in widths {
            self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.xml.close();
    }

    pub(super) fn close_table(&mut self) {
        self.xml.close();
        self.bare = true;
    }

    pub(super) fn open_row(&mut self, head: bool) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if head {
            self.xml.empty("w:tblHeader", &[]);
        }
        if let Some(change) = self.change {
            self.changed(change);
        }
        self.xml.close();
    }

    pub(super) fn open_cell(&mut self, cell: Cell) {
        self.xml.open("w:tc", &[]);
        self.xml.open("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &cell.width.to_string()), ("w:type", "dxa")]);
        if cell.gutter > 0 {
            self.xml.open("w:tcMar", &[]);
            self.xml.empty("w:right", &[("w:w", &cell.gutter.to_string()), ("w:type", "dxa")]);
            self.xml.close();
        }
        if cell.low {
            self.xml.value("w:vAlign", "bottom");
        }
        self.xml.close();
        // A cell has a paragraph, and ends in one.
        self.bare = true;
    }

    pub(super) fn close_cell(&mut self) {
        self.part();
        self.xml.close();
    }

    /// Blocks side by side; each cell is whole before the next begins.
    pub(super) fn row(&mut self, cells: &'d [Block], frame: Frame) {
        // Word refuses a row without cells.
        if cells.is_empty() {
            return;
        }
        let needs: Vec<Need> = cells.iter().map(need).collect();
        // What is words of any length has twice the room of a date or a number.
        let part = |cell: &Block| 1 + usize::from(!matches!(bare(cell), Block::Answer { open: false, .. }));
        let parts: Vec<usize> = cells.iter().map(part).collect();
        let widths = share(&needs, &parts, frame.width());
        self.open_layout(frame, &widths);
        let close = std::mem::take(&mut self.close);
        // Captions of one row stand on one line, so that their rules do.
        let heights: Vec<Option<u32>> =
            cells.iter().zip(&widths).map(|(cell, width)| height(cell, width.saturating_sub(GUTTER))).collect();
        let tallest = heights.iter().flatten().max().copied().unwrap_or(0);
        self.open_row(false);
        for (index, ((cell, width), height)) in cells.iter().zip(&widths).zip(heights).enumerate() {
            let gutter = if index + 1 < cells.len() { GUTTER } else { 0 };
            self.open_cell(Cell { width: *width, gutter, low: false });
            self.close = close;
            self.lower = height.map_or(0, |height| (tallest - height) * measure::LINE);
            self.block(cell, Frame { left: 0, right: width.saturating_sub(gutter), ..frame });
            self.close_cell();
        }
        self.xml.close();
        self.close_table();
    }

    pub(super) fn table(&mut self, caption: &'d Text, columns: &'d [Column], rows: &'d [Row], frame: Frame) {
        self.paragraphs(caption, Manner::of("TableCaption"), Setting::OnRule, frame);
        let needs = columns.iter().enumerate().map(|(index, column)| {
            let cells = || rows.iter().filter_map(|row| row.cells.get(index));
            let widest = cells().filter(|cell| !is_hole(cell)).map(|cell| measure::of(cell)).max().unwrap_or(0);
            let words = cells().map(|cell| measure::longest(&line_words(cell))).max().unwrap_or(0);
            // A heading may stand on several lines; answers would rather not. It is bold.
            let least = words.max(measure::longest(&line_words(&column.heading)) * 11 / 10);
            let room = |width: u32| width.saturating_add(2 * PADDING);
            columns::need(room(least), room(widest.max(least).max(SHORTEST_RULE)))
        });
        let numeric: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
        let widths = fit(&needs.collect::<Vec<_>>(), &numeric, frame.width());
        self.open_table("TableOfAnswers", frame, &widths);
        self.open_row(true);
        for (column, width) in columns.iter().zip(&widths) {
            self.open_cell(Cell { width: *width, gutter: 0, low: true });
            let manner = Manner { right: column.numeric, ..Manner::of("TableHeading") };
            self.table_cell(&column.heading, manner, *width, frame);
        }
        self.xml.close();
        for row in rows {
            self.within(row.mark.map(change), |body| {
                body.open_row(false);
                for ((cell, column), width) in row.cells.iter().zip(columns).zip(&widths) {
                    body.open_cell(Cell { width: *width, gutter: 0, low: false });
                    let manner = Manner { right: column.numeric, ..Manner::of("TableText") };
                    body.table_cell(cell, manner, *width, frame);
                }
                body.xml.close();
            });
        }
        self.close_table();
    }

    fn table_cell(&mut self, text: &'d Text, manner: Manner, width: u32, frame: Frame) {
        self.close = false;
        let frame = Frame { left: 0, right: width.saturating_sub(2 * PADDING), ..frame };
        self.paragraphs(text, manner, Setting::Bare, frame);
        self.close_cell();
    }
}

/// What a cell of a row needs.
fn need(cell: &Block) -> Need {
    let Block::Answer { label, value, narrative: false, placement, .. } = bare(cell) else {
        return columns::need(SHORTEST_RULE, SHORTEST_RULE);
    };
    let longest = |text: &Text| measure::longest(&line_words(text));
    let small = if *placement == Placement::Caption { CAPTION } else { (1, 1) };
    let value_width = if is_hole(value) { 0 } else { measure::of(value) };
    let label_width = measure::of(label).saturating_mul(small.0) / small.1;
    let natural = match placement {
        Placement::Beside => label_width.saturating_add(value_width),
        Placement::Below | Placement::Caption => label_width.max(value_width),
    };
    let least = longest(label).max(longest(value)).max(SHORTEST_RULE) + GUTTER;
    columns::need(least, natural.saturating_add(GUTTER).max(least))
}

/// How many lines the answer of a cell takes over its caption.
fn height(cell: &Block, room: u32) -> Option<u32> {
    let Block::Answer { placement: Placement::Caption, value, narrative: false, .. } = bare(cell) else { return None };
    Some(Body::height(value, room))
}
