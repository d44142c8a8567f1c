//! The wording of what a document for Word cannot say.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Origin};

/// XML has no way to write a character.
pub(super) fn not_allowed(document: &Document, origin: Origin, c: char) -> Diagnostic {
    let message = format!("the character U+{:04X} cannot stand in a document for Word", u32::from(c));
    let mut fault = Diagnostic::new(Code::NotInWord, message);
    fault.labels.extend(document.label(origin, "holds it"));
    fault.help("a control character prints nothing; take it out of the definition")
}
