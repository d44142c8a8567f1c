//! Tables, rows and cells begin and end.

use super::table::Table;
use super::{Page, Tag};

/// How many tables stand in each other at most; the cells of others are those of the last.
const MOST_TABLES: usize = 32;
/// How far it is looked ahead whether a table has rows.
const AHEAD: usize = 4000;

impl Page<'_> {
    pub(super) fn start_table(&mut self, tag: &Tag, file: usize) {
        self.flow.release();
        self.flow.block();
        if self.keeps() && !self.has_rows(file) {
            self.flow.table = true;
            self.flow.tags = true;
        } else if self.tables.len() < MOST_TABLES {
            let depth = self.open.depth();
            self.push(tag, file);
            if self.open.depth() > depth {
                self.tables.push(Table::new(depth));
            }
        }
    }

    /// Whether a table has rows of HTML: EDGAR's own, in preformatted lines, have none.
    fn has_rows(&self, file: usize) -> bool {
        let end = self.text.floor_char_boundary((file + AHEAD).min(self.end));
        let ahead = self.text.get(file..end).unwrap_or_default();
        let tag = ahead.split('<').nth(1).unwrap_or_default().to_ascii_lowercase();
        ["tr", "tbody", "thead", "col", "td", "th"].iter().any(|row| tag.starts_with(row))
    }

    /// Ends what is open in the innermost table, and its cell.
    pub(super) fn close_cell(&mut self) {
        let Some(depth) = self.tables.last().map(|table| table.depth + 1) else { return };
        self.close_from(depth, None);
        self.open.forget_more();
        if let Some(table) = self.tables.last_mut() {
            table.close_cell(&mut self.flow);
        }
    }

    pub(super) fn close_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.close_row(&mut self.flow);
        }
    }

    pub(super) fn start_row(&mut self) {
        if self.tables.is_empty() {
            self.flow.block();
        }
        self.close_row();
    }

    pub(super) fn start_cell(&mut self, tag: &Tag, file: usize) {
        self.close_cell();
        match self.tables.last_mut() {
            Some(table) => {
                table.open_cell(&mut self.flow, tag.looks.columns, tag.looks.rows);
                self.push(tag, file);
            }
            None => self.flow.block(),
        }
    }

    pub(super) fn close_table(&mut self) {
        self.close_row();
        if let Some(table) = self.tables.pop() {
            self.close_from(table.depth, None);
        }
        self.flow.block();
    }
}
