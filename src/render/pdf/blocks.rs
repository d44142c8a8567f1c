//! Blocks -> strips.

use super::inline::{Piece, width};
use super::layout::{Frame, Layout, Manner};
use super::lines::{put, set_lines};
use super::strip::{Item, Strip, hold, hold_next};
use super::style::{
    AGENCY, BEFORE_HEADING, BODY, FIELD, HAIRLINE, HANG, HEADING, INSTRUCTION, NOTICE, SMALL, SPACE, Style, THICK,
    TITLE,
};
use super::tags::Role;
use crate::document::{Block, Placement, Text, is_hole, plain};
use crate::render::kinds::{is_answer, is_title};
use crate::render::spacing::stands_close;
use crate::render::wording::DASH;
use crate::syntax::Words;

/// Items and single boxes that follow each other are a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Items,
    Boxes,
}

fn listed(block: &Block) -> Option<Listed> {
    match block {
        Block::Item { .. } => Some(Listed::Items),
        Block::Flag { .. } => Some(Listed::Boxes),
        Block::Masthead(_)
        | Block::Section { .. }
        | Block::Words { .. }
        | Block::Answer { .. }
        | Block::Choice { .. }
        | Block::Row(_)
        | Block::Record { .. }
        | Block::Table { .. }
        | Block::Signature { .. }
        | Block::Marked { .. }
        | Block::Rule
        | Block::Page => None,
    }
}

