//! Blocks -> elements.

use super::Page;
use crate::document::{Block, CheckBox, Placement, Text, is_hole};
use crate::render::kinds::{is_answer, is_title};
use crate::render::markup::{Held, is_small, of_both, unmarked};
use crate::render::spacing::stands_close;
use crate::render::wording::DASH;
use crate::syntax::Words;

impl Page<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut before: Option<&Block> = None;
        // Items that follow each other are a list, and so are single boxes.
        let list = |before: &Block, block: &Block| {
            matches!(
                (before, block),
                (Block::Item { .. }, Block::Item { .. }) | (Block::Flag { .. }, Block::Flag { .. })
            )
        };
        for group in blocks.chunk_by(list) {
            let Some((first, last)) = group.first().zip(group.last()) else { continue };
            self.close = before.is_some_and(|before| stands_close(unmarked(before), unmarked(first)));
            let written = self.out.len();
            let flags: Vec<&CheckBox> = group
                .iter()
                .filter_map(|block| if let Block::Flag { checked, .. } = block { Some(checked) } else { None })
                .collect();
            if matches!(first, Block::Item { .. }) {
                self.items(group);
            } else if flags.is_empty() {
                self.block(first);
            } else {
                self.boxes_down(flags.into_iter());
            }
            if self.out.len() > written {
                before = Some(last);
            }
        }
        self.close = false;
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Masthead(lines) => {
                self.open("div", "record middle", &[]);
                self.masthead(lines);
                self.close("div");
            }
            Block::Section { label, title, blocks } => self.section(label, title, blocks),
            Block::Item { .. } | Block::Flag { .. } => self.blocks(std::slice::from_ref(block)),
            Block::Words { kind, text } => self.fixed(*kind, text),
            Block::Answer { label, placement, value, narrative, .. } => match placement {
                _ if *narrative => self.narrative(label, value),
                Placement::Beside => self.beside(label, value),
                Placement::Below => self.below(label, value),
                Placement::Caption => self.captioned("captioned", label, value),
            },
            Block::Choice { label, arrangement, boxes, .. } => self.choice(label, *arrangement, boxes),
            Block::Row(cells) => self.row(cells),
            Block::Record { blocks, .. } => self.record(blocks),
            Block::Marked { mark, blocks } => self.marked_blocks(*mark, blocks),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
            Block::Signature { preamble, date, name, title, note } => {
                self.signature(preamble, [date, name, title], note);
            }
            Block::Rule => self.open("hr", "", &[]),
            Block::Page => self.open("hr", "page", &[]),
        }
    }

    pub(super) fn record(&mut self, blocks: &[Block]) {
        self.open("div", "record", &[]);
        self.blocks(blocks);
        self.close("div");
    }

    /// The centred lines at the head. The first titles that follow each other are the page's title.
    pub(super) fn masthead(&mut self, lines: &[Block]) {
        for group in lines.chunk_by(|before, line| is_title(before) == is_title(line)) {
            if !group.iter().any(is_title) {
                self.blocks(group);
                continue;
            }
            let (name, class) = if self.titled { ("p", "title") } else { ("h1", "") };
            self.titled = true;
            self.open(name, class, &[]);
            for (index, line) in group.iter().enumerate() {
                if index > 0 {
                    self.out.open("br", &[]);
                }
                if let Block::Words { text, .. } = line {
                    self.line_of(text);
                }
            }
            self.close(name);
        }
    }

    /// A part under its heading; without a title, the label is its heading, in the middle.
    fn section(&mut self, label: &Text, title: &Text, blocks: &[Block]) {
        if label.is_empty() && title.is_empty() {
            return self.record(blocks);
        }
        let id = self.id();
        self.places.heading(label, title, &id);
        self.open("section", "", &[("aria-labelledby", &id)]);
        self.heading(if title.is_empty() { "middle" } else { "" }, Some(&id), |page| {
            page.line_of(label);
            if let Some(Held(mark)) = of_both(|side| !side.words(label).is_empty() && !side.words(title).is_empty()) {
                page.said(DASH, mark);
            }
            page.line_of(title);
        });
        self.depth += 1;
        self.blocks(blocks);
        self.depth -= 1;
        self.close("section");
    }

    fn heading(&mut self, class: &str, id: Option<&str>, words: impl FnOnce(&mut Self)) {
        let name = ["h2", "h3", "h4", "h5"].get(self.depth).copied().unwrap_or("h6");
        let id: Vec<_> = id.map(|id| ("id", id)).into_iter().collect();
        self.open(name, class, &id);
        words(self);
        self.close(name);
    }

    fn fixed(&mut self, kind: Option<Words>, text: &Text) {
        if is_hole(text) {
            return self.answer("p", "value", text, |page| page.line_of(text));
        }
        match kind {
            Some(Words::Title) => self.paragraphs(text, "title middle"),
            Some(Words::Heading) => self.heading("middle", None, |page| page.line_of(text)),
            Some(_) if is_answer(text) => self.answer("p", "value", text, |page| page.line_of(text)),
            None | Some(Words::Text) => self.paragraphs(text, ""),
            Some(Words::Instruction) => self.paragraphs(text, "instruction"),
            Some(Words::Notice) => self.paragraphs(text, "notice"),
            Some(Words::Note) => self.paragraphs(text, "note"),
        }
    }

    fn items(&mut self, items: &[Block]) {
        self.open("ol", "", &[]);
        for item in items {
            let Block::Item { label, blocks } = item else { continue };
            self.open("li", if is_small(blocks) { "item small" } else { "item" }, &[]);
            self.out.open("span", &[("class", "label")]);
            self.line_of(label);
            self.out.close("span");
            self.out.open("div", &[]);
            self.blocks(blocks);
            self.close("div");
            self.close("li");
        }
        self.close("ol");
    }
}
