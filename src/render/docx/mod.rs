//! Document -> a document for Word (Office Open XML, ISO/IEC 29500, transitional).
//!
//! In: a [`Document`]. Out: a package of XML parts, the same bytes for the same document. What never differs from document
//! to document stands in `parts/`; the body is written from the blocks. A place for an answer is a content control that is
//! called after the answer's path; so is each check box.

mod answers;
mod blocks;
mod body;
mod boxes;
mod changes;
mod columns;
mod faults;
mod lists;
mod measure;
mod package;
mod paragraph;
mod runs;
mod signature;
mod tables;
mod xml;

pub use changes::Reviser;

use crate::diagnostic::{self, Diagnostic};
use crate::document::Document;

/// The namespace of what Word reads.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes a document for Word. The findings are sorted by place; where one of them is an error the bytes are not fit to be
/// used.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let (blank, _) = engross::document::blank(&form.unwrap());
/// let (package, findings) = engross::render::docx::render(&blank);
/// assert!(findings.is_empty());
/// assert!(package.starts_with(b"PK"));
/// ```
pub fn render(document: &Document) -> (Vec<u8>, Vec<Diagnostic>) {
    written(body::Body::new(document, None))
}

/// The same of a redline, whose changes bear a name and a day.
pub fn redline(document: &Document, reviser: Reviser<'_>) -> (Vec<u8>, Vec<Diagnostic>) {
    written(body::Body::new(document, Some(reviser)))
}

fn written(mut body: body::Body<'_>) -> (Vec<u8>, Vec<Diagnostic>) {
    body.write();
    let mut findings = std::mem::take(&mut body.findings);
    diagnostic::sort(&mut findings);
    let lists = lists::part(&body.lists);
    (package::pack(body.document, &body.xml.finish(), &lists), findings)
}
