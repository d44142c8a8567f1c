//! Document -> html.

use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// To be written.
pub fn render(_: &Document) -> (String, Vec<Diagnostic>) {
    (String::new(), Vec::new())
}
