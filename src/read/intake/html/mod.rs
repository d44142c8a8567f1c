//! HTML -> lines: blocks, line breaks and tables as browsers set them, without a style sheet.
//!
//! The text is read by html5gum, which gives each tag and text its place. Broken HTML is read as browsers do in what is
//! usual in filings: paragraphs and items that do not end, inline elements that end in another block.

mod elements;
mod flow;
mod looks;
mod open;
mod table;

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::marks;
use super::references::reference;
use crate::read::sheet::Sheet;
use elements::{Kind, Name};
use flow::Flow;
use looks::Looks;
use open::{Element, Ends, Open};
use table::Table;

/// How many tables stand in each other at most; the rows of others are blocks.
const MOST_TABLES: usize = 32;
/// How long a label is that stands before the words of its item.
const LONGEST_LABEL: usize = 24;
/// How far it is looked ahead whether a table has rows.
const AHEAD: usize = 4000;

/// The lines of a part of a file. Of a `dashed` one, `- ` before a dash at the beginning of a line is no part of it.
pub(super) fn sheet(text: &str, range: Range<usize>, dashed: bool) -> Sheet {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut page = Page {
        text,
        base: range.start,
        end: range.end,
        dashed,
        tag: None,
        hidden: None,
        first_newline: false,
        open: Open::default(),
        tables: Vec::new(),
        flow: Flow::default(),
    };
    let mut emitter: CallbackEmitter<_, Infallible, usize> =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            page.event(&event, span.start..span.end);
            None
        });
    emitter.naively_switch_states(true);
    // Reading from memory cannot fail.
    let Ok(()) = Tokenizer::new_with_emitter(part, emitter).finish();
    page.finish()
}

/// A page, while it is read.
struct Page<'t> {
    text: &'t str,
    /// Where the page begins and ends in the file.
    base: usize,
    end: usize,
    dashed: bool,
    /// The start tag that is being read, its attribute, and where it began.
    tag: Option<Tag>,
    /// The element that is not shown, and how many of its name are open in it.
    hidden: Option<(Name, usize)>,
    /// Whether a line's end would be the first of preformatted lines, which is no line.
    first_newline: bool,
    open: Open,
    tables: Vec<Table>,
    flow: Flow,
}

/// A start tag.
struct Tag {
    name: Name,
    kind: Kind,
    looks: Looks,
    attribute: Vec<u8>,
    start: usize,
}

impl Page<'_> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        let range = (self.base + span.start).min(self.end)..(self.base + span.end).min(self.end);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let looks = Looks::default();
                let (kind, attribute) = (Kind::of(name), Vec::new());
                self.tag = Some(Tag { name: Name::of(name), kind, looks, attribute, start: range.start });
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = &mut self.tag {
                    tag.looks.name(name);
                    tag.attribute.clear();
                    tag.attribute.extend(name.iter().take(20));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(tag) = &mut self.tag {
                    tag.looks.value(&tag.attribute, &String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(tag) = self.tag.take() {
                    self.start(&tag, range.end, *self_closing);
                }
            }
            CallbackEvent::EndTag { name } => {
                self.tag = None;
                self.end(Name::of(name), Kind::of(name), range.start);
            }
            CallbackEvent::String { .. } => {
                if self.hidden.is_none() {
                    self.words(range);
                }
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn words(&mut self, range: Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let (font, keeps) = self.open.last().map_or((None, false), |element| (element.font, element.keeps));
        let mut rest = text;
        let mut begins_line = false;
        while let Some(c) = rest.chars().next() {
            let at = range.end - rest.len();
            if begins_line && self.dashed && rest.starts_with("- -") {
                rest = rest.get(2..).unwrap_or_default();
                continue;
            }
            let (c, length) = match c {
                '&' => reference(rest, false).unwrap_or((c, 1)),
                '\r' if rest.starts_with("\r\n") => ('\n', 2),
                '\r' => ('\n', 1),
                c => (c, c.len_utf8()),
            };
            begins_line = c == '\n';
            let c = font.map_or(c, |font| marks::letter(font, c));
            let file = at..at + length;
            if !keeps {
                self.flow.character(c, file);
            } else if c != '\n' || !self.first_newline {
                self.flow.preformatted(c, file);
            }
            self.first_newline = false;
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    fn start(&mut self, tag: &Tag, file: usize, self_closing: bool) {
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
        let ended = match kind {
            Kind::Item => self.open.implied(|kind| kind == Kind::Item, within),
            Kind::Term | Kind::Detail => self.open.implied(|kind| matches!(kind, Kind::Term | Kind::Detail), within),
            Kind::Inline
            | Kind::Underline
            | Kind::Block
            | Kind::Paragraph
            | Kind::Part
            | Kind::Preformatted
            | Kind::List
            | Kind::Table
            | Kind::Rows
            | Kind::Row
            | Kind::Cell
            | Kind::Caption
            | Kind::Break
            | Kind::Rule
            | Kind::Page
            | Kind::Field
            | Kind::Column
            | Kind::Hidden
            | Kind::Void => None,
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

    fn push(&mut self, tag: &Tag, file: usize) {
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

    fn keeps(&self) -> bool {
        self.open.last().is_some_and(|element| element.keeps)
    }

    fn start_table(&mut self, tag: &Tag, file: usize) {
        self.flow.release();
        self.flow.block();
        if self.keeps() && !self.has_rows(file) {
            self.flow.table = true;
            self.flow.tags = true;
        } else if self.tables.len() < MOST_TABLES {
            let depth = self.open.depth();
            self.push(tag, file);
            if self.open.depth() > depth {
                self.tables.push(Table::new(depth));
            }
        }
    }

    /// Whether a table has rows of HTML: EDGAR's own, in preformatted lines, have none.
    fn has_rows(&self, file: usize) -> bool {
        let end = self.text.floor_char_boundary((file + AHEAD).min(self.end));
        let ahead = self.text.get(file..end).unwrap_or_default();
        let tag = ahead.split('<').nth(1).unwrap_or_default().to_ascii_lowercase();
        ["tr", "tbody", "thead", "col", "td", "th"].iter().any(|row| tag.starts_with(row))
    }

    /// Ends what is open in the innermost table, and its cell.
    fn close_cell(&mut self) {
        let Some(depth) = self.tables.last().map(|table| table.depth + 1) else { return };
        self.close_from(depth, None);
        self.open.forget_more();
        if let Some(table) = self.tables.last_mut() {
            table.close_cell(&mut self.flow);
        }
    }

    fn close_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.close_row(&mut self.flow);
        }
    }

    fn start_row(&mut self) {
        if self.tables.is_empty() {
            self.flow.block();
        }
        self.close_row();
    }

    fn start_cell(&mut self, tag: &Tag, file: usize) {
        self.close_cell();
        match self.tables.last_mut() {
            Some(table) => {
                table.open_cell(&mut self.flow, tag.looks.columns, tag.looks.rows);
                self.push(tag, file);
            }
            None => self.flow.block(),
        }
    }

    fn close_table(&mut self) {
        self.close_row();
        if let Some(table) = self.tables.pop() {
            self.close_from(table.depth, None);
        }
        self.flow.block();
    }

    fn end(&mut self, name: Name, kind: Kind, file: usize) {
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
    fn close_from(&mut self, depth: usize, file: Option<usize>) {
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

    fn finish(mut self) -> Sheet {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.close_from(0, None);
        self.flow.finish()
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

#[cfg(test)]
mod tests;
