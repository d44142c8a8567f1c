//! Blocks side by side, and tables.

use super::Html;
use super::inline::Answers;
use super::style::{BREAKS, RULE, Space, WHOLE};
use crate::document::{Block, Column, Mark, Row, Text};
use crate::render::markup::{breaks, captions_stand, columns, holds_table};

impl Html<'_> {
    pub(super) fn row(&mut self, cells: &[Block]) {
        // A table stands in no other: what holds one is set below the others.
        if self.in_cell || cells.iter().any(holds_table) {
            return self.blocks(cells);
        }
        let widths = columns(cells);
        let whole: usize = widths.iter().sum();
        let valign = if captions_stand(cells, &widths) { "top" } else { "bottom" };
        self.open_table(WHOLE);
        for (index, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            let width = format!("{}%", width * 100 / whole.max(1));
            let gap = if index + 1 < cells.len() { "padding:0 12pt 0 0;" } else { "" };
            let breaking = matches!(cell, Block::Answer { value, label, .. } if breaks(value) || breaks(label));
            let style = format!("{gap}{}", if breaking { BREAKS } else { "" });
            self.out.open("td", &[("width", &width), ("valign", valign), ("style", style.trim_end_matches(';'))]);
            self.space = Space::None;
            self.block(cell);
            self.close("td");
        }
        self.close_table();
    }

    pub(super) fn table(&mut self, caption: &Text, columns: &[Column], rows: &[Row]) {
        if !caption.is_empty() {
            self.paragraphs(caption, "page-break-after:avoid;", Answers::Underlined);
            self.space = Space::Line;
        }
        // What is written by hand has the same room in every column.
        let width = self.document.blank.then(|| format!("{}%", 100 / columns.len().max(1)));
        self.open_table("");
        for (index, column) in columns.iter().enumerate() {
            let last = index + 1 == columns.len();
            self.cell("th", ("bottom", last, column.numeric, width.as_deref()), &column.heading, None);
        }
        for row in rows {
            self.out.close("tr");
            self.out.open("tr", &[("style", "page-break-inside:avoid")]);
            let outer = self.mark;
            self.mark = row.mark.or(outer);
            for (index, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
                let last = index + 1 == columns.len();
                // A row that moved says so once.
                let told = if index == 0 && outer.is_none() { row.mark } else { None };
                self.cell("td", ("top", last, column.numeric, None), cell, told);
            }
            self.mark = outer;
        }
        self.close_table();
    }

    /// A cell, whose words stand on a rule.
    fn cell(
        &mut self,
        name: &str,
        (valign, last, numeric, width): (&str, bool, bool, Option<&str>),
        text: &Text,
        told: Option<Mark>,
    ) {
        let align = if numeric { "right" } else { "left" };
        let gap = if last { "padding:3pt 0 0 0;" } else { "padding:3pt 12pt 0 0;" };
        let style = format!("{gap}{RULE}{}", if breaks(text) { BREAKS } else { "" });
        let mut attributes = vec![("align", align), ("valign", valign), ("style", style.trim_end_matches(';'))];
        attributes.extend(width.map(|width| ("width", width)));
        self.out.open(name, &attributes);
        self.note(told);
        self.filled(text);
        self.close(name);
    }
}
