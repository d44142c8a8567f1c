//! Blocks -> paragraphs and tables.

use super::body::{Body, Frame, Margin};
use super::changes::{Change, break_before, change, whole, whole_lines};
use super::paragraph::Manner;
use super::runs::{End, Setting, end_of};
use super::{lists, measure};
use crate::document::{Block, CheckBox, Line, Paragraph, Text};
use crate::render::spacing::stands_close;
use crate::render::wording::DASH;
use crate::syntax::Words;

/// The room that a short label such as `(a)` hangs in.
pub(super) const HANG: u32 = 540;
/// Between a label, or a mark, and the words beside it.
pub(super) const GAP: u32 = 120;
/// More room under the masthead than between other blocks.
const AFTER_MASTHEAD: u32 = 100;
/// The styles of headings below the title.
const HEADINGS: &[&str] = &["Heading1", "Heading2", "Heading3", "Heading4"];

impl<'d> Body<'d> {
    pub(super) fn blocks(&mut self, blocks: &'d [Block], frame: Frame) {
        // LibreOffice shows two numbers for each item of a list that has changes in it.
        let list = lists::find(blocks).filter(|_| self.reviser.is_none()).map(|found| {
            self.lists.push(found);
            self.lists.len() - 1
        });
        let mut before: Option<&Block> = None;
        let outer = self.keep;
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1).map(bare);
            self.keep = outer || next.is_some_and(|next| belongs_to_what_is_above(next, bare(block)));
            let length = self.xml.length();
            if let Some(before) = before {
                self.close = stands_close(before, bare(block)) && !long_flags(before, bare(block), frame);
            }
            match (list, block) {
                (Some(list), Block::Item { label, blocks }) => self.item(Margin::Number(list), label, blocks, frame),
                _ => self.block(block, frame),
            }
            if self.xml.length() > length {
                before = Some(bare(block));
            }
        }
        self.keep = outer;
    }

    pub(super) fn block(&mut self, block: &'d Block, frame: Frame) {
        match block {
            Block::Masthead(lines) => {
                self.blocks(lines, frame);
                self.lower = AFTER_MASTHEAD;
            }
            Block::Section { label, title, blocks } => {
                self.heading(label, title, frame);
                self.blocks(blocks, Frame { level: frame.level + 1, ..frame });
            }
            Block::Item { label, blocks } => self.item(Margin::Label(label), label, blocks, frame),
            Block::Words { kind, text } => self.prose(*kind, text, frame),
            Block::Answer { label, placement, value, narrative, .. } => {
                self.answer(label, *placement, value, *narrative, frame);
            }
            Block::Choice { label, arrangement, boxes, .. } => self.choice(label, *arrangement, boxes, frame),
            Block::Flag { checked, .. } => self.check_box(checked, frame),
            Block::Row(cells) => self.row(cells, frame),
            Block::Record { blocks, .. } => self.blocks(blocks, frame),
            Block::Marked { mark, blocks } => self.within(Some(change(*mark)), |body| body.blocks(blocks, frame)),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows, frame),
            Block::Signature { preamble, date, name, title, note } => {
                self.signature(preamble, [date, name, title], note, frame);
            }
            Block::Rule => {
                self.flush(frame);
                self.empty_paragraph(frame, Manner::of("Rule"));
            }
            Block::Page => self.page |= self.change != Some(Change::Deleted),
        }
    }

    /// A part's heading; without a title, the label is its heading, in the middle.
    fn heading(&mut self, label: &'d Text, title: &'d Text, frame: Frame) {
        if label.is_empty() && title.is_empty() {
            return;
        }
        let centred = title.is_empty();
        self.open_paragraph(frame, Manner { centred, ..Manner::of(heading_style(frame.level)) }, &[]);
        self.line_of(label, Setting::AsWords);
        if !title.is_empty() && !label.is_empty() {
            let dash = whole(label).or_else(|| whole(title));
            self.within(dash, |body| body.words(DASH, None));
        }
        self.line_of(title, Setting::AsWords);
        self.close_paragraph();
    }

    fn item(&mut self, margin: Margin<'d>, label: &'d Text, blocks: &'d [Block], frame: Frame) {
        self.hang(frame.left, margin);
        let frame = frame.indented(HANG.max(measure::of(label).saturating_add(GAP)));
        self.blocks(blocks, frame);
        self.flush(frame);
    }

    /// Fixed words, and what is printed between them.
    fn prose(&mut self, kind: Option<Words>, text: &'d Text, frame: Frame) {
        let manner = match kind {
            None => Manner::of("Masthead"),
            Some(Words::Title) => Manner::of("Title"),
            Some(Words::Heading) => Manner { centred: true, ..Manner::of(heading_style(frame.level)) },
            Some(Words::Text) => Manner::of("BodyText"),
            Some(Words::Instruction) => Manner::of("Instruction"),
            Some(Words::Notice) => Manner::of("Notice"),
            Some(Words::Note) => Manner::of("Note"),
        };
        let (setting, end) = match kind {
            None | Some(Words::Title | Words::Heading) => (Setting::AsWords, End::Plain),
            Some(Words::Notice) => (Setting::OnRule, End::Plain),
            Some(Words::Text | Words::Instruction | Words::Note) => (Setting::OnRule, end_of(text)),
        };
        self.paragraphs(text, Manner { end, ..manner }, setting, frame);
    }

    /// A text's paragraphs; its lines part where they do in the text. Only the last one goes on as a rule. A paragraph all
    /// of which went or came does so to its end.
    pub(super) fn paragraphs(&mut self, text: &[Paragraph], manner: Manner, setting: Setting, frame: Frame) {
        for (index, paragraph) in text.iter().enumerate() {
            let end = if index + 1 == text.len() { manner.end } else { End::Plain };
            self.within(whole_lines(&paragraph.lines), |body| {
                body.open_paragraph(frame, Manner { end, ..manner }, &[]);
                body.lines(&paragraph.lines.iter().collect::<Vec<_>>(), setting, end != End::Plain);
                body.close_paragraph();
            });
        }
    }

    /// The lines of a paragraph; the last one may go on as a rule.
    pub(super) fn lines(&mut self, lines: &[&Line], setting: Setting, ruled: bool) {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.within(break_before(lines, index), Self::line_break);
            }
            self.runs(line, setting, ruled && index + 1 == lines.len());
        }
    }
}