impl Layout<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block], frame: Frame) -> Vec<Strip> {
        let mut out: Vec<Strip> = Vec::new();
        let mut before: Option<&Block> = None;
        let mut list: Option<Listed> = None;
        for (index, block) in blocks.iter().enumerate() {
            let this = listed(block);
            if this != list {
                if list.is_some() {
                    self.tags.close();
                }
                if this.is_some() {
                    self.tags.open(Role::List);
                }
                list = this;
            }
            let mut strips = self.block(block, frame);
            let Some(first) = strips.first_mut() else { continue };
            if let Some(before) = before {
                first.space = first.space.max(space(before, block));
            }
            if *block == Block::Rule
                && let Some(last) = out.last_mut().filter(|last| last.closed)
            {
                last.items.pop();
            }
            before = Some(block);
            let next = blocks.get(index + 1);
            // An answer of paragraphs stands on a rule as well, unless there is one.
            if matches!(block, Block::Answer { narrative: true, value, .. } if !is_hole(value))
                && let Some(last) = strips.last_mut()
            {
                last.closed = true;
                last.height += SPACE / 2.0;
                last.items.push(Item::Rule { x: frame.x, end: frame.end(), y: last.height, thickness: HAIRLINE });
            }
            if next.is_some_and(|next| leads_to(block, next)) {
                hold_next(&mut strips);
            }
            out.extend(strips);
        }
        if list.is_some() {
            self.tags.close();
        }
        out
    }

    fn block(&mut self, block: &Block, frame: Frame) -> Vec<Strip> {
        match block {
            Block::Masthead(blocks) => self.masthead(blocks, frame),
            Block::Section { label, title, blocks } => self.section(label, title, blocks, frame),
            Block::Item { label, blocks } => {
                self.tags.open(Role::Item);
                let style = if blocks.first().is_some_and(is_instruction) { INSTRUCTION } else { BODY };
                let mut pieces = self.line_of(label, style, true);
                pieces.push(self.blank(style, false));
                let tag = self.tags.add(Role::Label(None));
                self.tags.open(Role::Body);
                let strips = self.hung(pieces, tag, style, frame, |this, inner| this.blocks(blocks, inner));
                self.tags.close();
                self.tags.close();
                strips
            }
            Block::Words { kind, text } => self.fixed(*kind, text, frame),
            Block::Answer { label, placement, value, narrative, .. } => match placement {
                _ if *narrative => self.narrative(label, value, frame),
                Placement::Beside => self.answer_beside(label, value, frame),
                Placement::Below => self.answer_below(label, value, frame),
                Placement::Caption => self.answer_captioned(label, value, frame),
            },
            Block::Choice { label, arrangement, boxes, .. } => self.choice(label, *arrangement, boxes, frame),
            Block::Flag { checked, .. } => self.check_box(checked, frame),
            Block::Row(cells) => self.row(cells, frame),
            Block::Record { blocks, .. } | Block::Marked { blocks, .. } => {
                self.tags.open(Role::Group);
                let strips = self.blocks(blocks, frame);
                self.tags.close();
                strips
            }
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows, frame),
            Block::Signature { preamble, date, name, title, note } => {
                self.signature(preamble, [date, name, title], note, frame)
            }
            Block::Rule => {
                let mut strip = Strip { height: 4.0, ..Strip::default() };
                strip.items.push(Item::Rule { x: frame.x, end: frame.end(), y: 2.0, thickness: THICK });
                vec![strip]
            }
            Block::Page => vec![Strip { page: true, ..Strip::default() }],
        }
    }

    /// The lines at the head: the lines of the form's name and title are one heading.
    fn masthead(&mut self, blocks: &[Block], frame: Frame) -> Vec<Strip> {
        self.tags.open(Role::Section);
        let mut out: Vec<Strip> = Vec::new();
        for run in blocks.chunk_by(|a, b| is_title(a) == is_title(b)) {
            let mut strips = if run.first().is_some_and(is_title) {
                let lines: Vec<&Text> = run
                    .iter()
                    .filter_map(|block| if let Block::Words { text, .. } = block { Some(text) } else { None })
                    .collect();
                let words = lines.iter().map(|text| plain(text)).collect::<Vec<_>>().join(" ");
                let mut set = Vec::new();
                for (index, text) in lines.iter().enumerate() {
                    let mut pieces = self.line_of(text, TITLE, false);
                    if index + 1 < lines.len() {
                        pieces.push(self.blank(TITLE, false));
                    }
                    set.push(pieces);
                }
                self.heading(words, set, frame, TITLE, 1)
            } else {
                self.blocks(run, frame)
            };
            if let Some(first) = strips.first_mut().filter(|_| !out.is_empty()) {
                first.space = first.space.max(SPACE);
            }
            out.extend(strips);
        }
        self.tags.close();
        hold(&mut out);
        out
    }

    /// A part; without a title, the label is its heading.
    fn section(&mut self, label: &Text, title: &Text, blocks: &[Block], frame: Frame) -> Vec<Strip> {
        self.tags.open(Role::Section);
        let dash = if title.is_empty() || label.is_empty() { "" } else { DASH };
        let mut out = if label.is_empty() && title.is_empty() {
            Vec::new()
        } else {
            let mut pieces = self.line_of(label, HEADING, false);
            pieces.extend(self.added(dash, HEADING));
            pieces.extend(self.line_of(title, HEADING, false));
            let words = [&plain(label), dash, &plain(title)].concat();
            self.heading(words, vec![pieces], frame, HEADING, self.level)
        };
        if let Some(first) = out.first_mut() {
            first.space = BEFORE_HEADING;
        }
        hold_next(&mut out);
        hold(&mut out);
        self.level += 1;
        let mut body = self.blocks(blocks, frame);
        self.level -= 1;
        self.tags.close();
        if let Some(first) = body.first_mut().filter(|_| !out.is_empty()) {
            first.space = first.space.max(SPACE);
        }
        out.extend(body);
        out
    }

    /// Lines as one heading, in the middle; it stays with what follows.
    fn heading(&mut self, words: String, lines: Vec<Vec<Piece>>, frame: Frame, style: Style, level: u16) -> Vec<Strip> {
        let number = self.headings.len();
        let level = self.next_level(level);
        let tag = self.tags.add(Role::Heading(level, words.clone()));
        self.headings.push((level, words));
        let mut out = Vec::new();
        for line in lines {
            let broken = self.broken(line, style, frame.width);
            out.extend(set_lines(&broken, frame, style, true, tag, false));
        }
        if let Some(first) = out.first_mut() {
            first.heading = Some(number);
        }
        hold(&mut out);
        hold_next(&mut out);
        out
    }

    /// The level of a heading: the first is 1, and none is left out on the way down (ISO 14289-1, 7.4.2).
    fn next_level(&self, wanted: u16) -> u16 {
        wanted.min(self.headings.last().map_or(1, |(level, _)| level + 1))
    }

    /// The form's own words.
    fn fixed(&mut self, kind: Option<Words>, text: &Text, frame: Frame) -> Vec<Strip> {
        match kind {
            None => {
                let capitals = !plain(text).contains(char::is_lowercase);
                self.text(text, frame, if capitals { AGENCY } else { BODY }, Manner::Centred)
            }
            Some(Words::Title) => self.text(text, frame, TITLE, Manner::Centred),
            Some(Words::Heading) => {
                let pieces = self.line_of(text, HEADING, false);
                let mut strips = self.heading(plain(text), vec![pieces], frame, HEADING, self.level);
                if let Some(first) = strips.first_mut() {
                    first.space = BEFORE_HEADING;
                }
                strips
            }
            Some(Words::Text) if is_hole(text) || is_answer(text) => self.value(text, frame, FIELD),
            Some(Words::Text) => self.text(text, frame, BODY, Manner::Ruled),
            Some(Words::Instruction) => self.text(text, frame, INSTRUCTION, Manner::Ruled),
            Some(Words::Notice) => self.text(text, frame, NOTICE, Manner::Ruled),
            Some(Words::Note) => self.text(text, frame, SMALL, Manner::Ruled),
        }
    }

    /// A label in the margin of blocks: on their first line if it fits there, else over them.
    pub(super) fn hung(
        &mut self,
        label: Vec<Piece>,
        tag: super::tags::TagId,
        style: Style,
        frame: Frame,
        inner: impl FnOnce(&mut Self, Frame) -> Vec<Strip>,
    ) -> Vec<Strip> {
        let wide = width(&label);
        let inside = frame.inset(HANG.max(wide + 8.0));
        let mut strips = inner(self, inside);
        if wide <= inside.x - frame.x {
            if strips.is_empty() {
                strips.push(Strip::line(style));
            }
            if let Some(first) = strips.first_mut() {
                let mut line = Strip::line(style);
                put(&mut line, &label, frame.x, style, tag, None);
                first.join(line, style);
            }
            return strips;
        }
        let broken = self.broken(label, style, frame.width);
        let mut out = set_lines(&broken, frame, style, false, tag, false);
        hold_next(&mut out);
        out.extend(strips);
        out
    }
}

fn is_instruction(block: &Block) -> bool {
    matches!(block, Block::Words { kind: Some(Words::Instruction), .. })
}

/// The space between blocks.
fn space(before: &Block, block: &Block) -> f32 {
    if !stands_close(before, block) {
        return SPACE;
    }
    // Fields have their room to write over them.
    let boxes = |block: &Block| matches!(block, Block::Flag { .. } | Block::Choice { .. });
    if boxes(block) { if boxes(before) { 2.0 } else { 4.0 } } else { 0.0 }
}

/// Whether a block is nothing without the next one: a remark about it, what it asks for, what is signed; a rule begins
/// what follows it.
fn leads_to(block: &Block, next: &Block) -> bool {
    let note = matches!(next, Block::Words { kind: Some(Words::Note), .. }) && stands_close(block, next);
    let signed = matches!(next, Block::Signature { .. }) && matches!(block, Block::Words { .. });
    let asked = matches!(next, Block::Answer { label, narrative: true, .. } if label.is_empty());
    note || signed || asked || matches!(block, Block::Rule)
}
