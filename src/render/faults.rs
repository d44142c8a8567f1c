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

/// A character with its number; one that cannot be seen has only that.
pub(super) fn name(c: char) -> String {
    let number = u32::from(c);
    let unseen = c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    if unseen { format!("U+{number:04X}") } else { format!("`{c}` (U+{number:04X})") }
}

/// The first few of some characters, with their numbers: `イ` (U+30A4).
pub(super) fn names(characters: &[char]) -> String {
    let names = characters.iter().take(4).map(|c| name(*c)).collect::<Vec<_>>().join(", ");
    if characters.len() > 4 { format!("{names} and {} more", characters.len() - 4) } else { names }
}