fn heading_style(level: usize) -> &'static str {
    HEADINGS.get(level.saturating_sub(1)).or(HEADINGS.last()).copied().unwrap_or_default()
}

/// A block, whatever happened to it.
pub(super) fn bare(block: &Block) -> &Block {
    let Block::Marked { blocks, .. } = block else { return block };
    let [one] = blocks.as_slice() else { return block };
    bare(one)
}

/// Whether a block must not begin a page without the one above it: a note, a signature, an answer that the words above it
/// ask for.
fn belongs_to_what_is_above(block: &Block, above: &Block) -> bool {
    let short = !matches!(above, Block::Section { .. } | Block::Record { .. } | Block::Table { .. });
    let asked_above = match block {
        Block::Words { kind, .. } => *kind == Some(Words::Note),
        Block::Signature { preamble, .. } => preamble.is_empty() || matches!(above, Block::Words { .. }),
        Block::Answer { label, narrative, .. } => *narrative && label.is_empty(),
        Block::Choice { label, .. } => label.is_empty(),
        Block::Masthead(_)
        | Block::Section { .. }
        | Block::Item { .. }
        | Block::Flag { .. }
        | Block::Row(_)
        | Block::Record { .. }
        | Block::Table { .. }
        | Block::Marked { .. }
        | Block::Rule
        | Block::Page => false,
    };
    short && asked_above
}

/// Single boxes stand close only while their words take a line each.
fn long_flags(before: &Block, block: &Block, frame: Frame) -> bool {
    let room = frame.width().saturating_sub(measure::MARK + GAP);
    let long = |checked: &CheckBox| {
        checked.text.len() > 1 || measure::of(&checked.text).saturating_add(measure::of(&checked.more)) > room
    };
    match (before, block) {
        (Block::Flag { checked: before, .. }, Block::Flag { checked, .. }) => long(before) || long(checked),
        _ => false,
    }
}
