//! The bytes of a filed document -> what its wrapping says of it, and a sheet of its lines.
//!
//! In: whatever EDGAR published, or somebody saved of it: a whole submission, a part of one, a document alone; plain text or
//! HTML, in any coding. Out: the decoded text, to which all places refer; the facts of the wrapping; the lines of the
//! document that was asked for. Reading cannot fail, except for what is no such document at all.

mod choose;
mod facts;
mod foreign;
mod html;
mod marks;
mod plain;
mod references;
mod tags;
mod words;

use std::ops::Range;
use std::sync::Arc;

use super::sheet::Sheet;
use crate::edgar::{Kind, decode, documents, lines};
use crate::source::Source;
pub(super) use facts::{Fact, Facts};
pub(super) use foreign::NotADocument;

/// A document that was filed.
#[derive(Debug)]
pub(super) struct Filed {
    /// The whole file, decoded: every place refers to its bytes.
    pub(super) source: Arc<Source>,
    /// What the wrapping says, which is never an answer.
    pub(super) facts: Facts,
    /// Whether its tables stand between EDGAR's tags, for it is plain text.
    pub(super) tagged: bool,
    /// The lines of the document.
    pub(super) sheet: Sheet,
}

/// Reads a file. Of a submission of several documents it is the first that is filed as what `is_form` holds for, or else the
/// first of words.
pub(super) fn intake(name: &str, bytes: Vec<u8>, is_form: &dyn Fn(&str) -> bool) -> Result<Filed, NotADocument> {
    foreign::by_bytes(&bytes)?;
    let (text, _) = decode(bytes);
    foreign::by_words(&text)?;
    let source = Source::new(name, text);
    let text = source.text();
    let submission = documents(text);
    let (facts, kind, range) = match choose::choose(text, &submission.parts, is_form) {
        Some((part, kind)) => (facts::facts(text, &submission.parts, part), kind, part.range.clone()),
        None if submission.parts.is_empty() && !choose::is_cut(text) => {
            (Facts::default(), choose::kind(text, None), 0..text.len())
        }
        None => return Err(foreign::NO_DOCUMENT),
    };
    let sheet = match kind {
        Kind::Text => plain::sheet(text, without_first_end(text, range), submission.dashed),
        Kind::Html => html::sheet(text, range, submission.dashed),
    };
    Ok(Filed { source, facts, tagged: kind == Kind::Text, sheet })
}

/// A document begins on the line after its tag.
fn without_first_end(text: &str, range: Range<usize>) -> Range<usize> {
    let first = lines(text.get(range.clone()).unwrap_or_default()).next().unwrap_or_default();
    let skipped = if range.start > 0 && first.trim().is_empty() { first.len() } else { 0 };
    range.start + skipped..range.end
}

#[cfg(test)]
mod drawn;
#[cfg(test)]
mod tests;
