//! Blocks -> elements.

use super::Html;
use super::inline::Answers;
use super::redline::{TERM, Whole};
use super::style::{HEADING, SMALL, Space, TITLE};
use crate::document::{Block, Placement, Text, is_hole};
use crate::render::kinds::{is_answer, is_title};
use crate::render::markup::{Held, Side, is_small, length, of_both, unmarked};
use crate::render::spacing::stands_close;
use crate::render::wording::DASH;
use crate::syntax::Words;

/// The characters of the widest margin.
const WIDEST_MARGIN: usize = 26;

impl Html<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut before: Option<&Block> = None;
        for block in blocks {
            if let Some(before) = before {
                let wide = matches!(unmarked(block), Block::Section { .. });
                let apart = if wide { Space::Wide } else { Space::Line };
                self.space = if stands_close(unmarked(before), unmarked(block)) { Space::Little } else { apart };
            }
            let written = self.out.len();
            self.block(block);
            if self.out.len() > written {
                before = Some(block);
            }
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Masthead(lines) => self.masthead(lines),
            Block::Section { label, title, blocks } => {
                self.open("div", "");
                self.section_heading(label, title);
                self.depth += 1;
                if !(label.is_empty() && title.is_empty()) {
                    self.space = Space::Line;
                }
                self.blocks(blocks);
                self.depth -= 1;
                self.close("div");
            }
            Block::Item { label, blocks } => self.item(label, blocks),
            Block::Words { kind, text } => self.fixed(*kind, text),
            Block::Answer { label, placement, value, narrative, .. } => match placement {
                _ if *narrative => self.narrative(label, value),
                Placement::Beside => self.beside(label, value),
                Placement::Below => self.below(label, value),
                Placement::Caption => self.captioned(label, value),
            },
            Block::Choice { label, arrangement, boxes, .. } => self.choice(label, *arrangement, boxes),
            Block::Flag { checked, .. } => self.hanging_boxes(std::slice::from_ref(checked)),
            Block::Row(cells) => self.row(cells),
            Block::Record { blocks, .. } => self.blocks(blocks),
            Block::Marked { mark, blocks } => self.marked_blocks(*mark, blocks),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
            Block::Signature { preamble, date, name, title, note } => {
                self.signature(preamble, [date, name, title], note);
            }
            Block::Rule => self.bar(""),
            Block::Page => self.bar("page-break-after:always"),
        }
    }

    fn bar(&mut self, style: &str) {
        self.open("hr", &format!("border:0;border-top:1px solid #000000;height:0;{style}"));
    }

    /// The centred lines at the head. Titles that follow each other are one heading of several lines.
    fn masthead(&mut self, lines: &[Block]) {
        self.open("div", "text-align:center");
        let mut first = true;
        for group in lines.chunk_by(|before, line| is_title(before) == is_title(line)) {
            if !first {
                self.space = Space::Line;
            }
            if group.iter().any(is_title) {
                self.open("h1", TITLE);
                for (index, line) in group.iter().enumerate() {
                    if index > 0 {
                        self.out.open("br", &[]);
                    }
                    if let Block::Words { text, .. } = line {
                        self.line_of(text, Answers::Plain);
                    }
                }
                self.close("h1");
            } else {
                self.blocks(group);
            }
            first = false;
        }
        self.close("div");
    }

    /// A part's heading; without a title, the label is its heading, in the middle.
    fn section_heading(&mut self, label: &Text, title: &Text) {
        if label.is_empty() && title.is_empty() {
            return;
        }
        let middle = if title.is_empty() { "text-align:center;" } else { "" };
        self.heading(&format!("{HEADING}{middle}"), |html| {
            html.line_of(label, Answers::Plain);
            let parts = |side: Side| !side.words(label).is_empty() && !side.words(title).is_empty();
            if let Some(Held(mark)) = of_both(parts) {
                html.said(DASH, mark);
            }
            html.line_of(title, Answers::Plain);
        });
    }

    fn heading(&mut self, style: &str, words: impl FnOnce(&mut Self)) {
        let name = ["h2", "h3", "h4", "h5"].get(self.depth).copied().unwrap_or("h6");
        self.open(name, style);
        words(self);
        self.close(name);
    }

    fn fixed(&mut self, kind: Option<Words>, text: &Text) {
        if is_hole(text) {
            return self.writing_lines(1);
        }
        match kind {
            // The masthead's, which is centred as a whole.
            None => self.paragraphs(text, "", Answers::Plain),
            Some(Words::Title) => {
                self.paragraphs(text, "text-align:center;font-weight:bold;", Answers::Plain);
            }
            Some(Words::Heading) => {
                self.heading(&format!("{HEADING}text-align:center;"), |html| html.line_of(text, Answers::Plain));
            }
            Some(_) if is_answer(text) => self.on_a_rule(text, ""),
            Some(Words::Text) => self.paragraphs(text, "", Answers::Underlined),
            Some(Words::Notice) => self.paragraphs(text, "font-weight:bold;", Answers::Underlined),
            Some(Words::Instruction | Words::Note) => self.paragraphs(text, SMALL, Answers::Underlined),
        }
    }

    /// Blocks with a label in their margin.
    fn item(&mut self, label: &Text, blocks: &[Block]) {
        // A label is as large as the words that it stands before.
        let style = if is_small(blocks) { SMALL } else { "" };
        self.hang(style, label, |html| html.blocks(blocks));
    }

    /// A text in the margin of what follows.
    pub(super) fn hang(&mut self, style: &str, label: &Text, blocks: impl FnOnce(&mut Self)) {
        self.open("dl", "");
        self.term(style, length(label).max(3), |html| html.line_of(label, Answers::Underlined), blocks);
        self.close("dl");
    }

    /// One term of a list, in a margin of so many characters, with what hangs beside it; under it, if it is too long for a
    /// margin. The space over both is inside them: so they stay on a line where a page ends between them and what stands
    /// before.
    pub(super) fn term(
        &mut self,
        style: &str,
        wide: usize,
        margin: impl FnOnce(&mut Self),
        blocks: impl FnOnce(&mut Self),
    ) {
        let space = std::mem::take(&mut self.space).size();
        let beside = wide <= WIDEST_MARGIN;
        // Half an em a character, and a blank after it.
        let tenths = if beside { wide * 5 + 8 } else { 23 };
        let indent = format!("{}.{}em", tenths / 10, tenths % 10);
        let float = if beside { "float:left;" } else { "" };
        let style = format!("{float}padding:{space} 0 0;{style}");
        self.out.end_line();
        let (at, marks) = (self.out.len(), self.marks);
        self.out.open("dt", &[("style", style.trim_end_matches(';'))]);
        margin(self);
        self.close("dt");
        // A label or a box that changed, with what hangs beside it.
        let whole = self.marks > marks && self.whole.is_none();
        if whole {
            self.whole = Some(Whole { name: TERM, at, marks });
        }
        let space = if beside { space } else { "0" };
        self.out.open("dd", &[("style", &format!("margin:0 0 0 {indent};padding:{space} 0 0"))]);
        blocks(self);
        self.close("dd");
        if whole {
            self.end(TERM);
        }
    }
}
