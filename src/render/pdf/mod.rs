//! Document -> PDF.
//!
//! In: a [`Document`]. Out: a PDF on Letter paper, tagged, in PDF/UA-1 and PDF/A-2a as krilla validates them, and the
//! characters that its fonts do not have, each with its place.
//!
//! Blocks become strips across the page (`blocks.rs`), strips become pages (`pages.rs`), pages are drawn (`paint.rs`).

mod answers;
mod blocks;
mod boxes;
mod faults;
mod inline;
mod layout;
mod lines;
mod pages;
mod paint;
mod rows;
mod signature;
mod strip;
mod style;
mod tags;
mod typeface;
mod words;

use crate::diagnostic::{self, Diagnostic};
use crate::document::Document;
use layout::{Frame, Layout};

/// Writes a document as a PDF. The findings are sorted by place; where one of them is an error there are no bytes.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let (blank, _) = engross::document::blank(&form.unwrap());
/// let (pdf, findings) = engross::render::pdf::render(&blank);
/// assert!(findings.is_empty());
/// assert!(pdf.starts_with(b"%PDF-1.7"));
/// ```
pub fn render(document: &Document) -> (Vec<u8>, Vec<Diagnostic>) {
    let mut layout = Layout::new(document);
    let strips = layout.blocks(&document.blocks, Frame::PAGE);
    let mut findings = layout.missing.findings(document);
    findings.append(&mut layout.too_wide);
    if !findings.is_empty() {
        diagnostic::sort(&mut findings);
        return (Vec::new(), findings);
    }
    let tables = std::mem::take(&mut layout.tables);
    let pages = pages::pages(&strips, &tables);
    match paint::paint(&mut layout, &pages) {
        Ok(bytes) => (bytes, Vec::new()),
        Err(error) => (Vec::new(), vec![faults::not_written(&error.to_string())]),
    }
}
