//! Filed text -> answers: whatever was filed on a form, in whatever layout its typist liked.
//!
//! In: the bytes of a file, and the forms that it may answer. Out: a [`Reading`]: the data of a filing, whose places are those
//! of the filed text, with how sure each answer is, the departures from the form's words, and the words that no answer took;
//! or why there is none: the file is no document of words, or of no form that is known.
//!
//! It is an alignment, not a parsing: the form's fixed words are found in the document (`find.rs`), and what stands between
//! them is shared out among the places for answers that the form has there (`gaps.rs`).
//!
//! | file | what |
//! |---|---|
//! | `intake/` | bytes -> lines: wrapping, coding, tags |
//! | `sheet.rs`, `page.rs`, `marks.rs`, `columns.rs` | lines -> words, marks and rules with their columns |
//! | `words.rs`, `distinct.rs` | words as they are compared |
//! | `outline.rs`, `pointers.rs` | the blank form as it is looked for |
//! | `recognise.rs`, `shipped.rs` | which form it is |
//! | `align.rs`, `reach.rs`, `find.rs`, `claims.rs` | which words are the form's |
//! | `boxes.rs`, `streams.rs`, `gaps.rs`, `records.rs`, `tables.rs`, `signature.rs`, `amendment.rs` | what the others say |
//! | `values.rs`, `dates.rs`, `narrative.rs` | words -> answers |
//! | `reading.rs`, `fields.rs`, `answers.rs`, `departures.rs`, `left_out.rs`, `asked.rs`, `said.rs` | what comes out |
//! | `faults.rs`, `wrapping.rs` | what is doubtful about it |
//! | `wording.rs` | words that filers type beside their answers |
//! | `yaml.rs`, `json.rs`, `report.rs` | how it is written |

mod align;
mod amendment;
mod answers;
mod asked;
mod boxes;
mod claims;
mod columns;
mod dates;
mod departures;
mod distinct;
mod faults;
mod fields;
mod find;
mod gaps;
mod intake;
mod json;
mod left_out;
mod marks;
mod narrative;
mod outline;
mod page;
mod pointers;
mod reach;
mod reading;
mod recognise;
mod records;
mod report;
mod said;
mod sheet;
mod shipped;
mod signature;
mod streams;
mod tables;
mod values;
mod wording;
mod words;
mod wrapping;
mod yaml;

use std::ops::Range;
use std::sync::Arc;

pub use asked::Asked;
pub use departures::Departure;
pub use left_out::LeftOut;
pub use said::is_filed;
pub use shipped::built_in;

use crate::data::Node;
use crate::diagnostic::{self, Diagnostic};
use crate::filing::{self, Filing};
use crate::form::{Form, Named};
use crate::source::Source;
use outline::Outline;
use page::Page;
use reading::Note;
use said::{Words, words_of};

/// A form, ready to be looked for in any number of documents.
pub struct Template<'f> {
    /// The form.
    pub form: &'f Form,
    outline: Outline,
    /// How the type begins under which it is filed.
    filed_as: String,
}

impl<'f> Template<'f> {
    /// Makes a form ready.
    pub fn new(form: &'f Form) -> Self {
        Self { form, outline: Outline::new(form), filed_as: recognise::filed_as(form) }
    }

    /// The form and its edition: `12b-25@2003`.
    pub fn name(&self) -> String {
        format!("{}@{}", self.form.name, self.form.edition)
    }

    /// Whether a document of this type, `NT 10-K`, is one of the form.
    fn is_type(&self, kind: &str) -> bool {
        let kind = kind.trim();
        let head = kind.get(..self.filed_as.len());
        let after = kind.get(self.filed_as.len()..).and_then(|rest| rest.chars().next());
        !self.filed_as.is_empty()
            && head.is_some_and(|head| head.eq_ignore_ascii_case(&self.filed_as))
            && !after.is_some_and(char::is_alphanumeric)
    }
}

/// How it is known which form a document answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    /// It says so itself.
    Recognised,
    /// It is one of those that are given, whatever it says.
    Given,
}

/// What was read in a document.
#[derive(Debug)]
pub struct Reading<'f> {
    /// The form that it answers.
    pub form: &'f Form,
    /// The file.
    pub source: Arc<Source>,
    /// The answers, as data whose places are those of the file.
    pub node: Node,
    /// Each answer: its path, its place, and how sure it is, from 0 to 1.
    pub answers: Vec<(String, Range<usize>, f64)>,
    /// Where the document's fixed words are not the form's.
    pub departures: Vec<Departure>,
    /// Words that no answer took, by their places.
    pub unread: Vec<Range<usize>>,
    /// Those words, as a person sees them.
    pub unread_words: Vec<String>,
    /// Answers that the document says there are none of, where their type has no such value: `N/A` for a date. Their paths,
    /// places and words.
    pub none: Vec<(String, Range<usize>, String)>,
    /// The form's words that the document leaves out, under their headings.
    pub left_out: Vec<LeftOut>,
    /// What is to be known of the answers, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// Where the document asks for its answers.
    pub asked: Asked,
}

impl<'f> Reading<'f> {
    /// The answers as YAML, in form order.
    pub fn yaml(&self) -> String {
        yaml::yaml(&self.node)
    }

    /// What was read as one JSON object, described in `docs/reading.md`.
    pub fn json(&self) -> String {
        json::json(self)
    }

