//! Check boxes: across, down, in columns.

use super::inline::{Piece, width};
use super::layout::{Frame, Layout, Manner};
use super::lines::{put, set_lines};
use super::strip::{Strip, beside, hold, hold_next};
use super::style::{BODY, BOX, BOX_INDENT, GAP, SPACE};
use super::tags::{Role, TagId};
use crate::document::{Arrangement, CheckBox, Text};
use crate::render::wording::{CHECKED, EMPTY};

impl Layout<'_> {
    pub(super) fn choice(
        &mut self,
        label: &Text,
        arrangement: Arrangement,
        boxes: &[CheckBox],
        frame: Frame,
    ) -> Vec<Strip> {
        let columns = match arrangement {
            Arrangement::Down => {
                let mut out = self.text(label, frame, BODY, Manner::Ruled);
                hold_next(&mut out);
                self.tags.open(Role::List);
                let mut before = false;
                for (index, checked) in boxes.iter().enumerate() {
                    let mut strips = self.check_box(checked, frame);
                    // Boxes with words of more than a line stand apart.
                    let apart = !checked.more.is_empty() || !checked.blocks.is_empty();
                    let first = index == 0 && !out.is_empty();
                    if let Some(strip) = strips.first_mut().filter(|_| first || index > 0) {
                        strip.space = if first || apart || before { SPACE - 1.5 } else { 2.5 };
                    }
                    before = apart;
                    out.extend(strips);
                }
                self.tags.close();
                return out;
            }
            Arrangement::Across => boxes.len(),
            Arrangement::Columns(columns) => columns,
        };
        let tag = self.tags.add(Role::Paragraph);
        let mut words = self.line_of(label, BODY, true);
        if !words.is_empty() {
            words.push(self.blank(BODY, false));
        }
        let taken = width(&words) + 6.0;
        let short = !label.is_empty() && taken < frame.width / 3.0;
        let inner = if short { frame.inset(taken) } else { frame };
        let (rows, wide) = self.grid(boxes, columns, inner);
        let mut out = if words.is_empty() {
            rows
        } else if short {
            let mut rows = rows;
            if let Some(first) = rows.first_mut() {
                let mut line = Strip::line(BODY);
                put(&mut line, &words, frame.x, BODY, tag, None);
                first.join(line, BODY);
            }
            rows
        } else {
            let lines = self.broken(words, BODY, frame.width);
            let last = lines.last().map_or(0.0, |line| width(line));
            let mut out = set_lines(&lines, frame, BODY, false, tag, false);
            let mut rows = rows;
            // A question and its boxes on one line, where there is room.
            if rows.len() == 1 && lines.len() == 1 && last + 2.0 * GAP + wide <= frame.width {
                let mut row = rows.remove(0);
                row.shift(last + 2.0 * GAP);
                if let Some(line) = out.last_mut() {
                    line.items.append(&mut row.items);
                    line.height = line.height.max(row.height);
                }
                out
            } else {
                hold_next(&mut out);
                if let Some(first) = rows.first_mut() {
                    first.space = 4.0;
                }
                out.extend(rows);
                out
            }
        };
        for checked in boxes.iter().filter(|checked| !checked.blocks.is_empty()) {
            let mut blocks = self.blocks(&checked.blocks, frame);
            if let Some(first) = blocks.first_mut() {
                first.space = SPACE;
            }
            out.extend(blocks);
        }
        out
    }

    /// Boxes in rows of equal columns, as many as fit, and the width of a row.
    fn grid(&mut self, boxes: &[CheckBox], columns: usize, frame: Frame) -> (Vec<Strip>, f32) {
        let widest = boxes.iter().map(|checked| width(&self.short_words(checked))).fold(0.0, f32::max) + BOX_INDENT;
        let fit = (1..=columns.clamp(1, boxes.len().max(1))).rev().find(|columns| {
            let columns = units(*columns);
            columns * widest + (columns - 1.0) * GAP <= frame.width
        });
        let columns = fit.unwrap_or(1);
        self.tags.open(Role::List);
        let mut out = Vec::new();
        for row in boxes.chunks(columns) {
            let mut cells = Vec::new();
            for (index, checked) in row.iter().enumerate() {
                let x = frame.x + units(index) * (widest + GAP);
                let cell = Frame { x, width: widest.min(frame.end() - x) };
                cells.push(self.boxed(checked, cell, |this, inner| {
                    let words = this.short_words(checked);
                    let tag = this.tags.add(Role::Paragraph);
                    let lines = this.broken(words, BODY, inner.width);
                    set_lines(&lines, inner, BODY, false, tag, false)
                }));
            }
            let mut row = beside(cells);
            if let Some(first) = row.first_mut().filter(|_| !out.is_empty()) {
                first.space = 1.5;
            }
            out.extend(row);
        }
        self.tags.close();
        hold(&mut out);
        (out, units(columns) * (widest + GAP) - GAP)
    }

    /// The words of a box on one line.
    fn short_words(&mut self, checked: &CheckBox) -> Vec<Piece> {
        let mut words = self.line_of(&checked.text, BODY, true);
        let more = self.line_of(&checked.more, BODY, true);
        if !words.is_empty() && !more.is_empty() {
            words.push(self.blank(BODY, false));
        }
        words.extend(more);
        words
    }

    /// A box with its words hanging beside it: `[X]  (b)  The subject annual report ...`
    pub(super) fn check_box(&mut self, checked: &CheckBox, frame: Frame) -> Vec<Strip> {
        self.boxed(checked, frame, |this, inner| {
            let mut out = if checked.more.is_empty() {
                this.text(&checked.text, inner, BODY, Manner::Ruled)
            } else {
                let mut label = this.line_of(&checked.text, BODY, true);
                label.push(this.blank(BODY, false));
                let tag = this.tags.add(Role::Paragraph);
                this.hung(label, tag, BODY, inner, |this, inner| this.text(&checked.more, inner, BODY, Manner::Ruled))
            };
            hold(&mut out);
            if !checked.blocks.is_empty() {
                hold_next(&mut out);
                let mut blocks = this.blocks(&checked.blocks, inner);
                if let Some(first) = blocks.first_mut() {
                    first.space = SPACE;
                }
                out.extend(blocks);
            }
            out
        })
    }

    /// A ballot box in the margin of what stands beside it, as an item of a list.
    fn boxed(
        &mut self,
        checked: &CheckBox,
        frame: Frame,
        words: impl FnOnce(&mut Self, Frame) -> Vec<Strip>,
    ) -> Vec<Strip> {
        let (mark, means) = if checked.checked { (CHECKED, "checked") } else { (EMPTY, "not checked") };
        self.tags.open(Role::Item);
        let tag: TagId = self.tags.add(Role::Label(Some(means)));
        let mut mark = self.added(mark, BOX);
        mark.push(self.blank(BOX, false));
        self.tags.open(Role::Body);
        let mut strips = words(self, frame.inset(BOX_INDENT));
        self.tags.close();
        self.tags.close();
        let mut line = Strip::line(BODY);
        put(&mut line, &mark, frame.x, BOX, tag, None);
        if strips.is_empty() {
            strips.push(Strip::line(BODY));
        }
        if let Some(first) = strips.first_mut() {
            first.join(line, BOX);
        }
        strips
    }
}

/// A small count as a number of points.
fn units(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::MAX, f32::from)
}
