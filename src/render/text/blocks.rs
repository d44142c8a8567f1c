//! Blocks -> lines.

use super::boxes::margin;
use super::page::Page;
use super::printed::{Lines, Printed};
use super::wrap::{hang, wrapped};
use crate::document::{Block, Mark, Placement, Text, is_hole};
use crate::render::spacing::stands_close;
use crate::render::wording::DASH;
use crate::syntax::Words;

/// The columns that a short label such as `(a)` hangs in.
pub(super) const HANG: usize = 5;

impl<'d> Page<'d> {
    /// Adds the lines of blocks.
    pub(super) fn blocks(&mut self, blocks: &'d [Block], width: usize, out: &mut Lines<'d>) {
        let mut before: Option<(&Block, usize)> = None;
        for block in blocks {
            let apart = before.is_some_and(|(before, _)| !stands_close(before, block));
            let from = out.len();
            if apart {
                out.push(Printed::empty());
            }
            let start = out.len();
            self.block(block, width, out);
            let height = out.len() - start;
            if height == 0 {
                out.truncate(from);
                continue;
            }
            // Single boxes stand close while their words take a line each.
            if let (Some((Block::Flag { .. }, above)), Block::Flag { .. }, false) = (before, block, apart)
                && above.max(height) > 1
            {
                out.insert(start, Printed::empty());
            }
            before = Some((block, height));
        }
    }

    /// Adds the lines of a block.
    pub(super) fn block(&mut self, block: &'d Block, width: usize, out: &mut Lines<'d>) {
        let from = out.len();
        match block {
            Block::Masthead(blocks) => {
                self.blocks(blocks, width, out);
                for line in out.iter_mut().skip(from) {
                    line.indent = 0;
                    line.centre(width);
                }
            }
            Block::Section { label, title, blocks } => {
                self.heading(label, title, width, out);
                if out.len() > from {
                    out.push(Printed::empty());
                }
                let head = out.len();
                self.blocks(blocks, width, out);
                if out.len() == head && head > from {
                    out.pop();
                }
            }
            Block::Item { label, blocks } => {
                let label = self.line_of(label);
                let indent = HANG.max(label.len() + 2).min(width / 2);
                self.blocks(blocks, width.saturating_sub(indent), out);
                hang(label, out, from, indent);
            }
            Block::Words { text, .. } if is_hole(text) => out.push(Printed::rule(width)),
            Block::Words { kind: None | Some(Words::Title | Words::Heading), text } => {
                self.text(text, width, out);
                out.iter_mut().skip(from).for_each(|line| line.centre(width));
            }
            Block::Words { text, .. } => self.sentences(text, width, out),
            Block::Answer { label, placement, value, narrative, .. } => match placement {
                _ if *narrative => self.narrative(label, value, width, out),
                Placement::Beside => self.beside(label, value, width, out),
                Placement::Below => self.below(label, value, width, out),
                Placement::Caption => self.caption(label, value, width, out),
            },
            Block::Choice { label, arrangement, marks, boxes } => {
                self.choice(label, *arrangement, marks, boxes, width, out);
            }
            Block::Flag { checked, marks } => self.check_box(checked, marks, margin(marks, checked), width, out),
            Block::Row(cells) => self.row(cells, width, out),
            Block::Record { blocks, .. } => self.blocks(blocks, width, out),
            Block::Marked { mark, blocks } => {
                let around = self.marked.replace(*mark);
                self.blocks(blocks, width, out);
                self.marked = around;
            }
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows, width, out),
            Block::Signature { preamble, date, name, title, note } => {
                self.signature(preamble, [date, name, title], note, width, out);
            }
            Block::Rule => out.push(Printed::rule(width)),
            Block::Page if matches!(self.marked, Some(Mark::Gone | Mark::MovedAway)) => {}
            Block::Page => out.push(Printed::new("<PAGE>")),
        }
    }

    /// A part's heading; without a title, the label is its heading, in the middle.
    fn heading(&mut self, label: &'d Text, title: &'d Text, width: usize, out: &mut Lines<'d>) {
        let (label, title) = (self.line_of(label), self.line_of(title));
        if !title.is_empty() {
            return wrapped([&*label, DASH, &*title].concat().into(), width, out);
        }
        let from = out.len();
        wrapped(label, width, out);
        out.iter_mut().skip(from).for_each(|line| line.centre(width));
    }
}
