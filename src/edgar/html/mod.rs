//! HTML: the elements and attributes, what could run, links, characters and references, tags that do not fit each other.
//!
//! The text is read as browsers read it, by html5gum, which gives each tag, attribute and text its place.

mod attributes;
mod characters;
mod elements;
mod nesting;
mod references;

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::faults;
use super::findings::Findings;
use crate::diagnostic::Code;
pub(super) use elements::allowed as allowed_elements;
use elements::{Element, Judgement};
use nesting::Nesting;
pub(super) use references::names as reference_names;

/// Whether a text begins as HTML does: white space, comments and an XML declaration left out.
pub(super) fn begins(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start();
        let skipped = |open: &str, close: &str| {
            let (_, after) = rest.strip_prefix(open)?.split_once(close)?;
            Some(after)
        };
        match skipped("<!--", "-->").or_else(|| skipped("<?", ">")) {
            Some(after) => rest = after,
            None => break,
        }
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| {
        let (head, after) = rest.split_at_checked(tag.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(tag) && after.starts_with(|c: char| c == '>' || c.is_ascii_whitespace())
    })
}

/// Checks a part of the source as HTML.
pub(super) fn check(findings: &mut Findings<'_>, range: Range<usize>) {
    let text = findings.slice(range.clone());
    characters::check(findings, text, range.start);
    let mut page =
        Page { findings, base: range.start, end: range.end, html: None, nesting: Nesting::default(), tag: None };
    let mut emitter: CallbackEmitter<_, Infallible, usize> =
        CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            page.event(&event, span.start..span.end);
            None
        });
    emitter.naively_switch_states(true);
    // Reading from memory cannot fail.
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    page.nesting.finish(page.findings);
}

/// A document, while it is read.
struct Page<'f, 's> {
    findings: &'f mut Findings<'s>,
    /// Where the document begins and ends in the source.
    base: usize,
    end: usize,
    /// The first `html` tag.
    html: Option<Range<usize>>,
    nesting: Nesting,
    /// The start tag that is being read.
    tag: Option<Tag>,
}

/// A start tag.
struct Tag {
    /// Its name, and what is known of it.
    name: String,
    element: Option<&'static Element>,
    /// Its `<` and name.
    range: Range<usize>,
    attribute: Option<(String, Range<usize>)>,
}

impl Page<'_, '_> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        let range = self.base + span.start..(self.base + span.end).min(self.end);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let name = String::from_utf8_lossy(name).into_owned();
                let range = range.start..range.start + 1 + name.len();
                let element = elements::find(&name);
                self.element(&name, element, &range);
                self.tag = Some(Tag { name, element, range, attribute: None });
            }
            CallbackEvent::AttributeName { name } => {
                let Some(tag) = &mut self.tag else { return };
                let attribute = String::from_utf8_lossy(name).into_owned();
                attributes::check_name(self.findings, &tag.name, tag.element, &attribute, &range);
                tag.attribute = Some((attribute, range));
            }
            CallbackEvent::AttributeValue { value } => {
                references::check(self.findings, range.clone());
                let Some((tag, name)) =
                    self.tag.as_ref().and_then(|tag| Some((tag.name.as_str(), tag.attribute.as_ref()?.0.as_str())))
                else {
                    return;
                };
                attributes::check_value(self.findings, tag, name, &String::from_utf8_lossy(value), &range);
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(Tag { element: Some(element), range, .. }) = self.tag.take() {
                    self.nesting.open(self.findings, element, &range);
                }
            }
            CallbackEvent::EndTag { name } => {
                self.tag = None;
                // Of an element that EDGAR does not know the start tag was named.
                if let Some(element) = elements::find(&String::from_utf8_lossy(name)) {
                    self.nesting.close(self.findings, element, &range);
                }
            }
            CallbackEvent::String { .. } => {
                if !self.nesting.is_raw() {
                    references::check(self.findings, range);
                }
            }
            CallbackEvent::Error(error) => self.error(error.as_str(), range.start),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {}
        }
    }

    fn element(&mut self, name: &str, element: Option<&'static Element>, range: &Range<usize>) {
        let at = range.clone();
        let instead = element.map_or("", |element| element.instead);
        match element.map(|element| element.judgement) {
            Some(Judgement::Allowed | Judgement::Own) => {}
            Some(Judgement::Disputed) => {
                self.findings
                    .add_once(Code::DisputedElement, name, at.clone(), |f| faults::disputed(f, at, name, instead));
            }
            Some(Judgement::Forbidden) => {
                self.findings
                    .add_once(Code::ForbiddenElement, name, at.clone(), |f| faults::forbidden(f, at, name, instead));
            }
            Some(Judgement::Code) => {
                self.findings.add_once(Code::ExecutableCode, name, at.clone(), |f| faults::runs(f, at, name));
            }
            None => {
                self.findings
                    .add_once(Code::UnknownElement, name, at.clone(), |f| faults::unknown_element(f, at, name));
            }
        }
        if name == "html" {
            match self.html.clone() {
                Some(first) => {
                    self.findings
                        .add(Code::SecondHtml, range.clone(), |f| faults::second_html(f, range.clone(), first));
                }
                None => self.html = Some(range.clone()),
            }
        }
    }

    /// What a reader of HTML stumbles over; `at` is after the character that told.
    fn error(&mut self, error: &str, at: usize) {
        let Some((_, sign, message, help)) = faults::STUMBLES.iter().find(|(known, ..)| *known == error) else {
            return;
        };
        let before = self.findings.slice(self.base..at.min(self.end));
        let start = self.base + before.rfind(sign).unwrap_or_default();
        let range = if sign.is_empty() {
            self.findings.source.clamp(start.saturating_sub(1))..start
        } else {
            start..start + sign.len()
        };
        self.findings.add_once(Code::Unmatched, error, range.clone(), |f| faults::stumble(f, range, message, help));
    }
}
