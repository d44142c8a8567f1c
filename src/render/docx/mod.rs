//! Document -> docx.

use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// To be written.
pub fn render(_: &Document) -> (Vec<u8>, Vec<Diagnostic>) {
    (Vec::new(), Vec::new())
}
