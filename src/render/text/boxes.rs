//! Check boxes: across, down, in columns.

use super::beside::{GAP, beside};
use super::blocks::HANG;
use super::page::Page;
use super::printed::{Lines, Printed};
use super::wrap::{hang, wrap};
use crate::document::{Arrangement, BoxChange, CheckBox, Mark, Marks, Text};
use crate::render::wording;

impl<'d> Page<'d> {
    pub(super) fn choice(
        &mut self,
        label: &'d Text,
        arrangement: Arrangement,
        marks: &Marks,
        boxes: &'d [CheckBox],
        width: usize,
    ) -> Lines<'d> {
        let columns = match arrangement {
            Arrangement::Down => {
                let mut lines = self.text(label, width);
                let mut before = false;
                let margin = boxes.iter().map(|checked| margin(marks, checked)).max().unwrap_or(0);
                for (index, checked) in boxes.iter().enumerate() {
                    let block = self.check_box(checked, marks, margin, width);
                    // Boxes with words of more than a line stand apart.
                    let apart = !checked.more.is_empty() || !checked.blocks.is_empty();
                    if (index == 0 && !lines.is_empty()) || (index > 0 && (apart || before)) {
                        lines.push(Printed::empty());
                    }
                    before = apart;
                    lines.extend(block);
                }
                return lines;
            }
            Arrangement::Across => boxes.len(),
            Arrangement::Columns(columns) => columns,
        };
        let cells: Vec<String> = boxes.iter().map(|checked| self.short_box(checked, marks)).collect();
        let label_line = self.line_of(label);
        let short = !label_line.is_empty() && label_line.len() < width / 3;
        let hanging = if short { label_line.len() + 1 } else { 0 };
        let mut body = grid(&cells, columns, width.saturating_sub(hanging));
        let beside_label = body.len() == 1
            && hanging == 0
            && !label_line.is_empty()
            && body.iter().all(|line| label_line.len() + GAP + line.len() <= width);
        let mut lines = if beside_label {
            beside(&[vec![Printed::new(label_line.as_ref())], body], &[label_line.len(), width], &[])
        } else if hanging > 0 {
            hang(&label_line, std::mem::take(&mut body), hanging)
        } else {
            let mut lines = self.text(label, width);
            lines.append(&mut body);
            lines
        };
        for checked in boxes.iter().filter(|checked| !checked.blocks.is_empty()) {
            lines.push(Printed::empty());
            lines.extend(self.blocks(&checked.blocks, width));
        }
        lines
    }

    /// A box and its words on a line.
    pub(super) fn short_box(&mut self, checked: &'d CheckBox, marks: &Marks) -> String {
        let (words, more) = (self.line_of(&checked.text), self.line_of(&checked.more));
        let between = if words.is_empty() || more.is_empty() { "" } else { " " };
        format!("{} {words}{between}{more}", mark(marks, checked))
    }

    /// A box with its words hanging beside it: `[X]  (b)  The subject annual report ...`
    pub(super) fn check_box(&mut self, checked: &'d CheckBox, marks: &Marks, margin: usize, width: usize) -> Lines<'d> {
        let mark = mark(marks, checked);
        let indent = if checked.more.is_empty() { margin + 1 } else { margin + 2 };
        let inner = width.saturating_sub(indent);
        let mut lines = if checked.more.is_empty() {
            self.text(&checked.text, inner)
        } else {
            let label = self.line_of(&checked.text);
            let hanging = HANG.max(label.len() + 2).min(inner / 2);
            let more = self.text(&checked.more, inner.saturating_sub(hanging));
            hang(&label, more, hanging)
        };
        if !checked.blocks.is_empty() {
            lines.push(Printed::empty());
            lines.extend(self.blocks(&checked.blocks, inner));
        }
        hang(&mark, lines, indent)
    }
}

/// The columns of a box, checked or not, and of what it was before.
pub(super) fn margin(marks: &Marks, checked: &CheckBox) -> usize {
    marks.on.len().max(marks.off.len()).max(mark(marks, checked).len())
}

/// A box; in a redline, with what it was before.
fn mark(marks: &Marks, checked: &CheckBox) -> String {
    let plain = |checked: bool| if checked { marks.on.as_str() } else { marks.off.as_str() };
    let within = |mark: Mark, text: &str| {
        let (open, close) = wording::mark(Some(mark));
        format!("{open}{text}{close}")
    };
    match checked.change {
        BoxChange::None => plain(checked.checked).to_owned(),
        BoxChange::Turned => within(Mark::Gone, plain(!checked.checked)) + &within(Mark::New, plain(checked.checked)),
        BoxChange::Marked(mark) => within(mark, plain(checked.checked)),
    }
}

/// Cells in rows of at most so many columns, each column as wide as its widest cell; fewer columns if they do not fit.
fn grid(cells: &[String], columns: usize, width: usize) -> Lines<'static> {
    for columns in (1..=columns.max(1)).rev() {
        let rows: Vec<&[String]> = cells.chunks(columns).collect();
        let widths: Vec<usize> = (0..columns)
            .map(|index| rows.iter().filter_map(|row| row.get(index)).map(String::len).max().unwrap_or(0))
            .collect();
        let total = widths.iter().sum::<usize>() + GAP * (columns - 1);
        if total <= width {
            let cells = |row: &[String]| row.iter().map(|cell| vec![Printed::new(cell.clone())]).collect::<Vec<_>>();
            return rows.iter().flat_map(|row| beside(&cells(row), &widths, &[])).collect();
        }
    }
    let hanging = 4.min(width / 2);
    let lines = cells.iter().flat_map(|cell| wrap(cell, width, hanging).into_iter().enumerate());
    lines.map(|(at, line)| Printed::new(line.to_owned()).moved(if at > 0 { hanging } else { 0 })).collect()
}
