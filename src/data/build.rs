//! One pass of the parser over a text: events in, nodes out.
//!
//! The parser's own places serve for scalars and brackets. It gives none for the `-`, `:`, `|` and `>` that answers begin
//! or end with, so the builder walks the text along with the events: `reached` is how far it has come.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span as Place, StructureStyle};

use super::faults;
use super::node::{Entry, Node, NodeValue, Scalar, Style};
use super::text::{byte, is_gap, line_end, skip_comments, slice, words_end};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// How deep lists and records may lie in one another.
pub(super) const DEEPEST: usize = 64;

/// So many names are found as quickly one after the other as in a map.
const FEW: usize = 32;

/// A name of more characters than this is no name.
pub(crate) const LONGEST_KEY: usize = 100;

/// What came of a pass.
pub(super) struct Pass {
    /// What could be read: the whole, or what stood before the parser gave up.
    pub(super) node: Option<Node>,
    /// What YAML allows and a filing does not.
    pub(super) faults: Vec<Diagnostic>,
    /// Why the parser gave up, if it did.
    pub(super) halt: Option<Halt>,
}

/// Where the parser gave up.
pub(super) struct Halt {
    /// Why.
    pub(super) kind: ErrorKind,
    /// Where it says the fault is.
    pub(super) at: usize,
    /// The end of the last thing that was read.
    pub(super) reached: usize,
    /// Where the mistake may begin: no later than that, and not inside brackets that are still open.
    pub(super) since: usize,
}

/// Reads a text, which is the source's or one of the same length.
pub(super) fn pass(text: &str, source: &Arc<Source>, file: u16) -> Pass {
    let mut options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    options.set_emit_comments(false);
    let mut builder = Builder::new(text, source, file);
    let mut halt = None;
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, place)) => {
                if !builder.event(event, &place) {
                    break;
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(builder.reached);
                let bracket = builder.open.iter().find(|open| open.in_brackets).map_or(usize::MAX, |open| open.start);
                let (kind, at, reached) = (error.kind().clone(), source.clamp(at), builder.reached);
                halt = Some(Halt { kind, at, reached, since: reached.min(bracket) });
                break;
            }
        }
    }
    builder.finish(halt)
}

struct Builder<'a> {
    text: &'a str,
    source: &'a Arc<Source>,
    file: u16,
    /// The lists and records that are open, the innermost last.
    open: Vec<Open>,
    /// The end of what has been read, white space and comments left out.
    reached: usize,
    /// How many levels are open below the deepest that is kept.
    buried: usize,
    documents: usize,
    root: Option<Node>,
    faults: Vec<Diagnostic>,
}

/// A list or a record that is being read.
struct Open {
    start: usize,
    in_brackets: bool,
    held: Held,
}

enum Held {
    List(Vec<Node>),
    /// `places` has the names of many entries.
    Record {
        entries: Vec<Entry>,
        places: HashMap<String, Range<usize>>,
        key: Key,
    },
}

