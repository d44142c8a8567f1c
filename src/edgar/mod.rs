//! A document to be filed -> what EDGAR may refuse in it.
//!
//! In: the text of a document as it would be filed, plain text or HTML, anybody's; or a whole submission as EDGAR
//! publishes it, with its documents in it. Out: findings with places in that text, at most some of each kind, the rest
//! counted. Each rule of docs/edgar.md is a code, whose page names its source. Time is linear in the text.

mod characters;
mod coding;
mod faults;
mod findings;
mod html;
mod name;
mod overlap;
mod submission;
mod text;

use std::ops::Range;
use std::sync::Arc;

pub(crate) use characters::{all_allowed, make_plain, push_plain, tags};
pub use characters::{allowed, replacement};
pub(crate) use coding::windows;
pub use coding::{Coding, decode};
pub use name::check_name;
pub(crate) use submission::{Part, documents, lines};
pub use text::WIDEST_TABLE;

use crate::diagnostic::{self, Diagnostic};
use crate::source::Source;
use findings::Findings;

/// What a document to be filed is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// HTML.
    Html,
}

impl Kind {
    /// By the ending of a file's name, as EDGAR tells them apart.
    ///
    /// ```
    /// use engross::edgar::Kind;
    /// assert_eq!(Kind::of_name("r10k.HTM"), Some(Kind::Html));
    /// assert_eq!(Kind::of_name("late.yaml"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Text),
            "htm" | "html" => Some(Self::Html),
            _ => None,
        }
    }

    /// By its first tag.
    ///
    /// ```
    /// use engross::edgar::Kind;
    /// assert_eq!(Kind::of_content("<!-- from Word -->\n<!DOCTYPE html>"), Kind::Html);
    /// assert_eq!(Kind::of_content("FORM 12b-25"), Kind::Text);
    /// ```
    pub fn of_content(text: &str) -> Self {
        if html::begins(text) { Self::Html } else { Self::Text }
    }
}

/// What EDGAR may refuse in a document, sorted by place. Of a submission that holds documents between the tags by which
/// EDGAR parts them, each document is checked as what its own name and content say that it is.
///
/// ```
/// use engross::edgar::{Coding, Kind, check};
/// use engross::{diagnostic::short, source::Source};
/// let source = Source::new("late.txt", "The Company’s auditors need <b>more</b> time.");
/// assert_eq!(short::render(&check(&source, Coding::Utf8, Kind::Text)), "\
/// late.txt:1:12: error[E004]: `’` (U+2019) is not plain text; `'` is
/// late.txt:1:29: warning[E006]: `<b>` makes nothing bold in plain text, here and once more
/// ");
/// ```
pub fn check(source: &Arc<Source>, coding: Coding, kind: Kind) -> Vec<Diagnostic> {
    let mut findings = Findings::new(source, coding);
    match submission::parts(source.text()) {
        Some(submission) => {
            for Part { name, kind, range, .. } in submission.parts {
                let Some(kind) = kind else { continue };
                if let Some(name) = name {
                    name::check_within(&mut findings, name);
                }
                document(&mut findings, kind, range, submission.dashed);
            }
        }
        None => document(&mut findings, kind, 0..source.text().len(), false),
    }
    let mut found = findings.finish();
    diagnostic::sort(&mut found);
    found
}

fn document(findings: &mut Findings<'_>, kind: Kind, range: Range<usize>, dashed: bool) {
    match kind {
        Kind::Text => text::check(findings, range, dashed),
        Kind::Html => html::check(findings, range),
    }
}

/// What EDGAR may refuse in what was rendered, except for what the renderer has `said` at its place in the data.
pub fn check_rendered(rendered: &str, kind: Kind, said: &[Diagnostic]) -> Vec<Diagnostic> {
    if kind == Kind::Text && text::is_faultless(rendered) {
        return Vec::new();
    }
    let name = match kind {
        Kind::Text => "<text>",
        Kind::Html => "<html>",
    };
    let source = Source::new(name, rendered);
    let mut findings = Findings::new(&source, Coding::Utf8);
    document(&mut findings, kind, 0..rendered.len(), false);
    let mut found = findings.finish();
    found.retain(|finding| !overlap::is_said(finding, said));
    diagnostic::sort(&mut found);
    found
}
