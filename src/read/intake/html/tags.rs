//! What tags do: elements begin and end, lines with them.

use super::elements::{Kind, Name};
use super::looks::Looks;
use super::open::{Element, Ends};
use super::{Page, Tag};
use crate::read::intake::marks;

/// How long a label is that stands before the words of its item.
const LONGEST_LABEL: usize = 24;

impl Page<'_> {
    pub(super) fn start(&mut self, tag: &Tag, file: usize, self_closing: bool) {
        let Tag { name, looks, .. } = *tag;
        let kind = tag.kind.looking(looks);
        match &mut self.hidden {
            // A paragraph ends where a block begins.
            Some((hidden, _)) if *hidden == Name::of(b"p") && kind.is_block() => self.hidden = None,
            Some((hidden, count)) => {
                *count += usize::from(*hidden == name);
                return;
            }
            None => {}
        }
        if kind == Kind::Hidden || looks.hidden {
            if !kind.is_void() {
                self.hidden = Some((name, 1));
            }
            return;
        }
        self.first_newline = false;
        if kind.is_block() {
            self.before_block(kind);
        }
        if looks.clears && kind.is_block() {
            self.flow.release();
        }
        if looks.page_before {
            self.flow.page();
        }
        match kind {
            Kind::Break => self.flow.line_break(),
            Kind::Rule if looks.page_after || looks.page_before => self.flow.page(),
            Kind::Rule => {
                self.flow.release();
                self.flow.rule(tag.start..file);
            }
            Kind::Page => {
                self.flow.page();
                self.flow.tags = true;
            }
            Kind::Field => {
                if looks.is_box {
                    self.flow.put(marks::ballot(looks.checked), tag.start..file);
                }
            }
            Kind::Column if self.keeps() => {
                self.flow.tags = true;
                self.flow.words.blank(u32::try_from(file - tag.start).unwrap_or_default(), tag.start..file);
            }
            Kind::Table => self.start_table(tag, file),
            Kind::Rows => self.close_row(),
            Kind::Row => self.start_row(),
            Kind::Cell => self.start_cell(tag, file),
            Kind::Caption if self.flow.table => self.flow.tags = true,
            Kind::Inline | Kind::Underline | Kind::Column if self_closing => {}
            Kind::Inline
            | Kind::Underline
            | Kind::Column
            | Kind::Block
            | Kind::Paragraph
            | Kind::Part
            | Kind::Preformatted
            | Kind::List
            | Kind::Item
            | Kind::Term
            | Kind::Detail
            | Kind::Caption => {
                if kind.is_block() {
                    self.flow.block();
                }
                self.first_newline = kind == Kind::Preformatted;
                self.push(tag, file);
            }
            Kind::Hidden | Kind::Void => {}
        }
    }

    /// What the beginning of a block ends, and whether it stands beside what is in the line.
    fn before_block(&mut self, kind: Kind) {
        let is_inline = |kind: Kind| !kind.is_block();
        if let Some(depth) =
            self.open.implied(|kind| kind == Kind::Paragraph, |kind| is_inline(kind) || kind == Kind::Paragraph)
        {
            self.close_from(depth, None);
        }
        let within = |kind: Kind| !matches!(kind, Kind::List | Kind::Cell | Kind::Table | Kind::Caption);
        let ended = if kind == Kind::Item {
            self.open.implied(|kind| kind == Kind::Item, within)
        } else if matches!(kind, Kind::Term | Kind::Detail) {
            self.open.implied(|kind| matches!(kind, Kind::Term | Kind::Detail), within)
        } else {
            None
        };
        if let Some(depth) = ended {
            self.close_from(depth, None);
        }
        if matches!(kind, Kind::Item | Kind::Term) && self.flow.hang == Some(self.open.depth()) {
            self.flow.release();
        }
        if self.flow.words.has_words()
            && is_label(self.flow.words.so_far())
            && let Some((depth, item)) = self.open.item()
            && item.ended == self.flow.ended
        {
            self.flow.hang = Some(depth + 1);
        }
    }

    pub(super) fn push(&mut self, tag: &Tag, file: usize) {
        let kind = tag.kind.looking(tag.looks);
        if kind.is_block() {
            self.flow.events += 1;
        }
        let flow = &self.flow;
        let looks = Looks { underlined: tag.looks.underlined || tag.kind == Kind::Underline, ..tag.looks };
        self.open.push(Element {
            name: tag.name,
            kind,
            looks,
            font: None,
            keeps: false,
            events: flow.events,
            ended: flow.ended,
            words: flow.words.len(),
            file,
            column: flow.column(),
        });
    }

    pub(super) fn keeps(&self) -> bool {
        self.open.last().is_some_and(|element| element.keeps)
    }

    pub(super) fn end(&mut self, name: Name, kind: Kind, file: usize) {
        if let Some((hidden, count)) = &mut self.hidden {
            if *hidden == name {
                *count -= 1;
                if *count == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        match kind {
            Kind::Table if self.flow.table => {
                self.flow.block();
                self.flow.table = false;
                self.flow.tags = true;
            }
            Kind::Table => self.close_table(),
            Kind::Row | Kind::Rows => self.close_row(),
            Kind::Cell => self.close_cell(),
            // Browsers take it for a line break.
            Kind::Break => self.flow.line_break(),
            Kind::Inline
            | Kind::Underline
            | Kind::Column
            | Kind::Block
            | Kind::Paragraph
            | Kind::Part
            | Kind::Preformatted
            | Kind::List
            | Kind::Item
            | Kind::Term
            | Kind::Detail
            | Kind::Caption => match self.open.end(name, kind) {
                Ends::From(depth) => self.close_from(depth, Some(file)),
                Ends::Nothing if kind.is_block() => self.flow.block(),
                Ends::Nothing => {}
            },
            Kind::Rule | Kind::Page | Kind::Field | Kind::Hidden | Kind::Void => {}
        }
    }

    /// Ends all elements from a depth on; the last of them by a tag at `file`, if there is one.
    pub(super) fn close_from(&mut self, depth: usize, file: Option<usize>) {
        while self.open.depth() > depth {
            let Some(element) = self.open.pop() else { return };
            self.close(&element, file);
        }
    }

    fn close(&mut self, element: &Element, file: Option<usize>) {
        let depth = self.open.depth();
        let flow = &mut self.flow;
        let kind = element.kind;
        if !kind.is_block() {
            let is_blank = element.looks.underlined && element.words == flow.words.len() && element.ended == flow.ended;
            let least = if element.looks.wide { 1 } else { 2 };
            if let Some(file) = file.filter(|_| is_blank && flow.blanks_from(element.column) >= least) {
                flow.rule_from(element.column, element.file..file);
            }
            return;
        }
        if element.looks.floats && element.ended == flow.ended && flow.is_in_line() {
            flow.hang = Some(depth);
        } else if flow.hang.is_some_and(|hang| depth < hang || (kind == Kind::Detail && depth == hang)) {
            flow.release();
        }
        let is_empty = element.events == flow.events && matches!(kind, Kind::Block | Kind::Paragraph);
        flow.block();
        if is_empty && !flow.is_in_line() {
            flow.lines.empty(1);
        }
        if kind == Kind::Preformatted {
            flow.table = false;
            flow.tags = false;
        }
        if element.looks.page_after {
            flow.page();
        }
    }
}

/// Whether words are no more than a box, a bullet, or a number or letter: what stands before the words of an item.
fn is_label(words: &str) -> bool {
    if words.len() > LONGEST_LABEL {
        return false;
    }
    let rest = words.trim_start_matches(|c: char| marks::is_ballot(c) || c == ' ');
    let is_letter = rest.chars().nth(1).is_none();
    let is_number =
        rest.ends_with(['.', ')']) && !rest.contains(' ') && rest.chars().filter(|c| c.is_alphabetic()).count() < 5;
    is_letter || is_number
}
