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
    pub(super) fn blocks(&mut self, blocks: &'d [Block], width: usize) -> Lines<'d> {
        let mut out = Vec::new();
        let mut before: Option<(&Block, usize)> = None;
        for block in blocks {
            let lines = self.block(block, width);
            if lines.is_empty() {
                continue;
            }
            // Single boxes stand close while their words take a line each.
            let close = |(before, height): (&Block, usize)| {
                let flags = matches!((before, block), (Block::Flag { .. }, Block::Flag { .. }));
                stands_close(before, block) && !(flags && height.max(lines.len()) > 1)
            };
            if before.is_some_and(|before| !close(before)) {
                out.push(Printed::empty());
            }
            before = Some((block, lines.len()));
            out.extend(lines);
        }
        out
    }

    pub(super) fn block(&mut self, block: &'d Block, width: usize) -> Lines<'d> {
        match block {
            Block::Masthead(lines) => {
                let unindented = |line: Printed<'d>| Printed { indent: 0, ..line }.centred(width);
                self.blocks(lines, width).into_iter().map(unindented).collect()
            }
            Block::Section { label, title, blocks } => {
                let mut head = self.heading(label, title, width);
                let body = self.blocks(blocks, width);
                if !head.is_empty() && !body.is_empty() {
                    head.push(Printed::empty());
                }
                head.extend(body);
                head
            }
            Block::Item { label, blocks } => {
                let label = self.line_of(label);
                let indent = HANG.max(label.len() + 2).min(width / 2);
                let lines = self.blocks(blocks, width.saturating_sub(indent));
                hang(&label, lines, indent)
            }
            Block::Words { kind, text } => {
                if is_hole(text) {
                    return vec![Printed::rule(width)];
                }
                let middle = matches!(kind, None | Some(Words::Title | Words::Heading));
                if middle {
                    self.text(text, width).into_iter().map(|line| line.centred(width)).collect()
                } else {
                    self.sentences(text, width)
                }
            }
            Block::Answer { label, placement, value, narrative, .. } => match placement {
                _ if *narrative => self.narrative(label, value, width),
                Placement::Beside => self.beside(label, value, width),
                Placement::Below => self.below(label, value, width),
                Placement::Caption => self.caption(label, value, width),
            },
            Block::Choice { label, arrangement, marks, boxes } => self.choice(label, *arrangement, marks, boxes, width),
            Block::Flag { checked, marks } => self.check_box(checked, marks, margin(marks, checked), width),
            Block::Row(cells) => self.row(cells, width),
            Block::Record { blocks, .. } => self.blocks(blocks, width),
            Block::Marked { mark, blocks } => {
                let around = self.marked.replace(*mark);
                let lines = self.blocks(blocks, width);
                self.marked = around;
                lines
            }
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows, width),
            Block::Signature { preamble, date, name, title, note } => {
                self.signature(preamble, [date, name, title], note, width)
            }
            Block::Rule => vec![Printed::rule(width)],
            Block::Page if matches!(self.marked, Some(Mark::Gone | Mark::MovedAway)) => Vec::new(),
            Block::Page => vec![Printed::new("<PAGE>")],
        }
    }

    /// A part's heading; without a title, the label is its heading, in the middle.
    fn heading(&mut self, label: &'d Text, title: &'d Text, width: usize) -> Lines<'d> {
        let (label, title) = (self.line_of(label), self.line_of(title));
        if title.is_empty() {
            return wrapped(label, width).into_iter().map(|line| line.centred(width)).collect();
        }
        wrapped(format!("{label}{DASH}{title}").into(), width)
    }
}