/// Where a record stands between its entries.
enum Key {
    Awaited,
    Named(String, Span),
    /// A name that cannot be taken; its answer is read and left out.
    Refused,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, source: &'a Arc<Source>, file: u16) -> Self {
        let (open, faults) = (Vec::new(), Vec::new());
        Self { text, source, file, open, reached: 0, buried: 0, documents: 0, root: None, faults }
    }

    /// Takes an event; false ends the reading.
    fn event(&mut self, event: Event<'_>, place: &Place) -> bool {
        let range = place.byte_range().unwrap_or(self.reached..self.reached);
        // Where something was left out, a place may lie inside a character that the source has there.
        let range = self.source.clamp(range.start)..self.source.clamp(range.end);
        if let Some(tag) = place.tag_span().and_then(|tag| tag.byte_range()) {
            self.refuse_property(tag, "tag");
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "the stream's ends and what later parsers add say nothing")]
        match event {
            Event::DocumentStart(explicit, _) => return self.document(explicit, range),
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, range),
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(range),
            Event::Anchor(..) => self.refuse_property(range, "anchor"),
            Event::SequenceStart(style, ..) => self.begin(Held::List(Vec::new()), style, &range),
            Event::MappingStart(style, ..) => {
                let held = Held::Record { entries: Vec::new(), places: HashMap::new(), key: Key::Awaited };
                self.begin(held, style, &range);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.reached = self.reached.max(if range.is_empty() { 0 } else { range.end });
                self.end();
            }
            _ => {}
        }
        true
    }

    fn document(&mut self, explicit: bool, range: Range<usize>) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            let range = if explicit { range } else { range.start..words_end(self.text, range.start) };
            self.faults.push(faults::second_document(self.source, range));
            return false;
        }
        self.reached = if explicit { range.end } else { range.start };
        true
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, range: Range<usize>) {
        self.approach();
        let (style, range) = match style {
            ScalarStyle::Plain if range.is_empty() => {
                let colon = skip_comments(self.text, self.reached);
                if self.awaits_name() && byte(self.text, colon) == b':' {
                    self.reached = colon;
                }
                return self.put(NodeValue::Null, self.reached..self.reached);
            }
            ScalarStyle::Plain if matches!(&*text, "~" | "null" | "Null" | "NULL") => {
                self.reached = range.end;
                return self.put(NodeValue::Null, range);
            }
            ScalarStyle::Plain => (Style::Plain, range),
            ScalarStyle::SingleQuoted => (Style::SingleQuoted, range),
            ScalarStyle::DoubleQuoted => (Style::DoubleQuoted, range),
            ScalarStyle::Literal => (Style::Literal, self.block(range)),
            ScalarStyle::Folded => (Style::Folded, self.block(range)),
        };
        self.reached = range.end;
        self.put(NodeValue::Scalar(Scalar { text, style }), range);
    }

    /// The whole of a block scalar, of which the parser gives the words and the blank lines after them.
    fn block(&self, words: Range<usize>) -> Range<usize> {
        let start = self.properties_end();
        if !matches!(byte(self.text, start), b'|' | b'>') {
            return words;
        }
        let last = slice(self.text, start..words.end).trim_end_matches([' ', '\t', '\n', '\r']).len().max(1);
        start..line_end(self.text, start + last).min(words.end.max(start + last))
    }

    /// An alias is never followed: it stands in the tree as it is written.
    fn alias(&mut self, range: Range<usize>) {
        self.approach();
        self.reached = range.end;
        self.faults.push(faults::alias(self.source, range.clone(), self.quotable(&range)));
        let text = slice(self.text, range.clone()).to_owned();
        self.put(NodeValue::Scalar(Scalar { text, style: Style::Plain }), range);
    }

    fn refuse_property(&mut self, range: Range<usize>, what: &str) {
        let words = self.quotable(&range);
        self.faults.push(faults::property(self.source, range, what, words));
    }

    /// The rest of the line from a place on, if it may be one text that someone forgot to quote.
    fn quotable(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let words = range.start..words_end(self.text, range.start);
        let blank = words.end <= range.end && byte(self.text, range.start) != b'*';
        let holds_a_key = slice(self.text, words.clone()).contains(": ");
        (!self.in_brackets() && !blank && !holds_a_key && !slice(self.text, words.clone()).ends_with(':'))
            .then_some(words)
    }

    fn begin(&mut self, held: Held, style: StructureStyle, range: &Range<usize>) {
        self.approach();
        let in_brackets = !range.is_empty();
        let start = match style {
            StructureStyle::Flow => range.start.max(self.reached),
            StructureStyle::Block => self.properties_end(),
        };
        self.reached = if in_brackets { range.end } else { self.reached.max(start) };
        if self.buried > 0 || self.open.len() >= DEEPEST {
            if self.faults.iter().all(|fault| fault.code != Code::DataTooDeep) {
                self.faults.push(faults::too_deep(self.source, start));
            }
            self.buried += 1;
            return;
        }
        self.open.push(Open { start, in_brackets, held });
    }

    fn end(&mut self) {
        if self.buried > 0 {
            self.buried -= 1;
            if self.buried == 0 {
                self.put(NodeValue::Null, self.reached..self.reached);
            }
            return;
        }
        let Some(open) = self.open.pop() else { return };
        let value = match open.held {
            Held::List(items) => NodeValue::List(items),
            Held::Record { entries, .. } => NodeValue::Record(entries),
        };
        self.reached = self.reached.max(open.start);
        self.put(value, open.start..self.reached);
    }

    /// Steps over what stands before the next node: a list's dash or comma, a record's colon or `?`.
    fn approach(&mut self) {
        if self.buried > 0 {
            return;
        }
        let Some(open) = self.open.last() else { return };
        let at = skip_comments(self.text, self.reached);
        let is_list = matches!(&open.held, Held::List(_));
        let awaits_answer = !is_list && !self.awaits_name();
        let begins = match byte(self.text, at) {
            b',' => open.in_brackets && !awaits_answer,
            b'-' => is_list && !open.in_brackets,
            b':' => awaits_answer && (is_gap(self.text, at + 1) || self.in_brackets()),
            b'?' => !is_list && !awaits_answer && is_gap(self.text, at + 1),
            _ => false,
        };
        if begins {
            self.reached = at + 1;
            if byte(self.text, at) == b',' {
                self.approach();
            }
        }
    }

    fn in_brackets(&self) -> bool {
        self.open.iter().any(|open| open.in_brackets)
    }

    fn awaits_name(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(&open.held, Held::Record { key: Key::Awaited, .. }))
    }

    /// Where the next node's own characters begin, its anchor and its tag left behind.
    fn properties_end(&self) -> usize {
        let mut at = skip_comments(self.text, self.reached);
        while matches!(byte(self.text, at), b'&' | b'!') {
            let property = slice(self.text, at..self.text.len());
            at += property.find([' ', '\t', '\n', '\r']).unwrap_or(property.len());
            at = skip_comments(self.text, at);
        }
        at
    }

    /// Puts a node where it belongs.
    fn put(&mut self, value: NodeValue, range: Range<usize>) {
        if self.buried > 0 {
            return;
        }
        let node = Node { value, span: Span::new(self.file, range.clone()) };
        match self.open.last_mut().map(|open| &mut open.held) {
            None => self.root = Some(node),
            Some(Held::List(items)) => items.push(node),
            Some(Held::Record { entries, places, key }) => match std::mem::replace(key, Key::Awaited) {
                Key::Named(key, key_span) => entries.push(Entry { key, key_span, node }),
                Key::Refused => {}
                Key::Awaited => {
                    *key = match name(node, &range, entries, places, self.source) {
                        Ok((name, span)) => Key::Named(name, span),
                        Err(fault) => {
                            self.faults.push(*fault);
                            Key::Refused
                        }
                    }
                }
            },
        }
    }

    /// Closes what is open and gives what there is.
    fn finish(mut self, halt: Option<Halt>) -> Pass {
        self.buried = 0;
        while !self.open.is_empty() {
            self.end();
        }
        Pass { node: self.root, faults: self.faults, halt }
    }
}

