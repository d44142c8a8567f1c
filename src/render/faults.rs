//! What the formats' faults have in common.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Origin};

/// A fault at a place of a document.
pub(super) fn at(document: &Document, origin: Origin, code: Code, message: String, label: &str) -> Diagnostic {
    let mut fault = Diagnostic::new(code, message);
    fault.labels.extend(document.label(origin, label));
    fault
}

/// Narrows the fault's place to a text inside it, if the source has it to the letter.
pub(super) fn narrow(mut fault: Diagnostic, text: &str) -> Diagnostic {
    if let Some(label) = fault.labels.first_mut()
        && let Some(at) = label.source.slice(label.range.clone()).find(text)
    {
        label.range = label.range.start + at..label.range.start + at + text.len();
    }
    fault
}

/// The first few of some characters, with their numbers: `イ` (U+30A4).
pub(super) fn names(characters: &[char]) -> String {
    let c = |c: &char| format!("`{c}` (U+{:04X})", u32::from(*c));
    let names = characters.iter().take(4).map(c).collect::<Vec<_>>().join(", ");
    if characters.len() > 4 { format!("{names} and {} more", characters.len() - 4) } else { names }
}
