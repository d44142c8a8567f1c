//! HTML -> lines: blocks, line breaks and tables as browsers set them, without a style sheet.
//!
//! The text is read by html5gum, which gives each tag and text its place. Broken HTML is read as browsers do in what is
//! usual in filings: paragraphs and items that do not end, inline elements that end in another block.

mod elements;
mod flow;
mod looks;
mod open;
mod rows;
mod table;
mod tags;

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
use open::Open;
use table::Table;

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

    fn finish(mut self) -> Sheet {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.close_from(0, None);
        self.flow.finish()
    }
}

#[cfg(test)]
mod tests;