/// A key's name, if it may be one.
fn name(
    node: Node,
    range: &Range<usize>,
    entries: &[Entry],
    places: &mut HashMap<String, Range<usize>>,
    source: &Arc<Source>,
) -> Result<(String, Span), Box<Diagnostic>> {
    let what = node.what();
    let span = node.span;
    let NodeValue::Scalar(Scalar { text, style }) = node.value else {
        return Err(Box::new(faults::key_shape(source, range.clone(), what)));
    };
    if style == Style::Plain && text == "<<" {
        return Err(Box::new(faults::merge_key(source, range.clone())));
    }
    if text.trim().is_empty() {
        return Err(Box::new(faults::key_shape(source, range.clone(), "nothing")));
    }
    let length = text.chars().count();
    if length > LONGEST_KEY {
        return Err(Box::new(faults::long_key(source, range.clone(), length)));
    }
    let odd = |c: char| c != ' ' && (c.is_whitespace() || c.is_control() || c == '\u{feff}' || c == '\u{200b}');
    if let Some(c) = text.chars().find(|&c| odd(c)) {
        return Err(Box::new(faults::odd_key(source, range.clone(), c)));
    }
    if text.trim() != text {
        return Err(Box::new(faults::odd_key(source, range.clone(), ' ')));
    }
    if let Some(first) = named(entries, places, &text) {
        return Err(Box::new(faults::duplicate(source, range.clone(), first, &text)));
    }
    Ok((text, span))
}

/// Where a record has a name already. Few names are looked through, many are kept in a map.
fn named(entries: &[Entry], places: &mut HashMap<String, Range<usize>>, name: &str) -> Option<Range<usize>> {
    if entries.len() <= FEW {
        return entries.iter().find(|entry| entry.key == name).map(|entry| entry.key_span.range());
    }
    let new = entries.iter().skip(places.len()).map(|entry| (entry.key.clone(), entry.key_span.range()));
    places.extend(new.collect::<Vec<_>>());
    places.get(name).cloned()
}
