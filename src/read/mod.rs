//! Filed text -> answers: whatever was filed on a form, in whatever layout its typist liked.
//!
//! In: the bytes of a file, and the forms that it may answer. Out: a [`Reading`]: the data of a filing, whose places are those
//! of the filed text, with how sure each answer is, the departures from the form's words, and the words that no answer took.
//!
//! It is an alignment, not a parsing: the form's fixed words are found in the document ([`find`]), and what stands between
//! them is shared out among the places for answers that the form has there ([`gaps`]).
//!
//! | file | what |
//! |---|---|
//! | `intake/` | bytes -> lines: wrapping, coding, tags |
//! | `sheet.rs`, `page.rs`, `marks.rs`, `words.rs` | lines -> words, marks and rules with their columns |
//! | `outline.rs` | the blank form as it is looked for |
//! | `align.rs`, `find.rs`, `claims.rs` | which words are the form's |
//! | `boxes.rs`, `streams.rs`, `gaps.rs`, `records.rs`, `tables.rs`, `signature.rs`, `amendment.rs` | what the others say |
//! | `values.rs`, `dates.rs`, `narrative.rs` | words -> answers |
//! | `reading.rs`, `answers.rs`, `departures.rs`, `yaml.rs` | what comes out |

mod align;
mod amendment;
mod answers;
mod boxes;
mod claims;
mod dates;
mod departures;
mod find;
mod gaps;
mod intake;
mod marks;
mod narrative;
mod outline;
mod page;
mod reading;
mod records;
mod sheet;
mod signature;
mod streams;
mod tables;
mod values;
mod words;
mod yaml;

use std::ops::Range;
use std::sync::Arc;

pub use departures::Departure;

use crate::data::Node;
use crate::form::{Form, Named};
use crate::source::Source;
use outline::Outline;
use page::Page;

/// A form, ready to be looked for in any number of documents.
pub struct Template<'f> {
    /// The form.
    pub form: &'f Form,
    outline: Outline,
}

impl<'f> Template<'f> {
    /// Makes a form ready.
    pub fn new(form: &'f Form) -> Self {
        Self { form, outline: Outline::new(form) }
    }
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
    /// x
    pub matched: Vec<String>,
    /// Words that no answer took, by their places.
    pub unread: Vec<Range<usize>>,
}

impl Reading<'_> {
    /// The answers as YAML, in form order.
    pub fn yaml(&self) -> String {
        yaml::yaml(&self.node)
    }
}

/// Reads a document by a form.
pub fn read<'f>(template: &Template<'f>, named: Named<'_>, name: &str, bytes: Vec<u8>) -> Option<Reading<'f>> {
    let mut filed = intake::intake(name, bytes, &|_| false).ok()?;
    filed.sheet.close_up();
    let page = Page::new(&filed.sheet);
    let found = reading::read(template.form, &template.outline, &page, filed.tagged);
    let ground = find::Ground::new(&page, &template.outline);
    let claims = claims::Claims::new(&ground, &found.matches);
    let departures = found.matches.iter().flat_map(|found| departures::departures(&ground, found, &|token| claims.of(token))).collect();
    let amendment = found.amendment.and_then(|amendment| Some((amendment.number?, page.place(amendment.tokens.0, amendment.tokens.1))));
    let node = answers::node(template.form, named, &found, amendment, filed.source.text().len());
    let answers = found.answers.iter().map(|answer| (answer.path.clone(), answer.place.clone(), answer.confidence)).collect();
    let unread = found.unread.iter().map(|(first, last)| page.place(*first, *last)).collect();
    let matched = found.matches.iter().map(|m| { let st = &template.outline.statements[m.statement]; format!("{} rows {}-{} {:.1}/{:.1} {}", m.statement, page.row(m.first())+1, page.row(m.last())+1, m.score, template.outline.weight(m.statement), st.words.iter().map(|w| w.0.clone()).collect::<Vec<_>>().join(" ").chars().take(60).collect::<String>()) }).collect();
    Some(Reading { matched, form: template.form, source: filed.source, node, answers, departures, unread })
}
