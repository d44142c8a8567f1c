//! Blocks side by side, and tables.

use super::Page;
use crate::document::{Block, Column, Placement, Row, Text};
use crate::render::markup::{breaks, columns};

impl Page<'_> {
    pub(super) fn row(&mut self, cells: &[Block]) {
        let parts = columns(cells).iter().map(|part| format!("minmax(0, {part}fr)")).collect::<Vec<_>>().join(" ");
        self.open("div", "row", &[("style", &format!("--columns:{parts}"))]);
        for cell in cells {
            if let Block::Answer { label, placement: Placement::Caption, value, narrative: false, .. } = cell {
                self.captioned("captioned", label, value);
            } else {
                self.open("div", "", &[]);
                self.block(cell);
                self.close("div");
            }
        }
        self.close("div");
    }

    pub(super) fn table(&mut self, caption: &Text, columns: &[Column], rows: &[Row]) {
        // What is written by hand has the same room in every column.
        self.open("table", if self.document.blank { "blank" } else { "" }, &[]);
        if !caption.is_empty() {
            self.out.open("caption", &[]);
            self.line_of(caption);
            self.close("caption");
        }
        self.out.open("thead", &[]);
        self.out.open("tr", &[]);
        for column in columns {
            // A heading without words is none.
            let (name, scope) = if column.heading.is_empty() { ("td", None) } else { ("th", Some(("scope", "col"))) };
            let class = if column.numeric { "numeric" } else { "" };
            self.open(name, class, scope.as_slice());
            self.line_of(&column.heading);
            self.close(name);
        }
        self.close("tr");
        self.close("thead");
        self.out.open("tbody", &[]);
        for row in rows {
            self.out.open("tr", &[]);
            let outer = self.mark;
            self.mark = row.mark.or(outer);
            for (index, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
                let numeric = if column.numeric { "numeric" } else { "" };
                let class = if breaks(cell) { format!("{numeric} breaks") } else { numeric.to_owned() };
                // A row that moved says so once.
                let told = if index == 0 && outer.is_none() { row.mark } else { None };
                self.answer("td", class.trim_start(), cell, |page| {
                    page.note(told);
                    page.line_of(cell);
                });
            }
            self.mark = outer;
            self.close("tr");
        }
        self.close("tbody");
        self.close("table");
    }
}
