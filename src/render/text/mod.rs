//! Document -> plain text as EDGAR takes it.
//!
//! In: a [`Document`]. Out: lines of at most its width (80 columns at most, 17 CFR 232.305(a)), only the characters that
//! EDGAR allows, and what had to be changed or cannot be written, each with its place.

mod answers;
mod beside;
mod blocks;
mod boxes;
mod faults;
mod lines;
mod page;
mod printed;
mod signature;
mod tables;
mod wrap;

use crate::diagnostic::{self, Diagnostic};
use crate::document::Document;

/// As many lines as a short form has.
const LINES: usize = 256;

/// Writes a document as plain text. The findings are sorted by place; where one of them is an error the text is not fit
/// to be filed.
///
/// ```
/// use engross::builtin::{self, BuiltIn};
/// let (form, _) = engross::form::compile(&BuiltIn, builtin::find("12b-25", Some("2003")).unwrap());
/// let (blank, _) = engross::document::blank(&form.unwrap());
/// let (text, findings) = engross::render::text::render(&blank);
/// assert!(findings.is_empty());
/// assert!(text.contains("FORM 12b-25"));
/// assert!(text.lines().all(|line| line.len() <= 74));
/// ```
pub fn render(document: &Document) -> (String, Vec<Diagnostic>) {
    let mut page = page::Page::new(document);
    let mut lines = Vec::with_capacity(LINES);
    page.blocks(&document.blocks, document.width, &mut lines);
    let mut findings = page.findings();
    diagnostic::sort(&mut findings);
    let mut out = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for line in lines {
        line.put(&mut out);
        if out.ends_with(' ') {
            out.truncate(out.trim_end_matches(' ').len());
        }
        out.push('\n');
    }
    (out, findings)
}

/// A document in the characters that plain text has for its own, so that what prints alike is alike. What has none stays,
/// and [`render`] tells of it.
pub fn in_plain_characters(mut document: Document) -> Document {
    for block in &mut document.blocks {
        block.texts_mut(&mut |text| {
            for run in text.iter_mut().flat_map(|paragraph| &mut paragraph.lines).flat_map(|line| &mut line.runs) {
                crate::edgar::make_plain(&mut run.text);
            }
        });
    }
    document
}
