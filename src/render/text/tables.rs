//! Blocks side by side, and tables.

use std::borrow::Cow;

use super::answers::SHORTEST_RULE;
use super::beside::{GAP, beside};
use super::faults;
use super::page::Page;
use super::printed::{Lines, Printed};
use super::wrap::{AROUND, wrap_marked, wrapped};
use crate::document::{Block, Column, Placement, Row, Text, is_hole, is_marked};
use crate::edgar::WIDEST_TABLE;
use crate::render::columns::{self, Need};

impl<'d> Page<'d> {
    pub(super) fn row(&mut self, cells: &'d [Block], width: usize, out: &mut Lines<'d>) {
        let needs: Vec<Need> = cells.iter().map(|cell| self.need(cell)).collect();
        // What is words of any length has twice the room of a date or a number.
        let open = |cell: &Block| !matches!(cell, Block::Answer { open: false, .. });
        let parts: Vec<usize> = cells.iter().map(|cell| 1 + usize::from(open(cell))).collect();
        let Some(widths) = columns::share(&needs, &parts, width, GAP) else { return self.blocks(cells, width, out) };
        let mut set: Vec<(Lines<'d>, Lines<'d>)> = Vec::new();
        for (cell, width) in cells.iter().zip(&widths) {
            set.push(
                if let Block::Answer { label, placement: Placement::Caption, value, narrative: false, .. } = cell {
                    self.captioned(label, value, *width)
                } else {
                    let mut lines = Vec::new();
                    self.block(cell, *width, &mut lines);
                    (lines, Vec::new())
                },
            );
        }
        // Captions of one row stand on one line, so that their rules do.
        let height =
            set.iter().filter(|(_, caption)| !caption.is_empty()).map(|(value, _)| value.len()).max().unwrap_or(0);
        let cells = set.into_iter().map(|(value, caption)| {
            let above = if caption.is_empty() { 0 } else { height - value.len() };
            std::iter::repeat_n(Printed::empty(), above).chain(value).chain(caption).collect::<Lines<'_>>()
        });
        beside(&cells.collect::<Vec<_>>(), &widths, &[], out);
    }

    /// What a cell of a row needs.
    pub(super) fn need(&mut self, cell: &'d Block) -> Need {
        // A trial at a width that breaks nothing and wraps everything.
        let findings = self.findings.len();
        let replaced = self.replaced.clone();
        let mut lines = Vec::new();
        self.block(cell, WIDEST_TABLE, &mut lines);
        self.findings.truncate(findings);
        self.replaced = replaced;
        let words: Vec<&str> = lines.iter().flat_map(|line| line.words.split(' ')).collect();
        let words = words.iter().filter(|word| !word.starts_with("____")).map(|word| word.len());
        let least = words.max().unwrap_or(1).max(SHORTEST_RULE);
        let whole = lines.iter().map(|line| line.words.trim()).filter(|words| !words.ends_with("____")).map(str::len);
        let natural = whole.max().unwrap_or(least).max(least);
        Need { least, natural }
    }

    pub(super) fn table(
        &mut self,
        caption: &'d Text,
        columns: &'d [Column],
        rows: &'d [Row],
        width: usize,
        out: &mut Lines<'d>,
    ) {
        let heads: Vec<Cow<'d, str>> = columns.iter().map(|column| self.line_of(&column.heading)).collect();
        let cells: Vec<Vec<Cow<'d, str>>> = rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| if is_hole(cell) { Cow::Borrowed("") } else { self.line_of(cell) })
                    .collect()
            })
            .collect();
        let needs: Vec<Need> = heads
            .iter()
            .enumerate()
            .map(|(index, head)| {
                let held = cells.iter().filter_map(|row| row.get(index)).filter(|cell| !cell.is_empty());
                let longest = |text: &Cow<'d, str>| text.split(' ').map(str::len).max().unwrap_or(0);
                let marks = rows.iter().filter_map(|row| row.cells.get(index)).any(|cell| is_marked(cell));
                let marks = if marks { AROUND } else { 0 };
                let least = (held.clone().map(longest).max().unwrap_or(0) + marks).max(longest(head)).max(1);
                // A heading may stand on two lines; answers would rather not.
                let heading = head.len().div_ceil(2);
                let natural = held.map(|cell| cell.len()).max().unwrap_or_else(|| head.len().max(SHORTEST_RULE));
                let natural = natural.max(heading).max(least);
                Need { least, natural }
            })
            .collect();
        // Inside tags a table may be wider than the page.
        let outside = self.document.width.saturating_sub(width);
        let widest = WIDEST_TABLE.saturating_sub(outside);
        let wide = columns::least(&needs, GAP) > width;
        let Some(mut widths) = columns::fit(&needs, if wide { widest } else { width }, GAP) else {
            let widest_column = columns.iter().zip(&needs).max_by_key(|(_, need)| need.least);
            if let Some((column, _)) = widest_column {
                let fault = faults::too_wide(self.document, column, columns::least(&needs, GAP), widest);
                self.findings.push(fault);
            }
            return;
        };
        let right: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
        if self.document.blank && !wide {
            columns::spread(&mut widths, &right, width, GAP);
        }
        if wide {
            out.extend(["<TABLE>", "<CAPTION>"].map(Printed::new));
        }
        self.text(caption, width, out);
        if !caption.is_empty() {
            out.push(Printed::empty());
        }
        let cell = |text: Cow<'d, str>, width: usize| {
            let mut lines = Vec::new();
            wrapped(text, width, &mut lines);
            lines
        };
        let heads: Vec<Lines<'_>> = heads.into_iter().zip(&widths).map(|(head, width)| cell(head, *width)).collect();
        let height = heads.iter().map(Vec::len).max().unwrap_or(0);
        let low = heads
            .into_iter()
            .map(|head| std::iter::repeat_n(Printed::empty(), height - head.len()).chain(head).collect::<Lines<'_>>());
        beside(&low.collect::<Vec<_>>(), &widths, &right, out);
        if wide {
            let tags = (0..columns.len()).map(|index| vec![Printed::new(if index == 0 { "<S>" } else { "<C>" })]);
            beside(&tags.collect::<Vec<_>>(), &widths, &[], out);
        }
        let dashes = widths.iter().map(|width| vec![Printed::new("-".repeat(*width))]);
        beside(&dashes.collect::<Vec<_>>(), &widths, &[], out);
        for (row, texts) in cells.into_iter().zip(rows) {
            if texts.cells.iter().all(|text| is_hole(text)) {
                let rules = widths.iter().map(|width| vec![Printed::rule(*width)]);
                beside(&rules.collect::<Vec<_>>(), &widths, &[], out);
                continue;
            }
            let cells = row.into_iter().zip(&texts.cells).zip(&widths).map(|((text, of), width)| {
                if !is_marked(of) {
                    return cell(text, *width);
                }
                let mut lines = Vec::new();
                wrap_marked(&text, *width, &mut lines);
                lines
            });
            beside(&cells.collect::<Vec<_>>(), &widths, &right, out);
        }
        if wide {
            out.push(Printed::new("</TABLE>"));
        }
    }
}
