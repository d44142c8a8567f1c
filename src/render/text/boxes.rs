//! Check boxes: across, down, in columns.

use std::borrow::Cow;

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
        marks: &'d Marks,
        boxes: &'d [CheckBox],
        width: usize,
        out: &mut Lines<'d>,
    ) {
        let columns = match arrangement {
            Arrangement::Down => {
                let from = out.len();
                self.text(label, width, out);
                let mut before = false;
                let margin = boxes.iter().map(|checked| margin(marks, checked)).max().unwrap_or(0);
                for (index, checked) in boxes.iter().enumerate() {
                    // Boxes with words of more than a line stand apart.
                    let apart = !checked.more.is_empty() || !checked.blocks.is_empty();
                    if (index == 0 && out.len() > from) || (index > 0 && (apart || before)) {
                        out.push(Printed::empty());
                    }
                    before = apart;
                    self.check_box(checked, marks, margin, width, out);
                }
                return;
            }
            Arrangement::Across => boxes.len(),
            Arrangement::Columns(columns) => columns,
        };
        let cells: Vec<String> = boxes.iter().map(|checked| self.short_box(checked, marks)).collect();
        let label_line = self.line_of(label);
        let short = !label_line.is_empty() && label_line.len() < width / 3;
        let hanging = if short { label_line.len() + 1 } else { 0 };
        let mut body = Vec::new();
        grid(cells, columns, width.saturating_sub(hanging), &mut body);
        let indent = label_line.len() + GAP;
        // Beside a label of one line, if there is room.
        let beside = !label_line.is_empty() && matches!(body.as_slice(), [line] if indent + line.len() <= width);
        let from = out.len();
        if hanging == 0 && !beside {
            self.text(label, width, out);
        }
        out.append(&mut body);
        if hanging > 0 || beside {
            hang(label_line, out, from, if hanging > 0 { hanging } else { indent });
        }
        for checked in boxes.iter().filter(|checked| !checked.blocks.is_empty()) {
            out.push(Printed::empty());
            self.blocks(&checked.blocks, width, out);
        }
    }

    /// A box and its words on a line.
    pub(super) fn short_box(&mut self, checked: &'d CheckBox, marks: &Marks) -> String {
        let (words, more) = (self.line_of(&checked.text), self.line_of(&checked.more));
        let mark = mark(marks, checked);
        let mut out = String::with_capacity(mark.len() + words.len() + more.len() + 2);
        out.extend([&*mark, " ", &*words]);
        if !words.is_empty() && !more.is_empty() {
            out.push(' ');
        }
        out.push_str(&more);
        out
    }

    /// A box with its words hanging beside it: `[X]  (b)  The subject annual report ...`
    pub(super) fn check_box(
        &mut self,
        checked: &'d CheckBox,
        marks: &'d Marks,
        margin: usize,
        width: usize,
        out: &mut Lines<'d>,
    ) {
        let from = out.len();
        let indent = if checked.more.is_empty() { margin + 1 } else { margin + 2 };
        let inner = width.saturating_sub(indent);
        if checked.more.is_empty() {
            self.text(&checked.text, inner, out);
        } else {
            let label = self.line_of(&checked.text);
            let hanging = HANG.max(label.len() + 2).min(inner / 2);
            self.text(&checked.more, inner.saturating_sub(hanging), out);
            hang(label, out, from, hanging);
        }
        if !checked.blocks.is_empty() {
            out.push(Printed::empty());
            self.blocks(&checked.blocks, inner, out);
        }
        hang(mark(marks, checked), out, from, indent);
    }
}

/// The columns of a box, checked or not, and of what it was before.
pub(super) fn margin(marks: &Marks, checked: &CheckBox) -> usize {
    marks.on.len().max(marks.off.len()).max(mark(marks, checked).len())
}

/// A box; in a redline, with what it was before.
fn mark<'d>(marks: &'d Marks, checked: &CheckBox) -> Cow<'d, str> {
    let plain = |checked: bool| if checked { marks.on.as_str() } else { marks.off.as_str() };
    let within = |mark: Mark, text: &str| {
        let (open, close) = wording::mark(Some(mark));
        format!("{open}{text}{close}")
    };
    match checked.change {
        BoxChange::None => plain(checked.checked).into(),
        BoxChange::Turned => {
            (within(Mark::Gone, plain(!checked.checked)) + &within(Mark::New, plain(checked.checked))).into()
        }
        BoxChange::Marked(mark) => within(mark, plain(checked.checked)).into(),
    }
}

/// Adds cells in rows of at most so many columns, each column as wide as its widest cell; fewer columns if they do not fit.
fn grid(cells: Vec<String>, columns: usize, width: usize, out: &mut Lines<'_>) {
    for columns in (1..=columns.max(1)).rev() {
        let widths: Vec<usize> = (0..columns)
            .map(|index| cells.iter().skip(index).step_by(columns).map(String::len).max().unwrap_or(0))
            .collect();
        let total = widths.iter().sum::<usize>() + GAP * (columns - 1);
        if total <= width {
            let cells: Lines<'_> = cells.into_iter().map(Printed::new).collect();
            for row in cells.chunks(columns) {
                beside(&row.iter().map(std::slice::from_ref).collect::<Vec<_>>(), &widths, &[], out);
            }
            return;
        }
    }
    let hanging = 4.min(width / 2);
    for (at, line) in cells.iter().flat_map(|cell| wrap(cell, width, hanging).into_iter().enumerate()) {
        let mut line = Printed::new(line.to_owned());
        line.shift(if at > 0 { hanging } else { 0 });
        out.push(line);
    }
}