    /// The typed answers, if all that the form requires were found and could be read; and all that is to be known of them,
    /// sorted by place: what was found when the document was read, and when its answers were.
    pub fn filing(&self) -> (Option<Filing<'f>>, Vec<Diagnostic>) {
        let (filing, mut findings) = filing::read(self.form, std::slice::from_ref(&self.source), &self.node);
        findings.extend(self.findings.iter().cloned());
        self.asked.settle(&mut findings);
        let filing = filing.filter(|_| !diagnostic::any_errors(&findings));
        (filing, findings)
    }

    /// What a person should know beside the findings: departures, words that were not read or were left out, and how many of
    /// each. `paint` gives a word diff its colours.
    pub fn report(&self, findings: &[Diagnostic], paint: &dyn Fn(&str) -> String) -> String {
        report::report(self, findings, paint)
    }
}

/// Reads a document by a form that it is known to answer.
///
/// # Errors
/// A finding says that the file is no text and no HTML, or has next to nothing of the form.
pub fn read<'f>(
    template: &Template<'f>,
    named: Named<'_>,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Reading<'f>, Box<Diagnostic>> {
    read_any(&[template], Sought::Given, named, name, bytes)
}

/// Reads a document by the one of some forms that it answers. `named` tells how a filing names the form.
///
/// ```
/// use engross::{form::Named, read};
/// let filed = include_bytes!("../../tests/filings/innovo-2003.txt").to_vec();
/// let known: Vec<_> = read::built_in().iter().collect();
/// let reading = read::read_any(&known, read::Sought::Recognised, Named::BuiltIn, "innovo.txt", filed).unwrap();
/// assert_eq!(reading.form.display_name(), "12b-25, edition 2003");
/// assert!(reading.yaml().contains("\ncusip: 457954-50-1\n"));
/// let novel = b"Call me Ishmael.".to_vec();
/// let fault = read::read_any(&known, read::Sought::Recognised, Named::BuiltIn, "novel.txt", novel).unwrap_err();
/// assert_eq!(fault.message, "`novel.txt` does not look like any form that is known");
/// ```
///
/// # Errors
/// A finding says that the file is no text and no HTML, or that it looks like none of the forms.
pub fn read_any<'f>(
    templates: &[&Template<'f>],
    sought: Sought,
    named: Named<'_>,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Reading<'f>, Box<Diagnostic>> {
    let is_form = |kind: &str| templates.iter().any(|template| template.is_type(kind));
    let mut filed = intake::intake(name, bytes, &is_form).map_err(|fault| faults::not_a_document(name, fault.what))?;
    filed.sheet.close_up();
    let page = Page::new(&filed.sheet);
    let filed_as = filed.facts.document_type.as_ref().or(filed.facts.submission_type.as_ref());
    let chosen = recognise::choose(templates, &page, filed_as.map(|fact| fact.text.as_str()), sought);
    let chosen = chosen.map_err(|unknown| faults::unknown(&filed.source, &page, &unknown, sought))?;
    let (title, titled) = (chosen.title, chosen.title_statement());
    let (template, ground) = (chosen.template, chosen.ground);
    let mut found = reading::read(template.form, &ground, chosen.matches, filed.tagged);
    // `FORM 8-K/A` is the form's title, although its words are otherwise.
    found.unread.retain(|passage| !title.is_some_and(|title| title.0 <= passage.0 && passage.1 <= title.1));
    found.unread = passages(&page, &found.unread);
    let claims = claims::Claims::new(&ground, &found.matches);
    let departures =
        found.matches.iter().flat_map(|found| departures::departures(&ground, found, &|token| claims.of(token)));
    let departures = departures.collect();
    let place = |tokens: (usize, usize)| page.place(tokens.0, tokens.1);
    let number = found.amendment.and_then(|amendment| Some((amendment.number?, place(amendment.tokens))));
    let mut answers: Vec<_> =
        number.iter().map(|(_, place)| ("amendment".to_owned(), place.clone(), AMENDMENT)).collect();
    answers.extend(found.answers.iter().map(|answer| (answer.path.clone(), answer.place.clone(), answer.confidence)));
    let node = answers::node(template.form, named, &found, number, filed.source.text().len());
    let unread: Vec<Range<usize>> = found.unread.iter().map(|tokens| place(*tokens)).collect();
    let seen = |tokens: &(usize, usize)| words_of(&page, tokens.0..=tokens.1);
    let words = Words::new(&page);
    let none = found.notes.iter().filter_map(|note| match note {
        Note::None(path, place) => Some((path.clone(), place.clone(), words.at(place))),
        Note::Several(..) | Note::Other(..) | Note::Differs(..) => None,
    });
    let mut reading = Reading {
        form: template.form,
        answers,
        departures,
        unread_words: found.unread.iter().map(seen).collect(),
        unread,
        none: none.collect(),
        left_out: left_out::left_out(&template.outline, &found, titled),
        findings: Vec::new(),
        asked: Asked::new(&template.outline, &found, &page, &filed.source),
        source: Arc::clone(&filed.source),
        node,
    };
    reading.findings = faults::findings(&reading, &found, &words, &page);
    reading.findings.extend(wrapping::compare(
        &reading,
        &filed.facts,
        found.amendment.map(|found| place(found.tokens)),
    ));
    diagnostic::sort(&mut reading.findings);
    Ok(reading)
}

/// Lines that were not read, those of one paragraph together.
fn passages(page: &Page<'_>, lines: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for &(first, last) in lines {
        let goes_on = |open: &&mut (usize, usize)| {
            let row = page.row(first);
            open.1 + 1 == first && row == page.row(open.1) + 1 && page.above(row) == 0
        };
        match out.last_mut().filter(goes_on) {
            Some(open) => open.1 = last,
            None => out.push((first, last)),
        }
    }
    out
}

/// How sure the number of an amendment is.
const AMENDMENT: f64 = 0.95;
